//! What a hub does by itself, once a day: it forgets tombstones that every terminal has had the time to read.

use std::sync::Weak;
use std::time::Duration;

use chrono::TimeDelta;

use super::state::Inner;
use super::store::{Audit, StoreError};

/// How long a tombstone is kept at least: a terminal that was away longer reads the stream anew.
const KEEP_TOMBSTONES: TimeDelta = TimeDelta::days(35);
/// How often the hub looks.
const EVERY: Duration = Duration::from_hours(24);

/// Looks at once and then every day, as long as the hub lives.
pub(in crate::hub) async fn forget_tombstones(hub: Weak<Inner>) {
    let mut day = tokio::time::interval(EVERY);
    loop {
        day.tick().await;
        let Some(hub) = hub.upgrade() else { return };
        if let Err(error) = forget(&hub).await {
            tracing::warn!(%error, "old tombstones stay for another day");
        }
    }
}

async fn forget(hub: &Inner) -> Result<(), StoreError> {
    let now = (hub.clock)();
    let before = now - KEEP_TOMBSTONES;
    for facility in hub.store.facilities().await? {
        let object = format!("before={}", before.format("%Y-%m-%d"));
        let audit = Audit { at: now, actor: None, device: None, what: "forget", object };
        hub.store.forget(facility, before, audit).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use chrono::{DateTime, NaiveDate};
    use tokio::net::TcpListener;

    use super::*;
    use crate::hub::{Hub, SeedOptions, seed};

    #[tokio::test]
    async fn a_hub_that_serves_forgets_what_was_gone_for_more_than_35_days() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite://{}", folder.path().join("hub.db").display());
        let seconds = Arc::new(AtomicI64::new(1_795_428_720));
        let clock = Arc::clone(&seconds);
        let now = move || DateTime::from_timestamp(clock.load(Ordering::SeqCst), 0).expect("a time");
        let hub = Hub::open_at(&database, Arc::new(now)).await.expect("a hub");
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let mut prison = seed(&SeedOptions { people: 4, wings: 1, days: 1, ..SeedOptions::new(day) });
        hub.import(&prison, false).await.expect("imported");
        let (first, _) = prison.rows.pop_first().expect("it has rows");
        hub.import(&prison, true).await.expect("imported without it");
        let floor = async || {
            let heads = hub.inner().store.heads(prison.facility).await.expect("the store works");
            heads.iter().find(|head| head.stream == first.0).expect("its stream").floor
        };
        let pass = |days: i64| seconds.fetch_add(days * 24 * 60 * 60, Ordering::SeqCst);
        forget(hub.inner()).await.expect("it looks");
        pass(35);
        forget(hub.inner()).await.expect("it looks again");
        assert_eq!(floor().await, 0);
        pass(1);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let forgotten = async {
            while floor().await == 0 {
                tokio::task::yield_now().await;
            }
        };
        let limit = tokio::time::timeout(Duration::from_secs(30), forgotten);
        tokio::select! {
            () = hub.serve(listener, std::future::pending()) => panic!("it serves until it is told to stop"),
            done = limit => done.expect("it forgets by itself"),
        }
    }
}
