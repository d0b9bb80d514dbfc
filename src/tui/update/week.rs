//! How the programme of a week went: as planned, shortened, cancelled, each with its cause.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::record::{clock_of, record};
use super::{Context, hint};
use crate::domain::action::Deed;
use crate::domain::day::RoundKind;
use crate::domain::id::ProgrammeSlotId;
use crate::domain::local;
use crate::domain::programme::{Cause, Went};
use crate::domain::week::{SlotLine, WEEK, monday};
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Letters, Model, Over};
use crate::tui::msg::Effect;
use crate::tui::pick::{Pick, SlotPick};
use crate::wording;

/// The lines of the chosen week; none until it is here.
pub(in crate::tui) fn lines(model: &Model, monday: NaiveDate) -> &[SlotLine] {
    model.week_of(monday).map(|week| week.lines.as_slice()).unwrap_or_default()
}

/// Which line of the programme, on which day.
pub(in crate::tui) const fn key(line: &SlotLine) -> (NaiveDate, ProgrammeSlotId) {
    (line.day, line.slot)
}

/// The chosen line; none when it is gone, or nothing was chosen yet.
pub(in crate::tui) fn chosen(model: &Model, pick: SlotPick) -> Option<&SlotLine> {
    let lines = lines(model, pick.monday);
    lines.get(pick.line.here(lines, key)?)
}

/// Opens the week of the day on screen, at the line that was chosen by time; without one the choice falls when the week is here.
pub(super) fn open(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    let day = model.date.unwrap_or_else(|| context.today());
    let line = model.chosen_offer().map(|offer| (day, offer.slot));
    show(model, monday(day), line, context)
}

/// A week that is here already is shown with its choice, and read anew.
fn show(
    model: &mut Model,
    monday: NaiveDate,
    line: Option<(NaiveDate, ProgrammeSlotId)>,
    context: &Context<'_>,
) -> Vec<Effect> {
    let pick = SlotPick { monday, line: Pick { key: line, at: 0 } };
    model.over = Some(Over::Week(pick));
    keep(model, context);
    model.wing.map(|wing| Effect::LoadWeek(wing, monday)).into_iter().collect()
}

/// Without a choice, and with something to choose, it falls on the first line of the day on screen that nobody recorded, or else the first
/// of that day. Whether it did.
pub(super) fn keep(model: &mut Model, context: &Context<'_>) -> bool {
    let Some(Over::Week(at)) = model.over else { return false };
    if at.line.key.is_some() || lines(model, at.monday).is_empty() {
        return false;
    }
    let day = model.date.unwrap_or_else(|| context.today());
    let lines = lines(model, at.monday);
    let open = lines.iter().position(|line| line.day == day && line.is_open());
    let first = open.or_else(|| lines.iter().position(|line| line.day == day));
    pick(model, at.monday, first.unwrap_or(0));
    true
}

/// Chooses the line in this row.
pub(super) fn pick(model: &mut Model, monday: NaiveDate, at: usize) {
    let line = Pick::row(lines(model, monday), at, key);
    model.over = Some(Over::Week(SlotPick { monday, line }));
}

/// Keys on the page.
pub(super) fn act(model: &mut Model, at: SlotPick, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
            let line = at.line.moved(lines(model, at.monday), action, key);
            model.over = Some(Over::Week(SlotPick { line, ..at }));
        }
        Action::Later => return show(model, at.monday + WEEK, None, context),
        Action::Earlier => return show(model, at.monday - WEEK, None, context),
        Action::NextStep => return went(model, at, Went::AsPlanned, context),
        Action::MarkAbsent => model.over = Some(Over::Letters(Letters::Causes(at, None))),
        Action::OtherTime => model.open_field(Input::Hours(at), ""),
        Action::Undo => return super::record::undo(model, context),
        Action::Back => model.over = None,
        _ => {}
    }
    Vec::new()
}

