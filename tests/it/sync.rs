//! Sync as a terminal runs it: the real journal, cache and driver against a hub that is good, bad, or not there.

mod bad_hub;
#[cfg(feature = "hub")]
pub(crate) mod real_hub;
#[cfg(feature = "hub")]
mod schedule;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::timeout;
use uuid::Uuid;
use vleugel::domain::action::Deed;
use vleugel::domain::id::{DetaineeId, RowId, StaffId, WingId};
use vleugel::domain::mark::MarkKind;
use vleugel::sync::{self, Handle, HubAccess, Status, SyncConfig};

/// How long anything may take before a test says that it does not come, in a debug build on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);
/// Shutting down takes no longer than this, whatever the network does.
const QUIT: Duration = Duration::from_secs(1);

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_428_720, 0).expect("a time")
}

fn config(home: &Path, url: String, token: &str, author: StaffId) -> SyncConfig {
    SyncConfig {
        hub: Some(HubAccess { url, token: token.to_owned() }),
        device_folder: home.join("device"),
        cache_folder: home.join("cache"),
        memory: false,
        clock: Arc::new(now),
        author,
    }
}

/// Waits until the status is as wanted.
pub(crate) async fn until(handle: &Handle, what: &str, wanted: impl FnMut(&Status) -> bool) -> Status {
    let mut status = handle.status();
    let found = timeout(DEADLINE, status.wait_for(wanted)).await.map(|found| found.expect("sync runs").clone());
    assert!(found.is_ok(), "{what} does not come: {:?}", handle.status().borrow());
    found.unwrap_or_default()
}

/// A mark about nobody: enough to be kept and sent.
fn a_mark() -> Deed {
    Deed::Mark {
        wing: WingId(Uuid::from_u128(1)),
        detainee: DetaineeId(Uuid::from_u128(2)),
        item: RowId(Uuid::from_u128(3)),
        day: None,
        kind: MarkKind::Left,
        replaces: None,
    }
}
