//! Rounds of `kill -9`: the program, and sometimes the hub, die at any moment; what the screen called saved is on the hub once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;
use vleugel::domain::action::Deed;
use vleugel::domain::id::DeviceId;
use vleugel::domain::mark::{AbsenceReason, MarkKind};
use vleugel::journal::{DeviceFolder, Journal};
use vleugel::wire::action::decode;

use crate::harness::hub::Hub;
use crate::harness::seed::{self, Replay};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, facility};

const TEST: &str = "kills::what_was_shown_as_saved_is_on_the_hub_once_whatever_was_killed";
/// How many rounds, usually and in a full run.
const ROUNDS: (u64, u64) = (12, 200);
const SIZE: (u16, u16) = (80, 24);
/// Most marks in a round before the last ones.
const MARKS: usize = 3;
/// Bytes after which a start is over for sure, and an answer to a key.
const START_BYTES: usize = 3_000;
const ANSWER_BYTES: usize = 500;
/// Who is in the first cells, as the line below says it when one of them is marked.
const PEOPLE: [&str; 3] = ["01 Aydın ", "02 Bakker ", "03 van den Berg "];
/// The journal's folder in a home.
const DEVICE: &str = ".local/state/vleugel/device";
/// On screen when the day is.
const DAY: &str = "Aydın, M.";
/// Right and F4: the item, also when it is over; absent, for a reason by its letter.
const ABSENT: &str = "\x1b[C\x1bOS";
/// F5.
const SYNC_NOW: &str = "\x1b[15~";

/// What marks this person absent for this reason.
fn keys((person, reason): (usize, AbsenceReason)) -> String {
    format!("{:02}{ABSENT}{}", person + 1, reason.letter())
}

/// What happens around the officer.
struct World {
    home: PathBuf,
    hub: Hub,
    hub_runs: bool,
    /// Every action in the journal so far.
    recorded: BTreeMap<Uuid, Vec<u8>>,
}

impl World {
    fn new(place: &Path) -> (Self, String) {
        let home = place.join("officer");
        let mut hub = Hub::new(place);
        hub.command(&["import", &facility::write(place).to_string_lossy()]);
        hub.start();
        let token = hub.sign_in(&home, "MdV");
        (Self { home, hub, hub_runs: true, recorded: BTreeMap::new() }, token)
    }

    fn start(&self) -> Terminal {
        Terminal::start(&self.home, SIZE, &[])
    }

    fn turn_hub(&mut self) {
        if self.hub_runs {
            self.hub.kill();
        } else {
            self.hub.start();
        }
        self.hub_runs = !self.hub_runs;
    }

    /// One life of the program.
    fn round(&mut self, dice: &mut StdRng) {
        if dice.random_ratio(1, 3) {
            self.turn_hub();
        }
        let mut terminal = self.start();
        if dice.random_ratio(1, 4) {
            terminal.wait_received(dice.random_range(0..START_BYTES), |screen| screen.contains(DAY));
            terminal.kill();
            return self.compare(&BTreeSet::new(), &BTreeSet::new());
        }
        terminal.wait_text(DAY);
        // No reason twice in a round, so that each mark can be told from the others.
        let mut reasons: Vec<_> = AbsenceReason::ALL.into_iter().filter(|r| *r != AbsenceReason::Other).collect();
        reasons.shuffle(dice);
        let (mut typed, mut shown) = (BTreeSet::new(), BTreeSet::new());
        // Somebody else each time, so that the line below says something else too.
        let mut people = (0..PEOPLE.len()).cycle().skip(dice.random_range(0..PEOPLE.len()));
        for _ in 0..dice.random_range(0..=MARKS) {
            let mark = (people.next().expect("somebody"), reasons.pop().expect("a reason"));
            typed.insert(mark.1);
            terminal.keys(&keys(mark));
            if dice.random_ratio(1, 8) {
                self.turn_hub();
            }
            terminal.wait_text(PEOPLE[mark.0]);
            shown.insert(mark.1);
        }
        let last: Vec<_> = people.zip(reasons).take(dice.random_range(1..PEOPLE.len())).collect();
        typed.extend(last.iter().map(|mark| mark.1));
        self.die_after(&last, &mut terminal, dice);
        let screen = terminal.screen();
        shown.extend(last.iter().filter(|mark| screen.contains(PEOPLE[mark.0])).map(|mark| mark.1));
        self.compare(&typed, &shown);
    }

    /// Types the last marks in one go, and kills the program at once, when the journal grew, or after so many bytes of screen.
    fn die_after(&self, marks: &[(usize, AbsenceReason)], terminal: &mut Terminal, dice: &mut StdRng) {
        let (bytes, journal) = (terminal.received(), self.journal_bytes());
        terminal.keys(&marks.iter().copied().map(keys).collect::<String>());
        let has_come = |screen: &str| {
            let shown = marks.iter().any(|mark| screen.contains(PEOPLE[mark.0]));
            shown && (!self.hub_runs || screen.contains("verzonden"))
        };
        match dice.random_range(0..4) {
            0 => {}
            1 => {
                let deadline = Instant::now() + DEADLINE;
                while self.journal_bytes() == journal {
                    assert!(Instant::now() < deadline, "the journal does not grow");
                    std::thread::yield_now();
                }
            }
            _ => terminal.wait_received(bytes + dice.random_range(1..ANSWER_BYTES), has_come),
        }
        terminal.kill();
    }

