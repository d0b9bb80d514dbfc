//! The search: what is typed, and under it what was found.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Look, cut, fit, popup, put};
use crate::text::{Arg, Id, date};
use crate::tui::model::Model;
use crate::tui::search::{Entry, Hit, Search};
use crate::tui::theme::Role;

/// Columns for wing and cell.
const CELL: usize = 9;
/// Columns for what it is.
const KIND: usize = 14;
/// Columns for the name beside a note.
const NAME: usize = 20;

/// Draws it over the whole list; the cursor stands where is typed.
pub(super) fn draw(model: &Model, search: &Search, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let at = Rect::new(0, 2, area.width, area.height.saturating_sub(4));
    let inside = popup::frame(look.words.say(Id::TitleSearch).as_str(), at, look, buffer);
    let asks = look.words.say(Id::AskSearch);
    let x = put(buffer, inside.x, inside.y, inside.width, &format!("{} ", asks.as_str()), look.style(Role::Header));
    let typed = cut(&search.query, usize::from(inside.right().saturating_sub(x + 1)), look.ascii);
    let end = put(buffer, x, inside.y, inside.right() - x, &typed, look.style(Role::Text));
    let rows = usize::from(inside.height.saturating_sub(1)).max(1);
    let top = search.at / rows * rows;
    let lines = lines(model, search, look).into_iter().enumerate().skip(top);
    for (y, (index, line)) in (inside.y + 1..inside.bottom()).zip(lines) {
        let chosen = index == search.at && !search.found.is_empty();
        let role = if chosen { Role::Selected } else { Role::Text };
        let line = format!("{} {line}", if chosen { '>' } else { ' ' });
        put(buffer, inside.x, y, inside.width, &cut(&line, usize::from(inside.width), look.ascii), look.style(role));
    }
    Position::new(end.min(inside.right().saturating_sub(1)), inside.y)
}

/// A line for each find; or why there is none.
pub(super) fn lines(model: &Model, search: &Search, look: &Look<'_>) -> Vec<String> {
    let found = search.found.iter().filter_map(|at| model.index.as_deref()?.entry(*at));
    let lines: Vec<_> = found.map(|entry| line(entry, model.hidden, look)).collect();
    if !lines.is_empty() {
        return lines;
    }
    let id = match (&model.index, search.query.trim().is_empty()) {
        (None, _) => Id::EmptySearchReading,
        (Some(_), true) => Id::EmptySearchHow,
        (Some(_), false) => Id::EmptySearch,
    };
    vec![look.words.with(id, &[("text", Arg::Text(&search.query))]).as_str().to_owned()]
}

/// `B2 02     persoon        Bakker, J.`
fn line(entry: &Entry, hidden: bool, look: &Look<'_>) -> String {
    let kind = match &entry.hit {
        Hit::Person(..) => look.words.say(Id::SearchPerson).as_str().to_owned(),
        Hit::Place(_) => look.words.say(Id::ColumnPlaceName).as_str().to_owned(),
        Hit::Note(_, _, day) => format!("{} {}", look.words.say(Id::SearchNote).as_str(), date::day_month(*day)),
    };
    let about_somebody = !matches!(entry.hit, Hit::Place(_));
    let name = if hidden && about_somebody { "-" } else { entry.name.as_str() };
    let text = entry.text.as_ref().filter(|_| !hidden).map(|text| text.reveal().as_str().replace('\n', " "));
    let (cell, kind) = (fit(&entry.cell, CELL, look.ascii), fit(&kind, KIND, look.ascii));
    match text {
        Some(text) => format!("{cell} {kind} {} {text}", fit(name, NAME, look.ascii)),
        None => format!("{cell} {kind} {name}"),
    }
}
