//! Days, read and put together off the loop, one after the other: what is shown last is what was asked for last.

use std::sync::Arc;

use chrono::NaiveDate;
use tokio::runtime;
use tokio::sync::watch;

use super::clock::Clock;
use crate::domain::day::{Day, DayInput, Margins, assemble};
use crate::domain::id::WingId;
use crate::sync::Desk;

/// A day that was asked for, and its number.
type Asked = (u64, Option<(WingId, NaiveDate)>);
/// A day that is here, and the number that it was asked for with.
type Found = (u64, Option<Arc<Day>>);

/// Asks for days. Who asks again before the answer came gets one answer, the later one.
pub(super) struct Days {
    asked: watch::Sender<Asked>,
    found: watch::Receiver<Found>,
    /// The number of the day that was taken last.
    taken: u64,
}

impl Days {
    /// Nothing is asked for yet.
    pub(super) fn new(background: &runtime::Handle, desk: Desk, clock: Clock, margins: Margins) -> Self {
        let (asked, mut questions) = watch::channel::<Asked>((0, None));
        let (answers, found) = watch::channel((0, None));
        background.spawn(async move {
            while questions.changed().await.is_ok() {
                let (number, wanted) = *questions.borrow_and_update();
                let Some((wing, date)) = wanted else { continue };
                // A closed desk means that the program ends.
                let Ok(found) = desk.day(wing, date).await else { return };
                let day = assemble(&DayInput {
                    records: &found.records,
                    pending: &found.pending,
                    unknown: found.unknown,
                    wing,
                    date,
                    now: clock.now(),
                    margins,
                });
                answers.send_replace((number, Some(Arc::new(day))));
            }
        });
        Self { asked, found, taken: 0 }
    }

    /// Asks for this day, as it is now or later.
    pub(super) fn ask(&self, wing: WingId, date: NaiveDate) {
        self.asked.send_modify(|(number, wanted)| {
            *number += 1;
            *wanted = Some((wing, date));
        });
    }

    /// The next day that was found.
    pub(super) async fn next(&mut self) -> Arc<Day> {
        while self.found.changed().await.is_ok() {
            let (number, day) = self.found.borrow_and_update().clone();
            self.taken = number;
            if let Some(day) = day {
                return day;
            }
        }
        std::future::pending().await
    }

    /// Whether a day lies ready to be taken.
    pub(super) fn has_news(&self) -> bool {
        self.found.has_changed().unwrap_or(false)
    }

    /// Whether the day that was asked for last is not taken yet.
    pub(super) fn is_loading(&self) -> bool {
        self.asked.borrow().0 != self.taken
    }
}
