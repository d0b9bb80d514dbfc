//! Twice in a row: the power goes again while the program starts after a cut, or after a kill left something unsynced.

use std::path::Path;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tempfile::tempdir;
use uuid::Uuid;
use vleugel::domain::id::DeviceId;
use vleugel::journal::{DeviceFolder, Journal};

use super::disk::Disk;
use super::trace::{Op, Trace, Tracing};
use super::{Actions, STATE, at_moments_of, is_about_journal, officer, open, wrong};
use crate::harness::DEADLINE;
use crate::harness::marks::SIZE;
use crate::harness::terminal::Terminal;

/// Cuts in the record of one start.
const CUTS: u64 = 4;

/// The real program starts on what a cut left, and shows what waits. Then the power goes again, at any moment of that start.
pub(super) fn cut_while_starting(disk: &Disk, seed: u64, written: &Actions, saved: u64) {
    let home = tempdir().expect("a folder");
    disk.image(seed, home.path());
    if !home.path().join(STATE).join("credentials.toml").exists() {
        assert_eq!(saved, 0, "the sign-in is gone");
        return;
    }
    let copy = tempdir().expect("a folder");
    disk.image(seed, copy.path());
    let found = Disk::found_in(home.path());
    let trace = start(home.path(), waiting(copy.path()).0);
    cut(found, &trace, seed, 0, |kept, _| wrong(kept, written, saved));
}

/// The program is killed right after it wrote an action, before it could sync it. The next one reads it and shows that it waits,
/// so it is saved: when the power goes then, it is there.
pub(super) fn kill_then_cut(trace: &Trace, seed: u64, written: &Actions) {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut disk = Disk::new(trace);
    let mut unsynced = Vec::new();
    for (number, op) in trace.ops.iter().enumerate() {
        disk.apply(op);
        // Before anything was sent, so that what waits is all there is.
        if matches!(op, Op::Settled(_)) {
            break;
        }
        if is_about_journal(&disk, op) && !matches!(op, Op::Sync { .. } | Op::Open { created: false, .. }) {
            unsynced.push(number + 1);
        }
    }
    let moment = unsynced[dice.random_range(0..unsynced.len())];
    let mut disk = Disk::new(trace);
    trace.ops[..moment].iter().for_each(|op| disk.apply(op));
    let (home, copy) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    disk.whole(home.path());
    disk.whole(copy.path());
    let disk = disk.goes_on_in(home.path());
    let (waits, decided) = waiting(copy.path());
    let next = start(home.path(), waits);
    let saved = officer::shown_as_saved(&next);
    cut(disk, &next, seed, 1, |kept, moment| {
        // The numbers of what waits come after those that are decided.
        let saved = if saved[moment] > 0 { decided + saved[moment] } else { 0 };
        wrong(kept, written, saved)
    });
}

/// Starts the program, holds what it shows to wait against this number, and gives the record of it all.
fn start(home: &Path, waits: u64) -> Trace {
    let place = tempdir().expect("a folder");
    let log = place.path().join("start.trace");
    let tracing = Tracing::begin(place.path(), home, &log);
    let mut terminal = Terminal::start_with(home, SIZE, &[], &tracing.environment());
    terminal.wait_text("Dag op persoon");
    // The question is above whatever else there is to say after a power cut.
    terminal.keys("q");
    terminal.wait_text("Wilt u stoppen?");
    terminal.wait_for(&format!("{waits} that wait"), |screen| match waits {
        0 => !screen.contains("Nog te verzenden"),
        waits => screen.contains(&format!("Nog te verzenden: {waits}.")),
    });
    terminal.keys("j");
    assert!(terminal.wait_exit(DEADLINE).success(), "it ends well");
    Trace::read(&log)
}

/// How many actions of a home wait, and how many are decided.
fn waiting(home: &Path) -> (u64, u64) {
    let folder = DeviceFolder::open(&home.join(STATE).join("device"), || DeviceId(Uuid::from_u128(1)));
    let (journal, _) = Journal::open(folder.expect("a folder")).expect("a journal");
    let count = |count: usize| u64::try_from(count).expect("few");
    (count(journal.pending().count()), count(journal.outcomes().count()))
}

/// Cuts a start at some moments, after so many frames of the screen at least, and at its end.
fn cut(disk: Disk, trace: &Trace, seed: u64, frames: usize, what: impl Fn(&Actions, usize) -> Option<String>) {
    let mut dice = StdRng::seed_from_u64(seed);
    let shown =
        trace.ops.iter().enumerate().filter(|(_, op)| matches!(op, Op::Screen(_))).map(|(number, _)| number + 1);
    let first = std::iter::once(0).chain(shown).nth(frames).unwrap_or(0);
    let mut moments: Vec<_> =
        (0..CUTS).map(|cut| (dice.random_range(first..=trace.ops.len()), seed.wrapping_add(cut))).collect();
    moments.push((trace.ops.len(), seed.wrapping_add(CUTS)));
    moments.sort_unstable();
    at_moments_of(disk, trace, &moments, |disk, moment, seed| {
        let image = tempdir().expect("a folder");
        disk.image(seed, image.path());
        let place = format!("cut again at {moment} of {}", trace.ops.len());
        assert_eq!(what(&open(image.path()).0, moment), None, "{place}");
    });
}
