//! Bodies of the `wing/` stream: people, what is planned, what was seen.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::field::{Field, body, words};
use crate::domain::amend::{Changed, Plan};
use crate::domain::detainee::{Cell, Detainee, Moved, Programme};
use crate::domain::event::{Event, EventKind};
use crate::domain::id::{ContactId, DetaineeId, DeviceId, MarkId, RowId, StaffId, WingId};
use crate::domain::incident::Informed;
use crate::domain::leave::{LeaveKind, LeaveState, LeaveSummary, WaitsOn};
use crate::domain::mark::{AbsenceReason, Mark, MarkKind};
use crate::domain::measure::{Measure, MeasureKind};
use crate::domain::municipal::{MunicipalState, MunicipalSummary};
use crate::domain::visit::{ReviewReason, Visit, VisitKind, VisitStatus};
use crate::domain::work::{WorkKind, WorkShift};
use crate::text::SafeText;

words!(Programme { Basis = "basis", Plus = "plus" });

words!(VisitKind {
    Personal = "personal",
    Video = "video",
    Unsupervised = "unsupervised",
    ParentChild = "parent-child",
    Lawyer = "lawyer",
    Probation = "probation",
    Municipality = "municipality",
    Uwv = "uwv",
    Employer = "employer",
    Volunteer = "volunteer",
    Other = "other",
});

words!(VisitStatus {
    Planned = "planned",
    CalledUp = "called-up",
    Arrived = "arrived",
    Started = "started",
    Ended = "ended",
    Refused = "refused",
    NoShow = "no-show",
    Cancelled = "cancelled",
    CancelledByVisitor = "cancelled-by-visitor",
    CancelledByDetainee = "cancelled-by-detainee",
    CancelledByPrison = "cancelled-by-prison",
    VideoFailed = "video-failed",
});

words!(WorkKind { Work = "work", Training = "training" });

words!(EventKind {
    Court = "court",
    Transfer = "transfer",
    Hearing = "hearing",
    Medical = "medical",
    Mdo = "mdo",
    Education = "education",
    Other = "other",
});

words!(MeasureKind {
    Exclusion = "exclusion",
    Isolation = "isolation",
    PunishmentCell = "punishment-cell",
    VisitDenial = "visit-denial",
    Other = "other",
});

words!(AbsenceReason {
    Sick = "sick",
    Visit = "visit",
    Lawyer = "lawyer",
    Court = "court",
    Medical = "medical",
    Leave = "leave",
    Education = "education",
    NoWork = "no-work",
    StaffShortage = "staff-shortage",
    OrderMeasure = "order-measure",
    HolidaySunday = "holiday-sunday",
    NotCalled = "not-called",
    Refused = "refused",
    Other = "other",
});

/// A mark as the wire writes it: a step, and a reason where the step has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkWord {
    /// `left`, `arrived`, `started`, `ended`, `back`, `unlocked`, `locked-in`, `absent`, `stays-in-cell`, `told`, `taken-over`,
    /// `checked`, `reviewed`, `withdrawn`.
    pub step: String,
    /// With `absent` and `stays-in-cell`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// With `told`: who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// With `reviewed`: the `reviewSince` of the visit that was looked at, when it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
}

/// A mark of a newer program, or one whose reason is missing or too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mark that this program does not know")]
pub struct UnknownMark;

impl From<MarkKind> for MarkWord {
    fn from(kind: MarkKind) -> Self {
        let to = if let MarkKind::Told(who) = kind { Some(who.to_wire()) } else { None };
        let since = if let MarkKind::Reviewed(since) = kind { since } else { None };
        let (step, reason) = match kind {
            MarkKind::Left => ("left", None),
            MarkKind::Arrived => ("arrived", None),
            MarkKind::Started => ("started", None),
            MarkKind::Ended => ("ended", None),
            MarkKind::Back => ("back", None),
            MarkKind::Unlocked => ("unlocked", None),
            MarkKind::LockedIn => ("locked-in", None),
            MarkKind::Absent(reason) => ("absent", Some(reason)),
            MarkKind::StaysInCell(reason) => ("stays-in-cell", Some(reason)),
            MarkKind::Told(_) => ("told", None),
            MarkKind::TakenOver => ("taken-over", None),
            MarkKind::Checked => ("checked", None),
            MarkKind::Reviewed(_) => ("reviewed", None),
            MarkKind::Withdrawn => ("withdrawn", None),
        };
        Self { step: step.to_owned(), reason: reason.map(|reason| reason.to_wire()), to, since }
    }
}

impl TryFrom<MarkWord> for MarkKind {
    type Error = UnknownMark;

