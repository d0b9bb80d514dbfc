//! The day by place: who of one place is how far, and an alarm when somebody does not arrive.

use super::fixture::Desk;
use super::picture::draw;
use crate::domain::day::By;
use crate::domain::mark::MarkKind;
use crate::text::{Id, Lang};
use crate::tui::view::plain;

const SIZE: (u16, u16) = (80, 24);

fn by_place(keys: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("d d home");
    desk.keys(keys);
    desk
}

fn screen(desk: &Desk) -> String {
    draw(desk, SIZE)
}

fn place(desk: &Desk) -> Option<usize> {
    desk.model.group_of(&desk.model.groups())
}

#[test]
fn tab_goes_round_all_places_and_arrows_go_through_the_people_of_one() {
    let mut desk = by_place("");
    let all = desk.model.groups().len();
    let mut seen = Vec::new();
    for _ in 0..all {
        seen.push(place(&desk).expect("a place"));
        desk.keys("tab");
    }
    assert_eq!(place(&desk), seen.first().copied(), "after the last comes the first");
    seen.sort_unstable();
    assert_eq!(seen, (0..all).collect::<Vec<_>>());
    desk.keys("left right");
    assert_eq!(place(&desk), Some(0));
    let members = desk.model.groups()[0].members.len();
    let mut people = Vec::new();
    for _ in 0..members {
        desk.keys("down");
        people.push(desk.model.selected);
    }
    people.dedup();
    assert_eq!(people.len(), members);
    desk.keys("home");
    assert!(desk.model.whole_group().is_some());
    desk.keys("end");
    assert_eq!(desk.model.selected, people.last().copied().flatten());
}

#[test]
fn the_place_says_that_everybody_is_there_with_one_key_and_of_one_with_two() {
    let mut desk = by_place("");
    let all = desk.model.groups()[0].members.len();
    desk.keys("space");
    assert_eq!(desk.marks().last(), Some(&vec![MarkKind::Left; all]));
    desk.keys("down k");
    assert_eq!(desk.marks().last(), Some(&vec![MarkKind::Arrived]));
    desk.keys("esc space");
    assert_eq!(desk.marks().last(), Some(&vec![MarkKind::Arrived; all - 1]), "the rest");
    assert!(screen(&desk).contains("6 mensen  er"), "{}", screen(&desk));
}

#[test]
fn who_does_not_arrive_is_counted_found_and_explained_until_somebody_says_where_he_is() {
    let mut desk = by_place("");
    desk.keys("0 2 , - 1 2 enter w esc esc home");
    let alarm = screen(&desk);
    assert!(alarm.contains("12 min weg") && alarm.contains("Niet ingevuld 1"), "{alarm}");
    desk.keys("e");
    assert_eq!(desk.model.line().map(|line| line.cell.spoken()).as_deref(), Some("02"));
    assert!(screen(&desk).contains("Nog niet gemeld: Houtwerkplaats. Grens: 5 minuten."), "{}", screen(&desk));
    desk.keys("k");
    let quiet = screen(&desk);
    assert!(quiet.contains("Niet ingevuld 0") && !quiet.contains("Nog niet gemeld"), "{quiet}");
}

#[test]
fn what_a_silent_place_does_not_say_is_a_dash_and_its_next_step_is_back() {
    let mut desk = by_place("tab");
    assert!(screen(&desk).contains("advocaat        1     -       -      nee"), "{}", screen(&desk));
    desk.keys("w");
    assert!(screen(&desk).contains(" Spatie terug"), "{}", screen(&desk));
    assert_eq!(desk.model.day.as_ref().map(|day| day.not_recorded), Some(0));
}

#[test]
fn names_are_hidden_here_too_and_tab_says_where_it_works() {
    let desk = by_place(".");
    let names: Vec<_> = desk.model.day.iter().flat_map(|day| &day.lines).map(|line| line.name.clone()).collect();
    let screen = screen(&desk);
    assert!(names.iter().all(|name| !screen.contains(name.as_str())), "{screen}");
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("tab");
    let why = desk.words.say(Id::HintByPlaceOnly);
    assert_eq!((desk.model.by, desk.model.notice.map(|(_, text)| text)), (By::Person, Some(why)));
}

#[test]
fn a_reader_of_lines_hears_who_reports() {
    let desk = by_place("");
    let lines = plain::list(&desk.model, &desk.look());
    assert_eq!(
        lines.first().map(String::as_str),
        Some("Houtwerkplaats, 08:00-11:30, 6 mensen, arbeid: gepland; meldt terug: ja")
    );
}
