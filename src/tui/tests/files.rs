//! Every keymap and theme that is shipped is a test case; so is every mistake in one.

use std::collections::BTreeSet;

use ratatui::style::Color;

use crate::text::{Lang, Words};
use crate::tui::action::Action;
use crate::tui::keymap::{self, Keymap, Meaning};
use crate::tui::mistake::{Mistake, Wrong};
use crate::tui::theme::{self, Role};
use crate::tui::{Depth, Key, Layer, Theme};

/// Keys that cannot be typed everywhere: dead keys and AltGr on Dutch keyboards, and capitals.
const UNSAFE: &str = "[]{}\\~^'\"`";

#[test]
fn every_keymap_parses_and_reaches_every_action_where_it_does_something() {
    for (name, text) in keymap::BUILT_IN {
        let keymap = Keymap::parse(text).expect(name);
        let reached: BTreeSet<_> = keymap.bindings().map(|(layer, _, action)| (layer, action)).collect();
        for action in Action::ALL.iter().filter(|action| **action != Action::ToCell) {
            let here = |layer: &&Layer| reached.contains(&(**layer, *action));
            // With function keys alone the rest is found in the list of all actions, and that list with a key.
            let listed = |layer: &&Layer| {
                name == "function-keys" && reached.contains(&(**layer, Action::Palette)) && *action != Action::Palette
            };
            let missing: Vec<_> = action.layers().iter().filter(|layer| !here(layer) && !listed(layer)).collect();
            assert!(missing.is_empty(), "{name}: {} in {missing:?}", action.name());
        }
    }
}

#[test]
fn with_function_keys_no_letter_and_no_sign_does_anything() {
    for (layer, chord, action) in Keymap::built_in("function-keys").bindings() {
        let plain = |key: &Key| matches!(key.code, crate::tui::key::Code::Char(c) if c != ' ' && !key.ctrl);
        assert!(!chord.iter().any(plain), "{layer:?}: {chord:?} is {}", action.name());
    }
}

#[test]
fn no_shipped_binding_takes_a_key_of_the_programs_around_it() {
    // What tmux and screen begin with, what stops and goes on with the output, and what a terminal keeps for itself.
    let taken = ["ctrl-a", "ctrl-b", "ctrl-s", "ctrl-q", "f11", "f12"];
    for (name, text) in keymap::BUILT_IN {
        for (_, chord, action) in Keymap::parse(text).expect(name).bindings() {
            let bad = chord.iter().map(ToString::to_string).find(|key| taken.contains(&key.as_str()));
            assert_eq!(bad, None, "{name}: {}", action.name());
        }
    }
}

