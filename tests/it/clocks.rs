//! Clocks that are wrong: it is said, it is kept with what was marked, and it stops nothing.

mod certificate;
mod jumps;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use vleugel::domain::id::RowId;
use vleugel::domain::record::Record;
use vleugel::sync::{self, Connection, Handle, Status, SyncConfig};

use crate::sync::real_hub::{World, in_step, mark_item, workers};
use crate::sync::{now, until};

/// Ten years, in seconds.
const TEN_YEARS: i64 = 10 * 365 * 24 * 60 * 60;
/// How much less than it is a skew may be found: the way of an answer and the part of its second, in seconds.
const WAY: i64 = 11;

/// A terminal whose clock can be set: so many seconds ahead of the hub's.
async fn terminal(world: &World, name: &str) -> (Handle, Arc<AtomicI64>) {
    let ahead = Arc::new(AtomicI64::new(0));
    let shown = Arc::clone(&ahead);
    let clock = Arc::new(move || now() + TimeDelta::seconds(shown.load(Ordering::SeqCst)));
    let config = SyncConfig { clock, ..world.config(name) };
    (sync::start(config).await.expect("it starts"), ahead)
}

/// What the hub keeps with a mark.
async fn kept(world: &World, id: RowId) -> Option<i64> {
    match world.record(id).await {
        Record::Mark(mark) => mark.clock_skew_seconds,
        other => unreachable!("{other:?} is no mark"),
    }
}

#[tokio::test]
async fn a_wrong_clock_is_told_and_kept_with_each_mark_and_stops_nothing() {
    let world = World::new().await;
    let (terminal, ahead) = terminal(&world, "a").await;
    until(&terminal, "a first sync", in_step).await;
    let people = workers(&terminal.desk(), &world).await;
    for (number, skew) in [300, -300, 60, -60, TEN_YEARS, -TEN_YEARS, 0, 61 + WAY, -61].into_iter().enumerate() {
        ahead.store(skew, Ordering::SeqCst);
        terminal.sync_now();
        let is_near = |found: i64| skew.signum() == found.signum() && (skew - found).abs() <= WAY;
        let told = |status: &Status| match status.clock_skew_seconds {
            Some(found) => skew.abs() > 60 && is_near(found),
            None => skew.abs() <= 60,
        };
        let status = until(&terminal, &format!("{skew} seconds"), told).await;
        assert_eq!(status.connection, Connection::Online, "{skew}");
        let mark = mark_item(&terminal, &world, people[number % people.len()]).await;
        until(&terminal, "the mark is sent", in_step).await;
        let kept = kept(&world, mark).await;
        assert!(if skew.abs() > 60 { kept.is_some_and(is_near) } else { kept.is_none() }, "{skew}: {kept:?}");
    }
    assert_eq!(terminal.status().borrow().refused, 0);
    terminal.shutdown().await;
}
