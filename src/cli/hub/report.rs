//! What an import says: every bad row, every remark, what changed.

use super::super::out::Out;
use crate::hub::{Import, Reason, Report, RowError, Warning};
use crate::text::{Arg, Id, SafeText};

/// Every bad row, as file, line, column, value and reason.
pub(super) fn rows(rows: &[RowError], out: &Out) {
    for row in rows {
        let reason = reason(&row.reason, out);
        let (file, column) = (SafeText::line(row.file), SafeText::line(row.column.as_deref().unwrap_or("-")));
        let value = SafeText::line(row.value.reveal());
        let line = row.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
        let gaps = [
            ("file", (&file).into()),
            ("line", Arg::Text(&line)),
            ("column", (&column).into()),
            ("value", (&value).into()),
            ("reason", (&reason).into()),
        ];
        out.warn(Id::ErrorImportRow, &gaps);
    }
}

/// What is worth knowing about an import that went well, and the rows that were left out.
pub(super) fn remarks(import: &Import, out: &Out) {
    for warning in &import.warnings {
        match warning {
            Warning::UnknownColumn { file, column } => {
                let column = SafeText::line(column);
                out.warn(Id::CliUnknownColumn, &[("file", Arg::Text(file)), ("column", (&column).into())]);
            }
            Warning::SameRegistration { lines } => {
                let lines = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                out.warn(Id::CliSameRegistration, &[("lines", Arg::Text(&lines))]);
            }
        }
    }
    if !import.skipped.is_empty() {
        rows(&import.skipped, out);
        out.warn(Id::CliSkipped, &[("rows", import.skipped.len().into())]);
    }
}

/// What an import changed.
pub(super) fn imported(report: &Report, all: usize, out: &Out) {
    for conflict in &report.conflicts {
        let what = SafeText::line(&format!("{} {}", conflict.source, conflict.field));
        out.warn(Id::CliConflict, &[("what", (&what).into())]);
    }
    if report.prune_refused {
        out.warn(Id::CliPruneRefused, &[]);
    }
    if report.settled > 0 {
        out.say(Id::CliSettled, &[("items", report.settled.into())]);
    }
    let changed = report.added + report.changed + report.moved + report.removed;
    out.say(Id::CliImported, &[("rows", changed.into()), ("all", all.into())]);
}

fn reason(reason: &Reason, out: &Out) -> SafeText {
    let say = |id| out.words.say(id);
    let with = |id, name, value: &str| out.words.with(id, &[(name, Arg::Text(value))]);
    match reason {
        Reason::MissingFile => say(Id::RowMissingFile),
        Reason::Unreadable(kind) => with(Id::RowUnreadable, "reason", &kind.to_string()),
        Reason::FileTooLarge { limit } => with(Id::RowFileTooLarge, "limit", &limit.to_string()),
        Reason::MissingColumn => say(Id::RowMissingColumn),
        Reason::ColumnTwice => say(Id::RowColumnTwice),
        Reason::FieldCount { .. } => say(Id::RowWrongLength),
        Reason::NoRow => say(Id::RowNoRow),
        Reason::OneRowOnly => say(Id::RowOneRowOnly),
        Reason::NotUtf8 => say(Id::RowNotUtf8),
        Reason::Empty => say(Id::RowMissing),
        Reason::TooLong { limit } => with(Id::RowTooLong, "limit", &limit.to_string()),
        Reason::BadText { at, found } => {
            let code = format!("U+{:04X}", u32::from(*found));
            out.words.with(Id::RowBadText, &[("at", (*at).into()), ("code", Arg::Text(&code))])
        }
        Reason::UnknownWord { known } => with(Id::RowNotAWord, "words", &known.join(", ")),
        Reason::NotADate => say(Id::RowNotADate),
        Reason::NotATime | Reason::NotADateTime => say(Id::RowNotATime),
        Reason::TimeSkipped => say(Id::RowNoSuchTime),
        Reason::TimeTwice => say(Id::RowTwiceThatTime),
        Reason::EndsBeforeStart => say(Id::RowEndsBeforeStart),
        Reason::NotANumber | Reason::OutOfRange { .. } => say(Id::RowNotANumber),
        Reason::UnknownReference { file } => with(Id::RowUnknownRef, "file", file),
        Reason::OtherPerson => say(Id::RowOtherPerson),
        Reason::SameKey { line } => with(Id::RowDuplicateRef, "line", &line.to_string()),
        Reason::BadRecurrence | Reason::NoOccurrence | Reason::TooManyOccurrences { .. } | Reason::OverlapsItself => {
            say(Id::RowBadRecurrence)
        }
        Reason::NeedsSkipped { file } => with(Id::RowNeedsSkipped, "file", file),
        Reason::NamesSkipped { file } => with(Id::RowNamesSkipped, "file", file),
    }
}
