//! Keys on the list of all actions.

use super::{Context, act, moved};
use crate::tui::action::Action;
use crate::tui::model::{Model, Over};
use crate::tui::msg::Effect;
use crate::tui::palette::Palette;

/// Enter does the chosen one where the reader was.
pub(super) fn keys(model: &mut Model, mut palette: Palette, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => palette.choose(moved(palette.at, action)),
        Action::Erase => palette.erase(),
        Action::Accept => {
            let Some(chosen) = palette.chosen().map(|entry| entry.action) else { return Vec::new() };
            model.over = palette.beneath();
            return act(model, chosen, context);
        }
        Action::Back => {
            model.over = palette.beneath();
            return Vec::new();
        }
        _ => {}
    }
    model.over = Some(Over::Palette(palette));
    Vec::new()
}
