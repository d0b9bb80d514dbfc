//! One timeline over everything that the reader may see of a person: good news counts as much.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{Sorted, home};
use crate::domain::contact_moment::ContactKind;
use crate::domain::day::{ItemKind, Pending};
use crate::domain::decide::Known;
use crate::domain::id::RowId;
use crate::domain::incident::{self, Incident, IncidentKind};
use crate::domain::leave::{AdviceRole, LeaveKind, LeaveState};
use crate::domain::local;
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::movement::MovementKind;
use crate::domain::municipal::MunicipalState;
use crate::domain::record::Record;
use crate::domain::request::{Asked, RequestState};
use crate::domain::work::CertificateStatus;
use crate::text::{Pii, SafeText};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A note.
    Note(Pii<SafeText>),
    /// A talk, a call, a visit.
    Contact(ContactKind, bool, Pii<SafeText>),
    /// They asked something.
    Request(Asked, Pii<SafeText>, RequestState),
    /// A step of the day: left for work, back.
    Mark(MarkKind, Option<ItemKind>),
    /// Something happened, or an officer took an urgent measure.
    Incident(IncidentKind, Pii<SafeText>),
    /// Something was done about it: somebody was told, somebody looked, it ended.
    IncidentStep(IncidentKind, MarkKind),
    /// They came, left, or went to another cell.
    Movement(MovementKind),
    /// Leave was asked.
    LeaveAsked(LeaveKind),
    /// A leave request went on.
    Leave(LeaveState),
    /// Somebody wrote for a leave request.
    Advice(AdviceRole),
    /// A step with the municipality.
    Municipal(MunicipalState),
    /// A date of the source: screening, plan, MDO.
    Milestone(SafeText),
    /// A certificate.
    Certificate(SafeText, CertificateStatus),
}

impl Happened {
    /// Whether it is worth telling at the next talk; the steps of each day are not.
    pub const fn is_news(&self) -> bool {
        !matches!(self, Self::Mark(..) | Self::IncidentStep(..))
    }
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the hour is known; else it is a day.
    pub has_time: bool,
    /// What.
    pub what: Happened,
    /// Initials of who wrote it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// The newest first.
pub(super) fn assemble(sorted: &Sorted<'_>) -> Vec<Moment> {
    let mut all: Vec<(Moment, RowId)> = sorted
        .input
        .records
        .iter()
        .filter_map(|known| Some((moment(sorted, known)?, known.row_id())))
        .chain(home::contacts(sorted).into_iter().map(|contact| {
            let what = Happened::Contact(contact.kind, contact.with_child, contact.text.clone());
            let id = contact.id.into();
            (at(contact.at, what, sorted.initials(contact.author), sorted.pending(id)), id)
        }))
        .collect();
    all.extend(incidents(sorted));
    all.retain(|(moment, _)| moment.at <= sorted.input.now);
    all.sort_by_key(|(moment, id)| (std::cmp::Reverse(moment.at), *id));
    all.into_iter().map(|(moment, _)| moment).collect()
}

fn incidents(sorted: &Sorted<'_>) -> Vec<(Moment, RowId)> {
    let all = sorted.all(|record| match record {
        Record::Incident(incident) if incident.detainee == sorted.input.detainee => Some(incident),
        _ => None,
    });
    let line = |incident: &Incident| {
        let what = Happened::Incident(incident.kind, incident.text.clone());
        let (id, by) = (incident.id.into(), sorted.initials(incident.author));
        (at(incident.started_at, what, by, sorted.pending(id)), id)
    };
    let standing = incident::standing(&all);
    let kinds: BTreeMap<RowId, IncidentKind> = standing.iter().map(|one| (one.id.into(), one.kind)).collect();
    let marks = sorted.all(|record| match record {
        Record::Mark(mark) if mark.kind != MarkKind::Withdrawn => Some(mark),
        _ => None,
    });
    let step = |mark: &Mark| {
        let what = Happened::IncidentStep(*kinds.get(&mark.item)?, mark.kind);
        let (id, by) = (mark.id.into(), sorted.initials(mark.author));
        sorted.stands(id).then(|| (at(mark.observed_at, what, by, sorted.pending(id)), id))
    };
    let steps: Vec<_> = marks.into_iter().filter_map(step).collect();
    standing.into_iter().map(line).chain(steps).collect()
}

const fn at(at: DateTime<Utc>, what: Happened, by: Option<SafeText>, pending: Pending) -> Moment {
    Moment { at, has_time: true, what, by, pending }
}

/// A day without an hour stands at its beginning.
fn on(day: NaiveDate, what: Happened) -> Moment {
    let at = local::instant_lossy(day.and_time(NaiveTime::MIN));
    Moment { at, has_time: false, what, by: None, pending: Pending::No }
}

/// What a row tells of this person; none when that is nothing, or was replaced.
fn moment(sorted: &Sorted<'_>, known: &Known) -> Option<Moment> {
    let (detainee, id) = (sorted.input.detainee, known.row_id());
    if !sorted.stands(id) {
        return None;
    }
    let pending = sorted.pending(id);
    Some(match &known.record {
        Record::Note(note) if note.detainee == detainee && !note.text.reveal().as_str().is_empty() => {
            at(note.written_at, Happened::Note(note.text.clone()), sorted.initials(note.author), pending)
        }
        Record::RequestSlip(slip)
            if slip.detainee == detainee && slip.state != RequestState::Withdrawn && slip.replaced_on.is_none() =>
        {
            let what = Happened::Request(slip.asked, slip.text.clone(), slip.state.clone());
            at(slip.asked_at, what, sorted.initials(slip.author), pending)
        }
        // What was done about an incident is told with it, and of one that was a mistake not at all.
        Record::Mark(mark)
            if mark.detainee == detainee
                && mark.kind != MarkKind::Withdrawn
                && !sorted.incidents.contains(&mark.item) =>
        {
            let what = Happened::Mark(mark.kind, sorted.items.get(&mark.item).copied());
            at(mark.observed_at, what, sorted.initials(mark.author), pending)
        }
        Record::Movement(movement) if movement.detainee == detainee && movement.kind != MovementKind::Withdrawn => {
            let what = Happened::Movement(movement.kind.clone());
            at(movement.observed_at, what, sorted.initials(movement.author), pending)
        }
        Record::LeaveRequest(request) if request.detainee == detainee => {
            on(request.submitted_on, Happened::LeaveAsked(request.kind))
        }
        Record::LeaveStep(step) if step.detainee == detainee => {
            at(step.at, Happened::Leave(step.to), sorted.initials(step.author), pending)
        }
        Record::LeaveAdvice(advice) if advice.detainee == detainee && !advice.text.reveal().as_str().is_empty() => {
            at(advice.written_at, Happened::Advice(advice.role), sorted.initials(advice.author), pending)
        }
        Record::MunicipalStep(step) if step.detainee == detainee => {
            let first = step.witnesses.first()?;
            at(first.at, Happened::Municipal(step.step), sorted.initials(first.by), pending)
        }
        Record::Milestone(milestone) if milestone.detainee == detainee => {
            on(milestone.on, Happened::Milestone(milestone.kind.clone()))
        }
        Record::Certificate(certificate) if certificate.detainee == detainee => {
            on(certificate.on?, Happened::Certificate(certificate.title.clone(), certificate.status))
        }
        _ => return None,
    })
}
