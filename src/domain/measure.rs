//! Measures and sanctions with their end (*ordemaatregel*, *disciplinaire straf*; Pbw art. 23–24, 51).

use chrono::{DateTime, Utc};

use super::id::{DetaineeId, MeasureId};

/// What kind of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureKind {
    /// Exclusion from activities (*uitsluiting van activiteiten*).
    Exclusion,
    /// Isolation (*afzondering*).
    Isolation,
    /// Punishment cell (*strafcel*).
    PunishmentCell,
    /// Denial of visits by one person (*ontzegging bezoek*).
    VisitDenial,
    /// Anything else.
    Other,
}

/// A measure on one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Whose.
    pub id: MeasureId,
    /// On whom.
    pub detainee: DetaineeId,
    /// What kind.
    pub kind: MeasureKind,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// When it ends, when known.
    pub ends_at: Option<DateTime<Utc>>,
}
