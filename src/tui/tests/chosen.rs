//! The choice on a page whose lines come and go: it stays, or it is gone, and no key is about what came in its place.

use std::sync::Arc;

use chrono::TimeDelta;
use uuid::Uuid;

use super::choices::typed;
use super::fixture::{Desk, WING, text};
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::caseload::Caseload;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{ProgrammeSlotId, RowId};
use crate::domain::incident::IncidentKind;
use crate::domain::request::RequestState;
use crate::domain::week::Week;
use crate::text::{Id, Lang, Pii};
use crate::tui::action::Action;
use crate::tui::model::{Over, Texts};
use crate::tui::msg::Msg;
use crate::tui::{Context, update};

const SIZE: (u16, u16) = (80, 24);

fn desk() -> Desk {
    Desk::new(SIZE, Lang::Nl)
}

/// Whether the line at the bottom says that what was chosen is gone.
fn says_choose_again(desk: &Desk) -> bool {
    let said = desk.words.say(Id::HintChooseAgain);
    desk.model.notice.as_ref().is_some_and(|(_, text)| *text == said)
}

/// Two incidents on the page, the second one chosen.
fn two_incidents() -> Desk {
    let mut desk = desk();
    for (cell, words) in [("0 2", "ruzie"), ("0 3", "onrustig")] {
        desk.keys(cell);
        desk.keys("! a");
        typed(&mut desk, words);
        desk.keys("enter");
    }
    desk.keys("g i down");
    assert!(draw(&desk, SIZE).contains("> 03"), "{}", draw(&desk, SIZE));
    desk
}

/// A colleague says that the second one was a mistake.
fn colleague_strikes_the_second(desk: &mut Desk) {
    let second = desk.model.day.as_ref().expect("a day").incidents[1].clone();
    let (detainee, kind, replaces) = (second.detainee, IncidentKind::Isolation, Some(second.id));
    desk.colleague_does(&Deed::Incident { wing: WING, detainee, kind, text: Pii::default(), replaces });
}

#[test]
fn an_incident_that_is_gone_takes_no_key_with_it_until_somebody_moves() {
    let mut desk = two_incidents();
    let before = desk.recorded.len();
    colleague_strikes_the_second(&mut desk);
    assert!(!draw(&desk, SIZE).contains("> 0"), "nobody is chosen: {}", draw(&desk, SIZE));
    for keys in ["space", "x", "z"] {
        desk.keys(keys);
        assert!(says_choose_again(&desk), "{keys}");
        assert!(matches!(desk.model.over, Some(Over::Incidents(_))), "{keys}");
    }
    assert_eq!(desk.recorded.len(), before, "nothing was recorded on whoever stands there now");
    desk.keys("down");
    assert!(draw(&desk, SIZE).contains("> 02"), "{}", draw(&desk, SIZE));
    desk.keys("space");
    assert_eq!(desk.recorded.len(), before + 1);
}

#[test]
fn an_incident_that_goes_while_its_letter_is_chosen_or_while_it_is_asked_about_is_not_another_one() {
    for keys in ["z", "x"] {
        let mut desk = two_incidents();
        let before = desk.recorded.len();
        desk.keys(keys);
        colleague_strikes_the_second(&mut desk);
        desk.keys(if keys == "x" { "j" } else { "d" });
        assert!(says_choose_again(&desk), "{keys}");
        desk.keys("space");
        assert_eq!(desk.recorded.len(), before, "{keys}");
    }
}

#[test]
fn a_mistake_is_asked_about_before_it_is_struck() {
    let mut desk = two_incidents();
    let before = desk.recorded.len();
    desk.keys("x");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Wilt u dit schrappen?") && screen.contains("03 van den Berg"), "{screen}");
    desk.keys("esc");
    assert_eq!(desk.recorded.len(), before);
    assert!(draw(&desk, SIZE).contains("> 03"), "back at the same one: {}", draw(&desk, SIZE));
    desk.keys("x j");
    assert_eq!(desk.recorded.len(), before + 1);
}

fn two_requests() -> Desk {
    let mut desk = desk();
    for (cell, words) in [("0 2", "eerste"), ("0 3", "tweede")] {
        desk.keys(cell);
        desk.keys("v b");
        typed(&mut desk, words);
        desk.keys("enter");
    }
    desk
}

fn colleague_withdraws_the_first(desk: &mut Desk) {
    let first = desk.model.day.as_ref().expect("a day").requests[0].clone();
    let state = RequestState::Withdrawn;
    desk.colleague_does(&Deed::RequestStep { wing: WING, detainee: first.detainee, request: first.id, state });
}

#[test]
fn a_request_that_is_gone_takes_no_key_with_it() {
    let mut desk = two_requests();
    desk.keys("g z");
    colleague_withdraws_the_first(&mut desk);
    let before = desk.recorded.len();
    for keys in ["x", "space", "enter"] {
        desk.keys(keys);
        assert!(says_choose_again(&desk), "{keys}");
    }
    assert_eq!(desk.recorded.len(), before);
    desk.keys("down x j");
    assert_eq!(desk.recorded.len(), before + 1, "the one that took its place, once it was chosen");
}

