//! What was done, as JSON: one body per kind of deed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use super::place::PlaceMarkDeed;
use super::{house, person, place};
use crate::domain::action::Deed;
use crate::domain::amend::Amendment;
use crate::domain::decide::Rejection;
use crate::domain::id::{
    DetaineeId, HandoverEntryId, MarkId, MovementId, NoteId, ProgrammeSlotId, RequestSlipId, RollCountId, RowId,
    SessionId, StaffId, VisitId, WingId,
};
use crate::text::{Pii, SafeText, check_note};
use crate::wire::body::{HeadcountBody, MarkWord, MovementWord, RequestWord, Word};

/// Most amendments of one deed: one for each field.
const MAX_AMENDMENTS: usize = 3;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MarkDeed {
    wing: Uuid,
    detainee: Uuid,
    item: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
    mark: MarkWord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NoteDeed {
    wing: Uuid,
    detainee: Uuid,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MovementDeed {
    wing: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detainee: Option<Uuid>,
    movement: MovementWord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RollCountDeed {
    wing: Uuid,
    slot: Uuid,
    day: NaiveDate,
    expected: HeadcountBody,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted: Option<HeadcountBody>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    second: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reported_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RequestDeed {
    wing: Uuid,
    detainee: Uuid,
    asked: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RequestStepDeed {
    wing: Uuid,
    detainee: Uuid,
    request: Uuid,
    state: RequestWord,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HandoverEntryDeed {
    wing: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detainee: Option<Uuid>,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct VisitStatusDeed {
    wing: Uuid,
    detainee: Uuid,
    visit: Uuid,
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instead_of: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AmendDeed {
    wing: Uuid,
    detainee: Uuid,
    item: Uuid,
    base_revision: u64,
    amendments: Vec<AmendmentBody>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "kebab-case", deny_unknown_fields)]
enum AmendmentBody {
    StartsAt { from: DateTime<Utc>, to: DateTime<Utc> },
    EndsAt { from: DateTime<Utc>, to: DateTime<Utc> },
    Place { from: Option<String>, to: Option<String> },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignUpDeed {
    wing: Uuid,
    detainee: Uuid,
    session: Uuid,
    #[serde(default, skip_serializing_if = "is_false")]
    withdraw: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(super) const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The body of a deed.
pub(super) fn encode(deed: &Deed) -> Result<Box<RawValue>, serde_json::Error> {
    match deed {
        Deed::Mark { wing, detainee, item, day, kind, replaces } => to_raw_value(&MarkDeed {
            wing: wing.0,
            detainee: detainee.0,
            item: item.0,
            day: *day,
            mark: (*kind).into(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::Note { wing, detainee, text, replaces } => to_raw_value(&NoteDeed {
            wing: wing.0,
            detainee: detainee.0,
            text: text.reveal().as_str().to_owned(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::Movement { wing, detainee, kind, replaces } => to_raw_value(&MovementDeed {
            wing: wing.0,
            detainee: detainee.map(|id| id.0),
            movement: kind.into(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::RollCount { wing, slot, day, expected, counted, second, reported_at, replaces } => {
            to_raw_value(&RollCountDeed {
                wing: wing.0,
                slot: slot.0,
                day: *day,
                expected: (*expected).into(),
                counted: counted.map(Into::into),
                second: second.map(|id| id.0),
                reported_at: *reported_at,
                replaces: replaces.map(|id| id.0),
            })
        }
        Deed::Request { wing, detainee, asked, text } => to_raw_value(&RequestDeed {
            wing: wing.0,
            detainee: detainee.0,
            asked: asked.word().to_owned(),
            text: text.reveal().as_str().to_owned(),
        }),
        Deed::RequestStep { wing, detainee, request, state } => to_raw_value(&RequestStepDeed {
            wing: wing.0,
            detainee: detainee.0,
            request: request.0,
            state: state.into(),
        }),
        Deed::HandoverEntry { wing, detainee, text, replaces } => to_raw_value(&HandoverEntryDeed {
            wing: wing.0,
            detainee: detainee.map(|id| id.0),
            text: text.reveal().as_str().to_owned(),
            replaces: replaces.map(|id| id.0),
        }),
        Deed::VisitStatus { wing, detainee, visit, status, instead_of } => to_raw_value(&VisitStatusDeed {
            wing: wing.0,
            detainee: detainee.0,
            visit: visit.0,
            status: status.word().to_owned(),
            instead_of: instead_of.map(|status| status.word().to_owned()),
        }),
        Deed::Amend { wing, detainee, item, base, amendments } => to_raw_value(&AmendDeed {
            wing: wing.0,
            detainee: detainee.0,
            item: item.0,
            base_revision: *base,
            amendments: amendments.iter().map(AmendmentBody::of).collect(),
        }),
        Deed::PlaceMark { .. } => place::encode(deed),
        Deed::Programme { .. } | Deed::Incident { .. } | Deed::KeepApart { .. } => house::encode(deed),
        Deed::LeaveAdvice { .. }
        | Deed::LeaveStep { .. }
        | Deed::MunicipalStep { .. }
        | Deed::ContactMoment { .. }
        | Deed::FirstAnswer { .. }
        | Deed::MdoContribution { .. }
        | Deed::Placement { .. }
        | Deed::Child { .. } => person::encode(deed),
        Deed::SignUp { wing, detainee, session, withdraw } => {
            to_raw_value(&SignUpDeed { wing: wing.0, detainee: detainee.0, session: session.0, withdraw: *withdraw })
        }
    }
}

/// Reads the body of a kind of deed.
///
/// # Errors
/// When it is not one, or a kind of a newer program.
pub(super) fn decode(kind: &str, body: &str) -> Result<Deed, Rejection> {
    match kind {
        "mark" => read(body, MarkDeed::deed),
        "note" => read(body, NoteDeed::deed),
        "movement" => read(body, MovementDeed::deed),
        "roll-count" => read(body, RollCountDeed::deed),
        "request" => read(body, RequestDeed::deed),
        "request-step" => read(body, RequestStepDeed::deed),
        "handover-entry" => read(body, HandoverEntryDeed::deed),
        "visit-status" => read(body, VisitStatusDeed::deed),
        "amend" => read(body, AmendDeed::deed),
        "sign-up" => read(body, SignUpDeed::deed),
        "place-mark" => read(body, PlaceMarkDeed::deed),
        _ => house::decode(kind, body),
    }
}

pub(super) fn read<T: DeserializeOwned>(body: &str, deed: impl FnOnce(T) -> Option<Deed>) -> Result<Deed, Rejection> {
    serde_json::from_str(body).ok().and_then(deed).ok_or(Rejection::Malformed)
}

/// A word, when there is one.
///
/// # Errors
/// When this program does not know it.
pub(super) fn maybe<T: Word>(word: Option<String>) -> Result<Option<T>, UnknownWord> {
    word.map(|word| T::from_word(&word).ok_or(UnknownWord)).transpose()
}

/// A word of a newer program.
pub(super) struct UnknownWord;

/// A text that is refused when a terminal would obey it, and never rewritten.
pub(super) fn text(text: &str) -> Option<Pii<SafeText>> {
    check_note(text).ok().map(Pii::new)
}

impl MarkDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::Mark {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            item: RowId(self.item),
            day: self.day,
            kind: self.mark.try_into().ok()?,
            replaces: self.replaces.map(MarkId),
        })
    }
}

impl NoteDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::Note {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            text: text(&self.text)?,
            replaces: self.replaces.map(NoteId),
        })
    }
}

impl MovementDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::Movement {
            wing: WingId(self.wing),
            detainee: self.detainee.map(DetaineeId),
            kind: self.movement.checked().ok()?.try_into().ok()?,
            replaces: self.replaces.map(MovementId),
        })
    }
}

impl RollCountDeed {
    #[expect(clippy::unnecessary_wraps, reason = "every deed can fail to be one, and this one cannot yet")]
    fn deed(self) -> Option<Deed> {
        Some(Deed::RollCount {
            wing: WingId(self.wing),
            slot: ProgrammeSlotId(self.slot),
            day: self.day,
            expected: self.expected.into(),
            counted: self.counted.map(Into::into),
            second: self.second.map(StaffId),
            reported_at: self.reported_at,
            replaces: self.replaces.map(RollCountId),
        })
    }
}

impl RequestDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::Request {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            asked: Word::from_word(&self.asked)?,
            text: text(&self.text)?,
        })
    }
}

impl RequestStepDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::RequestStep {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            request: RequestSlipId(self.request),
            state: self.state.checked().ok()?.try_into().ok()?,
        })
    }
}

impl HandoverEntryDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::HandoverEntry {
            wing: WingId(self.wing),
            detainee: self.detainee.map(DetaineeId),
            text: text(&self.text)?,
            replaces: self.replaces.map(HandoverEntryId),
        })
    }
}

