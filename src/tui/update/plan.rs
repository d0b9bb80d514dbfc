//! How far a visit is, other times and places, who comes to a session, and what a mentor writes for a leave request.

use chrono::{DateTime, NaiveTime, Utc};

use super::record::{clock_of, record, refusal, toast_about, toast_of};
use super::{Context, hint, movement};
use crate::domain::action::Deed;
use crate::domain::amend::{Amendment, Plan};
use crate::domain::day::{Item, ItemKind, ItemState};
use crate::domain::id::{LeaveRequestId, MovementId, RowId, SessionId};
use crate::domain::local;
use crate::domain::mark::MarkKind;
use crate::domain::movement::MovementKind;
use crate::domain::visit::{VisitKind, VisitStatus};
use crate::domain::volunteer::{SessionOffer, SessionSeat};
use crate::text::{Arg, Id, Pii, SafeText, Words, date};
use crate::tui::model::{Back, Input, Model, Over};
use crate::tui::msg::Effect;
use crate::tui::numbered::{MORE, More, Numbered};
use crate::wording;

/// What can be chosen for a person: what the item at hand can become, and the volunteer sessions of this day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Step {
    Visit(VisitStatus),
    OtherTime,
    OtherPlace,
    SignUp(SessionId),
    SignOff(SessionId),
    OtherCell,
    Departed,
    TakeBack(MovementId),
    /// A visit was looked at again.
    Reviewed,
    /// The next sessions.
    More(More),
}

impl Step {
    /// By letter, as they stand in the list.
    const VISIT: [(char, Self); 9] = [
        ('g', Self::Visit(VisitStatus::CalledUp)),
        ('e', Self::Visit(VisitStatus::Arrived)),
        ('b', Self::Visit(VisitStatus::Started)),
        ('k', Self::Visit(VisitStatus::Ended)),
        ('n', Self::Visit(VisitStatus::NoShow)),
        ('a', Self::Visit(VisitStatus::CancelledByVisitor)),
        ('w', Self::Visit(VisitStatus::CancelledByDetainee)),
        ('i', Self::Visit(VisitStatus::CancelledByPrison)),
        ('f', Self::Visit(VisitStatus::VideoFailed)),
    ];
    const ANY: [(char, Self); 2] = [('v', Self::OtherTime), ('p', Self::OtherPlace)];

    /// What this item can become; nothing when its plan is not made here.
    fn of(item: &Item) -> Vec<(char, Self)> {
        match item.kind {
            ItemKind::Visit(kind) => {
                // Only a video call has a connection that fails.
                let can_be = |step: &Self| *step != Self::Visit(VisitStatus::VideoFailed) || kind == VisitKind::Video;
                let other =
                    |(_, step): &&(char, Self)| item.visit_status.map(Self::Visit) != Some(*step) && can_be(step);
                let review = item.review.is_open().then_some(('h', Self::Reviewed));
                review.into_iter().chain(Self::VISIT.iter().filter(other).chain(&Self::ANY).copied()).collect()
            }
            ItemKind::Work(_) => Self::ANY.to_vec(),
            ItemKind::Session(_)
            | ItemKind::Event(_)
            | ItemKind::Leave(_)
            | ItemKind::Door(_)
            | ItemKind::Programme(_) => Vec::new(),
        }
    }

