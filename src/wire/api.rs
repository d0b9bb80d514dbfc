//! Questions and answers of the API, camelCase.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::domain::decide::{Outcome, Rejection};
use crate::domain::id::RowId;
use crate::domain::row::Check;
use crate::domain::stream::{StreamId, StreamKind};

/// `GET /v1/streams`: the streams that the caller may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Heads {
    /// The database's lineage; a restore from backup changes it.
    pub epoch: String,
    /// In the order of kind and id.
    pub streams: Vec<Head>,
}

/// One stream: where it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// `facility`, `wing`, `person`, `volunteers`, `visits`, `work`.
    pub kind: String,
    /// What it is about.
    pub id: Uuid,
    /// Sequence of its last change.
    pub head: u64,
    /// Count and checksum of its live rows.
    #[serde(flatten)]
    pub check: WireCheck,
}

impl Head {
    /// Which stream, when this program knows its kind.
    pub fn stream(&self) -> Option<StreamId> {
        self.kind.parse::<StreamKind>().ok().map(|kind| StreamId { kind, id: self.id })
    }
}

/// Count and checksum of a stream's live rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WireCheck {
    /// Live rows.
    pub count: u64,
    /// The checksum as 16 hexadecimal digits: a JSON number cannot hold 64 bits.
    pub sum: String,
}

impl From<Check> for WireCheck {
    fn from(check: Check) -> Self {
        Self { count: check.count, sum: format!("{:016x}", check.sum) }
    }
}

impl WireCheck {
    /// The checksum as a number; none when it is not 16 hexadecimal digits.
    pub fn check(&self) -> Option<Check> {
        let sum = u64::from_str_radix(&self.sum, 16).ok().filter(|_| self.sum.len() == 16)?;
        Some(Check { count: self.count, sum })
    }
}

/// `GET /v1/streams/{kind}/{id}/changes`: rows after a cursor, in the order of their last change.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The rows.
    pub rows: Vec<WireRow>,
    /// Where to go on. Opaque.
    pub cursor: String,
    /// Whether there is more after it.
    pub more: bool,
    /// Count and checksum in the same snapshot, only when there is no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<WireCheck>,
}

/// A row as the wire carries it.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WireRow {
    /// Whose row.
    pub id: Uuid,
    /// What kind of thing.
    pub kind: String,
    /// Goes up with every change: from 1, or from a higher one where the stream has forgotten what was gone.
    pub revision: u64,
    /// The stream's counter at its last change.
    pub sequence: u64,
    /// The local day that it starts on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// What it says; absent when the row left the stream.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "hub", schema(value_type = Option<Object>))]
    pub body: Option<Box<RawValue>>,
}

/// One row, as integrators read it. Its `ETag` says which version this is.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Resource {
    /// Whose row.
    pub id: Uuid,
    /// What kind of thing: `visit`, `note`.
    pub kind: String,
    /// Counts its changes from 1.
    pub revision: u64,
    /// What it says, as in the streams.
    #[cfg_attr(feature = "hub", schema(value_type = Object))]
    pub body: Box<RawValue>,
}

/// Rows of one kind, in the order of their ids.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Resources {
    /// At most as many as asked for.
    pub items: Vec<Resource>,
    /// Give this as `after` to go on; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Uuid>,
}

/// `PUT /v1/visits/{id}`: what of a visit can change. Either its status or its plan, one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VisitChange {
    /// `planned`, `called-up`, `arrived`, `started`, `ended`, `no-show`, `cancelled`.
    pub status: String,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Where; absent when that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
}

/// `PUT /v1/work-shifts/{id}`: what of a work shift can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShiftChange {
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Where: the name of a workplace.
    pub workplace: String,
}

/// `POST /v1/notes`: a note on a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewNote {
    /// About whom.
    pub detainee: Uuid,
    /// What is written.
    pub text: String,
}

/// `POST /v1/shift-handovers`: what the next shift has to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewHandoverEntry {
    /// The wing that hands over.
    pub wing: Uuid,
    /// About whom; absent when it is about the whole wing.
    pub detainee: Option<Uuid>,
    /// What is written.
    pub text: String,
}

/// A text that is written for something: a new version of a note or of a handover entry, an advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WrittenText {
    /// What is written.
    pub text: String,
}

/// `GET /v1/devices/{device}`: what the hub knows of a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Which.
    pub id: Uuid,
    /// Number of the last action that the hub decided; 0 when there is none.
    pub last_number: u64,
    /// Number of the last look that the hub has; 0 when there is none.
    #[serde(default)]
    pub last_look: u64,
    /// The database's lineage.
    pub epoch: String,
}

