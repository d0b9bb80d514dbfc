//! A week of a wing's programme: what was planned, what went on, what was lost and why. Assembled purely from records.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::day::{Pending, RoundKind};
use super::decide::Known;
use super::facility::ProgrammeSlot;
use super::id::{ProgrammeOutcomeId, ProgrammeSlotId, RowId, WingId};
use super::local;
use super::programme::{Cause, ProgrammeOutcome, Went};
use super::record::Record;
use crate::text::SafeText;

/// Days of a week.
const DAYS: i64 = 7;

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
    pub lost: BTreeMap<Cause, i64>,
    /// Minutes from doors open in the morning to doors closed for the night, as planned; none without both on every day that has one.
    pub doors_minutes: Option<i64>,
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

/// Assembles the week. Total: whatever the records say, there is one.
pub fn assemble(input: &WeekInput<'_>) -> Week {
    let monday = monday(input.day);
    let days = (0..DAYS).map(|days| monday + TimeDelta::days(days));
    let slots: Vec<&ProgrammeSlot> = pick(input, |record| match record {
        Record::Programme(slot) if slot.wing == input.wing => Some(slot),
        _ => None,
    });
    let outcomes = standing(input);
    let mut lines: Vec<SlotLine> = days
        .flat_map(|day| {
            let of_day = slots.iter().filter(move |slot| slot.weekday == day.weekday());
            of_day.map(move |slot| (day, *slot))
        })
        .map(|(day, slot)| line(input, &slots, &outcomes, day, slot))
        .collect();
    lines.sort_by_key(|line| (line.day, line.starts, line.ends, line.slot));
    let mut week = Week {
        wing: input.wing,
        monday,
        doors_minutes: doors_minutes(&lines),
        lines,
        totals: BTreeMap::new(),
        lost: BTreeMap::new(),
    };
    week.count();
    week
}

impl Week {
    /// Adds the lines up. Doors are no hours of their own; what was lost by them counts as what people missed.
    fn count(&mut self) {
        for line in &self.lines {
            let cause = line.went.as_ref().and_then(|went| match went.went {
                Went::Cancelled(cause) | Went::Shortened { cause, .. } => Some(cause),
                Went::AsPlanned | Went::Withdrawn => None,
            });
            if let Some(cause) = cause {
                *self.lost.entry(cause).or_default() += line.lost_minutes;
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
        self.lost.retain(|_, minutes| *minutes > 0);
    }
}

fn pick<'a, T: 'a>(input: &WeekInput<'a>, pick: impl Fn(&'a Record) -> Option<&'a T>) -> Vec<&'a T> {
    input.records.iter().filter_map(|known| pick(&known.record)).collect()
}

/// The outcomes that stand, by line and day, in order of time.
fn standing<'a>(input: &WeekInput<'a>) -> BTreeMap<(ProgrammeSlotId, NaiveDate), Vec<&'a ProgrammeOutcome>> {
    let all = pick(input, |record| match record {
        Record::ProgrammeOutcome(outcome) => Some(outcome),
        _ => None,
    });
    let replaced: BTreeSet<ProgrammeOutcomeId> = all.iter().filter_map(|outcome| outcome.replaces).collect();
    let mut standing: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for outcome in all.into_iter().filter(|one| one.went != Went::Withdrawn && !replaced.contains(&one.id)) {
        standing.entry((outcome.slot, outcome.day)).or_default().push(outcome);
    }
    for outcomes in standing.values_mut() {
        outcomes.sort_by_key(|outcome| (outcome.at, outcome.id));
    }
    standing
}

fn line(
    input: &WeekInput<'_>,
    slots: &[&ProgrammeSlot],
    outcomes: &BTreeMap<(ProgrammeSlotId, NaiveDate), Vec<&ProgrammeOutcome>>,
    day: NaiveDate,
    slot: &ProgrammeSlot,
) -> SlotLine {
    let standing = outcomes.get(&(slot.id, day)).map(Vec::as_slice).unwrap_or_default();
    let shown = standing.last().copied();
    let by = |outcome: &ProgrammeOutcome| {
        let of_author = |known: &&Known| known.row_id() == outcome.author.into();
        match input.records.iter().find(of_author).map(|known| &known.record) {
            Some(Record::Staff(member)) => Some(member.initials.clone()),
            _ => None,
        }
    };
    let went = |outcome: &&ProgrammeOutcome| WentLine {
        id: outcome.id,
        went: outcome.went,
        at: outcome.at,
        by: by(outcome),
        pending: input.pending.get(&outcome.id.into()).copied().unwrap_or_default(),
    };
    SlotLine {
        slot: slot.id,
        day,
        kind: slot.kind.clone(),
        group: slot.group.clone(),
        starts: slot.starts,
        ends: slot.ends,
        is_over: local::instant_lossy(day.and_time(slot.ends)) <= input.now,
        others: standing.iter().rev().skip(1).map(went).collect(),
        lost_minutes: shown.map_or(0, |outcome| lost_minutes(slots, slot, outcome.went)),
        went: shown.as_ref().map(went),
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
fn doors_minutes(lines: &[SlotLine]) -> Option<i64> {
    let mut sum = None;
    for day in lines.chunk_by(|a, b| a.day == b.day) {
        let of = |kind: RoundKind| day.iter().filter(move |line| line.round() == Some(kind));
        let opened = of(RoundKind::Unlock).map(|line| line.starts).min();
        let closed = of(RoundKind::LockIn).map(|line| line.starts).max();
        if let (Some(opened), Some(closed)) = (opened, closed) {
            *sum.get_or_insert(0) += (closed - opened).num_minutes().max(0);
        }
    }
    sum
}
