//! The append-only action log: what an officer did is safe here before the screen says so.
//!
//! A journal is a folder of segments; a segment is a header and frames. A frame is appended with one `write` and one
//! `fdatasync`; only then its action counts as saved. Nothing here knows what an action says: bodies are bytes, as they were or
//! will be sent. Files are opened, written and synced through `std::fs` alone, so that a write tracer sees every call.

mod disk;
mod error;
mod folder;
mod frame;
mod recover;
mod renew;
mod reserve;
mod retain;
mod segment;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::id::DeviceId;

pub use disk::Health;
pub use error::{JournalError, JournalFault};
pub use folder::DeviceFolder;
pub use frame::{FrameKind, MAX_BODY_BYTES};
pub use recover::Recovery;
pub use renew::complete;
pub use retain::KEPT_DAYS;

use disk::Disk;
use reserve::Reserve;
use retain::{Note, Numbers, read_look};

/// A segment that has reached this size is closed and a new one begun, in bytes.
pub const SEGMENT_BYTES: u64 = 1024 * 1024;

/// The log of one device.
#[derive(Debug)]
pub struct Journal {
    device: DeviceId,
    state: State,
    /// None in memory.
    disk: Option<Disk>,
}

/// What the frames say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    /// Every action that is kept, by number.
    actions: BTreeMap<u64, Box<[u8]>>,
    /// Outcomes by the number of their action.
    outcomes: BTreeMap<u64, Box<[u8]>>,
    /// Every look, by number.
    looks: BTreeMap<u64, Box<[u8]>>,
    /// The hub's lineage as last seen.
    epoch: Option<Box<[u8]>>,
    /// The last number that was given out.
    last: u64,
    /// What was settled by which day.
    notes: Vec<Note>,
    /// Up to here, what is gone was settled long ago.
    floor: Numbers,
}

impl State {
    fn take(&mut self, kind: FrameKind, number: u64, body: &[u8]) {
        match kind {
            FrameKind::Action => {
                self.actions.insert(number, body.into());
                self.last = self.last.max(number);
            }
            FrameKind::Outcome => {
                self.outcomes.insert(number, body.into());
                self.last = self.last.max(number);
            }
            FrameKind::Epoch => {
                let another = self.epoch.as_deref().is_some_and(|known| known != body);
                if another && let Some(beyond) = number.checked_add(1) {
                    self.outcomes.split_off(&beyond);
                }
                self.epoch = Some(body.into());
            }
            FrameKind::Look => {
                self.looks.insert(number, body.into());
            }
            FrameKind::Settled => {
                self.last = self.last.max(number);
                self.notes.extend(Note::read(number, body));
            }
            FrameKind::Floor => self.forget(Numbers { action: number, look: read_look(body).unwrap_or_default() }),
            FrameKind::Other(_) => {}
        }
    }

    fn forget(&mut self, floor: Numbers) {
        self.last = self.last.max(floor.action);
        self.actions = self.actions.split_off(&floor.action.saturating_add(1));
        self.outcomes = self.outcomes.split_off(&floor.action.saturating_add(1));
        self.looks = self.looks.split_off(&floor.look.saturating_add(1));
        self.floor = floor;
    }
}

impl Journal {
    /// Opens the journal in a device folder, or begins one, and says what it found.
    ///
    /// # Errors
    /// When the folder cannot be read or written. Damage is no error: it is in the [`Recovery`].
    pub fn open(folder: DeviceFolder) -> Result<(Self, Recovery), JournalError> {
        let mut state = State::default();
        let mut recovery = Recovery::default();
        let mut reserve = Reserve::hold(folder.path());
        for path in &segment::paths(folder.path())? {
            // Mending may need room.
            let frames = disk::with_reserve(&mut reserve, || recover::segment(path, folder.device(), &mut recovery))?;
            for (kind, number, body) in &frames {
                state.take(*kind, *number, body);
            }
        }
        recovery.lost = missing(&state);
        let device = folder.device();
        Ok((Self { device, state, disk: Some(Disk::open(folder, reserve)?) }, recovery))
    }

    /// A journal that forgets everything when the program ends, for a terminal whose disk cannot be written.
    pub fn in_memory(device: DeviceId) -> Self {
        Self { device, state: State::default(), disk: None }
    }

    /// Whose log it is.
    pub const fn device(&self) -> DeviceId {
        self.device
    }

    /// Whether what is appended survives the program.
    pub const fn is_kept(&self) -> bool {
        self.disk.is_some()
    }

    /// The folder on disk.
    pub fn path(&self) -> Option<&Path> {
        self.disk.as_ref().map(|disk| disk.folder.path())
    }

    /// Whether the disk does what is asked of it; in memory it does.
    pub fn health(&self) -> Health {
        self.disk.as_ref().map(Disk::health).unwrap_or_default()
    }

