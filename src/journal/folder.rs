//! The device folder: whose terminal this is, and that only one program uses it.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::error::{JournalError, JournalFault};
use super::segment::no_follow;
use crate::domain::id::DeviceId;

/// The file with the device's id.
const ID_FILE: &str = "device";
/// The file that a running program has locked; it holds the program's process id.
const LOCK_FILE: &str = "lock";
/// Rights for the owner only: nobody else has business here.
const OTHERS: u32 = 0o077;

/// The folder of this terminal, locked for as long as this value lives.
#[derive(Debug)]
pub struct DeviceFolder {
    path: PathBuf,
    device: DeviceId,
    lock: File,
}

impl DeviceFolder {
    /// Makes or opens the folder, locks it, and reads or makes the device's id.
    ///
    /// # Errors
    /// When it cannot be written, when others can read it, or when another program has it.
    pub fn open(path: &Path, new_device: impl FnOnce() -> DeviceId) -> Result<Self, JournalError> {
        let attempt = "open the device folder";
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(JournalError::io(attempt, path))?;
        let metadata = fs::symlink_metadata(path).map_err(JournalError::io(attempt, path))?;
        if !metadata.is_dir() || metadata.mode() & OTHERS != 0 {
            return Err(JournalError::new(attempt, path, JournalFault::Unsafe));
        }
        keep_names(path).map_err(JournalError::io(attempt, path))?;
        let lock = lock(&path.join(LOCK_FILE))?;
        let device = device(path, new_device)?;
        Ok(Self { path: path.to_owned(), device, lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose it is.
    pub const fn device(&self) -> DeviceId {
        self.device
    }
}

impl Drop for DeviceFolder {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that is being started still has a copy of it for a moment.
        // When even this fails, the end of the program lets go.
        let _held = self.lock.unlock();
    }
}

/// Puts the names of the folder and of those above it on disk, as far up as they are of the same owner: a folder whose name
/// a power cut takes is gone with all that was synced in it. Whoever made them may not have done so.
fn keep_names(path: &Path) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let owner = fs::metadata(&path)?.uid();
    for above in path.ancestors().skip(1) {
        if fs::metadata(above)?.uid() != owner {
            break;
        }
        // Who may not read a folder of their own cannot sync it either.
        let Ok(above) = File::open(above) else { break };
        above.sync_all()?;
    }
    Ok(())
}

fn lock(path: &Path) -> Result<File, JournalError> {
    let attempt = "lock the device folder";
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(no_follow())
        .open(path)
        .map_err(JournalError::io(attempt, path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let pid = file.read_to_string(&mut holder).ok().and_then(|_| holder.trim().parse().ok());
            return Err(JournalError::new(attempt, path, JournalFault::InUse { pid }));
        }
        Err(TryLockError::Error(error)) => return Err(JournalError::io(attempt, path)(error)),
    }
    // The lock is what counts. On a full disk the next program says only that somebody has it, not who.
    let noted = file
        .set_len(0)
        .and_then(|()| file.seek(SeekFrom::Start(0)))
        .and_then(|_| write!(file, "{}", std::process::id()));
    if let Err(error) = noted {
        tracing::warn!(%error, "this program could not write down that it has the journal");
    }
    Ok(file)
}

fn device(folder: &Path, new_device: impl FnOnce() -> DeviceId) -> Result<DeviceId, JournalError> {
    let path = folder.join(ID_FILE);
    let known = fs::read_to_string(&path).ok().and_then(|id| id.trim().parse().ok());
    if let Some(device) = known {
        return Ok(device);
    }
    // No id, or half of one: no action can have been saved under it, since the id is synced first.
    let attempt = "write the device's id";
    let device = new_device();
    let fresh = folder.join("device.new");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .custom_flags(no_follow())
        .open(&fresh)
        .map_err(JournalError::io(attempt, &fresh))?;
    write!(file, "{device}").and_then(|()| file.sync_all()).map_err(JournalError::io(attempt, &fresh))?;
    fs::rename(&fresh, &path)
        .and_then(|()| File::open(folder)?.sync_all())
        .map_err(JournalError::io(attempt, &path))?;
    Ok(device)
}
