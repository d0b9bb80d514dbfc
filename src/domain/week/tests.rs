//! Weeks of a small programme, made by hand.

use chrono::Weekday;
use uuid::Uuid;

use super::*;
use crate::domain::id::StaffId;
use crate::domain::stream::StreamId;

const WING: WingId = WingId(Uuid::from_u128(1));

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
}

/// Monday 23-11-2026.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn slot(id: u128, kind: &str, starts: NaiveTime, ends: NaiveTime) -> ProgrammeSlot {
    ProgrammeSlot {
        id: ProgrammeSlotId(Uuid::from_u128(id)),
        wing: WING,
        group: None,
        kind: SafeText::line(kind),
        weekday: Weekday::Mon,
        starts,
        ends,
    }
}

fn outcome(id: u128, slot: u128, went: Went, replaces: Option<u128>) -> ProgrammeOutcome {
    ProgrammeOutcome {
        id: ProgrammeOutcomeId(Uuid::from_u128(id)),
        slot: ProgrammeSlotId(Uuid::from_u128(slot)),
        day: day(),
        went,
        author: StaffId(Uuid::from_u128(9)),
        at: DateTime::from_timestamp(1_795_000_000 + i64::try_from(id).expect("small"), 0).expect("a time"),
        replaces: replaces.map(|id| ProgrammeOutcomeId(Uuid::from_u128(id))),
    }
}

/// Doors open at 8, outdoor time from half past ten, doors closed at noon, seen at two in the afternoon.
fn week(outcomes: Vec<ProgrammeOutcome>) -> Week {
    let slots = [
        slot(1, "unlock", time(8, 0), time(8, 10)),
        slot(2, "outdoor", time(10, 30), time(11, 30)),
        slot(3, "lock-in", time(12, 0), time(12, 15)),
        slot(4, "sport", time(15, 0), time(15, 45)),
    ];
    let records = slots.into_iter().map(Record::from).chain(outcomes.into_iter().map(Record::from));
    let records: Vec<Known> = records.map(|record| Known::first(StreamId::wing(WING), record)).collect();
    let now = local::instant_lossy(day().and_time(time(14, 0)));
    let wednesday = day() + TimeDelta::days(2);
    assemble(&WeekInput { records: &records, pending: &BTreeMap::new(), unknown: 0, wing: WING, day: wednesday, now })
}

fn shortened(from: NaiveTime, until: NaiveTime) -> Went {
    Went::Shortened { from, until, cause: Cause::StaffShortage }
}

#[test]
fn what_is_over_and_not_recorded_is_said_so_and_never_counted_as_offered() {
    let week = week(Vec::new());
    assert_eq!(week.monday, day());
    assert_eq!(week.lines.iter().map(SlotLine::is_open).collect::<Vec<_>>(), [false, true, false, false]);
    let outdoor = week.totals[&SafeText::line("outdoor")];
    assert_eq!(outdoor, Minutes { planned: 60, not_recorded: 60, ..Minutes::default() });
    assert_eq!(week.totals[&SafeText::line("sport")], Minutes { planned: 45, ..Minutes::default() });
    assert_eq!((week.lost.len(), week.doors), (0, Doors::Minutes(4 * 60)));
}

#[test]
fn hours_are_lost_by_their_cause_also_through_doors_that_opened_late() {
    let week = week(vec![
        outcome(10, 1, shortened(time(8, 40), time(8, 50)), None),
        outcome(11, 2, shortened(time(10, 30), time(11, 0)), None),
        outcome(12, 4, Went::Cancelled(Cause::RoomTaken), None),
    ]);
    let staff = Lost { activities: 30, doors: 40 };
    let room = Lost { activities: 45, doors: 0 };
    assert_eq!(week.lost, BTreeMap::from([(Cause::StaffShortage, staff), (Cause::RoomTaken, room)]));
    let outdoor = week.totals[&SafeText::line("outdoor")];
    assert_eq!((outdoor.offered, outdoor.lost, outdoor.not_recorded), (30, 30, 0));
}

#[test]
fn doors_that_stay_closed_take_the_time_until_they_would_close_again_and_early_ones_what_was_left() {
    let closed = week(vec![outcome(10, 1, Went::Cancelled(Cause::StaffShortage), None)]);
    assert_eq!(closed.lost[&Cause::StaffShortage], Lost { activities: 0, doors: 4 * 60 });
    let early = week(vec![outcome(10, 3, shortened(time(11, 20), time(12, 15)), None)]);
    assert_eq!(early.lost[&Cause::StaffShortage], Lost { activities: 0, doors: 40 });
}

#[test]
fn what_goes_on_behind_a_closed_door_is_not_added_to_the_door() {
    let why = Went::Cancelled(Cause::StaffShortage);
    let both = week(vec![outcome(10, 1, why, None), outcome(11, 2, why, None)]);
    assert_eq!(both.lost[&Cause::StaffShortage], Lost { activities: 60, doors: 4 * 60 });
}

#[test]
fn a_day_that_says_only_when_doors_open_makes_the_sum_unknown() {
    let of = |slots: Vec<ProgrammeSlot>| {
        let records: Vec<_> = slots.into_iter().map(|slot| Known::first(StreamId::wing(WING), slot.into())).collect();
        let pending = BTreeMap::new();
        assemble(&WeekInput {
            records: &records,
            pending: &pending,
            unknown: 0,
            wing: WING,
            day: day(),
            now: DateTime::UNIX_EPOCH,
        })
        .doors
    };
    let open = slot(1, "unlock", time(8, 0), time(8, 10));
    let closed = slot(2, "lock-in", time(12, 0), time(12, 15));
    let tuesday = ProgrammeSlot { weekday: Weekday::Tue, ..slot(3, "unlock", time(8, 0), time(8, 10)) };
    assert_eq!(of(vec![slot(4, "sport", time(9, 0), time(10, 0))]), Doors::None);
    assert_eq!(of(vec![open.clone(), closed.clone()]), Doors::Minutes(4 * 60));
    assert_eq!(of(vec![open, closed, tuesday]), Doors::Unknown);
}

#[test]
fn a_correction_takes_the_place_of_what_stood_there_and_an_undo_leaves_nothing() {
    let cancelled = outcome(10, 2, Went::Cancelled(Cause::Other), None);
    let corrected = week(vec![cancelled.clone(), outcome(11, 2, Went::AsPlanned, Some(10))]);
    let line = &corrected.lines[1];
    assert_eq!((line.went.as_ref().map(|went| went.went), line.is_contradicted()), (Some(Went::AsPlanned), false));
    assert!(corrected.lost.is_empty());
    let undone = week(vec![cancelled, outcome(11, 2, Went::Withdrawn, Some(10))]);
    assert!(undone.lines[1].is_open());
}

#[test]
fn two_officers_who_saw_it_differently_are_both_kept_and_it_is_said() {
    let both = week(vec![outcome(10, 2, Went::AsPlanned, None), outcome(11, 2, Went::Cancelled(Cause::Other), None)]);
    assert!(both.lines[1].is_contradicted());
    assert_eq!(both.lines[1].went.as_ref().map(|went| went.went), Some(Went::Cancelled(Cause::Other)));
    let same = week(vec![outcome(10, 2, Went::AsPlanned, None), outcome(11, 2, Went::AsPlanned, None)]);
    assert!(!same.lines[1].is_contradicted());
}
