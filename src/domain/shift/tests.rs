//! Shifts of a usual house, of a house without any, and in the two nights that the clock changes.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::id::FacilityId;

fn shift(id: u128, name: &str, (starts, ends): ((u32, u32), (u32, u32))) -> Shift {
    let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    Shift {
        id: ShiftId(Uuid::from_u128(id)),
        facility: FacilityId(Uuid::from_u128(1)),
        name: SafeText::line(name),
        starts: time(starts),
        ends: time(ends),
    }
}

/// Early, late and night overlap by half an hour.
fn house() -> Vec<Shift> {
    vec![
        shift(1, "vroeg", ((7, 0), (15, 0))),
        shift(2, "laat", ((14, 30), (22, 30))),
        shift(3, "nacht", ((22, 0), (7, 30))),
    ]
}

fn at(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, month, day).expect("a date");
    instant_lossy(day.and_hms_opt(hour, minute, 0).expect("a time"))
}

fn names(change: &Change) -> (&str, &str) {
    fn name(turn: Option<&Turn>) -> &str {
        turn.map_or("-", |turn| turn.name.as_str())
    }
    (name(change.from.as_ref()), name(change.to.as_ref()))
}

fn changes(shifts: &[Shift], now: DateTime<Utc>) -> Change {
    change(&shifts.iter().collect::<Vec<_>>(), now)
}

#[test]
fn while_two_run_the_one_that_ends_first_goes_and_the_one_that_began_last_is_on() {
    let house = house();
    let shifts: Vec<&Shift> = house.iter().collect();
    let on = |now| on_duty(&shifts, now).map(|turn| turn.name.as_str().to_owned()).unwrap_or_default();
    for (hour, minute, is_on, goes) in [
        (6, 59, "nacht", ("nacht", "vroeg")),
        (7, 10, "vroeg", ("nacht", "vroeg")),
        (10, 0, "vroeg", ("vroeg", "laat")),
        (14, 45, "laat", ("vroeg", "laat")),
        (22, 15, "nacht", ("laat", "nacht")),
        (23, 0, "nacht", ("nacht", "vroeg")),
    ] {
        let now = at(11, 23, hour, minute);
        assert_eq!((on(now).as_str(), names(&change(&shifts, now))), (is_on, goes), "{hour}:{minute}");
    }
}

#[test]
fn a_night_is_as_long_as_its_clock_makes_it() {
    let night = |month, day| changes(&house(), at(month, day, 23, 0)).from.expect("a night");
    let hours = |turn: Turn| (turn.to - turn.from, turn.from);
    let usual = TimeDelta::minutes(9 * 60 + 30);
    assert_eq!(hours(night(11, 23)), (usual, at(11, 23, 22, 0)));
    assert_eq!(hours(night(3, 28)).0, usual - TimeDelta::hours(1), "the clock goes forward");
    assert_eq!(hours(night(10, 24)).0, usual + TimeDelta::hours(1), "and back");
    // In the hour that comes twice it is one night still.
    let twice = at(10, 25, 2, 30);
    assert_eq!(names(&changes(&house(), twice)), ("nacht", "vroeg"));
    assert_eq!(names(&changes(&house(), twice + TimeDelta::hours(1))), ("nacht", "vroeg"));
}

#[test]
fn without_shifts_nobody_goes_and_between_two_the_next_one_comes() {
    assert_eq!(changes(&[], at(11, 23, 10, 0)), Change::default());
    let office = [shift(1, "dag", ((9, 0), (17, 0)))];
    assert_eq!(names(&changes(&office, at(11, 23, 18, 0))), ("-", "dag"));
    assert_eq!(names(&changes(&office, at(11, 23, 12, 0))), ("dag", "dag"), "the same hours tomorrow");
    let whole = [shift(1, "dag en nacht", ((8, 0), (8, 0)))];
    assert_eq!(changes(&whole, at(11, 23, 7, 0)).from.map(|turn| turn.to - turn.from), Some(TimeDelta::days(1)));
}

proptest! {
    #[test]
    fn whatever_shifts_there_are_who_goes_runs_and_who_comes_comes_later(
        hours in proptest::collection::vec(((0_u32..24, 0_u32..60), (0_u32..24, 0_u32..60)), 0..6),
        minutes in 0_i64..(370 * 24 * 60),
    ) {
        let shifts: Vec<Shift> = (1..).zip(hours).map(|(id, hours)| shift(id, "dienst", hours)).collect();
        let now = at(1, 1, 0, 0) + TimeDelta::minutes(minutes);
        let Change { from, to } = changes(&shifts, now);
        if let Some(going) = &from {
            prop_assert!(going.from <= now && now < going.to);
            prop_assert!(to.as_ref().is_some_and(|coming| going.from < coming.from && going.to < coming.to));
        }
        prop_assert_eq!(to.is_none(), shifts.is_empty());
    }
}
