//! The reserve: room on the disk that is ours already, given back when the disk is full, so that writing goes on.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::segment::no_follow;

/// Size of the reserve, in bytes: a segment, which is thousands of marks.
pub(super) const RESERVE_BYTES: u64 = super::SEGMENT_BYTES;
/// The reserve is taken again only when this many times its size is free: whoever fills the disk should not find us at it.
const ROOM: u64 = 4;
/// What the file is called, and until it is whole.
const NAME: &str = "reserve";
const UNFINISHED: &str = "reserve.new";

/// The reserve of a device folder.
#[derive(Debug)]
pub(super) struct Reserve {
    folder: PathBuf,
    held: bool,
}

impl Reserve {
    /// Finds the reserve, or makes it. Without room there is none; that is no error.
    pub(super) fn hold(folder: &Path) -> Self {
        let held = fs::symlink_metadata(folder.join(NAME)).is_ok_and(|found| found.is_file() && is_whole(found.len()));
        let mut reserve = Self { folder: folder.to_owned(), held };
        reserve.restore();
        reserve
    }

    /// Whether there is one.
    pub(super) const fn is_held(&self) -> bool {
        self.held
    }

    /// Gives the room back to the disk. False when there was none to give.
    pub(super) fn free(&mut self) -> bool {
        let held = std::mem::take(&mut self.held);
        // Some file systems give room back only when the removal is on disk.
        let freed = fs::remove_file(self.folder.join(NAME)).and_then(|()| File::open(&self.folder)?.sync_all());
        held && freed.is_ok()
    }

    /// Makes the reserve again when there is ample room, and says whether there is one.
    pub(super) fn restore(&mut self) -> bool {
        if !self.held && has_room(&self.folder) {
            let unfinished = self.folder.join(UNFINISHED);
            self.held = self.make(&unfinished).is_ok();
            if !self.held {
                // What little was written is needed elsewhere.
                let _none = fs::remove_file(&unfinished);
            }
        }
        self.held
    }

    fn make(&self, unfinished: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600).custom_flags(no_follow());
        let mut file = options.open(unfinished)?;
        file.write_all(&noise())?;
        // Room that is not on disk yet is only promised.
        file.sync_all()?;
        fs::rename(unfinished, self.folder.join(NAME))
    }
}

/// Bytes without a pattern, so that a disk that compresses keeps the room all the same: multiples of the golden ratio.
fn noise() -> Vec<u8> {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut bytes = Vec::with_capacity(usize::try_from(RESERVE_BYTES).unwrap_or_default());
    for number in 0..RESERVE_BYTES / 8 {
        bytes.extend_from_slice(&number.wrapping_mul(GOLDEN).to_le_bytes());
    }
    bytes
}

const fn is_whole(bytes: u64) -> bool {
    bytes == RESERVE_BYTES
}

/// Who cannot tell tries.
fn has_room(folder: &Path) -> bool {
    let free = rustix::fs::statvfs(folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    free.map_or(true, |free| free >= RESERVE_BYTES.saturating_mul(ROOM))
}
