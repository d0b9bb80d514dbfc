//! Incidents, urgent measures of an officer, and who must not be together. Told, checked and ended are marks on the incident.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::id::{DetaineeId, IncidentId, KeepApartId, StaffId};
use super::stream::StreamId;
use crate::text::{Pii, SafeText};

/// How long an officer's own measure lasts at most (Pbw art. 23 lid 3, 24 lid 4): elapsed time, also in the night that the clock changes.
pub const OFFICERS_MEASURE: TimeDelta = TimeDelta::hours(15);

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentKind {
    /// *Incident*: something happened.
    Incident,
    /// *Uitsluiting van activiteiten*, urgent, by an officer (Pbw art. 23 lid 3).
    Exclusion,
    /// *Afzondering*, urgent, by an officer (Pbw art. 24 lid 4).
    Isolation,
}

impl IncidentKind {
    /// Every kind, in the order of the list on screen.
    pub const ALL: [Self; 3] = [Self::Incident, Self::Exclusion, Self::Isolation];

    /// Its letter in the list.
    pub const fn letter(self) -> char {
        match self {
            Self::Incident => 'i',
            Self::Exclusion => 'u',
            Self::Isolation => 'a',
        }
    }

    /// Whether it is a measure, which ends.
    pub const fn is_measure(self) -> bool {
        matches!(self, Self::Exclusion | Self::Isolation)
    }
}

/// Who was told of an incident or a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Informed {
    /// *Afdelingshoofd*.
    WingHead,
    /// *Directeur*: decides whether a measure goes on.
    Governor,
    /// *Centrale post*.
    ControlRoom,
    /// *Medische dienst*.
    MedicalService,
    /// *Commissie van toezicht*.
    SupervisoryBoard,
    /// *Mentor*.
    Mentor,
}

impl Informed {
    /// Everybody, in the order of the list on screen.
    pub const ALL: [Self; 6] =
        [Self::WingHead, Self::Governor, Self::ControlRoom, Self::MedicalService, Self::SupervisoryBoard, Self::Mentor];

    /// The letter that chooses it.
    pub const fn letter(self) -> char {
        match self {
            Self::WingHead => 'h',
            Self::Governor => 'd',
            Self::ControlRoom => 'p',
            Self::MedicalService => 'm',
            Self::SupervisoryBoard => 't',
            Self::Mentor => 'e',
        }
    }
}

/// One incident or urgent measure, as it was recorded. It has no day of its own, since a night belongs to two, until it is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Its own id: the id of the action that made it. Marks name it as their item.
    pub id: IncidentId,
    /// About whom.
    pub detainee: DetaineeId,
    /// What it is.
    pub kind: IncidentKind,
    /// What happened, or why the measure was needed.
    pub text: Pii<SafeText>,
    /// When it happened or began, by the terminal's clock; never after receipt. Of one that takes another back: when that one did, so that
    /// both are read on the same days.
    pub started_at: DateTime<Utc>,
    /// Who recorded it.
    pub author: StaffId,
    /// The one that it takes back (undo); also one that takes back another, which then stands again as it was.
    pub replaces: Option<IncidentId>,
    /// Under which day it is read, with all that was done about it, once it is over and the hub filed it.
    pub filed_on: Option<NaiveDate>,
}

/// How often a taking back can be taken back: a hand that plays with undo, not a chain without end of a broken hub.
const MOST_TAKEN_BACK: u8 = 32;

/// The incidents that stand, of these: nobody took them back, or whoever did took that back.
pub fn standing<'a>(all: &[&'a Incident]) -> Vec<&'a Incident> {
    let stands = |one: &&&Incident| one.replaces.is_none() && !is_taken_back(all, one.id, MOST_TAKEN_BACK);
    all.iter().filter(stands).copied().collect()
}

fn is_taken_back(all: &[&Incident], id: IncidentId, most: u8) -> bool {
    let Some(most) = most.checked_sub(1) else { return false };
    all.iter().any(|one| one.replaces == Some(id) && !is_taken_back(all, one.id, most))
}

impl Incident {
    /// When a measure is over at the latest; none for what has no end.
    pub fn limit(&self) -> Option<DateTime<Utc>> {
        self.kind.is_measure().then(|| self.started_at + OFFICERS_MEASURE)
    }
}

/// Two people who must not be together (*niet samen*). The pair has no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepApart {
    /// Its own id: the id of the action that made it.
    pub id: KeepApartId,
    /// One of them.
    pub detainee: DetaineeId,
    /// The other one.
    pub other: DetaineeId,
    /// Who recorded it.
    pub author: StaffId,
    /// When.
    pub at: DateTime<Utc>,
    /// The one that it takes back: they may be together again.
    pub replaces: Option<KeepApartId>,
}

impl KeepApart {
    /// On which wing a pair is known that is known `here`: where both live; here, as long as one of them does or nobody knows where one is;
    /// where one of them lives when neither lives here any more.
    pub fn home(here: StreamId, detainee: Option<StreamId>, other: Option<StreamId>) -> StreamId {
        match (detainee, other) {
            (Some(one), Some(other)) if one == other => one,
            (Some(one), Some(other)) if ![one, other].contains(&here) => one.min(other),
            _ => here,
        }
    }
}
