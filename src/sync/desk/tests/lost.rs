//! A cache that is lost while a stream is read, or left by a kill: no page is put after something that is not there.

use super::*;
use crate::cache::on_disk::is_on_disk;
use crate::sync::desk::Store;

#[test]
fn a_page_whose_beginning_was_lost_is_not_taken_and_the_screen_does_not_show_half_a_stream() {
    for anew in [false, true] {
        let home = TempDir::new().expect("a folder");
        let mut desk = Desk::open(home.path());
        let item = row(&visit(now()), 1);
        desk.read(vec![item.clone()]);
        assert_eq!(desk.ids().len(), 1);
        let after = desk.state.start_reading(wing(), anew);
        desk.state.store = Store::in_memory();
        let mut other = row(&visit(now()), 2);
        other.id = RowId(Uuid::from_u128(77));
        let page = Page { check: Some(check_of(&[item, other.clone()])), rows: vec![other], cursor: "d".to_owned() };
        assert_eq!(desk.state.apply(wing(), after.as_deref(), &page, anew), Applied::Lost);
        assert_eq!(desk.ids().len(), 1, "the old day, whole, until the new one is");
        assert_eq!(desk.state.start_reading(wing(), true), None, "from its start");
    }
}

#[test]
fn what_a_day_needs_survives_a_kill_before_the_round_is_over() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    // A copy of the disk as a kill leaves it: nothing was closed.
    let left = TempDir::new().expect("a folder");
    copy(&home.path().join("cache"), &left.path().join("cache"));
    assert_eq!(Desk::open(left.path()).ids(), [RowId(ITEM.0)]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}

#[test]
fn a_stream_that_was_withdrawn_leaves_the_disk_at_the_next_start_or_within_a_day() {
    for starts in [true, false] {
        let home = TempDir::new().expect("a folder");
        let mut desk = Desk::open(home.path());
        let mut item = row(&visit(now()), 1);
        item.body = Some(b"has-to-go".as_slice().into());
        desk.read(vec![item]);
        desk.state.drop_stream(wing());
        desk.state.in_step(now() + TimeDelta::hours(1), true);
        assert!(is_on_disk(home.path(), "has-to-go"), "or this test proves nothing");
        if starts {
            drop(desk);
            desk = Desk::open(home.path());
        } else {
            desk.state.in_step(now() + TimeDelta::hours(13), true);
        }
        assert!(!is_on_disk(home.path(), "has-to-go"), "{starts}");
        assert_eq!(desk.status.borrow().cache, CacheState::Kept);
        // The cache goes on as before.
        desk.read(vec![row(&visit(now()), 1)]);
        drop(desk);
        assert_eq!(Desk::open(home.path()).ids().len(), 1);
    }
}
