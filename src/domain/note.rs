//! Notes on a person on the wing (*notitie*): appended, never overwritten.

use chrono::{DateTime, Utc};

use super::id::{DetaineeId, NoteId, StaffId};
use crate::text::{Pii, SafeText};

/// Longest note, in characters.
pub const MAX_NOTE_CHARS: usize = 10_000;

/// One version of a note. An edit is a new version that replaces an older one; both stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Whose.
    pub id: NoteId,
    /// About whom.
    pub detainee: DetaineeId,
    /// What was written, lines kept. Empty for a withdrawal. `SafeText` made by `SafeText::block`.
    pub text: Pii<SafeText>,
    /// Who wrote it.
    pub author: StaffId,
    /// When it was written, by the terminal's clock.
    pub written_at: DateTime<Utc>,
    /// The version that this one replaces. A withdrawal replaces with an empty text.
    pub replaces: Option<NoteId>,
}
