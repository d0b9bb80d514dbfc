//! What lies over the day: lists, a line of text, pages, a question. Gives where the cursor belongs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::frame::key_name;
use super::{
    Look, columns, cut, detail, field, fit, incidents, lock, palette, people, person, put, requests, search, sync,
    week, written,
};
use crate::domain::look::List;
use crate::domain::mark::AbsenceReason;
use crate::domain::request::Asked;
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, Over, ReasonFor, Sure};
use crate::tui::theme::Role;
use crate::tui::update;
use crate::tui::update::plan::Step;
use crate::wording;

/// Width of a list, in columns.
const LIST_WIDTH: u16 = 36;
/// Width of one of two columns in it.
const COLUMN: usize = 27;
/// Lines above and below a page, with its frame.
const AROUND_PAGE: u16 = 6;
/// Lines above and below a list, with its frame.
const AROUND_LIST: u16 = 8;

/// What lies over the day, in words: the same for the screen and for plain lines.
pub(super) struct Text {
    pub(super) title: Id,
    pub(super) lines: Vec<(Role, String)>,
    shape: Shape,
}

/// How it lies over the day.
#[derive(Clone, Copy)]
enum Shape {
    /// A page over the whole list, from this line on.
    Page(usize),
    /// The same, with this line in sight, where the attention is.
    Chosen(usize),
    /// A small box, as large as its lines; of a long list the part with this line.
    Window(usize),
    /// The same in two columns, so that it fits the smallest window.
    Pairs,
}

impl Shape {
    /// Of a list of which a letter chooses: every letter is in sight, also in the smallest window.
    fn of_letters(lines: usize, model: &Model) -> Self {
        if columns(lines) + AROUND_LIST <= model.size.1 { Self::Window(0) } else { Self::Pairs }
    }
}

pub(super) fn draw(model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    match &model.over {
        Some(Over::Input(what, text)) => Some(field::draw(model, *what, text, look, buffer, area)),
        Some(Over::Search(found)) => Some(search::draw(model, found, look, buffer, area)),
        Some(Over::Palette(found)) => Some(palette::draw(found, look, buffer, area)),
        Some(over) => Some(text(model, over, look, usize::from(area.width.saturating_sub(2))).draw(look, buffer, area)),
        None => {
            if model.chord_shown {
                chord(model, look).draw(look, buffer, area);
            }
            None
        }
    }
}

/// The words of what is open, but for fields and the list of all actions, which have a file of their own.
pub(super) fn text(model: &Model, over: &Over, look: &Look<'_>, width: usize) -> Text {
    match over {
        Over::Reasons(what) => reasons(*what, look),
        Over::Asked => asked(look),
        Over::Letters(letters) => {
            let line =
                |(letter, said): (char, crate::text::SafeText)| (Role::Text, format!("{letter}  {}", said.as_str()));
            let lines: Vec<_> = letters.choices(model, look.words).into_iter().map(line).collect();
            Text { title: letters.title(), shape: Shape::of_letters(lines.len(), model), lines }
        }
        Over::FirstDays(at) => {
            let (lines, chosen) = person::first_days(model, *at, width, look);
            Text { title: Id::TitleFirstDays, lines, shape: Shape::Chosen(chosen) }
        }
        Over::Requests(pick) => {
            let (lines, chosen) = requests::list(model, *pick, width.saturating_sub(2), look);
            Text { title: Id::TitleRequests, lines, shape: Shape::Chosen(chosen) }
        }
        Over::Week(pick) => {
            let (lines, chosen) = week::page(model, *pick, width.saturating_sub(2), look);
            Text { title: Id::TitleWeek, lines, shape: Shape::Chosen(chosen) }
        }
        Over::People(pick) => {
            let (lines, chosen) = people::list(model, *pick, width.saturating_sub(2), look);
            Text { title: Id::TitlePeople, lines, shape: Shape::Chosen(chosen) }
        }
        Over::Incidents(pick) => {
            let (lines, chosen) = incidents::list(model, *pick, width.saturating_sub(2), look);
            Text { title: Id::TitleIncidents, lines, shape: Shape::Chosen(chosen) }
        }
        Over::Steps(part) => steps(model, *part, look),
        Over::Written(texts, pick) => {
            let (lines, chosen) = written::list(model, *texts, *pick, width.saturating_sub(2), look);
            Text { title: written::title(*texts), lines, shape: Shape::Chosen(chosen) }
        }
        Over::Wings(at) => choices(Id::TitleWings, model.wings.iter().map(|(_, code)| code.as_str()), *at),
        Over::Themes(at) => choices(Id::TitleThemes, look.looks.names(), *at),
        Over::Person(from) => {
            Text { title: Id::TitlePerson, lines: person::page(model, width, look), shape: Shape::Page(*from) }
        }
        Over::Explain => {
            let here = model.day.as_deref().zip(model.line());
            let lines = here.map(|(day, line)| detail::reasons(day, line, look)).unwrap_or_default();
            Text { title: Id::TitleWhy, lines, shape: Shape::Window(0) }
        }
        Over::Sync(chosen) => {
            let (lines, end) = sync::page(model, *chosen, width, look);
            Text { title: Id::TitleSync, lines, shape: Shape::Chosen(end.saturating_sub(1)) }
        }
        Over::Paper(list, from) => {
            let text = crate::tui::printed::text(model, *list, look.words).unwrap_or_default();
            let lines = text.lines().map(|line| (Role::Text, line.to_owned())).collect();
            let title = if *list == List::Emergency { Id::TitleEmergency } else { Id::TitlePrint };
            Text { title, lines, shape: Shape::Page(*from) }
        }
        Over::Ask(question) => ask(*question, model, look),
        Over::NewPin(choosing) => {
            Text { title: Id::TitleNewPin, lines: lock::choosing(choosing, look), shape: Shape::Window(2) }
        }
        Over::Search(found) => {
            let lines = search::lines(model, found, look).into_iter().map(|line| (Role::Text, line)).collect();
            Text { title: Id::TitleSearch, lines, shape: Shape::Window(found.at) }
        }
        Over::Input(..) | Over::Palette(_) => {
            Text { title: Id::TitleActions, lines: Vec::new(), shape: Shape::Window(0) }
        }
    }
}

