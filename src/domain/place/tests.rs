//! Days of a small visits desk, made by hand.

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::day::Margins;
use crate::domain::decide::Known;

const FACILITY: FacilityId = FacilityId(Uuid::from_u128(1));

/// Half past one in the afternoon of 23-11-2026.
fn half_past_one() -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    crate::domain::local::instant_lossy(day.and_hms_opt(13, 30, 0).expect("a time"))
}

fn minutes(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}

/// Somebody who is expected at half past one for an hour.
fn visitor(id: u128, status: VisitStatus, heard: &[(Step, i64)]) -> Expected {
    let one = |(at, (step, before)): (u128, &(Step, i64))| {
        (
            MarkId(Uuid::from_u128(id * 100 + at)),
            Heard { step: *step, at: half_past_one() + minutes(*before), is_own: false },
        )
    };
    let item = RowId(Uuid::from_u128(id));
    Expected {
        id: Expected::row(item).into(),
        item,
        detainee: DetaineeId(Uuid::from_u128(id + 50)),
        wing: WingId(Uuid::from_u128(2)),
        cell: Cell::new(SafeText::line(&format!("A1-{id:02}"))),
        call_name: SafeText::line("Jan S."),
        errand: Errand::Visit(VisitKind::Personal),
        place: Some(SafeText::line("Zaal 1")),
        starts_at: half_past_one(),
        ends_at: half_past_one() + TimeDelta::hours(1),
        adults: Some(2),
        children: None,
        status: Some(status),
        heard: (0..).zip(heard).map(one).collect(),
        was: None,
        gone_at: None,
    }
}

fn day(rows: Vec<Expected>, now: DateTime<Utc>) -> PlaceDay {
    let stream = StreamId::visits(FACILITY);
    let records: Vec<Known> = rows.into_iter().map(|row| Known::first(stream, row.into())).collect();
    let margins = Margins { underway_minutes: Some(5), ..Margins::default() };
    let (pending, date) = (BTreeMap::new(), date_of(half_past_one()));
    assemble(&PlaceInput { records: &records, pending: &pending, date, now, margins, unknown: 0 })
}

fn state(status: VisitStatus, heard: &[(Step, i64)]) -> PlaceState {
    day(vec![visitor(1, status, heard)], half_past_one()).groups[0].lines[0].state
}

#[test]
fn what_was_seen_last_says_how_it_stands_and_what_was_called_off_stays_off() {
    use VisitStatus::{Arrived, CalledUp, Cancelled, Ended, Planned};
    assert_eq!(state(Planned, &[]), PlaceState::Expected);
    assert_eq!(state(CalledUp, &[]), PlaceState::CalledUp);
    assert_eq!(state(CalledUp, &[(Step::Left, -8)]), PlaceState::Underway);
    assert_eq!(state(CalledUp, &[(Step::Left, -8), (Step::Arrived, -5)]), PlaceState::There);
    assert_eq!(state(Arrived, &[(Step::Left, -8)]), PlaceState::There, "somebody else said so");
    assert_eq!(state(Planned, &[(Step::Arrived, -5), (Step::Ended, -1)]), PlaceState::Done);
    assert_eq!(state(Ended, &[(Step::Back, -1)]), PlaceState::Back);
    assert_eq!(state(Planned, &[(Step::Off, -20)]), PlaceState::Off);
    assert_eq!(state(Cancelled, &[(Step::Left, -8)]), PlaceState::Off);
}

#[test]
fn whoever_is_on_the_way_too_long_or_did_not_come_stands_first() {
    let now = half_past_one() - minutes(1);
    let lost = visitor(7, VisitStatus::Planned, &[(Step::Left, -9)]);
    let soon = visitor(3, VisitStatus::Planned, &[(Step::Left, -3)]);
    let day =
        day(vec![visitor(1, VisitStatus::Cancelled, &[]), visitor(2, VisitStatus::Planned, &[]), soon, lost], now);
    let lines = &day.groups[0].lines;
    let cells: Vec<_> = lines.iter().map(|line| line.expected.cell.spoken()).collect();
    assert_eq!(cells, ["07", "02", "03", "01"]);
    assert_eq!(lines[0].too_long, Some(8));
    let sum = PlaceSum { expected: 3, there: 0, underway: 2, off: 1, missing: 0, too_long: 1 };
    assert_eq!(day.sum, sum);
}

#[test]
fn what_began_without_anybody_and_what_is_over_without_an_end_is_not_recorded() {
    let missing = |heard: &[(Step, i64)], now| {
        let day = day(vec![visitor(1, VisitStatus::Planned, heard)], now);
        (day.sum.missing, day.groups[0].lines[0].next_step())
    };
    let (begun, over) = (half_past_one(), half_past_one() + TimeDelta::hours(1));
    assert_eq!(missing(&[], begun - minutes(1)), (0, Some(PlaceStep::Arrived)));
    assert_eq!(missing(&[], begun), (1, Some(PlaceStep::Arrived)));
    assert_eq!(missing(&[(Step::Arrived, -2)], begun), (0, Some(PlaceStep::Ended)));
    assert_eq!(missing(&[(Step::Arrived, -2)], over), (1, Some(PlaceStep::Ended)));
    assert_eq!(missing(&[(Step::Arrived, -2), (Step::Ended, 55)], over), (0, None));
}

#[test]
fn another_day_and_a_visit_that_ends_before_it_begins_are_no_surprise() {
    let tomorrow =
        Expected { starts_at: half_past_one() + TimeDelta::days(1), ..visitor(1, VisitStatus::Planned, &[]) };
    let backwards = Expected { ends_at: half_past_one() - minutes(90), ..visitor(2, VisitStatus::Planned, &[]) };
    let day = day(vec![tomorrow, backwards], half_past_one());
    assert_eq!(day.lines().map(|line| line.expected.cell.spoken()).collect::<Vec<_>>(), ["02"]);
}

proptest! {
    #[test]
    fn in_whatever_order_marks_come_a_place_shows_the_same(
        kinds in proptest::collection::vec((0_usize..7, -60_i64..60), 0..8),
        turn in 0_usize..8,
    ) {
        let all = [
            MarkKind::Left,
            MarkKind::Arrived,
            MarkKind::Started,
            MarkKind::Ended,
            MarkKind::Back,
            MarkKind::Checked,
            MarkKind::StaysInCell(crate::domain::mark::AbsenceReason::Refused),
        ];
        let bare = visitor(1, VisitStatus::Planned, &[]);
        let mark = |(id, (kind, before)): (u128, (usize, i64))| Mark {
            id: MarkId(Uuid::from_u128(id)),
            item: bare.item,
            day: None,
            detainee: bare.detainee,
            kind: all[kind],
            observed_at: half_past_one() + minutes(before),
            recorded_at: half_past_one(),
            clock_skew_seconds: None,
            author: crate::domain::id::StaffId(Uuid::from_u128(9)),
            device: crate::domain::id::DeviceId(Uuid::from_u128(8)),
            number: 1,
            replaces: None,
        };
        let marks: Vec<Mark> = (1..).zip(kinds).map(mark).collect();
        let mut turned = marks.clone();
        turned.rotate_left(turn.min(marks.len()));
        let lay = |marks: &[Mark]| marks.iter().fold(bare.clone(), |row, mark| row.with_mark(mark, false));
        prop_assert_eq!(lay(&marks), lay(&turned));
    }
}
