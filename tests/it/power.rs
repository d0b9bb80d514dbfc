//! Power cuts: what the program wrote is recorded by a tracer, and played back up to any moment with what was not synced lost.
//!
//! The record is made by the real program in a terminal ([`officer`]), the disk after a cut is worked out by a model
//! ([`disk`]) whose assumptions stand there. `VLEUGEL_DEPTH=full` makes more cuts.

mod again;
mod cache;
mod disk;
mod officer;
mod trace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;
use vleugel::domain::id::DeviceId;
use vleugel::journal::{DeviceFolder, Journal, Recovery};

use self::disk::Disk;
use self::trace::{Op, Trace};
use crate::harness::seed::{self, Replay};

/// How many cuts are made, usually and in a full run.
const CUTS: (u64, u64) = (40, 300);
/// After every so many cuts the real program is started on what is left.
const START_EVERY: usize = 8;
/// How many times the program is killed before it could sync what it wrote, and the power goes after the next start.
const KILLS: (u64, u64) = (3, 20);
/// Where a record is, in place of making one.
const TRACE: &str = "VLEUGEL_TRACE";
/// The state folder in a home.
const STATE: &str = ".local/state/vleugel";

type Actions = BTreeMap<u64, Vec<u8>>;

/// The record that was asked for, or a new one; a new one stays when the test fails.
struct Recorded {
    trace: Trace,
    log: PathBuf,
    is_new: bool,
}

impl Recorded {
    fn of(name: &str, record: impl FnOnce(&Path)) -> Self {
        let given = seed::environment(TRACE).map(PathBuf::from);
        let is_new = given.is_none();
        let log = given.unwrap_or_else(|| {
            let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.trace", std::process::id()));
            record(&log);
            log
        });
        Self { trace: Trace::read(&log), log, is_new }
    }

    fn replay(&self, seed: u64, test: &'static str) -> Replay {
        Replay { seed, test, with: format!("{TRACE}={} ", self.log.display()) }
    }
}

impl Drop for Recorded {
    fn drop(&mut self) {
        if self.is_new && !std::thread::panicking() {
            let _gone = std::fs::remove_file(&self.log);
        }
    }
}

/// Opens the journal of a home, as the program does.
fn open(home: &Path) -> (Actions, Recovery) {
    let folder = DeviceFolder::open(&home.join(STATE).join("device"), || DeviceId(Uuid::from_u128(1)));
    let (journal, recovery) = Journal::open(folder.expect("the device folder opens")).expect("the journal opens");
    (journal.actions().map(|(number, bytes)| (number, bytes.to_vec())).collect(), recovery)
}

/// Where to cut, by seed: a third of the cuts anywhere, a third while something happens to the journal, and a third around
/// what happens to it seldom: a file that comes, goes or is cut.
fn moments(trace: &Trace, seeds: &[u64]) -> Vec<(usize, u64)> {
    let mut disk = Disk::new(trace);
    let (mut of_journal, mut seldom) = (Vec::new(), Vec::new());
    for (number, op) in trace.ops.iter().enumerate() {
        disk.apply(op);
        if is_about_journal(&disk, op) {
            of_journal.push(number + 1);
            let is_append =
                matches!(op, Op::Write { .. } | Op::Sync { data: true, .. } | Op::Open { created: false, .. });
            if !is_append {
                seldom.extend([number, number + 1, (number + 2).min(trace.ops.len())]);
            }
        }
    }
    let moment = |seed: u64| {
        let mut dice = StdRng::seed_from_u64(seed);
        match dice.random_range(0..3) {
            0 => dice.random_range(0..=trace.ops.len()),
            1 => of_journal[dice.random_range(0..of_journal.len())],
            _ => seldom[dice.random_range(0..seldom.len())],
        }
    };
    let mut moments: Vec<_> = seeds.iter().map(|seed| (moment(*seed), *seed)).collect();
    moments.sort_unstable();
    moments
}

fn is_about_journal(disk: &Disk, op: &Op) -> bool {
    let is_journal = |path: &Path| path.starts_with(Path::new(STATE).join("device"));
    match op {
        Op::Open { path, .. } | Op::Folder { path, .. } | Op::Unlink { path } | Op::Link { path, .. } => {
            is_journal(path)
        }
        Op::Rename { to, .. } => is_journal(to),
        Op::Write { inode, .. } | Op::Size { inode, .. } | Op::Sync { inode, .. } => disk.is_at(*inode, is_journal),
        Op::Range | Op::Screen(_) | Op::Settled(_) => false,
    }
}

/// Goes through a record and looks at the disk at each of these moments.
fn at_moments(trace: &Trace, moments: &[(usize, u64)], look: impl FnMut(&Disk, usize, u64)) {
    at_moments_of(Disk::new(trace), trace, moments, look);
}

/// The same, from a disk that holds something.
fn at_moments_of(mut disk: Disk, trace: &Trace, moments: &[(usize, u64)], mut look: impl FnMut(&Disk, usize, u64)) {
    let mut done = 0;
    for (moment, seed) in moments {
        trace.ops[done..*moment].iter().for_each(|op| disk.apply(op));
        done = *moment;
        look(&disk, *moment, *seed);
    }
}

