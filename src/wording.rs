//! From what the domain says to the words of the screen.

mod handover;
mod house;
mod person;
mod visit;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::conflict::Subject;
use crate::domain::day::{Item, ItemKind, ItemState, MovementLine, Pending, RoundKind, Whereabouts};
use crate::domain::decide::Rejection;
use crate::domain::event::EventKind;
use crate::domain::leave::{AdviceRole, LeaveKind, LeaveState, LeaveSummary, WaitsOn};
use crate::domain::local;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::measure::MeasureKind;
use crate::domain::movement::MovementKind;
use crate::domain::municipal::{MunicipalState, MunicipalSummary};
use crate::domain::request::{Asked, RequestState};
use crate::domain::visit::{VisitKind, VisitStatus};
use crate::domain::volunteer::SeatState;
use crate::domain::work::WorkKind;
use crate::text::{Arg, Id, SafeText, Words, date};

pub use handover::{point, rank};
pub use house::{cause, incident, informed, programme, went};
pub use person::{care, certificate, condition, contact, happened, network, question, said};
pub use visit::{changed, review, review_reason, unsupervised, visit_signal};

/// Units of a span, in seconds; each is used from two of it on.
const SPANS: [(Id, u64); 4] = [
    (Id::SpanMinutes, 60),
    (Id::SpanHours, 60 * 60),
    (Id::SpanDays, 24 * 60 * 60),
    (Id::SpanYears, 365 * 24 * 60 * 60),
];

/// What waits for the hub has a sign behind it.
pub const fn waiting_sign(pending: Pending) -> &'static str {
    match pending {
        Pending::No => "",
        Pending::Mine => " *",
        Pending::Colleague => " **",
    }
}

/// `08:00-11:30 arbeid Houtwerkplaats: weg 07:51 (MdV)`. Where its place has a line of its own, `alone` leaves it out here.
pub fn item(item: &Item, words: &Words, alone: bool) -> String {
    let mut text = format!("{} {}", span(item.starts_at, item.ends_at).as_str(), words.say(kind(item.kind).1).as_str());
    if let Some(title) = item.title.as_ref().or(item.place.as_ref()).filter(|_| !alone || item.title != item.place) {
        text.extend([" ", title.as_str()]);
    }
    text.extend([": ", how_far(item, words).as_str()]);
    text.push_str(waiting_sign(item.pending));
    text
}

/// `weg 07:51 (MdV)`
pub fn how_far(item: &Item, words: &Words) -> SafeText {
    let (state, reason) = state(item.state);
    let mut text = words.say(state).as_str().to_owned();
    if let Some(why) = reason {
        text.extend([", ", words.say(self::reason(why)).as_str()]);
    }
    if item.has_failed_video() {
        text.extend([", ", words.say(Id::StateVideoFailed).as_str()]);
    }
    if let Some(since) = item.since {
        text.extend([" ", &date::time(local::time_of(since))]);
    }
    if let Some(by) = &item.by {
        text.extend([" (", by.as_str(), ")"]);
    }
    SafeText::line(&text)
}

/// Who is asked.
pub const fn asked(who: Asked) -> Id {
    match who {
        Asked::Mentor => Id::AskedMentor,
        Asked::CaseManager => Id::AskedCaseManager,
        Asked::WingHead => Id::AskedWingHead,
        Asked::SpiritualCare => Id::AskedSpiritualCare,
        Asked::Library => Id::AskedLibrary,
        Asked::Work => Id::AskedWork,
        Asked::Volunteers => Id::AskedVolunteers,
        Asked::Other => Id::AskedOther,
    }
}

/// How far a request is.
pub const fn request(state: &RequestState) -> Id {
    match state {
        RequestState::New => Id::RequestNew,
        RequestState::Answered(_) => Id::RequestAnswered,
        RequestState::Told(_) => Id::RequestTold,
        RequestState::Withdrawn => Id::RequestWithdrawn,
    }
}

/// Where somebody is.
pub const fn whereabouts(at: Whereabouts) -> Id {
    match at {
        Whereabouts::OnWing => Id::WhereOnWing,
        Whereabouts::InCell => Id::WhereInCell,
        Whereabouts::Underway => Id::StateUnderway,
        Whereabouts::ElsewhereInside => Id::WhereElsewhere,
        Whereabouts::Outside => Id::PlaceOutside,
        Whereabouts::Departed => Id::MovementDeparture,
    }
}

