//! Moving over the day by time and by place: groups, and people in a group. Nothing here writes.

use super::{Context, hint};
use crate::domain::day::{By, Group, Item, Line};
use crate::domain::id::RowId;
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::model::Model;
use crate::tui::pick::PAGE;
use crate::tui::view::page_rows;

/// The same data in another order: selection, filter and day stay.
pub(super) fn turn(model: &mut Model) {
    model.by = model.by.turned();
    model.range_from = None;
    // A door is a line by time only: elsewhere whoever was chosen has something else to do next.
    if model.chosen_door().is_some() || model.chosen_offer().is_some() {
        model.item = None;
    }
    if model.by == By::Person {
        model.chosen_at = model.position(&model.lines());
        return;
    }
    // Who was chosen stays so, alone: turning is no way to mark others too.
    let next = model.line().and_then(|line| Some((line.detainee, model.next_item_of(line)?)));
    if next.is_some() {
        model.choose(next);
    }
    model.is_whole = false;
    keep(model);
}

/// After the groups changed: what was chosen stays chosen; what is gone gives way to what stands there now. One person gives way to
/// one person: nobody's next key is about more people than they meant.
pub(super) fn keep(model: &mut Model) {
    let found = model.group_of(&model.groups());
    if let Some(at) = found {
        model.chosen_at = at;
    } else {
        let last = model.groups().len().saturating_sub(1);
        let is_whole = model.is_whole;
        model.choose_group(model.chosen_at.min(last));
        model.is_whole = is_whole;
    }
}

/// The same, when the day is shown in groups.
pub(super) fn keep_if_grouped(model: &mut Model) {
    if model.by != By::Person {
        keep(model);
    }
}

/// In which row a group stands: each part of the day has a heading.
pub(in crate::tui) fn row_of(groups: &[Group<'_>], at: usize) -> usize {
    let parts = groups.get(..=at).unwrap_or(groups).chunk_by(|a, b| a.when == b.when).count();
    at + parts
}

/// Up and down: by time from group to group, by place from person to person.
pub(super) fn go(model: &mut Model, action: Action) {
    if model.by == By::Place { choose_member(model, action) } else { go_by_time(model, action) }
}

/// Left, right and Tab: by time from person to person, by place from group to group.
pub(super) fn across(model: &mut Model, forward: bool) {
    let action = if forward { Action::Down } else { Action::Up };
    if model.by == By::Place { go_by_place(model, forward) } else { choose_member(model, action) }
}

fn go_by_place(model: &mut Model, forward: bool) {
    let there = {
        let groups = model.groups();
        let here = model.group_of(&groups).unwrap_or(0);
        let last = groups.len().saturating_sub(1);
        // After the last place comes the first again: Tab alone reaches all of them.
        match forward {
            true if here == last => 0,
            true => here + 1,
            false => here.checked_sub(1).unwrap_or(last),
        }
    };
    model.choose_group(there);
}

fn go_by_time(model: &mut Model, action: Action) {
    let there = {
        let groups = model.groups();
        let here = model.group_of(&groups).unwrap_or(0);
        let last = groups.len().saturating_sub(1);
        let (row, page) = (row_of(&groups, here), page_rows(model.size));
        let from = |row: usize| (0..=last).find(|at| row_of(&groups, *at) >= row).unwrap_or(last);
        match action {
            Action::Up => here.saturating_sub(1),
            Action::Down => (here + 1).min(last),
            Action::PageUp => from(row.saturating_sub(page)),
            Action::PageDown => from(row + page),
            Action::First => 0,
            _ => last,
        }
    };
    model.choose_group(there);
}

/// Another person of the group; before the first one is the whole group.
fn choose_member(model: &mut Model, action: Action) {
    let chosen = {
        let groups = model.groups();
        let Some(group) = model.group_of(&groups).and_then(|at| groups.get(at)) else { return };
        let chosen = (model.selected, model.item);
        let is_chosen = |(line, item): &(&Line, &Item)| (Some(line.detainee), Some(item.id)) == chosen;
        let here = group.members.iter().position(is_chosen).unwrap_or(0);
        let last = group.members.len().saturating_sub(1);
        let whole = model.is_whole && last > 0;
        let there = match (action, whole) {
            (Action::Up, true) | (Action::First, _) => None,
            (Action::Up, false) => here.checked_sub(1),
            (Action::PageUp, _) => Some(here.saturating_sub(PAGE)),
            (Action::Down, true) => Some(0),
            (Action::Down, false) => Some((here + 1).min(last)),
            (Action::PageDown, _) => Some((here + PAGE).min(last)),
            _ => Some(last),
        };
        let member = |at: usize| group.members.get(at).map(|(line, item)| (line.detainee, item.id));
        (there.is_some(), member(there.unwrap_or(0)))
    };
    model.choose(chosen.1);
    model.is_whole = !chosen.0;
}

/// Somebody was chosen by their cell: what they have to do in the chosen group, or else next, is chosen, for them alone.
pub(super) fn found(model: &mut Model, here: Option<RowId>, context: &Context<'_>) {
    if let (Some(item), Some(person)) = (here, model.selected) {
        model.choose(Some((person, item)));
        model.is_whole = false;
        return keep(model);
    }
    let next = model.line().and_then(|line| Some((line.detainee, model.next_item_of(line)?)));
    if next.is_none() {
        hint(model, context.words.say(Id::DetailNothingToday));
        return keep(model);
    }
    model.choose(next);
    model.is_whole = false;
    keep(model);
}

/// Esc: from one person back to the whole group. False when it was that already.
pub(super) fn widen(model: &mut Model) -> bool {
    let is_one = !model.is_whole;
    model.is_whole = true;
    is_one && model.whole_group().is_some()
}
