//! What an import writes: only what the *source* changed since the last one. What the hub changed meanwhile stays, and is listed
//! where both did.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::{Import, Sourced, follow, incidents, movements, places, review, seats};
use crate::domain::amend::Changed;
use crate::domain::detainee::Moved;
use crate::domain::id::RowId;
use crate::domain::record::{Kind, Record};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::hub::store::{ImportWrite, Imported, Write};
use crate::hub::write;
use crate::wire::body;

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Report {
    /// Rows that were not there before.
    pub added: usize,
    /// Rows whose source changed.
    pub changed: usize,
    /// Rows that went to another stream, because their person went to another wing.
    pub moved: usize,
    /// Rows that are gone from the source and were removed.
    pub removed: usize,
    /// Rows that are as they were.
    pub unchanged: usize,
    /// Movements that the wing had seen, and the source says now too.
    pub settled: usize,
    /// Where source and hub both changed a field. The hub's value stays.
    pub conflicts: Vec<Conflict>,
    /// Removing was asked for and not done: rows were left out, and nobody knows whether the source still has them.
    pub prune_refused: bool,
}

/// A field that source and hub both changed. Never its values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The row's key in its source: `visits:VD00001-2`.
    pub source: String,
    /// What kind of row.
    pub kind: Kind,
    /// The field, as the wire names it.
    pub field: String,
}

/// Compares an import with what the hub holds.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(in crate::hub) fn plan(
    import: &Import,
    found: &Imported,
    prune: bool,
    now: DateTime<Utc>,
) -> Result<(Vec<ImportWrite>, Report), serde_json::Error> {
    let live: BTreeMap<RowId, (StreamId, &Row)> =
        found.rows.iter().map(|((stream, id), (row, _))| (*id, (*stream, row))).collect();
    let mut report = Report::default();
    let mut writes = Vec::new();
    for ((stream, id), sourced) in &import.rows {
        let source = body::encode(&sourced.record)?;
        let base = found.bodies.get(id);
        let writing = Writing { stream: *stream, id: *id, sourced };
        match live.get(id) {
            // What the hub removed stays removed until its source says something new.
            None if base == Some(&source) => report.unchanged += 1,
            None => {
                report.added += 1;
                writes.push(writing.put(&sourced.record, source.clone(), Some(source)));
            }
            Some((home, row)) => {
                let next =
                    next(&writing, base.map(|base| &**base), source.clone(), row, &mut report).noted(row, now)?;
                if home != stream {
                    report.moved += 1;
                    writes.push(removal(*home, row, Some(source.clone())));
                    writes.push(writing.put(&next.record, next.body, Some(source)));
                } else if row.body.as_deref() != Some(&*next.body) {
                    report.changed += 1;
                    writes.push(writing.put(&next.record, next.body, Some(source)));
                } else {
                    report.unchanged += 1;
                    if base != Some(&source) {
                        writes.push(ImportWrite { write: None, row: *id, body: Some(source) });
                    }
                }
            }
        }
    }
    if prune {
        report.prune_refused = !import.skipped.is_empty();
        if !report.prune_refused {
            remove_gone(import, found, &mut report, &mut writes);
        }
    }
    seats::leave(found, &mut writes);
    report.moved += follow::follow(found, &mut writes)?;
    seats::never_too_many(found, &mut writes)?;
    review::reckon(found, &mut writes, now)?;
    report.settled = movements::settle(found, &mut writes, now)?;
    incidents::file(found, &mut writes, now)?;
    places::follow(import.facility, found, &mut writes, now)?;
    Ok((writes, report))
}

fn remove_gone(import: &Import, found: &Imported, report: &mut Report, writes: &mut Vec<ImportWrite>) {
    let here: BTreeSet<RowId> = import.rows.keys().map(|(_, id)| *id).collect();
    for ((stream, id), (row, source)) in &found.rows {
        if source.is_some() && !here.contains(id) {
            report.removed += 1;
            writes.push(removal(*stream, row, None));
        }
    }
    // What the hub had removed before: now that its source forgot it too, so does the memory.
    let live: BTreeSet<RowId> = found.rows.keys().map(|(_, id)| *id).collect();
    let forgotten = found.bodies.keys().filter(|id| !here.contains(id) && !live.contains(id));
    writes.extend(forgotten.map(|id| ImportWrite { write: None, row: *id, body: None }));
}

