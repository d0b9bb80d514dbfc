//! The page of one person: contacts, the first days, children, and one timeline.

use super::choices::typed;
use super::fixture::{Desk, at, date};
use super::picture::{draw, flat};
use crate::domain::action::Deed;
use crate::domain::contact_moment::ContactKind;
use crate::domain::detainee::Programme;
use crate::domain::first_days::{Question, Said};
use crate::domain::id::VisitId;
use crate::domain::record::Record;
use crate::domain::visit::{Visit, VisitKind};
use crate::text::{Id, Lang};
use crate::tui::Context;
use crate::tui::plain::{self, Typed};

const SIZE: (u16, u16) = (80, 24);
const TALL: (u16, u16) = (80, 60);

fn open(keys: &str) -> Desk {
    let mut desk = Desk::new(TALL, Lang::Nl);
    desk.keys("0 2 enter");
    desk.keys(keys);
    desk
}

fn last(desk: &Desk) -> Option<&Deed> {
    desk.recorded.last().and_then(|batch| batch.first())
}

#[test]
fn a_talk_is_recorded_with_its_next_date_and_what_is_new_counts_from_it() {
    let mut desk = open("");
    let screen = draw(&desk, TALL);
    assert!(screen.contains("nog geen gesprek vastgelegd") && screen.contains("TIJDLIJN"), "{screen}");
    assert!(screen.contains("verlof aangevraagd: "), "{screen}");
    desk.keys("c m");
    typed(&mut desk, "+14");
    desk.keys("enter");
    typed(&mut desk, "over thuis");
    desk.keys("enter");
    let Some(Deed::ContactMoment { kind: ContactKind::MentorTalk, next_on, .. }) = last(&desk) else {
        panic!("{:?}", last(&desk))
    };
    assert!(next_on.is_some() && desk.model.drafts.is_empty());
    let screen = draw(&desk, TALL);
    assert!(screen.contains("vorig gesprek 23-11, 0 d   volgend 07-12"), "{screen}");
    assert!(screen.contains("Niets nieuws."), "what was before the talk is known: {screen}");
    desk.keys("u");
    assert!(draw(&desk, TALL).contains("nog geen gesprek vastgelegd"));
}

#[test]
fn what_a_signal_or_a_norm_rests_on_is_said_as_its_source_has_it() {
    let mut desk = Desk::new(TALL, Lang::Nl);
    desk.keys("0 2");
    let here = desk.model.line().map(|line| line.detainee);
    let mut visits = Vec::new();
    for record in &mut desk.records {
        match record {
            Record::Detainee(person) if Some(person.id) == here => {
                (person.programme, person.arrived_on) = (Some(Programme::Plus), date().pred_opt());
            }
            Record::Visit(visit) if Some(visit.detainee) == here => {
                visit.kind = VisitKind::Unsupervised;
                let id = VisitId(uuid::Uuid::from_u128(3_999));
                visits.push(Visit { id, starts_at: at(18, 0), ends_at: at(19, 0), ..visit.clone() });
            }
            _ => {}
        }
    }
    desk.records.extend(visits.into_iter().map(Record::from));
    desk.keys("enter");
    let screen = flat(&draw(&desk, TALL));
    // Community regime: for others the numbers are not these.
    assert!(screen.contains("norm in gemeenschap: 28:00 per week (PM 3 lid 2, Stb. 2021, 251)"), "{screen}");
    assert!(screen.contains("een per maand (commissievantoezicht.nl, nieuws 3251)"), "{screen}");
    assert!(screen.contains("6 maanden binnen (commissievantoezicht.nl, nieuws 3251)"), "{screen}");
    desk.keys("esc g k");
    for _ in 0..9 {
        desk.keys("down");
    }
    let screen = flat(&draw(&desk, TALL));
    assert!(screen.contains("Norm in gemeenschap: basis 42:30, plus 59:00"), "{screen}");
}

#[test]
fn contact_with_a_child_is_the_last_contact_and_a_failed_call_is_not() {
    let mut desk = open("c x enter");
    assert!(draw(&desk, TALL).contains("laatst contact: onbekend"), "{}", draw(&desk, TALL));
    desk.keys("c i enter");
    let Some(Deed::ContactMoment { with_child: true, .. }) = last(&desk) else { panic!("{:?}", last(&desk)) };
    let screen = draw(&desk, TALL);
    assert!(screen.contains("laatst contact 23-11 (0 d)") && screen.contains("beeldbellen met kind"), "{screen}");
}

