//! Drives journal, cache and api to what the plan says: push, heads, pull, then wait for the next change. May stop after
//! any step and start again: every step is written down before the next.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use rand::rngs::StdRng;
use tokio::sync::{Notify, watch};

use super::backoff::{Backoff, LONGEST_WAIT};
use super::desk::{Applied, Desk, DeskClosed};
use super::plan::{RemoteDevice, RemoteState, Step, plan};
use super::status::{Connection, Status};
use super::types::Clock;
use crate::api::{Api, ApiError, Call, Fault, Heads, LONG_POLL};
use crate::domain::row::Check;
use crate::domain::stream::StreamId;
use crate::wire::MAX_PAGE_ROWS;

/// Most streams that are read at the same time.
const PULLS_AT_ONCE: usize = 4;
/// Most plans in a row that decide nothing: more means that hub and terminal do not come closer to each other.
const MAX_PLANS: usize = 64;

/// What wakes the driver before its wait is over.
#[derive(Debug, Default)]
pub(super) struct Wake {
    /// Something was recorded here.
    pub(super) recorded: Notify,
    /// Somebody asked to sync now.
    pub(super) asked: Notify,
}

/// The driver of one terminal and one hub.
pub(super) struct Driver<A> {
    pub(super) api: A,
    pub(super) desk: Desk,
    pub(super) status: watch::Sender<Status>,
    pub(super) wake: Arc<Wake>,
    pub(super) clock: Clock,
    pub(super) random: StdRng,
    pub(super) remote: RemoteState,
    /// What the hub gave with its last list of streams.
    pub(super) etag: Option<String>,
}

/// Why a round ended early.
#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Desk(#[from] DeskClosed),
}

impl<A: Api> Driver<A> {
    /// Runs until the desk closes. Dropping the future between any two steps loses nothing.
    pub(super) async fn run(mut self) {
        let mut backoff = Backoff::default();
        loop {
            let ended = match self.round().await {
                Ok(()) => {
                    backoff.reset();
                    self.wait_for_change().await
                }
                Err(stop) => Err(stop),
            };
            match ended {
                Ok(()) => {}
                Err(Stop::Desk(_)) => return,
                Err(Stop::Api(error)) => self.after_failure(&error, &mut backoff).await,
            }
        }
    }

    /// Works until the plan is empty: then everything here is equal to the hub.
    async fn round(&mut self) -> Result<(), Stop> {
        let (mut changed, mut plans, mut decided) = (false, 0, 0);
        loop {
            let local = self.desk.local().await?;
            let steps = plan(&local, &self.remote);
            if steps.is_empty() {
                return self.in_step(changed).await;
            }
            // Who marks fast gives us plan after plan; only plans that decide nothing are suspect.
            plans = if local.decided > decided { 1 } else { plans + 1 };
            decided = local.decided;
            if plans > MAX_PLANS {
                return Err(ApiError::new(Call::Changes, Fault::Malformed).into());
            }
            changed = true;
            self.follow(steps).await?;
        }
    }

    /// Takes the steps of a plan, until one of them makes the rest stale.
    async fn follow(&mut self, steps: Vec<Step>) -> Result<(), Stop> {
        let (reads, others): (Vec<_>, Vec<_>) =
            steps.into_iter().partition(|step| matches!(step, Step::Pull(_) | Step::Rebuild(_)));
        for step in others {
            if self.step(step).await? == Next::PlanAgain {
                return Ok(());
            }
        }
        self.read(reads).await
    }

    /// One step that is not a read.
    async fn step(&mut self, step: Step) -> Result<Next, Stop> {
        match step {
            Step::Enrol => {
                let device = self.api.enrol(self.desk.device().await?).await?;
                self.answered();
                self.remote.device = Some(RemoteDevice { epoch: device.epoch, last_number: device.last_number });
            }
            Step::AdoptEpoch(epoch) => {
                let last_number = self.remote.device.as_ref().map_or(0, |device| device.last_number);
                self.desk.adopt_epoch(epoch, last_number).await?;
            }
            Step::ChangeDevice => return self.change_device().await,
            Step::Mend(lost) => {
                let last_number = self.remote.device.as_ref().map_or(0, |device| device.last_number);
                let from = lost.first().copied().unwrap_or(1);
                let known = self.api.outcomes(self.desk.device().await?, from).await?;
                self.desk.mend(lost, known, last_number, (self.clock)()).await?;
            }
            Step::Push(numbers) => return self.push(numbers).await,
            Step::Heads => {
                // Without an earlier answer to compare with, nothing can be unchanged.
                let heads = self.api.heads(None, Duration::ZERO).await?;
                let heads = heads.ok_or(ApiError::new(Call::Heads, Fault::Malformed))?;
                self.answered();
                self.take_heads(heads);
            }
            Step::Drop(stream) => self.desk.drop_stream(stream).await?,
            Step::Pull(_) | Step::Rebuild(_) => self.read(vec![step]).await?,
        }
        Ok(Next::GoOn)
    }

