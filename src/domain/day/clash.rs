//! Two things at once: which of them goes first.

use super::item::{Item, ItemKind};
use crate::domain::event::EventKind;
use crate::domain::id::RowId;

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
        ItemKind::Door(_) => 6,
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

fn overlap(a: &Item, b: &Item) -> bool {
    let counts = |item: &Item| item.kind.needs_mark() && !item.state.is_finished();
    counts(a) && counts(b) && a.starts_at < b.ends_at && b.starts_at < a.ends_at
}
