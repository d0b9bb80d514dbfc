//! Reads keymaps: layers of `action = ["key", …]`, over what is inherited. `[all]` holds in every layer where it can.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{BUILT_IN, Chord, Keymap};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::mistake::{Mistake, Place, Wrong};

/// Deepest chain of `inherits`.
const MAX_INHERITS: usize = 4;
/// The section for every layer.
const ALL: &str = "all";

/// A layer, or every one.
type Scope = Option<Layer>;

/// One binding, and where it was written.
#[derive(Clone, Debug)]
struct Bound {
    scope: Scope,
    chord: Chord,
    action: Action,
    at: Place,
}

/// One file and what it inherits.
#[derive(Debug, Default)]
struct Reading {
    /// In the order of the files, the child's after its parent's.
    bound: Vec<Bound>,
    mistakes: Vec<Mistake>,
}

pub(super) fn read(text: &str) -> Result<Keymap, Vec<Mistake>> {
    let mut reading = Reading::default();
    reading.file(text, None, 0);
    let keymap = reading.keymap();
    if reading.mistakes.is_empty() {
        return Ok(keymap);
    }
    // Only one line may hold more than one mistake: the order of the file is that of its places.
    reading.mistakes.sort_by_key(|mistake| (mistake.at.line, mistake.at.column));
    Err(reading.mistakes)
}

/// A file as it is read: its text, and its name when it is inherited from.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    name: Option<&'static str>,
}

impl Source<'_> {
    fn place(self, span: &Range<usize>) -> Place {
        Place::of(self.text, span, self.name)
    }

    fn mistake(self, span: &Range<usize>, wrong: Wrong) -> Mistake {
        Mistake { at: self.place(span), wrong }
    }
}

impl Reading {
    fn file(&mut self, text: &str, name: Option<&'static str>, depth: usize) {
        let source = Source { text, name };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => return self.mistakes.push(Mistake::toml(text, &error)),
        };
        if let Some(parent) = table.get_ref().get("inherits") {
            let wanted = parent.get_ref().as_str().unwrap_or_default();
            match BUILT_IN.iter().find(|(known, _)| *known == wanted).filter(|_| depth < MAX_INHERITS) {
                Some((name, text)) => self.file(text, Some(*name), depth + 1),
                None => self.mistakes.push(source.mistake(&parent.span(), Wrong::Inherits(names(&BUILT_IN)))),
            }
        }
        for (name, layer) in table.get_ref().iter().filter(|(name, _)| name.get_ref() != "inherits") {
            let scope = match Layer::parse(name.get_ref()) {
                None if name.get_ref() != ALL => {
                    let known = Layer::ALL.iter().map(|layer| layer.name()).collect::<Vec<_>>().join(", ");
                    self.mistakes.push(source.mistake(&name.span(), Wrong::Layer(format!("{ALL}, {known}"))));
                    continue;
                }
                scope => scope,
            };
            match layer.get_ref() {
                DeValue::Table(actions) => self.section(source, scope, actions),
                _ => self.mistakes.push(source.mistake(&layer.span(), Wrong::Keys)),
            }
        }
    }

    fn section(&mut self, source: Source<'_>, scope: Scope, actions: &DeTable<'_>) {
        for (name, keys) in actions {
            let Some(action) = Action::parse(name.get_ref()) else {
                self.mistakes.push(source.mistake(&name.span(), Wrong::Action(name.get_ref().clone().into_owned())));
                continue;
            };
            if let Some(layer) = scope.filter(|layer| !action.layers().contains(layer)) {
                self.mistakes.push(source.mistake(&name.span(), Wrong::NotHere(action, layer)));
                continue;
            }
            let DeValue::Array(keys) = keys.get_ref() else {
                self.mistakes.push(source.mistake(&keys.span(), Wrong::Keys));
                continue;
            };
            // What a file says of an action replaces what its parent said; with no keys at all it has none.
            self.bound.retain(|bound| bound.scope != scope || bound.action != action || bound.at.parent == source.name);
            for key in keys {
                let written = key.get_ref().as_str().unwrap_or_default();
                self.key(source, Bound { scope, chord: Vec::new(), action, at: source.place(&key.span()) }, written);
            }
        }
    }

    fn key(&mut self, source: Source<'_>, mut bound: Bound, written: &str) {
        let chord: Option<Chord> = written.split_whitespace().map(Key::parse).collect();
        let Some(chord) = chord.filter(|chord| !chord.is_empty()) else {
            return self.mistakes.push(Mistake { at: bound.at, wrong: Wrong::Key(written.to_owned()) });
        };
        if bound.scope.is_some_and(|layer| is_text(layer, &chord)) {
            return self.mistakes.push(Mistake { at: bound.at, wrong: Wrong::IsText(written.to_owned()) });
        }
        let same = |known: &&Bound| known.scope == bound.scope && known.chord == chord;
        if let Some(known) = self.bound.iter().filter(|known| known.at.parent == source.name).find(same) {
            let wrong = Wrong::Twice(known.action, known.at.clone());
            return self.mistakes.push(Mistake { at: bound.at, wrong });
        }
        // A key that meant something else in the parent means that no more.
        self.bound.retain(|known| !same(&known));
        bound.chord = chord;
        self.bound.push(bound);
    }

    /// What holds in each layer: its own, and of `[all]` what it leaves free.
    fn keymap(&mut self) -> Keymap {
        let mut keymap = Keymap::default();
        for layer in Layer::ALL.iter().copied() {
            let here = self.in_layer(layer);
            self.check(&here);
            for bound in here {
                keymap
                    .shown
                    .entry((layer, bound.action))
                    .or_insert_with(|| (bound.chord.clone(), super::written(&bound.chord)));
                keymap.chords.insert((layer, bound.chord), bound.action);
            }
        }
        keymap
    }

    fn in_layer(&self, layer: Layer) -> Vec<Bound> {
        let own = self.bound.iter().filter(|bound| bound.scope == Some(layer));
        let taken: Vec<&Chord> = own.clone().map(|bound| &bound.chord).collect();
        let everywhere = self.bound.iter().filter(|bound| {
            let free = !taken.contains(&&bound.chord);
            bound.scope.is_none() && bound.action.layers().contains(&layer) && free && !is_text(layer, &bound.chord)
        });
        own.chain(everywhere).cloned().collect()
    }

    /// No chord may begin with another one: it could never be typed.
    fn check(&mut self, here: &[Bound]) {
        let by_chord: BTreeMap<&Chord, &Bound> = here.iter().map(|bound| (&bound.chord, bound)).collect();
        for long in here {
            let begins = (1..long.chord.len()).filter_map(|length| by_chord.get(&long.chord.get(..length)?.to_vec()));
            for short in begins {
                // The one of the file itself is where something can be mended.
                let (at, other) = if long.at.parent.is_none() { (long, *short) } else { (*short, long) };
                let wrong = Wrong::Begins(other.action, other.at.clone());
                let mistake = Mistake { at: at.at.clone(), wrong };
                if !self.mistakes.contains(&mistake) {
                    self.mistakes.push(mistake);
                }
            }
        }
    }
}

/// Whether a chord begins with something that is typed or chosen in that layer.
fn is_text(layer: Layer, chord: &[Key]) -> bool {
    layer.takes_text() && chord.first().is_some_and(|key| matches!(key.code, Code::Char(_)) && !key.ctrl)
}

/// The names of what is built in.
pub fn names(built_in: &[(&str, &str)]) -> String {
    built_in.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
