//! The cache under the real program: harmed in any way, at any moment, it costs time and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use vleugel::domain::mark::AbsenceReason;

use crate::harness::marks::{DAY, PEOPLE, World, keys};
use crate::harness::seed::{self, Replay};
use crate::harness::terminal::Terminal;

const TEST: &str = "cache::a_cache_that_is_harmed_at_any_moment_costs_no_mark_and_no_start";
/// How many rounds, usually and in a full run.
const ROUNDS: (u64, u64) = (10, 150);
/// Most bytes that change in a round.
const FLIPS: usize = 8;
/// F5, a look at the sync screen and back, a person's page and back: keys that read the cache.
const READS: [&str; 3] = ["\x1b[15~", "gy", "\r"];
const ESC: &str = "\x1b";
/// Drawn last when a person's page or the sync screen is drawn, and when it is gone: half a frame says nothing.
const PAGE: &str = "Esc terug";

/// Every file of the cache.
fn files(world: &World) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![world.home.join(".local/state/vleugel/shared")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Harms the cache in some way. A program that runs may have taken a file away meanwhile.
fn harm(files: &[PathBuf], dice: &mut StdRng) {
    let Some(file) = files.choose(dice) else { return };
    match dice.random_range(0..8) {
        0 => files.iter().for_each(|file| gone(file)),
        1 => gone(file),
        2 => {
            let Ok(cut) = fs::OpenOptions::new().write(true).open(file) else { return };
            let length = cut.metadata().expect("a file").len();
            cut.set_len(dice.random_range(0..=length)).expect("cut");
        }
        _ => files.iter().for_each(|file| flip(file, dice)),
    }
}

/// Changes some bits, in the file as it is: a program may have it open.
fn flip(file: &Path, dice: &mut StdRng) {
    let Ok(mut bytes) = fs::read(file) else { return };
    // Most of a file is room that nothing is in.
    let used = bytes.iter().rposition(|byte| *byte != 0).unwrap_or_default();
    for _ in 0..dice.random_range(1..=FLIPS) {
        if let Some(byte) = bytes.get_mut(dice.random_range(0..=used)) {
            *byte ^= 1 << dice.random_range(0..8);
        }
    }
    let Ok(open) = fs::OpenOptions::new().write(true).open(file) else { return };
    open.write_all_at(&bytes, 0).expect("written");
}

fn gone(file: &Path) {
    let _was_not_there = fs::remove_file(file);
}

/// One life of the program, whose cache is harmed before it starts or while it runs.
fn round(world: &mut World, dice: &mut StdRng) {
    let files = files(world);
    let before = dice.random_ratio(2, 3);
    if before {
        harm(&files, dice);
    }
    let mut terminal = world.start();
    terminal.wait_text(DAY);
    if !before {
        harm(&files, dice);
    }
    for keys in READS {
        terminal.keys(keys);
        if keys != READS[0] {
            terminal.wait_text(PAGE);
            terminal.keys(ESC);
            terminal.wait_for("the day", |screen| screen.contains(DAY) && !screen.contains(PAGE));
        }
    }
    mark(world, &mut terminal, dice);
}

/// A mark is saved as on any day: the day on screen stays while a new one is read.
fn mark(world: &mut World, terminal: &mut Terminal, dice: &mut StdRng) {
    let reasons = [AbsenceReason::Court, AbsenceReason::Sick, AbsenceReason::Visit];
    let (person, reason) = (dice.random_range(0..PEOPLE.len()), *reasons.choose(dice).expect("a reason"));
    terminal.keys(&keys((person, reason)));
    terminal.wait_text(PEOPLE[person]);
    terminal.kill();
    world.compare(&BTreeSet::from([reason]), &BTreeSet::from([reason]));
}

#[test]
fn a_cache_that_is_harmed_at_any_moment_costs_no_mark_and_no_start() {
    let rounds = seed::depth(ROUNDS.0, ROUNDS.1);
    let with = if rounds == ROUNDS.1 { "VLEUGEL_DEPTH=full " } else { "" };
    let replay = Replay { seed: seed::one(), test: TEST, with: with.to_owned() };
    let mut dice = StdRng::seed_from_u64(replay.seed);
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token) = World::new(place.path());
    world.read_the_day();
    assert!(!files(&world).is_empty(), "there is a cache");
    for _ in 0..rounds {
        round(&mut world, &mut dice);
    }
    world.all_arrives(&token);
}
