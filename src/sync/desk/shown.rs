//! The confirmed rows of the day on screen, decoded once: a mark or a page of changes decodes nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::decide::Known;
use crate::domain::id::{RowId, WingId};
use crate::domain::row::Row;
use crate::domain::stream::{StreamId, StreamKind};
use crate::wire;

/// A wing's day as the hub confirmed it.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) wing: WingId,
    pub(super) date: NaiveDate,
    pub(super) rows: BTreeMap<RowId, Known>,
    /// Rows of this day that this program cannot read: of a newer hub, or damaged.
    unreadable: BTreeSet<RowId>,
}

impl Shown {
    /// A day without rows yet.
    pub(super) const fn new(wing: WingId, date: NaiveDate) -> Self {
        Self { wing, date, rows: BTreeMap::new(), unreadable: BTreeSet::new() }
    }

    /// Whether a stream has rows of this day.
    pub(super) fn reads(&self, stream: StreamId) -> bool {
        stream.kind == StreamKind::Facility || stream == StreamId::wing(self.wing)
    }

    /// Lays one row of a stream that this day reads over what is here; it may have moved to another day, or left.
    pub(super) fn apply(&mut self, stream: StreamId, row: &Row) {
        self.unreadable.remove(&row.id);
        self.rows.remove(&row.id);
        if row.is_tombstone() || row.day.is_some_and(|day| day != self.date) {
            return;
        }
        match wire::body::known(stream, row) {
            Ok(known) => {
                self.rows.insert(row.id, known);
            }
            Err(error) => {
                tracing::debug!(id = %row.id, kind = %row.kind, %error, "a row that this program cannot read");
                self.unreadable.insert(row.id);
            }
        }
    }

    /// How many rows of this day cannot be read.
    pub(super) fn unknown(&self) -> usize {
        self.unreadable.len()
    }
}
