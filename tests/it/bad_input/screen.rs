//! The same on the screen of the real program: it says what is wrong, takes marks, stays small, and gets whole again.

use std::fs;
use std::sync::Arc;

use super::answers;
use crate::harness::hub::Hub;
use crate::harness::marks::SYNC_NOW;
use crate::harness::proxy::{Fate, Proxy};
use crate::harness::terminal::Terminal;

/// The size of the terminal: columns and rows.
const SIZE: (u16, u16) = (100, 30);
/// The sync screen, and away from it.
const SYNC_PAGE: &str = "gy";
const ESCAPE: &str = "\x1b";
/// Who is in the first cells, as the line below says it when one of them is marked.
const PEOPLE: [&str; 3] = ["01 Aydın", "02 Bakker", "03 van den Berg"];
/// Most memory that all spoilt answers together may add, in KiB: an answer and its window, and again as much for what the
/// allocator keeps.
const MAX_ADDED_KIB: u64 = 40 * 1024;

/// Spoilt answers, and what the line below and the sync screen say of them.
const SAID: [(&str, &str, &str); 8] = [
    ("the page of a guest network", "dit is geen hub", "Er komt een webpagina."),
    ("SSH", "dit is geen hub", "spreekt een andere taal"),
    ("a few kilobytes that become 256 MiB", "hub antwoordt niet goed", "te groot bij het uitpakken"),
    ("nine megabytes of nothing", "hub antwoordt niet goed", "Het antwoord is te groot."),
    ("the last byte is missing, and it says so", "hub antwoordt niet goed", "Het antwoord stopt te vroeg."),
    ("HTML of a hub", "hub antwoordt niet goed", "van een andere soort"),
    ("a million levels without an end", "hub antwoordt niet goed", "te veel lagen"),
    ("numbers where texts belong", "hub antwoordt niet goed", "ontbreekt iets"),
];

/// The most memory that a program has had, in KiB.
fn peak_kib(terminal: &Terminal) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", terminal.pid())).expect("a running program");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[test]
fn the_screen_says_what_is_wrong_with_an_answer_and_goes_on() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    let line = Proxy::start(hub.port());
    hub.sign_in_at(&home, "MdV", &line.url());
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_for("the day, all read", |screen| screen.contains("Aydın, M.") && screen.contains("bijgewerkt"));
    let before = peak_kib(&terminal);
    let all = answers::all();
    for (number, (what, short, long)) in SAID.into_iter().enumerate() {
        let bad = all.iter().find(|bad| bad.what == what).expect("a spoilt answer");
        let spoil = Arc::clone(&bad.spoil);
        line.plan(move |_| Fate::Spoil(Arc::clone(&spoil)));
        terminal.keys(SYNC_NOW);
        terminal.wait_text(short);
        let person = PEOPLE[number % PEOPLE.len()];
        let cell: String = person.chars().take(2).collect();
        terminal.keys(&format!("{cell} "));
        terminal
            .wait_for("a mark that waits", |screen| screen.contains(person) && screen.contains("1 nog te verzenden"));
        terminal.keys(SYNC_PAGE);
        terminal.wait_text(long);
        terminal.keys(ESCAPE);
        terminal.wait_for("the day again", |screen| !screen.contains(long));
        line.heal();
        terminal.keys(SYNC_NOW);
        terminal.wait_for("all sent", |screen| screen.contains("verzonden") && !screen.contains("nog te verzenden"));
    }
    let added = peak_kib(&terminal) - before;
    assert!(added < MAX_ADDED_KIB, "{added} KiB more than before");
    terminal.keys("qj");
    assert!(terminal.wait_exit(crate::harness::DEADLINE).success());
}
