//! The plan: from what is here and what the hub says, to what to do next. Pure; the driver may stop after any step and
//! ask again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::domain::id::WingId;
use crate::domain::row::Check;
use crate::domain::stream::{StreamId, StreamKind};
use crate::wire::{MAX_BATCH_ACTIONS, MAX_BATCH_BYTES, MAX_BATCH_LOOKS};

/// What this terminal has.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LocalState {
    /// The hub's lineage as last seen; none before the first contact.
    pub epoch: Option<String>,
    /// Number of the last action in the journal; 0 when there is none.
    pub last_number: u64,
    /// The action up to which every outcome is stored here; 0 when none is.
    pub decided: u64,
    /// Outcomes that are stored beyond that, after an action without one.
    pub decided_beyond: BTreeSet<u64>,
    /// Every action that is still in the journal: number → bytes.
    pub kept: BTreeMap<u64, usize>,
    /// The looks in the journal.
    pub looks: BTreeSet<u64>,
    /// The last look that was written down, whether it is still in the journal or not; 0 when there is none.
    pub last_look: u64,
    /// The streams in the cache.
    pub streams: BTreeMap<StreamId, LocalStream>,
    /// The wing that the officer looks at: pulled first.
    pub on_screen: Option<WingId>,
}

/// A stream in the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct LocalStream {
    /// Whether its cursor is good: if not, it is read anew, and what is here stays visible until then.
    pub cursor: bool,
    /// Count and sum of the rows that are here.
    pub check: Check,
}

/// What the hub said, as far as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RemoteState {
    /// What it knows of this device; none before it was enrolled in this run.
    pub device: Option<RemoteDevice>,
    /// The streams that this identity may see, with count and sum of their live rows; none before they were asked for.
    pub heads: Option<BTreeMap<StreamId, Check>>,
}

/// What the hub knows of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteDevice {
    /// The hub's lineage. A restore from backup changes it.
    pub epoch: String,
    /// The last action that it decided; 0 when there is none.
    pub last_number: u64,
    /// The last look that it has; 0 when there is none.
    pub last_look: u64,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Make this device known, and learn what the hub has of it.
    Enrol,
    /// The hub is of another lineage: drop every cursor, keep every row until it is replaced.
    AdoptEpoch(String),
    /// Another copy of this journal has used numbers that are not here: go on under a new device id.
    ChangeDevice,
    /// These actions are lost from the journal: learn what became of the ones that the hub has, and void the others, so
    /// that numbering goes on.
    Mend(Vec<u64>),
    /// Send these actions, in order.
    Push(RangeInclusive<u64>),
    /// Tell who opened which file: before anything more is read.
    Looks(Vec<u64>),
    /// Ask for the streams.
    Heads,
    /// The stream is no longer listed: remove every trace of it.
    Drop(StreamId),
    /// Get the rows after what is here.
    Pull(StreamId),
    /// Get the whole stream beside what is here, and swap.
    Rebuild(StreamId),
}