    /// Everything for the chosen line, each with the letter that chooses it; of the sessions this part.
    pub(in crate::tui) fn here(model: &Model, part: usize, now: DateTime<Utc>) -> Vec<(char, Self)> {
        let Some(line) = model.line() else { return Vec::new() };
        let item = model.item_of(line);
        let mut steps = item.map(Self::of).unwrap_or_default();
        let mut open = Vec::new();
        // Whom the administration does not have yet, or not any more soon, has no seat to ask for.
        let stays = line.movements.iter().all(|movement| matches!(movement.kind, MovementKind::CellChange { .. }));
        for session in model.day.iter().filter(|_| stays).flat_map(|day| &day.sessions) {
            let row = SessionSeat::row(session.id, line.detainee);
            let holds = line.items.iter().any(|item| item.id == row && item.state != ItemState::SignedOff);
            if holds && item.is_some_and(|item| item.id == row) {
                steps.push(('a', Self::SignOff(session.id)));
            } else if !holds && now < session.ends_at {
                open.push(session.id);
            }
        }
        let numbered = Numbered::new(&open, part, model);
        steps.extend(numbered.iter().map(|(digit, session)| (digit, Self::SignUp(*session))));
        steps.extend(numbered.more().map(|more| (MORE, Self::More(more))));
        if !line.has_left() {
            steps.extend([('c', Self::OtherCell), ('x', Self::Departed)]);
        }
        steps.extend(line.movements.last().map(|movement| ('o', Self::TakeBack(movement.id))));
        steps
    }

    /// What it is called.
    pub(in crate::tui) fn label(self, model: &Model, words: &Words) -> SafeText {
        let of_session = |id: Id, session: SessionId| {
            let found = session_of(model, session);
            let title = found.map(|found| found.title.clone()).unwrap_or_default();
            let time = found.map(|found| date::time(local::time_of(found.starts_at))).unwrap_or_default();
            words.with(id, &[("title", (&title).into()), ("time", Arg::Text(&time))])
        };
        match self {
            Self::Visit(status) => words.say(wording::visit_state(status)),
            Self::Reviewed => words.say(Id::StepReviewed),
            Self::More(more) => more.label(words),
            Self::OtherTime => words.say(Id::StepOtherTime),
            Self::OtherPlace => words.say(Id::StepOtherPlace),
            Self::OtherCell => words.say(Id::StepOtherCell),
            Self::Departed => words.say(Id::StepDeparted),
            Self::TakeBack(id) => {
                let all = model.line().map(|line| line.movements.as_slice()).unwrap_or_default();
                let kind = all.iter().find(|movement| movement.id == id).map(|movement| &movement.kind);
                kind.map(|kind| wording::not_true(kind, words)).unwrap_or_default()
            }
            Self::SignUp(session) => {
                let step = of_session(Id::StepSignUp, session);
                let cells = apart_in(model, session).join(", ");
                let gaps = [("step", (&step).into()), ("cells", Arg::Text(&cells))];
                if cells.is_empty() { step } else { words.with(Id::StepSignUpApart, &gaps) }
            }
            Self::SignOff(session) => of_session(Id::StepSignOff, session),
        }
    }
}

/// The cells of those in a session whom the chosen person must not be with.
fn apart_in(model: &Model, session: SessionId) -> Vec<String> {
    let (Some(day), Some(person)) = (model.day.as_deref(), model.line().map(|line| line.detainee)) else {
        return Vec::new();
    };
    let others = day.apart.iter().filter_map(|pair| model.line_of(pair.from(person)?));
    let comes = |line: &&crate::domain::day::Line| {
        let seat = SessionSeat::row(session, line.detainee);
        line.items.iter().any(|item| item.id == seat && !item.state.is_off())
    };
    others.filter(comes).map(|line| line.cell.spoken()).collect()
}

fn session_of(model: &Model, session: SessionId) -> Option<&SessionOffer> {
    model.day.as_ref()?.sessions.iter().find(|offer| offer.id == session)
}