/// `PUT /v1/devices/{device}`: makes a terminal known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Enrol {
    /// What people call it: `Kantoor A1`. Never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `POST /v1/devices/{device}/actions`: consecutive actions, in order.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActionBatch {
    /// 1 to 100 actions, each as the terminal's journal holds it.
    #[cfg_attr(feature = "hub", schema(value_type = Vec<Object>))]
    pub actions: Vec<Box<RawValue>>,
}

/// `POST /v1/devices/{device}/looks`: who opened which file.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LookBatch {
    /// 1 to 100 looks with rising numbers, each as the terminal's journal holds it.
    #[cfg_attr(feature = "hub", schema(value_type = Vec<super::look::WireLook>))]
    pub looks: Vec<Box<RawValue>>,
}

/// What the hub has of a terminal's looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LooksTaken {
    /// Number of the last look that the hub has.
    pub last_look: u64,
}

/// What became of actions.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Outcomes {
    /// In number order, each as the hub stored it.
    #[cfg_attr(feature = "hub", schema(value_type = Vec<WireOutcome>))]
    pub outcomes: Vec<Box<RawValue>>,
}

/// What became of one action. Final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WireOutcome {
    /// Which action of the device.
    pub number: u64,
    /// `applied`, `already-applied`, `merged`, `waiting-list`, `conflict`, `rejected`, `voided`.
    pub outcome: String,
    /// With `rejected`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// With `waiting-list`: the place in the line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// With `conflict`: the row that stands in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Uuid>,
}

/// An outcome that this program cannot read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the outcome of action {number} is of a kind that this program does not know")]
pub struct UnknownOutcome {
    /// Which action.
    pub number: u64,
}

impl WireOutcome {
    /// Writes an outcome down.
    pub fn new(number: u64, outcome: &Outcome) -> Self {
        let mut wire = Self { number, outcome: String::new(), code: None, place: None, current: None };
        let name = match outcome {
            Outcome::Applied => "applied",
            Outcome::AlreadyApplied => "already-applied",
            Outcome::Merged => "merged",
            Outcome::WaitingList(place) => {
                wire.place = Some(*place);
                "waiting-list"
            }
            Outcome::Conflict { current } => {
                wire.current = Some(current.0);
                "conflict"
            }
            Outcome::Rejected(code) => {
                wire.code = Some(code.as_str().to_owned());
                "rejected"
            }
            Outcome::Voided => "voided",
        };
        wire.outcome = name.into();
        wire
    }

    /// Reads an outcome.
    ///
    /// # Errors
    /// When a newer hub sends an outcome or a reason that this program does not know.
    pub fn outcome(&self) -> Result<Outcome, UnknownOutcome> {
        let unknown = UnknownOutcome { number: self.number };
        match self.outcome.as_str() {
            "applied" => Ok(Outcome::Applied),
            "already-applied" => Ok(Outcome::AlreadyApplied),
            "merged" => Ok(Outcome::Merged),
            "waiting-list" => self.place.map(Outcome::WaitingList).ok_or(unknown),
            "conflict" => self.current.map(|id| Outcome::Conflict { current: RowId(id) }).ok_or(unknown),
            "rejected" => self.code.as_deref().and_then(Rejection::parse).map(Outcome::Rejected).ok_or(unknown),
            "voided" => Ok(Outcome::Voided),
            _ => Err(unknown),
        }
    }
}

/// `GET /v1/me`: who the caller is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// The member of staff.
    pub staff: Uuid,
    /// Their name, as colleagues see it.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// Their roles.
    pub roles: Vec<String>,
    /// Their prison.
    pub facility: Uuid,
    /// Wings whose day they may see, their own first.
    pub wings: Vec<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_survives_the_wire() {
        let mut all = vec![
            Outcome::Applied,
            Outcome::AlreadyApplied,
            Outcome::Merged,
            Outcome::WaitingList(3),
            Outcome::Conflict { current: RowId(Uuid::from_u128(7)) },
            Outcome::Voided,
        ];
        all.extend(Rejection::ALL.map(Outcome::Rejected));
        for outcome in all {
            let bytes = serde_json::to_vec(&WireOutcome::new(4, &outcome)).expect("outcomes are JSON");
            let wire: WireOutcome = serde_json::from_slice(&bytes).expect("the same JSON");
            assert_eq!(wire.outcome(), Ok(outcome));
        }
    }

    #[test]
    fn an_outcome_of_a_newer_hub_is_named_by_its_number() {
        let wire = WireOutcome { number: 9, outcome: "postponed".into(), code: None, place: None, current: None };
        assert_eq!(wire.outcome(), Err(UnknownOutcome { number: 9 }));
    }

    #[test]
    fn a_checksum_is_sixteen_hexadecimal_digits() {
        let check = Check { count: 2, sum: 0xAB };
        let wire = WireCheck::from(check);
        assert_eq!((wire.sum.as_str(), wire.check()), ("00000000000000ab", Some(check)));
        assert_eq!(WireCheck { count: 2, sum: "ab".into() }.check(), None);
    }
}
