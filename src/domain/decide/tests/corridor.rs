//! Who came, who left, who went to another cell, and what was written about them.

use super::*;
use crate::domain::id::{HandoverEntryId, MovementId};
use crate::domain::movement::{MAX_CELL_CHARS, MAX_NAME_CHARS, Movement, MovementKind};

fn cell(code: &str) -> Cell {
    Cell::new(SafeText::line(code))
}

fn arrival(name: &str, code: &str) -> MovementKind {
    MovementKind::Arrival { name: SafeText::line(name), cell: cell(code) }
}

fn movement(id: u128, person: Option<u128>, kind: MovementKind, replaces: Option<u128>) -> Action {
    let detainee = person.map(|person| DetaineeId(Uuid::from_u128(person)));
    let replaces = replaces.map(|old| MovementId(Uuid::from_u128(old)));
    let deed = Deed::Movement { wing: WING, detainee, kind, replaces };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

fn made(rows: &BTreeMap<RowId, Known>, id: u128) -> Movement {
    match &rows[&RowId(Uuid::from_u128(id))].record {
        Record::Movement(movement) => movement.clone(),
        other => unreachable!("{other:?}"),
    }
}

fn note_on(id: u128, person: u128, replaces: Option<u128>) -> Action {
    let (detainee, text) = (DetaineeId(Uuid::from_u128(person)), Pii::new(SafeText::line("rustig")));
    let replaces = replaces.map(|old| NoteId(Uuid::from_u128(old)));
    Action { id: ActionId(Uuid::from_u128(id)), ..action(Deed::Note { wing: WING, detainee, text, replaces }) }
}

/// What the wing sees and writes, without what is about something that must be there first.
pub(super) fn any() -> impl Strategy<Value = Deed> {
    let movement = |(detainee, kind)| Deed::Movement { wing: WING, detainee, kind, replaces: None };
    let seen = [
        (None, arrival("Wolters, C.", "A1-12")),
        (Some(PERSON), MovementKind::Departure),
        (Some(PERSON), MovementKind::CellChange { to: cell("A1-07") }),
        (Some(PERSON), MovementKind::CellChange { to: cell("A1-09") }),
    ];
    let entry = |(about, text): (bool, String)| {
        let (detainee, text) = (about.then_some(PERSON), Pii::new(SafeText::line(&text)));
        Deed::HandoverEntry { wing: WING, detainee, text, replaces: None }
    };
    prop_oneof![
        proptest::sample::select(seen.to_vec()).prop_map(movement),
        (proptest::bool::ANY, "[a-z]{1,8}").prop_map(entry),
    ]
}

#[test]
fn who_came_is_somebody_of_their_own_and_can_have_notes_move_and_leave() {
    let mut rows = rows();
    assert_eq!(apply(&mut rows, &movement(300, None, arrival("Wolters, C.", "A1-12"), None)), Outcome::Applied);
    assert_eq!(made(&rows, 300).detainee, DetaineeId(Uuid::from_u128(300)));
    assert_eq!(apply(&mut rows, &note_on(301, 300, None)), Outcome::Applied);
    let kinds = [MovementKind::CellChange { to: cell("A1-14") }, MovementKind::Departure];
    for (id, kind) in (302..).zip(kinds) {
        assert_eq!(apply(&mut rows, &movement(id, Some(300), kind, None)), Outcome::Applied);
        assert!(made(&rows, id).is_provisional(), "nobody but the wing knows of them yet");
    }
}

#[test]
fn a_mark_that_a_terminal_made_before_it_knew_the_administrations_id_is_about_that_person() {
    let mut rows = rows();
    apply(&mut rows, &movement(300, None, arrival("Smit", "A1-07"), None));
    let seen = |id: u128, replaces: Option<u128>| {
        let replaces = replaces.map(|old| MarkId(Uuid::from_u128(old)));
        Action { id: ActionId(Uuid::from_u128(id)), ..mark(300, MarkKind::Unlocked, replaces) }
    };
    apply(&mut rows, &seen(400, None));
    // An import finds whom it has: the arrival is settled, and the mark is about that person from then on.
    for id in [300, 400] {
        match &mut rows.get_mut(&RowId(Uuid::from_u128(id))).expect("a row").record {
            Record::Movement(movement) => (movement.detainee, movement.settled_at) = (PERSON, Some(now())),
            Record::Mark(mark) => mark.detainee = PERSON,
            other => unreachable!("{other:?}"),
        }
    }
    assert_eq!(apply(&mut rows, &seen(401, Some(400))), Outcome::Applied);
    let Record::Mark(mark) = &rows[&RowId(Uuid::from_u128(401))].record else { unreachable!() };
    assert_eq!(mark.detainee, PERSON);
}

#[test]
fn two_officers_who_saw_one_thing_both_said_so() {
    let mut rows = rows();
    for id in [300, 301] {
        assert_eq!(apply(&mut rows, &movement(id, Some(1), MovementKind::Departure, None)), Outcome::Applied);
    }
    assert!(made(&rows, 300).is_provisional() && made(&rows, 301).is_provisional());
}

#[test]
fn whatever_the_clock_says_later_a_movement_is_read_on_every_day_until_an_import_settles_it() {
    let mut rows = rows();
    // He is in A1-07 already.
    let same = movement(300, Some(1), MovementKind::CellChange { to: cell("07") }, None);
    for later in [TimeDelta::zero(), TimeDelta::days(-30), TimeDelta::days(30)] {
        let decision = decide(&same, &rows, now() + later);
        let [Change::Put { record, .. }] = decision.changes.as_slice() else { unreachable!("{decision:?}") };
        assert_eq!(record.day(), None);
    }
    assert_eq!(apply(&mut rows, &same), Outcome::Applied);
}

#[test]
fn a_movement_is_taken_back_by_one_that_names_it_and_only_while_it_is_provisional() {
    let mut rows = rows();
    apply(&mut rows, &movement(300, Some(1), MovementKind::Departure, None));
    apply(&mut rows, &movement(310, None, arrival("Wolters", "12"), None));
    let take_back = |id, person, old| movement(id, Some(person), MovementKind::Withdrawn, old);
    let refused = |code| Outcome::Rejected(code);
    assert_eq!(apply(&mut rows, &take_back(301, 1, None)), refused(Rejection::NothingToWithdraw));
    assert_eq!(apply(&mut rows, &take_back(302, 1, Some(310))), refused(Rejection::UnknownReplaced));
    assert_eq!(apply(&mut rows, &take_back(303, 1, Some(300))), Outcome::Applied);
    assert_eq!(apply(&mut rows, &take_back(304, 310, Some(310))), Outcome::Applied);
    assert!(made(&rows, 303).is_provisional(), "it is read as long as what it takes back");
    let Record::Movement(settled) = &mut rows.get_mut(&RowId(Uuid::from_u128(300))).expect("a row").record else {
        unreachable!()
    };
    settled.settled_at = Some(now());
    assert_eq!(apply(&mut rows, &take_back(305, 1, Some(300))), refused(Rejection::NothingToWithdraw));
}

#[test]
fn what_is_written_about_somebody_who_came_is_about_the_person_whom_the_administration_has_by_then() {
    let mut rows = rows();
    apply(&mut rows, &movement(300, None, arrival("Smit", "A1-07"), None));
    apply(&mut rows, &note_on(301, 300, None));
    // The import found out that it is the person with id 1, and wrote the note over to them.
    let Record::Movement(came) = &mut rows.get_mut(&RowId(Uuid::from_u128(300))).expect("a row").record else {
        unreachable!()
    };
    (came.detainee, came.settled_at) = (PERSON, Some(now()));
    let Record::Note(note) = &mut rows.get_mut(&RowId(Uuid::from_u128(301))).expect("a row").record else {
        unreachable!()
    };
    note.detainee = PERSON;
    // A terminal that did not know yet, with a new note and a new version of the old one.
    for (id, replaces) in [(302, None), (303, Some(301))] {
        assert_eq!(apply(&mut rows, &note_on(id, 300, replaces)), Outcome::Applied);
        let Record::Note(note) = &rows[&RowId(Uuid::from_u128(id))].record else { unreachable!() };
        assert_eq!(note.detainee, PERSON);
    }
}

#[test]
fn an_arrival_has_a_name_and_a_cell_and_nobody_else_and_the_rest_is_about_somebody() {
    let refused = |kind, person| match apply(&mut rows(), &movement(300, person, kind, None)) {
        Outcome::Rejected(code) => code,
        other => unreachable!("{other:?}"),
    };
    assert_eq!(refused(arrival("", "12"), None), Rejection::Empty);
    assert_eq!(refused(arrival("Wolters", ""), None), Rejection::Empty);
    assert_eq!(refused(arrival(&"x".repeat(MAX_NAME_CHARS + 1), "12"), None), Rejection::TooLong);
    assert_eq!(refused(arrival("Wolters", &"1".repeat(MAX_CELL_CHARS + 1)), None), Rejection::TooLong);
    assert_eq!(refused(arrival("Wolters", "12"), Some(1)), Rejection::Malformed);
    assert_eq!(refused(MovementKind::Departure, None), Rejection::Malformed);
    assert_eq!(refused(MovementKind::Departure, Some(99)), Rejection::UnknownItem);
}

#[test]
fn a_movement_that_is_no_arrival_is_nobody() {
    let mut rows = rows();
    apply(&mut rows, &movement(300, Some(1), MovementKind::Departure, None));
    assert_eq!(apply(&mut rows, &note_on(301, 300, None)), Outcome::Rejected(Rejection::UnknownItem));
}

#[test]
fn a_handover_entry_is_about_somebody_or_the_wing_and_its_versions_stay() {
    let mut rows = rows();
    let entry = |id, person: Option<u128>, text: &str, replaces: Option<u128>| {
        let detainee = person.map(|person| DetaineeId(Uuid::from_u128(person)));
        let (text, replaces) =
            (Pii::new(SafeText::line(text)), replaces.map(|old| HandoverEntryId(Uuid::from_u128(old))));
        let deed = Deed::HandoverEntry { wing: WING, detainee, text, replaces };
        Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
    };
    for (id, person) in [(300, None), (301, Some(1))] {
        assert_eq!(apply(&mut rows, &entry(id, person, "wasserij dicht", None)), Outcome::Applied);
    }
    // Two edits of one version, and a withdrawal beside them: three rows more.
    for (id, text) in [(302, "morgen dicht"), (303, "dinsdag dicht"), (304, "")] {
        assert_eq!(apply(&mut rows, &entry(id, None, text, Some(300))), Outcome::Applied);
    }
    assert_eq!(rows.len(), 6);
    let refused = |action: &Action| match apply(&mut rows.clone(), action) {
        Outcome::Rejected(code) => code,
        other => unreachable!("{other:?}"),
    };
    assert_eq!(refused(&entry(305, None, "", None)), Rejection::Empty);
    assert_eq!(refused(&entry(305, None, "x", Some(301))), Rejection::UnknownReplaced);
    assert_eq!(refused(&entry(305, Some(99), "x", None)), Rejection::UnknownItem);
    assert_eq!(refused(&entry(305, None, &"x".repeat(MAX_NOTE_CHARS + 1), None)), Rejection::TooLong);
}
