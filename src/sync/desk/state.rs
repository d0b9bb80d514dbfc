//! What the desk owns, and what it does with it. Plain and synchronous: one thread, one job at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rand::RngExt;
use rand::rngs::StdRng;
use tokio::sync::watch;
use uuid::Uuid;

use super::shown::Shown;
use super::store::Store;
use crate::api::Decided;
use crate::cache::StreamState;
use crate::domain::action::{Action, Deed};
use crate::domain::decide::{Known, Outcome};
use crate::domain::facility::Wing;
use crate::domain::id::{ActionId, DeviceId, LookId, RowId, StaffId, WingId};
use crate::domain::look::{Look, LookedAt};
use crate::domain::record::{Kind, Record};
use crate::domain::stream::{StreamId, StreamKind};
use crate::journal::{Health, Journal, JournalError};
use crate::sync::driver::Wake;
use crate::sync::overlay::{Unseen, View, overlay};
use crate::sync::status::{JournalState, Status, Trouble};
use crate::sync::types::{Clock, DayRecords, Recorded, Refused};
use crate::wire;

/// Decided actions at the journal's end whose rows may not have come back before the last quit. Older ones are in the
/// hub's rows for sure, or the stream is read anew anyway.
const RECENT_DECIDED: usize = 1_000;

/// Why an action was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The journal could not be written: the disk is full, or gone.
    #[error("writing the action to the journal")]
    Journal(#[from] JournalError),
    /// The action has no form on the wire.
    #[error("writing the action down")]
    Encode(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The desk is closed.
    #[error("journal and cache are closed")]
    Closed,
}

/// What the desk tells others about.
#[derive(Clone)]
pub(in crate::sync) struct Tell {
    pub(in crate::sync) status: watch::Sender<Status>,
    /// Goes up with every change of what a day shows.
    pub(in crate::sync) changes: watch::Sender<u64>,
    pub(in crate::sync) wake: Arc<Wake>,
}

/// Journal, cache, and what is worked out from them.
pub(in crate::sync) struct State {
    pub(super) journal: Journal,
    pub(super) store: Store,
    /// How the journal was when it was opened.
    opened: JournalState,
    /// The hub's lineage, as the journal has it unless its disk is full.
    pub(super) epoch: Option<String>,
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    /// Who is signed in.
    pub(super) reader: StaffId,
    tell: Tell,
    /// Numbers whose outcome could not be stored: the hub tells it again in the next run.
    pub(super) heard: BTreeSet<u64>,
    /// Numbers of the actions that the hub has not decided, or does not know any more.
    pub(super) waiting: BTreeSet<u64>,
    /// By number: actions without an outcome, and applied ones whose row is not here yet.
    pub(super) unseen: BTreeMap<u64, Unseen>,
    /// By number: what the hub did not carry out.
    pub(super) refused: BTreeMap<u64, Refused>,
    /// When a stream was last equal to the hub, in this run.
    pub(super) equal_at: BTreeMap<StreamId, DateTime<Utc>>,
    /// The day on screen, once somebody asked for one and until its streams are replaced.
    pub(super) shown: Option<Shown>,
    pub(super) on_screen: Option<WingId>,
    /// The wings that can be read, until a facility's rows or the list of streams change.
    pub(super) wings: Option<Vec<Wing>>,
    /// The hub's day on which the journal last let go of what is old.
    pub(super) forgot_on: Option<NaiveDate>,
    pub(super) closed: bool,
}

impl State {
    /// Works out what is undecided, unseen and refused from the journal.
    pub(in crate::sync) fn new(
        journal: Journal,
        opened: JournalState,
        mut store: Store,
        clock: Clock,
        ids: Ids,
        reader: StaffId,
        tell: Tell,
    ) -> Self {
        let last_sync = store.last_sync();
        tell.status.send_modify(|status| status.last_sync = last_sync);
        let heard = BTreeSet::new();
        let (waiting, unseen, refused) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        let equal_at = BTreeMap::new();
        let (shown, on_screen, wings, forgot_on, closed) = (None, None, None, None, false);
        let epoch = journal.epoch().map(str::to_owned);
        store.follow(epoch.as_deref());
        let mut state = Self {
            journal,
            store,
            opened,
            epoch,
            clock,
            ids,
            reader,
            tell,
            heard,
            waiting,
            unseen,
            refused,
            equal_at,
            shown,
            on_screen,
            wings,
            forgot_on,
            closed,
        };
        state.read_journal();
        state.tell();
        state
    }

    /// Works out again what waits, is unseen and refused.
    pub(super) fn read_journal(&mut self) {
        self.waiting.clear();
        self.unseen.clear();
        self.refused.clear();
        let (seen, settled) = (self.seen_before(), self.settled());
        let mut recent = RECENT_DECIDED;
        let numbers: Vec<u64> = self.journal.actions().map(|(number, _)| number).collect();
        for number in numbers.into_iter().rev() {
            match self.journal.outcome(number).map(read_outcome) {
                Some(outcome) if outcome.as_ref().is_some_and(is_applied) => {
                    // What is in the rows is not laid over them again: somebody may have changed it since.
                    if recent > 0 && number > settled {
                        recent -= 1;
                        self.add_unseen(number, true);
                    }
                }
                Some(outcome) => self.add_refused(number, outcome),
                None => {
                    self.waiting.insert(number);
                    self.add_unseen(number, false);
                }
            }
        }
        for number in seen {
            if let Some(refused) = self.refused.get_mut(&number) {
                refused.seen = true;
            }
        }
    }

    pub(super) fn decode_action(&self, number: u64) -> Option<Action> {
        wire::action::decode(self.journal.device(), self.journal.action(number)?)
            .inspect_err(|error| tracing::warn!(number, %error, "an action of the journal that does not read"))
            .ok()
    }

    /// Puts an action into the overlay. What cannot be read cannot be shown; it is sent as it is.
    pub(super) fn add_unseen(&mut self, number: u64, applied: bool) {
        if let Some(action) = self.decode_action(number) {
            self.unseen.insert(number, Unseen { action, applied });
        }
    }

    pub(super) fn add_refused(&mut self, number: u64, outcome: Option<Outcome>) {
        let refused = Refused { number, action: self.decode_action(number), outcome, seen: false };
        self.refused.insert(number, refused);
    }

    /// Writes an action down. The screen says "saved" only after this.
    pub(in crate::sync) fn record(
        &mut self,
        deed: Deed,
        author: StaffId,
        observed_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Recorded, RecordError> {
        let (id, number, device) = (ActionId(self.ids.next(now)), self.journal.next_number(), self.journal.device());
        let clock_skew_seconds = self.clock_skew_seconds();
        let action = Action { id, device, number, author, recorded_at: now, observed_at, clock_skew_seconds, deed };
        let bytes = wire::action::encode(&action).map_err(|error| RecordError::Encode(error.into()))?;
        if let Err(error) = self.journal.append_action(number, &bytes) {
            self.tell();
            return Err(error.into());
        }
        self.waiting.insert(number);
        self.unseen.insert(number, Unseen { action, applied: false });
        self.tell();
        self.tell.wake.recorded.notify_one();
        Ok(Recorded { id, number })
    }

    /// Writes down that the reader opens somebody's file. Nothing of it is shown before.
    pub(in crate::sync) fn look(&mut self, at_what: LookedAt, now: DateTime<Utc>) -> Result<(), RecordError> {
        let (id, number) = (LookId(self.ids.next(now)), self.journal.next_look());
        let look = Look { id, number, reader: self.reader, at_what, at: now, reason: None };
        let bytes = wire::look::encode(&look).map_err(|error| RecordError::Encode(error.into()))?;
        self.journal.append_look(number, &bytes)?;
        self.tell.wake.recorded.notify_one();
        Ok(())
    }

    pub(in crate::sync) fn day(&mut self, wing: WingId, date: NaiveDate) -> DayRecords {
        self.on_screen = Some(wing);
        let shown = match self.shown.take().filter(|shown| (shown.wing, shown.date) == (wing, date)) {
            Some(shown) => shown,
            None => self.load(wing, date),
        };
        let view = View { stream: StreamId::wing(wing), date: Some(date), reader: self.reader, now: self.now() };
        let elsewhere = self.rows_elsewhere();
        let over = overlay(&shown.rows, &elsewhere, self.unseen.values(), view);
        let records = over.over(&shown.rows).cloned().collect();
        let day = DayRecords { records, pending: over.pending, unknown: shown.unknown() };
        self.shown = Some(shown);
        day
    }

    /// Rows outside the stream in view that unseen actions are decided over.
    pub(super) fn rows_elsewhere(&mut self) -> BTreeMap<RowId, Known> {
        let wanted: BTreeSet<RowId> = self.unseen.values().flat_map(Unseen::reads_elsewhere).collect();
        wanted.into_iter().filter_map(|id| self.known(id).map(|known| (id, known))).collect()
    }

    /// A row of the cache, whatever its stream.
    pub(super) fn known(&mut self, id: RowId) -> Option<Known> {
        let (stream, row) = self.store.get(id)?;
        wire::body::known(stream, &row).ok()
    }

    /// Reads and decodes a day from the cache.
    fn load(&mut self, wing: WingId, date: NaiveDate) -> Shown {
        let mut shown = Shown::new(wing, date);
        for stream in self.store.streams().into_keys().filter(|stream| shown.reads(*stream)).collect::<Vec<_>>() {
            for day in [None, Some(date)] {
                self.store.bucket(stream, day).iter().for_each(|row| shown.apply(stream, row));
            }
        }
        shown
    }

    /// Every stream that is here.
    pub(in crate::sync) fn all_streams(&mut self) -> Vec<StreamId> {
        self.store.streams().into_keys().collect()
    }

    pub(in crate::sync) fn streams_with_names(&mut self) -> Vec<StreamId> {
        let has_names = |stream: &StreamId| matches!(stream.kind, StreamKind::Facility | StreamKind::Wing);
        self.store.streams().into_keys().filter(has_names).collect()
    }

    /// Adds rows of one stream, on a day or on any, with what waits laid over them as far as it `counts`.
    pub(super) fn lay_over(
        &mut self,
        (stream, date): (StreamId, Option<NaiveDate>),
        confirmed: &BTreeMap<RowId, Known>,
        counts: impl Fn(&Unseen) -> bool,
        all: &mut DayRecords,
    ) {
        let view = View { stream, date, reader: self.reader, now: self.now() };
        let elsewhere = self.rows_elsewhere();
        let over = overlay(confirmed, &elsewhere, self.unseen.values().filter(|unseen| counts(unseen)), view);
        all.records.extend(over.over(confirmed).cloned());
        all.pending.extend(over.pending);
    }

    /// What is here of the prison itself, of these kinds.
    pub(super) fn of_house(&mut self, kinds: &[Kind]) -> Vec<Known> {
        let streams = self.store.streams().into_keys();
        let houses: Vec<_> = streams.filter(|stream| stream.kind == StreamKind::Facility).collect();
        houses.into_iter().flat_map(|house| self.of_kinds(house, kinds)).collect()
    }

    /// The rows of these kinds, with what waits laid over them. Only they are decoded.
    pub(in crate::sync) fn of_kinds(&mut self, stream: StreamId, kinds: &[Kind]) -> Vec<Known> {
        let rows = self.store.all(stream).into_iter();
        let wanted = rows.filter(|row| Kind::is_any(kinds, row));
        let known = wanted.filter_map(|row| Some((row.id, wire::body::known(stream, &row).ok()?)));
        let confirmed: BTreeMap<_, _> = known.collect();
        let view = View { stream, date: None, reader: self.reader, now: self.now() };
        let elsewhere = self.rows_elsewhere();
        let over = overlay(&confirmed, &elsewhere, self.unseen.values(), view);
        over.over(&confirmed).filter(|known| kinds.contains(&known.record.kind())).cloned().collect()
    }

    /// The wings whose stream is here, by code.
    pub(super) fn wings(&mut self) -> Vec<Wing> {
        let wings = self.wings.take().unwrap_or_else(|| self.read_wings());
        self.wings = Some(wings.clone());
        wings
    }

    /// Looks again which wings there are. While the facility is read anew, after its rows were lost, it is those that were known.
    pub(super) fn look_for_wings(&mut self) {
        let is_whole =
            |(stream, here): (StreamId, StreamState)| stream.kind == StreamKind::Facility && !here.rebuilding;
        let found = self.read_wings();
        if !found.is_empty() || self.store.streams().into_iter().any(is_whole) {
            self.wings = Some(found);
        }
    }

    fn read_wings(&mut self) -> Vec<Wing> {
        let streams = self.store.streams();
        let facilities = streams.keys().filter(|stream| stream.kind == StreamKind::Facility);
        let rows: Vec<_> = facilities.flat_map(|stream| self.store.bucket(*stream, None)).collect();
        let wing = |row| match wire::body::decode(row) {
            Ok(Record::Wing(wing)) => Some(wing),
            _ => None,
        };
        let named = rows.iter().filter(|row| Kind::is_any(&[Kind::Wing], row)).filter_map(wing);
        let mut wings: Vec<Wing> = named.filter(|wing| streams.contains_key(&StreamId::wing(wing.id))).collect();
        wings.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
        wings
    }

    pub(in crate::sync) fn refused(&self) -> Vec<Refused> {
        self.refused.values().cloned().collect()
    }

    pub(in crate::sync) const fn device(&self) -> DeviceId {
        self.journal.device()
    }

    /// The terminal's clock.
    pub(in crate::sync) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// How far that is ahead of the hub's, when it is wrong.
    pub(super) fn clock_skew_seconds(&self) -> Option<i64> {
        self.tell.status.borrow().clock_skew_seconds
    }

    /// Changes the status, and wakes who looks at it when `change` says that it did.
    pub(in crate::sync) fn say(&self, change: impl FnOnce(&mut Status) -> bool) {
        self.tell.status.send_if_modified(change);
    }

    /// Says what changed: counts, and that a day may look different.
    pub(super) fn tell(&mut self) {
        let refused = self.refused.values().filter(|refused| !refused.seen).count();
        let (waiting, journal, cache) = (self.waiting.len(), self.journal_state(), self.store.kept());
        self.tell.status.send_if_modified(|status| {
            let before = (status.waiting, status.refused, status.journal, status.cache);
            (status.waiting, status.refused, status.journal, status.cache) = (waiting, refused, journal, cache);
            before != (waiting, refused, journal, cache)
        });
        self.tell.changes.send_modify(|changes| *changes = changes.wrapping_add(1));
    }

    fn journal_state(&self) -> JournalState {
        match self.journal.health() {
            Health::Good => self.opened,
            Health::Reserve => JournalState::Reserve,
            Health::Full => JournalState::Refuses(Trouble::Full),
            Health::ReadOnly => JournalState::Refuses(Trouble::ReadOnly),
            Health::Failing => JournalState::Refuses(Trouble::Fails),
        }
    }

    /// Hands the cache to the system, and looks whether a disk that was full has room again.
    pub(in crate::sync) fn flush(&mut self) {
        self.store.flush();
        if self.journal.health() != Health::Good {
            self.journal.restore_reserve();
            self.tell();
        }
    }

    /// Flushes and ends: nothing is taken any more.
    pub(super) fn close(&mut self) {
        self.flush();
        self.closed = true;
    }
}

/// Reads an outcome of the journal; none when this program does not know it.
fn read_outcome(bytes: &[u8]) -> Option<Outcome> {
    Decided::read(bytes)?.outcome
}

pub(super) const fn is_applied(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Applied | Outcome::AlreadyApplied | Outcome::Merged | Outcome::WaitingList(_) => true,
        Outcome::Conflict { .. } | Outcome::Rejected(_) | Outcome::Voided => false,
    }
}

/// Makes ids that sort by the time that they are given (UUIDv7).
#[derive(Debug)]
pub(in crate::sync) struct Ids(StdRng);

impl Ids {
    /// Ids out of this chance: with the same seed the same ones.
    pub(in crate::sync) const fn of(chance: StdRng) -> Self {
        Self(chance)
    }

    pub(in crate::sync) fn next(&mut self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.0.random()).into_uuid()
    }
}
