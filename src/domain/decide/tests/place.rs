//! The handshake between a wing and a place: each writes at its own end, and hears what the other saw.

use super::*;
use crate::domain::facility::Wing;
use crate::domain::id::{FacilityId, WorkShiftId};
use crate::domain::local::date_of;
use crate::domain::mark::AbsenceReason;
use crate::domain::place::{Errand, Expected, PlaceStep, Step};
use crate::domain::work::{WorkKind, WorkShift};

const FACILITY: FacilityId = FacilityId(Uuid::from_u128(60));
const SHIFT: WorkShiftId = WorkShiftId(Uuid::from_u128(61));

fn desk() -> StreamId {
    StreamId::visits(FACILITY)
}

fn workshop(name: &str) -> StreamId {
    StreamId::work(FACILITY, &SafeText::line(name), date_of(now()))
}

/// A visit and a shift, each with the row that its place has.
fn house() -> BTreeMap<RowId, Known> {
    let mut rows = whole();
    let Some(Record::Detainee(person)) = rows.get(&PERSON.into()).map(|known| known.record.clone()) else {
        unreachable!("there is a person")
    };
    let shift = WorkShift {
        id: SHIFT,
        detainee: PERSON,
        workplace: SafeText::line("Hout"),
        starts_at: now(),
        ends_at: now() + TimeDelta::hours(3),
        kind: WorkKind::Work,
        changed: None,
    };
    rows.insert(SHIFT.into(), Known::first(StreamId::wing(WING), shift.into()));
    let (code, name) = (SafeText::line("A1"), SafeText::line("Afdeling A1"));
    let wing = Wing { id: WING, facility: FACILITY, code, name, floor: None, cells: None };
    rows.insert(WING.into(), Known::first(StreamId::facility(FACILITY), wing.into()));
    for item in [RowId::from(VISIT), SHIFT.into()] {
        let expected = Expected::of(&person, &rows[&item].record).expect("a place waits for it");
        rows.insert(Expected::row(item), Known::first(expected.stream(FACILITY), expected.into()));
    }
    rows
}

fn expected(rows: &BTreeMap<RowId, Known>, item: RowId) -> (StreamId, Expected) {
    match rows.get(&Expected::row(item)) {
        Some(Known { stream, record: Record::Expected(expected), .. }) => (*stream, expected.clone()),
        other => unreachable!("{other:?}"),
    }
}

fn steps(rows: &BTreeMap<RowId, Known>, item: RowId) -> Vec<Step> {
    expected(rows, item).1.heard.values().map(|heard| heard.step).collect()
}

fn at_place(at: StreamId, item: RowId, step: PlaceStep, replaces: Option<u128>) -> Deed {
    let replaces = replaces.map(|id| MarkId(Uuid::from_u128(id)));
    Deed::PlaceMark { detainee: PERSON, at, item, step, replaces }
}

fn on_wing(item: RowId, kind: MarkKind, replaces: Option<u128>) -> Deed {
    let replaces = replaces.map(|id| MarkId(Uuid::from_u128(id)));
    Deed::Mark { wing: WING, detainee: PERSON, item, day: None, kind, replaces }
}

#[test]
fn what_a_place_sees_is_a_mark_for_the_wing_and_a_step_in_its_own_row() {
    let mut rows = house();
    let arrived = by(1, at_place(desk(), VISIT.into(), PlaceStep::Arrived, None));
    assert_eq!(apply(&mut rows, &arrived), Outcome::Applied);
    let mark = &rows[&RowId(Uuid::from_u128(1_001))];
    assert_eq!(mark.stream, StreamId::wing(WING));
    let Record::Mark(mark) = &mark.record else { unreachable!("a mark") };
    assert_eq!((mark.kind, mark.item, mark.day), (MarkKind::Arrived, VISIT.into(), Some(date_of(now()))));
    assert_eq!(steps(&rows, VISIT.into()), [Step::Arrived]);
    let undo = by(2, at_place(desk(), VISIT.into(), PlaceStep::Withdrawn, Some(1_001)));
    assert_eq!(apply(&mut rows, &undo), Outcome::Applied);
    assert_eq!(steps(&rows, VISIT.into()), []);
}

#[test]
fn a_place_reaches_no_item_of_another_by_naming_it_and_takes_back_nothing_that_the_wing_saw() {
    let mut rows = house();
    let unknown = Outcome::Rejected(Rejection::UnknownItem);
    for (at, item) in
        [(desk(), RowId::from(SHIFT)), (workshop("Hout"), VISIT.into()), (workshop("Metaal"), SHIFT.into())]
    {
        assert_eq!(apply(&mut rows, &by(1, at_place(at, item, PlaceStep::Arrived, None))), unknown);
    }
    apply(&mut rows, &by(2, on_wing(VISIT.into(), MarkKind::Left, None)));
    let undo = by(3, at_place(desk(), VISIT.into(), PlaceStep::Withdrawn, Some(1_002)));
    assert_eq!(apply(&mut rows, &undo), Outcome::Rejected(Rejection::UnknownReplaced));
    let nothing = by(4, at_place(desk(), VISIT.into(), PlaceStep::Withdrawn, None));
    assert_eq!(apply(&mut rows, &nothing), Outcome::Rejected(Rejection::NothingToWithdraw));
}

