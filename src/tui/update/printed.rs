//! A list on its way to paper: read it, print it.

use super::{Context, moved};
use crate::domain::look::List;
use crate::text::{Pii, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Model, Over};
use crate::tui::msg::Effect;
use crate::tui::printed::text;

/// Up and down in the list, not past its end.
pub(super) fn go(model: &mut Model, list: List, from: usize, action: Action, context: &Context<'_>) {
    let lines = text(model, list, context.words).map_or(0, |text| text.lines().count());
    model.over = Some(Over::Paper(list, moved(from, action).min(lines.saturating_sub(1))));
}

/// Prints what is on the page.
pub(super) fn print(model: &mut Model, list: List, context: &Context<'_>) -> Vec<Effect> {
    let wing = model.day.as_ref().map(|day| day.wing);
    let text = text(model, list, context.words).map(|text| Pii::new(SafeText::block(&text)));
    let effect = wing.zip(text).map(|(wing, text)| Effect::Print { list, wing, text });
    effect.into_iter().collect()
}
