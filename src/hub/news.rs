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
            // Nobody waits: whoever comes next looks for himself.
            last = None;
            continue;
        }
        match sum(&hub).await {
            Ok(now) => {
                if last.is_some_and(|last| last != now) {
                    hub.news.tell();
                }
                last = Some(now);
            }
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
