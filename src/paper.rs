//! Lists that leave the program: a wing's day and the emergency list, as text to print, a web page, a table, or JSON for other programs.

mod day;
mod emergency;
mod handover;
mod render;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::day::{By, Day};
use crate::domain::local;
use crate::domain::look::List;
use crate::text::{Arg, Id, SafeText, Words, date};

pub use render::{csv, html, json, text};

/// Columns of text on a page of A4 with ten letters to the inch.
pub const WIDTH: u16 = 78;

/// What a list is made of, besides the day.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Which list.
    pub list: List,
    /// The order of a day; the emergency list has its own.
    pub by: By,
    /// Leave out names.
    pub hidden: bool,
    /// Who takes the list: it stands on it.
    pub taken_by: Option<&'a SafeText>,
    /// When this terminal was last in step with the hub.
    pub synced_at: Option<DateTime<Utc>>,
}

/// One field of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text as it is.
    Text(SafeText),
    /// Text that the program says: words for people, the name of the message (`state-left`) for programs.
    Word(Id),
    /// A number.
    Count(usize),
    /// A time: `07:51` for people, RFC 3339 in UTC for programs.
    Time(DateTime<Utc>),
    /// There is nothing to say.
    Nothing,
    /// It cannot be known: a dash for people.
    Unknown,
}

impl Cell {
    fn text(text: Option<&SafeText>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.clone()))
    }

    fn time(at: Option<DateTime<Utc>>) -> Self {
        at.map_or(Self::Nothing, Self::Time)
    }

    fn word(id: Option<Id>) -> Self {
        id.map_or(Self::Nothing, Self::Word)
    }

    /// What people read.
    fn shown(&self, words: &Words) -> String {
        match self {
            Self::Text(text) => text.as_str().to_owned(),
            Self::Word(id) => words.say(*id).as_str().to_owned(),
            Self::Count(count) => count.to_string(),
            Self::Time(at) => date::time(local::time_of(*at)),
            Self::Nothing => String::new(),
            Self::Unknown => "-".to_owned(),
        }
    }
}

/// Where a column is shown: a page has room for few and wants them told together, a program wants each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Everywhere,
    OnPaper,
    InData,
}

/// A column of a list.
#[derive(Clone, Copy, Debug)]
struct Column {
    /// Its name for programs; it does not change.
    key: &'static str,
    title: Id,
    shown: Shown,
}

const fn column(key: &'static str, title: Id, shown: Shown) -> Column {
    Column { key, title, shown }
}

/// A list: what stands above it, and its rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    list: List,
    by: By,
    facility: Option<SafeText>,
    wing: Option<SafeText>,
    date: NaiveDate,
    at: DateTime<Utc>,
    source_at: Option<DateTime<Utc>>,
    synced_at: Option<DateTime<Utc>>,
    /// Everybody, on the wing, elsewhere, outside.
    people: [usize; 4],
    not_recorded: usize,
    title: SafeText,
    /// What stands between the title and the rows.
    heading: Vec<SafeText>,
    columns: &'static [Column],
    rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Makes the list of a day. Nobody who is on the wing is left out.
    pub fn new(day: &Day, asked: &Asked<'_>, words: &Words) -> Self {
        let (columns, rows) = match asked.list {
            List::Day => day::rows(day, asked, words),
            List::Emergency => emergency::rows(day, asked, words),
            List::Handover => return Self::handover(day, &[], asked, words),
        };
        Self::of(day, asked, words, (columns, rows))
    }

    fn of(day: &Day, asked: &Asked<'_>, words: &Words, (columns, rows): (&'static [Column], Vec<Vec<Cell>>)) -> Self {
        Self {
            list: asked.list,
            by: asked.by,
            facility: day.facility.clone(),
            wing: day.wing_code.clone(),
            date: day.date,
            at: day.now,
            source_at: day.source_at,
            synced_at: asked.synced_at,
            people: [day.sum.total, day.sum.on_wing, day.sum.elsewhere, day.sum.outside],
            not_recorded: day.not_recorded,
            title: title(day, asked, words),
            heading: heading(day, asked, words),
            columns,
            rows,
        }
    }
}

/// `A1  Noodlijst  ma 23-11-2026 week 48  13:26`
fn title(day: &Day, asked: &Asked<'_>, words: &Words) -> SafeText {
    let name = match (asked.list, asked.by) {
        (List::Emergency, _) => Id::TitleEmergency,
        (List::Handover, _) => Id::TitleShiftHandover,
        (List::Day, By::Person) => Id::TitleDayByPerson,
        (List::Day, By::Time) => Id::TitleDayByTime,
        (List::Day, By::Place) => Id::TitleDayByPlace,
    };
    let wing = day.wing_code.clone().unwrap_or_default();
    let when = date::day_and_week(day.date, words.lang());
    let clock = date::time(local::time_of(day.now));
    SafeText::line(&format!("{}  {}  {when}  {clock}", wing.as_str(), words.say(name).as_str()))
}

/// The sum of people, what is not recorded, how old everything is, and who took the list.
fn heading(day: &Day, asked: &Asked<'_>, words: &Words) -> Vec<SafeText> {
    let gaps = [
        ("total", day.sum.total.into()),
        ("wing", day.sum.on_wing.into()),
        ("elsewhere", day.sum.elsewhere.into()),
        ("outside", day.sum.outside.into()),
    ];
    let mut lines =
        vec![words.with(Id::SumOfPeople, &gaps), words.with(Id::NotRecorded, &[("items", day.not_recorded.into())])];
    if day.unknown > 0 {
        lines.push(words.with(Id::SumUnknown, &[("rows", day.unknown.into())]));
    }
    let moment =
        |at: DateTime<Utc>| format!("{} {}", date::day_month(local::date_of(at)), date::time(local::time_of(at)));
    let ages = [(Id::AgeSource, day.source_at), (Id::SyncedAt, asked.synced_at)];
    let ages = ages.into_iter().filter_map(|(id, at)| Some(words.with(id, &[("time", Arg::Text(&moment(at?)))])));
    let by = asked
        .taken_by
        .map(|by| words.with(Id::PaperTakenBy, &[("who", by.into()), ("time", Arg::Text(&moment(day.now)))]));
    lines.extend(ages.chain(by));
    lines
}
