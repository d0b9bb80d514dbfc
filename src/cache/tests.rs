//! One contract for every engine: the same promises on sled and in memory, and the same answers for the same pages.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;

use super::*;

const WING: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(1) };
const OTHER: StreamId = StreamId { kind: StreamKind::Facility, id: Uuid::from_u128(2) };

fn day(number: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, number)
}

fn row(id: u128, revision: u64, sequence: u64, day: Option<NaiveDate>) -> Row {
    let body = format!("{{\"id\":{id},\"revision\":{revision}}}").into_bytes();
    Row { id: RowId(Uuid::from_u128(id)), kind: "visit".into(), revision, sequence, day, body: Some(body.into()) }
}

fn gone(id: u128, revision: u64, sequence: u64) -> Row {
    Row { body: None, ..row(id, revision, sequence, None) }
}

/// Runs a promise on both engines.
fn on_both(promise: impl Fn(&mut Cache)) {
    promise(&mut Cache::in_memory());
    let folder = tempfile::tempdir().expect("a folder");
    promise(&mut open(&folder.path().join("cache")).expect("sled opens").cache);
}

fn ids(rows: Vec<Row>) -> BTreeSet<u128> {
    rows.into_iter().map(|row| row.id.0.as_u128()).collect()
}

fn ids_and_revisions(rows: &[Row]) -> BTreeSet<(u128, u64)> {
    rows.iter().map(|row| (row.id.0.as_u128(), row.revision)).collect()
}

fn check_of(rows: &[(u128, u64)]) -> Check {
    let sum =
        rows.iter().fold(0_u64, |sum, (id, revision)| sum.wrapping_add(row_digest(Uuid::from_u128(*id), *revision)));
    Check { count: u64::try_from(rows.len()).expect("few rows"), sum }
}

#[test]
fn a_day_is_what_was_put_on_it_and_nothing_else() {
    on_both(|cache| {
        let rows = [row(1, 1, 1, day(23)), row(2, 1, 2, day(24)), row(3, 1, 3, None)];
        cache.apply(WING, &rows, "c1").expect("applied");
        cache.apply(OTHER, &[row(4, 1, 1, day(23))], "c1").expect("applied");
        assert_eq!(ids(cache.bucket(WING, day(23)).expect("a day")), [1].into());
        assert_eq!(ids(cache.bucket(WING, None).expect("undated")), [3].into());
        assert_eq!(ids(cache.rows(WING).expect("all")), [1, 2, 3].into());
        assert_eq!(cache.bucket(WING, day(23)).expect("a day"), [rows[0].clone()]);
        assert_eq!(cache.get(RowId(Uuid::from_u128(4))).expect("a row").map(|(stream, _)| stream), Some(OTHER));
    });
}

#[test]
fn a_row_that_moves_to_another_day_leaves_the_old_one() {
    on_both(|cache| {
        cache.apply(WING, &[row(1, 1, 1, day(23))], "c1").expect("applied");
        cache.apply(WING, &[row(1, 2, 2, day(24))], "c2").expect("applied");
        assert_eq!(ids(cache.bucket(WING, day(23)).expect("a day")), BTreeSet::new());
        assert_eq!(ids(cache.bucket(WING, day(24)).expect("a day")), [1].into());
    });
}

#[test]
fn a_lower_revision_never_replaces_a_higher_one() {
    on_both(|cache| {
        cache.apply(WING, &[row(1, 5, 9, day(23))], "c1").expect("applied");
        cache.apply(WING, &[row(1, 4, 8, day(24)), gone(1, 3, 7)], "c2").expect("applied");
        assert_eq!(cache.rows(WING).expect("all"), [row(1, 5, 9, day(23))]);
    });
}

