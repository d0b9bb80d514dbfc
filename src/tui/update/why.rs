//! Why an action does nothing now: the one place that says so, for keys, for the list of all actions, and for the footer.

use chrono::{DateTime, Utc};

use super::plan::Step;
use super::{incidents, people, person, place, record, requests, week, written};
use crate::domain::day::{By, Item, Line};
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::{Input, Model, Over, Texts};

/// None when it does something where the reader is.
pub(in crate::tui) fn not(model: &Model, action: Action, now: DateTime<Utc>) -> Option<Id> {
    if action == Action::Lock && model.in_lines {
        return Some(Id::HintNoLock);
    }
    match model.layer() {
        Layer::Day => on_day(model, action, now),
        Layer::Place => on_place(model, action, now),
        Layer::Person => on_person(model, action),
        Layer::FirstDays => on_first_days(model, action),
        Layer::Notes => on_texts(model, Texts::Notes, action),
        Layer::Handover => on_texts(model, Texts::Handover, action),
        Layer::Sync => on_sync(model, action),
        Layer::Line => in_field(model, action),
        Layer::Requests => on_requests(model, action),
        Layer::Week => on_week(model, action, now),
        Layer::Incidents => on_incidents(model, action),
        Layer::Paper if action == Action::Print => model.day.is_none().then_some(Id::EmptyNoData),
        Layer::People if action == Action::Accept => on_people(model),
        Layer::Page | Layer::People | Layer::Paper | Layer::List | Layer::Ask | Layer::Pin => None,
    }
}

fn on_day(model: &Model, action: Action, now: DateTime<Utc>) -> Option<Id> {
    let line = model.line();
    let nobody = line.is_none().then_some(Id::HintNobody);
    if model.round.is_some() {
        match action {
            Action::MarkAbsent
            | Action::MarkLeft
            | Action::MarkArrived
            | Action::MarkBack
            | Action::SelectRange
            | Action::MyPeople
            | Action::Filter => return Some(Id::HintNotInRound),
            Action::NextStep | Action::StaysInCell | Action::SetState => {
                return nobody.or_else(|| record::refusal(model, now));
            }
            Action::ItemBefore | Action::ItemAfter | Action::NextOpen | Action::OtherPanel => return nobody,
            _ => {}
        }
    }
    match action {
        // How it went is recorded for everybody at once.
        Action::NextStep
        | Action::MarkAbsent
        | Action::StaysInCell
        | Action::MarkLeft
        | Action::MarkArrived
        | Action::MarkBack
        | Action::SetState
            if model.chosen_offer().is_some() =>
        {
            Some(Id::HintOffer)
        }
        // At a door nobody leaves, comes back or is absent: it is opened or closed, or somebody stays in the cell.
        Action::MarkAbsent | Action::MarkLeft | Action::MarkArrived | Action::MarkBack
            if model.chosen_door().is_some() =>
        {
            Some(Id::HintNotAtDoor)
        }
        Action::NextStep => marks(model, line, now, |item| item.next_step().is_some()),
        Action::MarkAbsent | Action::StaysInCell | Action::MarkLeft | Action::MarkArrived | Action::MarkBack => {
            marks(model, line, now, |_| true)
        }
        Action::OtherPanel if model.by != By::Place => Some(Id::HintByPlaceOnly),
        Action::SelectRange if model.by != By::Person => Some(Id::HintByPersonOnly),
        Action::Note
        | Action::RecordRequest
        | Action::RecordIncident
        | Action::AddToHandover
        | Action::Open
        | Action::Explain
        | Action::SetState
            if model.whole_group().is_some() =>
        {
            Some(Id::HintWhoOfGroup)
        }
        Action::SetState => nobody.or_else(|| Step::here(model, 0, now).is_empty().then_some(Id::HintNoSteps)),
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        Action::MyPeople if !model.only_mine => {
            let mut everybody = model.day.iter().flat_map(|day| &day.lines);
            (!everybody.any(|line| model.is_mine(line))).then_some(Id::HintNoMine)
        }
        Action::EnterNew => record::refusal(model, now).or_else(|| model.day.is_none().then_some(Id::EmptyNoData)),
        Action::HandoverPage
        | Action::RequestsPage
        | Action::IncidentsPage
        | Action::WeekPage
        | Action::EmergencyList
        | Action::Print => model.day.is_none().then_some(Id::EmptyNoData),
        Action::RecordIncident => nobody.or_else(|| record::refusal(model, now)),
        Action::Note
        | Action::RecordRequest
        | Action::AddToHandover
        | Action::Open
        | Action::Explain
        | Action::SelectRange => nobody,
        Action::ItemBefore | Action::ItemAfter if model.by != By::Person => nobody,
        Action::ItemBefore | Action::ItemAfter => {
            nobody.or_else(|| line.is_some_and(|line| line.items.is_empty()).then_some(Id::DetailNothingToday))
        }
        Action::NextOpen => model.lines().iter().all(|line| line.not_recorded() == 0).then_some(Id::HintAllRecorded),
        Action::Wings => model.wings.is_empty().then_some(Id::EmptyNoData),
        Action::PlacePage => (!model.has_places).then_some(Id::HintNoPlace),
        _ => None,
    }
}

