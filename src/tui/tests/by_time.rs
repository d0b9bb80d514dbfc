//! The day by time: a shift of several people is one line, and one of them alone is a key away.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::day::By;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::record::Record;
use crate::text::Lang;

const SIZE: (u16, u16) = (80, 24);

fn by_time(keys: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("d home");
    desk.keys(keys);
    desk
}

fn screen(desk: &Desk) -> String {
    draw(desk, SIZE)
}

/// How many people are in the chosen line.
fn members(desk: &Desk) -> usize {
    let groups = desk.model.groups();
    groups[desk.model.group_of(&groups).expect("a group")].members.len()
}

#[test]
fn turning_keeps_who_was_chosen_and_the_filter_and_marks_only_them() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2 d");
    let chosen = desk.model.selected;
    assert!(screen(&desk).contains("Dag op tijd") && desk.model.whole_group().is_none());
    desk.keys("space");
    assert_eq!(desk.marks().last().map(Vec::len), Some(1), "one person, as by person");
    desk.keys("d");
    assert_eq!((desk.model.by, desk.model.selected), (By::Place, chosen));
    desk.keys("d");
    assert_eq!((desk.model.by, desk.model.selected), (By::Person, chosen));
    desk.keys("f");
    typed(&mut desk, "bakker");
    desk.keys("enter d");
    assert!(desk.model.groups().iter().all(|group| group.members.len() == 1));
}

#[test]
fn space_is_about_everybody_on_the_line_but_those_who_do_not_come_and_undo_takes_it_back_whole() {
    let mut desk = by_time("down");
    let all = members(&desk);
    assert!(all > 1, "{}", screen(&desk));
    // One is ill: he is chosen by his cell, in the same line.
    let cell = desk.model.line().expect("somebody").cell.number.expect("a number");
    desk.keys(&format!("{} {} a z", cell / 10, cell % 10));
    assert_eq!(desk.marks(), [[MarkKind::Absent(AbsenceReason::Sick)]]);
    desk.keys("esc space");
    let rest = desk.marks().last().cloned().expect("marks");
    assert_eq!(rest, vec![MarkKind::Left; all - 1]);
    assert!(screen(&desk).contains(&format!("{} weg, 1 niet", all - 1)), "{}", screen(&desk));
    // One of them is there already: the others go on first.
    desk.keys("right right space esc space");
    assert_eq!(desk.marks().last().map(Vec::len), Some(all - 2));
    desk.keys("u u u");
    assert!(screen(&desk).contains("1 niet"), "{}", screen(&desk));
}

#[test]
fn left_and_right_choose_one_of_them_and_esc_is_everybody_again() {
    let mut desk = by_time("");
    let all = members(&desk);
    assert!(desk.model.whole_group().is_some());
    desk.keys("right");
    let first = desk.model.selected;
    assert!(desk.model.whole_group().is_none());
    desk.keys("right");
    assert_ne!(desk.model.selected, first);
    desk.keys("left left");
    assert!(desk.model.whole_group().is_some(), "before the first one stands the whole line");
    desk.keys("right right esc");
    assert_eq!(desk.model.whole_group().map(|group| group.members.len()), Some(all));
}

#[test]
fn what_is_about_one_person_asks_who() {
    let mut desk = by_time("");
    for key in ["n", "o", "enter", "y", "z"] {
        desk.keys(key);
        assert!(desk.model.over.is_none() && screen(&desk).contains("Kies eerst iemand uit deze regel"), "{key}");
    }
    desk.keys("s");
    assert!(screen(&desk).contains("Dat kan op persoon."));
    desk.keys("right n");
    assert!(desk.model.over.is_some());
}

#[test]
fn who_is_late_stands_on_top_and_the_choice_follows_its_line() {
    let mut desk = by_time("");
    let chosen = desk.model.item;
    desk.now = super::fixture::at(8, 12);
    desk.keys("g d");
    assert!(screen(&desk).contains("TE LAAT"), "{}", screen(&desk));
    assert_eq!(desk.model.item, chosen);
    desk.keys("e");
    assert!(desk.model.whole_group().is_none(), "what is open is somebody's");
    let chosen = desk.model.item;
    desk.keys("esc space");
    assert!(!screen(&desk).contains("niet ingevuld,") && screen(&desk).contains("weg"), "{}", screen(&desk));
    assert_eq!(desk.model.item, chosen, "the line went to another part of the day, and the choice with it");
}

