//! The central API: router, rights, error, feed, store, migrations; one file per resource.
//!
//! Its face for the rest of the program is [`Hub`]; everything else is inside.

mod auth;
mod clock;
mod cursor;
mod error;
mod feed;
mod headers;
mod import;
mod intake;
mod news;
mod resource;
mod rights;
mod route;
mod router;
mod seed;
mod serve;
#[cfg(test)]
pub(crate) mod sim;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod upkeep;
mod write;

pub use import::{BadRows, Conflict, Import, Reason, Report, RowError, Sourced, Warning, read as read_folder};
pub use seed::{SeedOptions, seed};
pub use serve::{Hub, HubError, User};
pub use store::{BackupError, Replace, Restored, Unusable, backup, restore};
