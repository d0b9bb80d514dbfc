//! Requests: one key on any person, oldest first, closed only when they were told.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::request::{Asked, RequestState};
use crate::text::{Id, Lang};
use crate::tui::Context;
use crate::tui::model::Over;
use crate::tui::plain::{self, Typed};

const SIZE: (u16, u16) = (80, 24);

fn asked(text: &str) -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2 v m");
    typed(&mut desk, text);
    desk.keys("enter");
    desk
}

fn last(desk: &Desk) -> Option<&Deed> {
    desk.recorded.last().and_then(|batch| batch.first())
}

#[test]
fn a_request_is_asked_answered_and_told_and_each_step_can_be_taken_back() {
    let mut desk = asked("wil vaker beeldbellen");
    assert!(matches!(last(&desk), Some(Deed::Request { asked: Asked::Mentor, .. })));
    assert!(draw(&desk, SIZE).contains("Verzoek bij mentor, 0 d: nieuw (MdV)"), "{}", draw(&desk, SIZE));
    desk.keys("g z space");
    typed(&mut desk, "mag op zondag");
    desk.keys("enter");
    let screen = draw(&desk, SIZE);
    assert!(
        screen.contains("beantwoord, nog niet verteld") && screen.contains("wil vaker beeldbellen -> mag op zondag"),
        "{screen}"
    );
    desk.keys("space");
    assert!(matches!(last(&desk), Some(Deed::RequestStep { state: RequestState::Told(_), .. })));
    assert!(draw(&desk, SIZE).contains("beantwoord en verteld"), "{}", draw(&desk, SIZE));
    desk.keys("space");
    assert_eq!(desk.recorded.len(), 3, "told once");
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("beantwoord, nog niet verteld"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains(": nieuw ("), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("Er zijn geen open verzoeken."), "{}", draw(&desk, SIZE));
}

#[test]
fn what_was_typed_is_kept_and_esc_goes_back_to_the_list() {
    let mut desk = asked("eerste");
    desk.keys("g z enter");
    typed(&mut desk, "half");
    desk.keys("esc");
    assert!(matches!(desk.model.over, Some(Over::Requests(0))));
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains(" half"), "{}", draw(&desk, SIZE));
    desk.keys("esc esc 0 3 v v");
    typed(&mut desk, "  ");
    desk.keys("enter");
    assert_eq!(desk.recorded.len(), 1, "an empty request is none");
}

#[test]
fn the_oldest_stands_first_and_a_struck_one_is_gone_until_it_is_taken_back() {
    let mut desk = asked("de eerste vraag");
    desk.keys("0 3 v b");
    typed(&mut desk, "een boek");
    desk.keys("enter g z");
    let screen = draw(&desk, SIZE);
    assert!(screen.find("de eerste vraag") < screen.find("een boek"), "{screen}");
    desk.keys("x");
    assert!(!draw(&desk, SIZE).contains("de eerste vraag"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("de eerste vraag"), "{}", draw(&desk, SIZE));
}

#[test]
fn hidden_names_hide_what_was_asked_too() {
    let mut desk = asked("over mijn dochter");
    desk.keys(". g z");
    let screen = draw(&desk, SIZE);
    assert!(!screen.contains("dochter") && !screen.contains("Bakker"), "{screen}");
}

#[test]
fn who_has_lines_chooses_by_a_word_and_answers_by_number() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    for line in ["02", "verzoek", "bibliotheek", "een boek", "verzoeken", "1", "antwoord", "volgende week"] {
        let context = Context { now: desk.now, looks: &desk.looks, words: &desk.words };
        let Typed::Do(messages) = plain::read(&desk.model, line, &context) else { panic!("{line}") };
        for msg in messages {
            desk.send(msg);
        }
    }
    assert!(matches!(last(&desk), Some(Deed::RequestStep { state: RequestState::Answered(_), .. })));
    let said = plain::page(&desk.model, &desk.look());
    assert!(said.iter().any(|line| line.starts_with("1. 02 Bakker, J.")), "{said:?}");
    assert_eq!(desk.words.say(Id::TitleRequests).as_str(), "Verzoeken");
}
