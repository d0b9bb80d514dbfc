//! Rounds (*ronde*): doors open, doors closed, and the count, as the wing's programme has them on this day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Utc};

use super::item::{Item, ItemKind, ItemState, Recording, Review, Trail};
use super::{Day, DayInput, Line, Pending, PeopleSum, Whereabouts};
use crate::domain::count::{Headcount, RollCount};
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{DetaineeId, MarkId, ProgrammeSlotId, RollCountId, RowId};
use crate::domain::local;
use crate::domain::mark::{Mark, MarkKind};
use crate::text::SafeText;

/// What is done at each door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundKind {
    /// *Deuren open* (`Unlock`).
    Unlock,
    /// *Deuren dicht en telling* (`LockIn`).
    LockIn,
}

impl RoundKind {
    /// What the programme's word means; none for anything that is no round.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "unlock" => Some(Self::Unlock),
            "lock-in" => Some(Self::LockIn),
            _ => None,
        }
    }

    /// What is recorded at a door.
    pub const fn step(self) -> MarkKind {
        match self {
            Self::Unlock => MarkKind::Unlocked,
            Self::LockIn => MarkKind::LockedIn,
        }
    }
}

/// One round of this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Which line of the programme.
    pub slot: ProgrammeSlotId,
    /// What is done.
    pub kind: RoundKind,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// The doors of who is expected on the wing, each as something that is planned: a round is one line of the day by time.
    pub doors: BTreeMap<DetaineeId, Item>,
    /// What was recorded of each person; the last of several.
    pub seen: BTreeMap<DetaineeId, Door>,
    /// Where people were when the round was over, as far as it is: they may be elsewhere by now.
    were: BTreeMap<DetaineeId, Whereabouts>,
    /// The counts that stand, oldest first.
    pub counts: Vec<CountLine>,
}

/// What was recorded at somebody's door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Which mark.
    pub mark: MarkId,
    /// Unlocked, locked in, or stays in the cell.
    pub kind: MarkKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Initials of who saw it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// A count as the round shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountLine {
    /// Which.
    pub id: RollCountId,
    /// Who should have been where.
    pub expected: Headcount,
    /// Who was counted where.
    pub counted: Headcount,
    /// When.
    pub at: DateTime<Utc>,
    /// Initials of who counted, and of who counted as well.
    pub by: Vec<SafeText>,
    /// When the control room heard it.
    pub reported_at: Option<DateTime<Utc>>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// How it stands with somebody in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AtDoor {
    /// Nobody wrote anything yet.
    ToDo,
    /// Done: the door is open, or closed and they were seen.
    Done,
    /// *Blijft op cel*.
    StaysInCell,
    /// *Elders binnen*.
    Elsewhere,
    /// *Buiten*.
    Outside,
    /// Left for good: nobody looks for them.
    Gone,
}

impl Round {
    /// How it stands with this person. What was seen at the door counts more than where they should be.
    pub fn at_door(&self, line: &Line) -> AtDoor {
        match (self.seen.get(&line.detainee).map(|door| door.kind), self.whereabouts(line)) {
            (Some(MarkKind::StaysInCell(_)), _) => AtDoor::StaysInCell,
            (Some(MarkKind::Unlocked | MarkKind::LockedIn), _) => AtDoor::Done,
            (_, Whereabouts::Outside) => AtDoor::Outside,
            (_, Whereabouts::Underway | Whereabouts::ElsewhereInside) => AtDoor::Elsewhere,
            (_, Whereabouts::Departed) => AtDoor::Gone,
            (_, Whereabouts::OnWing | Whereabouts::InCell) => AtDoor::ToDo,
        }
    }

    /// Where somebody is, or was when the round was over.
    fn whereabouts(&self, line: &Line) -> Whereabouts {
        self.were.get(&line.detainee).copied().unwrap_or(line.whereabouts)
    }

    /// Who should be where, as the day says it.
    pub fn expected(&self, lines: &[Line]) -> Headcount {
        let everywhere = lines.iter().map(|line| self.whereabouts(line));
        everywhere.fold(PeopleSum::default(), PeopleSum::plus).headcount()
    }

    /// Who is where, as the doors and the day say it.
    pub fn counted(&self, lines: &[Line]) -> Headcount {
        let mut count = Headcount::default();
        for line in lines {
            match self.at_door(line) {
                AtDoor::Done | AtDoor::StaysInCell => count.on_wing = count.on_wing.saturating_add(1),
                AtDoor::Elsewhere => count.elsewhere = count.elsewhere.saturating_add(1),
                AtDoor::Outside => count.outside = count.outside.saturating_add(1),
                AtDoor::ToDo | AtDoor::Gone => {}
            }
        }
        count
    }
}

