//! Opening sled without trusting it: in a thread, with a time limit, and with somewhere to put what is broken.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::engine::{Engine, Sled};
use super::{Cache, renew};

/// Longest time that opening may take before the cache is put aside.
const OPEN_LIMIT: Duration = Duration::from_secs(5);
/// sled lets go of its lock a moment after its last handle is gone: how often to try again, and after how long.
const LOCK_TRIES: u32 = 50;
const LOCK_WAIT: Duration = Duration::from_millis(20);
/// Memory for sled's pages, in bytes.
const PAGE_CACHE_BYTES: u64 = 8 * 1024 * 1024;
/// Format of keys and values; another one is read anew.
const FORMAT: &[u8] = b"2";
/// Where the format is noted.
const FORMAT_KEY: &[u8] = b"format";
/// What a broken cache is renamed to. One is kept.
const QUARANTINE: &str = "quarantine";
/// What stands beside a cache that failed while it was used.
const FAILED: &str = "failed";

/// An open cache, and how it came about.
#[derive(Debug)]
pub struct Opened {
    /// The cache.
    pub cache: Cache,
    /// A broken one was put here, and this one is new.
    pub set_aside: Option<PathBuf>,
}

/// There is no cache on this disk: go on in memory.
#[derive(Debug, thiserror::Error)]
#[error("open the cache in {}", .path.display())]
pub struct OpenError {
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: std::io::Error,
}

/// Opens the cache in a folder, or makes one. A broken one is put aside and a new one made.
///
/// # Errors
/// When the folder cannot be written at all.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    let failed = |source| OpenError { path: path.to_owned(), source };
    renew::complete(path).map_err(failed)?;
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(failed)?;
    let failed_before = path.with_extension(FAILED).exists();
    if !failed_before && let Some(engine) = try_open(path) {
        return Ok(Opened { cache: Cache::new(Box::new(engine)), set_aside: None });
    }
    let aside = path.with_extension(QUARANTINE);
    gone(fs::remove_dir_all(&aside)).map_err(failed)?;
    fs::rename(path, &aside).map_err(failed)?;
    gone(fs::remove_file(path.with_extension(FAILED))).map_err(failed)?;
    DirBuilder::new().mode(0o700).create(path).map_err(failed)?;
    let engine = try_open(path).ok_or_else(|| failed(std::io::Error::other("a new cache does not open either")))?;
    Ok(Opened { cache: Cache::new(Box::new(engine)), set_aside: Some(aside) })
}

/// Notes that the cache in a folder failed while it was used, so that it is put aside the next time and not trusted again. On a disk that
/// takes not even this the next run finds out by itself.
pub fn note_failure(path: &Path) {
    let _noted = fs::File::create(path.with_extension(FAILED));
}

/// Removes what was put aside before this time: it holds people's days too. What was put aside after `now` was put there by another clock.
pub fn remove_quarantine(path: &Path, before: DateTime<Utc>, now: DateTime<Utc>) {
    let aside = path.with_extension(QUARANTINE);
    let Ok(metadata) = fs::symlink_metadata(&aside) else { return };
    let since = DateTime::from_timestamp(metadata.ctime(), 0);
    if since.is_none_or(|since| since <= before || since > now) {
        let removed = fs::remove_dir_all(&aside);
        tracing::info!(removed = removed.is_ok(), "a broken cache was kept long enough");
    }
}

/// What was not there is gone too.
pub(super) fn gone(removed: std::io::Result<()>) -> std::io::Result<()> {
    removed.or_else(|error| if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Opens sled in a thread of its own: it can panic on damage, and it can hang.
pub(super) fn try_open(path: &Path) -> Option<Sled> {
    remove_half_snapshots(path);
    let path = path.to_owned();
    let (done, opened) = mpsc::sync_channel(1);
    std::thread::spawn(move || {
        let engine = catch_unwind(AssertUnwindSafe(|| open_and_check(&path)));
        // Nobody listens any more after the time limit: then this cache was put aside.
        let _late = done.send(engine.ok().flatten());
    });
    opened.recv_timeout(OPEN_LIMIT).ok().flatten()
}

fn open_and_check(path: &Path) -> Option<Sled> {
    let config = sled::Config::new()
        .path(path)
        .cache_capacity(PAGE_CACHE_BYTES)
        .mode(sled::Mode::LowSpace)
        .flush_every_ms(None)
        .print_profile_on_drop(false);
    let mut engine = Sled(open_patiently(&config)?);
    match engine.get(FORMAT_KEY).ok()? {
        Some(format) if format == FORMAT => Some(engine),
        None if engine.0.is_empty() => {
            let mut batch = super::Batch::default();
            batch.put(FORMAT_KEY.to_vec(), FORMAT.to_vec());
            engine.apply(batch).ok()?;
            Some(engine)
        }
        // Another format, or none in a store that is not empty.
        _ => None,
    }
}

/// A cache that was closed just now is still locked by sled's own threads, and is not broken for that. sled has no event
/// to wait for.
fn open_patiently(config: &sled::Config) -> Option<sled::Db> {
    for _ in 0..LOCK_TRIES {
        match config.open() {
            Err(sled::Error::Io(error)) if error.kind() == std::io::ErrorKind::Other => {
                std::thread::park_timeout(LOCK_WAIT);
            }
            opened => return opened.ok(),
        }
    }
    None
}

/// An unfinished snapshot stops sled 0.34 from opening (sled issues 1527 and 1533).
fn remove_half_snapshots(path: &Path) {
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            // If it cannot be removed, opening says so.
            let _ignored = fs::remove_file(entry.path());
        }
    }
}
