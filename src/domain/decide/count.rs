//! Roll counts: a set that only grows. Two officers who count one round made two counts, and both stay.

use chrono::{DateTime, Utc};

use super::{Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::count::RollCount;
use crate::domain::id::RowId;
use crate::domain::record::Record;

/// A count of a round that was taken out of the programme meanwhile stays: people were counted.
pub(super) fn roll_count(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::RollCount { slot, day, expected, counted, second, reported_at, replaces, .. } = action.deed else {
        return Err(Rejection::Malformed);
    };
    // Nobody is their own second pair of eyes.
    if second == Some(action.author) {
        return Err(Rejection::NoAuthority);
    }
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::RollCount(old))) if (old.slot, old.day) == (slot, day) => {}
        Some(_) => return Err(Rejection::UnknownReplaced),
        None if counted.is_none() => return Err(Rejection::NothingToWithdraw),
        None => {}
    }
    let count = RollCount {
        id: RowId(action.id.0).into(),
        slot,
        day,
        expected,
        counted,
        author: action.author,
        second,
        counted_at: action.observed_at.min(now),
        reported_at,
        replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), count.into())]))
}
