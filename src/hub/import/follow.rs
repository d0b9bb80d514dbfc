//! What is about a person goes along when they go to another wing, also what the wings wrote themselves: a measure that runs must be seen, and
//! ended, where its person is. It goes by where each row is and should be, not by who moves in this import: what a terminal brought late, or
//! an import left behind before, is where it belongs after the next one.

use std::collections::{BTreeMap, BTreeSet};

use super::after::people;
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::incident::KeepApart;
use crate::domain::record::{Kind, Record};
use crate::domain::stream::{StreamId, StreamKind};
use crate::hub::store::{ImportWrite, Imported, Write};
use crate::hub::write;
use crate::wire::body;

/// Moves what is about somebody to the wing where they are after this import; gives how many rows that were. What the import writes
/// itself is where its source puts it.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(super) fn follow(found: &Imported, writes: &mut Vec<ImportWrite>) -> Result<usize, serde_json::Error> {
    let homes = Homes::of(found, writes);
    let written: BTreeSet<RowId> = writes.iter().map(|planned| planned.row).collect();
    let of_wings =
        found.rows.iter().filter(|((stream, id), _)| stream.kind == StreamKind::Wing && !written.contains(id));
    let mut moved = 0;
    for ((stream, id), (row, source)) in of_wings {
        let Ok(record) = body::decode(row) else { continue };
        let Some(home) = homes.home(&record, *stream).filter(|home| home != stream) else { continue };
        let put = Write { source_ref: source.clone(), ..write::put(home, &record)? };
        let both = [write::leave(*stream, row), put];
        let remembered = || found.bodies.get(id).cloned();
        writes.extend(both.map(|write| ImportWrite { write: Some(write), row: *id, body: remembered() }));
        moved += 1;
    }
    Ok(moved)
}

/// Who is on which wing, and what is of a wing itself.
struct Homes {
    people: BTreeMap<DetaineeId, StreamId>,
    programme: BTreeSet<RowId>,
}

impl Homes {
    fn of(found: &Imported, writes: &[ImportWrite]) -> Self {
        let slots = found.rows.values().filter(|(row, _)| Kind::is_any(&[Kind::Programme], row));
        Self {
            people: people(found, writes).into_keys().map(|(stream, person)| (person, stream)).collect(),
            programme: slots.map(|(row, _)| row.id).collect(),
        }
    }

    /// The wing where this row belongs; none when nothing says that it belongs anywhere else. Every kind is decided here.
    fn home(&self, record: &Record, here: StreamId) -> Option<StreamId> {
        let of = |person: DetaineeId| self.people.get(&person).copied();
        match record {
            Record::Visit(visit) => of(visit.detainee),
            Record::WorkShift(shift) => of(shift.detainee),
            Record::Seat(seat) => of(seat.detainee),
            Record::Event(event) => of(event.detainee),
            Record::Measure(measure) => of(measure.detainee),
            Record::LeaveSummary(leave) => of(leave.detainee),
            Record::MunicipalSummary(summary) => of(summary.detainee),
            Record::Incident(incident) => of(incident.detainee),
            // All versions, so that none of them stands again where nobody can answer it.
            Record::Note(note) => of(note.detainee),
            Record::RequestSlip(slip) => of(slip.detainee),
            // A door was opened there, whoever lived behind it.
            Record::Mark(mark) if self.programme.contains(&mark.item) => None,
            // Also on an item that is gone: it is evidence of what was seen of them.
            Record::Mark(mark) => of(mark.detainee),
            Record::KeepApart(pair) => Some(KeepApart::home(here, of(pair.detainee), of(pair.other))),
            // What a wing saw, counted, offered and hands over is the wing's; a departure that it saw is settled there. The person's own row
            // says where they are. All others are never in a wing's stream.
            Record::Movement(_)
            | Record::HandoverEntry(_)
            | Record::RollCount(_)
            | Record::Programme(_)
            | Record::ProgrammeOutcome(_)
            | Record::Detainee(_)
            | Record::Facility(_)
            | Record::Wing(_)
            | Record::Place(_)
            | Record::Shift(_)
            | Record::Roster(_)
            | Record::Staff(_)
            | Record::Agreement(_)
            | Record::SessionOffer(_)
            | Record::PersonFile(_)
            | Record::FiledPerson(_)
            | Record::LeaveRequest(_)
            | Record::LeaveAdvice(_)
            | Record::LeaveStep(_)
            | Record::MunicipalHandover(_)
            | Record::MunicipalStep(_)
            | Record::BasicCondition(_)
            | Record::Contact(_)
            | Record::Refusal(_)
            | Record::Certificate(_)
            | Record::Milestone(_)
            | Record::ContactMoment(_)
            | Record::FirstAnswer(_)
            | Record::ChildEntry(_)
            | Record::Meeting(_)
            | Record::MdoContribution(_)
            | Record::Placement(_)
            | Record::Expected(_)
            | Record::Volunteer(_)
            | Record::Session(_)
            | Record::SignUp(_)
            | Record::VolunteerWish(_)
            | Record::Participant(_) => None,
        }
    }
}
