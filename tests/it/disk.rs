//! A disk that fails: full, read-only, short writes, syncs that fail, at any moment in the real program. What the screen called saved is
//! in the journal, the screen goes on, and the next start is a good one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use vleugel::domain::mark::AbsenceReason;

use crate::harness::marks::{DAY, PEOPLE, SIZE, World, keys};
use crate::harness::preload;
use crate::harness::seed::{self, Replay};
use crate::harness::terminal::Terminal;

const TEST: &str = "disk::what_was_shown_as_saved_is_kept_whatever_the_disk_refuses";
/// How many rounds, usually and in a full run.
const ROUNDS: (u64, u64) = (30, 400);
/// The journal's folder in a home.
const DEVICE: &str = ".local/state/vleugel/device";
/// Calls of one life of the program that a fault can meet.
const CALLS: u64 = 12;
/// Marks in a round.
const MARKS: usize = 4;
/// ENOSPC: the test of the reserve has it, since its message comes before or after the mark's.
const FULL: i32 = 28;
/// EIO, EROFS.
const FAULTS: [i32; 2] = [5, 30];
/// How many calls fail one after another.
const COUNTS: [u64; 4] = [1, 2, 5, u64::MAX / 4];
/// Ends a message. Keys right after it would be read as one with Alt, so wait until the message is gone.
const ESC: &str = "\x1b";
/// What the screen says of a mark that is not saved, and of one that is not saved on this computer.
const REFUSALS: [&str; 2] = ["Dit is niet bewaard", "kan niet geschreven worden"];
const NOT_HERE: &str = "NIET BEWAARD HIER";

/// A program whose disk can be made to fail.
struct Faults {
    library: PathBuf,
    plan: PathBuf,
    log: PathBuf,
}

impl Faults {
    fn new(place: &Path) -> Self {
        Self { library: preload::build(place, "power/fail.c"), plan: place.join("plan"), log: place.join("log") }
    }

    /// From now on this fails: calls, the first, how many, the error.
    fn set(&self, calls: &str, from: u64, count: u64, error: i32) {
        // In one step: the program reads it at any moment.
        let fresh = self.plan.with_extension("new");
        fs::write(&fresh, format!("{calls} {from} {count} {error}")).expect("a plan");
        fs::rename(&fresh, &self.plan).expect("a plan");
    }

    /// From now on nothing fails.
    fn end(&self) {
        let _there_was_none = fs::remove_file(&self.plan);
    }

    /// Calls that failed so far.
    fn met(&self) -> usize {
        fs::read_to_string(&self.log).unwrap_or_default().lines().count()
    }

    /// The program on such a disk, as far as the journal lies on it.
    fn start(&self, home: &Path) -> Terminal {
        let folder = home.join(DEVICE).canonicalize().expect("the folder");
        let path = |path: &Path| path.to_str().expect("plain letters").to_owned();
        let environment = [
            ("LD_PRELOAD", path(&self.library)),
            ("VLEUGEL_FAIL_FOLDER", path(&folder)),
            ("VLEUGEL_FAIL_PLAN", path(&self.plan)),
            ("VLEUGEL_FAIL_LOG", path(&self.log)),
        ];
        let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
        Terminal::start_with(home, SIZE, &[], &environment)
    }
}

/// A home with a day and no hub: nothing else writes then.
fn world(place: &Path) -> (World, String, Faults) {
    let (mut world, token) = World::new(place);
    world.read_the_day();
    world.turn_hub();
    (world, token, Faults::new(place))
}

fn reserve(world: &World) -> bool {
    world.home.join(DEVICE).join("reserve").exists()
}

