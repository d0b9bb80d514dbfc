//! The terminal's one clock. A demo can set it; it then runs on.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::domain::local;

/// A clock, perhaps shifted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    shift: TimeDelta,
}

impl Clock {
    /// A clock that shows this wall-clock time now.
    pub fn showing(local: NaiveDateTime) -> Self {
        Self { shift: local::instant_lossy(local) - machine() }
    }

    /// What time it is.
    pub fn now(self) -> DateTime<Utc> {
        machine() + self.shift
    }
}

#[expect(clippy::disallowed_methods, reason = "the terminal's one place that reads a clock")]
fn machine() -> DateTime<Utc> {
    // `Utc::now` panics before 1970.
    SystemTime::now().into()
}
