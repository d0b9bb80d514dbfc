//! The demo: a whole hub in the same process over real HTTP, in a temporary folder that goes away with it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::clock::Clock;
use crate::hub::{Hub, HubError, Import, User};
use crate::sync::HubAccess;

/// What the folder of a demo is called.
const PREFIX: &str = "vleugel-demo-";
/// Locked as long as the demo runs: a folder whose lock is free was left behind.
const LOCK: &str = "lock";
/// The role whose day a demo shows.
const OFFICER: &str = "officer";

/// A running demo.
#[derive(Debug)]
pub struct Demo {
    folder: TempDir,
    _lock: File,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
    /// Where it listens, and the officer's token.
    pub access: HubAccess,
    /// The officer that is signed in.
    pub officer: User,
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// There is nowhere to put it.
    #[error("make a temporary folder for the demo")]
    Folder(#[source] io::Error),
    /// The hub does not start.
    #[error("start the demo's hub")]
    Hub(#[from] HubError),
    /// There is no port.
    #[error("listen on a loopback port")]
    Listen(#[source] io::Error),
    /// The facility has nobody who works on that wing.
    #[error("find an officer")]
    NoOfficer,
}

impl Demo {
    /// Fills a hub with a facility and serves it. `wing` chooses the officer by their wing's code.
    ///
    /// # Errors
    /// When there is no temporary folder, when the hub does not start, or when nobody works on the wing.
    pub async fn start(facility: &Import, clock: Clock, wing: Option<&str>) -> Result<Self, DemoError> {
        clear_old();
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir().map_err(DemoError::Folder)?;
        let lock = File::create(folder.path().join(LOCK)).map_err(DemoError::Folder)?;
        lock.lock().map_err(DemoError::Folder)?;
        let database = format!("sqlite://{}", folder.path().join("hub.db").display());
        let hub = Hub::open_at(&database, Arc::new(move || clock.now())).await?;
        hub.import(facility, false).await?;
        let officer = officer(hub.users().await?, wing).ok_or(DemoError::NoOfficer)?;
        let token = hub.issue_token(officer.facility, officer.staff).await?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(DemoError::Listen)?;
        let url = format!("http://{}", listener.local_addr().map_err(DemoError::Listen)?);
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            // A dropped sender means the same as a word.
            let told = async { drop(stopped.await) };
            hub.serve(listener, told).await;
        });
        let access = HubAccess { url, token };
        Ok(Self { folder, _lock: lock, stop: Some(stop), serving, access, officer })
    }

    /// The state folder of the demo's terminal.
    pub fn state(&self) -> std::path::PathBuf {
        self.folder.path().join("state")
    }

    /// Stops the hub and removes the folder.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // The hub may have ended by itself.
            let _ended = stop.send(());
        }
        if let Err(error) = self.serving.await {
            tracing::warn!(%error, "the demo's hub did not end well");
        }
        if let Err(error) = self.folder.close() {
            tracing::warn!(%error, "the demo's folder is left behind");
        }
    }
}

/// The first officer of the wing that was asked for, or of the first wing that has one.
fn officer(users: Vec<User>, wing: Option<&str>) -> Option<User> {
    let mut officers: Vec<_> =
        users.into_iter().filter(|user| user.roles.contains(&OFFICER) && user.wing.is_some()).collect();
    officers.sort_by(|a, b| (&a.wing_code, &a.name, a.staff).cmp(&(&b.wing_code, &b.name, b.staff)));
    let wanted = |user: &User| {
        wing.is_none_or(|wing| user.wing_code.as_ref().is_some_and(|code| code.as_str().eq_ignore_ascii_case(wing)))
    };
    officers.into_iter().find(wanted)
}

/// Removes the folders of demos that were killed. One that cannot be removed is no reason not to start.
fn clear_old() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let is_demo = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if is_demo && is_left_behind(&entry.path()) {
            let _tried = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_left_behind(folder: &Path) -> bool {
    // A demo that is just starting has no lock yet: it is left alone.
    let Ok(lock) = File::open(folder.join(LOCK)) else { return false };
    !matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
}