fn on_place(model: &Model, action: Action, now: DateTime<Utc>) -> Option<Id> {
    match action {
        Action::NextStep | Action::MarkArrived => place::refusal(model, action, now),
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        Action::NextOpen => place::lines(model).iter().all(|line| !line.asks()).then_some(Id::HintAllRecorded),
        _ => None,
    }
}

/// A mark is about something that is at hand, for one of those who are selected.
fn marks(model: &Model, line: Option<&Line>, now: DateTime<Utc>, can: impl Fn(&Item) -> bool) -> Option<Id> {
    let refusal = line.is_none().then_some(Id::HintNobody).or_else(|| record::refusal(model, now));
    let at_hand = model.targets().into_iter().any(|(_, item)| can(item));
    refusal.or_else(|| (!at_hand).then_some(Id::HintNothingAtHand))
}

fn in_field(model: &Model, action: Action) -> Option<Id> {
    let Some(Over::Input(what, field)) = &model.over else { return None };
    let has_lines = match action {
        Action::NewLine => field.has_lines(),
        // The weeks of a month stand below each other.
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => field.has_lines() || *what == Input::Date,
        _ => true,
    };
    (!has_lines).then_some(Id::HintOneLine)
}

fn on_person(model: &Model, action: Action) -> Option<Id> {
    match action {
        Action::Notes if model.elsewhere.is_some() => Some(Id::HintNotYourWing),
        Action::Notes => model.line().is_none_or(|line| line.notes.is_empty()).then_some(Id::HintNoNotes),
        Action::EnterNew | Action::RecordContact => (!person::writes(model)).then_some(Id::HintNotTheirFile),
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        _ => None,
    }
}

fn on_first_days(model: &Model, action: Action) -> Option<Id> {
    let Some(Over::FirstDays(at)) = model.over else { return None };
    let is_child = model.file().is_some_and(|file| person::child_at(file, at).is_some());
    match action {
        Action::Note => person::question(at).is_none().then_some(Id::HintQuestionFirst),
        Action::NextStep => (person::question(at).is_none() && !is_child).then_some(Id::HintNoChildHere),
        Action::Strike => (!is_child).then_some(Id::HintNoChildHere),
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        _ => None,
    }
}

fn on_texts(model: &Model, texts: Texts, action: Action) -> Option<Id> {
    let Some(Over::Written(_, pick)) = model.over else { return None };
    let empty = match texts {
        Texts::Notes => Id::HintNoNotes,
        Texts::Handover => Id::HandoverEmpty,
    };
    let is_gone = written::chosen(model, texts, pick).is_none();
    (matches!(action, Action::Accept | Action::Strike) && is_gone).then(|| no_choice(texts.lines(model), empty))
}

fn on_requests(model: &Model, action: Action) -> Option<Id> {
    let Some(Over::Requests(pick)) = model.over else { return None };
    match action {
        Action::NextStep | Action::Accept | Action::Strike => match requests::chosen(model, pick) {
            None => Some(no_choice(requests::lines(model), Id::HintNothingToChoose)),
            Some(line) => line.state.is_closed().then_some(Id::HintNothingToChoose),
        },
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        _ => None,
    }
}

fn on_week(model: &Model, action: Action, now: DateTime<Utc>) -> Option<Id> {
    let Some(Over::Week(pick)) = model.over else { return None };
    match action {
        Action::MarkAbsent | Action::NextStep | Action::OtherTime => match week::chosen(model, pick) {
            None => Some(no_choice(week::lines(model, pick.monday), Id::HintNoProgramme)),
            // That it does not take place is known before it would begin.
            Some(_) if action == Action::MarkAbsent => None,
            Some(line) => (!week::has_begun(line, now)).then_some(Id::HintNotBegun),
        },
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        _ => None,
    }
}

fn on_incidents(model: &Model, action: Action) -> Option<Id> {
    let Some(Over::Incidents(pick)) = model.over else { return None };
    match action {
        Action::SetState | Action::Strike | Action::NextStep => match incidents::chosen(model, pick) {
            None => Some(no_choice(incidents::lines(model), Id::IncidentsEmpty)),
            Some(line) => (action == Action::NextStep && !line.runs()).then_some(Id::HintMeasureOver),
        },
        Action::Undo => model.done.is_empty().then_some(Id::HintNothingToUndo),
        _ => None,
    }
}

fn on_people(model: &Model) -> Option<Id> {
    let Some(Over::People(pick)) = model.over else { return None };
    let is_nobody = people::chosen(model, pick).is_none();
    is_nobody.then(|| no_choice(people::lines(model), Id::HintNothingToChoose))
}

/// Why there is no choice: there is nothing to choose from, or what was chosen is gone.
const fn no_choice<T>(lines: &[T], empty: Id) -> Id {
    if lines.is_empty() { empty } else { Id::HintChooseAgain }
}

fn on_sync(model: &Model, action: Action) -> Option<Id> {
    let chosen = if let Some(Over::Sync(at)) = model.over { Some(at) } else { None };
    let refusal = chosen.and_then(|at| model.sync_page.as_ref()?.refusal(at));
    let nothing = match action {
        Action::HaveSeen => refusal.is_none_or(|refusal| refusal.seen),
        Action::MineAfterAll => {
            refusal.and_then(|refusal| refusal.settle.as_ref()).is_none_or(|settle| settle.again.is_none())
        }
        _ => false,
    };
    nothing.then_some(Id::HintNothingToChoose)
}
