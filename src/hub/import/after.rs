//! Rows as an import leaves them: what the hub has, with what is about to be written over it.

use std::collections::BTreeMap;

use crate::domain::detainee::Detainee;
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::record::{Kind, Record};
use crate::domain::stream::StreamId;
use crate::hub::store::{ImportWrite, Imported};
use crate::hub::write;
use crate::wire::body;

/// The rows of these kinds as they will be, and whether the source knows of each.
pub(super) fn afterwards(
    found: &Imported,
    writes: &[ImportWrite],
    kinds: &[Kind],
) -> BTreeMap<(StreamId, RowId), (Record, bool)> {
    let rows = found.rows.iter().filter(|(_, (row, _))| Kind::is_any(kinds, row));
    let mut after: BTreeMap<_, _> = rows
        .filter_map(|(at, (row, source))| body::decode(row).ok().map(|record| (*at, (record, source.is_some()))))
        .collect();
    for write in writes.iter().filter_map(|planned| planned.write.as_ref()) {
        let at = (write.stream, write.id);
        after.remove(&at);
        if kinds.iter().any(|kind| *write.kind == *kind.as_str())
            && let Some(record) = write::record(write)
        {
            after.insert(at, (record, write.source_ref.is_some()));
        }
    }
    after
}

/// Whom the administration has on which wing once it is written; without writes, whom it had.
pub(super) fn people(found: &Imported, writes: &[ImportWrite]) -> BTreeMap<(StreamId, DetaineeId), Detainee> {
    let all = afterwards(found, writes, &[Kind::Detainee]).into_iter();
    let person = |((stream, _), (record, _))| {
        if let Record::Detainee(person) = record { Some(((stream, person.id), person)) } else { None }
    };
    all.filter_map(person).collect()
}

/// Writes a record over what the import was about to write; what it remembers of its source stays.
pub(super) fn rewrite(
    found: &Imported,
    writes: &mut Vec<ImportWrite>,
    stream: StreamId,
    record: &Record,
) -> Result<(), serde_json::Error> {
    let wanted = write::put(stream, record)?;
    let id = wanted.id;
    let there = writes.iter_mut().filter_map(|planned| planned.write.as_mut());
    if let Some(write) =
        there.filter(|write| write.body.is_some()).find(|write| (write.stream, write.id) == (stream, id))
    {
        (write.body, write.day) = (wanted.body, wanted.day);
        return Ok(());
    }
    // A row that the import only remembers has its memory in a write of its own.
    let remembered = writes.iter().find(|planned| planned.row == id).map(|planned| planned.body.clone());
    let source = remembered.unwrap_or_else(|| found.bodies.get(&id).cloned());
    writes.push(ImportWrite { write: Some(wanted), row: id, body: source });
    Ok(())
}
