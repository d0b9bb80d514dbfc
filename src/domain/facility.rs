//! The facility: prison, wings, places, shifts, roster, the wing's weekly programme.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};

use super::id::{FacilityId, PlaceId, ProgrammeSlotId, RosterId, ShiftId, StaffId, WingId};
use crate::text::SafeText;

/// A prison (*penitentiaire inrichting*, PI).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// Whose.
    pub id: FacilityId,
    /// As on the door: `PI Zwolle`.
    pub name: SafeText,
    /// Municipality code (`GM0193`), when known.
    pub municipality: Option<SafeText>,
    /// When the source system wrote what was last imported: the age of the source (*bron*).
    pub exported_at: Option<DateTime<Utc>>,
}

/// A wing (*afdeling*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wing {
    /// Whose.
    pub id: WingId,
    /// Its prison.
    pub facility: FacilityId,
    /// Short code: `A1`.
    pub code: SafeText,
    /// Full name: `Afdeling A1`.
    pub name: SafeText,
    /// Floor, when known.
    pub floor: Option<i16>,
    /// Number of cells, when known.
    pub cells: Option<u16>,
}

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A workshop (*werkplaats*).
    Workplace,
    /// A room for visits (*bezoekzaal*).
    VisitRoom,
    /// A class room, chapel, gym, yard, medical room: anything else.
    Room,
}

/// A place inside the fence (*plek*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub id: PlaceId,
    /// Its prison.
    pub facility: FacilityId,
    /// As people say it: `Houtwerkplaats`.
    pub name: SafeText,
    /// What kind.
    pub kind: PlaceKind,
    /// Whether this place records arrivals itself. If not, arrival there is unknown, never late.
    pub reports: bool,
}

/// A shift (*dienst*): local wall-clock times, over midnight allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Whose.
    pub id: ShiftId,
    /// Its prison.
    pub facility: FacilityId,
    /// `Vroege dienst`.
    pub name: SafeText,
    /// Local start.
    pub starts: NaiveTime,
    /// Local end; before `starts` when it crosses midnight.
    pub ends: NaiveTime,
}

/// One duty in the roster (*rooster*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterEntry {
    /// Whose.
    pub id: RosterId,
    /// Who works.
    pub staff: StaffId,
    /// Which shift.
    pub shift: ShiftId,
    /// The local day on which the shift starts.
    pub on: NaiveDate,
    /// Where, when known.
    pub wing: Option<WingId>,
}

/// One line of a wing's weekly programme (*dagprogramma*): doors, outdoor time, recreation, meals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeSlot {
    /// Whose.
    pub id: ProgrammeSlotId,
    /// On which wing.
    pub wing: WingId,
    /// For which group of the wing; everyone when absent.
    pub group: Option<SafeText>,
    /// `unlock`, `lock-in`, `outdoor`, `recreation`, `sport`, `library`, `meal`, … as the facility calls it.
    pub kind: SafeText,
    /// Which day of the week.
    pub weekday: Weekday,
    /// Local start.
    pub starts: NaiveTime,
    /// Local end.
    pub ends: NaiveTime,
}
