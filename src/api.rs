//! Talks to the central API: a trait, reqwest, retry, limits.

mod bounds;
mod client;
mod error;
mod http;

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::time::Duration;

use crate::domain::decide::Outcome;
use crate::domain::id::{DeviceId, FacilityId, StaffId, WingId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::wire::MAX_WAIT_SECONDS;

pub use client::HttpApi;
pub use error::{ApiError, Call, Fault};

/// How long a long poll waits for a change.
pub const LONG_POLL: Duration = Duration::from_secs(MAX_WAIT_SECONDS);

/// The central API, as a terminal uses it. Every call gives a value or an [`ApiError`] and never waits without a limit.
pub trait Api: Send + Sync + 'static {
    /// Who is signed in with this token.
    fn me(&self) -> impl Future<Output = Result<Me, ApiError>> + Send;

    /// The streams that this identity may see. With the `etag` of an earlier answer: none when nothing changed, after
    /// waiting for a change as long as `wait`.
    fn heads(&self, etag: Option<&str>, wait: Duration)
    -> impl Future<Output = Result<Option<Heads>, ApiError>> + Send;

    /// The rows of a stream after a cursor, from its beginning without one.
    fn changes(
        &self,
        stream: StreamId,
        after: Option<&str>,
        limit: usize,
    ) -> impl Future<Output = Result<Page, ApiError>> + Send;

    /// Makes a device known, however often it is asked.
    fn enrol(&self, device: DeviceId) -> impl Future<Output = Result<DeviceState, ApiError>> + Send;

    /// What the hub knows of a device.
    fn device(&self, device: DeviceId) -> impl Future<Output = Result<DeviceState, ApiError>> + Send;

    /// Sends consecutive actions, each as the journal holds it; gives their outcomes in number order.
    fn push(
        &self,
        device: DeviceId,
        actions: Vec<Box<[u8]>>,
    ) -> impl Future<Output = Result<Vec<Decided>, ApiError>> + Send;

    /// What became of the actions from this number on.
    fn outcomes(&self, device: DeviceId, from: u64) -> impl Future<Output = Result<Vec<Decided>, ApiError>> + Send;
}

/// Who is signed in. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct Me {
    /// The member of staff.
    pub staff: StaffId,
    /// As the hub sends it: sanitise before showing.
    pub name: String,
    /// Their prison.
    pub facility: FacilityId,
    /// Wings whose day they may see, their own first.
    pub wings: Vec<WingId>,
}

impl fmt::Debug for Me {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Me({})", self.staff)
    }
}

/// What the hub knows of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceState {
    /// The hub's lineage. A restore from backup changes it.
    pub epoch: String,
    /// The last action that it decided; 0 when there is none.
    pub last_number: u64,
}

/// The streams that this identity may see.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Heads {
    /// What to send along to hear only of changes.
    pub etag: Option<String>,
    /// The hub's lineage.
    pub epoch: String,
    /// Count and sum of each stream's live rows. Streams of a kind that this program does not know are left out.
    pub streams: BTreeMap<StreamId, Check>,
}

/// A page of a stream, in sequence order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Rows and tombstones after the cursor that was given.
    pub rows: Vec<Row>,
    /// Where this page ends; opaque.
    pub cursor: String,
    /// Count and sum of the whole stream as of this page, on the last page of a run only.
    pub check: Option<Check>,
}

/// What became of one action. Final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Its number on the device.
    pub number: u64,
    /// What became of it; none when a newer hub says something that this program does not know.
    pub outcome: Option<Outcome>,
    /// As the hub stored it, for the journal.
    pub bytes: Box<[u8]>,
}

impl Decided {
    /// Reads an outcome as the journal keeps it.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        client::decided(bytes)
    }

    /// The outcome of an action that was decided, but nobody knows how any more.
    pub fn voided(number: u64) -> Option<Self> {
        client::voided(number)
    }
}
