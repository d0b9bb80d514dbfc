//! Steps of a visit, other times, notes in versions, what a mentor writes, and the choice between two people's values.

use chrono::TimeDelta;

use super::fixture::{Desk, at};
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::amend::Amendment;
use crate::domain::id::SessionId;
use crate::domain::mark::MarkKind;
use crate::domain::visit::VisitStatus;
use crate::domain::volunteer::SessionOffer;
use crate::text::Lang;
use crate::tui::Key;
use crate::tui::msg::{Msg, Notice};

const SIZE: (u16, u16) = (80, 24);

/// With the visit of the second person chosen.
pub(super) fn at_the_visit() -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("down right");
    desk
}

pub(super) fn typed(desk: &mut Desk, text: &str) {
    for letter in text.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        desk.send(Msg::Key(Key::char(lower), Some(letter)));
    }
}

#[test]
fn somebody_is_signed_up_for_a_session_provisionally_and_signed_off_again() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("down z");
    assert!(draw(&desk, SIZE).contains("1  aanmelden: Gespreksgroep, 19:00"), "{}", draw(&desk, SIZE));
    desk.keys("1");
    let Some([Deed::SignUp { withdraw: false, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    // The last item of that person's day; the hub decides whether there is a seat.
    desk.keys("right right right");
    assert!(draw(&desk, SIZE).contains("19:00-20:00 bijeenkomst (voorlopig) Gespreksgroep"), "{}", draw(&desk, SIZE));
    desk.keys("z");
    assert!(!draw(&desk, SIZE).contains("aanmelden"), "{}", draw(&desk, SIZE));
    desk.keys("a");
    assert!(draw(&desk, SIZE).contains("Gespreksgroep: afgemeld"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("bijeenkomst (voorlopig) Gespreksgroep"), "{}", draw(&desk, SIZE));
}

#[test]
fn no_session_of_a_full_day_is_out_of_reach() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    for number in 1..=10_u128 {
        let offer = SessionOffer {
            id: SessionId(uuid::Uuid::from_u128(8_000 + number)),
            title: super::fixture::text(&format!("Groep {number:02}")),
            starts_at: at(19, 0) + TimeDelta::minutes(i64::try_from(number).expect("small")),
            ends_at: at(20, 0),
            room: None,
        };
        desk.records.push(offer.into());
    }
    desk.keys("+ - down z");
    assert!(draw(&desk, SIZE).contains("0  volgende: 10-11 van 11"), "{}", draw(&desk, SIZE));
    desk.keys("0 2");
    let wanted = SessionId(uuid::Uuid::from_u128(8_010));
    let last = desk.recorded.last().and_then(|batch| batch.first());
    assert!(matches!(last, Some(Deed::SignUp { session, .. }) if *session == wanted), "{last:?}");
}

#[test]
fn every_letter_is_in_sight_in_the_smallest_window() {
    let mut desk = Desk::new((60, 16), Lang::Nl);
    desk.keys("0 2 enter c");
    assert!(draw(&desk, (60, 16)).contains("d  bezoek met kind"), "{}", draw(&desk, (60, 16)));
}

#[test]
fn a_visit_is_called_off_by_two_keys_and_one_takes_it_back() {
    let mut desk = at_the_visit();
    desk.keys("z a");
    assert!(draw(&desk, SIZE).contains("Bezoekzaal 2: afgezegd"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    let Some([Deed::VisitStatus { status, instead_of, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!((*status, *instead_of), (VisitStatus::Planned, Some(VisitStatus::CancelledByVisitor)));
    assert!(draw(&desk, SIZE).contains("Bezoekzaal 2: gepland"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_visit_moves_with_its_length_and_says_what_was_on_screen() {
    let mut desk = at_the_visit();
    desk.keys("z v");
    typed(&mut desk, "1445");
    desk.keys("enter");
    let Some([Deed::Amend { amendments, base: 1, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    let hour = TimeDelta::hours(1);
    let wanted = [
        Amendment::Starts { from: at(13, 30), to: at(14, 45) },
        Amendment::Ends { from: at(13, 30) + hour, to: at(14, 45) + hour },
    ];
    assert_eq!(amendments.as_slice(), wanted);
    assert!(draw(&desk, SIZE).contains("14:45-15:45 bezoek"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("13:30-14:30 bezoek"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_time_that_is_none_keeps_the_line_and_records_nothing() {
    let mut desk = at_the_visit();
    for wrong in ["2561", "1500-1400", "x", "1400-1500-1600"] {
        desk.keys("z v");
        typed(&mut desk, wrong);
        desk.keys("enter");
        assert!(matches!(desk.model.notice, Some((Notice::Hint, _))), "{wrong}");
        desk.keys("esc");
    }
    assert_eq!(desk.recorded.len(), 0);
}

#[test]
fn another_place_is_one_field() {
    let mut desk = at_the_visit();
    desk.keys("z p");
    typed(&mut desk, "Zaal 2");
    desk.keys("enter");
    let Some([Deed::Amend { amendments, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert!(matches!(amendments.as_slice(), [Amendment::Place { .. }]));
}

#[test]
fn tomorrows_visit_can_be_called_off_but_cannot_have_begun() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    // The visit is on the 23rd, seen from the 22nd.
    desk.now -= TimeDelta::days(1);
    desk.keys("+ down right right z b");
    assert_eq!(desk.recorded.len(), 0, "{}", draw(&desk, SIZE));
    desk.keys("z a");
    assert_eq!(desk.recorded.len(), 1, "{}", draw(&desk, SIZE));
}

#[test]
fn a_changed_note_takes_the_place_of_the_old_one_and_undo_brings_the_old_words_back() {
    let mut desk = at_the_visit();
    desk.keys("n");
    typed(&mut desk, "rustig");
    desk.keys("enter enter n enter");
    typed(&mut desk, " weekend");
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("rustig weekend"), "{}", draw(&desk, SIZE));
    desk.keys("esc esc u");
    desk.keys("enter n");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("rustig") && !screen.contains("weekend"), "{screen}");
}

#[test]
fn two_versions_of_a_note_stay_until_somebody_takes_one_away() {
    let mut desk = at_the_visit();
    desk.keys("n");
    typed(&mut desk, "rustig");
    desk.keys("enter");
    // A colleague elsewhere changed the same version.
    let Some([Deed::Note { wing, detainee, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    let (wing, detainee) = (*wing, *detainee);
    desk.keys("enter n enter");
    desk.colleague_edits_the_first_note(wing, detainee, "druk");
    typed(&mut desk, " weekend");
    desk.keys("enter");
    let both = draw(&desk, SIZE);
    assert!(both.contains("druk") && both.contains("rustig weekend") && both.contains("Twee versies"), "{both}");
    desk.keys("down x");
    let one = draw(&desk, SIZE);
    assert!(!one.contains("Twee versies"), "{one}");
}

#[test]
fn a_mentor_writes_for_the_leave_request_over_the_text_that_stands_there() {
    let mut desk = at_the_visit();
    desk.keys("enter pgdn");
    assert!(draw(&desk, SIZE).contains("inbreng mentor (MdV 23-11): Werkt elke dag."), "{}", draw(&desk, SIZE));
    desk.keys("i v");
    typed(&mut desk, " Goed");
    desk.keys("esc i v enter");
    let Some([Deed::LeaveAdvice { text, base, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!((text.reveal().as_str(), *base), ("Werkt elke dag. Goed", 2), "the draft was kept");
}

#[test]
fn a_conflict_is_settled_by_one_key_either_way() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    // The first refusal that nobody looked at is chosen; the visit's conflict stands two below it.
    desk.keys("g y down down");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("u: afgezegd   nu: er"), "{screen}");
    desk.keys("j");
    let Some([Deed::VisitStatus { instead_of: Some(VisitStatus::Arrived), .. }]) =
        desk.recorded.last().map(Vec::as_slice)
    else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!(desk.seen, [8]);
    desk.keys("down space");
    assert_eq!(desk.seen, [8, 9]);
    desk.keys("j");
    assert_eq!(desk.recorded.len(), 1, "there is nothing left to choose there");
}

#[test]
fn escape_from_a_changed_note_keeps_what_was_typed() {
    let mut desk = at_the_visit();
    desk.keys("n");
    typed(&mut desk, "rustig");
    desk.keys("enter enter n enter");
    typed(&mut desk, " weekend");
    desk.keys("esc enter enter");
    let Some([Deed::Note { text, replaces: Some(_), .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!(text.reveal().as_str(), "rustig weekend");
    desk.keys("enter esc");
    assert_eq!(desk.recorded.len(), 2, "what was saved is no draft any more");
}

#[test]
fn undo_does_not_say_that_it_took_back_what_has_no_way_back() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g y down down j esc u");
    assert_eq!(desk.recorded.len(), 1, "nothing was recorded by the undo");
    assert!(draw(&desk, SIZE).contains("Er is niets om ongedaan te maken"), "{}", draw(&desk, SIZE));
}

#[test]
fn what_has_no_way_back_does_not_stand_in_the_way_of_what_was_done_before() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("down space g y down down j esc u");
    assert_eq!(desk.recorded.len(), 2, "a mark and a choice");
    desk.keys("u");
    let Some([Deed::Mark { kind: MarkKind::Withdrawn, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
}