/// `Verlof kort: wacht op PVC, 3 d`
pub fn leave_request(leave: &LeaveSummary, today: NaiveDate, words: &Words) -> SafeText {
    let kind = words.say(self::leave(leave.kind));
    if let Some(at) = leave.leaves_at {
        let when = format!("{} {}", date::day_month(local::date_of(at)), date::time(local::time_of(at)));
        return words.with(Id::DetailLeaveGoes, &[("kind", (&kind).into()), ("when", Arg::Text(&when))]);
    }
    let Some(who) = leave.waits_on else {
        return words.with(Id::DetailLeaveOpen, &[("kind", (&kind).into())]);
    };
    let who = words.say(waits_on(who));
    let days = leave.waits_since.map_or(0, |since| (today - since).num_days().max(0));
    let days = u64::try_from(days).unwrap_or_default();
    words.with(Id::DetailLeaveWaits, &[("kind", (&kind).into()), ("who", (&who).into()), ("days", days.into())])
}

/// `Gemeente Zwolle: geen antwoord, 10 d`
pub fn municipal_handover(summary: &MunicipalSummary, today: NaiveDate, words: &Words) -> SafeText {
    let town = (&summary.municipality).into();
    if let Some(since) = summary.unanswered_since {
        let days = u64::try_from((today - since).num_days().max(0)).unwrap_or_default();
        return words.with(Id::DetailMunicipalWaits, &[("town", town), ("days", days.into())]);
    }
    let state = words.say(municipal(summary.state));
    words.with(Id::DetailMunicipal, &[("town", town), ("state", (&state).into())])
}

/// `14:30-15:30`
pub fn span(from: DateTime<Utc>, to: DateTime<Utc>) -> SafeText {
    let clock = |at| date::time(local::time_of(at));
    SafeText::line(&format!("{}-{}", clock(from), clock(to)))
}

/// What somebody's coming or going is called, in short.
pub const fn movement(kind: &MovementKind) -> Id {
    match kind {
        MovementKind::Arrival { .. } => Id::MovementArrival,
        MovementKind::Departure => Id::MovementDeparture,
        MovementKind::CellChange { .. } => Id::MovementCell,
        MovementKind::Withdrawn => Id::MovementWithdrawn,
    }
}

/// `vertrokken, nog niet in de administratie: 23-11 17:30 MdV`
pub fn movement_line(movement: &MovementLine, words: &Words) -> String {
    let day = date::day_month(local::date_of(movement.observed_at));
    let time = date::time(local::time_of(movement.observed_at));
    let by = movement.by.as_ref().map_or("", SafeText::as_str);
    let what = not_yet(&movement.kind, words);
    format!("{}: {day} {time} {by}{}", what.as_str(), waiting_sign(movement.pending))
}

/// `vertrokken, nog niet in de administratie`
pub fn not_yet(kind: &MovementKind, words: &Words) -> SafeText {
    words.with(Id::MovementNotYet, &[("what", (&moved(kind, words)).into())])
}

/// `klopt niet: vertrokken`
pub fn not_true(kind: &MovementKind, words: &Words) -> SafeText {
    words.with(Id::StepTakeBack, &[("what", (&moved(kind, words)).into())])
}

/// `vertrokken`, `naar cel B2-45`
pub fn moved(kind: &MovementKind, words: &Words) -> SafeText {
    match kind {
        MovementKind::CellChange { to } => words.with(Id::MovementCellTo, &[("cell", (&to.code).into())]),
        kind => words.say(movement(kind)),
    }
}

/// What a mark is called: `weg`, `er`, `terug`.
pub const fn mark(kind: MarkKind) -> Id {
    match kind {
        MarkKind::Left => Id::StateLeft,
        MarkKind::Arrived => Id::StateArrived,
        MarkKind::Started => Id::StateStarted,
        MarkKind::Ended => Id::StateEnded,
        MarkKind::Back => Id::StateBack,
        MarkKind::Unlocked => Id::StateUnlocked,
        MarkKind::LockedIn => Id::StateLockedIn,
        MarkKind::Absent(_) => Id::StateAbsent,
        MarkKind::StaysInCell(_) => Id::StateStaysInCell,
        MarkKind::Told(who) => informed(who),
        MarkKind::TakenOver => Id::IncidentTakenOver,
        MarkKind::Checked => Id::StateChecked,
        MarkKind::Reviewed(_) => Id::StepReviewed,
        MarkKind::Withdrawn => Id::StateWithdrawn,
    }
}

