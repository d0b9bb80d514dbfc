//! Two terminals and a hub under random schedules: however the line, the hub and the terminals come and go, in the end all
//! show the same, and every mark is there once.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::real_hub::{World, day, in_step, mark_item, workers};
use super::*;

/// Which schedules are tried. A failure names its seed.
const SEEDS: std::ops::Range<u64> = 0..6;
/// Steps in one schedule.
const STEPS: usize = 25;
const NAMES: [&str; 2] = ["a", "b"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn terminals_and_hub_end_equal_whatever_happens_in_between() {
    for seed in SEEDS {
        run(seed).await;
    }
}

async fn run(seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut world = World::new().await;
    let mut terminals = [Some(world.synced("a").await), Some(world.synced("b").await)];
    let workers = workers(&terminals[0].as_ref().map(Handle::desk).expect("a terminal"), &world).await;
    let mut marked = std::collections::BTreeSet::new();
    for _ in 0..STEPS {
        let which = random.random_range(0..terminals.len());
        match (random.random_range(0..10), &mut terminals[which]) {
            (0..6, Some(terminal)) => {
                let item = workers[random.random_range(0..workers.len())];
                marked.insert(mark_item(terminal, &world, item).await);
            }
            (6, slot) => {
                if let Some(terminal) = slot.take() {
                    terminal.shutdown().await;
                }
            }
            (7, Some(terminal)) => terminal.sync_now(),
            (8, _) if world.is_running() => world.stop().await,
            (8 | 9, _) if !world.is_running() => world.start().await,
            (_, slot @ None) => *slot = Some(world.terminal(NAMES[which]).await),
            _ => {}
        }
    }
    assert!(marked.len() >= STEPS / 5, "seed {seed} tests nothing: {} marks", marked.len());
    if !world.is_running() {
        world.start().await;
    }
    let mut days = Vec::new();
    for (slot, name) in terminals.iter_mut().zip(NAMES) {
        if slot.is_none() {
            *slot = Some(world.terminal(name).await);
        }
    }
    for terminal in terminals.iter().flatten() {
        terminal.sync_now();
        until(terminal, &format!("everything arrives, seed {seed}"), in_step).await;
    }
    assert_eq!(world.marks().await, marked, "seed {seed}");
    for terminal in terminals.into_iter().flatten() {
        world.until_shown(&terminal, &marked).await;
        let mut records = day(&terminal, &world).await.records;
        records.sort_by_key(vleugel::domain::decide::Known::row_id);
        days.push(records);
        terminal.shutdown().await;
    }
    assert_eq!(days[0], days[1], "seed {seed}");
    world.stop().await;
}
