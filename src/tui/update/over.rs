//! Keys while something lies over the day: each page and list has its own file, and this is the way there.

use super::{
    Context, act, incidents, input, letters, load, lock, look, moved, people, person, place, printed, requests, sync,
    week, written,
};
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, Over, Sure};
use crate::tui::msg::Effect;

pub(super) fn on(model: &mut Model, over: Over, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match (over, action) {
        (Over::Ask(question), _) => return answer(model, question, action, context),
        (Over::NewPin(choosing), _) => lock::on_choosing(model, choosing, action),
        (Over::FirstDays(at), _) => return person::act(model, at, action, context),
        (Over::Letters(list), Action::Back) => letters::back(model, list),
        (Over::Person(from), _) => return person::on_page(model, from, action, context),
        (Over::Sync(at), _) if action != Action::Back => return sync::act(model, at, action, context),
        (Over::Week(pick), _) => return week::act(model, pick, action, context),
        (Over::People(pick), _) => return people::act(model, pick, action, context),
        (Over::Incidents(pick), _) => return incidents::act(model, pick, action, context),
        (Over::Requests(pick), _) => return requests::act(model, pick, action, context),
        (Over::Paper(list, _), Action::Print) => return printed::print(model, list, context),
        (Over::Paper(list, from), _) if action != Action::Back => printed::go(model, list, from, action, context),
        (Over::Written(texts, pick), _) => written::act(model, texts, pick, action),
        (Over::Wings(at), Action::Up | Action::Down | Action::PageUp | Action::PageDown) => {
            model.over = Some(Over::Wings(moved(at, action).min(model.wings.len().saturating_sub(1))));
        }
        (Over::Wings(at), Action::Accept) => {
            model.over = None;
            if let Some((wing, _)) = model.wings.get(at) {
                model.wing = Some(*wing);
                model.selected = None;
                model.chosen_at = 0;
                model.item = None;
                model.range_from = None;
                return load(model, context);
            }
        }
        (Over::Themes(at), _) => look::act(model, at, action, context),
        (Over::Input(what, field), _) => return input::act(model, what, field, action, context),
        (_, Action::Back) => model.over = None,
        _ => {}
    }
    Vec::new()
}

/// A line of a list by its number: of names it is the choice itself, of texts the one that the next action is about.
pub(super) fn choose(model: &mut Model, at: usize, context: &Context<'_>) -> Vec<Effect> {
    model.notice = None;
    if is_beyond(model, at) {
        super::hint(model, context.words.say(Id::HintNotInList));
        return Vec::new();
    }
    if model.layer() == Layer::Place {
        place::pick(model, at);
        return Vec::new();
    }
    match &mut model.over {
        Some(Over::Wings(chosen)) => *chosen = at,
        Some(Over::Requests(_)) => {
            requests::pick(model, at);
            return Vec::new();
        }
        Some(Over::Week(chosen)) => {
            let chosen = *chosen;
            week::pick(model, chosen.monday, at);
            return Vec::new();
        }
        Some(Over::Incidents(_)) => {
            incidents::pick(model, at);
            return Vec::new();
        }
        Some(Over::People(_)) => people::pick(model, at),
        Some(Over::FirstDays(_)) => {
            person::pick(model, at);
            return Vec::new();
        }
        Some(Over::Search(search)) => search.at = at,
        Some(Over::Themes(chosen)) if context.looks.name(at).is_some() => *chosen = at,
        Some(Over::Written(texts, _)) => {
            let texts = *texts;
            written::pick(model, texts, at);
            return Vec::new();
        }
        Some(Over::Sync(chosen)) => {
            *chosen = at.min(model.sync_page.as_ref().map_or(0, |page| page.choices().saturating_sub(1)));
            return Vec::new();
        }
        _ => return Vec::new(),
    }
    act(model, Action::Accept, context)
}

/// Whether a list has no such line: whoever types a number that is wrong gets nobody instead of the last one.
fn is_beyond(model: &Model, at: usize) -> bool {
    let lines = match &model.over {
        _ if model.layer() == Layer::Place => place::lines(model).len(),
        Some(Over::Requests(_)) => requests::lines(model).len(),
        Some(Over::Incidents(_)) => incidents::lines(model).len(),
        Some(Over::People(_)) => people::lines(model).len(),
        Some(Over::Week(pick)) => week::lines(model, pick.monday).len(),
        Some(Over::FirstDays(_)) => person::rows(model),
        Some(Over::Wings(_)) => model.wings.len(),
        Some(Over::Search(search)) => search.found.len(),
        Some(Over::Written(texts, _)) => texts.lines(model).len(),
        _ => return false,
    };
    lines <= at
}

/// An answer to a question; whatever is not yes is no.
fn answer(model: &mut Model, question: Sure, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match (question, action) {
        (Sure::Quit, Action::Yes) => return vec![Effect::Quit],
        (Sure::Strike(texts, id), Action::Yes) => return written::strike(model, texts, id, context),
        (Sure::Strike(texts, id), Action::Back) => written::pick_again(model, texts, id),
        (Sure::StrikeIncident(id), Action::Yes) => return incidents::strike(model, id, context),
        (Sure::StrikeIncident(id), Action::Back) => incidents::pick_again(model, id),
        (Sure::StrikeRequest(first), Action::Yes) => return requests::strike(model, first, context),
        (Sure::StrikeRequest(first), Action::Back) => requests::pick_again(model, first),
        (Sure::StrikeChild(child), Action::Yes) => return person::strike(model, child, context),
        (Sure::StrikeChild(child), Action::Back) => person::pick_again(model, child),
        (Sure::Quit, Action::Back) => model.over = None,
        _ => {}
    }
    Vec::new()
}