/// What a state is called, and the reason that goes with it.
pub const fn state(state: ItemState) -> (Id, Option<AbsenceReason>) {
    match state {
        ItemState::Planned => (Id::StatePlanned, None),
        ItemState::CalledUp => (Id::StateCalledUp, None),
        ItemState::Left => (Id::StateLeft, None),
        ItemState::Arrived => (Id::StateArrived, None),
        ItemState::Started => (Id::StateStarted, None),
        ItemState::Ended => (Id::StateEnded, None),
        ItemState::Back => (Id::StateBack, None),
        ItemState::Unlocked => (Id::StateUnlocked, None),
        ItemState::LockedIn => (Id::StateLockedIn, None),
        ItemState::Absent(reason) => (Id::StateAbsent, Some(reason)),
        ItemState::StaysInCell(reason) => (Id::StateStaysInCell, Some(reason)),
        ItemState::Cancelled => (Id::StateCancelled, None),
        ItemState::SignedOff => (Id::StateSignedOff, None),
        ItemState::VisitorNoShow => (Id::StateVisitorNoShow, None),
        ItemState::VisitorNotAdmitted => (Id::StateVisitorNotAdmitted, None),
        ItemState::CancelledByVisitor => (Id::StateCancelledByVisitor, None),
        ItemState::CancelledByDetainee => (Id::StateCancelledByDetainee, None),
        ItemState::CancelledByPrison => (Id::StateCancelledByPrison, None),
        ItemState::VideoFailed => (Id::StateVideoFailed, None),
    }
}

/// How far a visit is.
pub const fn visit_state(status: VisitStatus) -> Id {
    match status {
        VisitStatus::Planned => Id::StatePlanned,
        VisitStatus::CalledUp => Id::StateCalledUp,
        VisitStatus::Arrived => Id::StateArrived,
        VisitStatus::Started => Id::StateStarted,
        VisitStatus::Ended => Id::StateEnded,
        VisitStatus::Refused => Id::StateVisitorNotAdmitted,
        VisitStatus::NoShow => Id::StateVisitorNoShow,
        VisitStatus::Cancelled => Id::StateCancelled,
        VisitStatus::CancelledByVisitor => Id::StateCancelledByVisitor,
        VisitStatus::CancelledByDetainee => Id::StateCancelledByDetainee,
        VisitStatus::CancelledByPrison => Id::StateCancelledByPrison,
        VisitStatus::VideoFailed => Id::StateVideoFailed,
    }
}

/// How far a leave request is.
pub const fn leave_state(state: LeaveState) -> Id {
    match state {
        LeaveState::Draft => Id::LeaveStateDraft,
        LeaveState::Submitted => Id::LeaveStateSubmitted,
        LeaveState::AdviceGathering => Id::LeaveStateAdvice,
        LeaveState::Heard => Id::LeaveStateHeard,
        LeaveState::ForwardedToMinister => Id::LeaveStateMinister,
        LeaveState::Granted => Id::LeaveStateGranted,
        LeaveState::Refused => Id::LeaveStateRefused,
        LeaveState::PassIssued => Id::LeaveStatePass,
        LeaveState::Out => Id::LeaveStateOut,
        LeaveState::Returned => Id::LeaveStateReturned,
        LeaveState::ReturnedLate => Id::LeaveStateLate,
        LeaveState::NotReturned => Id::LeaveStateNotReturned,
        LeaveState::SickReported => Id::LeaveStateSick,
        LeaveState::Evaluated => Id::LeaveStateEvaluated,
        LeaveState::WithdrawnByDetainee => Id::LeaveStateWithdrawn,
        LeaveState::Revoked => Id::LeaveStateRevoked,
        LeaveState::Moved => Id::LeaveStateMoved,
        LeaveState::TakenOver => Id::LeaveStateTakenOver,
    }
}

/// As whom something was written for a leave request.
pub const fn advice(role: AdviceRole) -> Id {
    match role {
        AdviceRole::Mentor => Id::AdviceMentor,
        AdviceRole::CaseManager => Id::AdviceCaseManager,
    }
}

