//! The day by place, and the handshake between the wing and a place.

use super::*;
use crate::domain::day::{By, Presence, Recording, Trail};

const WOOD: &str = "Houtwerkplaats";
const LIMIT: Margins = Margins { at_hand_minutes: 45, underway_minutes: Some(5), visit_adults: None };

/// Somebody at work from 08:00 to 11:30, who left at 07:51.
fn one_who_left() -> (Detainee, RowId, Vec<Record>) {
    let man = person(1, "A1-02");
    let work = shift(50, &man, at(8, 0), at(11, 30));
    let item = RowId::from(work.id);
    let left = mark(1, item, &man, MarkKind::Left, at(7, 51));
    (man.clone(), item, vec![man.into(), work.into(), left.into()])
}

#[test]
fn who_is_not_reported_in_time_at_a_place_that_reports_asks_for_attention() {
    let (man, item, mut records) = one_who_left();
    records.push(reporting(WOOD));
    let too_long = |records: &[Record], now| {
        let day = day_within(records, now, LIMIT);
        let item = only_item(&day);
        (day.not_recorded, item.underway_too_long(now, LIMIT.underway_minutes), day.lines[0].whereabouts)
    };
    assert_eq!(too_long(&records, at(7, 55)), (0, None, Whereabouts::Underway));
    assert_eq!(too_long(&records, at(7, 56)), (1, Some(5), Whereabouts::Underway));
    // Nobody said how long it may take: then nobody takes too long.
    assert_eq!(day_at(&records, at(9, 0)).not_recorded, 0);
    records.push(mark(2, item, &man, MarkKind::Arrived, at(7, 57)).into());
    assert_eq!(too_long(&records, at(8, 30)), (0, None, Whereabouts::ElsewhereInside));
}

#[test]
fn where_a_place_does_not_report_nobody_is_late_and_only_leaving_and_coming_back_are_known() {
    let (_, _, records) = one_who_left();
    let day = day_within(&records, at(9, 0), LIMIT);
    let item = only_item(&day);
    assert_eq!(
        (day.not_recorded, item.recording, day.lines[0].whereabouts),
        (0, Recording::Done, Whereabouts::ElsewhereInside)
    );
    assert_eq!((item.underway_since(), item.next_step()), (None, Some(MarkKind::Back)));
    assert_eq!(day.groups(By::Place, &day.lines)[0].presence(), None);
}

#[test]
fn whoever_is_at_one_place_at_one_time_is_together_whatever_for() {
    let people = [person(1, "A1-02"), person(2, "A1-03"), person(3, "A1-04")];
    let visit = |id, kind| Visit { id: VisitId(Uuid::from_u128(id)), kind, ..visit(&people[0]) };
    let to = |of: &Detainee, visit: Visit| Record::from(Visit { detainee: of.id, ..visit });
    let mut records: Vec<_> = people.iter().cloned().map(Record::from).collect();
    records.extend([
        to(&people[0], visit(60, VisitKind::Personal)),
        to(&people[1], visit(61, VisitKind::ParentChild)),
        to(&people[2], visit(62, VisitKind::Personal)),
        reporting("Bezoekzaal 2"),
    ]);
    let seen = |number: u128, of: &Detainee, item: u128, kind, at| {
        Record::from(mark(number, RowId(Uuid::from_u128(item)), of, kind, at))
    };
    records.extend([
        seen(1, &people[0], 60, MarkKind::Left, at(13, 17)),
        seen(2, &people[0], 60, MarkKind::Arrived, at(13, 25)),
        seen(3, &people[1], 61, MarkKind::Left, at(13, 20)),
        seen(4, &people[2], 62, MarkKind::Absent(AbsenceReason::Sick), at(13, 0)),
    ]);
    let day = day_at(&records, at(13, 26));
    let sizes = |by| day.groups(by, &day.lines).iter().map(|group| group.members.len()).collect::<Vec<_>>();
    assert_eq!((sizes(By::Time), sizes(By::Place)), (vec![2, 1], vec![3]));
    let room = &day.groups(By::Place, &day.lines)[0];
    assert_eq!(room.presence(), Some(Presence { expected: 2, underway: 1, there: 1 }));
    let trail = Trail { left: Some(at(13, 17)), arrived: Some(at(13, 25)), ..Trail::default() };
    assert_eq!(room.members[0].1.trail, trail);
}

#[test]
fn what_has_no_place_is_by_place_a_thing_of_its_own() {
    let people = [person(1, "A1-02"), person(2, "A1-03")];
    let event = |number: u128, of: &Detainee, kind| {
        let (starts_at, ends_at) = (at(9, 0), at(10, 0));
        Record::from(Event {
            id: EventId(Uuid::from_u128(number)),
            detainee: of.id,
            kind,
            starts_at,
            ends_at,
            place: None,
            changed: None,
        })
    };
    let mut records: Vec<_> = people.iter().cloned().map(Record::from).collect();
    records.extend([event(60, &people[0], EventKind::Court), event(61, &people[1], EventKind::Medical)]);
    let day = day_at(&records, at(8, 0));
    assert_eq!(day.groups(By::Place, &day.lines).len(), 2);
}
