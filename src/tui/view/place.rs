//! The day of a place as lines: per place and time who is expected, on the way, there and done.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{Look, Parts, cut, fit, put};
use crate::domain::day::ItemKind;
use crate::domain::local;
use crate::domain::place::{Errand, PlaceDay, PlaceGroup, PlaceLine, PlaceState, Step};
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::place;
use crate::wording;

/// Columns of the cell and of the name.
const CELL: usize = 7;
const NAME: usize = 15;
/// Columns of what somebody comes for, where there is room.
const ERRAND: usize = 24;
/// Below this width nobody reads what somebody comes for.
const WITH_ERRAND: usize = 76;

/// One line of the list. Its words are made when it is drawn: only of what is in sight.
#[derive(Clone, Copy)]
enum Row<'a> {
    /// Why there is nobody.
    Said(Id),
    /// A place at a time.
    Group(&'a PlaceGroup),
    /// Somebody, and which line that is of those that can be chosen.
    Person(usize, &'a PlaceLine),
}

/// Draws the list; gives where the choice is.
pub(super) fn list(model: &Model, look: &Look<'_>, buffer: &mut Buffer, parts: Parts) -> Option<Position> {
    // The names of columns are those of a wing's day: the list begins a line higher.
    let (top, height) = (parts.list.y - 1, usize::from(parts.list.height) + 1);
    let width = parts.list.width;
    let rows = rows(model);
    let (in_sight, chosen) = place::rows(model);
    let row_of = |line: usize| rows.iter().position(|row| matches!(row, Row::Person(at, _) if *at == line));
    let from = row_of(in_sight).map_or(0, |at| (at + 1).saturating_sub(height));
    for (y, row) in (top..).zip(rows.iter().skip(from).take(height)) {
        let (role, text) = said(model, *row, chosen, usize::from(width.saturating_sub(2)), look);
        put(buffer, 1, y, width - 1, &cut(&text, usize::from(width) - 1, look.ascii), look.style(role));
    }
    let (role, legend) = below(model, look);
    let room = parts.legend.width - 1;
    put(buffer, 1, parts.legend.y, room, &cut(legend.as_str(), usize::from(room), look.ascii), look.style(role));
    let y = top + super::columns(chosen.and_then(row_of)?.checked_sub(from)?);
    put(buffer, 0, y, 1, ">", look.style(Role::Selected));
    Some(Position::new(0, y))
}

/// Below the list: what to do about whoever is chosen and on the way for too long, or what the keys do.
fn below(model: &Model, look: &Look<'_>) -> (Role, SafeText) {
    let limit = model.expected.as_ref().and_then(|day| day.underway_minutes);
    match place::chosen(model).and_then(|line| line.too_long).zip(limit) {
        None => (Role::Quiet, look.words.say(Id::LegendOfPlace)),
        Some((minutes, limit)) => {
            let gaps = [("minutes", minutes.unsigned_abs().into()), ("limit", u64::from(limit).into())];
            (Role::Attention, look.words.with(Id::PlaceCall, &gaps))
        }
    }
}

/// What a reader of lines hears: every heading and everybody.
pub(super) fn spoken(model: &Model, look: &Look<'_>) -> Vec<(Role, String)> {
    let chosen = place::rows(model).1;
    let line = |row: Row<'_>| match (row, said(model, row, chosen, 0, look)) {
        (Row::Person(at, _), (role, text)) => (role, format!("{} {text}", if Some(at) == chosen { ">" } else { " " })),
        (Row::Said(_) | Row::Group(_), (_, text)) => (Role::Header, text),
    };
    rows(model).into_iter().map(line).collect()
}

fn rows(model: &Model) -> Vec<Row<'_>> {
    let Some(day) = model.expected.as_deref() else { return vec![Row::Said(Id::PlaceReading)] };
    if day.groups.is_empty() {
        return vec![Row::Said(Id::PlaceNobody)];
    }
    let (mut rows, mut numbers) = (Vec::new(), 0..);
    for group in &day.groups {
        rows.push(Row::Group(group));
        rows.extend(group.lines.iter().zip(numbers.by_ref()).map(|(line, at)| Row::Person(at, line)));
    }
    rows
}

/// A row in words, and how it looks.
fn said(model: &Model, row: Row<'_>, chosen: Option<usize>, width: usize, look: &Look<'_>) -> (Role, String) {
    let (at, line) = match row {
        Row::Said(id) => return (Role::Text, look.words.say(id).as_str().to_owned()),
        Row::Group(group) => return (Role::Header, heading(group, look)),
        Row::Person(at, line) => (at, line),
    };
    let role = match line {
        _ if Some(at) == chosen => Role::Selected,
        line if line.asks() => Role::Attention,
        line if matches!(line.state, PlaceState::Off | PlaceState::Back) => Role::Quiet,
        _ => Role::Text,
    };
    (role, person(model, line, width, look))
}

