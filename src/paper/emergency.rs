//! The emergency list (*noodlijst*): where everybody is now and when they were last seen; who is not certain comes first.

use super::{Asked, Cell, Column, Shown, column, day};
use crate::domain::day::{Day, Line, Whereabouts};
use crate::text::{Id, SafeText, Words};
use crate::wording;

const COLUMNS: &[Column] = &[
    column("cell", Id::ColumnCell, Shown::Everywhere),
    column("name", Id::ColumnName, Shown::Everywhere),
    column("whereabouts", Id::ColumnWhere, Shown::Everywhere),
    column("place", Id::ColumnPlaceName, Shown::Everywhere),
    column("seen_at", Id::ColumnSeen, Shown::Everywhere),
    column("not_recorded", Id::ColumnUncertain, Shown::InData),
    column("remark", Id::ColumnRemark, Shown::OnPaper),
];

pub(super) fn rows(day: &Day, asked: &Asked<'_>, words: &Words) -> (&'static [Column], Vec<Vec<Cell>>) {
    let mut lines: Vec<&Line> = day.lines.iter().collect();
    lines.sort_by_key(|line| (line.not_recorded() == 0, rank(line.whereabouts)));
    (COLUMNS, lines.into_iter().map(|line| row(day, line, asked, words)).collect())
}

/// Who is least certain comes first; on the wing last.
const fn rank(whereabouts: Whereabouts) -> u8 {
    match whereabouts {
        Whereabouts::Underway => 0,
        Whereabouts::ElsewhereInside => 1,
        Whereabouts::Outside => 2,
        Whereabouts::OnWing | Whereabouts::InCell => 3,
        Whereabouts::Departed => 4,
    }
}

fn row(day: &Day, line: &Line, asked: &Asked<'_>, words: &Words) -> Vec<Cell> {
    let away = line.away(day.now);
    let what = away.map(|item| item.place.clone().unwrap_or_else(|| words.say(wording::kind(item.kind).1)));
    let missing = line.not_recorded();
    let remark = (missing > 0).then(|| words.with(Id::TimeMissing, &[("items", missing.into())]));
    let moved = line.movements.iter().map(|movement| wording::not_yet(&movement.kind, words));
    let remarks: Vec<_> = remark.into_iter().chain(moved).collect();
    vec![
        Cell::Text(SafeText::line(&line.cell.spoken())),
        day::name(line, asked),
        Cell::Word(wording::whereabouts(line.whereabouts)),
        Cell::text(what.as_ref()),
        Cell::time(line.last_seen()),
        Cell::Count(missing),
        day::joined(&remarks),
    ]
}
