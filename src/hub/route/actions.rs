//! `/v1/devices/{device}/actions`: what officers did, decided once, in number order.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::IntoParams;
use uuid::Uuid;

use super::devices::device_id;
use super::{json, json_bytes};
use crate::domain::action::Action;
use crate::domain::decide::{self, Change, Known, Outcome, Rejection};
use crate::domain::id::{ActionId, DeviceId, RowId};
use crate::domain::row::Row;
use crate::hub::error::Error;
use crate::hub::rights::Caller;
use crate::hub::state::{Inner, Shared};
use crate::hub::store::{Act, Acted, Audit, Decided, Write};
use crate::wire::action::{WireAction, content_hash, decode};
use crate::wire::api::{ActionBatch, Outcomes, WireOutcome};
use crate::wire::body;
use crate::wire::problem::Problem;
use crate::wire::{MAX_BATCH_ACTIONS, MAX_BATCH_BYTES};

/// Most stored outcomes in one answer.
const MAX_OUTCOMES: usize = 1000;

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
    caller.may_use(device, hub.store.device(device).await?)?;
    let (status, outcome) = match act(&hub, &caller, device, &bytes, Some(number)).await? {
        Acted::First(outcome) => (StatusCode::CREATED, outcome),
        Acted::Again(outcome) => (StatusCode::OK, outcome),
        refused => return Err(refusal(&refused)),
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
    let known = hub.store.device(device).await?;
    caller.may_use(device, known)?;
    let actions: Vec<&[u8]> = batch.actions.iter().map(|action| action.get().as_bytes()).collect();
    let numbers = check_batch(&actions)?;
    // A gap refuses the whole batch before anything of it is decided.
    let expected = known.map_or(1, |device| device.last_number.saturating_add(1));
    if numbers.first().is_some_and(|first| *first > expected) {
        return Err(Error::Gap { expected });
    }
    let mut outcomes = Vec::with_capacity(actions.len());
    for (bytes, number) in actions.iter().zip(numbers) {
        let outcome = match act(&hub, &caller, device, bytes, Some(number)).await? {
            Acted::First(outcome) | Acted::Again(outcome) => outcome,
            refused => return Err(refusal(&refused)),
        };
        outcomes.push(raw(outcome)?);
    }
    Ok(Json(Outcomes { outcomes }))
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
    let allowed = caller.may_use(device, hub.store.device(device).await?)?;
    let stored = hub.store.outcomes(allowed.get(), from.unwrap_or(1), MAX_OUTCOMES).await?;
    Ok(Json(Outcomes { outcomes: stored.into_iter().map(raw).collect::<Result<_, _>>()? }))
}

fn raw(outcome: Vec<u8>) -> Result<Box<RawValue>, Error> {
    let text = String::from_utf8(outcome).map_err(|_| Error::Fault)?;
    RawValue::from_string(text).map_err(|_| Error::Fault)
}

fn refusal(acted: &Acted) -> Error {
    match acted {
        Acted::Gap { expected } => Error::Gap { expected: *expected },
        Acted::Differs => Error::ContentDiffers,
        Acted::UnknownDevice => Error::NotFound,
        Acted::First(_) | Acted::Again(_) => Error::Fault,
    }
}

/// The numbers of a batch, which follow each other.
fn check_batch(actions: &[&[u8]]) -> Result<Vec<u64>, Error> {
    if actions.is_empty() || actions.len() > MAX_BATCH_ACTIONS {
        return Err(Error::malformed("/actions", "1 to 100 actions"));
    }
    if actions.iter().map(|action| action.len()).sum::<usize>() > MAX_BATCH_BYTES {
        return Err(Error::TooLarge);
    }
    let numbers: Option<Vec<u64>> = actions.iter().map(|bytes| number(bytes)).collect();
    let numbers = numbers.ok_or_else(|| Error::malformed("/actions", "every action has a number"))?;
    let follow = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b)));
    if follow { Ok(numbers) } else { Err(Error::malformed("/actions", "numbers follow each other")) }
}

/// The number of an action, also of one that does not decode otherwise.
fn number(bytes: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        number: u64,
    }
    serde_json::from_slice::<Numbered>(bytes).ok().map(|numbered| numbered.number)
}

/// Decides one action.
async fn act(
    hub: &Inner,
    caller: &Caller,
    device: DeviceId,
    bytes: &[u8],
    wanted: Option<u64>,
) -> Result<Acted, Error> {
    let number = number(bytes).ok_or_else(|| Error::malformed("/number", "an action has a number"))?;
    if number == 0 || wanted.is_some_and(|wanted| wanted != number) {
        return Err(Error::malformed("/number", "the number is that of the path, and numbers begin at 1"));
    }
    let now = (hub.clock)();
    let decoded = decode(device, bytes);
    // An action that does not decode is decided too: its number is used up, and the terminal is told.
    let nobody = ActionId(Uuid::new_v5(&device.0, &number.to_be_bytes()));
    let (id, reads) = match &decoded {
        Ok(action) => (action.id, decide::reads(action)),
        Err(bad) => (bad.id.unwrap_or(nobody), Vec::new()),
    };
    let decide = |rows: &BTreeMap<RowId, Row>| match &decoded {
        Ok(action) => decided(caller, action, rows, now),
        Err(bad) => refused(number, bad.code),
    };
    let audit = Audit {
        at: now,
        actor: decoded.as_ref().ok().map(|action| action.author),
        device: Some(device),
        what: "action",
        object: format!("{number}"),
    };
    let already = stored(number, &Outcome::AlreadyApplied);
    let act = Act { device, number, id, hash: content_hash(bytes), reads, decide: &decide, already, audit };
    let acted = hub.store.act(act).await?;
    if matches!(acted, Acted::First(_)) {
        hub.news.tell();
    }
    Ok(acted)
}

fn decided(
    caller: &Caller,
    action: &Action,
    rows: &BTreeMap<RowId, Row>,
    now: chrono::DateTime<chrono::Utc>,
) -> Decided {
    if !caller.author_may(action.author, &action.deed) {
        return refused(action.number, Rejection::NotYours);
    }
    let known: BTreeMap<RowId, Known> =
        rows.iter().filter_map(|(id, row)| body::known(row).ok().map(|known| (*id, known))).collect();
    let decision = decide::decide(action, &known, now);
    let writes: Option<Vec<Write>> = decision.changes.into_iter().map(write).collect();
    match writes {
        Some(writes) => Decided { writes, outcome: stored(action.number, &decision.outcome) },
        None => refused(action.number, Rejection::Malformed),
    }
}

fn write(change: Change) -> Option<Write> {
    Some(match change {
        Change::Put { stream, record } => Write {
            stream,
            id: record.row_id(),
            kind: record.kind().as_str().into(),
            day: record.day(),
            source_ref: None,
            body: Some(body::encode(&record).ok()?),
        },
        Change::Remove { stream, id } => {
            Write { stream, id, kind: Box::default(), day: None, source_ref: None, body: None }
        }
    })
}

fn refused(number: u64, code: Rejection) -> Decided {
    Decided { writes: Vec::new(), outcome: stored(number, &Outcome::Rejected(code)) }
}

/// An outcome as it is stored and answered. A struct of numbers and words always has a JSON form.
fn stored(number: u64, outcome: &Outcome) -> Vec<u8> {
    serde_json::to_vec(&WireOutcome::new(number, outcome)).unwrap_or_default()
}