    fn try_from(word: MarkWord) -> Result<Self, UnknownMark> {
        let reason = word.reason.map(|reason| AbsenceReason::from_wire(reason).ok_or(UnknownMark)).transpose()?;
        let to = word.to.map(|who| Informed::from_wire(who).ok_or(UnknownMark)).transpose()?;
        match (word.step.as_str(), reason) {
            ("told", None) if word.since.is_none() => to.map(Self::Told).ok_or(UnknownMark),
            _ if to.is_some() => Err(UnknownMark),
            ("reviewed", None) => Ok(Self::Reviewed(word.since)),
            _ if word.since.is_some() => Err(UnknownMark),
            ("taken-over", None) => Ok(Self::TakenOver),
            ("checked", None) => Ok(Self::Checked),
            ("left", None) => Ok(Self::Left),
            ("arrived", None) => Ok(Self::Arrived),
            ("started", None) => Ok(Self::Started),
            ("ended", None) => Ok(Self::Ended),
            ("back", None) => Ok(Self::Back),
            ("unlocked", None) => Ok(Self::Unlocked),
            ("locked-in", None) => Ok(Self::LockedIn),
            ("absent", Some(reason)) => Ok(Self::Absent(reason)),
            ("stays-in-cell", Some(reason)) => Ok(Self::StaysInCell(reason)),
            ("withdrawn", None) => Ok(Self::Withdrawn),
            _ => Err(UnknownMark),
        }
    }
}

impl Field for MarkKind {
    type Wire = MarkWord;

    fn to_wire(&self) -> MarkWord {
        (*self).into()
    }

    fn from_wire(wire: MarkWord) -> Option<Self> {
        wire.try_into().ok()
    }
}

body!(DetaineeBody of Detainee { wing: WingId, cell: Cell, surname: SafeText, contact_restricted: bool } optional {
    prefix: SafeText,
    given_names: SafeText,
    group: SafeText,
    mentor: StaffId,
    second_mentor: StaffId,
    language: SafeText,
    arrived_on: NaiveDate,
    programme: Programme,
    moved: Moved,
});

/// From which wing somebody came, and since when.
#[derive(Serialize, Deserialize)]
pub(super) struct MovedWire {
    from: Uuid,
    at: DateTime<Utc>,
}

impl Field for Moved {
    type Wire = MovedWire;

    fn to_wire(&self) -> MovedWire {
        MovedWire { from: self.from.0, at: self.at }
    }

    fn from_wire(wire: MovedWire) -> Option<Self> {
        Some(Self { from: WingId(wire.from), at: wire.at })
    }
}

words!(ReviewReason {
    ContactBan = "contact-ban",
    VisitorRefused = "visitor-refused",
    Restriction = "restriction",
    VisitDenied = "visit-denied",
    Transfer = "transfer",
    Release = "release",
});

/// What a plan was before it was changed, as the wire writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangedWord {
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Uuid>,
}

impl Field for Changed {
    type Wire = ChangedWord;

    fn to_wire(&self) -> ChangedWord {
        ChangedWord {
            starts_at: self.before.starts_at,
            ends_at: self.before.ends_at,
            place: self.before.place.as_ref().map(Field::to_wire),
            at: self.at,
            by: self.by.map(|by| by.0),
        }
    }

    fn from_wire(wire: ChangedWord) -> Option<Self> {
        let ChangedWord { starts_at, ends_at, place, at, by } = wire;
        let before = Plan { starts_at, ends_at, place: place.and_then(SafeText::from_wire) };
        Some(Self { before, at, by: by.map(StaffId) })
    }
}

body!(VisitBody of Visit {
    detainee: DetaineeId,
    kind: VisitKind,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    status: VisitStatus,
} optional {
    room: SafeText,
    adults: u16,
    children: u16,
    visitors: BTreeSet<ContactId>,
    organisation: SafeText,
    called_at: DateTime<Utc>,
    review: BTreeSet<ReviewReason>,
    review_since: DateTime<Utc>,
    changed: Box<Changed>,
});

body!(WorkShiftBody of WorkShift {
    detainee: DetaineeId,
    workplace: SafeText,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    kind: WorkKind,
} optional { changed: Box<Changed> });

body!(EventBody of Event {
    detainee: DetaineeId,
    kind: EventKind,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
} optional { place: SafeText, changed: Box<Changed> });

body!(MeasureBody of Measure { detainee: DetaineeId, kind: MeasureKind, starts_at: DateTime<Utc> }
    optional { ends_at: DateTime<Utc> });

body!(MarkBody of Mark {
    item: RowId,
    detainee: DetaineeId,
    kind: MarkKind,
    observed_at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    author: StaffId,
    device: DeviceId,
    number: u64,
} optional { day: NaiveDate, replaces: MarkId, clock_skew_seconds: i64 });

body!(LeaveSummaryBody of LeaveSummary { detainee: DetaineeId, kind: LeaveKind, state: LeaveState } optional {
    waits_on: WaitsOn,
    waits_since: NaiveDate,
    leaves_at: DateTime<Utc>,
    returns_at: DateTime<Utc>,
});

body!(MunicipalSummaryBody of MunicipalSummary {
    detainee: DetaineeId,
    municipality: SafeText,
    state: MunicipalState,
} optional { unanswered_since: NaiveDate });
