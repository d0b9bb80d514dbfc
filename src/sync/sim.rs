//! A terminal for simulations: the real desk and core on a disk of their own, without a thread, a socket or a clock that runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::sync::watch;

use super::core::{Core, Event, Ticket, Todo, Todos};
use super::desk::{Ids, State, Store, Tell};
use super::status::{JournalState, MAX_SKEW_SECONDS, Status};
use super::types::{DayRecords, Recorded};
use crate::api::{ApiError, Fault, Letter, Question};
use crate::cache::StreamState;
use crate::domain::action::Deed;
use crate::domain::decide::reads;
use crate::domain::id::{DetaineeId, DeviceId, RowId, StaffId, WingId};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::journal::{self, DeviceFolder, Journal};
use crate::wire;

mod disk;

pub(crate) use disk::Disk;

/// Names a request of one terminal, over all its programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number(u64);

/// A request on its way.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) number: Number,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) known: Option<String>,
    pub(crate) body: Vec<u8>,
    /// The stream that it reads, if it reads one.
    pub(crate) reads: Option<StreamId>,
}

/// A terminal, whether its program runs or not.
pub(crate) struct SimTerminal {
    pub(crate) disk: Disk,
    pub(crate) user: StaffId,
    clock: Arc<AtomicI64>,
    chance: StdRng,
    page_rows: usize,
    numbers: u64,
    running: Option<Running>,
}

struct Running {
    core: Core,
    state: State,
    status: watch::Receiver<Status>,
    asked: BTreeMap<Number, (Ticket, Question)>,
    /// Of these, the ones whose answer still matters.
    open: BTreeSet<Number>,
    rests: bool,
}

impl SimTerminal {
    pub(crate) fn new(disk: Disk, user: StaffId, at: DateTime<Utc>, page_rows: usize, seed: u64) -> Self {
        let (clock, chance) = (Arc::new(AtomicI64::new(at.timestamp_millis())), StdRng::seed_from_u64(seed));
        Self { disk, user, clock, chance, page_rows, numbers: 0, running: None }
    }

    pub(crate) const fn runs(&self) -> bool {
        self.running.is_some()
    }

