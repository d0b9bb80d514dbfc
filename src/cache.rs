//! The rebuildable cache: rows as the hub sent them, found by day in one scan. Losing it costs time, never work.
//!
//! Everything lies under fixed-size tags in one ordered store, so that rows *and* cursor go in one atomic batch. The store is an
//! [`Engine`]: sled on disk, a tree in memory as its twin, one contract suite for both.
//!
//! **Why sled is pinned to 0.34.7.** Its 1.0 alpha has no transactions and lost flushed rows under `kill -9`; 0.34.7's `flush`
//! makes no `fsync`, which is harmless here and the reason why nothing that may not be lost is in it. It pulls two crates
//! that nobody maintains any more (fxhash, RUSTSEC-2025-0057; instant, RUSTSEC-2024-0384); `.cargo/deny.toml` fences them in.

mod engine;
mod key;
#[cfg(test)]
pub(crate) mod on_disk;
mod open;
mod renew;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::id::RowId;
use crate::domain::row::{Check, Row};
use crate::domain::stream::{StreamId, StreamKind};
use crate::seal::row_digest;

pub use engine::{Batch, Engine, EngineError, Memory};
pub use open::{OpenError, Opened, note_failure, open, remove_quarantine};
pub use renew::copy_beside;

use key::Keys;

/// What a cache cannot do. The caller reads the stream anew, or goes on in memory.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The engine failed.
    #[error("the cache cannot be read or written")]
    Engine(#[from] EngineError),
    /// A value is not what was written: the stream has to be read anew.
    #[error("a value in the cache is damaged, in stream {stream:?}")]
    Damaged {
        /// In which stream, when it was about one.
        stream: Option<StreamId>,
    },
}

/// What is known of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamState {
    /// Where to go on; none when the stream has to be read from its start.
    pub cursor: Option<Box<str>>,
    /// The sequence of the last row that was applied.
    pub sequence: u64,
    /// Count and checksum of the rows that are shown.
    pub check: Check,
    /// Whether a new generation is being read beside the one that is shown.
    pub rebuilding: bool,
}

/// What is written about a stream: the generation that is shown, and perhaps one being read beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Meta {
    kind: String,
    id: Uuid,
    shown: Generation,
    next: Option<Generation>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Generation {
    number: u32,
    cursor: Option<Box<str>>,
    sequence: u64,
    count: u64,
    sum: u64,
}

impl Meta {
    fn new(stream: StreamId) -> Self {
        Self { kind: stream.kind.as_str().to_owned(), id: stream.id, shown: Generation::default(), next: None }
    }

    fn encode(&self) -> Vec<u8> {
        // A struct of strings and numbers always has a JSON form.
        value::guarded(serde_json::to_vec(self).unwrap_or_default())
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(value::unguarded(bytes)?).ok()
    }

    fn stream(&self) -> Option<StreamId> {
        self.kind.parse::<StreamKind>().ok().map(|kind| StreamId { kind, id: self.id })
    }

    fn state(&self) -> StreamState {
        // While a new generation is read, its cursor is the one to go on from; what is shown stays as it is.
        let reading = self.next.as_ref().unwrap_or(&self.shown);
        StreamState {
            cursor: reading.cursor.clone(),
            sequence: reading.sequence,
            check: Check { count: self.shown.count, sum: self.shown.sum },
            rebuilding: self.next.is_some(),
        }
    }
}

/// The cache, over an engine.
pub struct Cache {
    engine: Box<dyn Engine>,
    keys: Keys,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cache")
    }
}

impl Cache {
    /// A cache over an engine.
    pub fn new(engine: Box<dyn Engine>) -> Self {
        Self { engine, keys: Keys::open() }
    }

    /// A cache that forgets everything when the program ends.
    pub fn in_memory() -> Self {
        Self::new(Box::new(Memory::default()))
    }