/// What is wrong with what a journal holds: something that was shown as saved is gone, or something is not as it was written.
fn wrong(kept: &Actions, written: &Actions, saved: u64) -> Option<String> {
    let gone: Vec<_> = (1..=saved).filter(|number| !kept.contains_key(number)).collect();
    if !gone.is_empty() {
        return Some(format!("of {saved} actions that were shown as saved these are gone: {gone:?}"));
    }
    let other: Vec<_> =
        kept.iter().filter(|(number, bytes)| written.get(number) != Some(bytes)).map(|(n, _)| n).collect();
    (!other.is_empty()).then(|| format!("these actions are not as they were written: {other:?}"))
}

#[test]
fn no_action_that_was_shown_as_saved_is_lost_in_a_power_cut() {
    const TEST: &str = "power::no_action_that_was_shown_as_saved_is_lost_in_a_power_cut";
    let place = tempfile::tempdir().expect("a folder");
    let recorded = Recorded::of("power", |log| {
        let home = place.path().join("officer");
        let typed = officer::record(place.path(), &home, log);
        let trace = Trace::read(log);
        assert_eq!(officer::shown_as_saved(&trace).last(), Some(&typed), "every key is an action, shown as saved");
        is_complete(&trace, &home, &place.path().join("whole"));
    });
    let trace = &recorded.trace;
    let saved = officer::shown_as_saved(trace);
    let written = written(trace, &place.path().join("written"));
    assert_eq!(Some(&u64::try_from(written.len()).expect("few")), saved.last(), "each is in the journal once");
    syncs_its_segments(trace);

    let seeds = seed::many(seed::depth(CUTS.0, CUTS.1));
    let mut cuts = 0;
    at_moments(trace, &moments(trace, &seeds), |disk, moment, seed| {
        let _replay = recorded.replay(seed, TEST);
        let image = tempfile::tempdir().expect("a folder");
        disk.image(seed, image.path());
        let (kept, recovery) = open(image.path());
        let (again, second) = open(image.path());
        let place = format!("cut at {moment} of {}", trace.ops.len());
        assert_eq!(wrong(&kept, &written, saved[moment]), None, "{place}: {recovery:?}");
        assert_eq!(recovery.lost, Vec::<u64>::new(), "{place}");
        assert_eq!(kept, again, "{place}: opened again it is something else");
        let mended = (second.cut_bytes, second.damaged, second.set_aside.len());
        assert_eq!(mended, (0, 0, 0), "{place}: opened again there is something to mend: {recovery:?} {second:?}");
        if cuts % START_EVERY == 0 {
            again::cut_while_starting(disk, seed, &written, saved[moment]);
        }
        cuts += 1;
    });
    for seed in seed::many(seed::depth(KILLS.0, KILLS.1)) {
        let _replay = recorded.replay(seed, TEST);
        again::kill_then_cut(trace, seed, &written);
    }
    shows_what_is_not_synced(trace, &written);
}

/// Teeth: from a program that says the same without `fdatasync`, the same cuts do take what was shown as saved.
fn shows_what_is_not_synced(trace: &Trace, written: &Actions) {
    let careless = trace.without_data_syncs();
    let saved = officer::shown_as_saved(&careless);
    let seeds: Vec<_> = (0..CUTS.0).collect();
    let mut lost = 0;
    at_moments(&careless, &moments(&careless, &seeds), |disk, moment, seed| {
        let image = tempfile::tempdir().expect("a folder");
        disk.image(seed, image.path());
        lost += usize::from(wrong(&open(image.path()).0, written, saved[moment]).is_some());
    });
    assert!(lost > 0, "without fdatasync nothing is lost either: the cuts show nothing");
}

/// The replay of everything ends with the very bytes that are in the folder: no call was missed.
fn is_complete(trace: &Trace, home: &Path, copy: &Path) {
    let mut disk = Disk::new(trace);
    trace.ops.iter().for_each(|op| disk.apply(op));
    disk.whole(copy);
    let output = std::process::Command::new("diff").args(["--recursive", "--brief"]).args([home, copy]).output();
    let output = output.expect("diff runs");
    assert!(output.status.success(), "the record has a gap: {}", String::from_utf8_lossy(&output.stdout));
}

/// The actions of a whole record.
fn written(trace: &Trace, copy: &Path) -> Actions {
    let mut disk = Disk::new(trace);
    trace.ops.iter().for_each(|op| disk.apply(op));
    disk.whole(copy);
    open(copy).0
}

/// The record holds what this is all about: the sync of more than one segment of the journal.
fn syncs_its_segments(trace: &Trace) {
    let mut disk = Disk::new(trace);
    let mut synced = std::collections::BTreeSet::new();
    for op in &trace.ops {
        disk.apply(op);
        if let Op::Sync { inode, data: true } = op
            && disk.is_at(*inode, |path| path.extension().is_some_and(|extension| extension == "log"))
        {
            synced.insert(*inode);
        }
    }
    assert!(synced.len() > 1, "fdatasync was called on {} segments of the journal", synced.len());
}
