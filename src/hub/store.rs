//! What the hub keeps: devices, actions, outcomes, streams, rows, tokens, audit, and no entity.
//!
//! The trait is what PostgreSQL will implement too. A transaction is one call: the store locks, asks the caller what to write by
//! a plain function, writes, and commits, so that no caller can hold a lock across anything slow.

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod memory;
mod sqlite;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;

use crate::domain::id::{ActionId, DeviceId, FacilityId, LookId, RowId, StaffId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;

#[cfg(test)]
pub(in crate::hub) use memory::{Fuse, Memory};
pub use sqlite::{BackupError, Replace, Restored, backup, restore};
pub(in crate::hub) use sqlite::{Sqlite, path_of};

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub(in crate::hub) enum StoreError {
    /// The database said no.
    #[error("{attempt}")]
    Database {
        /// What was attempted.
        attempt: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The database holds something that this program did not write.
    #[error("read the database: a value is not what this program writes")]
    Damaged,
    /// The disk said no.
    #[error("make the database file")]
    File(#[source] std::io::Error),
    /// This program cannot use it.
    #[error("open the database")]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        fault: Unusable,
    },
}

/// Why a file is no database that this program can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Something else: no database, an empty one, or another program's.
    #[error("it is not a database of this program")]
    Foreign,
    /// It knows what this program does not know yet.
    #[error("a newer version of this program made it")]
    Newer,
    /// SQLite finds it damaged.
    #[error("it is damaged")]
    Damaged,
    /// Somebody has it: a hub that uses it, or a restore that puts another file in its place.
    #[error("somebody else has it")]
    InUse,
}

impl Unusable {
    fn at(self, path: &Path) -> StoreError {
        StoreError::Unusable { path: path.to_owned(), fault: self }
    }
}

/// Where a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Head {
    /// Which.
    pub(in crate::hub) stream: StreamId,
    /// Sequence of its last change.
    pub(in crate::hub) sequence: u64,
    /// A cursor below this is too old: a delta could miss tombstones.
    pub(in crate::hub) floor: u64,
    /// Count and checksum of its live rows.
    pub(in crate::hub) check: Check,
}

/// Rows after a sequence, in sequence order, and the stream in the same snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Changes {
    /// The stream.
    pub(in crate::hub) head: Head,
    /// At most as many rows as asked for.
    pub(in crate::hub) rows: Vec<Row>,
}

/// One row to write. The store gives revision and sequence; what is already so is not written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Write {
    /// Where.
    pub(in crate::hub) stream: StreamId,
    /// Whose row.
    pub(in crate::hub) id: RowId,
    /// What kind of thing.
    pub(in crate::hub) kind: Box<str>,
    /// The local day that it starts on.
    pub(in crate::hub) day: Option<NaiveDate>,
    /// The source's own key, for what an import wrote.
    pub(in crate::hub) source_ref: Option<Box<str>>,
    /// The row that it is about, for kinds that are read by it.
    pub(in crate::hub) about: Option<RowId>,
    /// What it says; none removes it from the stream.
    pub(in crate::hub) body: Option<Box<[u8]>>,
}

impl Write {
    /// This row is removed from the stream.
    pub(in crate::hub) fn removal(stream: StreamId, id: RowId) -> Self {
        Self { stream, id, kind: Box::default(), day: None, source_ref: None, about: None, body: None }
    }
}

/// What goes into the audit trail: never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Audit {
    /// When, by the hub's clock.
    pub(in crate::hub) at: DateTime<Utc>,
    /// Who, if a person.
    pub(in crate::hub) actor: Option<StaffId>,
    /// From which terminal.
    pub(in crate::hub) device: Option<DeviceId>,
    /// What was done: `action`, `look`, `import`, `enrol`, `token`, `forget`; a copy of the database also has `backup` and `restore`.
    pub(in crate::hub) what: &'static str,
    /// On what: ids and counts.
    pub(in crate::hub) object: String,
}

