//! The cache as the desk uses it: it never fails. What is damaged is read anew; an engine that fails is replaced by memory.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::cache::{self, Cache, CacheError, StreamState};
use crate::domain::id::RowId;
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::sync::status::CacheState;

/// The setting that says when everything here was last equal to the hub.
const LAST_SYNC: &str = "last-sync";
/// The setting that says of which lineage of the hub the cursors and revisions here are.
const LINEAGE: &str = "lineage";
/// The setting that says since when there is something on the disk that has no business there.
const RENEW: &str = "renew";
/// A stream that was withdrawn is gone from the disk within a day; the rest of it is for who is away at night.
const RENEW_AFTER: TimeDelta = TimeDelta::hours(12);
/// How long a broken cache is kept for who wants to look.
const QUARANTINE: TimeDelta = TimeDelta::hours(12);

/// The cache, whatever became of it.
pub(in crate::sync) struct Store {
    cache: Cache,
    kept: CacheState,
    /// Where it is on disk.
    folder: Option<PathBuf>,
    /// Whether it was looked at in this run how much room it takes.
    weighed: bool,
}

impl Store {
    /// The cache in a folder; in memory when the folder cannot be used.
    pub(in crate::sync) fn open(folder: &Path) -> Self {
        match cache::open(folder) {
            Ok(opened) => {
                let kept = if opened.set_aside.is_some() { CacheState::Renewed } else { CacheState::Kept };
                let folder = Some(folder.to_owned());
                let mut store = Self { cache: opened.cache, kept, folder, weighed: false };
                if store.since(RENEW).is_some() {
                    store.renew();
                }
                store
            }
            Err(error) => {
                tracing::warn!(%error, "the cache is in memory only");
                Self { kept: CacheState::MemoryForced, ..Self::in_memory() }
            }
        }
    }

    /// A cache that is forgotten at the end, on purpose.
    pub(in crate::sync) fn in_memory() -> Self {
        Self { cache: Cache::in_memory(), kept: CacheState::MemoryAsked, folder: None, weighed: false }
    }

    /// A cache over an engine of the caller's.
    #[cfg(test)]
    pub(in crate::sync) fn over(engine: Box<dyn cache::Engine>) -> Self {
        Self { cache: Cache::new(engine), kept: CacheState::Kept, folder: None, weighed: false }
    }

    pub(super) const fn kept(&self) -> CacheState {
        self.kept
    }