    async fn push(&mut self, numbers: RangeInclusive<u64>) -> Result<Next, Stop> {
        let device = self.desk.device().await?;
        let (first, actions) = (*numbers.start(), self.desk.actions(numbers).await?);
        match self.api.push(device, actions).await {
            Ok(outcomes) => {
                if let Some(device) = &mut self.remote.device {
                    device.last_number =
                        outcomes.iter().map(|decided| decided.number).fold(device.last_number, u64::max);
                }
                self.desk.outcomes(outcomes).await?;
                // What was applied changed its stream: look before the next wait.
                self.remote.heads = None;
                Ok(Next::GoOn)
            }
            Err(ApiError { fault: Fault::Gap { expected }, .. }) if expected != first => {
                if let Some(device) = &mut self.remote.device {
                    device.last_number = expected.saturating_sub(1);
                }
                Ok(Next::PlanAgain)
            }
            Err(ApiError { fault: Fault::Differs, .. }) => self.change_device().await,
            Err(error) => Err(error.into()),
        }
    }

    /// Another copy of this journal used our numbers.
    async fn change_device(&mut self) -> Result<Next, Stop> {
        let changed = self.desk.change_device((self.clock)()).await?;
        changed.map_err(|error| ApiError::caused(Call::Push, Fault::Differs, error))?;
        self.remote.device = None;
        Ok(Next::PlanAgain)
    }

    /// Reads streams, a few at a time, the most urgent first.
    async fn read(&mut self, steps: Vec<Step>) -> Result<(), Stop> {
        let total = steps.iter().filter_map(|step| self.expected(step)).sum::<usize>();
        if total > 0 {
            self.status.send_modify(|status| status.progress = Some((0, total)));
        }
        let ended = self.read_all(steps).await;
        self.status.send_if_modified(|status| status.progress.take().is_some());
        ended
    }

    async fn read_all(&mut self, steps: Vec<Step>) -> Result<(), Stop> {
        let (api, desk, status) = (&self.api, &self.desk, &self.status);
        let pulls = steps.into_iter().filter_map(|step| match step {
            Step::Pull(stream) => Some((stream, false)),
            Step::Rebuild(stream) => Some((stream, true)),
            _ => None,
        });
        let pull = async |(stream, anew)| (stream, pull(api, desk, status, stream, anew).await);
        let mut ends = stream::iter(pulls).map(pull).buffer_unordered(PULLS_AT_ONCE);
        let mut spoilt = None;
        while let Some((stream, end)) = ends.next().await {
            match end {
                Ok(End::Equal(check)) => {
                    if let Some(heads) = &mut self.remote.heads {
                        heads.insert(stream, check);
                    }
                }
                Ok(End::Differs) => {}
                // The hub may be of another lineage by now.
                Ok(End::Gone) => self.remote = RemoteState::default(),
                Ok(End::Withdrawn) => self.remote.heads = None,
                // One stream that cannot be read does not keep the others away.
                Err(Stop::Api(error)) if error.fault == Fault::Malformed || error.fault == Fault::TooLarge => {
                    spoilt.get_or_insert(error);
                }
                Err(stop) => return Err(stop),
            }
        }
        spoilt.map_or(Ok(()), |error| Err(error.into()))
    }

    /// How many rows a step will read, as far as that is known.
    fn expected(&self, step: &Step) -> Option<usize> {
        let Step::Rebuild(stream) = step else { return None };
        usize::try_from(self.remote.heads.as_ref()?.get(stream)?.count).ok()
    }

    /// Waits for the hub to change, for something recorded here, or for somebody's wish.
    async fn wait_for_change(&mut self) -> Result<(), Stop> {
        let heads = tokio::select! {
            // A local wish goes before the answer of a poll that it makes stale.
            biased;
            () = self.wake.asked.notified() => {
                self.remote.heads = None;
                return Ok(());
            }
            () = self.wake.recorded.notified() => return Ok(()),
            heads = self.api.heads(self.etag.as_deref(), LONG_POLL) => heads?,
        };
        if let Some(heads) = heads {
            self.take_heads(heads);
        }
        Ok(())
    }