    /// Takes the reserve again when there is room for it. Call it now and then: a disk that was full may have room by now.
    pub fn restore_reserve(&mut self) {
        if let Some(disk) = &mut self.disk {
            disk.restore();
        }
    }

    /// The number of the last action; 0 when there is none.
    pub const fn last_number(&self) -> u64 {
        self.state.last
    }

    /// The number of the next action.
    pub const fn next_number(&self) -> u64 {
        self.state.last.saturating_add(1)
    }

    /// Saves an action. When this returns, it is on disk.
    ///
    /// # Errors
    /// When it is not on disk. The number is then free again.
    pub fn append_action(&mut self, number: u64, body: &[u8]) -> Result<(), JournalError> {
        self.append(FrameKind::Action, number, body)
    }

    /// Saves what became of an action, as the hub wrote it. What is here already is not written again.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn append_outcome(&mut self, number: u64, body: &[u8]) -> Result<(), JournalError> {
        if self.outcome(number) == Some(body) { Ok(()) } else { self.append(FrameKind::Outcome, number, body) }
    }

    /// Saves that somebody opened a file, under the next number of its own. When this returns, it is on disk.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn append_look(&mut self, number: u64, body: &[u8]) -> Result<(), JournalError> {
        self.append(FrameKind::Look, number, body)
    }

    /// Every look, in number order: number and bytes as sent. What the hub has of them, it says itself.
    pub fn looks(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.state.looks.iter().map(|(number, body)| (*number, &**body))
    }

    /// One look's bytes.
    pub fn look(&self, number: u64) -> Option<&[u8]> {
        self.state.looks.get(&number).map(|body| &**body)
    }

    /// The number of the last look; 0 when there is none.
    pub fn last_look(&self) -> u64 {
        self.state.looks.last_key_value().map_or(self.state.floor.look, |(last, _)| *last)
    }

    /// The number of the next look.
    pub fn next_look(&self) -> u64 {
        self.last_look().saturating_add(1)
    }

    /// The last action of those that may be gone because they were settled long ago; 0 when there are none.
    pub const fn floor(&self) -> u64 {
        self.state.floor.action
    }

    /// Saves the hub's lineage. When it is another one than before, outcomes beyond `confirmed`, the last action that it knows, are
    /// those of a hub that is no more: these actions are undecided again.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn append_epoch(&mut self, epoch: &str, confirmed: u64) -> Result<(), JournalError> {
        self.append(FrameKind::Epoch, confirmed, epoch.as_bytes())
    }

    fn append(&mut self, kind: FrameKind, number: u64, body: &[u8]) -> Result<(), JournalError> {
        if let Some(disk) = &mut self.disk {
            disk.append(kind, number, body)?;
        }
        self.state.take(kind, number, body);
        Ok(())
    }

    /// The hub's lineage as last seen.
    pub fn epoch(&self) -> Option<&str> {
        self.state.epoch.as_deref().and_then(|epoch| std::str::from_utf8(epoch).ok())
    }

    /// Every action that is kept, in number order: number and bytes as sent.
    pub fn actions(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.state.actions.iter().map(|(number, body)| (*number, &**body))
    }

    /// Actions without an outcome, in number order.
    pub fn pending(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.actions().filter(|(number, _)| !self.state.outcomes.contains_key(number))
    }

    /// One action's bytes.
    pub fn action(&self, number: u64) -> Option<&[u8]> {
        self.state.actions.get(&number).map(|body| &**body)
    }

    /// What became of an action, as the hub wrote it.
    pub fn outcome(&self, number: u64) -> Option<&[u8]> {
        self.state.outcomes.get(&number).map(|body| &**body)
    }

    /// Every outcome that is kept, in number order.
    pub fn outcomes(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.state.outcomes.iter().map(|(number, body)| (*number, &**body))
    }

    /// How much room its segments take on disk, in bytes; as far as they can be looked at.
    pub fn disk_bytes(&self) -> u64 {
        let segments = self.segments().unwrap_or_default();
        segments.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|metadata| metadata.len()).sum()
    }

    /// The segments on disk, oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn segments(&self) -> Result<Vec<PathBuf>, JournalError> {
        self.disk.as_ref().map_or_else(|| Ok(Vec::new()), |disk| segment::paths(disk.folder.path()))
    }
}

/// Numbers whose action is gone: given out, since a later one exists, but neither action nor outcome is here.
fn missing(state: &State) -> Vec<u64> {
    let first = state.actions.keys().chain(state.outcomes.keys()).copied().min();
    let gone = |number: &u64| !state.actions.contains_key(number) && !state.outcomes.contains_key(number);
    let first = first.map(|first| first.max(state.floor.action.saturating_add(1)));
    first.map(|first| (first..=state.last).filter(gone).collect()).unwrap_or_default()
}
