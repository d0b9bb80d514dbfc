//! The desk: the one thread that owns journal and cache. Whoever wants something of them leaves a job and gets an answer.

use std::thread;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::sync::{mpsc, oneshot};

use super::core::{Core, Event, Todos};
use super::types::{DayRecords, Overview, Recorded, Refused};
use crate::domain::action::Deed;
use crate::domain::decide::Known;
use crate::domain::facility::Wing;
use crate::domain::id::{DetaineeId, DeviceId, StaffId, WingId};
use crate::domain::look::LookedAt;
use crate::domain::record::Kind;
use crate::domain::stream::StreamId;

mod file;
#[cfg(test)]
mod inspect;
mod open;
mod overview;
mod place;
mod receive;
mod shown;
mod state;
mod store;
mod week;

pub use open::StartError;
pub use state::RecordError;

pub(super) use open::open;
pub(super) use receive::Applied;
pub(super) use state::{State, Tell};
#[cfg(test)]
pub(super) use {state::Ids, store::Store};

#[cfg(test)]
mod tests;

/// Most jobs that wait for the desk; who comes after that waits for a place.
const MAX_JOBS: usize = 256;

type Job = Box<dyn FnOnce(&mut State) + Send>;

/// The desk is closed, or its thread is gone: nothing can be read or recorded in this run any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("journal and cache are closed")]
pub struct DeskClosed;

/// A way to the desk. Cheap to clone; the desk closes when the last one is gone, or with [`super::Handle::shutdown`].
#[derive(Clone)]
pub struct Desk {
    jobs: mpsc::Sender<Job>,
}

/// A desk whose thread has begun.
pub(super) struct Started<E> {
    pub(super) desk: Desk,
    /// Whether it opens.
    pub(super) opens: oneshot::Receiver<Result<(), E>>,
    /// Ends when journal and cache are let go.
    pub(super) ended: oneshot::Receiver<()>,
}

impl Desk {
    /// Opens the desk on a thread of its own. `open` runs there, and says through the sender as soon as it knows whether
    /// the desk opens; none when it does not.
    pub(super) fn start<E: Send + 'static>(
        open: impl FnOnce(oneshot::Sender<Result<(), E>>) -> Option<State> + Send + 'static,
    ) -> std::io::Result<Started<E>> {
        let (jobs, mut inbox) = mpsc::channel::<Job>(MAX_JOBS);
        let (opened, opens) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        thread::Builder::new().name("desk".to_owned()).spawn(move || {
            // Goes after the state, and with it after the journal's lock.
            let _end: oneshot::Sender<()> = end;
            let Some(mut state) = open(opened) else { return };
            while let Some(job) = inbox.blocking_recv() {
                job(&mut state);
                if state.closed {
                    return;
                }
            }
            state.flush();
        })?;
        Ok(Started { desk: Self { jobs }, opens, ended })
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut State) -> T + Send + 'static,
    ) -> Result<T, DeskClosed> {
        let (answer, reply) = oneshot::channel();
        let job: Job = Box::new(move |state| {
            // Who asked may have stopped waiting; the work is done all the same.
            let _unheard = answer.send(question(state));
        });
        self.jobs.send(job).await.map_err(|_| DeskClosed)?;
        reply.await.map_err(|_| DeskClosed)
    }

    /// Records what was done: on disk before this returns. `observed_at` is when it happened, `now` the clock.
    ///
    /// # Errors
    /// When the journal cannot be written (disk full), or the desk is closed: then nothing was recorded.
    pub async fn record(
        &self,
        deed: Deed,
        author: StaffId,
        observed_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Recorded, RecordError> {
        self.ask(move |state| state.record(deed, author, observed_at, now)).await.unwrap_or(Err(RecordError::Closed))
    }

    /// The records of a wing's day: what the hub confirmed, with what waits here laid over it. This wing is from now on
    /// the one on screen, and is synced first.
    pub async fn day(&self, wing: WingId, date: NaiveDate) -> Result<DayRecords, DeskClosed> {
        self.ask(move |state| state.day(wing, date)).await
    }

    /// The programme of a wing in the week that begins on this day, and how it went.
    pub async fn week(&self, wing: WingId, monday: NaiveDate) -> Result<DayRecords, DeskClosed> {
        self.ask(move |state| state.week(wing, monday)).await
    }

    /// Whether the reader works at a place: the visits desk, or a workplace.
    pub async fn has_places(&self) -> Result<bool, DeskClosed> {
        self.ask(State::has_places).await
    }

    /// Who is expected at the reader's places on a day.
    pub async fn expected(&self, date: NaiveDate) -> Result<DayRecords, DeskClosed> {
        self.ask(move |state| state.expected(date)).await
    }

    /// Writes down what the reader opens or takes: on disk before this returns, and told to the hub before it gives more.
    ///
    /// # Errors
    /// When the journal cannot be written (disk full), or the desk is closed: then it is not to be shown, nor given.
    pub async fn look(&self, at_what: LookedAt, now: DateTime<Utc>) -> Result<(), RecordError> {
        self.ask(move |state| state.look(at_what, now)).await.unwrap_or(Err(RecordError::Closed))
    }

    /// The rows of a person's file with what waits here laid over them, and those of the person, the reader and who wrote in it.
    pub async fn file(&self, detainee: DetaineeId) -> Result<DayRecords, DeskClosed> {
        self.ask(move |state| state.file(detainee)).await
    }

    /// The streams here that hold what can be found by a name: the facility and its wings.
    pub async fn streams(&self) -> Result<Vec<StreamId>, DeskClosed> {
        self.ask(State::streams_with_names).await
    }

    /// The rows of these kinds of one stream, with what waits laid over them.
    pub async fn of_kinds(&self, stream: StreamId, kinds: &'static [Kind]) -> Result<Vec<Known>, DeskClosed> {
        self.ask(move |state| state.of_kinds(stream, kinds)).await
    }

    /// Every stream that is here.
    pub async fn all_streams(&self) -> Result<Vec<StreamId>, DeskClosed> {
        self.ask(State::all_streams).await
    }

    /// The wings whose day can be read here, by code.
    pub async fn wings(&self) -> Result<Vec<Wing>, DeskClosed> {
        self.ask(State::wings).await
    }

    /// What the hub did not carry out, oldest first.
    pub async fn refused(&self) -> Result<Vec<Refused>, DeskClosed> {
        self.ask(|state| state.refused()).await
    }

    /// What the sync screen shows beside the status.
    pub async fn overview(&self) -> Result<Overview, DeskClosed> {
        self.ask(State::overview).await
    }

    /// Somebody has looked at these refused actions: they are counted no more.
    pub async fn have_seen(&self, numbers: Vec<u64>) -> Result<(), DeskClosed> {
        self.ask(move |state| state.have_seen(&numbers)).await
    }

    /// This terminal's device id.
    pub async fn device(&self) -> Result<DeviceId, DeskClosed> {
        self.ask(|state| state.device()).await
    }

    /// Gives the core an event where journal and cache are. Gives it back with what is to be done next.
    pub(super) async fn drive(&self, mut core: Core, event: Event) -> Result<(Core, Todos), DeskClosed> {
        self.ask(move |state| {
            let todos = core.take(state, event);
            (core, todos)
        })
        .await
    }

    pub(super) async fn close(&self) -> Result<(), DeskClosed> {
        self.ask(State::close).await
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk")
    }
}
