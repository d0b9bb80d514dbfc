//! Rows, streams, imports and the counter.

use chrono::TimeDelta;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;

const STREAMS: [StreamId; 3] = [WING, PERSON, PLACE];

/// Writes of one transaction: each row at most once in a stream, a few bodies so that some change nothing.
pub(super) fn some_writes(dice: &mut StdRng) -> Vec<Write> {
    let mut writes = BTreeMap::new();
    for _ in 0..dice.random_range(0..6) {
        let (stream, id) = (STREAMS[dice.random_range(0..3)], row_id(dice.random_range(0..8)));
        let body = ["one", "two", "three"][dice.random_range(0..3)];
        let about = dice.random_bool(0.5).then(|| row_id(dice.random_range(0..2)));
        let write = if dice.random_bool(0.3) { remove(stream, id) } else { Write { about, ..put(stream, id, body) } };
        writes.insert((stream, id), write);
    }
    writes.into_values().collect()
}

/// Whether a write changes what is there.
fn changes(old: Option<&Row>, write: &Write) -> bool {
    let body = |row: &Row| row.body.clone();
    match (old.and_then(body), &write.body) {
        (None, None) => false,
        (old_body, body) => old_body != *body || old.is_some_and(|row| row.day != write.day),
    }
}

pub(super) async fn revisions_go_up_by_one_and_sequences_have_no_holes(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    let seed = 20_261_124;
    let mut dice = StdRng::seed_from_u64(seed);
    let mut before: BTreeMap<StreamId, Changes> = BTreeMap::new();
    for number in 1..=120 {
        let context = format!("seed {seed}, transaction {number}");
        let writes = some_writes(&mut dice);
        commit(&*store, number, writes.clone()).await;
        for of in STREAMS {
            let Some(after) = stream(&*store, of).await else {
                assert!(!writes.iter().any(|write| write.stream == of), "{context}");
                continue;
            };
            let old = before.get(&of);
            let (old_head, old_rows) =
                old.map_or((0, &[][..]), |changes| (changes.head.sequence, changes.rows.as_slice()));
            let old_rows: BTreeMap<_, _> = old_rows.iter().map(|row| (row.id, row)).collect();
            let changed: Vec<_> = writes
                .iter()
                .filter(|write| write.stream == of && changes(old_rows.get(&write.id).copied(), write))
                .collect();
            let new: Vec<_> = after.rows.iter().filter(|row| row.sequence > old_head).collect();
            let sequences: Vec<_> = new.iter().map(|row| row.sequence).collect();
            assert_eq!(sequences, (old_head + 1..=after.head.sequence).collect::<Vec<_>>(), "{context}");
            assert_eq!(new.len(), changed.len(), "{context}");
            for row in new {
                let write = changed.iter().find(|write| write.id == row.id).expect("it was written");
                let revision = old_rows.get(&row.id).map_or(1, |old| old.revision + 1);
                assert_eq!((row.revision, &row.body, row.day), (revision, &write.body, write.day), "{context}");
            }
            for old in old_rows.values().filter(|old| !changed.iter().any(|write| write.id == old.id)) {
                assert!(after.rows.contains(old), "{context}: {} changed by itself", old.id);
            }
            assert_eq!(after.head.check, counted(&after), "{context}");
            before.insert(of, after);
        }
    }
    let heads: Vec<_> = before.values().map(|changes| changes.head).collect();
    assert_eq!(heads.len(), STREAMS.len());
    let mut listed = store.heads(HERE).await.expect("the store works");
    listed.sort_by_key(|head| head.stream);
    assert_eq!(listed, heads);
}

pub(super) async fn what_is_already_so_is_not_written_again(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, vec![put(WING, row_id(1), "one"), put(WING, row_id(2), "two")]).await;
    commit(&*store, 2, vec![remove(WING, row_id(2))]).await;
    let look = async || (stream(&*store, WING).await, counter(&*store, HERE).await);
    let before = look().await;
    let same = vec![put(WING, row_id(1), "one"), remove(WING, row_id(2)), remove(WING, row_id(3))];
    commit(&*store, 3, same).await;
    assert_eq!(look().await, before);
    // Another day is another row, whatever it says.
    commit(&*store, 4, vec![Write { day: None, ..put(WING, row_id(1), "one") }]).await;
    let row = &rows(&*store, WING).await[&row_id(1)];
    assert_eq!((row.revision, row.sequence, row.day), (2, 4, None));
}

