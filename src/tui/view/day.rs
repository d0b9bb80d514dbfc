//! The list: a line per person, their day as a bar.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::{Look, Parts, cut, fit, put};
use crate::domain::day::{Day, Item, ItemState, Line, Recording};
use crate::domain::local;
use crate::domain::movement::MovementKind;
use crate::text::{Id, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::wording;

/// The first hour of the bar.
const FIRST_HOUR: u16 = 7;
/// Hours of the bar: 07 to 22.
const HOURS: u16 = 15;
/// Marker, cell, two spaces.
const BEFORE_NAME: u16 = 5;
/// Columns for leave, municipality and attention.
const AFTER_BAR: u16 = 13;
/// Longest name, in columns.
const MAX_NAME: u16 = 28;

/// How the columns lie at a width. The bar gives way before the name does.
#[derive(Clone, Copy, Debug)]
struct Columns {
    name: u16,
    bar: u16,
    /// Columns of one hour.
    hour: u16,
    after: u16,
}

impl Columns {
    fn at(width: u16) -> Self {
        // 20 minutes a column, or 30 where it is narrow.
        let hour = if width >= 76 { 3 } else { 2 };
        let bar_width = HOURS * hour;
        let name = width.saturating_sub(BEFORE_NAME + bar_width + AFTER_BAR).min(MAX_NAME);
        let bar = BEFORE_NAME + name;
        Self { name, bar, hour, after: bar + bar_width }
    }
}

/// Draws the list and its legend; gives where the chosen line begins.
pub(super) fn list(model: &Model, look: &Look<'_>, buffer: &mut Buffer, parts: Parts) -> Option<Position> {
    let area = parts.list;
    let layout = Columns::at(area.width);
    let lines = model.lines();
    let here = model.position(&lines);
    let page = usize::from(area.height).max(1);
    let top = here / page * page;
    let Some(day) = &model.day else {
        look.kept.forget();
        header(look, buffer, layout, area);
        return None;
    };
    let shown = || (area.y..).zip(lines.iter().skip(top).take(page));
    // The names of the columns above, and what the signs mean below.
    let around = Rect::new(area.x, area.y - 1, area.width, area.height + 2);
    look.kept.lines(day, model, look, (top, around), buffer, |buffer| {
        header(look, buffer, layout, area);
        for (y, line) in shown() {
            person(model, look, buffer, Row { line, day, y, layout });
        }
        if lines.is_empty() {
            let id = if day.lines.is_empty() { Id::EmptyNobody } else { Id::EmptyFilter };
            put(buffer, 1, area.y + 1, area.width - 1, look.words.say(id).as_str(), look.style(Role::Text));
        }
        let last = (top + page).min(lines.len());
        let gaps = [("from", (top + 1).min(last).into()), ("to", last.into()), ("all", lines.len().into())];
        let legend = look.words.with(Id::Legend, &gaps);
        put(buffer, 1, parts.legend.y, parts.legend.width - 1, legend.as_str(), look.style(Role::Quiet));
    });
    let selection = if model.range_from.is_some() { model.selection() } else { BTreeSet::new() };
    let mut cursor = None;
    for ((y, line), at) in shown().zip(top..) {
        if at == here {
            cursor = Some(Position::new(0, y));
            choice(">", line, look, buffer, y);
        } else if selection.contains(&line.detainee) {
            choice("*", line, look, buffer, y);
        }
    }
    cursor
}

fn header(look: &Look<'_>, buffer: &mut Buffer, layout: Columns, area: Rect) {
    let quiet = look.style(Role::Quiet);
    let y = area.y - 1;
    put(buffer, 1, y, 4, look.words.say(Id::ColumnCell).as_str(), quiet);
    put(buffer, BEFORE_NAME, y, layout.name, look.words.say(Id::ColumnName).as_str(), quiet);
    // Where an hour is two columns, every other one keeps a space between them.
    let step = if layout.hour > 2 { 1 } else { 2 };
    for hour in (0..HOURS).step_by(step) {
        put(buffer, layout.bar + hour * layout.hour, y, 2, &format!("{:02}", FIRST_HOUR + hour), quiet);
    }
    put(buffer, layout.after + 2, y, 2, look.words.say(Id::ColumnLeave).as_str(), quiet);
    put(buffer, layout.after + 6, y, 2, look.words.say(Id::ColumnMunicipality).as_str(), quiet);
    put(buffer, layout.after + 10, y, 1, "!", quiet);
}

struct Row<'a> {
    line: &'a Line,
    day: &'a Day,
    y: u16,
    layout: Columns,
}

/// A line that is chosen: its cell stands out. The name stays as it is, so that few cells change and a slow line stays usable.
fn choice(marker: &str, line: &Line, look: &Look<'_>, buffer: &mut Buffer, y: u16) {
    cell(marker, line, look, look.style(Role::Selected), buffer, y);
}