/// A letter was chosen from the list.
pub(super) fn choose(model: &mut Model, part: usize, letter: char, context: &Context<'_>) -> Vec<Effect> {
    let steps = Step::here(model, part, context.now);
    let Some((_, step)) = steps.into_iter().find(|(known, _)| *known == letter) else { return Vec::new() };
    let Some(line) = model.line() else { return Vec::new() };
    let (person, item) = (line.detainee, model.item_of(line).map(|item| item.id));
    match (step, item) {
        (Step::More(_), _) => model.over = Some(Over::Steps(part + 1)),
        (Step::OtherCell, _) => model.open_field(Input::Cell(person), ""),
        (Step::Departed, _) => return movement::departed(model, person, context),
        (Step::TakeBack(id), _) => return movement::take_back(model, person, id, context),
        (Step::SignUp(session), _) => return sign_up(model, session, false, context),
        (Step::SignOff(session), _) => return sign_up(model, session, true, context),
        (Step::OtherTime, Some(id)) => model.open_field(Input::Move(id), ""),
        (Step::OtherPlace, Some(id)) => model.open_field(Input::Place(id), ""),
        (Step::Reviewed, Some(id)) => return reviewed(model, id, context),
        (Step::Visit(status), Some(id)) => return set_visit(model, id, status, context),
        _ => {}
    }
    Vec::new()
}

/// Somebody wants to come to a session, or does not come after all.
fn sign_up(model: &mut Model, session: SessionId, withdraw: bool, context: &Context<'_>) -> Vec<Effect> {
    model.over = None;
    let (Some(wing), Some(line), Some(offer)) = (model.wing, model.line(), session_of(model, session)) else {
        return Vec::new();
    };
    let deed = |withdraw| Deed::SignUp { wing, detainee: line.detainee, session, withdraw };
    let id = if withdraw { Id::ToastSignOff } else { Id::ToastSignUp };
    let toast = toast_of(model, Some(line), id, &[("title", (&offer.title).into())], context);
    record(model, vec![(deed(withdraw), Back::Deed(deed(!withdraw)))], toast)
}

