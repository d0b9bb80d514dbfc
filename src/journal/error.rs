//! What can go wrong with a journal: what was attempted, on which path, and what kind of fault it was.

use std::io;
use std::path::{Path, PathBuf};

/// A journal could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{attempt} {}", .path.display())]
pub struct JournalError {
    /// What was attempted: `open the journal`, `write to the journal`.
    pub attempt: &'static str,
    /// On which path.
    pub path: PathBuf,
    /// What kind of fault.
    pub fault: JournalFault,
    /// The system's own words.
    #[source]
    pub source: Option<io::Error>,
}

/// What kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalFault {
    /// The folder or file cannot be written: rights, or a read-only disk.
    NotWritable,
    /// The disk is full.
    DiskFull,
    /// Another process has the folder.
    InUse {
        /// Its process id, when it wrote one.
        pid: Option<u32>,
    },
    /// Others on this machine can read or change the folder, or it is a link.
    Unsafe,
    /// The action is larger than a frame can be.
    TooLarge,
    /// Anything else that the system said.
    Io,
}

impl JournalError {
    pub(super) fn new(attempt: &'static str, path: &Path, fault: JournalFault) -> Self {
        Self { attempt, path: path.to_owned(), fault, source: None }
    }

    /// Makes an `io::Error` into one of ours; for `map_err`.
    pub(super) fn io(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| {
            let fault = match source.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => JournalFault::NotWritable,
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => JournalFault::DiskFull,
                _ => JournalFault::Io,
            };
            Self { attempt, path, fault, source: Some(source) }
        }
    }
}
