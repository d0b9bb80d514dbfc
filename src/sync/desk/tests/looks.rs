//! Who opened which file is safe before the file is shown, and comes along to another device.

use super::*;

fn looks(desk: &Desk) -> Vec<wire::look::WireLook> {
    let numbers: Vec<u64> = desk.state.journal.looks().map(|(number, _)| number).collect();
    let bytes = desk.state.looks(&numbers);
    bytes.iter().map(|bytes| serde_json::from_slice(bytes).expect("a look")).collect()
}

#[test]
fn a_look_is_there_after_the_program_was_killed_and_numbers_go_on() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.mark(ME, MarkKind::Left, None);
    desk.state.look(LookedAt::File(PERSON), now()).expect("written");
    // Without closing anything.
    drop(desk);
    let mut again = Desk::open(home.path());
    again.state.look(LookedAt::File(PERSON), now()).expect("written");
    let told = looks(&again);
    assert_eq!(told.iter().map(|look| look.number).collect::<Vec<_>>(), [1, 2]);
    assert!(told.iter().all(|look| (look.reader, look.detainee) == (ME.0, Some(PERSON.0))));
    assert_eq!(again.status.borrow().waiting, 1, "a look is no action");
    assert_eq!(again.state.local().looks, [1, 2].into());
}

#[test]
fn a_copied_journal_takes_its_looks_along_with_their_ids() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.state.look(LookedAt::File(PERSON), now()).expect("written");
    desk.state.look(LookedAt::File(PERSON), now()).expect("written");
    let before: Vec<_> = looks(&desk).iter().map(|look| look.id).collect();
    desk.state.change_device(now()).expect("the folder can be changed");
    drop(desk);
    let after: Vec<_> = looks(&Desk::open(home.path())).iter().map(|look| (look.number, look.id)).collect();
    assert_eq!(after, (1..).zip(before).collect::<Vec<_>>());
}
