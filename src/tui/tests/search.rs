//! Search: what is typed finds people, cells, places and notes, and Enter goes there.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::day::By;
use crate::text::Lang;
use crate::tui::model::Over;
use crate::tui::plain::{self, Typed};
use crate::tui::{Context, view};

const SIZE: (u16, u16) = (80, 24);

fn searching(text: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("/");
    typed(&mut desk, text);
    desk
}

/// What was found, the best first.
fn found(desk: &Desk) -> Vec<String> {
    let Some(Over::Search(search)) = &desk.model.over else { return Vec::new() };
    let index = desk.model.index.as_deref().expect("an index");
    search.found.iter().filter_map(|at| index.entry(*at)).map(|entry| entry.name.as_str().to_owned()).collect()
}

#[test]
fn a_name_is_found_without_its_marks_and_a_cell_by_its_digits() {
    for (text, name) in
        [("aydin", "Aydın, M."), ("celik", "Çelik, H."), ("berg", "van den Berg, P."), ("02", "Bakker, J.")]
    {
        assert_eq!(found(&searching(text)).first().map(String::as_str), Some(name), "{text}");
    }
    assert_eq!(found(&searching("ba")), ["Bakker, J."], "and nobody whose letters stand apart");
    assert_eq!(found(&searching("j. bak")), ["Bakker, J."]);
    assert!(found(&searching("qqq")).is_empty() && found(&searching("")).is_empty());
}

#[test]
fn enter_goes_to_the_person_whatever_was_filtered_and_however_the_day_was_turned() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("f");
    typed(&mut desk, "aydin");
    desk.keys("enter d d /");
    typed(&mut desk, "bakker");
    desk.keys("enter");
    assert_eq!(desk.model.line().map(|line| line.cell.spoken()).as_deref(), Some("02"));
    assert_eq!((desk.model.by, desk.model.filter.as_str(), desk.model.over.is_none()), (By::Person, "", true));
    assert!(draw(&desk, SIZE).contains(">02  Bakker, J."), "{}", draw(&desk, SIZE));
}

#[test]
fn a_place_opens_the_day_by_place_and_one_without_anybody_says_so() {
    let mut desk = searching("houtw");
    desk.keys("enter");
    assert!(desk.model.by == By::Place && draw(&desk, SIZE).contains(">Houtwerkplaats  08:00-11:30"));
    desk.keys("+ /");
    typed(&mut desk, "houtw");
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("op deze dag niemand van deze afdeling"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_note_is_found_by_its_words_and_not_on_screen_while_names_are_hidden() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2 n");
    typed(&mut desk, "rustig weekend");
    desk.keys("enter 0 1 /");
    typed(&mut desk, "weekend");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("notitie 23-11  Bakker, J.           rustig weekend"), "{screen}");
    desk.keys("enter");
    assert_eq!(desk.model.line().map(|line| line.cell.spoken()).as_deref(), Some("02"));
    desk.keys(". /");
    typed(&mut desk, "weekend");
    let screen = draw(&desk, SIZE);
    assert!(!screen.contains("Bakker") && !screen.contains("rustig"), "{screen}");
}

#[test]
fn esc_and_letters_taken_back_leave_everything_as_it_was() {
    let mut desk = searching("bak");
    desk.keys("backspace backspace backspace");
    assert!(draw(&desk, SIZE).contains("Typ een naam, een cel, een plek of woorden uit een notitie."));
    desk.keys("esc");
    assert!(desk.model.over.is_none() && desk.marks().is_empty());
}

#[test]
fn who_has_lines_searches_with_a_line_and_chooses_by_number() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    for line in ["zoek", "02", "1"] {
        let context = Context { now: desk.now, looks: &desk.looks, words: &desk.words };
        let Typed::Do(messages) = plain::read(&desk.model, line, &context) else { panic!("{line}") };
        for msg in messages {
            desk.send(msg);
        }
        if line == "02" {
            let said = view::plain::page(&desk.model, &desk.look());
            assert!(said.iter().any(|line| line.starts_with("1. ") && line.contains("Bakker, J.")), "{said:?}");
        }
    }
    assert_eq!(desk.model.line().map(|line| line.cell.spoken()).as_deref(), Some("02"));
}

#[test]
fn whoever_came_and_is_not_in_the_administration_yet_is_found_with_their_notes() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("i");
    typed(&mut desk, "47 Wolters, C.");
    desk.keys("enter n");
    typed(&mut desk, "rustig");
    desk.keys("enter /");
    typed(&mut desk, "wolt");
    assert_eq!(found(&desk), ["Wolters, C."]);
    desk.keys("enter");
    assert_eq!(desk.model.line().map(|line| line.name.as_str().to_owned()).as_deref(), Some("Wolters, C."));
    desk.keys("/");
    typed(&mut desk, "rustig");
    assert_eq!(found(&desk), ["Wolters, C."]);
    desk.keys("esc u u /");
    typed(&mut desk, "wolt");
    assert!(found(&desk).is_empty(), "what was taken back is nowhere");
}
