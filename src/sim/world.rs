//! One hub, a few terminals, and a line between them that loses, repeats and reorders.

use std::path::PathBuf;

use chrono::TimeDelta;
use tempfile::TempDir;

use super::deeds;
use super::facility::{self, FACILITY, OFFICERS, WINGS, morning, today, token};
use super::ledger::Ledger;
use super::step::Step;
use super::watch::Watch;
use crate::domain::id::{ActionId, DeviceId};
use crate::domain::stream::StreamId;
use crate::hub::sim::{Backup, Request, Response, SimHub};
use crate::sync::sim::{Disk, Number, Sent, SimTerminal};

/// Most requests that are on their way: of more the oldest is lost.
const MAX_ON_THE_WAY: usize = 24;
/// Most terminals, copies among them.
pub(super) const MAX_TERMINALS: usize = 4;

/// A request on its way to the hub.
#[derive(Clone)]
pub(super) struct Going {
    pub(super) terminal: usize,
    pub(super) sent: Sent,
    /// The hub has it and waits for news.
    pub(super) parked: bool,
}

/// An answer on its way back.
#[derive(Clone)]
pub(super) struct Coming {
    pub(super) terminal: usize,
    pub(super) number: Number,
    /// The stream that it is a page of, and the lineage of the hub that made it.
    pub(super) reads: Option<(StreamId, u32)>,
    pub(super) response: Response,
}

/// Everything.
pub(super) struct World {
    pub(super) hub: SimHub,
    pub(super) ledger: Ledger,
    pub(super) terminals: Vec<SimTerminal>,
    pub(super) watches: Vec<Watch>,
    pub(super) going: Vec<Going>,
    pub(super) coming: Vec<Coming>,
    /// Every action that was said to be saved.
    pub(super) saved: Vec<ActionId>,
    backup: Option<(Backup, Ledger)>,
    epochs: u32,
    folders: u32,
    home: TempDir,
    page_rows: usize,
    /// Disks lose what was synced, to see whether anybody notices.
    pub(super) disks_lie: bool,
}

impl World {
    /// A hub with a facility, and two terminals that begin.
    pub(super) fn new(page_rows: usize) -> Self {
        let hub = SimHub::new("epoch 0", FACILITY, morning());
        let mut ledger = Ledger::default();
        hub.office(&facility::all());
        ledger.office(&facility::all());
        for officer in OFFICERS {
            hub.let_in(officer, &token(officer));
        }
        let mut world = Self {
            hub,
            ledger,
            terminals: Vec::new(),
            watches: Vec::new(),
            going: Vec::new(),
            coming: Vec::new(),
            saved: Vec::new(),
            backup: None,
            epochs: 0,
            folders: 0,
            home: home(),
            page_rows,
            disks_lie: false,
        };
        for (seed, user) in (1..).zip(OFFICERS) {
            let disk = Disk::new(world.folder());
            world.terminals.push(SimTerminal::new(disk, user, morning(), page_rows, seed));
            world.watches.push(Watch::default());
        }
        world.start(0);
        world.start(1);
        world
    }

    fn folder(&mut self) -> PathBuf {
        self.folders += 1;
        self.home.path().join(self.folders.to_string())
    }

