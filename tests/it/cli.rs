//! Commands from outside: what they print, what they leave behind, and every bad input as a sentence.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, facility, vleugel};

const SIZE: (u16, u16) = (80, 24);

/// Runs it in this home and gives what came of it.
fn run(home: &Path, arguments: &[&str]) -> Output {
    vleugel(home).args(arguments).output().expect("the program runs")
}

/// It failed with this exit code and one sentence that says what to do; nothing looks like a fault of the program.
fn refused(output: &Output, code: i32, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "«{words}» is not in: {said}");
    for bad in ["panicked", "RUST_BACKTRACE", "Error {", "stack backtrace"] {
        assert!(!said.contains(bad), "{said}");
    }
}

/// Signs in with a token on standard input.
fn login(home: &Path, hub: &str, token: &str) -> Output {
    let mut child = vleugel(home)
        .args(["login", "--hub", hub, "--token-fd", "0"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("login starts");
    let mut input = child.stdin.take().expect("its input");
    writeln!(input, "{token}").expect("the token is read");
    drop(input);
    child.wait_with_output().expect("login ends")
}

#[test]
fn every_way_that_signing_in_fails_is_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    refused(&login(home, "https://nobody.invalid", "token"), 69, "niet te vinden");
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|port| port.local_addr()).expect("a port").port();
    refused(&login(home, &format!("http://127.0.0.1:{port}"), "token"), 69, "neemt niet op");
    refused(&login(home, "http://example.com", "token"), 64, "kan niet");
    refused(&login(home, "https://127.0.0.1:1", ""), 64, "Er is geen sleutel gelezen");
    let hub = Hub::with_facility(home);
    refused(&login(home, &hub.url(), "wrong"), 77, "kent deze sleutel niet");
    assert!(!home.join(".local").exists(), "a sign-in that failed leaves nothing");
}

#[test]
fn something_that_is_no_hub_is_called_that() {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let portal = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = [0; 4096];
        let _read = std::io::Read::read(&mut stream, &mut request).expect("a request");
        let page = "<html>Sign in to the guest network</html>";
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}", page.len());
        stream.write_all(answer.as_bytes()).expect("an answer");
    });
    refused(&login(folder.path(), &address, "token"), 76, "antwoordt iets anders dan een hub");
    portal.join().expect("the portal");
}

#[test]
fn without_a_sign_in_a_home_or_a_terminal_it_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&run(folder.path(), &[]), 77, "Meld aan met vleugel login");
    let homeless = vleugel(folder.path()).env_remove("HOME").output().expect("it runs");
    refused(&homeless, 78, "--state");
    refused(&run(folder.path(), &["--lang", "fr"]), 64, "vleugel --help");
    refused(&run(folder.path(), &["fly"]), 64, "vleugel --help");
    let english = run(folder.path(), &["--lang", "en"]);
    refused(&english, 77, "Sign in with vleugel login");
}

#[test]
fn a_mistake_in_the_configuration_is_named_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join(".config/vleugel");
    fs::create_dir_all(&config).expect("a folder");
    fs::write(config.join("config.toml"), "language = \"nl\"\ntheme = 3\n").expect("a file");
    refused(&run(folder.path(), &[]), 78, "regel 2, kolom 9");
}

#[test]
fn a_sign_in_that_others_can_read_is_refused_with_the_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let hub = Hub::with_facility(folder.path());
    let token = hub.command(&["user", "token", "--staff", "MdV"]);
    assert!(login(folder.path(), &hub.url(), token.trim()).status.success());
    let file = folder.path().join(".local/state/vleugel/credentials.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("rights");
    refused(&run(folder.path(), &[]), 77, "chmod 600");
}

#[test]
fn a_database_address_that_cannot_be_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let serve = |database: &str| run(folder.path(), &["hub", "serve", "--database", database]);
    refused(&serve("postgres://somewhere"), 64, "sqlite://");
    refused(&serve("sqlite:///no/such/folder/hub.db"), 74, "De database wil niet");
}

