//! Decides what to push and pull (a pure plan), then drives journal, cache and api to it.

pub mod backoff;
pub mod plan;
pub mod status;
mod types;

pub use status::{CacheState, Connection, JournalState, Status};
pub use types::{Clock, DayRecords, HubAccess, Recorded, Refused, SyncConfig};
