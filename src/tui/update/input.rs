//! Fields for text: typing, moving and erasing in them, what a text means so far, and what Enter does with it.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};

use super::{
    Context, day, hint, incidents, load, movement, person, plan, record, requests, round, search, week, written,
};
use crate::domain::detainee::Cell;
use crate::domain::local;
use crate::text::{Id, SafeText, Words, date};
use crate::tui::action::Action;
use crate::tui::field::Field;
use crate::tui::model::{Input, Model, Over};
use crate::tui::msg::Effect;

/// From so many characters left on, a field says how many there are.
const LITTLE_ROOM: usize = 200;

/// Letters, typed or pasted. Enter in a paste never submits: it is text here.
pub(super) fn type_text(model: &mut Model, text: &str) {
    let Some(Over::Input(what, field)) = &mut model.over else { return };
    let what = *what;
    field.type_text(text);
    let text = field.text();
    changed(model, what, text);
}

/// What follows at once from a changed text.
fn changed(model: &mut Model, what: Input, text: String) {
    // What was wrong with it may not be so any more.
    model.notice = None;
    match what {
        Input::Filter => {
            model.filter = text;
            model.range_from = None;
            // Of what is left the first one is meant.
            model.chosen_at = 0;
            day::keep_selection(model);
        }
        // What somebody wrote is kept until it is recorded.
        _ => model.keep_draft(what, text),
    }
}

/// A key in a field.
pub(super) fn act(
    model: &mut Model,
    what: Input,
    mut field: Field,
    action: Action,
    context: &Context<'_>,
) -> Vec<Effect> {
    let text = field.text();
    match action {
        Action::Accept => return accept(model, what, &text, context),
        Action::Back => back(model, what),
        _ => {
            let picked = (what == Input::Date).then(|| picked(model, &text, action, context)).flatten();
            let edited = match &picked {
                Some(text) => {
                    field = Field::pointed_at(text);
                    true
                }
                None => field.edit(action),
            };
            if edited {
                let now = field.text();
                model.over = Some(Over::Input(what, field));
                if now != text {
                    changed(model, what, now);
                }
            }
        }
    }
    Vec::new()
}

/// Back to where the field was opened; what was typed is kept as a draft.
fn back(model: &mut Model, what: Input) {
    model.over = match what {
        Input::Advice(_) | Input::Mdo(..) | Input::NextTalk(_) | Input::Contact(..) => Some(Over::Person(0)),
        Input::Words(_, question) => Some(Over::FirstDays(person::row_of(question))),
        Input::Child(..) => Some(Over::FirstDays(0)),
        Input::Answer(first) => return requests::pick_again(model, first),
        Input::Hours(pick) => Some(Over::Week(pick)),
        Input::Edit(texts, _, id) => return written::pick_again(model, texts, id),
        Input::New(texts, None) => return written::pick(model, texts, 0),
        _ => None,
    };
    if what == Input::Filter {
        model.filter.clear();
        day::keep_selection(model);
    }
}

/// The whole text at once, and done: from whoever has lines only.
pub(super) fn answer(model: &mut Model, text: &str, context: &Context<'_>) -> Vec<Effect> {
    if matches!(model.over, Some(Over::Search(_))) {
        search::ask(model, text);
        return Vec::new();
    }
    let Some(Over::Input(what, field)) = &mut model.over else { return Vec::new() };
    let what = *what;
    *field = what.field("");
    field.type_text(text);
    let text = field.text();
    changed(model, what, text.clone());
    accept(model, what, &text, context)
}

fn accept(model: &mut Model, what: Input, text: &str, context: &Context<'_>) -> Vec<Effect> {
    match what {
        Input::Filter => model.over = None,
        Input::New(texts, about) => return written::write(model, texts, about, text, context),
        Input::Edit(texts, about, id) => return written::edit(model, texts, (about, id), text, context),
        Input::Arrival => return movement::arrival(model, text, context),
        Input::Request(person, asked) => return requests::ask(model, (person, asked), text, context),
        Input::Answer(id) => return requests::answer(model, id, text, context),
        Input::NextTalk(person) => person::next_known(model, person, text, context),
        Input::Contact(person, kind, child, next) => {
            return person::contact(model, (person, kind, child, next), text, context);
        }
        Input::Words(person, question) => return person::words(model, (person, question), text, context),
        Input::Child(whose, child) => return person::child(model, (whose, child), text, context),
        Input::Hours(pick) => week::hours(model, pick, text, context),
        Input::Incident(person, kind) => return incidents::record_one(model, (person, kind), text, context),
        Input::Apart(person) => return incidents::keep_apart(model, person, text, context),
        Input::Count => return round::confirm(model, text, context),
        Input::Cell(person) => return movement::other_cell(model, person, text, context),
        Input::Move(item) => return plan::other_time(model, item, text, context),
        Input::Place(item) => return plan::other_place(model, item, text, context),
        Input::Mdo(whose, event, old) => return person::mdo(model, (whose, event, old), text, context),
        Input::Advice(request) => return plan::advise(model, request, text, context),
        Input::Date => {
            let Some(day) = date::read(text, context.today()) else {
                hint(model, context.words.say(Id::HintBadDate));
                return Vec::new();
            };
            model.over = None;
            day::show(model, day, context);
            return load(model, context);
        }
        Input::Time => match record::parse_time(text, model.date.unwrap_or_else(|| context.today()), context.now) {
            Some(time) => {
                model.other_time = Some(time);
                model.over = None;
            }
            None => hint(model, context.words.say(Id::HintBadTime)),
        },
    }
    Vec::new()
}