    /// One thing happens.
    pub(super) fn step(&mut self, step: &Step) {
        match *step {
            Step::Record { terminal, kind, choice } => self.record(usize::from(terminal), kind, choice),
            Step::Exchange(which) => {
                if let Some(coming) = self.arrive(which, false) {
                    self.answer(coming);
                }
            }
            Step::Arrive { which, again } => {
                let coming = self.arrive(which, again);
                self.coming.extend(coming);
            }
            Step::Answer { which, again } => {
                if let Some(at) = pick(which, self.coming.len()) {
                    let coming = if again { self.coming[at].clone() } else { self.coming.remove(at) };
                    self.answer(coming);
                }
            }
            Step::LoseRequest(which) => {
                if let Some(at) = pick(which, self.going.len()) {
                    let Going { terminal, sent, .. } = self.going.remove(at);
                    self.broke(terminal, sent.number);
                }
            }
            Step::LoseAnswer(which) => {
                if let Some(at) = pick(which, self.coming.len()) {
                    let Coming { terminal, number, .. } = self.coming.remove(at);
                    self.broke(terminal, number);
                }
            }
            Step::HubDies { which, decisions, committed } => self.hub_dies(which, decisions, committed),
            Step::TimePasses(terminal) => self.with(terminal, SimTerminal::rested),
            Step::Wish(terminal) => self.with(terminal, SimTerminal::wish),
            Step::Kill { terminal, batches } => self.kill(terminal, batches),
            Step::Start(terminal) => self.start(self.index(terminal)),
            Step::Clock { terminal, days } => {
                self.terminals[self.index(terminal)].jump(TimeDelta::days(i64::from(days) * 30));
            }
            Step::Copy(terminal) => self.copy(terminal),
            Step::Backup => self.backup = Some((self.hub.backup(), self.ledger.clone())),
            Step::Restore => self.restore(),
            Step::Harm { terminal, which, at } => self.harm(terminal, which, at),
            Step::Wing { officer, wing } => {
                let (officer, wing) = (usize::from(officer) % OFFICERS.len(), usize::from(wing) % WINGS.len());
                self.office(&[facility::officer(officer, WINGS[wing])]);
            }
            Step::Plan { visit, days } => {
                let days = (days < 3).then_some(i64::from(days));
                self.office(&[facility::visit(usize::from(visit) % facility::VISITS.len(), days)]);
            }
            Step::Weeks => {
                // Older than what journals keep: its restore would not be made whole again, and `hub restore` says so.
                self.backup = None;
                self.hub.forget();
                for stream in self.ledger.streams() {
                    self.ledger.forgot(stream, self.hub.floor(stream));
                }
            }
            Step::Look(terminal) => self.look(self.index(terminal)),
            Step::Settle => self.settle(),
        }
    }

    fn index(&self, terminal: u8) -> usize {
        usize::from(terminal) % self.terminals.len()
    }

    fn with(&mut self, terminal: u8, what: impl FnOnce(&mut SimTerminal) -> Vec<Sent>) {
        let terminal = self.index(terminal);
        let sent = what(&mut self.terminals[terminal]);
        self.send(terminal, sent);
    }

    /// Puts requests on the line. What nobody waits for any more and changes nothing is forgotten.
    pub(super) fn send(&mut self, terminal: usize, sent: Vec<Sent>) {
        self.going.extend(sent.into_iter().map(|sent| Going { terminal, sent, parked: false }));
        let terminals = &self.terminals;
        self.going.retain(|going| going.sent.method != "GET" || terminals[going.terminal].awaits(going.sent.number));
        while self.going.len() > MAX_ON_THE_WAY {
            let Going { terminal, sent, .. } = self.going.remove(0);
            self.broke(terminal, sent.number);
        }
    }

    fn record(&mut self, terminal: usize, kind: u8, choice: u8) {
        let at = terminal % self.terminals.len();
        let terminal = &mut self.terminals[at];
        let Some(deed) = deeds::choose(terminal, kind, choice) else { return };
        let own_row = deeds::makes_a_row(&deed);
        let Some((recorded, sent)) = terminal.record(deed) else { return };
        self.saved.push(recorded.id);
        if own_row {
            let day = terminal.day(WINGS[0], today()).unwrap_or_default();
            self.watches[at].recorded(recorded.id, &day);
        }
        self.send(at, sent);
    }

    /// A request reaches the hub, and the answer leaves it; none when it waits there, or the same once more.
    pub(super) fn arrive(&mut self, which: u16, again: bool) -> Option<Coming> {
        let at = pick(which, self.going.len())?;
        let mut going = self.going[at].clone();
        let response = self.asked(&going);
        // A poll that was there already has waited long enough.
        if response.status == 304 && !going.parked {
            going.parked = true;
            self.going[at] = going;
            return None;
        }
        if !again {
            self.going.remove(at);
        }
        let Going { terminal, sent: Sent { number, reads, .. }, .. } = going;
        let reads = reads.map(|stream| (stream, self.epochs));
        Some(Coming { terminal, number, reads, response })
    }

    fn asked(&mut self, going: &Going) -> Response {
        let user = token(self.terminals[going.terminal].user);
        let response = self.hub.answer(&request(&going.sent, &user));
        self.note_push(&going.sent);
        response
    }

    /// Holds what the hub did with a push against the ledger.
    fn note_push(&mut self, sent: &Sent) {
        if sent.method != "POST" {
            return;
        }
        let device = sent.path.split('/').nth(3).and_then(|id| id.parse().ok()).map(DeviceId).expect("a device");
        let stored = self.hub.outcomes(device);
        if u64::try_from(stored.len()).expect("few") > self.ledger.last(device) {
            self.ledger.pushed(device, &sent.body, &stored, self.hub.now());
            self.news();
        }
    }

