//! What a key may cost, counted in bytes: a line over SSH is slow where a screen is written for every key.

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;

/// Bytes that the middle one of all keys may cost at 80x24.
const BYTES_A_KEY: usize = 400;
/// Lines that the cursor walks down and up again: fewer than a page.
const LINES: usize = 12;

#[test]
fn a_key_costs_the_lines_that_it_changes_and_not_a_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let mut hub = Hub::new(folder.path());
    hub.command(&["seed", "--people", "48", "--wings", "1"]);
    hub.start();
    let users = hub.command(&["user", "list"]);
    let officer = users.lines().find(|line| line.contains("officer")).expect("an officer");
    hub.sign_in(&home, officer.split_whitespace().next().expect("initials"));
    let mut terminal = Terminal::start(&home, (80, 24), &[]);
    terminal.wait_text(">01");
    terminal.wait_for("a day that is up to date", |screen| screen.contains("48 = ") && screen.contains("verzonden"));
    let mut costs = Vec::new();
    let down = (2..=LINES).map(|line| ("\x1b[B", line));
    let up = (1..LINES).rev().map(|line| ("\x1b[A", line));
    for (key, line) in down.chain(up) {
        let before = terminal.received();
        terminal.keys(key);
        terminal.wait_for("the next line", |screen| screen.contains(&format!(">{line:02}")));
        costs.push(terminal.received() - before);
    }
    costs.sort_unstable();
    let middle = costs.get(costs.len() / 2).copied().unwrap_or_default();
    assert!(middle <= BYTES_A_KEY, "a key costs {middle} bytes: {costs:?}");
}
