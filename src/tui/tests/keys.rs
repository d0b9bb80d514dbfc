//! Keys in, deeds out.

use chrono::TimeDelta;

use super::fixture::{Desk, at};
use crate::domain::action::Deed;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::text::Lang;
use crate::tui::Msg;
use crate::tui::model::Over;

fn desk() -> Desk {
    Desk::new((80, 24), Lang::Nl)
}

fn chosen(desk: &Desk) -> u16 {
    desk.model.line().and_then(|line| line.cell.number).expect("a chosen line")
}

#[test]
fn space_records_the_next_step_of_the_item_at_hand() {
    let mut desk = desk();
    desk.keys("space space space");
    assert_eq!(desk.marks(), [[MarkKind::Left], [MarkKind::Arrived], [MarkKind::Back]]);
}

#[test]
fn a_reason_is_one_letter_and_caps_lock_does_not_matter() {
    let mut desk = desk();
    desk.keys("a z");
    assert_eq!(desk.marks(), [[MarkKind::Absent(AbsenceReason::Sick)]]);
    desk.keys("down b");
    desk.now += TimeDelta::seconds(1);
    desk.send(Msg::Key(crate::tui::Key::char('g'), Some('G')));
    assert_eq!(desk.marks()[1], [MarkKind::StaysInCell(AbsenceReason::Refused)]);
}

#[test]
fn escape_leaves_the_list_of_reasons_without_a_mark() {
    let mut desk = desk();
    desk.keys("a esc");
    assert_eq!((desk.recorded.len(), desk.model.over.clone()), (0, None));
}

#[test]
fn two_digits_are_a_cell() {
    let mut desk = desk();
    desk.keys("2 7");
    assert_eq!(chosen(&desk), 27);
    desk.keys("9 9");
    assert_eq!(chosen(&desk), 27);
    assert!(desk.model.notice.is_some());
}

#[test]
fn undo_takes_the_last_batch_back_whole() {
    let mut desk = desk();
    desk.keys("s down down space");
    assert_eq!(desk.marks()[0].len(), 3);
    desk.keys("u");
    assert_eq!(desk.marks()[1], [MarkKind::Withdrawn; 3]);
    let states: Vec<_> = desk.model.lines().iter().take(3).filter_map(|line| line.items[0].mark).collect();
    assert!(states.is_empty());
    desk.keys("u");
    assert_eq!(desk.recorded.len(), 2);
}

#[test]
fn another_time_stays_until_escape_and_is_never_in_the_future() {
    let mut desk = desk();
    desk.keys(", 0 7 4 5 enter space down space");
    assert_eq!(desk.last_seen_at(), Some(at(7, 45)));
    desk.keys("esc down space");
    assert_eq!(desk.last_seen_at(), None);
    desk.keys(", 2 3 5 9 enter");
    assert!(matches!(desk.model.over, Some(Over::Input(..))));
}

#[test]
fn minutes_ago_are_typed_with_a_minus() {
    let mut desk = desk();
    desk.keys(", - 5 enter");
    let now = desk.now;
    desk.keys("space");
    assert_eq!(desk.last_seen_at(), Some(now - TimeDelta::minutes(5)));
}

#[test]
fn a_filter_works_while_typing_and_keeps_who_was_chosen() {
    let mut desk = desk();
    desk.keys("3 6 f r u i");
    assert_eq!((desk.model.lines().len(), chosen(&desk)), (1, 36));
    desk.keys("enter esc");
    assert_eq!((desk.model.lines().len(), chosen(&desk)), (16, 36));
}

#[test]
fn a_name_typed_into_the_wrong_window_records_nothing() {
    let mut desk = desk();
    for letter in ["b", "a", "k", "k", "e", "r", "n", "a", "w", "t"] {
        desk.now += TimeDelta::milliseconds(90);
        desk.key(letter);
        // The first letter may open something; it records nothing by itself.
        desk.model.over = None;
    }
    assert_eq!(desk.recorded.len(), 0);
}

