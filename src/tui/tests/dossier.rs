//! The file of whoever is chosen, as their mentor has it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::fixture::{MENTOR, WING, at, date, text};
use crate::domain::decide::Known;
use crate::domain::dossier::{self, Dossier, DossierInput};
use crate::domain::file::{Lead, NetworkStatus, PersonFile};
use crate::domain::id::{DetaineeId, LeaveRequestId};
use crate::domain::leave::{AdviceRole, LeaveAdvice, LeaveKind, LeaveRequest, LeaveState};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::text::Pii;

/// The file of somebody: one leave request with what their mentor wrote for it.
fn file_of(detainee: DetaineeId) -> Vec<Known> {
    let request = LeaveRequest {
        id: LeaveRequestId(Uuid::from_u128(7_000)),
        detainee,
        kind: LeaveKind::ShortReintegration,
        submitted_on: date(),
        goal: None,
        leaves_at: None,
        returns_at: None,
        state: LeaveState::AdviceGathering,
        waits_on: None,
        waits_since: None,
    };
    let advice = LeaveAdvice {
        id: AdviceRole::Mentor.row(request.id).into(),
        request: request.id,
        detainee,
        role: AdviceRole::Mentor,
        text: Pii::new(text("Werkt elke dag.")),
        author: MENTOR,
        written_at: at(7, 30),
    };
    let file = PersonFile {
        id: detainee,
        registration: None,
        birth: None,
        release_on: None,
        conditional_release_on: None,
        sentence_days: None,
        legal_title: None,
        lead: Lead::Municipality,
        supervision_follows: None,
        municipality: None,
        network: NetworkStatus::Positive,
    };
    let stream = StreamId::person(detainee);
    let known = |record, revision| Known { stream, revision, record };
    vec![known(request.into(), 1), known(advice.into(), 2), known(file.into(), 1)]
}

/// A person's page as a mentor has it.
pub(super) fn dossier(records: &[Record], detainee: DetaineeId, now: DateTime<Utc>) -> Dossier {
    let wing = records.iter().cloned().map(|record| Known::first(StreamId::wing(WING), record));
    let records: Vec<Known> = wing.chain(file_of(detainee)).collect();
    let pending = BTreeMap::new();
    let input = DossierInput { records: &records, pending: &pending, detainee, reader: MENTOR, now };
    // Whoever is chosen is somebody of theirs.
    Dossier { writes_as: Some(AdviceRole::Mentor), ..dossier::assemble(&input) }
}
