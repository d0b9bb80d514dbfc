//! The journal's disk: the open segment, the reserve behind it, and how it went last time.

use std::io;

use super::error::{JournalError, JournalFault};
use super::reserve::Reserve;
use super::segment::{self, Writer};
use super::{DeviceFolder, FrameKind};

/// Whether the disk does what is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Health {
    /// It does.
    #[default]
    Good,
    /// It is full, or was: what is saved now lies in room that was kept for that.
    Reserve,
    /// It is full: nothing can be saved.
    Full,
    /// It cannot be written any more: nothing can be saved.
    ReadOnly,
    /// It fails: nothing can be saved.
    Failing,
}

#[derive(Debug)]
pub(super) struct Disk {
    pub(super) folder: DeviceFolder,
    pub(super) writer: Writer,
    reserve: Reserve,
    health: Health,
}

impl Disk {
    /// Opens the end of a journal whose segments were read.
    pub(super) fn open(folder: DeviceFolder, mut reserve: Reserve) -> Result<Self, JournalError> {
        let paths = segment::paths(folder.path())?;
        let writer = with_reserve(&mut reserve, || Writer::open(folder.path(), folder.device(), &paths))?;
        let mut disk = Self { folder, writer, reserve, health: Health::Good };
        // When it cannot be mended, what is here can be read and sent all the same.
        let mended = disk.tried(Writer::mend);
        if let Err(error) = mended {
            tracing::warn!(%error, "the end of the journal is in doubt");
        }
        Ok(disk)
    }

    /// Saves a frame. A write or sync that fails is tried once more, in a new segment, and with the reserve when the disk is full.
    pub(super) fn append(&mut self, kind: FrameKind, number: u64, body: &[u8]) -> Result<(), JournalError> {
        self.tried(|writer| writer.append(kind, number, body))
    }

    fn tried(&mut self, action: impl Fn(&mut Writer) -> Result<(), JournalError>) -> Result<(), JournalError> {
        let mut done = action(&mut self.writer);
        if let Err(error) = &done
            && error.fault != JournalFault::TooLarge
        {
            tracing::warn!(%error, reason = error.source.as_ref().map(io::Error::to_string), "the journal goes on elsewhere");
            if error.fault == JournalFault::DiskFull {
                self.reserve.free();
            }
            done = action(&mut self.writer);
        }
        self.health = match done.as_ref().map_err(|error| error.fault) {
            Ok(()) | Err(JournalFault::TooLarge) if self.reserve.is_held() => Health::Good,
            Ok(()) | Err(JournalFault::TooLarge) => Health::Reserve,
            Err(JournalFault::DiskFull) => Health::Full,
            Err(JournalFault::NotWritable) => Health::ReadOnly,
            Err(_) => Health::Failing,
        };
        done
    }

    /// Whether the disk does what is asked of it.
    pub(super) const fn health(&self) -> Health {
        self.health
    }

    /// Takes the reserve again when there is room.
    pub(super) fn restore(&mut self) {
        if self.reserve.restore() && matches!(self.health, Health::Reserve | Health::Full) {
            self.health = Health::Good;
        }
    }
}

/// Does what may need room; once more without the reserve when there is none.
pub(super) fn with_reserve<T>(
    reserve: &mut Reserve,
    mut action: impl FnMut() -> Result<T, JournalError>,
) -> Result<T, JournalError> {
    match action() {
        Err(error) if error.fault == JournalFault::DiskFull && reserve.free() => action(),
        done => done,
    }
}
