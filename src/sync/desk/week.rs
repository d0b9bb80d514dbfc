//! A week of a wing's programme: its lines, and how they went on seven days, with what waits laid over them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::state::State;
use crate::domain::action::Deed;
use crate::domain::id::WingId;
use crate::domain::record::Kind;
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::domain::week;
use crate::sync::overlay::{View, overlay};
use crate::sync::types::DayRecords;
use crate::wire;

/// What the programme of a wing is made of.
pub(super) const PROGRAMME: &[Kind] = &[Kind::Programme, Kind::ProgrammeOutcome];

impl State {
    /// What is here of the week that begins on this day. Only rows of the programme are decoded; a kind that this program does not know may
    /// be of the programme, and is counted.
    pub(in crate::sync) fn week(&mut self, wing: WingId, monday: NaiveDate) -> DayRecords {
        let stream = StreamId::wing(wing);
        let days = std::iter::once(None).chain(week::days(monday).map(Some));
        let rows: Vec<Row> = days.flat_map(|day| self.store.bucket(stream, day)).collect();
        let mut all = DayRecords::default();
        let mut confirmed = BTreeMap::new();
        for row in &rows {
            if Kind::parse(&row.kind).is_some_and(|kind| !PROGRAMME.contains(&kind)) {
                continue;
            }
            match wire::body::known(stream, row) {
                Ok(known) => drop(confirmed.insert(row.id, known)),
                Err(_) => all.unknown += 1,
            }
        }
        let view = View { stream, date: None, reader: self.reader, now: self.now() };
        let outcomes = self.unseen.values().filter(|unseen| matches!(unseen.action.deed, Deed::Programme { .. }));
        let over = overlay(&confirmed, &BTreeMap::new(), outcomes, view);
        all.records.extend(over.over(&confirmed).cloned());
        all.pending = over.pending;
        self.add_authors(&mut all, BTreeSet::new());
        all
    }
}
