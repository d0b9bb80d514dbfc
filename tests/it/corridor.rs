//! Who came and who left, end to end: seen on the wing without a network, shown to a colleague, settled by the next import.

use std::fs;

use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, SIZE};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, facility};

const NOT_YET: &str = "nog niet in de administratie";

/// The line about somebody.
fn line<'a>(screen: &'a str, name: &str) -> Option<&'a str> {
    screen.lines().find(|line| line.contains(name))
}

#[test]
fn who_came_and_who_left_count_at_once_and_are_settled_by_the_next_import_with_their_notes() {
    let place = tempfile::tempdir().expect("a folder");
    let (first_home, second_home) = (place.path().join("first"), place.path().join("second"));
    let mut hub = Hub::with_facility(place.path());
    hub.sign_in(&first_home, "MdV");
    hub.sign_in(&second_home, "SK");

    let mut first = Terminal::start(&first_home, SIZE, &[]);
    first.wait_text(DAY);
    first.wait_text("verzonden");
    hub.kill();
    first.keys("i");
    first.wait_text("Cel en naam --");
    first.keys("4 Wolters, C.\r");
    first.wait_text("Wolters, C. is nieuw op de afdeling");
    first.wait_text("4 = 4 + 0 elders + 0 buiten  1 voorlopig");
    first.keys("04\x1bOQ");
    first.wait_text("-- Notitie --");
    first.keys("nog niet gebeld met thuis\r");
    first.wait_text("2 nog te verzenden");
    first.kill();

    // A colleague learns it from the hub, and saw somebody leave.
    let mut second = Terminal::start(&second_home, SIZE, &[]);
    hub.start();
    let mut first = Terminal::start(&first_home, SIZE, &[]);
    let came = |screen: &str| line(screen, "Wolters, C.").is_some_and(|line| line.contains(NOT_YET));
    first.wait_for("the one who came, after a restart", came);
    second.wait_for("the one who came", came);
    second.keys("03z");
    second.wait_text("vertrokken van de afdeling");
    second.keys("x");
    let left = |screen: &str| line(screen, "van den Berg, P.").is_some_and(|line| line.contains(NOT_YET));
    first.wait_for("the one who left", left);
    first.wait_text("3 = 3 + 0 elders + 0 buiten  2 voorlopig");

    // The administration says it too, under an id of its own.
    let folder = facility::write(place.path());
    let people = "ref;wing;cell;surname;prefix;given_names;mentor\nD1;A1;A1-01;Aydın;;Mert;S1\nD2;A1;A1-02;Bakker;;Jan;S1\n\
         D4;B1;B1-01;Elders;;Karel;\nD5;A1;A1-04;Wolters;;Carlo;\n";
    fs::write(folder.join("detainees.csv"), people).expect("a file");
    let shifts = fs::read_to_string(folder.join("work_shifts.csv")).expect("the shifts");
    let shifts: Vec<_> = shifts.lines().filter(|line| !line.contains(";D3;")).collect();
    fs::write(folder.join("work_shifts.csv"), shifts.join("\n")).expect("a file");
    let said = hub.command(&["import", &folder.to_string_lossy(), "--prune"]);
    assert!(said.contains("2 wijzigingen van afdelingen"), "{said}");
    for terminal in [&first, &second] {
        terminal.wait_text("3 = 3 op afdeling + 0 elders + 0 buiten");
        terminal.wait_for("nothing provisional", |screen| !screen.contains(NOT_YET) && !screen.contains("Berg, P."));
    }
    first.keys("04");
    first.wait_text("MdV: nog niet gebeld met thuis");
    first.keys("qj");
    assert!(first.wait_exit(DEADLINE).success());
}

#[test]
fn two_terminals_without_a_network_write_on_one_handover_and_nothing_is_lost() {
    let place = tempfile::tempdir().expect("a folder");
    let homes = [place.path().join("first"), place.path().join("second")];
    let mut hub = Hub::with_facility(place.path());
    let token = hub.sign_in(&homes[0], "MdV");
    hub.sign_in(&homes[1], "SK");
    let mut terminals = homes.map(|home| Terminal::start(&home, SIZE, &[]));
    terminals[0].wait_text("Aydın, M.");
    terminals[0].keys("02\x1b[18~");
    terminals[0].wait_text("-- Voor de volgende dienst --");
    terminals[0].keys("\r");
    for terminal in &mut terminals {
        terminal.wait_text("Aydın, M.");
        terminal.keys("go");
        terminal.wait_text("02 Bakker, J.");
    }
    hub.kill();
    // Both change the one version that both saw.
    for (terminal, words) in terminals.iter_mut().zip([" bellen", " gebeld"]) {
        terminal.keys("\r");
        terminal.wait_text("-- Punt wijzigen --");
        terminal.keys(words);
        terminal.keys("\r");
        terminal.wait_text("nog te verzenden");
    }
    hub.start();
    for terminal in &terminals {
        terminal.wait_for("both versions", |screen| {
            screen.contains("bellen") && screen.contains("gebeld") && screen.contains("Beide blijven staan")
        });
    }
    assert_eq!(hub.rows(&token, "handover-entry").len(), 3);
}
