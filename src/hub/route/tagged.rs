//! What resources share: tags, conditions, texts, and what their answers look like in the description.

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use utoipa::{IntoParams, IntoResponses};
use uuid::Uuid;

use crate::domain::action::Deed;
use crate::domain::id::RowId;
use crate::hub::error::Error;
use crate::hub::resource::{self, Condition, Seen};
use crate::hub::rights::Caller;
use crate::hub::state::Inner;
use crate::text::{Pii, SafeText, check_name, check_note};
use crate::wire::api::{Resource, Resources};
use crate::wire::problem::Problem;

/// How a list answers, besides [`Problems`].
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) enum Listed {
    #[response(status = 200, description = "rows that the caller may see")]
    Rows(Resources),
}

/// How one row answers, besides [`Problems`].
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) enum Read {
    #[response(status = 200, description = "the row, with its `ETag`")]
    Row(Resource),
    #[response(status = 304, description = "with `If-None-Match`: it is as it was")]
    Unchanged,
}

/// How a change answers, besides [`Problems`] and [`Refusals`].
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) enum Written {
    #[response(status = 200, description = "the row as it is now, with its `ETag`")]
    Row(Resource),
    #[response(status = 412, description = "it is not what the caller saw", content_type = "application/problem+json")]
    Changed(Problem),
    #[response(
        status = 428,
        description = "neither `If-Match` nor `If-None-Match: *`",
        content_type = "application/problem+json"
    )]
    NoCondition(Problem),
}

/// How something new answers, besides [`Problems`] and [`Refusals`].
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) enum Made {
    #[response(status = 201, description = "the new row, with its `ETag` and where it is")]
    Row(Resource),
}

/// What any question may get for an answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) enum Problems {
    #[response(
        status = 400,
        description = "a path, a query or a body that is not what this description asks for",
        content_type = "application/problem+json"
    )]
    Malformed(Problem),
    #[response(status = 401, description = "no token, or an unknown one", content_type = "application/problem+json")]
    NotSignedIn(Problem),
    #[response(
        status = 404,
        description = "not there, or not for the caller",
        content_type = "application/problem+json"
    )]
    NotThere(Problem),
    #[response(status = 503, description = "the database does not answer", content_type = "application/problem+json")]
    Busy(Problem),
}

/// What who wants to change something may get for an answer.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) enum Refusals {
    #[response(
        status = 403,
        description = "the caller sees it, and may not change it",
        content_type = "application/problem+json"
    )]
    NotYours(Problem),
    #[response(
        status = 409,
        description = "it does not go from what it is now to this",
        content_type = "application/problem+json"
    )]
    Refused(Problem),
    #[response(status = 413, description = "too large", content_type = "application/problem+json")]
    TooLarge(Problem),
    #[response(status = 415, description = "the body is not JSON", content_type = "application/problem+json")]
    WrongType(Problem),
}

/// Only the header that every change needs.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its description is used")]
pub(in crate::hub) struct IfMatch {
    /// The ETag of what the caller saw; 412 when that is not what is there.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
    /// `*`: the caller saw that there was nothing.
    #[param(rename = "If-None-Match")]
    if_none_match: Option<String>,
}

/// What the caller says that they saw.
pub(super) fn condition(headers: &HeaderMap) -> Result<Condition, Error> {
    let word = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).map(str::trim);
    match (word(IF_MATCH), word(IF_NONE_MATCH)) {
        // Any version would be no condition at all.
        (Some("*"), _) => Err(Error::NoCondition),
        (Some(tag), _) => Ok(Condition::Is(tag.to_owned())),
        (None, Some("*")) => Ok(Condition::Absent),
        (None, _) => Err(Error::NoCondition),
    }
}

/// The id of a path.
pub(super) fn id(path: Result<Path<Uuid>, PathRejection>) -> Result<Uuid, Error> {
    path.map(|Path(id)| id).map_err(|_| Error::malformed("path", "the id is a UUID"))
}

/// A text of several lines.
pub(super) fn text(location: &str, text: &str) -> Result<Pii<SafeText>, Error> {
    check_note(text).map(Pii::new).map_err(|bad| unwritable(location, bad.at))
}

/// A name of one line.
pub(super) fn line(location: &str, text: &str) -> Result<SafeText, Error> {
    check_name(text).map_err(|bad| unwritable(location, bad.at))
}

fn unwritable(location: &str, at: usize) -> Error {
    Error::malformed(location, &format!("character {at} may not be written down"))
}

fn with_tag(status: StatusCode, seen: &Seen) -> Result<Response, Error> {
    Ok((status, [(ETAG, tag(seen)?)], Json(seen.resource()?)).into_response())
}

fn tag(seen: &Seen) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(&seen.tag).map_err(|_| Error::Fault)
}

/// The row with its tag; nothing when the caller has it already.
pub(super) fn answer(seen: &Seen, headers: &HeaderMap) -> Result<Response, Error> {
    let known = headers.get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    if known == Some(seen.tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag(seen)?)]).into_response());
    }
    with_tag(StatusCode::OK, seen)
}

/// A new row, and where it is.
pub(super) fn made(seen: &Seen, collection: &str) -> Result<Response, Error> {
    let mut response = with_tag(StatusCode::CREATED, seen)?;
    let place = format!("{collection}/{}", seen.known.row_id());
    response.headers_mut().insert(LOCATION, HeaderValue::from_str(&place).map_err(|_| Error::Fault)?);
    Ok(response)
}

/// Decides a deed, and answers with the first of the rows as it is then.
pub(super) async fn written(
    hub: &Inner,
    caller: &Caller,
    rows: &[RowId],
    condition: &Condition,
    deed: &Deed,
) -> Result<Response, Error> {
    resource::write(hub, caller, rows, condition, deed).await?;
    with_tag(StatusCode::OK, &resource::one(hub, caller, rows).await?)
}
