//! How the programme went: a set that only grows. Two officers who saw it differently are both kept, and the last one stands.

use chrono::{DateTime, Utc};

use super::{Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::RowId;
use crate::domain::programme::{ProgrammeOutcome, Went};
use crate::domain::record::Record;

/// An outcome of a line that was taken out of the programme meanwhile stays: it took place, or did not.
pub(super) fn outcome(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Programme { slot, day, went, replaces, .. } = action.deed else { return Err(Rejection::Malformed) };
    if matches!(went, Went::Shortened { from, until, .. } if until <= from) {
        return Err(Rejection::ImpossibleTimes);
    }
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::ProgrammeOutcome(old))) if (old.slot, old.day) == (slot, day) => {}
        Some(_) => return Err(Rejection::UnknownReplaced),
        None if went == Went::Withdrawn => return Err(Rejection::NothingToWithdraw),
        None => {}
    }
    let outcome = ProgrammeOutcome {
        id: RowId(action.id.0).into(),
        slot,
        day,
        went,
        author: action.author,
        at: action.observed_at.min(now),
        replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), outcome.into())]))
}