/// The day that the month points at: what was typed, else the one on screen.
pub(in crate::tui) fn day_in(model: &Model, text: &str, today: NaiveDate) -> NaiveDate {
    date::read(text, today).or(model.date).unwrap_or(today)
}

/// The day where an arrow goes in the month, as text; none for keys that do something else.
fn picked(model: &Model, text: &str, action: Action, context: &Context<'_>) -> Option<String> {
    let day = day_in(model, text, context.today());
    let days = |days| day.checked_add_signed(TimeDelta::days(days));
    let there = match action {
        Action::Left => days(-1),
        Action::Right => days(1),
        Action::Up => days(-7),
        Action::Down => days(7),
        Action::PageUp => day.checked_sub_months(Months::new(1)),
        Action::PageDown => day.checked_add_months(Months::new(1)),
        _ => return None,
    };
    // The calendar's ends are further away than anybody's plans.
    Some(date::date(there.unwrap_or(day)))
}

/// What a text means so far, or what has to be typed: it stands beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Means {
    /// Nothing that has to be said.
    Itself,
    /// This.
    Good(SafeText),
    /// Nothing yet; how it is written.
    How(Id),
}

/// What the text of a field means.
pub(in crate::tui) fn means(model: &Model, what: Input, field: &Field, words: &Words, now: DateTime<Utc>) -> Means {
    let (text, today) = (field.text(), local::date_of(now));
    let read = |meaning: Option<SafeText>, how: Id| meaning.map_or(Means::How(how), Means::Good);
    match what {
        Input::Filter => Means::Good(words.with(Id::MeansPeople, &[("people", model.lines().len().into())])),
        Input::Time => {
            let time = record::parse_time(&text, model.date.unwrap_or(today), now);
            read(time.map(|time| SafeText::line(&date::time(local::time_of(time)))), Id::HintBadTime)
        }
        Input::Date => {
            let day = date::read(&text, today);
            read(day.map(|day| SafeText::line(&date::day_and_week(day, words.lang()))), Id::HowDate)
        }
        Input::Move(item) => read(plan::span_of(model, item, &text), Id::HintBadSpan),
        Input::Arrival => {
            let whom = movement::read_arrival(model, &text);
            let said = |(cell, name): (Cell, SafeText)| {
                let gaps = [("cell", (&cell.code).into()), ("name", (&name).into())];
                words.with(Id::MeansArrival, &gaps)
            };
            read(whom.map(said), Id::HintBadArrival)
        }
        Input::NextTalk(_) => read(person::means_next(&text, today, words.lang()), Id::HowNextTalk),
        Input::Child(..) => read(person::means_child(&text, words, now), Id::HowChild),
        Input::Count => read(round::means(model, &text, words, now), Id::HowCount),
        Input::Cell(_) => read(movement::cell(model, text.trim()).map(|cell| cell.code), Id::HintBadCell),
        Input::Hours(pick) => read(week::means(model, pick, &text), Id::HowHours),
        Input::Apart(person) => {
            let other = incidents::other_in(model, person, &text).and_then(|other| model.line_of(other));
            read(other.filter(|_| !model.hidden).map(|line| line.name.clone()), Id::HowApart)
        }
        Input::Place(_) => Means::Itself,
        Input::New(..)
        | Input::Edit(..)
        | Input::Advice(_)
        | Input::Request(..)
        | Input::Answer(_)
        | Input::Incident(..)
        | Input::Mdo(..)
        | Input::Contact(..)
        | Input::Words(..) => {
            let room = field.room();
            if room > LITTLE_ROOM {
                return Means::Itself;
            }
            Means::Good(words.with(Id::MeansRoom, &[("letters", room.into())]))
        }
    }
}