fn cell(marker: &str, line: &Line, look: &Look<'_>, style: Style, buffer: &mut Buffer, y: u16) {
    put(buffer, 0, y, 1, marker, style);
    put(buffer, 1, y, 4, &fit(&line.cell.spoken(), 3, look.ascii), style);
}

fn person(model: &Model, look: &Look<'_>, buffer: &mut Buffer, row: Row<'_>) {
    let Row { line, day, y, layout } = row;
    cell(" ", line, look, look.style(Role::Text), buffer, y);
    let name = if model.hidden { "-" } else { line.name.as_str() };
    let name = cut(name, usize::from(layout.name.saturating_sub(1)), look.ascii);
    put(buffer, BEFORE_NAME, y, layout.name, &name, look.style(Role::Text));
    match line.movements.iter().rev().find(|movement| !matches!(movement.kind, MovementKind::CellChange { .. })) {
        // In the place of a day that is not theirs here: nothing is planned yet, or nothing any more.
        Some(movement) => {
            let text = wording::not_yet(&movement.kind, look.words);
            let width = HOURS * layout.hour;
            put(
                buffer,
                layout.bar,
                y,
                width,
                &cut(text.as_str(), usize::from(width), look.ascii),
                look.style(Role::Attention),
            );
        }
        None => line.items.iter().for_each(|item| bar(look, buffer, layout, y, day, item)),
    }
    let text = look.style(Role::Text);
    put(buffer, layout.after + 2, y, 2, &leave(line, day, look), text);
    put(buffer, layout.after + 6, y, 3, &municipality(line, day), text);
    if line.attention > 0 {
        put(buffer, layout.after + 10, y, 2, &line.attention.to_string(), look.style(Role::Attention));
    }
}

/// The column of a time on the bar; times outside it stand at its ends.
fn column(at: DateTime<Utc>, day: &Day, hour: u16) -> u16 {
    let (midnight, _) = local::bounds(day.date);
    let local = local::date_of(at);
    if local < day.date || at < midnight {
        return 0;
    }
    if local > day.date {
        return HOURS * hour;
    }
    let minutes =
        local::time_of(at).signed_duration_since(chrono::NaiveTime::MIN) - TimeDelta::hours(i64::from(FIRST_HOUR));
    let column = minutes.num_minutes().max(0) * i64::from(hour) / 60;
    u16::try_from(column).unwrap_or(u16::MAX).min(HOURS * hour)
}

/// An item on the bar: what it is called, then how far it is.
fn bar(look: &Look<'_>, buffer: &mut Buffer, layout: Columns, y: u16, day: &Day, item: &Item) {
    let from = column(item.starts_at, day, layout.hour);
    let to = column(item.ends_at, day, layout.hour).max(from + 1).min(HOURS * layout.hour);
    let width = to.saturating_sub(from);
    let late = item.kind.is_outside() && item.minutes_late(day.now) > 0;
    let alarm = item.contradicted || late || item.clash.is_some_and(|clash| !clash.goes_first);
    let (fill, role) = match item.state {
        _ if alarm => ('!', Role::Attention),
        state if state.is_off() => ('x', Role::Off),
        ItemState::Started | ItemState::Arrived => ('#', Role::Away),
        ItemState::Left => ('=', Role::Away),
        ItemState::Back | ItemState::Ended => ('-', Role::Quiet),
        _ if item.recording == Recording::Missing => ('?', Role::Attention),
        _ => ('.', Role::Text),
    };
    let label = look.words.say(wording::kind(item.kind).0);
    // A bar is too short for a sign that says that something was cut.
    let label = clip(label.as_str(), usize::from(width));
    let fill_width = usize::from(width).saturating_sub(label.width());
    let text: String = label.chars().chain(std::iter::repeat_n(fill, fill_width)).collect();
    put(buffer, layout.bar + from, y, width, &text, look.style(role));
}

/// As many letters as fit.
fn clip(text: &str, width: usize) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if kept.width() > width {
            kept.pop();
            break;
        }
    }
    kept
}

/// Days that the oldest open request waits, or the day on which a granted leave begins.
fn leave(line: &Line, day: &Day, look: &Look<'_>) -> String {
    let going = line.leave.iter().filter(|leave| leave.state.is_granted()).filter_map(|leave| leave.leaves_at).min();
    if let Some(at) = going {
        return date::weekday(local::date_of(at).weekday(), look.words.lang()).to_owned();
    }
    let waits = line.leave.iter().find_map(|leave| leave.waits_since);
    waits.map_or_else(|| "-".to_owned(), |since| (day.date - since).num_days().clamp(0, 99).to_string())
}

/// Days that the municipality has not answered.
fn municipality(line: &Line, day: &Day) -> String {
    let since = line.municipal.iter().find_map(|summary| summary.unanswered_since);
    since.map_or_else(|| "-".to_owned(), |since| (day.date - since).num_days().clamp(0, 999).to_string())
}
