//! `/v1/devices/{device}`: terminals.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::State;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::http::HeaderMap;
use uuid::Uuid;

use super::json;
use crate::domain::id::DeviceId;
use crate::hub::error::Error;
use crate::hub::intake;
use crate::hub::rights::Caller;
use crate::hub::state::Shared;
use crate::wire::api::{Device, Enrol};
use crate::wire::problem::Problem;

/// Makes a terminal known to the caller's facility. Doing it again changes nothing.
#[utoipa::path(put, path = "/v1/devices/{device}", tag = "devices", request_body = Enrol,
    params(("device" = Uuid, Path, description = "the terminal's own id")),
    responses(
    (status = 200, description = "the terminal, as it is known", body = Device),
    (status = 400, description = "the body is not what is asked", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "a terminal of another facility", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "the body is not JSON", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn enrol(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Device>, Error> {
    let id = device_id(path)?;
    let wanted: Enrol = json(&headers, body)?;
    Ok(Json(intake::enrol(&hub, &caller, id, &wanted).await?))
}

/// What the hub knows of a terminal.
#[utoipa::path(get, path = "/v1/devices/{device}", tag = "devices",
    params(("device" = Uuid, Path, description = "the terminal's own id")),
    responses(
    (status = 200, description = "the terminal", body = Device),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "unknown here", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn show(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
) -> Result<Json<Device>, Error> {
    let id = device_id(path)?;
    Ok(Json(intake::device(&hub, &caller, id).await?))
}

/// The device of a path.
pub(super) fn device_id(path: Result<Path<Uuid>, PathRejection>) -> Result<DeviceId, Error> {
    path.map(|Path(id)| DeviceId(id)).map_err(|_| Error::malformed("path", "the device is a UUID"))
}
