//! Looks: that somebody opened somebody's file (*inzage*), or took a list of a wing out of the program. Evidence for the audit trail, not
//! something that is decided.

use chrono::{DateTime, Utc};

use super::id::{DetaineeId, LookId, StaffId, WingId};
use crate::text::{Pii, SafeText};

/// Longest reason, in characters.
pub const MAX_REASON_CHARS: usize = 500;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedAt {
    /// Somebody's file.
    File(DetaineeId),
    /// A list of a wing left the program: on paper, or as a file.
    List(WingId, List),
}

/// A list of a wing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// The day.
    Day,
    /// *Noodlijst*: who is where now.
    Emergency,
    /// *Dienstoverdracht*: what the next shift has to know.
    Handover,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 3] = [Self::Day, Self::Emergency, Self::Handover];

    /// Its name for other programs, on the wire and in the trail; it does not change.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Emergency => "emergency",
            Self::Handover => "handover",
        }
    }
}

/// One time that one person opened one file, or took one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Unique over all devices (UUIDv7): it is told once, however it reaches the hub.
    pub id: LookId,
    /// Counts from 1 on its terminal, apart from actions.
    pub number: u64,
    /// Who looked.
    pub reader: StaffId,
    /// What.
    pub at_what: LookedAt,
    /// When, by the terminal's clock.
    pub at: DateTime<Utc>,
    /// Why, when the file was not the reader's to open (break-glass).
    pub reason: Option<Pii<SafeText>>,
}
