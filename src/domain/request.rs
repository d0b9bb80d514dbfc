//! Request slips (*verzoekbriefje*): what somebody asks, of whom, what was answered, and that they were told.
//!
//! A request is a chain of versions like a note: each step takes the place of the version that its writer saw, and of two steps over one
//! version both stay. Requests to the medical service are not written here: that somebody asks for it is nobody's but theirs.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{DetaineeId, RequestSlipId, StaffId};
use super::local::date_of;
use crate::text::{Pii, SafeText};

/// Longest request or answer, in characters.
pub const MAX_REQUEST_CHARS: usize = 500;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// *Mentor*.
    Mentor,
    /// *Casemanager*.
    CaseManager,
    /// *Afdelingshoofd*.
    WingHead,
    /// *Geestelijke verzorging*.
    SpiritualCare,
    /// *Bibliotheek*.
    Library,
    /// *Arbeid*.
    Work,
    /// *Vrijwilligers*: the coordinator.
    Volunteers,
    /// *Iemand anders*: the text says who.
    Other,
}

impl Asked {
    /// Everybody who can be asked, in the order of the list on screen.
    pub const ALL: [Self; 8] = [
        Self::Mentor,
        Self::CaseManager,
        Self::WingHead,
        Self::SpiritualCare,
        Self::Library,
        Self::Work,
        Self::Volunteers,
        Self::Other,
    ];

    /// The letter that chooses it in the list.
    pub const fn letter(self) -> char {
        match self {
            Self::Mentor => 'm',
            Self::CaseManager => 'c',
            Self::WingHead => 'h',
            Self::SpiritualCare => 'g',
            Self::Library => 'b',
            Self::Work => 'w',
            Self::Volunteers => 'v',
            Self::Other => 'x',
        }
    }
}

/// How far a request is. It is closed only when whoever asked was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// *Nieuw*: it waits for who is asked.
    New,
    /// *Beantwoord*: with this; nobody told them yet.
    Answered(Pii<SafeText>),
    /// *Beantwoord en verteld*.
    Told(Pii<SafeText>),
    /// Taken back, or a mistake.
    Withdrawn,
}

impl RequestState {
    /// Whether nothing more is to be done.
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Told(_) | Self::Withdrawn)
    }

    /// The answer, when there is one.
    pub const fn answer(&self) -> Option<&Pii<SafeText>> {
        match self {
            Self::Answered(answer) | Self::Told(answer) => Some(answer),
            Self::New | Self::Withdrawn => None,
        }
    }
}

/// One version of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestSlip {
    /// Its own id: the id of the action that made it.
    pub id: RequestSlipId,
    /// The first version: which request it is.
    pub first: RequestSlipId,
    /// Who asks.
    pub detainee: DetaineeId,
    /// Of whom.
    pub asked: Asked,
    /// What, in their words as the officer heard them.
    pub text: Pii<SafeText>,
    /// When it was asked; the same in all versions.
    pub asked_at: DateTime<Utc>,
    /// How far it is.
    pub state: RequestState,
    /// Who wrote this version.
    pub author: StaffId,
    /// When.
    pub written_at: DateTime<Utc>,
    /// The version whose place it takes.
    pub replaces: Option<RequestSlipId>,
    /// The day on which another version took its place: from then on it is read with that day only. The earliest of several.
    pub replaced_on: Option<NaiveDate>,
}

impl RequestSlip {
    /// The day on which it is read: every day while it is open; then the day on which it was closed or replaced.
    pub fn day(&self) -> Option<NaiveDate> {
        self.replaced_on.or_else(|| self.state.is_closed().then(|| date_of(self.written_at)))
    }
}
