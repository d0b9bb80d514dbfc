//! Everything a row can say: one variant per kind. `wire` reads and writes them; nothing else knows JSON.

use chrono::NaiveDate;

use super::id::{RowId, StaffId};
use super::local::date_of;
use super::row::Row;
use super::{contact_moment, count, first_days, request};
use super::{
    detainee, event, facility, file, handover, leave, mark, measure, movement, municipal, note, staff, visit,
    volunteer, work,
};
use super::{incident, mdo, place, programme};

macro_rules! records {
    ($($(#[$doc:meta])* $variant:ident($type:ty) = $name:literal,)*) => {
        /// What a row says.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Record {
            $($(#[$doc])* $variant($type),)*
        }

        /// The kind of a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $variant,)*
        }

        impl Kind {
            /// Every kind that this program knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Reads the name on the wire; none for the kinds of a newer hub.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl Record {
            /// What kind of record.
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$variant(_) => Kind::$variant,)*
                }
            }

            /// Whose row it is.
            pub fn id(&self) -> RowId {
                match self {
                    $(Self::$variant(record) => record.id.into(),)*
                }
            }
        }

        $(impl From<$type> for Record {
            fn from(record: $type) -> Self {
                Self::$variant(record)
            }
        })*
    };
}

records! {
    /// In `facility/`.
    Facility(facility::Facility) = "facility",
    /// In `facility/`.
    Wing(facility::Wing) = "wing",
    /// In `facility/`.
    Place(facility::Place) = "place",
    /// In `facility/`.
    Shift(facility::Shift) = "shift",
    /// In `facility/`.
    Roster(facility::RosterEntry) = "roster-entry",
    /// In `facility/`.
    Staff(staff::StaffMember) = "staff",
    /// In `facility/`.
    Agreement(work::Agreement) = "agreement",
    /// In `facility/`, derived. Its id is derived too (`session-offer`).
    SessionOffer(volunteer::SessionOffer) = "session-offer",
    /// In `wing/`.
    Programme(facility::ProgrammeSlot) = "programme-slot",
    /// In `wing/`.
    Detainee(detainee::Detainee) = "detainee",
    /// In `wing/`.
    Visit(visit::Visit) = "visit",
    /// In `wing/`.
    WorkShift(work::WorkShift) = "work-shift",
    /// In `wing/`, derived.
    Seat(volunteer::SessionSeat) = "session-seat",
    /// In `wing/`.
    Event(event::Event) = "event",
    /// In `wing/`.
    Measure(measure::Measure) = "measure",
    /// In `wing/`.
    Mark(mark::Mark) = "mark",
    /// In `wing/`.
    Note(note::Note) = "note",
    /// In `wing/`.
    Movement(movement::Movement) = "movement",
    /// In `wing/`.
    RollCount(count::RollCount) = "roll-count",
    /// In `wing/`.
    ProgrammeOutcome(programme::ProgrammeOutcome) = "programme-outcome",
    /// In `wing/`.
    Incident(incident::Incident) = "incident",
    /// In `wing/`.
    KeepApart(incident::KeepApart) = "keep-apart",
    /// In `wing/`.
    RequestSlip(request::RequestSlip) = "request-slip",
    /// In `wing/`.
    HandoverEntry(handover::HandoverEntry) = "handover-entry",
    /// In `wing/`, derived.
    LeaveSummary(leave::LeaveSummary) = "leave-summary",
    /// In `wing/`, derived.
    MunicipalSummary(municipal::MunicipalSummary) = "municipal-summary",
    /// In `person/`. Same person, other row: its id is derived (`person-file`).
    PersonFile(file::PersonFile) = "person-file",
    /// In `person/`, derived. Same person, other row (`filed-person`).
    FiledPerson(file::FiledPerson) = "filed-person",
    /// In `person/`.
    LeaveRequest(leave::LeaveRequest) = "leave-request",
    /// In `person/`.
    LeaveAdvice(leave::LeaveAdvice) = "leave-advice",
    /// In `person/`.
    LeaveStep(leave::LeaveStep) = "leave-step",
    /// In `person/`.
    MunicipalHandover(municipal::MunicipalHandover) = "municipal-handover",
    /// In `person/`.
    MunicipalStep(municipal::MunicipalStep) = "municipal-step",
    /// In `person/`.
    BasicCondition(municipal::BasicCondition) = "basic-condition",
    /// In `person/`.
    Contact(file::Contact) = "contact",
    /// In `person/`.
    Refusal(file::Refusal) = "refusal",
    /// In `person/`.
    Certificate(work::Certificate) = "certificate",
    /// In `person/`.
    Milestone(file::Milestone) = "milestone",
    /// In `person/`.
    ContactMoment(contact_moment::ContactMoment) = "contact-moment",
    /// In `person/`.
    FirstAnswer(first_days::FirstAnswer) = "first-answer",
    /// In `person/`.
    ChildEntry(first_days::ChildEntry) = "child-entry",
    /// In `person/`, derived.
    Meeting(mdo::Meeting) = "meeting",
    /// In `person/`.
    MdoContribution(mdo::MdoContribution) = "mdo-contribution",
    /// In `person/`.
    Placement(work::Placement) = "placement",
    /// In `visits/` or `work/`, derived.
    Expected(place::Expected) = "expected",
    /// In `volunteers/`.
    Volunteer(volunteer::Volunteer) = "volunteer",
    /// In `volunteers/`.
    Session(volunteer::VolunteerSession) = "volunteer-session",
    /// In `volunteers/`.
    SignUp(volunteer::SignUp) = "sign-up",
    /// In `volunteers/`, derived.
    VolunteerWish(volunteer::VolunteerWish) = "volunteer-wish",
    /// In `volunteers/`, derived.
    Participant(volunteer::Participant) = "participant",
}

