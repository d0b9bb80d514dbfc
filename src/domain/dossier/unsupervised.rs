//! Visits without supervision (*bezoek zonder toezicht*, BZT) that ask for a look: once in a calendar month, after six months' stay
//! (commissievantoezicht.nl, news item 3251, of the boards that supervise prisons). Signals; they block nothing.

use chrono::{Datelike, Months, NaiveDate};

use super::Sorted;
use crate::domain::detainee::Detainee;
use crate::domain::local::date_of;
use crate::domain::record::Record;
use crate::domain::visit::VisitKind;

/// How long somebody has to be inside without a break, in months.
const STAY_MONTHS: u32 = 6;

/// A visit without supervision that asks for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsupervised {
    /// There is an earlier one in the same calendar month.
    SecondInMonth {
        /// The earlier one.
        first: NaiveDate,
        /// This one.
        on: NaiveDate,
    },
    /// Six months after they came here are not over; an earlier stay elsewhere counts, and is not known here.
    Early {
        /// This one.
        on: NaiveDate,
        /// From when on.
        from: NaiveDate,
    },
}

/// Of visits from today on.
pub(super) fn signals(sorted: &Sorted<'_>, person: Option<&Detainee>) -> Vec<Unsupervised> {
    let today = date_of(sorted.input.now);
    let visits = sorted.all(|record| match record {
        Record::Visit(visit)
            if visit.detainee == sorted.input.detainee
                && visit.kind == VisitKind::Unsupervised
                && !visit.status.is_off() =>
        {
            Some(visit)
        }
        _ => None,
    });
    let mut days: Vec<NaiveDate> = visits.into_iter().map(|visit| date_of(visit.starts_at)).collect();
    days.sort_unstable();
    let from = person.and_then(|person| person.arrived_on?.checked_add_months(Months::new(STAY_MONTHS)));
    let of_one = |(at, on): (usize, &NaiveDate)| {
        let month = |day: &&NaiveDate| (day.year(), day.month()) == (on.year(), on.month());
        let first =
            days.iter().take(at).find(month).map(|first| Unsupervised::SecondInMonth { first: *first, on: *on });
        let early = from.filter(|from| on < from).map(|from| Unsupervised::Early { on: *on, from });
        first.into_iter().chain(early)
    };
    days.iter().enumerate().filter(|(_, on)| **on >= today).flat_map(of_one).collect()
}
