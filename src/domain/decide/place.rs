//! What a place sees, and what it hears of the wing: the two ends of one handshake.

use chrono::{DateTime, Utc};

use super::attendance::seen;
use super::{Change, Known, Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{FacilityId, MarkId, RowId};
use crate::domain::place::{Expected, PlaceStep};
use crate::domain::record::Record;
use crate::domain::stream::{StreamId, StreamKind};

/// A place saw somebody: a mark for their wing like any other, and a step in the row that the place has.
pub(super) fn mark(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::PlaceMark { detainee, at, item, step, replaces } = action.deed else { return Err(Rejection::Malformed) };
    let Some((known, expected)) = row(rows, at, item) else { return late_visit(action, rows, now) };
    if expected.detainee != detainee {
        return Err(Rejection::UnknownItem);
    }
    // A place takes back what a place recorded; what the wing saw is the wing's.
    check_replaced(step, replaces.map(|old| expected.heard.get(&old).is_some_and(|heard| heard.is_own)))?;
    let mark = seen(action, (item, known.record.day()), (detainee, step.mark()), replaces, now);
    let heard = expected.with_mark(&mark, true);
    Ok((Outcome::Applied, vec![(known.stream, heard.into()), (StreamId::wing(expected.wing), mark.into())]))
}

/// The row of the place about this item. Whoever may write at one place reaches no other by naming its items; what was here when they lost
/// the network, and is elsewhere by now, they still reach.
fn row(rows: &dyn Rows, at: StreamId, item: RowId) -> Option<(&Known, &Expected)> {
    let known = rows.known(Expected::row(item))?;
    let Record::Expected(expected) = &known.record else { return None };
    (known.stream == at || expected.was == Some(at)).then_some((known, expected))
}

/// Of a visit that the desk does not show any more: its row went after a day, and what was seen stays for the wing.
fn late_visit(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::PlaceMark { detainee, at, item, step, replaces } = action.deed else { return Err(Rejection::Malformed) };
    let is_late = at.kind == StreamKind::Visits && rows.known(Expected::row(item)).is_none();
    let known = rows.known(item).filter(|_| is_late).ok_or(Rejection::UnknownItem)?;
    if !matches!(&known.record, Record::Visit(visit) if visit.detainee == detainee) {
        return Err(Rejection::UnknownItem);
    }
    // Nothing says any more which of its marks the desk saw: one's own they are for certain.
    let is_own = |old: MarkId| match rows.get(old.into()) {
        Some(Record::Mark(mark)) => mark.item == item && mark.author == action.author,
        _ => false,
    };
    check_replaced(step, replaces.map(is_own))?;
    let mark = seen(action, (item, known.record.day()), (detainee, step.mark()), replaces, now);
    Ok((Outcome::Applied, vec![(known.stream, mark.into())]))
}

/// `is_own`: whether the place saw what is replaced; none when nothing is.
fn check_replaced(step: PlaceStep, is_own: Option<bool>) -> Result<(), Rejection> {
    match is_own {
        Some(false) => Err(Rejection::UnknownReplaced),
        None if step == PlaceStep::Withdrawn => Err(Rejection::NothingToWithdraw),
        Some(true) | None => Ok(()),
    }
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
        Deed::Mark { item, .. } => vec![Expected::row(*item)],
        Deed::PlaceMark { item, replaces, .. } => {
            [Expected::row(*item), *item].into_iter().chain(replaces.map(RowId::from)).collect()
        }
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
        Record::Mark(mark) => before.with_mark(mark, false),
        other => before.with_item(other),
    };
    if now == *before {
        return Vec::new();
    }
    let home = facility(deed, rows).map_or(known.stream, |facility| now.stream(facility));
    let now = now.moved(known.stream, home);
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
