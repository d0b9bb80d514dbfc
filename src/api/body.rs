//! The body of an answer, read in pieces: what comes and what it unpacks to are counted, and neither fills the memory.

use std::fmt;

use zstd::stream::raw::{Decoder, Operation};
use zstd::zstd_safe::DParameter;

use super::spoilt::Spoilt;

/// How a body may be packed; asked for with every request.
pub(super) const PACKING: &str = "zstd";
/// Log2 of the largest window that unpacking keeps in memory: 8 MiB, what RFC 9659 allows for this packing.
const MAX_WINDOW_LOG: u32 = 23;
/// Bytes that are unpacked at once.
const STEP_BYTES: usize = 64 * 1024;

/// A body while it comes.
pub(super) struct Body {
    limit: usize,
    /// Bytes that came, packed or not.
    came: usize,
    bytes: Vec<u8>,
    unpacker: Option<Unpacker>,
}

/// A frame that is being unpacked.
struct Unpacker {
    decoder: Decoder<'static>,
    step: Vec<u8>,
    /// A frame has begun and not ended.
    is_open: bool,
}

impl Body {
    /// A body of at most so many bytes, both as it comes and unpacked. `packing` is what the answer says of itself.
    ///
    /// # Errors
    /// [`Spoilt::DoesNotUnpack`] for a packing that was not asked for.
    pub(super) fn new(packing: Option<&str>, limit: usize) -> Result<Self, Spoilt> {
        let unpacker = match packing.map(str::trim) {
            None | Some("" | "identity") => None,
            Some(packing) if packing.eq_ignore_ascii_case(PACKING) => Some(Unpacker::new()?),
            Some(_) => return Err(Spoilt::DoesNotUnpack),
        };
        Ok(Self { limit, came: 0, bytes: Vec::new(), unpacker })
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// At the first byte too many, or one that does not unpack.
    pub(super) fn take(&mut self, piece: &[u8]) -> Result<(), Spoilt> {
        self.came = self.came.saturating_add(piece.len());
        if self.came > self.limit {
            return Err(Spoilt::TooLarge { limit: self.limit });
        }
        if let Some(unpacker) = &mut self.unpacker {
            return unpacker.unpack(piece, &mut self.bytes, self.limit);
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    /// The whole body, unpacked.
    ///
    /// # Errors
    /// [`Spoilt::CutOff`] when it is packed and its end is missing.
    pub(super) fn finish(self) -> Result<Vec<u8>, Spoilt> {
        match self.unpacker {
            Some(unpacker) if unpacker.is_open => Err(Spoilt::CutOff),
            _ => Ok(self.bytes),
        }
    }
}

impl Unpacker {
    fn new() -> Result<Self, Spoilt> {
        let mut decoder = Decoder::new().map_err(|_| Spoilt::DoesNotUnpack)?;
        decoder.set_parameter(DParameter::WindowLogMax(MAX_WINDOW_LOG)).map_err(|_| Spoilt::DoesNotUnpack)?;
        Ok(Self { decoder, step: vec![0; STEP_BYTES], is_open: false })
    }

    fn unpack(&mut self, mut piece: &[u8], into: &mut Vec<u8>, limit: usize) -> Result<(), Spoilt> {
        loop {
            let done = self.decoder.run_on_buffers(piece, &mut self.step).map_err(|_| Spoilt::DoesNotUnpack)?;
            let unpacked = self.step.get(..done.bytes_written).unwrap_or_default();
            if into.len() + unpacked.len() > limit {
                return Err(Spoilt::UnpacksTooLarge { limit });
            }
            into.extend_from_slice(unpacked);
            piece = piece.get(done.bytes_read..).unwrap_or_default();
            self.is_open = done.remaining > 0;
            // A full step may have left more inside than it gave.
            let is_full = done.bytes_written == self.step.len();
            if piece.is_empty() && !(self.is_open && is_full) {
                return Ok(());
            }
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes came)", self.came)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 3 * STEP_BYTES;

    fn read(packing: Option<&str>, bytes: &[u8], piece: usize) -> Result<Vec<u8>, Spoilt> {
        let mut body = Body::new(packing, LIMIT)?;
        bytes.chunks(piece).try_for_each(|piece| body.take(piece))?;
        body.finish()
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 1).expect("it can be packed")
    }

    #[test]
    fn a_packed_body_comes_out_whole_however_it_is_cut_into_pieces() {
        for length in [0, 1, STEP_BYTES - 1, STEP_BYTES, STEP_BYTES + 1, LIMIT] {
            let whole: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
            for piece in [1, 7, STEP_BYTES] {
                assert_eq!(read(Some("zstd"), &packed(&whole), piece), Ok(whole.clone()), "{length} bytes by {piece}");
            }
            assert_eq!(read(None, &whole, 7), Ok(whole), "{length} plain bytes");
        }
    }

    #[test]
    fn more_than_one_frame_is_one_body() {
        let two = [packed(b"one"), packed(b"two")].concat();
        assert_eq!(read(Some("zstd"), &two, 1), Ok(b"onetwo".to_vec()));
    }

    #[test]
    fn what_comes_and_what_it_unpacks_to_are_counted_apart() {
        let large = vec![b' '; LIMIT + 1];
        assert_eq!(read(None, &large, 1000), Err(Spoilt::TooLarge { limit: LIMIT }));
        assert_eq!(read(Some("zstd"), &packed(&large), 1000), Err(Spoilt::UnpacksTooLarge { limit: LIMIT }));
        // Frames that hold nothing and are skipped (RFC 8878, 3.1.2): nothing is unpacked, and yet it ends.
        let nothing = [0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0].repeat(LIMIT / 8 + 1);
        assert_eq!(read(Some("zstd"), &nothing, 1000), Err(Spoilt::TooLarge { limit: LIMIT }));
    }

    #[test]
    fn a_packed_body_without_its_end_is_cut_off_wherever_that_is() {
        let whole = packed(b"an answer of some length");
        for length in 1..whole.len() {
            let half = whole.get(..length).expect("shorter");
            assert_eq!(read(Some("zstd"), half, 3), Err(Spoilt::CutOff), "{length} of {} bytes", whole.len());
        }
    }

    #[test]
    fn only_the_packing_that_was_asked_for_is_unpacked() {
        assert_eq!(read(Some("ZSTD"), &packed(b"{}"), 9), Ok(b"{}".to_vec()));
        assert_eq!(read(Some("identity"), b"{}", 9), Ok(b"{}".to_vec()));
        for packing in ["gzip", "br", "zstd, zstd", "?"] {
            assert_eq!(read(Some(packing), b"{}", 9), Err(Spoilt::DoesNotUnpack), "{packing}");
        }
        assert_eq!(read(Some("zstd"), b"this is not packed", 9), Err(Spoilt::DoesNotUnpack));
    }
}
