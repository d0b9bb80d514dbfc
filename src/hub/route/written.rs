//! What officers write, for integrators: notes on people and entries for the shift handover. Every version stays.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use uuid::Uuid;

use super::items::{self, After};
use super::json;
use super::tagged::{self, Listed, Made, Problems, Read, Refusals, Written};
use crate::domain::action::Deed;
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::hub::error::Error;
use crate::hub::resource::{self, Condition};
use crate::hub::rights::Caller;
use crate::hub::state::Shared;
use crate::wire::api::{NewHandoverEntry, NewNote, Resources, WrittenText};

/// Notes (*notities*) of the caller's wings, every version.
#[utoipa::path(get, path = "/v1/notes", tag = "resources", params(After), responses(Listed, Problems))]
pub(in crate::hub) async fn notes(
    State(hub): State<Shared>,
    caller: Caller,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Resources>, Error> {
    items::list(&hub, &caller, Kind::Note, query).await
}

/// One version of a note (*notitie*). This is written down as a look.
#[utoipa::path(get, path = "/v1/notes/{id}", tag = "resources",
    params(("id" = Uuid, Path, description = "the note")), responses(Read, Problems))]
pub(in crate::hub) async fn note(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let seen = items::of_kind(&hub, &caller, tagged::id(path)?, Kind::Note).await?;
    let Record::Note(note) = &seen.known.record else { return Err(Error::Fault) };
    resource::looked(&hub, &caller, note.detainee).await?;
    tagged::answer(&seen, &headers)
}

/// A note (*notitie*) on a person.
#[utoipa::path(post, path = "/v1/notes", tag = "resources", request_body = NewNote, responses(Made, Problems, Refusals))]
pub(in crate::hub) async fn write_note(
    State(hub): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let wanted: NewNote = json(&headers, body)?;
    let text = tagged::text("/text", &wanted.text)?;
    let detainee = DetaineeId(wanted.detainee);
    let wing = resource::person(&hub, &caller, detainee).await?.wing;
    let deed = Deed::Note { wing, detainee, text, replaces: None };
    let made = resource::write(&hub, &caller, &[], &Condition::None, &deed).await?;
    tagged::made(&resource::one(&hub, &caller, &[RowId(made.0)]).await?, "/v1/notes")
}

/// A new version of a note (*notitie*): it has an id of its own, and the old one stays.
#[utoipa::path(put, path = "/v1/notes/{id}", tag = "resources", request_body = WrittenText,
    params(("id" = Uuid, Path, description = "the version that is replaced"), tagged::IfMatch), responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn replace_note(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let id = tagged::id(path)?;
    let condition = tagged::condition(&headers)?;
    let wanted: WrittenText = json(&headers, body)?;
    let text = tagged::text("/text", &wanted.text)?;
    let seen = items::of_kind(&hub, &caller, id, Kind::Note).await?;
    let Record::Note(known) = &seen.known.record else { return Err(Error::Fault) };
    // Beside the version that it replaces, wherever its person lives by now.
    let wing = WingId(seen.known.stream.id);
    let deed = Deed::Note { wing, detainee: known.detainee, text, replaces: Some(known.id) };
    let made = resource::write(&hub, &caller, &[RowId(id)], &condition, &deed).await?;
    tagged::answer(&resource::one(&hub, &caller, &[RowId(made.0)]).await?, &headers)
}

/// Entries for the shift handover (*dienstoverdracht*) of the caller's wings, every version.
#[utoipa::path(get, path = "/v1/shift-handovers", tag = "resources", params(After), responses(Listed, Problems))]
pub(in crate::hub) async fn entries(
    State(hub): State<Shared>,
    caller: Caller,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Resources>, Error> {
    items::list(&hub, &caller, Kind::HandoverEntry, query).await
}

/// One version of an entry for the shift handover (*dienstoverdracht*). About a person, this is written down as a look.
#[utoipa::path(get, path = "/v1/shift-handovers/{id}", tag = "resources",
    params(("id" = Uuid, Path, description = "the entry")), responses(Read, Problems))]
pub(in crate::hub) async fn entry(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let seen = items::of_kind(&hub, &caller, tagged::id(path)?, Kind::HandoverEntry).await?;
    let Record::HandoverEntry(entry) = &seen.known.record else { return Err(Error::Fault) };
    if let Some(detainee) = entry.detainee {
        resource::looked(&hub, &caller, detainee).await?;
    }
    tagged::answer(&seen, &headers)
}

/// What the next shift has to know (*punt voor de dienstoverdracht*), about a person or about the whole wing.
#[utoipa::path(post, path = "/v1/shift-handovers", tag = "resources", request_body = NewHandoverEntry,
    responses(Made, Problems, Refusals))]
pub(in crate::hub) async fn write_entry(
    State(hub): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let wanted: NewHandoverEntry = json(&headers, body)?;
    let text = tagged::text("/text", &wanted.text)?;
    let (wing, detainee) = (WingId(wanted.wing), wanted.detainee.map(DetaineeId));
    // A wing that the caller does not see is not there for them; and neither is a person.
    caller.may_read(StreamId::wing(wing))?;
    if let Some(detainee) = detainee {
        resource::person(&hub, &caller, detainee).await?;
    }
    let deed = Deed::HandoverEntry { wing, detainee, text, replaces: None };
    let made = resource::write(&hub, &caller, &[], &Condition::None, &deed).await?;
    tagged::made(&resource::one(&hub, &caller, &[RowId(made.0)]).await?, "/v1/shift-handovers")
}

/// A new version of an entry for the shift handover (*dienstoverdracht*): it has an id of its own, and the old one stays.
#[utoipa::path(put, path = "/v1/shift-handovers/{id}", tag = "resources", request_body = WrittenText,
    params(("id" = Uuid, Path, description = "the version that is replaced"), tagged::IfMatch), responses(Written, Problems, Refusals))]
pub(in crate::hub) async fn replace_entry(
    State(hub): State<Shared>,
    caller: Caller,
    path: Result<Path<Uuid>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let id = tagged::id(path)?;
    let condition = tagged::condition(&headers)?;
    let wanted: WrittenText = json(&headers, body)?;
    let text = tagged::text("/text", &wanted.text)?;
    let seen = items::of_kind(&hub, &caller, id, Kind::HandoverEntry).await?;
    let Record::HandoverEntry(known) = &seen.known.record else { return Err(Error::Fault) };
    let wing = WingId(seen.known.stream.id);
    let deed = Deed::HandoverEntry { wing, detainee: known.detainee, text, replaces: Some(known.id) };
    let made = resource::write(&hub, &caller, &[RowId(id)], &condition, &deed).await?;
    tagged::answer(&resource::one(&hub, &caller, &[RowId(made.0)]).await?, &headers)
}
