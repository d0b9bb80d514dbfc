//! Plain resources for integrators: who comes to a session, what is written for a leave request, steps of a handover.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use uuid::Uuid;

use super::json;
use super::tagged::{self, Problems, Read, Refusals, Written};
use crate::domain::action::Deed;
use crate::domain::id::{DetaineeId, LeaveRequestId, MunicipalHandoverId, RowId, SessionId};
use crate::domain::leave::AdviceRole;
use crate::domain::municipal::MunicipalState;
use crate::domain::record::Record;
use crate::domain::volunteer::{SessionSeat, SignUp};
use crate::hub::error::Error;
use crate::hub::resource::{self, Condition};
use crate::hub::rights::Caller;
use crate::hub::state::{Inner, Shared};
use crate::wire::api::WrittenText;
use crate::wire::body::Word;

type Of<T> = Result<Path<(Uuid, T)>, PathRejection>;

/// The rows that say whether somebody comes to a session: the wing's, and the coordinator's.
fn seats((session, detainee): (Uuid, Uuid)) -> [RowId; 2] {
    let (session, detainee) = (SessionId(session), DetaineeId(detainee));
    [SessionSeat::row(session, detainee), SignUp::row(session, detainee)]
}

fn both_ids(path: Of<Uuid>) -> Result<(Uuid, Uuid), Error> {
    path.map(|Path(ids)| ids).map_err(|_| Error::malformed("path", "both ids are UUIDs"))
}

/// Whether somebody comes to a volunteer session (*aanmelding voor een vrijwilligersbijeenkomst*).
#[utoipa::path(get, path = "/v1/volunteer-sessions/{id}/sign-ups/{detainee}", tag = "resources",
    params(("id" = Uuid, Path, description = "the session"), ("detainee" = Uuid, Path, description = "the person")),
    responses(Read, Problems))]
pub(in crate::hub) async fn sign_up(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    tagged::answer(&resource::one(&hub, &caller, &seats(both_ids(path)?)).await?, &headers)
}

/// Somebody wants to come (*aanmelden*). Who asks first comes first; the answer says whether there was a seat. No body.
#[utoipa::path(put, path = "/v1/volunteer-sessions/{id}/sign-ups/{detainee}", tag = "resources",
    params(("id" = Uuid, Path, description = "the session"), ("detainee" = Uuid, Path, description = "the person"), tagged::IfMatch),
    responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn put_sign_up(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    seat(&hub, &caller, both_ids(path)?, &tagged::condition(&headers)?, false).await
}

/// Somebody does not come after all (*afmelden*). The first who waits gets the seat.
#[utoipa::path(delete, path = "/v1/volunteer-sessions/{id}/sign-ups/{detainee}", tag = "resources",
    params(("id" = Uuid, Path, description = "the session"), ("detainee" = Uuid, Path, description = "the person"), tagged::IfMatch),
    responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn delete_sign_up(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    seat(&hub, &caller, both_ids(path)?, &tagged::condition(&headers)?, true).await
}

async fn seat(
    hub: &Inner,
    caller: &Caller,
    ids: (Uuid, Uuid),
    condition: &Condition,
    withdraw: bool,
) -> Result<Response, Error> {
    let (session, detainee) = (SessionId(ids.0), DetaineeId(ids.1));
    let wing = resource::person(hub, caller, detainee).await?.wing;
    tagged::written(hub, caller, &seats(ids), condition, &Deed::SignUp { wing, detainee, session, withdraw }).await
}

/// The request, the person and the role of a path.
async fn advice_of(
    hub: &Inner,
    caller: &Caller,
    path: Of<String>,
) -> Result<(LeaveRequestId, DetaineeId, AdviceRole), Error> {
    let Path((id, role)) = path.map_err(|_| Error::malformed("path", "the request is a UUID"))?;
    let role: AdviceRole = Word::from_word(&role).ok_or(Error::NotFound)?;
    match resource::one(hub, caller, &[RowId(id)]).await?.known.record {
        Record::LeaveRequest(request) => Ok((request.id, request.detainee, role)),
        _ => Err(Error::NotFound),
    }
}

/// What a role wrote for a leave request (*inbreng bij een verlofaanvraag*). This is written down as a look.
#[utoipa::path(get, path = "/v1/leave-requests/{id}/advice/{role}", tag = "resources",
    params(("id" = Uuid, Path, description = "the request"), ("role" = String, Path, description = "`mentor` or `case-manager`")),
    responses(Read, Problems))]
