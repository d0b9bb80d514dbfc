//! Keys and tags: what a disk shows to who steals it. Digests of rows, keyed tags for cache keys.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The key of tags until keys are sealed per user: it hides nothing yet, but the layout on disk is already final.
const OPEN_KEY: &[u8] = b"vleugel/tags/open/v1";

/// What a live row adds to its stream's checksum: the last 8 bytes, big-endian, of SHA-256(id ‖ revision as u64, big-endian).
pub fn row_digest(id: Uuid, revision: u64) -> u64 {
    let mut hash = Sha256::new();
    hash.update(id.as_bytes());
    hash.update(revision.to_be_bytes());
    let digest: [u8; 32] = hash.finalize().into();
    let mut low = [0; 8];
    low.copy_from_slice(digest.last_chunk::<8>().unwrap_or(&[0; 8]));
    u64::from_be_bytes(low)
}

/// Makes fixed-size tags that say nothing about what they stand for.
#[derive(Clone)]
pub struct Tags {
    mac: Hmac<Sha256>,
}

impl std::fmt::Debug for Tags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tags(‹key›)")
    }
}

impl Tags {
    /// Tags under the open key.
    pub fn open() -> Self {
        Self::new(OPEN_KEY)
    }

    /// Tags under a key of any length.
    pub fn new(key: &[u8]) -> Self {
        // HMAC takes keys of every length; a key that it refused would be a zero key, never a panic.
        let mac =
            Hmac::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&hmac::digest::Key::<Hmac<Sha256>>::default()));
        Self { mac }
    }

    /// A tag of `N` ≤ 32 bytes for these parts, under a label that keeps kinds of tags apart.
    pub fn tag<const N: usize>(&self, label: &str, parts: &[&[u8]]) -> [u8; N] {
        let mut mac = self.mac.clone();
        for part in [label.as_bytes()].iter().chain(parts) {
            // Lengths go first, so that no two lists of parts read the same.
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        let mut tag = [0; N];
        for (to, from) in tag.iter_mut().zip(full) {
            *to = from;
        }
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_digest_depends_on_id_and_revision() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let digests = [row_digest(a, 1), row_digest(a, 2), row_digest(b, 1)];
        assert!(digests[0] != digests[1] && digests[0] != digests[2] && digests[1] != digests[2]);
        assert_eq!(row_digest(a, 1), digests[0]);
    }

    #[test]
    fn a_row_digest_is_what_any_other_program_computes() {
        // printf '0000000000000000000000000000000100000000000000001' as bytes | sha256sum, last 16 digits.
        let mut bytes = [0_u8; 24];
        bytes[15] = 1;
        bytes[23] = 1;
        let full: [u8; 32] = Sha256::digest(bytes).into();
        let low = full[24..].iter().fold(0_u64, |low, byte| (low << 8) | u64::from(*byte));
        assert_eq!(row_digest(Uuid::from_u128(1), 1), low);
    }

    #[test]
    fn tags_keep_labels_and_the_borders_of_parts_apart() {
        let tags = Tags::open();
        let tag = |label, parts: &[&[u8]]| tags.tag::<16>(label, parts);
        assert_ne!(tag("day", &[b"ab", b"c"]), tag("day", &[b"a", b"bc"]));
        assert_ne!(tag("day", &[b"a"]), tag("stream", &[b"a"]));
        assert_ne!(Tags::new(b"other").tag::<16>("day", &[b"a"]), tag("day", &[b"a"]));
    }
}