pub(super) async fn a_move_is_a_tombstone_and_a_row_in_one_transaction(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, vec![put(WING, row_id(1), "one"), put(WING, row_id(2), "two")]).await;
    let counter_before = counter(&*store, HERE).await;
    commit(&*store, 2, vec![remove(WING, row_id(1)), put(PLACE, row_id(1), "one")]).await;
    assert_eq!(counter(&*store, HERE).await, counter_before + 1);
    let (left, right) = (rows(&*store, WING).await, rows(&*store, PLACE).await);
    let gone = &left[&row_id(1)];
    assert_eq!((gone.is_tombstone(), gone.revision, gone.sequence), (true, 2, 3));
    let there = &right[&row_id(1)];
    assert_eq!((there.body.as_deref(), there.revision, there.sequence), (Some(b"one".as_slice()), 1, 1));
    for of in [WING, PLACE] {
        let changes = stream(&*store, of).await.expect("the stream is there");
        assert_eq!(changes.head.check, counted(&changes));
        assert_eq!(changes.head.check.count, 1);
    }
    // And back: its revision in the old stream goes on.
    commit(&*store, 3, vec![put(WING, row_id(1), "one"), remove(PLACE, row_id(1))]).await;
    let back = &rows(&*store, WING).await[&row_id(1)];
    assert_eq!((back.is_tombstone(), back.revision, back.sequence), (false, 3, 4));
}

pub(super) async fn pages_go_on_after_a_sequence_and_stop_at_the_limit(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, (0..7).map(|number| put(WING, row_id(number), "one")).collect()).await;
    commit(&*store, 2, vec![put(WING, row_id(2), "two")]).await;
    let page = async |after, limit| {
        let changes = store.changes(HERE, WING, after, limit).await.expect("the store works").expect("a stream");
        changes.rows.iter().map(|row| row.sequence).collect::<Vec<_>>()
    };
    assert_eq!(page(0, ALL).await, [1, 2, 4, 5, 6, 7, 8]);
    assert_eq!(page(0, 3).await, [1, 2, 4]);
    assert_eq!(page(4, 3).await, [5, 6, 7]);
    assert_eq!(page(7, 3).await, [8]);
    assert!(page(8, 3).await.is_empty());
    assert!(page(u64::MAX, 3).await.is_empty());
    for (facility, stream) in [(HERE, PERSON), (ELSEWHERE, WING)] {
        assert_eq!(store.changes(facility, stream, 0, 3).await.expect("the store works"), None);
    }
}

pub(super) async fn a_stream_that_forgot_nothing_can_be_read_from_any_sequence(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, vec![put(WING, row_id(1), "one"), put(WING, row_id(2), "two")]).await;
    commit(&*store, 2, vec![remove(WING, row_id(1))]).await;
    for after in 0..=2 {
        let changes = store.changes(HERE, WING, after, ALL).await.expect("the store works").expect("a stream");
        assert_eq!(changes.head.floor, 0);
        assert_eq!(changes.rows.last().map(|row| (row.id, row.is_tombstone())), Some((row_id(1), true)));
    }
}

/// Forgets, on this day, what was gone so many days before it.
pub(super) async fn forget(store: &dyn Store, facility: FacilityId, on: i64, keep: i64) -> u64 {
    let at = now() + TimeDelta::days(on);
    let audit = Audit { at, ..trail("forget", "tombstones") };
    store.forget(facility, at - TimeDelta::days(keep), audit).await.expect("the store works")
}

