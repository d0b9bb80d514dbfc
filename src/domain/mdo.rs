//! What mentor and case manager bring to a multidisciplinary meeting (*inbreng voor het MDO*). Versions like those of a note: two who wrote
//! without knowing of each other both stand.

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
