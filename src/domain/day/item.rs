//! One planned thing of one person, and how far it is.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::clash::Clash;
use super::round::RoundKind;
use super::{Pending, Whereabouts};
use crate::domain::amend::Plan;
use crate::domain::event::EventKind;
use crate::domain::id::{MarkId, RowId};
use crate::domain::leave::LeaveKind;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::programme::Activity;
use crate::domain::record::Record;
use crate::domain::visit::{ReviewReason, VisitKind, VisitStatus};
use crate::domain::volunteer::SeatState;
use crate::domain::work::WorkKind;
use crate::text::SafeText;

/// What kind of thing is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A visit.
    Visit(VisitKind),
    /// A work shift or training.
    Work(WorkKind),
    /// A seat in a volunteer session.
    Session(SeatState),
    /// Court, transfer, hearing, medical, mdo, education.
    Event(EventKind),
    /// A granted leave, on the day that it starts or ends.
    Leave(LeaveKind),
    /// Somebody's door in a round. It stands in the round, not on the person's line.
    Door(RoundKind),
    /// What the wing offers. It stands in the day by time, not on the person's line, and nobody is marked at it.
    Programme(Activity),
}

impl ItemKind {
    /// What kind of thing a record plans; none when it plans nothing.
    pub const fn of(record: &Record) -> Option<Self> {
        match record {
            Record::Visit(visit) => Some(Self::Visit(visit.kind)),
            Record::WorkShift(shift) => Some(Self::Work(shift.kind)),
            Record::Seat(seat) => Some(Self::Session(seat.state)),
            Record::Event(event) => Some(Self::Event(event.kind)),
            Record::LeaveSummary(leave) => Some(Self::Leave(leave.kind)),
            _ => None,
        }
    }

    /// Whether it happens outside the fence.
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::Event(EventKind::Court | EventKind::Transfer) | Self::Leave(_))
    }

    /// Whether somebody has to record what happened. A meeting about a person and whoever has no seat ask for nothing.
    pub const fn needs_mark(self) -> bool {
        match self {
            Self::Event(EventKind::Mdo) | Self::Programme(_) => false,
            Self::Session(state) => matches!(state, SeatState::Admitted),
            _ => true,
        }
    }
}

/// How far an item is: its source's state, and over it what the wing saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemState {
    /// *Gepland*.
    Planned,
    /// *Geroepen*.
    CalledUp,
    /// *Weg*.
    Left,
    /// *Er*.
    Arrived,
    /// *Begonnen*.
    Started,
    /// *Klaar*.
    Ended,
    /// *Terug*.
    Back,
    /// *Deur open*.
    Unlocked,
    /// *Deur dicht*, and whoever sleeps there was seen.
    LockedIn,
    /// *Afwezig*.
    Absent(AbsenceReason),
    /// *Blijft op cel*.
    StaysInCell(AbsenceReason),
    /// *Afgezegd*.
    Cancelled,
    /// *Afgemeld*.
    SignedOff,
    /// *Bezoek niet gekomen*.
    VisitorNoShow,
    /// *Bezoeker niet toegelaten*.
    VisitorNotAdmitted,
    /// *Afgezegd door bezoeker*.
    CancelledByVisitor,
    /// *Afgezegd door gedetineerde*.
    CancelledByDetainee,
    /// *Afgezegd door inrichting*.
    CancelledByPrison,
    /// *Verbinding mislukt*: offered, and not received.
    VideoFailed,
}

impl ItemState {
    /// Whether nothing more is to be recorded.
    pub const fn is_finished(self) -> bool {
        !matches!(self, Self::Planned | Self::CalledUp | Self::Left | Self::Arrived | Self::Started)
    }

    /// Whether the person is off to it.
    pub const fn is_away(self) -> bool {
        matches!(self, Self::Left | Self::Arrived | Self::Started)
    }

    /// Whether it will not take place for this person.
    pub const fn is_off(self) -> bool {
        matches!(
            self,
            Self::Absent(_)
                | Self::StaysInCell(_)
                | Self::Cancelled
                | Self::SignedOff
                | Self::VisitorNoShow
                | Self::VisitorNotAdmitted
                | Self::CancelledByVisitor
                | Self::CancelledByDetainee
                | Self::CancelledByPrison
                | Self::VideoFailed
        )
    }

