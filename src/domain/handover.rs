//! Entries for the shift handover (*punten voor de dienstoverdracht*): appended, never overwritten.

mod compile;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

pub use compile::{Draft, Point, Rank, What, compile};

use super::id::{DetaineeId, HandoverEntryId, StaffId};
use crate::text::{Pii, SafeText};

/// One version of what the next shift has to know. An edit is a new version that replaces an older one; both stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverEntry {
    /// Whose.
    pub id: HandoverEntryId,
    /// About whom; none when it is about the whole wing.
    pub detainee: Option<DetaineeId>,
    /// What was written, lines kept. Empty for a withdrawal. `SafeText` made by `SafeText::block`.
    pub text: Pii<SafeText>,
    /// Who wrote it.
    pub author: StaffId,
    /// When it was written, by the terminal's clock.
    pub written_at: DateTime<Utc>,
    /// The version that this one replaces. A withdrawal replaces with an empty text.
    pub replaces: Option<HandoverEntryId>,
}
