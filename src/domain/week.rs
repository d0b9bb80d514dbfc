//! A week of a wing's programme: what was planned, what went on, what was lost and why. Assembled purely from records.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::day::{Pending, RoundKind};
use super::decide::Known;
use super::facility::ProgrammeSlot;
use super::id::{ProgrammeOutcomeId, ProgrammeSlotId, RowId, StaffId, WingId};
use super::local;
use super::programme::{self, Cause, ProgrammeOutcome, Standing, Went};
use super::record::Record;
use crate::text::SafeText;

/// How long it is.
pub const WEEK: TimeDelta = TimeDelta::days(7);

/// A norm of the day programme in a community regime (PM art. 3 lid 2, Stb. 2021, 251): hours a week, in minutes, and of those the least that
/// are activities and visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Norm {
    /// From doors open in the morning to doors closed for the night.
    pub programme_minutes: i64,
    /// Activities and visits.
    pub activity_minutes: i64,
}

/// The basis programme: 42.5 hours, of which 22.5.
pub const BASIS: Norm = Norm { programme_minutes: 42 * 60 + 30, activity_minutes: 22 * 60 + 30 };

/// The plus programme: 59 hours, of which 28.
pub const PLUS: Norm = Norm { programme_minutes: 59 * 60, activity_minutes: 28 * 60 };

/// What a week is made from.
#[derive(Clone, Copy, Debug)]
pub struct WeekInput<'a> {
    /// The wing's programme, outcomes of the week, staff. Order does not matter.
    pub records: &'a [Known],
    /// Which of them exist only on this terminal so far.
    pub pending: &'a BTreeMap<RowId, Pending>,
    /// Rows of the week that could not be read: unknown kinds, unknown words.
    pub unknown: usize,
    /// Which wing.
    pub wing: WingId,
    /// A day of the week.
    pub day: NaiveDate,
    /// The terminal's clock.
    pub now: DateTime<Utc>,
}

/// A week of a wing's programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Which wing.
    pub wing: WingId,
    /// Its Monday.
    pub monday: NaiveDate,
    /// Every line of every day, by start.
    pub lines: Vec<SlotLine>,
    /// Minutes by what it is, in the order of the programme's words.
    pub totals: BTreeMap<SafeText, Minutes>,
    /// What was lost, by cause.
    pub lost: BTreeMap<Cause, Lost>,
    /// From doors open in the morning to doors closed for the night, as planned.
    pub doors: Doors,
    /// Rows of the week that could not be read.
    pub unknown: usize,
}

/// Minutes that were lost through one cause. Two sums, as the norm has two: what goes on behind a closed door is in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Lost {
    /// Of activities.
    pub activities: i64,
    /// That doors were closed when they should have been open.
    pub doors: i64,
}

/// How long doors are open in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Doors {
    /// The programme has none.
    #[default]
    None,
    /// On some day it says when they open or when they close, and not both: nobody can add that up.
    Unknown,
    /// Minutes.
    Minutes(i64),
}

/// Minutes of one kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Minutes {
    /// In the programme.
    pub planned: i64,
    /// Of those, offered: as somebody recorded.
    pub offered: i64,
    /// Of those, shortened or cancelled: as somebody recorded.
    pub lost: i64,
    /// Over, and nobody recorded how it went.
    pub not_recorded: i64,
}

/// A line of the programme on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotLine {
    /// Which line.
    pub slot: ProgrammeSlotId,
    /// Which day.
    pub day: NaiveDate,
    /// What, as the facility calls it.
    pub kind: SafeText,
    /// For which group; everyone when absent.
    pub group: Option<SafeText>,
    /// Local start.
    pub starts: NaiveTime,
    /// Local end.
    pub ends: NaiveTime,
    /// It is over.
    pub is_over: bool,
    /// How it went; the last of several.
    pub went: Option<WentLine>,
    /// What else was recorded about it and stands as well.
    pub others: Vec<WentLine>,
    /// Minutes that were lost.
    pub lost_minutes: i64,
}