/// Somebody looked at a visit again, after the world changed. Whether it goes on is not said by it.
fn reviewed(model: &mut Model, id: RowId, context: &Context<'_>) -> Vec<Effect> {
    model.over = None;
    let (Some(wing), Some((line, item))) = (model.wing, model.item_here(id)) else { return Vec::new() };
    let kind = MarkKind::Reviewed(item.review.since);
    let deed = Deed::Mark { wing, detainee: line.detainee, item: id, day: item.day, kind, replaces: None };
    let toast = toast_about(model, line, item, Id::StepReviewed, context);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

fn set_visit(model: &mut Model, id: RowId, status: VisitStatus, context: &Context<'_>) -> Vec<Effect> {
    model.over = None;
    // A visit of tomorrow can be called off; it cannot have begun.
    let refused = refusal(model, context.now).filter(|_| !status.is_off());
    if let Some(refusal) = refused {
        hint(model, context.words.say(refusal));
        return Vec::new();
    }
    let Some(wing) = model.wing else { return Vec::new() };
    let Some((line, item)) = model.item_here(id) else { return Vec::new() };
    let deed =
        |status, instead_of| Deed::VisitStatus { wing, detainee: line.detainee, visit: id.into(), status, instead_of };
    // Somebody who chooses against what is on screen knows what stands there.
    let known = item.visit_status.filter(|known| known.is_off());
    let back = item.visit_status.map_or(Back::Withdraw, |before| Back::Deed(deed(before, Some(status))));
    let deed = deed(status, known);
    let toast = toast_about(model, line, item, wording::visit_state(status), context);
    record(model, vec![(deed, back)], toast)
}

/// Another time: `1430`, or `1430-1530`. With a start alone it lasts as long as before.
pub(super) fn other_time(model: &mut Model, id: RowId, text: &str, context: &Context<'_>) -> Vec<Effect> {
    amend(model, id, Id::StepOtherTime, context, |item| {
        let (starts_at, ends_at) = parse_span(text, item)?;
        let mut amendments = Vec::new();
        if starts_at != item.starts_at {
            amendments.push(Amendment::Starts { from: item.starts_at, to: starts_at });
        }
        if ends_at != item.ends_at {
            amendments.push(Amendment::Ends { from: item.ends_at, to: ends_at });
        }
        Some(amendments)
    })
}

/// Another place; an empty line is none.
pub(super) fn other_place(model: &mut Model, id: RowId, text: &str, context: &Context<'_>) -> Vec<Effect> {
    amend(model, id, Id::StepOtherPlace, context, |item| {
        let to =
            Some(SafeText::line(text.trim())).filter(|to| !to.as_str().is_empty() && item.place.as_ref() != Some(to));
        Some(to.map(|to| Amendment::Place { from: item.place.clone(), to: Some(to) }).into_iter().collect())
    })
}

/// Records what changes of an item. `wanted` gives none when what was typed is no time: the line stays for another try.
fn amend(
    model: &mut Model,
    id: RowId,
    what: Id,
    context: &Context<'_>,
    wanted: impl FnOnce(&Item) -> Option<Vec<Amendment>>,
) -> Vec<Effect> {
    let (Some(wing), Some((line, item))) = (model.wing, model.item_here(id)) else {
        model.over = None;
        return Vec::new();
    };
    let Some(amendments) = wanted(item) else {
        hint(model, context.words.say(Id::HintBadSpan));
        return Vec::new();
    };
    if amendments.is_empty() {
        model.over = None;
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let deed = |base, amendments| Deed::Amend { wing, detainee: line.detainee, item: item.id, base, amendments };
    let back = amendments.iter().map(Amendment::reversed).collect();
    let (deed, back) = (deed(item.revision, amendments), deed(item.revision + 1, back));
    let toast = toast_about(model, line, item, what, context);
    model.over = None;
    record(model, vec![(deed, Back::Deed(back))], toast)
}

/// What a typed time means for an item: `14:30-15:30`.
pub(super) fn span_of(model: &Model, id: RowId, text: &str) -> Option<SafeText> {
    let (_, item) = model.item_here(id)?;
    let (from, to) = parse_span(text, item)?;
    Some(wording::span(from, to))
}

fn parse_span(text: &str, item: &Item) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let mut parts = text.split('-').map(str::trim);
    let (from, to) = (clock_of(parts.next()?)?, parts.next().map(clock_of));
    let at = |time: NaiveTime| local::instant(local::date_of(item.starts_at).and_time(time)).ok();
    let starts_at = at(from)?;
    let ends_at = match to {
        Some(time) => at(time?)?,
        None => starts_at + (item.ends_at - item.starts_at),
    };
    let plan = Plan { starts_at, ends_at, place: None };
    (parts.next().is_none() && plan.is_possible()).then_some((starts_at, ends_at))
}

/// The first open leave request of this person for which the reader writes something, with what stands there.
pub(super) fn advice_here(model: &Model) -> Option<(LeaveRequestId, String)> {
    let file = model.file()?;
    let role = file.writes_as?;
    let case = file.leave.iter().find(|case| case.request.state.is_open())?;
    let text = case.by(role).map(|line| line.text.reveal().as_str().to_owned()).unwrap_or_default();
    Some((case.request.id, text))
}

/// Opens the field for it.
pub(super) fn open_advice(model: &mut Model) {
    if let Some((request, text)) = advice_here(model) {
        model.open_field(Input::Advice(request), &text);
    }
}

/// What was written for a leave request.
pub(super) fn advise(model: &mut Model, request: LeaveRequestId, text: &str, context: &Context<'_>) -> Vec<Effect> {
    let text = SafeText::block(text.trim());
    let Some(file) = model.file() else { return Vec::new() };
    let Some(role) = file.writes_as else { return Vec::new() };
    let Some(case) = file.leave.iter().find(|case| case.request.id == request) else { return Vec::new() };
    let known = case.by(role);
    let same = known.map_or(text.as_str().is_empty(), |line| *line.text.reveal() == text);
    if same {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let deed = |text: Pii<SafeText>, base| Deed::LeaveAdvice { detainee: file.detainee, request, role, text, base };
    let base = known.map_or(0, |line| line.revision);
    let before = known.map(|line| line.text.clone()).unwrap_or_default();
    let (deed, back) = (deed(Pii::new(text), base), deed(before, base + 1));
    model.over = Some(Over::Person(0));
    record(model, vec![(deed, Back::Deed(back))], context.words.say(Id::ToastAdvice))
}
