//! What callers of sync give and get.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

pub use crate::api::Clock;
use crate::domain::action::Action;
use crate::domain::day::Pending;
use crate::domain::decide::{Known, Outcome};
use crate::domain::id::{ActionId, RowId, StaffId};
use crate::domain::stream::StreamId;

/// What sync needs to start.
#[derive(Clone)]
pub struct SyncConfig {
    /// The hub; none to work without one.
    pub hub: Option<HubAccess>,
    /// The folder of this terminal's journal and device id; ignored with `memory`.
    pub device_folder: PathBuf,
    /// The folder of the cache; ignored with `memory`.
    pub cache_folder: PathBuf,
    /// Keep nothing on disk: a device of its own, for this run only.
    pub memory: bool,
    /// The terminal's clock.
    pub clock: Clock,
    /// Who is signed in: tells own pending marks from a colleague's.
    pub author: StaffId,
}

/// Where the hub is and what opens it. `Debug` shows neither.
#[derive(Clone)]
pub struct HubAccess {
    /// `https://hub.example` or `http://127.0.0.1:8080`.
    pub url: String,
    /// The bearer token.
    pub token: String,
}

impl std::fmt::Debug for HubAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹hub access›")
    }
}

/// An action that is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The action; its row has the same id, so this is what an undo replaces.
    pub id: ActionId,
    /// Its number on this terminal, from 1.
    pub number: u64,
}

/// A wing's day as records, pending actions laid over them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DayRecords {
    /// Rows of facility and wing, that day's and those without a day.
    pub records: Vec<Known>,
    /// Which of them exist only on this terminal so far.
    pub pending: BTreeMap<RowId, Pending>,
    /// Rows that this program could not read.
    pub unknown: usize,
}

/// An action that the hub did not carry out. It stays in this terminal's journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its number on this terminal.
    pub number: u64,
    /// What was done, by whom and when; none when this program cannot read it (any more).
    pub action: Option<Action>,
    /// What the hub said: in conflict, rejected with a code, voided; none when this program does not know the word.
    pub outcome: Option<Outcome>,
    /// Whether somebody on this terminal has looked at it.
    pub seen: bool,
}

/// What the sync screen shows beside [`super::Status`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Overview {
    /// What the journal has; none when it is not on disk.
    pub journal: Option<JournalSeen>,
    /// Every stream that is here, in order.
    pub streams: Vec<StreamSeen>,
    /// What waits for the hub, oldest first; of very many the oldest ones.
    pub waiting: Vec<Action>,
    /// What the hub did not carry out, oldest first.
    pub refused: Vec<Refused>,
    /// The rows that these are about, as far as they are here: people, items, staff, wings.
    pub rows: BTreeMap<RowId, Known>,
}

/// The journal as it is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalSeen {
    /// Actions that are kept.
    pub actions: usize,
    /// When the oldest of them was recorded, by the terminal's clock.
    pub oldest: Option<DateTime<Utc>>,
    /// Size of its files.
    pub bytes: u64,
}

/// A stream as it is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamSeen {
    /// Which.
    pub stream: StreamId,
    /// Rows that are shown.
    pub rows: u64,
    /// Whether it is being read from its start, for the first time or anew.
    pub reading: bool,
    /// When it was last equal to the hub, by the terminal's clock.
    pub equal_at: Option<DateTime<Utc>>,
}
