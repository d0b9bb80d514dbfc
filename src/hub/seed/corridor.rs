//! What the wings would have written down themselves by now: who came last, what was asked, and what the next shift has to know.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::words::{GIVEN_NAMES, HANDOVER, REQUESTS, SURNAMES};
use super::{Maker, Person, at, before};
use crate::domain::handover::HandoverEntry;
use crate::domain::id::{DetaineeId, HandoverEntryId, MovementId, RequestSlipId, WingId};
use crate::domain::movement::{Movement, MovementKind};
use crate::domain::request::{Asked, RequestSlip, RequestState};
use crate::domain::stream::StreamId;
use crate::domain::volunteer::VolunteerWish;
use crate::text::{Pii, SafeText};

/// Somebody new in the cell after the last one of each wing, and three entries for the handover: about him, about somebody else,
/// about the wing.
pub(super) fn corridors(maker: &mut Maker, people: &[Person]) {
    let Some(until) = maker.marked_until else { return };
    let wings: BTreeMap<WingId, &Person> = people.iter().map(|person| (person.detainee.wing, person)).collect();
    for last in wings.into_values() {
        // This morning, or else last night: the demonstration has him at any hour.
        let morning = at(maker.today, 6, 40);
        let came_at = if morning <= until { morning } else { at(before(maker.today, 1), 17, 30) };
        let newcomer = arrival(maker, last, came_at);
        entries(maker, last, [Some(newcomer), Some(last.detainee.id), None], came_at);
        requests(maker, last, came_at);
    }
}

fn arrival(maker: &mut Maker, last: &Person, came_at: DateTime<Utc>) -> DetaineeId {
    let key = format!("{}/next", last.key);
    let mut dice = maker.dice(&key);
    let (_, surname) = dice.pick(&SURNAMES);
    let initial: String = dice.pick(&GIVEN_NAMES).chars().take(1).collect();
    let cell = last.detainee.cell.number.unwrap_or_default().saturating_add(1);
    let kind = MovementKind::Arrival {
        name: SafeText::line(&format!("{surname}, {initial}.")),
        cell: last.detainee.cell.beside(SafeText::line(&cell.to_string())),
    };
    let id = MovementId(maker.id("movements", &key));
    let (author, detainee) = (dice.pick(&last.officers), DetaineeId(id.0));
    let movement = Movement { id, detainee, kind, observed_at: came_at, author, replaces: None, settled_at: None };
    maker.put(last.wing(), "movements", &key, movement);
    detainee
}

/// Requests of the last one of the wing: two wait for an answer, of the other one he does not know the answer yet.
fn requests(maker: &mut Maker, last: &Person, until: DateTime<Utc>) {
    let slips =
        [(Asked::Mentor, 3, None), (Asked::Library, 6, Some("Het boek ligt klaar.")), (Asked::Volunteers, 2, None)];
    for ((number, (asked, days, answer)), text) in (0..).zip(slips).zip(REQUESTS) {
        let key = format!("{}/request/{number}", last.key);
        let at = until - TimeDelta::days(days);
        let id = RequestSlipId(maker.id("requests", &key));
        let slip = RequestSlip {
            id,
            first: id,
            detainee: last.detainee.id,
            asked,
            text: Pii::new(SafeText::block(text)),
            asked_at: at,
            state: answer.map_or(RequestState::New, |answer| RequestState::Answered(Pii::new(SafeText::block(answer)))),
            author: maker.dice(&key).pick(&last.officers),
            written_at: at,
            replaces: None,
            replaced_on: None,
        };
        if let Some(wish) = VolunteerWish::of(&slip) {
            maker.put(StreamId::volunteers(maker.ids.facility()), "wishes", &key, wish);
        }
        maker.put(last.wing(), "requests", &key, slip);
    }
}

fn entries(maker: &mut Maker, last: &Person, about: [Option<DetaineeId>; 3], from: DateTime<Utc>) {
    for ((number, detainee), text) in (0..).zip(about).zip(HANDOVER) {
        let key = format!("{}/{number}", last.key);
        let entry = HandoverEntry {
            id: HandoverEntryId(maker.id("handover", &key)),
            detainee,
            text: Pii::new(SafeText::block(text)),
            author: maker.dice(&key).pick(&last.officers),
            written_at: from + TimeDelta::minutes(number),
            replaces: None,
        };
        maker.put(last.wing(), "handover", &key, entry);
    }
}
