//! `/v1/streams`: where the caller's streams are, and what changed in them.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::http::header::{ETAG, HeaderName, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use crate::domain::stream::{StreamId, StreamKind};
use crate::hub::cursor::{self, BadCursor, Position};
use crate::hub::error::Error;
use crate::hub::rights::Caller;
use crate::hub::state::{Inner, Shared};
use crate::wire::api::{Head, Heads, Page, WireRow};
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
    let (tag, heads) = look(&hub, &caller).await?;
    let known = headers.get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    if known != Some(tag.as_str()) {
        return answer(&tag, &heads);
    }
    let until = tokio::time::Instant::now() + wait(&headers);
    while tokio::time::timeout_at(until, news.changed()).await.is_ok_and(|told| told.is_ok()) {
        // Rights may have changed as well.
        let caller = crate::hub::rights::caller(&hub, caller.facility(), caller.subject.person.id).await?;
        let (tag, heads) = look(&hub, &caller).await?;
        if known != Some(tag.as_str()) {
            return answer(&tag, &heads);
        }
    }
    Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response())
}

async fn look(hub: &Inner, caller: &Caller) -> Result<(String, Heads), Error> {
    let seen = |head: &crate::hub::store::Head| caller.streams.contains(&head.stream);
    let found = hub.store.heads(caller.facility()).await?;
    let streams = found.iter().filter(|head| seen(head)).map(|head| Head {
        kind: head.stream.kind.as_str().to_owned(),
        id: head.stream.id,
        head: head.sequence,
        check: head.check.into(),
    });
    let heads = Heads { epoch: hub.store.epoch().to_owned(), streams: streams.collect() };
    let bytes = serde_json::to_vec(&heads).map_err(|_| Error::Fault)?;
    let digest = Sha256::digest(&bytes);
    let tag = HEXLOWER.encode(digest.first_chunk::<16>().unwrap_or(&[0; 16]));
    Ok((format!("\"{tag}\""), heads))
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
        ("kind" = String, Path, description = "`facility`, `wing`, `person`, `volunteers`, `place`"),
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
    let limit = limit.unwrap_or(MAX_PAGE_ROWS);
    if !(1..=MAX_PAGE_ROWS).contains(&limit) {
        return Err(Error::malformed("limit", "from 1 to 500"));
    }
    let kind: StreamKind = kind.parse().map_err(|_| Error::NotFound)?;
    let stream = caller.may_read(StreamId { kind, id })?.get();
    let (key, epoch) = (hub.store.cursor_key(), hub.store.epoch());
    let opened = after.map(|cursor| {
        cursor::open(key, epoch, stream, &cursor).map_err(|bad| match bad {
            BadCursor::Forged => Error::malformed("after", "not a cursor of this stream"),
            BadCursor::OtherEpoch => Error::EpochChanged,
        })
    });
    let from = opened.transpose()?;
    let after = from.map_or(0, |from| from.sequence);
    // One row more than asked for tells whether there is more.
    let found = hub.store.changes(caller.facility(), stream, after, limit + 1).await?.ok_or(Error::NotFound)?;
    // A first reading may take several pages below the floor: it has no row whose tombstone was forgotten before it began.
    let began = from.map_or(found.head.floor, |from| from.floor);
    if after > 0 && after.max(began) < found.head.floor {
        return Err(Error::CursorExpired);
    }
    let more = found.rows.len() > limit;
    let mut rows = found.rows;
    rows.truncate(limit);
    let last = if more { rows.last().map_or(after, |row| row.sequence) } else { found.head.sequence };
    let rows = rows.into_iter().map(WireRow::try_from).collect::<Result<_, _>>().map_err(|_| Error::Fault)?;
    Ok(Json(Page {
        rows,
        cursor: cursor::seal(key, epoch, stream, Position { sequence: last, floor: began }),
        more,
        check: (!more).then(|| found.head.check.into()),
    }))
}
