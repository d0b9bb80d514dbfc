//! One segment: a header of fixed size, then frames. The writer keeps the newest one open.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::error::{JournalError, JournalFault};
use super::{FrameKind, SEGMENT_BYTES, frame};
use crate::domain::id::DeviceId;

/// What a segment begins with.
const MAGIC: [u8; 8] = *b"vleugelJ";
/// Format of header and frames.
const FORMAT: u32 = 1;
/// Size of the header, in bytes: magic 8, format 4, device 16, key id 4, room for a wrapped segment key 220, CRC-32C 4.
pub(super) const HEADER_BYTES: usize = 256;
/// Where the CRC of the header stands.
const HEADER_CRC_AT: usize = HEADER_BYTES - 4;
/// What segments are called: a number and this.
const SUFFIX: &str = "log";

/// The segments of a folder, oldest first.
pub(super) fn paths(folder: &Path) -> Result<Vec<PathBuf>, JournalError> {
    let failed = |source| JournalError::io("read the journal's folder", folder)(source);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if number_of(&path).is_some() {
            found.push(path);
        }
    }
    found.sort_by_key(|path| number_of(path));
    Ok(found)
}

fn number_of(path: &Path) -> Option<u64> {
    let is_segment = path.extension().is_some_and(|extension| extension == SUFFIX);
    path.file_stem().filter(|_| is_segment)?.to_str()?.parse().ok()
}

/// The header of a segment of this device. Key id 0: the frames are in the clear.
pub(super) fn header(device: DeviceId) -> [u8; HEADER_BYTES] {
    let mut header = [0; HEADER_BYTES];
    let fields = [MAGIC.as_slice(), &FORMAT.to_be_bytes(), device.0.as_bytes(), &0_u32.to_be_bytes()].concat();
    for (to, from) in header.iter_mut().zip(fields) {
        *to = from;
    }
    let crc = crc32c::crc32c(header.get(..HEADER_CRC_AT).unwrap_or_default());
    for (to, from) in header.iter_mut().skip(HEADER_CRC_AT).zip(crc.to_be_bytes()) {
        *to = from;
    }
    header
}

/// Whose segment this is; none when the header is cut, damaged or not ours.
pub(super) fn device_of(bytes: &[u8]) -> Option<DeviceId> {
    let header = bytes.first_chunk::<HEADER_BYTES>()?;
    let (fields, crc) = header.split_last_chunk::<4>()?;
    let (magic, rest) = fields.split_first_chunk::<8>()?;
    let (format, rest) = rest.split_first_chunk::<4>()?;
    let device = rest.first_chunk::<16>()?;
    let ours = *magic == MAGIC && u32::from_be_bytes(*format) == FORMAT;
    (ours && u32::from_be_bytes(*crc) == crc32c::crc32c(fields)).then(|| DeviceId(Uuid::from_bytes(*device)))
}

/// The open end of a journal.
#[derive(Debug)]
pub(super) struct Writer {
    folder: PathBuf,
    device: DeviceId,
    path: PathBuf,
    file: File,
    /// Bytes that are known to be good on disk.
    length: u64,
    number: u64,
    /// A failed write or sync leaves the file in a state that nobody knows: it is cut and synced before the next frame.
    suspect: bool,
}

impl Writer {
    /// Goes on in the newest segment, or begins the first. Recovery has cut torn tails, and completed the header, before.
    pub(super) fn open(folder: &Path, device: DeviceId, paths: &[PathBuf]) -> Result<Self, JournalError> {
        let Some(path) = paths.last() else {
            return Self::begin(folder, device, 1);
        };
        let attempt = "open the journal";
        let number = number_of(path).unwrap_or(1);
        let file = OpenOptions::new()
            .append(true)
            .custom_flags(no_follow())
            .open(path)
            .map_err(JournalError::io(attempt, path))?;
        let length = file.metadata().map_err(JournalError::io(attempt, path))?.len();
        // A program that was killed may not have synced its last frame, nor the name of a new segment; whoever reads them
        // now shows them as saved.
        file.sync_data().and_then(|()| File::open(folder)?.sync_all()).map_err(JournalError::io(attempt, path))?;
        Ok(Self { folder: folder.to_owned(), device, path: path.clone(), file, length, number, suspect: false })
    }

    fn begin(folder: &Path, device: DeviceId, number: u64) -> Result<Self, JournalError> {
        let attempt = "begin a journal segment";
        let path = folder.join(format!("{number:010}.{SUFFIX}"));
        let mut file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .mode(0o600)
            .custom_flags(no_follow())
            .open(&path)
            .map_err(JournalError::io(attempt, &path))?;
        let header = header(device);
        file.write_all(&header).and_then(|()| file.sync_all()).map_err(JournalError::io(attempt, &path))?;
        // Without this the file itself could be gone after a power cut.
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(JournalError::io(attempt, folder))?;
        let length = u64::try_from(header.len()).unwrap_or_default();
        Ok(Self { folder: folder.to_owned(), device, path, file, length, number, suspect: false })
    }

    /// One `write`, one `fdatasync`. When this returns, the frame is on disk.
    pub(super) fn append(&mut self, kind: FrameKind, number: u64, body: &[u8]) -> Result<(), JournalError> {
        let attempt = "write to the journal";
        let Some(bytes) = frame::encode(kind, number, body) else {
            return Err(JournalError::new(attempt, &self.path, JournalFault::TooLarge));
        };
        if self.suspect {
            self.mend()?;
        }
        if self.length >= SEGMENT_BYTES {
            *self = Self::begin(&self.folder, self.device, self.number.saturating_add(1))?;
        }
        let written = self.file.write_all(&bytes).and_then(|()| self.file.sync_data());
        if let Err(source) = written {
            self.suspect = true;
            return Err(JournalError::io(attempt, &self.path)(source));
        }
        self.length = self.length.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    /// After a failed write: cut what may be half a frame, on a handle of its own, since a failed sync is not to be trusted twice.
    fn mend(&mut self) -> Result<(), JournalError> {
        let attempt = "mend the journal after a failed write";
        let file = OpenOptions::new()
            .append(true)
            .custom_flags(no_follow())
            .open(&self.path)
            .map_err(JournalError::io(attempt, &self.path))?;
        file.set_len(self.length).and_then(|()| file.sync_all()).map_err(JournalError::io(attempt, &self.path))?;
        self.file = file;
        self.suspect = false;
        Ok(())
    }
}

/// A link in the place of a file is somebody's trick.
pub(super) fn no_follow() -> i32 {
    i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default()
}
