//! `/v1/streams`: where the caller's streams are, and what changed in them.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::http::header::{ETAG, HeaderName, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::domain::stream::{StreamId, StreamKind};
use crate::hub::error::Error;
use crate::hub::feed;
use crate::hub::rights::Caller;
use crate::hub::state::Shared;
use crate::wire::api::{Heads, Page};
use crate::wire::problem::Problem;
use crate::wire::{MAX_PAGE_ROWS, MAX_WAIT_SECONDS};

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// The streams that the caller may see. With `If-None-Match` and `Prefer: wait=25` the answer waits for news.
#[utoipa::path(get, path = "/v1/streams", tag = "streams",
    params(
        ("If-None-Match" = Option<String>, Header, description = "the ETag of the last answer"),
        ("Prefer" = Option<String>, Header, description = "`wait=25`: wait so many seconds for news, 25 at most"),
    ),
    responses(
    (status = 200, description = "the streams", body = Heads),
    (status = 304, description = "nothing changed, also not while waiting"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn heads(
    State(hub): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // Listening begins before looking, so that nothing falls between the two.
    let mut news = hub.news.listen();
    let (tag, heads) = feed::look(&hub, &caller)?;
    let known = headers.get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    if known != Some(tag.as_str()) {
        return answer(&tag, &heads);
    }
    let until = tokio::time::Instant::now() + wait(&headers);
    while tokio::time::timeout_at(until, news.changed()).await.is_ok_and(|told| told.is_ok()) {
        // Rights may have changed as well.
        let caller = crate::hub::rights::caller(&hub, caller.facility(), caller.subject.person.id).await?;
        let (tag, heads) = feed::look(&hub, &caller)?;
        if known != Some(tag.as_str()) {
            return answer(&tag, &heads);
        }
    }
    Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response())
}

fn answer(tag: &str, heads: &Heads) -> Result<Response, Error> {
    let tag = HeaderValue::from_str(tag).map_err(|_| Error::Fault)?;
    Ok(([(ETAG, tag)], Json(heads)).into_response())
}

/// How long the caller wants to wait.
fn wait(headers: &HeaderMap) -> Duration {
    let preferences = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
    let seconds = preferences
        .flat_map(|value| value.split(','))
        .filter_map(|preference| preference.trim().strip_prefix("wait="))
        .find_map(|seconds| seconds.parse::<u64>().ok());
    Duration::from_secs(seconds.unwrap_or(0).min(MAX_WAIT_SECONDS))
}

/// Where a run of pages goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::hub) struct After {
    /// The cursor of the last page; absent to read from the start.
    after: Option<String>,
    /// Most rows, 500 at most.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// What changed in a stream after a cursor, in the order of the changes: first reading, delta and resuming alike.
#[utoipa::path(get, path = "/v1/streams/{kind}/{id}/changes", tag = "streams",
    params(
        ("kind" = String, Path, description = "`facility`, `wing`, `person`, `volunteers`, `visits`, `work`"),
        ("id" = Uuid, Path, description = "what the stream is about"),
        After,
    ),
    responses(
    (status = 200, description = "rows, and where to go on", body = Page),
    (status = 400, description = "a cursor that this hub did not make, or a wrong limit", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "withdrawn, or never yours", body = Problem, content_type = "application/problem+json"),
    (status = 410, description = "the cursor is too old, or from before a restore", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn changes(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<(String, Uuid)>, PathRejection>,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Page>, Error> {
    let Path((kind, id)) = path.map_err(|_| Error::malformed("path", "the stream's id is a UUID"))?;
    let Query(After { after, limit }) =
        query.map_err(|_| Error::malformed("query", "only `after` and a whole number `limit`"))?;
    let kind: StreamKind = kind.parse().map_err(|_| Error::NotFound)?;
    Ok(Json(
        feed::changes(&hub, &caller, StreamId { kind, id }, after.as_deref(), limit.unwrap_or(MAX_PAGE_ROWS)).await?,
    ))
}
