//! A hub for simulations: everything after the socket, over the store in memory. Its clock stands still until it is told.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use uuid::Uuid;

use super::auth;
use super::cursor;
use super::error::Error;
use super::news::News;
use super::rights::{Caller, Directories};
use super::state::Inner;
use super::store::{Audit, Fuse, ImportPlan, ImportWrite, Memory, Store, Write};
use super::write;
use super::{feed, intake};
use crate::domain::id::{DeviceId, FacilityId, RowId, StaffId};
use crate::domain::record::Record;
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::wire::MAX_PAGE_ROWS;

/// Longer than a tombstone is kept.
const LONG: TimeDelta = TimeDelta::days(36);

/// The hub, its data and its clock.
pub(crate) struct SimHub {
    memory: Memory,
    inner: Inner,
    facility: FacilityId,
    now: Arc<AtomicI64>,
}

/// A rule that a hub does not keep, to see whether anybody notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// An action that came from another device before is decided again.
    ForgetsIds,
    /// A number that was decided before is decided again.
    ForgetsNumbers,
    /// A page leaves out a row, and its cursor passes it.
    SkipsRows,
}

/// The data of a hub at one moment.
pub(crate) struct Backup(Memory);

/// A request as it arrives.
pub(crate) struct Request<'a> {
    pub(crate) token: &'a str,
    pub(crate) method: &'a str,
    /// With its query.
    pub(crate) path: &'a str,
    /// `If-None-Match`.
    pub(crate) known: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// What goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) etag: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// A store in memory never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("memory does not wait")
}

impl SimHub {
    pub(crate) fn new(epoch: &str, facility: FacilityId, at: DateTime<Utc>) -> Self {
        let clock = Arc::new(AtomicI64::new(at.timestamp()));
        Self::over(Memory::new(epoch), facility, clock)
    }

    fn over(memory: Memory, facility: FacilityId, now: Arc<AtomicI64>) -> Self {
        let seconds = Arc::clone(&now);
        let inner = Inner {
            store: Box::new(memory.share()),
            clock: Arc::new(move || {
                DateTime::from_timestamp(seconds.load(Ordering::Relaxed), 0).expect("a time of this age")
            }),
            news: News::new(),
            directories: Directories::default(),
        };
        Self { memory, inner, facility, now }
    }

    /// Gives somebody a token.
    pub(crate) fn let_in(&self, staff: StaffId, token: &str) {
        let audit = self.audit("token");
        now(self.memory.add_token(auth::hash(token), self.facility, staff, audit)).expect("a new token");
    }

    /// Answers a request as the router would, headers of its own aside.
    pub(crate) fn answer(&self, request: &Request<'_>) -> Response {
        match now(self.try_answer(request)) {
            Ok(response) => response,
            Err(error) => {
                let problem = error.problem();
                let body = serde_json::to_vec(&problem).expect("a problem is JSON");
                Response { status: problem.status, etag: None, body }
            }
        }
    }

    async fn try_answer(&self, request: &Request<'_>) -> Result<Response, Error> {
        let caller = auth::caller(&self.inner, request.token).await?;
        let (path, query) = request.path.split_once('?').unwrap_or((request.path, ""));
        let query: BTreeMap<&str, &str> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let hub = &self.inner;
        match (request.method, parts.as_slice()) {
            ("GET", ["v1", "streams"]) => self.heads(&caller, request.known),
            ("GET", ["v1", "streams", kind, id, "changes"]) => {
                let kind = kind.parse().map_err(|_| Error::NotFound)?;
                let limit = query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(MAX_PAGE_ROWS);
                let stream = StreamId { kind, id: uuid(id)? };
                json(&feed::changes(hub, &caller, stream, query.get("after").copied(), limit).await?)
            }
            ("PUT", ["v1", "devices", id]) => {
                json(&intake::enrol(hub, &caller, DeviceId(uuid(id)?), &read(request.body)?).await?)
            }
            ("POST", ["v1", "devices", id, "actions"]) => {
                json(&intake::push(hub, &caller, DeviceId(uuid(id)?), &read(request.body)?).await?)
            }
            ("GET", ["v1", "devices", id, "actions"]) => {
                let from = query.get("from").and_then(|from| from.parse().ok()).unwrap_or(1);
                json(&intake::outcomes(hub, &caller, DeviceId(uuid(id)?), from).await?)
            }
            _ => Err(Error::NotFound),
        }
    }

    fn heads(&self, caller: &Caller, known: Option<&str>) -> Result<Response, Error> {
        let (tag, heads) = feed::look(&self.inner, caller)?;
        if known == Some(tag.as_str()) {
            return Ok(Response { status: 304, etag: Some(tag), body: Vec::new() });
        }
        Ok(Response { etag: Some(tag), ..json(&heads)? })
    }