/// A terminal, as the hub knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Device {
    /// Whose prison it stands in.
    pub(in crate::hub) facility: FacilityId,
    /// Number of the last decided action.
    pub(in crate::hub) last_number: u64,
    /// Number of the last look.
    pub(in crate::hub) last_look: u64,
}

/// One look to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Looked {
    /// Which number on its terminal.
    pub(in crate::hub) number: u64,
    /// Its id: the same look from another terminal is kept once.
    pub(in crate::hub) id: LookId,
    /// Hash over its bytes.
    pub(in crate::hub) hash: [u8; 32],
    /// As the terminal wrote it.
    pub(in crate::hub) body: Vec<u8>,
    /// For the trail.
    pub(in crate::hub) audit: Audit,
}

/// What became of looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub) enum Taken {
    /// All of them are here, in the trail; the number of the terminal's last one.
    All(u64),
    /// A number was used for another look. None of them was kept.
    Differs,
    /// Nobody enrolled this terminal here.
    UnknownDevice,
}

/// One action to decide.
pub(in crate::hub) struct Act<'a> {
    /// On which terminal.
    pub(in crate::hub) device: DeviceId,
    /// Which number.
    pub(in crate::hub) number: u64,
    /// Its id, when it decodes.
    pub(in crate::hub) id: ActionId,
    /// Hash over its bytes.
    pub(in crate::hub) hash: [u8; 32],
    /// The rows that the decision looks at.
    pub(in crate::hub) reads: Vec<RowId>,
    /// All rows of a kind that are about one thing, which the decision looks at as well.
    pub(in crate::hub) reads_about: Vec<(&'static str, RowId)>,
    /// The decision: rows → what to write, and the outcome's bytes. Called once, inside the transaction.
    pub(in crate::hub) decide: &'a (dyn Fn(&Found) -> Decided + Send + Sync),
    /// The outcome's bytes when the id came before from elsewhere.
    pub(in crate::hub) already: Vec<u8>,
    /// For the trail.
    pub(in crate::hub) audit: Audit,
}

/// Live rows that were asked for, with the stream that each lives in.
pub(in crate::hub) type Found = BTreeMap<RowId, (StreamId, Row)>;

/// What a decision wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Decided {
    /// Rows to write.
    pub(in crate::hub) writes: Vec<Write>,
    /// The outcome's bytes, stored and answered.
    pub(in crate::hub) outcome: Vec<u8>,
}

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) enum Acted {
    /// Decided now.
    First(Vec<u8>),
    /// Decided before, with the same content: the stored outcome, to the byte.
    Again(Vec<u8>),
    /// The number was used for something else.
    Differs,
    /// Numbers before it are missing.
    Gap {
        /// The number that is expected next.
        expected: u64,
    },
    /// Nobody enrolled this terminal here.
    UnknownDevice,
}

/// An import: what was imported before → what to write now.
pub(in crate::hub) struct ImportPlan<'a> {
    /// Whose.
    pub(in crate::hub) facility: FacilityId,
    /// Last imported bodies and current rows of the facility → writes, and the bodies to remember (none forgets).
    pub(in crate::hub) plan: &'a (dyn Fn(&Imported) -> Vec<ImportWrite> + Send + Sync),
    /// For the trail.
    pub(in crate::hub) audit: Audit,
}

/// A row, and the source's own key where an import wrote it.
pub(in crate::hub) type Sourced = (Row, Option<Box<str>>);

/// What an import finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::hub) struct Imported {
    /// Last imported body by row.
    pub(in crate::hub) bodies: BTreeMap<RowId, Box<[u8]>>,
    /// Live rows by stream and id, with the source's key of those that an import wrote.
    pub(in crate::hub) rows: BTreeMap<(StreamId, RowId), Sourced>,
}

