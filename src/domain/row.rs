//! A row as protocol, store and cache know it: an envelope that knows no entity.

use chrono::NaiveDate;

use super::id::RowId;

/// A row in a stream. What it says is in `body`, as the bytes that the wire carried; only `wire` reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose row it is, over all streams.
    pub id: RowId,
    /// What kind of thing: `visit`, `mark`, … A newer hub may send kinds that we do not know.
    pub kind: Box<str>,
    /// Goes up by one with each change of this row, from 1.
    pub revision: u64,
    /// The stream's counter at the last change. Order of sequences is order of commits.
    pub sequence: u64,
    /// The local day that it starts on; none for what spans midnight or has no day.
    pub day: Option<NaiveDate>,
    /// The JSON of the wire, or none for a tombstone: the row left this stream.
    pub body: Option<Box<[u8]>>,
}

impl Row {
    /// Whether the row left its stream.
    pub const fn is_tombstone(&self) -> bool {
        self.body.is_none()
    }
}

/// Count and checksum of the live rows of a stream: how a terminal knows that its cache is wrong.
///
/// The sum is Σ low64(SHA-256(id ‖ revision as u64, big-endian)) mod 2^64 (see `seal::row_digest`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Check {
    /// Live rows.
    pub count: u64,
    /// The sum of their digests.
    pub sum: u64,
}
