//! The calls over HTTP: paths, questions and answers of `wire`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use reqwest::header::{ETAG, HeaderMap, HeaderName, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::bounds::{self, Excess};
use super::error::{ApiError, Call, Fault};
use super::http::{Http, Patience, Reply, retry_after};
use super::question::{Answer, Question};
use super::{Decided, DeviceState, Heads, Me, Page};
use crate::domain::decide::Outcome;
use crate::domain::id::{DeviceId, FacilityId, StaffId, WingId};
use crate::domain::row::Check;
use crate::domain::stream::StreamId;
use crate::wire::problem::Problem;
use crate::wire::{api, path};

/// RFC 7240; `wait` is how long a long poll may take.
const PREFER: HeaderName = HeaderName::from_static("prefer");

/// The central API over HTTP.
#[derive(Clone, Debug)]
pub struct HttpApi {
    http: Http,
}

impl HttpApi {
    /// Prepares the connection; nothing is sent yet. The address is `https://…`, or `http://` on this machine itself.
    ///
    /// # Errors
    /// [`Fault::BadAddress`], or [`Fault::Tls`] when the system's certificates cannot be read.
    pub fn new(address: &str, token: &str) -> Result<Self, ApiError> {
        Http::new(address, token, Patience::USUAL).map(|http| Self { http })
    }

