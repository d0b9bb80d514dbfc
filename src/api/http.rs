//! The HTTP underneath: two clients with their limits, answers read with a cap, failures put into words once.

use std::error::Error as StdError;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode, Url, redirect, tls};

use super::body::{Body, PACKING};
use super::error::{ApiError, Call, Fault};
use super::skew::Skew;
use super::spoilt::Spoilt;
use crate::wire;
use crate::wire::problem::PROBLEM_TYPE;

/// Longest time to reach the hub.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Longest time for a whole request, except a long poll.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Longest silence inside an answer, except a long poll.
const READ_TIMEOUT: Duration = Duration::from_secs(15);
/// How much longer than the asked wait a long poll may stay silent.
const POLL_MARGIN: Duration = Duration::from_secs(10);
/// How long an idle connection is kept.
const POOL_IDLE: Duration = Duration::from_secs(30);
/// How often an idle connection is probed.
const KEEPALIVE: Duration = Duration::from_secs(15);
/// Largest answer in bytes, as it comes and unpacked.
pub(super) const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// Largest problem document, in bytes.
const MAX_PROBLEM_BYTES: usize = 64 * 1024;
/// Every answer of a hub says its version here.
const API_VERSION: HeaderName = HeaderName::from_static(wire::API_VERSION_HEADER);
/// Every request says the program's version here, so that a hub can refuse what is too old (426).
const CLIENT_VERSION: HeaderName = HeaderName::from_static(wire::CLIENT_VERSION_HEADER);
/// The program as it introduces itself.
const USER_AGENT: &str = concat!("vleugel/", env!("CARGO_PKG_VERSION"));

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// A whole request, except a long poll.
    pub(super) request: Duration,
    /// Silence inside an answer, except a long poll.
    pub(super) read: Duration,
    /// The longest wait that a long poll asks for.
    pub(super) poll: Duration,
    /// How much longer than that it may stay silent.
    pub(super) margin: Duration,
}

impl Patience {
    /// That of a terminal.
    pub(super) const USUAL: Self =
        Self { request: REQUEST_TIMEOUT, read: READ_TIMEOUT, poll: super::LONG_POLL, margin: POLL_MARGIN };
}

/// The two clients of one hub address.
#[derive(Clone, Debug)]
pub(super) struct Http {
    base: Url,
    /// For everything that answers at once.
    pub(super) quick: Client,
    /// For long polls: reqwest's read time-out also counts while waiting for the first byte.
    pub(super) patient: Client,
    /// The terminal's clock beside the hub's, when somebody wants to know.
    pub(super) skew: Option<Skew>,
}

/// What came back with a good status, read whole.
#[derive(Debug)]
pub(super) struct Came {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Http {
    /// Prepares the clients.
    pub(super) fn new(address: &str, token: &str, patience: Patience) -> Result<Self, ApiError> {
        let base = base_url(address).ok_or(ApiError::new(Call::Prepare, Fault::BadAddress))?;
        let loopback = base.scheme() == "http";
        let builder = || -> Result<ClientBuilder, ApiError> {
            let builder = Client::builder()
                .user_agent(USER_AGENT)
                .default_headers(headers(token)?)
                .redirect(redirect::Policy::none())
                .no_proxy()
                .referer(false)
                .https_only(!loopback)
                .tls_version_min(tls::Version::TLS_1_3)
                .dns_resolver(Arc::new(Resolver))
                .connect_timeout(CONNECT_TIMEOUT)
                .pool_idle_timeout(POOL_IDLE)
                .tcp_keepalive(KEEPALIVE);
            // A hub on this machine needs no certificates: do not read the system's.
            Ok(if loopback { builder.tls_certs_only([]) } else { builder })
        };
        let prepared = |builder: ClientBuilder| {
            builder.build().map_err(|error| ApiError::caused(Call::Prepare, Fault::Tls, error.without_url()))
        };
        let quick = prepared(builder()?.timeout(patience.request).read_timeout(patience.read))?;
        let longest = patience.poll + patience.margin;
        let patient = prepared(builder()?.timeout(longest + patience.read).read_timeout(longest))?;
        Ok(Self { base, quick, patient, skew: None })
    }

    /// The address of a path such as `/v1/streams`.
    pub(super) fn url(&self, call: Call, path: &str) -> Result<Url, ApiError> {
        let mut url = self.base.clone();
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        // A hub may live under a path of its own.
        let prefix = url.path().trim_end_matches('/').to_owned();
        if !path.starts_with('/') {
            return Err(ApiError::new(call, Fault::BadAddress));
        }
        url.set_path(&format!("{prefix}{path}"));
        url.set_query(query);
        Ok(url)
    }

