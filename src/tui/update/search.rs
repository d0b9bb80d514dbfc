//! Searching, and going to what was found.

use super::{Context, groups, hint, load, moved};
use crate::domain::day::By;
use crate::domain::id::{DetaineeId, WingId};
use crate::text::{Id, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Model, Over};
use crate::tui::msg::Effect;
use crate::tui::search::{Hit, Search};

/// Opens the search. What can be found is read anew each time; until it is here, the last index serves.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.over = Some(Over::Search(Search::default()));
    vec![Effect::LoadIndex]
}

pub(super) fn type_text(model: &mut Model, text: &str) {
    let index = model.index.clone();
    if let Some(Over::Search(search)) = &mut model.over {
        search.typed(text, index.as_deref());
    }
}

/// A line instead of letters: the whole search at once.
pub(super) fn ask(model: &mut Model, text: &str) {
    model.over = Some(Over::Search(Search::default()));
    type_text(model, text);
}

/// A new index is here.
pub(super) fn arrived(model: &mut Model) {
    let index = model.index.clone();
    if let Some(Over::Search(search)) = &mut model.over {
        let at = search.at;
        search.look(index.as_deref());
        search.choose(at);
    }
}

pub(super) fn act(model: &mut Model, mut search: Search, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => search.choose(moved(search.at, action)),
        Action::Erase => search.erase(model.index.as_deref()),
        Action::Accept => {
            let index = model.index.clone();
            let hit = index.as_deref().and_then(|index| search.chosen(index)).map(|entry| entry.hit.clone());
            return hit.map(|hit| go(model, hit, context)).unwrap_or_default();
        }
        Action::Back => {
            model.over = None;
            return Vec::new();
        }
        _ => {}
    }
    model.over = Some(Over::Search(search));
    Vec::new()
}

/// Goes to what was found.
fn go(model: &mut Model, hit: Hit, context: &Context<'_>) -> Vec<Effect> {
    model.over = None;
    match hit {
        Hit::Person(person, wing) => to_person(model, person, wing, None, context),
        Hit::Note(person, wing, day) => {
            to_person(model, person, wing, Some(day).filter(|day| *day != context.today()), context)
        }
        Hit::Place(place) => {
            to_place(model, &place, context);
            Vec::new()
        }
    }
}

pub(super) fn to_person(
    model: &mut Model,
    person: DetaineeId,
    wing: WingId,
    day: Option<chrono::NaiveDate>,
    context: &Context<'_>,
) -> Vec<Effect> {
    // A filter would hide them.
    model.show_everybody();
    (model.wing, model.date, model.range_from) = (Some(wing), day, None);
    (model.selected, model.item, model.round) = (Some(person), None, None);
    if model.by != By::Person {
        // Somebody without anything to do is in no group.
        model.by = By::Person;
    }
    model.chosen_at = model.position(&model.lines());
    load(model, context)
}

/// The people of this wing who are at a place today.
fn to_place(model: &mut Model, place: &SafeText, context: &Context<'_>) {
    let before = (model.by, std::mem::take(&mut model.filter), model.only_mine);
    model.only_mine = false;
    model.by = By::Place;
    let found = model.groups().iter().position(|group| group.item.place.as_ref() == Some(place));
    if let Some(at) = found {
        (model.range_from, model.round) = (None, None);
        model.choose_group(at);
    } else {
        (model.by, model.filter, model.only_mine) = before;
        groups::keep_if_grouped(model);
        hint(model, context.words.with(Id::HintNobodyThere, &[("place", place.into())]));
    }
}