    /// One call that answers at once.
    async fn call(
        &self,
        call: Call,
        method: Method,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<Reply, ApiError> {
        let mut request = self.http.quick.request(method, self.http.url(call, path)?);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.http.send(call, request, refused).await
    }

    async fn get<T: DeserializeOwned>(&self, call: Call, path: &str) -> Result<T, ApiError> {
        read(call, &self.call(call, Method::GET, path, None::<&()>).await?.body)
    }

    /// Asks one question. Every answer comes, or fails, within a limit.
    ///
    /// # Errors
    /// When there is no answer, the hub refuses, or the answer is not one.
    pub async fn ask(&self, question: Question) -> Result<Answer, ApiError> {
        match question {
            Question::Enrol(device) => self.enrol(device).await.map(Answer::Device),
            Question::Push { device, actions } => self.push(device, actions).await.map(Answer::Outcomes),
            Question::Outcomes { device, from } => self.outcomes(device, from).await.map(Answer::Outcomes),
            Question::Heads { known, wait } => self.heads(known.as_deref(), wait).await.map(Answer::Heads),
            Question::Changes { stream, after, limit } => {
                self.changes(stream, after.as_deref(), limit).await.map(Answer::Page)
            }
        }
    }

    /// Who is signed in with this token.
    ///
    /// # Errors
    /// See [`HttpApi::ask`].
    pub async fn me(&self) -> Result<Me, ApiError> {
        let me: api::Me = self.get(Call::Me, path::template::ME).await?;
        Ok(Me {
            staff: StaffId(me.staff),
            name: me.name,
            facility: FacilityId(me.facility),
            wings: me.wings.into_iter().map(WingId).collect(),
        })
    }

    async fn heads(&self, etag: Option<&str>, wait: Duration) -> Result<Option<Heads>, ApiError> {
        let url = self.http.url(Call::Heads, path::template::STREAMS)?;
        let client = if wait.is_zero() { &self.http.quick } else { &self.http.patient };
        let mut request = client.get(url);
        if let Some(etag) = etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if !wait.is_zero() {
            request = request.header(PREFER, format!("wait={}", wait.as_secs()));
        }
        let answer = self.http.send(Call::Heads, request, refused).await?;
        if answer.status == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let heads: api::Heads = read(Call::Heads, &answer.body)?;
        let etag = answer.headers.get(ETAG).and_then(|etag| etag.to_str().ok());
        let etag = etag.map(|etag| token(Call::Heads, etag.to_owned())).transpose()?;
        let mut streams = BTreeMap::new();
        // A newer hub may have streams of other kinds: they are not ours to read.
        for (stream, sum) in heads.streams.iter().filter_map(|head| Some((head.stream()?, &head.check))) {
            if streams.insert(stream, check(Call::Heads, sum)?).is_some() {
                return Err(malformed(Call::Heads, "a stream is listed twice"));
            }
        }
        Ok(Some(Heads { etag, epoch: token(Call::Heads, heads.epoch)?, streams }))
    }

    /// The rows of a stream after a cursor, from its beginning without one.
    ///
    /// # Errors
    /// See [`HttpApi::ask`].
    pub async fn changes(&self, stream: StreamId, after: Option<&str>, limit: usize) -> Result<Page, ApiError> {
        let after = after.map(|cursor| format!("&after={}", escaped(cursor))).unwrap_or_default();
        let page: api::Page =
            self.get(Call::Changes, &format!("{}?limit={limit}{after}", path::changes(stream))).await?;
        let sum = page.check.as_ref().map(|sum| check(Call::Changes, sum)).transpose()?;
        check_page(&page, limit).map_err(|what| malformed(Call::Changes, what))?;
        let cursor = token(Call::Changes, page.cursor)?;
        Ok(Page { rows: page.rows.into_iter().map(Into::into).collect(), cursor, check: sum })
    }

    async fn enrol(&self, device: DeviceId) -> Result<DeviceState, ApiError> {
        let question = api::Enrol { name: None };
        let answer = self.call(Call::Enrol, Method::PUT, &path::device(device), Some(&question)).await?;
        device_state(Call::Enrol, device, read(Call::Enrol, &answer.body)?)
    }

    async fn push(&self, device: DeviceId, actions: Vec<Box<[u8]>>) -> Result<Vec<Decided>, ApiError> {
        let unreadable = |error| ApiError::caused(Call::Push, Fault::Malformed, error);
        let raw = |bytes: Box<[u8]>| serde_json::from_slice::<Box<RawValue>>(&bytes).map_err(unreadable);
        let batch = api::ActionBatch { actions: actions.into_iter().map(raw).collect::<Result<_, _>>()? };
        let answer = self.call(Call::Push, Method::POST, &path::actions(device), Some(&batch)).await?;
        let decided = outcomes(Call::Push, &answer.body)?;
        if decided.len() == batch.actions.len() {
            Ok(decided)
        } else {
            Err(malformed(Call::Push, "not one outcome for each action"))
        }
    }

    /// What became of the actions from this number on.
    ///
    /// # Errors
    /// See [`HttpApi::ask`].
    pub async fn outcomes(&self, device: DeviceId, from: u64) -> Result<Vec<Decided>, ApiError> {
        let path = format!("{}?from={from}", path::actions(device));
        let answer = self.call(Call::Outcomes, Method::GET, &path, None::<&()>).await?;
        outcomes(Call::Outcomes, &answer.body)
    }
}

/// What is wrong with an answer that is JSON of the right types.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Wrong(&'static str);

fn malformed(call: Call, what: &'static str) -> ApiError {
    ApiError::caused(call, Fault::Malformed, Wrong(what))
}

fn read<T: DeserializeOwned>(call: Call, body: &[u8]) -> Result<T, ApiError> {
    bounds::check(body).map_err(|excess| {
        let fault = match excess {
            Excess::Depth => Fault::Malformed,
            Excess::Text => Fault::TooLarge,
        };
        ApiError::caused(call, fault, excess)
    })?;
    serde_json::from_slice(body).map_err(|error| ApiError::caused(call, Fault::Malformed, error))
}

fn check(call: Call, sum: &api::WireCheck) -> Result<Check, ApiError> {
    sum.check().ok_or_else(|| malformed(call, "a checksum is no number"))
}

/// What comes back in a later request, or goes into the journal.
fn token(call: Call, token: String) -> Result<String, ApiError> {
    if bounds::is_token(&token) {
        Ok(token)
    } else {
        Err(malformed(call, "a cursor, tag or lineage is empty or endless"))
    }
}

/// Whether a page can be one of a stream: it is taken into the cache as a whole, or not at all.
fn check_page(page: &api::Page, limit: usize) -> Result<(), &'static str> {
    let rising = page.rows.is_sorted_by(|row, next| row.sequence < next.sequence);
    let ids: BTreeSet<_> = page.rows.iter().map(|row| row.id).collect();
    match () {
        () if page.rows.len() > limit => Err("more rows than were asked for"),
        () if !rising => Err("rows that are not in the order of their sequence"),
        () if ids.len() < page.rows.len() => Err("a row stands in the page twice"),
        () if page.more == page.check.is_some() => Err("count and sum are on every last page, and on no other"),
        // It would go on for ever.
        () if page.more && page.rows.is_empty() => Err("an empty page that is not the last"),
        () => Ok(()),
    }
}

