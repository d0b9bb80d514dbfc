//! The round: the corridor as a grid in cell order, empty cells too, and the count below it.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Look, Parts, columns, cut, put};
use crate::domain::count::Headcount;
use crate::domain::day::{AtDoor, Day, Line, Round, RoundKind};
use crate::domain::local;
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::wording;

/// Columns of a door: the mark of the choice, the number, what was seen, and a space.
const DOOR: u16 = 6;
/// Columns before the first door.
const MARGIN: u16 = 3;
/// Most doors in a row: what an eye counts.
const MOST_IN_A_ROW: u16 = 12;
/// Lines of the count: a rule, names, three rows and the sum.
const COUNT_LINES: u16 = 6;

/// Doors in one row of a screen of this width.
pub(in crate::tui) fn round_columns(width: u16) -> u16 {
    (width.saturating_sub(MARGIN) / DOOR).clamp(1, MOST_IN_A_ROW)
}

/// Draws the round; gives where the choice is.
pub(super) fn list(
    model: &Model,
    round: &Round,
    look: &Look<'_>,
    buffer: &mut Buffer,
    parts: Parts,
) -> Option<Position> {
    let day = model.day.as_ref()?;
    let area = Rect { y: parts.list.y - 1, height: parts.list.height + 2, ..parts.list };
    put(buffer, 1, area.y, area.width - 1, &heading(day, round, look), look.style(Role::Header));
    let doors = doors(day, round);
    let in_row = usize::from(round_columns(area.width));
    let rows = columns(doors.len().div_ceil(in_row));
    // The count stays in sight; a long corridor turns its pages above it.
    let room = area.height.saturating_sub(COUNT_LINES + 1);
    let gap = if rows * 2 < room { 2 } else { 1 };
    let shown = (room / gap).max(1);
    let chosen = model.line().map(|line| line.detainee);
    let at = doors.iter().position(|door| door.people.iter().any(|line| Some(line.detainee) == chosen)).unwrap_or(0);
    let top = columns(at / in_row) / shown * shown;
    let mut cursor = None;
    for (index, door) in doors.iter().enumerate().skip(usize::from(top) * in_row) {
        let (row, column) = (columns(index / in_row) - top, columns(index % in_row));
        if row >= shown {
            break;
        }
        let (x, y) = (MARGIN - 1 + column * DOOR, area.y + 1 + (gap - 1) + row * gap);
        draw(door, index == at, look, buffer, (x, y));
        if index == at {
            cursor = Some(Position::new(x, y));
        }
    }
    let count = Rect { y: area.bottom().saturating_sub(COUNT_LINES), height: COUNT_LINES, ..area };
    table(day, round, look, buffer, count);
    cursor
}

/// `Deuren dicht en telling  12:30-13:00  48 cellen, 46 mensen`
fn heading(day: &Day, round: &Round, look: &Look<'_>) -> String {
    let what = look.words.say(name(round.kind));
    let span = wording::span(round.starts_at, round.ends_at);
    // Of a wing whose cells nobody counted those are known where somebody sleeps.
    let gaps = [("cells", doors(day, round).len().into()), ("people", day.sum.total.into())];
    format!("{}  {}  {}", what.as_str(), span.as_str(), look.words.with(Id::RoundCells, &gaps).as_str())
}

/// What a round is called.
pub(super) const fn name(kind: RoundKind) -> Id {
    match kind {
        RoundKind::Unlock => Id::RoundUnlock,
        RoundKind::LockIn => Id::RoundLockIn,
    }
}

/// A door, and who sleeps behind it.
struct Door<'a> {
    number: String,
    people: Vec<&'a Line>,
    /// What was seen; none for an empty cell.
    state: Option<(AtDoor, Option<RoundKind>)>,
}

/// Every door of the wing in order, and then those whose cell has no number.
fn doors<'a>(day: &'a Day, round: &Round) -> Vec<Door<'a>> {
    let mut by_number: BTreeMap<u16, Vec<&Line>> =
        (1..=day.cells.unwrap_or_default()).map(|number| (number, Vec::new())).collect();
    let mut without = Vec::new();
    for line in &day.lines {
        match line.cell.number {
            Some(number) => by_number.entry(number).or_default().push(line),
            None => without.push(line),
        }
    }
    // Of two behind one door the one who is still to be seen counts.
    let door = |number: String, people: Vec<&'a Line>| {
        let state = people.iter().map(|line| round.at_door(line)).filter(|at| *at != AtDoor::Gone).min();
        Door { number, people, state: state.map(|state| (state, Some(round.kind))) }
    };
    let numbered = by_number.into_iter().map(|(number, people)| door(format!("{number:02}"), people));
    numbered.chain(without.into_iter().map(|line| door(line.cell.spoken(), vec![line]))).collect()
}

const fn sign(state: Option<(AtDoor, Option<RoundKind>)>) -> Option<Id> {
    Some(match state {
        None => Id::DoorEmpty,
        Some((AtDoor::ToDo | AtDoor::Gone, _)) => return None,
        Some((AtDoor::Done, Some(RoundKind::Unlock))) => Id::DoorOpen,
        Some((AtDoor::Done, _)) => Id::DoorClosed,
        Some((AtDoor::StaysInCell, _)) => Id::DoorStays,
        Some((AtDoor::Elsewhere, _)) => Id::DoorElsewhere,
        Some((AtDoor::Outside, _)) => Id::DoorOutside,
    })
}

