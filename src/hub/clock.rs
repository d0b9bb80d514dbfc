//! The hub's one clock.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};

/// Says what time it is. A demo gives one that is shifted.
pub(in crate::hub) type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The machine's clock.
#[expect(clippy::disallowed_methods, reason = "the hub's one place that reads a clock")]
pub(in crate::hub) fn system() -> Clock {
    // `Utc::now` panics before 1970.
    Arc::new(|| SystemTime::now().into())
}