/// How a line went, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WentLine {
    /// Which outcome.
    pub id: ProgrammeOutcomeId,
    /// How.
    pub went: Went,
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// Initials of who recorded it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

impl SlotLine {
    /// Minutes that are planned; of doors those of the round itself.
    pub fn planned_minutes(&self) -> i64 {
        (self.ends - self.starts).num_minutes().max(0)
    }

    /// From when till when people have it: as planned until somebody recorded that it was otherwise; none when it was cancelled.
    pub fn offered(&self) -> Option<(NaiveTime, NaiveTime)> {
        match self.went.as_ref().map(|went| went.went) {
            Some(Went::Cancelled(_)) => None,
            Some(Went::Shortened { from, until, .. }) => Some((from, until)),
            Some(Went::AsPlanned | Went::Withdrawn) | None => Some((self.starts, self.ends)),
        }
    }

    /// Whether it is doors: a round, not something that is offered for a while.
    pub fn round(&self) -> Option<RoundKind> {
        RoundKind::of(self.kind.as_str())
    }

    /// Whether somebody recorded something else about it as well.
    pub fn is_contradicted(&self) -> bool {
        let shown = self.went.as_ref().map(|shown| shown.went);
        self.others.iter().any(|other| Some(other.went) != shown)
    }

    /// Whether somebody has to record how it went. Of a round every door is recorded: here only what was different.
    pub fn is_open(&self) -> bool {
        self.is_over && self.went.is_none() && self.round().is_none()
    }
}

/// The Monday of the week that a day is in.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

/// The days of the week that begins on this Monday.
pub fn days(monday: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..WEEK.num_days()).map(move |days| monday + TimeDelta::days(days))
}

/// Assembles the week. Total: whatever the records say, there is one.
pub fn assemble(input: &WeekInput<'_>) -> Week {
    let monday = monday(input.day);
    let sorted = Sorted::new(input);
    let mut lines: Vec<SlotLine> = days(monday)
        .flat_map(|day| {
            sorted.slots.iter().filter(move |slot| slot.weekday == day.weekday()).map(move |slot| (day, slot))
        })
        .map(|(day, slot)| sorted.line(day, slot))
        .collect();
    lines.sort_by_key(|line| (line.day, line.starts, line.ends, line.slot));
    let mut week = Week {
        wing: input.wing,
        monday,
        doors: doors(&lines),
        lines,
        totals: BTreeMap::new(),
        lost: BTreeMap::new(),
        unknown: input.unknown,
    };
    week.count();
    week
}

impl Week {
    /// Adds the lines up. Doors are no hours of their own.
    fn count(&mut self) {
        for line in &self.lines {
            let cause = line.went.as_ref().and_then(|went| match went.went {
                Went::Cancelled(cause) | Went::Shortened { cause, .. } => Some(cause),
                Went::AsPlanned | Went::Withdrawn => None,
            });
            if let Some(cause) = cause.filter(|_| line.lost_minutes > 0) {
                let lost = self.lost.entry(cause).or_default();
                *(if line.round().is_some() { &mut lost.doors } else { &mut lost.activities }) += line.lost_minutes;
            }
            if line.round().is_some() {
                continue;
            }
            let minutes = self.totals.entry(line.kind.clone()).or_default();
            minutes.planned += line.planned_minutes();
            match &line.went {
                Some(_) => {
                    minutes.lost += line.lost_minutes;
                    minutes.offered += line.planned_minutes() - line.lost_minutes;
                }
                None if line.is_over => minutes.not_recorded += line.planned_minutes(),
                None => {}
            }
        }
    }
}

/// The records, by what they are.
struct Sorted<'a> {
    input: &'a WeekInput<'a>,
    slots: Vec<&'a ProgrammeSlot>,
    outcomes: Standing<'a>,
    initials: BTreeMap<StaffId, &'a SafeText>,
}

