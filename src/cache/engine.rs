//! What the cache asks of a store: ordered keys, one atomic batch. Small, so that another engine can replace sled in a day.

use std::collections::BTreeMap;

/// The engine failed; what it said is in the source.
#[derive(Debug, thiserror::Error)]
#[error("the cache's engine failed")]
pub struct EngineError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Changes that are all there afterwards, or none.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Key → value, or none to remove it. The last word on a key counts.
    changes: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl Batch {
    /// Puts a value under a key.
    pub fn put(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.changes.insert(key, Some(value));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: Vec<u8>) {
        self.changes.insert(key, None);
    }
}

/// An ordered store of bytes.
pub trait Engine: Send {
    /// The value under a key.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError>;

    /// Every key that begins with this prefix, in order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn scan(&self, prefix: &[u8], each: &mut dyn FnMut(&[u8], &[u8])) -> Result<(), EngineError>;

    /// Applies a batch: after a crash at any moment all of it is there, or nothing.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn apply(&mut self, batch: Batch) -> Result<(), EngineError>;

    /// Hands what was applied to the operating system.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn flush(&mut self) -> Result<(), EngineError>;

    /// How much room it takes on the disk, in bytes; none in memory.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn disk_bytes(&self) -> Result<u64, EngineError> {
        Ok(0)
    }
}

/// The twin in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory(BTreeMap<Vec<u8>, Vec<u8>>);

impl Engine for Memory {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        Ok(self.0.get(key).cloned())
    }

    fn scan(&self, prefix: &[u8], each: &mut dyn FnMut(&[u8], &[u8])) -> Result<(), EngineError> {
        let from = self.0.range(prefix.to_vec()..);
        from.take_while(|(key, _)| key.starts_with(prefix)).for_each(|(key, value)| each(key, value));
        Ok(())
    }

    fn apply(&mut self, batch: Batch) -> Result<(), EngineError> {
        for (key, value) in batch.changes {
            match value {
                Some(value) => self.0.insert(key, value),
                None => self.0.remove(&key),
            };
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), EngineError> {
        Ok(())
    }
}

/// sled on disk, in one tree.
pub(super) struct Sled(pub(super) sled::Db);

impl Sled {
    fn failed(error: sled::Error) -> EngineError {
        EngineError(Box::new(error))
    }
}

impl Engine for Sled {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        self.0.get(key).map(|value| value.map(|value| value.to_vec())).map_err(Self::failed)
    }

    fn scan(&self, prefix: &[u8], each: &mut dyn FnMut(&[u8], &[u8])) -> Result<(), EngineError> {
        for entry in self.0.scan_prefix(prefix) {
            let (key, value) = entry.map_err(Self::failed)?;
            each(&key, &value);
        }
        Ok(())
    }

    fn apply(&mut self, batch: Batch) -> Result<(), EngineError> {
        let mut changes = sled::Batch::default();
        for (key, value) in batch.changes {
            match value {
                Some(value) => changes.insert(key, value),
                None => changes.remove(key),
            }
        }
        self.0.apply_batch(changes).map_err(Self::failed)
    }

    fn flush(&mut self) -> Result<(), EngineError> {
        self.0.flush().map(drop).map_err(Self::failed)
    }

    fn disk_bytes(&self) -> Result<u64, EngineError> {
        self.0.size_on_disk().map_err(Self::failed)
    }
}
