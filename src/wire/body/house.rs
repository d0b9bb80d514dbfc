//! Bodies of what a wing writes about its house: how the programme went, incidents, who must not be together.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::field::{Field, body, words};
use crate::domain::id::{DetaineeId, IncidentId, KeepApartId, ProgrammeOutcomeId, ProgrammeSlotId, RowId, StaffId};
use crate::domain::incident::{Incident, IncidentKind, Informed, KeepApart};
use crate::domain::programme::{Cause, ProgrammeOutcome, Went};
use crate::text::{Pii, SafeText};

words!(Cause {
    StaffShortage = "staff-shortage",
    NoWork = "no-work",
    GuideAbsent = "guide-absent",
    RoomTaken = "room-taken",
    Emergency = "emergency",
    Holiday = "holiday",
    Other = "other",
});

words!(IncidentKind { Incident = "incident", Exclusion = "exclusion", Isolation = "isolation" });

words!(Informed {
    WingHead = "wing-head",
    Governor = "governor",
    ControlRoom = "control-room",
    MedicalService = "medical-service",
    SupervisoryBoard = "supervisory-board",
    Mentor = "mentor",
});

/// How a line of the programme went, as the wire writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
pub enum WentWord {
    /// It was offered as planned.
    AsPlanned {},
    /// It was really from then till then, local time.
    Shortened {
        /// Start.
        from: NaiveTime,
        /// End.
        until: NaiveTime,
        /// Why.
        cause: String,
    },
    /// It was not offered.
    Cancelled {
        /// Why.
        cause: String,
    },
    /// Takes the replaced outcome back.
    Withdrawn {},
}

impl From<Went> for WentWord {
    fn from(went: Went) -> Self {
        match went {
            Went::AsPlanned => Self::AsPlanned {},
            Went::Shortened { from, until, cause } => Self::Shortened { from, until, cause: cause.to_wire() },
            Went::Cancelled(cause) => Self::Cancelled { cause: cause.to_wire() },
            Went::Withdrawn => Self::Withdrawn {},
        }
    }
}

impl WentWord {
    /// What it means; none when its cause is of a newer program.
    pub fn went(self) -> Option<Went> {
        Some(match self {
            Self::AsPlanned {} => Went::AsPlanned,
            Self::Shortened { from, until, cause } => Went::Shortened { from, until, cause: Cause::from_wire(cause)? },
            Self::Cancelled { cause } => Went::Cancelled(Cause::from_wire(cause)?),
            Self::Withdrawn {} => Went::Withdrawn,
        })
    }
}

impl Field for Went {
    type Wire = WentWord;

    fn to_wire(&self) -> WentWord {
        (*self).into()
    }

    fn from_wire(wire: WentWord) -> Option<Self> {
        wire.went()
    }
}

body!(ProgrammeOutcomeBody of ProgrammeOutcome {
    slot: ProgrammeSlotId,
    day: NaiveDate,
    went: Went,
    author: StaffId,
    at: DateTime<Utc>,
} optional { replaces: ProgrammeOutcomeId });

body!(IncidentBody of Incident {
    detainee: DetaineeId,
    kind: IncidentKind,
    text: Pii<SafeText>,
    started_at: DateTime<Utc>,
    author: StaffId,
} optional { replaces: IncidentId, filed_on: NaiveDate });

body!(KeepApartBody of KeepApart {
    detainee: DetaineeId,
    other: DetaineeId,
    author: StaffId,
    at: DateTime<Utc>,
} optional { replaces: KeepApartId });
