//! A locked terminal: names leave the screen, what was typed survives the lock and a kill behind it, and five wrong PINs end it.

use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, SIZE};
use crate::harness::terminal::Terminal;

/// Exit code of who is not let in.
const DENIED: u32 = 77;
const PIN: &str = "280417";
const WORDS: &str = "belt vanavond met thuis";

fn started(home: &std::path::Path) -> Terminal {
    let terminal = Terminal::start(home, SIZE, &[]);
    terminal.wait_text(DAY);
    terminal.wait_text("Bakker, J.");
    terminal
}

/// Chooses a PIN, which locks.
fn lock(terminal: &mut Terminal) {
    terminal.keys("\x0c");
    terminal.wait_text("Kies een pincode van 6 cijfers.");
    terminal.keys(PIN);
    terminal.wait_text("Typ dezelfde pincode nog een keer.");
    terminal.keys(PIN);
    let locked = terminal.wait_text("Dit scherm is vergrendeld.");
    assert!(!locked.contains("Bakker") && !locked.contains(WORDS), "{locked}");
}

#[test]
fn what_was_typed_survives_a_lock_and_a_kill_behind_it() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    hub.sign_in(&home, "MdV");
    let mut terminal = started(&home);
    terminal.keys("02\x1bOQ");
    terminal.wait_text("-- Notitie --");
    terminal.keys(WORDS);
    terminal.wait_text(&format!(" {WORDS}"));
    lock(&mut terminal);
    terminal.keys("111111");
    terminal.wait_text("U kunt het nog 4 keer proberen.");
    terminal.keys(PIN);
    terminal.wait_text("Bakker, J.");
    terminal.wait_text(&format!(" {WORDS}"));
    // Locked again by one key, and then killed: the next start has it too.
    terminal.keys("\x0c");
    terminal.wait_text("Dit scherm is vergrendeld.");
    terminal.kill();
    let mut next = started(&home);
    next.keys("02\x1bOQ");
    next.wait_text(&format!(" {WORDS}"));
    next.keys("\r");
    next.wait_text("Notitie bewaard");
    next.keys("qj");
    assert!(next.wait_exit(DEADLINE).success());
}

#[test]
fn five_wrong_pins_end_the_program_with_a_sentence() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    hub.sign_in(&home, "MdV");
    let mut terminal = started(&home);
    terminal.keys(" ");
    terminal.wait_text("u = ongedaan");
    lock(&mut terminal);
    for left in [4, 3, 2, 1] {
        terminal.keys("111111");
        terminal.wait_text(&format!("nog {left} keer proberen."));
    }
    terminal.keys("111111");
    let ended = terminal.wait_exit(DEADLINE);
    assert_eq!(ended.exit_code(), DENIED);
    terminal.wait_text("Vijf keer een verkeerde pincode.");
    assert!(terminal.is_restored());
}
