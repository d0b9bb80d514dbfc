//! The day as rows: by person a row for each thing, by time a row for everybody at one thing, by place a row for each person there.

use chrono::{DateTime, Utc};

use super::{Asked, Cell, Column, Shown, column};
use crate::domain::day::{By, Day, Group, Item, Line, Recording};
use crate::text::{Id, SafeText, Words};
use crate::wording;

const BY_PERSON: &[Column] = &[
    column("cell", Id::ColumnCell, Shown::Everywhere),
    column("name", Id::ColumnName, Shown::Everywhere),
    column("starts_at", Id::ColumnFrom, Shown::InData),
    column("ends_at", Id::ColumnUntil, Shown::InData),
    column("time", Id::ColumnTime, Shown::OnPaper),
    column("kind", Id::ColumnKind, Shown::Everywhere),
    column("title", Id::ColumnWhat, Shown::InData),
    column("place", Id::ColumnPlaceName, Shown::Everywhere),
    column("state", Id::ColumnState, Shown::InData),
    column("reason", Id::ColumnReason, Shown::InData),
    column("since", Id::ColumnSeen, Shown::InData),
    column("by", Id::ColumnBy, Shown::InData),
    column("not_recorded", Id::ColumnUncertain, Shown::InData),
    column("leave", Id::ColumnLeaves, Shown::InData),
    column("municipality", Id::ColumnMunicipalities, Shown::InData),
    column("how_far", Id::ColumnState, Shown::OnPaper),
];

const BY_TIME: &[Column] = &[
    column("starts_at", Id::ColumnFrom, Shown::InData),
    column("ends_at", Id::ColumnUntil, Shown::InData),
    column("time", Id::ColumnTime, Shown::OnPaper),
    column("kind", Id::ColumnKind, Shown::Everywhere),
    column("title", Id::ColumnWhat, Shown::InData),
    column("place", Id::ColumnPlaceName, Shown::Everywhere),
    column("people", Id::ColumnPeople, Shown::InData),
    column("not_recorded", Id::ColumnUncertain, Shown::InData),
    column("who", Id::ColumnWho, Shown::Everywhere),
];

const BY_PLACE: &[Column] = &[
    column("place", Id::ColumnPlaceName, Shown::Everywhere),
    column("starts_at", Id::ColumnFrom, Shown::InData),
    column("ends_at", Id::ColumnUntil, Shown::InData),
    column("time", Id::ColumnTime, Shown::OnPaper),
    column("cell", Id::ColumnCell, Shown::Everywhere),
    column("name", Id::ColumnName, Shown::Everywhere),
    column("kind", Id::ColumnKind, Shown::InData),
    column("left_at", Id::ColumnLeft, Shown::Everywhere),
    column("arrived_at", Id::ColumnArrived, Shown::Everywhere),
    column("started_at", Id::ColumnStarted, Shown::InData),
    column("back_at", Id::ColumnBack, Shown::Everywhere),
    column("state", Id::ColumnState, Shown::InData),
    column("reports", Id::ColumnReports, Shown::InData),
    column("how_far", Id::ColumnState, Shown::OnPaper),
];

pub(super) fn rows(day: &Day, asked: &Asked<'_>, words: &Words) -> (&'static [Column], Vec<Vec<Cell>>) {
    let groups = |by| day.groups(by, &day.lines);
    match asked.by {
        By::Person => (BY_PERSON, day.lines.iter().flat_map(|line| by_person(day, line, asked, words)).collect()),
        By::Time => (BY_TIME, groups(By::Time).iter().map(|group| by_time(group, asked, words)).collect()),
        By::Place => {
            let all = groups(By::Place);
            let member = |(line, item)| by_place(line, item, asked, words);
            (BY_PLACE, all.iter().flat_map(|group| group.members.iter().copied().map(member)).collect())
        }
    }
}

/// The name, unless names are hidden.
pub(super) fn name(line: &Line, asked: &Asked<'_>) -> Cell {
    if asked.hidden { Cell::Nothing } else { Cell::Text(line.name.clone()) }
}

/// Remarks as one text.
pub(super) fn joined(texts: &[SafeText]) -> Cell {
    if texts.is_empty() {
        return Cell::Nothing;
    }
    let texts: Vec<_> = texts.iter().map(SafeText::as_str).collect();
    Cell::Text(SafeText::line(&texts.join("; ")))
}

