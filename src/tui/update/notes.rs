//! The notes of one person's day: a new version of one, a choice between two versions.

use super::record::record;
use super::{Context, hint};
use crate::domain::action::Deed;
use crate::domain::day::NoteLine;
use crate::domain::id::{DetaineeId, NoteId};
use crate::text::{Id, Pii, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over};
use crate::tui::msg::Effect;

/// Keys on the list of notes.
pub(super) fn act(model: &mut Model, at: usize, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let Some((person, notes)) = model.line().map(|line| (line.detainee, line.notes.clone())) else {
        model.over = None;
        return Vec::new();
    };
    let last = notes.len().saturating_sub(1);
    match action {
        Action::Up => model.over = Some(Over::Notes(at.saturating_sub(1))),
        Action::Down => model.over = Some(Over::Notes((at + 1).min(last))),
        Action::Note => {
            model.open_line(Input::Note(person), String::new());
        }
        Action::Accept => {
            if let Some(note) = notes.get(at) {
                model.open_line(Input::Edit(person, note.id), note.text.reveal().as_str().to_owned());
            }
        }
        Action::Strike => {
            if let Some(note) = notes.get(at) {
                return strike(model, person, note, context);
            }
        }
        Action::Back => model.over = Some(Over::Person(0)),
        _ => {}
    }
    Vec::new()
}

/// A new version takes the place of the old one; somebody else's new version of the same note stays beside it.
pub(super) fn edit(
    model: &mut Model,
    person: DetaineeId,
    id: NoteId,
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let text = SafeText::block(text.trim());
    let before = model.line().and_then(|line| line.notes.iter().find(|note| note.id == id)).cloned();
    if text.as_str().is_empty() || before.as_ref().is_some_and(|note| *note.text.reveal() == text) {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let Some(wing) = model.wing else { return Vec::new() };
    model.over = Some(Over::Notes(0));
    let deed = Deed::Note { wing, detainee: person, text: Pii::new(text), replaces: Some(id) };
    let back = before.map_or(Back::Withdraw, |note| Back::Text(note.text));
    record(model, vec![(deed, back)], context.words.say(Id::ToastNote))
}

/// Taken back by a version without a text: what it said stays in the record.
fn strike(model: &mut Model, person: DetaineeId, note: &NoteLine, context: &Context<'_>) -> Vec<Effect> {
    let Some(wing) = model.wing else { return Vec::new() };
    let withdrawn = Deed::Note { wing, detainee: person, text: Pii::new(SafeText::default()), replaces: Some(note.id) };
    record(model, vec![(withdrawn, Back::Text(note.text.clone()))], context.words.say(Id::ToastStruck))
}