#[test]
fn a_place_hears_that_somebody_left_or_does_not_come_and_never_why() {
    let mut rows = house();
    apply(&mut rows, &by(1, on_wing(SHIFT.into(), MarkKind::Left, None)));
    assert_eq!(steps(&rows, SHIFT.into()), [Step::Left]);
    apply(&mut rows, &by(2, on_wing(SHIFT.into(), MarkKind::Absent(AbsenceReason::Medical), Some(1_001))));
    assert_eq!(steps(&rows, SHIFT.into()), [Step::Off], "not that it is the doctor");
    apply(&mut rows, &by(3, on_wing(SHIFT.into(), MarkKind::Withdrawn, Some(1_002))));
    assert_eq!(steps(&rows, SHIFT.into()), []);
    apply(&mut rows, &by(4, on_wing(VISIT.into(), MarkKind::Reviewed(None), None)));
    assert_eq!(steps(&rows, VISIT.into()), [], "that a visit was looked at again is the wing's");
}

#[test]
fn another_workplace_takes_the_row_from_one_place_to_the_other() {
    let rows = house();
    let amendments = vec![Amendment::Place { from: Some(SafeText::line("Hout")), to: Some(SafeText::line("Metaal")) }];
    let amend = Deed::Amend { wing: WING, detainee: PERSON, item: SHIFT.into(), base: 1, amendments };
    let decision = decide(&by(1, amend), &rows, now());
    let id = Expected::row(SHIFT.into());
    assert!(decision.changes.contains(&Change::Remove { stream: workshop("Hout"), id }));
    let to = |change: &Change| matches!(change, Change::Put { stream, record } if *stream == workshop("Metaal") && record.row_id() == id);
    assert!(decision.changes.iter().any(to));
}

#[test]
fn a_place_has_a_call_name_and_what_the_visit_is_and_how_far() {
    let mut rows = house();
    apply(&mut rows, &by(1, visit_is(VisitStatus::CalledUp, None)));
    let (stream, row) = expected(&rows, VISIT.into());
    assert_eq!(
        (stream, row.status, row.errand),
        (desk(), Some(VisitStatus::CalledUp), Errand::Visit(VisitKind::Personal))
    );
    assert_eq!(row.call_name.as_str(), "S.", "of somebody without a given name the letter");
}

#[test]
fn a_place_corrects_what_it_saw_itself_and_not_what_the_wing_saw() {
    let mut rows = house();
    apply(&mut rows, &by(1, on_wing(VISIT.into(), MarkKind::Arrived, None)));
    let over = by(2, at_place(desk(), VISIT.into(), PlaceStep::Ended, Some(1_001)));
    assert_eq!(apply(&mut rows, &over), Outcome::Rejected(Rejection::UnknownReplaced));
    apply(&mut rows, &by(3, at_place(desk(), VISIT.into(), PlaceStep::Arrived, None)));
    let again = by(4, at_place(desk(), VISIT.into(), PlaceStep::Arrived, Some(1_003)));
    assert_eq!(apply(&mut rows, &again), Outcome::Applied);
    assert_eq!(steps(&rows, VISIT.into()), [Step::Arrived, Step::Arrived], "the wing's own stands beside it");
}

#[test]
fn a_mark_of_a_place_that_comes_late_counts_where_its_shift_went_when_its_source_dropped_it_and_when_the_visit_left_the_desk()
 {
    let mut rows = house();
    let (stream, shift) = expected(&rows, SHIFT.into());
    let moved = shift.clone().moved(stream, workshop("Metaal"));
    rows.insert(Expected::row(SHIFT.into()), Known::first(workshop("Metaal"), moved.into()));
    let at_hout = |n| by(n, at_place(stream, SHIFT.into(), PlaceStep::Arrived, None));
    assert_eq!(apply(&mut rows, &at_hout(1)), Outcome::Applied);
    assert_eq!(expected(&rows, SHIFT.into()).0, workshop("Metaal"), "in the row where it is by now");
    let other = by(2, at_place(workshop("Textiel"), SHIFT.into(), PlaceStep::Arrived, None));
    assert_eq!(apply(&mut rows, &other), Outcome::Rejected(Rejection::UnknownItem));

    let gone = Expected { gone_at: Some(now()), ..shift };
    rows.insert(Expected::row(SHIFT.into()), Known::first(stream, gone.into()));
    assert_eq!(apply(&mut rows, &at_hout(3)), Outcome::Applied);

    rows.remove(&Expected::row(VISIT.into()));
    let late = |n, replaces| by(n, at_place(desk(), VISIT.into(), PlaceStep::Arrived, replaces));
    assert_eq!(apply(&mut rows, &late(4, None)), Outcome::Applied);
    assert_eq!(rows[&RowId(Uuid::from_u128(1_004))].stream, StreamId::wing(WING));
    let by_the_same = Action { author: late(4, None).author, ..late(5, Some(1_004)) };
    assert_eq!(apply(&mut rows, &by_the_same), Outcome::Applied);
    let of_nothing = late(6, Some(1_003));
    assert_eq!(apply(&mut rows, &of_nothing), Outcome::Rejected(Rejection::UnknownReplaced));
    let shop = by(7, at_place(workshop("Hout"), VISIT.into(), PlaceStep::Arrived, None));
    assert_eq!(apply(&mut rows, &shop), Outcome::Rejected(Rejection::UnknownItem));
}
