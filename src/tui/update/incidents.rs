//! Incidents, urgent measures and who must not be together: recorded on a person, followed on a page of the wing.

use super::record::{record, toast_of, wrong_text};
use super::{Context, hint};
use crate::domain::action::Deed;
use crate::domain::day::{IncidentLine, Line, Whereabouts};
use crate::domain::id::{DetaineeId, IncidentId, KeepApartId};
use crate::domain::incident::{IncidentKind, Informed};
use crate::domain::mark::MarkKind;
use crate::domain::note::MAX_NOTE_CHARS;
use crate::text::{Arg, Id, Pii, SafeText, Words};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Letters, Model, Over, Sure};
use crate::tui::msg::Effect;
use crate::tui::numbered::{MORE, Numbered};
use crate::tui::pick::Pick;
use crate::wording;

/// The letter for who must not be together.
const APART: char = 'n';
/// The letter for the end of a measure.
const END: char = 'k';
/// The letter for a measure that the governor took over.
const TAKEN_OVER: char = 'o';
/// The letter for a check round.
const CHECK: char = 'c';

/// The incidents of the day, what still runs first.
pub(in crate::tui) fn lines(model: &Model) -> &[IncidentLine] {
    model.day.as_deref().map(|day| day.incidents.as_slice()).unwrap_or_default()
}

/// Which incident a line is about.
pub(in crate::tui) const fn key(line: &IncidentLine) -> IncidentId {
    line.id
}

/// The chosen incident; none when it is gone.
pub(super) fn chosen(model: &Model, pick: Pick<IncidentId>) -> Option<&IncidentLine> {
    lines(model).get(pick.here(lines(model), key)?)
}

/// An incident by its id.
pub(in crate::tui) fn line(model: &Model, id: IncidentId) -> Option<&IncidentLine> {
    lines(model).iter().find(|line| line.id == id)
}

/// Chooses the incident in this row.
pub(super) fn pick(model: &mut Model, at: usize) {
    model.over = Some(Over::Incidents(Pick::row(lines(model), at, key)));
}

/// The same page again, with this incident chosen.
pub(super) fn pick_again(model: &mut Model, id: IncidentId) {
    model.over = Some(Over::Incidents(Pick::one(lines(model), id, key)));
}

/// Incidents arrived: where there was none to choose, the first one is chosen.
pub(super) fn keep(model: &mut Model) {
    if matches!(model.over, Some(Over::Incidents(Pick { key: None, .. }))) {
        pick(model, 0);
    }
}

/// The pairs of this person that stand, with the other one.
fn pairs(model: &Model, person: DetaineeId) -> Vec<(KeepApartId, DetaineeId)> {
    let all = model.day.iter().flat_map(|day| &day.apart);
    all.filter_map(|pair| Some((pair.id, pair.from(person)?))).collect()
}

/// What can be recorded about the chosen person, by letter; a digit lets two be together again.
pub(super) fn choices(model: &Model, part: usize, words: &Words) -> Vec<(char, SafeText)> {
    let kinds = IncidentKind::ALL.into_iter().map(|kind| (kind.letter(), words.say(wording::incident(kind))));
    let mut all: Vec<_> = kinds.chain([(APART, words.say(Id::IncidentApart))]).collect();
    let person = model.line().map(|line| line.detainee);
    let pairs = person.map(|person| pairs(model, person)).unwrap_or_default();
    let together = |(_, other): &(KeepApartId, DetaineeId)| {
        let cell = cell_of(model, *other);
        words.with(Id::IncidentTogether, &[("cell", Arg::Text(&cell))])
    };
    let numbered = Numbered::new(&pairs, part, model);
    all.extend(numbered.iter().map(|(digit, pair)| (digit, together(pair))));
    all.extend(numbered.more().map(|more| (MORE, more.label(words))));
    all
}

