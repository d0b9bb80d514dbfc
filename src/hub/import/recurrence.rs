//! Recurrences (RFC 5545): from a rule to the occurrences around now, by the wall clock of the prison.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

use super::reason::Reason;
use crate::domain::local;

/// How far ahead of the export occurrences become rows, in days: eight weeks.
pub(super) const DAYS_AHEAD: i64 = 56;

/// How far back they do, in days: what is older is history, and stays as it was imported then.
const DAYS_BACK: i64 = 56;

/// Most occurrences of one series in that window: two a day, and some.
const MAX_OCCURRENCES: u16 = 250;

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Local day of its start; with `nth` its key in the series, so that another hour is the same occurrence.
    pub(super) day: NaiveDate,
    /// Counts from 1 on one day.
    pub(super) nth: usize,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: DateTime<Utc>,
}

/// Every occurrence in the window around `exported_at`; around the first one when that is later or nothing is known.
pub(super) fn occurrences(
    rule: &str,
    first: (DateTime<Utc>, DateTime<Utc>),
    exported_at: Option<DateTime<Utc>>,
) -> Result<Vec<Occurrence>, Reason> {
    let zone = rrule::Tz::from(local::ZONE);
    let (starts_at, ends_at) = first;
    let rule = rule.trim();
    let parsed: RRule<Unvalidated> =
        rule.strip_prefix("RRULE:").unwrap_or(rule).parse().map_err(|_| Reason::BadRecurrence)?;
    if matches!(parsed.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
        return Err(Reason::BadRecurrence);
    }
    // RFC 5545: "the second Monday" has a meaning in a month or a year only; the library reads it as every day.
    let numbered = parsed.get_by_weekday().iter().any(|day| matches!(day, NWeekday::Nth(..)));
    if numbered && !matches!(parsed.get_freq(), Frequency::Monthly | Frequency::Yearly) {
        return Err(Reason::BadRecurrence);
    }
    let around = exported_at.map_or(starts_at, |at| at.max(starts_at));
    let set = parsed.build(starts_at.with_timezone(&zone)).map_err(|_| Reason::BadRecurrence)?;
    if set.clone().all(1).dates.is_empty() {
        return Err(Reason::NoOccurrence);
    }
    let found = set
        .after((around - TimeDelta::days(DAYS_BACK)).with_timezone(&zone))
        .before((around + TimeDelta::days(DAYS_AHEAD)).with_timezone(&zone))
        .all(MAX_OCCURRENCES);
    if found.limited {
        return Err(Reason::TooManyOccurrences { limit: MAX_OCCURRENCES });
    }
    // By the wall clock: a session from 01:00 to 04:00 ends at 04:00 also on the night of a clock change.
    let wall = |at: DateTime<Utc>| at.with_timezone(&local::ZONE).naive_local();
    let length = wall(ends_at) - wall(starts_at);
    let mut all: Vec<Occurrence> = Vec::with_capacity(found.dates.len());
    for date in found.dates {
        let starts_at = date.with_timezone(&Utc);
        let day = local::date_of(starts_at);
        let nth = 1 + all.iter().rev().take_while(|earlier| earlier.day == day).count();
        let ends_at = local::instant_lossy(wall(starts_at) + length);
        if all.last().is_some_and(|earlier| starts_at < earlier.ends_at) {
            return Err(Reason::OverlapsItself);
        }
        all.push(Occurrence { day, nth, starts_at, ends_at });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hub::import::value;

    fn run(rule: &str, first: (&str, &str), exported_at: Option<&str>) -> Result<Vec<String>, Reason> {
        let at = |text: &str| value::instant(text).expect("a time");
        let found = occurrences(rule, (at(first.0), at(first.1)), exported_at.map(at))?;
        let clock = |at: DateTime<Utc>| at.with_timezone(&local::ZONE).format("%m-%d %H:%M").to_string();
        Ok(found.iter().map(|one| format!("{}–{}", clock(one.starts_at), clock(one.ends_at))).collect())
    }

    const EVENING: (&str, &str) = ("2026-10-12 18:30", "2026-10-12 20:00");

    #[test]
    fn a_weekly_session_stays_at_its_hour_over_a_clock_change() {
        let found = run("FREQ=WEEKLY;BYDAY=MO;COUNT=4", EVENING, None).expect("a rule");
        let expected = [
            "10-12 18:30–10-12 20:00",
            "10-19 18:30–10-19 20:00",
            "10-26 18:30–10-26 20:00",
            "11-02 18:30–11-02 20:00",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn occurrences_reach_eight_weeks_to_both_sides_of_the_export() {
        let found =
            run("FREQ=DAILY", ("2026-01-05 09:00", "2026-01-05 10:00"), Some("2026-11-23 02:10")).expect("a rule");
        assert_eq!(found.len(), 112);
        assert_eq!((found[0].as_str(), found[111].as_str()), ("09-28 09:00–09-28 10:00", "01-17 09:00–01-17 10:00"));
        let later = run("FREQ=WEEKLY", ("2027-06-07 09:00", "2027-06-07 10:00"), Some("2026-11-23 02:10"));
        assert_eq!(later.expect("a rule").len(), 9);
    }

    #[test]
    fn what_is_no_recurrence_says_why() {
        let bad = |rule| run(rule, EVENING, None).expect_err("no recurrence");
        assert_eq!(bad("every Monday"), Reason::BadRecurrence);
        assert_eq!(bad("FREQ=HOURLY"), Reason::BadRecurrence);
        assert_eq!(bad("FREQ=WEEKLY;BYDAY=2MO"), Reason::BadRecurrence);
        assert_eq!(bad("FREQ=WEEKLY;UNTIL=20200101T000000Z"), Reason::BadRecurrence);
        assert_eq!(bad("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), Reason::NoOccurrence);
        assert_eq!(bad("FREQ=DAILY;BYHOUR=18,19"), Reason::OverlapsItself);
        assert_eq!(bad("FREQ=DAILY;BYHOUR=1,5,9,13,17,21"), Reason::TooManyOccurrences { limit: MAX_OCCURRENCES });
    }

    #[test]
    fn a_series_that_began_long_ago_is_still_found() {
        let found = run("FREQ=WEEKLY;BYDAY=MO", ("1980-01-07 09:00", "1980-01-07 10:00"), Some("2026-11-23 02:10"));
        assert_eq!(found.expect("a rule").len(), 16);
    }

    proptest! {
        #[test]
        fn whatever_a_source_writes_it_is_a_recurrence_or_a_reason(
            part in "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(COUNT|INTERVAL|BYMONTH|BYDAY|BYHOUR|UNTIL|BYSETPOS)=[-+0-9MOTU,]{0,8}){0,3}",
            text in "\\PC{0,30}",
        ) {
            for rule in [part, text] {
                let found = run(&rule, EVENING, None);
                prop_assert!(found.is_err() || found.is_ok_and(|found| found.len() <= usize::from(MAX_OCCURRENCES)));
            }
        }
    }
}