/// What the values of a conflict are of.
pub const fn subject(subject: Subject) -> Id {
    match subject {
        Subject::Visit => Id::SubjectVisit,
        Subject::Starts => Id::SubjectStarts,
        Subject::Ends => Id::SubjectEnds,
        Subject::Place => Id::SubjectPlace,
        Subject::Advice => Id::SubjectAdvice,
        Subject::Leave => Id::SubjectLeave,
        Subject::Municipal => Id::SubjectMunicipal,
    }
}

/// What a reason is called.
pub const fn reason(reason: AbsenceReason) -> Id {
    match reason {
        AbsenceReason::Sick => Id::ReasonSick,
        AbsenceReason::Visit => Id::ReasonVisit,
        AbsenceReason::Lawyer => Id::ReasonLawyer,
        AbsenceReason::Court => Id::ReasonCourt,
        AbsenceReason::Medical => Id::ReasonMedical,
        AbsenceReason::Leave => Id::ReasonLeave,
        AbsenceReason::Education => Id::ReasonEducation,
        AbsenceReason::NoWork => Id::ReasonNoWork,
        AbsenceReason::StaffShortage => Id::ReasonStaffShortage,
        AbsenceReason::OrderMeasure => Id::ReasonOrderMeasure,
        AbsenceReason::HolidaySunday => Id::ReasonHolidaySunday,
        AbsenceReason::NotCalled => Id::ReasonNotCalled,
        AbsenceReason::Refused => Id::ReasonRefused,
        AbsenceReason::Other => Id::ReasonOther,
    }
}

/// What an item is called in the timeline, short, and in the panel. A visit without supervision is a visit to whoever
/// looks over a shoulder.
pub const fn kind(kind: ItemKind) -> (Id, Id) {
    match kind {
        ItemKind::Visit(VisitKind::Personal | VisitKind::Unsupervised | VisitKind::Other) => {
            (Id::ShortVisit, Id::KindVisit)
        }
        ItemKind::Visit(VisitKind::Video) => (Id::ShortVideo, Id::KindVideo),
        ItemKind::Visit(VisitKind::ParentChild) => (Id::ShortParentChild, Id::KindParentChild),
        ItemKind::Visit(VisitKind::Lawyer) => (Id::ShortLawyer, Id::KindLawyer),
        ItemKind::Visit(VisitKind::Probation) => (Id::ShortProbation, Id::KindProbation),
        ItemKind::Visit(VisitKind::Municipality) => (Id::ShortMunicipality, Id::KindMunicipality),
        ItemKind::Visit(VisitKind::Uwv) => (Id::ShortUwv, Id::KindUwv),
        ItemKind::Visit(VisitKind::Employer) => (Id::ShortEmployer, Id::KindEmployer),
        ItemKind::Visit(VisitKind::Volunteer) => (Id::ShortVolunteer, Id::KindVolunteer),
        ItemKind::Work(WorkKind::Work) => (Id::ShortWork, Id::KindWork),
        ItemKind::Work(WorkKind::Training) => (Id::ShortTraining, Id::KindTraining),
        ItemKind::Session(SeatState::Admitted | SeatState::Withdrawn) => (Id::ShortSession, Id::KindSession),
        ItemKind::Session(SeatState::Waiting(_)) => (Id::ShortWaiting, Id::KindWaiting),
        ItemKind::Session(SeatState::Provisional) => (Id::ShortProvisional, Id::KindProvisional),
        ItemKind::Event(EventKind::Court) => (Id::ShortCourt, Id::KindCourt),
        ItemKind::Event(EventKind::Transfer) => (Id::ShortTransfer, Id::KindTransfer),
        ItemKind::Event(EventKind::Hearing) => (Id::ShortHearing, Id::KindHearing),
        ItemKind::Event(EventKind::Medical) => (Id::ShortMedical, Id::KindMedical),
        ItemKind::Event(EventKind::Mdo) => (Id::ShortMdo, Id::KindMdo),
        ItemKind::Event(EventKind::Education) => (Id::ShortEducation, Id::KindEducation),
        ItemKind::Event(EventKind::Other) => (Id::ShortEvent, Id::KindEvent),
        ItemKind::Leave(_) => (Id::ShortLeave, Id::KindLeave),
        ItemKind::Programme(activity) => (Id::ShortProgramme, house::activity(activity)),
        ItemKind::Door(RoundKind::Unlock) => (Id::DoorOpen, Id::KindUnlock),
        ItemKind::Door(RoundKind::LockIn) => (Id::DoorClosed, Id::KindLockIn),
    }
}

