//! Plain lines with the real program: no screen, no colours, a pipe will do.

use std::io::Write;
use std::process::Stdio;

use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;
use crate::harness::vleugel;

/// What the program says when these lines are typed into a pipe.
fn lines(home: &std::path::Path, arguments: &[&str], accessible: bool, typed: &str) -> String {
    let mut command = vleugel(home);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if accessible {
        command.env("ACCESSIBLE", "1");
    }
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_shift_without_a_screen_is_kept_and_sent_and_the_end_of_the_lines_is_the_end() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    let token = hub.sign_in(&home, "MdV");
    // The first time everything is read before the first line counts.
    let said = lines(&home, &["--plain"], false, "01\nweg\n02\nnotitie\nrustig weekend\n");
    assert!(said.contains("A1, Dag op persoon, ") && said.contains("01 Aydın weg: arbeid"), "{said}");
    assert!(said.contains("Notitie bewaard") && said.contains("MdV: rustig weekend"), "{said}");
    assert!(!said.contains('\x1b'), "nothing but text: {said:?}");
    // What was not sent before the end is sent later.
    let synced = vleugel(&home).arg("sync").output().expect("it runs");
    assert!(synced.status.success(), "{synced:?}");
    assert_eq!(hub.marks(&token).len(), 1);
    let again = lines(&home, &[], true, "01\nongedaan\nlijst\nstoppen\nja\nnotitie\n");
    assert!(again.contains("02 Bakker, J.: ") && again.contains("Er is niets om ongedaan te maken."), "{again}");
    assert!(again.trim_end().ends_with("Typ ja of nee.\n>"), "after the end nothing is read: {again}");
}

#[test]
fn in_a_terminal_nothing_is_switched_on_and_a_signal_ends_it() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    hub.sign_in(&home, "MdV");
    let mut terminal = Terminal::start(&home, (80, 24), &["--plain", "--lang", "en"]);
    terminal.wait_text("Type a cell, like 02");
    terminal.wait_text("> ");
    assert!(terminal.is_restored(), "it never took the terminal");
    terminal.keys("02\n");
    terminal.wait_text("02 Bakker, J.");
    terminal.keys("note\n");
    terminal.wait_text("An empty line goes back.");
    terminal.signal("TERM");
    assert!(terminal.wait_exit(DEADLINE).success());
}
