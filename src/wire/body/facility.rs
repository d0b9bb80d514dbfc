//! Bodies of the `facility/` stream, and of a wing's programme.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};

use super::field::{Field, Word, body, words};
use crate::domain::facility::{Facility, Place, PlaceKind, ProgrammeSlot, RosterEntry, Shift, Wing};
use crate::domain::id::{FacilityId, RowId, ShiftId, StaffId, WingId};
use crate::domain::staff::{Role, StaffMember};
use crate::domain::work::{Agreement, AgreementKind};
use crate::text::SafeText;

words!(PlaceKind { Workplace = "workplace", VisitRoom = "visits", Room = "room" });

words!(AgreementKind { Employer = "employer", School = "school", Municipality = "municipality", Other = "other" });

// Two letters, as iCalendar writes them.
words!(Weekday { Mon = "MO", Tue = "TU", Wed = "WE", Thu = "TH", Fri = "FR", Sat = "SA", Sun = "SU" });

impl Word for Role {
    const WORDS: &'static [&'static str] = &{
        let mut words = [""; Self::ALL.len()];
        let mut at = 0;
        while at < words.len() {
            words[at] = Self::ALL[at].as_str();
            at += 1;
        }
        words
    };

    fn word(&self) -> &'static str {
        self.as_str()
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}

impl Field for Role {
    type Wire = String;

    fn to_wire(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_wire(wire: String) -> Option<Self> {
        Self::parse(&wire)
    }
}

body!(FacilityBody of Facility { name: SafeText }
    optional { municipality: SafeText, exported_at: DateTime<Utc> });

body!(WingBody of Wing { facility: FacilityId, code: SafeText, name: SafeText }
    optional { floor: i16, cells: u16 });

body!(PlaceBody of Place { facility: FacilityId, name: SafeText, kind: PlaceKind, reports: bool } optional {});

body!(ShiftBody of Shift { facility: FacilityId, name: SafeText, starts: NaiveTime, ends: NaiveTime } optional {});

body!(RosterBody of RosterEntry { staff: StaffId, shift: ShiftId, on: NaiveDate } optional { wing: WingId });

body!(StaffBody of StaffMember {
    facility: FacilityId,
    name: SafeText,
    initials: SafeText,
    roles: std::collections::BTreeSet<Role>,
} optional { wing: WingId, workplaces: std::collections::BTreeSet<SafeText> });

body!(AgreementBody of Agreement { party: SafeText, kind: AgreementKind }
    optional { places: u32, until: NaiveDate, initiative: SafeText });

body!(ProgrammeBody of ProgrammeSlot {
    wing: WingId,
    kind: SafeText,
    weekday: Weekday,
    starts: NaiveTime,
    ends: NaiveTime,
} optional { group: SafeText });
