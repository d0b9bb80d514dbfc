//! Visits (*bezoek*; Pbw art. 37–38; domain dictionary § 2).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::amend::Changed;
use super::id::{ContactId, DetaineeId, VisitId};
use crate::text::SafeText;

/// What kind of visit (dictionary § 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitKind {
    /// *Relatiebezoek*: counts as the weekly hour of Pbw 38(1).
    Personal,
    /// *Beeldbellen*.
    Video,
    /// *Bezoek zonder toezicht* (BZT). Shown to others as an ordinary visit.
    Unsupervised,
    /// *Ouder-kinddag*.
    ParentChild,
    /// Lawyer (*advocaat*): privileged.
    Lawyer,
    /// Probation (*reclassering*): privileged.
    Probation,
    /// Municipality (*gemeente*).
    Municipality,
    /// Benefits agency (UWV).
    Uwv,
    /// Employer (*werkgever*).
    Employer,
    /// Volunteer (*vrijwilliger*).
    Volunteer,
    /// Anything else.
    Other,
}

/// How far a visit is, according to its source or the visits desk. What the wing saw is in the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitStatus {
    /// *Gepland*.
    Planned,
    /// *Geroepen*.
    CalledUp,
    /// *Er*.
    Arrived,
    /// *Begonnen*.
    Started,
    /// *Klaar*.
    Ended,
    /// *Bezoeker niet toegelaten*: a decision of the governor, never of an officer.
    Refused,
    /// *Bezoek niet gekomen*.
    NoShow,
    /// *Afgezegd*; nobody said by whom.
    Cancelled,
    /// *Afgezegd door bezoeker*.
    CancelledByVisitor,
    /// *Afgezegd door gedetineerde*.
    CancelledByDetainee,
    /// *Afgezegd door inrichting*.
    CancelledByPrison,
    /// *Beeldbellen: verbinding mislukt*: it was offered, and not received.
    VideoFailed,
}

/// Why a visit that was planned has to be looked at again: the world changed (screen words § 4.5, *opnieuw bekijken*). A signal; it
/// blocks nothing, and says nothing of who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewReason {
    /// A judge or prosecutor forbade contact with somebody who comes (*contactverbod*).
    ContactBan,
    /// The governor does not admit somebody who comes (Pbw 38 lid 3).
    VisitorRefused,
    /// No contact but a lawyer's (*beperkingen*).
    Restriction,
    /// A measure denies visits then (*ontzegging bezoek*).
    VisitDenied,
    /// They go to another prison before.
    Transfer,
    /// They are free before.
    Release,
}

impl VisitStatus {
    /// How far it came, from 0; none when it does not take place.
    pub const fn progress(self) -> Option<u8> {
        match self {
            Self::Planned => Some(0),
            Self::CalledUp => Some(1),
            Self::Arrived => Some(2),
            Self::Started => Some(3),
            Self::Ended => Some(4),
            Self::Refused
            | Self::NoShow
            | Self::Cancelled
            | Self::CancelledByVisitor
            | Self::CancelledByDetainee
            | Self::CancelledByPrison
            | Self::VideoFailed => None,
        }
    }

    /// Whether it was called off or refused before it could be. Nobody who came, and a video that failed, were offered.
    pub const fn is_called_off(self) -> bool {
        matches!(
            self,
            Self::Refused
                | Self::Cancelled
                | Self::CancelledByVisitor
                | Self::CancelledByDetainee
                | Self::CancelledByPrison
        )
    }

    /// Whether it did not take place.
    pub const fn is_off(self) -> bool {
        self.progress().is_none()
    }

    /// Whether the visitor was seen: then it was not called off.
    pub const fn took_place(self) -> bool {
        matches!(self, Self::Arrived | Self::Started | Self::Ended)
    }
}

/// A visit to one detainee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Whose.
    pub id: VisitId,
    /// To whom.
    pub detainee: DetaineeId,
    /// What kind.
    pub kind: VisitKind,
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub room: Option<SafeText>,
    /// Number of adult visitors, when known.
    pub adults: Option<u16>,
    /// Number of children, when known.
    pub children: Option<u16>,
    /// Who comes of the detainee's own people, when known: ids alone, since their names are in the file.
    pub visitors: Option<BTreeSet<ContactId>>,
    /// Organisation of a professional visitor.
    pub organisation: Option<SafeText>,
    /// How far it is.
    pub status: VisitStatus,
    /// When somebody wrote that they were called up.
    pub called_at: Option<DateTime<Utc>>,
    /// Why it has to be looked at again; none when nothing changed.
    pub review: Option<BTreeSet<ReviewReason>>,
    /// When the hub learned that; none when the visit came with it. Whoever looks names it, so that no two clocks are compared.
    pub review_since: Option<DateTime<Utc>>,
    /// When and where it was before somebody changed that.
    pub changed: Option<Box<Changed>>,
}
