//! The first days (*eerste dagen*): what everybody is asked soon after they came, and which children stay behind (*kindcheck*).
//!
//! Children are third parties: a letter and a year, nothing else. Of several answers to one question the latest stands; no answer is
//! ever lost. Read by mentor and case manager only, never on the wing (dictionary § 5; RSJ 3a, 3d).

use chrono::{DateTime, Utc};

use super::file::CareSituation;
use super::id::{ChildEntryId, ChildId, DetaineeId, FirstAnswerId, StaffId};
use crate::text::{Pii, SafeText};

/// Longest text with an answer, in characters.
pub const MAX_ANSWER_CHARS: usize = 200;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// *Kon hij naar huis bellen?* On the day of arrival, or the next.
    CalledHome,
    /// *Is er nu iemand alleen?* A child, a parent, an animal.
    AloneNow,
    /// *Zijn er kinderen?*
    Children,
    /// *Steunt iemand hem buiten?*
    Support,
    /// *Weet hij naar welke gemeente hij wil?*
    Municipality,
    /// *Wil hij een vrijwilliger?*
    Volunteer,
}

impl Question {
    /// In the order in which they are asked.
    pub const ALL: [Self; 6] =
        [Self::CalledHome, Self::AloneNow, Self::Children, Self::Support, Self::Municipality, Self::Volunteer];
}

/// What was said. Not to answer is an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// *Ja*.
    Yes,
    /// *Nee*.
    No,
    /// *Zegt hij niet*.
    DoesNotSay,
    /// *Nog vragen*: as if it had not been asked.
    AskLater,
}

impl Said {
    /// The next one, for who goes through them with one key.
    pub const fn next(self) -> Self {
        match self {
            Self::AskLater => Self::Yes,
            Self::Yes => Self::No,
            Self::No => Self::DoesNotSay,
            Self::DoesNotSay => Self::AskLater,
        }
    }
}

/// One answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAnswer {
    /// Its own id: the id of the action that made it.
    pub id: FirstAnswerId,
    /// Who was asked.
    pub detainee: DetaineeId,
    /// What.
    pub question: Question,
    /// What they said.
    pub said: Said,
    /// In their words; may be empty.
    pub text: Pii<SafeText>,
    /// When, by the terminal's clock; never after receipt.
    pub at: DateTime<Utc>,
    /// Who asked.
    pub author: StaffId,
}

/// What is known of a child outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildFacts {
    /// The first letter of the name.
    pub letter: Pii<SafeText>,
    /// Year of birth.
    pub birth_year: Option<Pii<i32>>,
    /// Who cares for the child now.
    pub care: CareSituation,
    /// Whether that is settled, when known.
    pub arranged: Option<bool>,
    /// Whether contact is allowed, when known.
    pub contact_allowed: Option<bool>,
}

/// One version of what was said about a child; the latest of a child stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildEntry {
    /// Its own id: the id of the action that made it.
    pub id: ChildEntryId,
    /// Which child: the id of the first version.
    pub child: ChildId,
    /// Whose.
    pub detainee: DetaineeId,
    /// What is known.
    pub facts: ChildFacts,
    /// It was a mistake.
    pub struck: bool,
    /// When, by the terminal's clock; never after receipt.
    pub at: DateTime<Utc>,
    /// Who asked.
    pub author: StaffId,
}

/// Whether a text is one letter, as it may stand for a child.
pub fn is_a_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}