/// What to do, in order. An empty plan means: everything is equal, wait for the next change.
///
/// A step whose answer could change the rest ends the plan; the driver asks again after it.
pub fn plan(local: &LocalState, remote: &RemoteState) -> Vec<Step> {
    let Some(device) = &remote.device else {
        return vec![Step::Enrol];
    };
    if device.last_number > local.last_number || device.last_look > local.last_look {
        return vec![Step::ChangeDevice];
    }
    let mut steps = Vec::new();
    if local.epoch.as_ref() != Some(&device.epoch) {
        // A copy of this journal may have been at the restored hub before us: every action that it knows of us has to be ours, or it
        // says so. The last one alone would not tell: the copy's may lie under one that was on its way from here.
        if local.epoch.is_some() {
            steps.extend(known_there(local, device.last_number).into_iter().map(Step::Push));
        }
        steps.push(Step::AdoptEpoch(device.epoch.clone()));
    }
    // A restored hub lost what it had decided: its number is below ours, and the journal makes it whole again.
    let first = local.decided.min(device.last_number) + 1;
    let lost = lost(local, device, first);
    if !lost.is_empty() {
        steps.push(Step::Mend(lost));
        return steps;
    }
    steps.extend(batches(&local.kept, first).into_iter().map(Step::Push));
    let untold: Vec<u64> = local.looks.iter().copied().filter(|number| *number > device.last_look).collect();
    steps.extend(untold.chunks(MAX_BATCH_LOOKS).map(|numbers| Step::Looks(numbers.to_vec())));
    let Some(heads) = &remote.heads else {
        steps.push(Step::Heads);
        return steps;
    };
    let withdrawn = local.streams.keys().filter(|stream| !heads.contains_key(stream));
    steps.extend(withdrawn.copied().map(Step::Drop));
    // Without cursors everything is read anew.
    let same_lineage = local.epoch.as_ref() == Some(&device.epoch);
    let mut pulls: Vec<_> = heads
        .iter()
        .filter_map(|(stream, head)| {
            let here = local.streams.get(stream).filter(|_| same_lineage);
            pull(*stream, here, *head)
        })
        .collect();
    pulls.sort_by_key(|step| urgency(step, local.on_screen));
    steps.extend(pulls);
    steps
}

/// Every action that is here and that the hub says it decided, in batches between the holes.
fn known_there(local: &LocalState, last: u64) -> Vec<RangeInclusive<u64>> {
    let kept: BTreeMap<u64, usize> = local.kept.range(..=last).map(|(number, size)| (*number, *size)).collect();
    let begins = kept.keys().filter(|number| number.checked_sub(1).is_none_or(|before| !kept.contains_key(&before)));
    begins.flat_map(|first| batches(&kept, *first)).collect()
}

/// Numbers that were given out, whose action is gone, and that the hub either lacks or did not tell us about.
fn lost(local: &LocalState, device: &RemoteDevice, first: u64) -> Vec<u64> {
    let settled = |number: &u64| *number <= device.last_number && local.decided_beyond.contains(number);
    (first..=local.last_number).filter(|number| !local.kept.contains_key(number) && !settled(number)).collect()
}

/// What one listed stream needs. Count and sum say whether anything differs: a sequence would only say that something
/// happened.
fn pull(stream: StreamId, here: Option<&LocalStream>, head: Check) -> Option<Step> {
    match here {
        Some(here) if here.cursor && here.check == head => None,
        Some(here) if here.cursor => Some(Step::Pull(stream)),
        _ => Some(Step::Rebuild(stream)),
    }
}

/// The facility names the wing on screen, so both come before the rest.
fn urgency(step: &Step, on_screen: Option<WingId>) -> (u8, Option<StreamId>) {
    let (Step::Pull(stream) | Step::Rebuild(stream)) = step else {
        return (0, None);
    };
    let rank = match stream.kind {
        StreamKind::Wing if on_screen.map(StreamId::wing) == Some(*stream) => 0,
        StreamKind::Facility => 1,
        _ => 2,
    };
    (rank, Some(*stream))
}

/// Cuts the actions from `first` into batches that the hub accepts; one action alone is always sent. Numbers without bytes are not here: nothing
/// after a hole is sent, since the hub takes consecutive numbers only.
pub fn batches(kept: &BTreeMap<u64, usize>, first: u64) -> Vec<RangeInclusive<u64>> {
    let mut batches = Vec::new();
    let (mut from, mut next, mut bytes) = (first, first, 0_usize);
    for (number, size) in kept.range(first..) {
        if *number != next {
            break;
        }
        let full = usize::try_from(next - from).is_ok_and(|count| count >= MAX_BATCH_ACTIONS);
        if next > from && (full || bytes + size > MAX_BATCH_BYTES) {
            batches.push(from..=next - 1);
            (from, bytes) = (next, 0);
        }
        bytes += size;
        next += 1;
    }
    if next > from {
        batches.push(from..=next - 1);
    }
    batches
}

#[cfg(test)]
mod tests;
