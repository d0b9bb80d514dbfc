//! How the wing's programme went (*dagprogramma*): as planned, shortened or cancelled, and why. A set that only grows; the last one stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::id::{ProgrammeOutcomeId, ProgrammeSlotId, StaffId};

/// What a wing offers, as its programme calls it; doors are rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// *Luchten* (Pbw art. 49 lid 3).
    Outdoor,
    /// *Recreatie* (Pbw art. 49 lid 2).
    Recreation,
    /// *Sport* (Pbw art. 48 lid 2).
    Sport,
    /// *Bibliotheek* (Pbw art. 48 lid 1).
    Library,
    /// *Maaltijd*.
    Meal,
    /// Anything else that the programme has.
    Other,
}

impl Activity {
    /// What the programme's word means; none for doors.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "unlock" | "lock-in" => return None,
            "outdoor" => Self::Outdoor,
            "recreation" => Self::Recreation,
            "sport" => Self::Sport,
            "library" => Self::Library,
            "meal" => Self::Meal,
            _ => Self::Other,
        })
    }
}

/// Why something was shortened or cancelled for everyone (screen words § 4.4): a reason of the activity, never of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// *Te weinig personeel*. Always on its own: it is counted in public.
    StaffShortage,
    /// *Geen werk*.
    NoWork,
    /// *Docent of begeleider afwezig*.
    GuideAbsent,
    /// *Ruimte bezet*.
    RoomTaken,
    /// *Calamiteit*.
    Emergency,
    /// *Feestdag*.
    Holiday,
    /// *Anders*.
    Other,
}

impl Cause {
    /// Every cause, in the order of the list on screen.
    pub const ALL: [Self; 7] = [
        Self::StaffShortage,
        Self::NoWork,
        Self::GuideAbsent,
        Self::RoomTaken,
        Self::Emergency,
        Self::Holiday,
        Self::Other,
    ];

    /// The letter that chooses it; the same as in the list of reasons for absence where the two mean the same.
    pub const fn letter(self) -> char {
        match self {
            Self::StaffShortage => 'p',
            Self::NoWork => 'w',
            Self::GuideAbsent => 'd',
            Self::RoomTaken => 'r',
            Self::Emergency => 'c',
            Self::Holiday => 'f',
            Self::Other => 'x',
        }
    }
}

/// How a line of the programme went on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Went {
    /// *Ging door*: offered as planned, whoever came.
    AsPlanned,
    /// *Ingekort*: it was really from then till then.
    Shortened {
        /// Local start.
        from: NaiveTime,
        /// Local end, after it.
        until: NaiveTime,
        /// Why.
        cause: Cause,
    },
    /// *Vervallen*.
    Cancelled(Cause),
    /// Takes the replaced one back (undo). Only with `replaces`.
    Withdrawn,
}

/// How one line of the programme went, as somebody recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeOutcome {
    /// Its own id: the id of the action that made it.
    pub id: ProgrammeOutcomeId,
    /// The line of the programme.
    pub slot: ProgrammeSlotId,
    /// The day.
    pub day: NaiveDate,
    /// How it went.
    pub went: Went,
    /// Who recorded it.
    pub author: StaffId,
    /// When it was seen, by the terminal's clock; never after receipt.
    pub at: DateTime<Utc>,
    /// The one that it corrects.
    pub replaces: Option<ProgrammeOutcomeId>,
}

/// The outcomes that stand, by line and day; of several the last one is last.
pub type Standing<'a> = BTreeMap<(ProgrammeSlotId, NaiveDate), Vec<&'a ProgrammeOutcome>>;

/// Those of these that nobody corrected or took back.
pub fn standing<'a>(all: &[&'a ProgrammeOutcome]) -> Standing<'a> {
    let replaced: BTreeSet<ProgrammeOutcomeId> = all.iter().filter_map(|outcome| outcome.replaces).collect();
    let stands = |one: &&&ProgrammeOutcome| one.went != Went::Withdrawn && !replaced.contains(&one.id);
    let mut standing = Standing::new();
    for outcome in all.iter().filter(stands) {
        standing.entry((outcome.slot, outcome.day)).or_default().push(outcome);
    }
    for outcomes in standing.values_mut() {
        outcomes.sort_by_key(|outcome| (outcome.at, outcome.id));
    }
    standing
}
