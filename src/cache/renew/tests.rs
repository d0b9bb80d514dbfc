//! What was removed leaves the disk, what is live stays, and a kill in between costs nothing.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::cache::on_disk::is_on_disk;
use crate::cache::{Memory, note_failure, open, remove_quarantine};
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;

const WING: StreamId = StreamId::wing(WingId(Uuid::from_u128(1)));
const PERSON: StreamId = StreamId::person(DetaineeId(Uuid::from_u128(2)));

fn row(id: u128, says: &str) -> Row {
    let body = Some(says.as_bytes().into());
    Row { id: RowId(Uuid::from_u128(id)), kind: "note".into(), revision: 1, sequence: 1, day: None, body }
}

/// A cache with two streams, of which one is removed again.
fn with_something_removed(path: &Path) -> Cache {
    let mut cache = open(path).expect("opens").cache;
    cache.apply(WING, &[row(1, "stays-here")], "w").expect("applied");
    cache.apply(PERSON, &[row(2, "has-to-go")], "p").expect("applied");
    cache.set_setting("a", b"setting").expect("kept");
    cache.flush().expect("flushed");
    cache.remove(PERSON).expect("removed");
    cache.flush().expect("flushed");
    cache
}

fn is_whole(cache: &Cache) {
    assert_eq!(cache.streams().expect("streams").keys().copied().collect::<Vec<_>>(), [WING]);
    assert_eq!(cache.rows(WING).expect("rows"), [row(1, "stays-here")]);
    assert_eq!(cache.setting("a").expect("a setting").as_deref(), Some(b"setting".as_slice()));
}

fn home() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("cache");
    (home, path)
}

#[test]
fn what_was_removed_is_on_the_disk_until_a_copy_takes_its_place() {
    let (home, path) = home();
    let cache = with_something_removed(&path);
    assert!(is_on_disk(home.path(), "has-to-go"), "or this test proves nothing");
    copy_beside(&path, &cache).expect("copied");
    drop(cache);
    is_whole(&open(&path).expect("opens").cache);
    assert!(is_on_disk(home.path(), "stays-here"));
    assert!(!is_on_disk(home.path(), "has-to-go"));
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_one_or_the_new_one() {
    // Every moment: a half made copy; a whole one; the old one moved; the copy moved, and the old one still there.
    for moment in 0..4 {
        let (home, path) = home();
        let cache = with_something_removed(&path);
        copy_beside(&path, &cache).expect("copied");
        drop(cache);
        let (copy, old) = (path.with_extension(COPY), path.with_extension(OLD));
        match moment {
            0 => {
                fs::rename(&copy, path.with_extension(HALF)).expect("moved");
                fs::remove_dir_all(path.with_extension(HALF).join("blobs")).expect("removed");
            }
            1 => {}
            2 => fs::rename(&path, &old).expect("moved"),
            _ => {
                fs::rename(&path, &old).expect("moved");
                fs::rename(&copy, &path).expect("moved");
            }
        }
        let opened = open(&path).expect("opens");
        assert_eq!(opened.set_aside, None, "moment {moment}");
        is_whole(&opened.cache);
        copy_beside(&path, &opened.cache).expect("copied again");
        drop(opened);
        is_whole(&open(&path).expect("opens").cache);
        assert!(!is_on_disk(home.path(), "has-to-go"), "moment {moment}");
    }
}

/// A tree in memory that says how much room it takes on the disk.
struct Disk(Memory, u64);

impl Engine for Disk {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        self.0.get(key)
    }

    fn scan(&self, prefix: &[u8], each: &mut dyn FnMut(&[u8], &[u8])) -> Result<(), EngineError> {
        self.0.scan(prefix, each)
    }

    fn apply(&mut self, batch: Batch) -> Result<(), EngineError> {
        self.0.apply(batch)
    }

    fn flush(&mut self) -> Result<(), EngineError> {
        Ok(())
    }

    fn disk_bytes(&self) -> Result<u64, EngineError> {
        Ok(self.1)
    }
}

#[test]
fn a_cache_is_fat_when_it_takes_four_times_what_is_live_and_eight_megabytes_more() {
    let fat = |rows: u128, disk: u64| {
        let mut cache = Cache::new(Box::new(Disk(Memory::default(), disk)));
        let rows: Vec<_> = (1..=rows).map(|id| row(id, &"x".repeat(10_000))).collect();
        cache.apply(WING, &rows, "w").expect("applied");
        cache.is_fat().expect("it says so")
    };
    assert_eq!([fat(1, 0), fat(1, SPARE_BYTES), fat(1, SPARE_BYTES + 100_000)], [false, false, true]);
    assert_eq!([fat(100, SPARE_BYTES + 3_900_000), fat(100, SPARE_BYTES + 4_300_000)], [false, true]);
}

#[test]
fn a_cache_that_failed_in_use_is_put_aside_and_not_kept_for_ever() {
    let (_home, path) = home();
    drop(with_something_removed(&path));
    note_failure(&path);
    let aside = open(&path).expect("opens").set_aside.expect("it is put aside");
    assert_eq!(open(&path).expect("opens").set_aside, None, "once");
    let now: DateTime<Utc> = fs::metadata(&aside).expect("it is there").modified().expect("a time").into();
    let now = now + TimeDelta::minutes(1);
    remove_quarantine(&path, now - TimeDelta::hours(1), now);
    assert!(aside.exists(), "not yet");
    remove_quarantine(&path, now, now);
    assert!(!aside.exists());
    remove_quarantine(&path, now, now);
}
