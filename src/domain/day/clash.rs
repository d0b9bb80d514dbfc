//! Two things at once: which of them goes first.

use chrono::{DateTime, Utc};

use super::item::{Item, ItemKind};
use super::round::RoundKind;
use super::{Day, Line};
use crate::domain::event::EventKind;
use crate::domain::id::RowId;
use crate::domain::local;

/// Another item of the same person at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clash {
    /// The other item.
    pub with: RowId,
    /// Whether this item goes before the other.
    pub goes_first: bool,
}

/// Lower goes first: court > transfer > visit > hearing > appointment > activity. A granted leave is outside like a
/// transfer and stands beside it.
const fn rank(kind: ItemKind) -> u8 {
    match kind {
        ItemKind::Event(EventKind::Court) => 0,
        ItemKind::Event(EventKind::Transfer) | ItemKind::Leave(_) => 1,
        ItemKind::Visit(_) => 2,
        ItemKind::Event(EventKind::Hearing) => 3,
        ItemKind::Event(EventKind::Medical | EventKind::Mdo | EventKind::Other) => 4,
        ItemKind::Event(EventKind::Education) | ItemKind::Work(_) | ItemKind::Session(_) => 5,
        // A door stands in its round, where nothing clashes with it.
        ItemKind::Door(_) | ItemKind::Programme(_) => 6,
    }
}

/// Marks every pair of items that overlap, unless one of them is off or over. Of two with one rank the earlier goes first,
/// then the one with the smaller id, so that every terminal says the same. An item that clashes with several names the one
/// that matters most. Returns the number of pairs.
pub(super) fn find(items: &mut [Item]) -> usize {
    let order: Vec<_> = items.iter().map(|item| (rank(item.kind), item.starts_at, item.id)).collect();
    let mut pairs = 0;
    for first in 0..items.len() {
        for second in first + 1..items.len() {
            let (Some(a), Some(b)) = (items.get(first), items.get(second)) else { continue };
            if !overlap(a, b) {
                continue;
            }
            pairs += 1;
            let (winner, loser) = if order.get(first) < order.get(second) { (first, second) } else { (second, first) };
            let ids = (items.get(winner).map(|item| item.id), items.get(loser).map(|item| item.id));
            let (Some(winner_id), Some(loser_id)) = ids else { continue };
            if let Some(item) = items.get_mut(loser) {
                // Losing is what the officer must know; the most important winner stands.
                let stands = item.clash.is_some_and(|clash| {
                    !clash.goes_first && order.iter().find(|key| key.2 == clash.with) < order.get(winner)
                });
                if !stands {
                    item.clash = Some(Clash { with: winner_id, goes_first: false });
                }
            }
            if let Some(item) = items.get_mut(winner) {
                item.clash.get_or_insert(Clash { with: loser_id, goes_first: true });
            }
        }
    }
    pairs
}

impl Day {
    /// When this person has nothing else for as long as an item of theirs takes: the first such time from now on and from its planned
    /// start on, before the doors close for the night or the day ends. None when there is none, or the planned one is free.
    pub fn next_gap(&self, line: &Line, item: &Item) -> Option<DateTime<Utc>> {
        let takes = item.ends_at - item.starts_at;
        let others = || line.items.iter().filter(|other| other.id != item.id && counts(other));
        let ends = |at: DateTime<Utc>| at.checked_add_signed(takes);
        let mut from = item.starts_at.max(self.now);
        // Each step goes past at least one of the others.
        for _ in 0..=line.items.len() {
            let in_the_way =
                others().filter(|other| other.starts_at < ends(from).unwrap_or(from) && from < other.ends_at);
            match in_the_way.map(|other| other.ends_at).max() {
                Some(past) => from = past,
                None => break,
            }
        }
        let night = self.rounds.iter().rfind(|round| round.kind == RoundKind::LockIn).map(|round| round.starts_at);
        let last = night.unwrap_or(local::bounds(self.date).1);
        (from > item.starts_at && ends(from)? <= last).then_some(from)
    }
}

/// Whether an item asks for the person's time still.
fn counts(item: &Item) -> bool {
    item.kind.needs_mark() && !item.state.is_finished()
}

fn overlap(a: &Item, b: &Item) -> bool {
    counts(a) && counts(b) && a.starts_at < b.ends_at && b.starts_at < a.ends_at
}
