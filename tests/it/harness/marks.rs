//! An officer who marks people absent, and what of it is in the journal and on the hub.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use uuid::Uuid;
use vleugel::domain::action::Deed;
use vleugel::domain::id::DeviceId;
use vleugel::domain::mark::{AbsenceReason, MarkKind};
use vleugel::journal::{DeviceFolder, Journal};
use vleugel::wire::action::decode;

use super::DEADLINE;
use super::hub::Hub;
use super::terminal::Terminal;

pub(crate) const SIZE: (u16, u16) = (80, 24);
/// Who is in the first cells, as the line below says it when one of them is marked.
pub(crate) const PEOPLE: [&str; 3] = ["01 Aydın ", "02 Bakker ", "03 van den Berg "];
/// The journal's folder in a home.
const DEVICE: &str = ".local/state/vleugel/device";
/// On screen when the day is.
pub(crate) const DAY: &str = "Aydın, M.";
/// Right and F4: the item, also when it is over; absent, for a reason by its letter.
const ABSENT: &str = "\x1b[C\x1bOS";
/// F5.
pub(crate) const SYNC_NOW: &str = "\x1b[15~";

/// What marks this person absent for this reason.
pub(crate) fn keys((person, reason): (usize, AbsenceReason)) -> String {
    format!("{:02}{ABSENT}{}", person + 1, reason.letter())
}

/// Everything is sent and nothing is refused, and then the officer leaves.
pub(crate) fn all_is_sent(terminal: &mut Terminal) {
    terminal.keys(SYNC_NOW);
    terminal.wait_for("all sent, nothing refused", |screen| {
        let settled = screen.contains("verzonden") && screen.contains("bijgewerkt");
        settled && !screen.contains("nog te verzenden") && !screen.contains("niet aangenomen")
    });
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
}

/// What happens around the officer.
pub(crate) struct World {
    pub(crate) home: PathBuf,
    pub(crate) hub: Hub,
    pub(crate) hub_runs: bool,
    /// Every action in the journal so far.
    pub(crate) recorded: BTreeMap<Uuid, Vec<u8>>,
}

impl World {
    pub(crate) fn new(place: &Path) -> (Self, String) {
        let home = place.join("officer");
        let hub = Hub::with_facility(place);
        let token = hub.sign_in(&home, "MdV");
        (Self { home, hub, hub_runs: true, recorded: BTreeMap::new() }, token)
    }

    pub(crate) fn start(&self) -> Terminal {
        Terminal::start(&self.home, SIZE, &[])
    }

    pub(crate) fn turn_hub(&mut self) {
        if self.hub_runs {
            self.hub.kill();
        } else {
            self.hub.start();
        }
        self.hub_runs = !self.hub_runs;
    }

    /// The size of all segments of the journal, in bytes.
    pub(crate) fn journal_bytes(&self) -> u64 {
        let entries = fs::read_dir(self.home.join(DEVICE)).into_iter().flatten().flatten();
        let segments = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "log"));
        segments.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
    }

    /// What this round added to the journal: all that was shown as saved, nothing that was not typed, nothing twice; and
    /// all that was there before is there still, to the byte.
    pub(crate) fn compare(&mut self, typed: &BTreeSet<AbsenceReason>, shown: &BTreeSet<AbsenceReason>) {
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

    /// Once with a hub, so that there is a day to mark.
    pub(crate) fn read_the_day(&self) {
        let mut terminal = self.start();
        terminal.wait_for("the day, all read", |screen| screen.contains(DAY) && screen.contains("bijgewerkt"));
        terminal.kill();
    }

    /// The hub is there, everything is sent, nothing is refused, and every mark of the journal is on the hub, once.
    pub(crate) fn all_arrives(&mut self, token: &str) {
        if !self.hub_runs {
            self.turn_hub();
        }
        let mut terminal = self.start();
        terminal.wait_text(DAY);
        all_is_sent(&mut terminal);
        let held = self.hub.marks(token);
        let id = |row: &serde_json::Value| row["id"].as_str().and_then(|id| id.parse::<Uuid>().ok()).expect("an id");
        let mut held: Vec<Uuid> = held.iter().map(id).collect();
        held.sort_unstable();
        let recorded: Vec<_> = self.recorded.keys().copied().collect();
        assert!(!recorded.is_empty(), "some keys were saved");
        assert_eq!(held, recorded, "every mark of the journal is on the hub, once");
    }
}
