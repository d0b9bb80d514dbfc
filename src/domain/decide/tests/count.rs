//! Roll counts: they stand beside each other, can be corrected and taken back, and need another pair of eyes.

use chrono::NaiveDate;

use super::*;
use crate::domain::count::{Headcount, RollCount};
use crate::domain::id::{ProgrammeSlotId, RollCountId, StaffId};

const ROUND: ProgrammeSlotId = ProgrammeSlotId(Uuid::from_u128(70));

fn heads(on_wing: u16) -> Headcount {
    Headcount { on_wing, elsewhere: 2, outside: 1 }
}

fn count(id: u128, counted: Option<Headcount>, second: Option<StaffId>, replaces: Option<u128>) -> Action {
    let deed = Deed::RollCount {
        wing: WING,
        slot: ROUND,
        day: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"),
        expected: heads(42),
        counted,
        second,
        reported_at: None,
        replaces: replaces.map(|old| RollCountId(Uuid::from_u128(old))),
    };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

/// Two counts of one round, for the properties of all deeds.
pub(super) fn any() -> impl Strategy<Value = Deed> {
    (40_u16..44).prop_map(|on_wing| count(0, Some(heads(on_wing)), None, None).deed)
}

fn made(rows: &BTreeMap<RowId, Known>, id: u128) -> RollCount {
    match &rows[&RowId(Uuid::from_u128(id))].record {
        Record::RollCount(count) => count.clone(),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn two_officers_who_count_one_round_both_counted_it() {
    let mut rows = rows();
    for (id, on_wing) in [(300, 42), (301, 41)] {
        assert_eq!(apply(&mut rows, &count(id, Some(heads(on_wing)), None, None)), Outcome::Applied);
        assert_eq!(made(&rows, id).counted, Some(heads(on_wing)));
    }
    assert_eq!(made(&rows, 301).counted.map(Headcount::total), Some(44));
}

#[test]
fn a_count_is_corrected_or_taken_back_by_one_that_names_it() {
    let mut rows = rows();
    apply(&mut rows, &count(300, Some(heads(41)), None, None));
    assert_eq!(apply(&mut rows, &count(301, Some(heads(42)), None, Some(300))), Outcome::Applied);
    assert_eq!(apply(&mut rows, &count(302, None, None, Some(301))), Outcome::Applied);
    assert_eq!(made(&rows, 302).replaces, Some(RollCountId(Uuid::from_u128(301))));
    let refused = |action: &Action, rows: &mut BTreeMap<RowId, Known>| apply(rows, action);
    assert_eq!(refused(&count(303, None, None, None), &mut rows), Outcome::Rejected(Rejection::NothingToWithdraw));
    assert_eq!(refused(&count(304, None, None, Some(999)), &mut rows), Outcome::Rejected(Rejection::UnknownReplaced));
    let mut other = count(305, Some(heads(42)), None, Some(300));
    if let Deed::RollCount { day, .. } = &mut other.deed {
        *day = day.succ_opt().expect("a date");
    }
    assert_eq!(refused(&other, &mut rows), Outcome::Rejected(Rejection::UnknownReplaced));
}

#[test]
fn nobody_is_their_own_second_counter() {
    let mut rows = rows();
    let alone = count(300, Some(heads(42)), None, None);
    let twice = count(300, Some(heads(42)), Some(alone.author), None);
    assert_eq!(apply(&mut rows, &twice), Outcome::Rejected(Rejection::NoAuthority));
    let another = StaffId(Uuid::from_u128(999));
    assert_eq!(apply(&mut rows, &count(301, Some(heads(42)), Some(another), None)), Outcome::Applied);
    assert_eq!(made(&rows, 301).second, Some(another));
}
