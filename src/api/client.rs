//! Questions over HTTP.

use chrono::TimeDelta;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap};

use super::Me;
use super::error::{ApiError, Call};
use super::http::{Http, Patience, retry_after};
use super::letter::{self, Reply};
use super::question::{Answer, Question};
use super::skew::{Clock, Skew};
use crate::domain::id::{FacilityId, StaffId, WingId};
use crate::wire::{api, path};

/// The central API over HTTP.
#[derive(Clone, Debug)]
pub struct HttpApi {
    http: Http,
}

impl HttpApi {
    /// Prepares the connection; nothing is sent yet. The address is `https://…`, or `http://` on this machine itself.
    ///
    /// # Errors
    /// [`super::Fault::BadAddress`], or [`super::Fault::Tls`] when the system's certificates cannot be read.
    pub fn new(address: &str, token: &str) -> Result<Self, ApiError> {
        Http::new(address, token, Patience::USUAL).map(|http| Self { http })
    }

    /// The same, measuring this clock against the hub's with every answer.
    ///
    /// # Errors
    /// See [`HttpApi::new`].
    pub fn with_clock(address: &str, token: &str, clock: Clock) -> Result<Self, ApiError> {
        let mut api = Self::new(address, token)?;
        api.http.skew = Some(Skew::new(clock));
        Ok(api)
    }

    /// How far the terminal's clock is ahead of the hub's, by its last answer; behind is negative. None when that is not known, or
    /// not asked.
    pub fn skew(&self) -> Option<TimeDelta> {
        self.http.skew.as_ref()?.found()
    }

    /// Asks one question. Every answer comes, or fails, within a limit.
    ///
    /// # Errors
    /// When there is no answer, the hub refuses, or the answer is not one.
    pub async fn ask(&self, question: Question) -> Result<Answer, ApiError> {
        let (call, letter) = (question.call(), question.letter()?);
        let client = if letter.wait.is_zero() { &self.http.quick } else { &self.http.patient };
        let mut request = client.request(letter.method, self.http.url(call, &letter.path)?);
        for (name, value) in letter.headers {
            request = request.header(name, value);
        }
        if let Some(body) = letter.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let came = self.http.send(call, request, refused).await?;
        let etag = came.headers.get(ETAG).and_then(|etag| etag.to_str().ok()).map(str::to_owned);
        question.read(Reply { status: came.status, etag, body: came.body })
    }

    /// Who is signed in with this token.
    ///
    /// # Errors
    /// See [`HttpApi::ask`].
    pub async fn me(&self) -> Result<Me, ApiError> {
        let request = self.http.quick.request(Method::GET, self.http.url(Call::Me, path::template::ME)?);
        let me: api::Me = letter::read(Call::Me, &self.http.send(Call::Me, request, refused).await?.body)?;
        Ok(Me {
            staff: StaffId(me.staff),
            name: me.name,
            facility: FacilityId(me.facility),
            wings: me.wings.into_iter().map(WingId).collect(),
        })
    }
}

fn refused(status: reqwest::StatusCode, headers: &HeaderMap, body: &[u8]) -> super::Fault {
    letter::refused(status, retry_after(headers), body)
}
