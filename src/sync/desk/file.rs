//! A person's page: the rows of the file and those of the wings that are about them, with what waits laid over both.

use std::collections::{BTreeMap, BTreeSet};

use super::state::State;
use super::week::PROGRAMME;
use crate::domain::decide::Known;
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::record::{Kind, Record};
use crate::domain::row::Row;
use crate::domain::stream::{StreamId, StreamKind};
use crate::sync::types::DayRecords;
use crate::wire;

impl State {
    /// What is here about a person. Whoever may not read the file has what the wing wrote.
    pub(in crate::sync) fn file(&mut self, detainee: DetaineeId) -> DayRecords {
        let wings = self.store.streams().into_keys().filter(|stream| stream.kind == StreamKind::Wing);
        let streams: Vec<StreamId> = wings.chain([StreamId::person(detainee)]).collect();
        let mut all = DayRecords::default();
        for stream in streams {
            self.add_about(detainee, stream, &mut all);
        }
        all.records.extend(self.of_house(&[Kind::Agreement]));
        let mut people: BTreeSet<RowId> = all.records.iter().flat_map(|known| mentors(&known.record)).collect();
        people.insert(self.reader.into());
        self.add_authors(&mut all, people);
        all
    }

    /// Adds whoever wrote these rows, and these people.
    pub(super) fn add_authors(&mut self, all: &mut DayRecords, mut people: BTreeSet<RowId>) {
        people.extend(all.records.iter().filter_map(|known| known.record.author()).map(RowId::from));
        all.records.extend(people.into_iter().filter_map(|id| self.known(id)));
    }

    /// The rows of one stream that are about this person.
    fn add_about(&mut self, detainee: DetaineeId, stream: StreamId, all: &mut DayRecords) {
        let rows = self.store.all(stream);
        let about: Vec<&Row> =
            rows.iter().filter(|row| !row.is_tombstone() && is_about(row, detainee, stream)).collect();
        let read = |row: &&Row| Some((row.id, wire::body::known(stream, row).ok()?));
        let confirmed: BTreeMap<RowId, Known> = about.iter().filter_map(read).collect();
        all.unknown += about.len().saturating_sub(confirmed.len());
        self.lay_over((stream, None), &confirmed, |unseen| unseen.action.deed.detainee() == Some(detainee), all);
    }
}

/// Whether a row may be about this person: its id stands in it. To decode only those is what makes a page quick.
fn is_about(row: &Row, detainee: DetaineeId, stream: StreamId) -> bool {
    // What a wing offers is offered to them too.
    if stream.kind == StreamKind::Person || Kind::is_any(PROGRAMME, row) || row.id == detainee.into() {
        return true;
    }
    let mut id = [0; uuid::fmt::Hyphenated::LENGTH];
    let id = detainee.0.hyphenated().encode_lower(&mut id).as_bytes();
    row.body.as_deref().is_some_and(|body| body.windows(id.len()).any(|part| part == id))
}

/// The mentors of a person.
fn mentors(record: &Record) -> Vec<RowId> {
    match record {
        Record::Detainee(person) => person.mentor.into_iter().chain(person.second_mentor).map(RowId::from).collect(),
        _ => Vec::new(),
    }
}