    /// The size of all segments of the journal, in bytes.
    fn journal_bytes(&self) -> u64 {
        let entries = fs::read_dir(self.home.join(DEVICE)).into_iter().flatten().flatten();
        let segments = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "log"));
        segments.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
    }

    /// What this round added to the journal: all that was shown as saved, nothing that was not typed, nothing twice; and
    /// all that was there before is there still, to the byte.
    fn compare(&mut self, typed: &BTreeSet<AbsenceReason>, shown: &BTreeSet<AbsenceReason>) {
        let copy = tempfile::tempdir().expect("a folder");
        let device = self.home.join(DEVICE);
        let (mut now, mut added) = (BTreeMap::new(), BTreeSet::new());
        // A program that was killed early has not made it yet.
        if device.exists() {
            let copied = Command::new("cp").arg("--recursive").args([&*device, copy.path()]).status();
            assert!(copied.expect("cp runs").success());
            let folder = DeviceFolder::open(&copy.path().join("device"), || DeviceId(Uuid::from_u128(1)));
            let (journal, recovery) = Journal::open(folder.expect("a folder")).expect("a journal");
            assert_eq!((recovery.damaged, recovery.lost.len()), (0, 0), "{recovery:?}");
            for (_, bytes) in journal.actions() {
                let action = decode(journal.device(), bytes).expect("an action that reads");
                assert!(now.insert(action.id.0, bytes.to_vec()).is_none(), "an action is in the journal twice");
                if let Deed::Mark { kind: MarkKind::Absent(reason), .. } = action.deed
                    && !self.recorded.contains_key(&action.id.0)
                {
                    assert!(added.insert(reason), "one key made two actions");
                }
            }
        }
        let gone: Vec<_> = self.recorded.iter().filter(|(id, bytes)| now.get(id) != Some(bytes)).collect();
        assert_eq!(gone.len(), 0, "an action of an earlier round is gone");
        assert!(shown.is_subset(&added), "shown as saved: {shown:?}, in the journal: {added:?}");
        assert!(added.is_subset(typed), "in the journal: {added:?}, typed: {typed:?}");
        self.recorded = now;
    }

    /// The ids of all marks that the hub holds, page by page.
    fn held(&self, token: &str) -> Vec<Uuid> {
        let ask = |path: &str| -> serde_json::Value {
            let (status, body) = self.hub.get(path, token);
            assert_eq!(status, 200, "{body}");
            serde_json::from_str(&body).expect("JSON")
        };
        let heads = ask("/v1/streams");
        let heads = heads["streams"].as_array().expect("streams");
        let mut found = Vec::new();
        for wing in heads.iter().filter(|head| head["kind"] == "wing") {
            let path = format!("/v1/streams/wing/{}/changes?limit=500", wing["id"].as_str().expect("an id"));
            let mut page = ask(&path);
            loop {
                let rows = page["rows"].as_array().expect("rows").iter().filter(|row| row["kind"] == "mark");
                found.extend(rows.map(|row| row["id"].as_str().and_then(|id| id.parse::<Uuid>().ok()).expect("an id")));
                if page["more"] == false {
                    break;
                }
                page = ask(&format!("{path}&after={}", page["cursor"].as_str().expect("a cursor")));
            }
        }
        found
    }
}

#[test]
fn what_was_shown_as_saved_is_on_the_hub_once_whatever_was_killed() {
    let rounds = seed::depth(ROUNDS.0, ROUNDS.1);
    let with = if rounds == ROUNDS.1 { "VLEUGEL_DEPTH=full " } else { "" };
    let replay = Replay { seed: seed::one(), test: TEST, with: with.to_owned() };
    let mut dice = StdRng::seed_from_u64(replay.seed);
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token) = World::new(place.path());
    // Once with a hub, so that there is a day to mark.
    let mut terminal = world.start();
    terminal.wait_for("the day, all read", |screen| screen.contains(DAY) && screen.contains("bijgewerkt"));
    terminal.kill();
    for _ in 0..rounds {
        world.round(&mut dice);
    }

    if !world.hub_runs {
        world.turn_hub();
    }
    let mut terminal = world.start();
    terminal.wait_text(DAY);
    terminal.keys(SYNC_NOW);
    terminal.wait_for("all sent, nothing refused", |screen| {
        let settled = screen.contains("verzonden") && screen.contains("bijgewerkt");
        settled && !screen.contains("nog te verzenden") && !screen.contains("niet aangenomen")
    });
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
    let mut held = world.held(&token);
    held.sort_unstable();
    let recorded: Vec<_> = world.recorded.keys().copied().collect();
    assert!(!recorded.is_empty(), "some keys were saved");
    assert_eq!(held, recorded, "every mark of the journal is on the hub, once");
}
