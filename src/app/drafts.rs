//! Drafts on disk: what somebody was typing is there again after a crash, a lost line or a kill, a moment's typing at most excepted.
//!
//! Off the path of a key: a while after the first change, and once more at the end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::domain::id::StaffId;
use crate::seal::Tags;
use crate::session;
use crate::text::Pii;
use crate::tui::Draft;

/// What the file is called.
const NAME: &str = "drafts.json";
/// How long after the first change they are written.
const AFTER: Duration = Duration::from_millis(500);
/// Largest file that is read, in bytes.
const MAX_BYTES: u64 = 1_000_000;

/// A draft as the file has it.
#[derive(Serialize, Deserialize)]
struct Kept {
    of: String,
    text: String,
}

/// Keeps the drafts of one user.
pub(super) struct Drafts {
    /// The user's folder; none when nothing is kept on disk.
    folder: Option<PathBuf>,
    due: Option<Instant>,
    writing: Option<JoinHandle<()>>,
}

impl Drafts {
    /// The drafts of this user under this state folder.
    pub(super) fn new(state: Option<&Path>, user: StaffId) -> Self {
        let tag: [u8; 8] = Tags::open().tag("user", &[user.0.as_bytes()]);
        let folder = state.map(|state| state.join("user").join(HEXLOWER.encode(&tag)));
        Self { folder, due: None, writing: None }
    }

    /// What was kept. A file that cannot be read is as good as none; it is written anew.
    pub(super) fn load(&self) -> Vec<Draft> {
        let Some(file) = self.folder.as_ref().map(|folder| folder.join(NAME)) else { return Vec::new() };
        let small = fs::metadata(&file).is_ok_and(|found| found.len() <= MAX_BYTES);
        let kept: Vec<Kept> = fs::read(file)
            .ok()
            .filter(|_| small)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        kept.into_iter().map(|Kept { of, text }| Draft { of, text: Pii::new(text) }).collect()
    }

    /// They changed: they are written in a while.
    pub(super) fn changed(&mut self, now: Instant) {
        if self.folder.is_some() {
            self.due.get_or_insert(now + AFTER);
        }
    }

    /// What changed is to be written at once.
    pub(super) fn hurry(&mut self, now: Instant) {
        self.due = self.due.map(|_| now);
    }

    /// When they are to be written.
    pub(super) const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Writes them beside everything else, if it is time; while they are being written it is not.
    pub(super) fn write_if_due(&mut self, now: Instant, drafts: impl FnOnce() -> Vec<Draft>) {
        if self.due.is_none_or(|due| now < due) {
            return;
        }
        if self.writing.as_ref().is_some_and(|writing| !writing.is_finished()) {
            self.due = Some(now + AFTER);
            return;
        }
        self.due = None;
        if let Some(folder) = self.folder.clone() {
            let drafts = drafts();
            self.writing = Some(tokio::task::spawn_blocking(move || write(&folder, drafts)));
        }
    }

    /// The end: what was not written yet is written now.
    pub(super) async fn finish(mut self, drafts: Vec<Draft>) {
        if let Some(writing) = self.writing.take() {
            // It says itself what went wrong.
            let _done = writing.await;
        }
        if let (Some(folder), Some(_)) = (self.folder, self.due) {
            write(&folder, drafts);
        }
    }
}

fn write(folder: &Path, drafts: Vec<Draft>) {
    let kept: Vec<Kept> = drafts.into_iter().map(|Draft { of, text }| Kept { of, text: text.into_inner() }).collect();
    if let Err(error) = try_write(folder, &kept) {
        tracing::warn!(%error, "drafts could not be kept");
    }
}

fn try_write(folder: &Path, kept: &[Kept]) -> io::Result<()> {
    if kept.is_empty() {
        return session::remove(&folder.join(NAME));
    }
    session::write_private(folder, NAME, &serde_json::to_vec(kept)?)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;

    fn draft(text: &str) -> Draft {
        Draft { of: "arrival".to_owned(), text: Pii::new(text.to_owned()) }
    }

    #[tokio::test]
    async fn drafts_are_one_users_own_are_nobody_elses_to_read_and_go_when_they_are_empty() {
        let home = TempDir::new().expect("a folder");
        let (me, other) = (StaffId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)));
        let mut mine = Drafts::new(Some(home.path()), me);
        let file = mine.folder.clone().expect("a folder").join(NAME);
        assert!(!file.to_string_lossy().contains(&me.to_string()), "a disk does not say whose it is");
        mine.changed(Instant::now());
        mine.finish(vec![draft("4 Wolters")]).await;
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        assert_eq!(Drafts::new(Some(home.path()), me).load(), [draft("4 Wolters")]);
        assert_eq!(Drafts::new(Some(home.path()), other).load(), []);
        let mut mine = Drafts::new(Some(home.path()), me);
        mine.changed(Instant::now());
        mine.finish(Vec::new()).await;
        assert!(!file.exists());
        fs::write(&file, b"{not json").expect("a file");
        assert_eq!(Drafts::new(Some(home.path()), me).load(), []);
        let mut nowhere = Drafts::new(None, me);
        nowhere.changed(Instant::now());
        assert_eq!((nowhere.due(), nowhere.load().len()), (None, 0));
    }
}
