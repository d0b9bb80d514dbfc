//! The one decision: `(action, rows, now) → outcome + row changes`. The hub calls it in its transaction, the terminal
//! for its overlay, so that what an officer sees at once is what the hub will say.

use chrono::{DateTime, Utc};

use super::action::{Action, Deed};
use super::id::{DetaineeId, MarkId, NoteId, RowId};
use super::mark::{Mark, MarkKind};
use super::note::{MAX_NOTE_CHARS, Note};
use super::record::Record;
use super::stream::StreamId;
use crate::text::SafeText;

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
    let record = match &action.deed {
        Deed::Mark { detainee, item, day, kind, replaces, .. } => {
            check_mark(rows, *detainee, *item, *kind, *replaces).map(|()| {
                Record::from(Mark {
                    id: RowId(action.id.0).into(),
                    item: *item,
                    day: *day,
                    detainee: *detainee,
                    kind: *kind,
                    // A clock that runs ahead must not hide every later mark.
                    observed_at: action.observed_at.min(now),
                    recorded_at: action.recorded_at,
                    author: action.author,
                    device: action.device,
                    number: action.number,
                    replaces: *replaces,
                })
            })
        }
        Deed::Note { detainee, text, replaces, .. } => {
            check_note(rows, *detainee, text.reveal(), *replaces).map(|()| {
                Record::from(Note {
                    id: RowId(action.id.0).into(),
                    detainee: *detainee,
                    text: text.clone(),
                    author: action.author,
                    written_at: action.observed_at,
                    replaces: *replaces,
                })
            })
        }
    };
    match record {
        Ok(record) => {
            let stream = StreamId::wing(action.deed.wing());
            Decision { outcome: Outcome::Applied, changes: vec![Change::Put { stream, record }] }
        }
        Err(code) => Decision { outcome: Outcome::Rejected(code), changes: Vec::new() },
    }
}

/// Marks are a set: whoever saw something adds it. Only what is about nothing at all is refused.
fn check_mark(
    rows: &dyn Rows,
    detainee: DetaineeId,
    item: RowId,
    kind: MarkKind,
    replaces: Option<MarkId>,
) -> Result<(), Rejection> {
    // A mark on an item that was deleted meanwhile stays: it is evidence of what was seen.
    if rows.get(item).is_none() && rows.get(detainee.into()).is_none() {
        return Err(Rejection::UnknownItem);
    }
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::Mark(mark))) if mark.item == item && mark.detainee == detainee => Ok(()),
        Some(_) => Err(Rejection::UnknownReplaced),
        None if kind == MarkKind::Withdrawn => Err(Rejection::NothingToWithdraw),
        None => Ok(()),
    }
}

