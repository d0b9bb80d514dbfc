//! The visits desk and a workplace: who is expected, who is there, with two keys.

use chrono::TimeDelta;

use super::choices::typed;
use super::fixture::{Desk, WING, at};
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::place::PlaceStep;
use crate::domain::record::Record;
use crate::text::Lang;
use crate::tui::Msg;
use crate::tui::layer::Layer;

const SIZE: (u16, u16) = (80, 24);

fn desk() -> Desk {
    Desk::at_a_place(SIZE, Lang::Nl)
}

fn steps(desk: &Desk) -> Vec<PlaceStep> {
    let of = |deed: &Deed| if let Deed::PlaceMark { step, .. } = deed { Some(*step) } else { None };
    desk.recorded.iter().flatten().filter_map(of).collect()
}

/// The wing writes something about whoever is chosen here.
fn wing_marks(desk: &mut Desk, kind: MarkKind) {
    let line = crate::tui::update::place::chosen(&desk.model).expect("somebody").clone();
    let (detainee, item) = (line.expected.detainee, line.expected.item);
    let day = Some(line.expected.on());
    desk.colleague_does(&Deed::Mark { wing: WING, detainee, item, day, kind, replaces: None });
}

#[test]
fn whoever_has_no_wing_begins_with_who_is_expected() {
    let desk = desk();
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Wie komt hier") && screen.contains("B. Groen"), "{screen}");
    assert!(screen.contains("08:00-11:30  Houtwerkplaats: "), "{screen}");
    assert!(screen.contains(">B2-01   Mert A. "), "{screen}");
    assert!(screen.contains("Spatie er"), "{screen}");
    assert_eq!(desk.model.layer(), Layer::Place);
}

#[test]
fn two_keys_say_that_somebody_is_there_and_that_it_is_over_and_undo_takes_each_back() {
    let mut desk = desk();
    desk.keys("space");
    assert_eq!(steps(&desk), [PlaceStep::Arrived]);
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("er 07:52") && screen.contains("1 er"), "{screen}");
    desk.keys("space");
    assert!(draw(&desk, SIZE).contains("klaar 07:52"), "{}", draw(&desk, SIZE));
    desk.keys("space");
    assert_eq!(steps(&desk).len(), 2, "there is nothing more to record");
    assert!(draw(&desk, SIZE).contains("De afdeling vult in wie terug is."));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("er 07:52"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("0 er"), "{}", draw(&desk, SIZE));
    assert_eq!(steps(&desk)[2..], [PlaceStep::Withdrawn; 2]);
}

#[test]
fn what_the_wing_saw_is_here_and_never_why_somebody_does_not_come() {
    let mut desk = desk();
    wing_marks(&mut desk, MarkKind::Left);
    assert!(draw(&desk, SIZE).contains("onderweg 07:52"), "{}", draw(&desk, SIZE));
    desk.now += TimeDelta::minutes(6);
    desk.send(Msg::Tick);
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("onderweg 07:52, al 6 min") && screen.contains("Te lang onderweg 1"), "{screen}");
    assert!(screen.contains("Al 6 minuten onderweg, de grens is 5. Bel de afdeling"), "{screen}");
    wing_marks(&mut desk, MarkKind::Absent(AbsenceReason::Medical));
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("komt niet") && !screen.contains("edisch"), "{screen}");
}

#[test]
fn what_was_seen_earlier_is_recorded_with_its_time_and_the_same_again_corrects_it() {
    let mut desk = desk();
    desk.keys(",");
    typed(&mut desk, "0745");
    desk.keys("enter space");
    assert!(draw(&desk, SIZE).contains("er 07:45"), "{}", draw(&desk, SIZE));
    desk.keys("esc k");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("er 07:52") && !screen.contains("er 07:45"), "{screen}");
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("er 07:45"), "the first time stands again: {}", draw(&desk, SIZE));
}

