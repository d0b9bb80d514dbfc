//! What mentor and case manager bring to a multidisciplinary meeting (*inbreng voor het MDO*). Versions like those of a note: two who wrote
//! without knowing of each other both stand.

use chrono::{DateTime, Utc};

use super::event::{Event, EventKind};
use super::id::{DetaineeId, EventId, MdoContributionId, MeetingId, RowId, StaffId};
use super::leave::AdviceRole;
use crate::text::{Pii, SafeText};

/// A meeting about somebody, in their file: who writes for it may read no wing, where the appointment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its own id, derived from the appointment's.
    pub id: MeetingId,
    /// The appointment.
    pub event: EventId,
    /// About whom.
    pub detainee: DetaineeId,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
}

impl Meeting {
    /// Of an appointment that is one; none of any other.
    pub fn of(event: &Event) -> Option<Self> {
        (event.kind == EventKind::Mdo).then(|| Self {
            id: RowId::derived(event.id.0, "meeting").into(),
            event: event.id,
            detainee: event.detainee,
            starts_at: event.starts_at,
            ends_at: event.ends_at,
        })
    }
}

/// What one role brings to one meeting about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MdoContribution {
    /// Its own id: the id of the action that made it.
    pub id: MdoContributionId,
    /// The meeting.
    pub event: EventId,
    /// About whom.
    pub detainee: DetaineeId,
    /// As whom it is written.
    pub role: AdviceRole,
    /// What is brought; empty when it was taken back.
    pub text: Pii<SafeText>,
    /// When it was written, by the terminal's clock; never after receipt.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub author: StaffId,
    /// The version whose place it takes.
    pub replaces: Option<MdoContributionId>,
}

/// What stands of a role for a meeting, oldest first: of versions that nobody replaced, those that say something.
pub fn standing<'a>(
    unreplaced: impl Iterator<Item = &'a MdoContribution>,
    event: EventId,
    role: AdviceRole,
) -> Vec<&'a MdoContribution> {
    let says = |one: &MdoContribution| (one.event, one.role) == (event, role) && !one.text.reveal().as_str().is_empty();
    let mut standing: Vec<_> = unreplaced.filter(|one| says(one)).collect();
    standing.sort_by_key(|one| (one.at, one.id));
    standing
}
