//! Marks and notes: sets that only grow. Whoever saw something adds it.

use chrono::{DateTime, Utc};

use super::{Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{DetaineeId, MarkId, NoteId, RowId};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::note::{MAX_NOTE_CHARS, Note};
use crate::domain::record::Record;
use crate::text::SafeText;

/// Only what is about nothing at all is refused.
pub(super) fn mark(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Mark { detainee, item, day, kind, replaces, .. } = action.deed else { return Err(Rejection::Malformed) };
    // A mark on an item that was deleted meanwhile stays: it is evidence of what was seen.
    if rows.get(item).is_none() && rows.get(detainee.into()).is_none() {
        return Err(Rejection::UnknownItem);
    }
    check_replaced(rows, detainee, item, kind, replaces)?;
    let mark = Mark {
        id: RowId(action.id.0).into(),
        item,
        day,
        detainee,
        kind,
        // A clock that runs ahead must not hide every later mark.
        observed_at: action.observed_at.min(now),
        recorded_at: action.recorded_at,
        clock_skew_seconds: action.clock_skew_seconds,
        author: action.author,
        device: action.device,
        number: action.number,
        replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), mark.into())]))
}

fn check_replaced(
    rows: &dyn Rows,
    detainee: DetaineeId,
    item: RowId,
    kind: MarkKind,
    replaces: Option<MarkId>,
) -> Result<(), Rejection> {
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::Mark(mark))) if mark.item == item && mark.detainee == detainee => Ok(()),
        Some(_) => Err(Rejection::UnknownReplaced),
        None if kind == MarkKind::Withdrawn => Err(Rejection::NothingToWithdraw),
        None => Ok(()),
    }
}

/// A new version of a note stays beside another new version of the same one: neither text is lost.
pub(super) fn note(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::Note { detainee, text, replaces, .. } = &action.deed else { return Err(Rejection::Malformed) };
    check_note(rows, *detainee, text.reveal(), *replaces)?;
    let note = Note {
        id: RowId(action.id.0).into(),
        detainee: *detainee,
        text: text.clone(),
        author: action.author,
        written_at: action.observed_at,
        replaces: *replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), note.into())]))
}

fn check_note(
    rows: &dyn Rows,
    detainee: DetaineeId,
    text: &SafeText,
    replaces: Option<NoteId>,
) -> Result<(), Rejection> {
    if rows.get(detainee.into()).is_none() {
        return Err(Rejection::UnknownItem);
    }
    check_length(text)?;
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::Note(note))) if note.detainee == detainee => Ok(()),
        Some(_) => Err(Rejection::UnknownReplaced),
        None if text.as_str().is_empty() => Err(Rejection::Empty),
        None => Ok(()),
    }
}

/// A text that an officer wrote has a limit.
pub(super) fn check_length(text: &SafeText) -> Result<(), Rejection> {
    if text.as_str().chars().count() > MAX_NOTE_CHARS { Err(Rejection::TooLong) } else { Ok(()) }
}
