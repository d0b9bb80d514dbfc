//! What is planned on a wing: visits, work, events, measures.

use std::collections::{BTreeMap, BTreeSet};

use super::facility::House;
use super::folder::Context;
use super::people::Person;
use super::reason::Reason;
use super::table::{Index, Spec};
use crate::domain::event::Event;
use crate::domain::file::Contact;
use crate::domain::id::{ContactId, EventId, MeasureId, VisitId, WorkShiftId};
use crate::domain::mdo::Meeting;
use crate::domain::measure::{Measure, MeasureKind};
use crate::domain::stream::StreamId;
use crate::domain::visit::{Visit, VisitStatus};
use crate::domain::work::{WorkKind, WorkShift};
use crate::wire::body::Word;

const VISITS: Spec = Spec {
    name: "visits.csv",
    needed: &["ref", "detainee", "kind", "starts_at", "ends_at"],
    optional: &["room", "adults", "children", "organisation", "status"],
};
const VISITORS: Spec = Spec { name: "visit_visitors.csv", needed: &["visit", "contact"], optional: &[] };
const WORK: Spec = Spec {
    name: "work_shifts.csv",
    needed: &["ref", "detainee", "workplace", "starts_at", "ends_at"],
    optional: &["kind"],
};
const EVENTS: Spec =
    Spec { name: "events.csv", needed: &["ref", "detainee", "kind", "starts_at", "ends_at"], optional: &["place"] };
const MEASURES: Spec =
    Spec { name: "measures.csv", needed: &["ref", "detainee", "kind", "starts_at"], optional: &["ends_at"] };

/// Visitors at one visit: more is a typing error.
const MOST_VISITORS: i64 = 99;

/// Reads visits, and who comes.
pub(super) fn visits(context: &mut Context<'_>, house: &House, people: &Index<Person>, contacts: &Index<Contact>) {
    let ids = context.ids;
    let table = context.table(&VISITS);
    let visits = table.load(context.reading, &["ref"], |row, key| {
        let (person, kind, span) = (row.refer("detainee", people), row.need_word("kind"), row.span());
        let (adults, children) = (row.number("adults", 0, MOST_VISITORS), row.number("children", 0, MOST_VISITORS));
        let status = row.word("status").unwrap_or(VisitStatus::Planned);
        let room = row.text("room").map(|room| house.place(room));
        let organisation = row.text("organisation");
        let (person, (starts_at, ends_at)) = (person?, span?);
        let (id, detainee) = (VisitId(ids.of(VISITS.name, key)), person.id());
        let visitors = None;
        let visit = Visit {
            id,
            detainee,
            kind: kind?,
            starts_at,
            ends_at,
            room,
            adults,
            children,
            visitors,
            organisation,
            status,
            called_at: None,
            review: None,
            review_since: None,
            changed: None,
        };
        Some((person.wing(), visit))
    });

    let table = context.table(&VISITORS);
    let pairs = table.load(context.reading, &["visit", "contact"], |row, _| {
        let (visit, contact) = (row.refer("visit", &visits), row.refer("contact", contacts));
        let ((_, visit), contact) = (visit?, contact?);
        if visit.detainee != contact.detainee {
            let shown = row.need("contact")?;
            row.fail(Some("contact"), &shown, Reason::OtherPerson);
        }
        Some((visit.id, contact.id))
    });
    let mut visitors: BTreeMap<VisitId, BTreeSet<ContactId>> = BTreeMap::new();
    for (_, _, (visit, contact)) in pairs.iter() {
        visitors.entry(*visit).or_default().insert(*contact);
    }
    for (key, _, (wing, visit)) in visits.iter() {
        let visit = Visit { visitors: visitors.remove(&visit.id), ..visit.clone() };
        context.put(*wing, VISITS.name, key, visit);
    }
}

/// Reads work, events and measures.
pub(super) fn plans(context: &mut Context<'_>, house: &House, people: &Index<Person>) {
    let ids = context.ids;
    let table = context.table(&WORK);
    let work = table.load(context.reading, &["ref"], |row, key| {
        let (person, workplace, span) = (row.refer("detainee", people), row.need_text("workplace"), row.span());
        let kind = row.word("kind").unwrap_or(WorkKind::Work);
        let (person, (starts_at, ends_at)) = (person?, span?);
        let (id, workplace) = (WorkShiftId(ids.of(WORK.name, key)), house.place(workplace?));
        Some((
            person.wing(),
            WorkShift { id, detainee: person.id(), workplace, starts_at, ends_at, kind, changed: None },
        ))
    });
    for (key, _, (wing, shift)) in work.iter() {
        context.put(*wing, WORK.name, key, shift.clone());
    }

    let table = context.table(&EVENTS);
    let events = table.load(context.reading, &["ref"], |row, key| {
        let (person, kind, span) = (row.refer("detainee", people), row.need_word("kind"), row.span());
        let place = row.text("place").map(|place| house.place(place));
        let (person, (starts_at, ends_at)) = (person?, span?);
        let (id, detainee) = (EventId(ids.of(EVENTS.name, key)), person.id());
        Some((person.wing(), Event { id, detainee, kind: kind?, starts_at, ends_at, place, changed: None }))
    });
    for (key, _, (wing, event)) in events.iter() {
        if let Some(meeting) = Meeting::of(event) {
            context.put(StreamId::person(event.detainee), EVENTS.name, &format!("{key}/meeting"), meeting);
        }
        context.put(*wing, EVENTS.name, key, event.clone());
    }

    let table = context.table(&MEASURES);
    let measures = table.load(context.reading, &["ref"], |row, key| {
        let person = row.refer("detainee", people);
        // The list of measures is open in the format: what has no word here is a measure all the same.
        let kind = row.need("kind").map(|text| MeasureKind::from_word(&text).unwrap_or(MeasureKind::Other));
        let (starts_at, ends_at) = (row.need_instant("starts_at"), row.instant("ends_at"));
        row.ordered("ends_at", starts_at, ends_at);
        let (person, id) = (person?, MeasureId(ids.of(MEASURES.name, key)));
        Some((person.wing(), Measure { id, detainee: person.id(), kind: kind?, starts_at: starts_at?, ends_at }))
    });
    for (key, _, (wing, measure)) in measures.iter() {
        context.put(*wing, MEASURES.name, key, measure.clone());
    }
}
