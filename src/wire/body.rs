//! What rows say, as JSON: one explicit conversion per kind of record. What does not decode is kept and counted.

mod day;
mod facility;
mod field;
mod file;
mod house;
mod person;
mod place;
mod request;
mod volunteers;
mod written;

pub use day::MarkWord;
pub use field::Word;
pub use house::WentWord;
pub use person::ChildWord;
pub use request::RequestWord;
pub use written::{HeadcountBody, MovementWord};

use crate::domain::decide::Known;
use crate::domain::id::RowId;
use crate::domain::record::{Kind, Record};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;

/// Why a row cannot be read by this program. The row itself stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Unreadable {
    /// A kind of a newer hub.
    #[error("a row of an unknown kind")]
    UnknownKind,
    /// The row left its stream.
    #[error("a tombstone")]
    Tombstone,
    /// A body that does not decode, or a word of a newer hub in it.
    #[error("a row whose body does not decode")]
    Body,
}

macro_rules! kinds {
    ($($variant:ident => $module:ident::$body:ident,)*) => {
        fn decode_body(kind: Kind, id: RowId, body: &[u8]) -> Option<Record> {
            match kind {
                $(Kind::$variant => {
                    let body: $module::$body = serde_json::from_slice(body).ok()?;
                    body.record(id).map(Record::$variant)
                })*
            }
        }

        /// The bytes of a record's body: the same record gives the same bytes.
        ///
        /// # Errors
        /// Never for a record of this program; the error is serde's, for the caller's type.
        pub fn encode(record: &Record) -> Result<Box<[u8]>, serde_json::Error> {
            let bytes = match record {
                $(Record::$variant(record) => serde_json::to_vec(&$module::$body::of(record)),)*
            };
            bytes.map(Vec::into_boxed_slice)
        }
    };
}

kinds! {
    Facility => facility::FacilityBody,
    Wing => facility::WingBody,
    Place => facility::PlaceBody,
    Shift => facility::ShiftBody,
    Roster => facility::RosterBody,
    Staff => facility::StaffBody,
    Agreement => facility::AgreementBody,
    SessionOffer => volunteers::OfferBody,
    Programme => facility::ProgrammeBody,
    Detainee => day::DetaineeBody,
    Visit => day::VisitBody,
    WorkShift => day::WorkShiftBody,
    Seat => volunteers::SeatBody,
    Event => day::EventBody,
    Measure => day::MeasureBody,
    Mark => day::MarkBody,
    Note => written::NoteBody,
    Movement => written::MovementBody,
    RollCount => written::RollCountBody,
    ProgrammeOutcome => house::ProgrammeOutcomeBody,
    Incident => house::IncidentBody,
    KeepApart => house::KeepApartBody,
    RequestSlip => request::RequestSlipBody,
    HandoverEntry => written::HandoverEntryBody,
    LeaveSummary => day::LeaveSummaryBody,
    MunicipalSummary => day::MunicipalSummaryBody,
    PersonFile => file::PersonFileBody,
    FiledPerson => file::FiledPersonBody,
    LeaveRequest => file::LeaveRequestBody,
    LeaveAdvice => file::LeaveAdviceBody,
    LeaveStep => file::LeaveStepBody,
    MunicipalHandover => file::MunicipalHandoverBody,
    MunicipalStep => file::MunicipalStepBody,
    BasicCondition => file::BasicConditionBody,
    Contact => file::ContactBody,
    Refusal => file::RefusalBody,
    Certificate => file::CertificateBody,
    Milestone => file::MilestoneBody,
    ContactMoment => person::ContactMomentBody,
    FirstAnswer => person::FirstAnswerBody,
    ChildEntry => person::ChildEntryBody,
    Meeting => person::MeetingBody,
    MdoContribution => person::MdoContributionBody,
    Placement => person::PlacementBody,
    Expected => place::ExpectedBody,
    Volunteer => volunteers::VolunteerBody,
    Session => volunteers::SessionBody,
    SignUp => volunteers::SignUpBody,
    VolunteerWish => volunteers::WishBody,
    Participant => volunteers::ParticipantBody,
}

/// What a row says.
///
/// # Errors
/// When this program cannot read it; the stream goes on without it.
pub fn decode(row: &Row) -> Result<Record, Unreadable> {
    let body = row.body.as_deref().ok_or(Unreadable::Tombstone)?;
    let kind = Kind::parse(&row.kind).ok_or(Unreadable::UnknownKind)?;
    decode_body(kind, row.id, body).ok_or(Unreadable::Body)
}

/// What a row of this stream says, with the revision at which it says so.
///
/// # Errors
/// See [`decode`].
pub fn known(stream: StreamId, row: &Row) -> Result<Known, Unreadable> {
    decode(row).map(|record| Known { stream, revision: row.revision, record })
}

#[cfg(test)]
mod tests;