#[test]
fn the_first_days_are_asked_one_by_one_and_not_answering_is_an_answer() {
    let mut desk = open("i e");
    assert!(draw(&desk, TALL).contains("0 van 6 gevraagd"), "{}", draw(&desk, TALL));
    desk.keys("space j down space z");
    let Some(Deed::FirstAnswer { question, said, .. }) = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!((*question, *said), (Question::AloneNow, Said::DoesNotSay));
    let screen = draw(&desk, TALL);
    assert!(screen.contains("2 van 6 gevraagd") && screen.contains("zegt het niet (23-11, MdV)"), "{screen}");
    desk.keys("n");
    typed(&mut desk, "een hond");
    desk.keys("enter");
    assert!(draw(&desk, TALL).contains("zegt het niet: een hond"), "{}", draw(&desk, TALL));
    desk.keys("u u");
    assert!(draw(&desk, TALL).contains("1 van 6 gevraagd"), "{}", draw(&desk, TALL));
}

#[test]
fn a_child_is_a_letter_and_a_year_and_can_be_changed_and_struck() {
    let mut desk = open("i e i");
    for wrong in ["Mees 2019", "M 3019", "M 2019 q", "M 2019 a j j j"] {
        typed(&mut desk, wrong);
        desk.keys("enter");
        let how = desk.words.say(Id::HowChild);
        assert_eq!(desk.model.notice.clone().map(|(_, text)| text), Some(how), "{wrong}");
        desk.keys(&"backspace ".repeat(wrong.len()));
    }
    typed(&mut desk, "m 2019 a j n");
    assert!(draw(&desk, TALL).contains("M (2019) bij andere ouder, zorg geregeld, contact mag niet"));
    desk.keys("enter");
    assert!(matches!(last(&desk), Some(Deed::Child { child: None, struck: false, .. })));
    desk.keys("space");
    assert!(draw(&desk, TALL).contains("M 2019 a j n"), "{}", draw(&desk, TALL));
    desk.keys("esc end");
    for _ in 0..6 {
        desk.keys("down");
    }
    desk.keys("x");
    let screen = draw(&desk, TALL);
    assert!(screen.contains("Wilt u dit schrappen?") && screen.contains("M (2019)"), "{screen}");
    let before = desk.recorded.len();
    desk.keys("esc");
    let screen = draw(&desk, TALL);
    assert!(screen.contains(">     M (2019)") && desk.recorded.len() == before, "back at the same one: {screen}");
    desk.keys("x j");
    assert!(!draw(&desk, TALL).contains("M (2019)"), "{}", draw(&desk, TALL));
    desk.keys("u");
    assert!(draw(&desk, TALL).contains("M (2019)"), "{}", draw(&desk, TALL));
    desk.keys("esc");
    assert!(draw(&desk, TALL).contains("kindcheck: gedaan"), "{}", draw(&desk, TALL));
}

#[test]
fn who_is_not_their_mentor_reads_what_the_wing_wrote_and_records_nothing_here() {
    let mut desk = open("");
    let mut file = super::dossier::dossier(&desk.records, desk.model.selected.expect("somebody"), desk.now);
    (file.writes_as, file.file) = (None, None);
    desk.send(crate::tui::msg::Msg::File(std::sync::Arc::new(file)));
    for key in ["c", "i"] {
        desk.keys(key);
        let why = desk.words.say(Id::HintNotTheirFile);
        assert_eq!(desk.model.notice.clone().map(|(_, text)| text), Some(why), "{key}");
    }
    let screen = draw(&desk, TALL);
    assert!(screen.contains("U leest hier wat de afdeling schreef.") && !screen.contains("THUIS"), "{screen}");
}

#[test]
fn hidden_names_hide_what_was_said_too() {
    let mut desk = open("c g");
    typed(&mut desk, "over mijn dochter");
    desk.keys("enter .");
    let screen = draw(&desk, TALL);
    assert!(screen.contains("ander gesprek: -") && !screen.contains("dochter"), "{screen}");
    desk.keys(". i e i");
    typed(&mut desk, "m 2019");
    desk.keys("enter .");
    assert!(!draw(&desk, TALL).contains("2019"), "{}", draw(&desk, TALL));
    desk.keys("esc");
    let screen = draw(&desk, TALL);
    assert!(screen.contains("kinderen: 1") && !screen.contains("M ("), "{screen}");
    let _small = draw(&desk, SIZE);
}

#[test]
fn who_has_lines_records_a_contact_and_answers_by_words_and_numbers() {
    let mut desk = Desk::new(TALL, Lang::Nl);
    let lines = [
        "02",
        "open",
        "contact vastleggen",
        "ander gesprek",
        "over werk",
        "eerste dagen, verlof",
        "eerste dagen",
        "3",
        "antwoord",
        "ja",
    ];
    desk.model.in_lines = true;
    for line in lines {
        let context = Context { now: desk.now, looks: &desk.looks, words: &desk.words };
        let Typed::Do(messages) = plain::read(&desk.model, line, &context) else { panic!("{line}") };
        for msg in messages {
            desk.send(msg);
        }
    }
    assert_eq!(desk.recorded.len(), 2, "{:?}", desk.recorded);
    let Some(Deed::FirstAnswer { question, said, .. }) = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!((*question, *said), (Question::Children, Said::Yes));
}
