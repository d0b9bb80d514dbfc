//! Actions as bytes: what the journal keeps is what is sent, to the byte.

mod deed;
mod house;
mod person;
mod place;
#[cfg(test)]
mod tests;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::action::Action;
use crate::domain::decide::Rejection;
use crate::domain::id::{ActionId, DeviceId, StaffId};

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
    /// How far the terminal's clock was ahead of the hub's, in seconds, when that was more than a minute; behind is negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_skew_seconds: Option<i64>,
    /// The deed itself.
    #[cfg_attr(feature = "hub", schema(value_type = Object))]
    pub body: Box<RawValue>,
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
    let body = deed::encode(&action.deed)?;
    serde_json::to_vec(&WireAction {
        number: action.number,
        id: action.id.0,
        kind: action.deed.name().to_owned(),
        author: action.author.0,
        recorded_at: action.recorded_at,
        observed_at: action.observed_at,
        clock_skew_seconds: action.clock_skew_seconds,
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
    let clock_skew_seconds = None;
    let (id, recorded_at, observed_at) = (id.0, at, at);
    serde_json::to_vec(&WireAction { number, id, kind, author, recorded_at, observed_at, clock_skew_seconds, body })
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
    let deed = deed::decode(&wire.kind, wire.body.get()).map_err(bad)?;
    Ok(Action {
        id: ActionId(wire.id),
        device,
        number: wire.number,
        author: StaffId(wire.author),
        recorded_at: wire.recorded_at,
        observed_at: wire.observed_at,
        clock_skew_seconds: wire.clock_skew_seconds,
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
