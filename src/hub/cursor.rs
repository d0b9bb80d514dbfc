//! Cursors: opaque to terminals, sealed with a MAC, without a clock in them.

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use crate::domain::stream::StreamId;
use crate::seal::Tags;

/// Sequence 8, floor 8, lineage 8, MAC 16.
const BYTES: usize = 40;

/// Where a reader is in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Position {
    /// It has everything up to here.
    pub(in crate::hub) sequence: u64,
    /// The stream's floor when it began at the beginning: it never had a row whose tombstone was forgotten by then.
    pub(in crate::hub) floor: u64,
}

/// What is wrong with a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub) enum BadCursor {
    /// Not made by this hub for this stream.
    Forged,
    /// Of another lineage: the database was restored.
    OtherEpoch,
}

/// Makes the cursor of a position.
pub(in crate::hub) fn seal(key: &[u8], epoch: &str, stream: StreamId, position: Position) -> String {
    let tags = Tags::new(key);
    let lineage = tags.tag::<8>("lineage", &[epoch.as_bytes()]);
    let mut bytes = Vec::with_capacity(BYTES);
    bytes.extend(position.sequence.to_be_bytes());
    bytes.extend(position.floor.to_be_bytes());
    bytes.extend(lineage);
    bytes.extend(mac(&tags, stream, position, lineage));
    BASE64URL_NOPAD.encode(&bytes)
}

/// Reads a cursor: the position that it stands for.
pub(in crate::hub) fn open(key: &[u8], epoch: &str, stream: StreamId, cursor: &str) -> Result<Position, BadCursor> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| BadCursor::Forged)?;
    let bytes: [u8; BYTES] = bytes.try_into().map_err(|_| BadCursor::Forged)?;
    let (sequence, rest) = bytes.split_first_chunk::<8>().ok_or(BadCursor::Forged)?;
    let (floor, rest) = rest.split_first_chunk::<8>().ok_or(BadCursor::Forged)?;
    let (lineage, sealed) = rest.split_first_chunk::<8>().ok_or(BadCursor::Forged)?;
    let position = Position { sequence: u64::from_be_bytes(*sequence), floor: u64::from_be_bytes(*floor) };
    let tags = Tags::new(key);
    if !bool::from(mac(&tags, stream, position, *lineage).as_slice().ct_eq(sealed)) {
        return Err(BadCursor::Forged);
    }
    if tags.tag::<8>("lineage", &[epoch.as_bytes()]) == *lineage { Ok(position) } else { Err(BadCursor::OtherEpoch) }
}

fn mac(tags: &Tags, stream: StreamId, position: Position, lineage: [u8; 8]) -> [u8; 16] {
    let kind = stream.kind.as_str().as_bytes();
    let (sequence, floor) = (position.sequence.to_be_bytes(), position.floor.to_be_bytes());
    tags.tag::<16>("cursor", &[kind, stream.id.as_bytes(), &sequence, &floor, &lineage])
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::stream::StreamKind;

    const STREAM: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(1) };
    const OTHER: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(2) };

    const AT: Position = Position { sequence: 41, floor: 7 };

    #[test]
    fn a_cursor_is_good_for_its_stream_and_lineage_only() {
        let cursor = seal(b"key", "first", STREAM, AT);
        assert_eq!(open(b"key", "first", STREAM, &cursor), Ok(AT));
        assert_eq!(open(b"key", "first", OTHER, &cursor), Err(BadCursor::Forged));
        assert_eq!(open(b"other", "first", STREAM, &cursor), Err(BadCursor::Forged));
        assert_eq!(open(b"key", "second", STREAM, &cursor), Err(BadCursor::OtherEpoch));
        assert_eq!(open(b"key", "first", STREAM, "nonsense"), Err(BadCursor::Forged));
    }

    #[test]
    fn no_changed_letter_goes_unnoticed() {
        let cursor = seal(b"key", "first", STREAM, AT);
        for at in 0..cursor.len() {
            let mut bytes = cursor.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("letters");
            assert_eq!(open(b"key", "first", STREAM, &changed), Err(BadCursor::Forged), "letter {at}");
        }
    }
}
