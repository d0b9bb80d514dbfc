//! What may be forgotten: what was settled more than 30 days ago, by days of the hub's. The terminal's clock says nothing here: one
//! that is wrong for an hour would take what a restored hub still needs, or keep people's days for years.
//!
//! A note says that by some day everything up to some number was settled. Whole segments go, the oldest first, and only after a
//! floor is on disk: it keeps the numbers that were given out when no frame with them is left.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::error::JournalError;
use super::{FrameKind, Journal, segment};

/// How long what is settled is kept, in days: as far back as a hub can be restored and made whole again.
pub const KEPT_DAYS: i64 = 30;
/// A segment in which the first note is this many days old is closed: what is in it goes together.
const SEGMENT_DAYS: i64 = 10;

/// By the end of this day of the hub's everything up to these numbers was settled; and where kept numbers begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Numbers {
    /// The last action whose outcome is here.
    pub(super) action: u64,
    /// The last look that the hub has.
    pub(super) look: u64,
}

/// See [`Journal::note_settled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) day: NaiveDate,
    pub(super) numbers: Numbers,
}

impl Note {
    /// The body of its frame, whose number is that of the action: the day, from the first of the common era, 4 bytes; the look 8.
    fn body(&self) -> Vec<u8> {
        [self.day.num_days_from_ce().to_be_bytes().as_slice(), &self.numbers.look.to_be_bytes()].concat()
    }

    pub(super) fn read(action: u64, body: &[u8]) -> Option<Self> {
        let (day, look) = body.split_first_chunk::<4>()?;
        let day = NaiveDate::from_num_days_from_ce_opt(i32::from_be_bytes(*day))?;
        Some(Self { day, numbers: Numbers { action, look: read_look(look)? } })
    }
}

/// The look of a floor, or of a note.
pub(super) fn read_look(body: &[u8]) -> Option<u64> {
    body.first_chunk::<8>().map(|look| u64::from_be_bytes(*look))
}

impl Journal {
    /// Notes that on this day of the hub's every action has its outcome here and every look is told. Once a day, and only when
    /// something was settled since the last note.
    ///
    /// # Errors
    /// When it is not on disk; then what is settled today is kept a little longer.
    pub fn note_settled(&mut self, day: NaiveDate) -> Result<(), JournalError> {
        let note = Note { day, numbers: Numbers { action: self.last_number(), look: self.last_look() } };
        let last = self.state.notes.iter().max_by_key(|note| note.day);
        if last.map_or(note.numbers == Numbers::default(), |last| last.day >= day || last.numbers == note.numbers) {
            return Ok(());
        }
        if let Some(disk) = &mut self.disk
            && first_note(disk.writer.path()).is_some_and(|first| day - first > TimeDelta::days(SEGMENT_DAYS))
        {
            disk.writer.close_segment()?;
        }
        self.append(FrameKind::Settled, note.numbers.action, &note.body())
    }

    /// Deletes the segments in which everything was settled 30 days before this day of the hub's, but for actions that have to
    /// stay. Gives how many.
    ///
    /// # Errors
    /// When the floor is not on disk, or a segment cannot be deleted; what is left is tried again the next time.
    pub fn forget(&mut self, day: NaiveDate, stays: impl Fn(u64) -> bool) -> Result<usize, JournalError> {
        let Some(settled) = self.settled_before(day - TimeDelta::days(KEPT_DAYS), stays) else { return Ok(0) };
        let mut paths = self.segments()?;
        // The newest one is being written.
        paths.pop();
        let mut floor = self.state.floor;
        let mut gone = Vec::new();
        for path in paths {
            match extent(&path) {
                Some(last) if last.action <= settled.action && last.look <= settled.look => {
                    floor = Numbers { action: floor.action.max(last.action), look: floor.look.max(last.look) };
                    gone.push(path);
                }
                _ => break,
            }
        }
        if gone.is_empty() {
            return Ok(0);
        }
        // Its frame may be in what goes.
        if let Some(epoch) = self.epoch().map(str::to_owned) {
            self.append_epoch(&epoch, self.last_number())?;
        }
        self.append(FrameKind::Floor, floor.action, &floor.look.to_be_bytes())?;
        for path in &gone {
            delete(path).map_err(JournalError::io("delete an old journal segment", path))?;
        }
        Ok(gone.len())
    }

    /// Up to where everything was settled by this day and is so still: a hub that was restored may have lost some of it since.
    fn settled_before(&self, day: NaiveDate, stays: impl Fn(u64) -> bool) -> Option<Numbers> {
        let notes = self.state.notes.iter().filter(|note| note.day <= day);
        let Numbers { action, look } = notes.max_by_key(|note| note.day)?.numbers;
        let mut kept = self.state.actions.keys();
        let open = kept.find(|number| !self.state.outcomes.contains_key(number) || stays(**number));
        Some(Numbers { action: open.map_or(action, |open| action.min(open.saturating_sub(1))), look })
    }
}

/// The day of the first note in a segment.
fn first_note(path: &Path) -> Option<NaiveDate> {
    let bytes = fs::read(path).ok()?;
    let mut frames = segment::frames(&bytes).map(|(frame, _)| frame);
    let note = frames.find(|frame| frame.kind == FrameKind::Settled)?;
    Note::read(note.number, note.body).map(|note| note.day)
}

/// The highest numbers that a segment is about; none when something in it does not read.
fn extent(path: &Path) -> Option<Numbers> {
    let bytes = fs::read(path).ok()?;
    let mut last = Numbers::default();
    let mut length = segment::HEADER_BYTES;
    for (frame, bytes) in segment::frames(&bytes) {
        match frame.kind {
            FrameKind::Action | FrameKind::Outcome => last.action = last.action.max(frame.number),
            FrameKind::Look => last.look = last.look.max(frame.number),
            FrameKind::Epoch | FrameKind::Settled | FrameKind::Floor => {}
            FrameKind::Other(_) => return None,
        }
        length += bytes.len();
    }
    (length == bytes.len()).then_some(last)
}

/// Deletes a segment, and the copies of it that were set aside: they say the same.
fn delete(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    for entry in fs::read_dir(folder)? {
        let other: PathBuf = entry?.path();
        if other.file_stem() == path.file_stem() && other != path {
            fs::remove_file(&other)?;
        }
    }
    fs::remove_file(path)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests;
