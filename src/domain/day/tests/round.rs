//! Rounds along the doors, and the count at their end.

use super::*;
use crate::domain::count::{Headcount, RollCount};
use crate::domain::day::{AtDoor, By, Round, RoundKind, When};
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{ProgrammeSlotId, RollCountId};

const UNLOCK: ProgrammeSlotId = ProgrammeSlotId(Uuid::from_u128(70));
const LOCK_IN: ProgrammeSlotId = ProgrammeSlotId(Uuid::from_u128(71));

fn slot(id: ProgrammeSlotId, kind: &str, from: (u32, u32), to: (u32, u32)) -> Record {
    let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let weekday = chrono::Datelike::weekday(&date());
    ProgrammeSlot { id, wing: WING, group: None, kind: text(kind), weekday, starts: time(from), ends: time(to) }.into()
}

fn door(id: u128, of: &Detainee, slot: ProgrammeSlotId, kind: MarkKind) -> Record {
    mark(id, slot.into(), of, kind, at(11, 46)).into()
}

/// Four people: in the first cell two, one at work, one outside.
fn wing() -> (Vec<Detainee>, Vec<Record>) {
    let people: Vec<_> =
        [(1, "A1-01"), (2, "A1-01"), (3, "A1-02"), (4, "A1-04")].map(|(id, cell)| person(id, cell)).into();
    let mut records: Vec<Record> = people.iter().cloned().map(Record::from).collect();
    let work = shift(50, &people[2], at(8, 0), at(12, 0));
    let court = Event {
        id: EventId(Uuid::from_u128(60)),
        detainee: people[3].id,
        kind: EventKind::Court,
        starts_at: at(9, 0),
        ends_at: at(16, 0),
        place: None,
        changed: None,
    };
    records.push(mark(100, work.id.into(), &people[2], MarkKind::Left, at(7, 50)).into());
    records.push(mark(101, court.id.into(), &people[3], MarkKind::Left, at(9, 0)).into());
    records.extend([work.into(), court.into()]);
    records.extend([
        slot(LOCK_IN, "lock-in", (11, 45), (12, 0)),
        slot(UNLOCK, "unlock", (7, 45), (7, 55)),
        slot(ProgrammeSlotId(Uuid::from_u128(72)), "outdoor", (10, 30), (11, 30)),
    ]);
    (people, records)
}

fn lock_in(day: &Day) -> &Round {
    day.rounds.iter().find(|round| round.slot == LOCK_IN).expect("a round")
}

fn states(day: &Day) -> Vec<AtDoor> {
    day.lines.iter().map(|line| lock_in(day).at_door(line)).collect()
}

#[test]
fn a_round_is_of_the_day_of_the_week_and_what_is_no_round_is_none() {
    let (_, records) = wing();
    let day = day_at(&records, at(11, 47));
    let kinds: Vec<_> = day.rounds.iter().map(|round| (round.kind, round.starts_at)).collect();
    assert_eq!(kinds, [(RoundKind::Unlock, at(7, 45)), (RoundKind::LockIn, at(11, 45))]);
    let now = |time| day_at(&records, time).round_now().map(|round| round.kind);
    assert_eq!(
        (now(at(6, 0)), now(at(10, 0)), now(at(11, 0))),
        (Some(RoundKind::Unlock), Some(RoundKind::Unlock), Some(RoundKind::LockIn))
    );
}

#[test]
fn who_is_elsewhere_or_outside_is_counted_there_and_a_door_counts_more() {
    let (people, mut records) = wing();
    assert_eq!(states(&day_at(&records, at(11, 47))), [AtDoor::ToDo, AtDoor::ToDo, AtDoor::Elsewhere, AtDoor::Outside]);
    records.push(door(200, &people[0], LOCK_IN, MarkKind::LockedIn));
    records.push(door(201, &people[2], LOCK_IN, MarkKind::LockedIn));
    let day = day_at(&records, at(11, 47));
    assert_eq!(states(&day), [AtDoor::Done, AtDoor::ToDo, AtDoor::Done, AtDoor::Outside]);
    assert_eq!(lock_in(&day).counted(&day.lines), Headcount { on_wing: 2, elsewhere: 0, outside: 1 });
    assert_eq!(lock_in(&day).expected(&day.lines), Headcount { on_wing: 2, elsewhere: 1, outside: 1 });
    // It says nothing of the other round, and a mark that was taken back says nothing at all.
    assert!(day.rounds[0].seen.is_empty());
    let mut back = mark(202, LOCK_IN.into(), &people[0], MarkKind::Withdrawn, at(11, 48));
    back.replaces = Some(MarkId(Uuid::from_u128(200)));
    records.push(back.into());
    assert_eq!(states(&day_at(&records, at(11, 49)))[0], AtDoor::ToDo);
}

#[test]
fn what_was_seen_on_another_day_is_not_of_this_round() {
    let (people, mut records) = wing();
    let mut yesterday = mark(200, LOCK_IN.into(), &people[0], MarkKind::LockedIn, at(11, 46));
    yesterday.day = date().pred_opt();
    records.push(yesterday.into());
    assert_eq!(states(&day_at(&records, at(11, 47)))[0], AtDoor::ToDo);
}

