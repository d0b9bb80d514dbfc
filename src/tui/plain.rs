//! Plain lines instead of a screen: what somebody typed on a line of its own, as messages; what is said of it is in `view`.
//!
//! The same model, actions, keys and words as on the screen.

use super::action::Action;
use super::key::Key;
use super::keymap::Meaning;
use super::layer::Layer;
use super::model::{Model, Over};
use super::msg::Msg;
use super::palette::{alike, called};
use super::update::Context;
use super::update::plan::Step;
pub use super::view::plain::{actions, heading, list, notice, page, unknown};
use crate::domain::mark::AbsenceReason;
use crate::domain::request::Asked;
use crate::text::{Id, SafeText};
use crate::wording;

/// Most actions that are offered for a word that is none.
const OFFERED: usize = 5;

/// What a line means.
#[derive(Clone, Debug)]
pub enum Typed {
    /// This is to be done.
    Do(Vec<Msg>),
    /// Everything here once more, with the time.
    Again,
    /// Everybody, a line each.
    List,
    /// What can be done here.
    Actions,
    /// Nothing; these are called alike.
    Unknown(Vec<Action>),
}

/// Reads a line: in a field it is the text, in a question the answer, in a list the choice; elsewhere a cell, a key, or what an action
/// is called.
pub fn read(model: &Model, line: &str, context: &Context<'_>) -> Typed {
    let (line, layer) = (line.trim(), model.layer());
    let act = |action| Typed::Do(vec![Msg::Act(action)]);
    match layer {
        // An empty line leaves a field and a list; what was typed is kept.
        Layer::Line | Layer::List if line.is_empty() => return act(Action::Back),
        Layer::Line => return Typed::Do(vec![Msg::Answer(line.to_owned())]),
        Layer::Ask => return act(if is_yes(line, context) { Action::Yes } else { Action::Back }),
        _ if line.is_empty() => return Typed::Again,
        _ => {}
    }
    if line == "?" {
        return Typed::Actions;
    }
    if let Some(typed) = number(model, line).or_else(|| from_list(model, line, context)) {
        return typed;
    }
    if let Some(Over::Search(_)) = &model.over {
        return Typed::Do(vec![Msg::Answer(line.to_owned())]);
    }
    if layer == Layer::Day && line.to_lowercase() == context.words.say(Id::PlainList).as_str() {
        return Typed::List;
    }
    let keys: Option<Vec<Key>> = line.split_whitespace().map(Key::parse).collect();
    if let Some(Meaning::Action(action)) = keys.map(|keys| context.looks.keymap.meaning(layer, &keys)) {
        return act(action);
    }
    match called(line, layer) {
        Some(action) => act(action),
        None => Typed::Unknown(alike(line, layer).into_iter().take(OFFERED).collect()),
    }
}

fn is_yes(line: &str, context: &Context<'_>) -> bool {
    let line = line.to_lowercase();
    let key = Key::parse(&line).map(|key| context.looks.keymap.meaning(Layer::Ask, &[key]));
    key == Some(Meaning::Action(Action::Yes)) || called(&line, Layer::Ask) == Some(Action::Yes)
}

/// A number is a cell on the day, and a choice in a list.
fn number(model: &Model, line: &str) -> Option<Typed> {
    let number: usize = line.parse().ok()?;
    let messages = match &model.over {
        None if model.layer() == Layer::Place => vec![Msg::Choose(number.checked_sub(1)?)],
        None => {
            let digits = format!("{number:02}");
            digits.chars().map(|digit| Msg::Key(Key::char(digit), Some(digit))).collect()
        }
        // Some of what a letter chooses is chosen by a digit.
        Some(Over::Steps(_) | Over::Letters(_)) => return None,
        // A cell is searched for, as long as nothing was found.
        Some(Over::Search(search)) if search.found.is_empty() => return None,
        Some(_) => vec![Msg::Choose(number.checked_sub(1)?)],
    };
    Some(Typed::Do(messages))
}

/// A reason or a step, by its letter or by how what it is called begins.
fn from_list(model: &Model, line: &str, context: &Context<'_>) -> Option<Typed> {
    let choices: Vec<(char, SafeText)> = match &model.over {
        Some(Over::Reasons(_)) => {
            let said = |reason: AbsenceReason| (reason.letter(), context.words.say(wording::reason(reason)));
            AbsenceReason::ALL.into_iter().map(said).collect()
        }
        Some(Over::Letters(letters)) => letters.choices(model, context.words),
        Some(Over::Asked) => {
            let said = |who: Asked| (who.letter(), context.words.say(wording::asked(who)));
            Asked::ALL.into_iter().map(said).collect()
        }
        Some(Over::Steps(part)) => {
            let steps = Step::here(model, *part, context.now).into_iter();
            steps.map(|(letter, step)| (letter, step.label(model, context.words))).collect()
        }
        _ => return None,
    };
    let letter = chosen(&choices, &line.to_lowercase())?;
    Some(Typed::Do(vec![Msg::Key(Key::char(letter), Some(letter))]))
}

/// The letter of the one choice that is meant.
fn chosen(choices: &[(char, SafeText)], wanted: &str) -> Option<char> {
    let mut letters = wanted.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return choices.iter().map(|(known, _)| *known).find(|known| *known == letter);
    }
    let begins = |(_, label): &&(char, SafeText)| label.as_str().to_lowercase().starts_with(wanted);
    let mut found = choices.iter().filter(begins);
    match (found.next(), found.next()) {
        (Some((letter, _)), None) => Some(*letter),
        _ => None,
    }
}
