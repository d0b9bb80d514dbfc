//! Actions as bytes: what the journal keeps is what is sent, to the byte.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::body::MarkWord;
use crate::domain::action::{Action, Deed};
use crate::domain::decide::Rejection;
use crate::domain::id::{ActionId, DetaineeId, DeviceId, MarkId, NoteId, RowId, StaffId, WingId};
use crate::text::{Pii, check_note};

/// An action as the wire carries it. The device is in the path.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WireAction {
    /// Counts from 1 on its device, without gaps.
    pub number: u64,
    /// Unique over all devices (UUIDv7).
    pub id: Uuid,
    /// What kind of deed: `mark`, `note`.
    pub kind: String,
    /// Who did it.
    pub author: Uuid,
    /// When it was typed, RFC 3339 in UTC.
    pub recorded_at: DateTime<Utc>,
    /// When it happened, RFC 3339 in UTC.
    pub observed_at: DateTime<Utc>,
    /// The deed itself.
    #[cfg_attr(feature = "hub", schema(value_type = Object))]
    pub body: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MarkDeed {
    wing: Uuid,
    detainee: Uuid,
    item: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
    mark: MarkWord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NoteDeed {
    wing: Uuid,
    detainee: Uuid,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

/// What is known of an action that does not decode: enough to store its outcome.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an action does not decode: {code:?}")]
pub struct BadAction {
    /// Its number, when that can be read.
    pub number: Option<u64>,
    /// Its id, when that can be read.
    pub id: Option<ActionId>,
    /// What the outcome says.
    pub code: Rejection,
}

/// The bytes of an action: the same action gives the same bytes.
///
/// # Errors
/// Never for an action of this program; the error is serde's, for the caller's type.
pub fn encode(action: &Action) -> Result<Vec<u8>, serde_json::Error> {
    let body = match &action.deed {
        Deed::Mark { wing, detainee, item, day, kind, replaces } => serde_json::value::to_raw_value(&MarkDeed {
            wing: wing.0,
            detainee: detainee.0,
            item: item.0,
            day: *day,
            mark: (*kind).into(),
            replaces: replaces.map(|id| id.0),
        })?,
        Deed::Note { wing, detainee, text, replaces } => serde_json::value::to_raw_value(&NoteDeed {
            wing: wing.0,
            detainee: detainee.0,
            text: text.reveal().as_str().to_owned(),
            replaces: replaces.map(|id| id.0),
        })?,
    };
    serde_json::to_vec(&WireAction {
        number: action.number,
        id: action.id.0,
        kind: action.deed.name().to_owned(),
        author: action.author.0,
        recorded_at: action.recorded_at,
        observed_at: action.observed_at,
        body,
    })
}

/// The kind of an action that stands in for one that a terminal lost: no hub carries it out, it uses the number up.
pub const VOID: &str = "void";

/// The bytes of an action that stands in for a lost one.
///
/// # Errors
/// Never; the error is serde's, for the caller's type.
pub fn encode_void(number: u64, id: ActionId, at: DateTime<Utc>) -> Result<Vec<u8>, serde_json::Error> {
    let (kind, author, body) = (VOID.to_owned(), Uuid::nil(), RawValue::from_string("{}".to_owned())?);
    serde_json::to_vec(&WireAction { number, id: id.0, kind, author, recorded_at: at, observed_at: at, body })
}

/// Reads an action of this device.
///
/// # Errors
/// When it is not an action, or a kind of a newer program.
pub fn decode(device: DeviceId, bytes: &[u8]) -> Result<Action, BadAction> {
    let wire: WireAction = serde_json::from_slice(bytes).map_err(|_| {
        let outline: Outline = serde_json::from_slice(bytes).unwrap_or_default();
        BadAction { number: outline.number, id: outline.id.map(ActionId), code: Rejection::Malformed }
    })?;
    let bad = |code| BadAction { number: Some(wire.number), id: Some(ActionId(wire.id)), code };
    let deed = match wire.kind.as_str() {
        "mark" => {
            let deed: MarkDeed = serde_json::from_str(wire.body.get()).map_err(|_| bad(Rejection::Malformed))?;
            Deed::Mark {
                wing: WingId(deed.wing),
                detainee: DetaineeId(deed.detainee),
                item: RowId(deed.item),
                day: deed.day,
                kind: deed.mark.try_into().map_err(|_| bad(Rejection::Malformed))?,
                replaces: deed.replaces.map(MarkId),
            }
        }
        "note" => {
            let deed: NoteDeed = serde_json::from_str(wire.body.get()).map_err(|_| bad(Rejection::Malformed))?;
            Deed::Note {
                wing: WingId(deed.wing),
                detainee: DetaineeId(deed.detainee),
                text: Pii::new(check_note(&deed.text).map_err(|_| bad(Rejection::Malformed))?),
                replaces: deed.replaces.map(NoteId),
            }
        }
        _ => return Err(bad(Rejection::UnknownDeed)),
    };
    Ok(Action {
        id: ActionId(wire.id),
        device,
        number: wire.number,
        author: StaffId(wire.author),
        recorded_at: wire.recorded_at,
        observed_at: wire.observed_at,
        deed,
    })
}

/// The content hash of an action: over its bytes as sent.
pub fn content_hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// An instant as the wire writes it: UTC, milliseconds, `Z`.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[derive(Default, Deserialize)]
struct Outline {
    #[serde(default)]
    number: Option<u64>,
    #[serde(default)]
    id: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mark::{AbsenceReason, MarkKind};
    use crate::text::SafeText;

    fn action(deed: Deed) -> Action {
        let at = DateTime::from_timestamp(1_795_000_000, 123_000_000).expect("a time");
        Action {
            id: ActionId(Uuid::from_u128(1)),
            device: DeviceId(Uuid::from_u128(2)),
            number: 3,
            author: StaffId(Uuid::from_u128(4)),
            recorded_at: at,
            observed_at: at,
            deed,
        }
    }

    fn mark(kind: MarkKind, replaces: Option<MarkId>) -> Deed {
        Deed::Mark {
            wing: WingId(Uuid::from_u128(5)),
            detainee: DetaineeId(Uuid::from_u128(6)),
            item: RowId(Uuid::from_u128(7)),
            day: NaiveDate::from_ymd_opt(2026, 11, 23),
            kind,
            replaces,
        }
    }

    fn note() -> Deed {
        Deed::Note {
            wing: WingId(Uuid::from_u128(5)),
            detainee: DetaineeId(Uuid::from_u128(6)),
            text: Pii::new(SafeText::block("rustig weekend\nkookte voor de groep")),
            replaces: None,
        }
    }

    #[test]
    fn every_deed_survives_the_wire_and_the_same_action_gives_the_same_bytes() {
        let mut deeds =
            vec![note(), mark(MarkKind::Left, None), mark(MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(8))))];
        deeds.extend(AbsenceReason::ALL.map(|reason| mark(MarkKind::Absent(reason), None)));
        deeds.extend(AbsenceReason::ALL.map(|reason| mark(MarkKind::StaysInCell(reason), None)));
        for deed in deeds {
            let action = action(deed);
            let bytes = encode(&action).expect("actions are JSON");
            assert_eq!(decode(action.device, &bytes).as_ref(), Ok(&action));
            assert_eq!(encode(&action).expect("actions are JSON"), bytes);
        }
    }

    #[test]
    fn a_deed_of_a_newer_program_and_a_garbled_one_keep_their_number() {
        let device = DeviceId(Uuid::from_u128(2));
        let bytes = encode(&action(mark(MarkKind::Left, None))).expect("actions are JSON");
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        let newer = text.replace("\"kind\":\"mark\"", "\"kind\":\"dance\"");
        let bad = decode(device, newer.as_bytes()).expect_err("nobody can dance");
        assert_eq!((bad.number, bad.code), (Some(3), Rejection::UnknownDeed));
        let garbled = text.replace("\"left\"", "\"vanished\"");
        let bad = decode(device, garbled.as_bytes()).expect_err("not a mark");
        assert_eq!((bad.number, bad.code), (Some(3), Rejection::Malformed));
        let half = decode(device, b"{\"number\":3}").expect_err("half an action");
        assert_eq!((half.number, half.code), (Some(3), Rejection::Malformed));
        assert_eq!(decode(device, b"[]").expect_err("not an action").number, None);
    }

    #[test]
    fn a_note_that_a_terminal_would_obey_is_refused_and_not_rewritten() {
        let action = action(note());
        let text = String::from_utf8(encode(&action).expect("actions are JSON")).expect("JSON is UTF-8");
        for hostile in ["\\u001b]52;c;x", "\\u202e", "\\u200b", "\\u009b"] {
            let bad = decode(action.device, text.replace("rustig", hostile).as_bytes()).expect_err("hostile");
            assert_eq!((bad.number, bad.code), (Some(3), Rejection::Malformed));
        }
    }

    #[test]
    fn a_stand_in_for_a_lost_action_is_a_kind_that_nobody_carries_out() {
        let at = DateTime::from_timestamp(1_795_000_000, 0).expect("a time");
        let bytes = encode_void(9, ActionId(Uuid::from_u128(1)), at).expect("a void is JSON");
        let bad = decode(DeviceId(Uuid::from_u128(2)), &bytes).expect_err("nothing to do");
        assert_eq!((bad.number, bad.code), (Some(9), Rejection::UnknownDeed));
    }
}
