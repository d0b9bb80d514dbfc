//! Decides what to push and pull (a pure plan), then drives journal, cache and api to it.

pub mod backoff;
mod desk;
mod driver;
mod handle;
mod overlay;
pub mod plan;
mod status;
mod types;

pub use desk::{Desk, DeskClosed, RecordError, StartError};
pub use handle::{Handle, start};
pub use status::{CacheState, Connection, JournalState, Status};
pub use types::{Clock, DayRecords, HubAccess, Overview, Recorded, Refused, StreamSeen, SyncConfig};
