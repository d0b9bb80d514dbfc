//! What officers would have written down by now: marks and notes, with a gap here and there.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::dice::Dice;
use super::words::NOTES;
use super::{Maker, Person, at};
use crate::domain::event::EventKind;
use crate::domain::id::{DetaineeId, DeviceId, MarkId, NoteId, RowId};
use crate::domain::mark::{AbsenceReason, Mark, MarkKind};
use crate::domain::note::Note;
use crate::domain::record::Record;
use crate::domain::visit::VisitStatus;
use crate::domain::volunteer::SeatState;
use crate::text::{Pii, SafeText};

/// Something that was planned.
struct Planned {
    item: RowId,
    day: Option<chrono::NaiveDate>,
    detainee: DetaineeId,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

/// What can be marked, if this record can.
fn planned(record: &Record) -> Option<Planned> {
    let (detainee, starts_at, ends_at) = match record {
        Record::WorkShift(shift) => (shift.detainee, shift.starts_at, shift.ends_at),
        Record::Visit(visit) if visit.status == VisitStatus::Planned => {
            (visit.detainee, visit.starts_at, visit.ends_at)
        }
        Record::Seat(seat) if seat.state == SeatState::Admitted => (seat.detainee, seat.starts_at, seat.ends_at),
        Record::Event(event) if event.kind != EventKind::Mdo => (event.detainee, event.starts_at, event.ends_at),
        _ => return None,
    };
    Some(Planned { item: record.row_id(), day: record.day(), detainee, starts_at, ends_at })
}

pub(super) fn marks(maker: &mut Maker, people: &[Person]) {
    let Some(until) = maker.marked_until else { return };
    let by_id: BTreeMap<DetaineeId, &Person> = people.iter().map(|person| (person.detainee.id, person)).collect();
    let begun: Vec<Planned> = maker.import.rows.values().filter_map(|row| planned(&row.record)).collect();
    let mut numbers: BTreeMap<DeviceId, u64> = BTreeMap::new();
    for planned in begun.into_iter().filter(|planned| planned.starts_at <= until) {
        let Some(person) = by_id.get(&planned.detainee) else { continue };
        let mut dice = maker.dice(&format!("marks/{}", planned.item));
        for (step, (kind, minutes_from)) in steps(&mut dice).into_iter().enumerate() {
            let base = if kind == MarkKind::Back { planned.ends_at } else { planned.starts_at };
            let observed_at = base + TimeDelta::minutes(minutes_from);
            if observed_at > until {
                break;
            }
            let key = format!("{}/{step}", planned.item);
            let device = DeviceId(maker.id("devices", &person.detainee.wing.to_string()));
            let number = numbers.entry(device).and_modify(|number| *number += 1).or_insert(1);
            let mark = Mark {
                id: MarkId(maker.id("marks", &key)),
                item: planned.item,
                day: planned.day,
                detainee: planned.detainee,
                kind,
                observed_at,
                recorded_at: observed_at,
                clock_skew_seconds: None,
                author: dice.pick(&person.officers),
                device,
                number: *number,
                replaces: None,
            };
            maker.put(person.wing(), "marks", &key, mark);
        }
    }
    notes(maker, people, until);
}

/// What is written about one thing: kind, and minutes from its start (from its end for `Back`).
fn steps(dice: &mut Dice) -> Vec<(MarkKind, i64)> {
    match dice.below(20) {
        0 => Vec::new(),
        1 => vec![(MarkKind::Absent(dice.pick(&AbsenceReason::ALL)), 5)],
        2 => vec![(MarkKind::StaysInCell(AbsenceReason::Sick), 0)],
        3 => vec![(MarkKind::Left, -4)],
        _ => vec![(MarkKind::Left, -4), (MarkKind::Arrived, 2), (MarkKind::Back, 6)],
    }
}

fn notes(maker: &mut Maker, people: &[Person], until: DateTime<Utc>) {
    for person in people {
        let mut dice = maker.dice(&format!("{}/note", person.key));
        let written_at = at(maker.today, 6, 30) + TimeDelta::minutes(dice.below(600).into());
        if !dice.once_in(8) || written_at > until {
            continue;
        }
        let note = Note {
            id: NoteId(maker.id("notes", &person.key)),
            detainee: person.detainee.id,
            text: Pii::new(SafeText::block(dice.pick(&NOTES))),
            author: dice.pick(&person.officers),
            written_at,
            replaces: None,
        };
        maker.put(person.wing(), "notes", &person.key, note);
    }
}
