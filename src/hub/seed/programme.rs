//! How the programme would have gone by now: most of it as planned, something shortened or cancelled here and there; a measure of last
//! night, and two who must not be together.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{Maker, Person, at, before};
use crate::domain::day::RoundKind;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{DeviceId, IncidentId, KeepApartId, MarkId, ProgrammeOutcomeId, StaffId, WingId};
use crate::domain::incident::{Incident, IncidentKind, Informed, KeepApart};
use crate::domain::local;
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::programme::{Cause, ProgrammeOutcome, Went};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::text::{Pii, SafeText};

/// Days of which outcomes are known, today among them.
const DAYS_KNOWN: u16 = 7;

/// Everything of every wing.
pub(super) fn programme(maker: &mut Maker, people: &[Person]) {
    let mut wings: BTreeMap<WingId, Vec<&Person>> = BTreeMap::new();
    for person in people {
        wings.entry(person.detainee.wing).or_default().push(person);
    }
    let (slots, today) = (slots(maker), maker.today);
    for (wing, people) in wings {
        let Some(first) = people.first() else { continue };
        for slot in slots.iter().filter(|slot| slot.wing == wing) {
            for day in (0..DAYS_KNOWN).map(|days| before(today, days)) {
                if slot.weekday == day.weekday() {
                    outcome(maker, slot, day, &first.officers);
                }
            }
        }
        measure(maker, &people);
    }
}

/// What the wings offer: doors are rounds, and have their own page.
fn slots(maker: &Maker) -> Vec<ProgrammeSlot> {
    let offered = |record: &Record| match record {
        Record::Programme(slot) if RoundKind::of(slot.kind.as_str()).is_none() => Some(slot.clone()),
        _ => None,
    };
    maker.import.rows.values().filter_map(|row| offered(&row.record)).collect()
}

fn outcome(maker: &mut Maker, slot: &ProgrammeSlot, day: NaiveDate, officers: &[StaffId]) {
    let ends_at = local::instant_lossy(day.and_time(slot.ends));
    let key = format!("{}/{day}", slot.id);
    let mut dice = maker.dice(&key);
    // One of twelve is forgotten.
    if maker.marked_until.is_none_or(|until| until < ends_at) || dice.once_in(12) {
        return;
    }
    let half = slot.starts + (slot.ends - slot.starts) / 2;
    let went = if dice.once_in(9) {
        Went::Cancelled(dice.pick(&[Cause::StaffShortage, Cause::RoomTaken, Cause::GuideAbsent]))
    } else if dice.once_in(8) && slot.starts < half {
        Went::Shortened { from: slot.starts, until: half, cause: Cause::StaffShortage }
    } else {
        Went::AsPlanned
    };
    let id = ProgrammeOutcomeId(maker.id("outcomes", &key));
    let author = dice.pick(officers);
    let outcome = ProgrammeOutcome { id, slot: slot.id, day, went, author, at: ends_at, replaces: None };
    maker.put(StreamId::wing(slot.wing), "outcomes", &key, outcome);
}

/// Somebody of each wing is under an officer's measure since last night; two others must not be together.
fn measure(maker: &mut Maker, people: &[&Person]) {
    let Some(until) = maker.marked_until else { return };
    let [.., other, one, person] = people else { return };
    let started_at = at(before(maker.today, 1), 22, 10);
    let (key, wing) = (format!("{}/measure", person.key), person.wing());
    let mut dice = maker.dice(&key);
    let id = IncidentId(maker.id("incidents", &key));
    let detainee = person.detainee.id;
    let author = dice.pick(&person.officers);
    let text = Pii::new(SafeText::line("onrustig na telefoon met thuis, gooide met een stoel"));
    let kind = IncidentKind::Isolation;
    maker.put(
        wing,
        "incidents",
        &key,
        Incident { id, detainee, kind, text, started_at, author, replaces: None, filed_on: None },
    );
    let device = DeviceId(maker.id("devices", &format!("measure/{}", person.detainee.wing)));
    let done = [
        (MarkKind::Told(Informed::WingHead), 5),
        (MarkKind::Told(Informed::MedicalService), 25),
        (MarkKind::Checked, 60),
        (MarkKind::Checked, 300),
        // Before the doors open it is over.
        (MarkKind::Ended, 555),
    ];
    for (number, (kind, minutes)) in (0..).zip(done) {
        let key = format!("{key}/{number}");
        let observed_at = started_at + TimeDelta::minutes(minutes);
        if observed_at > until {
            continue;
        }
        let mark = Mark {
            id: MarkId(maker.id("marks", &key)),
            item: id.into(),
            day: None,
            detainee,
            kind,
            observed_at,
            recorded_at: observed_at,
            clock_skew_seconds: None,
            author,
            device,
            number,
            replaces: None,
        };
        maker.put(wing, "marks", &key, mark);
    }
    let key = format!("{}/apart", one.key);
    let id = KeepApartId(maker.id("apart", &key));
    let (detainee, other) = (one.detainee.id, other.detainee.id);
    maker.put(wing, "apart", &key, KeepApart { id, detainee, other, author, at: started_at, replaces: None });
}
