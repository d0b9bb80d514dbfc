//! A question as a request, and a reply as an answer, without a connection between them: paths, bodies, and what a status means.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use reqwest::header::{HeaderName, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::bounds;
use super::error::{ApiError, Call, Fault};
use super::question::{Answer, Question};
use super::spoilt::Spoilt;
use super::{Decided, DeviceState, Heads, Page};
use crate::domain::decide::Outcome;
use crate::domain::id::DeviceId;
use crate::domain::row::Check;
use crate::wire::problem::Problem;
use crate::wire::{api, path};

/// RFC 7240; `wait` is how long a long poll may take.
const PREFER: HeaderName = HeaderName::from_static("prefer");

/// What goes to the hub, but for its address and who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) method: Method,
    /// With its query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(HeaderName, String)>,
    /// JSON.
    pub(crate) body: Option<Vec<u8>>,
    /// How long the hub may think about it before it begins to answer, beyond the usual.
    pub(crate) wait: Duration,
}

/// What came back, with a good status, read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) etag: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Letter {
    fn new(method: Method, path: String) -> Self {
        Self { method, path, headers: Vec::new(), body: None, wait: Duration::ZERO }
    }

    fn with_body(mut self, call: Call, body: &impl Serialize) -> Result<Self, ApiError> {
        let unreadable = |error| ApiError::caused(call, Spoilt::OtherShape.into(), error);
        self.body = Some(serde_json::to_vec(body).map_err(unreadable)?);
        Ok(self)
    }
}

impl Question {
    /// The request that asks it.
    ///
    /// # Errors
    /// When an action is not JSON.
    pub(crate) fn letter(&self) -> Result<Letter, ApiError> {
        let call = self.call();
        match self {
            Self::Enrol(device) => {
                Letter::new(Method::PUT, path::device(*device)).with_body(call, &api::Enrol { name: None })
            }
            Self::Push { device, actions } => {
                let batch = api::ActionBatch { actions: as_written(call, actions)? };
                Letter::new(Method::POST, path::actions(*device)).with_body(call, &batch)
            }
            Self::Looks { device, looks } => {
                let batch = api::LookBatch { looks: as_written(call, looks)? };
                Letter::new(Method::POST, path::looks(*device)).with_body(call, &batch)
            }
            Self::Outcomes { device, from } => {
                Ok(Letter::new(Method::GET, format!("{}?from={from}", path::actions(*device))))
            }
            Self::Heads { known, wait } => {
                let mut letter = Letter::new(Method::GET, path::template::STREAMS.to_owned());
                letter.headers.extend(known.clone().map(|tag| (IF_NONE_MATCH, tag)));
                if !wait.is_zero() {
                    letter.headers.push((PREFER, format!("wait={}", wait.as_secs())));
                }
                letter.wait = *wait;
                Ok(letter)
            }
            Self::Changes { stream, after, limit } => {
                let after = after.as_deref().map(|cursor| format!("&after={}", escaped(cursor))).unwrap_or_default();
                Ok(Letter::new(Method::GET, format!("{}?limit={limit}{after}", path::changes(*stream))))
            }
        }
    }

    /// What the reply to it says.
    ///
    /// # Errors
    /// When the hub refuses, or the reply is no answer to this question.
    pub(super) fn read(&self, reply: Reply) -> Result<Answer, ApiError> {
        let call = self.call();
        match self {
            Self::Enrol(device) => device_state(call, *device, read(call, &reply.body)?).map(Answer::Device),
            Self::Push { actions, .. } => {
                let decided = outcomes(call, &reply.body)?;
                if decided.len() == actions.len() {
                    Ok(Answer::Outcomes(decided))
                } else {
                    Err(wrong(call, "not one outcome for each action"))
                }
            }
            Self::Looks { .. } => read(call, &reply.body).map(|taken: api::LooksTaken| Answer::Looks(taken.last_look)),
            Self::Outcomes { .. } => outcomes(call, &reply.body).map(Answer::Outcomes),
            Self::Heads { known, .. } if reply.status == StatusCode::NOT_MODIFIED => {
                let unchanged = wrong(call, "nothing to be unchanged since");
                known.as_ref().map_or(Err(unchanged), |_| Ok(Answer::Heads(None)))
            }
            Self::Heads { .. } => heads(call, reply).map(|heads| Answer::Heads(Some(heads))),
            Self::Changes { limit, .. } => page(call, *limit, read(call, &reply.body)?).map(Answer::Page),
        }
    }
}

