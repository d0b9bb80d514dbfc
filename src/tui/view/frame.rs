//! The frame that every screen has: who and when, the sum, the last action and the ages, the keys.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{Look, columns, cut, place, put, wrap};
use crate::domain::day::{By, Item};
use crate::domain::local;
use crate::domain::mark::MarkKind;
use crate::domain::place::{PlaceLine, PlaceStep};
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, Over};
use crate::tui::msg::{JournalState, Line, Notice};
use crate::tui::theme::Role;
use crate::tui::update::input::{self, Means};
use crate::tui::update::{place as at_place, why};
use crate::wording;

/// Below this width the first line drops the name of the screen.
const NARROW: u16 = 76;

/// Most lines that an error takes.
const ERROR_LINES: usize = 3;

/// A clock time as people here read it.
fn clock(at: DateTime<Utc>) -> String {
    date::time(local::time_of(at))
}

/// What the first line says, from left to right.
pub(super) struct Titles {
    wing: SafeText,
    screen: SafeText,
    when: String,
    clock: String,
    shift: SafeText,
    who: SafeText,
}

impl Titles {
    /// All that is known of it.
    pub(super) fn all(&self) -> Vec<&str> {
        let parts =
            [self.wing.as_str(), self.screen.as_str(), &self.when, &self.clock, self.shift.as_str(), self.who.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }
}

pub(super) fn titles(model: &Model, look: &Look<'_>) -> Titles {
    let shown = model.date.unwrap_or_else(|| local::date_of(look.now));
    let code = model.wings.iter().find(|(wing, _)| Some(*wing) == model.wing).map(|(_, code)| code.clone());
    // A place is of no wing and has no shift.
    let day = model.day.as_ref().filter(|_| model.at_place.is_none());
    let code = code.filter(|_| model.at_place.is_none());
    Titles {
        wing: day.and_then(|day| day.wing_code.clone()).or(code).unwrap_or_default(),
        screen: look.words.say(match model.by {
            _ if model.at_place.is_some() => Id::TitlePlace,
            _ if model.round.is_some() => Id::TitleRound,
            By::Person => Id::TitleDayByPerson,
            By::Time => Id::TitleDayByTime,
            By::Place => Id::TitleDayByPlace,
        }),
        when: date::day_and_week(shown, look.words.lang()),
        clock: clock(look.now),
        shift: day.and_then(|day| day.shift.clone()).unwrap_or_default(),
        who: model.who.as_ref().map(|who| who.name.clone()).unwrap_or_default(),
    }
}

pub(super) fn header(model: &Model, look: &Look<'_>, buffer: &mut Buffer, width: u16) {
    let Titles { wing, screen, when, clock, shift, who } = titles(model, look);
    // Where it is narrow, the clock matters more than the name of the screen.
    let screen = if width < NARROW { String::new() } else { format!("{:<18}", screen.as_str()) };
    let wing = if wing.as_str().is_empty() { String::new() } else { format!("{}  ", wing.as_str()) };
    let left = format!(" {wing}{screen}{when}  {clock}  {}", shift.as_str());
    let bold = look.style(Role::Header);
    let name = cut(who.as_str(), 24, look.ascii);
    let at = width.saturating_sub(columns(name.width()) + 1);
    put(buffer, 0, 0, at.saturating_sub(1), &left, bold);
    put(buffer, at, 0, width - at, &name, bold);
    let ((role, left), right) = sums(model, look, usize::from(width));
    put(buffer, 1, 1, width - 1, &left, look.style(role));
    if let Some((role, right)) = right {
        let at = width.saturating_sub(columns(right.width()) + 1);
        put(buffer, at, 1, width - at, &right, look.style(role));
    }
}

/// A piece of a line.
type Piece = (Role, String);

/// The second line: the sum of people on the left; on the right what is not recorded, or that it is another day.
pub(super) fn sums(model: &Model, look: &Look<'_>, width: usize) -> (Piece, Option<Piece>) {
    if let (Some(_), Some(day)) = (model.at_place, model.expected.as_deref()) {
        return place::sums(day, look);
    }
    let Some(day) = &model.day else {
        let (id, role) = match model.status.progress {
            Some(_) => (Id::EmptyFirstSync, Role::Text),
            None if model.has_no_wing() => (Id::EmptyNoWing, Role::Text),
            None => (Id::EmptyNoData, Role::Attention),
        };
        let shown = |action| look.looks.keymap.shown(Layer::Day, action);
        let key = shown(Action::PeoplePage).or_else(|| shown(Action::Palette)).unwrap_or_default();
        let text = look.words.with(id, &[("key", Arg::Text(&key_name(key, look)))]);
        return ((role, text.as_str().to_owned()), None);
    };
    let sum = day.sum;
    let gaps = [
        ("total", sum.total.into()),
        ("wing", sum.on_wing.into()),
        ("elsewhere", sum.elsewhere.into()),
        ("outside", sum.outside.into()),
    ];
    let other_day = model.date.is_some_and(|shown| shown != local::date_of(look.now));
    let open = look.words.with(Id::NotRecorded, &[("items", day.not_recorded.into())]);
    let watch = look.words.with(Id::Attention, &[("items", day.attention.into())]);
    let right = if other_day {
        look.words.say(Id::NotToday).as_str().to_owned()
    } else {
        format!("{}  {}", open.as_str(), watch.as_str())
    };
    let mut also = Vec::new();
    if sum.provisional > 0 {
        also.push(look.words.with(Id::SumProvisional, &[("people", sum.provisional.into())]));
    }
    // Of what is on screen: the week, or the day.
    let week = model.shows_week().and_then(|(_, monday)| model.week_of(monday));
    let unknown = week.map_or(day.unknown, |week| week.unknown);
    if unknown > 0 {
        also.push(look.words.with(Id::SumUnknown, &[("rows", unknown.into())]));
    }
    // In full where there is room for it; the numbers before the words.
    let room = width.saturating_sub(right.width() + 4);
    let (full, short) = (look.words.with(Id::SumOfPeople, &gaps), look.words.with(Id::SumOfPeopleShort, &gaps));
    let whole = |sum: &SafeText| joined(&[std::slice::from_ref(sum), also.as_slice()].concat());
    let fitting = [whole(&full), whole(&short)].into_iter().find(|text| text.width() <= room);
    let left = fitting.unwrap_or_else(|| cut(short.as_str(), room, look.ascii));
    let loud = other_day || day.not_recorded + day.attention > 0;
    ((Role::Text, left), Some((if loud { Role::Attention } else { Role::Quiet }, right)))
}

/// The last action on the left; age of the source, of the sync, and what is still to send on the right.
pub(super) fn status(model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) {
    if let Some((Notice::Error, text)) = &model.notice {
        return error(text, look, buffer, area);
    }
    let (role, left) = left_of_status(model, look);
    let mut parts = ages(model, look);
    // What was just done is read whole. The ages give way and come back with the next key; what waits stays, and the disk.
    let is_read = model.notice.is_some() || matches!(model.over, Some(Over::Input(..)));
    let least = if is_read { 1 + usize::from(disk(model).is_some()) } else { parts.len() };
    while parts.len() > least && left.as_str().width() + joined(&parts).width() + 3 > usize::from(area.width) {
        parts.remove(0);
    }
    let right = joined(&parts);
    let at = area.width.saturating_sub(columns(right.width()) + 1);
    let loud = !matches!(model.status.line, Line::Unknown | Line::Online)
        || model.status.refused > 0
        || disk(model).is_some()
        || model.status.clock_skew_seconds.is_some();
    let room = at.saturating_sub(2);
    put(buffer, at, area.y, area.width - at, &right, look.style(if loud { Role::Attention } else { Role::Quiet }));
    put(buffer, 1, area.y, room, &cut(left.as_str(), usize::from(room), look.ascii), look.style(role));
}

fn joined(parts: &[SafeText]) -> String {
    parts.iter().map(SafeText::as_str).collect::<Vec<_>>().join("  ")
}

/// An error is read whole: it takes the line, and the one above it when it needs that.
fn error(text: &SafeText, look: &Look<'_>, buffer: &mut Buffer, area: Rect) {
    let lines = wrap(text.as_str(), usize::from(area.width.saturating_sub(2)));
    let blank: String = std::iter::repeat_n(' ', usize::from(area.width)).collect();
    let y = area.y + 1 - columns(lines.len().min(ERROR_LINES));
    for (y, line) in (y..).zip(lines.iter().take(ERROR_LINES)) {
        put(buffer, 0, y, area.width, &blank, look.style(Role::Text));
        put(buffer, 1, y, area.width - 1, line, look.style(Role::Error));
    }
}

/// What the officer should not forget of this computer's disk.
const fn disk(model: &Model) -> Option<Id> {
    match model.status.journal {
        JournalState::Kept | JournalState::Mended { .. } | JournalState::InMemory => None,
        JournalState::Reserve => Some(Id::SyncDiskNearlyFull),
        JournalState::Full => Some(Id::SyncDiskFull),
        JournalState::Refuses => Some(Id::SyncDiskRefuses),
        JournalState::NotKept => Some(Id::SyncNotKept),
    }
}

fn left_of_status(model: &Model, look: &Look<'_>) -> (Role, SafeText) {
    if let Some((loud, text)) = &model.notice {
        let role = match loud {
            Notice::Good => Role::Good,
            Notice::Hint => Role::Text,
            Notice::Error => Role::Error,
        };
        return (role, text.clone());
    }
    if let Some(Over::Input(what, field)) = &model.over {
        match input::means(model, *what, field, look.words, look.now) {
            Means::Good(text) => return (Role::Good, look.words.with(Id::Means, &[("text", (&text).into())])),
            Means::How(id) => return (Role::Quiet, look.words.say(id)),
            Means::Itself => {}
        }
    }
    if let Some(at) = model.other_time {
        return (Role::Attention, look.words.with(Id::OtherTimeOn, &[("time", Arg::Text(&clock(at)))]));
    }
    if model.only_mine {
        return (Role::Attention, look.words.with(Id::MineOn, &[("people", model.lines().len().into())]));
    }
    if !model.filter.is_empty() {
        return (Role::Attention, look.words.with(Id::FilterOn, &[("text", Arg::Text(&model.filter))]));
    }
    if model.range_from.is_some() {
        return (Role::Attention, look.words.with(Id::RangeOn, &[("people", model.selection().len().into())]));
    }
    (Role::Text, SafeText::default())
}

/// The least important first.
pub(super) fn ages(model: &Model, look: &Look<'_>) -> Vec<SafeText> {
    let status = &model.status;
    let mut parts = Vec::new();
    // The age of the source gives way to what was just done, and to a clock that is wrong.
    let has_room = model.notice.is_none() && status.clock_skew_seconds.is_none();
    let of_wing = model.day.as_ref().filter(|_| model.at_place.is_none()).and_then(|day| day.source_at);
    let of_place = model.expected.as_ref().filter(|_| model.at_place.is_some()).and_then(|day| day.source_at);
    let source = of_wing.or(of_place).filter(|_| has_room);
    if let Some(at) = source {
        let today = local::date_of(look.now);
        let day = local::date_of(at);
        let age = if day == today { clock(at) } else { date::day_month(day) };
        parts.push(look.words.with(Id::AgeSource, &[("time", Arg::Text(&age))]));
    }
    match status.line {
        Line::Offline(since) => parts.push(look.words.with(Id::SyncOffline, &[("time", Arg::Text(&clock(since)))])),
        Line::SignInAgain => parts.push(look.words.say(Id::SyncSignIn)),
        Line::OtherVersion => parts.push(look.words.say(Id::SyncOtherVersion)),
        Line::NotSafe => parts.push(look.words.say(Id::SyncNotSafe)),
        Line::ClockRefused => parts.push(look.words.say(Id::SyncClockRefused)),
        Line::NoHub(_) => parts.push(look.words.say(Id::SyncNoHub)),
        Line::BadAnswer(_) => parts.push(look.words.say(Id::SyncBadAnswer)),
        Line::Unknown | Line::Online => {
            if let Some((done, all)) = status.progress {
                parts.push(look.words.with(Id::SyncProgress, &[("done", done.into()), ("all", all.into())]));
            } else if let Some(at) = status.last_sync {
                parts.push(look.words.with(Id::SyncedAt, &[("time", Arg::Text(&clock(at)))]));
            }
        }
    }
    if let Some(skew) = status.clock_skew_seconds {
        parts.push(wording::skew(look.words, skew, Id::SyncClockAhead, Id::SyncClockBehind));
    }
    if status.refused > 0 {
        parts.push(look.words.with(Id::SyncRefused, &[("items", status.refused.into())]));
    }
    parts.extend(disk(model).map(|id| look.words.say(id)));
    parts.push(match status.waiting {
        0 => look.words.say(Id::SyncAllSent),
        waiting => look.words.with(Id::SyncWaiting, &[("items", waiting.into())]),
    });
    parts
}

/// The actions of each layer in the footer, the most wanted first.
const fn footer(layer: Layer) -> &'static [Action] {
    match layer {
        Layer::Day => &[
            Action::NextStep,
            Action::MarkAbsent,
            Action::Help,
            Action::TurnView,
            Action::Note,
            Action::AddToHandover,
            Action::Undo,
            Action::NextOpen,
            Action::StaysInCell,
            Action::SetState,
            Action::OtherTime,
            Action::Filter,
            Action::SelectRange,
            Action::EnterNew,
            Action::Wings,
            Action::Open,
            Action::Explain,
            Action::Palette,
            Action::Quit,
        ],
        Layer::Place => &[
            Action::NextStep,
            Action::NextOpen,
            Action::Help,
            Action::Undo,
            Action::OtherTime,
            Action::Later,
            Action::Earlier,
            Action::HideNames,
            Action::Palette,
            Action::Quit,
        ],
        Layer::List => &[Action::Accept, Action::Back],
        Layer::Line => &[Action::Accept, Action::NewLine, Action::Back, Action::Help],
        Layer::Ask => &[Action::Yes, Action::Back],
        Layer::Pin => &[Action::Erase, Action::Back, Action::QuitNow],
        Layer::Person => &[
            Action::RecordContact,
            Action::EnterNew,
            Action::Notes,
            Action::PageDown,
            Action::Undo,
            Action::Back,
            Action::Help,
        ],
        Layer::FirstDays => &[
            Action::NextStep,
            Action::EnterNew,
            Action::Note,
            Action::Strike,
            Action::Undo,
            Action::Back,
            Action::Help,
        ],
        Layer::Page => &[Action::PageDown, Action::Back],
        Layer::Paper => &[Action::Print, Action::PageDown, Action::HideNames, Action::Back, Action::Help],
        Layer::Sync => &[Action::HaveSeen, Action::MineAfterAll, Action::SyncNow, Action::Back, Action::Help],
        Layer::Notes => &[Action::Accept, Action::Note, Action::Strike, Action::Back, Action::Help],
        Layer::Requests => {
            &[Action::NextStep, Action::Accept, Action::Strike, Action::Undo, Action::Back, Action::Help]
        }
        Layer::Week => &[
            Action::NextStep,
            Action::MarkAbsent,
            Action::OtherTime,
            Action::Undo,
            Action::Back,
            Action::Help,
            Action::Later,
            Action::Earlier,
        ],
        Layer::Incidents => {
            &[Action::NextStep, Action::SetState, Action::Strike, Action::Undo, Action::Back, Action::Help]
        }
        Layer::People => &[Action::Accept, Action::HideNames, Action::PageDown, Action::Back, Action::Help],
        Layer::Handover => &[Action::Accept, Action::EnterNew, Action::Strike, Action::Back, Action::Help],
    }
}

