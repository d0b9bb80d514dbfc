//! Bodies of deeds about the house: how the programme went, incidents, who must not be together.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use super::deed::{read, text};
use super::person;
use crate::domain::action::Deed;
use crate::domain::decide::Rejection;
use crate::domain::id::{DetaineeId, IncidentId, KeepApartId, ProgrammeOutcomeId, ProgrammeSlotId, WingId};
use crate::wire::body::{WentWord, Word};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProgrammeDeed {
    wing: Uuid,
    slot: Uuid,
    day: NaiveDate,
    went: WentWord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct IncidentDeed {
    wing: Uuid,
    detainee: Uuid,
    kind: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeepApartDeed {
    wing: Uuid,
    detainee: Uuid,
    other: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

/// The body of a deed about the house.
///
/// # Errors
/// For any other deed.
pub(super) fn encode(deed: &Deed) -> Result<Box<RawValue>, serde_json::Error> {
    match deed {
        Deed::Programme { wing, slot, day, went, replaces } => to_raw_value(&ProgrammeDeed {
            wing: wing.0,
            slot: slot.0,
            day: *day,
            went: (*went).into(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::Incident { wing, detainee, kind, text, replaces } => to_raw_value(&IncidentDeed {
            wing: wing.0,
            detainee: detainee.0,
            kind: kind.word().to_owned(),
            text: text.reveal().as_str().to_owned(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::KeepApart { wing, detainee, other, replaces } => to_raw_value(&KeepApartDeed {
            wing: wing.0,
            detainee: detainee.0,
            other: other.0,
            replaces: replaces.map(|id| id.0),
        }),
        _ => Err(serde::ser::Error::custom("not about the house")),
    }
}

/// Reads the body of a kind of deed about the house, or else about a file.
///
/// # Errors
/// When it is not one, or a kind of a newer program.
pub(super) fn decode(kind: &str, body: &str) -> Result<Deed, Rejection> {
    match kind {
        "programme" => read(body, ProgrammeDeed::deed),
        "incident" => read(body, IncidentDeed::deed),
        "keep-apart" => read(body, KeepApartDeed::deed),
        _ => person::decode(kind, body),
    }
}

impl ProgrammeDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::Programme {
            wing: WingId(self.wing),
            slot: ProgrammeSlotId(self.slot),
            day: self.day,
            went: self.went.went()?,
            replaces: self.replaces.map(ProgrammeOutcomeId),
        })
    }
}

impl IncidentDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::Incident {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            kind: Word::from_word(&self.kind)?,
            text: text(&self.text)?,
            replaces: self.replaces.map(IncidentId),
        })
    }
}

impl KeepApartDeed {
    #[expect(clippy::unnecessary_wraps, reason = "like every other deed")]
    fn deed(self) -> Option<Deed> {
        Some(Deed::KeepApart {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            other: DetaineeId(self.other),
            replaces: self.replaces.map(KeepApartId),
        })
    }
}
