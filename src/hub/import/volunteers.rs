//! Volunteers, their sessions, and who has a seat.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::facility::House;
use super::folder::Context;
use super::people::Person;
use super::recurrence::{Occurrence, occurrences};
use super::table::{Index, Spec};
use crate::domain::id::{DetaineeId, SessionId, SignUpId, VolunteerId};
use crate::domain::local::date_of;
use crate::domain::stream::StreamId;
use crate::domain::volunteer::{SeatState, SessionKind, SignUp, Volunteer, VolunteerSession, seats};
use crate::text::SafeText;
use crate::wire::body::Word;

const VOLUNTEERS: Spec = Spec {
    name: "volunteers.csv",
    needed: &["ref", "name", "organisation"],
    optional: &["admitted_on", "vog_on", "activities"],
};
const SESSIONS: Spec = Spec {
    name: "volunteer_sessions.csv",
    needed: &["ref", "title", "kind", "starts_at", "ends_at"],
    optional: &["room", "capacity", "volunteer", "recurrence"],
};
/// Where an offer comes from: the same line as its session.
const OFFERS: &str = "volunteer_sessions.csv#offer";
const SIGN_UPS: Spec = Spec { name: "sign_ups.csv", needed: &["session", "detainee"], optional: &["on"] };

/// Seats in one session: more is a typing error.
const MOST_SEATS: i64 = 9_999;

/// A series with its occurrences.
pub(super) struct Series {
    key: String,
    capacity: Option<u32>,
    sessions: Vec<VolunteerSession>,
}

/// One request for a seat.
struct Request {
    series: String,
    line: u64,
    person: DetaineeId,
    person_key: String,
    wing: StreamId,
    on: Option<NaiveDate>,
}

/// Reads all three files.
pub(super) fn volunteers(context: &mut Context<'_>, house: &House, people: &Index<Person>) {
    let (ids, facility) = (context.ids, context.ids.facility());
    let stream = StreamId::volunteers(facility);
    let table = context.table(&VOLUNTEERS);
    let volunteers = table.load(context.reading, &["ref"], |row, key| {
        let (name, organisation) = (row.need_text("name"), row.need_text("organisation"));
        let (admitted_on, conduct_certificate_on) = (row.date("admitted_on"), row.date("vog_on"));
        let activities = row.texts("activities");
        Some(Volunteer {
            id: VolunteerId(ids.of(VOLUNTEERS.name, key)),
            facility,
            name: name?,
            organisation: organisation?,
            admitted_on,
            conduct_certificate_on,
            activities,
        })
    });
    for (key, _, volunteer) in volunteers.iter() {
        context.put(stream, VOLUNTEERS.name, key, volunteer.clone());
    }

    let exported_at = context.import.exported_at;
    let table = context.table(&SESSIONS);
    let series = table.load(context.reading, &["ref"], |row, key| {
        let (title, span) = (row.need_text("title"), row.span());
        // The list of kinds is open in the format.
        let kind = row.need("kind").map(|text| SessionKind::from_word(&text).unwrap_or(SessionKind::Other));
        let room = row.text("room").map(|room| house.place(room));
        let capacity = row.number("capacity", 1, MOST_SEATS);
        let volunteer = row.name("volunteer", &volunteers).map(|volunteer| volunteer.id);
        let recurrence = row.get("recurrence");
        let (title, kind, (starts_at, ends_at)) = (title?, kind?, span?);
        let times = match recurrence {
            None => Ok(vec![Occurrence { day: date_of(starts_at), nth: 1, starts_at, ends_at }]),
            Some(rule) => occurrences(rule, (starts_at, ends_at), exported_at),
        };
        let times =
            times.map_err(|reason| row.fail(Some("recurrence"), recurrence.unwrap_or_default(), reason)).ok()?;
        let session = |time: Occurrence| VolunteerSession {
            id: SessionId(ids.of(SESSIONS.name, &occurrence_key(key, recurrence.is_some(), &time))),
            facility,
            series: SafeText::line(key),
            title: title.clone(),
            kind,
            starts_at: time.starts_at,
            ends_at: time.ends_at,
            room: room.clone(),
            capacity,
            volunteer,
        };
        let keys = times.iter().map(|time| occurrence_key(key, recurrence.is_some(), time)).collect::<Vec<_>>();
        Some((keys, Series { key: key.to_owned(), capacity, sessions: times.into_iter().map(session).collect() }))
    });
    for (_, _, (keys, series)) in series.iter() {
        for (key, session) in keys.iter().zip(&series.sessions) {
            context.put(stream, SESSIONS.name, key, session.clone());
            context.put(StreamId::facility(facility), OFFERS, key, session.offer());
        }
    }
    sign_ups(context, &series, people);
}

/// A session that does not recur keeps its id when it moves; an occurrence keeps it when only the hour changes.
fn occurrence_key(series: &str, recurs: bool, time: &Occurrence) -> String {
    match (recurs, time.nth) {
        (false, _) => series.to_owned(),
        (true, 1) => format!("{series}@{}", time.day),
        (true, nth) => format!("{series}@{}.{nth}", time.day),
    }
}

fn sign_ups(context: &mut Context<'_>, series: &Index<(Vec<String>, Series)>, people: &Index<Person>) {
    let table = context.table(&SIGN_UPS);
    let index = table.load(context.reading, &["session", "detainee"], |row, _| {
        let (series, person) = (row.refer("session", series), row.refer("detainee", people));
        let (on, person_key) = (row.date("on"), row.get("detainee"));
        let ((_, series), person) = (series?, person?);
        Some(Request {
            series: series.key.clone(),
            line: row.line(),
            person: person.id(),
            person_key: person_key?.to_owned(),
            wing: person.wing(),
            on,
        })
    });
    let mut by_series: BTreeMap<&str, Vec<&Request>> = BTreeMap::new();
    for (_, _, request) in index.iter() {
        by_series.entry(&request.series).or_default().push(request);
    }
    for (_, _, (_, series)) in series.iter() {
        let mut requests = by_series.remove(series.key.as_str()).unwrap_or_default();
        // First come, first served; who gives no date comes last.
        requests.sort_by_key(|request| (request.on.is_none(), request.on, request.line));
        for (request, state) in requests.into_iter().zip(seats(series.capacity)) {
            seat(context, series, request, state);
        }
    }
}

fn seat(context: &mut Context<'_>, series: &Series, request: &Request, state: SeatState) {
    let key = format!("{}/{}", series.key, request.person_key);
    let id = SignUpId(context.ids.of(SIGN_UPS.name, &key));
    let (series_key, detainee) = (SafeText::line(&series.key), request.person);
    let sign_up = SignUp { id, series: series_key, session: None, detainee, on: request.on, state };
    context.put(StreamId::volunteers(context.ids.facility()), SIGN_UPS.name, &key, sign_up);
    // Who asks today was not expected yesterday.
    let after = |starts_at: DateTime<Utc>| request.on.is_none_or(|on| on <= date_of(starts_at));
    for session in series.sessions.iter().filter(|session| after(session.starts_at)) {
        let seat = session.seat(request.person, state);
        let key = format!("{key}@{}", session.id);
        context.put(request.wing, SIGN_UPS.name, &key, seat);
    }
}
