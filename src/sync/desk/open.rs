//! Opening the desk: the journal first, since only that can stand in the way of starting; the cache after it.

use std::sync::Arc;

use tokio::sync::oneshot;

use super::state::{State, Tell, new_id};
use super::store::Store;
use crate::domain::id::DeviceId;
use crate::journal::{self, DeviceFolder, Journal, JournalError, JournalFault};
use crate::sync::status::JournalState;
use crate::sync::types::SyncConfig;

/// Why nothing could start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program works with this terminal's journal.
    #[error("opening the journal of this terminal")]
    InUse {
        /// Its process id, when it wrote one.
        pid: Option<u32>,
        /// What the journal said.
        #[source]
        source: JournalError,
    },
    /// The system gives no thread.
    #[error("starting the thread of journal and cache")]
    NoThread(#[source] std::io::Error),
    /// The thread ended before it said anything.
    #[error("the thread of journal and cache ended")]
    Ended,
}

/// Opens journal and cache. Says whether the desk opens as soon as the journal is open: the cache may take longer.
pub(in crate::sync) fn open(
    config: SyncConfig,
    tell: Tell,
    opened: oneshot::Sender<Result<(), StartError>>,
) -> Option<State> {
    // Nobody waits any more: then nobody needs to know.
    let (journal, state) = match open_journal(&config) {
        Ok(journal) => {
            let _unheard = opened.send(Ok(()));
            journal
        }
        Err(error) => {
            let _unheard = opened.send(Err(error));
            return None;
        }
    };
    let store = if config.memory { Store::in_memory() } else { Store::open(&config.cache_folder) };
    Some(State::new(journal, state, store, config.clock, config.author, tell))
}

/// The journal on disk, or in memory when it cannot be there.
fn open_journal(config: &SyncConfig) -> Result<(Journal, JournalState), StartError> {
    let clock = Arc::clone(&config.clock);
    let new_device = move || DeviceId(new_id(clock()));
    if config.memory {
        return Ok((Journal::in_memory(new_device()), JournalState::MemoryAsked));
    }
    let folder =
        journal::complete(&config.device_folder).and_then(|()| DeviceFolder::open(&config.device_folder, &new_device));
    match folder.and_then(Journal::open) {
        Ok((journal, recovery)) => {
            let harmed = recovery.damaged > 0 || !recovery.lost.is_empty();
            if harmed {
                let (damaged, lost) = (recovery.damaged, recovery.lost.len());
                tracing::warn!(damaged, lost, "the journal was damaged; every good action is kept");
            }
            Ok((
                journal,
                if harmed { JournalState::Repaired { lost: recovery.lost.len() } } else { JournalState::Kept },
            ))
        }
        Err(source) => {
            if let JournalFault::InUse { pid } = source.fault {
                return Err(StartError::InUse { pid, source });
            }
            tracing::warn!(error = %source, "the journal is in memory only");
            Ok((Journal::in_memory(new_device()), JournalState::NotKept))
        }
    }
}
