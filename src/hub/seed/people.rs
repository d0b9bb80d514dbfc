//! The people: names, cells, mentors, and what stands in their file.

use chrono::Datelike;

use super::papers::Leave;
use super::words::{GIVEN_NAMES, LANGUAGES, MUNICIPALITIES, SURNAMES};
use super::{MAX_PEOPLE_PER_WING, Maker, Person, Unit, after, at, before};
use crate::domain::contact_moment::{ContactKind, ContactMoment};
use crate::domain::detainee::{Cell, Detainee, Programme};
use crate::domain::file::{
    BirthDate, CareSituation, Contact, FiledPerson, Lead, LegalTitle, Milestone, NetworkStatus, PersonFile,
};
use crate::domain::first_days::{ChildEntry, ChildFacts, FirstAnswer, Question, Said};
use crate::domain::id::{ChildEntryId, ChildId, ContactId, ContactMomentId, DetaineeId, FirstAnswerId, MilestoneId};
use crate::domain::stream::StreamId;
use crate::hub::import::participant_of;
use crate::text::{Pii, SafeText};

/// Spreads people over the wings, the first wings first.
pub(super) fn people(maker: &mut Maker, wings: &[Unit], people: u16) -> Vec<Person> {
    let units = u16::try_from(wings.len()).unwrap_or(u16::MAX).max(1);
    let mut all = Vec::new();
    for (index, unit) in (0_u16..).zip(wings) {
        let share = people / units + u16::from(index < people % units);
        for cell in 1..=share.min(MAX_PEOPLE_PER_WING) {
            let number = u16::try_from(all.len()).unwrap_or(u16::MAX);
            all.push(person(maker, unit, number, cell));
        }
    }
    all
}

fn person(maker: &mut Maker, unit: &Unit, number: u16, cell: u16) -> Person {
    let key = format!("D{number:04}");
    let mut dice = maker.dice(&key);
    let id = DetaineeId(maker.id("detainees", &key));
    let (prefix, surname) = dice.pick(&SURNAMES);
    let mut officers = unit.officers.clone();
    officers.rotate_left(usize::from(cell) % unit.officers.len().max(1));
    let detainee = Detainee {
        id,
        wing: unit.wing.id,
        cell: Cell::new(SafeText::line(&format!("{}-{cell:02}", unit.wing.code.as_str()))),
        surname: SafeText::line(surname),
        prefix: (!prefix.is_empty()).then(|| SafeText::line(prefix)),
        given_names: Some(SafeText::line(dice.pick(&GIVEN_NAMES))),
        group: Some(SafeText::line(if cell.is_multiple_of(2) { "2" } else { "1" })),
        mentor: officers.first().copied(),
        second_mentor: officers.get(1).copied(),
        language: Some(SafeText::line(dice.pick(&LANGUAGES))),
        arrived_on: Some(before(maker.today, 3 + dice.below(500))),
        programme: Some(if dice.once_in(4) { Programme::Plus } else { Programme::Basis }),
        contact_restricted: dice.once_in(40),
        moved: None,
    };
    let person = Person { number, key, detainee, officers, leave: Leave::of(cell) };
    maker.put(person.wing(), "detainees", &person.key, person.detainee.clone());
    let coordinator = StreamId::volunteers(maker.ids.facility());
    let key = format!("{}/participant", person.key);
    maker.put(coordinator, "detainees", &key, participant_of(&person.detainee));
    file(maker, &person);
    person
}

