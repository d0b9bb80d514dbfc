//! What an officer does, as data: numbered per device, journalled first, decided once.

use chrono::{DateTime, NaiveDate, Utc};

use super::amend::Amendment;
use super::contact_moment::ContactKind;
use super::count::Headcount;
use super::first_days::{ChildFacts, Question, Said};
use super::id::{
    ActionId, AgreementId, ChildId, ContactMomentId, DetaineeId, DeviceId, EventId, HandoverEntryId, IncidentId,
    KeepApartId, LeaveRequestId, MarkId, MdoContributionId, MovementId, MunicipalHandoverId, NoteId, PlacementId,
    ProgrammeOutcomeId, ProgrammeSlotId, RequestSlipId, RollCountId, RowId, SessionId, StaffId, VisitId, WingId,
};
use super::incident::IncidentKind;
use super::leave::{AdviceRole, Authority, LeaveState};
use super::mark::MarkKind;
use super::movement::MovementKind;
use super::municipal::MunicipalState;
use super::place::PlaceStep;
use super::programme::Went;
use super::request::{Asked, RequestState};
use super::stream::StreamId;
use super::visit::VisitStatus;
use crate::text::{Pii, SafeText};

/// One thing that one officer did on one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Unique over all devices (UUIDv7): the hub decides a known id only once.
    pub id: ActionId,
    /// On which terminal.
    pub device: DeviceId,
    /// Counts from 1 on that terminal, without gaps.
    pub number: u64,
    /// Who did it. Any later session on the terminal may deliver it.
    pub author: StaffId,
    /// When it was typed, by the terminal's clock.
    pub recorded_at: DateTime<Utc>,
    /// When it happened: earlier than `recorded_at` for a late entry.
    pub observed_at: DateTime<Utc>,
    /// How far that clock was ahead of the hub's when this was typed, in seconds; behind is negative. None when it was right, or
    /// nobody knew.
    pub clock_skew_seconds: Option<i64>,
    /// What was done.
    pub deed: Deed,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A mark on an item; with `replaces` a correction, with [`MarkKind::Withdrawn`] an undo.
    Mark {
        /// The wing whose day it is.
        wing: WingId,
        /// About whom.
        detainee: DetaineeId,
        /// The row that it is about.
        item: RowId,
        /// The day of that row.
        day: Option<NaiveDate>,
        /// What was seen.
        kind: MarkKind,
        /// The mark that it corrects.
        replaces: Option<MarkId>,
    },
    /// A note on a person; with `replaces` a new version, with an empty text a withdrawal.
    Note {
        /// The wing of the person.
        wing: WingId,
        /// About whom.
        detainee: DetaineeId,
        /// What was written.
        text: Pii<SafeText>,
        /// The version that it replaces.
        replaces: Option<NoteId>,
    },
    /// Somebody came, left, or went to another cell; with [`MovementKind::Withdrawn`] an undo.
    Movement {
        /// The wing that saw it.
        wing: WingId,
        /// About whom; none for an arrival, which makes somebody new.
        detainee: Option<DetaineeId>,
        /// What was seen.
        kind: MovementKind,
        /// The movement that it corrects.
        replaces: Option<MovementId>,
    },
    /// Everybody on a wing was counted; with `replaces` a correction, without `counted` an undo.
    RollCount {
        /// The wing that was counted.
        wing: WingId,
        /// The round of its programme.
        slot: ProgrammeSlotId,
        /// The day of that round.
        day: NaiveDate,
        /// Who should be where.
        expected: Headcount,
        /// Who was counted where.
        counted: Option<Headcount>,
        /// Who counted as well.
        second: Option<StaffId>,
        /// When the control room heard it.
        reported_at: Option<DateTime<Utc>>,
        /// The count that it corrects.
        replaces: Option<RollCountId>,
    },
    /// How a line of the programme went; with `replaces` a correction, with [`Went::Withdrawn`] an undo.
    Programme {
        /// The wing.
        wing: WingId,
        /// The line of its programme.
        slot: ProgrammeSlotId,
        /// The day.
        day: NaiveDate,
        /// How it went.
        went: Went,
        /// The outcome that it corrects.
        replaces: Option<ProgrammeOutcomeId>,
    },
    /// Something happened, or an officer took an urgent measure; with `replaces` an undo.
    Incident {
        /// The wing of the person.
        wing: WingId,
        /// About whom.
        detainee: DetaineeId,
        /// What it is.
        kind: IncidentKind,
        /// What happened, or why; an undo says nothing.
        text: Pii<SafeText>,
        /// The one that it takes back.
        replaces: Option<IncidentId>,
    },
    /// Two people must not be together; with `replaces` they may again.
    KeepApart {
        /// The wing of the first.
        wing: WingId,
        /// One of them.
        detainee: DetaineeId,
        /// The other one.
        other: DetaineeId,
        /// The one that it takes back.
        replaces: Option<KeepApartId>,
    },
    /// Somebody asks something.
    Request {
        /// The wing of the person.
        wing: WingId,
        /// Who asks.
        detainee: DetaineeId,
        /// Of whom.
        asked: Asked,
        /// What.
        text: Pii<SafeText>,
    },
    /// A request was answered, they were told, or it was taken back; also the undo of one of these.
    RequestStep {
        /// The wing of the person.
        wing: WingId,
        /// Who asked.
        detainee: DetaineeId,
        /// The version that was on screen.
        request: RequestSlipId,
        /// How far it is now.
        state: RequestState,
    },
    /// What the next shift has to know; with `replaces` a new version, with an empty text a withdrawal.
    HandoverEntry {
        /// The wing that hands over.
        wing: WingId,
        /// About whom; none when it is about the whole wing.
        detainee: Option<DetaineeId>,
        /// What was written.
        text: Pii<SafeText>,
        /// The version that it replaces.
        replaces: Option<HandoverEntryId>,
    },
    /// How far a visit is. Two officers who both saw it go on agree: the furthest step stands.
    VisitStatus {
        /// The wing of the person.
        wing: WingId,
        /// Who is visited.
        detainee: DetaineeId,
        /// The visit.
        visit: VisitId,
        /// What it is now.
        status: VisitStatus,
        /// A choice between two that cannot both be true: the status that this one takes the place of.
        instead_of: Option<VisitStatus>,
    },
    /// Other times or another place for a visit or a work shift.
    Amend {
        /// The wing of the person.
        wing: WingId,
        /// Whose it is.
        detainee: DetaineeId,
        /// The visit or work shift.
        item: RowId,
        /// The revision of the row that was on screen.
        base: u64,
        /// What changes, each field at most once.
        amendments: Vec<Amendment>,
    },
    /// What a mentor or case manager writes for a leave request. Never merged.
    LeaveAdvice {
        /// Who asks for leave.
        detainee: DetaineeId,
        /// The request.
        request: LeaveRequestId,
        /// As whom it is written.
        role: AdviceRole,
        /// What is written.
        text: Pii<SafeText>,
        /// The revision of the advice that was on screen; 0 when there was none.
        base: u64,
    },
    /// The next state of a leave request. Never merged.
    LeaveStep {
        /// Who asks for leave.
        detainee: DetaineeId,
        /// The request.
        request: LeaveRequestId,
        /// What it is now.
        state: LeaveState,
        /// Who decided; with a decision only.
        authority: Option<Authority>,
        /// The revision of the request that was on screen.
        base: u64,
    },
    /// A step of a municipal handover was done, or was not done after all.
    MunicipalStep {
        /// Whose handover.
        detainee: DetaineeId,
        /// The handover.
        handover: MunicipalHandoverId,
        /// Which step.
        step: MunicipalState,
        /// None when it was done. To take a step back: the revision of the step that was on screen.
        undo: Option<u64>,
    },
    /// A talk, a call, a video call, a visit; with `replaces` and `Withdrawn` its undo.
    ContactMoment {
        /// With whom, or whose home.
        detainee: DetaineeId,
        /// What kind.
        kind: ContactKind,
        /// A child of theirs was there.
        with_child: bool,
        /// What it was about.
        text: Pii<SafeText>,
        /// When the next talk is.
        next_on: Option<NaiveDate>,
        /// The one that it takes back.
        replaces: Option<ContactMomentId>,
    },
    /// An answer to a question of the first days. The latest stands.
    FirstAnswer {
        /// Who was asked.
        detainee: DetaineeId,
        /// What.
        question: Question,
        /// What they said.
        said: Said,
        /// In their words.
        text: Pii<SafeText>,
    },
    /// Somebody started at an employer or a school that an agreement gives; with `replaces` an undo.
    Placement {
        /// Who.
        detainee: DetaineeId,
        /// The agreement.
        agreement: AgreementId,
        /// The first day there.
        on: NaiveDate,
        /// The one that it takes back.
        replaces: Option<PlacementId>,
    },
    /// What is brought to a meeting about somebody; an empty text takes back what it replaces.
    MdoContribution {
        /// About whom.
        detainee: DetaineeId,
        /// The meeting.
        event: EventId,
        /// As whom it is written.
        role: AdviceRole,
        /// What is brought.
        text: Pii<SafeText>,
        /// The version whose place it takes.
        replaces: Option<MdoContributionId>,
    },
    /// A child outside, or what is known of it now.
    Child {
        /// Whose.
        detainee: DetaineeId,
        /// Which child; none for one that nobody wrote down yet.
        child: Option<ChildId>,
        /// What is known.
        facts: ChildFacts,
        /// It was a mistake.
        struck: bool,
    },
    /// A place records that somebody is there, or that it is over for them.
    PlaceMark {
        /// About whom.
        detainee: DetaineeId,
        /// Where they are expected: the desk's visits, or a workplace on a day.
        at: StreamId,
        /// The visit or the shift.
        item: RowId,
        /// What was seen.
        step: PlaceStep,
        /// The mark that it takes back or corrects.
        replaces: Option<MarkId>,
    },
    /// Somebody wants to come to a volunteer session, or does not come after all. Who asks first comes first.
    SignUp {
        /// The wing of the person.
        wing: WingId,
        /// Who wants to come.
        detainee: DetaineeId,
        /// To which session.
        session: SessionId,
        /// Does not come after all.
        withdraw: bool,
    },
}

