//! One row: its cells as values. Everything that is wrong with it is noted, not only the first thing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use csv::ByteRecord;

use super::reason::{Reason, RowError};
use super::table::{Found, Index, Spec};
use super::value;
use crate::text::{BadText, Pii, SafeText, check_name};
use crate::wire::body::Word;

/// Longest text in a cell, in characters.
const MAX_TEXT_CHARS: usize = 1_000;

const YES_NO: &[&str] = &["yes", "no"];

/// A row of a file.
pub(super) struct Row<'a> {
    spec: &'static Spec,
    columns: &'a BTreeMap<&'static str, usize>,
    record: &'a ByteRecord,
    line: u64,
    failed: bool,
    pub(super) errors: Vec<RowError>,
    pub(super) consequences: Vec<RowError>,
}

impl<'a> Row<'a> {
    pub(super) const fn new(
        spec: &'static Spec,
        columns: &'a BTreeMap<&'static str, usize>,
        record: &'a ByteRecord,
        line: u64,
    ) -> Self {
        Self { spec, columns, record, line, failed: false, errors: Vec::new(), consequences: Vec::new() }
    }

    /// Whether the row must be left out.
    pub(super) const fn failed(&self) -> bool {
        self.failed
    }

    /// Its line in the file.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    fn error(&self, column: Option<&str>, value: &str, reason: Reason) -> RowError {
        let column = column.map(str::to_owned);
        RowError { file: self.spec.name, line: Some(self.line), column, value: Pii::new(value.to_owned()), reason }
    }

    /// Notes that something is wrong.
    pub(super) fn fail(&mut self, column: Option<&str>, value: &str, reason: Reason) {
        self.failed = true;
        let error = self.error(column, value, reason);
        // A column of a composed key is read twice.
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    fn cell(&self, column: &str) -> Option<&'a [u8]> {
        self.columns.get(column).and_then(|at| self.record.get(*at))
    }

    /// The key, whatever else is wrong with the row.
    pub(super) fn peek(&self, key: &[&'static str]) -> Option<String> {
        let part = |column: &&'static str| self.cell(column).and_then(|cell| str::from_utf8(cell).ok()).map(str::trim);
        let parts: Option<Vec<&str>> = key.iter().map(part).collect();
        parts.map(|parts| parts.join("/"))
    }

    /// What stands in a column; none when it is empty.
    pub(super) fn get(&mut self, column: &str) -> Option<&'a str> {
        let cell = self.cell(column)?;
        let Ok(text) = str::from_utf8(cell) else {
            self.fail(Some(column), &String::from_utf8_lossy(cell), Reason::NotUtf8);
            return None;
        };
        let text = text.trim();
        if text.chars().nth(MAX_TEXT_CHARS).is_some() {
            self.fail(Some(column), text, Reason::TooLong { limit: MAX_TEXT_CHARS });
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// What must stand in a column.
    pub(super) fn need(&mut self, column: &str) -> Option<String> {
        let before = self.errors.len();
        let text = self.get(column).map(str::to_owned);
        if text.is_none() && self.errors.len() == before {
            self.fail(Some(column), "", Reason::Empty);
        }
        text
    }

    fn read<T>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, Reason>) -> Option<T> {
        let text = self.get(column)?;
        read(text).map_err(|reason| self.fail(Some(column), text, reason)).ok()
    }

    fn need_read<T>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, Reason>) -> Option<T> {
        let text = self.need(column)?;
        read(&text).map_err(|reason| self.fail(Some(column), &text, reason)).ok()
    }

    pub(super) fn text(&mut self, column: &str) -> Option<SafeText> {
        self.read(column, read_text)
    }

    pub(super) fn need_text(&mut self, column: &str) -> Option<SafeText> {
        self.need_read(column, read_text)
    }

    /// Comma-separated texts.
    pub(super) fn texts(&mut self, column: &str) -> BTreeSet<SafeText> {
        self.list(column, read_text)
    }

    pub(super) fn word<T: Word>(&mut self, column: &str) -> Option<T> {
        self.read(column, read_word)
    }

    pub(super) fn need_word<T: Word>(&mut self, column: &str) -> Option<T> {
        self.need_read(column, read_word)
    }

    /// Comma-separated words.
    pub(super) fn words<T: Word + Ord>(&mut self, column: &str) -> BTreeSet<T> {
        self.list(column, read_word)
    }

    fn list<T: Ord>(&mut self, column: &str, read: fn(&str) -> Result<T, Reason>) -> BTreeSet<T> {
        let text = self.get(column).unwrap_or_default();
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let read = |part| read(part).map_err(|reason| self.fail(Some(column), part, reason)).ok();
        parts.filter_map(read).collect()
    }

    pub(super) fn flag(&mut self, column: &str) -> Option<bool> {
        self.read(column, |text| match text {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Reason::UnknownWord { known: YES_NO }),
        })
    }

    pub(super) fn number<T: TryFrom<i64>>(&mut self, column: &str, least: i64, most: i64) -> Option<T> {
        self.read(column, |text| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
                return Err(Reason::NotANumber);
            }
            let number = text.parse::<i64>().ok().filter(|number| (least..=most).contains(number));
            number.and_then(|number| T::try_from(number).ok()).ok_or(Reason::OutOfRange { least, most })
        })
    }

    pub(super) fn date(&mut self, column: &str) -> Option<NaiveDate> {
        self.read(column, value::date)
    }

    pub(super) fn need_date(&mut self, column: &str) -> Option<NaiveDate> {
        self.need_read(column, value::date)
    }

    pub(super) fn birth_date(&mut self, column: &str) -> Option<crate::domain::file::BirthDate> {
        self.read(column, value::birth_date)
    }

    pub(super) fn need_time(&mut self, column: &str) -> Option<NaiveTime> {
        self.need_read(column, value::time)
    }

    pub(super) fn instant(&mut self, column: &str) -> Option<DateTime<Utc>> {
        self.read(column, value::instant)
    }

    pub(super) fn need_instant(&mut self, column: &str) -> Option<DateTime<Utc>> {
        self.need_read(column, value::instant)
    }

    /// From when to when; the end must be after the start.
    pub(super) fn span(&mut self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let from = self.need_read("starts_at", value::instant);
        let to = self.need_read("ends_at", value::instant);
        self.ordered("ends_at", from, to);
        from.zip(to)
    }

    /// Notes an end that is not after its start.
    pub(super) fn ordered<T: Ord>(&mut self, column: &str, from: Option<T>, to: Option<T>) {
        if let (Some(from), Some(to)) = (from, to)
            && to <= from
        {
            let shown = self.get(column).unwrap_or_default();
            self.fail(Some(column), shown, Reason::EndsBeforeStart);
        }
    }

    /// The row that this one needs.
    pub(super) fn refer<'i, T>(&mut self, column: &str, index: &'i Index<T>) -> Option<&'i T> {
        let key = self.need(column)?;
        match index.find(&key) {
            Found::Good(value) => Some(value),
            Found::Bad => {
                self.failed = true;
                self.consequences.push(self.error(Some(column), &key, Reason::NeedsSkipped { file: index.file }));
                None
            }
            Found::Unknown => {
                self.fail(Some(column), &key, Reason::UnknownReference { file: index.file });
                None
            }
        }
    }

    /// The row that this one names, if it names one.
    pub(super) fn name<'i, T>(&mut self, column: &str, index: &'i Index<T>) -> Option<&'i T> {
        let key = self.get(column)?;
        match index.find(key) {
            Found::Good(value) => Some(value),
            Found::Bad => {
                self.consequences.push(self.error(Some(column), key, Reason::NamesSkipped { file: index.file }));
                None
            }
            Found::Unknown => {
                self.fail(Some(column), key, Reason::UnknownReference { file: index.file });
                None
            }
        }
    }
}

fn read_text(text: &str) -> Result<SafeText, Reason> {
    check_name(text).map_err(|BadText { at, found }| Reason::BadText { at, found })
}

fn read_word<T: Word>(text: &str) -> Result<T, Reason> {
    T::from_word(text).ok_or(Reason::UnknownWord { known: T::WORDS })
}