    /// Asks the cache. sled answers to some damage with a panic: here that is a failure like others.
    fn ask<T: Default>(&mut self, question: impl Fn(&mut Cache) -> Result<T, CacheError>) -> T {
        let cache = &mut self.cache;
        let stream = match catch_unwind(AssertUnwindSafe(|| question(cache))) {
            Ok(Ok(answer)) => return answer,
            Ok(Err(CacheError::Damaged { stream: Some(stream) })) => Some(stream),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the cache failed");
                None
            }
            Err(_) => None,
        };
        let anew = |cache: &mut Cache, stream| catch_unwind(AssertUnwindSafe(|| cache.rebuild(stream)));
        let mended = stream.is_some_and(|stream| matches!(anew(&mut self.cache, stream), Ok(Ok(()))));
        tracing::warn!(?stream, mended, "something in the cache is damaged");
        if !mended {
            if let Some(folder) = self.folder.take() {
                cache::note_failure(&folder);
            }
            self.replace(Cache::in_memory(), CacheState::MemoryForced);
            return question(&mut self.cache).unwrap_or_default();
        }
        T::default()
    }

    /// What sled does at its end may fail too.
    fn replace(&mut self, cache: Cache, kept: CacheState) {
        let old = std::mem::replace(&mut self.cache, cache);
        if catch_unwind(AssertUnwindSafe(|| drop(old))).is_err() {
            tracing::warn!("the cache failed at its end");
        }
        self.kept = kept;
    }

    /// Looks after the disk: what was withdrawn leaves it within a day, what grew is made small at the next start, and a broken cache is
    /// not kept for ever.
    pub(super) fn look_after(&mut self, now: DateTime<Utc>) {
        let Some(folder) = &self.folder else { return };
        cache::remove_quarantine(folder, now - QUARANTINE, now);
        if let Some(since) = self.since(RENEW) {
            // A clock that was set back does not count the hours.
            if since > now || now - since >= RENEW_AFTER {
                self.renew();
            }
        } else if !std::mem::replace(&mut self.weighed, true) && self.ask(|cache| cache.is_fat()) {
            self.set_since(RENEW, now);
        }
    }

    /// Puts a copy of what is live in the place of what is on the disk. When that fails, everything stays as it is.
    fn renew(&mut self) {
        let Some(folder) = self.folder.clone() else { return };
        let since = self.since(RENEW);
        // The copy has nothing of it any more.
        self.set_setting(RENEW, b"");
        let copied = catch_unwind(AssertUnwindSafe(|| cache::copy_beside(&folder, &self.cache)));
        match copied {
            Ok(Ok(())) => {
                self.replace(Cache::in_memory(), self.kept);
                let Self { cache, kept, folder, .. } = Self::open(&folder);
                (self.cache, self.folder) = (cache, folder);
                if kept != CacheState::Kept {
                    self.kept = kept;
                }
            }
            failed => {
                tracing::warn!(?failed, "the cache could not be renewed");
                if let Some(since) = since {
                    self.set_since(RENEW, since);
                }
            }
        }
    }

    pub(super) fn streams(&mut self) -> BTreeMap<StreamId, StreamState> {
        self.ask(|cache| cache.streams())
    }

    /// The rows of one day, or those without a day.
    pub(super) fn bucket(&mut self, stream: StreamId, day: Option<NaiveDate>) -> Vec<Row> {
        self.ask(|cache| cache.bucket(stream, day))
    }

    #[cfg(test)]
    pub(super) const fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Every row of a stream.
    pub(super) fn all(&mut self, stream: StreamId) -> Vec<Row> {
        self.ask(|cache| cache.rows(stream))
    }

    /// Goes on reading where the last page ended; `anew` from the start, beside what is shown. An interrupted reading
    /// anew goes on as well.
    pub(super) fn start_reading(&mut self, stream: StreamId, anew: bool) -> Option<String> {
        let state = self.ask(|cache| cache.stream(stream)).unwrap_or_default();
        if anew && !state.rebuilding {
            self.read_anew(stream);
            return None;
        }
        state.cursor.map(Into::into)
    }

    /// From now on the stream is read from its start; what is shown stays until that is done.
    pub(super) fn read_anew(&mut self, stream: StreamId) {
        self.ask(|cache| cache.rebuild(stream));
    }

    /// Whatever is here of another lineage of the hub is read anew; what is shown stays until that is done. A restored hub gives the same
    /// revision to something else, so that count and sum can be equal where rows are not. The journal is durable and the cache is not:
    /// a power cut can bring back what was here before the journal knew the new lineage.
    pub(super) fn follow(&mut self, lineage: Option<&str>) {
        let here = self.setting(LINEAGE).unwrap_or_default();
        if here == lineage.unwrap_or_default().as_bytes() {
            return;
        }
        for stream in self.streams().into_keys() {
            self.read_anew(stream);
        }
        self.set_setting(LINEAGE, lineage.unwrap_or_default().as_bytes());
    }

    /// Whether a stream is read from this cursor on: beside what is shown, or in it.
    pub(super) fn is_at(&mut self, stream: StreamId, cursor: Option<&str>, beside: bool) -> bool {
        let state = self.ask(|cache| cache.stream(stream));
        state.is_some_and(|state| state.rebuilding == beside && state.cursor.as_deref() == cursor)
    }

    pub(super) fn apply(&mut self, stream: StreamId, rows: &[Row], cursor: &str) {
        self.ask(|cache| cache.apply(stream, rows, cursor));
    }

    /// Count and sum of what is being read.
    pub(super) fn reading_check(&mut self, stream: StreamId) -> Check {
        self.ask(|cache| cache.reading_check(stream))
    }

    /// Shows what was read anew.
    pub(super) fn finish(&mut self, stream: StreamId) {
        self.ask(|cache| cache.finish(stream));
    }

    /// Nothing of the stream is found any more; it leaves the disk itself with the next [`Store::look_after`] that is due.
    pub(super) fn remove(&mut self, stream: StreamId, now: DateTime<Utc>) {
        self.ask(|cache| cache.remove(stream));
        if self.since(RENEW).is_none() {
            self.set_since(RENEW, now);
        }
    }

    pub(super) fn flush(&mut self) {
        self.ask(Cache::flush);
    }

    /// When everything here was last equal to the hub, in this or an earlier run.
    pub(super) fn last_sync(&mut self) -> Option<DateTime<Utc>> {
        self.since(LAST_SYNC)
    }

    /// A time of the desk's own.
    fn since(&mut self, name: &str) -> Option<DateTime<Utc>> {
        let bytes = self.setting(name)?;
        DateTime::parse_from_rfc3339(std::str::from_utf8(&bytes).ok()?).ok().map(|at| at.with_timezone(&Utc))
    }

    fn set_since(&mut self, name: &str, at: DateTime<Utc>) {
        self.set_setting(name, at.to_rfc3339().as_bytes());
    }

    /// A row by its id, and the stream that it is in.
    pub(super) fn get(&mut self, id: RowId) -> Option<(StreamId, Row)> {
        self.ask(|cache| cache.get(id))
    }

    /// A small value of the desk's own.
    pub(super) fn setting(&mut self, name: &str) -> Option<Vec<u8>> {
        self.ask(|cache| cache.setting(name))
    }

    pub(super) fn set_setting(&mut self, name: &str, value: &[u8]) {
        self.ask(|cache| cache.set_setting(name, value));
    }

    pub(super) fn set_last_sync(&mut self, at: DateTime<Utc>) {
        self.set_since(LAST_SYNC, at);
    }
}