#[test]
fn every_bad_row_of_an_import_is_said_at_once_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let hub = Hub::new(folder.path());
    let files = facility::write(folder.path());
    let bad = "ref;detainee;workplace;starts_at;ends_at;kind\nW1;D1;Hout;yesterday;2026-11-23 11:30;work\n\
               W2;D9;Hout;2026-11-23 08:00;2026-11-23 07:00;work\n";
    fs::write(files.join("work_shifts.csv"), bad).expect("a file");
    let import = |extra: &[&str]| {
        let files = files.to_string_lossy();
        let arguments = [&["hub", "import", "--database", &hub.database, &files], extra].concat();
        run(folder.path(), &arguments)
    };
    let output = import(&[]);
    refused(&output, 65, "Niets ingelezen");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for place in ["regel 2, kolom starts_at, waarde «yesterday»", "regel 3, kolom detainee, waarde «D9»"] {
        assert!(said.contains(place), "{place} is not in: {said}");
    }
    assert!(hub.command(&["user", "list"]).is_empty());
    assert!(import(&["--skip-bad"]).status.success());
    assert!(hub.command(&["user", "list"]).contains("M. de Vries"));
    let again = import(&["--skip-bad"]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("Ingelezen: 0 regels veranderd"));
}

/// Folders of demos in this place.
fn demos(place: &Path) -> usize {
    fs::read_dir(place)
        .expect("the folder")
        .filter(|entry| {
            entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("vleugel-demo-"))
        })
        .count()
}

fn demo(home: &Path, size: (u16, u16), arguments: &[&str]) -> Terminal {
    let place = home.to_string_lossy().into_owned();
    Terminal::start_with(home, size, &[&["demo"], arguments].concat(), &[("TMPDIR", &place)])
}

#[test]
fn a_demo_shows_a_wing_and_leaves_nothing_behind_also_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = demo(folder.path(), SIZE, &["--people", "20", "--wings", "1"]);
    terminal.wait_text("21 = ");
    assert_eq!(demos(folder.path()), 1);
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
    assert!(terminal.is_restored());
    assert_eq!(demos(folder.path()), 0);

    let mut terminal = demo(folder.path(), SIZE, &["--people", "20", "--wings", "1"]);
    terminal.wait_text("21 = ");
    terminal.kill();
    assert_eq!(demos(folder.path()), 1);
    let mut terminal = demo(folder.path(), SIZE, &["--people", "21", "--wings", "1"]);
    terminal.wait_text("22 = ");
    assert_eq!(demos(folder.path()), 1);
    terminal.keys("qj");
    terminal.wait_exit(DEADLINE);
    assert_eq!(demos(folder.path()), 0);
}

#[test]
fn a_demo_of_an_own_folder_shows_its_people_at_the_time_that_was_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = facility::write(folder.path());
    let files = files.to_string_lossy();
    let terminal = demo(folder.path(), SIZE, &["--import", &files, "--on", "2026-11-23T07:12", "--lang", "en"]);
    let screen = terminal.wait_text("van den Berg, P.");
    assert!(screen.contains("Mo 23-11-2026 week 48  07:12"), "{screen}");
    assert!(screen.contains("3 = 3 on the wing"), "{screen}");
}

#[test]
fn a_broken_keymap_or_theme_gives_way_to_the_built_in_one_and_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in ["keymaps", "themes"] {
        let place = folder.path().join(".config/vleugel").join(kind);
        fs::create_dir_all(&place).expect("a folder");
        fs::write(place.join("mine.toml"), "[nonsense]\n").expect("a file");
    }
    let small = ["--people", "5", "--wings", "1"];
    for (option, words) in [("--keymap", "Toetsen"), ("--theme", "Kleuren")] {
        let mut terminal = demo(folder.path(), (150, 24), &[&[option, "mine"], small.as_slice()].concat());
        terminal.wait_text(words);
        terminal.wait_text("regel 1, kolom 2");
        terminal.keys("qj");
        assert!(terminal.wait_exit(DEADLINE).success());
    }
}

#[test]
fn every_theme_and_a_terminal_without_colour_show_the_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_string_lossy().into_owned();
    let small = ["--people", "5", "--wings", "1"];
    for theme in ["dark", "light", "contrast", "mono"] {
        let terminal = demo(folder.path(), SIZE, &[&["--theme", theme], small.as_slice()].concat());
        terminal.wait_text("6 = ");
    }
    let plain = [("TMPDIR", place.as_str()), ("NO_COLOR", "1"), ("TERM", "dumb")];
    let terminal = Terminal::start_with(folder.path(), SIZE, &[&["demo"], small.as_slice()].concat(), &plain);
    terminal.wait_text("6 = ");
}
