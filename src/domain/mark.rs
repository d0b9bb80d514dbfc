//! Attendance marks: immutable events. Two marks never overwrite each other; a correction is a mark that replaces one.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::id::{DetaineeId, DeviceId, MarkId, RowId, StaffId};
use super::incident::Informed;

/// Why somebody is absent (screen words § 4.4; dictionary § 3). Never "refusal" by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AbsenceReason {
    /// *Ziek gemeld*.
    Sick,
    /// *Bezoek*.
    Visit,
    /// *Advocaat*.
    Lawyer,
    /// *Rechtbank*.
    Court,
    /// *Medische dienst*.
    Medical,
    /// *Verlof*.
    Leave,
    /// *Onderwijs*.
    Education,
    /// *Geen werk*.
    NoWork,
    /// *Te weinig personeel*.
    StaffShortage,
    /// *Straf of maatregel*.
    OrderMeasure,
    /// *Feestdag of zondag*.
    HolidaySunday,
    /// *Niet geroepen*.
    NotCalled,
    /// *Gaat niet, eigen keuze*.
    Refused,
    /// *Iets anders*: a note says what.
    Other,
}

impl AbsenceReason {
    /// Every reason, in the order of the list on screen.
    pub const ALL: [Self; 14] = [
        Self::Sick,
        Self::Visit,
        Self::Lawyer,
        Self::Court,
        Self::Medical,
        Self::Leave,
        Self::Education,
        Self::NoWork,
        Self::StaffShortage,
        Self::OrderMeasure,
        Self::HolidaySunday,
        Self::NotCalled,
        Self::Refused,
        Self::Other,
    ];

    /// The letter that chooses it in the reason list.
    pub const fn letter(self) -> char {
        match self {
            Self::Sick => 'z',
            Self::Visit => 'b',
            Self::Lawyer => 'a',
            Self::Court => 'r',
            Self::Medical => 'm',
            Self::Leave => 'v',
            Self::Education => 'o',
            Self::NoWork => 'w',
            Self::StaffShortage => 'p',
            Self::OrderMeasure => 's',
            Self::HolidaySunday => 'f',
            Self::NotCalled => 'n',
            Self::Refused => 'g',
            Self::Other => 'x',
        }
    }
}

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// Left the wing (*weg*).
    Left,
    /// Is there (*er*).
    Arrived,
    /// Has begun (*begonnen*).
    Started,
    /// Is over, on the wing itself (*klaar*).
    Ended,
    /// Came back to the wing (*terug*).
    Back,
    /// The door was opened (*deur open*). On a line of the programme.
    Unlocked,
    /// The door was closed, and whoever sleeps there was seen (*dicht en gezien*). On a line of the programme.
    LockedIn,
    /// Does not come, and why (*afwezig*).
    Absent(AbsenceReason),
    /// Stays in the cell, and why (*blijft op cel*). Never worded as a refusal.
    StaysInCell(AbsenceReason),
    /// Somebody was told of it (*verteld aan*). On an incident or a measure.
    Told(Informed),
    /// The governor took an officer's measure over (*overgenomen door de directeur*): what the governor decided comes from the administration.
    TakenOver,
    /// Looked after whoever is under the measure (*controle gedaan*).
    Checked,
    /// Looked again at a visit, and it goes on (*opnieuw bekeken*): at the reasons that the hub had since then, by its own clock. None for
    /// those that the visit came with. What somebody saw says what they saw, whatever their clock says.
    Reviewed(Option<DateTime<Utc>>),
    /// Takes the replaced mark back (undo). Only with `replaces`.
    Withdrawn,
}

impl MarkKind {
    /// Whether an officer's measure is over with it.
    pub const fn ends_measure(self) -> bool {
        matches!(self, Self::Ended | Self::TakenOver)
    }
}

/// One mark on one item of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its own id: the id of the action that made it.
    pub id: MarkId,
    /// The visit, work shift, seat, event, leave summary, line of the programme or incident that it is about.
    pub item: RowId,
    /// The day of that item, so that the mark is read with it; none for what has no day.
    pub day: Option<NaiveDate>,
    /// About whom.
    pub detainee: DetaineeId,
    /// What was seen.
    pub kind: MarkKind,
    /// When it happened, by the terminal's clock; clamped to receipt when in the future.
    pub observed_at: DateTime<Utc>,
    /// When it was typed.
    pub recorded_at: DateTime<Utc>,
    /// How far that clock was ahead of the hub's, in seconds; behind is negative. None when it was right, or nobody knew.
    pub clock_skew_seconds: Option<i64>,
    /// Who saw it.
    pub author: StaffId,
    /// On which terminal.
    pub device: DeviceId,
    /// The number of the action on that terminal.
    pub number: u64,
    /// The mark that this one corrects.
    pub replaces: Option<MarkId>,
}

impl Mark {
    /// Which of two marks on one item is shown: the latest observed, then device, then number. Total, so that
    /// every terminal shows the same whatever the order of delivery.
    pub fn precedence(&self) -> (DateTime<Utc>, DeviceId, u64) {
        (self.observed_at, self.device, self.number)
    }
}

/// Of these marks on one item those that stand: nobody replaced them.
pub fn standing<'a>(marks: impl Iterator<Item = &'a Mark> + Clone) -> impl Iterator<Item = &'a Mark> {
    let replaced: BTreeSet<_> = marks.clone().filter_map(|mark| mark.replaces).collect();
    marks.filter(move |mark| !replaced.contains(&mark.id))
}
