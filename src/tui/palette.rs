//! Every action that does something where the reader is, found by its name or by other words in either language. Help is the same list.

use std::sync::LazyLock;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::action::Action;
use super::keymap::Keymap;
use super::layer::Layer;
use super::model::Over;
use crate::text::{Aside, Id, Lang, SafeText, Words};

/// Most letters of a search.
const MAX_QUERY_CHARS: usize = 60;

/// What each letter brings when they stand together, by the matcher's count: a little less than in the middle of a word.
const FITS: u32 = 18;

/// The list, over whatever was on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Palette {
    /// What lies below; none for the day.
    below: Option<Box<Over>>,
    /// Where the reader is.
    pub(super) layer: Layer,
    /// What was typed.
    pub(super) query: String,
    /// The chosen entry.
    pub(super) at: usize,
    /// What was found, the best first.
    pub(super) entries: Vec<Entry>,
    /// Everything that applies here, in the order of an empty search.
    all: Vec<Entry>,
}

/// One action, as it is where the reader is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) action: Action,
    /// Why it does nothing now.
    pub(super) why_not: Option<Id>,
}

impl Palette {
    /// The list for a layer. What does something now stands on top.
    pub(super) fn new(below: Option<Over>, layer: Layer, why_not: impl Fn(Action) -> Option<Id>) -> Self {
        let here = Action::ALL.iter().copied().filter(|action| action.layers().contains(&layer));
        let here = here.filter(|action| !matches!(action, Action::Palette | Action::Help));
        let mut all: Vec<Entry> = here.map(|action| Entry { action, why_not: why_not(action) }).collect();
        all.sort_by_key(|entry| entry.why_not.is_some());
        Self { below: below.map(Box::new), layer, query: String::new(), at: 0, entries: all.clone(), all }
    }

    /// What is on screen again when the list is closed.
    pub(super) fn beneath(self) -> Option<Over> {
        self.below.map(|below| *below)
    }

    /// What lies below it.
    pub(super) fn below(&self) -> Option<&Over> {
        self.below.as_deref()
    }

    /// The chosen entry.
    pub(super) fn chosen(&self) -> Option<&Entry> {
        self.entries.get(self.at)
    }

    /// Chooses an entry; the last one when there are not so many.
    pub(super) fn choose(&mut self, at: usize) {
        self.at = at.min(self.entries.len().saturating_sub(1));
    }

    /// Another letter, or several.
    pub(super) fn typed(&mut self, text: &str) {
        let room = MAX_QUERY_CHARS.saturating_sub(self.query.chars().count());
        self.query.extend(SafeText::line(text).as_str().chars().take(room));
        self.search();
    }

    /// The last letter is taken back.
    pub(super) fn erase(&mut self) {
        self.query.pop();
        self.search();
    }

    fn search(&mut self) {
        self.at = 0;
        if self.query.trim().is_empty() {
            self.entries.clone_from(&self.all);
            return;
        }
        let pattern = Pattern::parse(&self.query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut score = |entry: &Entry| score(&pattern, &mut matcher, entry.action, self.layer);
        let mut found: Vec<_> = self.all.iter().filter_map(|entry| Some((score(entry)?, entry))).collect();
        // Letters that are merely somewhere in a text are not what was meant.
        let letters = self.query.chars().filter(|c| !c.is_whitespace()).count();
        let least = u32::try_from(letters).unwrap_or(u32::MAX).saturating_mul(FITS);
        found.retain(|(score, _)| score.fits >= least);
        // Equal ones stay in their order.
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.entries = found.into_iter().map(|(_, entry)| entry.clone()).collect();
    }
}

/// How well an action is meant by what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// It is its name, and not another word for it.
    is_name: bool,
    fits: u32,
}

fn score(pattern: &Pattern, matcher: &mut Matcher, action: Action, layer: Layer) -> Option<Score> {
    let spoken = SPOKEN.iter().find(|spoken| spoken.action == action)?;
    let mut buffer = Vec::new();
    let mut fits = |text: &String| pattern.score(Utf32Str::new(text, &mut buffer), matcher);
    let here = spoken.names.iter().filter(|(known, _)| known.is_none_or(|known| known == layer));
    let name = here.filter_map(|(_, text)| fits(text)).max().map(|fits| Score { is_name: true, fits });
    let also = spoken.also.iter().filter_map(fits).max().map(|fits| Score { is_name: false, fits });
    name.max(also)
}

/// The action that is called exactly this where the reader is, in either language.
pub(super) fn called(text: &str, layer: Layer) -> Option<Action> {
    let text = text.to_lowercase();
    let here = SPOKEN.iter().filter(|spoken| spoken.action.layers().contains(&layer));
    let is = |name: &str| name.to_lowercase() == text;
    let by_name = here.clone().find(|spoken| {
        let mut names = spoken.names.iter().filter(|(known, _)| known.is_none_or(|known| known == layer));
        names.any(|(_, name)| is(name))
    });
    by_name.or_else(|| here.clone().find(|spoken| spoken.also.iter().any(|name| is(name)))).map(|spoken| spoken.action)
}

/// The actions that may be meant by this where the reader is, the best first.
pub(super) fn alike(text: &str, layer: Layer) -> Vec<Action> {
    let mut palette = Palette::new(None, layer, |_| None);
    palette.typed(text);
    palette.entries.iter().map(|entry| entry.action).collect()
}

/// What somebody may call an action.
struct Spoken {
    action: Action,
    /// In the layers where it does something, and everywhere by its name in keymaps.
    names: Vec<(Option<Layer>, String)>,
    also: Vec<String>,
}

/// The names of each action and the other words for it, in every language.
static SPOKEN: LazyLock<Vec<Spoken>> = LazyLock::new(|| {
    let languages = Lang::ALL.map(Words::new);
    let spoken = |action: &Action| {
        let mut names = vec![(None, action.name().to_owned()), (None, action.name().replace('-', " "))];
        let mut also = Vec::new();
        for words in &languages {
            let list = words.aside(action.label(), Aside::Also);
            also.extend(list.as_str().split(", ").map(str::to_owned));
        }
        for layer in action.layers() {
            let own = action.label_in(*layer);
            names.extend(languages.iter().map(|words| (Some(*layer), words.say(own).as_str().to_owned())));
        }
        Spoken { action: *action, names, also }
    };
    Action::ALL.iter().map(spoken).collect()
});

/// The keys of an action, as the help shows them.
pub(super) fn keys_of(keymap: &Keymap, layer: Layer, action: Action) -> Vec<String> {
    // The two digits of a cell are no binding: digits always mean a cell.
    if action == Action::ToCell { vec!["0-9 0-9".to_owned()] } else { keymap.all(layer, action) }
}
