//! Bodies of what officers write themselves in the `wing/` stream: notes, handover entries, movements, counts.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::field::{Field, body};
use crate::domain::count::{Headcount, RollCount};
use crate::domain::detainee::Cell;
use crate::domain::handover::HandoverEntry;
use crate::domain::id::{
    DetaineeId, HandoverEntryId, MovementId, NoteId, ProgrammeSlotId, RollCountId, RowId, StaffId,
};
use crate::domain::movement::{Movement, MovementKind};
use crate::domain::note::Note;
use crate::text::{BadText, Pii, SafeText, check_name};

body!(NoteBody of Note {
    detainee: DetaineeId,
    text: Pii<SafeText>,
    author: StaffId,
    written_at: DateTime<Utc>,
} optional { replaces: NoteId });

body!(HandoverEntryBody of HandoverEntry {
    text: Pii<SafeText>,
    author: StaffId,
    written_at: DateTime<Utc>,
} optional { detainee: DetaineeId, replaces: HandoverEntryId });

/// How many people are where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeadcountBody {
    /// On the wing.
    pub on_wing: u16,
    /// Inside the fence, not on the wing.
    pub elsewhere: u16,
    /// Outside the fence.
    pub outside: u16,
}

impl From<Headcount> for HeadcountBody {
    fn from(Headcount { on_wing, elsewhere, outside }: Headcount) -> Self {
        Self { on_wing, elsewhere, outside }
    }
}

impl From<HeadcountBody> for Headcount {
    fn from(HeadcountBody { on_wing, elsewhere, outside }: HeadcountBody) -> Self {
        Self { on_wing, elsewhere, outside }
    }
}

impl Field for Headcount {
    type Wire = HeadcountBody;

    fn to_wire(&self) -> HeadcountBody {
        (*self).into()
    }

    fn from_wire(wire: HeadcountBody) -> Option<Self> {
        Some(wire.into())
    }
}

body!(RollCountBody of RollCount {
    slot: ProgrammeSlotId,
    day: NaiveDate,
    expected: Headcount,
    author: StaffId,
    counted_at: DateTime<Utc>,
} optional { counted: Headcount, second: StaffId, reported_at: DateTime<Utc>, replaces: RollCountId });

/// A movement as the wire writes it: a step, and a name and a cell where the step has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MovementWord {
    /// `arrival`, `departure`, `cell-change`, `withdrawn`.
    pub step: String,
    /// With `arrival`: who, as the wing heard it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// With `arrival` and `cell-change`: where they sleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

impl MovementWord {
    /// The same, if nothing in it is for a terminal to obey: what comes from outside is refused, and never rewritten.
    ///
    /// # Errors
    /// At the first character that may not be written down.
    pub fn checked(self) -> Result<Self, BadText> {
        let check = |text: Option<String>| -> Result<Option<String>, BadText> {
            text.map(|text| check_name(&text).map(|text| text.as_str().to_owned())).transpose()
        };
        Ok(Self { step: self.step, name: check(self.name)?, cell: check(self.cell)? })
    }
}

impl From<&MovementKind> for MovementWord {
    fn from(kind: &MovementKind) -> Self {
        let word = |step: &str, name: Option<&SafeText>, cell: Option<&Cell>| Self {
            step: step.to_owned(),
            name: name.map(Field::to_wire),
            cell: cell.map(Field::to_wire),
        };
        match kind {
            MovementKind::Arrival { name, cell } => word("arrival", Some(name), Some(cell)),
            MovementKind::Departure => word("departure", None, None),
            MovementKind::CellChange { to } => word("cell-change", None, Some(to)),
            MovementKind::Withdrawn => word("withdrawn", None, None),
        }
    }
}

/// A movement of a newer program, or one whose name or cell is missing or too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a movement that this program does not know")]
pub struct UnknownMovement;

impl TryFrom<MovementWord> for MovementKind {
    type Error = UnknownMovement;

    fn try_from(word: MovementWord) -> Result<Self, UnknownMovement> {
        let name = word.name.and_then(SafeText::from_wire);
        let cell = word.cell.and_then(Cell::from_wire);
        match (word.step.as_str(), name, cell) {
            ("arrival", Some(name), Some(cell)) => Ok(Self::Arrival { name, cell }),
            ("departure", None, None) => Ok(Self::Departure),
            ("cell-change", None, Some(to)) => Ok(Self::CellChange { to }),
            ("withdrawn", None, None) => Ok(Self::Withdrawn),
            _ => Err(UnknownMovement),
        }
    }
}

impl Field for MovementKind {
    type Wire = MovementWord;

    fn to_wire(&self) -> MovementWord {
        self.into()
    }

    fn from_wire(wire: MovementWord) -> Option<Self> {
        wire.try_into().ok()
    }
}

body!(MovementBody of Movement {
    detainee: DetaineeId,
    kind: MovementKind,
    observed_at: DateTime<Utc>,
    author: StaffId,
} optional { replaces: MovementId, settled_at: DateTime<Utc> });
