//! What a terminal without a network wrote about somebody who lives on another wing by now: it is seen there.

use super::*;
use crate::domain::detainee::Moved;
use crate::domain::id::{IncidentId, KeepApartId};
use crate::domain::incident::IncidentKind;
use crate::domain::request::{Asked, RequestState};

const OTHER_WING: WingId = WingId(Uuid::from_u128(3));
const OTHER: DetaineeId = DetaineeId(Uuid::from_u128(4));

fn said(text: &str) -> Pii<SafeText> {
    Pii::new(SafeText::line(text))
}

fn numbered(id: u128, deed: Deed) -> Action {
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

fn begun(id: u128, text: &str, replaces: Option<u128>) -> Action {
    let replaces = replaces.map(|old| IncidentId(Uuid::from_u128(old)));
    let (wing, detainee, kind, text) = (WING, PERSON, IncidentKind::Isolation, said(text));
    numbered(id, Deed::Incident { wing, detainee, kind, text, replaces })
}

fn on(id: u128, item: u128, kind: MarkKind, replaces: Option<u128>) -> Action {
    let (item, replaces) = (RowId(Uuid::from_u128(item)), replaces.map(|old| MarkId(Uuid::from_u128(old))));
    numbered(id, Deed::Mark { wing: WING, detainee: PERSON, item, day: None, kind, replaces })
}

fn apart(id: u128, replaces: Option<u128>) -> Action {
    let replaces = replaces.map(|old| KeepApartId(Uuid::from_u128(old)));
    numbered(id, Deed::KeepApart { wing: WING, detainee: PERSON, other: OTHER, replaces })
}

/// A person with a measure, a mark on it, a note, a request and somebody to be kept apart from.
fn lived_here() -> BTreeMap<RowId, Known> {
    let mut rows = rows();
    let Some(Record::Detainee(person)) = rows.get(&PERSON.into()).map(|known| known.record.clone()) else {
        unreachable!("a person")
    };
    rows.insert(OTHER.into(), Known::first(StreamId::wing(WING), Detainee { id: OTHER, ..person }.into()));
    let asked = Deed::Request { wing: WING, detainee: PERSON, asked: Asked::Mentor, text: said("mag ik bellen") };
    let all = [
        begun(500, "gooide met een stoel", None),
        on(501, 500, MarkKind::Checked, None),
        Action { id: ActionId(Uuid::from_u128(502)), ..note("rustig", None) },
        numbered(503, asked),
        apart(504, None),
    ];
    for action in all {
        assert_eq!(apply(&mut rows, &action), Outcome::Applied);
    }
    rows
}

/// What an import does: these people go to another wing, and what is about them goes along.
fn moved(mut rows: BTreeMap<RowId, Known>, ids: &[u128]) -> BTreeMap<RowId, Known> {
    for id in ids {
        let row = rows.get_mut(&RowId(Uuid::from_u128(*id))).expect("a row");
        row.stream = StreamId::wing(OTHER_WING);
        if let Record::Detainee(person) = &mut row.record {
            (person.wing, person.moved) = (OTHER_WING, Some(Moved { from: WING, at: now() }));
        }
    }
    rows
}

fn stream(rows: &BTreeMap<RowId, Known>, id: u128) -> StreamId {
    rows[&RowId(Uuid::from_u128(id))].stream
}

#[test]
fn what_was_seen_and_written_is_read_where_the_person_is_and_an_undo_beside_what_it_undoes() {
    let mut rows = moved(lived_here(), &[1, 500, 501, 502, 503]);
    let request = RowId(Uuid::from_u128(503)).into();
    let told = Deed::RequestStep { wing: WING, detainee: PERSON, request, state: RequestState::Told(said("ja")) };
    let all = [
        on(600, 500, MarkKind::Ended, None),
        on(601, 500, MarkKind::Withdrawn, Some(501)),
        // An item that is gone.
        on(602, 99, MarkKind::Left, None),
        Action { id: ActionId(Uuid::from_u128(603)), ..note("onrustig", Some(NoteId(Uuid::from_u128(502)))) },
        numbered(604, told),
        begun(605, "", Some(500)),
        begun(606, "sloeg tegen de deur", None),
    ];
    for (action, id) in all.iter().zip(600..) {
        assert_eq!(
            (apply(&mut rows, action), stream(&rows, id)),
            (Outcome::Applied, StreamId::wing(OTHER_WING)),
            "{id}"
        );
    }
    assert_eq!(stream(&rows, 503), StreamId::wing(OTHER_WING), "the version that was answered stays beside the answer");
}

#[test]
fn what_is_of_the_wing_stays_with_the_wing() {
    let mut rows = moved(lived_here(), &[1]);
    // A door of the corridor, whoever lived behind it; any row that stayed on the wing stands for it here.
    assert_eq!(apply(&mut rows, &on(600, 4, MarkKind::LockedIn, None)), Outcome::Applied);
    assert_eq!(stream(&rows, 600), StreamId::wing(WING));
    let (wing, detainee, text) = (WING, Some(PERSON), said("bel de nieuwe afdeling"));
    let handed = numbered(601, Deed::HandoverEntry { wing, detainee, text, replaces: None });
    assert_eq!((apply(&mut rows, &handed), stream(&rows, 601)), (Outcome::Applied, StreamId::wing(WING)));
}

#[test]
fn a_pair_stays_where_one_of_them_lives_and_is_lifted_where_it_stands() {
    let mut one_left = moved(lived_here(), &[1]);
    assert_eq!(
        (apply(&mut one_left, &apart(600, Some(504))), stream(&one_left, 600)),
        (Outcome::Applied, StreamId::wing(WING))
    );
    let mut both_left = moved(lived_here(), &[1, 4, 504]);
    for (id, replaces) in [(600, Some(504)), (601, None)] {
        assert_eq!(apply(&mut both_left, &apart(id, replaces)), Outcome::Applied);
        assert_eq!(stream(&both_left, id), StreamId::wing(OTHER_WING));
    }
}

#[test]
fn nobody_reaches_a_wing_by_naming_their_own_unless_the_person_came_from_there_not_long_ago() {
    let of_the_other = |moved: Option<Moved>| {
        let mut rows = moved_rows(moved);
        let request = RowId(Uuid::from_u128(503)).into();
        let told = Deed::RequestStep { wing: WING, detainee: PERSON, request, state: RequestState::Told(said("ja")) };
        let all = [
            on(600, 500, MarkKind::Ended, None),
            on(601, 500, MarkKind::Withdrawn, Some(501)),
            on(602, 99, MarkKind::Left, None),
            Action { id: ActionId(Uuid::from_u128(603)), ..note("onrustig", None) },
            numbered(604, told),
            begun(605, "", Some(500)),
            begun(606, "sloeg tegen de deur", None),
            apart(607, Some(504)),
        ];
        all.map(|action| apply(&mut rows, &action))
    };
    let unknown = Outcome::Rejected(Rejection::UnknownItem);
    let long_ago = now() - TimeDelta::days(31);
    let elsewhere = Moved { from: WingId(Uuid::from_u128(77)), at: now() };
    for moved in [None, Some(Moved { from: WING, at: long_ago }), Some(elsewhere)] {
        assert_eq!(of_the_other(moved), std::array::from_fn::<_, 8, _>(|_| unknown.clone()), "{moved:?}");
    }
    assert_eq!(
        of_the_other(Some(Moved { from: WING, at: now() })),
        std::array::from_fn::<_, 8, _>(|_| Outcome::Applied)
    );
}

/// Both people and all that is about them on the other wing, with how the hub says that they came there.
fn moved_rows(how: Option<Moved>) -> BTreeMap<RowId, Known> {
    let mut rows = moved(lived_here(), &[1, 4, 500, 501, 502, 503, 504]);
    for row in rows.values_mut() {
        if let Record::Detainee(person) = &mut row.record {
            person.moved = how;
        }
    }
    rows
}
