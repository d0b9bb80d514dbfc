//! Forgetting on a real disk: what is settled goes, nothing else does, whenever it is stopped.

use std::collections::BTreeSet;

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::id::DeviceId;
use crate::journal::DeviceFolder;

const DEVICE: DeviceId = DeviceId(Uuid::from_u128(1));

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + TimeDelta::days(number)
}

fn open(home: &Path) -> Journal {
    let folder = DeviceFolder::open(&home.join("device"), || DEVICE).expect("a folder");
    let (journal, recovery) = Journal::open(folder).expect("a journal");
    assert_eq!((recovery.damaged, recovery.lost), (0, Vec::new()));
    journal
}

fn act(journal: &mut Journal) -> u64 {
    let number = journal.next_number();
    journal.append_action(number, format!("action {number}").as_bytes()).expect("saved");
    number
}

fn decide(journal: &mut Journal, number: u64) {
    journal.append_outcome(number, format!("outcome {number}").as_bytes()).expect("saved");
}

/// An action and a look on each of so many days, decided and told on the same day.
fn days(journal: &mut Journal, numbers: std::ops::Range<i64>) {
    for number in numbers {
        let action = act(journal);
        decide(journal, action);
        journal.append_look(journal.next_look(), b"look").expect("saved");
        journal.note_settled(day(number)).expect("noted");
    }
}

fn numbers(journal: &Journal) -> BTreeSet<u64> {
    journal.actions().map(|(number, _)| number).collect()
}

fn files(home: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(home.join("device")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn what_was_settled_a_month_ago_goes_and_the_last_thirty_days_stay() {
    let home = TempDir::new().expect("a folder");
    let mut journal = open(home.path());
    journal.append_epoch("one", 0).expect("saved");
    days(&mut journal, 0..60);
    assert!(journal.segments().expect("segments").len() >= 5, "a segment for some ten days");
    assert_eq!(journal.forget(day(0), |_| false).expect("nothing to do"), 0);
    assert!(journal.forget(day(59), |_| false).expect("deleted") >= 1);
    let kept = numbers(&journal);
    let first = *kept.first().expect("some are kept");
    assert!((15..=30).contains(&first), "from {first} on: whole segments, never younger than 30 days");
    assert_eq!(kept, (first..=60).collect());
    assert_eq!(journal.looks().map(|(number, _)| number).collect::<BTreeSet<_>>(), kept);
    let state = journal.state.clone();
    drop(journal);
    let journal = open(home.path());
    assert_eq!(journal.state.actions, state.actions, "the same after a restart");
    assert_eq!((journal.last_number(), journal.last_look(), journal.epoch()), (60, 60, Some("one")));
}

#[test]
fn numbering_goes_on_when_nothing_is_left() {
    let home = TempDir::new().expect("a folder");
    let mut journal = open(home.path());
    journal.append_epoch("one", 0).expect("saved");
    days(&mut journal, 0..3);
    // Nothing new, so no note; the next one closes the segment.
    journal.note_settled(day(50)).expect("nothing to note");
    let number = act(&mut journal);
    decide(&mut journal, number);
    journal.note_settled(day(100)).expect("noted");
    assert_eq!(journal.forget(day(200), |_| false).expect("deleted"), 1);
    assert_eq!((numbers(&journal), journal.next_number(), journal.next_look()), (BTreeSet::new(), 5, 4));
    drop(journal);
    let journal = open(home.path());
    assert_eq!((journal.next_number(), journal.next_look(), journal.epoch()), (5, 4, Some("one")));
}

#[test]
fn what_waits_and_what_has_to_stay_holds_its_segment_and_all_after_it() {
    for waits in [true, false] {
        let home = TempDir::new().expect("a folder");
        let mut journal = open(home.path());
        days(&mut journal, 0..20);
        let open_one = act(&mut journal);
        if !waits {
            decide(&mut journal, open_one);
        }
        days(&mut journal, 20..40);
        journal.forget(day(100), |number| number == open_one && !waits).expect("deleted");
        let kept = numbers(&journal);
        assert!(kept.contains(&open_one) && kept.first().is_some_and(|first| *first > 5), "{kept:?}");
    }
}

#[test]
fn what_a_restored_hub_lost_is_not_settled_any_more() {
    let home = TempDir::new().expect("a folder");
    let mut journal = open(home.path());
    journal.append_epoch("one", 0).expect("saved");
    days(&mut journal, 0..40);
    journal.append_epoch("two", 0).expect("saved");
    assert_eq!(journal.forget(day(100), |_| false).expect("nothing to do"), 0);
    assert_eq!(numbers(&journal), (1..=40).collect());
}

#[test]
fn a_note_of_a_day_that_has_not_come_counts_when_it_comes() {
    let home = TempDir::new().expect("a folder");
    let mut journal = open(home.path());
    days(&mut journal, 1_000..1_030);
    assert_eq!(journal.forget(day(40), |_| false).expect("nothing to do"), 0);
    assert!(journal.forget(day(1_060), |_| false).expect("deleted") > 0);
}

#[test]
fn copies_of_a_damaged_segment_go_with_it() {
    let home = TempDir::new().expect("a folder");
    let mut journal = open(home.path());
    days(&mut journal, 0..60);
    let first = journal.segments().expect("segments").remove(0);
    let copy = first.with_extension("damaged-1");
    fs::copy(&first, &copy).expect("a copy");
    journal.forget(day(100), |_| false).expect("deleted");
    assert_eq!((first.exists(), copy.exists()), (false, false));
}

/// Every mixture of deleted and undeleted files that a power cut can leave: the floor is on disk before any of them goes.
#[test]
fn whichever_deletions_a_power_cut_takes_back_nothing_is_missed() {
    let home = TempDir::new().expect("a folder");
    let mut journal = open(home.path());
    journal.append_epoch("one", 0).expect("saved");
    days(&mut journal, 0..60);
    let before = TempDir::new().expect("a folder");
    fs::create_dir(before.path().join("device")).expect("a folder");
    for file in files(home.path()) {
        fs::copy(&file, before.path().join("device").join(file.file_name().expect("a name"))).expect("a copy");
    }
    let gone = journal.forget(day(75), |_| false).expect("deleted");
    assert!(gone >= 2, "{gone}");
    let (kept, last) = (numbers(&journal), journal.last_number());
    drop(journal);
    let lost: Vec<PathBuf> = files(before.path())
        .into_iter()
        .filter(|file| !home.path().join("device").join(file.file_name().expect("a name")).exists())
        .collect();
    assert_eq!(lost.len(), gone);
    for mixture in 0..1_u32 << gone {
        for (bit, file) in lost.iter().enumerate() {
            let there = home.path().join("device").join(file.file_name().expect("a name"));
            if mixture >> bit & 1 == 1 {
                fs::copy(file, there).expect("it is back");
            } else {
                let _was_not_there = fs::remove_file(there);
            }
        }
        let mut journal = open(home.path());
        assert_eq!((numbers(&journal), journal.last_number()), (kept.clone(), last), "mixture {mixture:b}");
        assert_eq!(
            journal.forget(day(75), |_| false).expect("deleted"),
            usize::try_from(mixture.count_ones()).expect("few")
        );
    }
}
