//! Shifts as they run: from which instant to which, also over midnight and in the night that the clock changes; who hands over to whom.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, Utc};

use super::facility::Shift;
use super::id::ShiftId;
use super::local::{date_of, instant_lossy};
use crate::text::SafeText;

/// One shift on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which shift.
    pub shift: ShiftId,
    /// As the facility calls it.
    pub name: SafeText,
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// Its end; the first instant that is not in it.
    pub to: DateTime<Utc>,
}

/// Who hands over, and who takes over.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Change {
    /// The shift that goes home; none when no shift runs.
    pub from: Option<Turn>,
    /// The shift that comes; none when none is known.
    pub to: Option<Turn>,
}

/// Every shift around an instant: those of the day before, of that day and of the next one.
fn turns(shifts: &[&Shift], now: DateTime<Utc>) -> Vec<Turn> {
    let today = date_of(now);
    let days = [today.checked_sub_days(Days::new(1)), Some(today), today.checked_add_days(Days::new(1))];
    let on = |shift: &&Shift, day: chrono::NaiveDate| {
        // A shift that ends when it begins lasts a day.
        let last = if shift.ends <= shift.starts { day.checked_add_days(Days::new(1)).unwrap_or(day) } else { day };
        let (from, to) = (instant_lossy(day.and_time(shift.starts)), instant_lossy(last.and_time(shift.ends)));
        Turn { shift: shift.id, name: shift.name.clone(), from, to: to.max(from) }
    };
    let mut all: Vec<Turn> =
        days.into_iter().flatten().flat_map(|day| shifts.iter().map(move |shift| on(shift, day))).collect();
    all.sort_by_key(|turn| (turn.from, turn.to, turn.shift));
    all
}

/// The shift that is on at an instant. Shifts overlap around a handover: the one that began last is on.
pub fn on_duty(shifts: &[&Shift], now: DateTime<Utc>) -> Option<Turn> {
    turns(shifts, now).into_iter().rfind(|turn| turn.from <= now && now < turn.to)
}

/// Who hands over to whom at an instant: of those that run the one that ends first goes, and the one that began after it comes, or else
/// the next one to begin.
pub fn change(shifts: &[&Shift], now: DateTime<Utc>) -> Change {
    let all = turns(shifts, now);
    let running = all.iter().filter(|turn| turn.from <= now && now < turn.to);
    let from = running.min_by_key(|turn| (turn.to, turn.from, turn.shift)).cloned();
    let comes = |turn: &&Turn| match &from {
        // Two shifts of the same hours are one team: neither comes after the other.
        Some(going) => turn.from > going.from && turn.to > going.to,
        None => turn.from > now,
    };
    Change { to: all.iter().find(comes).cloned(), from }
}