    /// What waits at the hub is looked at again.
    fn news(&mut self) {
        self.going.iter_mut().for_each(|going| going.parked = false);
    }

    pub(super) fn answer(&mut self, coming: Coming) {
        let Coming { terminal, number, reads, response: Response { status, etag, body } } = coming;
        let before = reads.map(|(stream, _)| Watch::before(&self.terminals[terminal], stream));
        self.terminals[terminal].hears_the_time(self.hub.now());
        let sent = self.terminals[terminal].answer(number, status, etag, body);
        self.send(terminal, sent);
        if let (Some(reads), Some(before)) = (reads, before) {
            self.watches[terminal].after(&self.terminals[terminal], &self.hub, reads, &before);
        }
    }

    pub(super) fn broke(&mut self, terminal: usize, number: Number) {
        let sent = self.terminals[terminal].broke(number);
        self.send(terminal, sent);
    }

    fn hub_dies(&mut self, which: u16, decisions: u8, committed: bool) {
        let Some(at) = pick(which, self.going.len()) else { return };
        let Going { terminal, sent, .. } = self.going.remove(at);
        let user = token(self.terminals[terminal].user);
        self.hub.dies_at(&request(&sent, &user), u32::from(decisions), committed);
        self.note_push(&sent);
        // Whatever was open breaks, and nobody knows more than that.
        let mut broken = vec![(terminal, sent.number)];
        broken.extend(self.coming.drain(..).map(|coming| (coming.terminal, coming.number)));
        let parked = self.going.extract_if(.., |going| going.parked);
        broken.extend(parked.map(|going| (going.terminal, going.sent.number)));
        for (terminal, number) in broken {
            self.broke(terminal, number);
        }
    }

    fn kill(&mut self, terminal: u8, batches: u8) {
        let at = self.index(terminal);
        if self.terminals[at].runs() {
            self.terminals[at].kill();
            self.terminals[at].disk.cut(usize::from(batches));
            if self.disks_lie {
                self.terminals[at].disk.lose_a_frame();
            }
            self.watches[at].cut();
            self.coming.retain(|coming| coming.terminal != at);
        }
    }

    pub(super) fn start(&mut self, at: usize) {
        if !self.terminals[at].runs() {
            let sent = self.terminals[at].start();
            self.send(at, sent);
        }
    }

    /// Somebody copies a terminal's disk into another machine. The same officer works there.
    fn copy(&mut self, terminal: u8) {
        if self.terminals.len() == MAX_TERMINALS {
            return;
        }
        let folder = self.folder();
        let at = self.index(terminal);
        let from = &self.terminals[at];
        let seed = 100 + u64::from(self.folders);
        let copy = SimTerminal::new(from.disk.clone_to(folder), from.user, from.now(), self.page_rows, seed);
        self.terminals.push(copy);
        self.watches.push(self.watches[at].copy());
    }

    fn restore(&mut self) {
        let Some((backup, ledger)) = &self.backup else { return };
        self.epochs += 1;
        self.hub.restore(backup, &format!("epoch {}", self.epochs));
        self.ledger = self.ledger.restored(ledger);
        self.news();
        self.watches.iter_mut().for_each(Watch::restored);
    }

    fn harm(&mut self, terminal: u8, which: u16, at: u16) {
        let index = self.index(terminal);
        match which % 8 {
            0 if !self.terminals[index].runs() => self.terminals[index].disk.wipe(),
            which => self.terminals[index].disk.flip(usize::from(at) * 8 + usize::from(which), usize::from(at)),
        }
        self.watches[index].harm();
    }

    fn office(&mut self, entries: &[facility::Entry]) {
        self.hub.office(entries);
        self.ledger.office(entries);
        self.news();
    }

    /// An officer looks at the day.
    fn look(&mut self, at: usize) {
        let terminal = &mut self.terminals[at];
        if let Some(day) = terminal.day(WINGS[0], today()) {
            self.watches[at].looked(&day, terminal);
        }
    }
}

fn request<'a>(sent: &'a Sent, token: &'a str) -> Request<'a> {
    let Sent { method, path, known, body, .. } = sent;
    Request { token, method, path, known: known.as_deref(), body }
}

/// One of so many things.
fn pick(which: u16, of: usize) -> Option<usize> {
    (of > 0).then(|| usize::from(which) % of)
}

/// A folder in memory where there is one: the journal syncs every frame.
fn home() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}
