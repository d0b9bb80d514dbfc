//! Who waits for news is woken: at once by changes of this process, within a tick by those of another one.

use std::sync::Weak;
use std::time::Duration;

use tokio::sync::watch;

use super::state::Inner;

/// How often the counters are looked at while somebody waits.
const TICK: Duration = Duration::from_millis(250);

/// Wakes who waits.
#[derive(Debug)]
pub(in crate::hub) struct News {
    changed: watch::Sender<u64>,
}

impl News {
    pub(in crate::hub) fn new() -> Self {
        Self { changed: watch::Sender::new(0) }
    }

    /// Something changed.
    pub(in crate::hub) fn tell(&self) {
        self.changed.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Listens from now on.
    pub(in crate::hub) fn listen(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}

/// Watches the counters as long as the hub lives: an import is another process.
pub(in crate::hub) async fn watch_counters(hub: Weak<Inner>) {
    let mut tick = tokio::time::interval(TICK);
    let mut last = None;
    loop {
        tick.tick().await;
        let Some(hub) = hub.upgrade() else { return };
        if hub.news.changed.receiver_count() == 0 {
            continue;
        }
        match sum(&hub).await {
            // What was last seen is never forgotten: whoever began to wait a moment ago looked before that, and what changed between
            // their look and this one is news to them. Being woken for nothing costs one look.
            Ok(now) if last != Some(now) => {
                hub.news.tell();
                last = Some(now);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the counters cannot be read"),
        }
    }
}

async fn sum(hub: &Inner) -> Result<u64, super::store::StoreError> {
    let mut sum = 0_u64;
    for facility in hub.store.facilities().await? {
        sum = sum.wrapping_add(hub.store.counter(facility).await?);
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;

    use super::*;
    use crate::hub::{Hub, SeedOptions, seed};

    #[tokio::test]
    async fn what_another_process_changed_after_a_look_and_before_the_first_tick_is_news() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite://{}", folder.path().join("hub.db").display());
        let (serving, importing) =
            (Hub::open(&database).await.expect("a hub"), Hub::open(&database).await.expect("another"));
        let mut waiting = serving.inner().news.listen();
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let prison = seed(&SeedOptions { people: 4, wings: 1, days: 1, ..SeedOptions::new(day) });
        importing.import(&prison, false).await.expect("imported");
        tokio::select! {
            () = watch_counters(Arc::downgrade(serving.inner())) => unreachable!("the hub is there"),
            told = tokio::time::timeout(Duration::from_secs(30), waiting.changed()) => {
                told.expect("it is told within a tick").expect("by this hub");
            }
        }
    }
}
