//! Volunteers (*vrijwilligers*; domain dictionary § 4). A session is never blocked because it is not in the plan (RSJ 3e).

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{
    DetaineeId, FacilityId, RequestSlipId, RowId, SeatId, SessionId, SignUpId, VolunteerId, VolunteerWishId, WingId,
};
use super::request::{Asked, RequestSlip, RequestState};
use crate::text::SafeText;

/// What kind of session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionKind {
    /// One-to-one.
    Individual,
    /// A group.
    Group,
    /// A course.
    Course,
    /// Anything else that the source names.
    Other,
}

/// A volunteer (*vrijwilliger*): a third party, known to the coordinator only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volunteer {
    /// Whose.
    pub id: VolunteerId,
    /// Where they come.
    pub facility: FacilityId,
    /// `A. Willems`.
    pub name: SafeText,
    /// `Exodus`. Organisations are data: they change with each year's subsidy.
    pub organisation: SafeText,
    /// When they were admitted.
    pub admitted_on: Option<NaiveDate>,
    /// Date of the certificate of conduct (*verklaring omtrent het gedrag*, VOG). It has no legal end date.
    pub conduct_certificate_on: Option<NaiveDate>,
    /// What they may do, as the source writes it.
    pub activities: BTreeSet<SafeText>,
}

/// One occurrence of a volunteer session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolunteerSession {
    /// Whose.
    pub id: SessionId,
    /// Where.
    pub facility: FacilityId,
    /// The series that it belongs to: its source's own key, the same for all occurrences.
    pub series: SafeText,
    /// `Gespreksgroep Exodus`.
    pub title: SafeText,
    /// What kind.
    pub kind: SessionKind,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Room.
    pub room: Option<SafeText>,
    /// How many can come; no limit when absent.
    pub capacity: Option<u32>,
    /// Who leads it.
    pub volunteer: Option<VolunteerId>,
}

/// Whether someone has a seat. In the order of the line: who has one, then who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeatState {
    /// Has a seat (*ingeschreven*).
    Admitted,
    /// Waits, from 1 (*wachtlijst, plaats n*).
    Waiting(u32),
    /// Asked for on a terminal that does not know how full it is (*voorlopig*): the hub decides. Never a row of the hub.
    Provisional,
    /// Does not come after all (*afgemeld*).
    Withdrawn,
}

impl SeatState {
    /// Whether it holds a place in the line.
    pub const fn is_in_line(self) -> bool {
        matches!(self, Self::Admitted | Self::Waiting(_))
    }
}

/// Seats up to the capacity, then places on the waiting list from 1.
pub fn seats(capacity: Option<u32>) -> impl Iterator<Item = SeatState> {
    let seats = capacity.unwrap_or(u32::MAX);
    (0..seats).map(|_| SeatState::Admitted).chain((1..=u32::MAX).map(SeatState::Waiting))
}

/// What all staff may know of a session, so that anybody can sign somebody up: derived, and never who comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOffer {
    /// Which session.
    pub id: SessionId,
    /// Neutral title.
    pub title: SafeText,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub room: Option<SafeText>,
}

impl VolunteerSession {
    /// What all staff may know of it.
    pub fn offer(&self) -> SessionOffer {
        SessionOffer {
            id: self.id,
            title: self.title.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            room: self.room.clone(),
        }
    }

    /// What the wing sees of one person's seat in it.
    pub fn seat(&self, detainee: DetaineeId, state: SeatState) -> SessionSeat {
        self.offer().seat(detainee, state)
    }

    /// What the coordinator sees of it. A sign-up for one session stands beside one for its series.
    pub fn sign_up(&self, detainee: DetaineeId, on: Option<NaiveDate>, state: SeatState) -> SignUp {
        SignUp {
            id: SignUp::row(self.id, detainee).into(),
            series: self.series.clone(),
            session: Some(self.id),
            detainee,
            on,
            state,
        }
    }
}

impl SessionOffer {
    /// The row of a session's offer.
    pub fn row(session: SessionId) -> RowId {
        RowId::derived(session.0, "session-offer")
    }

    /// What the wing sees of one person's seat in the session.
    pub fn seat(&self, detainee: DetaineeId, state: SeatState) -> SessionSeat {
        SessionSeat {
            id: SessionSeat::row(self.id, detainee).into(),
            session: self.id,
            detainee,
            title: self.title.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            room: self.room.clone(),
            state,
        }
    }
}

impl SignUp {
    /// The row of a person's sign-up for one session.
    pub fn row(session: SessionId, detainee: DetaineeId) -> RowId {
        RowId::derived(session.0, &format!("sign-up/{detainee}"))
    }
}

impl SessionSeat {
    /// The row of a person's seat in a session: there is one at most.
    pub fn row(session: SessionId, detainee: DetaineeId) -> RowId {
        RowId::derived(session.0, &detainee.to_string())
    }
}

/// One person's sign-up (*aanmelding*): for a series as its source has it, or for one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// Whose.
    pub id: SignUpId,
    /// For which series.
    pub series: SafeText,
    /// For this session of it only.
    pub session: Option<SessionId>,
    /// Who asks.
    pub detainee: DetaineeId,
    /// Date of the request.
    pub on: Option<NaiveDate>,
    /// Seat or waiting list.
    pub state: SeatState,
}

/// That somebody asks for a volunteer, as the coordinator may know it: one version for each version of the request, without a word of what
/// was said. Derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolunteerWish {
    /// Its own id, derived from the version of the request.
    pub id: VolunteerWishId,
    /// Which request: the id of its first version.
    pub request: RequestSlipId,
    /// Who asks.
    pub detainee: DetaineeId,
    /// How far it is.
    pub step: WishStep,
    /// When that was written.
    pub at: DateTime<Utc>,
    /// The version that it takes the place of.
    pub replaces: Option<VolunteerWishId>,
}

/// How far a wish is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WishStep {
    /// *Gevraagd*.
    Asked,
    /// *Beantwoord*.
    Answered,
    /// *Verteld*: closed.
    Told,
    /// Taken back.
    Withdrawn,
}

impl VolunteerWish {
    /// What the coordinator may know of a request; none when it is not for a volunteer.
    pub fn of(slip: &RequestSlip) -> Option<Self> {
        let row = |version: RequestSlipId| VolunteerWishId::from(RowId::derived(version.0, "wish"));
        let step = match slip.state {
            RequestState::New => WishStep::Asked,
            RequestState::Answered(_) => WishStep::Answered,
            RequestState::Told(_) => WishStep::Told,
            RequestState::Withdrawn => WishStep::Withdrawn,
        };
        (slip.asked == Asked::Volunteers).then_some(Self {
            id: row(slip.id),
            request: slip.first,
            detainee: slip.detainee,
            step,
            at: slip.written_at,
            replaces: slip.replaces.map(row),
        })
    }
}

/// One person's seat in one session, as the wing sees it: derived from session and sign-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSeat {
    /// Whose.
    pub id: SeatId,
    /// Which session.
    pub session: SessionId,
    /// Who has it.
    pub detainee: DetaineeId,
    /// Neutral title.
    pub title: SafeText,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub room: Option<SafeText>,
    /// Seat or waiting list.
    pub state: SeatState,
}

/// A detainee as the coordinator may know them (security page § 3.9): derived, nothing else leaves the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Whose.
    pub id: DetaineeId,
    /// Call name and first letter of the family name: `Ricardo P.`
    pub call_name: SafeText,
    /// Meeting point.
    pub wing: WingId,
    /// Language code, BCP 47.
    pub language: Option<SafeText>,
}
