//! A locked screen: nobody's name is left, nothing that was typed is lost, and only the PIN opens it.

use std::sync::Arc;

use super::choices::typed;
use super::dossier::dossier;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::action::Deed;
use crate::text::Lang;
use crate::tui::Msg;
use crate::tui::action::Action;

const SIZE: (u16, u16) = (80, 24);
const CHOOSE: &str = "ctrl-l 2 8 0 4 1 7 2 8 0 4 1 7";
const OPEN: &str = "2 8 0 4 1 7";

fn locked(before: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys(before);
    desk.keys(CHOOSE);
    assert!(desk.model.lock.is_some());
    desk
}

fn shows(desk: &Desk, words: &str) -> bool {
    draw(desk, SIZE).contains(words)
}

#[test]
fn a_pin_is_typed_twice_and_not_one_that_anybody_would_guess() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("ctrl-l 1 2 3 4 5 6");
    assert!(shows(&desk, "Die raadt iedereen."));
    desk.keys("2 8 0 4 8 backspace 1 7");
    assert!(shows(&desk, "Typ dezelfde pincode nog een keer."));
    desk.keys("2 8 0 4 1 9");
    assert!(shows(&desk, "Dat waren twee verschillende."));
    desk.keys("esc");
    assert!(desk.model.lock.is_none() && !desk.model.can_be_locked(), "there is nothing that could open it");
    desk.keys("f10 2 8 0 4 1 7 2 8 0 4 1 7");
    assert!(shows(&desk, "Dit scherm is vergrendeld."));
}

#[test]
fn a_locked_screen_knows_nobody_and_counts_what_is_open() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("down enter");
    let day = desk.model.day.clone().expect("a day");
    desk.keys(CHOOSE);
    let known = format!("{:?}{}", desk.model, draw(&desk, SIZE));
    for line in &day.lines {
        assert!(!known.contains(line.name.as_str()), "{known}");
    }
    assert!(shows(&desk, "Alles is ingevuld. Let op: 1."), "{}", draw(&desk, SIZE));
    // What was asked for before comes after: it is not let in.
    let person = day.lines[1].detainee;
    desk.send(Msg::File(Arc::new(dossier(&desk.records, person, desk.now))));
    desk.send(Msg::Paste("123456".to_owned()));
    assert!(desk.model.file.is_none() && desk.model.day.is_none());
    desk.send(Msg::Day(Arc::new(crate::domain::day::Day { not_recorded: 1, ..(*day).clone() })));
    assert!(desk.model.day.is_none() && shows(&desk, "1 punt is niet ingevuld."));
    desk.keys(OPEN);
    assert!(desk.model.file.is_some(), "the file that was open is opened again");
}

#[test]
fn what_was_typed_is_kept_and_stands_there_again() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("n");
    typed(&mut desk, "rustig");
    desk.keys("ctrl-j");
    typed(&mut desk, "weekend");
    desk.keys(CHOOSE);
    assert_eq!(desk.drafts_kept, 1, "it is written to the disk at once");
    assert!(!shows(&desk, "rustig"));
    desk.keys(OPEN);
    assert!(shows(&desk, "rustig") && shows(&desk, "weekend"));
    desk.keys("enter");
    let Some([Deed::Note { text, .. }]) = desk.recorded.last().map(Vec::as_slice) else { unreachable!() };
    assert_eq!(text.reveal().as_str(), "rustig\nweekend");
}

#[test]
fn a_choice_of_a_pin_that_is_given_up_goes_back_to_what_was_open() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("n");
    typed(&mut desk, "rustig");
    desk.keys("ctrl-l 2 8 esc");
    typed(&mut desk, " weekend");
    assert!(shows(&desk, "rustig weekend"));
    desk.keys("esc : ctrl-l esc");
    assert!(matches!(desk.model.over, Some(crate::tui::model::Over::Palette(_))));
}

#[test]
fn nothing_but_the_pin_does_anything_on_a_locked_screen() {
    let mut desk = locked("space");
    let before = desk.recorded.len();
    for action in Action::ALL.iter().filter(|action| **action != Action::QuitNow) {
        desk.send(Msg::Act(*action));
        for layer in crate::tui::Layer::ALL {
            let keys = desk.looks.keymap.shown(*layer, *action).unwrap_or_default().to_owned();
            desk.keys(&keys);
            desk.keys("esc");
        }
        assert!(desk.model.lock.is_some() && desk.model.over.is_none(), "{action:?}");
    }
    assert_eq!((desk.recorded.len(), desk.left), (before, false));
    desk.keys(OPEN);
    assert!(desk.model.lock.is_none());
    // Nobody undoes what was done before somebody else could have come.
    desk.keys("u");
    assert_eq!(desk.recorded.len(), before);
}

#[test]
fn five_wrong_pins_end_it_and_a_right_one_in_time_does_not() {
    let mut desk = locked("");
    desk.keys("1 1 1 1 1 1");
    assert!(shows(&desk, "U kunt het nog 4 keer proberen."));
    desk.keys(OPEN);
    assert!(desk.model.lock.is_none() && shows(&desk, "Welkom terug."));
    desk.keys("ctrl-l");
    assert!(desk.model.lock.is_some(), "the PIN is known: nobody has to choose one");
    for _ in 0..4 {
        desk.keys("1 1 1 1 1 1");
    }
    assert!(desk.left);
}

#[test]
fn it_locks_by_itself_only_when_somebody_can_open_it() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.send(Msg::Lock);
    assert!(desk.model.lock.is_none());
    let mut desk = locked("");
    desk.keys(OPEN);
    desk.send(Msg::Lock);
    assert!(desk.model.lock.is_some());
}
