//! What has to be true of the hub: every action decided once, in the order in which it arrived, over what was there then.
//!
//! It keeps its own rows and knows nothing of sequences, cursors or transactions. A restored hub has its ledger restored with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::facility::Entry;
use crate::domain::decide::{Change, Known, Outcome, Rejection, decide};
use crate::domain::id::{ActionId, DeviceId, RowId};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::wire::action::decode;
use crate::wire::api::WireOutcome;

/// The hub's rows and decisions as they have to be.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    rows: BTreeMap<RowId, Known>,
    /// The streams of the rows, and of those that are gone how often they had changed.
    homes: BTreeMap<RowId, (StreamId, u64)>,
    /// From where the changes of a row are counted that is new in a stream.
    floors: BTreeMap<StreamId, u64>,
    decided: BTreeMap<ActionId, Outcome>,
    /// What was refused, by this hub or by one that is no more: it changed nothing, its officer was told, and nobody has to bring it again.
    refused: BTreeSet<ActionId>,
    last: BTreeMap<DeviceId, u64>,
}

/// A batch of actions as it went over the line.
#[derive(Deserialize)]
struct Batch {
    actions: Vec<Box<RawValue>>,
}

impl Ledger {
    /// These rows are written.
    pub(super) fn office(&mut self, entries: &[Entry]) {
        for (stream, id, record) in entries {
            match record {
                Some(record) => self.put(*stream, record.clone()),
                None => {
                    if self.rows.remove(id).is_some() {
                        self.homes.entry(*id).or_insert((*stream, 0)).1 += 1;
                    }
                }
            }
        }
    }

    /// The hub forgets what is gone in a stream. Should it come back, its changes are counted from here.
    pub(super) fn forgot(&mut self, stream: StreamId, floor: u64) {
        let rows = &self.rows;
        self.homes.retain(|id, (home, _)| *home != stream || rows.contains_key(id));
        self.floors.insert(stream, floor);
    }

    /// A row is now this; one that says so already does not change.
    fn put(&mut self, stream: StreamId, record: Record) {
        let id = record.row_id();
        if self.rows.get(&id).is_some_and(|known| known.record == record) {
            return;
        }
        let floor = self.floors.get(&stream).copied().unwrap_or_default();
        let (home, revision) = self.homes.entry(id).or_insert((stream, floor));
        assert_eq!(*home, stream, "{id} moved");
        *revision += 1;
        self.rows.insert(id, Known { stream, revision: *revision, record });
    }

    /// The hub had a batch from a device, and has these outcomes of it now. Holds the new ones against the rules.
    pub(super) fn pushed(&mut self, device: DeviceId, body: &[u8], stored: &[Vec<u8>], now: DateTime<Utc>) {
        let batch: Batch = serde_json::from_slice(body).expect("a batch");
        let mut last = self.last(device);
        for (number, outcome) in (1..).zip(stored).skip(usize::try_from(last).expect("few")) {
            let wire: WireOutcome = serde_json::from_slice(outcome).expect("an outcome");
            assert_eq!((number, wire.number), (last + 1, number), "outcomes are in the order of their numbers");
            last = number;
            self.last.insert(device, number);
            let action = batch.actions.iter().map(|raw| decode(device, raw.get().as_bytes()).expect("an action"));
            let action = action.into_iter().find(|action| action.number == number);
            let action = action.expect("only what was sent is decided");
            let outcome = wire.outcome().expect("an outcome of this program");
            if self.decided.contains_key(&action.id) {
                assert_eq!(outcome, Outcome::AlreadyApplied, "{} was decided before", action.id);
                continue;
            }
            self.decided.insert(action.id, outcome.clone());
            if matches!(outcome, Outcome::Rejected(_) | Outcome::Conflict { .. }) {
                self.refused.insert(action.id);
            }
            if outcome == Outcome::Rejected(Rejection::NotYours) {
                continue;
            }
            let decision = decide(&action, &self.rows, now);
            assert_eq!(decision.outcome, outcome, "{:?}", action.deed);
            let entries: Vec<Entry> = decision.changes.into_iter().map(entry).collect();
            self.office(&entries);
        }
    }

    /// How many actions of a device are decided.
    pub(super) fn last(&self, device: DeviceId) -> u64 {
        self.last.get(&device).copied().unwrap_or_default()
    }

    /// Whether an action was decided: by this hub, or refused by one before it.
    pub(super) fn knows(&self, action: ActionId) -> bool {
        self.decided.contains_key(&action) || self.refused.contains(&action)
    }

    /// The ledger of a hub that was restored from the copy that `backup` belongs to.
    pub(super) fn restored(&self, backup: &Self) -> Self {
        Self { refused: self.refused.clone(), ..backup.clone() }
    }

    /// Every stream that has or had rows.
    pub(super) fn streams(&self) -> BTreeSet<StreamId> {
        self.homes.values().map(|(stream, _)| *stream).collect()
    }

    /// The live rows of a stream, in the order of their ids.
    pub(super) fn rows(&self, stream: StreamId) -> Vec<&Known> {
        let here = |id: &RowId| self.homes.get(id).is_some_and(|(home, _)| *home == stream);
        self.rows.iter().filter(|(id, _)| here(id)).map(|(_, known)| known).collect()
    }
}

fn entry(change: Change) -> Entry {
    match change {
        Change::Put { stream, record } => (stream, record.row_id(), Some(record)),
        Change::Remove { stream, id } => (stream, id, None),
    }
}
