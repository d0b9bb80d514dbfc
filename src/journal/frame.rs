//! One frame: marker, length, CRC, kind, number, body. Written whole, read with suspicion.

/// What a frame begins with: how recovery finds the next good frame after damage.
const MARKER: [u8; 4] = *b"\xF7vlF";

/// Bytes before the body: marker 4, length 4, CRC-32C 4, kind 1, number 8.
pub(super) const HEAD_BYTES: usize = 21;

/// Largest body, in bytes: a note of 10,000 characters fits many times.
pub const MAX_BODY_BYTES: usize = 256 * 1024;

/// What a frame holds. The numbers are on disk: they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrameKind {
    /// What an officer did.
    Action,
    /// What became of it.
    Outcome,
    /// What somebody looked at: for the audit.
    Look,
    /// The hub's lineage.
    Epoch,
    /// By some day of the hub's everything up to here was settled.
    Settled,
    /// What is older may be deleted.
    Floor,
    /// A kind of a newer program: kept and skipped.
    Other(u8),
}

impl FrameKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Action => 1,
            Self::Outcome => 2,
            Self::Look => 3,
            Self::Epoch => 4,
            Self::Settled => 5,
            Self::Floor => 6,
            Self::Other(byte) => byte,
        }
    }

    const fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Action,
            2 => Self::Outcome,
            3 => Self::Look,
            4 => Self::Epoch,
            5 => Self::Settled,
            6 => Self::Floor,
            other => Self::Other(other),
        }
    }
}

/// A frame in a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) kind: FrameKind,
    pub(super) number: u64,
    pub(super) body: &'a [u8],
}

/// Writes a frame down; none when the body is too large.
pub(super) fn encode(kind: FrameKind, number: u64, body: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(body.len()).ok().filter(|_| body.len() <= MAX_BODY_BYTES)?;
    let mut bytes = Vec::with_capacity(HEAD_BYTES + body.len());
    bytes.extend_from_slice(&MARKER);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(&checksum(length, kind.byte(), number, body).to_be_bytes());
    bytes.push(kind.byte());
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes.extend_from_slice(body);
    Some(bytes)
}

/// Reads the frame at the start of a buffer, and its length in bytes; none when it is cut or damaged.
pub(super) fn decode(bytes: &[u8]) -> Option<(Frame<'_>, usize)> {
    let (head, rest) = bytes.split_at_checked(HEAD_BYTES)?;
    let (marker, head) = head.split_first_chunk::<4>()?;
    let (length, head) = head.split_first_chunk::<4>()?;
    let (crc, head) = head.split_first_chunk::<4>()?;
    let (kind, number) = head.split_first()?;
    let length = u32::from_be_bytes(*length);
    let number = u64::from_be_bytes(*number.first_chunk::<8>()?);
    let size = usize::try_from(length).ok().filter(|size| *size <= MAX_BODY_BYTES)?;
    let body = rest.get(..size)?;
    let good = *marker == MARKER && u32::from_be_bytes(*crc) == checksum(length, *kind, number, body);
    good.then_some((Frame { kind: FrameKind::from_byte(*kind), number, body }, HEAD_BYTES + size))
}

/// Where the next frame that decodes begins, at or after an offset.
pub(super) fn find(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let candidates = rest.windows(MARKER.len()).enumerate().filter(|(_, window)| *window == MARKER);
    candidates.map(|(at, _)| from + at).find(|at| bytes.get(*at..).and_then(decode).is_some())
}

fn checksum(length: u32, kind: u8, number: u64, body: &[u8]) -> u32 {
    let crc = crc32c::crc32c(&length.to_be_bytes());
    let crc = crc32c::crc32c_append(crc, &[kind]);
    let crc = crc32c::crc32c_append(crc, &number.to_be_bytes());
    crc32c::crc32c_append(crc, body)
}
