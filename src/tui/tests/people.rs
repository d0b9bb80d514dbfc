//! My people: who waits for the reader, and what is brought to a meeting.

use std::sync::Arc;

use chrono::TimeDelta;
use uuid::Uuid;

use super::choices::typed;
use super::fixture::{Desk, at, date};
use super::picture::{draw, flat};
use crate::domain::action::Deed;
use crate::domain::caseload::{CaseLine, Caseload};
use crate::domain::event::{Event, EventKind};
use crate::domain::id::{AgreementId, DetaineeId, EventId, LeaveRequestId, WingId};
use crate::domain::leave::{AdviceRole, LeaveKind, LeaveRequest, LeaveState, WaitsOn};
use crate::domain::mdo::Meeting;
use crate::domain::record::Record;
use crate::domain::work::{Agreement, AgreementKind};
use crate::text::{Lang, SafeText};
use crate::tui::Msg;
use crate::tui::model::Over;

const SIZE: (u16, u16) = (80, 24);

/// Whoever is in cell 02 is talked about on Friday.
fn before_a_meeting() -> Desk {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2");
    let detainee = desk.model.line().map(|line| line.detainee).expect("somebody");
    let starts_at = at(10, 0) + TimeDelta::days(4);
    let (id, kind, ends_at) = (EventId(Uuid::from_u128(700)), EventKind::Mdo, starts_at + TimeDelta::minutes(30));
    let event = Event { id, detainee, kind, starts_at, ends_at, place: None, changed: None };
    desk.records.extend(Meeting::of(&event).map(Record::from));
    desk.records.push(event.into());
    desk
}

#[test]
fn whose_contribution_is_owed_stands_first_and_enter_goes_to_the_person() {
    let mut desk = before_a_meeting();
    desk.keys("g m");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("> B2 02 Bakker, J.  nog geen gesprek vastgelegd"), "{screen}");
    assert!(screen.contains("MDO vr 27-11 10:00: inbreng nog van mentor, casemanager"), "{screen}");
    desk.keys("down enter");
    assert!(matches!(desk.model.over, Some(Over::Person(0))));
    assert_ne!(desk.model.line().map(|line| line.cell.spoken()).as_deref(), Some("02"), "the next one");
}

#[test]
fn everything_of_somebody_is_on_screen_and_what_waits_for_the_reader_stands_first() {
    let mut desk = before_a_meeting();
    let detainee = desk.model.line().map(|line| line.detainee).expect("somebody");
    let request = LeaveRequest {
        id: LeaveRequestId(Uuid::from_u128(701)),
        detainee,
        kind: LeaveKind::ShortReintegration,
        submitted_on: date(),
        goal: None,
        leaves_at: None,
        returns_at: None,
        state: LeaveState::AdviceGathering,
        waits_on: Some(WaitsOn::Mentor),
        waits_since: None,
    };
    desk.records.push(request.into());
    desk.keys("v m");
    typed(&mut desk, "wil praten");
    desk.keys("enter 0 3 v m");
    typed(&mut desk, "wil ook praten");
    desk.keys("enter g m");
    let screen = flat(&draw(&desk, SIZE));
    let whole = "MDO vr 27-11 10:00: inbreng nog van mentor, casemanager; verlof wacht op u; 1 verzoek(en) aan de mentor; 0 van 6 gevraagd";
    assert!(screen.contains(whole), "{screen}");
    assert!(screen.contains("1 verzoek(en) aan de mentor; geen MDO bekend; 0 van 6 gevraagd"), "{screen}");
}

#[test]
fn no_agreement_of_many_is_out_of_reach() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2");
    for number in 1..=12_u128 {
        let (id, party) = (AgreementId(Uuid::from_u128(80 + number)), SafeText::line(&format!("Bedrijf {number:02}")));
        let kind = AgreementKind::Employer;
        desk.records.push(Agreement { id, party, kind, places: None, until: None, initiative: None }.into());
    }
    desk.keys("enter i b");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("9  Bedrijf 09") && screen.contains("0  volgende: 10-12 van 12"), "{screen}");
    let lines = crate::tui::plain::page(&desk.model, &desk.look()).join("\n");
    assert!(lines.contains("0  volgende: 10-12 van 12"), "{lines}");
    desk.keys("0");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("3  Bedrijf 12") && screen.contains("0  volgende: 1-9 van 12"), "{screen}");
    desk.keys("3");
    let Some(Deed::Placement { agreement, .. }) = desk.recorded.last().and_then(|batch| batch.first()) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!(*agreement, AgreementId(Uuid::from_u128(92)));
}

#[test]
fn what_is_brought_is_recorded_once_changed_and_taken_back() {
    let mut desk = before_a_meeting();
    desk.keys("0 2 enter i d");
    typed(&mut desk, "gaat goed");
    desk.keys("enter");
    assert!(matches!(
        desk.recorded.last().and_then(|batch| batch.first()),
        Some(Deed::MdoContribution { role: AdviceRole::Mentor, .. })
    ));
    desk.keys("pgdn");
    assert!(draw(&desk, (80, 60)).contains("inbreng mentor (MdV): gaat goed"), "{}", draw(&desk, (80, 60)));
    desk.keys("i d enter");
    assert_eq!(desk.recorded.len(), 1, "the same again is nothing new");
    desk.keys("u");
    assert!(draw(&desk, (80, 60)).contains("inbreng mentor: nog niet"), "{}", draw(&desk, (80, 60)));
    desk.keys("esc g m");
    assert!(draw(&desk, SIZE).contains("inbreng nog van mentor, casemanager"));
}

