//! Who is expected at the reader's places on one day, with what waits laid over it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::state::State;
use crate::domain::decide::Known;
use crate::domain::id::RowId;
use crate::domain::record::{Kind, Record};
use crate::domain::staff::Role;
use crate::domain::stream::{StreamId, StreamKind};
use crate::sync::types::DayRecords;
use crate::wire;

/// What a place's day needs of the prison.
const OF_HOUSE: &[Kind] = &[Kind::Facility, Kind::Wing];

impl State {
    /// The places whose rows the reader may have: the visits desk, and workplaces of today.
    pub(super) fn places(&mut self) -> Vec<StreamId> {
        let is_place = |stream: &StreamId| matches!(stream.kind, StreamKind::Visits | StreamKind::Work);
        self.store.streams().into_keys().filter(is_place).collect()
    }

    /// Whether the reader works at a place: also on a day on which nobody is expected there, and there is nothing to read.
    pub(in crate::sync) fn has_places(&mut self) -> bool {
        !self.places().is_empty() || self.works_at_place()
    }

    fn works_at_place(&mut self) -> bool {
        let of_place = [Role::VisitsDesk, Role::WorkshopSupervisor];
        match self.known(self.reader.into()).map(|known| known.record) {
            Some(Record::Staff(member)) => of_place.iter().any(|role| member.roles.contains(role)),
            _ => false,
        }
    }

    /// Who is expected there on a day. Only rows of that day are read.
    pub(in crate::sync) fn expected(&mut self, date: NaiveDate) -> DayRecords {
        let mut all = DayRecords::default();
        for stream in self.places() {
            self.add_expected(stream, date, &mut all);
        }
        all.records.extend(self.of_house(OF_HOUSE));
        all
    }

    fn add_expected(&mut self, stream: StreamId, date: NaiveDate, all: &mut DayRecords) {
        let rows = [None, Some(date)].into_iter().flat_map(|day| self.store.bucket(stream, day)).collect::<Vec<_>>();
        let mut confirmed: BTreeMap<RowId, Known> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.is_tombstone()) {
            match wire::body::known(stream, row) {
                Ok(known) => drop(confirmed.insert(row.id, known)),
                Err(error) => {
                    tracing::debug!(id = %row.id, kind = %row.kind, %error, "a row that this program cannot read");
                    all.unknown += 1;
                }
            }
        }
        self.lay_over((stream, Some(date)), &confirmed, |_| true, all);
    }
}
