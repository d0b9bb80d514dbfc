//! The hub's one clock.

use std::sync::Arc;

use chrono::{DateTime, Utc};

/// Says what time it is. A demo gives one that is shifted.
pub(in crate::hub) type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The machine's clock.
#[expect(clippy::disallowed_methods, reason = "the hub's one place that reads a clock")]
pub(in crate::hub) fn system() -> Clock {
    Arc::new(Utc::now)
}
