//! Incidents, urgent measures and who must not be together: sets that only grow. A mistake is taken back by one that names it.

use chrono::{DateTime, Utc};

use super::written::check_length;
use super::{Outcome, Rejection, Rows, Verdict, home, known_person, wing_of};
use crate::domain::action::{Action, Deed};
use crate::domain::id::RowId;
use crate::domain::incident::{Incident, KeepApart};
use crate::domain::record::Record;

/// Nobody is locked away without a word: what happened, or why, is part of it.
pub(super) fn incident(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Incident { detainee, kind, text, replaces, .. } = &action.deed else { return Err(Rejection::Malformed) };
    let person = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    check_length(text.reveal())?;
    // What takes one back is read where that one is.
    let (started_at, filed_on) = match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::Incident(old))) if (old.detainee, old.kind) == (person, *kind) => {
            (old.started_at, old.filed_on)
        }
        Some(_) => return Err(Rejection::UnknownReplaced),
        None if text.reveal().as_str().trim().is_empty() => return Err(Rejection::Empty),
        None => (action.observed_at.min(now), None),
    };
    let incident = Incident {
        id: RowId(action.id.0).into(),
        detainee: person,
        kind: *kind,
        text: text.clone(),
        started_at,
        author: action.author,
        replaces: *replaces,
        filed_on,
    };
    Ok((Outcome::Applied, vec![(home(action, rows, person)?, incident.into())]))
}

/// Nobody is kept apart from themselves.
pub(super) fn keep_apart(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::KeepApart { detainee, other, replaces, .. } = action.deed else { return Err(Rejection::Malformed) };
    let known = |id| known_person(rows, id).ok_or(Rejection::UnknownItem);
    let (detainee, other) = (known(detainee)?, known(other)?);
    if detainee == other {
        return Err(Rejection::UnknownItem);
    }
    match replaces.map(|old| rows.get(old.into())) {
        None => {}
        Some(Some(Record::KeepApart(old)))
            if [(detainee, other), (other, detainee)].contains(&(old.detainee, old.other)) => {}
        Some(_) => return Err(Rejection::UnknownReplaced),
    }
    let pair = KeepApart {
        id: RowId(action.id.0).into(),
        detainee,
        other,
        author: action.author,
        at: action.observed_at.min(now),
        replaces,
    };
    let here = replaces.and_then(|old| wing_of(rows, old.into())).unwrap_or_else(|| action.deed.stream());
    // One of them is of this wing, or was.
    home(action, rows, detainee).or_else(|_| home(action, rows, other))?;
    let stream = KeepApart::home(here, wing_of(rows, detainee.into()), wing_of(rows, other.into()));
    Ok((Outcome::Applied, vec![(stream, pair.into())]))
}
