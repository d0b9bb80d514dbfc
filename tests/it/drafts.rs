//! What was typed and not recorded is there again, however the program ended.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, SIZE};
use crate::harness::terminal::Terminal;

/// The file of the one user of this home, once there is one.
fn kept(home: &Path) -> Option<PathBuf> {
    let users = std::fs::read_dir(home.join(".local/state/vleugel/user")).ok()?;
    users.flatten().map(|user| user.path().join("drafts.json")).find(|file| file.exists())
}

/// Waits until the file says this.
fn wait_kept(home: &Path, words: &str) {
    let deadline = Instant::now() + DEADLINE;
    while !kept(home).is_some_and(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains(words))) {
        assert!(Instant::now() < deadline, "«{words}» is not kept");
        std::thread::yield_now();
    }
}

fn typing(home: &Path, words: &str) -> Terminal {
    let mut terminal = Terminal::start(home, SIZE, &[]);
    terminal.wait_text(DAY);
    terminal.wait_text("Bakker, J.");
    terminal.keys("02\x1bOQ");
    terminal.wait_text("-- Notitie --");
    terminal.keys(words);
    terminal.wait_text(&format!(" {words}"));
    terminal
}

#[test]
fn a_note_that_was_being_typed_survives_a_kill_a_lost_line_and_an_end_and_goes_when_it_is_saved() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    hub.sign_in(&home, "MdV");
    for how in ["kill", "line", "TERM"] {
        // Another text each time: the one before is on the screen as a note.
        let words = format!("nog niet gebeld met thuis ({how})");
        let mut terminal = typing(&home, &words);
        match how {
            "kill" => {
                wait_kept(&home, &words);
                terminal.kill();
            }
            // At once: what was not written yet is written on the way out.
            "line" => {
                terminal.drop_line();
                terminal.wait_exit(DEADLINE);
            }
            signal => {
                terminal.signal(signal);
                terminal.wait_exit(DEADLINE);
            }
        }
        let mut next = Terminal::start(&home, SIZE, &[]);
        next.wait_text("Er staat nog een tekst klaar die niet is bewaard.");
        next.wait_text("Bakker, J.");
        next.keys("02\x1bOQ");
        next.wait_text(&format!(" {words}"));
        next.keys("\r");
        next.wait_text("Notitie bewaard");
        next.keys("qj");
        assert!(next.wait_exit(DEADLINE).success());
        assert_eq!(kept(&home), None, "after {how}: what was saved is no draft any more");
    }
}
