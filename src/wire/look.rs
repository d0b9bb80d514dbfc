//! Looks as bytes: what the journal keeps is what is sent, to the byte.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::id::{DetaineeId, LookId, StaffId, WingId};
use crate::domain::look::{List, Look, LookedAt, MAX_REASON_CHARS};
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
    /// Whose file (*dossier*) was opened; or else a list of a wing left the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detainee: Option<Uuid>,
    /// Of which wing (*afdeling*) a list was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wing: Option<Uuid>,
    /// Which list: `day`, `emergency` (*noodlijst*), or `handover` (*dienstoverdracht*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
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
    let (detainee, list) = match look.at_what {
        LookedAt::File(detainee) => (Some(detainee.0), None),
        LookedAt::List(wing, list) => (None, Some((wing.0, list))),
    };
    serde_json::to_vec(&WireLook {
        number: look.number,
        id: look.id.0,
        reader: look.reader.0,
        detainee,
        wing: list.map(|(wing, _)| wing),
        list: list.map(|(_, list)| list.code().to_owned()),
        at: look.at,
        reason: look.reason.as_ref().map(|reason| reason.reveal().as_str().to_owned()),
    })
}

/// Reads a look; none when it is not one, or its reason could not be shown.
pub fn decode(bytes: &[u8]) -> Option<Look> {
    let wire: WireLook = serde_json::from_slice(bytes).ok()?;
    let at_what = match (wire.detainee, wire.wing, wire.list) {
        (Some(detainee), None, None) => LookedAt::File(DetaineeId(detainee)),
        (None, Some(wing), Some(list)) => {
            LookedAt::List(WingId(wing), List::ALL.into_iter().find(|known| known.code() == list)?)
        }
        _ => return None,
    };
    let reason = wire.reason.map(|reason| check_note(&reason)).transpose().ok()?;
    let endless = reason.as_ref().is_some_and(|reason| reason.as_str().chars().count() > MAX_REASON_CHARS);
    (!endless).then_some(Look {
        id: LookId(wire.id),
        number: wire.number,
        reader: StaffId(wire.reader),
        at_what,
        at: wire.at,
        reason: reason.map(Pii::new),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SafeText;

    const FILE: LookedAt = LookedAt::File(DetaineeId(Uuid::from_u128(4)));
    const LIST: LookedAt = LookedAt::List(WingId(Uuid::from_u128(5)), List::Emergency);

    fn look(at_what: LookedAt, reason: Option<&str>) -> Look {
        Look {
            id: LookId(Uuid::from_u128(1)),
            number: 2,
            reader: StaffId(Uuid::from_u128(3)),
            at_what,
            at: DateTime::from_timestamp(1_795_000_000, 0).expect("a time"),
            reason: reason.map(|reason| Pii::new(SafeText::line(reason))),
        }
    }

    #[test]
    fn a_look_survives_the_wire_to_the_byte() {
        for look in [look(FILE, None), look(FILE, Some("brand op de cel")), look(LIST, None)] {
            let bytes = encode(&look).expect("looks are JSON");
            let read = decode(&bytes).expect("a look");
            assert_eq!((&read, encode(&read).expect("JSON")), (&look, bytes));
        }
    }

    #[test]
    fn a_look_is_at_one_thing_that_is_known() {
        let wire = String::from_utf8(encode(&look(LIST, None)).expect("JSON")).expect("UTF-8");
        assert_eq!(decode(wire.replace("emergency", "everything").as_bytes()), None);
        let both = wire.replace("\"wing\"", &format!("\"detainee\":\"{}\",\"wing\"", Uuid::from_u128(4)));
        assert_ne!(both, wire);
        assert_eq!(decode(both.as_bytes()), None);
    }

    #[test]
    fn a_reason_is_neither_endless_nor_something_that_a_terminal_obeys() {
        let long = "x".repeat(MAX_REASON_CHARS + 1);
        for reason in [long.as_str(), "\u{1B}[2J"] {
            let wire = String::from_utf8(encode(&look(FILE, Some("waarom"))).expect("JSON")).expect("UTF-8");
            let bad = wire.replace("\"waarom\"", &serde_json::to_string(reason).expect("JSON"));
            assert_ne!(bad, wire);
            assert_eq!(decode(bad.as_bytes()), None);
        }
    }
}
