//! What is over is filed under its day, with all that was done about it; what runs, and what somebody opens again, is not.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::movements::{marked, officers, person, text, wing};
use super::*;
use crate::domain::id::{DetaineeId, IncidentId, MarkId, RowId, StaffId};
use crate::domain::incident::{Incident, IncidentKind, Informed};
use crate::domain::local::date_of;
use crate::domain::mark::{Mark, MarkKind};
use crate::text::Pii;

fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn incident(number: u128, detainee: DetaineeId, kind: IncidentKind, replaces: Option<u128>) -> Record {
    let replaces = replaces.map(|old| IncidentId(id(old)));
    let (text, started_at) = (Pii::new(text("gooide met een stoel")), at(NOW));
    let author = StaffId(id(9));
    Incident { id: IncidentId(id(number)), detainee, kind, text, started_at, author, replaces, filed_on: None }.into()
}

fn mark(number: u128, detainee: DetaineeId, item: u128, kind: MarkKind, observed_at: DateTime<Utc>) -> Record {
    let replaces = (kind == MarkKind::Withdrawn).then(|| MarkId(id(number - 1)));
    Mark { replaces, ..marked(number, detainee, RowId(id(item)), kind, observed_at) }.into()
}

/// Under which day each of these rows is after an import so many days later.
async fn days(store: &Sqlite, import: &Import, later: i64, rows: &[u128]) -> Vec<Option<NaiveDate>> {
    apply(store, import, false, at(NOW) + TimeDelta::days(later)).await.expect("imported");
    let mut all = store.of_kind(import.facility, Kind::Incident.as_str()).await.expect("the store works");
    all.extend(store.of_kind(import.facility, Kind::Mark.as_str()).await.expect("the store works"));
    let day = |number: &u128| {
        let (_, row) = all.iter().find(|(_, row)| row.id == RowId(id(*number))).expect("it is there");
        assert_eq!(row.day, crate::wire::body::decode(row).expect("readable").day());
        row.day
    };
    rows.iter().map(day).collect()
}

#[tokio::test]
async fn what_is_over_is_filed_once_nobodys_last_day_holds_it_and_what_runs_is_not() {
    let (_folder, store) = store().await;
    let import = good(&[]);
    days(&store, &import, 0, &[]).await;
    let (a1, berg) = (wing(&import, "A1"), person(&import, "Berg"));
    let (hour, night) = (at(NOW) + TimeDelta::hours(1), at(NOW) + TimeDelta::hours(18));
    let rows = [
        incident(20, berg, IncidentKind::Incident, None),
        mark(21, berg, 20, MarkKind::Told(Informed::WingHead), hour),
        incident(30, berg, IncidentKind::Exclusion, None),
        mark(31, berg, 30, MarkKind::Ended, hour),
        // Into the next day.
        incident(40, berg, IncidentKind::Isolation, None),
        mark(41, berg, 40, MarkKind::TakenOver, night),
        // Nobody ended it.
        incident(50, berg, IncidentKind::Isolation, None),
        mark(51, berg, 50, MarkKind::Checked, hour),
        // Taken back, and taken back for the second time: the one that stands runs.
        incident(60, berg, IncidentKind::Isolation, None),
        incident(61, berg, IncidentKind::Isolation, Some(60)),
        incident(70, berg, IncidentKind::Isolation, None),
        incident(71, berg, IncidentKind::Isolation, Some(70)),
        incident(72, berg, IncidentKind::Isolation, Some(71)),
    ];
    officers(&store, &import, &rows.map(|record| (a1, record))).await;

    let (soon, night, runs, back) = ([20, 21, 30, 31], [40, 41], [50, 51, 70, 71, 72], [60, 61]);
    let of = |day: Option<NaiveDate>, rows: &[u128]| vec![day; rows.len()];
    let first = Some(date_of(at(NOW)));
    for (later, wanted) in [(1, [None; 4]), (2, [first, None, None, first]), (32, [first, first, None, first])] {
        for (rows, day) in [&soon[..], &night, &runs, &back].into_iter().zip(wanted) {
            assert_eq!(days(&store, &import, later, rows).await, of(day, rows), "{rows:?} after {later} days");
        }
    }

    // Somebody takes back that it ended: it runs, and has to be seen.
    let again = mark(32, berg, 30, MarkKind::Withdrawn, hour);
    officers(&store, &import, &[(a1, again)]).await;
    assert_eq!(days(&store, &import, 33, &[30, 31, 32]).await, [None; 3]);
}
