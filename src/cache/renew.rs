//! A new store in the place of the old one: sled's file keeps what was removed for long, and grows. What is live is copied beside it,
//! so that a terminal without a network has its day all the same.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use super::engine::{Batch, Engine};
use super::open::{gone, try_open};
use super::{Cache, CacheError, EngineError};

/// A cache may take this many times what is live in it, and [`SPARE_BYTES`] more.
const FAT: u64 = 4;
const SPARE_BYTES: u64 = 8 * 1024 * 1024;
/// Least that a row takes in it, in bytes, with its place in the index: below that nothing has to be counted.
const LEAST_ROW_BYTES: u64 = 128;
/// What the copy is called until it is whole, and the old one until it is gone.
const COPY: &str = "new";
const OLD: &str = "old";
/// What it is called while it is made.
const HALF: &str = "copying";
/// How much is copied at once, in bytes.
const BATCH_BYTES: usize = 256 * 1024;

impl Cache {
    /// Whether it takes far more room on the disk than what is live in it.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn is_fat(&self) -> Result<bool, CacheError> {
        let disk = self.engine.disk_bytes()?;
        let allows = |live: u64| disk <= live.saturating_mul(FAT).saturating_add(SPARE_BYTES);
        let rows: u64 = self.metas()?.iter().map(|meta| meta.shown.count).sum();
        if allows(rows.saturating_mul(LEAST_ROW_BYTES)) {
            return Ok(false);
        }
        let mut live = 0_u64;
        self.engine.scan(&[], &mut |key, value| {
            live = live.saturating_add(u64::try_from(key.len() + value.len()).unwrap_or(u64::MAX));
        })?;
        Ok(!allows(live))
    }

    /// Puts everything into another engine.
    fn copy_to(&self, other: &mut dyn Engine) -> Result<(), EngineError> {
        let (mut batch, mut bytes, mut failed) = (Batch::default(), 0, None);
        self.engine.scan(&[], &mut |key, value| {
            bytes += key.len() + value.len();
            batch.put(key.to_vec(), value.to_vec());
            if bytes >= BATCH_BYTES {
                failed = failed.take().or_else(|| other.apply(std::mem::take(&mut batch)).err());
                bytes = 0;
            }
        })?;
        failed.map_or(Ok(()), Err)?;
        other.apply(batch)?;
        other.flush()
    }
}

/// Makes a copy of what is live in the cache of this folder, beside it. Drop the cache then, and open the folder again: the copy takes
/// its place.
///
/// # Errors
/// When the copy cannot be made; nothing has changed then.
pub fn copy_beside(path: &Path, cache: &Cache) -> io::Result<()> {
    let copy = path.with_extension(COPY);
    gone(fs::remove_dir_all(&copy))?;
    let unfinished = path.with_extension(HALF);
    gone(fs::remove_dir_all(&unfinished))?;
    DirBuilder::new().mode(0o700).create(&unfinished)?;
    {
        let mut engine = try_open(&unfinished).ok_or_else(|| io::Error::other("a new cache does not open"))?;
        cache.copy_to(&mut engine).map_err(io::Error::other)?;
    }
    fs::rename(&unfinished, &copy)
}

/// Ends what [`copy_beside`] began: a whole copy takes the place of the old store. A kill at any moment leaves the one or the other.
pub(super) fn complete(path: &Path) -> io::Result<()> {
    let (copy, old) = (path.with_extension(COPY), path.with_extension(OLD));
    if copy.exists() {
        gone(fs::remove_dir_all(&old))?;
        gone(fs::rename(path, &old))?;
        fs::rename(&copy, path)?;
        // What was removed may not come back with a power cut.
        path.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())?;
    }
    gone(fs::remove_dir_all(&old))
}

#[cfg(test)]
mod tests;
