//! Bodies of deeds about a person's file: leave, municipality, contacts, the first days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use super::deed::{is_false, maybe, read, text};
use crate::domain::action::Deed;
use crate::domain::decide::Rejection;
use crate::domain::id::{
    AgreementId, ChildId, ContactMomentId, DetaineeId, EventId, LeaveRequestId, MdoContributionId, MunicipalHandoverId,
    PlacementId,
};
use crate::wire::body::{ChildWord, Word};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LeaveAdviceDeed {
    detainee: Uuid,
    request: Uuid,
    role: String,
    text: String,
    base_revision: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LeaveStepDeed {
    detainee: Uuid,
    request: Uuid,
    state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
    base_revision: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MunicipalStepDeed {
    detainee: Uuid,
    handover: Uuid,
    step: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undo_revision: Option<u64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ContactMomentDeed {
    detainee: Uuid,
    kind: String,
    #[serde(default, skip_serializing_if = "is_false")]
    with_child: bool,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FirstAnswerDeed {
    detainee: Uuid,
    question: String,
    said: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MdoContributionDeed {
    detainee: Uuid,
    event: Uuid,
    role: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PlacementDeed {
    detainee: Uuid,
    agreement: Uuid,
    on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ChildDeed {
    detainee: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    child: Option<Uuid>,
    facts: ChildWord,
    #[serde(default, skip_serializing_if = "is_false")]
    struck: bool,
}

/// The body of a deed about a file.
///
/// # Errors
/// For any other deed.
pub(super) fn encode(deed: &Deed) -> Result<Box<RawValue>, serde_json::Error> {
    match deed {
        Deed::LeaveAdvice { detainee, request, role, text, base } => to_raw_value(&LeaveAdviceDeed {
            detainee: detainee.0,
            request: request.0,
            role: role.word().to_owned(),
            text: text.reveal().as_str().to_owned(),
            base_revision: *base,
        }),
        Deed::LeaveStep { detainee, request, state, authority, base } => to_raw_value(&LeaveStepDeed {
            detainee: detainee.0,
            request: request.0,
            state: state.word().to_owned(),
            authority: authority.map(|authority| authority.word().to_owned()),
            base_revision: *base,
        }),
        Deed::MunicipalStep { detainee, handover, step, undo } => to_raw_value(&MunicipalStepDeed {
            detainee: detainee.0,
            handover: handover.0,
            step: step.word().to_owned(),
            undo_revision: *undo,
        }),
        Deed::ContactMoment { detainee, kind, with_child, text, next_on, replaces } => {
            to_raw_value(&ContactMomentDeed {
                detainee: detainee.0,
                kind: kind.word().to_owned(),
                with_child: *with_child,
                text: text.reveal().as_str().to_owned(),
                next_on: *next_on,
                replaces: replaces.map(|id| id.0),
            })
        }
        Deed::FirstAnswer { detainee, question, said, text } => to_raw_value(&FirstAnswerDeed {
            detainee: detainee.0,
            question: question.word().to_owned(),
            said: said.word().to_owned(),
            text: text.reveal().as_str().to_owned(),
        }),
        Deed::MdoContribution { detainee, event, role, text, replaces } => to_raw_value(&MdoContributionDeed {
            detainee: detainee.0,
            event: event.0,
            role: role.word().to_owned(),
            text: text.reveal().as_str().to_owned(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::Placement { detainee, agreement, on, replaces } => to_raw_value(&PlacementDeed {
            detainee: detainee.0,
            agreement: agreement.0,
            on: *on,
            replaces: replaces.map(|id| id.0),
        }),
        Deed::Child { detainee, child, facts, struck } => to_raw_value(&ChildDeed {
            detainee: detainee.0,
            child: child.map(|id| id.0),
            facts: facts.into(),
            struck: *struck,
        }),
        _ => Err(serde::ser::Error::custom("not about a file")),
    }
}

/// Reads the body of a kind of deed about a file.
///
/// # Errors
/// When it is not one, or a kind of a newer program.
pub(super) fn decode(kind: &str, body: &str) -> Result<Deed, Rejection> {
    match kind {
        "leave-advice" => read(body, LeaveAdviceDeed::deed),
        "leave-step" => read(body, LeaveStepDeed::deed),
        "municipal-step" => read(body, MunicipalStepDeed::deed),
        "contact-moment" => read(body, ContactMomentDeed::deed),
        "first-answer" => read(body, FirstAnswerDeed::deed),
        "mdo-contribution" => read(body, MdoContributionDeed::deed),
        "placement" => read(body, PlacementDeed::deed),
        "child" => read(body, ChildDeed::deed),
        _ => Err(Rejection::UnknownDeed),
    }
}

impl LeaveAdviceDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::LeaveAdvice {
            detainee: DetaineeId(self.detainee),
            request: LeaveRequestId(self.request),
            role: Word::from_word(&self.role)?,
            text: text(&self.text)?,
            base: self.base_revision,
        })
    }
}

impl LeaveStepDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::LeaveStep {
            detainee: DetaineeId(self.detainee),
            request: LeaveRequestId(self.request),
            state: Word::from_word(&self.state)?,
            authority: maybe(self.authority).ok()?,
            base: self.base_revision,
        })
    }
}

impl MunicipalStepDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::MunicipalStep {
            detainee: DetaineeId(self.detainee),
            handover: MunicipalHandoverId(self.handover),
            step: Word::from_word(&self.step)?,
            undo: self.undo_revision,
        })
    }
}

impl ContactMomentDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::ContactMoment {
            detainee: DetaineeId(self.detainee),
            kind: Word::from_word(&self.kind)?,
            with_child: self.with_child,
            text: text(&self.text)?,
            next_on: self.next_on,
            replaces: self.replaces.map(ContactMomentId),
        })
    }
}

impl FirstAnswerDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::FirstAnswer {
            detainee: DetaineeId(self.detainee),
            question: Word::from_word(&self.question)?,
            said: Word::from_word(&self.said)?,
            text: text(&self.text)?,
        })
    }
}

impl MdoContributionDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::MdoContribution {
            detainee: DetaineeId(self.detainee),
            event: EventId(self.event),
            role: Word::from_word(&self.role)?,
            text: text(&self.text)?,
            replaces: self.replaces.map(MdoContributionId),
        })
    }
}

impl PlacementDeed {
    #[expect(clippy::unnecessary_wraps, reason = "like every other deed")]
    fn deed(self) -> Option<Deed> {
        Some(Deed::Placement {
            detainee: DetaineeId(self.detainee),
            agreement: AgreementId(self.agreement),
            on: self.on,
            replaces: self.replaces.map(PlacementId),
        })
    }
}

impl ChildDeed {
    fn deed(self) -> Option<Deed> {
        text(&self.facts.letter)?;
        Some(Deed::Child {
            detainee: DetaineeId(self.detainee),
            child: self.child.map(ChildId),
            facts: self.facts.facts()?,
            struck: self.struck,
        })
    }
}
