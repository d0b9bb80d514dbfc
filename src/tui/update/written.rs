//! Notes of one person's day and entries for the shift handover: a new one, a new version, a choice between two versions.

use super::record::record;
use super::{Context, hint, moved};
use crate::domain::action::Deed;
use crate::domain::day::WrittenLine;
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::text::{Id, Pii, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over, Sure, Texts};
use crate::tui::msg::Effect;
use crate::wording;

impl Texts {
    /// What stands in the list now, oldest first.
    pub(in crate::tui) fn lines(self, model: &Model) -> &[WrittenLine] {
        match self {
            Self::Notes => model.line().map(|line| line.notes.as_slice()).unwrap_or_default(),
            Self::Handover => model.day.as_deref().map(|day| day.handover.as_slice()).unwrap_or_default(),
        }
    }

    /// None when it is about nobody and has to be about somebody.
    fn deed(
        self,
        wing: WingId,
        about: Option<DetaineeId>,
        text: Pii<SafeText>,
        replaces: Option<RowId>,
    ) -> Option<Deed> {
        Some(match self {
            Self::Notes => Deed::Note { wing, detainee: about?, text, replaces: replaces.map(RowId::into) },
            Self::Handover => Deed::HandoverEntry { wing, detainee: about, text, replaces: replaces.map(RowId::into) },
        })
    }

    const fn saved(self) -> Id {
        match self {
            Self::Notes => Id::ToastNote,
            Self::Handover => Id::ToastHandover,
        }
    }
}

/// Keys on a list of texts.
pub(super) fn act(model: &mut Model, texts: Texts, at: usize, action: Action) {
    let lines = texts.lines(model);
    let last = lines.len().saturating_sub(1);
    let chosen = lines.get(at).cloned();
    let person = model.line().map(|line| line.detainee);
    match (action, chosen) {
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown, _) => {
            model.over = Some(Over::Written(texts, moved(at, action).min(last)));
        }
        (Action::Note, _) if texts == Texts::Notes => {
            if let Some(person) = person {
                model.open_field(Input::New(texts, Some(person)), "");
            }
        }
        (Action::EnterNew, _) if texts == Texts::Handover => {
            model.open_field(Input::New(texts, None), "");
        }
        (Action::Accept, Some(line)) => {
            model.open_field(Input::Edit(texts, line.detainee, line.id), line.text.reveal().as_str());
        }
        (Action::Strike, Some(line)) => model.over = Some(Over::Ask(Sure::Strike(texts, line.id))),
        (Action::Back, _) => {
            model.over = match texts {
                Texts::Notes => Some(Over::Person(0)),
                Texts::Handover => None,
            };
        }
        _ => {}
    }
}

/// The line for an entry about the chosen person, with what is at hand as its first words.
pub(super) fn open_entry(model: &mut Model, context: &Context<'_>) {
    let Some(line) = model.line() else { return };
    let person = line.detainee;
    let text = model.item_of(line).map(|item| wording::item(item, context.words, false)).unwrap_or_default();
    model.open_field(Input::New(Texts::Handover, Some(person)), &text);
}

/// A new text; what was typed is kept as a draft until it is safe.
pub(super) fn write(
    model: &mut Model,
    texts: Texts,
    about: Option<DetaineeId>,
    line: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let text = line.trim();
    let Some(wing) = model.wing.filter(|_| !text.is_empty()) else {
        hint(model, context.words.say(Id::HintEmptyNote));
        return Vec::new();
    };
    let Some(deed) = texts.deed(wing, about, Pii::new(SafeText::block(text)), None) else { return Vec::new() };
    // What is about nobody was begun on the list; the rest on the day.
    model.over = about.is_none().then_some(Over::Written(texts, texts.lines(model).len()));
    record(model, vec![(deed, Back::Withdraw)], context.words.say(texts.saved()))
}

/// A new version takes the place of the old one; somebody else's new version of the same text stays beside it.
pub(super) fn edit(
    model: &mut Model,
    texts: Texts,
    (about, id): (Option<DetaineeId>, RowId),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let text = SafeText::block(text.trim());
    let before = texts.lines(model).iter().find(|line| line.id == id).cloned();
    if text.as_str().is_empty() || before.as_ref().is_some_and(|line| *line.text.reveal() == text) {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let Some(wing) = model.wing else { return Vec::new() };
    let Some(deed) = texts.deed(wing, about, Pii::new(text), Some(id)) else { return Vec::new() };
    model.over = Some(Over::Written(texts, 0));
    let back = before.map_or(Back::Withdraw, |line| Back::Text(line.text));
    record(model, vec![(deed, back)], context.words.say(texts.saved()))
}

/// Taken back by a version without a text: what it said stays in the record.
pub(super) fn strike(model: &mut Model, texts: Texts, id: RowId, context: &Context<'_>) -> Vec<Effect> {
    let lines = texts.lines(model);
    let found = lines.iter().position(|line| line.id == id).and_then(|at| Some((at, lines.get(at)?.clone())));
    model.over = Some(Over::Written(texts, found.as_ref().map_or(0, |(at, _)| *at)));
    let (Some(wing), Some((_, line))) = (model.wing, found) else { return Vec::new() };
    let Some(deed) = texts.deed(wing, line.detainee, Pii::default(), Some(line.id)) else { return Vec::new() };
    record(model, vec![(deed, Back::Text(line.text.clone()))], context.words.say(Id::ToastStruck))
}
