//! The API as bytes: request and response types, paths, the problem document; conversions into domain types.
//!
//! One place for hub and terminal alike. Nothing outside this room knows JSON.

pub mod action;
pub mod api;
pub mod body;
pub mod look;
pub mod path;
pub mod problem;
pub mod row;

/// Version of the API, in the `API-Version` header of every answer. A terminal refuses another major.
pub const API_VERSION: &str = "1.0.0";

/// Every answer says the version of the API here.
pub const API_VERSION_HEADER: &str = "api-version";

/// Every request says the version of the program here, so that a hub can refuse what is too old (426).
pub const CLIENT_VERSION_HEADER: &str = "x-client-version";

/// Most rows in one page of changes.
pub const MAX_PAGE_ROWS: usize = 500;

/// Most actions in one push.
pub const MAX_BATCH_ACTIONS: usize = 100;

/// Most bytes of actions in one push.
pub const MAX_BATCH_BYTES: usize = 256 * 1024;

/// Most looks in one delivery.
pub const MAX_BATCH_LOOKS: usize = 100;

/// Largest request body that a hub reads, in bytes.
pub const MAX_REQUEST_BYTES: usize = 1024 * 1024;

/// Longest wait for news that a terminal may ask for, in seconds.
pub const MAX_WAIT_SECONDS: u64 = 25;