impl Deed {
    /// The kind's name on the wire: `mark`, `note`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Mark { .. } => "mark",
            Self::Note { .. } => "note",
            Self::Movement { .. } => "movement",
            Self::RollCount { .. } => "roll-count",
            Self::Programme { .. } => "programme",
            Self::Incident { .. } => "incident",
            Self::KeepApart { .. } => "keep-apart",
            Self::Request { .. } => "request",
            Self::RequestStep { .. } => "request-step",
            Self::HandoverEntry { .. } => "handover-entry",
            Self::VisitStatus { .. } => "visit-status",
            Self::Amend { .. } => "amend",
            Self::LeaveAdvice { .. } => "leave-advice",
            Self::LeaveStep { .. } => "leave-step",
            Self::MunicipalStep { .. } => "municipal-step",
            Self::ContactMoment { .. } => "contact-moment",
            Self::FirstAnswer { .. } => "first-answer",
            Self::MdoContribution { .. } => "mdo-contribution",
            Self::PlaceMark { .. } => "place-mark",
            Self::Placement { .. } => "placement",
            Self::Child { .. } => "child",
            Self::SignUp { .. } => "sign-up",
        }
    }

    /// The stream that shows its effect; what the wing sees of a file is derived from it.
    pub const fn stream(&self) -> StreamId {
        match self {
            Self::Mark { wing, .. }
            | Self::Note { wing, .. }
            | Self::Movement { wing, .. }
            | Self::RollCount { wing, .. }
            | Self::Programme { wing, .. }
            | Self::Incident { wing, .. }
            | Self::KeepApart { wing, .. }
            | Self::Request { wing, .. }
            | Self::RequestStep { wing, .. }
            | Self::HandoverEntry { wing, .. }
            | Self::VisitStatus { wing, .. }
            | Self::Amend { wing, .. }
            | Self::SignUp { wing, .. } => StreamId::wing(*wing),
            Self::LeaveAdvice { detainee, .. }
            | Self::LeaveStep { detainee, .. }
            | Self::MunicipalStep { detainee, .. }
            | Self::ContactMoment { detainee, .. }
            | Self::FirstAnswer { detainee, .. }
            | Self::MdoContribution { detainee, .. }
            | Self::Placement { detainee, .. }
            | Self::Child { detainee, .. } => StreamId::person(*detainee),
            Self::PlaceMark { at, .. } => *at,
        }
    }

    /// About whom it is; none for somebody new and for the whole wing.
    pub const fn detainee(&self) -> Option<DetaineeId> {
        match self {
            Self::RollCount { .. } | Self::Programme { .. } => None,
            Self::Movement { detainee, .. } | Self::HandoverEntry { detainee, .. } => *detainee,
            Self::Mark { detainee, .. }
            | Self::Note { detainee, .. }
            | Self::Incident { detainee, .. }
            | Self::KeepApart { detainee, .. }
            | Self::Request { detainee, .. }
            | Self::RequestStep { detainee, .. }
            | Self::VisitStatus { detainee, .. }
            | Self::Amend { detainee, .. }
            | Self::LeaveAdvice { detainee, .. }
            | Self::LeaveStep { detainee, .. }
            | Self::MunicipalStep { detainee, .. }
            | Self::ContactMoment { detainee, .. }
            | Self::FirstAnswer { detainee, .. }
            | Self::MdoContribution { detainee, .. }
            | Self::Placement { detainee, .. }
            | Self::Child { detainee, .. }
            | Self::PlaceMark { detainee, .. }
            | Self::SignUp { detainee, .. } => Some(*detainee),
        }
    }
}