fn check_note(
    rows: &dyn Rows,
    detainee: DetaineeId,
    text: &SafeText,
    replaces: Option<NoteId>,
) -> Result<(), Rejection> {
    let length = text.as_str().chars().count();
    if rows.get(detainee.into()).is_none() {
        return Err(Rejection::UnknownItem);
    }
    if length > MAX_NOTE_CHARS {
        return Err(Rejection::TooLong);
    }
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::Note(note))) if note.detainee == detainee => Ok(()),
        Some(_) => Err(Rejection::UnknownReplaced),
        None if length == 0 => Err(Rejection::Empty),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::TimeDelta;
    use uuid::Uuid;

    use super::*;
    use crate::domain::detainee::{Cell, Detainee};
    use crate::domain::id::{ActionId, DeviceId, StaffId, WingId};
    use crate::text::Pii;

    const ITEM: RowId = RowId(Uuid::from_u128(5));

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).expect("a time")
    }

    fn rows() -> BTreeMap<RowId, Record> {
        let person = Detainee {
            id: DetaineeId(Uuid::from_u128(1)),
            wing: WingId(Uuid::from_u128(2)),
            cell: Cell::new(SafeText::line("A1-07")),
            surname: SafeText::line("Smit"),
            prefix: None,
            given_names: None,
            group: None,
            mentor: None,
            second_mentor: None,
            language: None,
            arrived_on: None,
            programme: None,
            contact_restricted: false,
        };
        BTreeMap::from([(person.id.into(), person.into())])
    }

    fn action(deed: Deed) -> Action {
        Action {
            id: ActionId(Uuid::from_u128(100)),
            device: DeviceId(Uuid::from_u128(101)),
            number: 1,
            author: StaffId(Uuid::from_u128(102)),
            recorded_at: now(),
            observed_at: now(),
            deed,
        }
    }

    fn mark(person: u128, kind: MarkKind, replaces: Option<MarkId>) -> Action {
        let wing = WingId(Uuid::from_u128(2));
        let detainee = DetaineeId(Uuid::from_u128(person));
        action(Deed::Mark { wing, detainee, item: ITEM, day: None, kind, replaces })
    }

    fn note(text: &str, replaces: Option<NoteId>) -> Action {
        let wing = WingId(Uuid::from_u128(2));
        let text = Pii::new(SafeText::line(text));
        action(Deed::Note { wing, detainee: DetaineeId(Uuid::from_u128(1)), text, replaces })
    }

    /// Decides, and lays the changes over the rows.
    fn apply(rows: &mut BTreeMap<RowId, Record>, action: &Action) -> Outcome {
        let decision = decide(action, rows, now());
        for change in decision.changes {
            if let Change::Put { record, .. } = change {
                rows.insert(record.row_id(), record);
            }
        }
        decision.outcome
    }

    #[test]
    fn a_mark_on_an_item_that_is_gone_stays_while_the_person_is_known() {
        assert_eq!(apply(&mut rows(), &mark(1, MarkKind::Left, None)), Outcome::Applied);
    }

    #[test]
    fn a_mark_about_nobody_and_nothing_is_refused() {
        let outcome = apply(&mut rows(), &mark(99, MarkKind::Left, None));
        assert_eq!(outcome, Outcome::Rejected(Rejection::UnknownItem));
    }

    #[test]
    fn a_withdrawal_names_a_mark_on_the_same_item() {
        let mut rows = rows();
        let nothing = apply(&mut rows, &mark(1, MarkKind::Withdrawn, None));
        assert_eq!(nothing, Outcome::Rejected(Rejection::NothingToWithdraw));
        let unknown = apply(&mut rows, &mark(1, MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(9)))));
        assert_eq!(unknown, Outcome::Rejected(Rejection::UnknownReplaced));
        apply(&mut rows, &mark(1, MarkKind::Left, None));
        let mut undo = mark(1, MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(100))));
        undo.id = ActionId(Uuid::from_u128(200));
        assert_eq!(apply(&mut rows, &undo), Outcome::Applied);
    }

    #[test]
    fn a_mark_from_the_future_is_seen_now() {
        let mut rows = rows();
        let mut early = mark(1, MarkKind::Left, None);
        early.observed_at = now() + TimeDelta::hours(3);
        apply(&mut rows, &early);
        let stored = rows.get(&RowId(Uuid::from_u128(100)));
        assert!(matches!(stored, Some(Record::Mark(mark)) if mark.observed_at == now()));
    }

    #[test]
    fn a_note_is_neither_empty_nor_longer_than_the_limit() {
        let mut rows = rows();
        assert_eq!(apply(&mut rows, &note("", None)), Outcome::Rejected(Rejection::Empty));
        let long = "x".repeat(MAX_NOTE_CHARS + 1);
        assert_eq!(apply(&mut rows, &note(&long, None)), Outcome::Rejected(Rejection::TooLong));
        assert_eq!(apply(&mut rows, &note("rustig weekend", None)), Outcome::Applied);
    }

    #[test]
    fn every_row_that_a_decision_looks_at_is_named_by_reads() {
        let undo = mark(1, MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(9))));
        let wanted = [RowId(Uuid::from_u128(1)), ITEM, RowId(Uuid::from_u128(9))];
        assert_eq!(reads(&undo), wanted);
    }
}
