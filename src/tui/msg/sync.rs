//! What the sync screen shows: streams with their age, what waits, what was refused and why.

use chrono::{DateTime, Utc};

use crate::domain::action::Deed;
use crate::domain::conflict::Difference;
use crate::domain::contact_moment::ContactKind;
use crate::domain::day::ItemKind;
use crate::domain::decide::Outcome;
use crate::domain::detainee::Cell;
use crate::domain::incident::IncidentKind;
use crate::domain::leave::LeaveState;
use crate::domain::mark::MarkKind;
use crate::domain::movement::MovementKind;
use crate::domain::municipal::MunicipalState;
use crate::domain::programme::Went;
use crate::domain::stream::StreamKind;
use crate::domain::visit::VisitStatus;
use crate::text::SafeText;

/// What the sync screen shows beside the status.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SyncPage {
    /// What is kept of what was done here; none when it is not on disk.
    pub journal: Option<JournalLine>,
    /// Streams, those of one person together.
    pub streams: Vec<StreamLine>,
    /// What waits for the hub, oldest first.
    pub waiting: Vec<Done>,
    /// What the hub did not carry out, oldest first.
    pub refused: Vec<RefusedLine>,
}

/// The journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// Actions that are kept.
    pub actions: usize,
    /// When the oldest was recorded.
    pub oldest: Option<DateTime<Utc>>,
    /// Size of its files, rounded up.
    pub kilobytes: u64,
}

impl SyncPage {
    /// How many lines can be chosen: what waits, then what was refused.
    pub const fn choices(&self) -> usize {
        self.waiting.len() + self.refused.len()
    }

    /// The refusal on a line that was chosen.
    pub fn refusal(&self, chosen: usize) -> Option<&RefusedLine> {
        self.refused.get(chosen.checked_sub(self.waiting.len())?)
    }

    /// The line to begin with: the first refusal that nobody has looked at.
    pub fn first_choice(&self) -> usize {
        let unseen = self.refused.iter().position(|refused| !refused.seen);
        unseen.map_or(0, |at| self.waiting.len() + at)
    }
}

/// One stream, or all those of persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamLine {
    /// What kind.
    pub kind: StreamKind,
    /// The facility's or the wing's name, when it is here.
    pub name: Option<SafeText>,
    /// How many streams this line stands for.
    pub streams: usize,
    /// Rows that are shown.
    pub rows: u64,
    /// Whether it is being read from its start.
    pub reading: bool,
    /// When it was last equal to the hub; of several the longest ago.
    pub equal_at: Option<DateTime<Utc>>,
}

/// What somebody did, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When it was seen.
    pub observed_at: DateTime<Utc>,
    /// Initials of who did it, when known here.
    pub by: Option<SafeText>,
    /// About whom, when known here.
    pub person: Option<(Cell, SafeText)>,
    /// What was planned, for a mark on something that is known here.
    pub item: Option<ItemKind>,
    /// What was done.
    pub what: What,
}

/// What somebody did, in one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A mark.
    Mark(MarkKind),
    /// A note.
    Note,
    /// Somebody came, left, or went to another cell.
    Movement(MovementKind),
    /// Somebody asked something.
    Request,
    /// A request was answered, told, or taken back.
    RequestStep,
    /// A count of everybody.
    RollCount,
    /// How a line of the programme went.
    Programme(Went),
    /// An incident or an urgent measure; false when it was taken back.
    Incident(IncidentKind, bool),
    /// Two people must not be together; false when they may again.
    Apart(bool),
    /// An entry for the shift handover.
    HandoverEntry,
    /// How far a visit is.
    Visit(VisitStatus),
    /// Another time or place.
    Amended,
    /// Something for a leave request.
    Advice,
    /// The next state of a leave request.
    Leave(LeaveState),
    /// A step of a municipal handover; false when it was taken back.
    Municipal(MunicipalState, bool),
    /// A talk, a call, a visit, or its undo.
    Contact(ContactKind),
    /// An answer of the first days.
    FirstAnswer,
    /// Something for a meeting.
    Mdo,
    /// Somebody started at an employer or a school; false when that was taken back.
    Placement(bool),
    /// A child outside.
    Child,
    /// Somebody wants to come to a volunteer session.
    SignUp,
    /// Somebody does not come to a volunteer session.
    SignOff,
}

/// What two people see differently, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settle {
    /// The values, side by side.
    pub differences: Vec<Difference>,
    /// "Mine after all"; none when that is what is there, or cannot be any more.
    pub again: Option<Deed>,
}

/// Something that the hub did not carry out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// Its number on this terminal.
    pub number: u64,
    /// What was done; none when this program cannot read it.
    pub done: Option<Done>,
    /// Why not; none when this program does not know the word.
    pub outcome: Option<Outcome>,
    /// Whether somebody has looked at it.
    pub seen: bool,
    /// For a conflict: the choice.
    pub settle: Option<Settle>,
}
