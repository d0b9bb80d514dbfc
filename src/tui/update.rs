//! The only place where the model changes: a message comes in, effects go out.

mod day;
mod groups;
mod haste;
pub(super) mod incidents;
pub(super) mod input;
mod letters;
mod lock;
mod look;
mod movement;
mod over;
mod palette;
pub(super) mod people;
pub(in crate::tui) mod person;
pub(super) mod place;
pub(super) mod plan;
mod printed;
mod record;
pub(super) mod requests;
mod round;
mod search;
mod sync;
pub(super) mod week;
pub(super) mod why;
pub(super) mod written;

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::action::Action;
use super::key::Key;
use super::keymap::Meaning;
use super::layer::Layer;
use super::looks::Looks;
use super::model::{Input, Letters, Model, Over, ReasonFor, Sure, Texts};
use super::msg::{CacheState, Effect, JournalState, Msg, Notice, Status};
use super::palette::Palette;
use super::pick::moved;
use crate::domain::day::By;
use crate::domain::local::date_of;
use crate::domain::look::List;
use crate::text::{Arg, Id, SafeText, Words};

/// After how long the possible ends of a chord are shown.
const CHORD_POPUP: Duration = Duration::from_millis(300);
/// What `update` may look at besides the model.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The terminal's clock.
    pub now: DateTime<Utc>,
    /// Keys and themes.
    pub looks: &'a Looks,
    /// The words of the reader's language.
    pub words: &'a Words,
}

impl Context<'_> {
    fn today(&self) -> NaiveDate {
        date_of(self.now)
    }
}

/// Takes a message.
pub fn update(model: &mut Model, msg: Msg, context: &Context<'_>) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(key, letter) => on_key(model, key, letter, context),
        // What comes too late for a screen that was locked meanwhile is read anew when it opens.
        Msg::Paste(_)
        | Msg::Sync(_)
        | Msg::File(_)
        | Msg::Index(_)
        | Msg::Week(_)
        | Msg::Caseload(_)
        | Msg::Expected(_)
            if model.lock.is_some() =>
        {
            return Vec::new();
        }
        Msg::Paste(text) => on_paste(model, &text, context),
        Msg::Act(action) => {
            model.notice = None;
            act(model, action, context)
        }
        Msg::Answer(text) => input::answer(model, &text, context),
        Msg::Choose(at) => over::choose(model, at, context),
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            Vec::new()
        }
        Msg::Tick => return on_tick(model, context),
        Msg::SignedIn(who) => {
            model.wing = model.wing.or(who.wing);
            model.who = Some(who);
            load(model, context)
        }
        Msg::Wings(wings) => {
            if model.wings == wings && model.wing.is_some() {
                return Vec::new();
            }
            let first = wings.first().map(|(wing, _)| *wing);
            let opens = model.wing.is_none();
            model.wing = model.wing.or(first);
            // Whoever has a wing begins there.
            if opens && first.is_some() {
                model.at_place = None;
            }
            model.wings = wings;
            if opens { load(model, context) } else { Vec::new() }
        }
        Msg::Day(day) => {
            // A day that is not wanted any more comes too late.
            if model.wanted(context.today()) != Some((day.wing, day.date)) {
                return Vec::new();
            }
            if lock::counted(model, &day) {
                model.touch();
                return Vec::new();
            }
            if model.day.as_ref() == Some(&day) {
                return Vec::new();
            }
            // An empty day of a wing that is not here says that nothing is known, not that nobody lives there.
            model.day = Some(day).filter(|day| day.wing_code.is_some() || !day.lines.is_empty());
            day::keep_selection(model);
            round::keep(model);
            requests::keep(model);
            incidents::keep(model);
            written::keep(model);
            Vec::new()
        }
        Msg::Status(status) => {
            if model.status == status {
                return Vec::new();
            }
            model.notice = trouble(&model.status, &status, context).or(model.notice.take());
            model.status = status;
            Vec::new()
        }
        Msg::Index(index) => {
            model.index = Some(index);
            search::arrived(model);
            Vec::new()
        }
        Msg::Sync(page) => {
            sync::arrived(model, page);
            Vec::new()
        }
        Msg::Week(week) => {
            // A week that is not wanted any more comes too late.
            if model.shows_week().is_some_and(|wanted| wanted != (week.wing, week.monday)) {
                return Vec::new();
            }
            let is_new = model.week.as_ref() != Some(&week);
            model.week = Some(week);
            if !week::keep(model, context) && !is_new {
                return Vec::new();
            }
            Vec::new()
        }
        Msg::Places(has_places) => place::known(model, has_places, context),
        Msg::Expected(day) => {
            let wanted = model.date.unwrap_or_else(|| context.today());
            if model.at_place.is_none() || day.date != wanted || model.expected.as_ref() == Some(&day) {
                return Vec::new();
            }
            model.expected = Some(day);
            place::keep(model);
            Vec::new()
        }
        Msg::Caseload(people) => {
            model.caseload = Some(people);
            people::keep(model);
            Vec::new()
        }
        Msg::File(file) => {
            if model.file.as_ref() == Some(&file) || !model.wants_file(file.detainee) {
                return Vec::new();
            }
            model.file = Some(file);
            Vec::new()
        }
        Msg::Recorded(ticket, result) => {
            record::answered(model, ticket, result);
            Vec::new()
        }
        Msg::Notice(loud, text) => {
            model.notice = Some((loud, text));
            Vec::new()
        }
        Msg::Drafts(drafts) => {
            let restored = model.restore(drafts);
            if restored == 0 {
                return Vec::new();
            }
            hint(model, context.words.with(Id::NoticeDrafts, &[("texts", restored.into())]));
            Vec::new()
        }
        Msg::Looks(broken) => {
            look::changed(model, broken, context);
            Vec::new()
        }
        Msg::OnLight(on_light) => {
            if model.on_light == on_light {
                return Vec::new();
            }
            model.on_light = on_light;
            Vec::new()
        }
        Msg::Lock => lock::now(model),
        Msg::PinKept => lock::pin_kept(model),
        Msg::PinTried(wrong) => lock::tried(model, wrong, context),
    };
    // Whoever has no line here is known on their own page alone.
    if matches!(model.over, None | Some(Over::People(_))) && model.lock.is_none() {
        model.elsewhere = None;
    }
    model.touch();
    effects
}

