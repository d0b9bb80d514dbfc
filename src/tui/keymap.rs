//! Keymaps: which keys mean which action, in which layer. `read` makes them from files, `schema` says what a file may hold.

mod read;
mod schema;

use std::collections::BTreeMap;

use super::action::Action;
use super::key::Key;
use super::layer::Layer;
use super::mistake::Mistake;

pub use read::names;
pub use schema::schema;

/// The built-in keymaps, by name.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("default", include_str!("../../keymaps/default.toml")),
    ("vim", include_str!("../../keymaps/vim.toml")),
    ("function-keys", include_str!("../../keymaps/function-keys.toml")),
];

/// One key, or several after each other.
type Chord = Vec<Key>;

/// What keys mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    chords: BTreeMap<(Layer, Chord), Action>,
    /// In the order of the file: the first chord of an action is the one that is shown.
    shown: BTreeMap<(Layer, Action), (Chord, String)>,
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
    /// Every mistake in it, in the order of the file: bad TOML alone, else unknown layers, actions and keys, actions that do nothing in
    /// a layer, keys with two meanings, keys that begin a chord.
    pub fn parse(text: &str) -> Result<Self, Vec<Mistake>> {
        read::read(text)
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
    pub fn shown(&self, layer: Layer, action: Action) -> Option<&str> {
        self.shown.get(&(layer, action)).map(|(_, written)| written.as_str())
    }

    /// Every way in which an action is typed in a layer, the one that is shown first.
    pub fn all(&self, layer: Layer, action: Action) -> Vec<String> {
        let shown = self.shown.get(&(layer, action)).map(|(chord, _)| chord);
        let here = self.chords.iter().filter(|((known, _), meaning)| *known == layer && **meaning == action);
        let rest = here.map(|((_, chord), _)| chord).filter(|chord| Some(*chord) != shown);
        shown.into_iter().chain(rest).map(|chord| written(chord)).collect()
    }

    /// Every binding: layer, chord, action.
    pub fn bindings(&self) -> impl Iterator<Item = (Layer, &[Key], Action)> {
        self.chords.iter().map(|((layer, chord), action)| (*layer, chord.as_slice(), *action))
    }
}

/// `g f`
fn written(chord: &[Key]) -> String {
    chord.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
