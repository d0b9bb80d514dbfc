//! The page, from rows made by hand.

use uuid::Uuid;

use super::*;
use crate::domain::contact_moment::ContactMoment;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::file::{CareSituation, Contact};
use crate::domain::first_days::{ChildEntry, ChildFacts, FirstAnswer, Question, Said};
use crate::domain::id::{ChildEntryId, ChildId, ContactId, ContactMomentId, FirstAnswerId, NoteId};
use crate::domain::id::{ProgrammeOutcomeId, ProgrammeSlotId, SeatId, SessionId, VisitId, WingId};
use crate::domain::note::Note;
use crate::domain::programme::{Cause, ProgrammeOutcome, Went};
use crate::domain::stream::StreamId;
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::domain::volunteer::SessionSeat;

const PERSON: DetaineeId = DetaineeId(Uuid::from_u128(1));
const WING: WingId = WingId(Uuid::from_u128(4));
const ME: StaffId = StaffId(Uuid::from_u128(2));
const OTHER: StaffId = StaffId(Uuid::from_u128(3));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("a time")
}

fn ago(days: i64) -> DateTime<Utc> {
    now() - TimeDelta::days(days)
}

fn page(records: Vec<Record>) -> Dossier {
    let known = |record| Known::first(StreamId::person(PERSON), record);
    let records: Vec<Known> = records.into_iter().map(known).collect();
    let pending = BTreeMap::new();
    assemble(&DossierInput { records: &records, pending: &pending, detainee: PERSON, reader: ME, now: now() })
}

fn moment(id: u128, kind: ContactKind, author: StaffId, at: DateTime<Utc>) -> ContactMoment {
    let (id, text) = (ContactMomentId(Uuid::from_u128(id)), Pii::default());
    ContactMoment { id, detainee: PERSON, kind, with_child: false, text, at, next_on: None, author, replaces: None }
}

fn note(id: u128, text: &str, at: DateTime<Utc>, replaces: Option<u128>) -> Record {
    let replaces = replaces.map(|old| NoteId(Uuid::from_u128(old)));
    let (id, text) = (NoteId(Uuid::from_u128(id)), Pii::new(SafeText::line(text)));
    Note { id, detainee: PERSON, text, author: OTHER, written_at: at, replaces }.into()
}

#[test]
fn news_counts_from_the_readers_own_talk_and_else_from_the_last_one() {
    let records = vec![
        note(10, "oud", ago(20), None),
        moment(11, ContactKind::MentorTalk, ME, ago(14)).into(),
        note(12, "nieuw voor mij", ago(10), None),
        moment(13, ContactKind::MentorTalk, OTHER, ago(5)).into(),
        note(14, "nieuw", ago(1), None),
    ];
    let mine = page(records.clone());
    assert_eq!(mine.news().count(), 3, "two notes and the talk of a colleague");
    assert_eq!((mine.talks.mine, mine.talks.last), (Some(ago(14)), Some(ago(5))));
    let theirs = page(records.into_iter().filter(|record| record.author() != Some(ME)).collect());
    assert_eq!(theirs.news().count(), 1);
}

#[test]
fn what_was_replaced_or_taken_back_is_not_told() {
    let mut back = moment(22, ContactKind::Withdrawn, ME, ago(1));
    back.replaces = Some(ContactMomentId(Uuid::from_u128(21)));
    let records = vec![
        note(20, "eerste versie", ago(3), None),
        note(23, "tweede versie", ago(2), Some(20)),
        moment(21, ContactKind::Call, ME, ago(2)).into(),
        back.into(),
        note(24, "van morgen", now() + TimeDelta::days(1), None),
    ];
    let page = page(records);
    assert_eq!(page.timeline.len(), 1, "{:?}", page.timeline.len());
    assert_eq!(page.home.last_contact, None);
}