/// Keys that work here, as the keymap in force has them; as many as fit, whole. On the day the line stays as it is while the choice
/// moves: a slow line stays usable, and a key that does nothing now says why.
pub(super) fn keys(model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) {
    let layer = model.layer();
    let step = match model.whole_group() {
        _ if layer == Layer::Place => at_place::chosen(model).and_then(PlaceLine::next_step).map(PlaceStep::mark),
        _ if model.round.is_some() => model.round().map(|round| round.kind.step()),
        Some(group) => group.next_step(),
        None => model.line().and_then(|line| model.item_of(line)).and_then(Item::next_step),
    };
    let mut x = 1;
    // A reason is chosen by its letter: there is nothing to accept.
    let by_letter = matches!(model.over, Some(Over::Reasons(_) | Over::Asked | Over::Letters(_) | Over::Steps(_)));
    let actions = match layer {
        _ if by_letter => &[Action::Back],
        Layer::Day if model.round.is_some() => ROUND,
        layer => footer(layer),
    };
    for action in actions {
        let Some(key) = look.looks.keymap.shown(layer, *action) else { continue };
        let key = key_name(key, look);
        if *action == Action::NextStep && matches!(layer, Layer::Day | Layer::Place) {
            x = next_step(step, &key, look, buffer, Rect { x, ..area });
            continue;
        }
        if layer != Layer::Day && why::not(model, *action, look.now).is_some() {
            continue;
        }
        let is_count = *action == Action::SetState && model.round.is_some();
        let label = look.words.say(if is_count { Id::RoundConfirm } else { action.label_in(layer) });
        let needed = columns(key.width() + 1 + label.as_str().width());
        if x + needed > area.width {
            break;
        }
        x = put(buffer, x, area.y, needed, &key, look.style(Role::Key)) + 1;
        x = put(buffer, x, area.y, needed, label.as_str(), look.style(Role::Text)) + 2;
    }
}

