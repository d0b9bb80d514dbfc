//! What a simulation looks at beside what the program shows.

use super::state::State;
use crate::cache::Cache;

impl State {
    /// The cache, as it is: what is damaged in it stays so.
    pub(in crate::sync) const fn cache(&self) -> &Cache {
        self.store.cache()
    }

    /// The day on screen is read from the cache again.
    pub(in crate::sync) fn forget_day(&mut self) {
        self.shown = None;
    }

    /// Reads every row and its place, which mends what is damaged.
    pub(in crate::sync) fn read_everything(&mut self) {
        for stream in self.store.streams().into_keys() {
            for row in self.store.all(stream) {
                self.store.get(row.id);
            }
        }
    }

    /// Every action in the journal and what became of it, by number.
    pub(in crate::sync) fn journalled(&self) -> Vec<(u64, Vec<u8>, Option<Vec<u8>>)> {
        let outcome = |number| self.journal.outcome(number).map(<[u8]>::to_vec);
        self.journal.actions().map(|(number, action)| (number, action.to_vec(), outcome(number))).collect()
    }
}
