//! What an import tells the places: who is expected, as it stands with what the wings saw, and what is over as long as somebody may write of it.

use chrono::TimeDelta;

use super::movements::{marked, officers, text, wing};
use super::*;
use crate::domain::id::MarkId;
use crate::domain::local::date_of;
use crate::domain::mark::{AbsenceReason, Mark, MarkKind};
use crate::domain::place::{Expected, Heard, Step};
use crate::wire::body;

/// Yesterday's, today's at two workplaces, and one of five weeks before.
const SHIFTS: &str = "ref;detainee;workplace;starts_at;ends_at\n\
    W1;D1;Hout;2026-11-23 08:00;2026-11-23 11:30\n\
    W2;D2;Metaal;2026-11-23 08:00;2026-11-23 11:30\n\
    W3;D1;Hout;2026-11-22 08:00;2026-11-22 11:30\n\
    W4;D1;Hout;2026-10-19 08:00;2026-10-19 11:30\n";
const VISITS: &str = "ref;detainee;kind;starts_at;ends_at;room;adults;status\n\
    V1;D3;lawyer;2026-11-24 13:30;2026-11-24 14:30;Zaal 2;1;planned\n";

async fn expected(store: &Sqlite, import: &Import) -> Vec<(StreamId, Expected)> {
    let rows = store.of_kind(import.facility, Kind::Expected.as_str()).await.expect("the store works");
    let read = |(stream, row): &(StreamId, crate::domain::row::Row)| match body::decode(row) {
        Ok(Record::Expected(expected)) => (*stream, expected),
        other => unreachable!("{other:?}"),
    };
    let mut all: Vec<_> = rows.iter().map(read).collect();
    all.sort_by_key(|(_, expected)| (expected.starts_at, expected.place.clone()));
    all
}

/// A mark of today about somebody who is expected.
fn of_today(number: u128, row: &Expected, kind: MarkKind) -> Mark {
    Mark { day: Some(date_of(at(NOW))), ..marked(number, row.detainee, row.item, kind, at(NOW)) }
}

fn brief(all: &[(StreamId, Expected)]) -> Vec<(StreamKind, &str, &str)> {
    all.iter()
        .map(|(stream, row)| {
            (stream.kind, row.call_name.as_str(), row.place.as_ref().map_or("", |place| place.as_str()))
        })
        .collect()
}

#[tokio::test]
async fn each_place_has_its_own_people_by_their_call_name_also_of_days_of_which_a_mark_may_still_come() {
    let (_folder, store) = store().await;
    let import = good(&[("work_shifts.csv", SHIFTS), ("visits.csv", VISITS)]);
    apply(&store, &import, false, at(NOW)).await.expect("an import");
    let all = expected(&store, &import).await;
    let wanted = [
        (StreamKind::Work, "Piet B.", "Hout"),
        (StreamKind::Work, "Piet B.", "Hout"),
        (StreamKind::Work, "Deniz Ü.", "Metaal"),
        (StreamKind::Visits, "Anna K.", "Zaal 2"),
    ];
    assert_eq!(brief(&all), wanted);
    let streams: BTreeSet<_> = all.iter().map(|(stream, _)| *stream).collect();
    assert_eq!(streams.len(), 4, "a workplace on a day, another day, another workplace, and the visits");
    let today = StreamId::work(import.facility, &text("Hout"), date_of(at(NOW)));
    assert_eq!(all[1].0, today);

    // What is over goes by itself, also without another export: visits after a day, work when nobody brings a mark of it any more.
    for (later, left) in [(2, 4), (3, 3), (29, 3), (30, 2), (31, 0)] {
        apply(&store, &import, false, at(NOW) + TimeDelta::days(later)).await.expect("an import");
        assert_eq!(expected(&store, &import).await.len(), left, "after {later} days");
    }
}

