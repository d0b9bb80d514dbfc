//! What can change while the program runs: keys and colours from files that somebody writes, and the ground of the terminal.

use std::fs;
use std::path::Path;

use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, SIZE};
use crate::harness::terminal::Terminal;

/// A window in which all keys are shown.
const WIDE: (u16, u16) = (120, 24);
/// The line of the first person.
const FIRST: u16 = 3;
/// Where the names of the columns stand: column and row.
const COLUMNS: (u16, u16) = (1, 2);

fn signed_in(place: &Path) -> (Hub, std::path::PathBuf) {
    let home = place.join("officer");
    let hub = Hub::with_facility(place);
    hub.sign_in(&home, "MdV");
    (hub, home)
}

/// Writes a file as editors do: beside it, and then in its place.
fn save(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, path)).expect("a file");
}

#[test]
fn what_is_saved_is_in_force_at_once_and_what_is_broken_changes_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let (_hub, home) = signed_in(place.path());
    let folder = home.join(".config/vleugel");
    let (keymap, theme) = (folder.join("keymaps/mine.toml"), folder.join("themes/mine.toml"));
    for path in [&keymap, &theme] {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    }
    fs::write(&keymap, "inherits = \"default\"\n").expect("a file");
    fs::write(&theme, "inherits = \"dark\"\n").expect("a file");
    fs::write(folder.join("config.toml"), "keymap = \"mine\"\ntheme = \"mine\"\n").expect("a file");
    let mut terminal = Terminal::start(&home, WIDE, &[]);
    terminal.wait_text(DAY);
    terminal.wait_text("u ongedaan");

    save(&keymap, "inherits = \"default\"\n[day]\nundo = [\"p\"]\n");
    terminal.wait_text("p ongedaan");
    terminal.keys("p");
    terminal.wait_text("Er is niets");
    save(&keymap, "inherits = \"default\"\n[day]\nundo = [\"pp\"]\n");
    terminal.wait_text("kolom 9: De toets pp bestaat niet");
    terminal.wait_text("Dit bestand geldt daarom niet.");
    terminal.wait_text("p ongedaan");

    save(&keymap, "inherits = \"default\"\n");
    terminal.wait_text("Toetsen en kleuren zijn opnieuw gelezen.");
    let before = terminal.colours(2, FIRST);
    terminal.keys("s");
    terminal.wait_text("1 geselecteerd");
    save(&theme, "inherits = \"dark\"\n[selected]\nfg = \"#102030\"\nbg = \"#ffaa00\"\n");
    terminal.wait_text("Toetsen en kleuren zijn opnieuw gelezen.");
    assert_ne!(terminal.colours(2, FIRST), before);
    // A wish in the configuration itself counts too.
    save(&folder.join("config.toml"), "keymap = \"vim\"\n");
    terminal.wait_text("u ongedaan");
    save(&folder.join("config.toml"), "keymap = \n");
    terminal.wait_text("Alles blijft zoals het was.");
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
}

#[test]
fn a_terminal_that_says_it_is_light_gets_the_light_theme_and_its_answer_types_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let (_hub, home) = signed_in(place.path());
    let asked_for = |theme| {
        let terminal = Terminal::start(&home, SIZE, &["--theme", theme]);
        terminal.wait_text("Bakker, J.");
        (terminal.colours(COLUMNS.0, COLUMNS.1), terminal.colours(2, FIRST))
    };
    let (light, dark) = (asked_for("light"), asked_for("dark"));
    assert_ne!(light, dark);

    let mut terminal = Terminal::start(&home, SIZE, &[]);
    let before = terminal.wait_text("Bakker, J.");
    let now = |terminal: &Terminal| (terminal.colours(COLUMNS.0, COLUMNS.1), terminal.colours(2, FIRST));
    assert_eq!(now(&terminal), dark, "nobody waits for an answer");
    // In pieces, as a slow line brings it, with a key of the officer behind it.
    for piece in ["\x1b]11;rg", "b:ffff/ffff", "/f0f0\x1b", "\\"] {
        terminal.keys(piece);
    }
    terminal.wait_colours(COLUMNS.0, COLUMNS.1, light.0);
    assert_eq!(now(&terminal), light);
    // The clock goes on, and so does sync.
    let people = |screen: &str| screen.lines().skip(2).take(16).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(people(&terminal.screen()), people(&before), "only the colours are others");
    terminal.keys("\x1b[B");
    terminal.wait_text(">02");
}
