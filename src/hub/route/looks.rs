//! `/v1/devices/{device}/looks`: who opened which file, also without a network.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use uuid::Uuid;

use super::devices::device_id;
use super::json;
use crate::hub::error::Error;
use crate::hub::intake;
use crate::hub::rights::Caller;
use crate::hub::state::Shared;
use crate::wire::api::{LookBatch, LooksTaken};
use crate::wire::problem::Problem;

/// Who opened which file (*inzage in een dossier*), 1 to 100, numbers rising. Idempotent: what is known already changes nothing.
#[utoipa::path(post, path = "/v1/devices/{device}/looks", tag = "looks", request_body = LookBatch,
    params(("device" = Uuid, Path, description = "the terminal's own id")),
    responses(
    (status = 200, description = "all of them are in the audit trail", body = LooksTaken),
    (status = 400, description = "no looks, too many, or numbers that do not rise", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "a terminal that is unknown here", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`content-differs`: a number was used for another look", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "the body is not JSON", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn push(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<LooksTaken>, Error> {
    let device = device_id(path)?;
    let batch: LookBatch = json(&headers, body)?;
    Ok(Json(intake::looks(&hub, &caller, device, &batch).await?))
}
