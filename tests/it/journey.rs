//! An officer's shift, end to end: the real program in a pseudo-terminal, the real hub, a network that goes away.

use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, SIZE};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, vleugel};

#[test]
fn marks_made_without_a_network_survive_a_kill_and_reach_the_hub_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let mut hub = Hub::with_facility(folder.path());
    let token = hub.sign_in(&home, "MdV");

    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text(DAY);
    terminal.wait_text("verzonden");
    hub.kill();

    // Space marks «weg»; down; Space again. Each is on disk before the line says so.
    terminal.keys(" ");
    terminal.wait_text("01 Aydın");
    terminal.keys("\x1b[B");
    terminal.wait_for("the second line chosen", |screen| screen.contains(">02"));
    terminal.keys(" ");
    terminal.wait_text("2 nog te verzenden");
    terminal.kill();

    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("Bakker, J.");
    terminal.wait_text("2 nog te verzenden");
    terminal.keys("\x1b[B\x1b[B");
    terminal.wait_for("the third line chosen", |screen| screen.contains(">03"));
    terminal.keys("az");
    terminal.wait_text("3 nog te verzenden");

    hub.start();
    terminal.wait_for("all sent", |screen| !screen.contains("nog te verzenden") && screen.contains("verzonden"));
    let held: Vec<_> = hub.marks(&token).iter().map(|row| row["body"].clone()).collect();
    let kinds: Vec<_> = held.iter().map(|mark| mark["kind"]["step"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(held.len(), 3, "{kinds:?}");
    let mut items: Vec<_> = held.iter().map(|mark| mark["item"].to_string()).collect();
    items.sort();
    items.dedup();
    assert_eq!(items.len(), 3, "each mark is on an item of its own");

    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
    assert!(terminal.is_restored());
}

#[test]
fn a_second_terminal_on_the_wing_sees_a_mark_without_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first_home, second_home) = (folder.path().join("first"), folder.path().join("second"));
    let hub = Hub::with_facility(folder.path());
    hub.sign_in(&first_home, "MdV");
    hub.sign_in(&second_home, "SK");
    let mut first = Terminal::start(&first_home, SIZE, &[]);
    let second = Terminal::start(&second_home, SIZE, &[]);
    first.wait_text(DAY);
    second.wait_text(DAY);
    second.wait_text("3 = 3 op afdeling");
    first.keys(" ");
    second.wait_text("3 = 2 op afdeling + 1 elders");
}

#[test]
fn quitting_and_being_told_to_stop_give_the_terminal_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let hub = Hub::with_facility(folder.path());
    hub.sign_in(&home, "MdV");
    for signal in ["TERM", "INT", "QUIT"] {
        let mut terminal = Terminal::start(&home, SIZE, &[]);
        terminal.wait_text(DAY);
        terminal.signal(signal);
        terminal.wait_exit(DEADLINE);
        assert!(terminal.is_restored(), "after SIG{signal}");
    }
}

#[test]
fn a_fault_of_the_program_gives_the_terminal_back_with_a_sentence_and_keeps_what_was_recorded() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let mut hub = Hub::with_facility(folder.path());
    hub.sign_in(&home, "MdV");
    let mut terminal = Terminal::start_with(&home, SIZE, &[], &[("VLEUGEL_FALL_OVER", "1")]);
    terminal.wait_text(DAY);
    terminal.wait_text("verzonden");
    hub.kill();
    terminal.keys(" ");
    terminal.wait_text("1 nog te verzenden");
    terminal.keys("\x1b[24~");
    let status = terminal.wait_exit(DEADLINE);
    let last = terminal.screen();
    assert_eq!(status.exit_code(), 70, "{last}");
    assert!(terminal.is_restored() && last.contains("bewaard") && !last.contains("told to"), "{last}");
    let next = Terminal::start(&home, SIZE, &[]);
    next.wait_text("1 nog te verzenden");
}

#[test]
fn a_lost_line_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let hub = Hub::with_facility(folder.path());
    hub.sign_in(&home, "MdV");
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text(DAY);
    terminal.drop_line();
    terminal.wait_exit(DEADLINE);
}

#[test]
fn a_window_that_is_too_small_says_so_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let hub = Hub::with_facility(folder.path());
    hub.sign_in(&home, "MdV");
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text(DAY);
    terminal.resize(40, 10);
    terminal.wait_text("te klein");
    terminal.resize(120, 40);
    terminal.wait_text(DAY);
}

#[test]
fn a_wrong_token_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let hub = Hub::with_facility(folder.path());
    let output = std::process::Command::new("/bin/sh")
        .args(["-c", "echo wrong | \"$0\" login --hub \"$1\" --token-fd 0", crate::harness::VLEUGEL, &hub.url()])
        .env_clear()
        .envs([("HOME", &*folder.path().to_string_lossy()), ("PATH", "/usr/bin:/bin")])
        .output()
        .expect("login runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && !said.trim().is_empty() && !said.contains("panicked"), "{said}");
    assert!(vleugel(folder.path()).arg("--version").status().expect("it runs").success());
}