fn draw(door: &Door<'_>, is_chosen: bool, look: &Look<'_>, buffer: &mut Buffer, (x, y): (u16, u16)) {
    let sign = sign(door.state).map(|id| look.words.say(id));
    let role = match door.state {
        _ if is_chosen => Role::Selected,
        Some((AtDoor::ToDo, _)) => Role::Text,
        None => Role::Quiet,
        Some(_) => Role::Good,
    };
    let marker = if is_chosen { ">" } else { " " };
    let text = format!("{marker}{} {}", door.number, sign.as_ref().map_or("", SafeText::as_str));
    put(buffer, x, y, DOOR, &cut(text.trim_end(), usize::from(DOOR), look.ascii), look.style(role));
}

/// Expected, counted, difference, and who is where.
fn table(day: &Day, round: &Round, look: &Look<'_>, buffer: &mut Buffer, area: Rect) {
    let rule: String = std::iter::repeat_n('-', usize::from(area.width)).collect();
    put(buffer, area.x, area.y, area.width, &rule, look.style(Role::Text));
    let title = format!(" {} ", confirmed(round, look));
    put(buffer, area.x + 2, area.y, area.width - 4, &title, look.style(Role::Text));
    for (y, (role, line)) in (area.y + 1..area.bottom()).zip(rows(day, round, look)) {
        put(buffer, 1, y, area.width - 1, &cut(&line, usize::from(area.width) - 2, look.ascii), look.style(role));
    }
}

/// `Vastgesteld 12:44 MdV, RS  gemeld 12:46`, or that nobody did so yet.
fn confirmed(round: &Round, look: &Look<'_>) -> String {
    let Some(count) = round.counts.last() else { return look.words.say(Id::RoundNotConfirmed).as_str().to_owned() };
    let clock = |at| date::time(local::time_of(at));
    let by: Vec<_> = count.by.iter().map(SafeText::as_str).collect();
    let (at, by) = (clock(count.at), by.join(", "));
    let reported = count.reported_at.map_or_else(|| "-".to_owned(), clock);
    let gaps = [
        ("counted", u64::from(count.counted.total()).into()),
        ("expected", u64::from(count.expected.total()).into()),
        ("time", Arg::Text(&at)),
        ("by", Arg::Text(&by)),
        ("reported", Arg::Text(&reported)),
    ];
    let said = look.words.with(Id::RoundConfirmed, &gaps);
    format!("{}{}", said.as_str(), wording::waiting_sign(count.pending))
}

/// The count as lines: names of the columns, the wing, elsewhere, outside, everybody.
fn rows(day: &Day, round: &Round, look: &Look<'_>) -> Vec<(Role, String)> {
    let (expected, counted) = (round.expected(&day.lines), round.counted(&day.lines));
    let say = |id| look.words.say(id).as_str().to_owned();
    let names =
        format!("{:10} {:>8} {:>8} {:>8}", "", say(Id::ColumnShould), say(Id::ColumnCounted), say(Id::ColumnGap));
    let row = |name: Id, of: fn(Headcount) -> u32, who: String| {
        let (should, is) = (of(expected), of(counted));
        let gap = i64::from(is) - i64::from(should);
        let role = if gap == 0 { Role::Text } else { Role::Attention };
        (role, format!("{:10} {should:>8} {is:>8} {gap:>8}   {who}", say(name)))
    };
    let cells = |at: AtDoor| {
        let behind = day.lines.iter().filter(|line| round.at_door(line) == at);
        let one = |line: &Line| {
            let place = line.away(day.now).map(|item| match &item.place {
                Some(place) => place.as_str().to_owned(),
                None => say(wording::kind(item.kind).1),
            });
            [Some(line.cell.spoken()), place].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        behind.map(one).collect::<Vec<_>>().join(", ")
    };
    let to_do = cells(AtDoor::ToDo);
    let to_do = if to_do.is_empty() {
        say(Id::RoundAllDone)
    } else {
        look.words.with(Id::RoundToDo, &[("cells", Arg::Text(&to_do))]).as_str().to_owned()
    };
    vec![
        (Role::Quiet, names),
        row(Id::RoundOnWing, |count| count.on_wing.into(), to_do),
        row(Id::RoundElsewhere, |count| count.elsewhere.into(), cells(AtDoor::Elsewhere)),
        row(Id::RoundOutside, |count| count.outside.into(), cells(AtDoor::Outside)),
        row(Id::RoundTogether, Headcount::total, String::new()),
    ]
}

/// The round as lines, for who hears it: the count, and then the doors where something is to be done.
pub(super) fn spoken(model: &Model, round: &Round, look: &Look<'_>) -> Vec<String> {
    let Some(day) = &model.day else { return Vec::new() };
    let mut lines = vec![heading(day, round, look), confirmed(round, look)];
    let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.extend(rows(day, round, look).into_iter().skip(1).map(|(_, text)| squeezed(text)));
    lines
}