#[test]
fn the_latest_answer_and_the_latest_version_of_a_child_stand_whatever_the_order() {
    let answer = |id: u128, said, at| {
        let (id, question, text) = (FirstAnswerId(Uuid::from_u128(id)), Question::Children, Pii::default());
        Record::from(FirstAnswer { id, detainee: PERSON, question, said, text, at, author: ME })
    };
    let child = |id: u128, care, struck, at| {
        let letter = Pii::new(SafeText::line("M"));
        let facts = ChildFacts { letter, birth_year: None, care, arranged: None, contact_allowed: None };
        let (id, child) = (ChildEntryId(Uuid::from_u128(id)), ChildId(Uuid::from_u128(40)));
        Record::from(ChildEntry { id, child, detainee: PERSON, facts, struck, at, author: ME })
    };
    let mut records = vec![
        answer(30, Said::No, ago(3)),
        answer(31, Said::Yes, ago(2)),
        child(40, CareSituation::Unknown, false, ago(3)),
        child(41, CareSituation::Family, false, ago(2)),
    ];
    for _ in 0..2 {
        let page = page(records.clone());
        assert_eq!(page.home.answers[&Question::Children].said, Said::Yes);
        assert_eq!(page.home.children.len(), 1);
        assert_eq!(page.home.children[0].facts.care, CareSituation::Family);
        assert!(page.home.is_kindcheck_done());
        records.reverse();
    }
    records.push(child(42, CareSituation::Family, true, ago(1)));
    assert!(page(records).home.children.is_empty());
}

#[test]
fn a_child_of_the_administration_is_there_and_its_last_contact_counts() {
    let contact = Contact {
        id: ContactId(Uuid::from_u128(50)),
        detainee: PERSON,
        relation: SafeText::line("child"),
        initials: None,
        birth_year: Some(Pii::new(2019)),
        minor: Some(true),
        care: None,
        last_contact_on: Some(date_of(ago(7))),
        contact_ban: true,
    };
    let page = page(vec![contact.into(), moment(51, ContactKind::Video, ME, ago(9)).into()]);
    assert_eq!(page.home.last_contact, Some((date_of(ago(7)), None)));
    let [child] = page.home.children.as_slice() else { panic!("one child") };
    assert!(child.contact_ban && child.child.is_none() && child.facts.contact_allowed == Some(false));
}

fn somebody(programme: Option<crate::domain::detainee::Programme>) -> Detainee {
    Detainee {
        id: PERSON,
        wing: WING,
        cell: crate::domain::detainee::Cell::new(SafeText::line("A1-07")),
        surname: SafeText::line("Smit"),
        prefix: None,
        given_names: None,
        group: Some(SafeText::line("1")),
        mentor: None,
        second_mentor: None,
        language: None,
        arrived_on: Some(date_of(ago(60))),
        programme,
        contact_restricted: false,
        moved: None,
    }
}

fn slot(id: u128, group: &str, kind: &str) -> ProgrammeSlot {
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    ProgrammeSlot {
        id: ProgrammeSlotId(Uuid::from_u128(id)),
        wing: WING,
        group: Some(SafeText::line(group)),
        kind: SafeText::line(kind),
        weekday: chrono::Weekday::Mon,
        starts: time(10),
        ends: time(11),
    }
}

#[test]
fn hours_of_a_week_are_their_own_and_their_groups_beside_the_norm_of_their_programme() {
    let monday = crate::domain::week::monday(date_of(now()));
    let cancelled = ProgrammeOutcome {
        id: ProgrammeOutcomeId(Uuid::from_u128(40)),
        slot: ProgrammeSlotId(Uuid::from_u128(30)),
        day: monday,
        went: Went::Cancelled(Cause::StaffShortage),
        author: OTHER,
        at: ago(0),
        replaces: None,
    };
    let slots = [slot(30, "1", "outdoor"), slot(31, "2", "outdoor"), slot(32, "1", "meal"), slot(33, "1", "lock-in")];
    let mut records: Vec<Record> = slots.into_iter().map(Record::from).collect();
    records.push(cancelled.into());
    let hours = |programme| {
        let mut all = records.clone();
        all.push(somebody(programme).into());
        page(all).hours
    };
    assert_eq!(hours(None), Hours { planned: 60, lost: 60, norm: None });
    let plus = hours(Some(crate::domain::detainee::Programme::Plus));
    assert_eq!(plus.norm.map(|norm| norm.activity_minutes), Some(28 * 60));
}

