//! Moving over the day: selection, cells, items. Nothing here writes.

use chrono::NaiveDate;

use super::{Context, groups, hint};
use crate::domain::day::{By, Recording};
use crate::domain::id::DetaineeId;
use crate::text::{Arg, Id};
use crate::tui::action::Action;
use crate::tui::model::Model;
use crate::tui::view::page_rows;

/// After the lines changed: whoever was chosen stays chosen; who is gone gives way to the line that stands there now.
pub(super) fn keep_selection(model: &mut Model) {
    if model.by != By::Person {
        return groups::keep(model);
    }
    let lines = model.lines();
    let here = lines.iter().position(|line| Some(line.detainee) == model.selected);
    let there = here.unwrap_or_else(|| model.chosen_at.min(lines.len().saturating_sub(1)));
    let instead = lines.get(there).map(|line| line.detainee);
    model.chosen_at = there;
    if here.is_none() {
        model.selected = instead;
        model.item = None;
        model.range_from = None;
    }
}

/// Another day on screen; today is whatever day it is.
pub(super) fn show(model: &mut Model, day: NaiveDate, context: &Context<'_>) {
    model.date = Some(day).filter(|day| *day != context.today());
    model.item = None;
    model.range_from = None;
}

pub(super) fn go(model: &mut Model, action: Action) {
    let lines = model.lines();
    let here = model.position(&lines);
    let last = lines.len().saturating_sub(1);
    let page = page_rows(model.size);
    let there = match action {
        Action::Up => here.saturating_sub(1),
        Action::Down => here + 1,
        Action::PageUp => here.saturating_sub(page),
        Action::PageDown => here + page,
        Action::First => 0,
        _ => last,
    };
    let chosen = lines.get(there.min(last)).map(|line| line.detainee);
    select(model, chosen);
}

fn select(model: &mut Model, person: Option<DetaineeId>) {
    if model.selected != person {
        model.item = None;
    }
    model.selected = person;
    model.chosen_at = model.position(&model.lines());
}

/// Two digits are a cell. The same cell again goes on to the next line with that number.
pub(super) fn digit(model: &mut Model, digit: u16, context: &Context<'_>) {
    let Some(first) = model.digit.take() else {
        model.digit = Some(digit);
        return;
    };
    let cell = first * 10 + digit;
    let lines = model.lines();
    let matching: Vec<_> =
        lines.iter().filter(|line| line.cell.number == Some(cell)).map(|line| line.detainee).collect();
    let here = matching.iter().position(|person| Some(*person) == model.selected);
    let next = here.map_or(0, |here| (here + 1) % matching.len());
    match matching.get(next).copied() {
        Some(person) => {
            let here = model.item_here_of(person).filter(|_| model.by != By::Person);
            select(model, Some(person));
            if model.by != By::Person {
                groups::found(model, here, context);
            }
        }
        None => hint(model, context.words.with(Id::HintNoSuchCell, &[("cell", Arg::Text(&format!("{cell:02}")))])),
    }
}

/// The next line on which something is not recorded; after the last one it begins again.
pub(super) fn next_open(model: &mut Model) {
    let lines = model.lines();
    let here = model.position(&lines);
    let found = (1..=lines.len()).filter_map(|step| lines.get((here + step) % lines.len())).find_map(|line| {
        let item = line.items.iter().find(|item| item.recording == Recording::Missing);
        item.map(|item| (line.detainee, item.id))
    });
    if let Some((person, item)) = found {
        model.selected = Some(person);
        model.item = Some(item);
        model.is_whole = false;
    }
}

/// Another item of the same person.
pub(super) fn choose_item(model: &mut Model, forward: bool) {
    let Some(line) = model.line() else { return };
    let person = line.detainee;
    let ids: Vec<_> = line.items.iter().map(|item| item.id).collect();
    let here = model.item_of(line).and_then(|item| ids.iter().position(|id| *id == item.id));
    let there = match here {
        Some(here) if forward => (here + 1).min(ids.len().saturating_sub(1)),
        Some(here) => here.saturating_sub(1),
        None => 0,
    };
    model.selected = Some(person);
    model.item = ids.get(there).copied();
}

/// Only the people whose mentor is signed in, or everybody again.
pub(super) fn only_mine(model: &mut Model) {
    model.only_mine = !model.only_mine;
    model.range_from = None;
    keep_selection(model);
}

/// Begins a selection of several people, or ends it.
pub(super) fn toggle_range(model: &mut Model) {
    let here = model.line().map(|line| line.detainee);
    model.selected = here;
    model.range_from = if model.range_from.is_some() { None } else { here };
}

/// Esc takes back one thing at a time, the most recent first.
pub(super) fn back(model: &mut Model) {
    if model.range_from.take().is_some() {
        return;
    }
    let went_back = match model.by {
        By::Person => model.item.take().is_some(),
        By::Time | By::Place => groups::widen(model),
    };
    if went_back {
        return;
    }
    if model.is_filtered() {
        model.show_everybody();
        keep_selection(model);
        return;
    }
    model.other_time = None;
}
