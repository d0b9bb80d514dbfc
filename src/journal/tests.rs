//! The journal on a real disk: cut anywhere, flipped anywhere, opened twice.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use proptest::prelude::*;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;

const DEVICE: DeviceId = DeviceId(Uuid::from_u128(42));

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).expect("rights");
    folder
}

fn open(folder: &TempDir) -> (Journal, Recovery) {
    let folder = DeviceFolder::open(folder.path(), || DEVICE).expect("the folder opens");
    Journal::open(folder).expect("the journal opens")
}

fn actions(journal: &Journal) -> Vec<(u64, Vec<u8>)> {
    journal.actions().map(|(number, body)| (number, body.to_vec())).collect()
}

/// A folder with these actions in it, and the bytes of its one segment.
fn filled(bodies: &[Vec<u8>]) -> (TempDir, PathBuf, Vec<u8>) {
    let folder = folder();
    let (mut journal, _) = open(&folder);
    for body in bodies {
        let number = journal.next_number();
        journal.append_action(number, body).expect("saved");
    }
    let path = journal.segments().expect("segments").remove(0);
    let bytes = fs::read(&path).expect("the segment");
    (folder, path, bytes)
}

#[test]
fn what_was_saved_is_there_after_a_restart_and_numbering_goes_on() {
    let folder = folder();
    let (mut journal, recovery) = open(&folder);
    assert_eq!((recovery, journal.next_number()), (Recovery::default(), 1));
    journal.append_epoch("first", 0).expect("saved");
    journal.append_action(1, b"one").expect("saved");
    journal.append_action(2, b"two").expect("saved");
    journal.append_outcome(1, b"applied").expect("saved");
    drop(journal);
    let (journal, recovery) = open(&folder);
    assert_eq!((recovery.frames, recovery.cut_bytes, journal.next_number()), (4, 0, 3));
    assert_eq!(journal.pending().collect::<Vec<_>>(), [(2, b"two".as_slice())]);
    assert_eq!((journal.outcome(1), journal.epoch()), (Some(b"applied".as_slice()), Some("first")));
}

#[test]
fn what_a_hub_decided_that_is_no_more_is_undecided_again_also_after_a_restart() {
    let folder = folder();
    let (mut journal, _) = open(&folder);
    journal.append_epoch("first", 0).expect("saved");
    for number in 1..=3 {
        journal.append_action(number, b"done").expect("saved");
        journal.append_outcome(number, b"applied").expect("saved");
    }
    journal.append_epoch("first", 1).expect("saved");
    assert_eq!(journal.pending().count(), 0, "the same lineage takes nothing back");
    journal.append_epoch("second", 1).expect("saved");
    let undecided = |journal: &Journal| journal.pending().map(|(number, _)| number).collect::<Vec<_>>();
    assert_eq!(undecided(&journal), [2, 3]);
    journal.append_outcome(2, b"applied").expect("saved");
    drop(journal);
    let (journal, recovery) = open(&folder);
    assert_eq!((undecided(&journal), recovery.lost), (vec![3], vec![]));
}

#[test]
fn an_outcome_that_the_hub_tells_again_is_not_written_again() {
    let folder = folder();
    let (mut journal, _) = open(&folder);
    let length = |journal: &Journal| fs::metadata(&journal.segments().expect("segments")[0]).expect("a segment").len();
    journal.append_action(1, b"a").expect("saved");
    journal.append_outcome(1, b"applied").expect("saved");
    let before = length(&journal);
    journal.append_outcome(1, b"applied").expect("nothing to do");
    assert_eq!(length(&journal), before);
    journal.append_outcome(1, b"already-applied").expect("saved");
    assert!(length(&journal) > before);
    assert_eq!(journal.outcome(1), Some(b"already-applied".as_slice()));
}

#[test]
fn a_second_program_is_told_who_has_the_folder() {
    let folder = folder();
    let (_journal, _) = open(&folder);
    let error = DeviceFolder::open(folder.path(), || DEVICE).expect_err("locked");
    assert_eq!(error.fault, JournalFault::InUse { pid: Some(std::process::id()) });
}

#[test]
fn a_folder_that_others_can_read_is_refused() {
    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("rights");
    let error = DeviceFolder::open(folder.path(), || DEVICE).expect_err("unsafe");
    assert_eq!(error.fault, JournalFault::Unsafe);
}

#[test]
fn files_are_for_their_owner_alone() {
    let (folder, _, _) = filled(&[b"one".to_vec()]);
    for entry in fs::read_dir(folder.path()).expect("the folder") {
        let metadata = entry.expect("an entry").metadata().expect("metadata");
        assert_eq!(metadata.permissions().mode() & 0o077, 0);
    }
}

#[test]
fn a_full_segment_is_followed_by_a_new_one() {
    let folder = folder();
    let (mut journal, _) = open(&folder);
    let body = vec![7; 200 * 1024];
    for number in 1..=8 {
        journal.append_action(number, &body).expect("saved");
    }
    assert_eq!(journal.segments().expect("segments").len(), 2);
    drop(journal);
    assert_eq!(actions(&open(&folder).0).len(), 8);
}

