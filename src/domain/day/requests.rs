//! Requests of this wing that are open, or were closed on this day.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{DayInput, Pending};
use crate::domain::id::{DetaineeId, RequestSlipId, RowId, StaffId};
use crate::domain::request::{Asked, RequestSlip, RequestState};
use crate::text::{Pii, SafeText};

/// A request as the day shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// Which version.
    pub id: RequestSlipId,
    /// Which request: the id of its first version.
    pub first: RequestSlipId,
    /// Who asks.
    pub detainee: DetaineeId,
    /// Of whom.
    pub asked: Asked,
    /// What.
    pub text: Pii<SafeText>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// How far it is.
    pub state: RequestState,
    /// Initials of who wrote that, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
    /// Another version stands beside it: somebody chooses.
    pub has_sibling: bool,
}

/// The versions that stand, oldest request first; one that was taken back stands nowhere.
pub(super) fn standing(
    input: &DayInput<'_>,
    slips: &[&RequestSlip],
    replaced: &BTreeSet<RowId>,
    initials: impl Fn(StaffId) -> Option<SafeText>,
) -> Vec<RequestLine> {
    // What replaced a version may be of another day, and not among these.
    let is_replaced = |slip: &RequestSlip| slip.replaced_on.is_some() || replaced.contains(&slip.id.into());
    let stands = |slip: &&&RequestSlip| !is_replaced(slip) && slip.state != RequestState::Withdrawn;
    let standing: Vec<&RequestSlip> = slips.iter().filter(stands).copied().collect();
    let one = |slip: &&RequestSlip| RequestLine {
        id: slip.id,
        first: slip.first,
        detainee: slip.detainee,
        asked: slip.asked,
        text: slip.text.clone(),
        asked_at: slip.asked_at,
        state: slip.state.clone(),
        by: initials(slip.author),
        pending: input.pending.get(&slip.id.into()).copied().unwrap_or_default(),
        has_sibling: slip
            .replaces
            .is_some_and(|old| standing.iter().any(|other| other.id != slip.id && other.replaces == Some(old))),
    };
    let mut lines: Vec<_> = standing.iter().map(one).collect();
    lines.sort_by_key(|line| (line.state.is_closed(), line.asked_at, line.id));
    lines
}
