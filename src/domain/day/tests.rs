//! The day, on small wings made by hand.

mod gap;
mod group;
mod incidents;
mod offers;
mod place;
mod round;
mod visit;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::detainee::Detainee;
use crate::domain::event::{Event, EventKind};
use crate::domain::facility::{Place, PlaceKind, Shift};
use crate::domain::id::{
    DeviceId, EventId, FacilityId, LeaveRequestId, MarkId, MovementId, PlaceId, ShiftId, StaffId, VisitId, WorkShiftId,
};
use crate::domain::leave::{LeaveKind, LeaveState};
use crate::domain::mark::{AbsenceReason, Mark, MarkKind};
use crate::domain::movement::{Movement, MovementKind};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::domain::work::{WorkKind, WorkShift};

pub(in crate::domain) const WING: WingId = WingId(Uuid::from_u128(1));

pub(in crate::domain) fn text(raw: &str) -> SafeText {
    SafeText::line(raw)
}

/// A wall-clock time on Monday 23-11-2026, in winter time.
pub(in crate::domain) fn at(hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    super::super::local::instant_lossy(date().and_time(time))
}

pub(in crate::domain) fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

pub(in crate::domain) fn person(number: u128, cell: &str) -> Detainee {
    Detainee {
        id: DetaineeId(Uuid::from_u128(1000 + number)),
        wing: WING,
        cell: Cell::new(text(cell)),
        surname: text("Berg"),
        prefix: Some(text("van den")),
        given_names: Some(text("Piet")),
        group: None,
        mentor: None,
        second_mentor: None,
        language: None,
        arrived_on: None,
        programme: None,
        contact_restricted: false,
        moved: None,
    }
}

pub(in crate::domain) fn shift(id: u128, of: &Detainee, from: DateTime<Utc>, to: DateTime<Utc>) -> WorkShift {
    WorkShift {
        id: WorkShiftId(Uuid::from_u128(id)),
        detainee: of.id,
        workplace: text("Houtwerkplaats"),
        starts_at: from,
        ends_at: to,
        kind: WorkKind::Work,
        changed: None,
    }
}

/// A visit in Bezoekzaal 2, from 13:30 to 14:30.
pub(in crate::domain) fn visit(of: &Detainee) -> Visit {
    Visit {
        id: VisitId(Uuid::from_u128(61)),
        detainee: of.id,
        kind: VisitKind::Lawyer,
        starts_at: at(13, 30),
        ends_at: at(14, 30),
        room: Some(text("Bezoekzaal 2")),
        adults: None,
        children: None,
        visitors: None,
        organisation: None,
        called_at: None,
        review: None,
        review_since: None,
        changed: None,
        status: VisitStatus::Planned,
    }
}

pub(in crate::domain) fn mark(id: u128, item: RowId, of: &Detainee, kind: MarkKind, seen: DateTime<Utc>) -> Mark {
    Mark {
        id: MarkId(Uuid::from_u128(id)),
        item,
        day: Some(date()),
        detainee: of.id,
        kind,
        observed_at: seen,
        recorded_at: seen,
        clock_skew_seconds: None,
        author: StaffId(Uuid::from_u128(7)),
        device: DeviceId(Uuid::from_u128(8)),
        number: u64::try_from(id).expect("a small id"),
        replaces: None,
    }
}

/// A place that says who arrived.
fn reporting(name: &str) -> Record {
    let (id, facility) = (PlaceId(Uuid::from_u128(90)), FacilityId(Uuid::from_u128(91)));
    Place { id, facility, name: text(name), kind: PlaceKind::Workplace, reports: true }.into()
}

pub(in crate::domain) fn day_at(records: &[Record], now: DateTime<Utc>) -> Day {
    day_within(records, now, Margins::default())
}

fn day_within(records: &[Record], now: DateTime<Utc>, margins: Margins) -> Day {
    day_of(records, (date(), now), margins)
}

/// A day as it is at this moment.
pub(in crate::domain) fn day_of(records: &[Record], (date, now): (NaiveDate, DateTime<Utc>), margins: Margins) -> Day {
    let known = |record| Known::first(StreamId::wing(WING), record);
    let records: Vec<_> = records.iter().cloned().map(known).collect();
    assemble(&DayInput { records: &records, pending: &BTreeMap::new(), unknown: 0, wing: WING, date, now, margins })
}

fn only_item(day: &Day) -> &Item {
    &day.lines[0].items[0]
}

#[test]
fn an_empty_wing_has_a_day_with_nobody_in_it() {
    let day = day_at(&[], at(8, 0));
    assert_eq!((day.lines.len(), day.sum, day.not_recorded), (0, PeopleSum::default(), 0));
}

