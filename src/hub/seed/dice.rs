//! Chance that is the same on every machine and with every version of every library: SplitMix64.

use sha2::{Digest, Sha256};

/// Numbers that look random and are a function of seed and key.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one thing.
    pub(super) fn new(seed: u64, key: &str) -> Self {
        let digest: [u8; 32] = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(key).finalize().into();
        Self(digest.first_chunk::<8>().map_or(seed, |first| u64::from_be_bytes(*first)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to just below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: u16) -> u16 {
        u16::try_from(self.next() % u64::from(end.max(1))).unwrap_or_default()
    }

    /// True once in `times`, on average.
    pub(super) fn once_in(&mut self, times: u16) -> bool {
        self.below(times) == 0
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let at = self.below(u16::try_from(list.len()).unwrap_or(u16::MAX));
        list[usize::from(at)]
    }
}
