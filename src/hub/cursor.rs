//! Cursors: opaque to terminals, sealed with a MAC, without a clock in them.

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use crate::domain::stream::StreamId;
use crate::seal::Tags;

/// Sequence 8, lineage 8, MAC 16.
const BYTES: usize = 32;

/// What is wrong with a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub) enum BadCursor {
    /// Not made by this hub for this stream.
    Forged,
    /// Of another lineage: the database was restored.
    OtherEpoch,
}

/// Makes the cursor that stands behind a sequence.
pub(in crate::hub) fn seal(key: &[u8], epoch: &str, stream: StreamId, sequence: u64) -> String {
    let tags = Tags::new(key);
    let lineage = tags.tag::<8>("lineage", &[epoch.as_bytes()]);
    let mut bytes = Vec::with_capacity(BYTES);
    bytes.extend(sequence.to_be_bytes());
    bytes.extend(lineage);
    bytes.extend(mac(&tags, stream, sequence, lineage));
    BASE64URL_NOPAD.encode(&bytes)
}

/// Reads a cursor: the sequence that it stands behind.
pub(in crate::hub) fn open(key: &[u8], epoch: &str, stream: StreamId, cursor: &str) -> Result<u64, BadCursor> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| BadCursor::Forged)?;
    let bytes: [u8; BYTES] = bytes.try_into().map_err(|_| BadCursor::Forged)?;
    let (sequence, rest) = bytes.split_first_chunk::<8>().ok_or(BadCursor::Forged)?;
    let (lineage, sealed) = rest.split_first_chunk::<8>().ok_or(BadCursor::Forged)?;
    let sequence = u64::from_be_bytes(*sequence);
    let tags = Tags::new(key);
    if !bool::from(mac(&tags, stream, sequence, *lineage).as_slice().ct_eq(sealed)) {
        return Err(BadCursor::Forged);
    }
    if tags.tag::<8>("lineage", &[epoch.as_bytes()]) == *lineage { Ok(sequence) } else { Err(BadCursor::OtherEpoch) }
}

fn mac(tags: &Tags, stream: StreamId, sequence: u64, lineage: [u8; 8]) -> [u8; 16] {
    let kind = stream.kind.as_str().as_bytes();
    tags.tag::<16>("cursor", &[kind, stream.id.as_bytes(), &sequence.to_be_bytes(), &lineage])
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::stream::StreamKind;

    const STREAM: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(1) };
    const OTHER: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(2) };

    #[test]
    fn a_cursor_is_good_for_its_stream_and_lineage_only() {
        let cursor = seal(b"key", "first", STREAM, 41);
        assert_eq!(open(b"key", "first", STREAM, &cursor), Ok(41));
        assert_eq!(open(b"key", "first", OTHER, &cursor), Err(BadCursor::Forged));
        assert_eq!(open(b"other", "first", STREAM, &cursor), Err(BadCursor::Forged));
        assert_eq!(open(b"key", "second", STREAM, &cursor), Err(BadCursor::OtherEpoch));
        assert_eq!(open(b"key", "first", STREAM, "nonsense"), Err(BadCursor::Forged));
    }

    #[test]
    fn no_changed_letter_goes_unnoticed() {
        let cursor = seal(b"key", "first", STREAM, 41);
        for at in 0..cursor.len() {
            let mut bytes = cursor.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("letters");
            assert_eq!(open(b"key", "first", STREAM, &changed), Err(BadCursor::Forged), "letter {at}");
        }
    }
}
