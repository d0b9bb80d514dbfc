//! Somebody moves to another wing: what the wings wrote about them goes along, and what is of the wing stays.

use super::movements::{marked, officers, person, text, wing};
use super::*;
use crate::domain::handover::HandoverEntry;
use crate::domain::id::{
    DetaineeId, HandoverEntryId, IncidentId, KeepApartId, MarkId, MovementId, NoteId, RequestSlipId, RowId, StaffId,
};
use crate::domain::incident::{Incident, IncidentKind, Informed, KeepApart};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::movement::{Movement, MovementKind};
use crate::domain::note::Note;
use crate::domain::request::{Asked, RequestSlip, RequestState};
use crate::text::Pii;

const PROGRAMME: &str = "ref;wing;kind;weekday;starts;ends\nP1;A1;unlock;MO;07:30;08:00\n";
const AUTHOR: StaffId = StaffId(uuid::Uuid::from_u128(9));

fn prison(people: &str, work: &str) -> Import {
    good(&[("detainees.csv", people), ("work_shifts.csv", work), ("programme.csv", PROGRAMME)])
}

fn berg_in(wing: &str) -> String {
    PEOPLE.replace("D1;A1;A1-01", &format!("D1;{wing};{wing}-09"))
}

fn both_in(wing: &str) -> String {
    berg_in(wing).replace("D2;A1;A1-02", &format!("D2;{wing};{wing}-08"))
}

fn said(words: &str) -> Pii<SafeText> {
    Pii::new(text(words))
}

fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn of_kind(import: &Import, kind: Kind) -> RowId {
    records(import, kind).first().map(|(_, record)| record.row_id()).expect("a row")
}

fn measure(number: u128, detainee: DetaineeId, replaces: Option<u128>) -> Record {
    let replaces = replaces.map(|old| IncidentId(id(old)));
    let (kind, text, started_at) = (IncidentKind::Isolation, said("gooide met een stoel"), at(NOW));
    Incident { id: IncidentId(id(number)), detainee, kind, text, started_at, author: AUTHOR, replaces, filed_on: None }
        .into()
}

fn mark(number: u128, detainee: DetaineeId, item: RowId, kind: MarkKind) -> Record {
    let replaces = (kind == MarkKind::Withdrawn).then(|| MarkId(id(number - 1)));
    Mark { replaces, ..marked(number, detainee, item, kind, at(NOW)) }.into()
}

fn note(number: u128, detainee: DetaineeId, replaces: Option<u128>) -> Record {
    let (text, replaces) = (said("rustig"), replaces.map(|old| NoteId(id(old))));
    Note { id: NoteId(id(number)), detainee, text, author: AUTHOR, written_at: at(NOW), replaces }.into()
}

fn slip(number: u128, detainee: DetaineeId, state: RequestState, replaces: Option<u128>) -> Record {
    RequestSlip {
        id: RequestSlipId(id(number)),
        first: RequestSlipId(id(replaces.unwrap_or(number))),
        detainee,
        asked: Asked::Mentor,
        text: said("mag ik bellen"),
        asked_at: at(NOW),
        state,
        author: AUTHOR,
        written_at: at(NOW),
        replaces: replaces.map(|old| RequestSlipId(id(old))),
        replaced_on: None,
    }
    .into()
}

fn pair(number: u128, detainee: DetaineeId, other: DetaineeId) -> Record {
    KeepApart { id: KeepApartId(id(number)), detainee, other, author: AUTHOR, at: at(NOW), replaces: None }.into()
}

/// In which stream a row lives; it lives in one.
async fn home(store: &Sqlite, import: &Import, kind: Kind, row: RowId) -> StreamId {
    let rows = store.of_kind(import.facility, kind.as_str()).await.expect("the store works");
    let mut here = rows.iter().filter(|(_, known)| known.id == row).map(|(stream, _)| *stream);
    let stream = here.next().expect("it is somewhere");
    assert_eq!(here.next(), None, "and nowhere else");
    stream
}

async fn bring(store: &Sqlite, import: &Import) -> Report {
    apply(store, import, false, at(NOW)).await.expect("imported")
}

