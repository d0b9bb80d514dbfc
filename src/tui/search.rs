//! Search: people, cells, places and notes of every wing that this terminal knows, found while somebody types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

use crate::domain::decide::Known;
use crate::domain::detainee::Detainee;
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::domain::local::date_of;
use crate::domain::note::Note;
use crate::domain::record::Record;
use crate::text::name::{folded, list_name};
use crate::text::{Pii, SafeText};

/// Most letters of a search.
const MAX_QUERY_CHARS: usize = 60;
/// Most finds that are shown: who does not see it among these types another letter.
const MAX_FOUND: usize = 100;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hit {
    /// Somebody.
    Person(DetaineeId, WingId),
    /// A place.
    Place(SafeText),
    /// A note about somebody, and its day.
    Note(DetaineeId, WingId, NaiveDate),
}

/// One thing that can be found, and how it is shown.
pub(super) struct Entry {
    pub(super) hit: Hit,
    /// Wing and cell; nothing for a place.
    pub(super) cell: String,
    /// A name.
    pub(super) name: SafeText,
    /// What a note says.
    pub(super) text: Option<Pii<SafeText>>,
    /// What it is found by.
    letters: Utf32String,
}

/// Everything that can be found.
#[derive(Default)]
pub struct SearchIndex {
    entries: Vec<Entry>,
}

impl fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "‹index:{}›", self.entries.len())
    }
}

impl SearchIndex {
    /// Makes an index of these records: people, places and the notes that stand.
    pub fn new(records: &[Known]) -> Self {
        let (mut wings, mut people, mut replaced) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        for known in records {
            match &known.record {
                Record::Wing(wing) => _ = wings.insert(wing.id, &wing.code),
                Record::Detainee(person) => _ = people.insert(person.id, person),
                Record::Note(note) => replaced.extend(note.replaces.map(RowId::from)),
                _ => {}
            }
        }
        let cell = |person: &Detainee| {
            let code = wings.get(&person.wing).map_or("", |code| code.as_str());
            format!("{code} {}", person.cell.spoken())
        };
        let entry = |record: &Record| match record {
            Record::Detainee(person) => Some(of_person(person, cell(person))),
            Record::Place(place) => Some(Entry {
                hit: Hit::Place(place.name.clone()),
                cell: String::new(),
                name: place.name.clone(),
                text: None,
                letters: folded(place.name.as_str()).into(),
            }),
            Record::Note(note) if !replaced.contains(&note.id.into()) => {
                people.get(&note.detainee).map(|person| of_note(note, person, cell(person)))
            }
            _ => None,
        };
        let mut entries: Vec<_> = records.iter().filter_map(|known| entry(&known.record)).collect();
        entries.sort_by(|a, b| (kind(&a.hit), &a.cell, &a.name, &a.hit).cmp(&(kind(&b.hit), &b.cell, &b.name, &b.hit)));
        Self { entries }
    }

    /// How many things can be found.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to find.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What fits this text, the best first, as numbers of entries; nothing for an empty text.
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = folded(query.trim());
        if query.is_empty() {
            return Vec::new();
        }
        // Each word as it stands, in any order: letters that are merely somewhere in a name are another name.
        let pattern = Pattern::new(&query, CaseMatching::Ignore, Normalization::Never, AtomKind::Substring);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut fits = |entry: &Entry| pattern.score(entry.letters.slice(..), &mut matcher);
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<_> = entries.filter_map(|(at, entry)| Some((fits(entry)?, at))).collect();
        // People before places before notes; equal ones by wing and cell.
        found.sort_by_key(|(fits, at)| {
            (self.entries.get(*at).map(|entry| kind(&entry.hit)), std::cmp::Reverse(*fits), *at)
        });
        found.into_iter().take(MAX_FOUND).map(|(_, at)| at).collect()
    }

    pub(super) fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }
}

const fn kind(hit: &Hit) -> u8 {
    match hit {
        Hit::Person(..) => 0,
        Hit::Place(_) => 1,
        Hit::Note(..) => 2,
    }
}

fn called(person: &Detainee) -> SafeText {
    list_name(&person.surname, person.prefix.as_ref(), person.given_names.as_ref())
}

fn of_person(person: &Detainee, cell: String) -> Entry {
    let name = called(person);
    // The cell as somebody types it, alone or behind its wing: `b2 02`, `02`, `b2-02`.
    let given = person.given_names.as_ref().map_or("", |given| given.as_str());
    let letters = folded(&format!("{cell} {} {} {given}", person.cell.code.as_str(), name.as_str()));
    Entry { hit: Hit::Person(person.id, person.wing), cell, name, text: None, letters: letters.into() }
}

fn of_note(note: &Note, person: &Detainee, cell: String) -> Entry {
    let hit = Hit::Note(person.id, person.wing, date_of(note.written_at));
    let letters = folded(note.text.reveal().as_str());
    Entry { hit, cell, name: called(person), text: Some(note.text.clone()), letters: letters.into() }
}

/// A search on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Search {
    /// What was typed.
    pub(super) query: String,
    /// The chosen find.
    pub(super) at: usize,
    /// What was found, the best first.
    pub(super) found: Vec<usize>,
}

impl Search {
    /// Another letter, or several.
    pub(super) fn typed(&mut self, text: &str, index: Option<&SearchIndex>) {
        let room = MAX_QUERY_CHARS.saturating_sub(self.query.chars().count());
        self.query.extend(SafeText::line(text).as_str().chars().take(room));
        self.look(index);
    }

    /// The last letter is taken back.
    pub(super) fn erase(&mut self, index: Option<&SearchIndex>) {
        self.query.pop();
        self.look(index);
    }

    /// Looks again, in an index that may be a new one.
    pub(super) fn look(&mut self, index: Option<&SearchIndex>) {
        self.at = 0;
        self.found = index.map(|index| index.find(&self.query)).unwrap_or_default();
    }

    /// Chooses a find; the last one when there are not so many.
    pub(super) fn choose(&mut self, at: usize) {
        self.at = at.min(self.found.len().saturating_sub(1));
    }

    /// The chosen find.
    pub(super) fn chosen<'a>(&self, index: &'a SearchIndex) -> Option<&'a Entry> {
        index.entry(*self.found.get(self.at)?)
    }
}
