//! A detainee (*gedetineerde*) as the wing may know them. Registration, birth and release dates are in the file.

use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::id::{DetaineeId, StaffId, WingId};
use super::policy::ACTION_DAYS;
use crate::text::SafeText;

/// A cell (*cel*; in law *verblijfsruimte*): its number on the wing, with the code as the facility writes it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The number on the wing, for two-digit jumps and order; none when the code has no number at its end.
    pub number: Option<u16>,
    /// `A1-07`.
    pub code: SafeText,
}

impl Cell {
    /// Reads the number from the end of a code: `A1-07` is cell 7.
    pub fn new(code: SafeText) -> Self {
        let digits = code.as_str().chars().rev().take_while(char::is_ascii_digit).count();
        let skip = code.as_str().chars().count() - digits;
        let number = code.as_str().chars().skip(skip).collect::<String>().parse().ok();
        Self { number, code }
    }

    /// As people on the wing say it: `07`; the whole code when it has no number.
    pub fn spoken(&self) -> String {
        self.number.map_or_else(|| self.code.as_str().to_owned(), |number| format!("{number:02}"))
    }

    /// Whether two codes mean one cell of a wing: its number counts where both have one, however the rest is written.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.number, other.number) {
            (Some(one), Some(two)) => one == two,
            _ => self.code.as_str().to_lowercase() == other.code.as_str().to_lowercase(),
        }
    }

    /// The cell that somebody means by a bare number, written as this one is: `12` beside `A1-07` is `A1-12`. Anything else is a
    /// code already.
    pub fn beside(&self, typed: SafeText) -> Self {
        let is_number = !typed.as_str().is_empty() && typed.as_str().chars().all(|c| c.is_ascii_digit());
        if !is_number || self.number.is_none() {
            return Self::new(typed);
        }
        let prefix = self.code.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = self.code.as_str().chars().count() - prefix.chars().count();
        Self::new(SafeText::line(&format!("{prefix}{:0>digits$}", typed.as_str())))
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹cell›")
    }
}

/// Programme of promotion and demotion (PM art. 3; Rspog).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Programme {
    /// *Basisprogramma*.
    Basis,
    /// *Plusprogramma*.
    Plus,
}

/// A detainee as everyone on the wing may know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detainee {
    /// Whose.
    pub id: DetaineeId,
    /// Where they live.
    pub wing: WingId,
    /// Their cell.
    pub cell: Cell,
    /// Family name without prefix: `Berg`.
    pub surname: SafeText,
    /// *Voorvoegsel*: `van den`.
    pub prefix: Option<SafeText>,
    /// Given names.
    pub given_names: Option<SafeText>,
    /// Group of the wing (luchten, recreation).
    pub group: Option<SafeText>,
    /// First mentor.
    pub mentor: Option<StaffId>,
    /// Second mentor.
    pub second_mentor: Option<StaffId>,
    /// Language code, BCP 47.
    pub language: Option<SafeText>,
    /// First day here.
    pub arrived_on: Option<NaiveDate>,
    /// Basis or plus, when known.
    pub programme: Option<Programme>,
    /// Contact restricted by a judge or prosecutor (*beperkingen*): no contact signals, only a lawyer.
    pub contact_restricted: bool,
    /// From which wing of this prison they came last, as the hub learned it; no source says so.
    pub moved: Option<Moved>,
}

/// That somebody went from one wing to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moved {
    /// The wing where they were.
    pub from: WingId,
    /// When the hub learned it.
    pub at: DateTime<Utc>,
}

impl Detainee {
    /// Whether somebody of this wing may still not have known, at that time, that they went to another one: a terminal without a network
    /// keeps what it did so long.
    pub fn was_on(&self, wing: WingId, at: DateTime<Utc>) -> bool {
        self.moved.is_some_and(|moved| moved.from == wing && at <= moved.at + TimeDelta::days(ACTION_DAYS.into()))
    }
}
