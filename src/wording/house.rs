//! What a wing writes about its house, in words: the programme, incidents and measures.

use crate::domain::day::RoundKind;
use crate::domain::incident::{IncidentKind, Informed};
use crate::domain::programme::{Activity, Cause, Went};
use crate::text::{Arg, Id, SafeText, Words, date};

/// A line of the programme; as the facility calls it when it is a word of its own.
pub fn programme(kind: &SafeText, words: &Words) -> SafeText {
    match (RoundKind::of(kind.as_str()), Activity::of(kind.as_str())) {
        (Some(RoundKind::Unlock), _) => words.say(Id::KindUnlock),
        (Some(RoundKind::LockIn), _) => words.say(Id::KindLockIn),
        (None, Some(Activity::Other) | None) => kind.clone(),
        (None, Some(known)) => words.say(activity(known)),
    }
}

/// What a wing offers.
pub(super) const fn activity(activity: Activity) -> Id {
    match activity {
        Activity::Outdoor => Id::ProgrammeOutdoor,
        Activity::Recreation => Id::ProgrammeRecreation,
        Activity::Sport => Id::ProgrammeSport,
        Activity::Library => Id::ProgrammeLibrary,
        Activity::Meal => Id::ProgrammeMeal,
        Activity::Other => Id::ProgrammeOther,
    }
}

/// Why something was shortened or cancelled.
pub const fn cause(cause: Cause) -> Id {
    match cause {
        Cause::StaffShortage => Id::ReasonStaffShortage,
        Cause::NoWork => Id::ReasonNoWork,
        Cause::GuideAbsent => Id::CauseGuideAbsent,
        Cause::RoomTaken => Id::CauseRoomTaken,
        Cause::Emergency => Id::CauseEmergency,
        Cause::Holiday => Id::CauseHoliday,
        Cause::Other => Id::CauseOther,
    }
}

/// How a line of the programme went: `ingekort, 10:30-11:00, te weinig personeel`.
pub fn went(went: Went, words: &Words) -> SafeText {
    match went {
        Went::AsPlanned => words.say(Id::WentAsPlanned),
        Went::Withdrawn => words.say(Id::StateWithdrawn),
        Went::Cancelled(why) => words.with(Id::WentCancelled, &[("cause", (&words.say(cause(why))).into())]),
        Went::Shortened { from, until, cause: why } => {
            let span = format!("{}-{}", date::time(from), date::time(until));
            let why = words.say(cause(why));
            let gaps = [("span", Arg::Text(&span)), ("cause", (&why).into())];
            words.with(Id::WentShortened, &gaps)
        }
    }
}

/// What happened, or which measure.
pub const fn incident(kind: IncidentKind) -> Id {
    match kind {
        IncidentKind::Incident => Id::IncidentKindIncident,
        IncidentKind::Exclusion => Id::IncidentKindExclusion,
        IncidentKind::Isolation => Id::IncidentKindIsolation,
    }
}

/// That somebody was told.
pub const fn informed(who: Informed) -> Id {
    match who {
        Informed::WingHead => Id::ToldWingHead,
        Informed::Governor => Id::ToldGovernor,
        Informed::ControlRoom => Id::ToldControlRoom,
        Informed::MedicalService => Id::ToldMedicalService,
        Informed::SupervisoryBoard => Id::ToldSupervisoryBoard,
        Informed::Mentor => Id::ToldMentor,
    }
}