#[tokio::test]
async fn a_place_learns_of_an_import_what_the_wing_saw_and_where_somebody_went() {
    let (_folder, store) = store().await;
    let import = good(&[("work_shifts.csv", SHIFTS)]);
    apply(&store, &import, false, at(NOW)).await.expect("an import");
    let all = expected(&store, &import).await;
    let (_, row) = all.iter().find(|(_, row)| row.call_name.as_str() == "Deniz Ü.").expect("expected");
    let mark = |id: u128, kind, replaces: Option<u128>| -> Record {
        let replaces = replaces.map(|old| MarkId(uuid::Uuid::from_u128(old)));
        Mark { replaces, ..of_today(id, row, kind) }.into()
    };
    // As if the place had not been told: an import puts right what is not so.
    let home = wing(&import, "A1");
    let marks = [mark(1, MarkKind::Left, None), mark(2, MarkKind::Absent(AbsenceReason::Medical), Some(1))];
    officers(&store, &import, &marks.map(|mark| (home, mark))).await;
    let moved = PEOPLE.replace("D2;A1;A1-02", "D2;B2;B2-05");
    let next = SHIFTS.replace("W2;D2;Metaal", "W2;D2;Hout");
    let next = good(&[("work_shifts.csv", &next), ("detainees.csv", &moved)]);
    apply(&store, &next, true, at(NOW)).await.expect("an import");
    let all = expected(&store, &next).await;
    let theirs: Vec<_> = all.iter().filter(|(_, row)| row.call_name.as_str() == "Deniz Ü.").collect();
    let [(stream, row)] = theirs.as_slice() else { unreachable!("{theirs:?}") };
    assert_eq!(*stream, StreamId::work(next.facility, &text("Hout"), date_of(at(NOW))));
    assert_eq!((row.cell.spoken(), StreamId::wing(row.wing)), ("05".to_owned(), wing(&next, "B2")));
    let heard: Vec<_> = row.heard.values().copied().collect();
    assert_eq!(heard, [Heard { step: Step::Off, at: at(NOW), is_own: false }], "and not that it is the doctor");
}

#[tokio::test]
async fn what_its_source_dropped_or_put_elsewhere_is_there_for_whoever_wrote_of_it_without_a_network() {
    let (_folder, store) = store().await;
    let import = good(&[("work_shifts.csv", SHIFTS)]);
    apply(&store, &import, false, at(NOW)).await.expect("an import");
    let first = expected(&store, &import).await;
    let today = |name: &str| StreamId::work(import.facility, &text(name), date_of(at(NOW)));
    // The place saw somebody itself, which no mark says.
    let (_, row) = first.iter().find(|(stream, _)| *stream == today("Metaal")).expect("expected");
    let own = Heard { step: Step::Arrived, at: at(NOW), is_own: true };
    let mark = MarkId(uuid::Uuid::from_u128(1));
    let heard = Expected { heard: BTreeMap::from([(mark, own)]), ..row.clone() };
    let arrived = of_today(1, row, MarkKind::Arrived);
    let both = [(today("Metaal"), heard.into()), (StreamId::wing(row.wing), arrived.into())];
    officers(&store, &import, &both).await;

    let next =
        SHIFTS.replace("W2;D2;Metaal", "W2;D2;Hout").replace("W1;D1;Hout;2026-11-23 08:00;2026-11-23 11:30\n", "");
    let next = good(&[("work_shifts.csv", &next)]);
    let later = at(NOW) + TimeDelta::hours(1);
    apply(&store, &next, true, later).await.expect("an import");
    let all = expected(&store, &next).await;
    let of = |shift: &Expected| all.iter().find(|(_, row)| row.item == shift.item).expect("it is there still");
    let (stream, moved) = of(row);
    assert_eq!((*stream, moved.was, moved.gone_at), (today("Hout"), Some(today("Metaal")), None));
    assert_eq!(moved.heard, BTreeMap::from([(mark, own)]), "and that the place saw it itself");
    let (_, dropped) =
        first.iter().find(|(stream, row)| *stream == today("Hout") && row.item != moved.item).expect("W1");
    assert_eq!(of(dropped).1.gone_at, Some(later));

    // The next import says nothing new of either, and once it is back it is expected again.
    apply(&store, &next, true, later + TimeDelta::hours(1)).await.expect("an import");
    assert_eq!(expected(&store, &next).await, all);
    apply(&store, &import, true, later).await.expect("an import");
    let again = expected(&store, &import).await;
    assert!(again.iter().all(|(_, row)| row.gone_at.is_none()), "{again:?}");
}

#[tokio::test]
async fn a_visit_that_its_source_dropped_is_there_for_its_desk_until_no_mark_of_it_can_come() {
    let (_folder, store) = store().await;
    let import = good(&[("visits.csv", VISITS)]);
    apply(&store, &import, false, at(NOW)).await.expect("an import");
    let without = good(&[("visits.csv", "ref;detainee;kind;starts_at;ends_at;room;adults;status\n")]);
    // Dropped the day before it: the desk may have lost its network by then, and the visitor come.
    for (later, left) in [(0, 1), (2, 1), (3, 1), (31, 1), (32, 0)] {
        apply(&store, &without, true, at(NOW) + TimeDelta::days(later)).await.expect("an import");
        let all = expected(&store, &without).await;
        assert_eq!(all.len(), left, "after {later} days");
        assert!(all.iter().all(|(_, row)| row.gone_at == Some(at(NOW))));
    }
}
