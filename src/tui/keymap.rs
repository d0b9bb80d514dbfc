//! Keymaps: files that say which keys mean which action, in which layer.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::action::Action;
use super::key::Key;
use super::place::BadFile;

/// Deepest chain of `inherits`.
const MAX_INHERITS: usize = 4;

/// The built-in keymaps, by name.
pub const BUILT_IN: [(&str, &str); 2] =
    [("default", include_str!("../../keymaps/default.toml")), ("vim", include_str!("../../keymaps/vim.toml"))];

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The day itself.
    Day,
    /// A list to choose from: reasons, wings. Letters are for the list.
    List,
    /// A line of text. Letters are text.
    Line,
    /// A question: yes, or back.
    Ask,
    /// A page to read.
    Page,
    /// The sync screen.
    Sync,
    /// The notes of one person's day.
    Notes,
}

impl Layer {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Day, "day"),
        (Self::List, "list"),
        (Self::Line, "line"),
        (Self::Ask, "ask"),
        (Self::Page, "page"),
        (Self::Sync, "sync"),
        (Self::Notes, "notes"),
    ];

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(layer, _)| layer)
    }
}

/// One key, or several after each other.
type Chord = Vec<Key>;

/// What keys mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    chords: BTreeMap<(Layer, Chord), Action>,
    /// In the order of the file: the first chord of an action is the one that is shown.
    shown: BTreeMap<(Layer, Action), Chord>,
}

/// What some keys mean together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// The beginning of something.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// A built-in keymap; the officers' when there is none of that name.
    pub fn built_in(name: &str) -> Self {
        let known = BUILT_IN.iter().find(|(known, _)| *known == name).or(BUILT_IN.first());
        // The files are tested; an empty keymap would still leave Ctrl-C.
        known.and_then(|(_, text)| Self::parse(text).ok()).unwrap_or_default()
    }

    /// Reads a keymap.
    ///
    /// # Errors
    /// At the first mistake: bad TOML, an unknown layer, action or key, one key with two meanings.
    pub fn parse(text: &str) -> Result<Self, BadFile> {
        Self::parse_at(text, 0)
    }

    fn parse_at(text: &str, depth: usize) -> Result<Self, BadFile> {
        let table = DeTable::parse(text).map_err(|error| BadFile::toml(text, &error))?;
        let mut keymap = Self::default();
        if let Some(parent) = table.get_ref().get("inherits") {
            let name = parent.get_ref().as_str().unwrap_or_default();
            let known = BUILT_IN.iter().find(|(known, _)| *known == name).filter(|_| depth < MAX_INHERITS);
            let (_, parent_text) = known.ok_or_else(|| BadFile::at(text, &parent.span(), "inherits: default, vim"))?;
            keymap = Self::parse_at(parent_text, depth + 1)?;
        }
        for (name, layer) in table.get_ref() {
            if name.get_ref() == "inherits" {
                continue;
            }
            let known = Layer::parse(name.get_ref());
            let known = known.ok_or_else(|| BadFile::at(text, &name.span(), "day, list, line, ask, page, sync"))?;
            let DeValue::Table(actions) = layer.get_ref() else {
                return Err(BadFile::at(text, &layer.span(), "action = [\"key\", …]"));
            };
            keymap.add_layer(text, known, actions)?;
        }
        Ok(keymap)
    }

    fn add_layer(&mut self, text: &str, layer: Layer, actions: &DeTable<'_>) -> Result<(), BadFile> {
        // Keys of this file, so that a key that means something else in the parent is no conflict.
        let mut own: BTreeMap<Chord, Action> = BTreeMap::new();
        for (name, keys) in actions {
            let action = Action::parse(name.get_ref());
            let action = action.ok_or_else(|| BadFile::at(text, &name.span(), "unknown action"))?;
            let DeValue::Array(keys) = keys.get_ref() else {
                return Err(BadFile::at(text, &keys.span(), "[\"key\", …]"));
            };
            // What a file says of an action replaces what its parent said.
            self.chords.retain(|(known, _), meaning| *known != layer || *meaning != action);
            self.shown.remove(&(layer, action));
            for key in keys {
                let written = key.get_ref().as_str().unwrap_or_default();
                let chord: Option<Chord> = written.split_whitespace().map(Key::parse).collect();
                let chord = chord.filter(|chord| !chord.is_empty());
                let chord = chord.ok_or_else(|| BadFile::at(text, &key.span(), "unknown key"))?;
                if let Some(other) = own.iter().find(|(known, _)| known.starts_with(&chord) || chord.starts_with(known))
                {
                    let what = format!("this key is {} too", other.1.name());
                    return Err(BadFile::at(text, &key.span(), what));
                }
                own.insert(chord.clone(), action);
                // A key that meant something else in the parent means that no more.
                self.shown.retain(|(known, _), shown| *known != layer || *shown != chord);
                self.shown.entry((layer, action)).or_insert_with(|| chord.clone());
                self.chords.insert((layer, chord), action);
            }
        }
        Ok(())
    }

    /// What these keys mean in a layer.
    pub fn meaning(&self, layer: Layer, keys: &[Key]) -> Meaning {
        if let Some(action) = self.chords.get(&(layer, keys.to_vec())) {
            return Meaning::Action(*action);
        }
        let begins = |(known, chord): &&(Layer, Chord)| *known == layer && chord.starts_with(keys);
        if self.chords.keys().any(|entry| begins(&entry)) { Meaning::Prefix } else { Meaning::Nothing }
    }

    /// What can follow these keys in a layer: the rest of the chord, and what it means.
    pub fn following(&self, layer: Layer, keys: &[Key]) -> Vec<(Key, Action)> {
        let next = |((known, chord), action): (&(Layer, Chord), &Action)| {
            let rest = chord.strip_prefix(keys).filter(|_| *known == layer)?;
            rest.first().map(|key| (*key, *action))
        };
        self.chords.iter().filter_map(next).collect()
    }

    /// How an action is typed in a layer: `space`, `g f`.
    pub fn shown(&self, layer: Layer, action: Action) -> Option<String> {
        let chord = self.shown.get(&(layer, action))?;
        Some(chord.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    }

    /// Every binding: layer, chord, action.
    pub fn bindings(&self) -> impl Iterator<Item = (Layer, &[Key], Action)> {
        self.chords.iter().map(|((layer, chord), action)| (*layer, chord.as_slice(), *action))
    }
}
