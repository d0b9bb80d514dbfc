//! Schedules: as many as asked for, each with a seed of its own, and a failure made small.

use std::io::Write;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

use super::step::{Step, any_step};
use super::world::{MAX_TERMINALS, World};

/// Schedules in a usual run.
const CASES: u64 = 20_000;
/// Schedules in a full run.
const FULL_CASES: u64 = 200_000;
/// Most steps in a schedule.
const STEPS: usize = 40;

/// What is known of the world without running it: enough to leave out what cannot happen.
#[derive(Clone, Debug)]
struct Outline {
    /// Rows in a page: small ones make many pages.
    page_rows: usize,
    terminals: usize,
    backup: bool,
}

struct Machine;

impl ReferenceStateMachine for Machine {
    type State = Outline;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Outline> {
        let page_rows = prop_oneof![Just(3_usize), Just(500)];
        page_rows.prop_map(|page_rows| Outline { page_rows, terminals: 2, backup: false }).boxed()
    }

    fn transitions(_: &Outline) -> BoxedStrategy<Step> {
        any_step()
    }

    fn preconditions(outline: &Outline, step: &Step) -> bool {
        match step {
            Step::Copy(_) => outline.terminals < MAX_TERMINALS,
            Step::Restore => outline.backup,
            _ => true,
        }
    }

    fn apply(mut outline: Outline, step: &Step) -> Outline {
        match step {
            Step::Copy(_) => outline.terminals += 1,
            Step::Backup => outline.backup = true,
            _ => {}
        }
        outline
    }
}

impl StateMachineTest for Machine {
    type SystemUnderTest = World;
    type Reference = Self;

    fn init_test(outline: &Outline) -> World {
        let mut world = World::new(outline.page_rows);
        world.step(&Step::Start(0));
        world.step(&Step::Start(1));
        world
    }

    fn apply(mut world: World, _: &Outline, step: Step) -> World {
        world.step(&step);
        world
    }

    fn teardown(mut world: World, _: Outline) {
        world.step(&Step::Settle);
    }
}

#[expect(clippy::disallowed_methods, reason = "the simulation's one place that reads the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Which schedules: the one that was asked for, or many new ones.
fn seeds() -> std::ops::Range<u64> {
    let number = |name| environment(name).map(|number| number.parse().expect("a number"));
    if let Some(seed) = number("VLEUGEL_SEED") {
        return seed..seed + 1;
    }
    let full = environment("VLEUGEL_DEPTH").is_some_and(|depth| depth == "full");
    let cases = number("VLEUGEL_CASES").unwrap_or(if full { FULL_CASES } else { CASES });
    let first = u64::from(rand::random::<u32>()) << 20;
    first..first + cases
}

/// Runs one schedule; says how it fails, made small.
fn run(seed: u64) -> Result<(), String> {
    let config = Config { cases: 1, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let strategy = Machine::sequential_strategy(1..STEPS);
    let ended = TestRunner::new_with_rng(config.clone(), chance).run(&strategy, |(outline, steps, seen)| {
        Machine::test_sequential(config.clone(), outline, steps, seen);
        Ok(())
    });
    ended.map_err(|error| error.to_string())
}

#[test]
fn no_schedule_loses_an_action_or_gives_it_a_second_effect() {
    for seed in seeds() {
        if let Err(error) = run(seed) {
            let again = format!("VLEUGEL_SEED={seed} cargo test --locked --lib sim::");
            // When even this fails there is nobody to tell.
            let _told = writeln!(std::io::stderr(), "seed {seed}; again: {again}");
            panic!("{error}");
        }
    }
}
