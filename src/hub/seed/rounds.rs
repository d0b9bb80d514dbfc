//! The rounds that officers would have walked by now: every door, with one forgotten here and there, and a count when doors were closed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{Maker, Person, before};
use crate::domain::count::{Headcount, RollCount};
use crate::domain::day::RoundKind;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{DeviceId, MarkId, RollCountId, WingId};
use crate::domain::local;
use crate::domain::mark::Mark;
use crate::domain::record::Record;

/// Last night's rounds and those of today.
pub(super) fn rounds(maker: &mut Maker, people: &[Person]) {
    let mut wings: BTreeMap<WingId, Vec<&Person>> = BTreeMap::new();
    for person in people {
        wings.entry(person.detainee.wing).or_default().push(person);
    }
    for day in [before(maker.today, 1), maker.today] {
        for slot in slots(maker, day) {
            let people = wings.get(&slot.wing).map(Vec::as_slice).unwrap_or_default();
            round(maker, &slot, day, people);
        }
    }
}

/// The programme of a day, in the order of its rows.
fn slots(maker: &Maker, day: NaiveDate) -> Vec<ProgrammeSlot> {
    let of_day = |record: &Record| match record {
        Record::Programme(slot) if slot.weekday == day.weekday() => Some(slot.clone()),
        _ => None,
    };
    maker.import.rows.values().filter_map(|row| of_day(&row.record)).collect()
}

fn round(maker: &mut Maker, slot: &ProgrammeSlot, day: NaiveDate, people: &[&Person]) {
    let ends_at = local::instant_lossy(day.and_time(slot.ends));
    let is_over = maker.marked_until.is_some_and(|until| ends_at <= until);
    let (Some(kind), Some(first)) = (RoundKind::of(slot.kind.as_str()).filter(|_| is_over), people.first()) else {
        return;
    };
    let starts_at = local::instant_lossy(day.and_time(slot.starts));
    let device = DeviceId(maker.id("devices", &format!("round/{}", slot.wing)));
    let key = format!("{}/{day}", slot.id);
    let mut dice = maker.dice(&key);
    let officer = dice.pick(&first.officers);
    let mut seen: u16 = 0;
    for (number, person) in (0..).zip(people) {
        // A door is forgotten now and then.
        if dice.once_in(40) {
            continue;
        }
        let observed_at = starts_at + TimeDelta::seconds(number * 8);
        let key = format!("{key}/{number}");
        let mark = Mark {
            id: MarkId(maker.id("marks", &key)),
            item: slot.id.into(),
            day: Some(day),
            detainee: person.detainee.id,
            kind: kind.step(),
            observed_at,
            recorded_at: observed_at,
            clock_skew_seconds: None,
            author: officer,
            device,
            number: u64::try_from(observed_at.timestamp()).unwrap_or_default(),
            replaces: None,
        };
        maker.put(person.wing(), "marks", &key, mark);
        seen = seen.saturating_add(1);
    }
    if kind == RoundKind::LockIn {
        let all = u16::try_from(people.len()).unwrap_or(u16::MAX);
        let count = RollCount {
            id: RollCountId(maker.id("counts", &key)),
            slot: slot.id,
            day,
            expected: Headcount { on_wing: all, ..Headcount::default() },
            counted: Some(Headcount { on_wing: seen, ..Headcount::default() }),
            author: officer,
            second: first.officers.iter().copied().find(|other| *other != officer),
            counted_at: ends_at,
            reported_at: Some(ends_at),
            replaces: None,
        };
        maker.put(first.wing(), "counts", &key, count);
    }
}
