//! Dates and times as people here write them: `ma 23-11-2026`, `07:52`. Our own, so that no machine's locale matters.

mod read;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

pub use read::read;

use super::Lang;

/// `23-11-2026`
pub fn date(date: NaiveDate) -> String {
    format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
}

/// `23-11`
pub fn day_month(date: NaiveDate) -> String {
    format!("{:02}-{:02}", date.day(), date.month())
}

/// `07:52`
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Minutes as hours and minutes: `2:30`.
pub fn hours(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// `ma`, `Mo`: a weekday in two letters.
pub const fn weekday(day: Weekday, lang: Lang) -> &'static str {
    match (lang, day) {
        (Lang::Nl, Weekday::Mon) => "ma",
        (Lang::Nl, Weekday::Tue) => "di",
        (Lang::Nl, Weekday::Wed) => "wo",
        (Lang::Nl, Weekday::Thu) => "do",
        (Lang::Nl, Weekday::Fri) => "vr",
        (Lang::Nl, Weekday::Sat) => "za",
        (Lang::Nl, Weekday::Sun) => "zo",
        (Lang::En, Weekday::Mon) => "Mo",
        (Lang::En, Weekday::Tue) => "Tu",
        (Lang::En, Weekday::Wed) => "We",
        (Lang::En, Weekday::Thu) => "Th",
        (Lang::En, Weekday::Fri) => "Fr",
        (Lang::En, Weekday::Sat) => "Sa",
        (Lang::En, Weekday::Sun) => "Su",
    }
}

/// `ma 23-11-2026 week 48`: the week is ISO 8601's in both languages.
pub fn day_and_week(day: NaiveDate, lang: Lang) -> String {
    format!("{} {} week {}", weekday(day.weekday(), lang), date(day), day.iso_week().week())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_with_its_weekday_and_its_iso_week() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        assert_eq!(day_and_week(day(2026, 11, 23), Lang::Nl), "ma 23-11-2026 week 48");
        assert_eq!(day_and_week(day(2027, 1, 1), Lang::En), "Fr 01-01-2027 week 53");
    }
}