#[test]
fn a_request_that_goes_while_it_is_asked_about_is_not_another_one() {
    let mut desk = two_requests();
    desk.keys("g z x");
    colleague_withdraws_the_first(&mut desk);
    let before = desk.recorded.len();
    desk.keys("j");
    assert!(says_choose_again(&desk));
    desk.keys("space");
    assert_eq!(desk.recorded.len(), before);
}

/// A list of texts with one of mine: the handover, or the notes of cell 02.
fn one_text(texts: Texts) -> Desk {
    let mut desk = desk();
    match texts {
        Texts::Handover => desk.keys("g o i"),
        Texts::Notes => desk.keys("0 2 n"),
    }
    typed(&mut desk, "wasserij");
    desk.keys("enter");
    if texts == Texts::Notes {
        desk.keys("enter n");
    }
    assert!(draw(&desk, SIZE).contains("MdV: wasserij"), "{}", draw(&desk, SIZE));
    desk
}

/// A colleague wrote a text, a quarter of an hour before mine, that arrives now; or a new version of mine.
fn colleague_writes(desk: &mut Desk, texts: Texts, words: &str, replaces: Option<RowId>) {
    let text = Pii::new(text(words));
    let deed = match texts {
        Texts::Handover => {
            let replaces = replaces.map(RowId::into);
            Deed::HandoverEntry { wing: WING, detainee: None, text, replaces }
        }
        Texts::Notes => {
            let detainee = desk.model.line().expect("somebody").detainee;
            Deed::Note { wing: WING, detainee, text, replaces: replaces.map(RowId::into) }
        }
    };
    let now = desk.now;
    desk.now -= TimeDelta::minutes(15);
    desk.colleague_does(&deed);
    desk.now = now;
}

/// What the last recorded text takes the place of.
fn replaced(desk: &Desk) -> Option<RowId> {
    match desk.recorded.last()?.first()? {
        Deed::Note { replaces, .. } => replaces.map(RowId::from),
        Deed::HandoverEntry { replaces, .. } => replaces.map(RowId::from),
        _ => None,
    }
}

#[test]
fn a_text_of_a_colleague_that_comes_in_above_takes_no_key_with_it() {
    for texts in [Texts::Handover, Texts::Notes] {
        let mut desk = one_text(texts);
        let mine = texts.lines(&desk.model)[0].id;
        colleague_writes(&mut desk, texts, "eerder", None);
        assert_ne!(texts.lines(&desk.model)[0].id, mine, "theirs stands above");
        let screen = draw(&desk, SIZE);
        let marked = screen.lines().find(|line| line.contains(" > "));
        assert!(marked.is_some_and(|line| line.contains("wasserij")), "{texts:?}: {screen}");
        desk.keys("enter");
        typed(&mut desk, " dicht");
        desk.keys("enter");
        assert_eq!(replaced(&desk), Some(mine), "{texts:?}");
        // The new version is the chosen one.
        let mine = texts.lines(&desk.model).iter().find(|line| line.text.reveal().as_str() == "wasserij dicht");
        let mine = mine.map(|line| line.id);
        desk.keys("x");
        assert!(draw(&desk, SIZE).contains("MdV: wasserij dicht"), "{}", draw(&desk, SIZE));
        desk.keys("esc x j");
        assert_eq!(replaced(&desk), mine, "{texts:?}");
    }
}

#[test]
fn a_text_that_is_gone_takes_no_key_with_it_until_somebody_moves() {
    for texts in [Texts::Handover, Texts::Notes] {
        for meanwhile in ["", "x"] {
            let mut desk = one_text(texts);
            let mine = texts.lines(&desk.model)[0].id;
            desk.keys(meanwhile);
            colleague_writes(&mut desk, texts, "anders", Some(mine));
            let before = desk.recorded.len();
            for keys in if meanwhile.is_empty() { ["enter", "x"] } else { ["j", "enter"] } {
                desk.keys(keys);
                assert!(says_choose_again(&desk), "{texts:?} {keys}");
                assert!(matches!(desk.model.over, Some(Over::Written(..))), "{texts:?} {keys}");
            }
            assert_eq!(desk.recorded.len(), before);
            desk.keys("down x j");
            assert_eq!(replaced(&desk), Some(RowId(Uuid::from_u128(8_999))), "once it was chosen");
        }
    }
}

#[test]
fn whoever_is_gone_from_my_people_is_not_somebody_else() {
    let mut desk = desk();
    desk.keys("g m");
    let all = desk.model.caseload.clone().expect("people");
    let people = all.people.iter().skip(1).cloned().collect();
    desk.send(Msg::Caseload(Arc::new(Caseload { people, agreements: Vec::new() })));
    desk.keys("enter");
    assert!(says_choose_again(&desk) && matches!(desk.model.over, Some(Over::People(_))));
    desk.keys("down enter");
    assert_eq!(desk.model.line().map(|line| line.detainee), all.people.get(1).map(|line| line.detainee));
}

