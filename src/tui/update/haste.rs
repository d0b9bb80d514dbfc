//! Letters that come too fast to be meant: a name that is typed into the wrong window records nothing.
//!
//! A letter that records is ignored right after another letter. Of a list a letter may be chosen at any speed by a practised hand; it
//! counts when no further letter follows at once, as one of a name would.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Context, hint, letters, plan, record, requests};
use crate::domain::mark::AbsenceReason;
use crate::text::Id;
use crate::tui::key::Key;
use crate::tui::model::{Model, Over};
use crate::tui::msg::Effect;

/// How soon after a letter another one is too fast.
const BURST: Duration = Duration::from_millis(300);

/// Notes a key; whether it is a letter right after another one; of a list digits are choices too. A clock that jumps makes nothing fast.
pub(super) fn note(model: &mut Model, key: Key, now: DateTime<Utc>) -> bool {
    let in_list = matches!(model.over, Some(Over::Reasons(_) | Over::Letters(_) | Over::Steps(_)));
    let is_letter = key.is_letter() || (in_list && key.digit().is_some());
    // A line is read whole before it means anything: nobody types a name into a list by it.
    let is_fast = is_letter && !model.in_lines && is_recent(model, now);
    if is_letter {
        model.last_letter = Some(now);
    }
    is_fast
}

fn is_recent(model: &Model, now: DateTime<Utc>) -> bool {
    let burst = TimeDelta::from_std(BURST).unwrap_or_default();
    model.last_letter.is_some_and(|last| (now - last).abs() < burst)
}

/// A letter of a list: chosen at once, or held for a moment when it came too fast to know.
pub(super) fn choose(model: &mut Model, letter: char, is_fast: bool, context: &Context<'_>) -> Vec<Effect> {
    let letter = letter.to_lowercase().next().unwrap_or(letter);
    if is_fast {
        model.held = Some(letter);
        return vec![Effect::Wake(BURST)];
    }
    chosen(model, letter, context)
}

/// Before the next key: what was held counts, unless that key goes on with a name. None when the key is a part of one.
pub(super) fn before_key(model: &mut Model, is_fast: bool, context: &Context<'_>) -> Option<Vec<Effect>> {
    model.name_goes_on &= is_fast;
    if model.name_goes_on {
        return None;
    }
    let Some(letter) = model.held.take() else { return Some(Vec::new()) };
    if is_fast {
        model.over = None;
        ignore(model, context);
        return None;
    }
    Some(chosen(model, letter, context))
}

/// A letter that came too fast does nothing, and so do those that follow it as fast.
pub(super) fn ignore(model: &mut Model, context: &Context<'_>) {
    model.name_goes_on = true;
    hint(model, context.words.say(Id::HintTooFast));
}

/// Time went by: what is held counts when nothing followed.
pub(super) fn on_tick(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    if model.held.is_none() {
        return Vec::new();
    }
    if is_recent(model, context.now) {
        return vec![Effect::Wake(BURST)];
    }
    model.touch();
    model.held.take().map(|letter| chosen(model, letter, context)).unwrap_or_default()
}

fn chosen(model: &mut Model, letter: char, context: &Context<'_>) -> Vec<Effect> {
    match model.over {
        Some(Over::Reasons(what)) => {
            let reason = AbsenceReason::ALL.into_iter().find(|reason| reason.letter() == letter);
            reason.map(|reason| record::with_reason(model, what, reason, context)).unwrap_or_default()
        }
        Some(Over::Letters(list)) => letters::choose(model, list, letter, context),
        Some(Over::Steps(part)) => plan::choose(model, part, letter, context),
        Some(Over::Asked) => {
            requests::choose(model, letter);
            Vec::new()
        }
        _ => Vec::new(),
    }
}
