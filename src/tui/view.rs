//! What the model looks like. Reads only, and draws the rows that can be seen only.

mod by_place;
mod by_time;
mod day;
mod detail;
mod field;
mod frame;
mod incidents;
mod kept;
mod lock;
mod palette;
mod people;
mod person;
mod place;
pub(super) mod plain;
mod popup;
mod requests;
mod round;
mod search;
mod sync;
mod week;
mod written;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

pub use kept::Kept;
pub(super) use round::round_columns;

use super::looks::Looks;
use super::model::Model;
use super::theme::{Role, Theme};
use crate::domain::day::By;
use crate::domain::local;
use crate::text::{Id, Words, date};

/// Below this there is no room for a day, in columns and rows.
const SMALLEST: (u16, u16) = (60, 16);
/// Below this height a list of two halves has no room for a detail below it.
const LOW: u16 = 20;
/// From this width on, list and detail stand side by side.
const SIDE_BY_SIDE: u16 = 110;
/// Width of the detail when it stands beside the list.
const SIDE_WIDTH: u16 = 40;
/// Lines of the detail when it stands below the list.
const DETAIL_LINES: u16 = 3;
/// Lines that are always there: two of the header, columns, legend, status, keys.
const FIXED_LINES: u16 = 6;

/// How things look.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The theme in force.
    pub theme: &'a Theme,
    /// All themes, and the keymap in force: the footer is made from it.
    pub looks: &'a Looks,
    /// The words of the reader's language.
    pub words: &'a Words,
    /// Plain characters only.
    pub ascii: bool,
    /// The terminal's clock.
    pub now: DateTime<Utc>,
    /// What was drawn last.
    pub kept: &'a Kept,
}

impl Look<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(Role::Text).patch(self.theme.style(role))
    }

    /// A clock time of today, with its date when that is another one.
    fn when(&self, at: DateTime<Utc>) -> String {
        let (day, time) = (local::date_of(at), date::time(local::time_of(at)));
        if day == local::date_of(self.now) { time } else { format!("{} {time}", date::day_month(day)) }
    }
}

/// Days from one to the other, never less than none.
fn days(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days()).unwrap_or(0)
}

/// Where the parts of the screen are.
#[derive(Clone, Copy, Debug)]
struct Parts {
    list: Rect,
    legend: Rect,
    detail: Rect,
    status: u16,
    keys: u16,
}

fn parts((columns, rows): (u16, u16)) -> Parts {
    let beside = columns >= SIDE_BY_SIDE;
    let below = if beside { 0 } else { DETAIL_LINES + 1 };
    let list_width = if beside { columns - SIDE_WIDTH } else { columns };
    let list_rows = rows.saturating_sub(FIXED_LINES + below);
    let legend = 3 + list_rows;
    let detail = if beside {
        Rect::new(list_width, 2, SIDE_WIDTH, rows.saturating_sub(4))
    } else {
        Rect::new(0, legend + 1, columns, DETAIL_LINES + 1)
    };
    Parts {
        list: Rect::new(0, 3, list_width, list_rows),
        legend: Rect::new(0, legend, list_width, 1),
        detail,
        status: rows.saturating_sub(2),
        keys: rows.saturating_sub(1),
    }
}

/// By place the list has two halves: in a low window the detail gives way to them.
fn without_detail(parts: Parts) -> Parts {
    let taken = parts.detail.height;
    let list = Rect { height: parts.list.height + taken, ..parts.list };
    let legend = Rect { y: parts.legend.y + taken, ..parts.legend };
    Parts { list, legend, detail: Rect::default(), ..parts }
}

/// A list without anything beside it.
const fn whole(parts: Parts, columns: u16) -> Parts {
    let (list, legend) = (Rect { width: columns, ..parts.list }, Rect { width: columns, ..parts.legend });
    Parts { list, legend, ..parts }
}

/// How many people fit on one page.
pub(super) fn page_rows(size: (u16, u16)) -> usize {
    usize::from(parts(size).list.height).max(1)
}

