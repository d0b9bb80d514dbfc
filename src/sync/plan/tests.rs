//! The plan as tables: what is here, what the hub says, what to do.

use uuid::Uuid;

use super::*;
use crate::domain::id::{DetaineeId, FacilityId};

const WING: WingId = WingId(Uuid::from_u128(1));
const OTHER: WingId = WingId(Uuid::from_u128(2));
const FACILITY: FacilityId = FacilityId(Uuid::from_u128(3));
const PERSON: DetaineeId = DetaineeId(Uuid::from_u128(4));

fn wing() -> StreamId {
    StreamId::wing(WING)
}

fn facility() -> StreamId {
    StreamId::facility(FACILITY)
}

fn check_of(count: u64) -> Check {
    Check { count, sum: count * 1_000_003 }
}

/// A terminal that has met the hub of lineage `one`, with actions of 100 bytes.
fn local(last_number: u64, decided: u64) -> LocalState {
    LocalState {
        epoch: Some("one".to_owned()),
        last_number,
        decided,
        kept: (1..=last_number).map(|number| (number, 100)).collect(),
        ..LocalState::default()
    }
}

fn with(mut local: LocalState, stream: StreamId, count: u64) -> LocalState {
    local.streams.insert(stream, LocalStream { cursor: true, check: check_of(count) });
    local
}

fn hub(epoch: &str, last_number: u64) -> RemoteState {
    RemoteState { device: Some(RemoteDevice { epoch: epoch.to_owned(), last_number, last_look: 0 }), heads: None }
}

fn listing(mut remote: RemoteState, streams: &[(StreamId, u64)]) -> RemoteState {
    remote.heads = Some(streams.iter().map(|(stream, count)| (*stream, check_of(*count))).collect());
    remote
}

#[track_caller]
fn check(local: &LocalState, remote: &RemoteState, expected: &[Step]) {
    assert_eq!(plan(local, remote), expected);
}

#[test]
fn a_hub_that_was_not_met_in_this_run_is_told_who_we_are_before_anything_else() {
    check(&LocalState::default(), &RemoteState::default(), &[Step::Enrol]);
    check(&with(local(3, 1), wing(), 9), &RemoteState::default(), &[Step::Enrol]);
}

#[test]
fn a_first_contact_adopts_the_lineage_and_asks_for_the_streams() {
    let steps = [Step::AdoptEpoch("one".to_owned()), Step::Heads];
    check(&LocalState::default(), &hub("one", 0), &steps);
}

#[test]
fn what_the_hub_has_not_decided_is_pushed_before_streams_are_asked_for() {
    check(&local(5, 3), &hub("one", 3), &[Step::Push(4..=5), Step::Heads]);
    check(&local(3, 3), &hub("one", 3), &[Step::Heads]);
}

#[test]
fn a_push_whose_answer_was_lost_is_sent_again_for_its_outcomes() {
    check(&local(5, 3), &hub("one", 5), &[Step::Push(4..=5), Step::Heads]);
}

#[test]
fn a_restored_hub_gets_every_action_after_its_own_last_number_again() {
    let steps = [Step::Push(1..=3), Step::AdoptEpoch("two".to_owned()), Step::Push(4..=9), Step::Heads];
    check(&local(9, 9), &hub("two", 3), &steps);
    let steps = [Step::AdoptEpoch("two".to_owned()), Step::Push(1..=9), Step::Heads];
    check(&local(9, 9), &hub("two", 0), &steps);
}

#[test]
fn a_new_lineage_voids_the_cursors_so_that_every_stream_is_read_anew() {
    let here = with(local(0, 0), wing(), 5);
    let remote = listing(hub("two", 0), &[(wing(), 5)]);
    check(&here, &remote, &[Step::AdoptEpoch("two".to_owned()), Step::Rebuild(wing())]);
}

#[test]
fn numbers_that_are_not_here_mean_that_the_journal_was_copied_or_lost() {
    check(&local(3, 3), &hub("one", 4), &[Step::ChangeDevice]);
}

#[test]
fn equal_streams_need_nothing() {
    let here = with(with(local(2, 2), wing(), 5), facility(), 3);
    check(&here, &listing(hub("one", 2), &[(wing(), 5), (facility(), 3)]), &[]);
}

#[test]
fn a_stream_that_moved_is_pulled_and_one_that_is_new_is_read_whole() {
    let here = with(local(0, 0), wing(), 5);
    let remote = listing(hub("one", 0), &[(wing(), 6), (facility(), 3)]);
    check(&here, &remote, &[Step::Rebuild(facility()), Step::Pull(wing())]);
}

#[test]
fn the_wing_on_screen_comes_first_then_the_facility() {
    let mut here = local(0, 0);
    here.on_screen = Some(OTHER);
    let other = StreamId::wing(OTHER);
    let streams = [(facility(), 1), (wing(), 1), (other, 1), (StreamId::person(PERSON), 1)];
    let steps = [other, facility(), wing(), StreamId::person(PERSON)].map(Step::Rebuild);
    check(&here, &listing(hub("one", 0), &streams), &steps);
}

