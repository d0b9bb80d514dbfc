//! The one decision: `(action, rows, now) → outcome + row changes`. The hub calls it in its transaction, the terminal
//! for its overlay, so that what an officer sees at once is what the hub will say.

use chrono::{DateTime, Utc};

use super::action::{Action, Deed};
use super::id::RowId;
use super::mark::{Mark, MarkKind};
use super::note::{MAX_NOTE_CHARS, Note};
use super::record::Record;
use super::stream::StreamId;

/// What became of an action. All are final, and the hub stores them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect.
    Applied,
    /// The same action came from elsewhere before; its effect is there once.
    AlreadyApplied,
    /// It took effect beside somebody else's change, without loss.
    Merged,
    /// The session is full; the place in the line, from 1.
    WaitingList(u32),
    /// Somebody else was first; `current` is the row as it is now, when the author may see it.
    Conflict {
        /// The row that stands in the way.
        current: RowId,
    },
    /// It cannot be done, and why.
    Rejected(Rejection),
    /// Its frame was lost on the terminal's disk; the number is used up.
    Voided,
}

/// Why an action was refused: a code, never a sentence. The terminal makes the sentence in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rejection {
    /// The author has no right on this stream.
    NotYours,
    /// Neither the item nor the person is known in this facility.
    UnknownItem,
    /// It replaces a mark or note that is unknown or about something else.
    UnknownReplaced,
    /// A withdrawal that names nothing to withdraw.
    NothingToWithdraw,
    /// The note is too long.
    TooLong,
    /// The note is empty and replaces nothing.
    Empty,
    /// This hub does not know this kind of action.
    UnknownDeed,
    /// The action does not decode.
    Malformed,
}

impl Rejection {
    /// Every code.
    pub const ALL: [Self; 8] = [
        Self::NotYours,
        Self::UnknownItem,
        Self::UnknownReplaced,
        Self::NothingToWithdraw,
        Self::TooLong,
        Self::Empty,
        Self::UnknownDeed,
        Self::Malformed,
    ];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotYours => "not-yours",
            Self::UnknownItem => "unknown-item",
            Self::UnknownReplaced => "unknown-replaced",
            Self::NothingToWithdraw => "nothing-to-withdraw",
            Self::TooLong => "too-long",
            Self::Empty => "empty",
            Self::UnknownDeed => "unknown-deed",
            Self::Malformed => "malformed",
        }
    }

    /// Reads the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }
}

/// One change to one row. The store gives revision and sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The row is now this.
    Put {
        /// Where it lives.
        stream: StreamId,
        /// What it says.
        record: Record,
    },
    /// The row left the stream.
    Remove {
        /// Where it lived.
        stream: StreamId,
        /// Which row.
        id: RowId,
    },
}

/// An outcome and what it changes; no changes unless it took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What became of the action.
    pub outcome: Outcome,
    /// What to write, in order.
    pub changes: Vec<Change>,
}

impl Decision {
    fn rejected(code: Rejection) -> Self {
        Self { outcome: Outcome::Rejected(code), changes: Vec::new() }
    }
}

/// The rows that a decision may look at, as far as they exist in the author's facility.
pub trait Rows {
    /// The row with this id.
    fn get(&self, id: RowId) -> Option<&Record>;
}

impl Rows for std::collections::BTreeMap<RowId, Record> {
    fn get(&self, id: RowId) -> Option<&Record> {
        Self::get(self, &id)
    }
}

/// Which rows [`decide`] looks at for this action. The caller fetches them first.
pub fn reads(action: &Action) -> Vec<RowId> {
    match &action.deed {
        Deed::Mark { detainee, item, replaces, .. } => {
            let mut ids = vec![(*detainee).into(), *item];
            ids.extend(replaces.map(RowId::from));
            ids
        }
        Deed::Note { detainee, replaces, .. } => {
            let mut ids = vec![(*detainee).into()];
            ids.extend(replaces.map(RowId::from));
            ids
        }
    }
}

/// Decides an action. Rights are the caller's: it asks [`super::policy`] before.
///
/// `now` is the hub's clock at receipt; a terminal gives its own.
pub fn decide(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Decision {
    match &action.deed {
        Deed::Mark { .. } => decide_mark(action, rows, now),
        Deed::Note { .. } => decide_note(action, rows),
    }
}

fn decide_mark(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Decision {
    let Deed::Mark { wing, detainee, item, day, kind, replaces } = &action.deed else {
        return Decision::rejected(Rejection::UnknownDeed);
    };
    // A mark on an item that was deleted meanwhile stays: it is evidence of what was seen.
    if rows.get(*item).is_none() && rows.get((*detainee).into()).is_none() {
        return Decision::rejected(Rejection::UnknownItem);
    }
    match replaces {
        Some(old) => match rows.get((*old).into()) {
            Some(Record::Mark(mark)) if mark.item == *item && mark.detainee == *detainee => {}
            _ => return Decision::rejected(Rejection::UnknownReplaced),
        },
        None if *kind == MarkKind::Withdrawn => return Decision::rejected(Rejection::NothingToWithdraw),
        None => {}
    }
    let mark = Mark {
        id: RowId(action.id.0).into(),
        item: *item,
        day: *day,
        detainee: *detainee,
        kind: *kind,
        observed_at: action.observed_at.min(now),
        recorded_at: action.recorded_at,
        author: action.author,
        device: action.device,
        number: action.number,
        replaces: *replaces,
    };
    Decision {
        outcome: Outcome::Applied,
        changes: vec![Change::Put { stream: StreamId::wing(*wing), record: mark.into() }],
    }
}

fn decide_note(action: &Action, rows: &dyn Rows) -> Decision {
    let Deed::Note { wing, detainee, text, replaces } = &action.deed else {
        return Decision::rejected(Rejection::UnknownDeed);
    };
    if rows.get((*detainee).into()).is_none() {
        return Decision::rejected(Rejection::UnknownItem);
    }
    let length = text.reveal().as_str().chars().count();
    if length > MAX_NOTE_CHARS {
        return Decision::rejected(Rejection::TooLong);
    }
    match replaces {
        Some(old) => match rows.get((*old).into()) {
            Some(Record::Note(note)) if note.detainee == *detainee => {}
            _ => return Decision::rejected(Rejection::UnknownReplaced),
        },
        None if length == 0 => return Decision::rejected(Rejection::Empty),
        None => {}
    }
    let note = Note {
        id: RowId(action.id.0).into(),
        detainee: *detainee,
        text: text.clone(),
        author: action.author,
        written_at: action.observed_at,
        replaces: *replaces,
    };
    Decision {
        outcome: Outcome::Applied,
        changes: vec![Change::Put { stream: StreamId::wing(*wing), record: note.into() }],
    }
}
