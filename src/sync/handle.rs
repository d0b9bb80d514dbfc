//! Starting and stopping: the desk on its thread, the driver as a task, and the one handle to both.

use std::sync::Arc;
use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::core::Core;
use super::desk::{Desk, StartError, Tell, open};
use super::driver::{Driver, Wake};
use super::status::{Connection, Status};
use super::types::SyncConfig;
use crate::api::HttpApi;
use crate::wire::MAX_PAGE_ROWS;

/// Longest time that closing waits for the disk. The network is never waited for.
const CLOSE_TIMEOUT: Duration = Duration::from_millis(900);

/// A running sync. Dropping it stops the driver at once; [`Handle::shutdown`] also flushes the cache.
#[derive(Debug)]
pub struct Handle {
    desk: Desk,
    ended: oneshot::Receiver<()>,
    status: watch::Receiver<Status>,
    changes: watch::Receiver<u64>,
    wake: Arc<Wake>,
    driver: Option<JoinHandle<()>>,
}

/// Opens journal and cache, and starts to sync. Needs a tokio runtime around it. Returns as soon as the journal is
/// open: the network is not waited for.
///
/// # Errors
/// When another program works with this terminal's journal. A journal or cache that cannot be used is no error: see
/// [`super::JournalState`] and [`super::CacheState`].
pub async fn start(config: SyncConfig) -> Result<Handle, StartError> {
    let wake = Arc::new(Wake::default());
    let (status, status_seen) = watch::channel(Status::default());
    let (changes, changes_seen) = watch::channel(0);
    let tell = Tell { status: status.clone(), changes, wake: Arc::clone(&wake) };
    let (hub, clock) = (config.hub.clone(), Arc::clone(&config.clock));
    let started = Desk::start(move |opened| open(config, tell, opened)).map_err(StartError::NoThread)?;
    started.opens.await.unwrap_or(Err(StartError::Ended))?;
    let (desk, ended) = (started.desk, started.ended);
    if hub.is_none() {
        status.send_modify(|status| status.connection = Connection::NoHub);
    }
    let driver = hub.map(|access| {
        let (desk, wake) = (desk.clone(), Arc::clone(&wake));
        tokio::spawn(async move {
            match HttpApi::with_clock(&access.url, &access.token, Arc::clone(&clock)) {
                Ok(api) => {
                    let random = StdRng::from_rng(&mut rand::rng());
                    Driver { api: Arc::new(api), desk, wake, status }.run(Core::new(random, MAX_PAGE_ROWS)).await;
                }
                Err(error) => {
                    tracing::warn!(%error, "sync cannot start");
                    let connection = Connection::Stuck { since: clock(), fault: error.fault };
                    status.send_modify(|status| status.connection = connection);
                }
            }
        })
    });
    Ok(Handle { desk, ended, status: status_seen, changes: changes_seen, wake, driver })
}

impl Handle {
    /// The way to journal and cache.
    pub fn desk(&self) -> Desk {
        self.desk.clone()
    }

    /// How sync is doing; changes wake the receiver. Clone what it shows: who holds a borrow holds up who writes.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    /// Goes up whenever a day may look different: rows came, an action was recorded or decided.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }

    /// Tries to sync at once, however long the wait would still be.
    pub fn sync_now(&self) {
        self.wake.asked.notify_one();
    }

    /// Stops the driver wherever it is, flushes the cache, and lets go of journal and cache. Everything recorded is on
    /// disk already.
    pub async fn shutdown(mut self) {
        if let Some(driver) = self.driver.take() {
            driver.abort();
        }
        // A disk that hangs must not hold up who goes home.
        let closed = async {
            if self.desk.close().await.is_ok() {
                // An error says that the thread's end was dropped: that is the end.
                let _ended = (&mut self.ended).await;
            }
        };
        if timeout(CLOSE_TIMEOUT, closed).await.is_err() {
            tracing::warn!("closing the cache takes too long; it will be checked at the next start");
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if let Some(driver) = &self.driver {
            driver.abort();
        }
    }
}
