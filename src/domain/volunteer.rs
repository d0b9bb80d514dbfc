//! Volunteers (*vrijwilligers*; domain dictionary § 4). A session is never blocked because it is not in the plan (RSJ 3e).

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{DetaineeId, FacilityId, SeatId, SessionId, SignUpId, VolunteerId, WingId};
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

/// Whether someone has a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeatState {
    /// Has a seat (*ingeschreven*).
    Admitted,
    /// Waits, from 1 (*wachtlijst, plaats n*).
    Waiting(u32),
}

/// One person's sign-up for a series (*aanmelding*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// Whose.
    pub id: SignUpId,
    /// For which series.
    pub series: SafeText,
    /// Who asks.
    pub detainee: DetaineeId,
    /// Date of the request.
    pub on: Option<NaiveDate>,
    /// Seat or waiting list.
    pub state: SeatState,
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
