//! `/v1/devices/{device}/actions`: what officers did, decided once, in number order.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::devices::device_id;
use super::{json, json_bytes};
use crate::domain::id::DeviceId;
use crate::hub::error::Error;
use crate::hub::intake::{self, Answered};
use crate::hub::rights::Caller;
use crate::hub::state::Shared;
use crate::wire::action::WireAction;
use crate::wire::api::{ActionBatch, Outcomes, WireOutcome};
use crate::wire::problem::Problem;

/// One action of a terminal (*handeling*). Idempotent: the same bytes again answer the stored outcome, to the byte.
#[utoipa::path(put, path = "/v1/devices/{device}/actions/{number}", tag = "actions", request_body = WireAction,
    params(
        ("device" = Uuid, Path, description = "the terminal's own id"),
        ("number" = u64, Path, description = "counts from 1 on that terminal, without gaps"),
    ),
    responses(
    (status = 201, description = "decided now", body = WireOutcome),
    (status = 200, description = "decided before, with the same content", body = WireOutcome),
    (status = 400, description = "the number of the path is not that of the body", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "a terminal that is unknown here", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`gap` with `expected`, or `content-differs`", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "the body is not JSON", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn put(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<(Uuid, u64)>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let Path((device, number)) =
        path.map_err(|_| Error::malformed("path", "the device is a UUID, the number a whole number"))?;
    let device = DeviceId(device);
    let bytes = json_bytes(&headers, body)?;
    let (status, outcome) = match intake::put(&hub, &caller, device, number, &bytes).await? {
        Answered::First(outcome) => (StatusCode::CREATED, outcome),
        Answered::Again(outcome) => (StatusCode::OK, outcome),
    };
    Ok((status, [(CONTENT_TYPE, "application/json")], outcome).into_response())
}

/// Consecutive actions of a terminal, 1 to 100, decided in order. A gap refuses the whole batch.
#[utoipa::path(post, path = "/v1/devices/{device}/actions", tag = "actions", request_body = ActionBatch,
    params(("device" = Uuid, Path, description = "the terminal's own id")),
    responses(
    (status = 200, description = "an outcome for each", body = Outcomes),
    (status = 400, description = "no actions, too many, or numbers that do not follow each other", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "a terminal that is unknown here", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`gap` with `expected`, or `content-differs`", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "the body is not JSON", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn push(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Outcomes>, Error> {
    let device = device_id(path)?;
    let batch: ActionBatch = json(&headers, body)?;
    Ok(Json(intake::push(&hub, &caller, device, &batch).await?))
}

/// From which number on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::hub) struct From {
    /// The first number; 1 when absent.
    from: Option<u64>,
}

/// Stored outcomes of a terminal.
#[utoipa::path(get, path = "/v1/devices/{device}/actions", tag = "actions",
    params(("device" = Uuid, Path, description = "the terminal's own id"), From),
    responses(
    (status = 200, description = "outcomes in number order, 1000 at most", body = Outcomes),
    (status = 400, description = "`from` is not a whole number", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "a terminal that is unknown here", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn outcomes(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    query: Result<Query<From>, QueryRejection>,
) -> Result<Json<Outcomes>, Error> {
    let device = device_id(path)?;
    let Query(From { from }) = query.map_err(|_| Error::malformed("query", "only a whole number `from`"))?;
    Ok(Json(intake::outcomes(&hub, &caller, device, from.unwrap_or(1)).await?))
}
