//! Bodies of the `volunteers/` stream, and of the seats that a wing sees.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::field::{Field, body, words};
use crate::domain::id::{DetaineeId, FacilityId, RowId, SessionId, VolunteerId, WingId};
use crate::domain::volunteer::{Participant, SeatState, SessionKind, SessionSeat, SignUp, Volunteer, VolunteerSession};
use crate::text::SafeText;

words!(SessionKind { Individual = "individual", Group = "group", Course = "course", Other = "other" });

/// A seat, or a place on the waiting list.
#[derive(Serialize, Deserialize)]
#[serde(tag = "seat", rename_all = "kebab-case")]
pub(super) enum SeatWord {
    Admitted,
    Waiting { place: u32 },
}

impl Field for SeatState {
    type Wire = SeatWord;

    fn to_wire(&self) -> SeatWord {
        match self {
            Self::Admitted => SeatWord::Admitted,
            Self::Waiting(place) => SeatWord::Waiting { place: *place },
        }
    }

    fn from_wire(wire: SeatWord) -> Option<Self> {
        Some(match wire {
            SeatWord::Admitted => Self::Admitted,
            SeatWord::Waiting { place } => Self::Waiting(place),
        })
    }
}

body!(VolunteerBody of Volunteer {
    facility: FacilityId,
    name: SafeText,
    organisation: SafeText,
    activities: BTreeSet<SafeText>,
} optional { admitted_on: NaiveDate, conduct_certificate_on: NaiveDate });

body!(SessionBody of VolunteerSession {
    facility: FacilityId,
    series: SafeText,
    title: SafeText,
    kind: SessionKind,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
} optional { room: SafeText, capacity: u32, volunteer: VolunteerId });

body!(SignUpBody of SignUp { series: SafeText, detainee: DetaineeId, state: SeatState } optional { on: NaiveDate });

body!(SeatBody of SessionSeat {
    session: SessionId,
    detainee: DetaineeId,
    title: SafeText,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    state: SeatState,
} optional { room: SafeText });

body!(ParticipantBody of Participant [detainee] { call_name: SafeText, wing: WingId } optional { language: SafeText });
