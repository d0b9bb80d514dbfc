//! Plain resources for integrators: people, visits, work shifts. Reading one thing about a person is a look.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::json;
use super::tagged::{self, Listed, Problems, Read, Refusals, Written};
use crate::domain::action::Deed;
use crate::domain::amend::Amendment;
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::record::{Kind, Record};
use crate::hub::error::Error;
use crate::hub::resource::{self, Seen};
use crate::hub::rights::Caller;
use crate::hub::state::{Inner, Shared};
use crate::wire::MAX_PAGE_ROWS;
use crate::wire::api::{Resources, ShiftChange, VisitChange};
use crate::wire::body::Word;

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::hub) struct After {
    /// `next` of the page before; absent to read from the start.
    after: Option<Uuid>,
    /// Most rows, 500 at most.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

pub(super) async fn list(
    hub: &Inner,
    caller: &Caller,
    kind: Kind,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Resources>, Error> {
    let Query(After { after, limit }) =
        query.map_err(|_| Error::malformed("query", "only a UUID `after` and a whole number `limit`"))?;
    let limit = limit.unwrap_or(MAX_PAGE_ROWS);
    if !(1..=MAX_PAGE_ROWS).contains(&limit) {
        return Err(Error::malformed("limit", "from 1 to 500"));
    }
    Ok(Json(resource::list(hub, caller, kind, after, limit).await?))
}

/// The row of this kind, if it is one.
pub(super) async fn of_kind(hub: &Inner, caller: &Caller, id: Uuid, kind: Kind) -> Result<Seen, Error> {
    let seen = resource::one(hub, caller, &[RowId(id)]).await?;
    if seen.known.record.kind() == kind { Ok(seen) } else { Err(Error::NotFound) }
}

/// The people (*gedetineerden*) of the caller's wings.
#[utoipa::path(get, path = "/v1/detainees", tag = "resources", params(After), responses(Listed, Problems))]
pub(in crate::hub) async fn detainees(
    State(hub): State<Shared>,
    caller: Caller,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Resources>, Error> {
    list(&hub, &caller, Kind::Detainee, query).await
}

/// One person (*gedetineerde*). This is written down as a look.
#[utoipa::path(get, path = "/v1/detainees/{id}", tag = "resources",
    params(("id" = Uuid, Path, description = "the person")), responses(Read, Problems))]
pub(in crate::hub) async fn detainee(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let id = tagged::id(path)?;
    let seen = of_kind(&hub, &caller, id, Kind::Detainee).await?;
    resource::looked(&hub, &caller, DetaineeId(id)).await?;
    tagged::answer(&seen, &headers)
}

/// Visits (*bezoeken*) of the caller's wings.
#[utoipa::path(get, path = "/v1/visits", tag = "resources", params(After), responses(Listed, Problems))]
pub(in crate::hub) async fn visits(
    State(hub): State<Shared>,
    caller: Caller,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Resources>, Error> {
    list(&hub, &caller, Kind::Visit, query).await
}

/// One visit (*bezoek*).
#[utoipa::path(get, path = "/v1/visits/{id}", tag = "resources",
    params(("id" = Uuid, Path, description = "the visit")), responses(Read, Problems))]
pub(in crate::hub) async fn visit(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    tagged::answer(&of_kind(&hub, &caller, tagged::id(path)?, Kind::Visit).await?, &headers)
}

/// How far a visit (*bezoek*) is, or when and where: one of the two at a time.
#[utoipa::path(put, path = "/v1/visits/{id}", tag = "resources", request_body = VisitChange,
    params(("id" = Uuid, Path, description = "the visit"), tagged::IfMatch), responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn change_visit(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let id = tagged::id(path)?;
    let condition = tagged::condition(&headers)?;
    let wanted: VisitChange = json(&headers, body)?;
    let status =
        Word::from_word(&wanted.status).ok_or_else(|| Error::malformed("/status", "not a status of a visit"))?;
    let room = wanted.room.as_deref().map(|room| tagged::line("/room", room)).transpose()?;
    let seen = of_kind(&hub, &caller, id, Kind::Visit).await?;
    let Record::Visit(known) = &seen.known.record else { return Err(Error::Fault) };
    let wing = resource::person(&hub, &caller, known.detainee).await?.wing;
    let mut amendments = times((known.starts_at, known.ends_at), (wanted.starts_at, wanted.ends_at));
    if known.room != room {
        amendments.push(Amendment::Place { from: known.room.clone(), to: room });
    }
    let (detainee, visit) = (known.detainee, known.id);
    let deed = match (known.status != status, amendments.is_empty()) {
        (true, false) => return Err(Error::malformed("body", "the status or the plan, one at a time")),
        // Who sends the tag saw what stands there, and chooses against it.
        (true, true) => Deed::VisitStatus { wing, detainee, visit, status, instead_of: Some(known.status) },
        (false, _) => Deed::Amend { wing, detainee, item: RowId(id), base: seen.known.revision, amendments },
    };
    tagged::written(&hub, &caller, &[RowId(id)], &condition, &deed).await
}

/// Work shifts (*arbeid*) of the caller's wings.
#[utoipa::path(get, path = "/v1/work-shifts", tag = "resources", params(After), responses(Listed, Problems))]
pub(in crate::hub) async fn shifts(
    State(hub): State<Shared>,
    caller: Caller,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Resources>, Error> {
    list(&hub, &caller, Kind::WorkShift, query).await
}

/// One work shift (*arbeid*).
#[utoipa::path(get, path = "/v1/work-shifts/{id}", tag = "resources",
    params(("id" = Uuid, Path, description = "the work shift")), responses(Read, Problems))]
pub(in crate::hub) async fn shift(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    tagged::answer(&of_kind(&hub, &caller, tagged::id(path)?, Kind::WorkShift).await?, &headers)
}

/// When and where a work shift (*arbeid*) is.
#[utoipa::path(put, path = "/v1/work-shifts/{id}", tag = "resources", request_body = ShiftChange,
    params(("id" = Uuid, Path, description = "the work shift"), tagged::IfMatch), responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn change_shift(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let id = tagged::id(path)?;
    let condition = tagged::condition(&headers)?;
    let wanted: ShiftChange = json(&headers, body)?;
    let workplace = tagged::line("/workplace", &wanted.workplace)?;
    let seen = of_kind(&hub, &caller, id, Kind::WorkShift).await?;
    let Record::WorkShift(known) = &seen.known.record else { return Err(Error::Fault) };
    let wing = resource::person(&hub, &caller, known.detainee).await?.wing;
    let mut amendments = times((known.starts_at, known.ends_at), (wanted.starts_at, wanted.ends_at));
    if known.workplace != workplace {
        amendments.push(Amendment::Place { from: Some(known.workplace.clone()), to: Some(workplace) });
    }
    let (detainee, base) = (known.detainee, seen.known.revision);
    let deed = Deed::Amend { wing, detainee, item: RowId(id), base, amendments };
    tagged::written(&hub, &caller, &[RowId(id)], &condition, &deed).await
}

type Span = (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>);

fn times(known: Span, wanted: Span) -> Vec<Amendment> {
    let starts = (known.0 != wanted.0).then_some(Amendment::Starts { from: known.0, to: wanted.0 });
    let ends = (known.1 != wanted.1).then_some(Amendment::Ends { from: known.1, to: wanted.1 });
    starts.into_iter().chain(ends).collect()
}
