//! Watches one terminal while things happen: what may never be seen, not even for a moment.

use std::collections::{BTreeMap, BTreeSet};

use super::facility::{WINGS, today};
use crate::domain::decide::Known;
use crate::domain::id::{ActionId, RowId};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::hub::sim::SimHub;
use crate::sync::DayRecords;
use crate::sync::sim::SimTerminal;

/// What was seen on one terminal.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Revisions of rows in the cache.
    revisions: BTreeMap<(StreamId, RowId), u64>,
    /// Of which lineage the rows of a stream are.
    lineages: BTreeMap<StreamId, u32>,
    /// Own marks and notes that were on the screen.
    shown: BTreeSet<RowId>,
    /// Something in the cache is not what was written, until it is found.
    harmed: bool,
    /// It was mended; whether the mend outlasts a power cut is not known.
    mended: bool,
}

/// A stream before a page came.
pub(super) struct Before {
    rebuilding: bool,
    /// What is shown of it while it is read anew.
    rows: Option<Vec<Row>>,
}

impl Watch {
    /// A power cut may take what was not flushed: revisions go back with it, and so does a mend.
    pub(super) fn cut(&mut self) {
        self.revisions.clear();
        self.harmed |= self.mended;
    }

    /// Watches a copy of the disk: what is harmed there is harmed here.
    pub(super) fn copy(&self) -> Self {
        Self { harmed: self.harmed, mended: self.mended, ..Self::default() }
    }

    /// The cache changed by itself.
    pub(super) fn harm(&mut self) {
        self.revisions.clear();
        self.shown.clear();
        self.harmed = true;
    }

    /// What was damaged is found now; whether something was.
    pub(super) fn mended(&mut self) -> bool {
        self.mended |= self.harmed;
        std::mem::take(&mut self.harmed)
    }

    /// The hub is of another lineage: what it forgot is shown again as soon as the terminal knows that.
    pub(super) fn restored(&mut self) {
        self.shown.clear();
    }

    /// A mark or note was recorded; this is the day right after it.
    pub(super) fn recorded(&mut self, id: ActionId, day: &DayRecords) {
        let id = RowId(id.0);
        if !self.harmed && day.records.iter().any(|known| known.row_id() == id) {
            self.shown.insert(id);
        }
    }

    /// The screen never falls back: what was shown is shown until the hub refuses it or the wing is gone.
    pub(super) fn looked(&mut self, day: &DayRecords, terminal: &mut SimTerminal) {
        if self.harmed {
            // A harmed cache shows less until it is read again: that is known, and costs nothing but time.
            self.shown.clear();
            return;
        }
        let there: BTreeSet<RowId> = day.records.iter().map(Known::row_id).collect();
        let excused = terminal.refused();
        let gone: Vec<_> = self.shown.difference(&there).filter(|id| !excused.contains(id)).collect();
        let has_wing = terminal.streams().contains_key(&StreamId::wing(WINGS[0]));
        assert!(gone.is_empty() || !has_wing, "the screen fell back: {gone:?}");
        self.shown.retain(|id| there.contains(id));
        let anew = terminal.day_anew(WINGS[0], today()).unwrap_or_default();
        let (day, anew) = (sorted(day), sorted(&anew));
        assert!(day == anew, "on screen {:?}, in the cache {:?}", named(&day), named(&anew));
    }

    /// A stream as it is before a page comes.
    pub(super) fn before(terminal: &SimTerminal, stream: StreamId) -> Before {
        let rebuilding = terminal.stream(stream).is_some_and(|state| state.rebuilding);
        Before { rows: rebuilding.then(|| terminal.rows(stream)).flatten(), rebuilding }
    }

    /// A page of a stream came from a hub of this lineage, or did not.
    pub(super) fn after(
        &mut self,
        terminal: &SimTerminal,
        hub: &SimHub,
        (stream, lineage): (StreamId, u32),
        before: &Before,
    ) {
        // What is harmed is found by count and sum at the end of a run, and not before.
        if self.harmed {
            return;
        }
        let Some(state) = terminal.stream(stream) else {
            self.revisions.retain(|(of, _), _| *of != stream);
            return;
        };
        let Some(rows) = terminal.rows(stream) else { return };
        if state.rebuilding
            && let Some(before) = &before.rows
        {
            assert_eq!(before, &rows, "a generation that is not whole is shown");
        }
        // Another lineage only comes in whole.
        if before.rebuilding && !state.rebuilding && self.lineages.insert(stream, lineage) != Some(lineage) {
            self.revisions.retain(|(of, _), _| *of != stream);
        }
        for row in &rows {
            let seen = self.revisions.entry((stream, row.id)).or_default();
            assert!(*seen <= row.revision, "revision {} after {seen} of {}", row.revision, row.id);
            *seen = row.revision;
        }
        if let Some(cursor) = state.cursor.as_deref().filter(|_| !state.rebuilding) {
            has_everything_up_to(cursor, &rows, hub, stream);
        }
    }
}

/// Of everything in the hub's stream up to a cursor the terminal has the last word, or a later one.
fn has_everything_up_to(cursor: &str, rows: &[Row], hub: &SimHub, stream: StreamId) {
    // A cursor of another lineage stands for nothing any more.
    let Some(position) = hub.position(stream, cursor) else { return };
    let here: BTreeMap<RowId, &Row> = rows.iter().map(|row| (row.id, row)).collect();
    let (all, _) = hub.rows(stream);
    for row in all.iter().filter(|row| row.sequence <= position) {
        let revision = here.get(&row.id).map(|row| row.revision);
        let expected = (!row.is_tombstone()).then_some(row.revision);
        assert_eq!(revision, expected, "the cursor passed {} at {}", row.id, row.sequence);
    }
}

/// Records in the order of their ids.
pub(super) fn sorted(day: &DayRecords) -> Vec<&Known> {
    let mut records: Vec<_> = day.records.iter().collect();
    records.sort_by_key(|known| known.row_id());
    records
}

/// Records for who reads a failure.
pub(super) fn named(records: &[&Known]) -> Vec<(&'static str, RowId, u64)> {
    records.iter().map(|known| (known.record.kind().as_str(), known.row_id(), known.revision)).collect()
}