    /// Dies while it decides, after so many decisions, while it answers; then it is another process over the same data.
    pub(crate) fn dies_at(&mut self, request: &Request<'_>, decisions: u32, committed: bool) {
        self.memory.set_fuse(Some(Fuse { decisions, committed }));
        let _lost = self.answer(request);
        self.memory.set_fuse(None);
        *self = Self::over(self.memory.share(), self.facility, Arc::clone(&self.now));
    }

    /// From now on this rule is broken.
    pub(crate) fn breaks(&self, broken: Broken) {
        self.memory.set_broken(broken);
    }

    pub(crate) fn backup(&self) -> Backup {
        Backup(self.memory.copy(self.inner.store.epoch()))
    }

    /// Everything is as it was; the lineage is a new one.
    pub(crate) fn restore(&mut self, backup: &Backup, epoch: &str) {
        *self = Self::over(backup.0.copy(epoch), self.facility, Arc::clone(&self.now));
    }

    /// The office writes rows; none removes one.
    pub(crate) fn office(&self, rows: &[(StreamId, RowId, Option<Record>)]) {
        let plan = |_: &_| {
            let write = |(stream, id, record): &(StreamId, RowId, Option<Record>)| match record {
                Some(record) => write::put(*stream, record).expect("records are JSON"),
                None => Write::removal(*stream, *id),
            };
            let planned = |row| ImportWrite { write: Some(write(row)), row: row.1, body: None };
            rows.iter().map(planned).collect()
        };
        let import = ImportPlan { facility: self.facility, plan: &plan, audit: self.audit("import") };
        now(self.memory.import(import)).expect("memory does not fail");
    }

    /// Weeks go by: the tombstones that are there now are forgotten.
    pub(crate) fn forget(&self) {
        for _ in 0..2 {
            let at = (self.inner.clock)();
            now(self.memory.forget(self.facility, at - TimeDelta::days(35), self.audit("forget")))
                .expect("memory does not fail");
            self.now.fetch_add(LONG.num_seconds(), Ordering::Relaxed);
        }
    }

    /// Every row of a stream, tombstones too, in the order of their last change; with count and sum.
    pub(crate) fn rows(&self, stream: StreamId) -> (Vec<Row>, Check) {
        let found = now(self.memory.changes(self.facility, stream, 0, usize::MAX)).expect("memory does not fail");
        found.map(|changes| (changes.rows, changes.head.check)).unwrap_or_default()
    }

    /// Up to where a stream has forgotten what was gone.
    pub(crate) fn floor(&self, stream: StreamId) -> u64 {
        let found = now(self.memory.changes(self.facility, stream, 0, 0)).expect("memory does not fail");
        found.map_or(0, |changes| changes.head.floor)
    }

    /// The sequence that a cursor of this lineage stands for.
    pub(crate) fn position(&self, stream: StreamId, cursor: &str) -> Option<u64> {
        let store = &self.inner.store;
        cursor::open(store.cursor_key(), store.epoch(), stream, cursor).ok().map(|at| at.sequence)
    }

    /// Every stored outcome of a device from its first action on.
    pub(crate) fn outcomes(&self, device: DeviceId) -> Vec<Vec<u8>> {
        now(self.memory.outcomes(device, 1, usize::MAX)).expect("memory does not fail")
    }

    /// The streams that somebody may read now.
    pub(crate) fn granted(&self, token: &str) -> Vec<StreamId> {
        let caller = now(auth::caller(&self.inner, token)).expect("somebody who works here");
        let there = now(self.memory.heads(self.facility)).expect("memory does not fail");
        there.into_iter().map(|head| head.stream).filter(|stream| caller.streams.contains(stream)).collect()
    }

    /// The hub's clock.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.inner.clock)()
    }

    /// How often each action of each device is in the trail.
    pub(crate) fn decisions(&self) -> BTreeMap<(DeviceId, String), usize> {
        let mut times = BTreeMap::new();
        for line in self.memory.trail().into_iter().filter(|line| line.what == "action") {
            let device = line.device.expect("actions come from devices");
            *times.entry((device, line.object)).or_default() += 1;
        }
        times
    }

    fn audit(&self, what: &'static str) -> Audit {
        Audit { at: (self.inner.clock)(), actor: None, device: None, what, object: String::new() }
    }
}

fn uuid(text: &str) -> Result<Uuid, Error> {
    text.parse().map_err(|_| Error::malformed("path", "a UUID"))
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|_| Error::malformed("body", "not what is asked"))
}

fn json(answer: &impl serde::Serialize) -> Result<Response, Error> {
    let body = serde_json::to_vec(answer).map_err(|_| Error::Fault)?;
    Ok(Response { status: 200, etag: None, body })
}