#[test]
fn count_and_checksum_are_those_of_the_live_rows() {
    on_both(|cache| {
        cache.apply(WING, &[row(1, 1, 1, None), row(2, 1, 2, None)], "c1").expect("applied");
        cache.apply(WING, &[row(1, 2, 3, None), gone(2, 2, 4), gone(9, 1, 5)], "c2").expect("applied");
        let state = cache.stream(WING).expect("a stream").expect("known");
        assert_eq!(state.check, check_of(&[(1, 2)]));
        assert_eq!((state.cursor.as_deref(), state.sequence), (Some("c2"), 5));
    });
}

#[test]
fn a_rebuild_shows_the_old_generation_until_the_new_one_is_whole() {
    on_both(|cache| {
        cache.apply(WING, &[row(1, 1, 1, None)], "old").expect("applied");
        cache.rebuild(WING).expect("begun");
        assert_eq!(cache.stream(WING).expect("a stream").expect("known").cursor, None);
        cache.apply(WING, &[row(2, 1, 1, None)], "new").expect("applied");
        assert_eq!(ids(cache.rows(WING).expect("all")), [1].into());
        assert_eq!(cache.reading_check(WING).expect("a check"), check_of(&[(2, 1)]));
        cache.finish(WING).expect("swapped");
        assert_eq!(ids(cache.rows(WING).expect("all")), [2].into());
        let state = cache.stream(WING).expect("a stream").expect("known");
        assert_eq!((state.check, state.rebuilding), (check_of(&[(2, 1)]), false));
        assert_eq!(cache.get(RowId(Uuid::from_u128(1))).expect("a row"), None);
    });
}

#[test]
fn a_rebuild_that_is_begun_again_starts_from_nothing() {
    on_both(|cache| {
        cache.apply(WING, &[row(1, 1, 1, None)], "old").expect("applied");
        cache.rebuild(WING).expect("begun");
        cache.apply(WING, &[row(2, 1, 1, None)], "half").expect("applied");
        cache.rebuild(WING).expect("begun again");
        cache.apply(WING, &[row(3, 1, 1, None)], "whole").expect("applied");
        cache.finish(WING).expect("swapped");
        assert_eq!(ids(cache.rows(WING).expect("all")), [3].into());
    });
}

#[test]
fn a_removed_stream_leaves_no_row_behind() {
    on_both(|cache| {
        cache.apply(WING, &[row(1, 1, 1, None)], "c").expect("applied");
        cache.apply(OTHER, &[row(2, 1, 1, None)], "c").expect("applied");
        cache.remove(WING).expect("removed");
        assert_eq!(cache.streams().expect("streams").into_keys().collect::<Vec<_>>(), [OTHER]);
        assert_eq!(cache.get(RowId(Uuid::from_u128(1))).expect("a row"), None);
        let mut left = 0;
        cache.engine.scan(&[], &mut |_, _| left += 1).expect("a scan");
        // The other stream's row, its index, its state, and the format of a cache on disk.
        assert!(left <= 4, "{left} keys");
    });
}

#[test]
fn a_byte_that_changed_by_itself_is_found_before_it_does_harm() {
    let fresh = || {
        let mut cache = Cache::in_memory();
        cache.apply(WING, &[row(1, 1, 1, day(23)), row(2, 1, 2, None)], "c1").expect("applied");
        cache
    };
    let mut all = Vec::new();
    fresh().engine.scan(&[], &mut |key, value| all.push((key.to_vec(), value.to_vec()))).expect("a scan");
    assert_eq!(all.len(), 5, "two rows, two indices, one state");
    for (key, value) in all {
        for at in 0..value.len() {
            let mut changed = value.clone();
            changed[at] ^= 0x20;
            let (mut cache, mut batch) = (fresh(), Batch::default());
            batch.put(key.clone(), changed);
            cache.engine.apply(batch).expect("applied");
            let taken = cache.apply(WING, &[row(1, 2, 3, day(24))], "c2");
            let read = taken.and_then(|()| cache.streams()).and_then(|_| cache.rows(WING));
            // The place of a row is not looked at until the row changes.
            assert!(read.as_ref().map_or(true, |rows| ids_and_revisions(rows) == [(1, 2), (2, 1)].into()), "{read:?}");
        }
    }
}