#[test]
fn a_body_larger_than_a_frame_is_refused_and_takes_no_number() {
    let folder = folder();
    let (mut journal, _) = open(&folder);
    let error = journal.append_action(1, &vec![0; MAX_BODY_BYTES + 1]).expect_err("too large");
    assert_eq!((error.fault, journal.next_number()), (JournalFault::TooLarge, 1));
}

#[test]
fn a_tail_cut_at_any_byte_costs_only_the_frame_that_was_cut() {
    let bodies = [b"one".to_vec(), b"twotwo".to_vec(), b"three".to_vec()];
    let (folder, path, bytes) = filled(&bodies);
    for cut in 0..bytes.len() {
        fs::write(&path, bytes.get(..cut).expect("inside")).expect("cut");
        let (journal, recovery) = open(&folder);
        let kept = actions(&journal);
        let frame_ends = |count: usize| {
            segment::HEADER_BYTES + bodies.iter().take(count).map(|body| frame::HEAD_BYTES + body.len()).sum::<usize>()
        };
        let whole = (0..=3).rev().find(|count| frame_ends(*count) <= cut).unwrap_or(0);
        assert_eq!(kept.len(), whole, "cut at {cut}");
        assert_eq!((recovery.damaged, recovery.set_aside.len()), (0, 0), "cut at {cut}");
        drop(journal);
        // Once more: nothing left to mend.
        let (again, second) = open(&folder);
        assert_eq!((actions(&again), second.cut_bytes, second.set_aside.len()), (kept, 0, 0), "cut at {cut}");
        assert_eq!(again.segments().expect("segments").len(), 1, "cut at {cut}");
    }
}

#[test]
fn a_segment_whose_header_never_arrived_is_made_again() {
    let (folder, path, _) = filled(&[]);
    fs::write(&path, [0; segment::HEADER_BYTES]).expect("zeros");
    let (mut journal, recovery) = open(&folder);
    assert_eq!((recovery.damaged, recovery.set_aside.len()), (0, 0));
    journal.append_action(1, b"one").expect("saved");
    drop(journal);
    let (again, second) = open(&folder);
    assert_eq!((actions(&again).len(), second.cut_bytes, second.set_aside.len()), (1, 0, 0));
}

#[test]
fn a_frame_of_a_newer_program_is_skipped_and_kept() {
    let (folder, path, mut bytes) = filled(&[b"one".to_vec()]);
    bytes.extend(frame::encode(FrameKind::Other(200), 9, b"tomorrow").expect("a frame"));
    fs::write(&path, &bytes).expect("written");
    let (journal, recovery) = open(&folder);
    assert_eq!((actions(&journal).len(), recovery.frames, journal.next_number()), (1, 2, 2));
    drop(journal);
    assert_eq!(fs::read(&path).expect("the segment"), bytes);
}

#[test]
fn a_journal_in_memory_says_that_it_is_not_kept() {
    let mut journal = Journal::in_memory(DEVICE);
    journal.append_action(1, b"one").expect("taken");
    assert!(!journal.is_kept());
    assert_eq!(journal.pending().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_flipped_bit_is_noticed_and_every_other_frame_is_kept(
        bodies in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 2..6),
        at in any::<proptest::sample::Index>(),
        bit in 0_u8..8,
    ) {
        let (folder, path, mut bytes) = filled(&bodies);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        fs::write(&path, &bytes).expect("flipped");
        let (journal, recovery) = open(&folder);
        let kept = actions(&journal);
        let mut end = segment::HEADER_BYTES;
        let hit = bodies.iter().position(|body| {
            let from = end;
            end += frame::HEAD_BYTES + body.len();
            (from..end).contains(&at)
        });
        let expected: Vec<_> = bodies
            .iter()
            .enumerate()
            .filter(|(index, _)| Some(*index) != hit)
            .map(|(index, body)| (u64::try_from(index).expect("small") + 1, body.clone()))
            .collect();
        prop_assert_eq!(&kept, &expected);
        let last = bodies.len() - 1;
        match hit {
            // A flipped last frame cannot be told from a torn one.
            Some(index) if index == last => prop_assert!(recovery.cut_bytes > 0),
            Some(_) => {
                prop_assert_eq!(recovery.set_aside.len(), 1);
                let lost: Vec<_> = hit.filter(|index| *index > 0).map(|index| u64::try_from(index).expect("small") + 1).into_iter().collect();
                prop_assert_eq!(&recovery.lost, &lost);
            }
            None => prop_assert_eq!(recovery.set_aside.len(), 1),
        }
        drop(journal);
        let (again, second) = open(&folder);
        prop_assert_eq!(actions(&again), kept);
        prop_assert_eq!((second.cut_bytes, second.damaged, second.set_aside.len()), (0, 0, 0));
    }
}
