//! What mentor and case manager bring to a multidisciplinary meeting (*inbreng voor het MDO*). The latest of a role stands.

use chrono::{DateTime, Utc};

use super::id::{DetaineeId, EventId, MdoContributionId, StaffId};
use super::leave::AdviceRole;
use crate::text::{Pii, SafeText};

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
}

/// The latest of each role for a meeting, of these; none that was taken back.
pub fn standing<'a>(
    all: impl Iterator<Item = &'a MdoContribution>,
    event: EventId,
    role: AdviceRole,
) -> Option<&'a MdoContribution> {
    let last = all.filter(|one| (one.event, one.role) == (event, role)).max_by_key(|one| (one.at, one.id));
    last.filter(|one| !one.text.reveal().as_str().is_empty())
}
