//! Keys: one letter, then fixed-size tags. A stolen disk tells how much there is, not what it is about.

use chrono::{Datelike, NaiveDate};

use super::value::{guarded, unguarded};
use crate::domain::id::RowId;
use crate::domain::stream::StreamId;
use crate::seal::Tags;

/// Length of a row's key: letter 1, stream 8, generation 4, day 8, kind and id 16.
pub(super) const ROW_KEY_BYTES: usize = 37;

const ROW: u8 = b'r';
const INDEX: u8 = b'i';
const STREAM: u8 = b's';
const SETTING: u8 = b'm';

/// Makes keys.
#[derive(Debug)]
pub(super) struct Keys {
    tags: Tags,
}

impl Keys {
    pub(super) fn open() -> Self {
        Self { tags: Tags::open() }
    }

    fn stream_tag(&self, stream: StreamId) -> [u8; 8] {
        self.tags.tag("stream", &[stream.kind.as_str().as_bytes(), stream.id.as_bytes()])
    }

    fn prefix(&self, letter: u8, stream: StreamId, generation: u32) -> Vec<u8> {
        let mut key = Vec::with_capacity(ROW_KEY_BYTES);
        key.push(letter);
        key.extend(self.stream_tag(stream));
        key.extend(generation.to_be_bytes());
        key
    }

    /// Every row of a generation.
    pub(super) fn generation(&self, stream: StreamId, generation: u32) -> Vec<u8> {
        self.prefix(ROW, stream, generation)
    }

    /// The rows of one day, or those without a day.
    pub(super) fn bucket(&self, stream: StreamId, generation: u32, day: Option<NaiveDate>) -> Vec<u8> {
        let mut key = self.generation(stream, generation);
        let day = day.map_or(i32::MIN, |day| day.num_days_from_ce());
        key.extend(self.tags.tag::<8>("day", &[&day.to_be_bytes()]));
        key
    }

    /// One row.
    pub(super) fn row(
        &self,
        stream: StreamId,
        generation: u32,
        day: Option<NaiveDate>,
        kind: &str,
        id: RowId,
    ) -> [u8; ROW_KEY_BYTES] {
        let mut key = self.bucket(stream, generation, day);
        key.extend(self.tags.tag::<16>("row", &[kind.as_bytes(), id.0.as_bytes()]));
        let mut fixed = [0; ROW_KEY_BYTES];
        for (to, from) in fixed.iter_mut().zip(key) {
            *to = from;
        }
        fixed
    }

    /// Where a row is, by its id alone: its day may have changed.
    pub(super) fn index(&self, stream: StreamId, generation: u32, id: RowId) -> Vec<u8> {
        let mut key = self.indices(stream, generation);
        key.extend(self.tags.tag::<16>("id", &[id.0.as_bytes()]));
        key
    }

    /// Every index entry of a generation.
    pub(super) fn indices(&self, stream: StreamId, generation: u32) -> Vec<u8> {
        self.prefix(INDEX, stream, generation)
    }

    /// What is known of a stream.
    pub(super) fn stream(&self, stream: StreamId) -> Vec<u8> {
        let mut key = Self::streams();
        key.extend(self.stream_tag(stream));
        key
    }

    /// Every stream.
    pub(super) fn streams() -> Vec<u8> {
        vec![STREAM]
    }

    /// A setting.
    pub(super) fn setting(&self, name: &str) -> Vec<u8> {
        let mut key = vec![SETTING];
        key.extend(self.tags.tag::<16>("setting", &[name.as_bytes()]));
        key
    }
}

/// Where a row lies, and its revision: what has to go when it changes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Locator {
    pub(super) revision: u64,
    pub(super) key: [u8; ROW_KEY_BYTES],
}

impl Locator {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.revision.to_be_bytes().to_vec();
        bytes.extend(self.key);
        guarded(bytes)
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (revision, key) = unguarded(bytes)?.split_first_chunk::<8>()?;
        Some(Self { revision: u64::from_be_bytes(*revision), key: key.try_into().ok()? })
    }
}
