//! Incidents that are over are filed under a day, with all that was done about them, so that a wing's day does not grow with its history. It is
//! reckoned over what the hub holds after the import: one that a terminal opens again has no day again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::after::{afterwards, rewrite};
use crate::domain::id::{IncidentId, RowId};
use crate::domain::incident::{self, Incident};
use crate::domain::local::date_of;
use crate::domain::mark::{self, Mark};
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::hub::store::{ImportWrite, Imported};

/// After how many days one is filed that began and was over on one day: until then somebody's last 24 hours may hold it.
const SOON: Days = Days::new(2);
/// After how many days one is filed that ran into the next day. It is read under its first day only from then on, when nobody looks back.
const LATER: Days = Days::new(31);

/// Files what is over, with its marks.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(super) fn file(
    found: &Imported,
    writes: &mut Vec<ImportWrite>,
    now: DateTime<Utc>,
) -> Result<(), serde_json::Error> {
    let after = afterwards(found, writes, &[Kind::Incident, Kind::Mark]);
    let filed = Filed::of(after.values().map(|(record, _)| record), date_of(now));
    let changed =
        |((stream, _), (record, _)): (&(StreamId, RowId), &(Record, bool))| Some((*stream, filed.refiled(record)?));
    let changed: Vec<_> = after.iter().filter_map(changed).collect();
    for (stream, record) in changed {
        rewrite(found, writes, stream, &record)?;
    }
    Ok(())
}

/// Under which day each incident is; none while it may be looked at on any day.
struct Filed(BTreeMap<RowId, Option<NaiveDate>>);

impl Filed {
    fn of<'a>(records: impl Iterator<Item = &'a Record>, today: NaiveDate) -> Self {
        let mut incidents = Vec::new();
        let mut marks: BTreeMap<RowId, Vec<&Mark>> = BTreeMap::new();
        for record in records {
            match record {
                Record::Incident(incident) => incidents.push(incident),
                Record::Mark(mark) => marks.entry(mark.item).or_default().push(mark),
                _ => {}
            }
        }
        let standing: BTreeSet<_> = incident::standing(&incidents).into_iter().map(|one| one.id).collect();
        let firsts: BTreeMap<IncidentId, &Incident> = incidents.iter().map(|one| (one.id, *one)).collect();
        let day = |one: &Incident| {
            let of_it = marks.get(&one.id.into()).map(Vec::as_slice).unwrap_or_default();
            filed_under(one, standing.contains(&one.id), of_it, today)
        };
        // What takes another back goes with it: one without the other would say that it stands.
        let filed = |one: &&Incident| (RowId::from(one.id), day(first(&firsts, one)));
        Self(incidents.iter().map(filed).collect())
    }

    /// The record with the day under which it belongs; none when it has that already, and when it is no matter of incidents.
    fn refiled(&self, record: &Record) -> Option<Record> {
        match record {
            Record::Incident(one) => {
                let filed_on = *self.0.get(&one.id.into())?;
                (filed_on != one.filed_on).then(|| Incident { filed_on, ..one.clone() }.into())
            }
            Record::Mark(mark) => {
                let day = *self.0.get(&mark.item)?;
                (day != mark.day).then(|| Mark { day, ..*mark }.into())
            }
            _ => None,
        }
    }
}

/// What this one takes back, or what that one takes back, down to what happened.
fn first<'a>(all: &BTreeMap<IncidentId, &'a Incident>, one: &'a Incident) -> &'a Incident {
    let back = |one: &&'a Incident| one.replaces.and_then(|old| all.get(&old).copied());
    std::iter::successors(Some(one), back).take(all.len()).last().unwrap_or(one)
}

fn filed_under(one: &Incident, stands: bool, marks: &[&Mark], today: NaiveDate) -> Option<NaiveDate> {
    let over = if stands && one.kind.is_measure() {
        let ends = mark::standing(marks.iter().copied()).filter(|mark| mark.kind.ends_measure());
        ends.map(|mark| mark.observed_at.max(one.started_at)).max()?
    } else {
        one.started_at
    };
    let (first, last) = (date_of(one.started_at), date_of(over));
    let after = if first == last { SOON } else { LATER };
    last.checked_add_days(after).is_some_and(|due| due <= today).then_some(first)
}
