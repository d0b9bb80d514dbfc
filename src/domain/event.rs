//! Events of one person: court, transfer, hearing, medical, mdo, education (*afspraken*).

use chrono::{DateTime, Utc};

use super::amend::Changed;
use super::id::{DetaineeId, EventId};
use crate::text::SafeText;

/// What kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Court, with transport (*rechtbank*): outside.
    Court,
    /// Transfer to another prison (*overplaatsing*): outside.
    Transfer,
    /// A hearing inside (*zitting, gehoor*).
    Hearing,
    /// Medical service (*medische dienst*). Shown as `MD`; never what for.
    Medical,
    /// Multidisciplinary meeting (*multidisciplinair overleg*, MDO).
    Mdo,
    /// Education (*onderwijs*).
    Education,
    /// Anything else.
    Other,
}

/// An event of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Whose.
    pub id: EventId,
    /// Of whom.
    pub detainee: DetaineeId,
    /// What kind.
    pub kind: EventKind,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: Option<SafeText>,
    /// When and where it was before somebody changed that.
    pub changed: Option<Box<Changed>>,
}
