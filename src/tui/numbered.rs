//! What has no letter of its own in a list is chosen by a digit. Where there are more of them than digits, `0` goes on to the next ones.

use super::model::Model;
use crate::text::{Id, SafeText, Words};

/// The key that goes on to the next part.
pub(super) const MORE: char = '0';
/// Below this height of the window fewer of them stand beside the letters, in rows.
const LOW: u16 = 20;

/// The part of a list that has digits now.
pub(super) struct Numbered<'a, T> {
    here: &'a [T],
    from: usize,
    most: usize,
    all: usize,
}

impl<'a, T> Numbered<'a, T> {
    /// This part of all; after the last one comes the first one again.
    pub(super) fn new(all: &'a [T], part: usize, model: &Model) -> Self {
        let most = if model.size.1 < LOW { 5 } else { 9 };
        let parts = all.len().div_ceil(most).max(1);
        let from = part % parts * most;
        Self { here: all.get(from..all.len().min(from + most)).unwrap_or_default(), from, most, all: all.len() }
    }

    /// Each with its digit.
    pub(super) fn iter(&self) -> impl Iterator<Item = (char, &'a T)> + use<'a, T> {
        ('1'..='9').zip(self.here)
    }

    /// The one with this digit.
    pub(super) fn get(&self, digit: char) -> Option<&'a T> {
        self.iter().find(|(known, _)| *known == digit).map(|(_, one)| one)
    }

    /// What the next part is; none when everything is here.
    pub(super) fn more(&self) -> Option<More> {
        let from = if self.from + self.most < self.all { self.from + self.most } else { 0 };
        let to = self.all.min(from + self.most);
        (self.here.len() < self.all).then_some(More { from: from + 1, to, all: self.all })
    }
}

/// Those that the next part is about, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct More {
    from: usize,
    to: usize,
    all: usize,
}

impl More {
    /// `volgende: 10-12 van 12`
    pub(super) fn label(self, words: &Words) -> SafeText {
        let gaps = [("from", self.from.into()), ("to", self.to.into()), ("all", self.all.into())];
        words.with(Id::ListMore, &gaps)
    }
}
