//! Decides what to push and pull (a pure plan), and takes the answers into journal and cache (a plain core); a driver does the asking.

pub mod backoff;
mod core;
mod desk;
mod driver;
mod handle;
mod overlay;
pub mod plan;
#[cfg(test)]
pub(crate) mod sim;
mod status;
mod types;

pub use desk::{Desk, DeskClosed, RecordError, StartError};
pub use handle::{Handle, start};
pub use status::{CacheState, Connection, JournalState, MAX_SKEW_SECONDS, Status, Trouble};
pub use types::{Clock, DayRecords, HubAccess, JournalSeen, Overview, Recorded, Refused, StreamSeen, SyncConfig};
