//! Drives the core: performs what it asks for, and tells it what came of it. All that is async about sync is here.

use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{Notify, watch};

use super::core::{Core, Event, Todo};
use super::desk::Desk;
use super::status::{MAX_SKEW_SECONDS, Status};
use crate::api::HttpApi;

/// What wakes the driver before its wait is over.
#[derive(Debug, Default)]
pub(super) struct Wake {
    /// Something was recorded here.
    pub(super) recorded: Notify,
    /// Somebody asked to sync now.
    pub(super) asked: Notify,
}

/// The driver of one terminal and one hub.
pub(super) struct Driver {
    pub(super) api: Arc<HttpApi>,
    pub(super) desk: Desk,
    pub(super) wake: Arc<Wake>,
    pub(super) status: watch::Sender<Status>,
}

impl Driver {
    /// Runs until the desk closes. Dropping the future between any two events loses nothing.
    pub(super) async fn run(self, mut core: Core) {
        let mut event = Event::Rested;
        let mut doing = FuturesUnordered::new();
        loop {
            // Before anything of the answer shows: what is recorded then goes with what it said of the clock.
            self.note_skew();
            // The core works on journal and cache, so it goes to where they are.
            let Ok((back, todos)) = self.desk.drive(core, event).await else { return };
            core = back;
            if todos.instead {
                // Dropping a question closes its connection.
                doing = FuturesUnordered::new();
            }
            doing.extend(todos.todo.into_iter().map(|todo| self.perform(todo)));
            event = tokio::select! {
                // A local wish goes before the answer of a poll that it makes stale.
                biased;
                () = self.wake.asked.notified() => Event::Wished,
                () = self.wake.recorded.notified() => Event::Recorded,
                Some(event) = doing.next() => event,
            };
        }
    }

    /// Says when the terminal's clock is not the hub's.
    fn note_skew(&self) {
        let found = self.api.skew().map(|skew| skew.num_seconds()).filter(|skew| skew.abs() > MAX_SKEW_SECONDS);
        self.status.send_if_modified(|status| std::mem::replace(&mut status.clock_skew_seconds, found) != found);
    }

    fn perform(&self, todo: Todo) -> BoxFuture<'static, Event> {
        match todo {
            Todo::Ask(ticket, question) => {
                let api = Arc::clone(&self.api);
                Box::pin(async move { Event::Answered(ticket, api.ask(question).await) })
            }
            Todo::Rest(time) => Box::pin(async move {
                tokio::time::sleep(time).await;
                Event::Rested
            }),
        }
    }
}
