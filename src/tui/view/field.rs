//! A field for text above the last two lines, where the eye is when typing; and the month, for a day. Gives where the cursor belongs.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::popup::{self, window};
use super::{Look, columns};
use crate::domain::local;
use crate::text::{Arg, Id, date};
use crate::tui::field::Field;
use crate::tui::model::{Input, Model, Texts};
use crate::tui::theme::Role;
use crate::tui::update::input::day_in;

/// Lines of a note that are seen at once.
const NOTE_LINES: u16 = 4;
/// The same in a small window.
const FEW_LINES: u16 = 2;
/// From this height on there is room for the first.
const ROOMY: u16 = 20;
/// Lines of the frame below the field.
const BELOW: u16 = 2;
/// Weeks that a month can touch.
const WEEKS: u64 = 6;

pub(super) fn draw(
    model: &Model,
    what: Input,
    field: &Field,
    look: &Look<'_>,
    buffer: &mut Buffer,
    area: Rect,
) -> Position {
    let several = if area.height < ROOMY { FEW_LINES } else { NOTE_LINES };
    let lines = if field.has_lines() { several } else { 1 };
    let top = area.height.saturating_sub(BELOW + lines + 1);
    let label = look.words.say(label(what));
    popup::heading(label.as_str(), Rect::new(0, top, area.width, lines + 1), look, buffer);
    let inside = Rect::new(1, top + 1, area.width.saturating_sub(2), lines);
    if what == Input::Date {
        let chosen = day_in(model, &field.text(), local::date_of(look.now));
        month(chosen, look, buffer, area);
    }
    write(field, look, buffer, inside)
}

/// The text, with its last words in sight where the cursor is.
fn write(field: &Field, look: &Look<'_>, buffer: &mut Buffer, inside: Rect) -> Position {
    buffer.set_style(inside, look.style(Role::Text));
    field.area().render(inside, buffer);
    let (top, left) = field.area().scroll_offset();
    let cursor = field.area().screen_cursor();
    let x = inside.x + columns(cursor.col).saturating_sub(left);
    let y = inside.y + columns(cursor.row).saturating_sub(top);
    Position::new(x.min(inside.right()), y.min(inside.bottom().saturating_sub(1)))
}

/// What is asked.
pub(super) const fn label(what: Input) -> Id {
    match what {
        Input::Filter => Id::AskFilter,
        Input::New(Texts::Notes, _) => Id::AskNote,
        Input::New(Texts::Handover, _) => Id::AskEntry,
        Input::Edit(Texts::Notes, ..) => Id::AskEdit,
        Input::Edit(Texts::Handover, ..) => Id::AskEditEntry,
        Input::Arrival => Id::AskArrival,
        Input::Count => Id::AskCount,
        Input::Mdo(..) => Id::AskMdo,
        Input::Hours(_) => Id::AskHours,
        Input::Incident(..) => Id::AskIncident,
        Input::Apart(_) => Id::AskApart,
        Input::Request(..) => Id::AskRequest,
        Input::Answer(_) => Id::AskAnswer,
        Input::NextTalk(_) => Id::AskNextTalk,
        Input::Contact(..) => Id::AskContact,
        Input::Words(..) => Id::AskAnswerWords,
        Input::Child(..) => Id::AskChild,
        Input::Cell(_) => Id::AskCell,
        Input::Time => Id::AskTime,
        Input::Date => Id::AskDate,
        Input::Move(_) => Id::AskMove,
        Input::Place(_) => Id::AskPlace,
        Input::Advice(_) => Id::AskAdvice,
    }
}

/// The month of the chosen day: weeks by their ISO number, Monday first, the chosen day marked, and today.
fn month(chosen: NaiveDate, look: &Look<'_>, buffer: &mut Buffer, area: Rect) {
    let today = local::date_of(look.now);
    let year = chosen.year().to_string();
    let gaps = [("month", u64::from(chosen.month()).into()), ("year", Arg::Text(&year))];
    let title = look.words.with(Id::TitleMonth, &gaps);
    let Some(first) = chosen.with_day(1).map(|first| first.week(chrono::Weekday::Mon).first_day()) else { return };
    let name = |offset| date::weekday((first + Days::new(offset)).weekday(), look.words.lang());
    let names: String = (0..7).flat_map(|offset| ["  ", name(offset)]).collect();
    let heading = format!("{:>3} {names}", look.words.say(Id::MonthWeek).as_str());
    let mut lines = vec![(Role::Quiet, heading)];
    for week in 0..WEEKS {
        let monday = first + Days::new(7 * week);
        if monday > chosen && monday.month() != chosen.month() {
            break;
        }
        let is_here = monday.iso_week() == chosen.iso_week();
        let days: String = (0..7).map(|offset| cell(monday + Days::new(offset), chosen, today)).collect();
        let text = format!("{:>3} {days}", monday.iso_week().week());
        lines.push((if is_here { Role::Selected } else { Role::Text }, text));
    }
    window(title.as_str(), &lines, look, buffer, area);
}

/// A day in four columns: `>` for the chosen one, `*` for today, nothing for those of other months.
fn cell(day: NaiveDate, chosen: NaiveDate, today: NaiveDate) -> String {
    let mark = match day {
        _ if day.month() != chosen.month() => return "    ".to_owned(),
        day if day == chosen => '>',
        day if day == today => '*',
        _ => ' ',
    };
    format!(" {mark}{:>2}", day.day())
}
