//! Looks: that somebody opened somebody's file (*inzage*). Evidence for the audit trail, not something that is decided.

use chrono::{DateTime, Utc};

use super::id::{DetaineeId, LookId, StaffId};
use crate::text::{Pii, SafeText};

/// Longest reason, in characters.
pub const MAX_REASON_CHARS: usize = 500;

/// One time that one person opened one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Unique over all devices (UUIDv7): it is told once, however it reaches the hub.
    pub id: LookId,
    /// Counts from 1 on its terminal, apart from actions.
    pub number: u64,
    /// Who looked.
    pub reader: StaffId,
    /// Whose file.
    pub detainee: DetaineeId,
    /// When, by the terminal's clock.
    pub at: DateTime<Utc>,
    /// Why, when the file was not the reader's to open (break-glass).
    pub reason: Option<Pii<SafeText>>,
}