pub(super) async fn a_tombstone_is_forgotten_when_it_was_there_long_enough_and_the_floor_says_so(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, ELSEWHERE).await;
    commit(&*store, 1, (1..=4).map(|number| put(WING, row_id(number), "one")).collect()).await;
    commit(&*store, 2, vec![remove(WING, row_id(1)), remove(WING, row_id(2)), put(PERSON, row_id(9), "one")]).await;
    let elsewhere = vec![put(WING, row_id(5), "five"), remove(WING, row_id(5))];
    Doing { id: action_id(77), ..Doing::number(1, elsewhere) }.on(OTHER_DESK).run(&*store).await;
    let lines = stand.trail().await.len();
    // Found on day 0; kept up to and on day 35.
    for day in [0, 1, 35] {
        assert_eq!(forget(&*store, HERE, day, 35).await, 0, "day {day}");
    }
    // One more goes on day 35, and one comes back and goes again.
    commit(&*store, 3, vec![remove(WING, row_id(3)), put(WING, row_id(2), "again")]).await;
    commit(&*store, 4, vec![remove(WING, row_id(2))]).await;
    assert_eq!(forget(&*store, HERE, 35, 35).await, 0);
    let before = stream(&*store, WING).await.expect("the wing");
    assert_eq!((before.head.floor, before.rows.len()), (0, 4));
    let counter_before = counter(&*store, HERE).await;
    assert_eq!(stand.trail().await.len(), lines + 2, "what forgot nothing leaves no line");

    assert_eq!(forget(&*store, HERE, 36, 35).await, 1);
    let after = stream(&*store, WING).await.expect("the wing");
    let gone = before.rows.iter().find(|row| row.id == row_id(1)).expect("it was there");
    assert_eq!(after.head, Head { floor: gone.sequence, ..before.head });
    assert_eq!(after.rows, before.rows.iter().filter(|row| row.id != row_id(1)).cloned().collect::<Vec<_>>());
    assert_eq!(after.head.check, counted(&after));
    assert_eq!(stand.trail().await.last().map(|line| line.what.clone()).as_deref(), Some("forget"));

    assert_eq!(forget(&*store, HERE, 71, 35).await, 2);
    let last = stream(&*store, WING).await.expect("the wing");
    assert_eq!((last.head.floor, last.head.sequence), (before.head.sequence, before.head.sequence));
    assert_eq!(last.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [row_id(4)]);
    assert_eq!(counter(&*store, HERE).await, counter_before, "no reader has to read anything");
    assert_eq!(stream(&*store, PERSON).await.expect("the file").head.floor, 0);
    // Another prison's tombstones are its own.
    let elsewhere = store.changes(ELSEWHERE, WING, 0, ALL).await.expect("it works").expect("a stream");
    assert_eq!((elsewhere.head.floor, elsewhere.rows.len()), (0, 1));
    // A row that was forgotten can be written again. Who still has the old one from before tells the two apart by the revision.
    commit(&*store, 5, vec![put(WING, row_id(1), "anew")]).await;
    let anew = &rows(&*store, WING).await[&row_id(1)];
    assert_eq!((anew.sequence, anew.revision), (last.head.sequence + 1, last.head.floor + 1));
}

pub(super) async fn rows_of_a_kind_are_the_live_ones_of_that_facility(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, ELSEWHERE).await;
    let wing = Write { kind: "wing".into(), ..put(PLACE, row_id(4), "a wing") };
    let visits = [put(WING, row_id(3), "three"), put(PLACE, row_id(1), "one"), put(WING, row_id(2), "two")];
    commit(&*store, 1, [visits.to_vec(), vec![wing]].concat()).await;
    commit(&*store, 2, vec![remove(WING, row_id(3))]).await;
    Doing { id: action_id(77), ..Doing::number(1, vec![put(WING, row_id(5), "five")]) }
        .on(OTHER_DESK)
        .run(&*store)
        .await;
    let of_kind = async |facility, kind| {
        let found = store.of_kind(facility, kind).await.expect("the store works");
        found.iter().map(|(stream, row)| (*stream, row.id)).collect::<Vec<_>>()
    };
    assert_eq!(of_kind(HERE, "visit").await, [(PLACE, row_id(1)), (WING, row_id(2))]);
    assert_eq!(of_kind(HERE, "wing").await, [(PLACE, row_id(4))]);
    assert_eq!(of_kind(ELSEWHERE, "visit").await, [(WING, row_id(5))]);
    assert_eq!(of_kind(ELSEWHERE, "wing").await, []);
    assert_eq!(store.facilities().await.expect("the store works"), [HERE, ELSEWHERE]);
}

/// Imports these rows: what the source says and what is written are the same.
async fn import(store: &dyn Store, rows: &[(RowId, Option<&str>)]) -> Written {
    let plan = |_: &Imported| {
        let planned = rows.iter().map(|(row, body)| {
            let write = body.map_or_else(|| remove(WING, *row), |body| put(WING, *row, body));
            let source_ref = body.map(|_| format!("visits/{row}").into());
            let body = write.body.clone();
            ImportWrite { write: Some(Write { source_ref, ..write }), row: *row, body }
        });
        planned.collect()
    };
    store.import(ImportPlan { facility: HERE, plan: &plan, audit: trail("import", "rows") }).await.expect("imported")
}