fn device_state(call: Call, asked: DeviceId, device: api::Device) -> Result<DeviceState, ApiError> {
    if device.id != asked.0 {
        return Err(malformed(call, "an answer about another terminal"));
    }
    Ok(DeviceState { epoch: token(call, device.epoch)?, last_number: device.last_number })
}

/// Outcomes in number order, each number once.
fn outcomes(call: Call, body: &[u8]) -> Result<Vec<Decided>, ApiError> {
    let answer: api::Outcomes = read(call, body)?;
    let decided =
        |raw: Box<RawValue>| decided(raw.get().as_bytes()).ok_or_else(|| malformed(call, "an outcome that is none"));
    let outcomes: Vec<_> = answer.outcomes.into_iter().map(decided).collect::<Result<_, _>>()?;
    if outcomes.is_sorted_by(|one, next| one.number < next.number) {
        Ok(outcomes)
    } else {
        Err(malformed(call, "outcomes that are not in the order of their numbers"))
    }
}

/// Reads one outcome; its bytes are kept as they came.
pub(super) fn decided(bytes: &[u8]) -> Option<Decided> {
    let wire: api::WireOutcome = serde_json::from_slice(bytes).ok()?;
    Some(Decided { number: wire.number, outcome: wire.outcome().ok(), bytes: bytes.into() })
}

pub(super) fn voided(number: u64) -> Option<Decided> {
    let bytes = serde_json::to_vec(&api::WireOutcome::new(number, &Outcome::Voided)).ok()?;
    Some(Decided { number, outcome: Some(Outcome::Voided), bytes: bytes.into() })
}

/// A cursor is opaque: whatever is not plain in a query is written as `%XX`.
fn escaped(cursor: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    cursor.bytes().map(|byte| if plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") }).collect()
}

/// What a refusal means, by its status and problem document.
fn refused(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Fault {
    let problem: Option<Problem> = serde_json::from_slice(body).ok();
    let expected = problem.as_ref().and_then(|problem| problem.expected);
    match status {
        StatusCode::UNAUTHORIZED => Fault::NotAuthorised,
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Fault::Withdrawn,
        StatusCode::CONFLICT => expected.map_or(Fault::Differs, |expected| Fault::Gap { expected }),
        StatusCode::GONE => Fault::Gone,
        StatusCode::UPGRADE_REQUIRED => Fault::TooOld,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            Fault::Busy { retry_after: retry_after(headers) }
        }
        status if status.is_server_error() => Fault::Server(status.as_u16()),
        status => Fault::RefusedRequest(status.as_u16()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_the_protocol_has_its_own_meaning() {
        let problem = |json: &str| json.as_bytes().to_vec();
        let cases = [
            (401, problem("{}"), Fault::NotAuthorised),
            (403, problem("{}"), Fault::Withdrawn),
            (404, problem(""), Fault::Withdrawn),
            (409, problem(r#"{"title":"","status":409,"code":"gap","expected":7}"#), Fault::Gap { expected: 7 }),
            (409, problem(r#"{"title":"","status":409,"code":"content-differs"}"#), Fault::Differs),
            (410, problem("{}"), Fault::Gone),
            (426, problem("{}"), Fault::TooOld),
            (503, problem("{}"), Fault::Busy { retry_after: None }),
            (500, problem("no json"), Fault::Server(500)),
            (400, problem("{}"), Fault::RefusedRequest(400)),
        ];
        for (status, body, fault) in cases {
            let status = StatusCode::from_u16(status).expect("a status");
            assert_eq!(refused(status, &HeaderMap::new(), &body), fault, "{status}");
        }
    }

    #[test]
    fn a_cursor_goes_into_the_query_whatever_it_holds() {
        assert_eq!(escaped("aZ09-._~"), "aZ09-._~");
        assert_eq!(escaped("a+b/c=&d é"), "a%2Bb%2Fc%3D%26d%20%C3%A9");
    }

    #[test]
    fn an_outcome_of_a_newer_hub_is_kept_although_it_is_not_understood() {
        let bytes = br#"{"number":4,"outcome":"postponed"}"#;
        let decided = decided(bytes).expect("an envelope");
        assert_eq!((decided.number, decided.outcome, &*decided.bytes), (4, None, bytes.as_slice()));
    }
}