fn removal(stream: StreamId, row: &Row, source: Option<Box<[u8]>>) -> ImportWrite {
    ImportWrite { write: Some(write::leave(stream, row)), row: row.id, body: source }
}

/// One row on its way.
struct Writing<'a> {
    stream: StreamId,
    id: RowId,
    sourced: &'a Sourced,
}

impl Writing<'_> {
    fn put(&self, record: &Record, body: Box<[u8]>, source: Option<Box<[u8]>>) -> ImportWrite {
        let source_ref = Some(self.sourced.source.as_str().into());
        let write = Write { source_ref, ..write::with_body(self.stream, record, body) };
        ImportWrite { write: Some(write), row: self.id, body: source }
    }
}

/// What a row will say.
struct Next {
    record: Record,
    body: Box<[u8]>,
}

impl Next {
    /// With what nobody sees in the row itself: that the source put it elsewhere.
    fn noted(mut self, row: &Row, now: DateTime<Utc>) -> Result<Self, serde_json::Error> {
        let Ok(old) = body::decode(row) else { return Ok(self) };
        let before = self.record.clone();
        Changed::put(Changed::after(&old, &self.record, now, None), &mut self.record);
        if let (Record::Detainee(old), Record::Detainee(person)) = (&old, &mut self.record)
            && old.wing != person.wing
        {
            person.moved = Some(Moved { from: old.wing, at: now });
        }
        if self.record != before {
            self.body = body::encode(&self.record)?;
        }
        Ok(self)
    }
}

/// Lays what the source changed over what the hub has.
fn next(writing: &Writing<'_>, base: Option<&[u8]>, source: Box<[u8]>, row: &Row, report: &mut Report) -> Next {
    let take_source = |source| Next { record: writing.sourced.record.clone(), body: source };
    // Nothing was imported before, or nothing here can be read: the source is all that there is.
    let (Some(base), Some(ours)) = (base, row.body.as_deref()) else { return take_source(source) };
    let Ok(record) = body::decode(row) else { return take_source(source) };
    let keep = |record| Next { record, body: ours.into() };
    if *base == *source {
        return keep(record);
    }
    let (Some(base), Some(theirs), Some(held)) = (fields(base), fields(&source), fields(ours)) else {
        return take_source(source);
    };
    let (merged, conflicts) = merge(&base, &theirs, &held);
    report.conflicts.extend(conflicts.into_iter().map(|field| Conflict {
        source: writing.sourced.source.clone(),
        kind: writing.sourced.record.kind(),
        field,
    }));
    if merged == theirs {
        return take_source(source);
    }
    if merged == held {
        return keep(record);
    }
    // Through the domain, so that a mixed row is written like any other.
    let mixed = serde_json::to_vec(&merged).ok().and_then(|body| {
        let record = body::decode(&Row { body: Some(body.into()), ..row.clone() }).ok()?;
        let body = body::encode(&record).ok()?;
        Some(Next { record, body })
    });
    mixed.unwrap_or_else(|| keep(record))
}

fn fields(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok()
}

/// Three-way, field by field: the hub's value unless only the source changed it. Also the fields that both changed.
fn merge(
    base: &Map<String, Value>,
    source: &Map<String, Value>,
    ours: &Map<String, Value>,
) -> (Map<String, Value>, Vec<String>) {
    let names: BTreeSet<&String> = base.keys().chain(source.keys()).chain(ours.keys()).collect();
    let mut merged = Map::new();
    let mut conflicts = Vec::new();
    for name in names {
        let (base, source, ours) = (base.get(name), source.get(name), ours.get(name));
        let value = if source == base || source == ours {
            ours
        } else if ours == base {
            source
        } else {
            conflicts.push(name.clone());
            ours
        };
        if let Some(value) = value {
            merged.insert(name.clone(), value.clone());
        }
    }
    (merged, conflicts)
}
