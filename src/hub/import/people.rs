//! The people, as the wing may know them and as their file does: detainees, contacts, leave, handovers, conditions.

use std::collections::BTreeMap;

use super::facility::House;
use super::folder::Context;
use super::reason::{Reason, Warning};
use super::table::{Index, Spec};
use crate::domain::detainee::{Cell, Detainee};
use crate::domain::file::{Contact, FiledPerson, Lead, Milestone, NetworkStatus, PersonFile, Refusal};
use crate::domain::id::{
    BasicConditionId, CertificateId, ContactId, DetaineeId, LeaveRequestId, MilestoneId, MunicipalHandoverId, RefusalId,
};
use crate::domain::leave::{LeaveRequest, WaitsOn};
use crate::domain::municipal::{BasicCondition, MunicipalHandover};
use crate::domain::place::call_name;
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::domain::volunteer::Participant;
use crate::domain::work::Certificate;
use crate::text::{Pii, SafeText};
use crate::wire::body::Word;

const DETAINEES: Spec = Spec {
    name: "detainees.csv",
    needed: &["ref", "wing", "cell", "surname"],
    optional: &[
        "prefix",
        "given_names",
        "registration",
        "birth_date",
        "arrived_on",
        "release_on",
        "conditional_release_on",
        "sentence_days",
        "legal_title",
        "programme",
        "contact_restricted",
        "group",
        "mentor",
        "mentor2",
        "language",
        "lead",
        "supervision_follows",
        "municipality",
        "network",
    ],
};
const CONTACTS: Spec = Spec {
    name: "contacts.csv",
    needed: &["ref", "detainee", "relation"],
    optional: &["initials", "birth_year", "minor", "care", "last_contact_on", "contact_ban"],
};
const REFUSALS: Spec =
    Spec { name: "refusals.csv", needed: &["ref", "detainee", "contact", "until"], optional: &["basis"] };
const CERTIFICATES: Spec =
    Spec { name: "certificates.csv", needed: &["ref", "detainee", "title"], optional: &["status", "on", "next_step"] };
const LEAVE: Spec = Spec {
    name: "leave_requests.csv",
    needed: &["ref", "detainee", "kind", "submitted_on"],
    optional: &["goal", "leaves_at", "returns_at", "state", "waits_on", "waits_since"],
};
const MUNICIPAL: Spec = Spec {
    name: "municipal_handovers.csv",
    needed: &["ref", "detainee", "municipality"],
    optional: &["coordinator", "state", "last_message_on", "acknowledged_on", "release_date_told"],
};
const CONDITIONS: Spec =
    Spec { name: "basic_conditions.csv", needed: &["detainee", "condition", "status"], optional: &["owner", "due_on"] };
const MILESTONES: Spec = Spec { name: "milestones.csv", needed: &["detainee", "kind", "on"], optional: &[] };

/// Longest sentence in days: a life sentence has no number.
const MOST_SENTENCE_DAYS: i64 = 40_000;
/// Years of birth; what a source writes for somebody unknown can be long ago.
const BIRTH_YEARS: (i64, i64) = (1800, 2200);

/// A person, as the wing and as the file know them.
pub(super) struct Person {
    pub(super) detainee: Detainee,
    file: PersonFile,
}

impl Person {
    pub(super) const fn id(&self) -> DetaineeId {
        self.detainee.id
    }

    /// The stream of their wing.
    pub(super) const fn wing(&self) -> StreamId {
        StreamId::wing(self.detainee.wing)
    }

    /// The stream of their file.
    const fn stream(&self) -> StreamId {
        StreamId::person(self.detainee.id)
    }
}

/// What the coordinator may know of somebody: call name and first letter of the family name, `Ricardo P.`
pub(in crate::hub) fn participant_of(detainee: &Detainee) -> Participant {
    Participant {
        id: detainee.id,
        call_name: call_name(detainee),
        wing: detainee.wing,
        language: detainee.language.clone(),
    }
}

