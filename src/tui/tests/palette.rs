//! The list of all actions: found by any word, done where the reader was, and a reason for what does nothing now.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::action::Deed;
use crate::text::{Aside, Lang, Words};
use crate::tui::action::Action;
use crate::tui::keymap::Keymap;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, Over};
use crate::tui::msg::{Msg, Notice};

const SIZE: (u16, u16) = (80, 24);

fn entries(model: &Model) -> Vec<Action> {
    let Some(Over::Palette(palette)) = &model.over else { unreachable!("{:?}", model.over) };
    palette.entries.iter().map(|entry| entry.action).collect()
}

/// Opens the list and types into it.
fn asked(keys: &str, query: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys(keys);
    typed(&mut desk, query);
    desk
}

#[test]
fn an_action_is_found_by_its_name_by_another_word_and_in_the_other_language() {
    for (query, action) in [
        ("ongedaan", Action::Undo),
        ("foutje", Action::Undo),
        ("undo", Action::Undo),
        ("ziek", Action::MarkAbsent),
        ("no show", Action::MarkAbsent),
        ("afzeggen", Action::SetState),
        ("sign up", Action::SetState),
        ("binnenkomst", Action::EnterNew),
        ("nieuw op afd", Action::EnterNew),
        ("dienstoverdracht", Action::HandoverPage),
        ("hide", Action::HideNames),
        ("set-state", Action::SetState),
        ("NOTITIE", Action::Note),
        ("notiti", Action::Note),
    ] {
        assert_eq!(entries(&asked(":", query).model).first(), Some(&action), "{query}");
    }
    let nothing = asked(":", "xyzzyxyzzy");
    assert!(draw(&nothing, SIZE).contains("Niets heet zo: xyzzyxyzzy."), "{}", draw(&nothing, SIZE));
}

#[test]
fn what_is_chosen_is_done_where_the_reader_was() {
    let mut desk = asked("0 2 ctrl-p", "overdracht");
    desk.keys("enter enter");
    assert!(matches!(desk.recorded.last().map(Vec::as_slice), Some([Deed::HandoverEntry { detainee: Some(_), .. }])));
    // From the page of a person: what applies there, and back to it.
    desk.keys("esc enter :");
    let here = entries(&desk.model);
    assert!(here.contains(&Action::EnterNew) && !here.contains(&Action::MarkLeft), "{here:?}");
    typed(&mut desk, "verlof");
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("v  inbreng verlof"), "{}", draw(&desk, SIZE));
    desk.keys("v");
    assert!(draw(&desk, SIZE).contains("-- Inbreng voor het verlof --"), "{}", draw(&desk, SIZE));
    desk.keys("esc : esc");
    assert!(draw(&desk, SIZE).contains("VANDAAG"), "the page is there again: {}", draw(&desk, SIZE));
}

#[test]
fn what_does_nothing_now_stands_below_says_why_and_is_not_done() {
    let mut desk = asked(":", "");
    let all = entries(&desk.model);
    let place = |action| all.iter().position(|known| *known == action).expect("it is there");
    assert!(place(Action::Undo) > place(Action::Quit), "what works stands on top");
    typed(&mut desk, "ongedaan");
    assert!(draw(&desk, SIZE).contains("u, F8            ongedaan              Er is niets"), "{}", draw(&desk, SIZE));
    desk.keys("enter");
    let Some((Notice::Hint, said)) = &desk.model.notice else { unreachable!("{:?}", desk.model.notice) };
    assert!(said.as_str().starts_with("Er is niets"), "{}", said.as_str());
    assert_eq!((desk.recorded.len(), &desk.model.over), (0, &None));
    // By its key it says the same.
    desk.model.notice = None;
    desk.keys("u");
    assert!(matches!(&desk.model.notice, Some((Notice::Hint, said)) if said.as_str().starts_with("Er is niets")));
}

#[test]
fn help_is_that_list_on_every_screen_and_loses_nothing_that_was_typed() {
    let mut desk = asked("n", "rustig");
    desk.keys("f1");
    let here = entries(&desk.model);
    assert!(here.iter().all(|action| action.layers().contains(&Layer::Line)), "what a field takes: {here:?}");
    assert!(here.contains(&Action::NewLine) && !here.contains(&Action::Undo), "{here:?}");
    desk.keys("f1");
    assert!(draw(&desk, SIZE).contains("\" rustig "), "{}", draw(&desk, SIZE));
    desk.keys("f1 esc enter");
    assert!(matches!(desk.recorded.last().map(Vec::as_slice), Some([Deed::Note { .. }])));
    desk.keys("g y f1");
    assert!(entries(&desk.model).contains(&Action::HaveSeen));
    // What is chosen there is about the line that was chosen below.
    typed(&mut desk, "gezien");
    desk.keys("enter");
    assert_eq!(desk.seen.len(), 1);
}

#[test]
fn a_name_that_is_typed_or_pasted_there_searches_and_records_nothing() {
    let mut desk = asked(":", "");
    for letter in ["w", "a", "k", "b"] {
        desk.key(letter);
    }
    desk.send(Msg::Paste("Aydın\n\x1b[2J".to_owned()));
    desk.keys("pgdn pgdn up down");
    assert_eq!(desk.recorded.len(), 0);
    assert!(matches!(&desk.model.over, Some(Over::Palette(palette)) if palette.query.starts_with("wakbAydın")));
    desk.keys("esc");
    assert_eq!(desk.model.over, None);
}

#[test]
fn every_action_has_an_explanation_and_other_words_in_both_languages() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for action in Action::ALL {
            for aside in Aside::ALL {
                let text = words.aside(action.label(), aside);
                assert!(!text.as_str().is_empty(), "{}: {aside:?} of {}", lang.code(), action.name());
                assert!(text.as_str().lines().count() == 1, "{}", text.as_str());
            }
            assert!(words.aside(action.label(), Aside::Help).as_str().ends_with('.'), "{}", action.name());
        }
    }
}

#[test]
fn with_function_keys_alone_everything_else_is_two_keys_and_a_word_away() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.looks.keymap = Keymap::built_in("function-keys");
    desk.keys("0 2 f9");
    assert!(Action::ALL.iter().filter(|action| action.layers().contains(&Layer::Day)).count() > 30);
    typed(&mut desk, "blijft op cel");
    desk.keys("enter");
    typed(&mut desk, "z");
    assert_eq!(desk.marks().concat().len(), 1);
    desk.keys("f8");
    assert_eq!(desk.marks().concat().len(), 2);
}
