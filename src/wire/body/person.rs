//! Bodies of what mentor and case manager write about a person: contacts, answers of the first days, children.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::field::{Field, Word, body, words};
use crate::domain::contact_moment::{ContactKind, ContactMoment};
use crate::domain::file::CareSituation;
use crate::domain::first_days::{ChildEntry, ChildFacts, FirstAnswer, Question, Said};
use crate::domain::id::{
    AgreementId, ChildId, ContactMomentId, DetaineeId, EventId, MdoContributionId, PlacementId, RowId, StaffId,
};
use crate::domain::leave::AdviceRole;
use crate::domain::mdo::{MdoContribution, Meeting};
use crate::domain::work::Placement;
use crate::text::{Pii, SafeText};

words!(ContactKind {
    MentorTalk = "mentor-talk",
    Talk = "talk",
    Call = "call",
    Video = "video",
    VideoFailed = "video-failed",
    Visit = "visit",
    Withdrawn = "withdrawn",
});

words!(Question {
    CalledHome = "called-home",
    AloneNow = "alone-now",
    Children = "children",
    Support = "support",
    Municipality = "municipality",
    Volunteer = "volunteer",
});

words!(Said { Yes = "yes", No = "no", DoesNotSay = "does-not-say", AskLater = "ask-later" });

body!(ContactMomentBody of ContactMoment {
    detainee: DetaineeId,
    kind: ContactKind,
    with_child: bool,
    text: Pii<SafeText>,
    at: DateTime<Utc>,
    author: StaffId,
} optional { next_on: NaiveDate, replaces: ContactMomentId });

body!(FirstAnswerBody of FirstAnswer {
    detainee: DetaineeId,
    question: Question,
    said: Said,
    text: Pii<SafeText>,
    at: DateTime<Utc>,
    author: StaffId,
} optional {});

body!(ChildEntryBody of ChildEntry {
    child: ChildId,
    detainee: DetaineeId,
    facts: ChildFacts,
    struck: bool,
    at: DateTime<Utc>,
    author: StaffId,
} optional {});

/// What is known of a child, as the wire writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChildWord {
    /// The first letter of the name.
    pub letter: String,
    /// Year of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i32>,
    /// Who cares: a word of `contacts.csv`.
    pub care: String,
    /// Whether that is settled, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arranged: Option<bool>,
    /// Whether contact is allowed, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_allowed: Option<bool>,
}

impl Field for ChildFacts {
    type Wire = ChildWord;

    fn to_wire(&self) -> ChildWord {
        ChildWord {
            letter: self.letter.to_wire(),
            birth_year: self.birth_year.as_ref().map(Field::to_wire),
            care: self.care.word().to_owned(),
            arranged: self.arranged,
            contact_allowed: self.contact_allowed,
        }
    }

    fn from_wire(wire: ChildWord) -> Option<Self> {
        Some(Self {
            letter: Field::from_wire(wire.letter)?,
            birth_year: wire.birth_year.map(Pii::new),
            care: CareSituation::from_word(&wire.care)?,
            arranged: wire.arranged,
            contact_allowed: wire.contact_allowed,
        })
    }
}

impl From<&ChildFacts> for ChildWord {
    fn from(facts: &ChildFacts) -> Self {
        facts.to_wire()
    }
}

impl ChildWord {
    /// What it says; none for a word of a newer program.
    pub fn facts(self) -> Option<ChildFacts> {
        ChildFacts::from_wire(self)
    }
}

body!(MdoContributionBody of MdoContribution {
    event: EventId,
    detainee: DetaineeId,
    role: AdviceRole,
    text: Pii<SafeText>,
    at: DateTime<Utc>,
    author: StaffId,
} optional { replaces: MdoContributionId });

body!(MeetingBody of Meeting {
    event: EventId,
    detainee: DetaineeId,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
} optional {});

body!(PlacementBody of Placement { detainee: DetaineeId, agreement: AgreementId, on: NaiveDate, author: StaffId }
    optional { replaces: PlacementId });