/// Reads `detainees.csv`: the wing's row, the file, and what the volunteers' coordinator may know.
pub(super) fn people(context: &mut Context<'_>, house: &House) -> Index<Person> {
    let ids = context.ids;
    let table = context.required(&DETAINEES);
    let mut registrations: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let people = table.load(context.reading, &["ref"], |row, key| {
        let id: DetaineeId = DetaineeId(ids.of(DETAINEES.name, key));
        let wing = row.refer("wing", &house.wings).map(|wing| wing.id);
        let (cell, surname) = (row.need_text("cell"), row.need_text("surname"));
        if let Some(number) = row.get("registration") {
            registrations.entry(number.to_owned()).or_default().push(row.line());
        }
        let file = PersonFile {
            id,
            registration: row.text("registration").map(Pii::new),
            birth: row.birth_date("birth_date").map(Pii::new),
            release_on: row.date("release_on"),
            conditional_release_on: row.date("conditional_release_on"),
            sentence_days: row.number("sentence_days", 0, MOST_SENTENCE_DAYS),
            legal_title: row.word("legal_title"),
            lead: row.word("lead").unwrap_or(Lead::Unknown),
            supervision_follows: row.flag("supervision_follows"),
            municipality: row.text("municipality"),
            network: row.word("network").unwrap_or(NetworkStatus::Unknown),
        };
        let (prefix, given_names, group) = (row.text("prefix"), row.text("given_names"), row.text("group"));
        let mentor = row.name("mentor", &house.staff).map(|staff| staff.id);
        let second_mentor = row.name("mentor2", &house.staff).map(|staff| staff.id);
        let (language, arrived_on, programme) = (row.text("language"), row.date("arrived_on"), row.word("programme"));
        let contact_restricted = row.flag("contact_restricted").unwrap_or(false);
        let detainee = Detainee {
            id,
            wing: wing?,
            cell: Cell::new(cell?),
            surname: surname?,
            prefix,
            given_names,
            group,
            mentor,
            second_mentor,
            language,
            arrived_on,
            programme,
            contact_restricted,
            moved: None,
        };
        Some(Person { detainee, file })
    });
    let same = registrations.into_values().filter(|lines| lines.len() > 1);
    context.reading.warnings.extend(same.map(|lines| Warning::SameRegistration { lines }));
    let volunteers = StreamId::volunteers(ids.facility());
    for (key, _, person) in people.iter() {
        context.put(person.wing(), DETAINEES.name, key, person.detainee.clone());
        context.put(person.stream(), DETAINEES.name, &format!("{key}/file"), person.file.clone());
        let filed = FiledPerson::from(&person.detainee);
        context.put(person.stream(), DETAINEES.name, &format!("{key}/filed"), filed);
        context.put(volunteers, DETAINEES.name, &format!("{key}/participant"), participant_of(&person.detainee));
    }
    people
}

/// Reads `contacts.csv`.
pub(super) fn contacts(context: &mut Context<'_>, people: &Index<Person>) -> Index<Contact> {
    let ids = context.ids;
    let table = context.table(&CONTACTS);
    let contacts = table.load(context.reading, &["ref"], |row, key| {
        let (person, relation) = (row.refer("detainee", people), row.need_text("relation"));
        let initials = row.text("initials").map(Pii::new);
        let birth_year = row.number("birth_year", BIRTH_YEARS.0, BIRTH_YEARS.1).map(Pii::new);
        let (minor, care, last_contact_on) = (row.flag("minor"), row.word("care"), row.date("last_contact_on"));
        let contact_ban = row.flag("contact_ban").unwrap_or(false);
        Some(Contact {
            id: ContactId(ids.of(CONTACTS.name, key)),
            detainee: person?.id(),
            relation: relation?,
            initials,
            birth_year,
            minor,
            care,
            last_contact_on,
            contact_ban,
        })
    });
    for (key, _, contact) in contacts.iter() {
        context.put(StreamId::person(contact.detainee), CONTACTS.name, key, contact.clone());
    }
    let table = context.table(&REFUSALS);
    let refusals = table.load(context.reading, &["ref"], |row, key| {
        let (person, contact, until) =
            (row.refer("detainee", people), row.refer("contact", &contacts), row.need_date("until"));
        let (person, contact) = (person?.id(), contact?);
        if contact.detainee != person {
            let shown = row.need("contact")?;
            row.fail(Some("contact"), &shown, Reason::OtherPerson);
        }
        let id = RefusalId(ids.of(REFUSALS.name, key));
        Some(Refusal { id, detainee: person, contact: contact.id, until: until?, basis: row.text("basis") })
    });
    put_files(context, REFUSALS.name, &refusals, |refusal| refusal.detainee);
    contacts
}

/// Adds every row of a file to the file of its person.
fn put_files<T: Clone + Into<Record>>(
    context: &mut Context<'_>,
    file: &str,
    index: &Index<T>,
    detainee: impl Fn(&T) -> DetaineeId,
) {
    for (key, _, record) in index.iter() {
        context.put(StreamId::person(detainee(record)), file, key, record.clone());
    }
}