fn file(maker: &mut Maker, person: &Person) {
    let mut dice = maker.dice(&format!("{}/file", person.key));
    let release_on = after(maker.today, 5 + dice.below(900));
    let file = PersonFile {
        id: person.detainee.id,
        registration: Some(Pii::new(SafeText::line(&format!("DEMO{:06}", person.number)))),
        birth: Some(Pii::new(BirthDate {
            year: maker.today.year() - 20 - i32::from(dice.below(45)),
            month: Some(1 + u32::from(dice.below(12))),
            day: Some(1 + u32::from(dice.below(28))),
        })),
        release_on: Some(release_on),
        conditional_release_on: None,
        sentence_days: Some(90 + u32::from(dice.below(1_400))),
        legal_title: Some(if dice.once_in(3) { LegalTitle::PreTrial } else { LegalTitle::Sentenced }),
        lead: dice.pick(&[Lead::Municipality, Lead::Municipality, Lead::Probation]),
        supervision_follows: Some(dice.once_in(3)),
        municipality: Some(SafeText::line(dice.pick(&MUNICIPALITIES))),
        network: dice.pick(&[
            NetworkStatus::Positive,
            NetworkStatus::Present,
            NetworkStatus::Risk,
            NetworkStatus::None,
        ]),
    };
    maker.put(person.file(), "detainees", &format!("{}/file", person.key), file);
    let filed = FiledPerson::from(&person.detainee);
    maker.put(person.file(), "detainees", &format!("{}/filed", person.key), filed);
    for child in 0..dice.below(3) {
        let key = format!("{}-K{child}", person.key);
        let contact = Contact {
            id: ContactId(maker.id("contacts", &key)),
            detainee: person.detainee.id,
            relation: SafeText::line("child"),
            initials: Some(Pii::new(SafeText::line(dice.pick(&["A", "D", "J", "M", "S", "Y"])))),
            birth_year: Some(Pii::new(maker.today.year() - 1 - i32::from(dice.below(16)))),
            minor: Some(true),
            care: Some(dice.pick(&[CareSituation::OtherParent, CareSituation::Family, CareSituation::Unknown])),
            last_contact_on: Some(before(maker.today, dice.below(60))),
            contact_ban: false,
        };
        maker.put(person.file(), "contacts", &key, contact);
    }
    home(maker, person);
    let Some(arrived_on) = person.detainee.arrived_on else { return };
    for (kind, days) in [("arrival-call", 0), ("screening", 10), ("dr-plan", 28)] {
        let on = after(arrived_on, days);
        if on <= maker.today {
            let key = format!("{}/{kind}", person.key);
            let id = MilestoneId(maker.id("milestones", &key));
            let milestone = Milestone { id, detainee: person.detainee.id, kind: SafeText::line(kind), on };
            maker.put(person.file(), "milestones", &key, milestone);
        }
    }
}

/// What the mentor wrote: the last talk, a contact with home, and what was answered in the first days.
fn home(maker: &mut Maker, person: &Person) {
    let Some(author) = person.detainee.mentor else { return };
    let mut dice = maker.dice(&format!("{}/home", person.key));
    let detainee = person.detainee.id;
    let days = 3 + dice.below(25);
    let moments = [
        (ContactKind::MentorTalk, days, false, "Gaat goed op het werk."),
        (ContactKind::Video, days.saturating_sub(2), true, ""),
    ];
    for ((kind, days, with_child, text), number) in moments.into_iter().zip(0..) {
        let key = format!("{}/contact/{number}", person.key);
        let moment = ContactMoment {
            id: ContactMomentId(maker.id("contacts", &key)),
            detainee,
            kind,
            with_child,
            text: Pii::new(SafeText::block(text)),
            at: at(before(maker.today, days), 15, 10),
            next_on: (kind == ContactKind::MentorTalk).then(|| after(maker.today, 14)),
            author,
            replaces: None,
        };
        maker.put(person.file(), "contacts", &key, moment);
    }
    // Not everybody was asked everything yet.
    let asked = usize::from(dice.below(7));
    for question in Question::ALL.into_iter().take(asked) {
        let key = format!("{}/{question:?}", person.key);
        let said = dice.pick(&[Said::Yes, Said::No, Said::DoesNotSay]);
        let at = at(before(maker.today, days + 1), 16, 40);
        let text = Pii::new(SafeText::default());
        let id = FirstAnswerId(maker.id("first-days", &key));
        maker.put(person.file(), "first-days", &key, FirstAnswer { id, detainee, question, said, text, at, author });
    }
    if dice.once_in(3) {
        let key = format!("{}/child", person.key);
        let id = maker.id("first-days", &key);
        let facts = ChildFacts {
            letter: Pii::new(SafeText::line(dice.pick(&["D", "K", "M", "S"]))),
            birth_year: Some(Pii::new(maker.today.year() - 1 - i32::from(dice.below(16)))),
            care: dice.pick(&[CareSituation::OtherParent, CareSituation::Family]),
            arranged: Some(true),
            contact_allowed: Some(true),
        };
        let at = at(before(maker.today, days + 1), 16, 45);
        let (child, struck) = (ChildId(id), false);
        let entry = ChildEntry { id: ChildEntryId(id), child, detainee, facts, struck, at, author };
        maker.put(person.file(), "first-days", &key, entry);
    }
}
