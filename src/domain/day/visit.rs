//! What a visit asks besides being planned: a look when the world changed, and rules that block nothing.

use chrono::{DateTime, Utc};

use super::item::{Review, VisitSignal};
use crate::domain::id::{RowId, StaffId};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::record::Record;
use crate::text::SafeText;

/// When somebody was called up for it.
pub(super) const fn called_at(record: &Record) -> Option<DateTime<Utc>> {
    match record {
        Record::Visit(visit) => visit.called_at,
        _ => None,
    }
}

/// Why it has to be looked at again. Only a look at what the hub says now counts: who looked before it knew, without a network perhaps, has
/// not seen that.
pub(super) fn review<'a>(
    record: &Record,
    marks: impl Fn(RowId) -> Vec<&'a Mark>,
    initials: impl Fn(StaffId) -> Option<SafeText>,
) -> Review {
    let Record::Visit(visit) = record else { return Review::default() };
    let Some(reasons) = &visit.review else { return Review::default() };
    let has_seen = |mark: &&Mark| mark.kind == MarkKind::Reviewed(visit.review_since);
    let last = marks(visit.id.into()).into_iter().filter(has_seen).max_by_key(|mark| mark.precedence());
    Review {
        reasons: reasons.iter().copied().collect(),
        since: visit.review_since,
        seen: last.map(|mark| (mark.observed_at, initials(mark.author))),
    }
}

/// Rules that ask for a look. Of numbers that are not known nothing is said.
pub(super) fn signals(record: &Record, most_adults: Option<u16>) -> Vec<VisitSignal> {
    let Record::Visit(visit) = record else { return Vec::new() };
    let many = visit.adults.zip(most_adults).filter(|(adults, most)| adults > most);
    let alone = visit.children.filter(|children| *children > 0 && visit.adults == Some(0));
    let many = many.map(|(adults, most)| VisitSignal::ManyAdults(adults, most));
    many.into_iter().chain(alone.map(VisitSignal::ChildrenAlone)).collect()
}
