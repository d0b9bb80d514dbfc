//! What is chosen in a list whose lines come and go while somebody looks at it.

use chrono::NaiveDate;

use super::action::Action;
use crate::domain::id::ProgrammeSlotId;

/// How far a page up or down goes in a list.
pub(super) const PAGE: usize = 10;

/// Where a choice or a page goes with this action; as it is with any other.
pub(super) fn moved(at: usize, action: Action) -> usize {
    match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at.saturating_add(1),
        Action::PageUp => at.saturating_sub(PAGE),
        Action::PageDown => at.saturating_add(PAGE),
        _ => at,
    }
}

/// What is chosen in a list: which one, and where it stood. When it is gone, nothing is chosen until somebody moves: a key that records is
/// never about whoever came to stand in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pick<K> {
    pub(super) key: Option<K>,
    pub(super) at: usize,
}

impl<K: PartialEq> Pick<K> {
    /// The one in this row, or the last one when there are less.
    pub(super) fn row<T>(lines: &[T], at: usize, key: impl Fn(&T) -> K) -> Self {
        let at = at.min(lines.len().saturating_sub(1));
        Self { key: lines.get(at).map(key), at }
    }

    /// This one, wherever it is now.
    pub(super) fn one<T>(lines: &[T], chosen: K, key: impl Fn(&T) -> K) -> Self {
        let at = lines.iter().position(|line| key(line) == chosen);
        Self { key: Some(chosen), at: at.unwrap_or(0) }
    }

    /// In which row it is; none when it is gone.
    pub(super) fn here<T>(&self, lines: &[T], key: impl Fn(&T) -> K) -> Option<usize> {
        self.key.as_ref().and_then(|chosen| lines.iter().position(|line| key(line) == *chosen))
    }

    /// The same choice after a move. From one that is gone it goes to the line that took its place, or to the one before that.
    pub(super) fn moved<T>(&self, lines: &[T], action: Action, key: impl Fn(&T) -> K) -> Self {
        let at = match (self.here(lines, &key), action) {
            (Some(at), action) => moved(at, action),
            (None, Action::Down) => self.at,
            (None, action) => moved(self.at, action),
        };
        Self::row(lines, at, key)
    }

    /// Which row has to be in sight, and which one is marked as chosen.
    pub(super) fn rows<T>(&self, lines: &[T], key: impl Fn(&T) -> K) -> (usize, Option<usize>) {
        let here = self.here(lines, key);
        (here.unwrap_or_else(|| self.at.min(lines.len().saturating_sub(1))), here)
    }
}

/// A week of the programme, and the chosen line of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SlotPick {
    pub(super) monday: NaiveDate,
    pub(super) line: Pick<(NaiveDate, ProgrammeSlotId)>,
}
