//! A terminal's disk in a simulation: the journal in a real folder, the cache in memory that outlives its program.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::cache::{Batch, Engine, EngineError, Memory};

/// Where a terminal keeps things.
#[derive(Debug)]
pub(crate) struct Disk {
    home: PathBuf,
    platter: Platter,
}

impl Disk {
    /// An empty disk, with its journal in this folder.
    pub(crate) fn new(home: PathBuf) -> Self {
        Self { home, platter: Platter::default() }
    }

    /// Another disk with the same on it.
    pub(crate) fn clone_to(&self, home: PathBuf) -> Self {
        copy(&self.home, &home);
        let written = self.platter.written().clone();
        Self { home, platter: Platter(Arc::new(Mutex::new(written))) }
    }

    pub(super) fn device_folder(&self) -> PathBuf {
        self.home.join("device")
    }

    pub(super) fn engine(&self) -> Platter {
        self.platter.clone()
    }

    /// The power goes: of what was not flushed only the first so many batches are there.
    pub(crate) fn cut(&self, batches: usize) {
        let mut written = self.platter.written();
        let since = std::mem::take(&mut written.since);
        for batch in since.into_iter().take(batches) {
            written.kept.apply(batch).expect("memory does not fail");
        }
        written.live = written.kept.clone();
    }

    /// Loses the end of the journal although it was synced.
    pub(crate) fn lose_a_frame(&self) {
        let segment = self.device_folder().join("0000000001.log");
        let Ok(file) = fs::OpenOptions::new().write(true).open(segment) else { return };
        let length = file.metadata().expect("a segment").len();
        // The header stays: without it there was no frame.
        file.set_len(length.saturating_sub(30).max(length.min(256))).expect("cut");
    }

    /// Somebody deletes the cache.
    pub(crate) fn wipe(&self) {
        *self.platter.written() = Written::default();
    }

    /// A byte of a value changes by itself, on the disk and in what is read from it.
    pub(crate) fn flip(&self, which: usize, at: usize) {
        let mut written = self.platter.written();
        let mut all = Vec::new();
        written.live.scan(&[], &mut |key, value| all.push((key.to_vec(), value.to_vec()))).expect("memory");
        let Some((key, mut value)) = (!all.is_empty()).then(|| all.swap_remove(which % all.len())) else { return };
        if value.is_empty() {
            return;
        }
        let at = at % value.len();
        value[at] ^= 0x20;
        let mut batch = Batch::default();
        batch.put(key, value);
        written.live.apply(batch.clone()).expect("memory does not fail");
        written.since.push(batch);
    }
}

/// What the cache is written to. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub(super) struct Platter(Arc<Mutex<Written>>);

#[derive(Clone, Debug, Default)]
struct Written {
    /// What a power cut leaves at least.
    kept: Memory,
    /// Batches since the last flush, which a power cut may take, the last ones first.
    since: Vec<Batch>,
    /// What a reader finds.
    live: Memory,
}

impl Platter {
    fn written(&self) -> MutexGuard<'_, Written> {
        self.0.lock().expect("nobody panicked with it")
    }
}

impl Engine for Platter {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        self.written().live.get(key)
    }

    fn scan(&self, prefix: &[u8], each: &mut dyn FnMut(&[u8], &[u8])) -> Result<(), EngineError> {
        self.written().live.scan(prefix, each)
    }

    fn apply(&mut self, batch: Batch) -> Result<(), EngineError> {
        let mut written = self.written();
        written.since.push(batch.clone());
        written.live.apply(batch)
    }

    fn flush(&mut self) -> Result<(), EngineError> {
        let mut written = self.written();
        for batch in std::mem::take(&mut written.since) {
            written.kept.apply(batch)?;
        }
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let private = fs::metadata(from).expect("a folder").permissions();
    fs::set_permissions(to, private).expect("rights");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