#[test]
fn a_lock_and_what_is_read_anew_keep_the_line_and_the_person() {
    let mut desk = by_time("down right");
    let chosen = (desk.model.selected, desk.model.item, desk.model.is_whole);
    desk.keys("ctrl-l 2 8 0 4 1 7 2 8 0 4 1 7 2 8 0 4 1 7");
    assert_eq!((desk.model.selected, desk.model.item, desk.model.is_whole), chosen);
    // Somebody whose item is no more gives way to the line that stands there now.
    let gone = desk.model.item.expect("an item");
    desk.records.retain(|record| record.row_id() != gone);
    desk.keys("g d");
    let groups = desk.model.groups();
    assert_eq!(desk.model.group_of(&groups), Some(1));
}

#[test]
fn every_line_is_reached_and_pages_turn() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = Desk::new(size, Lang::Nl);
        desk.keys("d home");
        let all = desk.model.groups().len();
        let mut seen = vec![desk.model.item];
        for _ in 1..all {
            desk.keys("down");
            seen.push(desk.model.item);
        }
        seen.dedup();
        assert_eq!(seen.len(), all);
        desk.keys("home pgdn pgdn pgdn pgdn");
        assert_eq!(desk.model.item, seen.last().copied().flatten());
        desk.keys("pgup pgup pgup pgup");
        assert_eq!(desk.model.item, seen.first().copied().flatten());
    }
}

#[test]
fn hidden_names_are_hidden_here_too() {
    let desk = by_time(".");
    let names: Vec<_> = desk.model.day.iter().flat_map(|day| &day.lines).map(|line| line.name.clone()).collect();
    let screen = screen(&desk);
    for name in names {
        assert!(!screen.contains(name.as_str()), "{screen}");
    }
}

#[test]
fn doors_are_one_line_too_exceptions_by_their_cell_and_the_rest_with_space() {
    let mut desk = by_time("");
    assert!(screen(&desk).contains(">07:45  deuren open          16 mensen"), "{}", screen(&desk));
    desk.keys("0 3 b z 0 5 b z esc space");
    let all = desk.marks();
    let stays = MarkKind::StaysInCell(AbsenceReason::Sick);
    assert_eq!(all.as_slice(), [vec![stays], vec![stays], vec![MarkKind::Unlocked; 14]]);
    assert!(screen(&desk).contains("14 open, 2 niet"), "{}", screen(&desk));
    desk.keys("u");
    assert!(screen(&desk).contains("14 gepland, 2 niet"), "{}", screen(&desk));
    // By person a door is nobody's next step.
    desk.keys("d d 0 1");
    assert!(screen(&desk).contains(" Spatie weg"), "{}", screen(&desk));
}

#[test]
fn turning_away_from_a_door_keeps_the_person_and_chooses_what_they_do_next() {
    let mut desk = by_time("0 5");
    let chosen = desk.model.selected;
    desk.keys("d");
    assert_eq!((desk.model.by, desk.model.selected), (By::Place, chosen));
    desk.keys("d space");
    assert_eq!((desk.model.by, desk.model.selected), (By::Person, chosen));
    assert_eq!(desk.marks().concat(), [MarkKind::Left]);
}

#[test]
fn a_mentor_sees_their_own_people_in_every_order_until_esc() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    let all = desk.model.lines().len();
    for record in &mut desk.records {
        // Somebody else is the mentor of every other person.
        if let Record::Detainee(person) = record
            && person.cell.number.is_some_and(|number| number % 2 == 0)
        {
            person.mentor = None;
        }
    }
    desk.keys("+ g d m");
    let mine = desk.model.lines().len();
    assert!(mine > 0 && mine < all, "{mine} of {all}");
    assert!(screen(&desk).contains(&format!("Alleen mijn mensen: {mine}")), "{}", screen(&desk));
    desk.keys("d home");
    let members: usize = desk.model.groups().iter().map(|group| group.members.len()).max().expect("a line");
    assert_eq!(members, mine, "the doors of the others are not in the line");
    desk.keys("esc");
    assert_eq!(desk.model.lines().len(), all);
    for record in &mut desk.records {
        if let Record::Detainee(person) = record {
            person.mentor = None;
        }
    }
    desk.keys("+ g d m");
    assert!(screen(&desk).contains("van niemand op deze afdeling mentor"), "{}", screen(&desk));
}
