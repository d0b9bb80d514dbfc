//! The day of a wing: who must be where, what was seen, what is not recorded. Assembled purely from records.

mod assemble;
mod clash;
mod group;
mod incidents;
mod item;
mod offers;
mod requests;
mod residents;
mod round;
#[cfg(test)]
pub(in crate::domain) mod tests;
mod visit;
mod written;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::decide::Known;
use super::detainee::Cell;
use super::id::{DetaineeId, MovementId, RowId, StaffId, WingId};
use super::leave::LeaveSummary;
use super::measure::Measure;
use super::movement::MovementKind;
use super::municipal::MunicipalSummary;
use super::shift;
use super::volunteer::SessionOffer;
use crate::text::{Pii, SafeText};

pub use assemble::assemble;
pub use clash::Clash;
pub use group::{By, Group, Presence, When};
pub use incidents::{Apart, IncidentLine, IncidentStep};
pub use item::{Change, Item, ItemKind, ItemState, Recording, Review, Trail, VisitSignal};
pub use offers::Offer;
pub use requests::RequestLine;
pub use round::{AtDoor, CountLine, Door, Round, RoundKind};

/// Whether what is shown has reached the hub yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Pending {
    /// The hub has it.
    #[default]
    No,
    /// Written here by who is signed in; on disk, not yet sent.
    Mine,
    /// Written here by a colleague; on disk, not yet sent.
    Colleague,
}

/// What a day is made from.
#[derive(Clone, Copy, Debug)]
pub struct DayInput<'a> {
    /// Rows of the facility and of the wing: that day's and those without a day. Order does not matter.
    pub records: &'a [Known],
    /// Which of them exist only on this terminal so far.
    pub pending: &'a BTreeMap<RowId, Pending>,
    /// Rows that did not decode: shown as a number, never dropped silently.
    pub unknown: usize,
    /// Which wing.
    pub wing: WingId,
    /// Which local day.
    pub date: NaiveDate,
    /// The terminal's clock.
    pub now: DateTime<Utc>,
    /// What is soon, and what takes too long.
    pub margins: Margins,
}

/// What is soon, what takes too long and what is too many, as the prison has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// How long before its start an item is at hand, in minutes.
    pub at_hand_minutes: u16,
    /// How long somebody may be on the way to a place that reports, in minutes. There is no default: without it nobody takes too long.
    pub underway_minutes: Option<u16>,
    /// How many adults may come to one visit. There is no default: without it nobody is too many.
    pub visit_adults: Option<u16>,
}

impl Default for Margins {
    fn default() -> Self {
        Self { at_hand_minutes: AT_HAND_MINUTES, underway_minutes: None, visit_adults: None }
    }
}

/// How long before its start an item is at hand, in minutes, unless configured.
pub const AT_HAND_MINUTES: u16 = 45;

/// A wing's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which wing.
    pub wing: WingId,
    /// Short code of the wing, when its row is here.
    pub wing_code: Option<SafeText>,
    /// The prison's name, when its row is here.
    pub facility: Option<SafeText>,
    /// Which local day.
    pub date: NaiveDate,
    /// The clock that it was assembled for.
    pub now: DateTime<Utc>,
    /// What was soon and what took too long then.
    pub margins: Margins,
    /// The name of the shift that runs at `now`, as the facility calls it.
    pub shift: Option<SafeText>,
    /// Which shift hands over to which at `now`.
    pub change: shift::Change,
    /// One line per person, in cell order.
    pub lines: Vec<Line>,
    /// Volunteer sessions of this day, by start: somebody can be signed up for them.
    pub sessions: Vec<SessionOffer>,
    /// Doors open, doors closed: the rounds of this day, by start.
    pub rounds: Vec<Round>,
    /// Outdoor time, recreation, sport, library of this day, by start.
    pub offers: Vec<Offer>,
    /// How many cells the wing has, when known.
    pub cells: Option<u16>,
    /// Everybody who works in this prison, by initials: somebody counts with you.
    pub colleagues: Vec<Colleague>,
    /// What people of this wing asked, oldest first; what was closed on this day stands last.
    pub requests: Vec<RequestLine>,
    /// Incidents of this day and urgent measures that ran on it, what still runs first.
    pub incidents: Vec<IncidentLine>,
    /// Who must not be together.
    pub apart: Vec<Apart>,
    /// What the next shift has to know, oldest first; versions that were replaced are left out.
    pub handover: Vec<WrittenLine>,
    /// The sum of people.
    pub sum: PeopleSum,
    /// Items that have begun or ended without what should have been recorded.
    pub not_recorded: usize,
    /// Lines' attention together, and measures over their limit on people who have no line here any more.
    pub attention: usize,
    /// Rows that this program could not read.
    pub unknown: usize,
    /// Age of the source: when the last import was exported.
    pub source_at: Option<DateTime<Utc>>,
}

/// Somebody who works here, as they are called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colleague {
    /// As they sign.
    pub initials: SafeText,
    /// Their name.
    pub name: SafeText,
    /// Who.
    pub id: StaffId,
}