impl VisitStatusDeed {
    fn deed(self) -> Option<Deed> {
        Some(Deed::VisitStatus {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            visit: VisitId(self.visit),
            status: Word::from_word(&self.status)?,
            instead_of: maybe(self.instead_of).ok()?,
        })
    }
}

impl AmendDeed {
    fn deed(self) -> Option<Deed> {
        if self.amendments.is_empty() || self.amendments.len() > MAX_AMENDMENTS {
            return None;
        }
        let amendments: Vec<_> = self.amendments.into_iter().map(AmendmentBody::amendment).collect::<Option<_>>()?;
        let same = |a: &Amendment, b: &Amendment| std::mem::discriminant(a) == std::mem::discriminant(b);
        // One field, one wish.
        let twice = amendments.iter().enumerate().any(|(at, a)| amendments.iter().skip(at + 1).any(|b| same(a, b)));
        (!twice).then_some(Deed::Amend {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            item: RowId(self.item),
            base: self.base_revision,
            amendments,
        })
    }
}

impl AmendmentBody {
    fn of(amendment: &Amendment) -> Self {
        let text = |text: &Option<SafeText>| text.as_ref().map(|text| text.as_str().to_owned());
        match amendment {
            Amendment::Starts { from, to } => Self::StartsAt { from: *from, to: *to },
            Amendment::Ends { from, to } => Self::EndsAt { from: *from, to: *to },
            Amendment::Place { from, to } => Self::Place { from: text(from), to: text(to) },
        }
    }

    fn amendment(self) -> Option<Amendment> {
        let line =
            |text: Option<String>| text.map(|text| check_note(&text).map(|_| SafeText::line(&text))).transpose().ok();
        Some(match self {
            Self::StartsAt { from, to } => Amendment::Starts { from, to },
            Self::EndsAt { from, to } => Amendment::Ends { from, to },
            Self::Place { from, to } => Amendment::Place { from: line(from)?, to: line(to)? },
        })
    }
}

impl SignUpDeed {
    #[expect(clippy::unnecessary_wraps, reason = "like every other deed")]
    fn deed(self) -> Option<Deed> {
        Some(Deed::SignUp {
            wing: WingId(self.wing),
            detainee: DetaineeId(self.detainee),
            session: SessionId(self.session),
            withdraw: self.withdraw,
        })
    }
}
