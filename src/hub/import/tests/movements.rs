//! The wing saw it first, and then the source says it too, or something else.

use super::*;
use crate::domain::detainee::Cell;
use crate::domain::handover::HandoverEntry;
use crate::domain::id::{DetaineeId, DeviceId, HandoverEntryId, MarkId, MovementId, NoteId, RowId, StaffId, WingId};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::movement::{Movement, MovementKind};
use crate::domain::note::Note;
use crate::hub::store::{Audit, ImportPlan};
use crate::hub::write;
use crate::text::Pii;
use crate::wire::body;

const SEEN: &str = "2026-11-22T17:30:00Z";

fn prison(people: &str) -> Import {
    good(&[("detainees.csv", people)])
}

pub(super) fn text(raw: &str) -> SafeText {
    SafeText::line(raw)
}

fn cell(code: &str) -> Cell {
    Cell::new(text(code))
}

pub(super) fn wing(import: &Import, code: &str) -> StreamId {
    let coded = |(_, record): (StreamId, &Record)| match record {
        Record::Wing(wing) if wing.code.as_str() == code => Some(wing.id),
        _ => None,
    };
    let id: WingId = records(import, Kind::Wing).into_iter().find_map(coded).expect("a wing");
    StreamId::wing(id)
}

pub(super) fn person(import: &Import, surname: &str) -> DetaineeId {
    let named = |(_, record): (StreamId, &Record)| match record {
        Record::Detainee(person) if person.surname.as_str() == surname => Some(person.id),
        _ => None,
    };
    records(import, Kind::Detainee).into_iter().find_map(named).expect("a person")
}

fn movement(id: u128, detainee: Option<DetaineeId>, kind: MovementKind, replaces: Option<u128>) -> Record {
    let id = MovementId(uuid::Uuid::from_u128(id));
    let detainee = detainee.unwrap_or(DetaineeId(id.0));
    let replaces = replaces.map(|old| MovementId(uuid::Uuid::from_u128(old)));
    let author = StaffId(uuid::Uuid::from_u128(9));
    Movement { id, detainee, kind, observed_at: at(SEEN), author, replaces, settled_at: None }.into()
}

fn arrival(id: u128, name: &str, code: &str) -> Record {
    movement(id, None, MovementKind::Arrival { name: text(name), cell: cell(code) }, None)
}

/// A mark as an officer's terminal sent it: on this item, seen then.
pub(super) fn marked(
    number: u128,
    detainee: DetaineeId,
    item: RowId,
    kind: MarkKind,
    observed_at: DateTime<Utc>,
) -> Mark {
    Mark {
        id: MarkId(uuid::Uuid::from_u128(number)),
        item,
        day: None,
        detainee,
        kind,
        observed_at,
        recorded_at: observed_at,
        clock_skew_seconds: None,
        author: StaffId(uuid::Uuid::from_u128(9)),
        device: DeviceId(uuid::Uuid::from_u128(7)),
        number: 1,
        replaces: None,
    }
}

/// What officers wrote: no source knows of it.
pub(super) async fn officers(store: &Sqlite, import: &Import, all: &[(StreamId, Record)]) {
    let plan = |_: &Imported| {
        let write = |(stream, record): &(StreamId, Record)| ImportWrite {
            row: record.row_id(),
            write: Some(write::put(*stream, record).expect("records are JSON")),
            body: None,
        };
        all.iter().map(write).collect::<Vec<_>>()
    };
    let audit = Audit { at: at(SEEN), actor: None, device: None, what: "action", object: String::new() };
    store.import(ImportPlan { facility: import.facility, plan: &plan, audit }).await.expect("it is written");
}

async fn bring(store: &Sqlite, import: &Import) -> usize {
    apply(store, import, true, at(NOW)).await.expect("imported").settled
}

/// What a row says now.
async fn now(store: &Sqlite, import: &Import, kind: Kind, id: u128) -> Record {
    let rows = store.of_kind(import.facility, kind.as_str()).await.expect("the store works");
    let found = rows.iter().find(|(_, row)| row.id == RowId(uuid::Uuid::from_u128(id))).expect("it is there");
    body::decode(&found.1).expect("a record")
}

async fn seen(store: &Sqlite, import: &Import, id: u128) -> Movement {
    match now(store, import, Kind::Movement, id).await {
        Record::Movement(movement) => movement,
        other => unreachable!("{other:?}"),
    }
}

