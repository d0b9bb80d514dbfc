//! Roll counts (*telling, appel*): how many people were expected and how many were counted, by whom, and when the control room heard it.
//!
//! A count is an event like a mark: the set only grows, and a mistake is taken back by a count that replaces it.

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{ProgrammeSlotId, RollCountId, StaffId};

/// How many people are where. The sum is everybody who lives on the wing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Headcount {
    /// On the wing, in a cell or not.
    pub on_wing: u16,
    /// Inside the fence, not on the wing.
    pub elsewhere: u16,
    /// Court, hospital, leave, transport.
    pub outside: u16,
}

impl Headcount {
    /// Everybody.
    pub fn total(self) -> u32 {
        u32::from(self.on_wing) + u32::from(self.elsewhere) + u32::from(self.outside)
    }
}

/// One count of one wing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollCount {
    /// Its own id: the id of the action that made it.
    pub id: RollCountId,
    /// The round of the programme that it belongs to.
    pub slot: ProgrammeSlotId,
    /// The day of that round.
    pub day: NaiveDate,
    /// Who should be where, as the terminal knew it.
    pub expected: Headcount,
    /// Who was counted where; none takes the replaced count back (undo).
    pub counted: Option<Headcount>,
    /// Who counted.
    pub author: StaffId,
    /// Who counted as well; never the author.
    pub second: Option<StaffId>,
    /// When they counted, by the terminal's clock; clamped to receipt when in the future.
    pub counted_at: DateTime<Utc>,
    /// When it was reported to the control room (*centrale post*); none when it was not yet.
    pub reported_at: Option<DateTime<Utc>>,
    /// The count that this one corrects.
    pub replaces: Option<RollCountId>,
}