    /// Whether it waits before it tries again.
    pub(crate) fn rests(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.rests)
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        clock(&self.clock)
    }

    /// The clock is set to another time.
    pub(crate) fn jump(&self, by: TimeDelta) {
        self.clock.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }

    /// Starts the program: journal and cache are opened, the first round begins.
    pub(crate) fn start(&mut self) -> Vec<Sent> {
        let mut ids = Ids::of(StdRng::from_rng(&mut self.chance));
        let fresh = DeviceId(ids.next(self.now()));
        let folder = self.disk.device_folder();
        journal::complete(&folder).expect("a half made change of device is completed");
        let folder = DeviceFolder::open(&folder, || fresh).expect("nobody else has the folder");
        let (journal, recovery) = Journal::open(folder).expect("the journal opens");
        assert_eq!((recovery.damaged, recovery.lost.len()), (0, 0), "the journal is whole");
        let (status, seen) = watch::channel(Status::default());
        let tell = Tell { status, changes: watch::channel(0).0, wake: Arc::default() };
        let now = Arc::clone(&self.clock);
        let now = Arc::new(move || clock(&now));
        let store = Store::over(Box::new(self.disk.engine()));
        let state = State::new(journal, JournalState::Kept, store, now, ids, self.user, tell);
        let core = Core::new(StdRng::from_rng(&mut self.chance), self.page_rows);
        self.running =
            Some(Running { core, state, status: seen, asked: BTreeMap::new(), open: BTreeSet::new(), rests: false });
        self.take(Event::Rested)
    }

    /// The program is killed. What it asked stays on its way; nobody waits for the answers.
    pub(crate) fn kill(&mut self) {
        self.running = None;
    }

    /// The wait is over.
    pub(crate) fn rested(&mut self) -> Vec<Sent> {
        if let Some(running) = self.running.as_mut().filter(|running| running.rests) {
            running.rests = false;
            return self.take(Event::Rested);
        }
        Vec::new()
    }

    /// Somebody asks to sync now.
    pub(crate) fn wish(&mut self) -> Vec<Sent> {
        self.take(Event::Wished)
    }

    /// An answer comes, perhaps one that nobody waits for any more.
    pub(crate) fn answer(&mut self, number: Number, status: u16, etag: Option<String>, body: Vec<u8>) -> Vec<Sent> {
        let Some((ticket, question)) = self.waits_for(number) else { return Vec::new() };
        self.take(Event::Answered(ticket, question.hear(status, etag, body)))
    }

    /// The answer that comes next says what time it is at the hub.
    pub(crate) fn hears_the_time(&mut self, at_the_hub: DateTime<Utc>) {
        let ahead = (self.now() - at_the_hub).num_seconds();
        if let Some(running) = &self.running {
            running.state.say(|status| {
                status.clock_skew_seconds = (ahead.abs() > MAX_SKEW_SECONDS).then_some(ahead);
                true
            });
        }
    }

    /// The connection of a request breaks.
    pub(crate) fn broke(&mut self, number: Number) -> Vec<Sent> {
        let Some((ticket, question)) = self.waits_for(number) else { return Vec::new() };
        self.take(Event::Answered(ticket, Err(ApiError::new(question.call(), Fault::Interrupted))))
    }

    /// Whether the answer to this still matters.
    pub(crate) fn awaits(&self, number: Number) -> bool {
        self.running.as_ref().is_some_and(|running| running.open.contains(&number))
    }

    /// The question of a request. It is kept, so that an answer can come twice.
    fn waits_for(&mut self, number: Number) -> Option<(Ticket, Question)> {
        let running = self.running.as_mut()?;
        running.open.remove(&number);
        running.asked.get(&number).cloned()
    }

    /// Records a deed. When this returns, it is saved.
    pub(crate) fn record(&mut self, deed: Deed) -> Option<(Recorded, Vec<Sent>)> {
        let (user, now) = (self.user, self.now());
        // Two deeds of the same millisecond have ids in no order.
        let later = self.chance.random_range(1..1_000);
        self.jump(TimeDelta::milliseconds(later));
        let recorded = self.running.as_mut()?.state.record(deed, user, now, now).expect("the journal takes it");
        Some((recorded, self.take(Event::Recorded)))
    }

    fn take(&mut self, event: Event) -> Vec<Sent> {
        let Some(running) = &mut self.running else { return Vec::new() };
        let Todos { instead, todo } = running.core.take(&mut running.state, event);
        if instead {
            running.rests = false;
            running.open.clear();
        }
        let mut sent = Vec::new();
        for todo in todo {
            match todo {
                Todo::Ask(ticket, question) => {
                    self.numbers += 1;
                    let number = Number(self.numbers);
                    sent.push(letter(number, &question));
                    running.asked.insert(number, (ticket, question));
                    running.open.insert(number);
                }
                Todo::Rest(_) => running.rests = true,
            }
        }
        sent
    }

    pub(crate) fn status(&self) -> Option<Status> {
        self.running.as_ref().map(|running| running.status.borrow().clone())
    }

    pub(crate) fn day(&mut self, wing: WingId, date: NaiveDate) -> Option<DayRecords> {
        self.running.as_mut().map(|running| running.state.day(wing, date))
    }

    /// The day on screen, read from the cache as if for the first time.
    pub(crate) fn day_anew(&mut self, wing: WingId, date: NaiveDate) -> Option<DayRecords> {
        self.running.as_mut().map(|running| {
            running.state.forget_day();
            running.state.day(wing, date)
        })
    }

    /// The actions that the hub refused, and those that are about one of them: an undo of what never was shows nothing either.
    pub(crate) fn refused(&self) -> BTreeSet<RowId> {
        let Some(running) = &self.running else { return BTreeSet::new() };
        let actions = running.state.refused().into_iter().filter_map(|refused| refused.action);
        let mut refused: BTreeSet<RowId> = actions.map(|action| RowId(action.id.0)).collect();
        for (_, bytes, _) in self.journal() {
            let action = wire::action::decode(running.state.device(), &bytes);
            if let Ok(action) = action
                && reads(&action).iter().any(|row| refused.contains(row))
            {
                refused.insert(RowId(action.id.0));
            }
        }
        refused
    }

    pub(crate) fn file(&mut self, detainee: DetaineeId) -> Option<DayRecords> {
        self.running.as_mut().map(|running| running.state.file(detainee))
    }

    /// Reads every row as the program does, which mends what is damaged.
    pub(crate) fn read_everything(&mut self) {
        if let Some(running) = &mut self.running {
            running.state.read_everything();
        }
    }

    pub(crate) fn device(&self) -> Option<DeviceId> {
        self.running.as_ref().map(|running| running.state.device())
    }

    /// Every action in the journal and what became of it, by number.
    pub(crate) fn journal(&self) -> Vec<(u64, Vec<u8>, Option<Vec<u8>>)> {
        self.running.as_ref().map(|running| running.state.journalled()).unwrap_or_default()
    }

    /// The streams in the cache.
    pub(crate) fn streams(&self) -> BTreeMap<StreamId, StreamState> {
        self.running.as_ref().and_then(|running| running.state.cache().streams().ok()).unwrap_or_default()
    }

    /// One stream in the cache.
    pub(crate) fn stream(&self, stream: StreamId) -> Option<StreamState> {
        self.running.as_ref()?.state.cache().stream(stream).ok().flatten()
    }

    /// The rows of a stream that are shown, in the order of their ids; none when something is damaged.
    pub(crate) fn rows(&self, stream: StreamId) -> Option<Vec<Row>> {
        let mut rows = self.running.as_ref()?.state.cache().rows(stream).ok()?;
        rows.sort_by_key(|row| row.id);
        Some(rows)
    }
}

fn clock(millis: &AtomicI64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis.load(Ordering::Relaxed)).expect("a time within the calendar")
}

fn letter(number: Number, question: &Question) -> Sent {
    let Letter { method, path, headers, body, .. } = question.letter().expect("actions are JSON");
    let known = headers.into_iter().find(|(name, _)| name.as_str() == "if-none-match").map(|(_, tag)| tag);
    let reads = if let Question::Changes { stream, .. } = question { Some(*stream) } else { None };
    let body = body.unwrap_or_default();
    Sent { number, method: method.to_string(), path, known, body, reads }
}
