//! Days as people type them: `morgen`, `ma`, `+3`, `24-11`, `wk 48`. Dutch and English both, whichever is on screen.

use chrono::{Datelike, Days, IsoWeek, NaiveDate, TimeDelta, Weekday};

/// Days with a name of their own, and how far from today they are.
const NAMED: [(&str, i64); 8] = [
    ("vandaag", 0),
    ("today", 0),
    ("morgen", 1),
    ("tomorrow", 1),
    ("overmorgen", 2),
    ("gisteren", -1),
    ("yesterday", -1),
    ("eergisteren", -2),
];
/// Weekdays, from Monday on.
const WEEK: [[&str; 7]; 2] = [
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
];
/// Fewest letters of a weekday.
const LEAST: usize = 2;
/// Farthest that a number of days reaches.
const MAX_DAYS: i64 = 3_660;
/// What may stand between day, month and year.
const BETWEEN: [char; 4] = ['-', '/', '.', ' '];
/// Years that are written with two digits are these.
const CENTURY: i32 = 2000;

/// The day that a text means, seen from today.
///
/// - `vandaag`, `morgen`, `overmorgen`, `gisteren`, `eergisteren`
/// - `ma`, `dins`, `zaterdag`: the next one after today
/// - `+3`, `-2`: so many days from today
/// - `wk 48`, `week 48`: the Monday of that ISO week, of the year in which it is nearest
/// - `24-11`: of the year in which it is nearest; `24-11-2026`, `24/11/26`
pub fn read(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let named = NAMED.iter().find(|(name, _)| *name == text).map(|(_, days)| *days);
    if let Some(days) = named.or_else(|| signed(&text)) {
        return today.checked_add_signed(TimeDelta::days(days));
    }
    if let Some(day) = weekday(&text) {
        return next(day, today);
    }
    let week = ["week", "wk", "w"].iter().find_map(|word| text.strip_prefix(word)).map(str::trim);
    match week {
        Some(number) => monday(number.parse().ok()?, today),
        None => by_number(&text, today),
    }
}

/// `+3` and `-2`.
fn signed(text: &str) -> Option<i64> {
    let days = text.starts_with(['+', '-']).then(|| text.parse().ok())??;
    (-MAX_DAYS..=MAX_DAYS).contains(&days).then_some(days)
}

fn weekday(text: &str) -> Option<Weekday> {
    let begins = |name: &&str| text.chars().count() >= LEAST && name.starts_with(text);
    let found = WEEK.iter().find_map(|names| names.iter().position(&begins))?;
    Weekday::try_from(u8::try_from(found).ok()?).ok()
}

fn next(day: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = day.days_since(today.weekday());
    today.checked_add_days(Days::new(u64::from(if ahead == 0 { 7 } else { ahead })))
}

fn monday(week: u32, today: NaiveDate) -> Option<NaiveDate> {
    let year = IsoWeek::year(&today.iso_week());
    nearest(year, today, |year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon))
}

fn by_number(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let numbers: Option<Vec<u32>> = text.split(BETWEEN).map(|part| part.parse().ok()).collect();
    match numbers?.as_slice() {
        [day, month] => nearest(today.year(), today, |year| NaiveDate::from_ymd_opt(year, *month, *day)),
        [day, month, year] => {
            let year = i32::try_from(*year).ok()?;
            let year = if (0..100).contains(&year) { CENTURY + year } else { year };
            NaiveDate::from_ymd_opt(year, *month, *day)
        }
        _ => None,
    }
}

/// Of the same day in three years, the one nearest to today.
fn nearest(year: i32, today: NaiveDate, in_year: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let years = (year - 1)..=(year + 1);
    years.filter_map(in_year).min_by_key(|day| (*day - today).num_days().abs())
}

#[cfg(test)]
mod tests {
    use super::super::date;
    use super::*;

    /// A Friday, in week 48.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 27).expect("a date")
    }

    #[test]
    fn a_day_is_understood_as_people_type_it() {
        let cases = [
            ("vandaag", "27-11-2026"),
            (" Morgen ", "28-11-2026"),
            ("yesterday", "26-11-2026"),
            ("ma", "30-11-2026"),
            ("maandag", "30-11-2026"),
            ("Mon", "30-11-2026"),
            ("th", "03-12-2026"),
            // A week on: today has a name of its own.
            ("vr", "04-12-2026"),
            ("+3", "30-11-2026"),
            ("-2", "25-11-2026"),
            ("24-11", "24-11-2026"),
            ("2/1", "02-01-2027"),
            ("24.11.25", "24-11-2025"),
            ("1 3 2027", "01-03-2027"),
            ("wk 48", "23-11-2026"),
            ("week 2", "11-01-2027"),
            ("w53", "28-12-2026"),
        ];
        for (text, day) in cases {
            assert_eq!(read(text, today()).map(date).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        let cases = ["", "m", "x", "24", "31-2", "32-1", "1-13", "wk 54", "wk", "+99999", "+", "-", "1-2-3-4", "éé"];
        for text in cases {
            assert_eq!(read(text, today()), None, "{text}");
        }
    }

    #[test]
    fn every_day_that_is_written_is_read_again() {
        for days in 0..800 {
            let day = today() + Days::new(days);
            assert_eq!(read(&date(day), today()), Some(day));
        }
    }
}