    /// Sends a request and reads the answer, at most [`MAX_ANSWER_BYTES`]. A status that is neither 2xx nor 304 is
    /// a failure, put into words by `refused` with the problem document.
    pub(super) async fn send(
        &self,
        call: Call,
        request: RequestBuilder,
        refused: fn(StatusCode, &HeaderMap, &[u8]) -> Fault,
    ) -> Result<Came, ApiError> {
        let asked = Instant::now();
        let response = request.send().await.map_err(|error| broken(call, error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        check_sender(status, &headers).map_err(|fault| ApiError::new(call, fault))?;
        if let Some(skew) = &self.skew {
            skew.note(&headers, asked.elapsed());
        }
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            let body = read_capped(call, response, MAX_ANSWER_BYTES).await?;
            return Ok(Came { status, headers, body });
        }
        let body = read_capped(call, response, MAX_PROBLEM_BYTES).await?;
        Err(ApiError::new(call, refused(status, &headers, &body)))
    }
}

/// `https` anywhere, or `http` on this machine itself; no user, query or fragment.
fn base_url(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let loopback = host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback());
    let plain =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    (plain && (url.scheme() == "https" || url.scheme() == "http" && loopback)).then_some(url)
}

fn headers(token: &str) -> Result<HeaderMap, ApiError> {
    let bad_token = |error| ApiError::caused(Call::Prepare, Fault::NotAuthorised, error);
    let mut bearer = HeaderValue::from_str(&format!("Bearer {token}")).map_err(bad_token)?;
    bearer.set_sensitive(true);
    let version = HeaderValue::from_static(env!("CARGO_PKG_VERSION"));
    let packing = HeaderValue::from_static(PACKING);
    Ok(HeaderMap::from_iter([(AUTHORIZATION, bearer), (CLIENT_VERSION, version), (ACCEPT_ENCODING, packing)]))
}

/// Whether the answer is from a hub of our version. A guest network's sign-in page is HTML, whatever its status.
fn check_sender(status: StatusCode, headers: &HeaderMap) -> Result<(), Fault> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let content = text(CONTENT_TYPE).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let version = text(API_VERSION);
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    let is_json = content == "application/json" || content == PROBLEM_TYPE;
    let is_page = content.contains("html") || status.is_redirection() && status != StatusCode::NOT_MODIFIED;
    let is_empty = status == StatusCode::NOT_MODIFIED || status == StatusCode::NO_CONTENT;
    match () {
        // RFC 6585 has this status for guest networks only.
        () if status == StatusCode::NETWORK_AUTHENTICATION_REQUIRED => Err(Spoilt::WebPage.into()),
        // Something between us and the hub answers for it: 502, 503 and 504 of a reverse proxy pass by themselves.
        () if version.is_empty() && status.is_server_error() => Ok(()),
        () if version.is_empty() && is_page => Err(Spoilt::WebPage.into()),
        () if version.is_empty() => Err(Spoilt::NotAHub.into()),
        () if !is_empty && !is_json => Err(Spoilt::WrongType.into()),
        () if major(version) != major(wire::API_VERSION) => Err(Fault::OtherVersion),
        () => Ok(()),
    }
}

/// Reads a body in pieces, so that neither a lie about its length nor a small packed one fills the memory.
async fn read_capped(call: Call, mut response: Response, cap: usize) -> Result<Vec<u8>, ApiError> {
    let spoilt = |spoilt: Spoilt| ApiError::new(call, spoilt.into());
    let packing = response.headers().get(CONTENT_ENCODING).map(|packing| packing.to_str().unwrap_or("?"));
    let mut body = Body::new(packing, cap).map_err(spoilt)?;
    while let Some(piece) = response.chunk().await.map_err(|error| broken_inside(call, error))? {
        body.take(&piece).map_err(spoilt)?;
    }
    body.finish().map_err(spoilt)
}

/// How long the hub asks to wait, in seconds as a hub writes it. Dates are not ours to compare: no clock here.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// Puts reqwest's failure into words, by the causes underneath.
fn broken(call: Call, error: reqwest::Error) -> ApiError {
    let fault = fault_of(&error);
    ApiError::caused(call, fault, error.without_url())
}

/// The same once an answer has begun: whatever breaks then, its end is missing.
fn broken_inside(call: Call, error: reqwest::Error) -> ApiError {
    let fault = match fault_of(&error) {
        Fault::Interrupted => Spoilt::CutOff.into(),
        fault => fault,
    };
    ApiError::caused(call, fault, error.without_url())
}

fn fault_of(error: &reqwest::Error) -> Fault {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(fault) = fault_of_cause(current) {
            return fault;
        }
        // What is inside an io::Error is not its source: it has to be taken out, more than once where errors are wrapped.
        let inside = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        cause = inside.map_or_else(|| current.source(), |inside| Some(inside as &(dyn StdError + 'static)));
    }
    match () {
        () if error.is_timeout() => Fault::TimedOut,
        () if error.is_connect() => Fault::Unreachable,
        () => Fault::Interrupted,
    }
}

/// What one of the causes says by itself.
fn fault_of_cause(cause: &(dyn StdError + 'static)) -> Option<Fault> {
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(fault_of_tls(tls));
    }
    if cause.is::<NameUnknown>() {
        return Some(Fault::UnknownHost);
    }
    if cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
        return Some(Spoilt::NotHttp.into());
    }
    match cause.downcast_ref::<io::Error>()?.kind() {
        io::ErrorKind::ConnectionRefused => Some(Fault::Refused),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            Some(Fault::Unreachable)
        }
        io::ErrorKind::TimedOut => Some(Fault::TimedOut),
        _ => None,
    }
}

fn fault_of_tls(error: &rustls::Error) -> Fault {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    match error {
        rustls::Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. },
        ) => Fault::TlsClock,
        _ => Fault::Tls,
    }
}

/// Asks the system for addresses, and says in a way of our own when there are none.
struct Resolver;

/// The system knows no address for the host's name.
#[derive(Debug, thiserror::Error)]
#[error("the system knows no address for this name")]
struct NameUnknown(#[source] io::Error);

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(NameUnknown)?;
            let addresses: Box<dyn Iterator<Item = SocketAddr> + Send> =
                Box::new(found.collect::<Vec<_>>().into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests;
