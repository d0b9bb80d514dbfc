//! The day by time.

use super::*;
use crate::domain::day::{By, When};

/// Three people at work from 08:00 to 11:30, and the first of them at the doctor's at 08:30.
fn three_at_work() -> (Vec<Detainee>, Vec<Record>) {
    let people: Vec<_> = (1..=3).map(|number| person(number, &format!("B2-0{number}"))).collect();
    let work = |(number, of): (u128, &Detainee)| Record::WorkShift(shift(50 + number, of, at(8, 0), at(11, 30)));
    let mut records: Vec<_> = people.iter().cloned().map(Record::Detainee).collect();
    records.extend((0..).zip(&people).map(work));
    records.push(Record::Event(Event {
        id: EventId(Uuid::from_u128(60)),
        detainee: people[0].id,
        kind: EventKind::Medical,
        starts_at: at(8, 30),
        ends_at: at(8, 45),
        place: Some(text("MD")),
        changed: None,
    }));
    (people, records)
}

/// When, how many people, and the step that comes next, group by group.
fn groups(records: &[Record], now: DateTime<Utc>) -> Vec<(When, usize, Option<MarkKind>)> {
    let day = day_at(records, now);
    day.groups(By::Time, &day.lines).iter().map(|group| (group.when, group.members.len(), group.next_step())).collect()
}

#[test]
fn who_goes_to_one_place_at_one_time_is_one_line_and_late_comes_first() {
    let (people, mut records) = three_at_work();
    records.push(reporting("Houtwerkplaats"));
    let left = Some(MarkKind::Left);
    assert_eq!(groups(&records, at(7, 0)), [(When::Soon, 3, left), (When::Soon, 1, left)]);
    assert_eq!(groups(&records, at(7, 45)), [(When::Now, 3, left), (When::Soon, 1, left)]);
    assert_eq!(groups(&records, at(8, 10)), [(When::Late, 3, left), (When::Soon, 1, left)]);
    // One is ill and two have left: they are the rest, and it runs.
    let ill = MarkKind::Absent(AbsenceReason::Sick);
    for (id, kind) in [(0, MarkKind::Left), (1, ill), (2, MarkKind::Left)] {
        let item = RowId(Uuid::from_u128(50 + id));
        records.push(Record::Mark(mark(70 + id, item, &people[usize::try_from(id).expect("small")], kind, at(8, 0))));
    }
    assert_eq!(groups(&records, at(8, 10)), [(When::Now, 3, Some(MarkKind::Arrived)), (When::Soon, 1, left)]);
    // Past its end nobody wrote that they are back.
    let day = day_at(&records, at(11, 30));
    let all = day.groups(By::Time, &day.lines);
    assert_eq!(
        all.iter().map(|group| (group.when, group.not_recorded())).collect::<Vec<_>>(),
        [(When::Late, 2), (When::Late, 1)]
    );
    for (id, of) in [(0, 0), (2, 2)] {
        let item = RowId(Uuid::from_u128(50 + id));
        records.push(Record::Mark(mark(80 + id, item, &people[of], MarkKind::Back, at(11, 35))));
    }
    assert_eq!(groups(&records, at(11, 40)), [(When::Late, 1, left), (When::Over, 3, None)]);
}

#[test]
fn those_who_are_least_far_have_the_next_step() {
    let (people, mut records) = three_at_work();
    let item = RowId(Uuid::from_u128(51));
    records.push(Record::Mark(mark(70, item, &people[1], MarkKind::Arrived, at(7, 58))));
    let day = day_at(&records, at(8, 0));
    let all = day.groups(By::Time, &day.lines);
    assert_eq!((all[0].next_step(), all[0].to_mark().count()), (Some(MarkKind::Left), 3));
    // Only some of the people: the groups are theirs alone.
    assert_eq!(day.groups(By::Time, day.lines.iter().skip(1)).len(), 1);
    assert_eq!(all[0].minutes_late(at(8, 7)), 7);
}

proptest! {
    #[test]
    fn every_item_stands_in_one_group_and_groups_keep_their_order(
        shifts in proptest::collection::vec((0_u128..4, 0_u32..24, 0_i64..300), 0..20),
        hour in 0_u32..24,
    ) {
        let people: Vec<_> = (0..4).map(|number| person(number, &format!("B2-0{number}"))).collect();
        let mut records: Vec<_> = people.iter().cloned().map(Record::Detainee).collect();
        for (id, (of, from, minutes)) in (100..).zip(shifts) {
            let of = &people[usize::try_from(of).expect("small")];
            records.push(Record::WorkShift(shift(id, of, at(from, 0), at(from, 0) + TimeDelta::minutes(minutes))));
        }
        let day = day_at(&records, at(hour, 0));
        let groups = day.groups(By::Time, &day.lines);
        let mut ids: Vec<_> = groups.iter().flat_map(|group| group.members.iter().map(|(_, item)| item.id)).collect();
        ids.sort();
        let mut all: Vec<_> = day.lines.iter().flat_map(|line| line.items.iter().map(|item| item.id)).collect();
        all.sort();
        prop_assert_eq!(ids, all);
        prop_assert!(groups.is_sorted_by_key(|group| (group.when, group.item.starts_at)));
    }
}