    /// Takes a page of changes: rows and cursor in one atomic batch. A lower revision never replaces a higher one. While a
    /// stream is rebuilt, the page goes into the generation that is not shown yet.
    ///
    /// # Errors
    /// When the engine fails, or what is there is damaged; then nothing of the page is taken.
    pub fn apply(&mut self, stream: StreamId, rows: &[Row], cursor: &str) -> Result<(), CacheError> {
        let mut meta = self.meta(stream)?.unwrap_or_else(|| Meta::new(stream));
        let mut batch = Batch::default();
        let generation = meta.next.as_mut().unwrap_or(&mut meta.shown);
        // A page can hold a row once only, so what is on disk is what there is before it.
        for row in rows {
            self.take(stream, generation, row, &mut batch)?;
            generation.sequence = generation.sequence.max(row.sequence);
        }
        generation.cursor = Some(cursor.into());
        self.put_meta(stream, &meta, &mut batch);
        Ok(self.engine.apply(batch)?)
    }

    fn take(
        &self,
        stream: StreamId,
        generation: &mut Generation,
        row: &Row,
        batch: &mut Batch,
    ) -> Result<(), CacheError> {
        let index = self.keys.index(stream, generation.number, row.id);
        let damaged = || CacheError::Damaged { stream: Some(stream) };
        if let Some(old) = self.engine.get(&index)? {
            let old = key::Locator::decode(&old).ok_or_else(damaged)?;
            if old.revision > row.revision {
                return Ok(());
            }
            batch.remove(old.key.to_vec());
            batch.remove(index.clone());
            generation.count = generation.count.saturating_sub(1);
            generation.sum = generation.sum.wrapping_sub(row_digest(row.id.0, old.revision));
        }
        if !row.is_tombstone() {
            let key = self.keys.row(stream, generation.number, row.day, &row.kind, row.id);
            batch.put(key.to_vec(), value::encode(row));
            batch.put(index, key::Locator { revision: row.revision, key }.encode());
            generation.count = generation.count.saturating_add(1);
            generation.sum = generation.sum.wrapping_add(row_digest(row.id.0, row.revision));
        }
        Ok(())
    }

