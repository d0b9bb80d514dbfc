//! Streams: the units of order, audience and purge. A role sees a stream whole or not at all.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use uuid::Uuid;

use super::id::{DetaineeId, FacilityId, WingId};
use crate::text::SafeText;

/// The kinds of stream; each has one audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StreamKind {
    /// Rooms, wings, staff names, shift times, roster: all staff of the facility.
    Facility,
    /// The day of one wing: its officers, mentors and head.
    Wing,
    /// The file of one person: mentor and case manager.
    Person,
    /// Sessions, volunteers, sign-ups: the volunteer coordinator.
    Volunteers,
    /// Who is expected for a visit: the visits desk.
    Visits,
    /// Who is expected at one workplace on one day: its supervisors, on that day.
    Work,
}

impl StreamKind {
    /// Every kind, in the order of the protocol's documentation.
    pub const ALL: [Self; 6] = [Self::Facility, Self::Wing, Self::Person, Self::Volunteers, Self::Visits, Self::Work];

    /// The word in a path: `wing` in `/v1/streams/wing/…/changes`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Wing => "wing",
            Self::Person => "person",
            Self::Volunteers => "volunteers",
            Self::Visits => "visits",
            Self::Work => "work",
        }
    }
}

/// One stream: a kind and the id of what it is about (a facility for `volunteers` and `visits`, a derived id for `work`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// Which of them.
    pub kind: StreamKind,
    /// The facility, wing, person, or workplace on a day, that it belongs to.
    pub id: Uuid,
}

impl StreamId {
    /// The facility's own stream.
    pub const fn facility(id: FacilityId) -> Self {
        Self { kind: StreamKind::Facility, id: id.0 }
    }

    /// The day of a wing.
    pub const fn wing(id: WingId) -> Self {
        Self { kind: StreamKind::Wing, id: id.0 }
    }

    /// The file of a person.
    pub const fn person(id: DetaineeId) -> Self {
        Self { kind: StreamKind::Person, id: id.0 }
    }

    /// The volunteers' work in a facility.
    pub const fn volunteers(id: FacilityId) -> Self {
        Self { kind: StreamKind::Volunteers, id: id.0 }
    }

    /// Who is expected for a visit, in a facility.
    pub const fn visits(id: FacilityId) -> Self {
        Self { kind: StreamKind::Visits, id: id.0 }
    }

    /// Who is expected at a workplace on a day. A day is a stream, so that who works there sees that day and no other.
    pub fn work(facility: FacilityId, workplace: &SafeText, on: NaiveDate) -> Self {
        let id = Uuid::new_v5(&facility.0, format!("work/{on}/{}", workplace.as_str()).as_bytes());
        Self { kind: StreamKind::Work, id }
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.as_str(), self.id)
    }
}

impl fmt::Debug for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What was wrong with a stream's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stream is named kind/uuid with kind one of facility, wing, person, volunteers, visits, work")]
pub struct BadStreamName;

impl FromStr for StreamKind {
    type Err = BadStreamName;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(BadStreamName)
    }
}

impl FromStr for StreamId {
    type Err = BadStreamName;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let (kind, id) = s.split_once('/').ok_or(BadStreamName)?;
        Ok(Self { kind: kind.parse()?, id: Uuid::parse_str(id).map_err(|_| BadStreamName)? })
    }
}