#[test]
fn a_stream_that_is_no_longer_listed_is_dropped_before_anything_is_read() {
    let here = with(with(local(0, 0), wing(), 5), facility(), 3);
    let remote = listing(hub("one", 0), &[(facility(), 4)]);
    check(&here, &remote, &[Step::Drop(wing()), Step::Pull(facility())]);
}

#[test]
fn a_stream_without_a_cursor_is_read_anew() {
    let mut here = local(0, 0);
    here.streams.insert(wing(), LocalStream { cursor: false, check: check_of(5) });
    check(&here, &listing(hub("one", 0), &[(wing(), 5)]), &[Step::Rebuild(wing())]);
}

#[track_caller]
fn check_batches(sizes: &[usize], first: u64, expected: &[RangeInclusive<u64>]) {
    let kept = (1..).zip(sizes.iter().copied()).collect();
    assert_eq!(batches(&kept, first), expected);
}

#[test]
fn batches_hold_at_most_a_hundred_actions_and_their_bytes() {
    check_batches(&[10; 250], 1, &[1..=100, 101..=200, 201..=250]);
    check_batches(&[10; 250], 250, &[250..=250]);
    check_batches(&[10; 3], 4, &[]);
    check_batches(&[MAX_BATCH_BYTES / 2; 5], 1, &[1..=2, 3..=4, 5..=5]);
}

#[test]
fn an_action_that_is_larger_than_a_batch_goes_alone() {
    check_batches(&[10, MAX_BATCH_BYTES + 1, 10], 1, &[1..=1, 2..=2, 3..=3]);
}

#[test]
fn nothing_after_a_hole_is_sent() {
    let kept = BTreeMap::from([(4, 10), (5, 10), (7, 10)]);
    assert_eq!(batches(&kept, 4), [4..=5]);
    assert_eq!(batches(&kept, 3), []);
}

#[test]
fn a_lost_action_is_mended_before_anything_is_pushed() {
    let mut here = local(5, 2);
    here.kept.remove(&4);
    check(&here, &hub("one", 2), &[Step::Mend(vec![4])]);
}

#[test]
fn a_lost_action_whose_outcome_is_known_holds_nothing_up() {
    let mut here = local(5, 2);
    here.kept.remove(&4);
    here.decided_beyond.insert(4);
    check(&here, &hub("one", 5), &[Step::Push(3..=3), Step::Heads]);
    here.decided = 4;
    check(&here, &hub("one", 5), &[Step::Push(5..=5), Step::Heads]);
}

#[test]
fn a_restored_hub_gets_a_void_for_an_action_that_is_lost_by_now() {
    let mut here = local(5, 5);
    here.kept.remove(&4);
    check(&here, &hub("two", 3), &[Step::Push(1..=3), Step::AdoptEpoch("two".to_owned()), Step::Mend(vec![4])]);
    let held = [Step::Push(1..=3), Step::Push(5..=5), Step::AdoptEpoch("two".to_owned()), Step::Heads];
    check(&here, &hub("two", 5), &held);
}

#[test]
fn who_opened_which_file_is_told_before_anything_more_is_read() {
    let mut here = with(local(2, 2), wing(), 1);
    (here.looks, here.last_look) = ([1, 2, 3].into(), 3);
    let mut there = listing(hub("one", 2), &[(wing(), 9)]);
    check(&here, &there, &[Step::Looks(vec![1, 2, 3]), Step::Pull(wing())]);
    there.device.as_mut().expect("known").last_look = 2;
    check(&here, &there, &[Step::Looks(vec![3]), Step::Pull(wing())]);
    there.device.as_mut().expect("known").last_look = 3;
    check(&here, &there, &[Step::Pull(wing())]);
    // A copy of this journal told more than is here.
    there.device.as_mut().expect("known").last_look = 4;
    check(&here, &there, &[Step::ChangeDevice]);
    // Those of long ago need not be here any more.
    (here.looks, here.last_look) = (BTreeSet::new(), 4);
    check(&here, &there, &[Step::Pull(wing())]);
}

#[test]
fn a_restored_hub_is_told_again_what_it_forgot_and_many_looks_go_in_batches() {
    let mut here = local(0, 0);
    (here.looks, here.last_look) = ((1..=250).collect(), 250);
    let Step::Looks(first) = plan(&here, &hub("two", 0)).remove(1) else { panic!("looks follow the new lineage") };
    assert_eq!((first.len(), first.first(), first.last()), (MAX_BATCH_LOOKS, Some(&1), Some(&100)));
    let batches = plan(&here, &hub("two", 0)).into_iter().filter(|step| matches!(step, Step::Looks(_))).count();
    assert_eq!(batches, 3);
}
