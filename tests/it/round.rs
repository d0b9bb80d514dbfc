//! `vleugel sync`: one round, what it says on the way, and an exit code for every way that it can end.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, VLEUGEL, facility, vleugel};

const SIZE: (u16, u16) = (80, 24);
/// Right and F4, r: the item, absent, in court.
const ABSENT: &str = "01\x1b[C\x1bOSr";

fn sync(home: &Path) -> Output {
    vleugel(home).arg("sync").output().expect("the program runs")
}

/// It ended with this code, and said this.
#[track_caller]
fn ended(output: &Output, code: i32, words: &str) {
    let said = [&*output.stdout, &*output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "«{words}» is not in: {said}");
}

/// A terminal that has everything, and its hub.
fn world(place: &Path) -> (Hub, std::path::PathBuf) {
    let home = place.join("officer");
    let hub = Hub::with_facility(place);
    hub.sign_in(&home, "MdV");
    (hub, home)
}

/// Marks somebody while nobody answers.
fn mark(home: &Path) {
    let mut terminal = Terminal::start(home, SIZE, &[]);
    terminal.wait_text("Aydın, M.");
    terminal.keys(ABSENT);
    terminal.wait_text("1 nog te verzenden");
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
}

#[test]
fn a_round_ends_with_a_code_that_says_how() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut hub, home) = world(place.path());
    let first = sync(&home);
    ended(&first, 0, "Bijgewerkt. Nog te verzenden: 0.");
    assert!(first.stderr.is_empty(), "no bar where nobody looks: {}", String::from_utf8_lossy(&first.stderr));
    hub.kill();
    mark(&home);
    ended(&sync(&home), 69, "neemt niet op");
    ended(&beside_something_else(&hub, &home), 76, "antwoordt iets anders dan een hub");
    hub.start();
    {
        let open = Terminal::start(&home, SIZE, &[]);
        open.wait_text("Aydın, M.");
        ended(&sync(&home), 75, "draait vleugel al");
    }
    ended(&sync(&home), 0, "Bijgewerkt. Nog te verzenden: 0.");
    // A hub that starts from nothing knows nobody.
    hub.kill();
    for file in ["hub.db", "hub.db-wal", "hub.db-shm"] {
        let _not_there = fs::remove_file(place.path().join(file));
    }
    hub.command(&["import", &facility::write(place.path()).to_string_lossy()]);
    hub.start();
    ended(&sync(&home), 77, "kent deze sleutel niet");
}

/// A round while the hub's place is taken by the page of a guest network.
fn beside_something_else(hub: &Hub, home: &Path) -> Output {
    let address = hub.url();
    let listener = TcpListener::bind(address.trim_start_matches("http://")).expect("the hub's port");
    let portal = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let _request = stream.read(&mut [0; 4096]).expect("a request");
        let page = "<html>Sign in to the guest network</html>";
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}", page.len());
        stream.write_all(answer.as_bytes()).expect("an answer");
    });
    let output = sync(home);
    portal.join().expect("the portal");
    output
}

#[test]
fn who_looks_sees_a_bar_of_what_waits() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut hub, home) = world(place.path());
    ended(&sync(&home), 0, "Bijgewerkt");
    hub.kill();
    mark(&home);
    // Somebody takes the call and says nothing: the round stays where it is.
    let _silent = TcpListener::bind(hub.url().trim_start_matches("http://")).expect("the hub's port");
    let mut terminal = Terminal::run(VLEUGEL, &home, SIZE, &["sync"], &[]);
    terminal.wait_for("a bar", |screen| screen.contains("Verzenden [") && screen.contains("0/1"));
    terminal.signal("INT");
    terminal.wait_exit(DEADLINE);
}
