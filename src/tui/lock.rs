//! A locked screen: what is still known of the day, and the PIN as far as it was typed.

use std::fmt;

use zeroize::Zeroize;

use super::model::{Input, Model, Over};
use crate::domain::day::Day;

/// Digits of a PIN.
pub(super) const PIN_DIGITS: usize = 6;

/// Digits of a PIN, as far as they were typed. They leave no trace in memory.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PinDigits(String);

impl fmt::Debug for PinDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹pin›")
    }
}

impl Drop for PinDigits {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl PinDigits {
    /// The digits. The name makes each use easy to find.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) const fn is_whole(&self) -> bool {
        self.count() == PIN_DIGITS
    }

    pub(super) fn push(&mut self, digit: char) {
        if digit.is_ascii_digit() && !self.is_whole() {
            // Room at once for all of them: a text that moves leaves its old place as it was.
            self.0.reserve_exact(PIN_DIGITS - self.count());
            self.0.push(digit);
        }
    }

    pub(super) fn erase(&mut self) {
        self.0.pop();
    }

    /// Whether anybody would try it first: each digit is the same step from the one before, as in 111111, 123456 and 987654, or the
    /// second half is the first one again.
    pub(super) fn is_easy(&self) -> bool {
        let digits: Vec<i8> = self.0.bytes().map(|byte| i8::try_from(byte).unwrap_or_default()).collect();
        let mut steps = digits.iter().zip(digits.iter().skip(1)).map(|(a, b)| b - a);
        let first = steps.next();
        let is_run = steps.all(|step| Some(step) == first);
        let (head, tail) = digits.split_at(digits.len() / 2);
        is_run || head == tail
    }
}

/// A PIN is being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NewPin {
    /// It was typed once.
    pub(super) once: Option<PinDigits>,
    pub(super) pin: PinDigits,
    /// Why it begins anew.
    pub(super) refused: Option<Refused>,
    /// What is open under it.
    pub(super) beneath: Option<Box<Over>>,
}

/// Why a new PIN is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Easy,
    Different,
}

/// What opens again with the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reopens {
    /// A field whose text is kept as a draft.
    Field(Input),
    /// The chosen person's file.
    File,
}

/// A locked screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lock {
    pub(super) pin: PinDigits,
    pub(super) state: LockState,
    /// What is not recorded of today, and what asks for attention: numbers, and nobody's name.
    pub(super) not_recorded: usize,
    pub(super) attention: usize,
    pub(super) reopens: Option<Reopens>,
}

/// What is known of the PIN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LockState {
    #[default]
    Asks,
    /// It is being tried.
    Tries,
    /// It was wrong; so many attempts are left.
    Wrong(u8),
}

impl Lock {
    /// Takes the numbers of a day.
    pub(super) fn count(&mut self, day: &Day) {
        (self.not_recorded, self.attention) = (day.not_recorded, day.attention);
    }
}

impl Model {
    /// Whether the screen can be locked now: there is a PIN, and it is not locked.
    pub const fn can_be_locked(&self) -> bool {
        self.has_pin && self.lock.is_none()
    }

    /// Forgets everything about people that is on screen. What is not named here is gone.
    pub(super) fn lock(&mut self) {
        let reopens = match self.over.take() {
            Some(Over::Input(what, field)) => {
                self.keep_draft(what, field.text());
                self.drafts.contains_key(&what).then_some(Reopens::Field(what))
            }
            Some(Over::Person(_)) => Some(Reopens::File),
            _ => None,
        };
        let mut lock = Lock { reopens, ..Lock::default() };
        if let Some(day) = &self.day {
            lock.count(day);
        }
        if let (Some(_), Some(day)) = (self.at_place, &self.expected) {
            (lock.not_recorded, lock.attention) = (day.sum.missing, day.sum.too_long);
        }
        let before = std::mem::replace(self, Self::new(self.size));
        self.who = before.who;
        self.wings = before.wings;
        self.wing = before.wing;
        self.date = before.date;
        self.has_places = before.has_places;
        self.at_place = before.at_place;
        self.elsewhere = before.elsewhere;
        self.status = before.status;
        self.in_lines = before.in_lines;
        self.selected = before.selected;
        self.chosen_at = before.chosen_at;
        self.by = before.by;
        self.item = before.item;
        self.is_whole = before.is_whole;
        self.hidden = before.hidden;
        self.theme = before.theme;
        self.on_light = before.on_light;
        // What was typed is never lost: it is on disk too, and not on screen.
        self.drafts = before.drafts;
        self.drafts_changed = before.drafts_changed;
        self.tickets = before.tickets;
        self.in_flight = before.in_flight;
        self.minute = before.minute;
        self.has_pin = true;
        self.lock = Some(lock);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(digits: &str) -> PinDigits {
        let mut pin = PinDigits::default();
        digits.chars().for_each(|digit| pin.push(digit));
        pin
    }

    #[test]
    fn six_digits_are_a_pin_and_what_anybody_would_try_first_is_easy() {
        let (long, short) = (pin("28x0417 9"), pin("28041"));
        assert_eq!((long.reveal(), long.is_whole(), short.is_whole()), ("280417", true, false));
        for easy in ["111111", "123456", "987654", "123123"] {
            assert!(pin(easy).is_easy(), "{easy}");
        }
        assert!(!pin("280417").is_easy());
        assert_eq!(format!("{:?}", pin("280417")), "‹pin›");
    }
}
