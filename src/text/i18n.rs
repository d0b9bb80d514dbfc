//! Words in two languages: every message is an [`Id`], and every id is in both files.

use std::fmt;
use std::sync::{Mutex, OnceLock, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use super::SafeText;
use super::id::Id;

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// Dutch: the default, whatever the machine says.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// Its code: `nl`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// Its files: one for each group of ids.
    const fn sources(self) -> [&'static str; 7] {
        match self {
            Self::Nl => [
                include_str!("nl/actions.ftl"),
                include_str!("nl/cli.ftl"),
                include_str!("nl/house.ftl"),
                include_str!("nl/person.ftl"),
                include_str!("nl/place.ftl"),
                include_str!("nl/screen.ftl"),
                include_str!("nl/words.ftl"),
            ],
            Self::En => [
                include_str!("en/actions.ftl"),
                include_str!("en/cli.ftl"),
                include_str!("en/house.ftl"),
                include_str!("en/person.ftl"),
                include_str!("en/place.ftl"),
                include_str!("en/screen.ftl"),
                include_str!("en/words.ftl"),
            ],
        }
    }

    const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::Nl => langid!("nl-NL"),
            Self::En => langid!("en-GB"),
        }
    }
}

/// What stands in a message's gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words of one line. A line end in them is shown as a sign: nobody's name or path makes a line of its own.
    Text(&'a str),
    /// A number: it can choose between singular and plural.
    Number(u64),
}

impl<'a> From<&'a SafeText> for Arg<'a> {
    fn from(text: &'a SafeText) -> Self {
        Self::Text(text.as_str())
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// What stands beside a message, for some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A sentence that explains it.
    Help,
    /// Other words for it, with commas between them.
    Also,
}

impl Aside {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Help, Self::Also];

    const fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Also => "also",
        }
    }
}

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// Messages without gaps, once they were said: a screen says dozens of them at each key.
    said: Box<[OnceLock<SafeText>]>,
    /// Messages whose gaps are all numbers, as they were said last: sums and ages stand on every frame. Never somebody's words.
    counted: Box<[Mutex<Option<Counted>>]>,
}

/// A message with its numbers, by the names of its gaps.
struct Counted {
    numbers: Vec<(Box<str>, u64)>,
    text: SafeText,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.lang.code())
    }
}

