//! Sign-in: a bearer token per user, kept as a hash.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use sha2::{Digest, Sha256};

use super::error::Error;
use super::rights::{self, Caller};
use super::state::Inner;

/// Longest token that is looked at, in bytes.
const MAX_TOKEN_BYTES: usize = 4096;

/// What the store keeps of a token.
pub(in crate::hub) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Who has this token.
pub(in crate::hub) async fn caller(hub: &Inner, token: &str) -> Result<Caller, Error> {
    if token.len() > MAX_TOKEN_BYTES {
        return Err(Error::NotSignedIn);
    }
    let (facility, staff) = hub.store.token(hash(token)).await?.ok_or(Error::NotSignedIn)?;
    rights::caller(hub, facility, staff).await
}

impl FromRequestParts<Arc<Inner>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Inner>) -> Result<Self, Error> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer "));
        caller(hub, token.ok_or(Error::NotSignedIn)?).await
    }
}
