//! Visits that have to be looked at again because the world changed: a ban, a refusal, a restriction, a measure, a transfer, a release. What
//! the wing learns is that, never of whom.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::Import;
use crate::domain::event::EventKind;
use crate::domain::id::{ContactId, DetaineeId};
use crate::domain::local::date_of;
use crate::domain::measure::MeasureKind;
use crate::domain::record::Record;
use crate::domain::visit::{ReviewReason, Visit, VisitKind};

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

/// Says of every visit of an import why it has to be looked at again.
pub(in crate::hub) fn review(import: &mut Import) {
    let world = World::of(import);
    for sourced in import.rows.values_mut() {
        if let Record::Visit(visit) = &mut sourced.record {
            visit.review = Some(world.reasons(visit)).filter(|reasons| !reasons.is_empty());
        }
    }
}

impl World {
    fn of(import: &Import) -> Self {
        let mut world = Self::default();
        for sourced in import.rows.values() {
            match &sourced.record {
                Record::Contact(contact) if contact.contact_ban => drop(world.banned.insert(contact.id)),
                Record::Refusal(refusal) => {
                    let until = world.refused.entry(refusal.contact).or_insert(refusal.until);
                    *until = refusal.until.max(*until);
                }
                Record::Detainee(person) if person.contact_restricted => drop(world.restricted.insert(person.id)),
                Record::Measure(measure) if measure.kind == MeasureKind::VisitDenial => {
                    world.denied.push((measure.detainee, measure.starts_at, measure.ends_at));
                }
                Record::Event(event) if event.kind == EventKind::Transfer => {
                    world.transfers.push((event.detainee, event.starts_at));
                }
                Record::PersonFile(file) => {
                    let free = file.conditional_release_on.into_iter().chain(file.release_on).min();
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
