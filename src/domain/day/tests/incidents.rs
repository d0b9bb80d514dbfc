//! Incidents, urgent measures over midnight and over their limit, and who must not be together.

use super::*;
use crate::domain::id::{IncidentId, KeepApartId};
use crate::domain::incident::{Incident, IncidentKind, Informed, KeepApart};

fn incident(kind: IncidentKind, started_at: DateTime<Utc>) -> Incident {
    Incident {
        id: IncidentId(Uuid::from_u128(81)),
        detainee: DetaineeId(Uuid::from_u128(1001)),
        kind,
        text: Pii::new(text("schreeuwde en gooide met een stoel")),
        started_at,
        author: StaffId(Uuid::from_u128(9)),
        replaces: None,
        filed_on: None,
    }
}

fn mark(id: u128, kind: MarkKind, observed_at: DateTime<Utc>) -> Mark {
    Mark {
        id: MarkId(Uuid::from_u128(id)),
        item: RowId(Uuid::from_u128(81)),
        day: None,
        detainee: DetaineeId(Uuid::from_u128(1001)),
        kind,
        observed_at,
        recorded_at: observed_at,
        clock_skew_seconds: None,
        author: StaffId(Uuid::from_u128(9)),
        device: DeviceId(Uuid::from_u128(7)),
        number: u64::try_from(id).expect("small"),
        replaces: None,
    }
}

fn yesterday_evening() -> DateTime<Utc> {
    at(22, 0) - TimeDelta::days(1)
}

#[test]
fn a_measure_of_last_night_is_read_today_with_its_end_and_asks_for_attention_after_fifteen_hours() {
    let measure = incident(IncidentKind::Isolation, yesterday_evening());
    assert_eq!(Record::from(measure.clone()).day(), None);
    let day = |now| day_at(&[person(1, "A1-07").into(), measure.clone().into()], now);
    let before = day(at(12, 59));
    assert_eq!(before.incidents[0].limit, Some(at(13, 0)));
    assert_eq!((before.incidents[0].is_over_limit(before.now), before.lines[0].attention), (false, 0));
    let after = day(at(13, 0));
    assert_eq!((after.incidents[0].is_over_limit(after.now), after.lines[0].attention), (true, 1));
}

#[test]
fn a_measure_over_its_limit_asks_for_attention_also_when_its_person_has_no_line_here() {
    let measure = incident(IncidentKind::Isolation, yesterday_evening());
    let of_nobody = |now, end: Option<Mark>| {
        let rows = [person(2, "A1-08").into(), measure.clone().into()].into_iter().chain(end.map(Record::from));
        day_at(&rows.collect::<Vec<_>>(), now).attention
    };
    assert_eq!((of_nobody(at(12, 59), None), of_nobody(at(13, 0), None)), (0, 1));
    assert_eq!(of_nobody(at(13, 0), Some(mark(91, MarkKind::Ended, at(12, 0)))), 0);
}

#[test]
fn fifteen_hours_are_elapsed_time_in_the_night_that_the_clock_changes() {
    // 24-10-2026 22:00 summer time is 20:00 UTC; fifteen hours later it is noon, winter time.
    let started = "2026-10-24T20:00:00Z".parse::<DateTime<Utc>>().expect("a time");
    let limit = incident(IncidentKind::Exclusion, started).limit().expect("a measure");
    assert_eq!(super::super::super::local::time_of(limit), NaiveTime::from_hms_opt(12, 0, 0).expect("a time"));
}

#[test]
fn who_was_told_and_when_somebody_looked_is_kept_and_an_ended_measure_is_still_read_on_its_last_day() {
    let rows = [
        person(1, "A1-07").into(),
        incident(IncidentKind::Isolation, yesterday_evening()).into(),
        mark(91, MarkKind::Told(Informed::Governor), at(8, 0)).into(),
        mark(92, MarkKind::Told(Informed::Governor), at(9, 0)).into(),
        mark(93, MarkKind::Checked, at(8, 30)).into(),
        mark(94, MarkKind::Ended, at(10, 0)).into(),
    ];
    let day = day_at(&rows, at(14, 0));
    let line = &day.incidents[0];
    assert_eq!(
        line.told.iter().map(|(who, step)| (*who, step.at)).collect::<Vec<_>>(),
        [(Informed::Governor, at(8, 0))]
    );
    assert_eq!((line.last_check(), line.ended.as_ref().map(|ended| ended.at)), (at(8, 30), Some(at(10, 0))));
    assert!(!line.is_over_limit(day.now) && !line.runs());
}

#[test]
fn a_mistake_is_taken_back_and_comes_back_as_it_was() {
    let wrong = incident(IncidentKind::Incident, at(9, 0));
    let back = Incident { id: IncidentId(Uuid::from_u128(82)), replaces: Some(wrong.id), ..wrong.clone() };
    let again = Incident { id: IncidentId(Uuid::from_u128(83)), replaces: Some(back.id), ..wrong.clone() };
    let mut rows = vec![person(1, "A1-07").into(), wrong.into(), back.into()];
    assert!(day_at(&rows, at(14, 0)).incidents.is_empty());
    rows.push(again.into());
    assert_eq!(day_at(&rows, at(14, 0)).incidents.len(), 1, "whoever took it back took that back");
}

