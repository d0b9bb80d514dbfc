//! The round: cell after cell with the space bar, what went otherwise, and the count at the end.

use chrono::{NaiveTime, Weekday};
use uuid::Uuid;

use super::choices::typed;
use super::fixture::{Desk, FACILITY, WING, text};
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::count::Headcount;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{ProgrammeSlotId, StaffId};
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::record::Record;
use crate::domain::staff::{Role, StaffMember};
use crate::text::{Id, Lang};
use crate::tui::view::plain;

const SIZE: (u16, u16) = (80, 24);
const SECOND: StaffId = StaffId(Uuid::from_u128(77));

/// Doors open at 07:45 and closed at 20:45, and somebody to count with.
pub(super) fn programme() -> Vec<Record> {
    let slot = |id: u128, kind: &str, hour, minute| {
        let time = |minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
        let (id, starts, ends) = (ProgrammeSlotId(Uuid::from_u128(id)), time(minute), time(minute + 10));
        ProgrammeSlot { id, wing: WING, group: None, kind: text(kind), weekday: Weekday::Mon, starts, ends }.into()
    };
    let colleague = StaffMember {
        id: SECOND,
        facility: FACILITY,
        name: text("R. Smit"),
        initials: text("RS"),
        roles: [Role::Officer].into(),
        wing: Some(WING),
        workplaces: None,
    };
    vec![slot(8_100, "unlock", 7, 45), slot(8_101, "lock-in", 20, 45), colleague.into()]
}

fn in_round(keys: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g r home");
    desk.keys(keys);
    desk
}

fn people(desk: &Desk) -> usize {
    desk.model.day.as_ref().map_or(0, |day| day.lines.len())
}

#[test]
fn space_goes_along_the_corridor_and_says_at_the_end_that_all_is_done() {
    let mut desk = in_round("");
    assert!(draw(&desk, SIZE).contains("Deuren open  07:45-07:55"), "{}", draw(&desk, SIZE));
    let all = people(&desk);
    for _ in 0..all {
        desk.keys("space");
    }
    assert_eq!(desk.marks().concat(), vec![MarkKind::Unlocked; all], "one key a door");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("alles gedaan") && screen.contains("open (u = ongedaan)"), "{screen}");
    desk.keys("space");
    assert_eq!(desk.marks().len(), all, "a door that is open stays so");
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("nog doen: "), "{}", draw(&desk, SIZE));
}

#[test]
fn who_stays_in_the_cell_is_one_key_and_a_reason_and_a_mistake_is_corrected_by_the_other_key() {
    let mut desk = in_round("0 2 b z");
    assert_eq!(desk.marks().concat(), [MarkKind::StaysInCell(AbsenceReason::Sick)]);
    assert!(draw(&desk, SIZE).contains("02 BC"), "{}", draw(&desk, SIZE));
    desk.keys("0 2 space");
    assert_eq!(desk.marks().concat().last(), Some(&MarkKind::Unlocked));
    let Some([Deed::Mark { replaces, .. }]) = desk.recorded.last().map(Vec::as_slice) else { panic!("no mark") };
    assert!(replaces.is_some(), "a door has one state");
    assert!(draw(&desk, SIZE).contains("02 OP"), "{}", draw(&desk, SIZE));
}

