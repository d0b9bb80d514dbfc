//! Many devices ask for the last seats at once: the real hub over a real file gives each seat once.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::record::Record;
use crate::domain::volunteer::{SeatState, VolunteerSession};
use crate::wire::body;

/// Devices that ask at the same time.
const DEVICES: usize = 8;

impl Desk {
    /// What a kind of row says, wherever it lives.
    async fn records(&self, kind: &str) -> Vec<Record> {
        let facility = self.users().await[0].facility;
        let found = self.hub.inner().store.of_kind(facility, kind).await.expect("the store works");
        found.iter().filter_map(|(_, row)| body::decode(row).ok()).collect()
    }

    /// Who has a seat in a session, or waits for one.
    async fn line(&self, session: &VolunteerSession) -> BTreeMap<Uuid, SeatState> {
        let seats = self.records("session-seat").await;
        let seat = |record: &Record| match record {
            Record::Seat(seat) if seat.session == session.id => Some((seat.detainee.0, seat.state)),
            _ => None,
        };
        seats.iter().filter_map(seat).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_seats_go_to_as_many_people_as_there_are_seats() {
    let desk = Desk::new().await;
    let (token, coordinator) = desk.token("volunteer-coordinator").await;
    let session = desk.records("volunteer-session").await.into_iter().find_map(|record| match record {
        Record::Session(session) => Some(session),
        _ => None,
    });
    let session = session.expect("a session");
    let room = usize::try_from(session.capacity.expect("it has one")).expect("small");
    let people: Vec<_> = desk
        .records("detainee")
        .await
        .into_iter()
        .filter_map(|record| if let Record::Detainee(person) = record { Some(person) } else { None })
        .collect();
    assert!(people.len() > room, "there is nothing to fight for");
    // Everybody of the prison, then the same people once more while others leave.
    let ask = |number: u64, at: usize, withdraw: bool| {
        let person = &people[at % people.len()];
        json!({
            "number": number, "id": Uuid::new_v4(), "kind": "sign-up", "author": coordinator.staff.0,
            "recordedAt": "2026-11-23T07:00:00Z", "observedAt": "2026-11-23T07:00:00Z",
            "body": { "wing": person.wing.0, "detainee": person.id.0, "session": session.id.0, "withdraw": withdraw },
        })
        .to_string()
    };
    let mut devices = Vec::new();
    for _ in 0..DEVICES {
        devices.push(desk.device(&token).await);
    }
    let one_device = async |index: usize, device: Uuid| {
        let mut outcomes = Vec::new();
        for number in 1..=6_u64 {
            let body = ask(number, index * 3 + usize::try_from(number).expect("small"), number % 3 == 0);
            let path = format!("/v1/devices/{device}/actions/{number}");
            let answer = desk.ask(Method::PUT, &path, &token, Some(body)).await;
            assert_eq!(answer.status, StatusCode::CREATED);
            outcomes.push(answer.json()["outcome"].as_str().expect("an outcome").to_owned());
            let admitted = desk.line(&session).await.into_values().filter(|state| *state == SeatState::Admitted);
            assert!(admitted.count() <= room, "one too many");
        }
        outcomes
    };
    let all =
        futures_util::future::join_all(devices.into_iter().enumerate().map(|(at, device)| one_device(at, device)));
    let outcomes: BTreeSet<_> = all.await.into_iter().flatten().collect();
    assert!(outcomes.contains("applied"), "{outcomes:?}");
    let line = desk.line(&session).await;
    let admitted = line.values().filter(|state| **state == SeatState::Admitted).count();
    let mut places: Vec<_> =
        line.values().filter_map(|state| if let SeatState::Waiting(at) = state { Some(*at) } else { None }).collect();
    places.sort_unstable();
    assert_eq!(places, (1..).take(places.len()).collect::<Vec<_>>());
    assert!(places.is_empty() || admitted == room, "somebody waits for a free seat");
    // What the coordinator sees of this session is what the wings see.
    for record in desk.records("sign-up").await {
        if let Record::SignUp(sign_up) = record
            && sign_up.session == Some(session.id)
        {
            assert_eq!(line.get(&sign_up.detainee.0), Some(&sign_up.state));
        }
    }
}