#[cfg(test)]
impl Question {
    /// What came back to it, with whatever status, as the client hears it.
    pub(crate) fn hear(&self, status: u16, etag: Option<String>, body: Vec<u8>) -> Result<Answer, ApiError> {
        let status = StatusCode::from_u16(status).expect("a status");
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return self.read(Reply { status, etag, body });
        }
        Err(ApiError::new(self.call(), refused(status, None, &body)))
    }
}

/// What the journal holds, as JSON that goes out to the byte.
fn as_written(call: Call, frames: &[Box<[u8]>]) -> Result<Vec<Box<RawValue>>, ApiError> {
    let unreadable = |error| ApiError::caused(call, Spoilt::OtherShape.into(), error);
    frames.iter().map(|bytes| serde_json::from_slice(bytes).map_err(unreadable)).collect()
}

fn heads(call: Call, reply: Reply) -> Result<Heads, ApiError> {
    let heads: api::Heads = read(call, &reply.body)?;
    let etag = reply.etag.map(|etag| token(call, etag)).transpose()?;
    let mut streams = BTreeMap::new();
    // A newer hub may have streams of other kinds: they are not ours to read.
    for (stream, sum) in heads.streams.iter().filter_map(|head| Some((head.stream()?, &head.check))) {
        if streams.insert(stream, check(call, sum)?).is_some() {
            return Err(wrong(call, "a stream is listed twice"));
        }
    }
    Ok(Heads { etag, epoch: token(call, heads.epoch)?, streams })
}

fn page(call: Call, limit: usize, page: api::Page) -> Result<Page, ApiError> {
    let sum = page.check.as_ref().map(|sum| check(call, sum)).transpose()?;
    check_page(&page, limit).map_err(|what| wrong(call, what))?;
    let cursor = token(call, page.cursor)?;
    Ok(Page { rows: page.rows.into_iter().map(Into::into).collect(), cursor, check: sum })
}

/// What cannot be true of an answer that is JSON of the right types.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Wrong(&'static str);

fn wrong(call: Call, what: &'static str) -> ApiError {
    ApiError::caused(call, Spoilt::Contradicts.into(), Wrong(what))
}

pub(super) fn read<T: DeserializeOwned>(call: Call, body: &[u8]) -> Result<T, ApiError> {
    bounds::check(body).map_err(|excess| ApiError::new(call, excess.into()))?;
    serde_json::from_slice(body).map_err(|error| {
        let spoilt = match error.classify() {
            Category::Eof => Spoilt::CutOff,
            Category::Data => Spoilt::OtherShape,
            Category::Syntax | Category::Io => Spoilt::NotJson,
        };
        ApiError::caused(call, spoilt.into(), error)
    })
}

fn check(call: Call, sum: &api::WireCheck) -> Result<Check, ApiError> {
    sum.check().ok_or_else(|| wrong(call, "a checksum is no number"))
}

/// What comes back in a later request, or goes into the journal.
fn token(call: Call, token: String) -> Result<String, ApiError> {
    if bounds::is_token(&token) { Ok(token) } else { Err(wrong(call, "a cursor, tag or lineage is empty or endless")) }
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
        return Err(wrong(call, "an answer about another terminal"));
    }
    Ok(DeviceState { epoch: token(call, device.epoch)?, last_number: device.last_number, last_look: device.last_look })
}

/// Outcomes in number order, each number once.
fn outcomes(call: Call, body: &[u8]) -> Result<Vec<Decided>, ApiError> {
    let answer: api::Outcomes = read(call, body)?;
    let none = || ApiError::new(call, Spoilt::OtherShape.into());
    let decided = |raw: Box<RawValue>| decided(raw.get().as_bytes()).ok_or_else(none);
    let outcomes: Vec<_> = answer.outcomes.into_iter().map(decided).collect::<Result<_, _>>()?;
    if outcomes.is_sorted_by(|one, next| one.number < next.number) {
        Ok(outcomes)
    } else {
        Err(wrong(call, "outcomes that are not in the order of their numbers"))
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
pub(super) fn refused(status: StatusCode, retry_after: Option<Duration>, body: &[u8]) -> Fault {
    let problem: Option<Problem> = serde_json::from_slice(body).ok();
    let expected = problem.as_ref().and_then(|problem| problem.expected);
    match status {
        StatusCode::UNAUTHORIZED => Fault::NotAuthorised,
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Fault::Withdrawn,
        StatusCode::CONFLICT => expected.map_or(Fault::Differs, |expected| Fault::Gap { expected }),
        StatusCode::GONE => Fault::Gone,
        StatusCode::UPGRADE_REQUIRED => Fault::TooOld,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Fault::Busy { retry_after },
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
            assert_eq!(refused(status, None, &body), fault, "{status}");
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
