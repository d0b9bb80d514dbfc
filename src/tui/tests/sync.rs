//! The sync screen, and what is said at once when the disk is not as it should be.

use super::fixture::{Desk, at};
use super::picture::draw;
use crate::text::Lang;
use crate::tui::Msg;
use crate::tui::model::Over;
use crate::tui::msg::{CacheState, JournalState, Line, Status};

const SIZE: (u16, u16) = (80, 24);

fn shot(name: &str, lang: Lang, status: Status) -> Desk {
    let mut desk = Desk::new(SIZE, lang);
    desk.send(Msg::Status(status));
    desk.keys("g y");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, draw(&desk, SIZE));
    });
    desk
}

#[test]
fn the_sync_screen_says_what_is_safe_what_waits_and_what_was_refused() {
    let line = Line::Offline(at(6, 58));
    shot(
        "sync-80x24-nl",
        Lang::Nl,
        Status { line, last_sync: Some(at(6, 57)), waiting: 1, refused: 2, ..Status::default() },
    );
    let journal = JournalState::Mended { lost: 2 };
    shot(
        "sync-80x24-en",
        Lang::En,
        Status { line: Line::Online, journal, waiting: 1, refused: 2, ..Status::default() },
    );
}

#[test]
fn a_clock_that_is_wrong_is_told_on_every_screen_and_stops_nothing() {
    let status = Status { line: Line::Online, last_sync: Some(at(6, 57)), ..Status::default() };
    shot("sync-clock-80x24-nl", Lang::Nl, Status { clock_skew_seconds: Some(-320), ..status });
    let cases = [
        (61, "klok loopt 1 min voor"),
        (-(59 * 60), "klok loopt 59 min achter"),
        (3 * 60 * 60, "klok loopt 3 uur voor"),
        (-(3 * 24 * 60 * 60), "klok loopt 3 dagen achter"),
        (i64::MAX, "jaar voor"),
        (i64::MIN, "jaar achter"),
    ];
    for (skew, said) in cases {
        let mut desk = Desk::new(SIZE, Lang::Nl);
        desk.send(Msg::Status(Status { clock_skew_seconds: Some(skew), waiting: 3, ..status }));
        let screen = draw(&desk, SIZE);
        assert!(screen.contains(said) && screen.contains("3 nog te verzenden"), "{screen}");
    }
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.send(Msg::Status(Status { line: Line::ClockRefused, ..status }));
    assert!(draw(&desk, SIZE).contains("klok staat verkeerd"));
}

#[test]
fn a_refusal_is_seen_one_by_one_and_the_choice_stays_on_the_list() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g y space down space");
    assert_eq!(desk.seen, [6, 7]);
    assert_eq!(desk.model.over, Some(Over::Sync(3)));
    desk.keys("up up up up space");
    assert_eq!(desk.seen, [6, 7], "what still waits is not there to be seen");
    desk.keys("esc");
    assert_eq!((desk.model.over.clone(), desk.recorded.len()), (None, 0));
}

#[test]
fn names_are_hidden_on_the_sync_screen_too() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys(". g y");
    let screen = draw(&desk, SIZE);
    assert!(
        screen.contains("Nog te verzenden") && !screen.contains("Bakker") && !screen.contains("Dijkstra"),
        "{screen}"
    );
}

#[test]
fn damage_is_said_once_when_it_is_found_and_whole() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    let status = Status { journal: JournalState::NotKept, ..Status::default() };
    desk.send(Msg::Status(status));
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("Let op: uw werk wordt niet bewaard") && screen.contains("Stop niet voordat"), "{screen}");
    desk.keys("down");
    desk.send(Msg::Status(Status { waiting: 1, ..status }));
    assert!(!draw(&desk, SIZE).contains("Stop niet"), "said once");
    desk.send(Msg::Status(Status { cache: CacheState::Renewed, ..Status::default() }));
    assert!(draw(&desk, SIZE).contains("worden opnieuw opgehaald"));
}

#[test]
fn opening_the_screen_asks_for_what_it_shows() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    assert!(!desk.model.shows_sync());
    desk.keys("g y");
    assert!(desk.model.shows_sync() && desk.model.sync_page.is_some());
}