/// What an import finds.
async fn found(store: &dyn Store) -> Imported {
    let seen = std::sync::Mutex::new(Imported::default());
    let look = |found: &Imported| {
        seen.lock().expect("nobody panicked").clone_from(found);
        Vec::new()
    };
    let plan = ImportPlan { facility: HERE, plan: &look, audit: trail("import", "nothing") };
    assert_eq!(store.import(plan).await.expect("imported"), Written { rows: 0 });
    seen.into_inner().expect("nobody panicked")
}

pub(super) async fn an_import_twice_changes_nothing_the_second_time(stand: &impl Stand) {
    let store = stand.hub().await;
    let rows = [(row_id(1), Some("one")), (row_id(2), Some("two"))];
    assert_eq!(import(&*store, &rows).await, Written { rows: 2 });
    let look = async || (stream(&*store, WING).await, counter(&*store, HERE).await, found(&*store).await);
    let before = look().await;
    assert_eq!(import(&*store, &rows).await, Written { rows: 0 });
    assert_eq!(look().await, before);
    assert_eq!(import(&*store, &[(row_id(1), None), (row_id(2), Some("other"))]).await, Written { rows: 2 });
    let changes = stream(&*store, WING).await.expect("a stream");
    assert_eq!((changes.head.sequence, changes.head.check), (4, counted(&changes)));
    assert_eq!(found(&*store).await.bodies, BTreeMap::from([(row_id(2), b"other".to_vec().into())]));
}

pub(super) async fn an_import_finds_what_it_wrote_and_what_officers_made_of_it(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    import(&*store, &[(row_id(1), Some("one")), (row_id(2), Some("two"))]).await;
    commit(&*store, 1, vec![put(WING, row_id(1), "changed"), put(PERSON, row_id(3), "an officer's")]).await;
    commit(&*store, 2, vec![remove(WING, row_id(2))]).await;
    let seen = found(&*store).await;
    let said = |body: &str| -> Box<[u8]> { body.as_bytes().to_vec().into() };
    assert_eq!(seen.bodies, BTreeMap::from([(row_id(1), said("one")), (row_id(2), said("two"))]));
    let live: Vec<_> = seen
        .rows
        .iter()
        .map(|((stream, id), (row, source))| (*stream, *id, row.body.clone(), source.as_deref()))
        .collect();
    let source = format!("visits/{}", row_id(1));
    let expected = vec![
        (WING, row_id(1), Some(said("changed")), Some(&*source)),
        (PERSON, row_id(3), Some(said("an officer's")), None),
    ];
    assert_eq!(live, expected);
    // Another prison's import sees nothing of it.
    let nothing_there = |found: &Imported| {
        assert_eq!(found, &Imported::default());
        Vec::new()
    };
    let plan = ImportPlan { facility: ELSEWHERE, plan: &nothing_there, audit: trail("import", "nothing") };
    store.import(plan).await.expect("imported");
}

pub(super) async fn the_counter_is_raised_by_any_change_in_the_facility_and_by_nothing_else(stand: &impl Stand) {
    let store = stand.hub().await;
    assert_eq!(counter(&*store, HERE).await, 0);
    enrol(&*store, DESK, HERE).await;
    store.add_token([1; 32], HERE, StaffId(Uuid::from_u128(8)), trail("token", "8")).await.expect("it is kept");
    assert_eq!(counter(&*store, HERE).await, 0);
    let changing = [
        vec![put(WING, row_id(1), "one")],
        vec![put(PERSON, row_id(2), "two"), put(WING, row_id(1), "two")],
        vec![remove(WING, row_id(1))],
    ];
    for (at, writes) in (1..).zip(changing) {
        commit(&*store, at, writes).await;
        assert_eq!(counter(&*store, HERE).await, at, "change {at}");
    }
    commit(&*store, 4, Vec::new()).await;
    assert_eq!(counter(&*store, HERE).await, 3);
    import(&*store, &[(row_id(5), Some("five"))]).await;
    assert_eq!(counter(&*store, HERE).await, 4);
    assert_eq!(counter(&*store, ELSEWHERE).await, 0);
}
