//! What the status bar and the sync screen may know: how the line to the hub is, what waits, what is kept.

use chrono::{DateTime, Utc};

use crate::api::Fault;

/// From here on the terminal's clock counts as wrong, in seconds either way.
pub const MAX_SKEW_SECONDS: i64 = 60;

/// How sync is doing, as one value that is replaced as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Status {
    /// The line to the hub.
    pub connection: Connection,
    /// When everything here was last equal to the hub, by the terminal's clock; none when never in any run.
    pub last_sync: Option<DateTime<Utc>>,
    /// Actions on this terminal that the hub has not decided yet (*wacht op verzending*).
    pub waiting: usize,
    /// Actions that the hub refused, and that somebody should look at.
    pub refused: usize,
    /// Rows read and rows expected, while a stream is read for the first time or anew.
    pub progress: Option<(usize, usize)>,
    /// How far the terminal's clock is ahead of the hub's, in seconds, when that is more than [`MAX_SKEW_SECONDS`]; behind is
    /// negative. Sync goes on all the same.
    pub clock_skew_seconds: Option<i64>,
    /// Whether what was read is kept for the next start.
    pub cache: CacheState,
    /// Whether what is marked is safe on disk.
    pub journal: JournalState,
}

/// The line to the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Connection {
    /// Not tried yet in this run.
    #[default]
    Never,
    /// The hub answered last.
    Online,
    /// The hub does not answer; sync goes on trying by itself.
    Offline {
        /// Since when, by the terminal's clock.
        since: DateTime<Utc>,
        /// Why the last attempt failed.
        fault: Fault,
    },
    /// The hub does not accept this sign-in: sync stops until somebody signs in again. Marks stay safe here.
    SignInAgain,
    /// Hub and program do not understand each other: trying again does not help, so it is tried rarely.
    Stuck {
        /// Since when, by the terminal's clock.
        since: DateTime<Utc>,
        /// What stands in the way: another version, a program that is too old, something that is no hub.
        fault: Fault,
    },
    /// Works without a hub on purpose.
    NoHub,
}

/// Whether rows are kept on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum CacheState {
    /// On disk.
    #[default]
    Kept,
    /// On disk again, after the old cache could not be read: everything is read from the hub anew.
    Renewed,
    /// In memory only, because it was asked for.
    MemoryAsked,
    /// In memory only, because the folder cannot be used: the next start begins empty.
    MemoryForced,
}

/// Whether actions are kept on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum JournalState {
    /// On disk before the screen says so.
    #[default]
    Kept,
    /// On disk, and at the start some damage was set aside.
    Repaired {
        /// Actions that are missing from it.
        lost: usize,
    },
    /// On disk, in the room that was set apart: the disk is full but for that.
    Reserve,
    /// New actions cannot be kept, and are refused.
    Refuses(Trouble),
    /// In memory only, because it was asked for.
    MemoryAsked,
    /// In memory only, because the folder cannot be written: what the hub did not get is lost at quit.
    NotKept,
}

/// What a disk does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// It is full.
    Full,
    /// It cannot be written any more.
    ReadOnly,
    /// It fails.
    Fails,
}