fn cell(line: &Line) -> Cell {
    Cell::Text(SafeText::line(&line.cell.spoken()))
}

fn span(item: &Item) -> Cell {
    Cell::Text(wording::span(item.starts_at, item.ends_at))
}

/// A row for each thing of a person, and one for what is open besides; one without anything when there is nothing, so that nobody is
/// missing.
fn by_person(day: &Day, line: &Line, asked: &Asked<'_>, words: &Words) -> Vec<Vec<Cell>> {
    let leave: Vec<_> = line.leave.iter().map(|leave| wording::leave_request(leave, day.date, words)).collect();
    let towns = line.municipal.iter().map(|town| wording::municipal_handover(town, day.date, words));
    let towns: Vec<_> = towns.collect();
    let row = |item: &Item| {
        let (state, reason) = wording::state(item.state);
        vec![
            cell(line),
            name(line, asked),
            Cell::Time(item.starts_at),
            Cell::Time(item.ends_at),
            span(item),
            Cell::Word(wording::kind(item.kind).1),
            Cell::text(item.title.as_ref()),
            Cell::text(item.place.as_ref().or(item.title.as_ref())),
            Cell::Word(state),
            Cell::word(reason.map(wording::reason)),
            Cell::time(item.since),
            Cell::text(item.by.as_ref()),
            Cell::Count(usize::from(item.recording == Recording::Missing)),
            joined(&leave),
            joined(&towns),
            how_far(item, words),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = line.items.iter().map(row).collect();
    if rows.is_empty() || !leave.is_empty() || !towns.is_empty() {
        let open = [leave.as_slice(), towns.as_slice()].concat();
        let mut row = vec![cell(line), name(line, asked)];
        row.resize(BY_PERSON.len() - 3, Cell::Nothing);
        row.extend([joined(&leave), joined(&towns), joined(&open)]);
        rows.push(row);
    }
    rows
}

fn by_time(group: &Group<'_>, asked: &Asked<'_>, words: &Words) -> Vec<Cell> {
    let item = group.item;
    let who = |(line, item): &(&Line, &Item)| {
        let name = if asked.hidden { "" } else { line.name.as_str() };
        let state = wording::how_far(item, words);
        SafeText::line(&format!("{} {name} {}", line.cell.spoken(), state.as_str()))
    };
    vec![
        Cell::Time(item.starts_at),
        Cell::Time(item.ends_at),
        span(item),
        Cell::Word(wording::kind(item.kind).1),
        Cell::text(item.title.as_ref()),
        Cell::text(item.place.as_ref().or(item.title.as_ref())),
        Cell::Count(group.members.len()),
        Cell::Count(group.not_recorded()),
        joined(&group.members.iter().map(who).collect::<Vec<_>>()),
    ]
}

fn by_place(line: &Line, item: &Item, asked: &Asked<'_>, words: &Words) -> Vec<Cell> {
    let reports = if item.place_reports { Id::PlaceReports } else { Id::PlaceSilent };
    vec![
        Cell::text(item.place.as_ref()),
        Cell::Time(item.starts_at),
        Cell::Time(item.ends_at),
        span(item),
        cell(line),
        name(line, asked),
        Cell::Word(wording::kind(item.kind).1),
        Cell::time(item.trail.left),
        reported(item, item.trail.arrived),
        reported(item, item.trail.started),
        Cell::time(item.trail.back),
        Cell::Word(wording::state(item.state).0),
        Cell::Word(reports),
        how_far(item, words),
    ]
}

/// What only the place itself can say.
fn reported(item: &Item, at: Option<DateTime<Utc>>) -> Cell {
    let can_say = item.place_reports || item.on_wing;
    at.map_or(if can_say { Cell::Nothing } else { Cell::Unknown }, Cell::Time)
}

/// How far something is, with everything that asks for attention.
fn how_far(item: &Item, words: &Words) -> Cell {
    let mut said = vec![wording::how_far(item, words)];
    if item.recording == Recording::Missing {
        said.push(words.say(Id::TimeNotRecorded));
    }
    if item.clash.is_some_and(|clash| !clash.goes_first) {
        said.push(words.say(Id::TimeClash));
    }
    joined(&said)
}
