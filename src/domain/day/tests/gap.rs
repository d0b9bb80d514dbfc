//! The next free time for something that clashes.

use super::*;

/// The gap that the first item is offered at this time, with these other shifts on the same day.
fn gap(others: &[(DateTime<Utc>, DateTime<Utc>)], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let man = person(1, "A1-02");
    let wanted = shift(50, &man, at(9, 0), at(10, 0));
    let mut records: Vec<Record> = vec![man.clone().into(), wanted.into()];
    records.extend((51..).zip(others).map(|(id, (from, to))| shift(id, &man, *from, *to).into()));
    let day = day_at(&records, now);
    let line = &day.lines[0];
    let item = line.items.iter().find(|item| item.id == RowId(Uuid::from_u128(50))).expect("the item");
    day.next_gap(line, item)
}

#[test]
fn the_first_time_that_is_long_enough_is_offered_whatever_stands_before_it() {
    let busy = [(at(8, 0), at(9, 30)), (at(10, 0), at(11, 0)), (at(12, 0), at(13, 0))];
    assert_eq!(gap(&busy[..1], at(7, 0)), Some(at(9, 30)));
    assert_eq!(gap(&busy, at(7, 0)), Some(at(11, 0)), "half an hour at 09:30 is too short");
    assert_eq!(gap(&busy, at(11, 0)), Some(at(11, 0)), "it is free at once");
    assert_eq!(gap(&busy, at(11, 10)), Some(at(13, 0)));
    let longer = [(at(9, 30), at(12, 30)), (at(12, 0), at(15, 0))];
    assert_eq!(gap(&longer, at(7, 0)), Some(at(15, 0)));
}

#[test]
fn what_is_free_already_has_no_other_time_and_a_full_day_has_none() {
    assert_eq!(gap(&[], at(7, 0)), None);
    assert_eq!(gap(&[(at(9, 30), at(23, 30))], at(7, 0)), None);
}