/// What the officer should hear at once when it becomes so: something on this computer's disk is not as it should be.
fn trouble(before: &Status, now: &Status, context: &Context<'_>) -> Option<(Notice, SafeText)> {
    let words = context.words;
    let text = match (now.journal, now.cache) {
        (JournalState::NotKept, _) if before.journal != now.journal => words.say(Id::NoticeNotKept),
        (JournalState::Reserve, _) if before.journal != now.journal => words.say(Id::NoticeDiskNearlyFull),
        (JournalState::Mended { lost }, _) if before.journal != now.journal => {
            words.with(Id::NoticeJournalMended, &[("lost", lost.into())])
        }
        (_, CacheState::Renewed) if before.cache != now.cache => words.say(Id::NoticeCacheRebuilt),
        _ => return None,
    };
    Some((Notice::Error, text))
}

/// Asks for the day that should be on screen.
fn load(model: &Model, context: &Context<'_>) -> Vec<Effect> {
    let today = context.today();
    let day = model.wanted(today).map(|(wing, date)| Effect::Load(wing, date));
    let expected = model.at_place.map(|_| Effect::LoadExpected(model.date.unwrap_or(today)));
    day.into_iter().chain(expected).collect()
}

fn on_tick(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    if !model.chord.is_empty() && !model.chord_shown {
        model.chord_shown = true;
        model.touch();
    }
    let mut effects = haste::on_tick(model, context);
    let minute = context.now.timestamp().div_euclid(60);
    if model.minute != Some(minute) {
        model.minute = Some(minute);
        model.touch();
        // What is late and what is at hand depends on the minute.
        effects.extend(load(model, context));
        effects.extend(model.shows_week().map(|(wing, monday)| Effect::LoadWeek(wing, monday)));
    }
    effects
}

fn on_key(model: &mut Model, key: Key, letter: Option<char>, context: &Context<'_>) -> Vec<Effect> {
    let is_fast = haste::note(model, key, context.now);
    let Some(mut effects) = haste::before_key(model, is_fast, context) else { return Vec::new() };
    effects.extend(on_meant_key(model, key, (letter, is_fast), context));
    effects
}

