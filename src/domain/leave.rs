//! Leave (*verlof*; Rtvi): the request in the file, and what the wing sees of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{DetaineeId, LeaveAdviceId, LeaveRequestId, LeaveStepId, RowId, StaffId};
use crate::text::{Pii, SafeText};

/// What kind of leave (dictionary § 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeaveKind {
    /// *Kortdurend re-integratieverlof* (Rtvi 19).
    ShortReintegration,
    /// The same for the social network (Rtvi 19a).
    ShortReintegrationNetwork,
    /// *Langdurend re-integratieverlof* (Rtvi 20).
    LongReintegration,
    /// *Re-integratieverlof voor extramurale arbeid* (Rtvi 20a).
    ExtramuralWork,
    /// *ISD-verlof* (Rtvi 20c).
    IsdLeave,
    /// *Incidenteel verlof* (Rtvi 21–33).
    Incidental,
    /// *Strafonderbreking* (Rtvi 34–40).
    SentenceInterruption,
    /// *Eindverlof* (Rtvi 33a–33c).
    EndLeave,
}

/// How far a leave request is (dictionary § 6.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeaveState {
    /// *Concept*.
    Draft,
    /// *Ingediend*.
    Submitted,
    /// *Advies gevraagd*.
    AdviceGathering,
    /// *Gehoord*.
    Heard,
    /// *Naar minister*.
    ForwardedToMinister,
    /// *Toegestaan*.
    Granted,
    /// *Afgewezen*.
    Refused,
    /// *Verlofpas klaar*.
    PassIssued,
    /// *Buiten*.
    Out,
    /// *Terug*.
    Returned,
    /// *Te laat terug*.
    ReturnedLate,
    /// *Niet terug*.
    NotReturned,
    /// *Ziek gemeld, buiten*.
    SickReported,
    /// *Nabesproken*.
    Evaluated,
    /// *Ingetrokken door hemzelf*.
    WithdrawnByDetainee,
    /// *Besluit ingetrokken*.
    Revoked,
    /// *Verzet*.
    Moved,
    /// *Overgenomen door andere PI*.
    TakenOver,
}

impl LeaveState {
    /// Whether somebody still has to do something about it.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Refused | Self::Evaluated | Self::WithdrawnByDetainee | Self::Revoked | Self::TakenOver)
    }

    /// Whether the person may be going out: a date to leave means something.
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Granted | Self::PassIssued | Self::Out | Self::SickReported)
    }

    /// Whether somebody with the power to do so decided: such a step names who.
    pub const fn is_decision(self) -> bool {
        matches!(self, Self::Granted | Self::Refused | Self::Revoked)
    }

    /// Whether a request in this state may go to that one (dictionary § 6.8).
    pub const fn may_become(self, next: Self) -> bool {
        use LeaveState as S;
        match next {
            S::Draft => false,
            S::Submitted => matches!(self, S::Draft),
            S::AdviceGathering => matches!(self, S::Submitted),
            S::Heard => matches!(self, S::AdviceGathering),
            S::ForwardedToMinister => matches!(self, S::AdviceGathering | S::Heard),
            S::Granted | S::Refused => matches!(self, S::AdviceGathering | S::Heard | S::ForwardedToMinister),
            S::PassIssued => matches!(self, S::Granted),
            S::Out => matches!(self, S::PassIssued),
            S::Returned | S::ReturnedLate | S::NotReturned | S::SickReported => matches!(self, S::Out),
            S::Evaluated => matches!(self, S::Returned | S::ReturnedLate | S::NotReturned | S::SickReported),
            // Aside of the road, while nobody has gone out yet.
            S::WithdrawnByDetainee | S::TakenOver => self.is_before_leaving(),
            S::Revoked | S::Moved => matches!(self, S::Granted | S::PassIssued),
        }
    }

    const fn is_before_leaving(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Submitted
                | Self::AdviceGathering
                | Self::Heard
                | Self::ForwardedToMinister
                | Self::Granted
                | Self::PassIssued
        )
    }
}

/// Who decides about leave (dictionary § 6.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// *Directeur*.
    Governor,
    /// *Selectiefunctionaris*.
    SelectionOfficer,
    /// *Minister*.
    Minister,
}

/// As whom something is written for a leave request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdviceRole {
    /// *Inbreng mentor*.
    Mentor,
    /// *Inbreng casemanager*.
    CaseManager,
}

