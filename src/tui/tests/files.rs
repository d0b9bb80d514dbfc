//! Every keymap and theme that is shipped is a test case; so is every mistake in one.

use std::collections::BTreeSet;

use crate::tui::action::Action;
use crate::tui::keymap::{self, Keymap, Layer, Meaning};
use crate::tui::theme::{self, Role};
use crate::tui::{Depth, Key, Theme};

/// Keys that cannot be typed everywhere: dead keys and AltGr on Dutch keyboards, and capitals.
const UNSAFE: &str = "[]{}\\~^'\"`";

#[test]
fn every_keymap_parses_and_reaches_every_action() {
    for (name, text) in keymap::BUILT_IN {
        let keymap = Keymap::parse(text).expect(name);
        let reached: BTreeSet<_> = keymap.bindings().map(|(_, _, action)| action).collect();
        let missing: Vec<_> = Action::ALL.iter().filter(|action| !reached.contains(action)).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn no_shipped_binding_needs_a_key_that_is_hard_to_type() {
    for (name, text) in keymap::BUILT_IN {
        for (_, chord, action) in Keymap::parse(text).expect(name).bindings() {
            for key in chord {
                let written = key.to_string();
                let bad = written.chars().any(|c| UNSAFE.contains(c) || c.is_uppercase());
                assert!(!bad && !["f11", "f12"].contains(&written.as_str()), "{name}: {written} for {}", action.name());
            }
        }
    }
}

#[test]
fn no_keymap_hides_an_action_behind_the_beginning_of_another() {
    for (name, text) in keymap::BUILT_IN {
        let keymap = Keymap::parse(text).expect(name);
        for (layer, chord, action) in keymap.bindings() {
            assert_eq!(keymap.meaning(layer, chord), Meaning::Action(action), "{name}");
            for length in 1..chord.len() {
                let beginning = chord.get(..length).expect("inside");
                assert_eq!(keymap.meaning(layer, beginning), Meaning::Prefix, "{name}: {chord:?}");
            }
        }
    }
}

#[test]
fn a_mistake_in_a_keymap_is_named_with_its_place() {
    let place = |text: &str| Keymap::parse(text).map_err(|bad| (bad.line, bad.column)).expect_err("a mistake");
    assert_eq!(place("[day]\nfly = [\"x\"]\n"), (2, 1));
    assert_eq!(place("[day]\ndown = [\"k\"]\nup = [\"k\"]\n"), (3, 7));
    assert_eq!(place("[day]\nup = [\"kk\"]\n"), (2, 7));
    assert_eq!(place("[moon]\n"), (1, 2));
    assert_eq!(place("[day\n").0, 1);
    assert_eq!(place("inherits = \"nobody\"\n"), (1, 12));
}

#[test]
fn what_a_keymap_says_of_an_action_replaces_what_its_parent_said() {
    let keymap = Keymap::parse("inherits = \"default\"\n[day]\nundo = [\"z\"]\n").expect("a keymap");
    let key = |name| Key::parse(name).expect("a key");
    assert_eq!(keymap.meaning(Layer::Day, &[key("z")]), Meaning::Action(Action::Undo));
    assert_eq!(keymap.meaning(Layer::Day, &[key("u")]), Meaning::Nothing);
    assert_eq!(keymap.meaning(Layer::Day, &[key("space")]), Meaning::Action(Action::NextStep));
}

#[test]
fn keys_are_read_and_written_alike() {
    for name in ["space", "enter", "pgdn", "f10", "ctrl-c", "a", ",", "?"] {
        assert_eq!(Key::parse(name).map(|key| key.to_string()).as_deref(), Some(name));
    }
    for name in ["", "A", "f13", "hyper-x", "ctrl-", "ab"] {
        assert_eq!(Key::parse(name), None, "{name}");
    }
}

#[test]
fn every_theme_parses_at_every_depth_and_knows_every_role() {
    for (name, text) in theme::BUILT_IN {
        for depth in [Depth::Mono, Depth::Ansi16, Depth::Ansi256, Depth::True] {
            let theme = Theme::parse(text, depth).expect(name);
            if depth == Depth::Mono {
                let coloured = |role: &Role| theme.style(*role).fg.is_some() || theme.style(*role).bg.is_some();
                assert!(!Role::ALL.iter().any(coloured), "{name}");
            }
            // What is chosen and what asks for attention can be seen without colour.
            for role in [Role::Selected, Role::Attention, Role::AtHand, Role::Error] {
                assert!(!theme.style(role).add_modifier.is_empty(), "{name}: {}", role.name());
            }
        }
    }
}

#[test]
fn a_mistake_in_a_theme_is_named_with_its_place() {
    let place =
        |text: &str| Theme::parse(text, Depth::True).map_err(|bad| (bad.line, bad.column)).expect_err("a mistake");
    assert_eq!(place("[sparkle]\n"), (1, 2));
    assert_eq!(place("[text]\nfg = \"ultraviolet\"\n"), (2, 6));
    assert_eq!(place("[text]\nattributes = [\"bold\", \"loud\"]\n"), (2, 23));
}
