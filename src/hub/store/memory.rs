//! The store in memory: the twin of the real ones that simulations run on. Everything is ordered, nothing is random.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;

use super::conformance::Trail;
use super::{
    Act, Acted, Audit, Changes, Device, Found, Head, ImportPlan, Imported, Looked, Sourced, Store, StoreError, Taken,
    Write, Written,
};
use crate::domain::id::{ActionId, DeviceId, FacilityId, RowId, StaffId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::hub::sim::Broken;
use crate::seal::row_digest;

/// A hub's data in memory.
#[derive(Debug)]
pub(in crate::hub) struct Memory {
    epoch: String,
    kept: Arc<Mutex<Kept>>,
}

/// What one transaction sees and changes.
#[derive(Clone, Debug, Default)]
struct Kept {
    prisons: BTreeMap<FacilityId, Prison>,
    devices: BTreeMap<DeviceId, Device>,
    actions: BTreeMap<(DeviceId, u64), Stored>,
    known: BTreeSet<ActionId>,
    looks: BTreeMap<(DeviceId, u64), Looked>,
    imported: BTreeMap<(FacilityId, RowId), Box<[u8]>>,
    tokens: BTreeMap<[u8; 32], (FacilityId, StaffId)>,
    trail: Vec<Trail>,
    fuse: Option<Fuse>,
    broken: Option<Broken>,
}

/// When the hub dies: while it decides, after so many decisions.
#[derive(Clone, Copy, Debug)]
pub(in crate::hub) struct Fuse {
    /// Decisions that still come through.
    pub(in crate::hub) decisions: u32,
    /// Whether the last one is committed, and only its answer is lost.
    pub(in crate::hub) committed: bool,
}

/// An action that was decided.
#[derive(Clone, Debug)]
struct Stored {
    hash: [u8; 32],
    outcome: Vec<u8>,
}

#[derive(Clone, Debug, Default)]
struct Prison {
    counter: u64,
    streams: BTreeMap<StreamId, Stream>,
}

#[derive(Clone, Debug, Default)]
struct Stream {
    head: u64,
    floor: u64,
    check: Check,
    rows: BTreeMap<RowId, Sourced>,
    /// The row that a row is about.
    about: BTreeMap<RowId, RowId>,
    /// The feed: which row has which sequence.
    feed: BTreeMap<u64, RowId>,
    /// Since when a tombstone is known to be one.
    gone_since: BTreeMap<RowId, DateTime<Utc>>,
}

impl Memory {
    /// An empty store of this lineage.
    pub(in crate::hub) fn new(epoch: &str) -> Self {
        Self { epoch: epoch.to_owned(), kept: Arc::default() }
    }

    /// Another hub over the same data.
    pub(in crate::hub) fn share(&self) -> Self {
        Self { epoch: self.epoch.clone(), kept: Arc::clone(&self.kept) }
    }

    /// The data as they are now, for a hub of their own: under the same epoch a backup, under a new one a restored hub.
    pub(in crate::hub) fn copy(&self, epoch: &str) -> Self {
        Self { epoch: epoch.to_owned(), kept: Arc::new(Mutex::new(self.kept().clone())) }
    }

    /// Lets the hub die while it decides; none lets it live.
    pub(in crate::hub) fn set_fuse(&self, fuse: Option<Fuse>) {
        self.kept().fuse = fuse;
    }

    /// Breaks a rule, to see whether anybody notices.
    pub(in crate::hub) fn set_broken(&self, broken: Broken) {
        self.kept().broken = Some(broken);
    }

    /// The whole trail, oldest first.
    pub(in crate::hub) fn trail(&self) -> Vec<Trail> {
        self.kept().trail.clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("no decision panicked")
    }
}

impl Kept {
    fn audit(&mut self, facility: FacilityId, audit: &Audit) {
        self.trail.push(Trail {
            facility,
            actor: audit.actor,
            device: audit.device,
            what: audit.what.to_owned(),
            object: audit.object.clone(),
        });
    }

    /// A live row by its id, in whatever stream it lives; the first of these when it should live in two.
    fn by_id(&self, facility: FacilityId, id: RowId) -> Option<(StreamId, &Row)> {
        let streams = self.prisons.get(&facility)?.streams.iter();
        let live = streams.filter_map(|(of, stream)| {
            let (row, _) = stream.rows.get(&id)?;
            (!row.is_tombstone()).then_some((*of, row))
        });
        live.min_by_key(|(of, _)| (of.kind.as_str(), of.id))
    }

    /// Live rows of a kind that are about another one.
    fn about(&self, facility: FacilityId, kind: &str, of: RowId) -> impl Iterator<Item = (StreamId, &Row)> {
        let prison = self.prisons.get(&facility);
        self.live(facility)
            .filter(move |(stream, (row, _))| {
                let about = prison.and_then(|prison| prison.streams.get(stream)?.about.get(&row.id));
                &*row.kind == kind && about == Some(&of)
            })
            .map(|(stream, (row, _))| (stream, row))
    }

    /// What a decision looks at.
    fn found(&self, facility: FacilityId, act: &Act<'_>) -> Found {
        let about = act.reads_about.iter().flat_map(|(kind, of)| self.about(facility, kind, *of));
        let mut found: Found = about.map(|(stream, row)| (row.id, (stream, row.clone()))).collect();
        let by_id = act.reads.iter().filter_map(|id| self.by_id(facility, *id));
        found.extend(by_id.map(|(stream, row)| (row.id, (stream, row.clone()))));
        found
    }

    fn act_or_die(&mut self, act: &Act<'_>) -> Result<Acted, StoreError> {
        let died = || {
            let source = sqlx::Error::Protocol("the hub died".to_owned());
            Err(StoreError::Database { attempt: "decide an action", source })
        };
        match self.fuse {
            Some(Fuse { decisions: 0, committed }) => {
                if committed {
                    self.act(act);
                }
                died()
            }
            Some(Fuse { decisions, committed }) => {
                self.fuse = Some(Fuse { decisions: decisions - 1, committed });
                Ok(self.act(act))
            }
            None => Ok(self.act(act)),
        }
    }

    fn act(&mut self, act: &Act<'_>) -> Acted {
        let Some(device) = self.devices.get(&act.device).copied() else { return Acted::UnknownDevice };
        if act.number <= device.last_number && self.broken != Some(Broken::ForgetsNumbers) {
            return match self.actions.get(&(act.device, act.number)) {
                Some(stored) if stored.hash == act.hash => Acted::Again(stored.outcome.clone()),
                _ => Acted::Differs,
            };
        }
        let expected = device.last_number.saturating_add(1);
        if act.number > expected {
            return Acted::Gap { expected };
        }
        let (outcome, writes) = if self.known.contains(&act.id) && self.broken != Some(Broken::ForgetsIds) {
            (act.already.clone(), Vec::new())
        } else {
            let decided = (act.decide)(&self.found(device.facility, act));
            (decided.outcome, decided.writes)
        };
        self.apply(device.facility, writes);
        self.actions.insert((act.device, act.number), Stored { hash: act.hash, outcome: outcome.clone() });
        self.known.insert(act.id);
        self.devices.insert(act.device, Device { last_number: act.number, ..device });
        self.audit(device.facility, &act.audit);
        Acted::First(outcome)
    }

    fn look(&mut self, device: DeviceId, looks: Vec<Looked>) -> Taken {
        let Some(known) = self.devices.get(&device).copied() else { return Taken::UnknownDevice };
        let (new, old): (Vec<_>, Vec<_>) = looks.into_iter().partition(|look| look.number > known.last_look);
        let same = |look: &Looked| self.looks.get(&(device, look.number)).is_some_and(|kept| kept.hash == look.hash);
        if !old.iter().all(same) {
            return Taken::Differs;
        }
        let mut last_look = known.last_look;
        for look in new {
            last_look = look.number;
            if !self.looks.values().any(|kept| kept.id == look.id) {
                self.audit(known.facility, &look.audit);
            }
            self.looks.insert((device, look.number), look);
        }
        self.devices.insert(device, Device { last_look, ..known });
        Taken::All(last_look)
    }

    fn import(&mut self, import: &ImportPlan<'_>) -> Written {
        let facility = import.facility;
        let here = self.imported.iter().filter(|((of, _), _)| *of == facility);
        let bodies = here.map(|((_, row), body)| (*row, body.clone())).collect();
        let rows = self.live(facility).map(|(stream, sourced)| ((stream, sourced.0.id), sourced.clone())).collect();
        let mut writes = Vec::new();
        for planned in (import.plan)(&Imported { bodies, rows }) {
            writes.extend(planned.write);
            match planned.body {
                Some(body) => self.imported.insert((facility, planned.row), body),
                None => self.imported.remove(&(facility, planned.row)),
            };
        }
        let rows = self.apply(facility, writes);
        self.audit(facility, &import.audit);
        Written { rows }
    }

    /// Live rows of a facility, in the order of the streams' names.
    fn live(&self, facility: FacilityId) -> impl Iterator<Item = (StreamId, &Sourced)> {
        let mut streams: Vec<_> =
            self.prisons.get(&facility).into_iter().flat_map(|prison| prison.streams.iter()).collect();
        streams.sort_by_key(|(id, _)| (id.kind.as_str(), id.id));
        streams
            .into_iter()
            .flat_map(|(id, stream)| stream.rows.values().map(|sourced| (*id, sourced)))
            .filter(|(_, (row, _))| !row.is_tombstone())
    }

    /// Writes rows, stream by stream in order. Answers how many changed.
    fn apply(&mut self, facility: FacilityId, writes: Vec<Write>) -> u64 {
        let prison = self.prisons.entry(facility).or_default();
        let changed =
            writes.into_iter().map(|write| u64::from(prison.streams.entry(write.stream).or_default().put(write)));
        let changed = changed.sum();
        prison.counter += u64::from(changed > 0);
        changed
    }
}

impl Stream {
    /// Writes one row; answers whether that changed anything.
    fn put(&mut self, write: Write) -> bool {
        let old = self.rows.get(&write.id);
        let old_body = old.and_then(|(row, _)| row.body.as_deref());
        let both_gone = old_body.is_none() && write.body.is_none();
        let same = old_body == write.body.as_deref() && old.is_some_and(|(row, _)| row.day == write.day);
        if both_gone || same {
            return false;
        }
        // What was forgotten had a revision of the floor at most: no id has the same one twice.
        let revision = old.map_or(self.floor, |(row, _)| row.revision);
        if old_body.is_some() {
            self.check.count -= 1;
            self.check.sum = self.check.sum.wrapping_sub(row_digest(write.id.0, revision));
        }
        if let Some((row, _)) = old {
            self.feed.remove(&row.sequence);
        }
        match write.about.filter(|_| write.body.is_some()) {
            Some(about) => self.about.insert(write.id, about),
            None => self.about.remove(&write.id),
        };
        let source = write.source_ref.or_else(|| old.and_then(|(_, source)| source.clone()));
        self.head += 1;
        let row = Row {
            id: write.id,
            kind: write.kind,
            revision: revision + 1,
            sequence: self.head,
            day: write.day,
            body: write.body,
        };
        if !row.is_tombstone() {
            self.check.count += 1;
            self.check.sum = self.check.sum.wrapping_add(row_digest(row.id.0, row.revision));
        }
        self.gone_since.remove(&row.id);
        self.feed.insert(self.head, row.id);
        self.rows.insert(row.id, (row, source));
        true
    }

    const fn head(&self, stream: StreamId) -> Head {
        Head { stream, sequence: self.head, floor: self.floor, check: self.check }
    }

    /// Forgets the tombstones from before an instant; answers how many.
    fn forget(&mut self, before: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
        for (id, _) in self.rows.iter().filter(|(_, (row, _))| row.is_tombstone()) {
            self.gone_since.entry(*id).or_insert(now);
        }
        let old: Vec<_> = self.gone_since.extract_if(.., |_, since| *since < before).collect();
        let sequences = old.iter().filter_map(|(id, _)| self.rows.remove(id)).map(|(row, _)| row.sequence);
        sequences.fold(0, |forgotten, sequence| {
            self.feed.remove(&sequence);
            self.floor = self.floor.max(sequence);
            forgotten + 1
        })
    }
}

impl Store for Memory {
    fn epoch(&self) -> &str {
        &self.epoch
    }

    fn cursor_key(&self) -> &[u8] {
        b"the key of a store in memory"
    }

    fn counter(&self, facility: FacilityId) -> BoxFuture<'_, Result<u64, StoreError>> {
        Box::pin(async move { Ok(self.kept().prisons.get(&facility).map_or(0, |prison| prison.counter)) })
    }

    fn heads(&self, facility: FacilityId) -> BoxFuture<'_, Result<Vec<Head>, StoreError>> {
        Box::pin(async move {
            let kept = self.kept();
            let streams = kept.prisons.get(&facility).into_iter().flat_map(|prison| &prison.streams);
            let mut heads: Vec<_> = streams.map(|(id, stream)| stream.head(*id)).collect();
            heads.sort_by_key(|head| (head.stream.kind.as_str(), head.stream.id));
            Ok(heads)
        })
    }

    fn changes(
        &self,
        facility: FacilityId,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<Changes>, StoreError>> {
        Box::pin(async move {
            let kept = self.kept();
            let found = kept.prisons.get(&facility).and_then(|prison| prison.streams.get(&stream));
            Ok(found.map(|found| {
                let skipped = usize::from(kept.broken == Some(Broken::SkipsRows));
                let page = found.feed.range((Excluded(after), Unbounded)).skip(skipped).take(limit);
                let rows = page.filter_map(|(_, id)| found.rows.get(id).map(|(row, _)| row.clone())).collect();
                Changes { head: found.head(stream), rows }
            }))
        })
    }

    fn of_kind<'a>(
        &'a self,
        facility: FacilityId,
        kind: &'a str,
    ) -> BoxFuture<'a, Result<Vec<(StreamId, Row)>, StoreError>> {
        Box::pin(async move {
            let kept = self.kept();
            let of_kind = kept.live(facility).filter(|(_, (row, _))| &*row.kind == kind);
            Ok(of_kind.map(|(stream, (row, _))| (stream, row.clone())).collect())
        })
    }

    fn row(&self, facility: FacilityId, id: RowId) -> BoxFuture<'_, Result<Option<(StreamId, Row)>, StoreError>> {
        Box::pin(async move { Ok(self.kept().by_id(facility, id).map(|(stream, row)| (stream, row.clone()))) })
    }

    fn facilities(&self) -> BoxFuture<'_, Result<Vec<FacilityId>, StoreError>> {
        Box::pin(async move { Ok(self.kept().prisons.keys().copied().collect()) })
    }

    fn device(&self, device: DeviceId) -> BoxFuture<'_, Result<Option<Device>, StoreError>> {
        Box::pin(async move { Ok(self.kept().devices.get(&device).copied()) })
    }

    fn enrol<'a>(
        &'a self,
        device: DeviceId,
        facility: FacilityId,
        _name: Option<&'a str>,
        audit: Audit,
    ) -> BoxFuture<'a, Result<Device, StoreError>> {
        Box::pin(async move {
            let mut kept = self.kept();
            if let Some(known) = kept.devices.get(&device) {
                return Ok(*known);
            }
            let known = Device { facility, last_number: 0, last_look: 0 };
            kept.devices.insert(device, known);
            kept.audit(facility, &audit);
            Ok(known)
        })
    }

    fn act<'a>(&'a self, act: Act<'a>) -> BoxFuture<'a, Result<Acted, StoreError>> {
        Box::pin(async move { self.kept().act_or_die(&act) })
    }

    fn look(&self, device: DeviceId, looks: Vec<Looked>) -> BoxFuture<'_, Result<Taken, StoreError>> {
        Box::pin(async move { Ok(self.kept().look(device, looks)) })
    }

    fn outcomes(&self, device: DeviceId, from: u64, limit: usize) -> BoxFuture<'_, Result<Vec<Vec<u8>>, StoreError>> {
        Box::pin(async move {
            let kept = self.kept();
            let stored = kept.actions.range((device, from)..=(device, u64::MAX)).take(limit);
            Ok(stored.map(|(_, stored)| stored.outcome.clone()).collect())
        })
    }

    fn import<'a>(&'a self, plan: ImportPlan<'a>) -> BoxFuture<'a, Result<Written, StoreError>> {
        Box::pin(async move { Ok(self.kept().import(&plan)) })
    }

    fn forget(
        &self,
        facility: FacilityId,
        before: DateTime<Utc>,
        audit: Audit,
    ) -> BoxFuture<'_, Result<u64, StoreError>> {
        Box::pin(async move {
            let mut kept = self.kept();
            let streams = kept.prisons.get_mut(&facility).into_iter().flat_map(|prison| prison.streams.values_mut());
            let forgotten = streams.map(|stream| stream.forget(before, audit.at)).sum();
            if forgotten > 0 {
                kept.audit(facility, &audit);
            }
            Ok(forgotten)
        })
    }

    fn token(&self, hash: [u8; 32]) -> BoxFuture<'_, Result<Option<(FacilityId, StaffId)>, StoreError>> {
        Box::pin(async move { Ok(self.kept().tokens.get(&hash).copied()) })
    }

    fn add_token(
        &self,
        hash: [u8; 32],
        facility: FacilityId,
        staff: StaffId,
        audit: Audit,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            let mut kept = self.kept();
            if kept.tokens.contains_key(&hash) {
                let source = sqlx::Error::Protocol("the token is there already".to_owned());
                return Err(StoreError::Database { attempt: "keep a token", source });
            }
            kept.tokens.insert(hash, (facility, staff));
            kept.audit(facility, &audit);
            Ok(())
        })
    }
}