impl<'a> Sorted<'a> {
    fn new(input: &'a WeekInput<'a>) -> Self {
        let (mut slots, mut outcomes, mut initials) = (Vec::new(), Vec::new(), BTreeMap::new());
        for known in input.records {
            match &known.record {
                Record::Programme(slot) if slot.wing == input.wing => slots.push(slot),
                Record::ProgrammeOutcome(outcome) => outcomes.push(outcome),
                Record::Staff(member) => _ = initials.insert(member.id, &member.initials),
                _ => {}
            }
        }
        Self { input, slots, outcomes: programme::standing(&outcomes), initials }
    }

    fn line(&self, day: NaiveDate, slot: &ProgrammeSlot) -> SlotLine {
        let standing = self.outcomes.get(&(slot.id, day)).map(Vec::as_slice).unwrap_or_default();
        let shown = standing.last().copied();
        let went = |outcome: &&ProgrammeOutcome| WentLine {
            id: outcome.id,
            went: outcome.went,
            at: outcome.at,
            by: self.initials.get(&outcome.author).map(|initials| (*initials).clone()),
            pending: self.input.pending.get(&outcome.id.into()).copied().unwrap_or_default(),
        };
        SlotLine {
            slot: slot.id,
            day,
            kind: slot.kind.clone(),
            group: slot.group.clone(),
            starts: slot.starts,
            ends: slot.ends,
            is_over: local::instant_lossy(day.and_time(slot.ends)) <= self.input.now,
            others: standing.iter().rev().skip(1).map(went).collect(),
            lost_minutes: shown.map_or(0, |outcome| lost_minutes(&self.slots, slot, outcome.went)),
            went: shown.as_ref().map(went),
        }
    }
}

/// How many minutes people had less than planned. Doors that open late or not at all take the time until they would be closed again; doors
/// that close early take the time until they should.
fn lost_minutes(slots: &[&ProgrammeSlot], slot: &ProgrammeSlot, went: Went) -> i64 {
    let minutes = |from: NaiveTime, to: NaiveTime| (to - from).num_minutes().max(0);
    match (RoundKind::of(slot.kind.as_str()), went) {
        (_, Went::AsPlanned | Went::Withdrawn) | (Some(RoundKind::LockIn), Went::Cancelled(_)) => 0,
        (None, Went::Cancelled(_)) => minutes(slot.starts, slot.ends),
        (None, Went::Shortened { from, until, .. }) => minutes(slot.starts, slot.ends) - minutes(from, until),
        (Some(RoundKind::Unlock), Went::Shortened { from, .. }) => minutes(slot.starts, from),
        (Some(RoundKind::Unlock), Went::Cancelled(_)) => {
            let is_next = |other: &&&ProgrammeSlot| {
                RoundKind::of(other.kind.as_str()) == Some(RoundKind::LockIn)
                    && other.weekday == slot.weekday
                    && other.starts > slot.starts
            };
            let closed = slots.iter().filter(is_next).map(|other| other.starts).min();
            closed.map_or(0, |closed| minutes(slot.starts, closed))
        }
        (Some(RoundKind::LockIn), Went::Shortened { from, .. }) => minutes(from, slot.starts),
    }
    .max(0)
}

/// From the first doors open to the last doors closed of each day.
fn doors(lines: &[SlotLine]) -> Doors {
    let mut sum = Doors::None;
    for day in lines.chunk_by(|a, b| a.day == b.day) {
        let of = |kind: RoundKind| day.iter().filter(move |line| line.round() == Some(kind));
        let opened = of(RoundKind::Unlock).map(|line| line.starts).min();
        let closed = of(RoundKind::LockIn).map(|line| line.starts).max();
        sum = match (opened, closed, sum) {
            (None, None, sum) => sum,
            (Some(opened), Some(closed), Doors::None) => Doors::Minutes((closed - opened).num_minutes().max(0)),
            (Some(opened), Some(closed), Doors::Minutes(before)) => {
                Doors::Minutes(before + (closed - opened).num_minutes().max(0))
            }
            _ => return Doors::Unknown,
        };
    }
    sum
}
