//! Opening the desk: the journal first, since only that can stand in the way of starting; the cache after it.

use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::sync::oneshot;

use super::state::{Ids, State, Tell};
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
    let mut ids = Ids::of(StdRng::from_rng(&mut rand::rng()));
    let (journal, state) = match open_journal(&config, &mut ids) {
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
    Some(State::new(journal, state, store, config.clock, ids, config.author, tell))
}

/// The journal on disk, or in memory when it cannot be there.
fn open_journal(config: &SyncConfig, ids: &mut Ids) -> Result<(Journal, JournalState), StartError> {
    let fresh = DeviceId(ids.next((config.clock)()));
    if config.memory {
        return Ok((Journal::in_memory(fresh), JournalState::MemoryAsked));
    }
    let folder =
        journal::complete(&config.device_folder).and_then(|()| DeviceFolder::open(&config.device_folder, || fresh));
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
            Ok((Journal::in_memory(fresh), JournalState::NotKept))
        }
    }
}
