//! Notes and handover entries: sets of versions that only grow.

use super::{Outcome, Rejection, Rows, Verdict, home, known_person};
use crate::domain::action::{Action, Deed};
use crate::domain::handover::HandoverEntry;
use crate::domain::id::RowId;
use crate::domain::note::{MAX_NOTE_CHARS, Note};
use crate::domain::record::Record;
use crate::text::SafeText;

/// A new version of a note stays beside another new version of the same one: neither text is lost.
pub(super) fn note(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::Note { detainee, text, replaces, .. } = &action.deed else { return Err(Rejection::Malformed) };
    let detainee = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    let replaced = replaces.map(|old| rows.get(old.into()));
    let same = replaced.map(|old| matches!(old, Some(Record::Note(note)) if note.detainee == detainee));
    check_text(text.reveal(), same)?;
    let note = Note {
        id: RowId(action.id.0).into(),
        detainee,
        text: text.clone(),
        author: action.author,
        written_at: action.observed_at,
        replaces: *replaces,
    };
    Ok((Outcome::Applied, vec![(home(action, rows, detainee)?, note.into())]))
}

/// Like a note, about one person or about the whole wing.
pub(super) fn handover_entry(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::HandoverEntry { detainee, text, replaces, .. } = &action.deed else { return Err(Rejection::Malformed) };
    let detainee = detainee.map(|person| known_person(rows, person).ok_or(Rejection::UnknownItem)).transpose()?;
    let replaced = replaces.map(|old| rows.known(old.into()));
    let same = replaced.map(|old| match old {
        Some(known) if known.stream == action.deed.stream() => {
            matches!(&known.record, Record::HandoverEntry(entry) if entry.detainee == detainee)
        }
        _ => false,
    });
    check_text(text.reveal(), same)?;
    let entry = HandoverEntry {
        id: RowId(action.id.0).into(),
        detainee,
        text: text.clone(),
        author: action.author,
        written_at: action.observed_at,
        replaces: *replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), entry.into())]))
}

/// `same` says whether the version that is replaced is one of the same thing; none when nothing is replaced.
pub(super) fn check_text(text: &SafeText, same: Option<bool>) -> Result<(), Rejection> {
    check_length(text)?;
    match same {
        Some(false) => Err(Rejection::UnknownReplaced),
        None if text.as_str().is_empty() => Err(Rejection::Empty),
        Some(true) | None => Ok(()),
    }
}

/// A text that an officer wrote has a limit.
pub(super) fn check_length(text: &SafeText) -> Result<(), Rejection> {
    if text.as_str().chars().count() > MAX_NOTE_CHARS { Err(Rejection::TooLong) } else { Ok(()) }
}