/// Every day has something to do in the yard, so that a week is longer than the screen.
fn busy() -> Desk {
    let mut desk = desk();
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let mut weekday = chrono::Weekday::Mon;
    for number in 0..7 {
        for hour in [9, 10] {
            let id = ProgrammeSlotId(Uuid::from_u128(8_200 + number * 10 + u128::from(hour)));
            let (starts, ends) = (time(hour), time(hour + 1));
            let kind = text("outdoor");
            desk.records.push(ProgrammeSlot { id, wing: WING, group: None, kind, weekday, starts, ends }.into());
        }
        weekday = weekday.succ();
    }
    desk.now += TimeDelta::days(2);
    desk.send(Msg::Tick);
    desk
}

/// The day of the chosen line of the week.
fn chosen_day(desk: &Desk) -> Option<chrono::NaiveDate> {
    let Some(Over::Week(pick)) = desk.model.over else { unreachable!("{:?}", desk.model.over) };
    pick.line.key.map(|(day, _)| day)
}

/// An action of which the answer is still on its way.
fn without_its_answer(desk: &mut Desk, action: Action) {
    let context = Context { now: desk.now, looks: &desk.looks, words: &desk.words };
    let _on_its_way = update(&mut desk.model, Msg::Act(action), &context);
}

#[test]
fn the_week_opens_at_the_day_on_screen_each_time() {
    let mut desk = busy();
    desk.keys("g k");
    let wednesday = chosen_day(&desk);
    assert_eq!(wednesday, Some(super::fixture::date() + TimeDelta::days(2)));
    desk.keys("esc g k");
    assert_eq!(chosen_day(&desk), wednesday, "the second time too");
    desk.keys("esc");
    without_its_answer(&mut desk, Action::WeekPage);
    assert_eq!(chosen_day(&desk), wednesday, "before the answer, since the week is here");
}

#[test]
fn nothing_is_recorded_of_a_week_before_a_line_is_chosen() {
    let mut desk = busy();
    desk.keys("g k esc");
    let week = desk.model.week.take().expect("a week");
    without_its_answer(&mut desk, Action::WeekPage);
    // It arrives while help lies over the page: no choice falls behind it.
    desk.keys("f1");
    desk.send(Msg::Week(week));
    desk.keys("esc");
    assert_eq!(chosen_day(&desk), None);
    for keys in ["space", "a", ","] {
        desk.keys(keys);
        assert!(says_choose_again(&desk) && matches!(desk.model.over, Some(Over::Week(_))), "{keys}");
    }
    assert!(desk.recorded.is_empty());
}

#[test]
fn a_week_that_comes_too_late_does_not_take_the_place_of_the_wanted_one() {
    let mut desk = busy();
    desk.keys("g k");
    let late = desk.model.week.clone().expect("a week");
    desk.keys("-");
    desk.send(Msg::Week(Arc::clone(&late)));
    assert!(draw(&desk, SIZE).contains("18-11-2026"), "{}", draw(&desk, SIZE));
    // Help lies over the page: what is below it is still wanted.
    desk.keys("f1");
    desk.send(Msg::Week(late));
    desk.keys("esc");
    assert!(draw(&desk, SIZE).contains("18-11-2026"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_line_of_the_week_that_is_gone_takes_no_key_with_it() {
    let mut desk = busy();
    desk.keys("g k pgup ,");
    typed(&mut desk, "0750");
    let week = desk.model.week.clone().expect("a week");
    let without = Arc::new(Week { lines: week.lines.iter().skip(1).cloned().collect(), ..Week::clone(&week) });
    desk.send(Msg::Week(Arc::clone(&without)));
    desk.keys("enter");
    assert!(says_choose_again(&desk) && desk.recorded.is_empty(), "{}", draw(&desk, SIZE));
    desk.keys("esc space");
    assert!(says_choose_again(&desk) && desk.recorded.is_empty(), "{}", draw(&desk, SIZE));
    desk.send(Msg::Week(week));
    desk.keys(",");
    typed(&mut desk, "0750");
    desk.keys("enter");
    desk.send(Msg::Week(without));
    desk.keys("p");
    assert!(says_choose_again(&desk) && desk.recorded.is_empty(), "while its cause was chosen: {}", draw(&desk, SIZE));
}

#[test]
fn a_file_that_comes_too_late_does_not_take_the_place_of_the_open_one() {
    let mut desk = desk();
    desk.keys("0 2 enter");
    let late = desk.model.file.clone().expect("a file");
    desk.keys("esc 0 3 enter");
    let open = desk.model.file.clone();
    desk.send(Msg::File(late));
    assert_eq!(desk.model.file, open);
}