impl Counted {
    fn is(&self, arguments: &[(&str, Arg<'_>)]) -> bool {
        let same = |((known, was), (name, now)): (&(Box<str>, u64), &(&str, Arg<'_>))| {
            **known == **name && *now == Arg::Number(*was)
        };
        self.numbers.len() == arguments.len() && self.numbers.iter().zip(arguments).all(same)
    }
}

impl Words {
    /// Reads the words of a language. Mistakes in the files are found by the tests; here the good messages are used.
    pub fn new(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
        // Isolation marks would not pass the sanitiser.
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(good, _)| good);
            bundle.add_resource_overriding(resource);
        }
        let said = Id::ALL.iter().map(|_| OnceLock::new()).collect();
        let counted = Id::ALL.iter().map(|_| Mutex::new(None)).collect();
        Self { lang, bundle, said, counted }
    }

    /// Which language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without gaps.
    pub fn say(&self, id: Id) -> SafeText {
        let known = self.said.get(id as usize);
        known.map_or_else(|| self.filled(id, &[]), |said| said.get_or_init(|| self.filled(id, &[])).clone())
    }

    /// What stands beside a message; empty when nothing does.
    pub fn aside(&self, id: Id, aside: Aside) -> SafeText {
        let message = self.bundle.get_message(id.name());
        let attribute = message.and_then(|message| message.get_attribute(aside.name()));
        let text = attribute.map(|found| self.bundle.format_pattern(found.value(), None, &mut Vec::new()));
        SafeText::block(text.as_deref().unwrap_or_default())
    }

    /// A message with its gaps filled.
    pub fn with(&self, id: Id, arguments: &[(&str, Arg<'_>)]) -> SafeText {
        let number = |(name, argument): &(&str, Arg<'_>)| match argument {
            Arg::Number(number) => Some(((*name).into(), *number)),
            Arg::Text(_) => None,
        };
        let Some(counted) = self.counted.get(id as usize) else { return self.filled(id, arguments) };
        let mut counted = counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = counted.as_ref().filter(|last| last.is(arguments)) {
            return last.text.clone();
        }
        let text = self.filled(id, arguments);
        let numbers: Option<Vec<_>> = arguments.iter().map(number).collect();
        *counted = numbers.map(|numbers| Counted { numbers, text: text.clone() });
        text
    }

    fn filled(&self, id: Id, arguments: &[(&str, Arg<'_>)]) -> SafeText {
        let mut filled = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            let value = match argument {
                Arg::Text(text) => FluentValue::from(SafeText::line(text).as_str().to_owned()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            filled.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        let pattern = self.bundle.get_message(id.name()).and_then(|message| message.value());
        let text = pattern.map(|pattern| self.bundle.format_pattern(pattern, Some(&filled), &mut errors));
        debug_assert!(errors.is_empty(), "{} lacks a gap: {errors:?}", id.name());
        // An id that is in no file is shown as itself: ugly, visible, and found by the tests.
        SafeText::block(text.as_deref().unwrap_or(id.name()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Messages of a file and the gaps in each, read from its text.
    fn messages(lang: Lang) -> Vec<(String, BTreeSet<String>)> {
        let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
        for line in lang.sources().iter().flat_map(|source| source.lines()) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
                found.push((name.to_owned(), BTreeSet::new()));
            }
            let gaps = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>());
            if let Some((_, known)) = found.last_mut() {
                known.extend(gaps);
            }
        }
        found
    }

    #[test]
    fn both_files_parse_and_hold_exactly_the_ids_of_the_program() {
        let ids: BTreeSet<_> = Id::ALL.iter().map(|id| id.name().to_owned()).collect();
        assert_eq!(ids.len(), Id::ALL.len(), "two ids have one name");
        for lang in Lang::ALL {
            for source in lang.sources() {
                assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{} does not parse", lang.code());
            }
            let names: Vec<_> = messages(lang).into_iter().map(|(name, _)| name).collect();
            let unique: BTreeSet<_> = names.iter().cloned().collect();
            assert_eq!(unique.len(), names.len(), "a message stands twice in {}", lang.code());
            let missing: Vec<_> = ids.difference(&unique).collect();
            let unused: Vec<_> = unique.difference(&ids).collect();
            assert!(missing.is_empty() && unused.is_empty(), "{}: no {missing:?}; unused {unused:?}", lang.code());
        }
    }

    #[test]
    fn a_message_has_the_same_gaps_in_both_languages_and_fills_them() {
        let [dutch, english] =
            Lang::ALL.map(|lang| messages(lang).into_iter().collect::<std::collections::BTreeMap<_, _>>());
        for id in Id::ALL {
            assert_eq!(dutch.get(id.name()), english.get(id.name()), "{}", id.name());
            let gaps: Vec<_> = dutch.get(id.name()).into_iter().flatten().map(String::as_str).collect();
            for lang in Lang::ALL {
                for number in [0, 1, 2] {
                    let arguments: Vec<_> = gaps.iter().map(|gap| (*gap, Arg::Number(number))).collect();
                    let text = Words::new(lang).with(*id, &arguments);
                    assert!(!text.as_str().contains(['{', '}', '$']), "{}: {}", id.name(), text.as_str());
                }
            }
        }
    }

    #[test]
    fn what_fills_a_gap_obeys_nothing_and_makes_no_line_of_its_own() {
        let words = Words::new(Lang::En);
        let said =
            words.with(Id::CliLoggedIn, &[("name", Arg::Text("A\nhub: all is well\x1b[2J")), ("hub", "h".into())]);
        assert_eq!(said.as_str(), "You are signed in as A␤hub: all is well␛[2J at h.");
    }

    #[test]
    fn numbers_are_plain_and_choose_their_own_plural() {
        let words = Words::new(Lang::Nl);
        let skipped = |rows: u64| words.with(Id::CliSkipped, &[("rows", rows.into())]).as_str().trim().to_owned();
        assert_eq!(skipped(1), "Overgeslagen: 1 regel.");
        assert_eq!(skipped(1_234_567), "Overgeslagen: 1234567 regels.");
    }

    #[test]
    fn dutch_is_the_default() {
        assert_eq!(Lang::default(), Lang::Nl);
        assert_eq!(Words::new(Lang::Nl).say(Id::ActYes).as_str(), "ja");
    }
}
