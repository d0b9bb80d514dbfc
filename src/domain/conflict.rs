//! Two people who wanted different things: what each of them says, side by side, and the deed that says "mine after all".

use chrono::{DateTime, Utc};

use super::action::Deed;
use super::amend::{Amendment, Plan};
use super::decide::Known;
use super::leave::LeaveState;
use super::municipal::MunicipalState;
use super::record::Record;
use super::visit::VisitStatus;
use crate::text::{Pii, SafeText};

/// What the values are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// How far a visit is.
    Visit,
    /// A planned start.
    Starts,
    /// A planned end.
    Ends,
    /// A room or workplace.
    Place,
    /// What was written for a leave request.
    Advice,
    /// How far a leave request is.
    Leave,
    /// A step of a municipal handover.
    Municipal,
}

/// One of the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// How far a visit is.
    Visit(VisitStatus),
    /// An instant.
    At(DateTime<Utc>),
    /// A room, a workplace.
    Place(SafeText),
    /// What somebody wrote.
    Text(Pii<SafeText>),
    /// How far a leave request is.
    Leave(LeaveState),
    /// A step that was done.
    Done(MunicipalState),
}

/// One thing that two people see differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub subject: Subject,
    /// What was on screen when it was written, where that is known.
    pub was: Option<Value>,
    /// What was written here.
    pub mine: Value,
    /// What it is now.
    pub now: Value,
}

/// What a deed and the present row say, field by field. Empty when the row is not what the deed is about.
pub fn differences(deed: &Deed, now: &Record) -> Vec<Difference> {
    match (deed, now) {
        (Deed::VisitStatus { status, .. }, Record::Visit(visit)) => {
            let (mine, now) = (Value::Visit(*status), Value::Visit(visit.status));
            vec![Difference { subject: Subject::Visit, was: None, mine, now }]
        }
        (Deed::Amend { amendments, .. }, now) => {
            let plan = Plan::of(now);
            plan.iter().flat_map(|plan| amendments.iter().map(|amendment| amended(amendment, plan))).collect()
        }
        (Deed::LeaveAdvice { text, .. }, Record::LeaveAdvice(advice)) => {
            let (mine, now) = (Value::Text(text.clone()), Value::Text(advice.text.clone()));
            vec![Difference { subject: Subject::Advice, was: None, mine, now }]
        }
        (Deed::LeaveStep { state, .. }, Record::LeaveRequest(request)) => {
            let (mine, now) = (Value::Leave(*state), Value::Leave(request.state));
            vec![Difference { subject: Subject::Leave, was: None, mine, now }]
        }
        (Deed::MunicipalStep { .. }, Record::MunicipalStep(step)) => {
            let now = if step.witnesses.is_empty() { Value::Nothing } else { Value::Done(step.step) };
            vec![Difference { subject: Subject::Municipal, was: None, mine: Value::Nothing, now }]
        }
        _ => Vec::new(),
    }
}

fn amended(amendment: &Amendment, plan: &Plan) -> Difference {
    let place = |place: &Option<SafeText>| place.clone().map_or(Value::Nothing, Value::Place);
    let (subject, was, mine, now) = match amendment {
        Amendment::Starts { from, to } => {
            (Subject::Starts, Value::At(*from), Value::At(*to), Value::At(plan.starts_at))
        }
        Amendment::Ends { from, to } => (Subject::Ends, Value::At(*from), Value::At(*to), Value::At(plan.ends_at)),
        Amendment::Place { from, to } => (Subject::Place, place(from), place(to), place(&plan.place)),
    };
    Difference { subject, was: Some(was), mine, now }
}

/// The same deed over what is there now: somebody saw the other's choice and stays with their own. None when the row is not what
/// the deed is about, or when it asks for what is there already.
pub fn mine_after_all(deed: &Deed, now: &Known) -> Option<Deed> {
    let mut again = deed.clone();
    match (&mut again, &now.record) {
        (Deed::VisitStatus { instead_of, status, .. }, Record::Visit(visit)) if visit.status != *status => {
            *instead_of = Some(visit.status);
        }
        (Deed::Amend { base, amendments, .. }, record) => {
            let plan = Plan::of(record)?;
            *base = now.revision;
            *amendments = amendments.iter().map(|amendment| amendment.over(&plan)).collect();
            plan.amended(amendments).ok().filter(|wanted| *wanted != plan)?;
        }
        (Deed::LeaveAdvice { base, text, .. }, Record::LeaveAdvice(advice)) if advice.text != *text => {
            *base = now.revision;
        }
        (Deed::LeaveStep { base, state, .. }, Record::LeaveRequest(request)) if request.state.may_become(*state) => {
            *base = now.revision;
        }
        (Deed::MunicipalStep { undo: Some(base), .. }, Record::MunicipalStep(step)) if !step.witnesses.is_empty() => {
            *base = now.revision;
        }
        _ => return None,
    }
    Some(again)
}
