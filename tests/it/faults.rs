//! Faults on the line, by seed: whatever of questions and answers gets lost, comes late, twice or in part, every action has one
//! outcome in the end, its effect is on the hub once, and the terminal has what the hub has.
//!
//! A seed decides the script of the line. Which question meets which fate also depends on who comes first, so a replay is the same
//! script and nearly the same run.

mod screen;

use std::collections::BTreeSet;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::time::timeout;
use vleugel::domain::decide::Outcome;
use vleugel::domain::id::{DetaineeId, RowId};
use vleugel::sync::Handle;

use crate::harness::DEADLINE;
use crate::harness::proxy::{Fate, Part, Proxy};
use crate::harness::seed::{self, Replay};
use crate::sync::real_hub::{World, in_step, mark_item, workers};
use crate::sync::until;

/// How many scripts, usually and in a full run.
const SCRIPTS: (u64, u64) = (20, 200);
/// Questions that a script is about.
const QUESTIONS: usize = 40;
/// Most marks while the line fails.
const MARKS: usize = 12;
/// Longest delay, in milliseconds: long enough for others to come first.
const MAX_DELAY: u64 = 20;

/// What happens on the line, question after question: two of three do not simply arrive.
fn script(dice: &mut StdRng) -> Vec<Fate> {
    std::iter::repeat_with(|| fate(dice)).take(QUESTIONS).collect()
}

fn fate(dice: &mut StdRng) -> Fate {
    // The ends are where most happens: nothing, and all but the last bytes.
    let part = match dice.random_range(0..4) {
        0 => Part(0),
        1 => Part(1000),
        _ => Part(dice.random_range(0..1000)),
    };
    match dice.random_range(0..15) {
        0..5 => Fate::Pass,
        5 => Fate::Delay(Duration::from_millis(dice.random_range(0..=MAX_DELAY))),
        6 => Fate::CutQuestion(part),
        7 => Fate::HalfQuestion(part),
        8 => Fate::CutAnswer(part),
        9 => Fate::HalfAnswer(part),
        10 => Fate::Truncate(Part(dice.random_range(0..1000))),
        11 | 12 => Fate::Twice,
        _ => Fate::Hold { heard: dice.random_range(0..2) == 0 },
    }
}

/// One terminal behind the line.
struct Scene<'a> {
    world: &'a World,
    line: Proxy,
    terminal: Handle,
    people: Vec<(DetaineeId, RowId)>,
    marked: BTreeSet<RowId>,
}

impl Scene<'_> {
    async fn mark(&mut self, dice: &mut StdRng) {
        let person = self.people[dice.random_range(0..self.people.len())];
        self.marked.insert(mark_item(&self.terminal, self.world, person).await);
    }

    /// Works on until the script is over: marks, asks to sync, and lets go of what is held.
    async fn live(&mut self, dice: &mut StdRng) {
        let (mut seen, mut status) = (self.line.seen(), self.terminal.status());
        loop {
            let now = *seen.borrow_and_update();
            if now.left == 0 {
                return;
            }
            if self.marked.len() < MARKS && dice.random_range(0..3) == 0 {
                self.mark(dice).await;
            }
            if now.held > 0 {
                self.line.release();
            }
            self.terminal.sync_now();
            let news = async {
                tokio::select! {
                    changed = seen.changed() => changed.expect("the line is there"),
                    changed = status.changed() => changed.expect("sync runs"),
                }
            };
            let came = timeout(DEADLINE, news).await;
            assert!(came.is_ok(), "nothing happens any more: {now:?}, {:?}", self.terminal.status().borrow());
        }
    }

    /// The line is good again: everything arrives, and what was marked has its outcome.
    async fn heal(&self) {
        self.line.heal();
        self.terminal.sync_now();
        until(&self.terminal, "everything is sent", in_step).await;
        let status = self.terminal.status().borrow().clone();
        assert_eq!(status.refused, 0, "nothing was refused");
        let device = self.terminal.desk().device().await.expect("a device");
        let outcomes = self.world.outcomes(device).await;
        assert_eq!(outcomes, vec![Some(Outcome::Applied); self.marked.len()], "each action has one outcome");
    }
}

#[tokio::test]
async fn whatever_the_line_does_each_action_arrives_once() {
    let world = World::new().await;
    let beside = world.synced("beside").await;
    let people = workers(&beside.desk(), &world).await;
    let mut all = BTreeSet::new();
    for seed in seed::many(seed::depth(SCRIPTS.0, SCRIPTS.1)) {
        let test = "faults::whatever_the_line_does_each_action_arrives_once";
        let _replay = Replay { seed, test, with: String::new() };
        let mut dice = StdRng::seed_from_u64(seed);
        let line = Proxy::start(world.port());
        line.script(script(&mut dice));
        // The first sync meets the faults too.
        let terminal = world.terminal_at(&format!("seed-{seed}"), line.url()).await;
        let mut scene = Scene { world: &world, line, terminal, people: people.clone(), marked: BTreeSet::new() };
        scene.live(&mut dice).await;
        scene.mark(&mut dice).await;
        scene.heal().await;
        all.append(&mut scene.marked);
        assert_eq!(world.marks().await, all, "each mark is on the hub, once");
        world.until_shown(&scene.terminal, &all).await;
        world.until_equal(&scene.terminal, &beside).await;
        scene.terminal.shutdown().await;
    }
    beside.shutdown().await;
}
