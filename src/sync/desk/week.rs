//! A week of a wing's programme: its lines, and how they went on seven days, with what waits laid over them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::state::State;
use crate::domain::action::Deed;
use crate::domain::id::{RowId, WingId};
use crate::domain::record::Kind;
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::sync::overlay::{View, overlay};
use crate::sync::types::DayRecords;
use crate::wire;

/// Days of a week.
const DAYS: i64 = 7;

impl State {
    /// What is here of the week that begins on this day. Only rows of the programme are decoded.
    pub(in crate::sync) fn week(&mut self, wing: WingId, monday: NaiveDate) -> DayRecords {
        let stream = StreamId::wing(wing);
        let days = (0..DAYS).map(|days| Some(monday + TimeDelta::days(days)));
        let rows: Vec<Row> = std::iter::once(None).chain(days).flat_map(|day| self.store.bucket(stream, day)).collect();
        let kinds = [Kind::Programme, Kind::ProgrammeOutcome];
        let of_programme = rows.iter().filter(|row| kinds.iter().any(|kind| *row.kind == *kind.as_str()));
        let mut all = DayRecords::default();
        let mut confirmed = BTreeMap::new();
        for row in of_programme {
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
        let authors: BTreeSet<RowId> =
            all.records.iter().filter_map(|known| known.record.author()).map(RowId::from).collect();
        all.records.extend(authors.into_iter().filter_map(|id| self.known(id)));
        all
    }
}