/// The sum of people: total = on the wing + elsewhere inside + outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PeopleSum {
    /// Everyone who lives on the wing, as the wing knows it.
    pub total: usize,
    /// On the wing, in a cell or not.
    pub on_wing: usize,
    /// Inside the fence, not on the wing.
    pub elsewhere: usize,
    /// Court, transfer, leave.
    pub outside: usize,
    /// People whose coming, going or cell the administration does not have yet. Who left is among them, and not in the total.
    pub provisional: usize,
}

/// Where somebody is, as far as it was recorded (screen words § 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whereabouts {
    /// *Op afdeling*.
    OnWing,
    /// *Op cel*: stays in the cell now, with a reason.
    InCell,
    /// *Onderweg*: left the wing, not reported by a place that reports.
    Underway,
    /// *Elders binnen*.
    ElsewhereInside,
    /// *Buiten*.
    Outside,
    /// *Vertrokken, nog niet in de administratie*.
    Departed,
}

/// One person's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub detainee: DetaineeId,
    /// Their cell, as the wing knows it.
    pub cell: Cell,
    /// Their group of the wing, when they have one.
    pub group: Option<SafeText>,
    /// What the wing saw of their coming and going, oldest first, and the administration does not have yet.
    pub movements: Vec<MovementLine>,
    /// Somebody with that name was in that cell already: one of the two may be a mistake.
    pub is_twice: bool,
    /// As in a list: `van den Berg, P.`
    pub name: SafeText,
    /// The same as somebody types it: without marks and capitals.
    pub folded: SafeText,
    /// First mentor's name, when known.
    pub mentor: Option<SafeText>,
    /// Their mentors: the first and the second one, as far as there are.
    pub mentors: Vec<StaffId>,
    /// Where they are.
    pub whereabouts: Whereabouts,
    /// What is planned, by start.
    pub items: Vec<Item>,
    /// The item that a mark hits: the earliest unfinished one that has begun or is about to.
    pub at_hand: Option<usize>,
    /// Open leave requests, oldest wait first.
    pub leave: Vec<LeaveSummary>,
    /// Handovers to a municipality that are not closed, longest unanswered first.
    pub municipal: Vec<MunicipalSummary>,
    /// Measures that run now.
    pub measures: Vec<Measure>,
    /// Notes of this day, oldest first; versions that were replaced are left out.
    pub notes: Vec<WrittenLine>,
    /// How many things on this line ask for attention: clashes, contradictions, late returns, measures over their limit.
    pub attention: usize,
    /// No contact but a lawyer's: contact signals keep silent.
    pub contact_restricted: bool,
}

impl Line {
    /// What puts this person where they are; none for who is simply on the wing.
    pub fn away(&self, now: DateTime<Utc>) -> Option<&Item> {
        self.items.iter().find(|item| item.whereabouts(now) == Some(self.whereabouts))
    }

    /// Where they were at a moment that is over, as far as it was recorded.
    fn whereabouts_at(&self, then: DateTime<Utc>) -> Whereabouts {
        let mut moves = self.movements.iter();
        let is_gone = |movement: &MovementLine| match movement.kind {
            MovementKind::Departure => movement.observed_at <= then,
            MovementKind::Arrival { .. } => then < movement.observed_at,
            _ => false,
        };
        if moves.any(is_gone) {
            return Whereabouts::Departed;
        }
        let planned = self.items.iter().filter_map(|item| item.whereabouts_at(then)).max();
        // Leave without a line on this day: out since before, and not back yet.
        let is_out = self.whereabouts == Whereabouts::Outside && self.away(then).is_none();
        if is_out { Whereabouts::Outside } else { planned.unwrap_or(Whereabouts::OnWing) }
    }

    /// When somebody last wrote that they saw this person.
    pub fn last_seen(&self) -> Option<DateTime<Utc>> {
        let seen = self.items.iter().filter_map(|item| item.since);
        seen.chain(self.movements.iter().map(|movement| movement.observed_at)).max()
    }

    /// Items on this line that have begun or ended without what should have been recorded.
    pub fn not_recorded(&self) -> usize {
        self.items.iter().filter(|item| item.recording == Recording::Missing).count()
    }
}

/// A note or an entry for the shift handover, as the day shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenLine {
    /// Which version.
    pub id: RowId,
    /// About whom; none when it is about the whole wing.
    pub detainee: Option<DetaineeId>,
    /// What it says.
    pub text: Pii<SafeText>,
    /// Who wrote it, when known.
    pub author: Option<SafeText>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Whether it reached the hub.
    pub pending: Pending,
    /// Another version of the same text stands beside it: somebody chooses.
    pub has_sibling: bool,
}

/// A movement as the day shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementLine {
    /// Which.
    pub id: MovementId,
    /// What was seen.
    pub kind: MovementKind,
    /// When.
    pub observed_at: DateTime<Utc>,
    /// Who saw it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}
