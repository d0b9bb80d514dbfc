//! Steps of a municipal handover: done twice is one step with two witnesses.

use std::collections::BTreeSet;

use super::{Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{DetaineeId, MunicipalHandoverId};
use crate::domain::municipal::{MunicipalHandover, MunicipalState, MunicipalStep, Witness};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;

/// A step that was done, or that is taken back by somebody who saw it as it is.
pub(super) fn step(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::MunicipalStep { detainee, handover, step, undo } = action.deed else { return Err(Rejection::Malformed) };
    let known = handover_of(rows, handover, detainee)?;
    let person = rows.person(detainee).ok_or(Rejection::UnknownItem)?;
    let there = step_of(rows, step, handover);
    let (outcome, step, state) = match undo {
        None => {
            let witness = Witness { at: action.observed_at, by: action.author };
            let row = there.map_or_else(|| first_of(known, step), |(_, row)| row.clone());
            done(known.state, row, witness)
        }
        Some(seen) => {
            let (revision, row) = there.ok_or(Rejection::NothingToWithdraw)?;
            if revision != seen {
                return Ok((Outcome::Conflict { current: step.row(handover) }, Vec::new()));
            }
            let back = if known.state == step { before(rows, row) } else { known.state };
            let none = MunicipalStep { witnesses: BTreeSet::new(), ..row.clone() };
            (Outcome::Applied, none, back)
        }
    };
    let file = action.deed.stream();
    let mut puts = vec![(file, step.into())];
    if state != known.state {
        let changed = MunicipalHandover { state, ..known.clone() };
        let summary = changed.summary().into();
        puts.extend([(file, changed.into()), (StreamId::wing(person.wing), summary)]);
    }
    Ok((outcome, puts))
}

/// A step that nobody did yet.
fn first_of(handover: &MunicipalHandover, step: MunicipalState) -> MunicipalStep {
    MunicipalStep {
        id: step.row(handover.id).into(),
        handover: handover.id,
        detainee: handover.detainee,
        step,
        witnesses: BTreeSet::new(),
        before: handover.state,
    }
}

/// One more witness; the handover is as far as its furthest step.
fn done(state: MunicipalState, mut row: MunicipalStep, witness: Witness) -> (Outcome, MunicipalStep, MunicipalState) {
    let first = row.witnesses.is_empty();
    if first && state < row.step {
        row.before = state;
    }
    row.witnesses.insert(witness);
    let furthest = state.max(row.step);
    (if first { Outcome::Applied } else { Outcome::Merged }, row, furthest)
}

/// Where taking a step back leads: past steps that were taken back themselves.
fn before(rows: &dyn Rows, row: &MunicipalStep) -> MunicipalState {
    let mut state = row.before;
    for _ in MunicipalState::ALL {
        match step_of(rows, state, row.handover) {
            Some((_, earlier)) if earlier.witnesses.is_empty() => state = earlier.before,
            _ => break,
        }
    }
    state
}

fn step_of(rows: &dyn Rows, step: MunicipalState, handover: MunicipalHandoverId) -> Option<(u64, &MunicipalStep)> {
    let known = rows.known(step.row(handover))?;
    match &known.record {
        Record::MunicipalStep(row) if row.handover == handover => Some((known.revision, row)),
        _ => None,
    }
}

fn handover_of(
    rows: &dyn Rows,
    id: MunicipalHandoverId,
    detainee: DetaineeId,
) -> Result<&MunicipalHandover, Rejection> {
    match rows.get(id.into()) {
        Some(Record::MunicipalHandover(handover)) if handover.detainee == detainee => Ok(handover),
        _ => Err(Rejection::UnknownItem),
    }
}
