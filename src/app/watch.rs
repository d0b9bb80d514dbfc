//! Watches the folder of keymaps, themes and configuration: what somebody changes there is in force at once.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::{Notify, mpsc};
use tokio::time::timeout;

use crate::tui::Found;

/// An editor writes in several steps: the files are read when none of them came for so long.
const QUIET: Duration = Duration::from_millis(150);

/// Files that look and keys come from, and how they are read.
#[derive(Clone)]
pub struct LookFiles {
    /// Their folder; none when there is no home.
    pub folder: Option<PathBuf>,
    /// Reads them.
    pub read: Arc<dyn Fn() -> Found + Send + Sync>,
}

impl fmt::Debug for LookFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LookFiles").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What files say now, each time that one of them changed; nothing more once it is dropped.
pub(super) struct Watch {
    /// Looks only as long as it lives.
    _watcher: Option<RecommendedWatcher>,
    found: mpsc::Receiver<Found>,
}

impl Watch {
    /// Begins to watch. A folder that is not there, or cannot be watched, changes nothing: then files count at the next start.
    pub(super) fn begin(files: &LookFiles) -> Self {
        let touched = Arc::new(Notify::new());
        let (tell, found) = mpsc::channel(1);
        let watcher = files.folder.as_ref().filter(|folder| folder.is_dir()).and_then(|folder| {
            let touched = Arc::clone(&touched);
            let changed = move |event: notify::Result<notify::Event>| {
                // Whoever reads a file changes nothing; the program itself does.
                if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                    touched.notify_one();
                }
            };
            let watcher = notify::recommended_watcher(changed).and_then(|mut watcher| {
                watcher.watch(folder, RecursiveMode::Recursive)?;
                Ok(watcher)
            });
            watcher.inspect_err(|error| tracing::warn!(%error, "changes of keys and themes are not seen")).ok()
        });
        let read = Arc::clone(&files.read);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    () = touched.notified() => {}
                    () = tell.closed() => return,
                }
                while timeout(QUIET, touched.notified()).await.is_ok() {}
                let read = Arc::clone(&read);
                let Ok(found) = tokio::task::spawn_blocking(move || read()).await else { return };
                if tell.send(found).await.is_err() {
                    return;
                }
            }
        });
        Self { _watcher: watcher, found }
    }

    /// What the files say after the next change; waits for ever when nothing is watched.
    pub(super) async fn next(&mut self) -> Found {
        match self.found.recv().await {
            Some(found) => found,
            None => std::future::pending().await,
        }
    }
}