    /// The mark that leads to it; none for what a source says.
    pub const fn mark(self) -> Option<MarkKind> {
        Some(match self {
            Self::Left => MarkKind::Left,
            Self::Arrived => MarkKind::Arrived,
            Self::Started => MarkKind::Started,
            Self::Ended => MarkKind::Ended,
            Self::Back => MarkKind::Back,
            Self::Absent(reason) => MarkKind::Absent(reason),
            Self::StaysInCell(reason) => MarkKind::StaysInCell(reason),
            Self::Unlocked => MarkKind::Unlocked,
            Self::LockedIn => MarkKind::LockedIn,
            Self::Planned
            | Self::CalledUp
            | Self::Cancelled
            | Self::SignedOff
            | Self::VisitorNoShow
            | Self::VisitorNotAdmitted
            | Self::CancelledByVisitor
            | Self::CancelledByDetainee
            | Self::CancelledByPrison
            | Self::VideoFailed => return None,
        })
    }

    /// The state that a mark leads to; a withdrawal leads to none.
    pub const fn after(mark: MarkKind) -> Option<Self> {
        match mark {
            MarkKind::Left => Some(Self::Left),
            MarkKind::Arrived => Some(Self::Arrived),
            MarkKind::Started => Some(Self::Started),
            MarkKind::Ended => Some(Self::Ended),
            MarkKind::Back => Some(Self::Back),
            MarkKind::Absent(reason) => Some(Self::Absent(reason)),
            MarkKind::StaysInCell(reason) => Some(Self::StaysInCell(reason)),
            MarkKind::Unlocked => Some(Self::Unlocked),
            MarkKind::LockedIn => Some(Self::LockedIn),
            MarkKind::Told(_)
            | MarkKind::TakenOver
            | MarkKind::Checked
            | MarkKind::Reviewed(_)
            | MarkKind::Withdrawn => None,
        }
    }
}

/// Whether what should have been recorded by now has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recording {
    /// Nothing to record yet, or at all.
    NotDue,
    /// *Niet ingevuld*: it began and nobody wrote anything, somebody left for a place that reports and is not reported there, or it
    /// ended and nobody wrote that they came back.
    Missing,
    /// Recorded.
    Done,
}

/// When each step on the way there and back was seen, as far as somebody wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Trail {
    /// *Geroepen*: of visits.
    pub called: Option<DateTime<Utc>>,
    /// *Weg*.
    pub left: Option<DateTime<Utc>>,
    /// *Er*.
    pub arrived: Option<DateTime<Utc>>,
    /// *Begonnen*.
    pub started: Option<DateTime<Utc>>,
    /// *Terug*, or *klaar* on the wing itself.
    pub back: Option<DateTime<Utc>>,
}

impl Trail {
    /// A mark that stands. Of two of one kind the later one counts.
    pub(super) fn see(&mut self, mark: MarkKind, at: DateTime<Utc>) {
        let step = match mark {
            MarkKind::Left => &mut self.left,
            MarkKind::Arrived => &mut self.arrived,
            MarkKind::Started => &mut self.started,
            MarkKind::Back | MarkKind::Ended => &mut self.back,
            MarkKind::Absent(_)
            | MarkKind::StaysInCell(_)
            | MarkKind::Unlocked
            | MarkKind::LockedIn
            | MarkKind::Told(_)
            | MarkKind::TakenOver
            | MarkKind::Checked
            | MarkKind::Reviewed(_)
            | MarkKind::Withdrawn => return,
        };
        *step = (*step).max(Some(at));
    }
}

/// When and where something was planned before somebody changed that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When and where it was.
    pub before: Plan,
    /// When that was changed.
    pub at: DateTime<Utc>,
    /// Initials of who did, when known; none also when the administration did.
    pub by: Option<SafeText>,
    /// It came with the administration's import.
    pub by_office: bool,
}