/// What typed times mean: from when till when it really was. One time alone is when it ended; of doors it is when they opened or closed.
pub(in crate::tui) fn read_hours(line: &SlotLine, text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let mut parts = text.split('-').map(str::trim);
    let first = clock_of(parts.next()?)?;
    let (from, until) = match (parts.next(), line.round()) {
        (Some(second), _) => (first, clock_of(second)?),
        (None, Some(RoundKind::Unlock | RoundKind::LockIn)) => (first, line.ends.max(first + TimeDelta::minutes(1))),
        (None, None) => (line.starts, first),
    };
    (parts.next().is_none() && from < until).then_some((from, until))
}

/// What is typed means so far: `10:45-11:15`.
pub(super) fn means(model: &Model, pick: SlotPick, text: &str) -> Option<SafeText> {
    let (from, until) = read_hours(chosen(model, pick)?, text)?;
    Some(SafeText::line(&format!("{}-{}", date::time(from), date::time(until))))
}

/// The real times are known; now why.
pub(super) fn hours(model: &mut Model, pick: SlotPick, text: &str, context: &Context<'_>) {
    let Some(line) = chosen(model, pick) else { return hint(model, context.words.say(Id::HintChooseAgain)) };
    // Of doors any other time is one; what is offered longer, or as long at another time, was not shortened.
    let is_shorter = |(from, until): (NaiveTime, NaiveTime)| {
        line.round().is_some() || (until - from).num_minutes() < line.planned_minutes()
    };
    match read_hours(line, text) {
        Some(times) if !is_shorter(times) => hint(model, context.words.say(Id::HintNotShorter)),
        Some(times) => model.over = Some(Over::Letters(Letters::Causes(pick, Some(times)))),
        None => hint(model, context.words.say(Id::HowHours)),
    }
}

/// A letter chose why.
pub(super) fn because(
    model: &mut Model,
    pick: SlotPick,
    times: Option<(NaiveTime, NaiveTime)>,
    letter: char,
    context: &Context<'_>,
) -> Vec<Effect> {
    let Some(cause) = Cause::ALL.into_iter().find(|cause| cause.letter() == letter) else { return Vec::new() };
    let how = times.map_or(Went::Cancelled(cause), |(from, until)| Went::Shortened { from, until, cause });
    model.over = Some(Over::Week(pick));
    went(model, pick, how, context)
}

/// Records how a line went. What stood there is corrected, and stands again with an undo.
fn went(model: &mut Model, pick: SlotPick, went: Went, context: &Context<'_>) -> Vec<Effect> {
    let Some(wing) = model.wing else { return Vec::new() };
    let Some(line) = chosen(model, pick) else {
        hint(model, context.words.say(Id::HintChooseAgain));
        return Vec::new();
    };
    let before = line.went.as_ref();
    if before.is_some_and(|before| before.went == went) && !line.is_contradicted() {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let replaces = before.map(|before| before.id);
    let back = before.map_or(Back::Withdraw, |before| Back::Went(before.went));
    let deed = |went, replaces| Deed::Programme { wing, slot: line.slot, day: line.day, went, replaces };
    // Whoever chooses between what two people recorded settles it: the others go, and come back with an undo. The last one recorded stands,
    // then as well: so what stood here comes last.
    let settled = line.others.iter().rev().map(|other| (deed(Went::Withdrawn, Some(other.id)), Back::Went(other.went)));
    let deeds: Vec<_> = settled.chain(std::iter::once((deed(went, replaces), back))).collect();
    let what = wording::programme(&line.kind, context.words);
    let how = wording::went(went, context.words);
    let time = date::time(line.starts);
    let gaps = [("time", Arg::Text(&time)), ("what", (&what).into()), ("how", (&how).into())];
    let toast = context.words.with(Id::ToastWent, &gaps);
    // Space goes on to the next line, as a hand on paper would.
    if went == Went::AsPlanned {
        let line = pick.line.moved(lines(model, pick.monday), Action::Down, key);
        model.over = Some(Over::Week(SlotPick { line, ..pick }));
    }
    record(model, deeds, toast)
}

/// Whether a line has begun: before that nobody can say that it went on.
pub(super) fn has_begun(line: &SlotLine, now: DateTime<Utc>) -> bool {
    local::instant_lossy(line.day.and_time(line.starts)) <= now
}