/// One thing that an import writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct ImportWrite {
    /// The row as it will be; none when only the memory of the source changes.
    pub(in crate::hub) write: Option<Write>,
    /// Which row's memory.
    pub(in crate::hub) row: RowId,
    /// What the source says now; none when it is gone there.
    pub(in crate::hub) body: Option<Box<[u8]>>,
}

/// How many rows a transaction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(in crate::hub) struct Written {
    /// Rows that got a new revision.
    pub(in crate::hub) rows: u64,
}

/// The store of a hub.
pub(in crate::hub) trait Store: Send + Sync {
    /// The database's lineage: random, new after a restore.
    fn epoch(&self) -> &str;

    /// The key of the cursors' MAC.
    fn cursor_key(&self) -> &[u8];

    /// A number that any change in a facility raises.
    fn counter(&self, facility: FacilityId) -> BoxFuture<'_, Result<u64, StoreError>>;

    /// Every stream of a facility, in order.
    fn heads(&self, facility: FacilityId) -> BoxFuture<'_, Result<Vec<Head>, StoreError>>;

    /// Rows of a stream after a sequence; none when there is no such stream.
    fn changes(
        &self,
        facility: FacilityId,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<Changes>, StoreError>>;

    /// Live rows of a kind in a facility.
    fn of_kind<'a>(
        &'a self,
        facility: FacilityId,
        kind: &'a str,
    ) -> BoxFuture<'a, Result<Vec<(StreamId, Row)>, StoreError>>;

    /// A live row by its id, and the stream that it lives in.
    fn row(&self, facility: FacilityId, id: RowId) -> BoxFuture<'_, Result<Option<(StreamId, Row)>, StoreError>>;

    /// Every facility.
    fn facilities(&self) -> BoxFuture<'_, Result<Vec<FacilityId>, StoreError>>;

    /// A terminal.
    fn device(&self, device: DeviceId) -> BoxFuture<'_, Result<Option<Device>, StoreError>>;

    /// Makes a terminal known; what is known stays. Answers the terminal as it is known.
    fn enrol<'a>(
        &'a self,
        device: DeviceId,
        facility: FacilityId,
        name: Option<&'a str>,
        audit: Audit,
    ) -> BoxFuture<'a, Result<Device, StoreError>>;

    /// Decides one action, in one transaction with its effects, its outcome and an audit row.
    fn act<'a>(&'a self, act: Act<'a>) -> BoxFuture<'a, Result<Acted, StoreError>>;

    /// Keeps looks of a terminal, numbers rising, in one transaction with a line in the trail for each. What is here already stays as
    /// it is.
    fn look(&self, device: DeviceId, looks: Vec<Looked>) -> BoxFuture<'_, Result<Taken, StoreError>>;

    /// Stored outcomes of a terminal from a number on.
    fn outcomes(&self, device: DeviceId, from: u64, limit: usize) -> BoxFuture<'_, Result<Vec<Vec<u8>>, StoreError>>;

    /// Imports, in one transaction.
    fn import<'a>(&'a self, plan: ImportPlan<'a>) -> BoxFuture<'a, Result<Written, StoreError>>;

    /// Forgets the tombstones that were there before an instant, and raises the floors of their streams. A tombstone counts as
    /// there from the first call that finds it; the trail gets a line when something was forgotten. Answers how many were.
    fn forget(
        &self,
        facility: FacilityId,
        before: DateTime<Utc>,
        audit: Audit,
    ) -> BoxFuture<'_, Result<u64, StoreError>>;

    /// Whose token this is.
    fn token(&self, hash: [u8; 32]) -> BoxFuture<'_, Result<Option<(FacilityId, StaffId)>, StoreError>>;

    /// Keeps a token's hash.
    fn add_token(
        &self,
        hash: [u8; 32],
        facility: FacilityId,
        staff: StaffId,
        audit: Audit,
    ) -> BoxFuture<'_, Result<(), StoreError>>;
}
