//! The house rules that a compiler does not keep: who may import whom, where a crate lives, how a file begins.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use vleugel::tui::{Keymap, Layer};

/// Longest source file, in lines.
const MAX_LINES: usize = 500;

/// Which rooms of the house each room may enter (src/architecture.md has the same table in words).
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("seal", &[]),
    ("domain", &["text"]),
    ("wire", &["domain", "text"]),
    ("wording", &["domain", "text"]),
    ("config", &["domain", "text"]),
    ("paper", &["domain", "text", "wording"]),
    ("tui", &["domain", "text", "wording", "paper"]),
    ("journal", &["domain", "seal"]),
    ("cache", &["domain", "seal"]),
    ("api", &["domain", "wire"]),
    ("session", &["domain", "seal", "api"]),
    ("sync", &["domain", "wire", "journal", "cache", "api"]),
    ("app", &["text", "seal", "domain", "config", "tui", "journal", "cache", "api", "session", "sync", "cli", "hub"]),
    (
        "cli",
        &[
            "text", "seal", "domain", "config", "paper", "tui", "journal", "cache", "api", "session", "sync", "app",
            "hub",
        ],
    ),
    ("hub", &["domain", "wire", "text", "seal"]),
    // Only in tests: a terminal and a hub with a bad line between them.
    ("sim", &["text", "seal", "domain", "wire", "sync", "hub"]),
    ("main", &["app", "cli"]),
    ("lib", &[]),
];

/// Where each of these crates may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("sled", &["cache"]),
    ("reqwest", &["api"]),
    ("zstd", &["api"]),
    ("hyper", &["api"]),
    ("ratatui", &["tui", "app"]),
    ("ratatui_textarea", &["tui"]),
    ("crossterm", &["app"]),
    ("termina", &["app"]),
    ("argon2", &["session"]),
    ("notify", &["app"]),
    ("axum", &["hub"]),
    ("sqlx", &["hub"]),
    ("utoipa", &["hub", "wire"]),
    ("tokio", &["api", "sync", "app", "cli", "hub"]),
    ("color_eyre", &["app", "cli", "main"]),
    ("fluent_bundle", &["text"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("comfy_table", &["paper"]),
    ("nucleo_matcher", &["tui"]),
];

struct Source {
    path: PathBuf,
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).expect("inside src");
                let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
                let room = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).expect("a source file");
                found.push(Source { path: inside.to_owned(), room, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 40, "this test looks at the wrong folder");
    found
}

/// The code of a file without its comments: prose may name what it likes.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The word that starts here, if any.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Every room that a file enters, with the path after it: `crate::hub::serve` and `crate::{text, wire::api}`.
fn imports(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |path: &str| {
        let room = word(path);
        let rest = path.get(room.len()..).unwrap_or_default().trim_start_matches("::");
        found.push((room.to_owned(), rest.chars().take(60).collect()));
    };
    for (at, _) in code.match_indices("crate::") {
        let before = code.get(..at).and_then(|text| text.chars().last());
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let path = code.get(at + "crate::".len()..).unwrap_or_default();
        match path.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').for_each(|part| add(part.trim())),
            None => add(path),
        }
    }
    found
}

#[test]
fn no_room_enters_a_room_that_it_may_not() {
    let allowed: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(may) = allowed.get(source.room.as_str()) else {
            wrong.push(format!("{}: the room `{}` is not in the table", source.path.display(), source.room));
            continue;
        };
        for (room, _) in imports(&code(&source.text)) {
            let is_room = allowed.contains_key(room.as_str());
            if is_room && room != source.room && !may.contains(&room.as_str()) {
                wrong.push(format!("{}: `{}` may not import `{room}`", source.path.display(), source.room));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_happens_knows_actions_and_no_keys() {
    // A key means what the keymap says; only a digit is itself everywhere: a cell.
    let keys = ["KeyCode", "Code::", "Named::", "Key::parse", "KeyEvent"];
    let logic = |path: &Path| path.starts_with("tui/update") || path == Path::new("tui/update.rs");
    let mut wrong = Vec::new();
    let all = sources();
    let found: Vec<_> = all.iter().filter(|source| logic(&source.path)).collect();
    assert!(found.len() > 5, "this test looks at the wrong folder");
    for source in found {
        let code = code(&source.text);
        let named = keys.iter().filter(|key| code.contains(**key));
        wrong.extend(named.map(|key| format!("{}: {key}", source.path.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn app_and_cli_see_only_the_face_of_the_hub() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| ["app", "cli"].contains(&source.room.as_str())) {
        for (room, rest) in imports(&code(&source.text)) {
            let inside = word(&rest);
            let submodule = rest.get(inside.len()..).is_some_and(|after| after.starts_with("::"));
            if room == "hub" && submodule && inside.starts_with(char::is_lowercase) {
                wrong.push(format!("{}: hub::{inside} is inside the hub", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_crate_with_a_home_stays_there() {
    let mut wrong = Vec::new();
    for source in sources() {
        let code = code(&source.text);
        for (name, homes) in HOMES {
            let named = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = code.get(..at).and_then(|text| text.chars().last());
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !homes.contains(&source.room.as_str()) {
                wrong.push(format!("{}: {name} lives in {homes:?}", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_file_says_its_room_in_its_first_line_and_stays_readable() {
    let mut wrong = Vec::new();
    for source in sources() {
        let first = source.text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") && !first.starts_with("#![doc") {
            wrong.push(format!("{}: the first line does not say what the file is for", source.path.display()));
        }
        let lines = source.text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{}: {lines} lines", source.path.display()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_is_left_to_do_and_nothing_is_allowed_without_a_reason() {
    // Written in two parts, so that this file does not find itself.
    let forbidden =
        [["#[al", "low("], ["to", "do!("], ["unimple", "mented!("], ["thread::", "sleep"], ["#[ig", "nore"]];
    let mut wrong = Vec::new();
    for source in sources() {
        let code = code(&source.text);
        for part in forbidden.map(|parts| parts.concat()) {
            if code.contains(&part) {
                wrong.push(format!("{}: {part}", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_readme_names_every_key_of_the_day_and_no_other() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README");
    let ticked = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let rows = readme.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let mut told = BTreeSet::new();
    for row in rows.skip_while(|row| row.get(1) != Some(&"Keys")).skip(2).take_while(|row| row.len() > 3) {
        let action = ticked(row[2]).concat();
        // Only the first column has keys of the day; words may name keys of other screens.
        told.extend(ticked(row[1]).into_iter().map(|key| (key, action.clone())));
    }
    let keymap = Keymap::built_in("default");
    let bound = keymap.bindings().filter(|(layer, ..)| *layer == Layer::Day).map(|(_, chord, action)| {
        let chord = chord.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        (chord, action.name().to_owned())
    });
    assert_eq!(told, bound.collect());
}

#[test]
fn every_message_has_somebody_who_says_it() {
    let sources = sources();
    let words: BTreeSet<_> = sources
        .iter()
        .filter(|source| !source.path.starts_with("text/id") && !source.path.ends_with("text/id.rs"))
        .flat_map(|source| source.text.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let said = |name: &String| words.contains(name.as_str());
    let unsaid: Vec<_> = vleugel::text::Id::ALL.iter().map(|id| format!("{id:?}")).filter(|name| !said(name)).collect();
    assert_eq!(unsaid, Vec::<String>::new());
}