#[test]
fn people_stand_in_cell_order_and_people_without_a_cell_number_stand_last() {
    let people = [person(1, "A1-12"), person(2, "A1-02"), person(3, "onbekend")];
    let day = day_at(&people.map(Record::from), at(8, 0));
    let cells: Vec<_> = day.lines.iter().map(|line| line.cell.code.as_str()).collect();
    assert_eq!(cells, ["A1-02", "A1-12", "onbekend"]);
    assert_eq!(day.lines[0].name.as_str(), "van den Berg, P.");
}

#[test]
fn two_people_in_one_cell_stand_by_family_name_whatever_stands_before_it_or_on_it() {
    let called = |number, prefix: Option<&str>, surname| Detainee {
        prefix: prefix.map(text),
        surname: text(surname),
        ..person(number, "A1-07")
    };
    let people = [called(1, None, "Wolters"), called(2, Some("in 't"), "Veld"), called(3, None, "Ünal")];
    let day = day_at(&people.map(Record::from), at(8, 0));
    let names: Vec<_> = day.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Ünal, P.", "in 't Veld, P.", "Wolters, P."]);
    assert_eq!(day.lines[0].folded.as_str(), "unal, p.");
}

#[test]
fn a_shift_goes_from_weg_to_er_to_terug_and_the_sum_of_people_follows() {
    let man = person(1, "A1-02");
    let work = shift(50, &man, at(8, 0), at(11, 30));
    let item = RowId::from(work.id);
    let mut records = vec![man.clone().into(), work.into(), reporting("Houtwerkplaats")];

    let day = day_at(&records, at(7, 20));
    assert_eq!(only_item(&day).next_step(), Some(MarkKind::Left));
    assert_eq!((day.lines[0].at_hand, day.sum.on_wing, day.not_recorded), (Some(0), 1, 0));

    records.push(mark(1, item, &man, MarkKind::Left, at(7, 51)).into());
    let day = day_at(&records, at(7, 55));
    assert_eq!(only_item(&day).next_step(), Some(MarkKind::Arrived));
    assert_eq!((day.sum.on_wing, day.sum.elsewhere), (0, 1));

    records.push(mark(2, item, &man, MarkKind::Arrived, at(8, 2)).into());
    records.push(mark(3, item, &man, MarkKind::Back, at(11, 34)).into());
    let day = day_at(&records, at(11, 40));
    assert_eq!((only_item(&day).state, only_item(&day).next_step()), (ItemState::Back, None));
    assert_eq!((day.sum.on_wing, day.sum.elsewhere, day.lines[0].at_hand), (1, 0, None));
}

#[test]
fn what_began_without_a_mark_is_not_recorded_and_so_is_a_return_that_nobody_wrote() {
    let man = person(1, "A1-02");
    let work = shift(50, &man, at(8, 0), at(11, 30));
    let item = RowId::from(work.id);
    let mut records = vec![man.clone().into(), work.into()];
    assert_eq!(day_at(&records, at(7, 59)).not_recorded, 0);
    assert_eq!(day_at(&records, at(8, 0)).not_recorded, 1);
    records.push(mark(1, item, &man, MarkKind::Left, at(7, 51)).into());
    assert_eq!(day_at(&records, at(9, 0)).not_recorded, 0);
    assert_eq!(day_at(&records, at(11, 30)).not_recorded, 1);
}

#[test]
fn an_item_is_at_hand_from_45_minutes_before_its_start() {
    let man = person(1, "A1-02");
    let records = vec![man.clone().into(), shift(50, &man, at(8, 0), at(11, 30)).into()];
    assert_eq!(day_at(&records, at(7, 14)).lines[0].at_hand, None);
    assert_eq!(day_at(&records, at(7, 15)).lines[0].at_hand, Some(0));
}

#[test]
fn a_withdrawal_shows_the_mark_before_it_again() {
    let man = person(1, "A1-02");
    let work = shift(50, &man, at(8, 0), at(11, 30));
    let item = RowId::from(work.id);
    let left = mark(1, item, &man, MarkKind::Left, at(7, 51));
    let arrived = mark(2, item, &man, MarkKind::Arrived, at(8, 2));
    let mut undo = mark(3, item, &man, MarkKind::Withdrawn, at(8, 3));
    undo.replaces = Some(arrived.id);
    let day = day_at(&[man.into(), work.into(), left.into(), arrived.into(), undo.into()], at(8, 5));
    assert_eq!(only_item(&day).state, ItemState::Left);
}