impl Round {
    /// Everybody's door as something that is planned, but for who is elsewhere, outside or gone. A door was forgotten when the round is over.
    pub(super) fn plan(
        &mut self,
        lines: &[Line],
        day: chrono::NaiveDate,
        place: Option<&SafeText>,
        now: DateTime<Utc>,
    ) {
        let is_due = self.ends_at <= now;
        if is_due {
            self.were = lines.iter().map(|line| (line.detainee, line.whereabouts_at(self.ends_at))).collect();
        }
        let door = |line: &Line| {
            let at_door = self.at_door(line);
            matches!(at_door, AtDoor::ToDo | AtDoor::Done | AtDoor::StaysInCell).then(|| {
                let seen = self.seen.get(&line.detainee);
                let state = seen.and_then(|door| ItemState::after(door.kind)).unwrap_or(ItemState::Planned);
                let recording = match (at_door, is_due) {
                    (AtDoor::ToDo, true) => Recording::Missing,
                    (AtDoor::ToDo, false) => Recording::NotDue,
                    _ => Recording::Done,
                };
                let item = Item {
                    id: self.slot.into(),
                    day: Some(day),
                    revision: 1,
                    kind: ItemKind::Door(self.kind),
                    title: None,
                    place: place.cloned(),
                    place_reports: false,
                    on_wing: true,
                    starts_at: self.starts_at,
                    ends_at: self.ends_at.max(self.starts_at),
                    impossible_times: self.ends_at < self.starts_at,
                    state,
                    visit_status: None,
                    trail: Trail::default(),
                    since: seen.map(|door| door.at),
                    mark: seen.map(|door| door.mark),
                    by: seen.and_then(|door| door.by.clone()),
                    contradicted: false,
                    pending: seen.map(|door| door.pending).unwrap_or_default(),
                    recording,
                    clash: None,
                    changed: None,
                    review: Review::default(),
                    signals: Vec::new(),
                };
                (line.detainee, item)
            })
        };
        self.doors = lines.iter().filter_map(door).collect();
    }
}

impl PeopleSum {
    /// The same as people are expected in a count.
    fn headcount(&self) -> Headcount {
        let small = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        Headcount { on_wing: small(self.on_wing), elsewhere: small(self.elsewhere), outside: small(self.outside) }
    }
}

impl Day {
    /// The round that is on now: the last one that is at hand or has begun; before the first one, that one.
    pub fn round_now(&self) -> Option<&Round> {
        let soon = chrono::TimeDelta::minutes(i64::from(self.margins.at_hand_minutes));
        self.rounds.iter().rfind(|round| round.starts_at <= self.now + soon).or(self.rounds.first())
    }
}

/// Whether a mark says how a door is, and not where somebody went.
const fn is_of_a_door(kind: MarkKind) -> bool {
    matches!(kind, MarkKind::Unlocked | MarkKind::LockedIn | MarkKind::StaysInCell(_))
}

/// What rounds are made from.
pub(super) struct Rows<'a> {
    pub(super) slots: Vec<&'a ProgrammeSlot>,
    pub(super) counts: Vec<&'a RollCount>,
    pub(super) replaced: &'a BTreeSet<RowId>,
}

/// The rounds of the day, by start. `marks` gives those that stand on a line of the programme, of this day or another.
pub(super) fn rounds<'a>(
    input: &DayInput<'_>,
    rows: &Rows<'a>,
    marks: impl Fn(RowId) -> Vec<&'a Mark>,
    initials: impl Fn(crate::domain::id::StaffId) -> Option<SafeText>,
) -> Vec<Round> {
    let pending = |id: RowId| input.pending.get(&id).copied().unwrap_or_default();
    let round = |slot: &ProgrammeSlot| {
        let kind = RoundKind::of(slot.kind.as_str())?;
        let mut standing = marks(slot.id.into());
        standing.retain(|mark| mark.day == Some(input.date) && is_of_a_door(mark.kind));
        standing.sort_by_key(|mark| mark.precedence());
        let door = |mark: &&Mark| Door {
            mark: mark.id,
            kind: mark.kind,
            at: mark.observed_at,
            by: initials(mark.author),
            pending: pending(mark.id.into()),
        };
        let stands = |count: &&&RollCount| {
            (count.slot, count.day) == (slot.id, input.date) && !rows.replaced.contains(&count.id.into())
        };
        let line = |count: &&RollCount| {
            let by = std::iter::once(count.author).chain(count.second).filter_map(&initials);
            Some(CountLine {
                id: count.id,
                expected: count.expected,
                counted: count.counted?,
                at: count.counted_at,
                by: by.collect(),
                reported_at: count.reported_at,
                pending: pending(count.id.into()),
            })
        };
        let mut counts: Vec<_> = rows.counts.iter().filter(stands).filter_map(line).collect();
        counts.sort_by_key(|count| (count.at, count.id));
        Some(Round {
            slot: slot.id,
            kind,
            starts_at: local::instant_lossy(input.date.and_time(slot.starts)),
            ends_at: local::instant_lossy(input.date.and_time(slot.ends)),
            doors: BTreeMap::new(),
            seen: standing.iter().map(|mark| (mark.detainee, door(mark))).collect(),
            were: BTreeMap::new(),
            counts,
        })
    };
    let today = rows.slots.iter().filter(|slot| slot.weekday == input.date.weekday());
    let mut rounds: Vec<_> = today.filter_map(|slot| round(slot)).collect();
    rounds.sort_by_key(|round| (round.starts_at, round.slot));
    rounds
}
