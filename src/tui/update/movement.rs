//! Who came, who left, who went to another cell, before the administration says so.

use super::record::{record, refusal, toast_of};
use super::{Context, hint};
use crate::domain::action::Deed;
use crate::domain::detainee::Cell;
use crate::domain::id::{DetaineeId, MovementId};
use crate::domain::movement::{MAX_CELL_CHARS, MAX_NAME_CHARS, MovementKind};
use crate::text::{Id, SafeText, check_name};
use crate::tui::model::{Back, Model};
use crate::tui::msg::Effect;
use crate::wording;

/// `12 Wolters, C.`: the cell, then the name as it was heard.
pub(super) fn arrival(model: &mut Model, line: &str, context: &Context<'_>) -> Vec<Effect> {
    let Some(wing) = model.wing else { return Vec::new() };
    let Some((cell, name)) = read_arrival(model, line) else {
        hint(model, context.words.say(Id::HintBadArrival));
        return Vec::new();
    };
    let gaps = [("cell", (&cell.code).into()), ("name", (&name).into())];
    let toast = context.words.with(Id::ToastArrival, &gaps);
    let toast = if model.hidden { context.words.say(Id::MovementArrival) } else { toast };
    model.over = None;
    let deed = Deed::Movement { wing, detainee: None, kind: MovementKind::Arrival { name, cell }, replaces: None };
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// The cell and the name of somebody who came. A cell has a number: without one the name came first.
pub(super) fn read_arrival(model: &Model, line: &str) -> Option<(Cell, SafeText)> {
    let (code, name) = line.trim().split_once(char::is_whitespace)?;
    let read = (cell(model, code)?, checked(name, MAX_NAME_CHARS)?);
    read.0.number.is_some().then_some(read)
}

/// Another cell for somebody; the same cell is no change.
pub(super) fn other_cell(model: &mut Model, person: DetaineeId, line: &str, context: &Context<'_>) -> Vec<Effect> {
    let Some(to) = cell(model, line.trim()) else {
        hint(model, context.words.say(Id::HintBadCell));
        return Vec::new();
    };
    let same = model.line_of(person).is_none_or(|line| line.cell.is_same(&to));
    model.over = None;
    if same {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    moved(model, person, MovementKind::CellChange { to }, None, context)
}

/// Left the wing for good.
pub(super) fn departed(model: &mut Model, person: DetaineeId, context: &Context<'_>) -> Vec<Effect> {
    moved(model, person, MovementKind::Departure, None, context)
}

/// It is not so after all.
pub(super) fn take_back(model: &mut Model, person: DetaineeId, id: MovementId, context: &Context<'_>) -> Vec<Effect> {
    moved(model, person, MovementKind::Withdrawn, Some(id), context)
}

fn moved(
    model: &mut Model,
    person: DetaineeId,
    kind: MovementKind,
    replaces: Option<MovementId>,
    context: &Context<'_>,
) -> Vec<Effect> {
    model.over = None;
    if let Some(refusal) = refusal(model, context.now) {
        hint(model, context.words.say(refusal));
        return Vec::new();
    }
    let (Some(wing), Some(line)) = (model.wing, model.line_of(person)) else { return Vec::new() };
    let undone = replaces.and_then(|id| line.movements.iter().find(|movement| movement.id == id));
    let what = match undone {
        Some(undone) => wording::not_true(&undone.kind, context.words),
        None => wording::moved(&kind, context.words),
    };
    let toast = toast_of(model, Some(line), Id::ToastMovement, &[("what", (&what).into())], context);
    // It was so after all: seen once more.
    let again = undone.map(|movement| match &movement.kind {
        kind @ MovementKind::Arrival { .. } => (None, kind.clone()),
        kind => (Some(person), kind.clone()),
    });
    let back = again
        .map_or(Back::Withdraw, |(detainee, kind)| Back::Deed(Deed::Movement { wing, detainee, kind, replaces: None }));
    record(model, vec![(Deed::Movement { wing, detainee: Some(person), kind, replaces }, back)], toast)
}

/// A cell as somebody types it: a bare number is a cell of this wing.
pub(super) fn cell(model: &Model, typed: &str) -> Option<Cell> {
    let typed = checked(typed, MAX_CELL_CHARS)?;
    let beside = model.day.iter().flat_map(|day| &day.lines).find(|line| line.cell.number.is_some());
    Some(beside.map_or_else(|| Cell::new(typed.clone()), |line| line.cell.beside(typed.clone())))
}

/// A text that may be written down, and that is not too long.
fn checked(text: &str, most: usize) -> Option<SafeText> {
    let text = check_name(text.trim()).ok()?;
    (1..=most).contains(&text.as_str().chars().count()).then_some(text)
}
