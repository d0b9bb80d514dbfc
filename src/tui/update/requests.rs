//! Requests of a wing: a new one on any person, an answer, and that they were told.

use super::record::{record, wrong_text};
use super::{Context, hint};
use crate::domain::action::Deed;
use crate::domain::day::RequestLine;
use crate::domain::id::{DetaineeId, RequestSlipId};
use crate::domain::request::{Asked, MAX_REQUEST_CHARS, RequestState};
use crate::text::{Arg, Id, Pii, SafeText};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over, Sure};
use crate::tui::msg::Effect;
use crate::tui::pick::Pick;
use crate::wording;

/// The requests of the day, oldest first.
pub(in crate::tui) fn lines(model: &Model) -> &[RequestLine] {
    model.day.as_deref().map(|day| day.requests.as_slice()).unwrap_or_default()
}

/// The version of a request that is taken back: the one that was made, also when a colleague's stands beside it; else the one that
/// stands now; the one that was made when none does, since it said that the request is withdrawn.
pub(super) fn head(model: &Model, first: RequestSlipId, made: RequestSlipId) -> RequestSlipId {
    let stands = |line: &&RequestLine| line.id == made;
    let of_it = || lines(model).iter().find(|line| line.first == first);
    lines(model).iter().find(stands).or_else(of_it).map_or(made, |line| line.id)
}

/// What a request is known by, whatever its versions.
pub(in crate::tui) const fn key(line: &RequestLine) -> RequestSlipId {
    line.first
}

/// The chosen request; none when it is gone.
pub(super) fn chosen(model: &Model, pick: Pick<RequestSlipId>) -> Option<&RequestLine> {
    lines(model).get(pick.here(lines(model), key)?)
}

/// A request by its first version.
pub(in crate::tui) fn line(model: &Model, first: RequestSlipId) -> Option<&RequestLine> {
    lines(model).iter().find(|line| line.first == first)
}

/// Chooses the request in this row.
pub(super) fn pick(model: &mut Model, at: usize) {
    model.over = Some(Over::Requests(Pick::row(lines(model), at, key)));
}

/// Chooses this request.
pub(super) fn pick_again(model: &mut Model, first: RequestSlipId) {
    model.over = Some(Over::Requests(Pick::one(lines(model), first, key)));
}

/// Requests arrived: where there was none to choose, the first one is chosen.
pub(super) fn keep(model: &mut Model) {
    if matches!(model.over, Some(Over::Requests(Pick { key: None, .. }))) {
        pick(model, 0);
    }
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
    if let Some(wrong) = wrong_text(text, MAX_REQUEST_CHARS, Id::HintEmptyRequest) {
        hint(model, context.words.say(wrong));
        return Vec::new();
    }
    let Some(wing) = model.wing else { return Vec::new() };
    model.over = None;
    let deed = Deed::Request { wing, detainee: person, asked, text: Pii::new(SafeText::block(text)) };
    let who = context.words.say(wording::asked(asked));
    let toast = context.words.with(Id::ToastRequest, &[("who", (&who).into())]);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// Keys on the list of requests.
pub(super) fn act(model: &mut Model, pick: Pick<RequestSlipId>, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match (action, chosen(model, pick).cloned()) {
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown, _) => {
            model.over = Some(Over::Requests(pick.moved(lines(model), action, key)));
        }
        (Action::NextStep, Some(line)) => match line.state.clone() {
            RequestState::New => model.open_field(Input::Answer(line.first), ""),
            RequestState::Answered(answer) => {
                return step(model, &line, RequestState::Told(answer), Id::ToastTold, context);
            }
            RequestState::Told(_) | RequestState::Withdrawn => {}
        },
        (Action::Accept, Some(line)) => {
            let before = line.state.answer().map(|answer| answer.reveal().as_str().to_owned());
            model.open_field(Input::Answer(line.first), &before.unwrap_or_default());
        }
        (Action::Strike, Some(line)) => model.over = Some(Over::Ask(Sure::StrikeRequest(line.first))),
        (Action::Undo, _) => return super::record::undo(model, context),
        (Action::Back, _) => model.over = None,
        _ => {}
    }
    Vec::new()
}

/// It was a mistake.
pub(super) fn strike(model: &mut Model, first: RequestSlipId, context: &Context<'_>) -> Vec<Effect> {
    pick_again(model, first);
    let Some(line) = line(model, first).cloned() else {
        hint(model, context.words.say(Id::HintChooseAgain));
        return Vec::new();
    };
    step(model, &line, RequestState::Withdrawn, Id::ToastStruck, context)
}

/// An answer; nobody told them yet.
pub(super) fn answer(model: &mut Model, first: RequestSlipId, text: &str, context: &Context<'_>) -> Vec<Effect> {
    let text = text.trim();
    if let Some(wrong) = wrong_text(text, MAX_REQUEST_CHARS, Id::HintEmptyAnswer) {
        hint(model, context.words.say(wrong));
        return Vec::new();
    }
    let Some(line) = line(model, first).cloned() else {
        hint(model, context.words.say(Id::HintRequestGone));
        return Vec::new();
    };
    pick_again(model, first);
    let state = RequestState::Answered(Pii::new(SafeText::block(text)));
    step(model, &line, state, Id::ToastAnswered, context)
}

/// The next version; the undo is a version that says what stood there before.
fn step(model: &mut Model, line: &RequestLine, state: RequestState, toast: Id, context: &Context<'_>) -> Vec<Effect> {
    let Some(wing) = model.wing else { return Vec::new() };
    // A key that is held: the step before is on its way to the journal, and one of two would lie beside the other.
    let is_on_it = |deed: &Deed| matches!(deed, Deed::RequestStep { request, .. } if *request == line.id);
    if model.in_flight.iter().flat_map(|batch| &batch.deeds).any(is_on_it) {
        return Vec::new();
    }
    let deed = Deed::RequestStep { wing, detainee: line.detainee, request: line.id, state };
    let cell = model.line_of(line.detainee).map(|line| line.cell.spoken()).unwrap_or_default();
    let toast = context.words.with(toast, &[("cell", Arg::Text(&cell))]);
    record(model, vec![(deed, Back::Request(line.first, line.state.clone()))], toast)
}