/// Draws the model.
pub fn view(model: &Model, look: &Look<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    let size = (area.width, area.height);
    // Most themes leave text as the terminal has it.
    if look.style(Role::Text) != Style::default() {
        frame.buffer_mut().set_style(area, look.style(Role::Text));
    }
    if size.0 < SMALLEST.0 || size.1 < SMALLEST.1 {
        let text = look.words.say(Id::TooSmall);
        put(frame.buffer_mut(), 0, 0, size.0, text.as_str(), look.style(Role::Header));
        return;
    }
    if let Some(locked) = &model.lock {
        look.kept.forget();
        let cursor = lock::screen(model, locked, look, frame.buffer_mut(), area);
        frame.set_cursor_position(cursor);
        return;
    }
    let has_detail = model.at_place.is_none();
    let is_low = size.1 < LOW && size.0 < SIDE_BY_SIDE;
    let has_room = has_detail && (!is_low || (model.by != By::Place && model.round.is_none()));
    let parts = if has_room { parts(size) } else { without_detail(parts(size)) };
    let buffer = frame.buffer_mut();
    frame::header(model, look, buffer, size.0);
    let cursor = match model.by {
        _ if !has_detail => place::list(model, look, buffer, whole(parts, size.0)),
        _ if model.round().is_some() => model.round().and_then(|round| round::list(model, round, look, buffer, parts)),
        By::Person => day::list(model, look, buffer, parts),
        By::Time => by_time::list(model, look, buffer, parts),
        By::Place => by_place::list(model, look, buffer, parts),
    };
    if has_room {
        detail::panel(model, look, buffer, parts.detail);
    }
    frame::status(model, look, buffer, Rect::new(0, parts.status, size.0, 1));
    frame::keys(model, look, buffer, Rect::new(0, parts.keys, size.0, 1));
    let over = popup::draw(model, look, buffer, area);
    // The terminal's own cursor stands where the attention is: screen readers follow it.
    if let Some(position) = over.or(cursor) {
        frame.set_cursor_position(position);
    }
}

/// Writes text into a part of a line and gives the column after it. Nothing leaves its part.
fn put(buffer: &mut Buffer, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
    if !buffer.area.contains(Position::new(x, y)) {
        return x;
    }
    // Most of a screen: letters that are a cell each need not be taken apart.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let end = x.saturating_add(width).min(buffer.area.right());
        let mut at = x;
        for (column, letter) in (x..end).zip(text.chars()) {
            if let Some(cell) = buffer.cell_mut(Position::new(column, y)) {
                cell.set_char(letter).set_style(style);
            }
            at = column + 1;
        }
        return at;
    }
    buffer.set_stringn(x, y, text, usize::from(width), style).0
}

/// Cuts text to a width in cells; what is cut shows it.
fn cut(text: &str, width: usize, ascii: bool) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;
    if text.width() <= width {
        return text.to_owned();
    }
    let mark = if ascii { "~" } else { "…" };
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push_str(mark);
    }
    kept
}

/// As wide as it may be, filled with spaces.
fn fit(text: &str, width: usize, ascii: bool) -> String {
    use unicode_width::UnicodeWidthStr;
    let mut text = cut(text, width, ascii);
    let missing = width.saturating_sub(text.width());
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// Breaks text into lines of a width in cells, between words; a word that is longer is cut where it must be.
fn wrap(text: &str, width: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    let mut lines = vec![indent.clone()];
    for word in text.split_inclusive(' ').skip_while(|word| word.trim().is_empty()) {
        let line = lines.last().map_or(0, |line| line.width());
        if line + word.trim_end().width() > width && line > indent.width() {
            lines.push(indent.clone());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
    }
    lines.iter().map(|line| cut(line.trim_end(), width, true)).collect()
}

/// Columns before the words of an entry of a list, at most.
const INDENT: usize = 4;

/// An entry of a list, whole: the chosen one is marked, and what goes on stands further in.
fn entry(text: &str, role: Role, is_chosen: bool, width: usize) -> impl Iterator<Item = (Role, String)> + use<> {
    let (role, mark) = if is_chosen { (Role::Selected, '>') } else { (role, ' ') };
    let rows = wrap(text, width.saturating_sub(INDENT)).into_iter().enumerate();
    rows.map(move |(row, text)| (role, if row == 0 { format!("{mark} {text}") } else { format!("    {text}") }))
}

/// What stands below an entry, whole.
fn below(text: &str, role: Role, width: usize) -> impl Iterator<Item = (Role, String)> + use<> {
    wrap(text, width.saturating_sub(INDENT)).into_iter().map(move |text| (role, format!("    {text}")))
}

/// A length in cells as a number of columns.
fn columns(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}
