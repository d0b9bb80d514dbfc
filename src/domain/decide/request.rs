//! Requests: chains of versions. Of two steps over one version both stay, and somebody chooses.

use chrono::{DateTime, Utc};

use super::{Outcome, Rejection, Rows, Verdict, home, known_person};
use crate::domain::action::{Action, Deed};
use crate::domain::id::RowId;
use crate::domain::local::date_of;
use crate::domain::record::Record;
use crate::domain::request::{MAX_REQUEST_CHARS, RequestSlip, RequestState};
use crate::domain::stream::StreamId;
use crate::domain::volunteer::VolunteerWish;
use crate::text::{Pii, SafeText};

/// Somebody asks something.
pub(super) fn ask(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Request { detainee, asked, text, .. } = &action.deed else { return Err(Rejection::Malformed) };
    let person = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    check(text)?;
    let at = action.observed_at.min(now);
    let slip = RequestSlip {
        id: RowId(action.id.0).into(),
        first: RowId(action.id.0).into(),
        detainee: person,
        asked: *asked,
        text: text.clone(),
        asked_at: at,
        state: RequestState::New,
        author: action.author,
        written_at: at,
        replaces: None,
        replaced_on: None,
    };
    let wish = wish(action, rows, &slip);
    let puts = std::iter::once((home(action, rows, person)?, slip.into())).chain(wish);
    Ok((Outcome::Applied, puts.collect()))
}

/// What the volunteer coordinator of this prison hears of a request; nothing where the prison is not known, as on another's terminal.
fn wish(action: &Action, rows: &dyn Rows, slip: &RequestSlip) -> Option<(StreamId, Record)> {
    let wing = RowId(action.deed.stream().id);
    let Some(Record::Wing(wing)) = rows.get(wing) else { return None };
    Some((StreamId::volunteers(wing.facility), VolunteerWish::of(slip)?.into()))
}

/// The next version: an answer, that they were told, or that it is taken back; an undo is a version too.
pub(super) fn step(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::RequestStep { detainee, request, state, .. } = &action.deed else { return Err(Rejection::Malformed) };
    let known = rows.known((*request).into()).ok_or(Rejection::UnknownItem)?;
    let Record::RequestSlip(old) = &known.record else { return Err(Rejection::UnknownItem) };
    // Somebody may be gone by now, and their request is answered still; but only where it was asked, or where they are.
    let is_theirs = *detainee == old.detainee || known_person(rows, *detainee) == Some(old.detainee);
    let stream = known.stream;
    let is_here = stream == action.deed.stream() || home(action, rows, old.detainee) == Ok(stream);
    if !is_theirs || !is_here {
        return Err(Rejection::UnknownItem);
    }
    if let Some(answer) = state.answer() {
        check(answer)?;
    }
    let at = action.observed_at.min(now);
    let slip = RequestSlip {
        id: RowId(action.id.0).into(),
        state: state.clone(),
        author: action.author,
        written_at: at,
        replaces: Some(old.id),
        replaced_on: None,
        ..old.clone()
    };
    // By the day on which it was typed: the same for every order in which two steps arrive.
    let day = date_of(action.recorded_at);
    let old = RequestSlip { replaced_on: Some(old.replaced_on.map_or(day, |known| known.min(day))), ..old.clone() };
    let wish = wish(action, rows, &slip);
    let puts = [(stream, old.into()), (stream, slip.into())].into_iter().chain(wish);
    Ok((Outcome::Applied, puts.collect()))
}

fn check(text: &Pii<SafeText>) -> Result<(), Rejection> {
    match text.reveal().as_str().chars().count() {
        0 => Err(Rejection::Empty),
        count if count > MAX_REQUEST_CHARS => Err(Rejection::TooLong),
        _ => Ok(()),
    }
}
