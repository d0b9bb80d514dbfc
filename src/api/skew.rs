//! How far the terminal's clock is from the hub's, by the `Date` of the hub's answers.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{DATE, HeaderMap};

/// The terminal's clock, read by whoever owns one.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Longest time that an answer can have been on its way; before that a long poll waited at the hub.
const LONGEST_WAY: TimeDelta = TimeDelta::seconds(10);
/// A `Date` has no parts of a second.
const ONE_SECOND: TimeDelta = TimeDelta::seconds(1);

/// What the last answer said.
#[derive(Clone)]
pub(super) struct Skew {
    clock: Clock,
    found: Arc<Mutex<Option<TimeDelta>>>,
}

impl Skew {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, found: Arc::default() }
    }

    /// How far the terminal's clock is ahead; behind is negative. None before a hub said what time it is.
    pub(super) fn found(&self) -> Option<TimeDelta> {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An answer came, this long after it was asked for. One without a readable `Date` says nothing.
    pub(super) fn note(&self, headers: &HeaderMap, waited: Duration) {
        let said = headers.get(DATE).and_then(|date| date.to_str().ok());
        let Some(said) = said.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) else { return };
        let found = skew(said.to_utc(), (self.clock)(), waited);
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
    }
}

impl fmt::Debug for Skew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Skew({:?})", self.found())
    }
}

/// The least skew that explains an answer of the hub's second `said` that is here `now`: a slow line is no wrong clock.
fn skew(said: DateTime<Utc>, now: DateTime<Utc>, waited: Duration) -> TimeDelta {
    let way = TimeDelta::from_std(waited).map_or(LONGEST_WAY, |waited| waited.min(LONGEST_WAY));
    let (earliest, latest) = (now - said - way - ONE_SECOND, now - said);
    TimeDelta::zero().clamp(earliest.min(latest), latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_428_720 + seconds, 0).expect("a time")
    }

    fn found(now: i64, waited: u64) -> i64 {
        skew(at(0), at(now), Duration::from_secs(waited)).num_seconds()
    }

    #[test]
    fn a_clock_that_is_right_has_no_skew_however_long_the_answer_took() {
        assert_eq!([found(0, 0), found(1, 0), found(9, 9), found(9, 30), found(11, 30)], [0; 5]);
    }

    #[test]
    fn a_wrong_clock_is_found_to_the_second_and_the_way() {
        assert_eq!((found(300, 0), found(-300, 0)), (299, -300));
        // A long poll waits at the hub: its whole time is not the way of its answer.
        assert_eq!((found(300, 25), found(-300, 25)), (289, -300));
        let years = 10 * 365 * 24 * 60 * 60;
        assert_eq!((found(years, 1), found(-years, 1)), (years - 2, -years));
    }

    #[test]
    fn only_an_answer_with_a_date_says_something() {
        let skew = Skew::new(Arc::new(|| at(90)));
        let mut headers = HeaderMap::new();
        skew.note(&headers, Duration::ZERO);
        headers.insert(DATE, "yesterday".parse().expect("a value"));
        skew.note(&headers, Duration::ZERO);
        assert_eq!(skew.found(), None);
        // RFC 9110, 5.6.7.
        let date = at(0).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        headers.insert(DATE, date.parse().expect("a value"));
        skew.note(&headers, Duration::ZERO);
        assert_eq!(skew.found(), Some(TimeDelta::seconds(89)));
    }
}
