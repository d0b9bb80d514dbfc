//! From one terminal's mark to another one's screen, on a wing that a hundred terminals look at.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use vleugel::api::HttpApi;
use vleugel::domain::action::Deed;
use vleugel::domain::id::{DetaineeId, RowId, StaffId, WingId};
use vleugel::domain::local::date_of;
use vleugel::domain::mark::MarkKind;
use vleugel::domain::record::Record;
use vleugel::sync::{self, Handle, HubAccess, SyncConfig};

use crate::first::Facility;
use crate::measure::{at, now, say, text};

/// Terminals that look at the wing, the two that are measured included.
const CLIENTS: usize = 100;
/// How often a mark is followed from one to the other.
const MARKS: usize = 100;

/// Each mark is made when the last one has arrived.
pub(crate) fn a_to_b(facility: &Facility, folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut times = runtime.block_on(follow(facility, folder));
    let figure = format!("a mark on A to the day on B, {CLIENTS} clients");
    say(&format!("{figure}, p50"), &text(at(&mut times, 50)), "200 ms", "-");
    say(&format!("{figure}, p99"), &text(at(&mut times, 99)), "600 ms", "-");
}

async fn follow(facility: &Facility, folder: &Path) -> Vec<Duration> {
    let api = HttpApi::new(&facility.hub.url(), &facility.token).expect("an address");
    let me = api.me().await.expect("the hub answers");
    let (wing, staff) = (me.wings.first().copied().expect("a wing"), me.staff);
    let mut terminals = Vec::new();
    for number in 0..CLIENTS {
        terminals.push(terminal(facility, &folder.join(number.to_string()), staff).await);
    }
    for terminal in &terminals {
        terminal.status().wait_for(|status| status.last_sync.is_some()).await.expect("it syncs");
    }
    let (a, b) = (&terminals[0], &terminals[1]);
    let (detainee, item) = a_shift(a, wing).await;
    let mut times = Vec::with_capacity(MARKS);
    let mut seen = b.changes();
    for _ in 0..MARKS {
        let began = Instant::now();
        let deed = Deed::Mark { wing, detainee, item, day: None, kind: MarkKind::Left, replaces: None };
        let recorded = a.desk().record(deed, staff, now(), now()).await.expect("saved");
        arrives(b, &mut seen, wing, RowId(recorded.id.0)).await;
        times.push(began.elapsed());
    }
    for terminal in terminals {
        terminal.shutdown().await;
    }
    times
}

/// A terminal that keeps nothing on disk: a hundred of them are one machine's work here.
async fn terminal(facility: &Facility, home: &Path, author: StaffId) -> Handle {
    let config = SyncConfig {
        hub: Some(HubAccess { url: facility.hub.url(), token: facility.token.clone() }),
        device_folder: home.join("device"),
        cache_folder: home.join("cache"),
        memory: true,
        clock: Arc::new(now),
        author,
    };
    sync::start(config).await.expect("it starts")
}

/// Somebody's shift of today.
async fn a_shift(terminal: &Handle, wing: WingId) -> (DetaineeId, RowId) {
    let day = terminal.desk().day(wing, date_of(now())).await.expect("a day");
    let shift = day.records.iter().find_map(|known| match &known.record {
        Record::WorkShift(shift) => Some((shift.detainee, RowId(shift.id.0))),
        _ => None,
    });
    shift.expect("a shift")
}

/// Waits until the day on this terminal has the mark.
async fn arrives(terminal: &Handle, seen: &mut watch::Receiver<u64>, wing: WingId, mark: RowId) {
    loop {
        let day = terminal.desk().day(wing, date_of(now())).await.expect("a day");
        if day.records.iter().any(|known| known.row_id() == mark) {
            return;
        }
        seen.changed().await.expect("it runs");
    }
}
