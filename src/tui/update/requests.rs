//! Requests of a wing: a new one on any person, an answer, and that they were told.

use super::record::record;
use super::{Context, hint, moved};
use crate::domain::action::Deed;
use crate::domain::day::RequestLine;
use crate::domain::id::{DetaineeId, RequestSlipId};
use crate::domain::request::{Asked, RequestState};
use crate::text::{Arg, Id, Pii, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over};
use crate::tui::msg::Effect;
use crate::wording;

/// The requests of the day, oldest first.
pub(in crate::tui) fn lines(model: &Model) -> &[RequestLine] {
    model.day.as_deref().map(|day| day.requests.as_slice()).unwrap_or_default()
}

/// The version of a request that stands now; `or` when none does, since it was taken back by that one.
pub(super) fn head(model: &Model, first: RequestSlipId, or: RequestSlipId) -> RequestSlipId {
    lines(model).iter().find(|line| line.first == first).map_or(or, |line| line.id)
}

/// A letter of the list chose who is asked: now what.
pub(super) fn choose(model: &mut Model, letter: char) {
    let asked = Asked::ALL.into_iter().find(|asked| asked.letter() == letter);
    if let Some((asked, person)) = asked.zip(model.line().map(|line| line.detainee)) {
        model.open_field(Input::Request(person, asked), "");
    }
}

/// A new request; what was typed is kept as a draft until it is safe.
pub(super) fn ask(
    model: &mut Model,
    (person, asked): (DetaineeId, Asked),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let text = text.trim();
    let Some(wing) = model.wing.filter(|_| !text.is_empty()) else {
        hint(model, context.words.say(Id::HintEmptyNote));
        return Vec::new();
    };
    model.over = None;
    let deed = Deed::Request { wing, detainee: person, asked, text: Pii::new(SafeText::block(text)) };
    let who = context.words.say(wording::asked(asked));
    let toast = context.words.with(Id::ToastRequest, &[("who", (&who).into())]);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// Keys on the list of requests.
pub(super) fn act(model: &mut Model, at: usize, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let chosen = lines(model).get(at).cloned();
    match (action, chosen) {
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown, _) => {
            let last = lines(model).len().saturating_sub(1);
            model.over = Some(Over::Requests(moved(at, action).min(last)));
        }
        (Action::NextStep, Some(line)) => match line.state.clone() {
            RequestState::New => model.open_field(Input::Answer(line.id), ""),
            RequestState::Answered(answer) => {
                return step(model, &line, RequestState::Told(answer), Id::ToastTold, context);
            }
            RequestState::Told(_) | RequestState::Withdrawn => {}
        },
        (Action::Accept, Some(line)) => {
            let before = line.state.answer().map(|answer| answer.reveal().as_str().to_owned());
            model.open_field(Input::Answer(line.id), &before.unwrap_or_default());
        }
        (Action::Strike, Some(line)) => {
            return step(model, &line, RequestState::Withdrawn, Id::ToastStruck, context);
        }
        (Action::Undo, _) => return super::record::undo(model, context),
        (Action::Back, _) => model.over = None,
        _ => {}
    }
    Vec::new()
}

/// An answer; nobody told them yet.
pub(super) fn answer(model: &mut Model, id: RequestSlipId, text: &str, context: &Context<'_>) -> Vec<Effect> {
    let text = text.trim();
    let at = lines(model).iter().position(|line| line.id == id);
    let line = at.and_then(|at| lines(model).get(at)).cloned();
    let Some(line) = line.filter(|_| !text.is_empty()) else {
        hint(model, context.words.say(Id::HintEmptyNote));
        return Vec::new();
    };
    model.over = Some(Over::Requests(at.unwrap_or(0)));
    let state = RequestState::Answered(Pii::new(SafeText::block(text)));
    step(model, &line, state, Id::ToastAnswered, context)
}

/// The next version; the undo is a version that says what stood there before.
fn step(model: &mut Model, line: &RequestLine, state: RequestState, toast: Id, context: &Context<'_>) -> Vec<Effect> {
    let Some(wing) = model.wing else { return Vec::new() };
    let deed = Deed::RequestStep { wing, detainee: line.detainee, request: line.id, state };
    let cell = model.line_of(line.detainee).map(|line| line.cell.spoken()).unwrap_or_default();
    let toast = context.words.with(toast, &[("cell", Arg::Text(&cell))]);
    record(model, vec![(deed, Back::Request(line.first, line.state.clone()))], toast)
}
