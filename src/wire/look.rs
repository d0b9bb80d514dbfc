//! Looks as bytes: what the journal keeps is what is sent, to the byte.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::id::{DetaineeId, LookId, StaffId};
use crate::domain::look::{Look, MAX_REASON_CHARS};
use crate::text::{Pii, check_note};

/// A look as the wire carries it. The device is in the path.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WireLook {
    /// Counts from 1 on its device, upwards, apart from actions.
    pub number: u64,
    /// Unique over all devices (UUIDv7).
    pub id: Uuid,
    /// Who looked.
    pub reader: Uuid,
    /// Whose file (*dossier*) was opened.
    pub detainee: Uuid,
    /// When, RFC 3339 in UTC.
    pub at: DateTime<Utc>,
    /// Why, when the file was not the reader's to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The bytes of a look: the same look gives the same bytes.
///
/// # Errors
/// Never for a look of this program; the error is serde's, for the caller's type.
pub fn encode(look: &Look) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&WireLook {
        number: look.number,
        id: look.id.0,
        reader: look.reader.0,
        detainee: look.detainee.0,
        at: look.at,
        reason: look.reason.as_ref().map(|reason| reason.reveal().as_str().to_owned()),
    })
}

/// Reads a look; none when it is not one, or its reason could not be shown.
pub fn decode(bytes: &[u8]) -> Option<Look> {
    let wire: WireLook = serde_json::from_slice(bytes).ok()?;
    let reason = wire.reason.map(|reason| check_note(&reason)).transpose().ok()?;
    let endless = reason.as_ref().is_some_and(|reason| reason.as_str().chars().count() > MAX_REASON_CHARS);
    (!endless).then_some(Look {
        id: LookId(wire.id),
        number: wire.number,
        reader: StaffId(wire.reader),
        detainee: DetaineeId(wire.detainee),
        at: wire.at,
        reason: reason.map(Pii::new),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SafeText;

    fn look(reason: Option<&str>) -> Look {
        Look {
            id: LookId(Uuid::from_u128(1)),
            number: 2,
            reader: StaffId(Uuid::from_u128(3)),
            detainee: DetaineeId(Uuid::from_u128(4)),
            at: DateTime::from_timestamp(1_795_000_000, 0).expect("a time"),
            reason: reason.map(|reason| Pii::new(SafeText::line(reason))),
        }
    }

    #[test]
    fn a_look_survives_the_wire_to_the_byte() {
        for reason in [None, Some("brand op de cel")] {
            let bytes = encode(&look(reason)).expect("looks are JSON");
            let read = decode(&bytes).expect("a look");
            assert_eq!((&read, encode(&read).expect("JSON")), (&look(reason), bytes));
        }
    }

    #[test]
    fn a_reason_is_neither_endless_nor_something_that_a_terminal_obeys() {
        let long = "x".repeat(MAX_REASON_CHARS + 1);
        for reason in [long.as_str(), "\u{1B}[2J"] {
            let wire = String::from_utf8(encode(&look(Some("waarom"))).expect("JSON")).expect("UTF-8");
            let bad = wire.replace("\"waarom\"", &serde_json::to_string(reason).expect("JSON"));
            assert_ne!(bad, wire);
            assert_eq!(decode(bad.as_bytes()), None);
        }
    }
}
