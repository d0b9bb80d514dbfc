//! Search: people, cells, places and notes of every wing that this terminal knows, found while somebody types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

use crate::domain::decide::Known;
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::domain::local::date_of;
use crate::domain::movement::MovementKind;
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
    /// Makes an index of these records: people, whoever came and the administration does not have yet, places and the notes that stand.
    pub fn new(records: &[Known]) -> Self {
        let (mut wings, mut replaced) = (BTreeMap::new(), BTreeSet::new());
        for known in records {
            if let Record::Wing(wing) = &known.record {
                wings.insert(wing.id, &wing.code);
            }
            replaced.extend(known.record.replaces());
        }
        let somebody = |known: &Known| {
            let somebody = Somebody::of(known, |id| replaced.contains(&id))?;
            let code = wings.get(&somebody.wing).map_or("", |code| code.as_str());
            Some(Somebody { cell: format!("{code} {}", somebody.cell), ..somebody })
        };
        let people: BTreeMap<DetaineeId, Somebody> =
            records.iter().filter_map(somebody).map(|somebody| (somebody.id, somebody)).collect();
        let entry = |record: &Record| match record {
            Record::Place(place) => Some(Entry {
                hit: Hit::Place(place.name.clone()),
                cell: String::new(),
                name: place.name.clone(),
                text: None,
                letters: folded(place.name.as_str()).into(),
            }),
            Record::Note(note) if !replaced.contains(&note.id.into()) => {
                people.get(&note.detainee).map(|somebody| somebody.note(note))
            }
            _ => None,
        };
        let others = records.iter().filter_map(|known| entry(&known.record));
        let mut entries: Vec<_> = people.values().map(Somebody::entry).chain(others).collect();
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

/// Somebody who can be found.
struct Somebody {
    id: DetaineeId,
    wing: WingId,
    /// Wing and cell, as they are shown.
    cell: String,
    name: SafeText,
    /// What else they are found by: the cell as it is written, given names.
    also: String,
}

impl Somebody {
    /// A person of the administration, or whoever came and it does not have yet.
    fn of(known: &Known, is_replaced: impl Fn(RowId) -> bool) -> Option<Self> {
        match &known.record {
            Record::Detainee(person) => {
                let given = person.given_names.as_ref().map_or("", |given| given.as_str());
                Some(Self {
                    id: person.id,
                    wing: person.wing,
                    cell: person.cell.spoken(),
                    name: list_name(&person.surname, person.prefix.as_ref(), person.given_names.as_ref()),
                    also: format!("{} {given}", person.cell.code.as_str()),
                })
            }
            Record::Movement(movement) if movement.is_provisional() && !is_replaced(movement.id.into()) => {
                let MovementKind::Arrival { name, cell } = &movement.kind else { return None };
                let (wing, also) = (WingId(known.stream.id), cell.code.as_str().to_owned());
                Some(Self { id: movement.detainee, wing, cell: cell.spoken(), name: name.clone(), also })
            }
            _ => None,
        }
    }

    /// The cell as somebody types it, alone or behind its wing: `b2 02`, `02`, `b2-02`.
    fn entry(&self) -> Entry {
        let letters = folded(&format!("{} {} {}", self.cell, self.also, self.name.as_str()));
        let hit = Hit::Person(self.id, self.wing);
        Entry { hit, cell: self.cell.clone(), name: self.name.clone(), text: None, letters: letters.into() }
    }

    fn note(&self, note: &Note) -> Entry {
        let hit = Hit::Note(self.id, self.wing, date_of(note.written_at));
        let letters = folded(note.text.reveal().as_str());
        let (cell, name, text) = (self.cell.clone(), self.name.clone(), Some(note.text.clone()));
        Entry { hit, cell, name, text, letters: letters.into() }
    }
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
