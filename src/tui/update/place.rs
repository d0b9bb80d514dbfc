//! The day of a place: who is expected, who is there, and the two things that a place records about them.

use chrono::{DateTime, Utc};

use super::record::record;
use super::{Context, hint, load, other_day};
use crate::domain::action::Deed;
use crate::domain::local;
use crate::domain::place::{Heard, PlaceLine, PlaceStep, Step};
use crate::text::{Arg, Id, date};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over, Sure};
use crate::tui::msg::Effect;
use crate::tui::pick::Pick;
use crate::wording;

/// Everybody who is expected, in the order of the list; nobody until they are here.
pub(in crate::tui) fn lines(model: &Model) -> Vec<&PlaceLine> {
    model.expected.iter().flat_map(|day| day.lines()).collect()
}

/// Which line has to be in sight, and which one is chosen.
pub(in crate::tui) fn rows(model: &Model) -> (usize, Option<usize>) {
    model.at_place.map_or((0, None), |pick| pick.rows(&lines(model), |line| line.expected.item))
}

/// Who is chosen; nobody when whoever was is gone.
pub(in crate::tui) fn chosen(model: &Model) -> Option<&PlaceLine> {
    let item = model.at_place?.key?;
    model.expected.as_ref()?.line(item)
}

/// Shows the place instead of a wing's day.
pub(super) fn open(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    model.over = None;
    pick(model, 0);
    load(model, context)
}

/// The reader's places are known: whoever has no wing is shown them at once.
pub(super) fn known(model: &mut Model, has_places: bool, context: &Context<'_>) -> Vec<Effect> {
    model.has_places = has_places;
    if !has_places {
        (model.at_place, model.expected) = (None, None);
        return Vec::new();
    }
    if model.wing.is_some() || model.at_place.is_some() {
        return Vec::new();
    }
    // What is open stays open: the place is there when it closes.
    pick(model, 0);
    load(model, context)
}

/// The day of the place changed: the choice stays with its line.
pub(super) fn keep(model: &mut Model) {
    if model.at_place.is_some_and(|pick| pick.key.is_none()) {
        pick(model, 0);
    }
}

/// Chooses the line in this row.
pub(super) fn pick(model: &mut Model, at: usize) {
    model.at_place = Some(Pick::row(&lines(model), at, |line| line.expected.item));
}

/// Keys on the list.
pub(super) fn act(model: &mut Model, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
            model.at_place = model.at_place.map(|pick| pick.moved(&lines(model), action, |line| line.expected.item));
        }
        Action::First => pick(model, 0),
        Action::Last => pick(model, usize::MAX),
        Action::NextOpen => next_open(model, context),
        Action::NextStep => {
            let step = chosen(model).and_then(PlaceLine::next_step);
            return step.map(|step| mark(model, step, context)).unwrap_or_default();
        }
        Action::MarkArrived => return mark(model, PlaceStep::Arrived, context),
        Action::OtherTime => model.open_field(Input::Time, ""),
        Action::GoToDate => model.open_field(Input::Date, ""),
        Action::Undo => return super::record::undo(model, context),
        Action::Later | Action::Earlier | Action::Today => return other_day(model, action, context),
        Action::SyncNow | Action::SyncPage | Action::Themes => return super::of_program(model, action, context),
        Action::Quit => model.over = Some(Over::Ask(Sure::Quit)),
        Action::Back => back(model),
        _ => {}
    }
    Vec::new()
}

/// The other time first; then to the wing, for whoever has one.
fn back(model: &mut Model) {
    if model.other_time.take().is_none() && model.wing.is_some() {
        model.at_place = None;
    }
}

/// The next line that asks for something, from here on and around.
fn next_open(model: &mut Model, context: &Context<'_>) {
    let (here, all) = (rows(model).0, lines(model));
    let next = (here + 1..all.len()).chain(0..all.len()).find(|at| all.get(*at).is_some_and(|line| line.asks()));
    match next {
        Some(at) => pick(model, at),
        None => hint(model, context.words.say(Id::HintAllRecorded)),
    }
}

/// Why nothing can be recorded about the chosen line now; none when it can.
pub(super) fn refusal(model: &Model, action: Action, now: DateTime<Utc>) -> Option<Id> {
    let Some(line) = chosen(model) else {
        let is_gone = model.at_place.is_some_and(|pick| pick.key.is_some());
        return Some(if is_gone { Id::HintChooseAgain } else { Id::HintNobody });
    };
    let nothing = action == Action::NextStep && line.next_step().is_none();
    super::record::refusal(model, now).or_else(|| nothing.then_some(Id::HintPlaceDone))
}

/// Somebody is there, or it is over for them: now, or at the other time that was set.
fn mark(model: &mut Model, step: PlaceStep, context: &Context<'_>) -> Vec<Effect> {
    let Some(line) = chosen(model) else { return Vec::new() };
    let expected = &line.expected;
    // The same step once more corrects its time; what the wing saw stands beside it.
    let is_same = |heard: &Heard| heard.is_own && step == PlaceStep::Arrived && heard.step == Step::Arrived;
    let same = line.last.filter(|(_, heard)| is_same(heard));
    let replaces = same.map(|(id, _)| id);
    let deed = |step, replaces| Deed::PlaceMark {
        detainee: expected.detainee,
        at: line.stream,
        item: expected.item,
        step,
        replaces,
    };
    let back = same.map_or(Back::Withdraw, |(_, heard)| Back::Mark(step.mark(), heard.at));
    let time = date::time(local::time_of(model.other_time.unwrap_or(context.now)));
    let what = context.words.say(wording::mark(step.mark()));
    let cell = called(line);
    let name = if model.hidden { "-" } else { expected.call_name.as_str() };
    let gaps = [("cell", Arg::Text(&cell)), ("name", Arg::Text(name)), ("what", (&what).into())];
    let gaps = [gaps.as_slice(), &[("time", Arg::Text(&time))]].concat();
    let toast = context.words.with(Id::ToastPlace, &gaps);
    let deed = deed(step, replaces);
    record(model, vec![(deed, back)], toast)
}

/// `B2-05`
pub(in crate::tui) fn called(line: &PlaceLine) -> String {
    let cell = line.expected.cell.spoken();
    line.wing_code.as_ref().map_or_else(|| cell.clone(), |code| format!("{}-{cell}", code.as_str()))
}
