//! One file per resource.

pub(in crate::hub) mod actions;
pub(in crate::hub) mod devices;
pub(in crate::hub) mod health;
pub(in crate::hub) mod items;
pub(in crate::hub) mod looks;
pub(in crate::hub) mod me;
pub(in crate::hub) mod steps;
pub(in crate::hub) mod streams;
mod tagged;
pub(in crate::hub) mod written;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::error::Error;

/// The bytes of a JSON request.
fn json_bytes(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Error::WrongType);
    }
    body.map_err(|rejection| match rejection {
        too_large if too_large.status() == StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::malformed("body", "the body did not arrive whole"),
    })
}

/// A JSON request.
fn json<T: DeserializeOwned>(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<T, Error> {
    let bytes = json_bytes(headers, body)?;
    // serde's own words name fields and places, never values of ours; line and column are enough for who wrote it.
    serde_json::from_slice(&bytes).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        Error::malformed("body", &format!("not what the description asks for, at {place}"))
    })
}