#[test]
fn a_full_disk_gets_the_reserve_and_the_screen_says_so_until_there_is_room() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token, faults) = world(place.path());
    let (first, second, third) = (AbsenceReason::Court, AbsenceReason::Sick, AbsenceReason::Visit);
    let mut terminal = faults.start(&world.home);
    terminal.wait_text(DAY);
    assert!(reserve(&world), "there is a reserve");
    faults.set("full", 0, 0, FULL);
    terminal.keys(&keys((0, first)));
    // In the header, or in the message that comes before or after the mark's.
    terminal.wait_for("a disk that is nearly full", |screen| {
        screen.contains("SCHIJF BIJNA VOL") || screen.contains("De schijf van deze computer is bijna vol")
    });
    assert!(!reserve(&world) && faults.met() > 0, "the reserve was given back");
    // Now even that is used up.
    faults.set("write", 0, COUNTS[3], FULL);
    terminal.keys(&keys((1, second)));
    terminal.wait_text("De schijf is vol");
    terminal.keys(ESC);
    terminal.wait_text("SCHIJF VOL");
    faults.end();
    terminal.keys(&keys((2, third)));
    terminal.wait_text(PEOPLE[2]);
    // The reserve comes back with the next look at the disk.
    terminal.keys("\x1b[15~");
    terminal.wait_text("wordt bijgewerkt");
    terminal.keys(ESC);
    terminal
        .wait_for("a disk that is good again", |screen| screen.contains("geen netwerk") && !screen.contains("SCHIJF"));
    assert!(reserve(&world), "the reserve is taken again");
    terminal.kill();
    world.compare(&BTreeSet::from([first, third]), &BTreeSet::from([first, third]));
    world.all_arrives(&token);
}

#[test]
fn a_start_on_a_disk_that_takes_nothing_shows_the_day_and_keeps_the_journal() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token, faults) = world(place.path());
    faults.set("write", 0, COUNTS[3], FULL);
    let mut terminal = faults.start(&world.home);
    terminal.wait_text(DAY);
    terminal.wait_text("SCHIJF VOL");
    assert!(faults.met() > 0 && !terminal.screen().contains(NOT_HERE));
    faults.end();
    terminal.keys(&keys((0, AbsenceReason::Court)));
    terminal.wait_text(PEOPLE[0]);
    terminal.kill();
    world.compare(&BTreeSet::from([AbsenceReason::Court]), &BTreeSet::from([AbsenceReason::Court]));
    world.all_arrives(&token);
}

#[test]
fn what_was_shown_as_saved_is_kept_whatever_the_disk_refuses() {
    let rounds = seed::depth(ROUNDS.0, ROUNDS.1);
    let with = if rounds == ROUNDS.1 { "VLEUGEL_DEPTH=full " } else { "" };
    let replay = Replay { seed: seed::one(), test: TEST, with: with.to_owned() };
    let mut dice = StdRng::seed_from_u64(replay.seed);
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token, faults) = world(place.path());
    let mut met = 0;
    for _ in 0..rounds {
        let before = faults.met();
        round(&mut world, &faults, &mut dice);
        met += u64::from(faults.met() > before);
    }
    assert!(met > rounds / 3, "the faults met the program in {met} of {rounds} rounds only");
    world.all_arrives(&token);
}

/// One life of the program on a disk that fails for a while.
fn round(world: &mut World, faults: &Faults, dice: &mut StdRng) {
    let calls = ["write", "short", "sync", "make", "any"].choose(dice).expect("a kind");
    let count = COUNTS.choose(dice).expect("a count");
    let error = FAULTS.choose(dice).expect("an error");
    faults.set(calls, dice.random_range(1..CALLS), *count, *error);
    let mut terminal = faults.start(&world.home);
    terminal.wait_text(DAY);
    let mut reasons: Vec<_> = AbsenceReason::ALL.into_iter().filter(|r| *r != AbsenceReason::Other).collect();
    reasons.shuffle(dice);
    let mut people = (0..PEOPLE.len()).cycle().skip(dice.random_range(0..PEOPLE.len()));
    let (mut typed, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for reason in reasons.into_iter().take(MARKS) {
        let person = people.next().expect("somebody");
        typed.insert(reason);
        terminal.keys(&keys((person, reason)));
        let refused = |screen: &str| REFUSALS.iter().any(|refusal| in_one_line(screen).contains(refusal));
        let saved = |screen: &str| screen.contains(PEOPLE[person]);
        let screen = terminal.wait_for("saved or refused", |screen| saved(screen) || refused(screen));
        if !refused(&screen) && !screen.contains(NOT_HERE) {
            shown.insert(reason);
        }
        terminal.keys(ESC);
        terminal.wait_for("the end of the message", |screen| !saved(screen) && !refused(screen));
    }
    faults.end();
    terminal.kill();
    world.compare(&typed, &shown);
}

/// A message may be wrapped anywhere.
fn in_one_line(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}