#[test]
fn settings_are_kept_beside_the_rows() {
    on_both(|cache| {
        assert_eq!(cache.setting("epoch").expect("a setting"), None);
        cache.set_setting("epoch", b"first").expect("kept");
        assert_eq!(cache.setting("epoch").expect("a setting").as_deref(), Some(b"first".as_slice()));
    });
}

#[test]
fn a_cache_is_there_after_it_was_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cache");
    let mut cache = open(&path).expect("opens").cache;
    cache.apply(WING, &[row(1, 1, 1, day(23))], "c1").expect("applied");
    cache.flush().expect("flushed");
    drop(cache);
    let opened = open(&path).expect("opens again");
    assert_eq!(opened.set_aside, None);
    assert_eq!(ids(opened.cache.bucket(WING, day(23)).expect("a day")), [1].into());
}

#[test]
fn a_broken_cache_is_put_aside_and_a_new_one_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cache");
    let mut cache = open(&path).expect("opens").cache;
    cache.apply(WING, &[row(1, 1, 1, day(23))], "c1").expect("applied");
    cache.flush().expect("flushed");
    drop(cache);
    for entry in fs::read_dir(&path).expect("the folder").flatten() {
        if entry.path().is_file() {
            fs::write(entry.path(), b"not what it was").expect("broken");
        }
    }
    let opened = open(&path).expect("opens all the same");
    assert!(opened.set_aside.is_some_and(|aside| aside.is_dir()));
    assert_eq!(opened.cache.streams().expect("streams").len(), 0);
}

#[test]
fn a_half_made_snapshot_does_not_stop_the_cache() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cache");
    drop(open(&path).expect("opens"));
    fs::write(path.join("snap.0000000000000001.generating"), b"").expect("a half snapshot");
    assert_eq!(open(&path).expect("opens").set_aside, None);
}

#[derive(Clone, Debug)]
enum Step {
    Apply(Vec<(u128, u64, u32, bool)>),
    Rebuild,
    Finish,
    Remove,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let rows = proptest::collection::vec((0_u128..6, 1_u64..6, 0_u32..3, any::<bool>()), 0..5);
    let step = prop_oneof![
        6 => rows.prop_map(Step::Apply),
        1 => Just(Step::Rebuild),
        1 => Just(Step::Finish),
        1 => Just(Step::Remove),
    ];
    proptest::collection::vec(step, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn both_engines_give_the_same_answers_and_the_check_is_always_right(steps in steps()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut caches = [Cache::in_memory(), open(&folder.path().join("cache")).expect("sled opens").cache];
        for (number, step) in steps.iter().enumerate() {
            for cache in &mut caches {
                match step {
                    Step::Apply(rows) => {
                        let mut seen = BTreeSet::new();
                        let page: Vec<_> = rows
                            .iter()
                            .filter(|(id, ..)| seen.insert(*id))
                            .map(|(id, revision, on, dead)| match dead {
                                true => gone(*id, *revision, 1),
                                false => row(*id, *revision, 1, day(23 + on).filter(|_| *on > 0)),
                            })
                            .collect();
                        cache.apply(WING, &page, &number.to_string()).expect("applied");
                    }
                    Step::Rebuild => cache.rebuild(WING).expect("begun"),
                    Step::Finish => cache.finish(WING).expect("swapped"),
                    Step::Remove => cache.remove(WING).expect("removed"),
                }
            }
            let [memory, disk] = &caches;
            let sorted = |cache: &Cache| {
                let mut rows = cache.rows(WING).expect("rows");
                rows.sort_by_key(|row| row.id);
                rows
            };
            prop_assert_eq!(sorted(memory), sorted(disk));
            prop_assert_eq!(memory.streams().expect("streams"), disk.streams().expect("streams"));
            let live: Vec<_> = sorted(memory).iter().map(|row| (row.id.0.as_u128(), row.revision)).collect();
            let state = memory.stream(WING).expect("a stream").unwrap_or_default();
            prop_assert_eq!(state.check, check_of(&live));
        }
    }
}
