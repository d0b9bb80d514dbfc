//! The body of a request slip: what was asked, of whom, and how far it is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::field::{Field, body, words};
use crate::domain::id::{DetaineeId, RequestSlipId, RowId, StaffId};
use crate::domain::request::{Asked, RequestSlip, RequestState};
use crate::text::{BadText, Pii, SafeText, check_note};

words!(Asked {
    Mentor = "mentor",
    CaseManager = "case-manager",
    WingHead = "wing-head",
    SpiritualCare = "spiritual-care",
    Library = "library",
    Work = "work",
    Volunteers = "volunteers",
    Other = "other",
});

/// How far a request is, as the wire writes it: a word, and an answer where the word has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestWord {
    /// `new`, `answered`, `told`, `withdrawn`.
    pub step: String,
    /// With `answered` and `told`: the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

impl RequestWord {
    /// The same, if nothing in it is for a terminal to obey: what comes from outside is refused, and never rewritten.
    ///
    /// # Errors
    /// At the first character that may not be written down.
    pub fn checked(self) -> Result<Self, BadText> {
        let answer =
            self.answer.map(|answer| check_note(&answer).map(|answer| answer.as_str().to_owned())).transpose()?;
        Ok(Self { step: self.step, answer })
    }
}

/// A step of a newer program, or one whose answer is missing or too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a step of a request that this program does not know")]
pub struct UnknownStep;

impl From<&RequestState> for RequestWord {
    fn from(state: &RequestState) -> Self {
        let step = match state {
            RequestState::New => "new",
            RequestState::Answered(_) => "answered",
            RequestState::Told(_) => "told",
            RequestState::Withdrawn => "withdrawn",
        };
        let answer = state.answer().map(|answer| answer.reveal().as_str().to_owned());
        Self { step: step.to_owned(), answer }
    }
}

impl TryFrom<RequestWord> for RequestState {
    type Error = UnknownStep;

    fn try_from(word: RequestWord) -> Result<Self, UnknownStep> {
        let answer = word.answer.map(|answer| Pii::new(SafeText::block(&answer)));
        match (word.step.as_str(), answer) {
            ("new", None) => Ok(Self::New),
            ("answered", Some(answer)) => Ok(Self::Answered(answer)),
            ("told", Some(answer)) => Ok(Self::Told(answer)),
            ("withdrawn", None) => Ok(Self::Withdrawn),
            _ => Err(UnknownStep),
        }
    }
}

impl Field for RequestState {
    type Wire = RequestWord;

    fn to_wire(&self) -> RequestWord {
        self.into()
    }

    fn from_wire(wire: RequestWord) -> Option<Self> {
        wire.try_into().ok()
    }
}

body!(RequestSlipBody of RequestSlip {
    first: RequestSlipId,
    detainee: DetaineeId,
    asked: Asked,
    text: Pii<SafeText>,
    asked_at: DateTime<Utc>,
    state: RequestState,
    author: StaffId,
    written_at: DateTime<Utc>,
} optional { replaces: RequestSlipId, replaced_on: NaiveDate });