#[test]
fn marks_that_cannot_both_be_true_are_both_kept_and_said() {
    let man = person(1, "A1-02");
    let work = shift(50, &man, at(8, 0), at(11, 30));
    let item = RowId::from(work.id);
    let sick = mark(1, item, &man, MarkKind::Absent(AbsenceReason::Sick), at(7, 50));
    let left = mark(2, item, &man, MarkKind::Left, at(7, 51));
    let day = day_at(&[man.into(), work.into(), sick.into(), left.into()], at(8, 5));
    assert!(only_item(&day).contradicted);
    assert_eq!((only_item(&day).state, day.attention), (ItemState::Left, 1));
}

#[test]
fn court_goes_before_a_visit_and_a_visit_before_work() {
    let man = person(1, "A1-02");
    let court = Event {
        id: EventId(Uuid::from_u128(60)),
        detainee: man.id,
        kind: EventKind::Court,
        starts_at: at(9, 0),
        ends_at: at(12, 0),
        place: None,
        changed: None,
    };
    let visit = Visit { starts_at: at(10, 0), ends_at: at(11, 0), room: None, ..visit(&man) };
    let work = shift(62, &man, at(8, 0), at(11, 30));
    let court_id = RowId::from(court.id);
    let day = day_at(&[man.into(), court.into(), visit.into(), work.into()], at(7, 0));
    let clash = |kind: fn(&ItemKind) -> bool| {
        day.lines[0].items.iter().find(|item| kind(&item.kind)).and_then(|item| item.clash)
    };
    assert_eq!(clash(|kind| matches!(kind, ItemKind::Work(_))), Some(Clash { with: court_id, goes_first: false }));
    assert_eq!(clash(|kind| matches!(kind, ItemKind::Visit(_))), Some(Clash { with: court_id, goes_first: false }));
    assert!(clash(|kind| matches!(kind, ItemKind::Event(_))).is_some_and(|clash| clash.goes_first));
    assert_eq!(day.attention, 3);
}

#[test]
fn an_absence_ends_a_clash() {
    let man = person(1, "A1-02");
    let (work, other) = (shift(50, &man, at(8, 0), at(11, 0)), shift(51, &man, at(9, 0), at(10, 0)));
    let absent = mark(1, work.id.into(), &man, MarkKind::Absent(AbsenceReason::Court), at(7, 50));
    let records = [man.into(), work.into(), other.into(), absent.into()];
    assert_eq!(day_at(&records[..3], at(7, 55)).attention, 1);
    assert_eq!(day_at(&records, at(7, 55)).attention, 0);
}

#[test]
fn times_that_cannot_be_are_shown_and_never_dropped() {
    let man = person(1, "A1-02");
    let work = shift(50, &man, at(11, 0), at(8, 0));
    let day = day_at(&[man.into(), work.into()], at(7, 0));
    assert!(only_item(&day).impossible_times);
    assert_eq!(only_item(&day).ends_at, only_item(&day).starts_at);
}

#[test]
fn leave_that_is_over_time_asks_for_attention_and_puts_the_person_outside() {
    let man = person(1, "A1-02");
    let leave = LeaveSummary {
        id: LeaveRequestId(Uuid::from_u128(70)),
        detainee: man.id,
        kind: LeaveKind::LongReintegration,
        state: LeaveState::Out,
        waits_on: None,
        waits_since: None,
        leaves_at: Some(at(8, 0) - TimeDelta::days(2)),
        returns_at: Some(at(16, 0)),
    };
    let records = [man.into(), leave.into()];
    let before = day_at(&records, at(15, 0));
    assert_eq!((before.sum.outside, before.attention), (1, 0));
    let after = day_at(&records, at(16, 1));
    assert_eq!((after.sum.outside, after.attention, after.not_recorded), (1, 1, 1));
}

#[test]
fn of_two_shifts_that_overlap_the_one_that_began_last_is_on_also_past_midnight() {
    let shift = |id: u128, name: &str, from: u32, to: u32| {
        Record::from(Shift {
            id: ShiftId(Uuid::from_u128(id)),
            facility: FacilityId(Uuid::from_u128(9)),
            name: text(name),
            starts: NaiveTime::from_hms_opt(from, 0, 0).expect("a time"),
            ends: NaiveTime::from_hms_opt(to, 0, 0).expect("a time"),
        })
    };
    let records = [shift(1, "vroeg", 7, 15), shift(2, "laat", 14, 22), shift(3, "nacht", 22, 7)];
    let on = |hour| day_at(&records, at(hour, 30)).shift.map(|name| name.as_str().to_owned());
    assert_eq!(on(8).as_deref(), Some("vroeg"));
    assert_eq!(on(14).as_deref(), Some("laat"));
    assert_eq!(on(3).as_deref(), Some("nacht"));
}

fn any_mark_kind() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Left),
        Just(MarkKind::Arrived),
        Just(MarkKind::Back),
        Just(MarkKind::Absent(AbsenceReason::Sick)),
        Just(MarkKind::StaysInCell(AbsenceReason::Refused)),
    ]
}

