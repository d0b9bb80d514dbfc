//! What lies over the day: lists, a line of text, pages, a question. Gives where the cursor belongs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::frame::key_name;
use super::{Look, columns, cut, detail, field, fit, palette, put, sync, written};
use crate::domain::mark::AbsenceReason;
use crate::text::Id;
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, Over, Question, ReasonFor};
use crate::tui::theme::Role;
use crate::tui::update::plan::Step;
use crate::tui::words;

/// Width of a list, in columns.
const LIST_WIDTH: u16 = 36;

pub(super) fn draw(model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    match &model.over {
        Some(Over::Reasons(what)) => Some(reasons(*what, look, buffer, area)),
        Some(Over::Steps) => Some(steps(model, look, buffer, area)),
        Some(Over::Written(texts, at)) => {
            let (title, width) = (written::title(*texts), usize::from(area.width.saturating_sub(4)));
            let (lines, chosen) = written::list(model, *texts, *at, width, look);
            // The chosen one stays in sight, with its last line.
            let from = (chosen + 1).saturating_sub(usize::from(area.height.saturating_sub(6)));
            Some(page(look.words.say(title).as_str(), &lines, from, look, buffer, area))
        }
        Some(Over::Wings(at)) => {
            let codes: Vec<&str> = model.wings.iter().map(|(_, code)| code.as_str()).collect();
            Some(choices(Id::TitleWings, &codes, *at, look, buffer, area))
        }
        Some(Over::Themes(at)) => {
            let names: Vec<&str> = look.looks.names().collect();
            Some(choices(Id::TitleThemes, &names, *at, look, buffer, area))
        }
        Some(Over::Input(what, text)) => Some(field::draw(model, *what, text, look, buffer, area)),
        Some(Over::Palette(found)) => Some(palette::draw(found, look, buffer, area)),
        Some(Over::Person(from)) => {
            let title = look.words.say(Id::TitlePerson);
            Some(page(title.as_str(), &detail::page(model, look), *from, look, buffer, area))
        }
        Some(Over::Explain) => {
            let lines = model.line().map(|line| detail::reasons(line, look)).unwrap_or_default();
            Some(window(look.words.say(Id::TitleWhy).as_str(), &lines, look, buffer, area))
        }
        Some(Over::Sync(chosen)) => {
            let width = usize::from(area.width.saturating_sub(2));
            let (lines, at) = sync::page(model, *chosen, width, look);
            // The chosen refusal is in sight, with its reason and the choice.
            let room = usize::from(area.height.saturating_sub(6));
            let from = at.saturating_sub(room);
            Some(page(look.words.say(Id::TitleSync).as_str(), &lines, from, look, buffer, area))
        }
        Some(Over::Ask(question)) => Some(ask(*question, model, look, buffer, area)),
        None if model.chord_shown => {
            let following = look.looks.keymap.following(Layer::Day, &model.chord);
            let line = |(key, action): &(crate::tui::Key, Action)| {
                let label = look.words.say(action.label_in(Layer::Day));
                (Role::Text, format!("{}  {}", key_name(&key.to_string(), look), label.as_str()))
            };
            let lines: Vec<_> = following.iter().map(line).collect();
            window(look.words.say(Id::TitleGoTo).as_str(), &lines, look, buffer, area);
            None
        }
        None => None,
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

fn ask(question: Question, model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let say = |id| (Role::Text, look.words.say(id).as_str().to_owned());
    let (title, lines) = match question {
        Question::Quit => {
            let waiting = (model.status.waiting > 0)
                .then(|| look.words.with(Id::AskQuitWaiting, &[("items", model.status.waiting.into())]));
            let waiting = waiting.map(|text| (Role::Text, text.as_str().to_owned()));
            (Id::TitleQuit, [say(Id::AskQuit)].into_iter().chain(waiting).collect::<Vec<_>>())
        }
        Question::Strike(texts, id) => {
            let one = texts.lines(model).iter().find(|line| line.id == id);
            let text = one.map(|line| (Role::Quiet, written::text(line)));
            (Id::TitleStrike, text.into_iter().chain([say(Id::AskStrike)]).collect())
        }
    };
    window(look.words.say(title).as_str(), &lines, look, buffer, area)
}

fn reasons(what: ReasonFor, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let title = match what {
        ReasonFor::Absent => Id::TitleAbsent,
        ReasonFor::StaysInCell => Id::TitleStaysInCell,
    };
    // In two columns, so that the list fits the smallest window.
    let line = |pair: &[AbsenceReason]| {
        let one = |reason: &AbsenceReason| {
            let text = format!("{}  {}", reason.letter(), look.words.say(words::reason(*reason)).as_str());
            fit(&text, 30, look.ascii)
        };
        (Role::Text, pair.iter().map(one).collect::<String>())
    };
    let lines: Vec<_> = AbsenceReason::ALL.chunks(2).map(line).collect();
    window(look.words.say(title).as_str(), &lines, look, buffer, area)
}

/// What can be chosen for the person, by letter.
fn steps(model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let line =
        |(letter, step): (char, Step)| (Role::Text, format!("{letter}  {}", step.label(model, look.words).as_str()));
    let lines: Vec<_> = Step::here(model, look.now).into_iter().map(line).collect();
    window(look.words.say(Id::TitleSteps).as_str(), &lines, look, buffer, area)
}

/// A list of names, the one that is pointed at marked.
fn choices(title: Id, names: &[&str], at: usize, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let room = usize::from(area.height.saturating_sub(8)).max(1);
    let top = at / room * room;
    let line = |(index, name): (usize, &&str)| {
        let (marker, role) = if index == at { ('>', Role::Selected) } else { (' ', Role::Text) };
        (role, format!("{marker} {name}"))
    };
    let lines: Vec<_> = names.iter().enumerate().skip(top).take(room).map(line).collect();
    let first = window(look.words.say(title).as_str(), &lines, look, buffer, area);
    Position::new(first.x, first.y + columns(at - top))
}

/// A page over the whole list.
fn page(title: &str, lines: &Lines, from: usize, look: &Look<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let at = Rect::new(0, 2, area.width, area.height.saturating_sub(4));
    let inside = frame(title, at, look, buffer);
    let room = usize::from(inside.height);
    let from = from.min(lines.len().saturating_sub(room));
    for (y, (role, text)) in (inside.y..inside.bottom()).zip(lines.iter().skip(from)) {
        put(buffer, inside.x, y, inside.width, &cut(text, usize::from(inside.width), look.ascii), look.style(*role));
    }
    Position::new(inside.x, inside.y)
}
