//! What the sync screen asks for: streams with their age, what waits, what was refused, and the rows that these are about.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::state::State;
use crate::domain::action::Action;
use crate::domain::decide::reads;
use crate::domain::id::{DeviceId, RowId};
use crate::domain::stream::{StreamId, StreamKind};
use crate::sync::types::{JournalSeen, Overview, StreamSeen};

/// The setting with the refused actions that somebody has seen.
const SEEN: &str = "refused-seen";
/// The setting with the last action whose effect is in the cache.
const SETTLED: &str = "settled";
/// Most actions that wait that are told one by one.
const MAX_WAITING: usize = 200;

/// What is remembered of one device: after a change of device the numbers mean others. It is kept in the cache, since losing it costs
/// another look and no work.
#[derive(Serialize, Deserialize)]
struct OfDevice<T> {
    device: String,
    value: T,
}

impl State {
    /// Everything that the sync screen shows beside the status.
    pub(super) fn overview(&mut self) -> Overview {
        let waiting: Vec<_> = self
            .waiting
            .iter()
            .filter_map(|number| self.unseen.get(number))
            .map(|unseen| unseen.action.clone())
            .collect();
        let refused: Vec<_> = self.refused.values().cloned().collect();
        let streams = self.streams_seen();
        let known = refused.iter().filter_map(|refused| refused.action.as_ref());
        let mut wanted: BTreeSet<_> = waiting.iter().take(MAX_WAITING).chain(known).flat_map(about).collect();
        wanted.extend(
            streams.iter().filter(|seen| seen.stream.kind != StreamKind::Person).map(|seen| RowId(seen.stream.id)),
        );
        let mut rows = BTreeMap::new();
        for id in wanted {
            if let Some(known) = self.known(id) {
                rows.insert(id, known);
            }
        }
        let journal = self.journal.is_kept().then(|| self.journal_seen());
        Overview { journal, streams, waiting: waiting.into_iter().take(MAX_WAITING).collect(), refused, rows }
    }

    fn journal_seen(&self) -> JournalSeen {
        let mut actions = self.journal.actions().map(|(number, _)| number);
        let oldest = actions.find_map(|number| self.decode_action(number)).map(|action| action.recorded_at);
        JournalSeen { actions: self.journal.actions().count(), oldest, bytes: self.journal.disk_bytes() }
    }

    fn streams_seen(&mut self) -> Vec<StreamSeen> {
        let last_sync = self.store.last_sync();
        let streams = self.store.streams();
        let seen = |(stream, here): (StreamId, crate::cache::StreamState)| StreamSeen {
            stream,
            rows: here.check.count,
            reading: here.rebuilding || here.cursor.is_none(),
            // A run before this one left everything equal at its last round.
            equal_at: self.equal_at.get(&stream).copied().or(last_sync.filter(|_| here.cursor.is_some())),
        };
        streams.into_iter().map(seen).collect()
    }

    /// Somebody has looked at these refused actions: they are counted no more. They stay in the list.
    pub(super) fn have_seen(&mut self, numbers: &[u64]) {
        for number in numbers {
            if let Some(refused) = self.refused.get_mut(number) {
                refused.seen = true;
            }
        }
        let numbers: BTreeSet<u64> =
            self.refused.iter().filter(|(_, refused)| refused.seen).map(|(number, _)| *number).collect();
        self.remember(SEEN, &numbers);
        self.tell();
    }

    /// Up to this number every action was decided, and is in the rows of the cache that also holds this.
    pub(super) fn set_settled(&mut self, number: u64) {
        if self.settled() != number {
            self.remember(SETTLED, &number);
        }
    }

    /// See [`State::set_settled`]; 0 when nothing is known.
    pub(super) fn settled(&mut self) -> u64 {
        self.remembered(SETTLED)
    }

    /// Which refused actions were seen in an earlier run.
    pub(super) fn seen_before(&mut self) -> BTreeSet<u64> {
        self.remembered(SEEN)
    }

    fn remember<T: Serialize>(&mut self, setting: &str, value: &T) {
        let kept = OfDevice { device: name(self.journal.device()), value };
        // Strings and numbers always have a JSON form.
        self.store.set_setting(setting, &serde_json::to_vec(&kept).unwrap_or_default());
    }

    fn remembered<T: DeserializeOwned + Default>(&mut self, setting: &str) -> T {
        let kept: Option<OfDevice<T>> =
            self.store.setting(setting).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.filter(|kept| kept.device == name(self.journal.device())).map(|kept| kept.value).unwrap_or_default()
    }
}

fn name(device: DeviceId) -> String {
    device.0.to_string()
}

/// The rows that an action is about: who, what, and by whom.
fn about(action: &Action) -> Vec<RowId> {
    [RowId(action.author.0)].into_iter().chain(reads(action)).collect()
}
