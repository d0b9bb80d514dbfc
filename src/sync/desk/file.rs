//! A person's file: its rows with what waits laid over them, and who wrote in it.

use std::collections::{BTreeMap, BTreeSet};

use super::state::State;
use crate::domain::decide::Known;
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::sync::overlay::{View, overlay};
use crate::sync::types::DayRecords;
use crate::wire;

impl State {
    /// The file of a person, as far as it is here.
    pub(in crate::sync) fn file(&mut self, detainee: DetaineeId) -> DayRecords {
        let stream = StreamId::person(detainee);
        let rows = self.store.bucket(stream, None);
        let confirmed: BTreeMap<RowId, Known> =
            rows.iter().filter_map(|row| wire::body::known(stream, row).ok().map(|known| (row.id, known))).collect();
        let unknown = rows.iter().filter(|row| !row.is_tombstone()).count().saturating_sub(confirmed.len());
        let view = View { stream, date: None, reader: self.reader, now: self.now() };
        let elsewhere = self.rows_elsewhere();
        let over = overlay(&confirmed, &elsewhere, self.unseen.values(), view);
        let mut records: Vec<Known> = over.over(&confirmed).cloned().collect();
        let writers = records.iter().filter_map(|known| match &known.record {
            Record::LeaveAdvice(advice) => Some(advice.author.into()),
            _ => None,
        });
        let mut people: BTreeSet<RowId> = writers.collect();
        people.extend([RowId::from(self.reader), RowId::from(detainee)]);
        records.extend(people.into_iter().filter_map(|id| self.known(id)));
        DayRecords { records, pending: over.pending, unknown }
    }
}