proptest! {
    #[test]
    fn the_day_is_the_same_for_every_order_of_the_same_marks(
        kinds in proptest::collection::vec((any_mark_kind(), 0_i64..600), 1..8),
        withdraw in 0_usize..8,
        seed in any::<u64>(),
    ) {
        let man = person(1, "A1-02");
        let work = shift(50, &man, at(8, 0), at(11, 30));
        let item = RowId::from(work.id);
        let mut records: Vec<Record> = vec![man.clone().into(), work.into()];
        for (index, (kind, minute)) in kinds.iter().enumerate() {
            let id = 100 + u128::try_from(index).expect("small");
            records.push(mark(id, item, &man, *kind, at(6, 0) + TimeDelta::minutes(*minute)).into());
        }
        let mut undo = mark(200, item, &man, MarkKind::Withdrawn, at(12, 0));
        undo.replaces = Some(MarkId(Uuid::from_u128(100 + u128::try_from(withdraw).expect("small"))));
        records.push(undo.into());
        let now = at(12, 30);
        let straight = day_at(&records, now);
        // A shuffle and a duplication, both from the seed.
        let mut other = records.clone();
        let length = u64::try_from(other.len()).expect("small");
        for index in 0..other.len() {
            let with = (seed.rotate_left(u32::try_from(index).expect("small")) % length).try_into().expect("small");
            other.swap(index, with);
        }
        prop_assert_eq!(&day_at(&other, now), &straight);
    }
}

fn movement(id: u128, detainee: DetaineeId, kind: MovementKind, seen: DateTime<Utc>) -> Movement {
    let author = StaffId(Uuid::from_u128(7));
    let id = MovementId(Uuid::from_u128(id));
    Movement { id, detainee, kind, observed_at: seen, author, replaces: None, settled_at: None }
}

#[test]
fn the_wing_counts_who_came_and_not_who_left_before_the_administration_does() {
    let men = [person(1, "A1-02"), person(2, "A1-07")];
    let came = MovementKind::Arrival { name: text("Wolters, Carlo"), cell: Cell::new(text("A1-04")) };
    let newcomer = DetaineeId(Uuid::from_u128(70));
    let mut records: Vec<Record> = men.iter().cloned().map(Record::from).collect();
    records.extend([
        Record::from(movement(70, newcomer, came, at(6, 40))),
        movement(71, men[1].id, MovementKind::Departure, at(7, 30)).into(),
        shift(3, &men[1], at(8, 0), at(11, 30)).into(),
    ]);
    let day = day_at(&records, at(9, 0));
    let lines: Vec<_> =
        day.lines.iter().map(|line| (line.cell.code.as_str(), line.name.as_str(), line.whereabouts)).collect();
    let expected = [
        ("A1-02", "van den Berg, P.", Whereabouts::OnWing),
        ("A1-04", "Wolters, C.", Whereabouts::OnWing),
        ("A1-07", "van den Berg, P.", Whereabouts::Departed),
    ];
    assert_eq!(lines, expected);
    assert_eq!((day.sum.total, day.sum.on_wing, day.sum.provisional), (2, 2, 2));
    assert_eq!((day.not_recorded, day.lines[2].at_hand), (0, None), "nobody says how his day went on");
    // Until it is settled or taken back it is read on every day; then the administration speaks.
    for record in &mut records {
        if let Record::Movement(movement) = record {
            assert_eq!(movement.day(), None);
            movement.settled_at = Some(at(12, 0));
            assert_eq!(movement.day(), Some(date()));
        }
    }
    let settled = day_at(&records, at(9, 0));
    assert_eq!((settled.lines.len(), settled.sum.total, settled.sum.provisional), (2, 2, 0));
}

#[test]
fn the_last_cell_that_was_seen_is_the_cell_and_one_taken_back_is_none() {
    let man = person(1, "A1-02");
    let to = |code: &str| MovementKind::CellChange { to: Cell::new(text(code)) };
    let mut back = movement(72, man.id, MovementKind::Withdrawn, at(8, 0));
    back.replaces = Some(MovementId(Uuid::from_u128(71)));
    let records: [Record; 4] = [
        man.clone().into(),
        movement(71, man.id, to("A1-09"), at(7, 50)).into(),
        movement(70, man.id, to("A1-05"), at(7, 10)).into(),
        back.into(),
    ];
    let cell = |records: &[Record]| day_at(records, at(9, 0)).lines[0].cell.code.as_str().to_owned();
    assert_eq!(cell(&records[..3]), "A1-09");
    assert_eq!(cell(&records), "A1-05");
}