/// Who can be asked, each with its letter.
fn asked(look: &Look<'_>) -> Text {
    let line =
        |asked: Asked| (Role::Text, format!("{}  {}", asked.letter(), look.words.say(wording::asked(asked)).as_str()));
    Text { title: Id::TitleAsked, lines: Asked::ALL.into_iter().map(line).collect(), shape: Shape::Pairs }
}

/// What can follow the keys that were typed.
fn chord(model: &Model, look: &Look<'_>) -> Text {
    let following = look.looks.keymap.following(Layer::Day, &model.chord);
    let line = |(key, action): &(crate::tui::Key, Action)| {
        let label = look.words.say(action.label_in(Layer::Day));
        (Role::Text, format!("{}  {}", key_name(&key.to_string(), look), label.as_str()))
    };
    Text { title: Id::TitleGoTo, lines: following.iter().map(line).collect(), shape: Shape::Window(0) }
}

impl Text {
    /// Draws it; gives where the attention is.
    fn draw(&self, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
        let title = look.words.say(self.title);
        let room = usize::from(area.height.saturating_sub(AROUND_PAGE)).max(1);
        match self.shape {
            Shape::Page(from) => page(title.as_str(), &self.lines, (from, from), look, buffer, area),
            Shape::Chosen(at) => {
                page(title.as_str(), &self.lines, ((at + 1).saturating_sub(room), at), look, buffer, area)
            }
            Shape::Pairs => {
                let pair = |pair: &[(Role, String)]| {
                    let halves = pair.iter().map(|(_, text)| fit(text, COLUMN, look.ascii));
                    (Role::Text, halves.collect::<String>())
                };
                let lines: Vec<_> = self.lines.chunks(2).map(pair).collect();
                window(title.as_str(), &lines, look, buffer, area)
            }
            Shape::Window(at) => {
                let room = usize::from(area.height.saturating_sub(AROUND_LIST)).max(1);
                let top = at / room * room;
                let part: Vec<_> = self.lines.iter().skip(top).take(room).cloned().collect();
                let first = window(title.as_str(), &part, look, buffer, area);
                Position::new(first.x, first.y + columns(at - top))
            }
        }
    }
}

type Lines = [(Role, String)];

/// An empty box with a title; gives the area inside.
pub(super) fn frame(title: &str, area: Rect, look: &Look<'_>, buffer: &mut Buffer) -> Rect {
    heading(title, Rect::new(area.x, area.y, area.width, area.height.saturating_sub(1)), look, buffer);
    let rule: String = std::iter::repeat_n('-', usize::from(area.width)).collect();
    put(buffer, area.x, area.bottom().saturating_sub(1), area.width, &rule, look.style(Role::Quiet));
    Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2))
}

/// An empty area under a rule with a title.
pub(super) fn heading(title: &str, area: Rect, look: &Look<'_>, buffer: &mut Buffer) {
    let rule: String = std::iter::repeat_n('-', usize::from(area.width)).collect();
    let blank: String = std::iter::repeat_n(' ', usize::from(area.width)).collect();
    put(buffer, area.x, area.y, area.width, &rule, look.style(Role::Quiet));
    for y in area.y + 1..area.bottom() {
        put(buffer, area.x, y, area.width, &blank, look.style(Role::Text));
    }
    put(buffer, area.x + 2, area.y, area.width.saturating_sub(4), &format!(" {title} "), look.style(Role::Header));
}