#[test]
fn what_was_being_typed_when_the_screen_locked_is_recorded_after_it_opens() {
    let mut desk = before_a_meeting();
    desk.keys("0 2 enter i d");
    typed(&mut desk, "gaat goed");
    desk.keys("ctrl-l 2 8 0 4 1 7 2 8 0 4 1 7");
    assert!(desk.model.lock.is_some() && desk.model.file.is_none());
    desk.keys("2 8 0 4 1 7");
    assert!(draw(&desk, SIZE).contains("gaat goed"), "{}", draw(&desk, SIZE));
    desk.keys("enter");
    assert!(matches!(
        desk.recorded.last().and_then(|batch| batch.first()),
        Some(Deed::MdoContribution { role: AdviceRole::Mentor, .. })
    ));
}

#[test]
fn with_names_hidden_nobody_reads_who_or_what_was_brought() {
    let mut desk = before_a_meeting();
    desk.keys("0 2 enter i d");
    typed(&mut desk, "gaat goed");
    desk.keys("enter esc . g m");
    assert!(!draw(&desk, SIZE).contains("Bakker"), "{}", draw(&desk, SIZE));
    desk.keys("enter");
    assert!(!draw(&desk, (80, 60)).contains("gaat goed"));
}

#[test]
fn where_somebody_started_is_two_letters_and_a_digit_and_is_counted_beside_the_places() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2");
    let (id, party) = (AgreementId(Uuid::from_u128(80)), SafeText::line("Bouwbedrijf De Vecht"));
    let kind = AgreementKind::Employer;
    desk.records.push(Agreement { id, party, kind, places: Some(4), until: None, initiative: None }.into());
    desk.keys("enter i b");
    assert!(draw(&desk, SIZE).contains("1  Bouwbedrijf De Vecht"), "{}", draw(&desk, SIZE));
    desk.keys("1");
    assert!(matches!(
        desk.recorded.last().and_then(|batch| batch.first()),
        Some(Deed::Placement { replaces: None, .. })
    ));
    assert!(draw(&desk, (80, 60)).contains("begonnen bij Bouwbedrijf De Vecht"), "{}", draw(&desk, (80, 60)));
    desk.keys("esc g m");
    for _ in 0..20 {
        desk.keys("down");
    }
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Bouwbedrijf De Vecht: 4 plaatsen, begonnen 1"), "{screen}");
    desk.keys("esc u 0 2 enter");
    assert!(!draw(&desk, (80, 60)).contains("begonnen bij"), "{}", draw(&desk, (80, 60)));
}

/// Somebody of the reader's people whose wing is not on this screen, as their file has them.
fn somebody_elsewhere(desk: &Desk) -> CaseLine {
    let mut line = desk.model.caseload.as_ref().expect("people").people[0].clone();
    line.detainee = DetaineeId(Uuid::from_u128(4_321));
    line.wing = Some(WingId(Uuid::from_u128(77)));
    line.wing_code = Some(SafeText::line("D4"));
    line.name = Some(SafeText::line("Verweg, P."));
    line
}

#[test]
fn who_reads_no_wing_reads_the_file_and_writes_in_it_and_goes_back_to_their_people() {
    let mut desk = before_a_meeting();
    desk.keys("g m");
    let line = somebody_elsewhere(&desk);
    let who = line.detainee;
    let people = vec![line];
    desk.send(Msg::Caseload(Arc::new(Caseload { people, agreements: Vec::new() })));
    desk.keys("up down enter");
    let screen = draw(&desk, (80, 60));
    assert!(screen.contains("D4 02 Verweg, P.") && screen.contains("THUIS"), "{screen}");
    assert!(
        !screen.contains("VANDAAG") && !screen.contains("DEZE WEEK"),
        "of what is not here nothing is said: {screen}"
    );
    desk.keys("n");
    assert!(draw(&desk, SIZE).contains("Die afdeling staat niet op dit scherm."), "{}", draw(&desk, SIZE));
    desk.keys("c g");
    typed(&mut desk, "gebeld met de gemeente");
    desk.keys("enter");
    let Some(Deed::ContactMoment { detainee, .. }) = desk.recorded.last().and_then(|batch| batch.first()) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!(*detainee, who, "and not whoever is chosen on the day");
    assert!(draw(&desk, SIZE).contains("02 Verweg"), "{}", draw(&desk, SIZE));
    desk.keys("i e");
    assert!(draw(&desk, SIZE).contains("D4 02 Verweg, P.   0 van 6 gevraagd"), "{}", draw(&desk, SIZE));
    // Over a lock the names come again with the list, and until then nobody else is named.
    desk.keys("esc ctrl-l 2 8 0 4 1 7 2 8 0 4 1 7");
    desk.model.caseload = None;
    desk.keys("2 8 0 4 1 7");
    assert!(desk.model.caseload.is_some(), "the list is read anew");
    desk.keys("c g");
    typed(&mut desk, "nog een keer");
    desk.keys("enter");
    let screen = draw(&desk, SIZE);
    assert!(desk.model.elsewhere == Some(who) && !screen.contains("Bakker"), "{screen}");
    desk.keys("esc");
    assert!(matches!(desk.model.over, Some(Over::People(_))));
    desk.keys("esc 0 2 enter");
    assert!(draw(&desk, (80, 60)).contains("02 Bakker, J."), "on the day the page is of whoever is chosen again");
}
