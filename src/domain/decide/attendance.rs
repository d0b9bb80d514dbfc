//! Marks: a set that only grows. Whoever saw something adds it.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Outcome, Rejection, Rows, Verdict, home, known_person, wing_of};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{DetaineeId, MarkId, RowId};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::record::Record;

/// Only what is about nothing at all is refused.
pub(super) fn mark(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Mark { detainee, item, day, kind, replaces, .. } = action.deed else { return Err(Rejection::Malformed) };
    // A mark on an item that was deleted meanwhile stays: it is evidence of what was seen.
    if rows.get(item).is_none() && rows.get(detainee.into()).is_none() {
        return Err(Rejection::UnknownItem);
    }
    // Whoever came may be known by now under an id of the administration.
    let detainee = known_person(rows, detainee).unwrap_or(detainee);
    check_replaced(rows, detainee, item, kind, replaces)?;
    let day = match rows.get(item) {
        // The hub may have filed it meanwhile.
        Some(Record::Incident(incident)) => incident.filed_on,
        _ => day,
    };
    let mark = seen(action, (item, day), (detainee, kind), replaces, now);
    // Beside its item, which may have gone to another wing with its person.
    let home = home(action, rows, detainee)?;
    let stream = wing_of(rows, item).unwrap_or(home);
    // What is of the wing itself, as a door, stays there.
    if ![home, action.deed.stream()].contains(&stream) {
        return Err(Rejection::UnknownItem);
    }
    Ok((Outcome::Applied, vec![(stream, mark.into())]))
}

/// What was seen, as this action says it.
pub(super) fn seen(
    action: &Action,
    (item, day): (RowId, Option<NaiveDate>),
    (detainee, kind): (DetaineeId, MarkKind),
    replaces: Option<MarkId>,
    now: DateTime<Utc>,
) -> Mark {
    Mark {
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
    }
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