/// A small box in the middle of the list, as large as its lines.
pub(super) fn window(title: &str, lines: &Lines, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let widest = lines.iter().map(|(_, text)| text.width()).max().unwrap_or(0).max(title.width() + 6);
    let width = columns(widest + 2).max(LIST_WIDTH).min(area.width.saturating_sub(4));
    let height = columns(lines.len() + 2).min(area.height.saturating_sub(4));
    let at = Rect::new((area.width - width) / 2, 3, width, height);
    let inside = frame(title, at, look, buffer);
    for (y, (role, text)) in (inside.y..inside.bottom()).zip(lines) {
        put(buffer, inside.x, y, inside.width, &cut(text, usize::from(inside.width), look.ascii), look.style(*role));
    }
    Position::new(inside.x, inside.y)
}

fn ask(question: Sure, model: &Model, look: &Look<'_>) -> Text {
    let say = |id| (Role::Text, look.words.say(id).as_str().to_owned());
    // What would be struck, as its list has it; nothing of what is gone.
    let struck = match question {
        Sure::Quit => {
            let waiting = (model.status.waiting > 0)
                .then(|| look.words.with(Id::AskQuitWaiting, &[("items", model.status.waiting.into())]));
            let waiting = waiting.map(|text| (Role::Text, text.as_str().to_owned()));
            let lines = [say(Id::AskQuit)].into_iter().chain(waiting).collect();
            return Text { title: Id::TitleQuit, lines, shape: Shape::Window(0) };
        }
        Sure::StrikeIncident(id) => {
            update::incidents::line(model, id).map(|line| incidents::heading(model, line, look))
        }
        Sure::StrikeRequest(first) => {
            update::requests::line(model, first).map(|line| requests::heading(model, line, look))
        }
        Sure::StrikeChild(child) => {
            let line = update::person::child_line(model, child).filter(|_| !model.hidden);
            line.map(|line| update::person::child_text(&line.facts, look.words))
        }
        Sure::Strike(texts, id) => texts.lines(model).iter().find(|line| line.id == id).map(written::text),
    };
    let lines = struck.map(|text| (Role::Quiet, text)).into_iter().chain([say(Id::AskStrike)]).collect();
    Text { title: Id::TitleStrike, lines, shape: Shape::Window(0) }
}

fn reasons(what: ReasonFor, look: &Look<'_>) -> Text {
    let title = match what {
        ReasonFor::Absent => Id::TitleAbsent,
        ReasonFor::StaysInCell => Id::TitleStaysInCell,
    };
    let line = |reason: &AbsenceReason| {
        (Role::Text, format!("{}  {}", reason.letter(), look.words.say(wording::reason(*reason)).as_str()))
    };
    Text { title, lines: AbsenceReason::ALL.iter().map(line).collect(), shape: Shape::Pairs }
}

/// What can be chosen for the person, by letter.
fn steps(model: &Model, part: usize, look: &Look<'_>) -> Text {
    let line =
        |(letter, step): (char, Step)| (Role::Text, format!("{letter}  {}", step.label(model, look.words).as_str()));
    let lines: Vec<_> = Step::here(model, part, look.now).into_iter().map(line).collect();
    Text { title: Id::TitleSteps, shape: Shape::of_letters(lines.len(), model), lines }
}

/// A list of names, the one that is pointed at marked.
fn choices<'a>(title: Id, names: impl Iterator<Item = &'a str>, at: usize) -> Text {
    let line = |(index, name): (usize, &str)| {
        let (marker, role) = if index == at { ('>', Role::Selected) } else { (' ', Role::Text) };
        (role, format!("{marker} {name}"))
    };
    Text { title, lines: names.enumerate().map(line).collect(), shape: Shape::Window(at) }
}

/// A page over the whole list, from a line on, and where the attention is.
fn page(
    title: &str,
    lines: &Lines,
    (from, at): (usize, usize),
    look: &Look<'_>,
    buffer: &mut Buffer,
    area: Rect,
) -> Position {
    let place = Rect::new(0, 2, area.width, area.height.saturating_sub(4));
    let inside = frame(title, place, look, buffer);
    let room = usize::from(inside.height);
    let from = from.min(lines.len().saturating_sub(room));
    for (y, (role, text)) in (inside.y..inside.bottom()).zip(lines.iter().skip(from)) {
        put(buffer, inside.x, y, inside.width, &cut(text, usize::from(inside.width), look.ascii), look.style(*role));
    }
    let y = inside.y + columns(at.saturating_sub(from));
    Position::new(inside.x, y.min(inside.bottom().saturating_sub(1)))
}
