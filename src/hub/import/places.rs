//! Who is expected at a place follows what the hub holds after an import: people, visits, work and what was seen, from yesterday on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::after::afterwards;
use crate::domain::detainee::Detainee;
use crate::domain::id::{DetaineeId, FacilityId, RowId};
use crate::domain::local::date_of;
use crate::domain::mark::Mark;
use crate::domain::place::Expected;
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::hub::store::{ImportWrite, Imported};
use crate::hub::write;

/// What a place's rows are made of.
const SOURCES: &[Kind] = &[Kind::Detainee, Kind::Visit, Kind::WorkShift, Kind::Mark];

/// Writes what the places have to know by now, and takes away what they do not need any more.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(super) fn follow(
    facility: FacilityId,
    found: &Imported,
    writes: &mut Vec<ImportWrite>,
    now: DateTime<Utc>,
) -> Result<(), serde_json::Error> {
    let since = date_of(now).pred_opt().unwrap_or(NaiveDate::MIN);
    let mut wanted = Sources::of(found, writes).expected(facility, since);
    let mut more = Vec::new();
    for ((stream, id), (row, _)) in found.rows.iter().filter(|(_, (row, _))| Kind::is_any(&[Kind::Expected], row)) {
        match wanted.remove(id) {
            Some((home, record)) if home == *stream => {
                let put = write::put(home, &record)?;
                more.extend((put.body.as_deref() != row.body.as_deref()).then_some(put));
            }
            Some((home, record)) => more.extend([write::leave(*stream, row), write::put(home, &record)?]),
            None => more.push(write::leave(*stream, row)),
        }
    }
    for (stream, record) in wanted.into_values() {
        more.push(write::put(stream, &record)?);
    }
    writes.extend(more.into_iter().map(|write| ImportWrite { row: write.id, write: Some(write), body: None }));
    Ok(())
}

/// The rows as they are after this import.
#[derive(Default)]
struct Sources {
    people: BTreeMap<DetaineeId, Detainee>,
    items: Vec<Record>,
    marks: BTreeMap<RowId, Vec<Mark>>,
}

impl Sources {
    fn of(found: &Imported, writes: &[ImportWrite]) -> Self {
        let mut sources = Self::default();
        for (record, _) in afterwards(found, writes, SOURCES).into_values() {
            sources.add(record);
        }
        sources
    }

    fn add(&mut self, record: Record) {
        match record {
            Record::Detainee(person) => drop(self.people.insert(person.id, person)),
            Record::Mark(mark) => self.marks.entry(mark.item).or_default().push(mark),
            Record::Visit(_) | Record::WorkShift(_) => self.items.push(record),
            _ => {}
        }
    }

    /// Who is expected from this day on, by row.
    fn expected(&self, facility: FacilityId, since: NaiveDate) -> BTreeMap<RowId, (StreamId, Record)> {
        let one = |item: &Record| {
            let whose = match item {
                Record::Visit(visit) => visit.detainee,
                Record::WorkShift(shift) => shift.detainee,
                _ => return None,
            };
            let bare = Expected::of(self.people.get(&whose)?, item)?;
            if date_of(bare.ends_at) < since {
                return None;
            }
            let marks = self.marks.get(&item.row_id()).map(Vec::as_slice).unwrap_or_default();
            let replaced: BTreeSet<_> = marks.iter().filter_map(|mark| mark.replaces).collect();
            let standing = marks.iter().filter(|mark| !replaced.contains(&mark.id));
            let expected = standing.fold(bare, |expected, mark| expected.with_mark(mark));
            Some((expected.id.into(), (expected.stream(facility), expected.into())))
        };
        self.items.iter().filter_map(one).collect()
    }
}