/// Why a visit has to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Review {
    /// What changed, in the order of the words.
    pub reasons: Vec<ReviewReason>,
    /// Since when the hub knows: a look names it.
    pub since: Option<DateTime<Utc>>,
    /// Somebody looked at these: when, and who.
    pub seen: Option<(DateTime<Utc>, Option<SafeText>)>,
}

impl Review {
    /// Whether somebody still has to look.
    pub const fn is_open(&self) -> bool {
        !self.reasons.is_empty() && self.seen.is_none()
    }
}

/// A rule about visits that asks for a look, and blocks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitSignal {
    /// More adults than this prison has room for (Pbw 38 lid 2 and the house rules): how many come, and how many may.
    ManyAdults(u16, u16),
    /// Children, and no adult: younger than twelve only with one (Regeling toelating en weigering bezoek, art. 3).
    ChildrenAlone(u16),
}

/// One planned thing of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The row that marks are about.
    pub id: RowId,
    /// The day of that row: marks carry it.
    pub day: Option<NaiveDate>,
    /// How often that row was changed: what a change of it is made on.
    pub revision: u64,
    /// What kind.
    pub kind: ItemKind,
    /// Its own name, when it has one: workplace, title, organisation.
    pub title: Option<SafeText>,
    /// Where.
    pub place: Option<SafeText>,
    /// Whether that place records arrivals itself; unknown places do not.
    pub place_reports: bool,
    /// Whether it is on the wing itself: then it begins and ends, and nobody leaves.
    pub on_wing: bool,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end; never before the start, whatever the source says.
    pub ends_at: DateTime<Utc>,
    /// The source gave an end before the start.
    pub impossible_times: bool,
    /// How far it is.
    pub state: ItemState,
    /// How far a visit is according to its source or the visits desk; none for anything else.
    pub visit_status: Option<VisitStatus>,
    /// When each step was seen.
    pub trail: Trail,
    /// When the shown mark was seen.
    pub since: Option<DateTime<Utc>>,
    /// The shown mark: what an undo or a correction replaces.
    pub mark: Option<MarkId>,
    /// Initials of who saw it, when known.
    pub by: Option<SafeText>,
    /// Two people recorded things that cannot both be true: both are kept.
    pub contradicted: bool,
    /// Whether the shown mark, and any change of the plan, reached the hub.
    pub pending: Pending,
    /// Whether something is missing.
    pub recording: Recording,
    /// Another item at the same time.
    pub clash: Option<Clash>,
    /// What was changed of its plan.
    pub changed: Option<Change>,
    /// Why a visit has to be looked at again.
    pub review: Review,
    /// Rules about visits that ask for a look.
    pub signals: Vec<VisitSignal>,
}

impl Item {
    /// What Space records: the next step of this item. None when it is finished. Where a place does not report, only leaving and coming
    /// back can be known.
    pub const fn next_step(&self) -> Option<MarkKind> {
        if matches!(self.kind, ItemKind::Programme(_)) {
            return None;
        }
        if let (ItemKind::Door(round), ItemState::Planned) = (self.kind, self.state) {
            return Some(round.step());
        }
        match self.state {
            ItemState::Planned | ItemState::CalledUp if self.on_wing => Some(MarkKind::Started),
            ItemState::Planned | ItemState::CalledUp => Some(MarkKind::Left),
            ItemState::Started if self.on_wing => Some(MarkKind::Ended),
            ItemState::Left if self.kind.is_outside() || !self.place_reports => Some(MarkKind::Back),
            ItemState::Left => Some(MarkKind::Arrived),
            ItemState::Arrived | ItemState::Started => Some(MarkKind::Back),
            _ => None,
        }
    }

    /// Whether this mark says something of it: a door is opened or closed, and nothing else is; told and checked are of incidents.
    pub fn can_be(&self, mark: MarkKind) -> bool {
        match self.kind {
            ItemKind::Programme(_) => false,
            ItemKind::Door(round) => mark == round.step() || matches!(mark, MarkKind::StaysInCell(_)),
            _ if matches!(mark, MarkKind::Reviewed(_)) => !self.review.reasons.is_empty(),
            _ => !matches!(
                mark,
                MarkKind::Unlocked | MarkKind::LockedIn | MarkKind::Told(_) | MarkKind::TakenOver | MarkKind::Checked
            ),
        }
    }

