//! Who is expected at a place follows what the hub holds after an import: people, visits, work and what was seen. What is over stays for
//! whoever was there without a network.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::after::afterwards;
use crate::domain::detainee::Detainee;
use crate::domain::id::{DetaineeId, FacilityId, RowId};
use crate::domain::local::date_of;
use crate::domain::mark::{self, Mark};
use crate::domain::place::{Errand, Expected};
use crate::domain::policy::ACTION_DAYS;
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::hub::store::{ImportWrite, Imported};
use crate::hub::write;
use crate::wire::body;

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
    let today = date_of(now);
    let sources = Sources::of(found, writes);
    let mut wanted = sources.expected(today);
    let mut more = Vec::new();
    for ((stream, id), (row, _)) in found.rows.iter().filter(|(_, (row, _))| Kind::is_any(&[Kind::Expected], row)) {
        let before = match body::decode(row) {
            Ok(Record::Expected(before)) => Some(before),
            _ => None,
        };
        let next = match (wanted.remove(id), &before) {
            (Some(next), Some(before)) => Some(after(next, before, facility, *stream)),
            (Some(next), None) => Some(next),
            // Its source knows it no more, and so nobody has the visit either: whoever came all the same is written of by this row.
            (None, Some(before)) if !sources.has(before.item) && !ended(before, ACTION_DAYS, today) => {
                Some(Expected { gone_at: before.gone_at.or(Some(now)), ..before.clone() })
            }
            (None, _) => None,
        };
        let Some(next) = next else {
            more.push(write::leave(*stream, row));
            continue;
        };
        let home = next.stream(facility);
        let put = write::put(home, &next.into())?;
        if home != *stream {
            more.extend([write::leave(*stream, row), put]);
        } else if put.body.as_deref() != row.body.as_deref() {
            more.push(put);
        }
    }
    for expected in wanted.into_values() {
        more.push(write::put(expected.stream(facility), &expected.into())?);
    }
    writes.extend(more.into_iter().map(|write| ImportWrite { row: write.id, write: Some(write), body: None }));
    Ok(())
}

/// The rows as they are after this import.
#[derive(Default)]
struct Sources {
    people: BTreeMap<DetaineeId, Detainee>,
    items: BTreeMap<RowId, Record>,
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
            Record::Visit(_) | Record::WorkShift(_) => drop(self.items.insert(record.row_id(), record)),
            _ => {}
        }
    }

    fn has(&self, item: RowId) -> bool {
        self.items.contains_key(&item)
    }

    /// Who is expected, or was lately, by row.
    fn expected(&self, today: NaiveDate) -> BTreeMap<RowId, Expected> {
        let one = |item: &Record| {
            let whose = match item {
                Record::Visit(visit) => visit.detainee,
                Record::WorkShift(shift) => shift.detainee,
                _ => return None,
            };
            let bare = Expected::of(self.people.get(&whose)?, item)?;
            if is_over(&bare, today) {
                return None;
            }
            let marks = self.marks.get(&item.row_id()).map(Vec::as_slice).unwrap_or_default();
            let expected = mark::standing(marks.iter()).fold(bare, |expected, mark| expected.with_mark(mark, false));
            Some((expected.id.into(), expected))
        };
        self.items.values().filter_map(one).collect()
    }
}

/// With what only the row before knew: what the place saw itself, and from where it came.
fn after(mut next: Expected, before: &Expected, facility: FacilityId, from: StreamId) -> Expected {
    for (mark, heard) in &mut next.heard {
        heard.is_own = before.heard.get(mark).is_some_and(|known| known.is_own);
    }
    next.was = before.was;
    let home = next.stream(facility);
    next.moved(from, home)
}

/// Whether nobody writes about it at its place any more. A workplace's stream is of one day, which nobody is given later, and its terminal may
/// have been without a network all that time; the visits are one stream, and of one that left it the visit itself is there.
fn is_over(expected: &Expected, today: NaiveDate) -> bool {
    let days = match expected.errand {
        Errand::Visit(_) => 1,
        Errand::Work(_) => ACTION_DAYS,
    };
    ended(expected, days, today)
}

/// Whether it ended more than so many days ago.
fn ended(expected: &Expected, days: u32, today: NaiveDate) -> bool {
    date_of(expected.ends_at) < today.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}
