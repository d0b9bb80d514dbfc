//! A round along the doors: cell after cell, and the count at its end.

use chrono::{DateTime, Utc};

use super::{Context, hint, moved, record};
use crate::domain::action::Deed;
use crate::domain::count::Headcount;
use crate::domain::day::{AtDoor, By, Line};
use crate::domain::id::{DetaineeId, StaffId};
use crate::domain::local;
use crate::domain::mark::MarkKind;
use crate::text::{Arg, Id, SafeText, Words, date};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Model, Over, ReasonFor};
use crate::tui::msg::Effect;
use crate::tui::view::round_columns;
use crate::wording;

/// Opens the round that is on now. The day itself is shown by person then, also after it.
pub(super) fn open(model: &mut Model, context: &Context<'_>) {
    let now = model.day.as_ref().and_then(|day| day.round_now()).map(|round| round.slot);
    if now.is_none() {
        return hint(model, context.words.say(Id::HintNoRound));
    }
    model.round = now;
    // Along the corridor everybody is passed, whatever was looked for before.
    model.show_everybody();
    (model.by, model.item, model.range_from) = (By::Person, None, None);
    model.chosen_at = model.position(&model.lines());
}

/// After the day changed: the same round, or the one that is on now on another day of the week.
pub(super) fn keep(model: &mut Model) {
    if model.round.is_some() && model.round().is_none() {
        model.round = model.day.as_ref().and_then(|day| day.round_now()).map(|round| round.slot);
    }
}

/// What an action does while a round is open; none when it does what it does on the day.
pub(super) fn on(model: &mut Model, action: Action, context: &Context<'_>) -> Option<Vec<Effect>> {
    model.round?;
    match action {
        Action::NextStep => return Some(step(model, context)),
        Action::StaysInCell => model.over = Some(Over::Reasons(ReasonFor::StaysInCell)),
        Action::SetState => model.open_field(Input::Count, ""),
        Action::NextOpen => next(model),
        Action::OtherPanel => other(model),
        Action::Round | Action::TurnView => leave(model),
        Action::Back if model.other_time.is_none() => leave(model),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => up_or_down(model, action),
        Action::ItemBefore | Action::ItemAfter | Action::First | Action::Last => along(model, action),
        _ => return None,
    }
    Some(Vec::new())
}

/// Back to the day.
fn leave(model: &mut Model) {
    model.round = None;
}

/// The next round of this day; after the last one the first.
fn other(model: &mut Model) {
    let slots: Vec<_> = model.day.iter().flat_map(|day| &day.rounds).map(|round| round.slot).collect();
    let here = slots.iter().position(|slot| Some(*slot) == model.round).unwrap_or(0);
    model.round = slots.get((here + 1) % slots.len().max(1)).copied();
}

/// Along the doors, one by one.
fn along(model: &mut Model, action: Action) {
    let lines = model.lines();
    let (here, last) = (model.position(&lines), lines.len().saturating_sub(1));
    let there = match action {
        Action::ItemBefore => here.saturating_sub(1),
        Action::ItemAfter => (here + 1).min(last),
        Action::First => 0,
        _ => last,
    };
    let chosen = lines.get(there).map(|line| line.detainee);
    choose(model, chosen);
}

/// To the row of doors above or below: to the cell there, or the next one where somebody lives.
fn up_or_down(model: &mut Model, action: Action) {
    let row = i32::from(round_columns(model.size.0));
    let rows = i32::try_from(moved(usize::from(u8::MAX), action)).unwrap_or_default() - i32::from(u8::MAX);
    let lines = model.lines();
    let here = lines.get(model.position(&lines)).and_then(|line| line.cell.number).map_or(0, i32::from);
    let wanted = here + rows * row;
    let number = |line: &Line| line.cell.number.map(i32::from);
    let away = |line: &&&Line| number(line).map_or(i32::MAX, |number| (number - wanted).abs());
    // Only where the key points: without a cell there it stays.
    let is_there = |line: &&&Line| number(line).is_some_and(|number| (number - here) * rows > 0);
    let chosen = lines.iter().filter(is_there).min_by_key(away).map(|line| line.detainee);
    if chosen.is_some() {
        choose(model, chosen);
    }
}

fn choose(model: &mut Model, person: Option<DetaineeId>) {
    (model.selected, model.item) = (person, None);
    model.chosen_at = model.position(&model.lines());
}

/// The next door where something is to be done, after the one that is chosen; after the last one from the beginning.
fn next(model: &mut Model) {
    let lines = model.lines();
    let here = model.position(&lines);
    let is_to_do = |line: &&&Line| {
        let at_door = model.round().map(|round| round.at_door(line));
        at_door == Some(AtDoor::ToDo) && !is_on_its_way(model, line.detainee)
    };
    let after = lines.iter().skip(here + 1).chain(lines.iter().take(here));
    let found = after.filter(is_to_do).map(|line| line.detainee).next();
    if found.is_some() {
        choose(model, found);
    }
}

