//! Reading a segment after anything may have happened to it: keep every good frame, cut a torn tail, set damage aside.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::error::JournalError;
use super::segment::{HEADER_BYTES, device_of, header, no_follow};
use super::{FrameKind, frame};
use crate::domain::id::DeviceId;

/// Most copies of one damaged segment; beyond that the newest damage is mended without a copy.
const MAX_SET_ASIDE: u32 = 100;

/// What was found on opening a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Good frames.
    pub frames: u64,
    /// Bytes of torn tails that were cut: frames that nobody was told were saved.
    pub cut_bytes: u64,
    /// Damaged stretches between good frames.
    pub damaged: u64,
    /// Numbers whose action is lost.
    pub lost: Vec<u64>,
    /// Copies of damaged segments, for who wants to look.
    pub set_aside: Vec<PathBuf>,
}

/// A good frame: kind, number, body.
pub(super) type Good = (FrameKind, u64, Box<[u8]>);

/// Reads one segment and mends it. A torn tail loses nothing that was said to be saved, in the newest segment or, after a write
/// that failed, in an older one.
pub(super) fn segment(path: &Path, device: DeviceId, recovery: &mut Recovery) -> Result<Vec<Good>, JournalError> {
    let bytes = fs::read(path).map_err(JournalError::io("read the journal", path))?;
    let mut found = Recovery::default();
    let mut frames = Vec::new();
    if bytes.len() <= HEADER_BYTES && device_of(&bytes).is_none() {
        begin_again(path, device)?;
        recovery.cut_bytes += length(&bytes);
        return Ok(frames);
    }
    let mut good = Vec::with_capacity(bytes.len());
    let header_is_good = device_of(&bytes).is_some();
    let mut at = if header_is_good { HEADER_BYTES } else { 0 };
    let mut damaged = !header_is_good;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if let Some((frame, length)) = frame::decode(rest) {
            frames.push((frame.kind, frame.number, frame.body.into()));
            good.extend_from_slice(rest.get(..length).unwrap_or_default());
            at += length;
        } else if let Some(next) = frame::find(&bytes, at + 1) {
            damaged = true;
            found.damaged += 1;
            at = next;
        } else {
            found.cut_bytes += length(rest);
            break;
        }
    }
    if damaged {
        let mended = [header(device).as_slice(), &good].concat();
        found.set_aside.extend(set_aside(path, &bytes, &mended)?);
    } else if at < bytes.len() {
        cut(path, at)?;
    }
    // Counted once, also when mending has to be tried again.
    recovery.frames += length(&frames);
    recovery.cut_bytes += found.cut_bytes;
    recovery.damaged += found.damaged;
    recovery.set_aside.append(&mut found.set_aside);
    Ok(frames)
}

fn length<T>(of: &[T]) -> u64 {
    u64::try_from(of.len()).unwrap_or(u64::MAX)
}

/// The power went while the segment was made, before any frame could be in it: it is made again, in the same place.
fn begin_again(path: &Path, device: DeviceId) -> Result<(), JournalError> {
    let folder = path.parent().unwrap_or(path);
    let mut options = OpenOptions::new();
    let file = options.write(true).truncate(true).custom_flags(no_follow()).open(path);
    file.and_then(|mut file| file.write_all(&header(device)).and_then(|()| file.sync_all()))
        .and_then(|()| File::open(folder)?.sync_all())
        .map_err(JournalError::io("make a half made journal segment again", path))
}

fn cut(path: &Path, at: usize) -> Result<(), JournalError> {
    let failed = |source| JournalError::io("cut a torn frame from the journal", path)(source);
    let file = OpenOptions::new().write(true).custom_flags(no_follow()).open(path).map_err(failed)?;
    file.set_len(u64::try_from(at).unwrap_or(u64::MAX)).and_then(|()| file.sync_all()).map_err(failed)
}

/// Keeps a copy of a damaged segment and says where, then puts one with the good frames in its place.
fn set_aside(path: &Path, bytes: &[u8], good: &[u8]) -> Result<Option<PathBuf>, JournalError> {
    let aside = (1..=MAX_SET_ASIDE).map(|n| path.with_extension(format!("damaged-{n}"))).find(|aside| !aside.exists());
    let mended = path.with_extension("mending");
    for (to, content) in aside.iter().map(|aside| (aside, bytes)).chain([(&mended, good)]) {
        let failed = |source| JournalError::io("set a damaged journal aside", to)(source);
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .custom_flags(no_follow())
            .open(to)
            .map_err(failed)?;
        file.write_all(content).and_then(|()| file.sync_all()).map_err(failed)?;
    }
    let folder = path.parent().unwrap_or(path);
    fs::rename(&mended, path)
        .and_then(|()| File::open(folder)?.sync_all())
        .map_err(JournalError::io("mend a damaged journal", path))?;
    Ok(aside)
}
