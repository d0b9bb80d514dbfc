//! What can be wrong with a row: a code and data. The sentence is made where it is shown, in the reader's language.

use std::fmt;

use crate::text::Pii;

/// One thing that is wrong with one place in one file.
#[derive(Clone, PartialEq, Eq)]
pub struct RowError {
    /// Which file.
    pub file: &'static str,
    /// Line of the file, from 1; the line on which the row begins. None when the whole file is meant.
    pub line: Option<u64>,
    /// Name of the column; none when the whole row is meant.
    pub column: Option<String>,
    /// What stands there. It can be personal data: for the operator's screen, never for a log.
    pub value: Pii<String>,
    /// What is wrong with it.
    pub reason: Reason,
}

impl fmt::Debug for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.as_deref().unwrap_or("-");
        write!(f, "{}:{}:{column} {:?}", self.file, self.line.unwrap_or_default(), self.reason)
    }
}

/// Why a row is bad. A closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is needed and is not there.
    MissingFile,
    /// The file is there and cannot be read.
    Unreadable(std::io::ErrorKind),
    /// The file is larger than any that this program reads.
    FileTooLarge {
        /// Most bytes.
        limit: u64,
    },
    /// The header lacks a column that is needed.
    MissingColumn,
    /// The header has a column twice.
    ColumnTwice,
    /// The row has more or fewer fields than the header.
    FieldCount {
        /// As many as the header has.
        expected: usize,
        /// As many as the row has.
        found: usize,
    },
    /// The file has no row, and needs one.
    NoRow,
    /// The file may have one row only.
    OneRowOnly,
    /// Not UTF-8.
    NotUtf8,
    /// Needed and empty.
    Empty,
    /// Longer than a text may be.
    TooLong {
        /// Most characters.
        limit: usize,
    },
    /// A character that a terminal would obey, or that hides or reorders other text.
    BadText {
        /// Which character, from 1.
        at: usize,
        /// The character.
        found: char,
    },
    /// Not one of the words of this column.
    UnknownWord {
        /// The words.
        known: &'static [&'static str],
    },
    /// Not `2026-11-23` or `23-11-2026`.
    NotADate,
    /// Not `14:30`.
    NotATime,
    /// Not `2026-11-23 14:30`.
    NotADateTime,
    /// The clock goes forward over this time; it needs an offset.
    TimeSkipped,
    /// The clock shows this time twice; it needs an offset.
    TimeTwice,
    /// Ends before it starts, or at once.
    EndsBeforeStart,
    /// Not a whole number.
    NotANumber,
    /// A number outside what can be.
    OutOfRange {
        /// Least.
        least: i64,
        /// Most.
        most: i64,
    },
    /// No row of that file has this key.
    UnknownReference {
        /// Which file.
        file: &'static str,
    },
    /// Both exist, but what it refers to is another person's.
    OtherPerson,
    /// An earlier row has the same key.
    SameKey {
        /// The line of the earlier row.
        line: u64,
    },
    /// Not a recurrence of RFC 5545, or one that is finer than a day.
    BadRecurrence,
    /// The recurrence has no occurrence at all.
    NoOccurrence,
    /// More occurrences than one series may have in the window.
    TooManyOccurrences {
        /// Most occurrences.
        limit: u16,
    },
    /// An occurrence begins before the one before it ends.
    OverlapsItself,
    /// The row that it needs was left out.
    NeedsSkipped {
        /// The file of that row.
        file: &'static str,
    },
    /// It names a row that was left out. The row itself was kept, and this field left empty.
    NamesSkipped {
        /// The file of that row.
        file: &'static str,
    },
}

impl Reason {
    /// Its word, for programs and for the message that explains it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingFile => "missing-file",
            Self::Unreadable(_) => "unreadable",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::MissingColumn => "missing-column",
            Self::ColumnTwice => "column-twice",
            Self::FieldCount { .. } => "field-count",
            Self::NoRow => "no-row",
            Self::OneRowOnly => "one-row-only",
            Self::NotUtf8 => "not-utf8",
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
            Self::BadText { .. } => "bad-text",
            Self::UnknownWord { .. } => "unknown-word",
            Self::NotADate => "not-a-date",
            Self::NotATime => "not-a-time",
            Self::NotADateTime => "not-a-date-time",
            Self::TimeSkipped => "time-skipped",
            Self::TimeTwice => "time-twice",
            Self::EndsBeforeStart => "ends-before-start",
            Self::NotANumber => "not-a-number",
            Self::OutOfRange { .. } => "out-of-range",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::OtherPerson => "other-person",
            Self::SameKey { .. } => "same-key",
            Self::BadRecurrence => "bad-recurrence",
            Self::NoOccurrence => "no-occurrence",
            Self::TooManyOccurrences { .. } => "too-many-occurrences",
            Self::OverlapsItself => "overlaps-itself",
            Self::NeedsSkipped { .. } => "needs-skipped",
            Self::NamesSkipped { .. } => "names-skipped",
        }
    }
}

/// What an operator should know about an import that went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A column that is not in the format: ignored.
    UnknownColumn {
        /// Which file.
        file: &'static str,
        /// Its name in the header.
        column: String,
    },
    /// People with the same registration number: reported, never merged.
    SameRegistration {
        /// Their lines in `detainees.csv`.
        lines: Vec<u64>,
    },
}
