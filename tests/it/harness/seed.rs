//! Chance that can be had again: where a seed comes from, how deep a test goes, and what a failure says about both.

use std::io::Write;

/// How much a test does: `full` for the whole number of rounds or cuts.
const DEPTH: &str = "VLEUGEL_DEPTH";
/// One seed in place of many new ones.
const SEED: &str = "VLEUGEL_SEED";

#[expect(clippy::disallowed_methods, reason = "the tests' one place that reads the environment")]
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// How many rounds or cuts: usually, or in a full run.
pub(crate) fn depth(usual: u64, full: u64) -> u64 {
    if environment(DEPTH).is_some_and(|depth| depth == "full") { full } else { usual }
}

/// The seed that was asked for, or a new one.
pub(crate) fn one() -> u64 {
    given().unwrap_or_else(|| rand::random::<u32>().into())
}

/// The one seed that was asked for, or as many new ones.
pub(crate) fn many(count: u64) -> Vec<u64> {
    given().map_or_else(|| (0..count).map(|number| one() + number).collect(), |seed| vec![seed])
}

fn given() -> Option<u64> {
    environment(SEED).map(|seed| seed.parse().expect("VLEUGEL_SEED is a number"))
}

/// While this lives, a failure says the seed, and the command that does the same again.
pub(crate) struct Replay {
    /// The seed of what runs now.
    pub(crate) seed: u64,
    /// The test's name.
    pub(crate) test: &'static str,
    /// More of an environment that it needs: `NAME=value `, or nothing.
    pub(crate) with: String,
}

impl Drop for Replay {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Self { seed, test, with } = self;
            let line = format!("seed {seed}; again: {SEED}={seed} {with}cargo test --locked --test it {test}\n");
            // When even this fails there is nobody to tell.
            let _told = std::io::stderr().write_all(line.as_bytes());
        }
    }
}