fn on_meant_key(
    model: &mut Model,
    key: Key,
    (letter, is_fast): (Option<char>, bool),
    context: &Context<'_>,
) -> Vec<Effect> {
    let layer = model.layer();
    if layer == Layer::Day && model.chord.is_empty() {
        if let Some(digit) = key.digit() {
            day::digit(model, digit, context);
            return Vec::new();
        }
        model.digit = None;
    }
    model.chord.push(key);
    let keys = std::mem::take(&mut model.chord);
    model.chord_shown = false;
    match context.looks.keymap.meaning(layer, &keys) {
        Meaning::Action(action) if action.writes() && is_fast && keys.len() == 1 => {
            haste::ignore(model, context);
            Vec::new()
        }
        Meaning::Action(action) => {
            model.notice = None;
            act(model, action, context)
        }
        Meaning::Prefix => {
            model.chord = keys;
            vec![Effect::Wake(CHORD_POPUP)]
        }
        Meaning::Nothing => {
            if let Some(letter) = letter.filter(|_| keys.len() == 1 && !key.ctrl) {
                return on_letter(model, letter, is_fast, context);
            }
            Vec::new()
        }
    }
}

/// A letter that is no action here: text, or a choice from a list.
fn on_letter(model: &mut Model, letter: char, is_fast: bool, context: &Context<'_>) -> Vec<Effect> {
    match &model.over {
        _ if model.layer() == Layer::Pin => lock::typed(model, letter),
        Some(Over::Input(..) | Over::Palette(_) | Over::Search(_)) => {
            type_text(model, &letter.to_string());
            Vec::new()
        }
        Some(Over::Reasons(_) | Over::Asked | Over::Letters(_) | Over::Steps(_)) => {
            haste::choose(model, letter, is_fast, context)
        }
        None if letter.is_alphabetic() => {
            let help = context.looks.keymap.shown(Layer::Day, Action::Help).unwrap_or_default();
            hint(model, context.words.with(Id::HintNoSuchKey, &[("key", Arg::Text(help))]));
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn on_paste(model: &mut Model, text: &str, context: &Context<'_>) -> Vec<Effect> {
    if matches!(model.over, Some(Over::Input(..) | Over::Palette(_) | Over::Search(_))) {
        type_text(model, text);
    } else {
        hint(model, context.words.say(Id::HintPasteIgnored));
    }
    Vec::new()
}

fn type_text(model: &mut Model, text: &str) {
    match &mut model.over {
        Some(Over::Palette(palette)) => palette.typed(text),
        Some(Over::Search(_)) => search::type_text(model, text),
        _ => input::type_text(model, text),
    }
}

fn hint(model: &mut Model, text: SafeText) {
    model.notice = Some((Notice::Hint, text));
}

/// One way for every action, from a key or from the list of all actions: what does nothing now says why.
fn act(model: &mut Model, action: Action, context: &Context<'_>) -> Vec<Effect> {
    if model.lock.is_some() {
        return lock::on_locked(model, action);
    }
    if let Some(why) = why::not(model, action, context.now) {
        hint(model, context.words.say(why));
        return Vec::new();
    }
    match (action, model.over.clone()) {
        (Action::Suspend, _) => return vec![Effect::StepAside],
        (Action::QuitNow, _) => return vec![Effect::Quit],
        (Action::Lock, _) => return lock::wanted(model),
        (Action::HideNames, _) => model.hidden = !model.hidden,
        (Action::Help | Action::Palette, Some(Over::Palette(palette))) => {
            model.over = palette.beneath();
        }
        (Action::Help | Action::Palette, over) => {
            let palette = Palette::new(over, model.layer(), |action| why::not(model, action, context.now));
            model.over = Some(Over::Palette(palette));
        }
        (_, None) if model.at_place.is_some() => return place::act(model, action, context),
        (_, None) => return on_day(model, action, context),
        (_, Some(Over::Palette(palette))) => return palette::keys(model, palette, action, context),
        (_, Some(Over::Search(search))) => return search::act(model, search, action, context),
        (_, Some(over)) => return over::on(model, over, action, context),
    }
    Vec::new()
}

fn on_day(model: &mut Model, action: Action, context: &Context<'_>) -> Vec<Effect> {
    if let Some(effects) = round::on(model, action, context) {
        return effects;
    }
    match action {
        Action::Round => round::open(model, context),
        Action::NextStep => return record::next_step(model, context),
        Action::MarkLeft | Action::MarkArrived | Action::MarkBack => return record::direct(model, action, context),
        Action::MarkAbsent => model.over = Some(Over::Reasons(ReasonFor::Absent)),
        Action::StaysInCell => model.over = Some(Over::Reasons(ReasonFor::StaysInCell)),
        Action::SetState => model.over = Some(Over::Steps(0)),
        Action::Undo => return record::undo(model, context),
        Action::Note => {
            if let Some(person) = model.line().map(|line| line.detainee) {
                model.open_field(Input::New(Texts::Notes, Some(person)), "");
            }
        }
        Action::AddToHandover => written::open_entry(model, context),
        Action::RecordRequest => model.over = Some(Over::Asked),
        Action::RequestsPage => requests::pick(model, 0),
        Action::RecordIncident => model.over = Some(Over::Letters(Letters::Incident(0))),
        Action::IncidentsPage => incidents::pick(model, 0),
        Action::WeekPage => return week::open(model, context),
        Action::PeoplePage => return people::open(model),
        Action::PlacePage => return place::open(model, context),
        Action::HandoverPage => written::pick(model, Texts::Handover, 0),
        Action::EnterNew => model.open_field(Input::Arrival, ""),
        Action::OtherTime => model.open_field(Input::Time, ""),
        Action::GoToDate => model.open_field(Input::Date, ""),
        Action::Filter => {
            let text = model.filter.clone();
            model.open_field(Input::Filter, &text);
        }
        Action::MyPeople => day::only_mine(model),
        Action::Search => return search::open(model),
        Action::TurnView => groups::turn(model),
        Action::OtherPanel => groups::across(model, true),
        Action::SelectRange => day::toggle_range(model),
        Action::NextOpen => day::next_open(model),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            match model.by {
                By::Person => day::go(model, action),
                By::Time | By::Place => groups::go(model, action),
            }
        }
        Action::ItemBefore | Action::ItemAfter => match model.by {
            By::Person => day::choose_item(model, action == Action::ItemAfter),
            By::Time | By::Place => groups::across(model, action == Action::ItemAfter),
        },
        Action::Later | Action::Earlier | Action::Today => return other_day(model, action, context),
        Action::Wings => {
            let here = model.wings.iter().position(|(wing, _)| Some(*wing) == model.wing);
            model.over = Some(Over::Wings(here.unwrap_or(0)));
        }
        Action::Open => {
            if let Some(person) = model.line().map(|line| line.detainee) {
                model.over = Some(Over::Person(0));
                return vec![Effect::OpenFile(person)];
            }
        }
        Action::Explain => model.over = Some(Over::Explain),
        Action::EmergencyList => model.over = Some(Over::Paper(List::Emergency, 0)),
        Action::Print => model.over = Some(Over::Paper(List::Day, 0)),
        Action::ToCell => hint(model, context.words.say(Id::HintTypeCell)),
        Action::SyncNow | Action::SyncPage | Action::Themes => return of_program(model, action, context),
        Action::Quit => model.over = Some(Over::Ask(Sure::Quit)),
        Action::Back => day::back(model),
        _ => {}
    }
    Vec::new()
}

/// What is the same on a wing's day and at a place: sync, and how things look.
fn of_program(model: &mut Model, action: Action, context: &Context<'_>) -> Vec<Effect> {
    match action {
        Action::SyncNow => {
            hint(model, context.words.say(Id::HintSyncing));
            return vec![Effect::SyncNow];
        }
        Action::SyncPage => return sync::open(model),
        Action::Themes => look::open(model, context),
        _ => {}
    }
    Vec::new()
}

fn other_day(model: &mut Model, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let today = context.today();
    let shown = model.date.unwrap_or(today);
    let wanted = match action {
        Action::Later => shown.checked_add_days(Days::new(1)),
        Action::Earlier => shown.checked_sub_days(Days::new(1)),
        _ => Some(today),
    };
    day::show(model, wanted.unwrap_or(shown), context);
    load(model, context)
}

pub(super) use groups::row_of;
