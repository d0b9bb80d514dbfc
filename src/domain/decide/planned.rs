//! What is planned: how far a visit is, and when and where visits and work shifts are.

use chrono::{DateTime, Utc};

use super::{Outcome, Rejection, Rows, Verdict};
use crate::domain::action::{Action, Deed};
use crate::domain::amend::{Changed, NotAmended, Plan};
use crate::domain::id::{DetaineeId, RowId, WingId};
use crate::domain::record::Record;
use crate::domain::visit::{VisitKind, VisitStatus};

/// Planned, called up, arrived, begun, over: the furthest one stands, whoever comes first. A visit that was called off and one that
/// took place cannot both be true: somebody chooses.
pub(super) fn visit_status(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::VisitStatus { wing, detainee, visit, status, instead_of, .. } = action.deed else {
        return Err(Rejection::Malformed);
    };
    let Some(Record::Visit(known)) = rows.get(visit.into()) else { return Err(Rejection::UnknownItem) };
    check_whose(rows, known.detainee, detainee, wing)?;
    // Not to admit a visitor is the governor's decision, and comes from the source. Only a video call has a connection that fails.
    let is_possible = match status {
        VisitStatus::Refused => false,
        VisitStatus::VideoFailed => known.kind == VisitKind::Video,
        _ => true,
    };
    if !is_possible {
        return Err(Rejection::StepNotAllowed);
    }
    // Who chose against what stands there settles it; anybody else meets it.
    let settles = instead_of == Some(known.status) && status != known.status;
    let outcome = if settles { Outcome::Applied } else { meet(known.status, status, visit.into()) };
    let mut changed = known.clone();
    match outcome {
        Outcome::Applied => changed.status = status,
        Outcome::Merged => {}
        outcome => return Ok((outcome, Vec::new())),
    }
    // Of several who called them up the first one did, in whatever order the hub hears it. Whoever takes a later step back calls nobody up.
    let is_back = settles && known.status.progress() > status.progress();
    if status == VisitStatus::CalledUp && !is_back {
        let at = action.observed_at.min(now);
        changed.called_at = Some(known.called_at.map_or(at, |first| first.min(at)));
    }
    // Whoever says that it is planned after all takes that back too.
    if settles && status == VisitStatus::Planned {
        changed.called_at = None;
    }
    if changed == *known {
        return Ok((outcome, Vec::new()));
    }
    Ok((outcome, vec![(action.deed.stream(), changed.into())]))
}

/// An item belongs to the person that the deed names, and that person is on the wing that it names: who may write there cannot reach
/// another wing's items.
fn check_whose(rows: &dyn Rows, whose: DetaineeId, detainee: DetaineeId, wing: WingId) -> Result<(), Rejection> {
    let here = rows.person(detainee).is_some_and(|person| person.wing == wing);
    if here && whose == detainee { Ok(()) } else { Err(Rejection::UnknownItem) }
}

/// What becomes of a status when a visit has one already. Where somebody was as far or further nothing changes, and nothing is lost.
/// `visit` is the row that stands in the way.
fn meet(known: VisitStatus, wanted: VisitStatus, visit: RowId) -> Outcome {
    let conflict = Outcome::Conflict { current: visit };
    match (known.progress(), wanted.progress()) {
        _ if known == wanted => Outcome::Merged,
        // A connection fails once it was tried, often after "begun"; a visit that ended was received.
        (Some(_), None) if wanted == VisitStatus::VideoFailed && known != VisitStatus::Ended => Outcome::Applied,
        (None, Some(_)) if known == VisitStatus::VideoFailed && wanted != VisitStatus::Ended => Outcome::Merged,
        (Some(known), Some(wanted)) if wanted > known => Outcome::Applied,
        (Some(_), Some(_)) => Outcome::Merged,
        (Some(_), None) if known.took_place() => conflict,
        (Some(_), None) => Outcome::Applied,
        (None, _) => conflict,
    }
}

/// Fields that nobody else touched take effect; the same field twice is a conflict, and then nothing takes effect.
pub(super) fn amend(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Amend { wing, detainee, item, base, amendments, .. } = &action.deed else {
        return Err(Rejection::Malformed);
    };
    let known = rows.known(*item).ok_or(Rejection::UnknownItem)?;
    let whose = match &known.record {
        Record::Visit(visit) => visit.detainee,
        Record::WorkShift(shift) => shift.detainee,
        _ => return Err(Rejection::UnknownItem),
    };
    check_whose(rows, whose, *detainee, *wing)?;
    let plan = Plan::of(&known.record).ok_or(Rejection::UnknownItem)?;
    let conflict = Ok((Outcome::Conflict { current: *item }, Vec::new()));
    let amended = match plan.amended(amendments) {
        Ok(amended) => amended,
        // Each change alone was possible; together they are not.
        Err(NotAmended::Impossible) if known.revision != *base => return conflict,
        Err(NotAmended::Impossible) => return Err(Rejection::ImpossibleTimes),
        Err(NotAmended::Taken) => return conflict,
    };
    if amended == plan {
        return Ok((Outcome::Merged, Vec::new()));
    }
    let mut record = amended.put(&known.record).ok_or(Rejection::Malformed)?;
    let changed = Changed::after(&known.record, &record, action.observed_at.min(now), Some(action.author));
    Changed::put(changed, &mut record);
    let outcome = if known.revision == *base { Outcome::Applied } else { Outcome::Merged };
    Ok((outcome, vec![(action.deed.stream(), record)]))
}
