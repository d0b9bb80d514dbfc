//! What an officer does, as data: numbered per device, journalled first, decided once.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{ActionId, DetaineeId, DeviceId, MarkId, NoteId, RowId, StaffId, WingId};
use super::mark::MarkKind;
use crate::text::{Pii, SafeText};

/// One thing that one officer did on one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Unique over all devices (UUIDv7): the hub decides a known id only once.
    pub id: ActionId,
    /// On which terminal.
    pub device: DeviceId,
    /// Counts from 1 on that terminal, without gaps.
    pub number: u64,
    /// Who did it. Any later session on the terminal may deliver it.
    pub author: StaffId,
    /// When it was typed, by the terminal's clock.
    pub recorded_at: DateTime<Utc>,
    /// When it happened: earlier than `recorded_at` for a late entry.
    pub observed_at: DateTime<Utc>,
    /// What was done.
    pub deed: Deed,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A mark on an item; with `replaces` a correction, with [`MarkKind::Withdrawn`] an undo.
    Mark {
        /// The wing whose day it is.
        wing: WingId,
        /// About whom.
        detainee: DetaineeId,
        /// The row that it is about.
        item: RowId,
        /// The day of that row.
        day: Option<NaiveDate>,
        /// What was seen.
        kind: MarkKind,
        /// The mark that it corrects.
        replaces: Option<MarkId>,
    },
    /// A note on a person; with `replaces` a new version, with an empty text a withdrawal.
    Note {
        /// The wing of the person.
        wing: WingId,
        /// About whom.
        detainee: DetaineeId,
        /// What was written.
        text: Pii<SafeText>,
        /// The version that it replaces.
        replaces: Option<NoteId>,
    },
}

impl Deed {
    /// The kind's name on the wire: `mark`, `note`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Mark { .. } => "mark",
            Self::Note { .. } => "note",
        }
    }

    /// The wing whose stream it changes.
    pub const fn wing(&self) -> WingId {
        match self {
            Self::Mark { wing, .. } | Self::Note { wing, .. } => *wing,
        }
    }
}