#[test]
fn counts_stand_by_time_and_a_corrected_or_withdrawn_one_does_not() {
    let (_, mut records) = wing();
    let heads = |on_wing| Headcount { on_wing, elsewhere: 1, outside: 1 };
    let count = |id: u128, minute, counted, replaces: Option<u128>| {
        Record::from(RollCount {
            id: RollCountId(Uuid::from_u128(id)),
            slot: LOCK_IN,
            day: date(),
            expected: heads(2),
            counted,
            author: StaffId(Uuid::from_u128(7)),
            second: None,
            counted_at: at(11, minute),
            reported_at: Some(at(11, 59)),
            replaces: replaces.map(|old| RollCountId(Uuid::from_u128(old))),
        })
    };
    records.push(count(300, 50, Some(heads(1)), None));
    records.push(count(301, 52, Some(heads(2)), Some(300)));
    let of = |records: &[Record]| {
        let day = day_at(records, at(12, 0));
        lock_in(&day).counts.iter().map(|count| (count.counted, count.reported_at)).collect::<Vec<_>>()
    };
    assert_eq!(of(&records), [(heads(2), Some(at(11, 59)))]);
    records.push(count(302, 53, None, Some(301)));
    assert_eq!(of(&records), []);
}

#[test]
fn what_is_no_step_of_a_door_says_nothing_of_it() {
    let (people, mut records) = wing();
    records.push(door(200, &people[0], LOCK_IN, MarkKind::Left));
    records.push(door(201, &people[1], LOCK_IN, MarkKind::Absent(AbsenceReason::Sick)));
    let day = day_at(&records, at(11, 47));
    assert_eq!(states(&day)[..2], [AtDoor::ToDo, AtDoor::ToDo]);
    assert_eq!(lock_in(&day).counted(&day.lines).on_wing, 0);
}

#[test]
fn a_round_that_is_over_is_judged_by_where_people_were_then() {
    let (people, mut records) = wing();
    // Back from work and court by now; another one left the wing for a visit only after the round.
    let visit = visit(&people[0]);
    records.push(mark(210, RowId(Uuid::from_u128(50)), &people[2], MarkKind::Back, at(12, 30)).into());
    records.push(mark(211, RowId(Uuid::from_u128(60)), &people[3], MarkKind::Back, at(15, 0)).into());
    records.push(mark(212, visit.id.into(), &people[0], MarkKind::Left, at(12, 55)).into());
    records.push(visit.into());
    let day = day_at(&records, at(15, 30));
    assert_eq!(states(&day), [AtDoor::ToDo, AtDoor::ToDo, AtDoor::Elsewhere, AtDoor::Outside]);
    assert_eq!(lock_in(&day).expected(&day.lines), Headcount { on_wing: 2, elsewhere: 1, outside: 1 });
    let doors: Vec<_> = lock_in(&day).doors.keys().copied().collect();
    assert_eq!(doors, [people[0].id, people[1].id], "nobody forgot the door of who was at work");
}

#[test]
fn who_came_after_a_round_or_left_before_it_is_not_looked_for() {
    let (people, mut records) = wing();
    let newcomer = DetaineeId(Uuid::from_u128(400));
    let came = MovementKind::Arrival { name: text("Wolters"), cell: Cell::new(text("A1-09")) };
    records.push(movement(400, newcomer, came, at(14, 0)).into());
    records.push(movement(401, people[0].id, MovementKind::Departure, at(14, 30)).into());
    let day = day_at(&records, at(15, 30));
    let of = |person| lock_in(&day).at_door(day.lines.iter().find(|line| line.detainee == person).expect("a line"));
    assert_eq!((of(people[0].id), of(newcomer)), (AtDoor::ToDo, AtDoor::Gone));
}

#[test]
fn a_round_is_one_line_of_the_day_by_time_and_a_forgotten_door_is_late_when_it_is_over() {
    let (people, mut records) = wing();
    records.push(door(200, &people[0], LOCK_IN, MarkKind::LockedIn));
    let of = |now| {
        let day = day_at(&records, now);
        let groups = day.groups(By::Time, &day.lines);
        let line = groups.iter().find(|group| group.item.id == LOCK_IN.into()).expect("a line");
        (line.when, line.members.len(), line.not_recorded(), line.next_step(), day.not_recorded)
    };
    let step = Some(MarkKind::LockedIn);
    assert_eq!(of(at(11, 50)), (When::Now, 2, 0, step, 0));
    assert_eq!(of(at(12, 1)), (When::Late, 2, 1, step, 1), "the shift of who is at work is over too");
    let day = day_at(&records, at(11, 50));
    assert!(day.groups(By::Place, &day.lines).iter().all(|group| group.item.id != LOCK_IN.into()));
    assert!(day.lines.iter().flat_map(|line| &line.items).all(|item| !matches!(item.kind, ItemKind::Door(_))));
}