impl Kind {
    /// Whether a row is one of these kinds.
    pub fn is_any(kinds: &[Self], row: &Row) -> bool {
        kinds.iter().any(|kind| *row.kind == *kind.as_str())
    }
}

impl Record {
    /// The id of the row that holds this record: its own id, except where two rows are about one person.
    pub fn row_id(&self) -> RowId {
        match self {
            Self::PersonFile(file) => RowId::derived(file.id.0, "person-file"),
            Self::FiledPerson(filed) => RowId::derived(filed.id.0, "filed-person"),
            Self::Participant(participant) => RowId::derived(participant.id.0, "participant"),
            Self::SessionOffer(offer) => volunteer::SessionOffer::row(offer.id),
            _ => self.id(),
        }
    }

    /// The row that it is about, for kinds of which all rows about one thing are asked for: the seats and sign-ups of a session.
    pub const fn about(&self) -> Option<RowId> {
        match self {
            Self::Seat(seat) => Some(RowId(seat.session.0)),
            Self::SignUp(volunteer::SignUp { session: Some(session), .. }) => Some(RowId(session.0)),
            _ => None,
        }
    }

    /// The row whose place it takes: of what is written in versions, and of what is taken back.
    pub fn replaces(&self) -> Option<RowId> {
        match self {
            Self::Mark(mark) => mark.replaces.map(RowId::from),
            Self::Note(note) => note.replaces.map(RowId::from),
            Self::Movement(movement) => movement.replaces.map(RowId::from),
            Self::RollCount(count) => count.replaces.map(RowId::from),
            Self::ProgrammeOutcome(outcome) => outcome.replaces.map(RowId::from),
            Self::Incident(incident) => incident.replaces.map(RowId::from),
            Self::KeepApart(pair) => pair.replaces.map(RowId::from),
            Self::RequestSlip(slip) => slip.replaces.map(RowId::from),
            Self::HandoverEntry(entry) => entry.replaces.map(RowId::from),
            Self::ContactMoment(moment) => moment.replaces.map(RowId::from),
            Self::Placement(placement) => placement.replaces.map(RowId::from),
            Self::MdoContribution(contribution) => contribution.replaces.map(RowId::from),
            Self::VolunteerWish(wish) => wish.replaces.map(RowId::from),
            _ => None,
        }
    }

    /// Who wrote it, of what officers write themselves.
    pub const fn author(&self) -> Option<StaffId> {
        Some(match self {
            Self::Mark(mark) => mark.author,
            Self::Note(note) => note.author,
            Self::Movement(movement) => movement.author,
            Self::RollCount(count) => count.author,
            Self::ProgrammeOutcome(outcome) => outcome.author,
            Self::Incident(incident) => incident.author,
            Self::KeepApart(pair) => pair.author,
            Self::RequestSlip(slip) => slip.author,
            Self::HandoverEntry(entry) => entry.author,
            Self::LeaveAdvice(advice) => advice.author,
            Self::LeaveStep(step) => step.author,
            Self::ContactMoment(moment) => moment.author,
            Self::FirstAnswer(answer) => answer.author,
            Self::ChildEntry(entry) => entry.author,
            Self::MdoContribution(contribution) => contribution.author,
            Self::Placement(placement) => placement.author,
            _ => return None,
        })
    }

    /// The local day on which it is read; none for what spans midnight or has no day. A mark goes with the day of
    /// its item, however late it was typed.
    pub fn day(&self) -> Option<NaiveDate> {
        let same_day = |from, to| {
            let day = date_of(from);
            (date_of(to) == day).then_some(day)
        };
        match self {
            Self::Visit(visit) => same_day(visit.starts_at, visit.ends_at),
            Self::WorkShift(shift) => same_day(shift.starts_at, shift.ends_at),
            Self::Seat(seat) => same_day(seat.starts_at, seat.ends_at),
            Self::Session(session) => same_day(session.starts_at, session.ends_at),
            Self::SessionOffer(offer) => same_day(offer.starts_at, offer.ends_at),
            Self::Event(event) => same_day(event.starts_at, event.ends_at),
            Self::Expected(expected) => same_day(expected.starts_at, expected.ends_at),
            Self::Roster(entry) => Some(entry.on),
            Self::Mark(mark) => mark.day,
            Self::Note(note) => Some(date_of(note.written_at)),
            Self::Movement(movement) => movement.day(),
            Self::RollCount(count) => Some(count.day),
            Self::Incident(incident) => incident.filed_on,
            Self::ProgrammeOutcome(outcome) => Some(outcome.day),
            Self::RequestSlip(slip) => slip.day(),
            Self::HandoverEntry(entry) => Some(date_of(entry.written_at)),
            _ => None,
        }
    }
}
