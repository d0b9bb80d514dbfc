//! Who opened which file: evidence that is kept once, and never lost.

use super::*;
use crate::domain::id::LookId;
use crate::hub::store::{Looked, Taken};

/// Look so many of a terminal; its id and content are what the test says.
pub(super) fn look(number: u64, id: u128, content: u8) -> Looked {
    Looked {
        number,
        id: LookId(Uuid::from_u128(id)),
        hash: [content; 32],
        body: vec![content],
        audit: trail("look", &format!("look {id}")),
    }
}

async fn looked(stand: &impl Stand) -> Vec<String> {
    stand.trail().await.into_iter().filter(|line| line.what == "look").map(|line| line.object).collect()
}

pub(super) async fn a_look_has_one_line_in_the_trail_however_often_and_from_wherever_it_comes(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, HERE).await;
    let take = async |device, looks| store.look(device, looks).await.expect("the store works");
    assert_eq!(take(DESK, vec![look(1, 11, 1), look(2, 12, 2)]).await, Taken::All(2));
    // The answer was lost: the same again, with one more. A number may be missing: its frame was damaged.
    assert_eq!(take(DESK, vec![look(1, 11, 1), look(2, 12, 2), look(4, 14, 4)]).await, Taken::All(4));
    // A copied journal tells it from another terminal.
    assert_eq!(take(OTHER_DESK, vec![look(1, 12, 9), look(2, 22, 8)]).await, Taken::All(2));
    assert_eq!(looked(stand).await, ["look 11", "look 12", "look 14", "look 22"]);
    let again = stand.hub().await;
    let known = again.device(DESK).await.expect("the store works").expect("it is known");
    assert_eq!((known.last_look, known.last_number), (4, 0), "looks and actions are numbered apart");
}

pub(super) async fn a_number_that_was_used_for_another_look_keeps_none_of_them(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    let take = async |device, looks| store.look(device, looks).await.expect("the store works");
    assert_eq!(take(DESK, vec![look(1, 11, 1), look(3, 13, 3)]).await, Taken::All(3));
    assert_eq!(take(DESK, vec![look(1, 99, 9), look(4, 14, 4)]).await, Taken::Differs);
    assert_eq!(take(DESK, vec![look(2, 12, 2)]).await, Taken::Differs, "a number below the last one that nobody used");
    assert_eq!(take(OTHER_DESK, vec![look(1, 15, 5)]).await, Taken::UnknownDevice);
    assert_eq!(looked(stand).await, ["look 11", "look 13"]);
}
