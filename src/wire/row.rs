//! Rows between wire and domain: the envelope is read, the body's bytes stay as they came.

use serde_json::value::RawValue;

use super::api::WireRow;
use crate::domain::id::RowId;
use crate::domain::row::Row;

impl From<WireRow> for Row {
    fn from(wire: WireRow) -> Self {
        Self {
            id: RowId(wire.id),
            kind: wire.kind.into(),
            revision: wire.revision,
            sequence: wire.sequence,
            day: wire.day,
            body: wire.body.map(|body| String::from(Box::<str>::from(body)).into_bytes().into()),
        }
    }
}

/// A body that is not JSON: the row cannot go on the wire.
#[derive(Debug, thiserror::Error)]
#[error("the body of row {id} is not JSON")]
pub struct BadBody {
    /// Which row.
    pub id: RowId,
    /// Why.
    #[source]
    pub source: serde_json::Error,
}

impl TryFrom<Row> for WireRow {
    type Error = BadBody;

    fn try_from(row: Row) -> Result<Self, BadBody> {
        let raw = |bytes: Box<[u8]>| serde_json::from_slice::<Box<RawValue>>(&bytes);
        let body = row.body.map(raw).transpose().map_err(|source| BadBody { id: row.id, source })?;
        Ok(Self {
            id: row.id.0,
            kind: row.kind.into(),
            revision: row.revision,
            sequence: row.sequence,
            day: row.day,
            body,
        })
    }
}