#[test]
fn what_began_without_anybody_is_found_with_one_key() {
    let mut desk = desk();
    desk.now = at(8, 10);
    desk.send(Msg::Tick);
    desk.keys("space end e");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("verwacht, niet ingevuld") && screen.contains("Niet ingevuld "), "{screen}");
    let chosen = crate::tui::update::place::chosen(&desk.model).expect("somebody");
    assert!(chosen.is_missing);
}

#[test]
fn a_line_that_is_gone_is_about_nobody_and_a_visit_that_ends_is_no_line_of_tomorrow() {
    let mut desk = desk();
    let chosen = crate::tui::update::place::chosen(&desk.model).expect("somebody").expected.id;
    desk.records.retain(|record| !matches!(record, Record::Expected(expected) if expected.id == chosen));
    desk.send(Msg::Tick);
    desk.now += TimeDelta::minutes(1);
    desk.send(Msg::Tick);
    desk.keys("space");
    assert!(steps(&desk).is_empty() && draw(&desk, SIZE).contains("Kies opnieuw"), "{}", draw(&desk, SIZE));
    desk.keys("down space");
    assert_eq!(steps(&desk), [PlaceStep::Arrived]);
    desk.keys("+");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Op deze dag wordt hier niemand verwacht."), "{screen}");
    desk.keys("space");
    assert_eq!(steps(&desk).len(), 1);
}

#[test]
fn with_names_hidden_nobody_is_named_and_rows_of_a_newer_hub_are_counted() {
    let mut desk = desk();
    desk.unknown_at_place = 3;
    desk.keys(". + -");
    let screen = draw(&desk, SIZE);
    assert!(!screen.contains("Mert") && screen.contains("onbekend: 3"), "{screen}");
    desk.keys("space");
    assert!(!draw(&desk, SIZE).contains("Mert"), "{}", draw(&desk, SIZE));
}

#[test]
fn an_officer_who_also_works_at_a_place_goes_there_and_back() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    assert_eq!(desk.model.layer(), Layer::Day);
    desk.keys("g p");
    assert_eq!(desk.model.layer(), Layer::Place);
    desk.keys("g y esc");
    assert_eq!(desk.model.layer(), Layer::Place, "from a page it goes back to where it was opened");
    desk.keys("esc");
    assert_eq!(desk.model.layer(), Layer::Day);
    desk.send(Msg::Places(false));
    desk.keys("g p");
    assert!(draw(&desk, SIZE).contains("U werkt niet bij een plek die mensen ontvangt."), "{}", draw(&desk, SIZE));
}

#[test]
fn who_has_lines_hears_who_is_expected_and_chooses_by_number() {
    let mut desk = desk();
    let lines = crate::tui::plain::page(&desk.model, &desk.look());
    assert!(lines.iter().any(|line| line.starts_with("1. B2-01")), "{lines:#?}");
    let context = crate::tui::Context { now: desk.now, looks: &desk.looks, words: &desk.words };
    let crate::tui::plain::Typed::Do(messages) = crate::tui::plain::read(&desk.model, "3", &context) else {
        unreachable!("a number chooses")
    };
    for msg in messages {
        desk.send(msg);
    }
    let chosen = crate::tui::update::place::rows(&desk.model).1;
    assert_eq!(chosen, Some(2));
}

#[test]
fn a_number_that_is_not_in_the_list_chooses_nobody_else() {
    let mut desk = desk();
    let before = crate::tui::update::place::rows(&desk.model).1;
    desk.send(Msg::Choose(98));
    assert_eq!(crate::tui::update::place::rows(&desk.model).1, before);
    assert!(draw(&desk, SIZE).contains("Dat nummer staat niet in de lijst."), "{}", draw(&desk, SIZE));
}

#[test]
fn a_page_that_is_open_stays_open_when_the_readers_places_are_known() {
    let mut desk = desk();
    desk.model.at_place = None;
    desk.keys("g m");
    desk.send(Msg::Places(true));
    assert!(matches!(desk.model.over, Some(crate::tui::model::Over::People(_))));
    desk.keys("esc");
    assert_eq!(desk.model.layer(), Layer::Place, "and the place is there when it closes");
    assert!(draw(&desk, SIZE).contains("Mert A."), "{}", draw(&desk, SIZE));
}
