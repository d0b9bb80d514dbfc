//! Who came, who left, who went to another cell: a set that only grows, until the administration says the same.

use chrono::{DateTime, Utc};

use super::{Outcome, Rejection, Rows, Verdict, known_person};
use crate::domain::action::{Action, Deed};
use crate::domain::detainee::Cell;
use crate::domain::id::{DetaineeId, MovementId, RowId};
use crate::domain::movement::{MAX_CELL_CHARS, MAX_NAME_CHARS, Movement, MovementKind};
use crate::domain::record::Record;

/// Two officers who saw one thing made two movements, and both stay: nobody knows here which of them is the mistake.
pub(super) fn movement(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Movement { detainee, kind, replaces, .. } = &action.deed else { return Err(Rejection::Malformed) };
    check_texts(kind)?;
    let person = match (kind, *detainee) {
        (MovementKind::Arrival { .. }, None) => DetaineeId(action.id.0),
        (MovementKind::Arrival { .. }, Some(_)) | (_, None) => return Err(Rejection::Malformed),
        (_, Some(person)) => known_person(rows, person).ok_or(Rejection::UnknownItem)?,
    };
    check_replaced(rows, person, kind, *replaces)?;
    let movement = Movement {
        id: RowId(action.id.0).into(),
        detainee: person,
        kind: kind.clone(),
        observed_at: action.observed_at.min(now),
        author: action.author,
        replaces: *replaces,
        // Only an import settles it, also when the administration says it already: this clock may jump, and that one agrees with itself.
        settled_at: None,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), movement.into())]))
}

fn check_texts(kind: &MovementKind) -> Result<(), Rejection> {
    let check = |text: &str, most: usize| match text.chars().count() {
        0 => Err(Rejection::Empty),
        count if count > most => Err(Rejection::TooLong),
        _ => Ok(()),
    };
    let cell = |cell: &Cell| check(cell.code.as_str(), MAX_CELL_CHARS);
    match kind {
        MovementKind::Arrival { name, cell: into } => check(name.as_str(), MAX_NAME_CHARS).and_then(|()| cell(into)),
        MovementKind::CellChange { to } => cell(to),
        MovementKind::Departure | MovementKind::Withdrawn => Ok(()),
    }
}

fn check_replaced(
    rows: &dyn Rows,
    person: DetaineeId,
    kind: &MovementKind,
    replaces: Option<MovementId>,
) -> Result<(), Rejection> {
    match replaces.map(|old| rows.get(old.into())) {
        // What the administration says too is not taken back here.
        Some(Some(Record::Movement(old))) if old.detainee == person && old.is_provisional() => Ok(()),
        Some(Some(Record::Movement(old))) if old.detainee == person => Err(Rejection::NothingToWithdraw),
        Some(_) => Err(Rejection::UnknownReplaced),
        None if *kind == MovementKind::Withdrawn => Err(Rejection::NothingToWithdraw),
        None => Ok(()),
    }
}