fn visit(id: u128, at: DateTime<Utc>, status: VisitStatus) -> Record {
    Visit {
        id: VisitId(Uuid::from_u128(id)),
        detainee: PERSON,
        kind: VisitKind::Unsupervised,
        starts_at: at,
        ends_at: at + TimeDelta::hours(2),
        room: None,
        adults: None,
        children: None,
        visitors: None,
        organisation: None,
        status,
        called_at: None,
        review: None,
        review_since: None,
        changed: None,
    }
    .into()
}

#[test]
fn what_was_called_off_and_a_seat_that_nobody_has_yet_are_no_hours_and_what_was_offered_is() {
    let seat = |id: u128, state| {
        Record::from(SessionSeat {
            id: SeatId(Uuid::from_u128(id)),
            session: SessionId(Uuid::from_u128(70)),
            detainee: PERSON,
            state,
            title: SafeText::line("gespreksgroep"),
            room: None,
            starts_at: now(),
            ends_at: now() + TimeDelta::hours(1),
        })
    };
    let planned = |records: Vec<Record>| page(records).hours.planned;
    let later = now() + TimeDelta::hours(3);
    assert_eq!(planned(vec![visit(50, later, VisitStatus::Planned), seat(60, SeatState::Admitted)]), 180);
    let both = vec![visit(50, now(), VisitStatus::Planned), seat(60, SeatState::Admitted)];
    assert_eq!(planned(both), 120, "nobody is in two places");
    assert_eq!(planned(vec![visit(50, now(), VisitStatus::VideoFailed)]), 120, "it was offered");
    let off = [VisitStatus::Cancelled, VisitStatus::CancelledByPrison, VisitStatus::Refused];
    let visits = (50..).zip(off).map(|(id, status)| visit(id, now(), status));
    let seats = [seat(60, SeatState::Waiting(1)), seat(61, SeatState::Withdrawn)];
    assert_eq!(planned(visits.chain(seats).collect()), 0);
    let tomorrow = now() + TimeDelta::days(1);
    let week = |status| page(vec![visit(50, tomorrow, status)]).week.len();
    assert_eq!((week(VisitStatus::Planned), week(VisitStatus::CancelledByVisitor)), (1, 0), "nor is it ahead");
}

#[test]
fn a_second_visit_without_supervision_in_a_month_or_one_in_the_first_half_year_asks_for_a_look() {
    // 18-11-2026 is now.
    let (earlier, later) = (ago(10), now() + TimeDelta::days(3));
    let signals = |records: Vec<Record>, arrived: i64| {
        let mut person = somebody(None);
        person.arrived_on = Some(date_of(ago(arrived)));
        page(records.into_iter().chain([person.into()]).collect()).unsupervised
    };
    let both = vec![visit(50, earlier, VisitStatus::Ended), visit(51, later, VisitStatus::Planned)];
    let second = Unsupervised::SecondInMonth { first: date_of(earlier), on: date_of(later) };
    assert_eq!(signals(both, 400), [second]);
    let off = vec![visit(50, earlier, VisitStatus::CancelledByVisitor), visit(51, later, VisitStatus::Planned)];
    assert_eq!(signals(off.clone(), 400), [], "one that was called off is none");
    assert!(matches!(signals(off, 60).as_slice(), [Unsupervised::Early { .. }]));
    let next_month =
        vec![visit(50, earlier, VisitStatus::Ended), visit(51, now() + TimeDelta::days(20), VisitStatus::Planned)];
    assert_eq!(signals(next_month, 400), []);
}
