//! The list of all actions: key, name, what it does or why it does nothing now.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame::key_name;
use super::{Look, cut, fit, popup, put};
use crate::text::{Arg, Aside, Id};
use crate::tui::palette::{Entry, Palette, keys_of};
use crate::tui::theme::Role;

/// Columns for the keys.
const KEYS: usize = 16;
/// Columns for the name.
const NAME: usize = 21;

/// Draws it over the whole list; the cursor stands where is typed.
pub(super) fn draw(palette: &Palette, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let at = Rect::new(0, 2, area.width, area.height.saturating_sub(4));
    let inside = popup::frame(look.words.say(Id::TitleActions).as_str(), at, look, buffer);
    let asks = look.words.say(Id::AskAction);
    let x = put(buffer, inside.x, inside.y, inside.width, &format!("{} ", asks.as_str()), look.style(Role::Header));
    let typed = cut(&palette.query, usize::from(inside.right().saturating_sub(x + 1)), look.ascii);
    let end = put(buffer, x, inside.y, inside.right() - x, &typed, look.style(Role::Text));
    let rows = usize::from(inside.height.saturating_sub(1)).max(1);
    let top = palette.at / rows * rows;
    let shown = (inside.y + 1..inside.bottom()).zip(palette.entries.iter().enumerate().skip(top));
    for (y, (index, one)) in shown {
        entry(palette, one, index == palette.at, look, buffer, Rect::new(inside.x, y, inside.width, 1));
    }
    if palette.entries.is_empty() {
        let nothing = look.words.with(Id::EmptyActions, &[("text", Arg::Text(&palette.query))]);
        put(buffer, inside.x, inside.y + 1, inside.width, nothing.as_str(), look.style(Role::Text));
    }
    Position::new(end.min(inside.right().saturating_sub(1)), inside.y)
}

fn entry(palette: &Palette, entry: &Entry, chosen: bool, look: &Look<'_>, buffer: &mut Buffer, row: Rect) {
    let keys = keys_of(&look.looks.keymap, palette.layer, entry.action);
    let keys = keys.iter().map(|key| key_name(key, look)).collect::<Vec<_>>().join(", ");
    let name = look.words.say(entry.action.label_in(palette.layer));
    let says = match entry.why_not {
        Some(why) => look.words.say(why),
        None => look.words.aside(entry.action.label(), Aside::Help),
    };
    let role = match entry.why_not {
        _ if chosen => Role::Selected,
        Some(_) => Role::Quiet,
        None => Role::Text,
    };
    let marker = if chosen { '>' } else { ' ' };
    let (keys, name) = (fit(&keys, KEYS, look.ascii), fit(name.as_str(), NAME, look.ascii));
    let text = format!("{marker} {keys} {name} {}", says.as_str());
    put(buffer, row.x, row.y, row.width, &cut(&text, usize::from(row.width), look.ascii), look.style(role));
}