impl AdviceRole {
    /// The row that holds what this role wrote for a request: one per role.
    pub fn row(self, request: LeaveRequestId) -> RowId {
        let purpose = match self {
            Self::Mentor => "leave-advice-mentor",
            Self::CaseManager => "leave-advice-case-manager",
        };
        RowId::derived(request.0, purpose)
    }
}

/// What somebody wrote for a leave request, in the file of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveAdvice {
    /// Derived from request and role ([`AdviceRole::row`]).
    pub id: LeaveAdviceId,
    /// The request.
    pub request: LeaveRequestId,
    /// Who asks for leave.
    pub detainee: DetaineeId,
    /// As whom it was written.
    pub role: AdviceRole,
    /// What was written, lines kept.
    pub text: Pii<SafeText>,
    /// Who wrote it.
    pub author: StaffId,
    /// When, by the terminal's clock.
    pub written_at: DateTime<Utc>,
}

/// One step of a leave request: what it became, who entered it, and who decided. Appended, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveStep {
    /// The id of the action that made it.
    pub id: LeaveStepId,
    /// The request.
    pub request: LeaveRequestId,
    /// Who asks for leave.
    pub detainee: DetaineeId,
    /// What it was.
    pub from: LeaveState,
    /// What it became.
    pub to: LeaveState,
    /// Who decided, for a decision.
    pub authority: Option<Authority>,
    /// Who entered it.
    pub author: StaffId,
    /// When, by the terminal's clock.
    pub at: DateTime<Utc>,
}

/// On whom a leave request waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitsOn {
    /// The mentor's contribution (*inbreng mentor*).
    Mentor,
    /// *Casemanager*.
    CaseManager,
    /// Liberties committee (*plaatsings- en vrijhedencommissie*, PVC).
    LibertiesCommittee,
    /// Public prosecution (OM).
    Prosecution,
    /// *Reclassering*.
    Probation,
    /// *Politie*.
    Police,
    /// *Gemeente*.
    Municipality,
    /// *Directeur*.
    Governor,
    /// *Selectiefunctionaris*.
    SelectionOfficer,
    /// Evaluation of the previous leave (Rtvi 18(4)).
    Evaluation,
    /// The detainee: a document is missing.
    Detainee,
    /// Somebody whom this program does not know.
    Other,
}

/// A leave request in the file of a person: mentor and case manager only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRequest {
    /// Whose.
    pub id: LeaveRequestId,
    /// Who asks.
    pub detainee: DetaineeId,
    /// What kind.
    pub kind: LeaveKind,
    /// When it was handed in.
    pub submitted_on: NaiveDate,
    /// What for (Rtvi 15(1)): never on the wing.
    pub goal: Option<SafeText>,
    /// Planned departure.
    pub leaves_at: Option<DateTime<Utc>>,
    /// Due back.
    pub returns_at: Option<DateTime<Utc>>,
    /// How far.
    pub state: LeaveState,
    /// On whom it waits.
    pub waits_on: Option<WaitsOn>,
    /// Since when it waits.
    pub waits_since: Option<NaiveDate>,
}

/// What the wing sees of a leave request: kind, waits on, days, leaving and due time; never goal or ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveSummary {
    /// Derived from the request; an id of its own.
    pub id: LeaveRequestId,
    /// Who asks.
    pub detainee: DetaineeId,
    /// What kind.
    pub kind: LeaveKind,
    /// How far.
    pub state: LeaveState,
    /// On whom it waits.
    pub waits_on: Option<WaitsOn>,
    /// Since when it waits.
    pub waits_since: Option<NaiveDate>,
    /// Planned departure, once granted.
    pub leaves_at: Option<DateTime<Utc>>,
    /// Due back, once granted.
    pub returns_at: Option<DateTime<Utc>>,
}

impl LeaveRequest {
    /// What the wing may see of it.
    pub fn summary(&self) -> LeaveSummary {
        let granted = self.state.is_granted();
        LeaveSummary {
            id: super::id::RowId::derived(self.id.0, "leave-summary").into(),
            detainee: self.detainee,
            kind: self.kind,
            state: self.state,
            waits_on: self.waits_on,
            waits_since: self.waits_since,
            leaves_at: self.leaves_at.filter(|_| granted),
            returns_at: self.returns_at.filter(|_| granted),
        }
    }
}
