//! Notes and handover entries of a day: the versions that stand, oldest first.

use chrono::{DateTime, Utc};

use super::{DayInput, WrittenLine};
use crate::domain::handover::HandoverEntry;
use crate::domain::id::{DetaineeId, RowId, StaffId};
use crate::domain::local::date_of;
use crate::domain::note::Note;
use crate::text::{Pii, SafeText};

/// One version of a text, whatever it is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version<'a> {
    id: RowId,
    detainee: Option<DetaineeId>,
    text: &'a Pii<SafeText>,
    author: StaffId,
    written_at: DateTime<Utc>,
    replaces: Option<RowId>,
}

impl<'a> From<&'a Note> for Version<'a> {
    fn from(note: &'a Note) -> Self {
        Self {
            id: note.id.into(),
            detainee: Some(note.detainee),
            text: &note.text,
            author: note.author,
            written_at: note.written_at,
            replaces: note.replaces.map(RowId::from),
        }
    }
}

impl<'a> From<&'a HandoverEntry> for Version<'a> {
    fn from(entry: &'a HandoverEntry) -> Self {
        Self {
            id: entry.id.into(),
            detainee: entry.detainee,
            text: &entry.text,
            author: entry.author,
            written_at: entry.written_at,
            replaces: entry.replaces.map(RowId::from),
        }
    }
}

/// Those of this day that nobody replaced and that say something.
pub(super) fn standing(
    input: &DayInput<'_>,
    all: &[Version<'_>],
    is_replaced: impl Fn(RowId) -> bool,
    initials: impl Fn(StaffId) -> Option<SafeText>,
) -> Vec<WrittenLine> {
    let stands = |version: &&Version<'_>| {
        let written_today = date_of(version.written_at) == input.date;
        written_today && !version.text.reveal().as_str().is_empty() && !is_replaced(version.id)
    };
    // Two people who changed one version made two, which both stand until somebody chooses.
    let versions = |old: RowId| all.iter().filter(stands).filter(|version| version.replaces == Some(old)).count();
    let line = |version: &Version<'_>| WrittenLine {
        id: version.id,
        detainee: version.detainee,
        text: version.text.clone(),
        author: initials(version.author),
        written_at: version.written_at,
        pending: input.pending.get(&version.id).copied().unwrap_or_default(),
        has_sibling: version.replaces.is_some_and(|old| versions(old) > 1),
    };
    let mut lines: Vec<_> = all.iter().filter(stands).map(line).collect();
    lines.sort_by_key(|line| (line.written_at, line.id));
    lines
}