#[tokio::test]
async fn what_the_wings_wrote_about_somebody_goes_along_and_what_is_of_the_wing_stays() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE, WORK);
    bring(&store, &first).await;
    let (a1, b2, berg) = (wing(&first, "A1"), wing(&first, "B2"), person(&first, "Berg"));
    let (door, shift, run) = (of_kind(&first, Kind::Programme), RowId(id(98)), RowId(id(20)));
    let along = [
        measure(20, berg, None),
        measure(21, berg, Some(20)),
        mark(22, berg, run, MarkKind::Told(Informed::Governor)),
        mark(23, berg, run, MarkKind::Withdrawn),
        mark(24, berg, shift, MarkKind::Left),
        note(25, berg, None),
        note(26, berg, Some(25)),
        slip(27, berg, RequestState::New, None),
        slip(28, berg, RequestState::Answered(said("ja")), Some(27)),
    ];
    let entry = HandoverEntryId(id(30));
    let (detainee, written_at, replaces) = (Some(berg), at(NOW), None);
    let entry = HandoverEntry { id: entry, detainee, text: said("bellen"), author: AUTHOR, written_at, replaces };
    let (kind, observed_at, author) = (MovementKind::Departure, at(NOW), AUTHOR);
    let left = MovementId(id(31));
    let left = Movement { id: left, detainee: berg, kind, observed_at, author, replaces: None, settled_at: None };
    let unal = person(&first, "Ünal");
    let stays = [entry.into(), left.into(), mark(32, berg, door, MarkKind::Unlocked), note(33, unal, None)];
    let all: Vec<_> = along.iter().chain(&stays).map(|record| (a1, record.clone())).collect();
    officers(&store, &first, &all).await;

    // The source knows no more of the work shift: it stays in the hub, and is his.
    let second = prison(&berg_in("B2"), "ref;detainee;workplace;starts_at;ends_at\n");
    let report = bring(&store, &second).await;
    // He himself too, besides the work shift.
    assert_eq!((report.moved, report.settled), (along.len() + 2, 1));
    for record in &along {
        assert_eq!(home(&store, &first, record.kind(), record.row_id()).await, b2, "{:?}", record.kind());
    }
    for record in &stays {
        assert_eq!(home(&store, &first, record.kind(), record.row_id()).await, a1, "{:?}", record.kind());
    }
    let mut work = store.of_kind(first.facility, Kind::WorkShift.as_str()).await.expect("rows");
    work.retain(|(stream, _)| *stream == b2);
    assert_eq!(work.len(), 1);
    let before = heads(&store, &second).await;
    assert_eq!((bring(&store, &second).await.moved, heads(&store, &second).await), (0, before));

    // The source knows it again, elsewhere: it is the row that it knew.
    let third = prison(&berg_in("B2"), &WORK.replace("D1;Hout", "D1;Metaal"));
    assert_eq!(bring(&store, &third).await.changed, 1);
    // What a terminal of the old wing brought late does not stay there.
    officers(&store, &first, &[(a1, mark(40, berg, run, MarkKind::Ended))]).await;
    assert_eq!(bring(&store, &third).await.moved, 1);
    assert_eq!(home(&store, &first, Kind::Mark, RowId(id(40))).await, b2);
}

#[tokio::test]
async fn who_must_not_be_together_is_known_on_a_wing_where_one_of_them_lives() {
    let (_folder, store) = store().await;
    let first = prison(PEOPLE, WORK);
    bring(&store, &first).await;
    let (a1, b2) = (wing(&first, "A1"), wing(&first, "B2"));
    let (berg, unal, kok) = (person(&first, "Berg"), person(&first, "Ünal"), person(&first, "Kok"));
    officers(&store, &first, &[(a1, pair(20, berg, unal)), (a1, pair(21, unal, kok))]).await;
    let pairs = async || {
        let of = async |number| home(&store, &first, Kind::KeepApart, RowId(id(number))).await;
        [of(20).await, of(21).await]
    };
    bring(&store, &prison(&berg_in("B2"), WORK)).await;
    assert_eq!(pairs().await, [a1, a1], "one of each lives there");
    bring(&store, &prison(&both_in("B2"), WORK)).await;
    assert_eq!(pairs().await, [b2, b2]);
    // Apart again: it stays where it is seen.
    bring(&store, &prison(PEOPLE, WORK)).await;
    assert_eq!(pairs().await, [a1, b2]);
}
