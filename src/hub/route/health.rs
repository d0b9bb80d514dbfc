//! `/v1/health` and `/v1/openapi.json`: no sign-in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;

use crate::hub::error::Error;
use crate::hub::state::{Inner, Shared};
use crate::wire::problem::Problem;

/// Whether the hub works.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::hub) struct Health {
    /// Always `ok`: what does not work answers a problem.
    status: &'static str,
}

/// Whether the hub works: it answers, and its database does.
#[utoipa::path(get, path = "/v1/health", tag = "hub", responses(
    (status = 200, description = "the hub and its database answer", body = Health),
    (status = 503, description = "the database does not answer", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn show(State(hub): State<Shared>) -> Result<Json<Health>, Error> {
    hub.store.facilities().await?;
    Ok(Json(Health { status: "ok" }))
}

/// The description of the API, made once.
pub(in crate::hub) fn description(description: &OpenApi) -> MethodRouter<Arc<Inner>> {
    let json = description.to_json().unwrap_or_default();
    get(async || ([(CONTENT_TYPE, "application/json"), (ACCESS_CONTROL_ALLOW_ORIGIN, "*")], json))
}