/// The actions of a round in the footer, the most wanted first.
const ROUND: &[Action] = &[
    Action::NextStep,
    Action::SetState,
    Action::NextOpen,
    Action::Back,
    Action::Help,
    Action::OtherTime,
    Action::Note,
    Action::StaysInCell,
    Action::Undo,
    Action::OtherPanel,
];

/// The steps that a key can be for on the day.
const STEPS: [MarkKind; 5] = [MarkKind::Left, MarkKind::Arrived, MarkKind::Started, MarkKind::Ended, MarkKind::Back];

/// What stands for no step: the key does nothing now.
const NO_STEP: &str = "-";

/// The key for the next step and what that is, with room for the longest: what stands behind it stays where it is while the choice moves.
fn next_step(step: Option<MarkKind>, key: &str, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> u16 {
    let label = |step| look.words.say(wording::mark(step));
    let widest = STEPS.into_iter().map(|step| label(step).width()).max().unwrap_or(0);
    let step = step.map_or_else(|| NO_STEP.to_owned(), |step| label(step).as_str().to_owned());
    let x = put(buffer, area.x, area.y, area.width, key, look.style(Role::Key)) + 1;
    put(buffer, x, area.y, area.width, &step, look.style(Role::Text));
    area.x + columns(key.width() + 1 + widest) + 2
}

/// Keys as they stand on the keyboard.
pub(super) fn key_name(key: &str, look: &Look<'_>) -> String {
    let one = |name: &str| match name {
        "space" => look.words.say(Id::KeySpace).as_str().to_owned(),
        "enter" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "up" => look.words.say(Id::KeyUp).as_str().to_owned(),
        "down" => look.words.say(Id::KeyDown).as_str().to_owned(),
        "left" => look.words.say(Id::KeyLeft).as_str().to_owned(),
        "right" => look.words.say(Id::KeyRight).as_str().to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "backspace" => "Backspace".to_owned(),
        name if name.len() > 1 && name.starts_with('f') => name.to_uppercase(),
        name => match name.strip_prefix("ctrl-") {
            Some(key) if key.chars().count() == 1 => format!("Ctrl-{}", key.to_uppercase()),
            Some(key) => format!("Ctrl-{}", key_name(key, look)),
            None => name.to_owned(),
        },
    };
    if key.contains(' ') { key.split(' ').map(one).collect::<Vec<_>>().join(" ") } else { one(key) }
}