/// What a kind of leave is called.
pub const fn leave(kind: LeaveKind) -> Id {
    match kind {
        LeaveKind::ShortReintegration => Id::LeaveShort,
        LeaveKind::ShortReintegrationNetwork => Id::LeaveShortNetwork,
        LeaveKind::LongReintegration => Id::LeaveLong,
        LeaveKind::ExtramuralWork => Id::LeaveExtramural,
        LeaveKind::IsdLeave => Id::LeaveIsd,
        LeaveKind::Incidental => Id::LeaveIncidental,
        LeaveKind::SentenceInterruption => Id::LeaveInterruption,
        LeaveKind::EndLeave => Id::LeaveEnd,
    }
}

/// On whom a leave request waits.
pub const fn waits_on(who: WaitsOn) -> Id {
    match who {
        WaitsOn::Mentor => Id::WaitsMentor,
        WaitsOn::CaseManager => Id::WaitsCaseManager,
        WaitsOn::LibertiesCommittee => Id::WaitsPvc,
        WaitsOn::Prosecution => Id::WaitsOm,
        WaitsOn::Probation => Id::WaitsProbation,
        WaitsOn::Police => Id::WaitsPolice,
        WaitsOn::Municipality => Id::WaitsMunicipality,
        WaitsOn::Governor => Id::WaitsGovernor,
        WaitsOn::SelectionOfficer => Id::WaitsSelectionOfficer,
        WaitsOn::Evaluation => Id::WaitsEvaluation,
        WaitsOn::Detainee => Id::WaitsDetainee,
        WaitsOn::Other => Id::WaitsOther,
    }
}

/// How far a municipal handover is.
pub const fn municipal(state: MunicipalState) -> Id {
    match state {
        MunicipalState::NotStarted => Id::MunNotStarted,
        MunicipalState::MunicipalityIdentified => Id::MunIdentified,
        MunicipalState::StartSignalSent => Id::MunStartSent,
        MunicipalState::IntakeShared => Id::MunIntakeShared,
        MunicipalState::PlanShared => Id::MunPlanShared,
        MunicipalState::CoordinatorResponded => Id::MunResponded,
        MunicipalState::InvitedInside => Id::MunInvited,
        MunicipalState::MetInside => Id::MunMet,
        MunicipalState::PreReleasePlan => Id::MunPreRelease,
        MunicipalState::Released => Id::MunReleased,
        MunicipalState::AftercareConfirmed => Id::MunAftercare,
        MunicipalState::Closed => Id::MunClosed,
    }
}

/// Why the hub refused something.
pub const fn rejection(code: Rejection) -> Id {
    match code {
        Rejection::NotYours => Id::RefusedNotYours,
        Rejection::UnknownItem => Id::RefusedUnknownItem,
        Rejection::UnknownReplaced => Id::RefusedUnknownReplaced,
        Rejection::NothingToWithdraw => Id::RefusedNothingToWithdraw,
        Rejection::TooLong => Id::RefusedTooLong,
        Rejection::Empty => Id::RefusedEmpty,
        Rejection::ImpossibleTimes => Id::RefusedImpossibleTimes,
        Rejection::StepNotAllowed => Id::RefusedStepNotAllowed,
        Rejection::NoAuthority => Id::RefusedNoAuthority,
        Rejection::UnknownDeed => Id::RefusedUnknownDeed,
        Rejection::Malformed => Id::RefusedMalformed,
    }
}

/// What a measure is called.
pub const fn measure(kind: MeasureKind) -> Id {
    match kind {
        MeasureKind::Exclusion => Id::MeasureExclusion,
        MeasureKind::Isolation => Id::MeasureIsolation,
        MeasureKind::PunishmentCell => Id::MeasurePunishmentCell,
        MeasureKind::VisitDenial => Id::MeasureVisitDenial,
        MeasureKind::Other => Id::MeasureOther,
    }
}

/// How far a clock is ahead (positive) or behind, in seconds, within a sentence.
pub fn skew(words: &Words, seconds: i64, ahead: Id, behind: Id) -> SafeText {
    let away = seconds.unsigned_abs();
    let (id, unit) = SPANS.into_iter().rfind(|(_, unit)| away >= unit * 2).unwrap_or(SPANS[0]);
    let span = words.with(id, &[("number", (away / unit).into())]);
    words.with(if seconds > 0 { ahead } else { behind }, &[("span", (&span).into())])
}
