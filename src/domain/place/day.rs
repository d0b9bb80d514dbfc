//! From the rows of a place to its day: groups by time and place, in each of them first what asks for attention.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Expected, Heard, PlaceStep, Step};
use crate::domain::day::{Margins, Pending};
use crate::domain::decide::Known;
use crate::domain::detainee::Cell;
use crate::domain::id::{DetaineeId, MarkId, RowId, WingId};
use crate::domain::local::date_of;
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::domain::visit::VisitStatus;
use crate::text::SafeText;

/// What a place's day is made from.
#[derive(Clone, Copy, Debug)]
pub struct PlaceInput<'a> {
    /// Who is expected, wings, the facility. Order does not matter.
    pub records: &'a [Known],
    /// Which of them exist only on this terminal so far.
    pub pending: &'a BTreeMap<RowId, Pending>,
    /// Which day.
    pub date: NaiveDate,
    /// The terminal's clock.
    pub now: DateTime<Utc>,
    /// What is soon and what takes too long.
    pub margins: Margins,
    /// Rows that this program cannot read.
    pub unknown: usize,
}

/// How it stands with somebody who is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceState {
    /// *Verwacht*.
    Expected,
    /// *Geroepen*.
    CalledUp,
    /// *Onderweg*: left the wing, and is not here.
    Underway,
    /// *Er*.
    There,
    /// *Klaar*: may go back.
    Done,
    /// *Terug* on the wing.
    Back,
    /// *Komt niet*, or it was called off.
    Off,
}

/// Somebody in the list of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    /// Where the row lives.
    pub stream: StreamId,
    /// What is expected.
    pub expected: Expected,
    /// Code of the wing from which they come, when its row is here.
    pub wing_code: Option<SafeText>,
    /// How it stands.
    pub state: PlaceState,
    /// When each thing was last seen.
    pub seen: BTreeMap<Step, DateTime<Utc>>,
    /// The last thing that was seen, which a correction takes the place of.
    pub last: Option<(MarkId, Heard)>,
    /// Minutes on the way, when that is longer than it may take.
    pub too_long: Option<i64>,
    /// It began and nobody was seen, or it is over and nobody wrote so (*niet ingevuld*).
    pub is_missing: bool,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// Who is expected at one place at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceGroup {
    /// Where.
    pub place: Option<SafeText>,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Who: first what asks for attention, then by wing and cell.
    pub lines: Vec<PlaceLine>,
}

/// How many people are where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PlaceSum {
    /// On the list, without whoever does not come.
    pub expected: usize,
    /// Of those, here now.
    pub there: usize,
    /// On the way.
    pub underway: usize,
    /// Do not come.
    pub off: usize,
    /// *Niet ingevuld*.
    pub missing: usize,
    /// On the way for too long.
    pub too_long: usize,
}

/// The day of the visits desk or of a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDay {
    /// Which day.
    pub date: NaiveDate,
    /// When it was assembled.
    pub now: DateTime<Utc>,
    /// By time, then by place.
    pub groups: Vec<PlaceGroup>,
    /// Everybody added up.
    pub sum: PlaceSum,
    /// Rows that this program cannot read.
    pub unknown: usize,
    /// How old the source was when it was imported.
    pub source_at: Option<DateTime<Utc>>,
    /// After how many minutes on the way somebody is too long; none when the prison said nothing.
    pub underway_minutes: Option<u16>,
}

impl PlaceLine {
    /// Whether the place should look at it now.
    pub const fn asks(&self) -> bool {
        self.is_missing || self.too_long.is_some()
    }

    /// What the place would record next; none when there is nothing for it to record.
    pub const fn next_step(&self) -> Option<PlaceStep> {
        match self.state {
            PlaceState::Expected | PlaceState::CalledUp | PlaceState::Underway => Some(PlaceStep::Arrived),
            PlaceState::There => Some(PlaceStep::Ended),
            PlaceState::Done | PlaceState::Back | PlaceState::Off => None,
        }
    }
}

impl PlaceDay {
    /// Everybody, in the order of the list.
    pub fn lines(&self) -> impl Iterator<Item = &PlaceLine> {
        self.groups.iter().flat_map(|group| &group.lines)
    }

    /// The line of this item.
    pub fn line(&self, item: RowId) -> Option<&PlaceLine> {
        self.lines().find(|line| line.expected.item == item)
    }

    /// Whom somebody is in this list.
    pub fn whose(&self, detainee: DetaineeId) -> impl Iterator<Item = &PlaceLine> {
        self.lines().filter(move |line| line.expected.detainee == detainee)
    }
}