pub(in crate::hub) async fn advice(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (request, detainee, role) = advice_of(&hub, &caller, path).await?;
    let seen = resource::one(&hub, &caller, &[role.row(request)]).await?;
    resource::looked(&hub, &caller, detainee).await?;
    tagged::answer(&seen, &headers)
}

/// What the caller writes for a leave request (*inbreng*), over the text that they saw and no other.
#[utoipa::path(put, path = "/v1/leave-requests/{id}/advice/{role}", tag = "resources", request_body = WrittenText,
    params(("id" = Uuid, Path, description = "the request"), ("role" = String, Path, description = "`mentor` or `case-manager`"), tagged::IfMatch),
    responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn put_advice(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let condition = tagged::condition(&headers)?;
    let wanted: WrittenText = json(&headers, body)?;
    let text = tagged::text("/text", &wanted.text)?;
    let (request, detainee, role) = advice_of(&hub, &caller, path).await?;
    let row = role.row(request);
    let base = revision(&hub, &caller, row).await?;
    tagged::written(&hub, &caller, &[row], &condition, &Deed::LeaveAdvice { detainee, request, role, text, base }).await
}

/// How often a row was changed; 0 when there is none.
async fn revision(hub: &Inner, caller: &Caller, row: RowId) -> Result<u64, Error> {
    match resource::one(hub, caller, &[row]).await {
        Ok(seen) => Ok(seen.known.revision),
        Err(Error::NotFound) => Ok(0),
        Err(error) => Err(error),
    }
}

/// The handover, the person and the step of a path.
async fn step_of(
    hub: &Inner,
    caller: &Caller,
    path: Of<String>,
) -> Result<(MunicipalHandoverId, DetaineeId, MunicipalState), Error> {
    let Path((id, step)) = path.map_err(|_| Error::malformed("path", "the handover is a UUID"))?;
    let step: MunicipalState = Word::from_word(&step).ok_or(Error::NotFound)?;
    match resource::one(hub, caller, &[RowId(id)]).await?.known.record {
        Record::MunicipalHandover(handover) => Ok((handover.id, handover.detainee, step)),
        _ => Err(Error::NotFound),
    }
}

/// A step of a handover to a municipality (*stap van een gemeentelijke overdracht*), with who did it. This is written down as a look.
#[utoipa::path(get, path = "/v1/municipal-handovers/{id}/steps/{step}", tag = "resources",
    params(("id" = Uuid, Path, description = "the handover"), ("step" = String, Path, description = "`plan-shared`, …")),
    responses(Read, Problems))]
pub(in crate::hub) async fn step(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (handover, detainee, step) = step_of(&hub, &caller, path).await?;
    let seen = resource::one(&hub, &caller, &[step.row(handover)]).await?;
    resource::looked(&hub, &caller, detainee).await?;
    tagged::answer(&seen, &headers)
}

/// The step was done (*stap gezet*). Done twice is one step with two witnesses. No body.
#[utoipa::path(put, path = "/v1/municipal-handovers/{id}/steps/{step}", tag = "resources",
    params(("id" = Uuid, Path, description = "the handover"), ("step" = String, Path, description = "`plan-shared`, …"), tagged::IfMatch),
    responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn put_step(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let condition = tagged::condition(&headers)?;
    let (handover, detainee, step) = step_of(&hub, &caller, path).await?;
    let deed = Deed::MunicipalStep { detainee, handover, step, undo: None };
    tagged::written(&hub, &caller, &[step.row(handover)], &condition, &deed).await
}

/// The step was not done after all (*stap teruggenomen*).
#[utoipa::path(delete, path = "/v1/municipal-handovers/{id}/steps/{step}", tag = "resources",
    params(("id" = Uuid, Path, description = "the handover"), ("step" = String, Path, description = "`plan-shared`, …"), tagged::IfMatch),
    responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn delete_step(
    State(hub): State<Shared>,
    caller: Caller,
    path: Of<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let condition = tagged::condition(&headers)?;
    let (handover, detainee, step) = step_of(&hub, &caller, path).await?;
    let row = step.row(handover);
    let undo = Some(revision(&hub, &caller, row).await?);
    let deed = Deed::MunicipalStep { detainee, handover, step, undo };
    tagged::written(&hub, &caller, &[row], &condition, &deed).await
}
