//! The sync screen: looking at what was refused, and choosing between two people's values.

use std::sync::Arc;

use super::record::record;
use super::{Context, hint, moved};
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::model::{Back, Model, Over};
use crate::tui::msg::{Effect, SyncPage};

/// Opens the screen.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.over = Some(Over::Sync(0));
    model.sync_page = None;
    vec![Effect::LoadSync]
}

/// What it shows was read.
pub(super) fn arrived(model: &mut Model, page: Arc<SyncPage>) {
    let opens = model.sync_page.is_none();
    if let Some(Over::Sync(chosen)) = &mut model.over {
        let last = page.choices().saturating_sub(1);
        *chosen = if opens { page.first_choice() } else { (*chosen).min(last) };
    }
    model.sync_page = Some(page);
}

/// A key on it; `at` is the chosen line.
pub(super) fn act(model: &mut Model, at: usize, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let refusal = model.sync_page.as_ref().and_then(|page| page.refusal(at));
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
            let last = model.sync_page.as_ref().map_or(0, |page| page.choices().saturating_sub(1));
            model.over = Some(Over::Sync(moved(at, action).min(last)));
        }
        Action::HaveSeen => {
            return refusal.map(|refused| Effect::HaveSeen(vec![refused.number])).into_iter().collect();
        }
        Action::MineAfterAll => {
            let again = refusal.and_then(|refused| Some((refused.number, refused.settle.clone()?.again?)));
            let Some((number, deed)) = again else { return Vec::new() };
            let toast = context.words.say(Id::ToastMineAfterAll);
            // The first one stays in the list, as something that was looked at.
            let mut effects = record(model, vec![(deed, Back::Withdraw)], toast);
            effects.push(Effect::HaveSeen(vec![number]));
            return effects;
        }
        Action::SyncNow => {
            hint(model, context.words.say(Id::HintSyncing));
            return vec![Effect::SyncNow];
        }
        _ => {}
    }
    Vec::new()
}