    fn take_heads(&mut self, heads: Heads) {
        if self.remote.device.as_ref().is_some_and(|device| device.epoch != heads.epoch) {
            // Another lineage: what it knows of this device has to be asked again.
            self.remote = RemoteState::default();
            self.etag = None;
            return;
        }
        self.etag = heads.etag;
        self.remote.heads = Some(heads.streams);
    }

    /// Says what failed, and waits as long as the fault deserves.
    async fn after_failure(&mut self, error: &ApiError, backoff: &mut Backoff) {
        let fault = error.fault;
        tracing::info!(%error, "sync waits");
        // What came before the failure is kept. A closed desk is noticed in the next round.
        let _closed = self.desk.flush().await;
        // The hub that answers next may be another one.
        self.remote = RemoteState::default();
        self.etag = None;
        self.failed(fault);
        if fault == Fault::NotAuthorised {
            self.wake.asked.notified().await;
            backoff.reset();
            return;
        }
        let jittered = backoff.failed(fault.retry_after(), &mut self.random);
        let wait = if fault.is_passing() { jittered } else { jittered.max(LONGEST_WAIT) };
        tokio::select! {
            biased;
            () = self.wake.asked.notified() => backoff.reset(),
            // When the hub was not even reached, trying at once costs it nothing.
            () = self.wake.recorded.notified(), if fault.is_network() => backoff.uncount(),
            () = tokio::time::sleep(wait) => {}
        }
    }

    fn failed(&self, fault: Fault) {
        let now = (self.clock)();
        self.status.send_if_modified(|status| {
            let since = match status.connection {
                Connection::Offline { since, .. } | Connection::Stuck { since, .. } => since,
                _ => now,
            };
            let connection = match fault {
                Fault::NotAuthorised => Connection::SignInAgain,
                fault if fault.is_passing() => Connection::Offline { since, fault },
                fault => Connection::Stuck { since, fault },
            };
            let changed = status.connection != connection;
            status.connection = connection;
            changed
        });
    }

    /// The hub answered.
    fn answered(&self) {
        self.status.send_if_modified(|status| {
            let changed = status.connection != Connection::Online;
            status.connection = Connection::Online;
            changed
        });
    }

    /// Everything here is equal to the hub.
    async fn in_step(&self, changed: bool) -> Result<(), Stop> {
        let now = (self.clock)();
        self.desk.in_step(now, changed).await?;
        self.status.send_modify(|status| {
            status.connection = Connection::Online;
            status.last_sync = Some(now);
        });
        Ok(())
    }
}

/// What comes after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The rest of the plan.
    GoOn,
    /// A new plan: this step changed what the rest was made for.
    PlanAgain,
}

/// How reading a stream ended.
enum End {
    /// Everything is here, and count and sum are the hub's.
    Equal(Check),
    /// Count or sum differ: the stream is read anew.
    Differs,
    /// The cursor is too old.
    Gone,
    /// It is not granted any more.
    Withdrawn,
}

/// Reads one stream page by page, from its cursor or anew; each page and its cursor go into the cache together.
async fn pull<A: Api>(
    api: &A,
    desk: &Desk,
    status: &watch::Sender<Status>,
    stream: StreamId,
    anew: bool,
) -> Result<End, Stop> {
    let mut cursor = desk.start_reading(stream, anew).await?;
    loop {
        let page = match api.changes(stream, cursor.as_deref(), MAX_PAGE_ROWS).await {
            Ok(page) => page,
            // A hub of another database refuses our cursor as malformed.
            Err(ApiError { fault: Fault::Gone | Fault::RefusedRequest(_), .. }) if cursor.is_some() => {
                desk.void_cursor(stream).await?;
                return Ok(End::Gone);
            }
            Err(ApiError { fault: Fault::Withdrawn, .. }) => {
                desk.drop_stream(stream).await?;
                return Ok(End::Withdrawn);
            }
            Err(error) => return Err(error.into()),
        };
        if page.check.is_none() && cursor.as_deref() == Some(page.cursor.as_str()) {
            // A page that ends where it began would go on for ever.
            return Err(ApiError::new(Call::Changes, Fault::Malformed).into());
        }
        cursor = Some(page.cursor.clone());
        let (rows, check) = (page.rows.len(), page.check);
        let applied = desk.apply(stream, page, anew).await?;
        status.send_if_modified(|status| status.progress.as_mut().map(|(done, _)| *done += rows).is_some());
        match (applied, check) {
            (Applied::More, _) => {}
            (Applied::Equal, Some(check)) => return Ok(End::Equal(check)),
            // Read whole and still different: reading again does not help.
            (Applied::Differs, _) if anew => return Err(ApiError::new(Call::Changes, Fault::Malformed).into()),
            (Applied::Equal | Applied::Differs, _) => return Ok(End::Differs),
        }
    }
}
