//! Notes of one person's day and entries for the shift handover: a new one, a new version, a choice between two versions.

use super::record::record;
use super::{Context, hint};
use crate::domain::action::Deed;
use crate::domain::day::WrittenLine;
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::text::{Id, Pii, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over, Sure, Texts};
use crate::tui::msg::Effect;
use crate::tui::pick::Pick;
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

/// Which version a line is.
pub(in crate::tui) const fn key(line: &WrittenLine) -> RowId {
    line.id
}

/// The chosen text; none when it is gone.
pub(super) fn chosen(model: &Model, texts: Texts, pick: Pick<RowId>) -> Option<&WrittenLine> {
    let lines = texts.lines(model);
    lines.get(pick.here(lines, key)?)
}

/// Opens the list with the text in this row chosen.
pub(super) fn pick(model: &mut Model, texts: Texts, at: usize) {
    model.over = Some(Over::Written(texts, Pick::row(texts.lines(model), at, key)));
}

/// The list again, with this text chosen.
pub(super) fn pick_again(model: &mut Model, texts: Texts, id: RowId) {
    model.over = Some(Over::Written(texts, Pick::one(texts.lines(model), id, key)));
}

/// Texts arrived: where there was none to choose, one is chosen.
pub(super) fn keep(model: &mut Model) {
    if let Some(Over::Written(texts, Pick { key: None, at })) = model.over {
        pick(model, texts, at);
    }
}

/// What was written has its row: it is chosen where what it takes the place of was, or where nothing was yet.
pub(super) fn known(model: &mut Model, texts: Texts, row: RowId, text: &SafeText, replaces: Option<RowId>) {
    if let Some(Over::Written(open, pick)) = &mut model.over
        && (*open, pick.key) == (texts, replaces)
        && !text.as_str().is_empty()
    {
        pick.key = Some(row);
    }
}

/// Keys on a list of texts.
pub(super) fn act(model: &mut Model, texts: Texts, pick: Pick<RowId>, action: Action) {
    let person = model.line().map(|line| line.detainee);
    match (action, chosen(model, texts, pick).cloned()) {
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown, _) => {
            model.over = Some(Over::Written(texts, pick.moved(texts.lines(model), action, key)));
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
    let last = Pick { key: None, at: texts.lines(model).len() };
    model.over = about.is_none().then_some(Over::Written(texts, last));
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
    pick_again(model, texts, id);
    let back = before.map_or(Back::Withdraw, |line| Back::Text(line.text));
    record(model, vec![(deed, back)], context.words.say(texts.saved()))
}

/// Taken back by a version without a text: what it said stays in the record.
pub(super) fn strike(model: &mut Model, texts: Texts, id: RowId, context: &Context<'_>) -> Vec<Effect> {
    pick_again(model, texts, id);
    let Some(line) = texts.lines(model).iter().find(|line| line.id == id).cloned() else {
        hint(model, context.words.say(Id::HintChooseAgain));
        return Vec::new();
    };
    let Some(wing) = model.wing else { return Vec::new() };
    let Some(deed) = texts.deed(wing, line.detainee, Pii::default(), Some(line.id)) else { return Vec::new() };
    record(model, vec![(deed, Back::Text(line.text.clone()))], context.words.say(Id::ToastStruck))
}