#[test]
fn the_schema_takes_every_shipped_keymap_and_no_mistake_of_names() {
    for lang in Lang::ALL {
        let schema = keymap::schema(&Words::new(lang));
        assert!(jsonschema::meta::is_valid(&schema), "it is no schema itself");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let takes = |text: &str| {
            let file: toml::Value = toml::from_str(text).expect("TOML");
            validator.is_valid(&serde_json::to_value(file).expect("JSON"))
        };
        for (name, text) in keymap::BUILT_IN {
            assert!(takes(text), "{name}");
        }
        for wrong in [
            "[moon]\n",
            "[day]\nfly = [\"x\"]\n",
            "[sync]\nset-state = [\"z\"]\n",
            "[day]\nup = \"k\"\n",
            "[day]\nup = [\"\"]\n",
            "inherits = \"nobody\"\n",
        ] {
            assert!(!takes(wrong) && Keymap::parse(wrong).is_err(), "{wrong}");
        }
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

/// Every mistake of a keymap: line, column, and what.
fn mistakes(text: &str) -> Vec<(usize, usize, Wrong)> {
    let all = Keymap::parse(text).expect_err("a mistake");
    all.into_iter().map(|Mistake { at, wrong }| (at.line, at.column, wrong)).collect()
}

#[test]
fn every_mistake_in_a_keymap_is_named_with_its_place() {
    let text = "[day]\nfly = [\"x\"]\nup = [\"kk\"]\ndown = \"j\"\n[moon]\n[sync]\nset-state = [\"z\"]\n[line]\naccept = [\"a\"]\n";
    let found = mistakes(text);
    let places: Vec<_> = found.iter().map(|(line, column, _)| (*line, *column)).collect();
    assert_eq!(places, [(2, 1), (3, 7), (4, 8), (5, 2), (7, 1), (9, 11)]);
    let wrong: Vec<Wrong> = found.into_iter().map(|(_, _, wrong)| wrong).collect();
    let [action, key, keys, layer, not_here, text] = <[Wrong; 6]>::try_from(wrong).expect("six");
    assert_eq!((action, key, keys), (Wrong::Action("fly".to_owned()), Wrong::Key("kk".to_owned()), Wrong::Keys));
    assert!(matches!(layer, Wrong::Layer(known) if known.starts_with("all, day")));
    assert_eq!((not_here, text), (Wrong::NotHere(Action::SetState, Layer::Sync), Wrong::IsText("a".to_owned())));
    assert!(matches!(&mistakes("[day\n")[..], [(1, _, Wrong::Toml(_))]));
    assert!(matches!(&mistakes("inherits = \"nobody\"\n")[..], [(1, 12, Wrong::Inherits(_))]));
}

#[test]
fn a_key_with_two_meanings_is_named_with_both_places_also_when_one_is_inherited() {
    let twice = mistakes("[day]\ndown = [\"k\"]\nup = [\"k\"]\n");
    let [(3, 7, Wrong::Twice(Action::Down, other))] = twice.as_slice() else { unreachable!("{twice:?}") };
    assert_eq!((other.parent, other.line, other.column), (None, 2, 9));
    // `g` alone, over `g c`, `g d` and all others of the parent: none of these could be typed any more.
    let begins = mistakes("inherits = \"default\"\n[day]\nundo = [\"g\"]\n");
    assert_eq!(begins.len(), 13, "{begins:?}");
    for (line, column, wrong) in begins {
        let Wrong::Begins(_, other) = wrong else { unreachable!("{wrong:?}") };
        assert_eq!((line, column, other.parent), (3, 9, Some("default")));
        assert!(other.line > 1 && other.column > 1);
    }
    // A key of the parent that means something else here is no mistake; and an action can be left without keys.
    let keymap = Keymap::parse("inherits = \"default\"\n[day]\nundo = [\"n\"]\nnote = []\n").expect("a keymap");
    let key = |name| Key::parse(name).expect("a key");
    assert_eq!(keymap.meaning(Layer::Day, &[key("n")]), Meaning::Action(Action::Undo));
    assert_eq!(keymap.meaning(Layer::Day, &[key("f2")]), Meaning::Nothing);
}

#[test]
fn what_holds_everywhere_gives_way_to_a_layer_and_to_text() {
    let keymap = Keymap::parse("[all]\nhelp = [\"f1\", \"?\"]\n[sync]\nhave-seen = [\"?\"]\n").expect("a keymap");
    let meaning = |layer, name| keymap.meaning(layer, &[Key::parse(name).expect("a key")]);
    assert_eq!(meaning(Layer::Day, "?"), Meaning::Action(Action::Help));
    assert_eq!(meaning(Layer::Sync, "?"), Meaning::Action(Action::HaveSeen));
    assert_eq!(
        (meaning(Layer::Line, "?"), meaning(Layer::Line, "f1")),
        (Meaning::Nothing, Meaning::Action(Action::Help))
    );
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
fn every_theme_can_be_read_and_the_one_for_contrast_by_who_sees_little() {
    for (name, text) in theme::BUILT_IN {
        let theme = Theme::parse(text, Depth::True).expect(name);
        let least = if name == "contrast" { 7.0 } else { theme::READABLE };
        for (role, ratio) in theme.contrasts() {
            assert!(ratio >= least, "{name}: {} has {ratio:.2}", role.name());
        }
    }
    let counted = Theme::built_in("contrast", Depth::True).contrasts().len();
    assert_eq!(counted, Role::ALL.len(), "nothing is left to the terminal there");
}

/// What somebody sees who lacks one kind of cone, in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
const WITHOUT: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "red",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "green",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "blue",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

fn seen(colour: Color, cones: &[[f64; 3]; 3]) -> [f64; 3] {
    let Color::Rgb(r, g, b) = colour else { unreachable!("{colour:?}") };
    let linear = [r, g, b].map(|part| (f64::from(part) / 255.0).powf(2.2));
    let mixed = cones.map(|row| row.iter().zip(linear).map(|(weight, light)| weight * light).sum::<f64>());
    mixed.map(|light| light.clamp(0.0, 1.0).powf(1.0 / 2.2) * 255.0)
}

#[test]
fn what_went_wrong_and_what_went_well_look_different_to_everybody() {
    let apart = [
        (Role::Error, Role::Good),
        (Role::Attention, Role::Good),
        (Role::Away, Role::Off),
        (Role::Away, Role::Attention),
    ];
    for (name, text) in theme::BUILT_IN {
        let theme = Theme::parse(text, Depth::True).expect(name);
        for (one, other) in apart {
            let (a, b) = (theme.style(one), theme.style(other));
            let (Some(x), Some(y)) = (a.fg, b.fg) else { continue };
            for (cone, matrix) in &WITHOUT {
                let distance: f64 =
                    seen(x, matrix).iter().zip(seen(y, matrix)).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                let differs = distance > 40.0 || a.add_modifier != b.add_modifier;
                assert!(differs, "{name}: {} and {} without {cone}: {distance:.0}", one.name(), other.name());
            }
        }
    }
}

#[test]
fn a_mistake_in_a_theme_is_named_with_its_place() {
    let place = |text: &str| {
        Theme::parse(text, Depth::True).map_err(|bad| (bad.at.line, bad.at.column)).expect_err("a mistake")
    };
    assert_eq!(place("[sparkle]\n"), (1, 2));
    assert_eq!(place("[text]\nfg = \"ultraviolet\"\n"), (2, 6));
    assert_eq!(place("[text]\nattributes = [\"bold\", \"loud\"]\n"), (2, 23));
}
