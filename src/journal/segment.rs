//! One segment: a header of fixed size, then frames. The writer keeps the newest one open.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::error::{JournalError, JournalFault};
use super::frame::{self, Frame};
use super::{FrameKind, MAX_BODY_BYTES, SEGMENT_BYTES};
use crate::domain::id::DeviceId;

/// What a segment begins with.
const MAGIC: [u8; 8] = *b"vleugelJ";
/// Format of header and frames.
const FORMAT: u32 = 1;
/// Size of the header, in bytes: magic 8, format 4, device 16, key id 4, room for a wrapped segment key 220, CRC-32C 4.
pub(super) const HEADER_BYTES: usize = 256;
/// Where the CRC of the header stands.
const HEADER_CRC_AT: usize = HEADER_BYTES - 4;
/// How much of a segment's end a failed sync puts in doubt, in bytes: more than any page, or block of a disk.
const DOUBTFUL_BYTES: usize = 64 * 1024;
/// How much of the newest segment is written again at the start, in bytes: what is in doubt, and the largest frame after it.
const UNSETTLED_BYTES: usize = DOUBTFUL_BYTES + frame::HEAD_BYTES + MAX_BODY_BYTES;
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
///
/// **A failed sync is believed.** After it the system may call pages clean that never reached the disk, and a second sync then says
/// yes to nothing. So nothing is ever written to that segment again: the next one begins with the frames at the end of the old,
/// which lie in the pages that failed, and only a sync of that new file counts.
#[derive(Debug)]
pub(super) struct Writer {
    folder: PathBuf,
    device: DeviceId,
    path: PathBuf,
    file: File,
    /// Bytes that are known to be good on disk.
    length: u64,
    /// The number of the newest segment that was tried.
    number: u64,
    /// The frames at the end: what a failed sync puts in doubt.
    tail: Tail,
    /// A write or sync failed here.
    suspect: bool,
}

impl Writer {
    /// Goes on in the newest segment, or begins the first. Recovery has cut torn tails, and completed the header, before.
    pub(super) fn open(folder: &Path, device: DeviceId, paths: &[PathBuf]) -> Result<Self, JournalError> {
        let Some(path) = paths.last() else {
            let (path, file, length) = begin(folder, device, 1, &[])?;
            let (folder, tail) = (folder.to_owned(), Tail::default());
            return Ok(Self { folder, device, path, file, length, number: 1, tail, suspect: false });
        };
        let failed = |source| JournalError::io("open the journal", path)(source);
        let number = number_of(path).unwrap_or(1);
        let file = OpenOptions::new().append(true).custom_flags(no_follow()).open(path).map_err(failed)?;
        let bytes = std::fs::read(path).map_err(failed)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let tail = Tail::of(&bytes);
        // What cannot be put on disk now is written again with the next action, elsewhere.
        let suspect = settle(folder, path, &bytes).is_err();
        Ok(Self { folder: folder.to_owned(), device, path: path.clone(), file, length, number, tail, suspect })
    }

    /// One `write`, one `fdatasync`. When this returns, the frame is on disk. After an error the same may be tried again: it
    /// then goes into a new segment.
    pub(super) fn append(&mut self, kind: FrameKind, number: u64, body: &[u8]) -> Result<(), JournalError> {
        let attempt = "write to the journal";
        let Some(bytes) = frame::encode(kind, number, body) else {
            return Err(JournalError::new(attempt, &self.path, JournalFault::TooLarge));
        };
        if self.suspect || self.length >= SEGMENT_BYTES {
            return self.go_on_in_the_next(Some(bytes));
        }
        let written = self.file.write_all(&bytes).and_then(|()| self.file.sync_data());
        if let Err(source) = written {
            self.suspect = true;
            // Nobody was told that this frame is saved: it should not come back. Recovery sorts out what cannot be cut.
            let _cut = self.file.set_len(self.length);
            return Err(JournalError::io(attempt, &self.path)(source));
        }
        self.length = self.length.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.tail.push(bytes);
        Ok(())
    }

