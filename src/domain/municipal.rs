//! Municipal handover (*gemeentelijke overdracht*, *nazorg*; dictionary § 7).

use chrono::NaiveDate;

use super::id::{BasicConditionId, DetaineeId, MunicipalHandoverId};
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
