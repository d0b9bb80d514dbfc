//! Values: an envelope and the body's bytes exactly as received. No second schema on disk.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::domain::id::RowId;
use crate::domain::row::Row;

/// Format of the envelope.
const FORMAT: u8 = 1;
/// Stands for «no day».
const NO_DAY: i32 = i32::MIN;

/// Format, CRC-32C of all that follows, revision, sequence, day, id, length of kind, kind, body.
pub(super) fn encode(row: &Row) -> Vec<u8> {
    let mut rest = Vec::with_capacity(48 + row.kind.len() + row.body.as_ref().map_or(0, |body| body.len()));
    rest.extend(row.revision.to_be_bytes());
    rest.extend(row.sequence.to_be_bytes());
    rest.extend(row.day.map_or(NO_DAY, |day| day.num_days_from_ce()).to_be_bytes());
    rest.extend(row.id.0.as_bytes());
    rest.extend(u32::try_from(row.kind.len()).unwrap_or(u32::MAX).to_be_bytes());
    rest.extend(row.kind.as_bytes());
    rest.extend(row.body.as_deref().unwrap_or_default());
    let mut value = vec![FORMAT];
    value.append(&mut guarded(rest));
    value
}

/// Bytes behind their CRC-32C.
pub(super) fn guarded(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut value = crc32c::crc32c(&bytes).to_be_bytes().to_vec();
    value.append(&mut bytes);
    value
}

/// The bytes that were guarded; none when they are not what was written.
pub(super) fn unguarded(value: &[u8]) -> Option<&[u8]> {
    let (crc, bytes) = value.split_first_chunk::<4>()?;
    (u32::from_be_bytes(*crc) == crc32c::crc32c(bytes)).then_some(bytes)
}

/// Reads a value; none when it is damaged or of another format.
pub(super) fn decode(value: &[u8]) -> Option<Row> {
    let (format, rest) = value.split_first()?;
    let rest = unguarded(rest).filter(|_| *format == FORMAT)?;
    let (revision, rest) = rest.split_first_chunk::<8>()?;
    let (sequence, rest) = rest.split_first_chunk::<8>()?;
    let (day, rest) = rest.split_first_chunk::<4>()?;
    let (id, rest) = rest.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (kind, body) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    let day = i32::from_be_bytes(*day);
    Some(Row {
        id: RowId(Uuid::from_bytes(*id)),
        kind: std::str::from_utf8(kind).ok()?.into(),
        revision: u64::from_be_bytes(*revision),
        sequence: u64::from_be_bytes(*sequence),
        day: (day != NO_DAY).then(|| NaiveDate::from_num_days_from_ce_opt(day)).flatten(),
        body: Some(body.into()),
    })
}