/// A letter chose what is recorded about the chosen person.
pub(super) fn choose(model: &mut Model, part: usize, letter: char, context: &Context<'_>) -> Vec<Effect> {
    let Some(person) = model.line().map(|line| line.detainee) else { return Vec::new() };
    if let Some(kind) = IncidentKind::ALL.into_iter().find(|kind| kind.letter() == letter) {
        model.open_field(Input::Incident(person, kind), "");
    } else if letter == APART {
        model.open_field(Input::Apart(person), "");
    } else if letter == MORE {
        model.over = Some(Over::Letters(Letters::Incident(part + 1)));
    } else {
        let pairs = pairs(model, person);
        if let Some((id, other)) = Numbered::new(&pairs, part, model).get(letter).copied() {
            return together(model, (person, other), id, context);
        }
    }
    Vec::new()
}

/// Something happened, or a measure began: now, or at the other time that was set.
pub(super) fn record_one(
    model: &mut Model,
    (detainee, kind): (DetaineeId, IncidentKind),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let text = text.trim();
    if let Some(wrong) = wrong_text(text, MAX_NOTE_CHARS, Id::HintEmptyIncident) {
        hint(model, context.words.say(wrong));
        return Vec::new();
    }
    let Some(wing) = model.wing else { return Vec::new() };
    model.over = None;
    let deed = Deed::Incident { wing, detainee, kind, text: Pii::new(SafeText::block(text)), replaces: None };
    let what = context.words.say(wording::incident(kind));
    let toast = about(model, detainee, Id::ToastIncident, &[("what", (&what).into())], context);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// Whoever lives in the cell that was typed must not be together with this person; none when nobody else does.
pub(in crate::tui) fn other_in(model: &Model, person: DetaineeId, text: &str) -> Option<DetaineeId> {
    let text = text.trim();
    let number = text.parse::<u16>().ok();
    let lives_there = |line: &&Line| {
        let is_there =
            line.cell.code.as_str().eq_ignore_ascii_case(text) || number.is_some() && line.cell.number == number;
        is_there && line.detainee != person && line.whereabouts != Whereabouts::Departed
    };
    let mut others = model.day.iter().flat_map(|day| &day.lines).filter(lives_there);
    let other = others.next()?;
    // Two others in one cell: nobody guesses which of them.
    others.next().is_none().then_some(other.detainee)
}

/// Two people must not be together.
pub(super) fn keep_apart(model: &mut Model, person: DetaineeId, text: &str, context: &Context<'_>) -> Vec<Effect> {
    let (Some(wing), Some(other)) = (model.wing, other_in(model, person, text)) else {
        hint(model, context.words.say(Id::HowApart));
        return Vec::new();
    };
    model.over = None;
    if pairs(model, person).iter().any(|(_, known)| *known == other) {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let deed = Deed::KeepApart { wing, detainee: person, other, replaces: None };
    let toast = pair_toast(model, Id::ToastApart, (person, other), context);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

fn together(
    model: &mut Model,
    (detainee, other): (DetaineeId, DetaineeId),
    id: KeepApartId,
    context: &Context<'_>,
) -> Vec<Effect> {
    model.over = None;
    let Some(wing) = model.wing else { return Vec::new() };
    let deed = |replaces| Deed::KeepApart { wing, detainee, other, replaces };
    let toast = pair_toast(model, Id::ToastTogether, (detainee, other), context);
    record(model, vec![(deed(Some(id)), Back::Deed(deed(None)))], toast)
}

/// Where somebody of a pair lives; `-` when that is not on this wing any more.
fn cell_of(model: &Model, person: DetaineeId) -> String {
    model.line_of(person).map_or_else(|| "-".to_owned(), |line| line.cell.spoken())
}

fn pair_toast(model: &Model, id: Id, (person, other): (DetaineeId, DetaineeId), context: &Context<'_>) -> SafeText {
    let cell = cell_of(model, other);
    about(model, person, id, &[("other", Arg::Text(&cell))], context)
}

fn about(model: &Model, person: DetaineeId, id: Id, more: &[(&str, Arg<'_>)], context: &Context<'_>) -> SafeText {
    toast_of(model, model.line_of(person), id, more, context)
}

/// Keys on the page.
pub(super) fn act(model: &mut Model, pick: Pick<IncidentId>, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match (action, chosen(model, pick).cloned()) {
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown, _) => {
            model.over = Some(Over::Incidents(pick.moved(lines(model), action, key)));
        }
        (Action::NextStep, Some(line)) => return step(model, &line, MarkKind::Checked, context),
        (Action::SetState, Some(line)) => model.over = Some(Over::Letters(Letters::IncidentSteps(line.id))),
        (Action::Strike, Some(line)) => model.over = Some(Over::Ask(Sure::StrikeIncident(line.id))),
        (Action::Undo, _) => return super::record::undo(model, context),
        (Action::Back, _) => model.over = None,
        _ => {}
    }
    Vec::new()
}

/// What can be done about an incident, by letter: who is told, a check, the end.
pub(super) fn step_choices(model: &Model, id: IncidentId, words: &Words) -> Vec<(char, SafeText)> {
    let told = Informed::ALL.into_iter().map(|who| (who.letter(), words.say(wording::informed(who))));
    let runs = line(model, id).is_some_and(IncidentLine::runs);
    let of_measure = [(CHECK, Id::StateChecked), (TAKEN_OVER, Id::IncidentTakenOver), (END, Id::IncidentEnd)];
    let of_measure = of_measure.map(|(letter, id)| (letter, words.say(id)));
    told.chain(of_measure.into_iter().filter(|_| runs)).collect()
}

/// A letter chose what was done.
pub(super) fn choose_step(model: &mut Model, id: IncidentId, letter: char, context: &Context<'_>) -> Vec<Effect> {
    let Some(line) = line(model, id).cloned() else { return gone(model, id, context) };
    let told = Informed::ALL.into_iter().find(|who| who.letter() == letter).map(MarkKind::Told);
    let kind = match letter {
        CHECK if line.runs() => Some(MarkKind::Checked),
        TAKEN_OVER if line.runs() => Some(MarkKind::TakenOver),
        END if line.runs() => Some(MarkKind::Ended),
        _ => told,
    };
    let Some(kind) = kind else { return Vec::new() };
    pick_again(model, id);
    step(model, &line, kind, context)
}

fn step(model: &mut Model, line: &IncidentLine, kind: MarkKind, context: &Context<'_>) -> Vec<Effect> {
    let Some(wing) = model.wing else { return Vec::new() };
    let (detainee, item) = (line.detainee, line.id.into());
    let deed = Deed::Mark { wing, detainee, item, day: None, kind, replaces: None };
    let what = context.words.say(wording::mark(kind));
    let toast = about(model, detainee, Id::ToastIncident, &[("what", (&what).into())], context);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// What was chosen went away meanwhile: nothing is done, and the page says so.
fn gone(model: &mut Model, id: IncidentId, context: &Context<'_>) -> Vec<Effect> {
    pick_again(model, id);
    hint(model, context.words.say(Id::HintChooseAgain));
    Vec::new()
}

/// It was a mistake.
pub(super) fn strike(model: &mut Model, id: IncidentId, context: &Context<'_>) -> Vec<Effect> {
    let Some(line) = line(model, id).cloned() else { return gone(model, id, context) };
    let Some(wing) = model.wing else { return Vec::new() };
    pick_again(model, id);
    let (detainee, kind) = (line.detainee, line.kind);
    let deed = Deed::Incident { wing, detainee, kind, text: Pii::default(), replaces: Some(id) };
    // The taking back is taken back: what stood there stands again, with its beginning and all that was done about it.
    record(model, vec![(deed, Back::Withdraw)], context.words.say(Id::ToastStruck))
}
