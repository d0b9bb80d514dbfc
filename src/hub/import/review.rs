//! Visits that have to be looked at again because the world changed: a ban, a refusal, a restriction, a measure, a transfer, a release. What
//! the wing learns is that, never of whom. It is reckoned over what the hub holds after the import, since a wing may have put a visit at
//! another time, and since an import may bring a part of what the hub knows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::after::{afterwards, rewrite};
use crate::domain::event::EventKind;
use crate::domain::id::{ContactId, DetaineeId, RowId};
use crate::domain::local::date_of;
use crate::domain::measure::MeasureKind;
use crate::domain::record::{Kind, Record};
use crate::domain::visit::{ReviewReason, Visit, VisitKind};
use crate::hub::store::{ImportWrite, Imported};

/// What says whether a visit can take place.
const KINDS: [Kind; 7] =
    [Kind::Visit, Kind::Contact, Kind::Refusal, Kind::Detainee, Kind::Measure, Kind::Event, Kind::PersonFile];

/// Says of every visit that is not over why it has to be looked at again, and since when the hub knows.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(super) fn reckon(
    found: &Imported,
    writes: &mut Vec<ImportWrite>,
    now: DateTime<Utc>,
) -> Result<(), serde_json::Error> {
    let before: BTreeMap<RowId, Record> =
        afterwards(found, &[], &[Kind::Visit]).into_iter().map(|((_, id), (record, _))| (id, record)).collect();
    let after = afterwards(found, writes, &KINDS);
    let world = World::of(after.values().map(|(record, _)| record), date_of(now));
    for ((stream, id), (record, _)) in &after {
        let Record::Visit(visit) = record else { continue };
        // What is over keeps what was said of it.
        if visit.ends_at < now {
            continue;
        }
        let review = Some(world.reasons(visit)).filter(|reasons| !reasons.is_empty());
        let review_since = match before.get(id) {
            Some(Record::Visit(known)) if known.review == review => known.review_since,
            Some(_) if review.is_some() => Some(now),
            // It came with it.
            _ => None,
        };
        if (&visit.review, visit.review_since) != (&review, review_since) {
            rewrite(found, writes, *stream, &Visit { review, review_since, ..visit.clone() }.into())?;
        }
    }
    Ok(())
}

/// What changes whether a visit can take place.
#[derive(Default)]
struct World {
    banned: BTreeSet<ContactId>,
    /// Until which day the governor does not admit them.
    refused: BTreeMap<ContactId, NaiveDate>,
    restricted: BTreeSet<DetaineeId>,
    denied: Vec<(DetaineeId, DateTime<Utc>, Option<DateTime<Utc>>)>,
    transfers: Vec<(DetaineeId, DateTime<Utc>)>,
    released: BTreeMap<DetaineeId, NaiveDate>,
}

impl World {
    /// The world as these say it is. Who was to leave before today and is here still did not leave: that says nothing of later visits.
    fn of<'a>(records: impl Iterator<Item = &'a Record>, today: NaiveDate) -> Self {
        let mut world = Self::default();
        for record in records {
            match record {
                Record::Contact(contact) if contact.contact_ban => drop(world.banned.insert(contact.id)),
                Record::Refusal(refusal) => {
                    let until = world.refused.entry(refusal.contact).or_insert(refusal.until);
                    *until = refusal.until.max(*until);
                }
                Record::Detainee(person) if person.contact_restricted => drop(world.restricted.insert(person.id)),
                Record::Measure(measure) if measure.kind == MeasureKind::VisitDenial => {
                    world.denied.push((measure.detainee, measure.starts_at, measure.ends_at));
                }
                Record::Event(event) if event.kind == EventKind::Transfer && today <= date_of(event.starts_at) => {
                    world.transfers.push((event.detainee, event.starts_at));
                }
                Record::PersonFile(file) => {
                    let days = file.conditional_release_on.into_iter().chain(file.release_on);
                    let free = days.filter(|day| today <= *day).min();
                    world.released.extend(free.map(|day| (file.id, day)));
                }
                _ => {}
            }
        }
        world
    }

    fn reasons(&self, visit: &Visit) -> BTreeSet<ReviewReason> {
        let (person, at, day) = (visit.detainee, visit.starts_at, date_of(visit.starts_at));
        let mut reasons = BTreeSet::new();
        let mut say = |holds: bool, reason| reasons.extend(holds.then_some(reason));
        say(self.transfers.iter().any(|(whose, leaves)| *whose == person && *leaves <= at), ReviewReason::Transfer);
        say(self.released.get(&person).is_some_and(|free| *free < day), ReviewReason::Release);
        // Lawyer and probation come whatever was forbidden (Pbw 37 lid 1, 38 lid 7).
        if !matches!(visit.kind, VisitKind::Lawyer | VisitKind::Probation) {
            let mut visitors = visit.visitors.iter().flatten();
            say(visitors.clone().any(|who| self.banned.contains(who)), ReviewReason::ContactBan);
            let refused = |who: &ContactId| self.refused.get(who).is_some_and(|until| day <= *until);
            say(visitors.any(refused), ReviewReason::VisitorRefused);
            say(self.restricted.contains(&person), ReviewReason::Restriction);
            let covers = |(whose, from, to): &(DetaineeId, DateTime<Utc>, Option<DateTime<Utc>>)| {
                *whose == person && *from < visit.ends_at && to.is_none_or(|to| at < to)
            };
            say(self.denied.iter().any(covers), ReviewReason::VisitDenied);
        }
        reasons
    }
}
