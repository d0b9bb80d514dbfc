//! Who came, who left, who went to another cell, before the administration says so (*nog niet in de administratie*).
//!
//! A movement is an event like a mark: the set only grows, and a mistake is taken back by a movement that replaces it. It counts in
//! the sum of people at once, and the next import settles it once the administration says the same.

use chrono::{DateTime, NaiveDate, Utc};

use super::detainee::{Cell, Detainee};
use super::id::{DetaineeId, MovementId, StaffId, WingId};
use super::local::date_of;
use crate::text::SafeText;
use crate::text::name::{self, Fits, Registered};

/// Longest name of somebody who came, in characters.
pub const MAX_NAME_CHARS: usize = 200;
/// Longest code of a cell, in characters.
pub const MAX_CELL_CHARS: usize = 20;

/// What the wing saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MovementKind {
    /// Somebody came whom the administration does not have here yet (*nieuw*).
    Arrival {
        /// The name as the wing heard it: `Wolters, C.`
        name: SafeText,
        /// Where they sleep.
        cell: Cell,
    },
    /// Left the wing for good (*vertrokken*).
    Departure,
    /// Sleeps in another cell of the wing (*andere cel*).
    CellChange {
        /// From now on.
        to: Cell,
    },
    /// Takes the replaced movement back (undo). Only with `replaces`.
    Withdrawn,
}

/// One movement of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Its own id: the id of the action that made it.
    pub id: MovementId,
    /// About whom. Somebody who came is known by the id of their arrival, until it is settled: then by the administration's.
    pub detainee: DetaineeId,
    /// What was seen.
    pub kind: MovementKind,
    /// When it happened, by the terminal's clock; clamped to receipt when in the future.
    pub observed_at: DateTime<Utc>,
    /// Who saw it.
    pub author: StaffId,
    /// The movement that this one corrects.
    pub replaces: Option<MovementId>,
    /// Since when the administration agrees, or nothing is left to agree about. None while it is provisional.
    pub settled_at: Option<DateTime<Utc>>,
}

impl Movement {
    /// Whether it makes somebody new.
    pub const fn is_arrival(&self) -> bool {
        matches!(self.kind, MovementKind::Arrival { .. })
    }

    /// Whether the wing knows it and the administration does not.
    pub const fn is_provisional(&self) -> bool {
        self.settled_at.is_none()
    }

    /// The day on which it is read: its own once it is settled, every day until then.
    pub fn day(&self) -> Option<NaiveDate> {
        self.settled_at.map(|_| date_of(self.observed_at))
    }

    /// The person that an arrival makes until the administration has them. None for any other movement.
    pub fn newcomer(&self, wing: WingId) -> Option<Detainee> {
        let MovementKind::Arrival { name, cell } = &self.kind else { return None };
        let (family, given) = name.as_str().split_once(',').unwrap_or((name.as_str(), ""));
        Some(Detainee {
            id: self.detainee,
            wing,
            cell: cell.clone(),
            surname: SafeText::line(family.trim()),
            prefix: None,
            given_names: Some(SafeText::line(given.trim())).filter(|given| !given.as_str().is_empty()),
            group: None,
            mentor: None,
            second_mentor: None,
            language: None,
            arrived_on: Some(date_of(self.observed_at)),
            programme: None,
            contact_restricted: false,
            moved: None,
        })
    }
}

impl MovementKind {
    /// Whether what the administration says of a person on this wing leaves nothing to wait for; `there` is none when it does not
    /// have them there. An arrival waits for a person of its own: see [`fits`].
    pub fn is_settled_by(&self, there: Option<&Detainee>) -> bool {
        match self {
            Self::Arrival { .. } => false,
            Self::Departure => there.is_none(),
            // In whatever cell somebody slept who is not on the wing any more.
            Self::CellChange { to } => there.is_none_or(|person| person.cell.is_same(to)),
            Self::Withdrawn => true,
        }
    }
}

/// How well this person of the administration is who came under that name and slept in one of those cells.
pub fn fits(person: &Detainee, heard: &SafeText, cells: &[&Cell]) -> Fits {
    let Detainee { surname, prefix, given_names, cell, .. } = person;
    if !cells.iter().any(|known| known.is_same(cell)) {
        return Fits::Not;
    }
    name::fits(heard, Registered { surname, prefix: prefix.as_ref(), given: given_names.as_ref() })
}