#[test]
fn a_practised_hand_chooses_from_a_list_as_fast_as_it_likes_and_a_name_chooses_nothing() {
    let sick = vec![MarkKind::Absent(AbsenceReason::Sick)];
    let fast = |desk: &mut Desk, keys: &[&str]| {
        for key in keys {
            desk.now += TimeDelta::milliseconds(40);
            desk.key(key);
        }
    };
    let mut desk = desk();
    desk.now += TimeDelta::seconds(1);
    fast(&mut desk, &["a", "z"]);
    assert_eq!(desk.recorded.len(), 0);
    // Nothing followed.
    desk.now += TimeDelta::milliseconds(300);
    desk.send(Msg::Tick);
    assert_eq!(desk.marks(), std::slice::from_ref(&sick));
    // Any other key says the same at once.
    desk.now += TimeDelta::seconds(1);
    fast(&mut desk, &["down", "a", "z", "down"]);
    assert_eq!((desk.marks(), chosen(&desk)), (vec![sick.clone(), sick], 3));
    // A time for a list that takes none chooses nothing either.
    desk.now += TimeDelta::seconds(1);
    desk.keys("1 1 z");
    fast(&mut desk, &["v", "1", "3", "3", "0"]);
    desk.now += TimeDelta::seconds(1);
    desk.send(Msg::Tick);
    assert_eq!((desk.recorded.len(), &desk.model.over), (2, &None));
    // The rest of a name.
    desk.now += TimeDelta::seconds(1);
    fast(&mut desk, &["b", "a", "k", "k", "e", "r"]);
    desk.now += TimeDelta::seconds(1);
    desk.send(Msg::Tick);
    assert_eq!((desk.recorded.len(), &desk.model.over), (2, &None));
}

#[test]
fn a_letter_after_the_clock_jumped_back_is_not_too_fast() {
    let mut desk = desk();
    desk.keys("e");
    desk.now -= TimeDelta::days(3652);
    desk.key("a");
    assert!(matches!(desk.model.over, Some(Over::Reasons(_))), "{:?}", desk.model.over);
}

#[test]
fn nothing_can_be_recorded_on_a_day_to_come() {
    let mut desk = desk();
    desk.keys("+ space a");
    assert_eq!((desk.recorded.len(), desk.model.over.clone()), (0, None));
    desk.keys("g d space");
    assert_eq!(desk.recorded.len(), 1);
}

#[test]
fn a_note_is_kept_as_a_draft_until_it_is_saved() {
    let mut desk = desk();
    desk.keys("n h o i esc");
    assert_eq!(desk.recorded.len(), 0);
    desk.keys("n ! enter");
    assert!(matches!(&desk.recorded[0][..], [Deed::Note { text, .. }] if text.reveal().as_str() == "hoi!"));
    assert!(desk.model.drafts.is_empty());
}

#[test]
fn what_the_disk_refuses_is_said_and_not_shown_as_done() {
    let mut desk = desk();
    desk.disk_is_full = true;
    desk.keys("space");
    assert!(desk.model.notice.as_ref().is_some_and(|(_, text)| text.as_str().contains("vol")));
    assert!(desk.model.line().is_some_and(|line| line.items[0].mark.is_none()));
}

#[test]
fn e_goes_to_what_is_not_recorded() {
    let mut desk = desk();
    desk.now = at(9, 30);
    desk.send(Msg::Tick);
    desk.keys("e");
    assert_eq!(chosen(&desk), 2);
}

#[test]
fn quitting_asks_and_only_j_means_yes() {
    let mut desk = desk();
    desk.keys("q esc");
    assert!(!desk.left);
    desk.keys("q enter");
    assert!(!desk.left);
    desk.keys("j");
    assert!(desk.left);
}

#[test]
fn a_refresh_never_moves_the_cursor() {
    let mut desk = desk();
    desk.keys("2 2");
    let first = desk.records.iter().position(|record| matches!(record, crate::domain::record::Record::Detainee(_)));
    desk.records.remove(first.expect("somebody"));
    desk.now += TimeDelta::minutes(1);
    desk.send(Msg::Tick);
    assert_eq!((desk.model.lines().len(), chosen(&desk)), (15, 22));
}
