//! Records as writes of the store, which knows no record: the one place that says what of a record the store keeps beside its body.

use crate::domain::record::Record;
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::hub::store::Write;
use crate::wire::body;

/// A record in this stream, with a body that is at hand.
pub(in crate::hub) fn with_body(stream: StreamId, record: &Record, body: Box<[u8]>) -> Write {
    Write {
        stream,
        id: record.row_id(),
        kind: record.kind().as_str().into(),
        day: record.day(),
        source_ref: None,
        about: record.about(),
        body: Some(body),
    }
}

/// A record in this stream.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(in crate::hub) fn put(stream: StreamId, record: &Record) -> Result<Write, serde_json::Error> {
    Ok(with_body(stream, record, body::encode(record)?))
}

/// A row leaves this stream.
pub(in crate::hub) fn leave(stream: StreamId, row: &Row) -> Write {
    Write { kind: row.kind.clone(), day: row.day, ..Write::removal(stream, row.id) }
}

/// What a write puts there; none when a row leaves, or when this program cannot read it.
pub(in crate::hub) fn record(write: &Write) -> Option<Record> {
    let body = Some(write.body.clone()?);
    let (id, kind, day) = (write.id, write.kind.clone(), write.day);
    body::decode(&Row { id, kind, revision: 0, sequence: 0, day, body }).ok()
}
