//! Requests: one key on any person, oldest first, closed only when they were told.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::request::{Asked, RequestState};
use crate::text::{Id, Lang, Pii, SafeText};
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
    assert!(matches!(desk.model.over, Some(Over::Requests(_))));
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
    let before = desk.recorded.len();
    desk.keys("x");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Wilt u dit schrappen?") && screen.contains("02 Bakker, J."), "{screen}");
    desk.keys("esc");
    assert_eq!(desk.recorded.len(), before);
    assert!(draw(&desk, SIZE).contains("> 02 Bakker"), "back at the same one: {}", draw(&desk, SIZE));
    desk.keys("x j");
    assert!(!draw(&desk, SIZE).contains("de eerste vraag"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("de eerste vraag"), "{}", draw(&desk, SIZE));
}

#[test]
fn what_is_recorded_is_no_draft_any_more() {
    let mut desk = asked("eerste");
    desk.keys("0 2 v m");
    assert!(!draw(&desk, SIZE).contains(" eerste"), "{}", draw(&desk, SIZE));
    desk.keys("esc g z space");
    typed(&mut desk, "mag op zondag");
    desk.keys("enter");
    assert!(desk.model.drafts.is_empty(), "{:?}", desk.model.drafts);
}

#[test]
fn the_chosen_request_stays_chosen_when_another_one_goes() {
    let mut desk = asked("de eerste vraag");
    desk.keys("0 3 v b");
    typed(&mut desk, "een boek");
    desk.keys("enter g z down");
    let first = match desk.recorded.first().map(Vec::as_slice) {
        Some([Deed::Request { wing, detainee, .. }]) => Deed::RequestStep {
            wing: *wing,
            detainee: *detainee,
            request: desk.model.day.as_ref().expect("a day").requests[0].id,
            state: RequestState::Withdrawn,
        },
        other => panic!("{other:?}"),
    };
    desk.colleague_does(&first);
    desk.keys("space");
    typed(&mut desk, "ligt klaar");
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("een boek -> ligt klaar"), "{}", draw(&desk, SIZE));
}

#[test]
fn an_answer_is_typed_while_a_colleague_answers_and_is_about_the_same_request() {
    let mut desk = asked("wil vaker beeldbellen");
    desk.keys("g z space");
    typed(&mut desk, "mag op zondag");
    let Some(Deed::Request { wing, detainee, .. }) = last(&desk).cloned() else { panic!("no request") };
    let request = desk.model.day.as_ref().expect("a day").requests[0].id;
    let state = RequestState::Answered(Pii::new(SafeText::block("mag niet")));
    desk.colleague_does(&Deed::RequestStep { wing, detainee, request, state });
    desk.keys("enter");
    let Some(Deed::RequestStep { request: over, .. }) = last(&desk) else { panic!("{:?}", desk.model.notice) };
    assert_ne!(*over, request, "over the colleague's, which the screen showed behind the field");
}

#[test]
fn a_request_has_a_limit_that_the_field_knows() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2 v m");
    typed(&mut desk, &"o".repeat(600));
    assert!(draw(&desk, SIZE).contains("nog 0 letters"), "{}", draw(&desk, SIZE));
    desk.keys("enter");
    let Some(Deed::Request { text, .. }) = last(&desk) else { panic!("no request") };
    assert_eq!(text.reveal().as_str().chars().count(), 500);
    desk.keys("0 2 v m enter");
    let why = desk.words.say(Id::HintEmptyRequest);
    assert_eq!(desk.model.notice.map(|(_, text)| text), Some(why));
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
