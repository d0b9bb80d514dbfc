//! Leave (*verlof*; Rtvi): the request in the file, and what the wing sees of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{DetaineeId, LeaveRequestId};
use crate::text::SafeText;

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
