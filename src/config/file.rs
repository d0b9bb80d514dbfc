//! The configuration file. It is never written by the program.

use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::text::Lang;

/// What the file is called.
const NAME: &str = "config.toml";
/// Most minutes before its start that an item can be at hand.
const MAX_AT_HAND_MINUTES: u16 = 12 * 60;
/// How many minutes somebody can be allowed on the way to a place.
const UNDERWAY_MINUTES: RangeInclusive<u16> = 1..=240;
/// How many adults can be allowed at one visit.
const VISIT_ADULTS: RangeInclusive<u16> = 1..=99;
/// After how many minutes without a key a screen can lock itself.
const LOCK_AFTER_MINUTES: RangeInclusive<u16> = 1..=10;

/// What the file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct File {
    pub(super) lang: Option<Lang>,
    pub(super) keymap: Option<String>,
    pub(super) theme: Option<String>,
    pub(super) ascii: bool,
    pub(super) plain: bool,
    pub(super) at_hand_minutes: Option<u16>,
    pub(super) underway_minutes: Option<u16>,
    pub(super) visit_adults: Option<u16>,
    pub(super) lock_after_minutes: Option<u16>,
    pub(super) print_command: Option<Vec<String>>,
}

/// A mistake in the file, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}:{column}: {what}", .path.display())]
pub struct BadFile {
    /// The file.
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// What is wrong, in the parser's words.
    pub what: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    language: Option<toml::Spanned<String>>,
    keymap: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    ascii: bool,
    #[serde(default)]
    plain: bool,
    at_hand_minutes: Option<toml::Spanned<u16>>,
    underway_minutes: Option<toml::Spanned<u16>>,
    visit_adults: Option<toml::Spanned<u16>>,
    lock_after_minutes: Option<toml::Spanned<u16>>,
    print_command: Option<Vec<String>>,
}

/// The text of a file; none when there is no such file. One that is there and cannot be read is an error: the officer thinks that it
/// counts.
pub(super) fn text(path: &Path) -> std::io::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        text => text.map(Some),
    }
}

/// Reads the file in a folder. No file is no configuration.
pub(super) fn read(folder: &Path) -> Result<File, BadFile> {
    let path = folder.join(NAME);
    let text = match text(&path) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(File::default()),
        Err(error) => return Err(BadFile { path, line: 1, column: 1, what: error.to_string() }),
    };
    let bad = |at: usize, what: &str| {
        let before = text.get(..at).unwrap_or(&text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        BadFile { path: path.clone(), line, column, what: what.to_owned() }
    };
    let parsed: Text =
        toml::from_str(&text).map_err(|error| bad(error.span().map_or(0, |span| span.start), error.message()))?;
    let lang = parsed.language.map(|lang| {
        let at = lang.span().start;
        Lang::parse(lang.get_ref()).ok_or_else(|| bad(at, "language: nl, en"))
    });
    let number = |value: Option<toml::Spanned<u16>>, known: RangeInclusive<u16>, what: &str| {
        let Some(value) = value else { return Ok(None) };
        let number = *value.get_ref();
        if known.contains(&number) { Ok(Some(number)) } else { Err(bad(value.span().start, what)) }
    };
    Ok(File {
        lang: lang.transpose()?,
        keymap: parsed.keymap,
        theme: parsed.theme,
        ascii: parsed.ascii,
        plain: parsed.plain,
        at_hand_minutes: number(parsed.at_hand_minutes, 0..=MAX_AT_HAND_MINUTES, "at_hand_minutes: 0-720")?,
        underway_minutes: number(parsed.underway_minutes, UNDERWAY_MINUTES, "underway_minutes: 1-240")?,
        visit_adults: number(parsed.visit_adults, VISIT_ADULTS, "visit_adults: 1-99")?,
        print_command: parsed.print_command,
        lock_after_minutes: number(parsed.lock_after_minutes, LOCK_AFTER_MINUTES, "lock_after_minutes: 1-10")?,
    })
}
