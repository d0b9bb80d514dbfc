//! `vleugel keys` and `vleugel themes`: what is in force, every mistake in a file with its place, the schema, the contrast.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::harness::vleugel;

fn keys(home: &Path, arguments: &[&str]) -> Output {
    vleugel(home).arg("keys").args(arguments).output().expect("the program runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_mistake_in_a_keymap_is_a_line_that_an_editor_can_jump_to() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("mine.toml");
    let text = "inherits = \"default\"\n\n[day]\nfly = [\"x\"]\ndown = [\"k\"]\nup = [\"k\"]\nundo = [\"g\"]\n";
    fs::write(&file, text).expect("a file");
    let path = file.to_string_lossy().into_owned();
    let checked = keys(home.path(), &["check", &path]);
    assert_eq!(checked.status.code(), Some(78));
    let told = said(&checked.stderr);
    let lines: Vec<_> = told.lines().collect();
    let begins =
        |line: &str, words: &str| lines.iter().any(|told| told.starts_with(&format!("{path}:{line}: {words}")));
    assert!(begins("4:1", "De actie fly bestaat niet."), "{told}");
    assert!(begins("6:7", "Deze toets is al down (regel 5, kolom 9)."), "{told}");
    // `g` would take the place of everything behind it, and each of these is named where it stands.
    let hidden: Vec<_> = lines.iter().filter(|line| line.starts_with(&format!("{path}:7:9: "))).collect();
    assert!(hidden.len() == 13 && hidden.iter().all(|line| line.contains("(default, regel ")), "{told}");
    assert_eq!(lines.len(), 15, "{told}");
    let english = said(&keys(home.path(), &["--lang", "en", "check", &path]).stderr);
    assert!(english.contains("There is no action fly.") && english.contains("(line 5, column 9)"), "{english}");
    let nowhere = keys(home.path(), &["check", "/nowhere/at/all.toml"]);
    assert!(nowhere.status.code() == Some(78) && said(&nowhere.stderr).contains("kan niet worden gelezen"));
}

#[test]
fn a_good_keymap_is_called_good_and_what_is_in_force_is_listed() {
    let home = tempfile::tempdir().expect("a folder");
    let place = home.path().join(".config/vleugel/keymaps");
    fs::create_dir_all(&place).expect("a folder");
    fs::write(place.join("mine.toml"), "inherits = \"vim\"\n[day]\nundo = [\"x\"]\n").expect("a file");
    let good = keys(home.path(), &["check", "--keymap", "mine"]);
    assert!(good.status.success() && said(&good.stdout).contains("mine.toml: goed, "), "{good:?}");
    let listed = said(&keys(home.path(), &["list", "--keymap", "mine"]).stdout);
    let line = |action: &str| listed.lines().find(|line| line.contains(action)).unwrap_or_default().to_owned();
    assert!(line(" undo ").starts_with("x ") && line(" down ").starts_with("j, down"), "{listed}");
    for name in ["default", "vim", "function-keys"] {
        assert!(keys(home.path(), &["check", "--keymap", name]).status.success(), "{name}");
    }
}

#[test]
fn the_schema_is_json_and_explains_every_action_in_the_readers_language() {
    let home = tempfile::tempdir().expect("a folder");
    let schema: serde_json::Value =
        serde_json::from_slice(&keys(home.path(), &["schema", "--lang", "en"]).stdout).expect("JSON");
    let undo = &schema["properties"]["day"]["properties"]["undo"];
    assert_eq!(undo["description"], "Takes back the last thing you recorded, or the last group.");
    assert_eq!(schema["properties"]["sync"]["properties"].get("undo"), None, "there is nothing to undo there");
}

#[test]
fn themes_are_listed_with_ones_own_and_a_check_counts_what_can_be_read() {
    let home = tempfile::tempdir().expect("a folder");
    let place = home.path().join(".config/vleugel/themes");
    fs::create_dir_all(&place).expect("a folder");
    fs::write(place.join("grijs.toml"), "inherits = \"contrast\"\n[quiet]\nfg = \"#333333\"\nbg = \"#000000\"\n")
        .expect("a file");
    fs::write(place.join("kapot.toml"), "[text]\nfg = \"ultraviolet\"\n").expect("a file");
    let themes = |arguments: &[&str]| vleugel(home.path()).arg("themes").args(arguments).output().expect("it runs");
    let listed = said(&themes(&["list", "--theme", "grijs"]).stdout);
    assert_eq!(listed.lines().collect::<Vec<_>>(), ["  dark", "  light", "  contrast", "  mono", "* grijs", "  kapot"]);
    let checked = themes(&["check", "--theme", "grijs"]);
    let told = said(&checked.stdout);
    assert!(checked.status.success() && told.contains("quiet: contrast 1.7, moeilijk te lezen"), "{told}");
    assert!(told.contains("text: contrast 21.0\n") && told.contains("grijs.toml: goed."), "{told}");
    let broken = themes(&["check", "--theme", "kapot"]);
    assert_eq!(broken.status.code(), Some(78));
    assert!(said(&broken.stderr).contains("kapot.toml:2:6: De kleur ultraviolet bestaat niet."), "{broken:?}");
}
