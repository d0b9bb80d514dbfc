//! What the wing offers as lines of the day by time: for whom, how it went, and nobody is marked at it.

use chrono::Weekday;

use super::*;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{ProgrammeOutcomeId, ProgrammeSlotId};
use crate::domain::programme::{Activity, Cause, ProgrammeOutcome, Went};

fn slot(group: Option<&str>) -> ProgrammeSlot {
    let time = |hour| NaiveTime::from_hms_opt(hour, 30, 0).expect("a time");
    ProgrammeSlot {
        id: ProgrammeSlotId(Uuid::from_u128(70)),
        wing: WING,
        group: group.map(text),
        kind: text("outdoor"),
        weekday: Weekday::Mon,
        starts: time(10),
        ends: time(11),
    }
}

fn outcome(id: u128, went: Went, replaces: Option<u128>) -> Record {
    let (slot, author) = (ProgrammeSlotId(Uuid::from_u128(70)), StaffId(Uuid::from_u128(9)));
    let named = |id| ProgrammeOutcomeId(Uuid::from_u128(id));
    let replaces = replaces.map(named);
    ProgrammeOutcome { id: named(id), slot, day: date(), went, author, at: at(11, 0), replaces }.into()
}

/// Two people in one group, one in another.
fn people() -> Vec<Record> {
    let of = |number, cell, group: &str| Detainee { group: Some(text(group)), ..person(number, cell) };
    vec![of(1, "A1-01", "1").into(), of(2, "A1-02", "2").into(), of(3, "A1-03", "1").into()]
}

#[test]
fn it_is_one_line_for_its_group_and_no_verb_marks_anybody_at_it() {
    let mut rows = people();
    rows.push(slot(Some("1")).into());
    let day = day_at(&rows, at(9, 0));
    let groups = day.groups(By::Time, &day.lines);
    assert_eq!(groups.iter().map(|group| group.members.len()).collect::<Vec<_>>(), [2]);
    let item = groups[0].item;
    assert_eq!((item.kind, item.next_step()), (ItemKind::Programme(Activity::Outdoor), None));
    assert!(!item.can_be(MarkKind::Left) && groups[0].to_mark().next().is_none());
    assert!(day.groups(By::Place, &day.lines).is_empty() && day.lines.iter().all(|line| line.items.is_empty()));
    rows.push(ProgrammeSlot { id: ProgrammeSlotId(Uuid::from_u128(71)), ..slot(None) }.into());
    assert_eq!(day_at(&rows, at(9, 0)).offers[1].members.len(), 3, "without a group it is for everybody");
}

#[test]
fn how_it_went_is_on_the_line_and_an_undo_leaves_it_planned() {
    let state = |outcomes: Vec<Record>| {
        let mut rows = people();
        rows.push(slot(None).into());
        rows.extend(outcomes);
        let day = day_at(&rows, at(11, 0));
        day.groups(By::Time, &day.lines)[0].item.state
    };
    let cancelled = outcome(90, Went::Cancelled(Cause::StaffShortage), None);
    assert_eq!(state(Vec::new()), ItemState::Planned);
    assert_eq!(state(vec![cancelled.clone()]), ItemState::Cancelled);
    assert_eq!(state(vec![cancelled.clone(), outcome(91, Went::AsPlanned, Some(90))]), ItemState::Ended);
    assert_eq!(state(vec![cancelled, outcome(91, Went::Withdrawn, Some(90))]), ItemState::Planned);
}
