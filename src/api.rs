//! Talks to the central API: a trait, reqwest, retry, limits.

mod error;

pub use error::{ApiError, Call, Fault};