/// Reads what stands in the file of each person, and what the wing sees of it.
pub(super) fn file(context: &mut Context<'_>, people: &Index<Person>) {
    leave(context, people);
    municipal(context, people);
    let ids = context.ids;

    let table = context.table(&CERTIFICATES);
    let certificates = table.load(context.reading, &["ref"], |row, key| {
        let (person, title) = (row.refer("detainee", people), row.need_text("title"));
        let status = row.word("status").unwrap_or(crate::domain::work::CertificateStatus::Started);
        let (on, next_step) = (row.date("on"), row.text("next_step"));
        let id = CertificateId(ids.of(CERTIFICATES.name, key));
        Some(Certificate { id, detainee: person?.id(), title: title?, status, on, next_step })
    });
    put_files(context, CERTIFICATES.name, &certificates, |certificate| certificate.detainee);

    let table = context.table(&CONDITIONS);
    let conditions = table.load(context.reading, &["detainee", "condition"], |row, key| {
        let person = row.refer("detainee", people);
        let (condition, status) = (row.need_word("condition"), row.need_word("status"));
        let (owner, due_on) = (row.text("owner"), row.date("due_on"));
        let id = BasicConditionId(ids.of(CONDITIONS.name, key));
        Some(BasicCondition { id, detainee: person?.id(), condition: condition?, status: status?, owner, due_on })
    });
    put_files(context, CONDITIONS.name, &conditions, |condition| condition.detainee);

    let table = context.table(&MILESTONES);
    let milestones = table.load(context.reading, &["detainee", "kind", "on"], |row, _| {
        let (person, kind, on) = (row.refer("detainee", people), row.need_text("kind"), row.need_date("on"));
        let (detainee, kind, on) = (person?.id(), kind?, on?);
        let id = MilestoneId(ids.of(MILESTONES.name, &milestone_key(detainee, &kind, on)));
        Some(Milestone { id, detainee, kind, on })
    });
    for (_, _, milestone) in milestones.iter() {
        let key = milestone_key(milestone.detainee, &milestone.kind, milestone.on);
        context.put(StreamId::person(milestone.detainee), MILESTONES.name, &key, milestone.clone());
    }
}

/// The same day is the same key, however the date is written.
fn milestone_key(detainee: DetaineeId, kind: &SafeText, on: chrono::NaiveDate) -> String {
    format!("{detainee}/{}/{on}", kind.as_str())
}

fn leave(context: &mut Context<'_>, people: &Index<Person>) {
    let ids = context.ids;
    let table = context.table(&LEAVE);
    let requests = table.load(context.reading, &["ref"], |row, key| {
        let person = row.refer("detainee", people);
        let (kind, submitted_on) = (row.need_word("kind"), row.need_date("submitted_on"));
        let (leaves_at, returns_at) = (row.instant("leaves_at"), row.instant("returns_at"));
        row.ordered("returns_at", leaves_at, returns_at);
        let state = row.word("state");
        // Whoever the source names: somebody unknown is still somebody.
        let waits_on = row.get("waits_on").map(|text| WaitsOn::from_word(text).unwrap_or(WaitsOn::Other));
        let waits_since = row.date("waits_since");
        let goal = row.text("goal");
        let person = person?;
        let request = LeaveRequest {
            id: LeaveRequestId(ids.of(LEAVE.name, key)),
            detainee: person.id(),
            kind: kind?,
            submitted_on: submitted_on?,
            goal,
            leaves_at,
            returns_at,
            state: state.unwrap_or(crate::domain::leave::LeaveState::Submitted),
            waits_on,
            waits_since,
        };
        Some((person.wing(), request))
    });
    for (key, _, (wing, request)) in requests.iter() {
        context.put(*wing, LEAVE.name, &format!("{key}/summary"), request.summary());
        context.put(StreamId::person(request.detainee), LEAVE.name, key, request.clone());
    }
}

fn municipal(context: &mut Context<'_>, people: &Index<Person>) {
    let ids = context.ids;
    let table = context.table(&MUNICIPAL);
    let handovers = table.load(context.reading, &["ref"], |row, key| {
        let (person, municipality) = (row.refer("detainee", people), row.need_text("municipality"));
        let (coordinator, state) = (row.text("coordinator"), row.word("state"));
        let (last_message_on, acknowledged_on) = (row.date("last_message_on"), row.date("acknowledged_on"));
        let release_date_told = row.date("release_date_told");
        let person = person?;
        let handover = MunicipalHandover {
            id: MunicipalHandoverId(ids.of(MUNICIPAL.name, key)),
            detainee: person.id(),
            municipality: municipality?,
            coordinator,
            state: state.unwrap_or(crate::domain::municipal::MunicipalState::NotStarted),
            last_message_on,
            acknowledged_on,
            release_date_told,
        };
        Some((person.wing(), handover))
    });
    for (key, _, (wing, handover)) in handovers.iter() {
        context.put(*wing, MUNICIPAL.name, &format!("{key}/summary"), handover.summary());
        context.put(StreamId::person(handover.detainee), MUNICIPAL.name, key, handover.clone());
    }
}