#[tokio::test]
async fn who_came_is_the_person_of_the_next_import_and_what_was_written_about_them_goes_along() {
    let (_folder, store) = store().await;
    let without = PEOPLE.replace("D2;A1;A1-02;Ünal;;Deniz;1002;17-05-1991;;tr\n", "");
    let first = prison(&without);
    bring(&store, &first).await;
    let (a1, newcomer) = (wing(&first, "A1"), DetaineeId(uuid::Uuid::from_u128(1)));
    let (author, written_at, replaces) = (StaffId(uuid::Uuid::from_u128(9)), at(SEEN), None);
    let text_of = |said| Pii::new(SafeText::line(said));
    let id = NoteId(uuid::Uuid::from_u128(2));
    let note = Note { id, detainee: newcomer, text: text_of("rustig"), author, written_at, replaces };
    let id = HandoverEntryId(uuid::Uuid::from_u128(3));
    let (detainee, replaces) = (Some(newcomer), None);
    let entry = HandoverEntry { id, detainee, text: text_of("bellen"), author, written_at, replaces };
    // Typed without its mark, in another cell first.
    let moved = movement(4, Some(newcomer), MovementKind::CellChange { to: cell("02") }, None);
    let door = marked(5, newcomer, RowId(uuid::Uuid::from_u128(6)), MarkKind::Unlocked, at(SEEN));
    let all = [arrival(1, "Unal, D.", "A1-09"), note.into(), entry.into(), moved, door.into()];
    officers(&store, &first, &all.map(|record| (a1, record))).await;
    let second = prison(PEOPLE);
    assert_eq!(bring(&store, &second).await, 2);
    let known = person(&second, "Ünal");
    for id in [1, 4] {
        let movement = seen(&store, &second, id).await;
        assert_eq!((movement.detainee, movement.settled_at), (known, Some(at(NOW))), "{id}");
    }
    let Record::Note(note) = now(&store, &second, Kind::Note, 2).await else { unreachable!() };
    let Record::HandoverEntry(entry) = now(&store, &second, Kind::HandoverEntry, 3).await else { unreachable!() };
    let Record::Mark(door) = now(&store, &second, Kind::Mark, 5).await else { unreachable!() };
    assert_eq!((note.detainee, entry.detainee, door.detainee), (known, Some(known), known));
    // The same import again changes nothing.
    let before = heads(&store, &second).await;
    assert_eq!(bring(&store, &second).await, 0);
    assert_eq!(heads(&store, &second).await, before);
}

#[tokio::test]
async fn who_left_and_who_went_to_another_cell_are_settled_when_the_source_says_so_and_not_before() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE);
    bring(&store, &first).await;
    let (a1, b2) = (wing(&first, "A1"), wing(&first, "B2"));
    let (berg, unal, kok) = (person(&first, "Berg"), person(&first, "Ünal"), person(&first, "Kok"));
    let to = || MovementKind::CellChange { to: cell("11") };
    let all = [
        (a1, movement(1, Some(berg), MovementKind::Departure, None)),
        (a1, movement(2, Some(unal), to(), None)),
        (b2, movement(3, Some(kok), MovementKind::Departure, None)),
    ];
    officers(&store, &first, &all).await;
    assert_eq!(bring(&store, &first).await, 0, "the source says nothing new");
    // One is gone, one moved within the wing, one moved to another wing.
    let later = PEOPLE
        .replace("D1;A1;A1-01;Berg;van den;Piet Jan;1001;1968-00-00;S1;nl\n", "")
        .replace("D2;A1;A1-02", "D2;A1;A1-11")
        .replace("D3;B2;B2-01", "D3;A1;A1-05");
    assert_eq!(bring(&store, &prison(&later)).await, 3);
    for id in 1..=3 {
        assert_eq!(seen(&store, &first, id).await.settled_at, Some(at(NOW)), "{id}");
    }
}

#[tokio::test]
async fn what_was_taken_back_waits_for_nobody_and_what_does_not_agree_stays() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE);
    bring(&store, &first).await;
    let (a1, berg) = (wing(&first, "A1"), person(&first, "Berg"));
    let newcomer = DetaineeId(uuid::Uuid::from_u128(5));
    let all = [
        movement(1, Some(berg), MovementKind::Departure, None),
        movement(2, Some(berg), MovementKind::Withdrawn, Some(1)),
        movement(3, Some(berg), MovementKind::CellChange { to: cell("44") }, None),
        // The right name in the wrong cell, and what he did since.
        arrival(5, "Ünal", "A1-33"),
        movement(6, Some(newcomer), MovementKind::Departure, None),
    ];
    officers(&store, &first, &all.map(|record| (a1, record))).await;
    assert_eq!(bring(&store, &first).await, 2);
    for (id, settled) in [(1, true), (2, true), (3, false), (5, false), (6, false)] {
        assert_eq!(!seen(&store, &first, id).await.is_provisional(), settled, "{id}");
    }
}

#[tokio::test]
async fn a_brother_in_the_same_cell_is_somebody_else_and_one_who_was_typed_too_late_is_not() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE);
    bring(&store, &first).await;
    let a1 = wing(&first, "A1");
    // «Ünal, Deniz» has been in cell 2 for long. Who typed no first letter may mean his brother.
    let all = [arrival(1, "Ünal", "A1-02"), arrival(2, "Ünal, Can", "A1-02"), arrival(3, "D. Unal", "A1-02")];
    officers(&store, &first, &all.map(|record| (a1, record))).await;
    assert_eq!(bring(&store, &first).await, 1);
    for (id, settled) in [(1, false), (2, false), (3, true)] {
        assert_eq!(!seen(&store, &first, id).await.is_provisional(), settled, "{id}");
    }
    // The brother comes into the administration too.
    let second = prison(&format!("{PEOPLE}D4;A1;A1-02;Ünal;;Can;1004;17-05-1991;;tr\n"));
    assert_eq!(bring(&store, &second).await, 2);
    assert_eq!(seen(&store, &second, 1).await.detainee, seen(&store, &second, 2).await.detainee);
}

#[tokio::test]
async fn two_of_one_name_in_one_cell_are_left_to_the_wing() {
    let (_folder, store) = store().await;
    let twins = format!("{PEOPLE}D4;A1;A1-02;Ünal;;Can;1004;17-05-1991;;tr\n");
    let first = prison(&twins);
    bring(&store, &first).await;
    officers(&store, &first, &[(wing(&first, "A1"), arrival(1, "Ünal", "A1-02"))]).await;
    assert_eq!(bring(&store, &first).await, 0);
    assert!(seen(&store, &first, 1).await.is_provisional());
}
