//! Officers sign people up, and so does the source of an import: together they never give away more seats than there are.

use std::collections::{BTreeMap, BTreeSet};

use super::after::{afterwards, rewrite};
use crate::domain::id::{RowId, SessionId};
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::domain::volunteer::{SeatState, SessionSeat, VolunteerSession, seats};
use crate::hub::store::{ImportWrite, Imported, Write};
use crate::hub::write;
use crate::wire::body;

/// What officers made goes with its session.
pub(super) fn leave(found: &Imported, writes: &mut Vec<ImportWrite>) {
    let session = |write: &&Write| *write.kind == *Kind::Session.as_str() && write.body.is_none();
    let written = writes.iter().filter_map(|planned| planned.write.as_ref());
    let gone: BTreeSet<RowId> = written.filter(session).map(|write| write.id).collect();
    let of_officers = found.rows.iter().filter(|(_, (_, source))| source.is_none());
    let theirs = of_officers.filter(|(_, (row, _))| Kind::is_any(&[Kind::Seat, Kind::SignUp], row));
    for ((stream, id), (row, _)) in theirs {
        let about = body::decode(row).ok().and_then(|record| record.about());
        if about.is_some_and(|session| gone.contains(&session)) {
            writes.push(ImportWrite { row: *id, write: Some(write::leave(*stream, row)), body: None });
        }
    }
}

/// A seat as the import leaves it.
struct Taken {
    stream: StreamId,
    seat: SessionSeat,
    /// Had it before the import: who has a seat keeps it, as long as there is one.
    before: bool,
    /// The source knows of it.
    sourced: bool,
}

/// Sends whoever has one seat too many to the waiting list: those whom this import brings first.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(super) fn never_too_many(found: &Imported, writes: &mut Vec<ImportWrite>) -> Result<(), serde_json::Error> {
    let mut lines: BTreeMap<SessionId, Vec<Taken>> = BTreeMap::new();
    let mut sessions: BTreeMap<SessionId, VolunteerSession> = BTreeMap::new();
    for ((stream, id), (record, sourced)) in afterwards(found, writes, &[Kind::Seat, Kind::Session]) {
        match record {
            Record::Session(session) if session.capacity.is_some() => {
                sessions.insert(session.id, session);
            }
            Record::Seat(seat) if seat.state.is_in_line() => {
                let before = held(found, stream, id).is_some_and(|seat| seat.state == SeatState::Admitted);
                lines.entry(seat.session).or_default().push(Taken { stream, seat, before, sourced });
            }
            _ => {}
        }
    }
    for (id, mut line) in lines {
        let Some(session) = sessions.get(&id) else { continue };
        let room = session.capacity.and_then(|capacity| usize::try_from(capacity).ok()).unwrap_or(usize::MAX);
        if line.iter().filter(|taken| taken.seat.state == SeatState::Admitted).count() <= room {
            continue;
        }
        line.sort_by_key(|taken| {
            (
                taken.seat.state != SeatState::Admitted,
                !taken.before,
                !taken.sourced,
                taken.seat.state,
                taken.seat.detainee,
            )
        });
        for (taken, state) in
            line.iter().zip(seats(session.capacity)).filter(|(taken, state)| taken.seat.state != *state)
        {
            let sign_up = session.sign_up(taken.seat.detainee, None, state);
            rewrite(found, writes, taken.stream, &session.seat(taken.seat.detainee, state).into())?;
            rewrite(found, writes, StreamId::volunteers(session.facility), &sign_up.into())?;
        }
    }
    Ok(())
}

fn held(found: &Imported, stream: StreamId, id: RowId) -> Option<SessionSeat> {
    let (row, _) = found.rows.get(&(stream, id))?;
    if let Ok(Record::Seat(seat)) = body::decode(row) { Some(seat) } else { None }
}
