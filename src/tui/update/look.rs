//! How the screen looks: a theme is tried by pointing at it, and files that change are in force at once.

use super::{Context, moved};
use crate::text::{Arg, Id, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Model, Over};
use crate::tui::msg::Notice;

/// Opens the list at the theme in force.
pub(super) fn open(model: &mut Model, context: &Context<'_>) {
    let here = context.looks.in_force(model);
    let at = context.looks.names().position(|name| name == here);
    model.over = Some(Over::Themes(at.unwrap_or(0)));
}

/// A key on the list. What is pointed at is seen at once; only Enter keeps it.
pub(super) fn act(model: &mut Model, at: usize, action: Action, context: &Context<'_>) {
    match action {
        Action::Accept => {
            model.over = None;
            let Some(name) = context.looks.name(at) else { return };
            model.theme = Some(name.to_owned());
            let said = context.words.with(Id::ToastTheme, &[("theme", Arg::Text(name))]);
            model.notice = Some((Notice::Good, said));
        }
        Action::Back => model.over = None,
        _ => {
            let last = context.looks.names().count().saturating_sub(1);
            model.over = Some(Over::Themes(moved(at, action).min(last)));
        }
    }
}

/// Files changed: their keys hold from the next key on.
pub(super) fn changed(model: &mut Model, broken: Vec<SafeText>, context: &Context<'_>) {
    // Keys that were typed of a chord may be none any more.
    model.chord.clear();
    model.chord_shown = false;
    if let Some(Over::Themes(at)) = &mut model.over {
        *at = (*at).min(context.looks.names().count().saturating_sub(1));
    }
    let first = broken.into_iter().next();
    model.notice = Some(match first {
        Some(why) => (Notice::Error, why),
        None => (Notice::Good, context.words.say(Id::NoticeLooks)),
    });
}
