//! Lists for paper and other programs, from what is on a terminal: also without a hub, and through a real print command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, vleugel};

const SIZE: (u16, u16) = (80, 24);

fn run(home: &Path, arguments: &[&str]) -> Output {
    vleugel(home).args(arguments).output().expect("the program runs")
}

/// What it printed, when it ended well.
#[track_caller]
fn printed(home: &Path, arguments: &[&str]) -> String {
    let output = run(home, arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn world(place: &Path) -> (Hub, PathBuf) {
    let home = place.join("officer");
    let hub = Hub::with_facility(place);
    hub.sign_in(&home, "MdV");
    (hub, home)
}

#[test]
fn a_list_is_fetched_once_and_then_comes_without_a_hub_in_every_form() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut hub, home) = world(place.path());
    let first = printed(&home, &["emergency"]);
    assert!(first.starts_with("A1  Noodlijst  ") && first.contains("02  Bakker, J."), "{first}");
    hub.kill();
    let text = printed(&home, &["day", "--by", "place"]);
    assert!(text.contains("Houtwerkplaats") && text.contains("03  van den Berg, P."), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&printed(&home, &["day", "--format", "json", "--lang", "en"])).expect("JSON");
    assert_eq!((&json["wing"], &json["people"]["total"]), (&"A1".into(), &3.into()));
    assert_eq!(json["rows"][0]["kind"], "kind-work");
    let csv = printed(&home, &["day", "--format", "csv", "--by", "time"]);
    assert!(csv.starts_with("van;tot;soort;wat;plek;mensen;niet ingevuld;wie\n"), "{csv}");
    let html = printed(&home, &["emergency", "--format", "html", "--hide-names", "--lang", "en"]);
    assert!(html.contains("<title>A1  Emergency list  ") && !html.contains("Bakker"), "{html}");
    let tomorrow = printed(&home, &["day", "--date", "morgen"]);
    assert!(tomorrow.contains("01  Aydın, M.") && !tomorrow.contains("arbeid"), "{tomorrow}");
}

#[test]
fn the_shift_handover_fills_itself_in_from_what_was_recorded_and_says_what_was_not() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut hub, home) = world(place.path());
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("Aydın, M.");
    terminal.keys("02\x1bOSz");
    terminal.wait_text("Bakker afwezig");
    terminal.keys("03");
    terminal.does("record-request");
    terminal.wait_text("Verzoek: aan wie?");
    terminal.keys("m");
    terminal.wait_text("Wat vraagt hij of zij?");
    terminal.keys("wil een boek\r");
    terminal.wait_text("Verzoek bij mentor, 0 d: nieuw (MdV)");
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
    hub.kill();
    let text = printed(&home, &["handover"]);
    assert!(text.starts_with("A1  Dienstoverdracht  "), "{text}");
    // The tests' house has no shifts: that is said, and the day so far is told.
    assert!(text.contains("Van onbekende dienst naar onbekende dienst."), "{text}");
    assert!(text.contains("Nog niet gegeven aan de volgende dienst."), "{text}");
    let json = printed(&home, &["handover", "--format", "json", "--hide-names"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    let all: Vec<_> =
        rows.iter().map(|row| (row["rank"].as_str(), row["kind"].as_str(), row["cells"].as_str())).collect();
    let has = |rank, kind, cells| all.contains(&(Some(rank), Some(kind), Some(cells)));
    assert!(has("rank-to-do", "request", "03") && has("rank-to-know", "absent", "02"), "{all:?}");
    assert!(has("rank-not-recorded", "not-recorded", "01; 03"), "nobody wrote that they left for work: {all:?}");
    assert!(rows.iter().all(|row| row["names"].is_null()), "{rows:?}");
}

#[test]
fn what_cannot_be_listed_is_said_with_a_code() {
    let place = tempfile::tempdir().expect("a folder");
    let (_hub, home) = world(place.path());
    printed(&home, &["day"]);
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let output = run(&home, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(code) && said.contains(words), "{arguments:?}: {output:?}");
    };
    refused(&["day", "--wing", "Z9"], 67, "Afdeling Z9 is onbekend.");
    refused(&["day", "--date", "ooit"], 64, "De dag ooit is niet te lezen.");
    refused(&["day", "--by", "name"], 64, "person, time, place");
    refused(&["emergency", "--format", "pdf"], 64, "text, json, csv, html");
    let output = run(&place.path().join("nobody"), &["emergency"]);
    assert_eq!(output.status.code(), Some(77), "{output:?}");
}

#[test]
fn three_keys_print_the_emergency_list_without_a_hub_and_a_printer_that_fails_is_said() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut hub, home) = world(place.path());
    printed(&home, &["day"]);
    hub.kill();
    let paper = place.path().join("paper");
    let folder = home.join(".config/vleugel");
    fs::create_dir_all(&folder).expect("a folder");
    let configure = |command: &str| {
        fs::write(folder.join("config.toml"), format!("print_command = {command}\n")).expect("a file");
    };
    configure(&format!("[\"sh\", \"-c\", \"cat > {}\"]", paper.display()));
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("01  Aydın, M.");
    terminal.keys("gnp");
    terminal.wait_text("Naar de printer gestuurd.");
    let text = fs::read_to_string(&paper).expect("it was printed");
    assert!(text.starts_with("A1  Noodlijst  ") && text.contains("01  Aydın, M."), "{text}");
    terminal.keys("\rqj");
    assert!(terminal.wait_exit(crate::harness::DEADLINE).success());
    configure("[\"/no/such/lp\"]");
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("01  Aydın, M.");
    terminal.keys("gnp");
    terminal.wait_text("Printen lukt niet: /no/such/lp start niet.");
}

#[test]
fn beside_a_running_program_a_list_comes_from_the_hub_and_the_hub_knows_of_it_first() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut hub, home) = world(place.path());
    let terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("bijgewerkt");
    let output = run(&home, &["emergency"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(75) && said.contains("--memory"), "{output:?}");
    let text = printed(&home, &["emergency", "--memory"]);
    assert!(text.contains("02  Bakker, J."), "{text}");
    hub.kill();
    let output = run(&home, &["emergency", "--memory"]);
    assert!(output.status.code() == Some(69) && output.stdout.is_empty(), "{output:?}");
}
