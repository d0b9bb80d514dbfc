//! Contact with a person or with home (*contactmoment*): a talk, a call, a video call, a visit. Read by mentor and case manager only.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{ContactMomentId, DetaineeId, StaffId};
use crate::text::{Pii, SafeText};

/// What kind of contact it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKind {
    /// *Mentorgesprek*: from here on counts what is new since the last talk.
    MentorTalk,
    /// *Ander gesprek*, with somebody who works here.
    Talk,
    /// *Telefoon met thuis*.
    Call,
    /// *Beeldbellen met thuis*.
    Video,
    /// *Beeldbellen mislukt*: it was offered, and not received.
    VideoFailed,
    /// *Bezoek van thuis*.
    Visit,
    /// Takes the replaced one back (undo). Only with `replaces`.
    Withdrawn,
}

impl ContactKind {
    /// What can be recorded.
    pub const ALL: [Self; 6] = [Self::MentorTalk, Self::Talk, Self::Call, Self::Video, Self::VideoFailed, Self::Visit];

    /// Its letter in the list.
    pub const fn letter(self) -> char {
        match self {
            Self::MentorTalk => 'm',
            Self::Talk => 'g',
            Self::Call => 't',
            Self::Video => 'b',
            Self::VideoFailed => 'x',
            Self::Visit => 'z',
            Self::Withdrawn => '-',
        }
    }

    /// Whether it is contact with the outside, received: with home.
    pub const fn is_home(self) -> bool {
        matches!(self, Self::Call | Self::Video | Self::Visit)
    }
}

/// One contact, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactMoment {
    /// Its own id: the id of the action that made it.
    pub id: ContactMomentId,
    /// With whom, or whose home.
    pub detainee: DetaineeId,
    /// What kind.
    pub kind: ContactKind,
    /// A child of theirs was there.
    pub with_child: bool,
    /// What it was about; may be empty.
    pub text: Pii<SafeText>,
    /// When it was, by the terminal's clock; never after receipt.
    pub at: DateTime<Utc>,
    /// When the next talk is; only of a mentor's talk.
    pub next_on: Option<NaiveDate>,
    /// Who recorded it.
    pub author: StaffId,
    /// The one that it takes back.
    pub replaces: Option<ContactMomentId>,
}
