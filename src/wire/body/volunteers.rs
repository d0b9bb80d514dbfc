//! Bodies of the `volunteers/` stream, and of the seats that a wing sees.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::field::{Field, body, words};
use crate::domain::id::{
    DetaineeId, FacilityId, RequestSlipId, RowId, SessionId, VolunteerId, VolunteerWishId, WingId,
};
use crate::domain::volunteer::{
    Participant, SeatState, SessionKind, SessionOffer, SessionSeat, SignUp, Volunteer, VolunteerSession, VolunteerWish,
    WishStep,
};
use crate::text::SafeText;

words!(SessionKind { Individual = "individual", Group = "group", Course = "course", Other = "other" });

/// A seat, or a place on the waiting list.
#[derive(Serialize, Deserialize)]
#[serde(tag = "seat", rename_all = "kebab-case")]
pub(super) enum SeatWord {
    Admitted,
    Waiting { place: u32 },
    Provisional,
    Withdrawn,
}

impl Field for SeatState {
    type Wire = SeatWord;

    fn to_wire(&self) -> SeatWord {
        match self {
            Self::Admitted => SeatWord::Admitted,
            Self::Waiting(place) => SeatWord::Waiting { place: *place },
            Self::Provisional => SeatWord::Provisional,
            Self::Withdrawn => SeatWord::Withdrawn,
        }
    }

    fn from_wire(wire: SeatWord) -> Option<Self> {
        Some(match wire {
            SeatWord::Admitted => Self::Admitted,
            SeatWord::Waiting { place } => Self::Waiting(place),
            SeatWord::Provisional => Self::Provisional,
            SeatWord::Withdrawn => Self::Withdrawn,
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

body!(SignUpBody of SignUp { series: SafeText, detainee: DetaineeId, state: SeatState } optional {
    session: SessionId,
    on: NaiveDate,
});

/// Its row's id is derived; the session's own is in the body.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfferBody {
    session: uuid::Uuid,
    title: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    room: Option<String>,
}

impl OfferBody {
    pub(super) fn of(offer: &SessionOffer) -> Self {
        Self {
            session: offer.id.0,
            title: offer.title.to_wire(),
            starts_at: offer.starts_at,
            ends_at: offer.ends_at,
            room: offer.room.as_ref().map(Field::to_wire),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "like every other body")]
    pub(super) fn record(self, _row: RowId) -> Option<SessionOffer> {
        Some(SessionOffer {
            id: SessionId(self.session),
            title: SafeText::line(&self.title),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            room: self.room.as_deref().map(SafeText::line),
        })
    }
}

body!(SeatBody of SessionSeat {
    session: SessionId,
    detainee: DetaineeId,
    title: SafeText,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    state: SeatState,
} optional { room: SafeText });

body!(ParticipantBody of Participant [detainee] { call_name: SafeText, wing: WingId } optional { language: SafeText });

words!(WishStep { Asked = "asked", Answered = "answered", Told = "told", Withdrawn = "withdrawn" });

body!(WishBody of VolunteerWish {
    request: RequestSlipId,
    detainee: DetaineeId,
    step: WishStep,
    at: DateTime<Utc>,
} optional { replaces: VolunteerWishId });