    /// The rows of one day of a stream, or those without a day; in no particular order.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn bucket(&self, stream: StreamId, day: Option<NaiveDate>) -> Result<Vec<Row>, CacheError> {
        let Some(meta) = self.meta(stream)? else { return Ok(Vec::new()) };
        self.scan(stream, &self.keys.bucket(stream, meta.shown.number, day))
    }

    /// Every row of a stream; in no particular order.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn rows(&self, stream: StreamId) -> Result<Vec<Row>, CacheError> {
        let Some(meta) = self.meta(stream)? else { return Ok(Vec::new()) };
        self.scan(stream, &self.keys.generation(stream, meta.shown.number))
    }

    fn scan(&self, stream: StreamId, prefix: &[u8]) -> Result<Vec<Row>, CacheError> {
        let mut rows = Vec::new();
        let mut damaged = false;
        self.engine.scan(prefix, &mut |_, value| match value::decode(value) {
            Some(row) => rows.push(row),
            None => damaged = true,
        })?;
        if damaged { Err(CacheError::Damaged { stream: Some(stream) }) } else { Ok(rows) }
    }

    /// A row by its id, whatever stream it is in.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn get(&self, id: RowId) -> Result<Option<(StreamId, Row)>, CacheError> {
        for meta in self.metas()? {
            let Some(stream) = meta.stream() else { continue };
            let Some(locator) = self.engine.get(&self.keys.index(stream, meta.shown.number, id))? else { continue };
            let damaged = || CacheError::Damaged { stream: Some(stream) };
            let locator = key::Locator::decode(&locator).ok_or_else(damaged)?;
            let value = self.engine.get(&locator.key)?.ok_or_else(damaged)?;
            return Ok(Some((stream, value::decode(&value).ok_or_else(damaged)?)));
        }
        Ok(None)
    }

    /// Every stream that is here.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn streams(&self) -> Result<BTreeMap<StreamId, StreamState>, CacheError> {
        let metas = self.metas()?;
        Ok(metas.iter().filter_map(|meta| meta.stream().map(|stream| (stream, meta.state()))).collect())
    }

    /// What is known of one stream.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn stream(&self, stream: StreamId) -> Result<Option<StreamState>, CacheError> {
        Ok(self.meta(stream)?.map(|meta| meta.state()))
    }

    /// Begins a new generation of a stream beside the one that is shown: pages go there until [`Cache::finish`].
    /// Beginning again starts from nothing.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn rebuild(&mut self, stream: StreamId) -> Result<(), CacheError> {
        let mut meta = self.meta(stream)?.unwrap_or_else(|| Meta::new(stream));
        let mut batch = Batch::default();
        let number = meta.next.as_ref().map_or(meta.shown.number, |next| next.number).wrapping_add(1);
        if let Some(old) = meta.next.take() {
            self.clear(stream, old.number, &mut batch)?;
        }
        meta.next = Some(Generation { number, ..Generation::default() });
        self.put_meta(stream, &meta, &mut batch);
        Ok(self.engine.apply(batch)?)
    }

    /// Shows the new generation in place of the old one, whole, and deletes the old.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged; then the old one is still shown.
    pub fn finish(&mut self, stream: StreamId) -> Result<(), CacheError> {
        let Some(mut meta) = self.meta(stream)? else { return Ok(()) };
        let Some(next) = meta.next.take() else { return Ok(()) };
        let mut batch = Batch::default();
        self.clear(stream, meta.shown.number, &mut batch)?;
        meta.shown = next;
        self.put_meta(stream, &meta, &mut batch);
        Ok(self.engine.apply(batch)?)
    }

    /// The check of the generation that pages go to: what the hub's check is held against at the end of a run.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn reading_check(&self, stream: StreamId) -> Result<Check, CacheError> {
        let meta = self.meta(stream)?;
        let reading = meta.as_ref().map(|meta| meta.next.as_ref().unwrap_or(&meta.shown));
        Ok(reading.map(|reading| Check { count: reading.count, sum: reading.sum }).unwrap_or_default())
    }

    /// Deletes a stream and everything in it.
    ///
    /// # Errors
    /// When the engine fails or a value is damaged.
    pub fn remove(&mut self, stream: StreamId) -> Result<(), CacheError> {
        let Some(meta) = self.meta(stream)? else { return Ok(()) };
        let mut batch = Batch::default();
        for generation in [Some(&meta.shown), meta.next.as_ref()].into_iter().flatten() {
            self.clear(stream, generation.number, &mut batch)?;
        }
        batch.remove(self.keys.stream(stream));
        Ok(self.engine.apply(batch)?)
    }

    fn clear(&self, stream: StreamId, generation: u32, batch: &mut Batch) -> Result<(), CacheError> {
        for prefix in [self.keys.generation(stream, generation), self.keys.indices(stream, generation)] {
            self.engine.scan(&prefix, &mut |key, _| batch.remove(key.to_vec()))?;
        }
        Ok(())
    }

    /// A small value of the client's own: the hub's lineage, who is signed in, when the last round was.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, CacheError> {
        Ok(self.engine.get(&self.keys.setting(name))?)
    }

    /// Keeps a small value.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), CacheError> {
        let mut batch = Batch::default();
        batch.put(self.keys.setting(name), value.to_vec());
        Ok(self.engine.apply(batch)?)
    }

    /// Hands everything to the operating system. No fsync: what is here can be had again.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn flush(&mut self) -> Result<(), CacheError> {
        Ok(self.engine.flush()?)
    }

    fn meta(&self, stream: StreamId) -> Result<Option<Meta>, CacheError> {
        let Some(value) = self.engine.get(&self.keys.stream(stream))? else { return Ok(None) };
        Meta::decode(&value).map(Some).ok_or(CacheError::Damaged { stream: Some(stream) })
    }

    fn metas(&self) -> Result<Vec<Meta>, CacheError> {
        let mut metas = Vec::new();
        let mut damaged = false;
        self.engine.scan(&Keys::streams(), &mut |_, value| match Meta::decode(value) {
            Some(meta) => metas.push(meta),
            None => damaged = true,
        })?;
        if damaged { Err(CacheError::Damaged { stream: None }) } else { Ok(metas) }
    }

    fn put_meta(&self, stream: StreamId, meta: &Meta, batch: &mut Batch) {
        batch.put(self.keys.stream(stream), meta.encode());
    }
}