    /// How many things about a visit that is still to come ask for a look.
    pub(super) fn to_review(&self) -> usize {
        if self.state.is_finished() { 0 } else { usize::from(self.review.is_open()) + self.signals.len() }
    }

    /// Minutes since the planned start when nobody has written that it began; 0 otherwise.
    pub fn minutes_late(&self, now: DateTime<Utc>) -> i64 {
        if self.recording == Recording::Missing && matches!(self.state, ItemState::Planned | ItemState::CalledUp) {
            (now - self.starts_at).num_minutes().max(0)
        } else {
            0
        }
    }

    /// Whether the connection failed, and what the wing saw does not say so: they may well be there still.
    pub fn has_failed_video(&self) -> bool {
        self.visit_status == Some(VisitStatus::VideoFailed) && self.state != ItemState::VideoFailed
    }

    /// Since when somebody is on the way to a place that would have said so had he been there; none when nobody is.
    pub fn underway_since(&self) -> Option<DateTime<Utc>> {
        // The visits desk may have said so without a mark.
        let is_there = self.visit_status.is_some_and(VisitStatus::took_place);
        let on_the_way = self.state == ItemState::Left && self.place_reports && !self.kind.is_outside() && !is_there;
        self.since.filter(|_| on_the_way)
    }

    /// Minutes on the way, when that is longer than it may take; none when nobody said how long it may take.
    pub fn underway_too_long(&self, now: DateTime<Utc>, limit_minutes: Option<u16>) -> Option<i64> {
        let minutes = (now - self.underway_since()?).num_minutes();
        (minutes >= i64::from(limit_minutes?)).then_some(minutes)
    }

    /// Whether it can be the item at hand.
    pub(super) fn is_at_hand(&self, now: DateTime<Utc>, minutes: u16) -> bool {
        self.kind.needs_mark()
            && !self.state.is_finished()
            && self.starts_at <= now + TimeDelta::minutes(i64::from(minutes))
    }

    /// What is missing at `now`.
    pub(super) fn recording_at(&self, now: DateTime<Utc>, underway_minutes: Option<u16>) -> Recording {
        if !self.kind.needs_mark() {
            return Recording::NotDue;
        }
        match self.state {
            ItemState::Planned | ItemState::CalledUp if self.starts_at <= now => Recording::Missing,
            ItemState::Planned | ItemState::CalledUp => Recording::NotDue,
            state if state.is_away() && self.ends_at <= now => Recording::Missing,
            ItemState::Left if self.underway_too_long(now, underway_minutes).is_some() => Recording::Missing,
            _ => Recording::Done,
        }
    }

    /// Where this item puts the person, if anywhere.
    pub(super) fn whereabouts(&self, now: DateTime<Utc>) -> Option<Whereabouts> {
        match self.state {
            state if state.is_away() && self.kind.is_outside() => Some(Whereabouts::Outside),
            state if state.is_away() && self.on_wing => Some(Whereabouts::OnWing),
            ItemState::Left if self.place_reports => Some(Whereabouts::Underway),
            state if state.is_away() => Some(Whereabouts::ElsewhereInside),
            ItemState::StaysInCell(_) if self.starts_at <= now && now < self.ends_at => Some(Whereabouts::InCell),
            _ => None,
        }
    }

    /// Where this item had the person at a moment that is over, if anywhere.
    pub(super) fn whereabouts_at(&self, then: DateTime<Utc>) -> Option<Whereabouts> {
        self.was_away_at(then).then_some(match self.kind {
            kind if kind.is_outside() => Whereabouts::Outside,
            _ if self.on_wing => Whereabouts::OnWing,
            _ => Whereabouts::ElsewhereInside,
        })
    }

    /// Whether the person was off to it at a moment that is over. Without a mark of leaving the planned start counts.
    fn was_away_at(&self, then: DateTime<Utc>) -> bool {
        let Trail { left, arrived, started, back, .. } = self.trail;
        let went = [left, arrived, started].into_iter().flatten().min().unwrap_or(self.starts_at);
        went <= then && back.filter(|back| went <= *back).map_or(self.state.is_away(), |back| then < back)
    }
}
