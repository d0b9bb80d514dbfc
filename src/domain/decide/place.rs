//! What a place sees, and what it hears of the wing: the two ends of one handshake.

use chrono::{DateTime, Utc};

use super::{Change, Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{FacilityId, RowId};
use crate::domain::mark::Mark;
use crate::domain::place::{Expected, PlaceStep, Step};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;

/// A place saw somebody: a mark for their wing like any other, and a step in the row that the place has.
pub(super) fn mark(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::PlaceMark { detainee, at, item, step, replaces } = action.deed else { return Err(Rejection::Malformed) };
    let known = rows.known(Expected::row(item)).filter(|known| known.stream == at);
    // Whoever may write at one place reaches no other by naming its items.
    let Some(Record::Expected(expected)) = known.map(|known| &known.record) else {
        return Err(Rejection::UnknownItem);
    };
    if expected.detainee != detainee {
        return Err(Rejection::UnknownItem);
    }
    // A place takes back what a place records; what the wing saw is the wing's.
    let is_ours = |step| matches!(step, Step::Arrived | Step::Ended);
    match replaces.map(|old| expected.heard.get(&old)) {
        Some(Some(heard)) if is_ours(heard.step) => {}
        Some(_) => return Err(Rejection::UnknownReplaced),
        None if step == PlaceStep::Withdrawn => return Err(Rejection::NothingToWithdraw),
        None => {}
    }
    let mark = Mark {
        id: RowId(action.id.0).into(),
        item,
        day: known.and_then(|known| known.record.day()),
        detainee,
        kind: step.mark(),
        observed_at: action.observed_at.min(now),
        recorded_at: action.recorded_at,
        clock_skew_seconds: action.clock_skew_seconds,
        author: action.author,
        device: action.device,
        number: action.number,
        replaces,
    };
    let heard = expected.with_mark(&mark);
    Ok((Outcome::Applied, vec![(at, heard.into()), (StreamId::wing(expected.wing), mark.into())]))
}

/// What the place learns of what was put: marks, another time, another place, how far a visit is. Nothing where no place waits.
pub(super) fn follow(deed: &Deed, rows: &dyn Rows, puts: &[(StreamId, Record)]) -> Vec<Change> {
    if !matches!(deed, Deed::Mark { .. } | Deed::VisitStatus { .. } | Deed::Amend { .. }) {
        return Vec::new();
    }
    puts.iter().flat_map(|(_, record)| heard(deed, rows, record)).collect()
}

/// The rows that [`follow`] looks at.
pub(super) fn reads(deed: &Deed) -> Vec<RowId> {
    match deed {
        Deed::Mark { item, .. } | Deed::PlaceMark { item, .. } => vec![Expected::row(*item)],
        Deed::VisitStatus { visit, .. } => vec![Expected::row((*visit).into())],
        // Another workplace or another day is another stream of the wing's prison.
        Deed::Amend { wing, item, .. } => vec![Expected::row(*item), (*wing).into()],
        _ => Vec::new(),
    }
}

fn heard(deed: &Deed, rows: &dyn Rows, record: &Record) -> Vec<Change> {
    let item = if let Record::Mark(mark) = record { mark.item } else { record.row_id() };
    let Some(known) = rows.known(Expected::row(item)) else { return Vec::new() };
    let Record::Expected(before) = &known.record else { return Vec::new() };
    let now = match record {
        Record::Mark(mark) => before.with_mark(mark),
        other => before.with_item(other),
    };
    if now == *before {
        return Vec::new();
    }
    let home = facility(deed, rows).map_or(known.stream, |facility| now.stream(facility));
    let mut changes = Vec::new();
    if home != known.stream {
        changes.push(Change::Remove { stream: known.stream, id: known.row_id() });
    }
    changes.push(Change::Put { stream: home, record: now.into() });
    changes
}

/// The prison, of a deed that can take a row to another place.
fn facility(deed: &Deed, rows: &dyn Rows) -> Option<FacilityId> {
    let Deed::Amend { wing, .. } = deed else { return None };
    match rows.get((*wing).into()) {
        Some(Record::Wing(wing)) => Some(wing.facility),
        _ => None,
    }
}
