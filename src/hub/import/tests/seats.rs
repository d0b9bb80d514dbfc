//! Officers sign people up between two imports.

use std::collections::BTreeMap;

use super::*;
use crate::domain::id::DetaineeId;
use crate::domain::row::Row;
use crate::domain::volunteer::{SessionSeat, VolunteerSession};
use crate::hub::store::{Audit, ImportPlan, ImportWrite, Imported};
use crate::hub::write;
use crate::wire::body;

const SESSION: &str = "ref;title;kind;starts_at;ends_at;room;capacity;recurrence\n\
    G;Gespreksgroep;group;2026-11-23 18:30;2026-11-23 20:00;;2;\n";

fn prison(people: &str, sign_ups: &str) -> Import {
    good(&[("detainees.csv", people), ("volunteer_sessions.csv", SESSION), ("sign_ups.csv", sign_ups)])
}

fn session(import: &Import) -> VolunteerSession {
    match records(import, Kind::Session).first() {
        Some((_, Record::Session(session))) => session.clone(),
        other => unreachable!("{other:?}"),
    }
}

fn person(import: &Import, surname: &str) -> (StreamId, DetaineeId) {
    let named = |(stream, record): (StreamId, &Record)| match record {
        Record::Detainee(person) if person.surname.as_str() == surname => Some((stream, person.id)),
        _ => None,
    };
    records(import, Kind::Detainee).into_iter().find_map(named).expect("a person")
}

async fn bring(store: &Sqlite, import: &Import) {
    apply(store, import, false, at("2026-11-23T08:00:00Z")).await.expect("imported");
}

/// What an officer makes of a seat, as the decision writes it: no source knows of it.
async fn officer(store: &Sqlite, import: &Import, surname: &str, state: SeatState) {
    let (wing, person) = person(import, surname);
    let (session, volunteers) = (session(import), StreamId::volunteers(import.facility));
    let both = [(wing, session.seat(person, state).into()), (volunteers, session.sign_up(person, None, state).into())];
    let plan = |_: &Imported| {
        let write = |(stream, record): &(StreamId, Record)| ImportWrite {
            row: record.row_id(),
            write: Some(write::put(*stream, record).expect("records are JSON")),
            body: None,
        };
        both.iter().map(write).collect::<Vec<_>>()
    };
    let audit =
        Audit { at: at("2026-11-23T09:00:00Z"), actor: None, device: None, what: "action", object: String::new() };
    store.import(ImportPlan { facility: import.facility, plan: &plan, audit }).await.expect("it is written");
}

/// Who has which seat, and in which stream.
async fn line(store: &Sqlite, import: &Import) -> BTreeMap<DetaineeId, (StreamId, SeatState)> {
    let rows = store.of_kind(import.facility, "session-seat").await.expect("the store works");
    let seat = |(stream, row): &(StreamId, Row)| match body::decode(row) {
        Ok(Record::Seat(SessionSeat { detainee, state, .. })) => Some((detainee, (*stream, state))),
        _ => None,
    };
    rows.iter().filter_map(seat).collect()
}

#[tokio::test]
async fn who_has_a_seat_keeps_it_and_the_next_import_puts_nobody_on_a_seat_that_is_taken() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE, "session;detainee;on\nG;D1;2026-11-01\n");
    bring(&store, &first).await;
    officer(&store, &first, "Kok", SeatState::Admitted).await;
    // The source adds somebody: for the source there is a seat left, here there is none.
    let second = prison(PEOPLE, "session;detainee;on\nG;D1;2026-11-01\nG;D2;2026-11-02\n");
    bring(&store, &second).await;
    let of = |surname: &str| person(&first, surname);
    let seat = |surname: &str, state| (of(surname).1, (of(surname).0, state));
    let expected =
        [seat("Berg", SeatState::Admitted), seat("Kok", SeatState::Admitted), seat("Ünal", SeatState::Waiting(1))];
    assert_eq!(line(&store, &first).await, expected.into());
    // The same import again changes nothing.
    let before = heads(&store, &second).await;
    bring(&store, &second).await;
    assert_eq!(heads(&store, &second).await, before);
    assert_eq!(line(&store, &first).await, expected.into());
}

#[tokio::test]
async fn a_seat_goes_to_the_wing_where_its_person_went_and_goes_with_its_session() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE, "session;detainee;on\n");
    bring(&store, &first).await;
    officer(&store, &first, "Berg", SeatState::Admitted).await;
    let second = prison(&PEOPLE.replace("D1;A1;A1-01", "D1;B2;B2-07"), "session;detainee;on\n");
    bring(&store, &second).await;
    let (wing, berg) = person(&second, "Berg");
    assert_ne!(wing, person(&first, "Berg").0);
    assert_eq!(line(&store, &second).await, [(berg, (wing, SeatState::Admitted))].into());
    let without = good(&[]);
    apply(&store, &without, true, at("2026-11-23T10:00:00Z")).await.expect("imported");
    assert_eq!(line(&store, &second).await, BTreeMap::new());
    assert_eq!(store.of_kind(first.facility, "sign-up").await.expect("the store works"), []);
}