    /// Where the newest segment is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What comes next goes into a new segment.
    pub(super) fn close_segment(&mut self) -> Result<(), JournalError> {
        self.go_on_in_the_next(None)
    }

    /// Puts what is in doubt beyond doubt, if anything is.
    pub(super) fn mend(&mut self) -> Result<(), JournalError> {
        if self.suspect { self.go_on_in_the_next(None) } else { Ok(()) }
    }

    /// Begins the next segment with this frame, and with those that a failure here put in doubt. Their copies say the same,
    /// so that it does not matter which of them is read.
    fn go_on_in_the_next(&mut self, frame: Option<Vec<u8>>) -> Result<(), JournalError> {
        let mut tail = if self.suspect { self.tail.clone() } else { Tail::default() };
        if let Some(frame) = frame {
            tail.push(frame);
        }
        // A segment that could not be made may still be there under its number.
        self.number = self.number.saturating_add(1);
        let (path, file, length) = begin(&self.folder, self.device, self.number, &tail.bytes())?;
        *self = Self { path, file, length, tail, suspect: false, folder: std::mem::take(&mut self.folder), ..*self };
        Ok(())
    }
}

/// Makes a segment with these frames. When this returns, it is on disk under its name.
fn begin(folder: &Path, device: DeviceId, number: u64, frames: &[u8]) -> Result<(PathBuf, File, u64), JournalError> {
    let attempt = "begin a journal segment";
    let path = folder.join(format!("{number:010}.{SUFFIX}"));
    let mut options = OpenOptions::new();
    options.append(true).create_new(true).mode(0o600).custom_flags(no_follow());
    let mut file = options.open(&path).map_err(JournalError::io(attempt, &path))?;
    let bytes = [header(device).as_slice(), frames].concat();
    // Without its name the file itself could be gone after a power cut.
    let made = file.write_all(&bytes).and_then(|()| file.sync_all()).and_then(|()| File::open(folder)?.sync_all());
    if let Err(source) = made {
        let _gone = std::fs::remove_file(&path);
        return Err(JournalError::io(attempt, &path)(source));
    }
    Ok((path, file, u64::try_from(bytes.len()).unwrap_or(u64::MAX)))
}

/// Puts on disk what a program before this one may have left to the system: its last frame, the name of a new segment. Whoever
/// reads them now shows them as saved. A plain sync would not do: if one has failed before, the system calls the pages clean.
/// Written again, with the same bytes, they are not.
fn settle(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let file = OpenOptions::new().write(true).custom_flags(no_follow()).open(path)?;
    let from = bytes.len().saturating_sub(UNSETTLED_BYTES);
    file.write_all_at(bytes.get(from..).unwrap_or_default(), u64::try_from(from).unwrap_or_default())?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

/// The good frames of a segment from its start, each with its bytes, up to the first that is none.
pub(super) fn frames(segment: &[u8]) -> impl Iterator<Item = (Frame<'_>, &[u8])> {
    let mut rest = segment.get(HEADER_BYTES..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (frame, length) = frame::decode(rest)?;
        let (bytes, later) = rest.split_at_checked(length)?;
        rest = later;
        Some((frame, bytes))
    })
}

/// The frames at the end of a segment, as many as can lie in pages that a failed sync is about.
#[derive(Clone, Debug, Default)]
struct Tail {
    frames: VecDeque<Vec<u8>>,
    length: usize,
}

impl Tail {
    /// The end of a segment.
    fn of(segment: &[u8]) -> Self {
        let mut tail = Self::default();
        frames(segment).for_each(|(_, bytes)| tail.push(bytes.to_vec()));
        tail
    }

    fn push(&mut self, frame: Vec<u8>) {
        self.length += frame.len();
        self.frames.push_back(frame);
        while let Some(first) = self.frames.front().map(Vec::len).filter(|first| self.length - first >= DOUBTFUL_BYTES)
        {
            self.frames.pop_front();
            self.length -= first;
        }
    }

    fn bytes(&self) -> Vec<u8> {
        self.frames.iter().flatten().copied().collect()
    }
}

/// A link in the place of a file is somebody's trick.
pub(super) fn no_follow() -> i32 {
    i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default()
}
