//! What the hub keeps: devices, actions, outcomes, streams, rows, tokens, audit, and no entity.
//!
//! The trait is what PostgreSQL will implement too. A transaction is one call: the store locks, asks the caller what to write by
//! a plain function, writes, and commits, so that no caller can hold a lock across anything slow.

mod sqlite;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;

use crate::domain::id::{ActionId, DeviceId, FacilityId, RowId, StaffId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;

pub(in crate::hub) use sqlite::Sqlite;

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address of the database is not one that this hub knows.
    #[error("open the database: the address has to be sqlite:// and a path")]
    Address,
    /// PostgreSQL is not built yet.
    #[error("open the database: this hub does not speak PostgreSQL yet")]
    NotYet,
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
}

/// Where a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which.
    pub stream: StreamId,
    /// Sequence of its last change.
    pub head: u64,
    /// A cursor below this is too old: a delta could miss tombstones.
    pub floor: u64,
    /// Count and checksum of its live rows.
    pub check: Check,
}

/// Rows after a sequence, in sequence order, and the stream in the same snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The stream.
    pub head: Head,
    /// At most as many rows as asked for.
    pub rows: Vec<Row>,
}

/// One row to write. The store gives revision and sequence; what is already so is not written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub stream: StreamId,
    /// Whose row.
    pub id: RowId,
    /// What kind of thing.
    pub kind: Box<str>,
    /// The local day that it starts on.
    pub day: Option<NaiveDate>,
    /// The source's own key, for what an import wrote.
    pub source_ref: Option<Box<str>>,
    /// What it says; none removes it from the stream.
    pub body: Option<Box<[u8]>>,
}

/// What goes into the audit trail: never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// When, by the hub's clock.
    pub at: DateTime<Utc>,
    /// Who, if a person.
    pub actor: Option<StaffId>,
    /// From which terminal.
    pub device: Option<DeviceId>,
    /// What was done: `action`, `import`, `enrol`, `token`.
    pub what: &'static str,
    /// On what: ids and counts.
    pub object: String,
}

/// A terminal, as the hub knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Whose prison it stands in.
    pub facility: FacilityId,
    /// Number of the last decided action.
    pub last_number: u64,
}

/// One action to decide.
pub struct Act<'a> {
    /// On which terminal.
    pub device: DeviceId,
    /// Which number.
    pub number: u64,
    /// Its id, when it decodes.
    pub id: ActionId,
    /// Hash over its bytes.
    pub hash: [u8; 32],
    /// The rows that the decision looks at.
    pub reads: Vec<RowId>,
    /// The decision: rows → what to write, and the outcome's bytes. Called once, inside the transaction.
    pub decide: &'a (dyn Fn(&BTreeMap<RowId, Row>) -> Decided + Send + Sync),
    /// The outcome's bytes when the id came before from elsewhere.
    pub already: Vec<u8>,
    /// For the trail.
    pub audit: Audit,
}

/// What a decision wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Rows to write.
    pub writes: Vec<Write>,
    /// The outcome's bytes, stored and answered.
    pub outcome: Vec<u8>,
}

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acted {
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
pub struct ImportPlan<'a> {
    /// Whose.
    pub facility: FacilityId,
    /// Last imported bodies and current rows of the facility → writes, and the bodies to remember (none forgets).
    pub plan: &'a (dyn Fn(&Imported) -> Vec<ImportWrite> + Send + Sync),
    /// For the trail.
    pub audit: Audit,
}

/// What an import finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Last imported body by row.
    pub bodies: BTreeMap<RowId, Box<[u8]>>,
    /// Live rows by stream and id, with the source's key of those that an import wrote.
    pub rows: BTreeMap<(StreamId, RowId), (Row, Option<Box<str>>)>,
}

/// One thing that an import writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportWrite {
    /// The row as it will be; none when only the memory of the source changes.
    pub write: Option<Write>,
    /// Which row's memory.
    pub row: RowId,
    /// What the source says now; none when it is gone there.
    pub body: Option<Box<[u8]>>,
}

/// How many rows a transaction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Written {
    /// Rows that got a new revision.
    pub rows: u64,
}

/// The store of a hub.
pub trait Store: Send + Sync {
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

    /// Stored outcomes of a terminal from a number on.
    fn outcomes(&self, device: DeviceId, from: u64, limit: usize) -> BoxFuture<'_, Result<Vec<Vec<u8>>, StoreError>>;

    /// Imports, in one transaction.
    fn import<'a>(&'a self, plan: ImportPlan<'a>) -> BoxFuture<'a, Result<Written, StoreError>>;

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
