//! Where a test lets the hub die: right before a COMMIT, or right after it and before the answer.
//!
//! A hook of each store's own: the registry of a failpoint crate is one for the whole process, and tests run beside each other.

use std::sync::Mutex;

use crate::hub::store::StoreError;

/// A place to die at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hub::store) enum Point {
    /// Everything is written, nothing is committed.
    BeforeCommit,
    /// Everything is committed, nobody was told.
    AfterCommit,
}

/// What happens at the moment of death.
type LastWords = Box<dyn FnOnce() + Send>;

/// A hook around COMMIT; it does nothing until it is armed.
#[derive(Default)]
pub(in crate::hub::store) struct Failpoint(Mutex<Option<(Point, LastWords)>>);

impl std::fmt::Debug for Failpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Failpoint")
    }
}

impl Failpoint {
    /// The next transaction that comes to this point goes no further.
    pub(in crate::hub::store) fn arm(&self, point: Point, last_words: impl FnOnce() + Send + 'static) {
        *self.0.lock().expect("nobody panicked here") = Some((point, Box::new(last_words)));
    }

    /// Whether it is armed still.
    pub(in crate::hub::store) fn is_armed(&self) -> bool {
        self.0.lock().expect("nobody panicked here").is_some()
    }

    pub(super) fn reach(&self, point: Point) -> Result<(), StoreError> {
        let armed = self.0.lock().expect("nobody panicked here").take_if(|(at, _)| *at == point);
        let Some((_, last_words)) = armed else { return Ok(()) };
        last_words();
        Err(StoreError::Database { attempt: "go on after dying", source: sqlx::Error::WorkerCrashed })
    }
}