/// `13:30-14:30  Bezoekzaal 2: 6 verwacht, 3 er, 1 onderweg`
fn heading(group: &PlaceGroup, look: &Look<'_>) -> String {
    let span = wording::span(group.starts_at, group.ends_at);
    let place = group.place.clone().unwrap_or_else(|| look.words.say(Id::PlaceNone));
    let count = |state: PlaceState| group.lines.iter().filter(|line| line.state == state).count();
    let comes = group.lines.len() - count(PlaceState::Off);
    let gaps = [("span", (&span).into()), ("place", (&place).into()), ("people", comes.into())];
    let mut text = look.words.with(Id::PlaceHeading, &gaps).as_str().to_owned();
    let states = [(Id::PlaceSumThere, PlaceState::There), (Id::PlaceSumUnderway, PlaceState::Underway)];
    for (id, people) in states.map(|(id, state)| (id, count(state))).into_iter().filter(|(_, people)| *people > 0) {
        text.extend([", ", look.words.with(id, &[("people", people.into())]).as_str()]);
    }
    text
}

/// `B2-05   Gino M.         bezoek 2 volw. 1 kind    onderweg 13:17`
fn person(model: &Model, line: &PlaceLine, width: usize, look: &Look<'_>) -> String {
    let name = if model.hidden { "-" } else { line.expected.call_name.as_str() };
    let (cell, how) = (place::called(line), how(line, look));
    if width == 0 {
        return format!("{cell} {name}, {}: {how}", errand(line, look));
    }
    let errand = if width < WITH_ERRAND { String::new() } else { fit(&errand(line, look), ERRAND, look.ascii) };
    format!("{} {} {errand} {how}", fit(&cell, CELL, look.ascii), fit(name, NAME, look.ascii))
}

/// `bezoek 2 volw. 1 kind`
fn errand(line: &PlaceLine, look: &Look<'_>) -> String {
    let kind = match line.expected.errand {
        Errand::Visit(kind) => ItemKind::Visit(kind),
        Errand::Work(kind) => ItemKind::Work(kind),
    };
    let mut text = look.words.say(wording::kind(kind).1).as_str().to_owned();
    let visitors =
        [(Id::PlaceAdults, "adults", line.expected.adults), (Id::PlaceChildren, "children", line.expected.children)];
    for (id, gap, people) in visitors {
        let said =
            people.filter(|people| *people > 0).map(|people| look.words.with(id, &[(gap, u64::from(people).into())]));
        text.extend(said.iter().flat_map(|said| [" ", said.as_str()]));
    }
    text
}

/// `onderweg 13:17, al 9 min`
fn how(line: &PlaceLine, look: &Look<'_>) -> String {
    let (id, step) = match line.state {
        PlaceState::Expected => (Id::PlaceExpected, None),
        PlaceState::CalledUp => (Id::StateCalledUp, None),
        PlaceState::Underway => (Id::StateUnderway, Some(Step::Left)),
        PlaceState::There => (Id::StateArrived, Some(Step::Arrived)),
        PlaceState::Done => (Id::StateEnded, Some(Step::Ended)),
        PlaceState::Back => (Id::StateBack, Some(Step::Back)),
        PlaceState::Off => (Id::PlaceOff, None),
    };
    let mut text = look.words.say(id).as_str().to_owned();
    let seen = step.and_then(|step| line.seen.get(&step));
    text.extend(seen.map(|at| format!(" {}", date::time(local::time_of(*at)))));
    if let Some(minutes) = line.too_long {
        let gaps = [("minutes", minutes.unsigned_abs().into())];
        text.extend([", ", look.words.with(Id::PlaceTooLong, &gaps).as_str()]);
    } else if line.is_missing {
        text.extend([", ", look.words.say(Id::WeekOpen).as_str()]);
    }
    text.push_str(wording::waiting_sign(line.pending));
    text
}

/// `12 verwacht, 3 er, 1 onderweg`, and on the right what is not recorded.
pub(super) fn sums(day: &PlaceDay, look: &Look<'_>) -> ((Role, String), Option<(Role, String)>) {
    let sum = day.sum;
    let count = |id, people: usize| look.words.with(id, &[("people", people.into())]).as_str().to_owned();
    let mut left = vec![
        count(Id::PlaceSumExpected, sum.expected),
        count(Id::PlaceSumThere, sum.there),
        count(Id::PlaceSumUnderway, sum.underway),
    ];
    if day.unknown > 0 {
        left.push(look.words.with(Id::SumUnknown, &[("rows", Arg::from(day.unknown))]).as_str().to_owned());
    }
    // Of what is rare only what there is.
    let too_long = (sum.too_long > 0).then(|| count(Id::PlaceSumTooLong, sum.too_long));
    let right: Vec<String> = too_long.into_iter().chain([count(Id::PlaceSumMissing, sum.missing)]).collect();
    let right = right.join("  ");
    let role = if sum.too_long + sum.missing > 0 { Role::Attention } else { Role::Quiet };
    ((Role::Text, left.join("  ")), Some((role, right)))
}
