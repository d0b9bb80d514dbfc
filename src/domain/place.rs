//! Who is expected at a place (*wie wordt waar verwacht*), for those who work there: the visits desk and the workshops. Each has its own rows,
//! derived from what the wing has: a call name, a cell, a time, and what was seen; never why somebody does not come.

mod day;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

pub use day::{PlaceDay, PlaceGroup, PlaceInput, PlaceLine, PlaceState, PlaceSum, assemble};

use super::detainee::{Cell, Detainee};
use super::id::{DetaineeId, ExpectedId, FacilityId, MarkId, RowId, WingId};
use super::local::date_of;
use super::mark::{Mark, MarkKind};
use super::record::Record;
use super::stream::StreamId;
use super::visit::{VisitKind, VisitStatus};
use super::work::WorkKind;
use crate::text::SafeText;

/// What somebody is expected for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Errand {
    /// A visit: for the visits desk.
    Visit(VisitKind),
    /// Work or training: for the workshop.
    Work(WorkKind),
}

/// What was seen, without its reason: a place needs to know that somebody does not come, and nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// *Weg*: left the wing.
    Left,
    /// *Er*.
    Arrived,
    /// *Begonnen*.
    Started,
    /// *Klaar*: may go back.
    Ended,
    /// *Terug*: on the wing again.
    Back,
    /// *Komt niet*.
    Off,
}

impl Step {
    /// What a place may learn of a mark; none when it is not about coming or going.
    pub const fn of(kind: MarkKind) -> Option<Self> {
        match kind {
            MarkKind::Left => Some(Self::Left),
            MarkKind::Arrived => Some(Self::Arrived),
            MarkKind::Started => Some(Self::Started),
            MarkKind::Ended => Some(Self::Ended),
            MarkKind::Back => Some(Self::Back),
            MarkKind::Absent(_) | MarkKind::StaysInCell(_) => Some(Self::Off),
            MarkKind::Unlocked
            | MarkKind::LockedIn
            | MarkKind::Told(_)
            | MarkKind::TakenOver
            | MarkKind::Checked
            | MarkKind::Reviewed(_)
            | MarkKind::Withdrawn => None,
        }
    }
}

/// What a place itself records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceStep {
    /// *Er*.
    Arrived,
    /// *Klaar*.
    Ended,
    /// Takes the replaced mark back (undo).
    Withdrawn,
}

impl PlaceStep {
    /// The mark that the wing gets of it.
    pub const fn mark(self) -> MarkKind {
        match self {
            Self::Arrived => MarkKind::Arrived,
            Self::Ended => MarkKind::Ended,
            Self::Withdrawn => MarkKind::Withdrawn,
        }
    }
}

/// One thing that was seen of somebody who is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heard {
    /// What.
    pub step: Step,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Whether the place saw it itself: that is what it corrects and takes back, and not what the wing saw.
    pub is_own: bool,
}

/// Somebody who is expected somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Its own id, derived from the item's.
    pub id: ExpectedId,
    /// The visit or the shift on the wing.
    pub item: RowId,
    /// Who comes.
    pub detainee: DetaineeId,
    /// From which wing.
    pub wing: WingId,
    /// Their cell.
    pub cell: Cell,
    /// Call name and first letter of the family name.
    pub call_name: SafeText,
    /// What for.
    pub errand: Errand,
    /// Where.
    pub place: Option<SafeText>,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Number of adult visitors, when known.
    pub adults: Option<u16>,
    /// Number of children, when known.
    pub children: Option<u16>,
    /// How far the visit is, as its source or the wing has it; none for work.
    pub status: Option<VisitStatus>,
    /// The marks that stand.
    pub heard: BTreeMap<MarkId, Heard>,
    /// From which place it came here: who was there without a network still writes about it there.
    pub was: Option<StreamId>,
    /// When the hub learned that its source knows the item no more; none while it is expected.
    pub gone_at: Option<DateTime<Utc>>,
}

/// What a coordinator or a place may call somebody: call name and first letter of the family name, `Ricardo P.`
pub fn call_name(detainee: &Detainee) -> SafeText {
    let given = detainee.given_names.as_ref().and_then(|given| given.as_str().split_whitespace().next());
    let letter = detainee.surname.as_str().chars().next().map(|letter| format!("{letter}."));
    SafeText::line(&[given, letter.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

impl Expected {
    /// The row about this item.
    pub fn row(item: RowId) -> RowId {
        RowId::derived(item.0, "expected")
    }

    /// What a place may know of an item of this person, before anybody saw anything; none when no place waits for it.
    pub fn of(person: &Detainee, item: &Record) -> Option<Self> {
        let (errand, (starts_at, ends_at), (adults, children)) = match item {
            Record::Visit(visit) => {
                (Errand::Visit(visit.kind), (visit.starts_at, visit.ends_at), (visit.adults, visit.children))
            }
            Record::WorkShift(shift) => (Errand::Work(shift.kind), (shift.starts_at, shift.ends_at), (None, None)),
            _ => return None,
        };
        let bare = Self {
            id: Self::row(item.row_id()).into(),
            item: item.row_id(),
            detainee: person.id,
            wing: person.wing,
            cell: person.cell.clone(),
            call_name: call_name(person),
            errand,
            place: None,
            starts_at,
            ends_at,
            adults,
            children,
            status: None,
            heard: BTreeMap::new(),
            was: None,
            gone_at: None,
        };
        Some(bare.with_item(item))
    }

    /// The same person, with the item as it is now.
    #[must_use]
    pub fn with_item(&self, item: &Record) -> Self {
        let mut now = self.clone();
        match item {
            Record::Visit(visit) => {
                (now.place, now.status) = (visit.room.clone(), Some(visit.status));
                (now.starts_at, now.ends_at) = (visit.starts_at, visit.ends_at);
            }
            Record::WorkShift(shift) => {
                now.place = Some(shift.workplace.clone());
                (now.starts_at, now.ends_at) = (shift.starts_at, shift.ends_at);
            }
            _ => {}
        }
        now
    }

    /// With one more mark on its item, which the place saw itself or did not.
    #[must_use]
    pub fn with_mark(&self, mark: &Mark, is_own: bool) -> Self {
        let mut now = self.clone();
        if let Some(old) = mark.replaces {
            now.heard.remove(&old);
        }
        if let Some(step) = Step::of(mark.kind) {
            now.heard.insert(mark.id, Heard { step, at: mark.observed_at, is_own });
        }
        now
    }

    /// The same, in this stream, where it came from its present one.
    #[must_use]
    pub fn moved(self, from: StreamId, to: StreamId) -> Self {
        if from == to { self } else { Self { was: Some(from), ..self } }
    }

    /// The day of it: its start's.
    pub fn on(&self) -> NaiveDate {
        date_of(self.starts_at)
    }

    /// In which stream it belongs: all visits of a prison, or one workplace on one day.
    pub fn stream(&self, facility: FacilityId) -> StreamId {
        match (self.errand, &self.place) {
            (Errand::Work(_), Some(workplace)) => StreamId::work(facility, workplace, self.on()),
            (Errand::Visit(_), _) | (Errand::Work(_), None) => StreamId::visits(facility),
        }
    }
}
