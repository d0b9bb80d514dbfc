//! Leave: what is written for a request and how far it is. Never merged: whoever did not see the present row sees it first.

use super::written::check_length;
use super::{Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{DetaineeId, LeaveRequestId, RowId};
use crate::domain::leave::{LeaveAdvice, LeaveRequest, LeaveStep};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;

/// A text takes the place of the one that its writer saw, and of no other.
pub(super) fn advice(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::LeaveAdvice { detainee, request, role, text, base } = &action.deed else {
        return Err(Rejection::Malformed);
    };
    request_of(rows, *request, *detainee)?;
    check_length(text.reveal())?;
    let row = role.row(*request);
    let revision = rows.known(row).map_or(0, |known| known.revision);
    if revision == 0 && text.reveal().as_str().is_empty() {
        return Err(Rejection::Empty);
    }
    if revision != *base {
        return Ok((Outcome::Conflict { current: row }, Vec::new()));
    }
    let advice = LeaveAdvice {
        id: row.into(),
        request: *request,
        detainee: *detainee,
        role: *role,
        text: text.clone(),
        author: action.author,
        written_at: action.observed_at,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), advice.into())]))
}

/// The next state, from the one that its writer saw. The wing's summary and a row that says who did it go with it.
pub(super) fn step(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::LeaveStep { detainee, request, state, authority, base } = action.deed else {
        return Err(Rejection::Malformed);
    };
    let known = request_of(rows, request, detainee)?;
    let person = rows.person(detainee).ok_or(Rejection::UnknownItem)?;
    let revision = rows.known(request.into()).map_or(0, |known| known.revision);
    if revision != base {
        return Ok((Outcome::Conflict { current: request.into() }, Vec::new()));
    }
    if !known.state.may_become(state) {
        return Err(Rejection::StepNotAllowed);
    }
    if state.is_decision() != authority.is_some() {
        return Err(Rejection::NoAuthority);
    }
    let mut changed = known.clone();
    changed.state = state;
    if !state.is_open() {
        (changed.waits_on, changed.waits_since) = (None, None);
    }
    let step = LeaveStep {
        id: RowId(action.id.0).into(),
        request,
        detainee,
        from: known.state,
        to: state,
        authority,
        author: action.author,
        at: action.observed_at,
    };
    let file = action.deed.stream();
    let summary = (StreamId::wing(person.wing), changed.summary().into());
    Ok((Outcome::Applied, vec![(file, changed.into()), (file, step.into()), summary]))
}

fn request_of(rows: &dyn Rows, id: LeaveRequestId, detainee: DetaineeId) -> Result<&LeaveRequest, Rejection> {
    match rows.get(id.into()) {
        Some(Record::LeaveRequest(request)) if request.detainee == detainee => Ok(request),
        _ => Err(Rejection::UnknownItem),
    }
}
