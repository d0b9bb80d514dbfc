//! A prison that does not exist is still a plausible one.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::day::{self, Day, DayInput, Margins};
use crate::domain::decide::Known;
use crate::domain::id::{SessionId, WingId};
use crate::domain::record::Kind;
use crate::domain::row::Row;
use crate::domain::staff::Role;
use crate::domain::volunteer::SeatState;
use crate::wire::body;

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn small() -> SeedOptions {
    SeedOptions { people: 48, wings: 2, days: 7, ..SeedOptions::new(monday()) }
}

fn wings(import: &Import) -> BTreeSet<WingId> {
    let wing = |record: &Record| if let Record::Wing(wing) = record { Some(wing.id) } else { None };
    import.rows.values().filter_map(|row| wing(&row.record)).collect()
}

fn assembled(import: &Import, wing: WingId, date: NaiveDate, now: DateTime<Utc>) -> Day {
    let mine = |stream: &StreamId| *stream == StreamId::wing(wing) || *stream == StreamId::facility(import.facility);
    let rows =
        import.rows.iter().filter(|((stream, _), row)| mine(stream) && row.record.day().is_none_or(|day| day == date));
    let records: Vec<Known> = rows.map(|((stream, _), row)| Known::first(*stream, row.record.clone())).collect();
    day::assemble(&DayInput {
        records: &records,
        pending: &BTreeMap::new(),
        unknown: 0,
        wing,
        date,
        now,
        margins: Margins::default(),
    })
}

#[test]
fn the_same_seed_makes_the_same_prison_and_another_seed_other_people() {
    assert_eq!(seed(&small()), seed(&small()));
    let other = seed(&SeedOptions { seed: 2, ..small() });
    assert_ne!(other.rows, seed(&small()).rows);
    assert_eq!(wings(&other), wings(&seed(&small())));
}

#[test]
fn every_day_of_every_wing_is_alive_and_every_role_is_there() {
    let import = seed(&small());
    assert_eq!(wings(&import).len(), 2);
    for wing in wings(&import) {
        for (offset, date) in (0_u32..).zip(monday().iter_days().take(7)) {
            let day = assembled(&import, wing, date, at(date, 7, 12));
            assert_eq!(day.lines.len(), 24);
            let planned: usize = day.lines.iter().map(|line| line.items.len()).sum();
            // Workshops are closed on Saturday and Sunday.
            assert!(planned >= if offset < 5 { 15 } else { 2 }, "{date}: {planned}");
        }
        let day = assembled(&import, wing, monday(), at(monday(), 7, 12));
        assert!(day.lines.iter().filter(|line| !line.leave.is_empty()).count() >= 5);
        assert_eq!(day.sum.outside, 1, "one person is on leave since yesterday");
        assert!(day.lines.iter().any(|line| !line.municipal.is_empty()));
        assert!(day.shift.is_some());
    }
    let roles: BTreeSet<Role> = import
        .rows
        .values()
        .filter_map(|row| if let Record::Staff(member) = &row.record { Some(member.roles.clone()) } else { None })
        .flatten()
        .collect();
    assert_eq!(roles, BTreeSet::from(Role::ALL));
}

#[test]
fn every_row_survives_the_wire_and_nothing_ends_before_it_starts() {
    let import = seed(&SeedOptions { marked_until: Some(at(monday(), 15, 0)), ..small() });
    let mut kinds = BTreeSet::new();
    for ((_, id), row) in &import.rows {
        let kind = row.record.kind();
        kinds.insert(kind);
        let encoded = body::encode(&row.record).expect("JSON");
        let stored =
            Row { id: *id, kind: kind.as_str().into(), revision: 1, sequence: 1, day: None, body: Some(encoded) };
        assert_eq!(body::decode(&stored).as_ref(), Ok(&row.record));
        let span = match &row.record {
            Record::WorkShift(shift) => Some((shift.starts_at, shift.ends_at)),
            Record::Visit(visit) => Some((visit.starts_at, visit.ends_at)),
            Record::Session(session) => Some((session.starts_at, session.ends_at)),
            Record::Event(event) => Some((event.starts_at, event.ends_at)),
            _ => None,
        };
        assert!(span.is_none_or(|(from, to)| from < to));
    }
    // All but what a governor decides, and what comes of somebody's step.
    // Who is expected at a place is derived when the rows are written.
    let not_seeded = [Kind::Refusal, Kind::LeaveStep, Kind::MunicipalStep, Kind::Expected];
    assert_eq!(kinds, Kind::ALL.iter().copied().filter(|kind| !not_seeded.contains(kind)).collect());
}

#[test]
fn no_session_has_more_people_than_seats() {
    let import = seed(&SeedOptions { people: 192, wings: 4, ..small() });
    let mut capacity: BTreeMap<SessionId, usize> = BTreeMap::new();
    let mut admitted: BTreeMap<SessionId, usize> = BTreeMap::new();
    let mut waiting = 0;
    for row in import.rows.values() {
        match &row.record {
            Record::Session(session) => {
                let seats = session.capacity.and_then(|seats| usize::try_from(seats).ok());
                capacity.insert(session.id, seats.expect("a limit"));
            }
            Record::Seat(seat) if seat.state == SeatState::Admitted => *admitted.entry(seat.session).or_default() += 1,
            Record::Seat(_) => waiting += 1,
            _ => {}
        }
    }
    assert!(waiting > 0 && !admitted.is_empty());
    assert!(admitted.iter().all(|(session, people)| *people <= capacity[session]));
}

#[test]
fn what_began_is_marked_up_to_the_moment_that_was_asked_and_no_further() {
    let until = at(monday(), 10, 15);
    assert!(!seed(&small()).rows.values().any(|row| row.record.kind() == Kind::Mark));
    let import = seed(&SeedOptions { marked_until: Some(until), ..small() });
    let mut marks = 0;
    for row in import.rows.values() {
        if let Record::Mark(mark) = &row.record {
            marks += 1;
            assert!(mark.observed_at <= until);
        }
    }
    assert!(marks > 40, "{marks}");
    for wing in wings(&import) {
        let day = assembled(&import, wing, monday(), until);
        assert!(day.sum.elsewhere > 3 && day.not_recorded < 8, "{:?} {}", day.sum, day.not_recorded);
    }
}

#[test]
fn a_wing_has_exactly_as_many_rows_as_a_measurement_asks_for() {
    for (people, rows) in [(48, 3_000), (24, 20_000), (48, 700)] {
        let options = SeedOptions { people, wings: 1, rows_per_wing: Some(rows), ..SeedOptions::new(monday()) };
        let import = seed(&options);
        let wing = StreamId::wing(wings(&import).into_iter().next().expect("a wing"));
        assert_eq!(import.rows.keys().filter(|(stream, _)| *stream == wing).count(), rows);
    }
}

#[test]
fn sizes_beyond_reason_are_cut_down() {
    let import = seed(&SeedOptions { wings: 0, people: 0, days: u16::MAX, ..small() });
    assert_eq!(wings(&import).len(), 1);
    let import = seed(&SeedOptions { wings: u16::MAX, people: 60, days: 1, ..small() });
    assert_eq!(wings(&import).len(), usize::from(MAX_WINGS));
}
