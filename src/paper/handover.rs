//! The shift handover as it fills itself in: by rank what the next shift has to know, about whom, and for when.

use super::{Asked, Cell, Column, Sheet, Shown, column, day};
use crate::domain::day::{Day, Line};
use crate::domain::handover::{Draft, Point, compile};
use crate::domain::id::DetaineeId;
use crate::domain::look::List;
use crate::domain::shift::Turn;
use crate::text::{Arg, Id, SafeText, Words, date};
use crate::{domain::local, wording};

/// Of more people than this their number is said, not their names.
const MOST_NAMED: usize = 3;

const COLUMNS: &[Column] = &[
    column("rank", Id::ColumnRank, Shown::Everywhere),
    column("number", Id::ColumnNumber, Shown::Everywhere),
    column("cells", Id::ColumnCell, Shown::Everywhere),
    column("names", Id::ColumnName, Shown::Everywhere),
    column("people", Id::ColumnPeople, Shown::InData),
    column("kind", Id::ColumnKind, Shown::InData),
    column("what", Id::ColumnWhat, Shown::Everywhere),
    column("due_at", Id::ColumnDue, Shown::InData),
    column("due", Id::ColumnDue, Shown::OnPaper),
];

impl Sheet {
    /// Makes the list of a handover. `others` are the days beside this one that the two shifts reach into.
    pub fn handover(day: &Day, others: &[&Day], asked: &Asked<'_>, words: &Words) -> Self {
        let draft = compile(day, others);
        // As they are today; of whoever left meanwhile as they were.
        let lines = || [day].into_iter().chain(others.iter().copied()).flat_map(|day| &day.lines);
        let find = |person: DetaineeId| lines().find(move |line| line.detainee == person);
        let rows = (1..).zip(&draft.points).map(|(number, point)| row(number, point, day, &find, asked, words));
        let asked = Asked { list: List::Handover, ..*asked };
        let mut sheet = Self::of(day, &asked, words, (COLUMNS, rows.collect()));
        sheet.heading.splice(0..0, heading(&draft, words));
        sheet
    }
}

/// Who hands over to whom, the last count, and that nobody gave it yet.
fn heading(draft: &Draft, words: &Words) -> Vec<SafeText> {
    let name =
        |turn: &Option<Turn>| turn.as_ref().map_or_else(|| words.say(Id::ShiftUnknown), |turn| turn.name.clone());
    let (from, to) = (name(&draft.change.from), name(&draft.change.to));
    let mut lines = vec![words.with(Id::HandoverFromTo, &[("from", (&from).into()), ("to", (&to).into())])];
    lines.push(match &draft.count {
        None => words.say(Id::HandoverNoCount),
        Some((at, expected, counted)) => {
            let time = date::time(local::time_of(*at));
            let gaps = [
                ("time", Arg::Text(&time)),
                ("counted", u64::from(counted.total()).into()),
                ("expected", u64::from(expected.total()).into()),
            ];
            words.with(Id::HandoverCount, &gaps)
        }
    });
    lines.push(words.say(Id::HandoverNotGiven));
    lines
}

fn row<'a>(
    number: usize,
    point: &Point,
    day: &Day,
    find: &impl Fn(DetaineeId) -> Option<&'a Line>,
    asked: &Asked<'_>,
    words: &Words,
) -> Vec<Cell> {
    let people: Vec<&Line> = point.people.iter().filter_map(|person| find(*person)).collect();
    let many = point.people.len() > MOST_NAMED;
    let cells: Vec<_> = people.iter().map(|line| SafeText::line(&line.cell.spoken())).collect();
    let names: Vec<_> = people.iter().map(|line| line.name.clone()).collect();
    let name = match point.people.len() {
        0 => Cell::Word(Id::HandoverWing),
        people if many => Cell::Text(words.with(Id::TimePeople, &[("people", people.into())])),
        _ if asked.hidden => Cell::Nothing,
        _ => day::joined(&names),
    };
    let due = point.due.map(|at| {
        let time = date::time(local::time_of(at));
        let on = local::date_of(at);
        SafeText::line(&if on == day.date { time } else { format!("{} {time}", date::day_month(on)) })
    });
    vec![
        Cell::Word(wording::rank(point.rank)),
        Cell::Count(number),
        day::joined(&cells),
        name,
        Cell::Count(point.people.len()),
        Cell::Text(SafeText::line(point.what.code())),
        Cell::Text(wording::point(&point.what, asked.hidden, words)),
        Cell::time(point.due),
        Cell::text(due.as_ref()),
    ]
}