/// Whether a mark about this person is on its way to the journal: the day does not show it yet.
fn is_on_its_way(model: &Model, person: DetaineeId) -> bool {
    model.in_flight.iter().flat_map(|batch| &batch.deeds).any(|deed| deed.detainee() == Some(person))
}

/// Space: the door is done, and on to the next one. A door that is done already stays so.
fn step(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    let Some(kind) = model.round().map(|round| round.kind.step()) else { return Vec::new() };
    let is_done = model
        .round()
        .zip(model.line())
        .is_some_and(|(round, line)| round.at_door(line) == AtDoor::Done || is_on_its_way(model, line.detainee));
    let effects = if is_done { Vec::new() } else { mark(model, kind, context) };
    next(model);
    effects
}

/// Records what was seen at the chosen door.
pub(super) fn mark(model: &mut Model, kind: MarkKind, context: &Context<'_>) -> Vec<Effect> {
    if let Some(refusal) = record::refusal(model, context.now) {
        hint(model, context.words.say(refusal));
        return Vec::new();
    }
    let (Some(wing), Some(day), Some(round), Some(line)) =
        (model.wing, model.day.as_ref(), model.round(), model.line())
    else {
        return Vec::new();
    };
    let before = round.seen.get(&line.detainee);
    let deed = Deed::Mark {
        wing,
        detainee: line.detainee,
        item: round.slot.into(),
        day: Some(day.date),
        kind,
        // What was written at this door before was a mistake: a door has one state.
        replaces: before.map(|door| door.mark),
    };
    let back = before.map_or(Back::Withdraw, |door| Back::Mark(door.kind, door.at));
    let when = date::time(local::time_of(model.other_time.unwrap_or(context.now)));
    let what = context.words.say(wording::mark(kind));
    let gaps = [("when", Arg::Text(&when)), ("what", (&what).into())];
    let toast = record::toast_of(model, Some(line), Id::ToastDoor, &gaps, context);
    record::record(model, vec![(deed, back)], toast)
}

/// What was typed to confirm a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct Confirmed {
    /// Who counted as well.
    second: Option<StaffId>,
    /// When the control room heard it.
    reported_at: Option<DateTime<Utc>>,
}

/// Reads `RS 11:52`: initials and a time, in any order, each at most once. Nothing is nobody and not yet.
fn read(model: &Model, text: &str, now: DateTime<Utc>) -> Option<Confirmed> {
    let day = model.day.as_ref()?;
    let mut confirmed = Confirmed::default();
    for word in text.split_whitespace() {
        if let Some(at) = record::parse_time(word, day.date, now).filter(|_| confirmed.reported_at.is_none()) {
            confirmed.reported_at = Some(at);
            continue;
        }
        let known = day.colleagues.iter().find(|one| one.initials.as_str().eq_ignore_ascii_case(word))?;
        let is_another = model.who.as_ref().is_none_or(|who| who.staff != known.id) && confirmed.second.is_none();
        confirmed.second = Some(known.id).filter(|_| is_another);
        confirmed.second?;
    }
    Some(confirmed)
}

/// What would be confirmed: the sum, the difference, and with whom.
pub(super) fn means(model: &Model, text: &str, words: &Words, now: DateTime<Utc>) -> Option<SafeText> {
    let confirmed = read(model, text, now)?;
    let (day, round) = (model.day.as_ref()?, model.round()?);
    let (expected, counted) = (round.expected(&day.lines).total(), round.counted(&day.lines).total());
    let second = day.colleagues.iter().find(|one| Some(one.id) == confirmed.second).map(|one| one.name.clone());
    let reported = confirmed.reported_at.map(|at| date::time(local::time_of(at)));
    let gaps = [
        ("counted", u64::from(counted).into()),
        ("expected", u64::from(expected).into()),
        ("second", Arg::Text(second.as_ref().map_or("-", SafeText::as_str))),
        ("reported", Arg::Text(reported.as_deref().unwrap_or("-"))),
    ];
    Some(words.with(Id::MeansCount, &gaps))
}

/// Confirms the count.
pub(super) fn confirm(model: &mut Model, text: &str, context: &Context<'_>) -> Vec<Effect> {
    let Some(confirmed) = read(model, text, context.now) else {
        hint(model, context.words.say(Id::HowCount));
        return Vec::new();
    };
    let (Some(wing), Some(day), Some(round)) = (model.wing, model.day.as_ref(), model.round()) else {
        return Vec::new();
    };
    let (expected, counted): (Headcount, Headcount) = (round.expected(&day.lines), round.counted(&day.lines));
    let deed = Deed::RollCount {
        wing,
        slot: round.slot,
        day: day.date,
        expected,
        counted: Some(counted),
        second: confirmed.second,
        reported_at: confirmed.reported_at,
        replaces: None,
    };
    let gaps = [("counted", u64::from(counted.total()).into()), ("expected", u64::from(expected.total()).into())];
    let toast = context.words.with(Id::ToastCount, &gaps);
    model.drop_draft(Input::Count);
    model.over = None;
    record::record(model, vec![(deed, Back::Withdraw)], toast)
}