#[test]
fn what_happened_in_the_evening_is_in_sight_for_a_night_and_a_day_and_later_on_its_own_day_only() {
    let evening = at(23, 50) - TimeDelta::days(1);
    let rows: [Record; 2] = [person(1, "A1-07").into(), incident(IncidentKind::Incident, evening).into()];
    // The row is read on every day: whether it is in sight depends on the moment.
    assert_eq!(rows[1].day(), None);
    let incidents = |date, now| day_of(&rows, (date, now), Margins::default()).incidents.len();
    let yesterday = date().pred_opt().expect("a date");
    assert_eq!(incidents(date(), at(0, 5)), 1, "a quarter of an hour later, and it is another day");
    assert_eq!(incidents(date(), at(23, 49)), 1, "for a night and a day");
    assert_eq!(incidents(date(), at(23, 51)), 0);
    assert_eq!(incidents(yesterday, at(23, 51)), 1, "later on its own day");
    assert_eq!(incidents(date().succ_opt().expect("a date"), at(0, 5)), 0, "and on no day to come");
}

#[test]
fn a_measure_that_ended_last_night_is_in_sight_this_morning() {
    let rows = [
        person(1, "A1-07").into(),
        incident(IncidentKind::Isolation, yesterday_evening()).into(),
        mark(94, MarkKind::Ended, at(23, 0) - TimeDelta::days(1)).into(),
    ];
    assert_eq!(day_at(&rows, at(7, 0)).incidents.len(), 1);
    assert_eq!(day_at(&rows, at(23, 30)).incidents.len(), 0);
}

#[test]
fn a_measure_that_the_governor_took_over_runs_no_more_for_the_officer_and_an_undo_makes_it_run_again() {
    let began = at(22, 0) - TimeDelta::days(1);
    let taken_over = mark(94, MarkKind::TakenOver, at(9, 0));
    let undone = Mark { replaces: Some(taken_over.id), ..mark(95, MarkKind::Withdrawn, at(9, 5)) };
    let mut rows: Vec<Record> =
        vec![person(1, "A1-07").into(), incident(IncidentKind::Isolation, began).into(), taken_over.into()];
    let day = day_at(&rows, at(13, 30));
    let line = &day.incidents[0];
    assert!(!line.runs() && line.is_taken_over && !line.is_over_limit(at(13, 30)));
    assert_eq!((line.over_at(), day.attention), (at(9, 0), 0));
    rows.push(undone.into());
    let day = day_at(&rows, at(13, 30));
    assert!(day.incidents[0].is_over_limit(at(13, 30)) && !day.incidents[0].is_taken_over);
}

#[test]
fn an_end_before_the_beginning_is_said_and_stays_in_sight() {
    let rows = [
        person(1, "A1-07").into(),
        incident(IncidentKind::Isolation, at(9, 40)).into(),
        mark(94, MarkKind::Ended, at(8, 0) - TimeDelta::days(2)).into(),
    ];
    let day = day_at(&rows, at(12, 0));
    let line = &day.incidents[0];
    assert!(line.ends_before_it_begins() && !line.runs());
    assert_eq!(line.over_at(), at(9, 40));
}

#[test]
fn a_group_says_who_of_it_must_not_be_together_while_both_come() {
    let (one, other) = (person(1, "A1-07"), person(2, "A1-08"));
    let pair = KeepApart {
        id: KeepApartId(Uuid::from_u128(85)),
        detainee: other.id,
        other: one.id,
        author: StaffId(Uuid::from_u128(9)),
        at: at(8, 0),
        replaces: None,
    };
    let shifts = [shift(61, &one, at(8, 0), at(11, 0)), shift(62, &other, at(8, 0), at(11, 0))];
    let mut rows: Vec<Record> = vec![one.clone().into(), other.into(), pair.clone().into()];
    rows.extend(shifts.map(Record::from));
    let apart = |day: &Day| {
        let groups = day.groups(By::Time, &day.lines);
        groups.iter().map(|group| group.apart(&day.apart).len()).collect::<Vec<_>>()
    };
    assert_eq!(apart(&day_at(&rows, at(7, 0))), [1]);
    let sick = Mark {
        item: RowId(Uuid::from_u128(61)),
        day: Some(date()),
        ..mark(95, MarkKind::Absent(AbsenceReason::Sick), at(7, 0))
    };
    rows.push(sick.into());
    assert_eq!(apart(&day_at(&rows, at(7, 0))), [0]);
    let lifted = KeepApart { id: KeepApartId(Uuid::from_u128(86)), replaces: Some(pair.id), ..pair };
    rows.push(lifted.into());
    assert!(day_at(&rows, at(7, 0)).apart.is_empty());
}

#[test]
fn incidents_of_a_broken_hub_that_take_each_other_back_hang_nothing() {
    let one = incident(IncidentKind::Incident, at(9, 0));
    let other = Incident {
        id: IncidentId(Uuid::from_u128(82)),
        replaces: Some(IncidentId(Uuid::from_u128(83))),
        ..one.clone()
    };
    let third = Incident { id: IncidentId(Uuid::from_u128(83)), replaces: Some(other.id), ..one.clone() };
    let day = day_at(&[person(1, "A1-07").into(), one.into(), other.into(), third.into()], at(14, 0));
    assert_eq!(day.incidents.len(), 1);
}
