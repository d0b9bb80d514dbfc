//! One value at a time: dates, times and instants as the source writes them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

use super::reason::Reason;
use crate::domain::file::BirthDate;
use crate::domain::local::{self, LocalTimeError};

/// Years that a date of this domain can have. Anything else is a typing error.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;

/// `2026-11-23` or `23-11-2026`, as three numbers: year, month, day.
fn parts(text: &str) -> Result<(i32, u32, u32), Reason> {
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let pieces: Vec<&str> = text.split('-').collect();
    let [first, month, last] = pieces.as_slice() else { return Err(Reason::NotADate) };
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) => (first, last),
        (1..=2, 4) => (last, first),
        _ => return Err(Reason::NotADate),
    };
    if !(digits(year) && digits(month) && digits(day) && (1..=2).contains(&month.len())) {
        return Err(Reason::NotADate);
    }
    let bad = |_| Reason::NotADate;
    let year: i32 = year.parse().map_err(bad)?;
    if !YEARS.contains(&year) {
        return Err(Reason::OutOfRange { least: (*YEARS.start()).into(), most: (*YEARS.end()).into() });
    }
    Ok((year, month.parse().map_err(bad)?, day.parse().map_err(bad)?))
}

/// A date.
pub(super) fn date(text: &str) -> Result<NaiveDate, Reason> {
    let (year, month, day) = parts(text)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::NotADate)
}

/// A birth date, of which day, or day and month, can be `00`.
pub(super) fn birth_date(text: &str) -> Result<BirthDate, Reason> {
    let (year, month, day) = parts(text)?;
    let known = |part: u32| (part > 0).then_some(part);
    match (known(month), known(day)) {
        (None, Some(_)) => Err(Reason::NotADate),
        (month, day) => {
            NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or(Reason::NotADate)?;
            Ok(BirthDate { year, month, day })
        }
    }
}

/// A wall-clock time: `14:30` or `14:30:15`.
pub(super) fn time(text: &str) -> Result<NaiveTime, Reason> {
    let number = |part: &str| {
        let shape = (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| shape).ok_or(Reason::NotATime)
    };
    let pieces: Vec<&str> = text.split(':').collect();
    let (hour, minute, second) = match pieces.as_slice() {
        [hour, minute] => (number(hour)?, number(minute)?, 0),
        [hour, minute, second] => (number(hour)?, number(minute)?, number(second)?),
        _ => return Err(Reason::NotATime),
    };
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(Reason::NotATime)
}

/// `+01:00`, `+0100`, `+01` or `Z`.
fn offset(text: &str) -> Option<FixedOffset> {
    if text.eq_ignore_ascii_case("z") {
        return FixedOffset::east_opt(0);
    }
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = match digits.len() {
        2 => (number, 0),
        4 => (number / 100, number % 100),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| FixedOffset::east_opt(sign * (hours * 60 + minutes) * 60)).flatten()
}

/// An instant: a local time, or a time with its offset.
pub(super) fn instant(text: &str) -> Result<DateTime<Utc>, Reason> {
    let (day, rest) = text.split_once([' ', 'T']).ok_or(Reason::NotADateTime)?;
    let day = date(day).map_err(|reason| match reason {
        Reason::NotADate => Reason::NotADateTime,
        other => other,
    })?;
    let at = rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(at);
    let local = day.and_time(time(clock.trim()).map_err(|_| Reason::NotADateTime)?);
    if !zone.is_empty() {
        let offset = offset(zone.trim()).ok_or(Reason::NotADateTime)?;
        let instant = local.and_local_timezone(offset).single().ok_or(Reason::NotADateTime)?;
        return Ok(instant.with_timezone(&Utc));
    }
    local::instant(local).map_err(|error| match error {
        LocalTimeError::Gap => Reason::TimeSkipped,
        LocalTimeError::Ambiguous => Reason::TimeTwice,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_both_ways_round_and_nothing_else() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).expect("a date");
        assert_eq!((date("2026-11-03"), date("03-11-2026"), date("3-11-2026")), (Ok(day), Ok(day), Ok(day)));
        for bad in ["", "2026-11", "2026/11/03", "2026-13-01", "2026-02-30", "26-11-03", "+026-11-03", "2026-11-03 "] {
            assert_eq!(date(bad), Err(Reason::NotADate), "{bad}");
        }
        assert_eq!(date("0026-11-03"), Err(Reason::OutOfRange { least: 1800, most: 2200 }));
    }

    #[test]
    fn a_birth_date_can_lack_its_day_or_its_day_and_month() {
        let born = |month, day| Ok(BirthDate { year: 1968, month, day });
        assert_eq!(birth_date("1968-00-00"), born(None, None));
        assert_eq!(birth_date("00-00-1968"), born(None, None));
        assert_eq!(birth_date("1968-05-00"), born(Some(5), None));
        assert_eq!(birth_date("1968-05-17"), born(Some(5), Some(17)));
        assert_eq!(birth_date("1968-00-17"), Err(Reason::NotADate));
        assert_eq!(birth_date("1967-02-29"), Err(Reason::NotADate));
    }

    #[test]
    fn times_are_local_and_clock_changes_need_an_offset() {
        let utc = |text: &str| instant(text).map(|at| at.to_rfc3339());
        assert_eq!(utc("2026-11-23 14:30"), Ok("2026-11-23T13:30:00+00:00".into()));
        assert_eq!(utc("23-11-2026T14:30:15"), Ok("2026-11-23T13:30:15+00:00".into()));
        assert_eq!(utc("2027-03-28 02:30"), Err(Reason::TimeSkipped));
        assert_eq!(utc("2026-10-25 02:30"), Err(Reason::TimeTwice));
        assert_eq!(utc("2026-10-25 02:30+02:00"), Ok("2026-10-25T00:30:00+00:00".into()));
        assert_eq!(utc("2026-10-25 02:30 +0100"), Ok("2026-10-25T01:30:00+00:00".into()));
        assert_eq!(utc("2026-10-25T02:30Z"), Ok("2026-10-25T02:30:00+00:00".into()));
        for bad in ["2026-11-23", "14:30", "2026-11-23 24:00", "2026-11-23 14.30", "2026-11-23 14:30+25", "é 1"] {
            assert_eq!(utc(bad), Err(Reason::NotADateTime), "{bad}");
        }
    }
}