#[test]
fn the_count_says_the_difference_and_is_confirmed_with_a_second_pair_of_eyes() {
    let mut desk = in_round("space space z");
    typed(&mut desk, "RS 0750");
    let all = people(&desk);
    let means = format!("Geteld 2 van {all}. Tweede teller: R. Smit. Gemeld: 07:50.");
    assert!(draw(&desk, SIZE).contains(&means), "{}", draw(&desk, SIZE));
    desk.keys("enter");
    let Some([Deed::RollCount { counted, second, reported_at, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        panic!("no count")
    };
    assert_eq!(*counted, Some(Headcount { on_wing: 2, elsewhere: 0, outside: 0 }));
    assert!(*second == Some(SECOND) && reported_at.is_some());
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Vastgesteld 07:5") && screen.contains("MdV, RS: 2 van"), "{screen}");
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("nog niet vastgesteld"), "{}", draw(&desk, SIZE));
}

#[test]
fn nobody_counts_with_themselves_and_an_unknown_name_is_said() {
    for wrong in ["MdV", "XX", "RS RS", "0750 0751"] {
        let mut desk = in_round("z");
        typed(&mut desk, wrong);
        desk.keys("enter");
        assert!(desk.recorded.is_empty(), "{wrong}");
        let how = desk.words.say(Id::HowCount);
        assert_eq!(desk.model.notice.map(|(_, text)| text), Some(how), "{wrong}");
    }
    let mut desk = in_round("z enter");
    assert_eq!(desk.recorded.len(), 1, "alone and not reported yet");
    desk.keys("u");
}

#[test]
fn arrows_go_along_and_across_the_grid_and_esc_is_the_day_as_it_was() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("d g r home right");
    let cell = |desk: &Desk| desk.model.line().and_then(|line| line.cell.number);
    let second = cell(&desk);
    desk.keys("down");
    assert!(cell(&desk) > second.map(|number| number + 9), "{:?}", cell(&desk));
    desk.keys("up left");
    assert_eq!(cell(&desk), Some(1));
    desk.keys("tab");
    assert!(draw(&desk, SIZE).contains("Deuren dicht en telling  20:45-20:55"));
    desk.keys("w");
    let why = desk.words.say(Id::HintNotInRound);
    assert_eq!((desk.marks().len(), desk.model.notice.clone().map(|(_, text)| text)), (0, Some(why)));
    desk.keys("esc");
    assert!(desk.model.round.is_none() && draw(&desk, SIZE).contains("Dag op persoon"));
    desk.keys("+ g r");
    assert!(desk.model.round.is_none(), "no round on a Tuesday");
}

/// By time, on the line of the doors.
fn at_the_doors(turn: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("d home");
    while desk.model.chosen_door().is_none() {
        desk.keys("down");
    }
    desk.keys(turn);
    desk
}

#[test]
fn nobody_leaves_or_is_absent_at_a_door() {
    for key in ["w", "k", "t", "a"] {
        for alone in ["", "right"] {
            let mut desk = at_the_doors(alone);
            desk.keys(key);
            assert_eq!((desk.recorded.len(), &desk.model.over), (0, &None), "{key}");
            let why = desk.words.say(Id::HintNotAtDoor);
            assert_eq!(desk.model.notice.map(|(_, text)| text), Some(why), "{key}");
        }
    }
    let mut desk = at_the_doors("right b z");
    assert_eq!(desk.marks().concat(), [MarkKind::StaysInCell(AbsenceReason::Sick)]);
    desk.keys("u");
}

#[test]
fn a_door_that_is_gone_does_not_make_the_next_key_be_about_everybody() {
    let mut desk = at_the_doors("right right");
    let person = desk.model.selected.expect("somebody");
    let departure = Deed::Movement {
        wing: WING,
        detainee: Some(person),
        kind: crate::domain::movement::MovementKind::Departure,
        replaces: None,
    };
    desk.colleague_does(&departure);
    assert_ne!(desk.model.selected, Some(person));
    assert!(desk.model.whole_group().is_none());
    desk.keys("space");
    assert_eq!(desk.marks().last().map(Vec::len), Some(1));
}

#[test]
fn the_undo_of_a_corrected_door_is_what_stood_there_seen_when_it_was() {
    let mut desk = in_round("0 2 b z");
    let seen = |desk: &Desk| desk.model.round().and_then(|round| Some(round.seen.values().next()?.clone()));
    let first = seen(&desk).expect("a door");
    desk.keys("0 2 space u");
    let again = seen(&desk).expect("a door");
    assert_eq!((again.kind, again.at), (first.kind, first.at));
    assert!(draw(&desk, SIZE).contains("02 BC"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_reader_of_lines_hears_the_count_and_names_are_nowhere_in_the_grid() {
    let desk = in_round("space .");
    let lines = plain::list(&desk.model, &desk.look());
    assert!(lines.iter().any(|line| line.starts_with("afdeling ") && line.contains("nog doen: 02, 03")), "{lines:?}");
    let names: Vec<_> = desk.model.day.iter().flat_map(|day| &day.lines).map(|line| line.name.clone()).collect();
    let screen = draw(&desk, SIZE);
    assert!(names.iter().all(|name| !screen.contains(name.as_str())), "{screen}");
}
