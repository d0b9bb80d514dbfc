//! Municipal handover (*gemeentelijke overdracht*, *nazorg*; dictionary § 7).

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{BasicConditionId, DetaineeId, MunicipalHandoverId, MunicipalStepId, RowId, StaffId};
use crate::text::SafeText;

/// How far the handover is (dictionary § 7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MunicipalState {
    /// *Nog niet begonnen*.
    NotStarted,
    /// *Gemeente bekend*.
    MunicipalityIdentified,
    /// *Start gemeld*.
    StartSignalSent,
    /// *Intake gedeeld*.
    IntakeShared,
    /// *Plan gestuurd*.
    PlanShared,
    /// *Gemeente reageerde*.
    CoordinatorResponded,
    /// *Uitgenodigd*.
    InvitedInside,
    /// *Binnen gesproken*: invited is not met.
    MetInside,
    /// *Plan voor vrijlating klaar*.
    PreReleasePlan,
    /// *Vrij*.
    Released,
    /// *Nazorg bevestigd*.
    AftercareConfirmed,
    /// *Afgesloten*.
    Closed,
}

impl MunicipalState {
    /// Every state, in order.
    pub const ALL: [Self; 12] = [
        Self::NotStarted,
        Self::MunicipalityIdentified,
        Self::StartSignalSent,
        Self::IntakeShared,
        Self::PlanShared,
        Self::CoordinatorResponded,
        Self::InvitedInside,
        Self::MetInside,
        Self::PreReleasePlan,
        Self::Released,
        Self::AftercareConfirmed,
        Self::Closed,
    ];

    /// The row that holds who did this step of a handover: one per step.
    pub fn row(self, handover: MunicipalHandoverId) -> RowId {
        let purpose = match self {
            Self::NotStarted => "municipal-step-not-started",
            Self::MunicipalityIdentified => "municipal-step-municipality-identified",
            Self::StartSignalSent => "municipal-step-start-signal-sent",
            Self::IntakeShared => "municipal-step-intake-shared",
            Self::PlanShared => "municipal-step-plan-shared",
            Self::CoordinatorResponded => "municipal-step-coordinator-responded",
            Self::InvitedInside => "municipal-step-invited-inside",
            Self::MetInside => "municipal-step-met-inside",
            Self::PreReleasePlan => "municipal-step-pre-release-plan",
            Self::Released => "municipal-step-released",
            Self::AftercareConfirmed => "municipal-step-aftercare-confirmed",
            Self::Closed => "municipal-step-closed",
        };
        RowId::derived(handover.0, purpose)
    }
}

/// Who says that a step was done, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Witness {
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Who says so.
    pub by: StaffId,
}

/// One step of a handover, in the file of a person. Two people who both did it are one step with two witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalStep {
    /// Derived from handover and step ([`MunicipalState::row`]).
    pub id: MunicipalStepId,
    /// The handover.
    pub handover: MunicipalHandoverId,
    /// About whom.
    pub detainee: DetaineeId,
    /// Which step.
    pub step: MunicipalState,
    /// Who did it; nobody when it was taken back.
    pub witnesses: BTreeSet<Witness>,
    /// How far the handover was before this step: where taking it back leads.
    pub before: MunicipalState,
}

/// A handover to the municipality, in the file of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalHandover {
    /// Whose.
    pub id: MunicipalHandoverId,
    /// About whom.
    pub detainee: DetaineeId,
    /// Municipality code, `GMxxxx`.
    pub municipality: SafeText,
    /// Coordinator at the municipality.
    pub coordinator: Option<SafeText>,
    /// How far.
    pub state: MunicipalState,
    /// Last message to the municipality.
    pub last_message_on: Option<NaiveDate>,
    /// Their answer to it.
    pub acknowledged_on: Option<NaiveDate>,
    /// The release date that they were told.
    pub release_date_told: Option<NaiveDate>,
}

/// What the wing sees of a handover: never a release date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalSummary {
    /// Derived from the handover; an id of its own.
    pub id: MunicipalHandoverId,
    /// About whom.
    pub detainee: DetaineeId,
    /// Municipality code, `GMxxxx`.
    pub municipality: SafeText,
    /// How far.
    pub state: MunicipalState,
    /// Since when a message waits for an answer; none when answered or nothing was sent.
    pub unanswered_since: Option<NaiveDate>,
}

impl MunicipalHandover {
    /// What the wing may see of it.
    pub fn summary(&self) -> MunicipalSummary {
        let answered = match (self.last_message_on, self.acknowledged_on) {
            (Some(sent), Some(answer)) => answer >= sent,
            _ => false,
        };
        MunicipalSummary {
            id: super::id::RowId::derived(self.id.0, "municipal-summary").into(),
            detainee: self.detainee,
            municipality: self.municipality.clone(),
            state: self.state,
            unanswered_since: self.last_message_on.filter(|_| !answered),
        }
    }
}

/// The basic conditions for return (*basisvoorwaarden*; Bestuurlijk akkoord 1-7-2019).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// A valid identity document.
    IdDocument,
    /// *Onderdak*.
    Housing,
    /// *Werk en inkomen*.
    WorkIncome,
    /// *Schulden*.
    Debts,
    /// *Zorg*.
    Care,
}

/// How a basic condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionStatus {
    /// Not asked or not known: a signal in itself.
    Unknown,
    /// *Geregeld*.
    InOrder,
    /// *Open*.
    ActionOpen,
    /// *Overgedragen*.
    HandedOver,
    /// *Wil niet*.
    Refused,
    /// *Niet nodig*.
    NotApplicable,
}

/// One basic condition of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasicCondition {
    /// Whose.
    pub id: BasicConditionId,
    /// Of whom.
    pub detainee: DetaineeId,
    /// Which of the five.
    pub condition: Condition,
    /// How it stands.
    pub status: ConditionStatus,
    /// Who does something about it, as the source writes it.
    pub owner: Option<SafeText>,
    /// By when.
    pub due_on: Option<NaiveDate>,
}
