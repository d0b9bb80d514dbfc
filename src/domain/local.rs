//! Local time: the wall clock of the Netherlands, where a day can have 23 or 25 hours.

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};

/// The zone of every Dutch prison.
pub const ZONE: Tz = Amsterdam;

/// Why a wall-clock time is not one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    /// The clock jumps over this time (last Sunday of March).
    #[error("this time does not exist: the clock goes forward that night")]
    Gap,
    /// The clock shows this time twice (last Sunday of October).
    #[error("this time exists twice: the clock goes back that night")]
    Ambiguous,
}

/// The local date of an instant.
pub fn date_of(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&ZONE).date_naive()
}

/// The wall clock at an instant.
pub fn time_of(instant: DateTime<Utc>) -> NaiveTime {
    instant.with_timezone(&ZONE).time()
}

/// The instant of a wall-clock time.
///
/// # Errors
/// When the time does not exist or exists twice.
pub fn instant(local: NaiveDateTime) -> Result<DateTime<Utc>, LocalTimeError> {
    match ZONE.from_local_datetime(&local) {
        LocalResult::Single(time) => Ok(time.with_timezone(&Utc)),
        LocalResult::Ambiguous(..) => Err(LocalTimeError::Ambiguous),
        LocalResult::None => Err(LocalTimeError::Gap),
    }
}

/// The instant of a wall-clock time, whatever the clock does that night: the first of two, or the end of the gap.
pub fn instant_lossy(local: NaiveDateTime) -> DateTime<Utc> {
    match ZONE.from_local_datetime(&local) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => time.with_timezone(&Utc),
        LocalResult::None => {
            // Gaps of this zone are one hour long.
            let later = local + chrono::TimeDelta::hours(1);
            ZONE.from_local_datetime(&later).earliest().map_or_else(|| local.and_utc(), |time| time.with_timezone(&Utc))
        }
    }
}

/// First and last instant (exclusive) of a local day.
pub fn bounds(day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    (instant_lossy(day.and_time(NaiveTime::MIN)), instant_lossy(next.and_time(NaiveTime::MIN)))
}

/// ISO week number of a day.
pub fn iso_week(day: NaiveDate) -> u32 {
    day.iso_week().week()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d).expect("date").and_hms_opt(h, min, 0).expect("time")
    }

    #[test]
    fn a_time_in_the_spring_gap_is_refused_and_its_lossy_instant_is_the_end_of_the_gap() {
        let gap = at(2027, 3, 28, 2, 30);
        assert_eq!(instant(gap), Err(LocalTimeError::Gap));
        assert_eq!(instant_lossy(gap).to_rfc3339(), "2027-03-28T01:30:00+00:00");
    }

    #[test]
    fn a_time_in_the_autumn_hour_is_ambiguous() {
        assert_eq!(instant(at(2026, 10, 25, 2, 30)), Err(LocalTimeError::Ambiguous));
    }

    #[test]
    fn the_days_of_a_clock_change_have_23_and_25_hours() {
        let hours = |y, m, d| {
            let (from, to) = bounds(NaiveDate::from_ymd_opt(y, m, d).expect("date"));
            (to - from).num_hours()
        };
        assert_eq!((hours(2027, 3, 28), hours(2026, 10, 25), hours(2026, 11, 23)), (23, 25, 24));
    }
}
