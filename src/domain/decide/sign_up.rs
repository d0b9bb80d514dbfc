//! Sign-ups for a volunteer session: whoever asks first comes first. Leaving gives the place to the first who waits.

use chrono::NaiveDate;

use super::{Known, Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::id::{DetaineeId, RowId, SessionId};
use crate::domain::local::date_of;
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::domain::volunteer::{SeatState, SessionOffer, SessionSeat, VolunteerSession, seats};

/// Who knows the session decides; who knows only that there is one says that it is asked for.
pub(super) fn sign_up(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::SignUp { wing, detainee, session, withdraw } = action.deed else { return Err(Rejection::Malformed) };
    let here = rows.person(detainee).is_some_and(|person| person.wing == wing);
    let known = seat_of(rows, SessionSeat::row(session, detainee));
    if !here {
        return Err(Rejection::UnknownItem);
    }
    let was = known.map(|(_, seat)| seat.state);
    match was {
        None if withdraw => return Err(Rejection::NothingToWithdraw),
        Some(SeatState::Withdrawn) if withdraw => return Ok((Outcome::Merged, Vec::new())),
        Some(SeatState::Waiting(place)) if !withdraw => return Ok((Outcome::WaitingList(place), Vec::new())),
        Some(SeatState::Admitted | SeatState::Provisional) if !withdraw => return Ok((Outcome::Merged, Vec::new())),
        _ => {}
    }
    match rows.get(session.into()) {
        Some(Record::Session(session)) => Ok(decided(action, session, rows)),
        _ => provisional(rows, session, action.deed.stream(), known.map(|(_, seat)| seat), action),
    }
}

/// What a terminal shows that knows of the session no more than everybody does.
fn provisional(
    rows: &dyn Rows,
    session: SessionId,
    wing: StreamId,
    seat: Option<&SessionSeat>,
    action: &Action,
) -> Verdict {
    let Deed::SignUp { detainee, withdraw, .. } = action.deed else { return Err(Rejection::Malformed) };
    let state = if withdraw { SeatState::Withdrawn } else { SeatState::Provisional };
    let seat = match (seat, rows.get(SessionOffer::row(session))) {
        (Some(seat), _) => SessionSeat { state, ..seat.clone() },
        (None, Some(Record::SessionOffer(offer))) => offer.seat(detainee, state),
        _ => return Err(Rejection::UnknownItem),
    };
    Ok((Outcome::Applied, vec![(wing, seat.into())]))
}

/// The line as it is with this person at its end, or without them; then everybody moves up as far as there are seats.
fn decided(action: &Action, session: &VolunteerSession, rows: &dyn Rows) -> (Outcome, Vec<(StreamId, Record)>) {
    let Deed::SignUp { detainee, withdraw, .. } = action.deed else { return (Outcome::Merged, Vec::new()) };
    let mut line: Vec<_> = rows
        .about(Kind::Seat, session.id.into())
        .into_iter()
        .filter_map(|known| seat_in(known).filter(|seat| seat.detainee != detainee).map(|seat| (known.stream, seat)))
        .filter(|(_, seat)| seat.state.is_in_line())
        .map(|(stream, seat)| (stream, seat.detainee, Some(seat.state)))
        .collect();
    line.sort_by_key(|(_, detainee, state)| (*state, *detainee));
    // The seat stays where it is when the person has one: an import moves it with the person.
    let home =
        seat_of(rows, SessionSeat::row(session.id, detainee)).map_or_else(|| action.deed.stream(), |(home, _)| home);
    let mut outcome = Outcome::Applied;
    let mut changed = Vec::new();
    if withdraw {
        changed.push((home, detainee, SeatState::Withdrawn));
    } else {
        line.push((home, detainee, None));
    }
    for ((home, person, was), state) in line.into_iter().zip(seats(session.capacity)) {
        if person == detainee
            && let SeatState::Waiting(place) = state
        {
            outcome = Outcome::WaitingList(place);
        }
        if was != Some(state) {
            changed.push((home, person, state));
        }
    }
    let volunteers = StreamId::volunteers(session.facility);
    let both = changed.into_iter().flat_map(|(home, person, state)| {
        let asks = person == detainee && !withdraw;
        let on = if asks { Some(date_of(action.observed_at)) } else { asked_on(rows, session, person) };
        [(volunteers, session.sign_up(person, on, state).into()), (home, session.seat(person, state).into())]
    });
    (outcome, both.collect())
}

/// The day on which somebody asked to come to this session; none when their sign-up is for the whole series.
fn asked_on(rows: &dyn Rows, session: &VolunteerSession, person: DetaineeId) -> Option<NaiveDate> {
    rows.about(Kind::SignUp, session.id.into()).into_iter().find_map(|known| match &known.record {
        Record::SignUp(sign_up) if sign_up.detainee == person => sign_up.on,
        _ => None,
    })
}

fn seat_in(known: &Known) -> Option<&SessionSeat> {
    if let Record::Seat(seat) = &known.record { Some(seat) } else { None }
}

fn seat_of(rows: &dyn Rows, id: RowId) -> Option<(StreamId, &SessionSeat)> {
    let known = rows.known(id)?;
    seat_in(known).map(|seat| (known.stream, seat))
}