/// Assembles the day of a place. Total: whatever the records say, there is one.
pub fn assemble(input: &PlaceInput<'_>) -> PlaceDay {
    let mut wings: BTreeMap<WingId, &SafeText> = BTreeMap::new();
    let mut source_at = None;
    for known in input.records {
        match &known.record {
            Record::Wing(wing) => _ = wings.insert(wing.id, &wing.code),
            Record::Facility(facility) => source_at = facility.exported_at,
            _ => {}
        }
    }
    let mut groups: BTreeMap<_, Vec<PlaceLine>> = BTreeMap::new();
    for known in input.records {
        let Record::Expected(expected) = &known.record else { continue };
        if expected.gone_at.is_none() && is_on(expected, input.date) {
            let at = (expected.starts_at, expected.ends_at, expected.place.clone());
            groups.entry(at).or_default().push(line(input, known.stream, expected, &wings));
        }
    }
    let group = |((starts_at, ends_at, place), mut lines): (_, Vec<PlaceLine>)| {
        lines.sort_by(|a, b| key(a).cmp(&key(b)));
        PlaceGroup { place, starts_at, ends_at, lines }
    };
    let groups: Vec<PlaceGroup> = groups.into_iter().map(group).collect();
    let sum = groups.iter().flat_map(|group| &group.lines).fold(PlaceSum::default(), plus);
    let (date, now, unknown) = (input.date, input.now, input.unknown);
    PlaceDay { date, now, groups, sum, unknown, source_at, underway_minutes: input.margins.underway_minutes }
}

/// Whether it is on this day: also what runs over midnight.
fn is_on(expected: &Expected, date: NaiveDate) -> bool {
    date_of(expected.starts_at) <= date && date <= date_of(expected.ends_at.max(expected.starts_at))
}

fn key(line: &PlaceLine) -> (bool, bool, Option<&SafeText>, &Cell, RowId) {
    (!line.asks(), line.state == PlaceState::Off, line.wing_code.as_ref(), &line.expected.cell, line.expected.item)
}

fn plus(mut sum: PlaceSum, line: &PlaceLine) -> PlaceSum {
    match line.state {
        PlaceState::Off => {
            sum.off += 1;
            return sum;
        }
        PlaceState::There => sum.there += 1,
        PlaceState::Underway => sum.underway += 1,
        PlaceState::Expected | PlaceState::CalledUp | PlaceState::Done | PlaceState::Back => {}
    }
    sum.expected += 1;
    sum.missing += usize::from(line.is_missing);
    sum.too_long += usize::from(line.too_long.is_some());
    sum
}

fn line(
    input: &PlaceInput<'_>,
    stream: StreamId,
    expected: &Expected,
    wings: &BTreeMap<WingId, &SafeText>,
) -> PlaceLine {
    let last = expected.heard.iter().map(|(id, heard)| (*id, *heard)).max_by_key(|(id, heard)| (heard.at, *id));
    let mut seen = BTreeMap::new();
    for heard in expected.heard.values() {
        let at = seen.entry(heard.step).or_insert(heard.at);
        *at = heard.at.max(*at);
    }
    let state = state(expected.status, last.map(|(_, heard)| heard.step));
    let underway = last.filter(|_| state == PlaceState::Underway).map(|(_, heard)| input.now - heard.at);
    let limit = input.margins.underway_minutes.map(|minutes| TimeDelta::minutes(minutes.into()));
    let too_long = underway.zip(limit).filter(|(since, limit)| since >= limit).map(|(since, _)| since.num_minutes());
    let is_missing = match state {
        PlaceState::Expected | PlaceState::CalledUp | PlaceState::Underway => expected.starts_at <= input.now,
        PlaceState::There => expected.ends_at <= input.now,
        PlaceState::Done | PlaceState::Back | PlaceState::Off => false,
    };
    PlaceLine {
        stream,
        expected: expected.clone(),
        wing_code: wings.get(&expected.wing).map(|code| (*code).clone()),
        state,
        seen,
        last,
        too_long,
        is_missing,
        pending: input.pending.get(&expected.id.into()).copied().unwrap_or_default(),
    }
}

/// What was seen goes before what the source of the visit says, unless it was called off.
const fn state(status: Option<VisitStatus>, last: Option<Step>) -> PlaceState {
    match (last, status) {
        (Some(Step::Back), _) => PlaceState::Back,
        (Some(Step::Ended), _) => PlaceState::Done,
        (Some(Step::Arrived | Step::Started), _) => PlaceState::There,
        (Some(Step::Off), _) => PlaceState::Off,
        (_, Some(status)) if status.is_off() => PlaceState::Off,
        (_, Some(VisitStatus::Arrived | VisitStatus::Started)) => PlaceState::There,
        (_, Some(VisitStatus::Ended)) => PlaceState::Done,
        (Some(Step::Left), _) => PlaceState::Underway,
        (None, Some(VisitStatus::CalledUp)) => PlaceState::CalledUp,
        (None, _) => PlaceState::Expected,
    }
}
