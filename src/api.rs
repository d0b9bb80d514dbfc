//! Talks to the central API: questions and answers as values, reqwest, limits.

mod body;
mod bounds;
mod client;
mod error;
mod http;
mod letter;
mod question;
mod skew;
mod spoilt;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::domain::decide::Outcome;
use crate::domain::id::{FacilityId, StaffId, WingId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::wire::MAX_WAIT_SECONDS;

pub use client::HttpApi;
pub use error::{ApiError, Call, Fault};
#[cfg(test)]
pub(crate) use letter::Letter;
pub use question::{Answer, Question};
pub use skew::Clock;
pub use spoilt::Spoilt;

/// How long a long poll waits for a change.
pub const LONG_POLL: Duration = Duration::from_secs(MAX_WAIT_SECONDS);

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
    /// The last look that it has; 0 when there is none.
    pub last_look: u64,
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
        letter::decided(bytes)
    }

    /// The outcome of an action that was decided, but nobody knows how any more.
    pub fn voided(number: u64) -> Option<Self> {
        letter::voided(number)
    }
}
