//! One file as a table: header, rows with their true line, keys; and what was wrong with it.

use std::collections::BTreeMap;

use csv::ByteRecord;

use super::cells::Row;
use super::reason::{Reason, RowError, Warning};
use super::{BadRows, Import};
use crate::text::Pii;

/// What a file may hold.
#[derive(Debug)]
pub(super) struct Spec {
    /// Its name.
    pub(super) name: &'static str,
    /// Columns that must be there and, in each row, filled in.
    pub(super) needed: &'static [&'static str],
    /// Columns that may be there.
    pub(super) optional: &'static [&'static str],
}

/// What came to light while reading.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Wrong in itself.
    bad: Vec<RowError>,
    /// Wrong only because something else was left out.
    consequences: Vec<RowError>,
    /// Whether something is so wrong that leaving rows out does not help.
    fatal: bool,
    pub(super) warnings: Vec<Warning>,
}

impl Reading {
    /// Something about a whole file.
    pub(super) fn file(&mut self, file: &'static str, column: Option<&str>, reason: Reason) {
        self.fatal = true;
        let column = column.map(str::to_owned);
        self.bad.push(RowError { file, line: None, column, value: Pii::default(), reason });
    }

    /// A row is wrong, and without it there is nothing to import.
    pub(super) const fn give_up(&mut self) {
        self.fatal = true;
    }

    fn absorb(&mut self, row: Row<'_>) {
        self.bad.extend(row.errors);
        self.consequences.extend(row.consequences);
    }

    /// The import, unless bad rows stop it.
    pub(super) fn finish(self, mut import: Import, bad_rows: BadRows) -> Result<Import, Vec<RowError>> {
        if self.fatal || (bad_rows == BadRows::Stop && !self.bad.is_empty()) {
            return Err(self.bad);
        }
        import.warnings = self.warnings;
        import.skipped = self.bad;
        import.skipped.extend(self.consequences);
        Ok(import)
    }
}

/// A file in memory.
#[derive(Debug)]
pub(super) struct Table {
    spec: &'static Spec,
    columns: BTreeMap<&'static str, usize>,
    width: usize,
    rows: Vec<(u64, ByteRecord)>,
    /// Whether its header is bad, so that no row of it is known.
    broken: bool,
}

impl Table {
    /// A file that is not there, or that cannot be used.
    pub(super) const fn empty(spec: &'static Spec, broken: bool) -> Self {
        Self { spec, columns: BTreeMap::new(), width: 0, rows: Vec::new(), broken }
    }

    /// Reads the bytes of a file.
    pub(super) fn parse(spec: &'static Spec, bytes: &[u8], reading: &mut Reading) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let header = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        let delimiter = if header.contains(&b';') { b';' } else { b',' };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes);
        let mut rows = Vec::new();
        let mut lines = Lines::new(bytes);
        let mut record = ByteRecord::new();
        // Reading from memory has no errors but of lengths, and those are flexible.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let at = record.position().map_or(0, csv::Position::byte);
            rows.push((lines.at(at), record.clone()));
        }
        let mut rows = rows.into_iter();
        let header = rows.next().map(|(_, header)| header).unwrap_or_default();
        let mut table = Self::empty(spec, false);
        table.width = header.len();
        table.header(&header, reading);
        table.rows = if table.broken { Vec::new() } else { rows.collect() };
        table
    }

    fn header(&mut self, header: &ByteRecord, reading: &mut Reading) {
        let file = self.spec.name;
        for (at, name) in header.iter().enumerate() {
            let name = String::from_utf8_lossy(name).trim().to_lowercase();
            let known = self.spec.needed.iter().chain(self.spec.optional).find(|known| **known == name);
            match known {
                Some(known) if self.columns.insert(known, at).is_some() => {
                    self.broken = true;
                    reading.file(file, Some(known), Reason::ColumnTwice);
                }
                Some(_) => {}
                None => reading.warnings.push(Warning::UnknownColumn { file, column: name }),
            }
        }
        for needed in self.spec.needed.iter().filter(|needed| !self.columns.contains_key(*needed)) {
            self.broken = true;
            reading.file(file, Some(needed), Reason::MissingColumn);
        }
    }

    /// Reads every row: first its key, then what it says. A second row with the same key is bad.
    pub(super) fn load<T>(
        &self,
        reading: &mut Reading,
        key: &[&'static str],
        mut make: impl FnMut(&mut Row<'_>, &str) -> Option<T>,
    ) -> Index<T> {
        let mut index = Index { file: self.spec.name, broken: self.broken, entries: BTreeMap::new() };
        for (line, record) in &self.rows {
            let mut row = Row::new(self.spec, &self.columns, record, *line);
            if record.len() == self.width {
                let parts: Option<Vec<String>> = key.iter().map(|column| row.need(column)).collect();
                let key = parts.map(|parts| parts.join("/"));
                let made = make(&mut row, key.as_deref().unwrap_or_default());
                match key.map(|key| index.entries.entry(key)) {
                    Some(std::collections::btree_map::Entry::Occupied(first)) => {
                        row.fail(None, "", Reason::SameKey { line: first.get().line });
                    }
                    Some(std::collections::btree_map::Entry::Vacant(free)) => {
                        free.insert(Entry { line: *line, value: made.filter(|_| !row.failed()) });
                    }
                    None => {}
                }
            } else {
                row.fail(None, "", Reason::FieldCount { expected: self.width, found: record.len() });
                // Its key may still be right: then what refers to it is a consequence, not an error.
                if let Some(key) = row.peek(key) {
                    index.entries.entry(key).or_insert(Entry { line: *line, value: None });
                }
            }
            reading.absorb(row);
        }
        index
    }
}

/// The rows of a file by their key.
#[derive(Debug)]
pub(super) struct Index<T> {
    pub(super) file: &'static str,
    pub(super) broken: bool,
    entries: BTreeMap<String, Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    line: u64,
    /// None for a bad row.
    value: Option<T>,
}

/// What a key leads to.
pub(super) enum Found<'a, T> {
    Good(&'a T),
    Bad,
    Unknown,
}

impl<T> Index<T> {
    /// What this key leads to.
    pub(super) fn find(&self, key: &str) -> Found<'_, T> {
        match self.entries.get(key).map(|entry| entry.value.as_ref()) {
            Some(Some(value)) => Found::Good(value),
            Some(None) => Found::Bad,
            None if self.broken => Found::Bad,
            None => Found::Unknown,
        }
    }

    /// Every good row with its key and line, in the order of keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u64, &T)> {
        self.entries.iter().filter_map(|(key, entry)| Some((key.as_str(), entry.line, entry.value.as_ref()?)))
    }
}

/// Lines of a text by byte. The CSV reader's own count is one line early after `\r\n` and after empty lines.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line of the row that begins at or after this byte. Bytes must not go back.
    fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(next) = self.bytes.get(self.at) {
            if self.at >= byte && !matches!(next, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(*next == b'\n');
            self.at += 1;
        }
        self.line
    }
}
