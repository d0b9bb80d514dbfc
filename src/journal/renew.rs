//! Going on as another device, when a copy of this journal has used its numbers: a cloned disk, a restored machine.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::error::JournalError;
use super::{DeviceFolder, Journal};
use crate::domain::id::DeviceId;

/// What the new folder is called until it is whole.
const NEXT: &str = "next";
/// What the old folder is called afterwards, with the device's id. It is kept: nothing in it is deleted.
const COPIED: &str = "copied";

impl Journal {
    /// Begins the journal of another device with these actions and looks, each numbered from 1, and keeps the old one beside it. After
    /// a power cut at any moment either the old or the new one is there; [`complete`] ends what was begun.
    ///
    /// # Errors
    /// When the new one is not on disk; then this journal is as it was, unless its folder cannot be opened any more.
    pub fn renew(&mut self, device: DeviceId, actions: &[Vec<u8>], looks: &[Vec<u8>]) -> Result<(), JournalError> {
        let Some(folder) = self.path().map(Path::to_owned) else {
            *self = fill(Self::in_memory(device), actions, looks)?;
            return Ok(());
        };
        let attempt = "begin the journal of a new device";
        let next = beside(&folder, NEXT);
        if next.exists() {
            // Begun once and not ended: nothing in it was ever shown as saved.
            fs::remove_dir_all(&next).map_err(JournalError::io(attempt, &next))?;
        }
        let (fresh, _) = Self::open(DeviceFolder::open(&next, || device)?)?;
        drop(fill(fresh, actions, looks)?);
        let old = std::mem::replace(self, Self::in_memory(self.device));
        let aside = beside(&folder, &format!("{COPIED}-{}", old.device));
        // The lock goes with the old folder.
        drop(old);
        fs::rename(&folder, &aside).map_err(JournalError::io(attempt, &folder))?;
        complete(&folder)?;
        *self = Self::open(DeviceFolder::open(&folder, || device)?)?.0;
        Ok(())
    }
}

/// Ends a change of device that a power cut stopped between its two renames.
///
/// # Errors
/// When the new folder cannot be put in its place.
pub fn complete(folder: &Path) -> Result<(), JournalError> {
    let next = beside(folder, NEXT);
    if folder.exists() || !next.exists() {
        return Ok(());
    }
    let parent = folder.parent().unwrap_or(folder);
    fs::rename(&next, folder)
        .and_then(|()| File::open(parent)?.sync_all())
        .map_err(JournalError::io("put the journal of a new device in its place", folder))
}

fn fill(mut journal: Journal, actions: &[Vec<u8>], looks: &[Vec<u8>]) -> Result<Journal, JournalError> {
    for (number, bytes) in (1..).zip(actions) {
        journal.append_action(number, bytes)?;
    }
    for (number, bytes) in (1..).zip(looks) {
        journal.append_look(number, bytes)?;
    }
    Ok(journal)
}

fn beside(folder: &Path, suffix: &str) -> PathBuf {
    folder.with_extension(suffix)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;

    const OLD: DeviceId = DeviceId(Uuid::from_u128(1));
    const NEW: DeviceId = DeviceId(Uuid::from_u128(2));

    fn open(folder: &Path) -> Journal {
        Journal::open(DeviceFolder::open(folder, || OLD).expect("a folder")).expect("a journal").0
    }

    #[test]
    fn a_new_device_begins_with_what_it_is_given_and_the_old_journal_stays() {
        let home = TempDir::new().expect("a folder");
        let folder = home.path().join("device");
        let mut journal = open(&folder);
        journal.append_action(1, b"decided").expect("written");
        journal.append_action(2, b"waits").expect("written");
        journal.renew(NEW, &[b"waits".to_vec()], &[b"a look".to_vec()]).expect("renewed");
        journal.append_action(2, b"later").expect("written");
        assert_eq!((journal.device(), journal.action(1)), (NEW, Some(b"waits".as_slice())));
        drop(journal);
        let again = open(&folder);
        assert_eq!((again.device(), again.action(1), again.last_number()), (NEW, Some(b"waits".as_slice()), 2));
        assert_eq!(again.looks().collect::<Vec<_>>(), [(1, b"a look".as_slice())]);
        let old = open(&beside(&folder, &format!("{COPIED}-{OLD}")));
        assert_eq!((old.device(), old.action(1)), (OLD, Some(b"decided".as_slice())));
    }

    #[test]
    fn a_change_that_was_cut_off_between_its_renames_is_completed() {
        let home = TempDir::new().expect("a folder");
        let folder = home.path().join("device");
        drop(fill(open(&beside(&folder, NEXT)), &[b"waits".to_vec()], &[]).expect("written"));
        complete(&folder).expect("completed");
        assert_eq!(open(&folder).action(1), Some(b"waits".as_slice()));
        complete(&folder).expect("nothing to do");
    }

    #[test]
    fn in_memory_too() {
        let mut journal = Journal::in_memory(OLD);
        journal.append_action(1, b"decided").expect("memory");
        journal.renew(NEW, &[b"waits".to_vec()], &[b"a look".to_vec()]).expect("memory");
        assert_eq!((journal.device(), journal.last_number()), (NEW, 1));
    }
}
