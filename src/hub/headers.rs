//! Headers that every answer has, whatever made it; and the version check that every request passes.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, DATE, HeaderName, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::Error;
use super::state::Inner;
use crate::wire::{API_VERSION, API_VERSION_HEADER, CLIENT_VERSION_HEADER};

/// The oldest program that this hub still speaks with: major and minor version.
const OLDEST_PROGRAM: (u64, u64) = (0, 1);

const FIXED: [(HeaderName, &str); 6] = [
    (HeaderName::from_static(API_VERSION_HEADER), API_VERSION),
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
];

/// Around everything.
pub(in crate::hub) async fn add(request: Request, next: Next) -> Response {
    let mut response =
        if is_too_old(request.headers()) { Error::TooOld.into_response() } else { next.run(request).await };
    for (name, value) in FIXED {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Says what time it is by the hub's own clock: terminals hold theirs against it.
pub(in crate::hub) async fn date(State(hub): State<Arc<Inner>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // RFC 9110, 5.6.7. Letters, digits and spaces are always a value.
    let now = (hub.clock)().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(now) = HeaderValue::from_str(&now) {
        response.headers_mut().insert(DATE, now);
    }
    response
}

/// A program that does not say its version is somebody's own: the description of the API is all that it has.
fn is_too_old(headers: &HeaderMap) -> bool {
    let Some(version) = headers.get(CLIENT_VERSION_HEADER) else { return false };
    let mut parts = version.to_str().unwrap_or_default().split('.').map_while(|part| part.parse::<u64>().ok());
    match (parts.next(), parts.next()) {
        (Some(major), Some(minor)) => (major, minor) < OLDEST_PROGRAM,
        _ => true,
    }
}
