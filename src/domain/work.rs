//! Work and training (*arbeid en opleiding*; Pbw art. 47: an opportunity, not a duty).

use chrono::{DateTime, NaiveDate, Utc};

use super::amend::Changed;
use super::id::{AgreementId, CertificateId, DetaineeId, PlacementId, StaffId, WorkShiftId};
use crate::text::SafeText;

/// Work or training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkKind {
    /// *Arbeid*.
    Work,
    /// *Opleiding*.
    Training,
}

/// One shift of one person at a workplace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkShift {
    /// Whose.
    pub id: WorkShiftId,
    /// Who works.
    pub detainee: DetaineeId,
    /// Where: the name of a place.
    pub workplace: SafeText,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Work or training.
    pub kind: WorkKind,
    /// When and where it was before somebody changed that.
    pub changed: Option<Box<Changed>>,
}

/// How far a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertificateStatus {
    /// Begun.
    Started,
    /// Earned.
    Earned,
    /// Carried over to a school or an employer.
    Transferred,
}

/// A practice certificate (*praktijkverklaring*) and what comes after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whose.
    pub id: CertificateId,
    /// Who earns it.
    pub detainee: DetaineeId,
    /// What it says.
    pub title: SafeText,
    /// How far.
    pub status: CertificateStatus,
    /// Since when.
    pub on: Option<NaiveDate>,
    /// The next step to a school or employer.
    pub next_step: Option<SafeText>,
}

/// Somebody started at a place that an agreement gives (*begonnen bij*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Its own id: the id of the action that made it.
    pub id: PlacementId,
    /// Who.
    pub detainee: DetaineeId,
    /// The agreement.
    pub agreement: AgreementId,
    /// The first day there.
    pub on: NaiveDate,
    /// Who recorded it.
    pub author: StaffId,
    /// The one that it takes back (undo).
    pub replaces: Option<PlacementId>,
}

/// With whom an agreement is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementKind {
    /// An employer.
    Employer,
    /// A school.
    School,
    /// A municipality.
    Municipality,
    /// Anyone else.
    Other,
}

/// An agreement with the outside world (*convenant*; RSJ recommendation 3c).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Whose.
    pub id: AgreementId,
    /// With whom.
    pub party: SafeText,
    /// What kind of party.
    pub kind: AgreementKind,
    /// How many places it gives, when it says so.
    pub places: Option<u32>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// The initiative that it belongs to.
    pub initiative: Option<SafeText>,
}

impl Agreement {
    /// Those of these that have not ended, by party.
    pub fn open<'a>(all: impl IntoIterator<Item = &'a Self>, today: NaiveDate) -> Vec<&'a Self> {
        let runs = |agreement: &&Self| agreement.until.is_none_or(|until| today <= until);
        let mut open: Vec<_> = all.into_iter().filter(runs).collect();
        open.sort_by(|a, b| (&a.party, a.id).cmp(&(&b.party, b.id)));
        open
    }
}
