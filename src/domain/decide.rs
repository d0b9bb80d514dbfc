//! The one decision: `(action, rows, now) → outcome + row changes`. The hub calls it in its transaction, the terminal
//! for its overlay, so that what an officer sees at once is what the hub will say.

mod attendance;
mod count;
mod incident;
mod leave;
mod movement;
mod municipal;
mod person;
mod place;
mod planned;
mod programme;
mod request;
mod sign_up;
#[cfg(test)]
mod tests;
mod written;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::action::{Action, Deed};
use super::detainee::Detainee;
use super::id::{DetaineeId, RowId, WingId};
use super::municipal::MunicipalState;
use super::record::{Kind, Record};
use super::stream::{StreamId, StreamKind};
use super::volunteer::SessionOffer;

/// What became of an action. All are final, and the hub stores them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect.
    Applied,
    /// The same action came from elsewhere before; its effect is there once.
    AlreadyApplied,
    /// It took effect beside somebody else's change, without loss.
    Merged,
    /// The session is full; the place in the line, from 1.
    WaitingList(u32),
    /// Somebody else was first; `current` is the row as it is now, when the author may see it.
    Conflict {
        /// The row that stands in the way.
        current: RowId,
    },
    /// It cannot be done, and why.
    Rejected(Rejection),
    /// Its frame was lost on the terminal's disk; the number is used up.
    Voided,
}

/// Why an action was refused: a code, never a sentence. The terminal makes the sentence in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rejection {
    /// The author has no right on this stream.
    NotYours,
    /// Neither the item nor the person is known in this facility.
    UnknownItem,
    /// It replaces a mark or note that is unknown or about something else.
    UnknownReplaced,
    /// A withdrawal that names nothing to withdraw.
    NothingToWithdraw,
    /// The note is too long.
    TooLong,
    /// The note is empty and replaces nothing.
    Empty,
    /// It would end before it begins.
    ImpossibleTimes,
    /// It does not go from its present state to that one, or not through this person.
    StepNotAllowed,
    /// A decision that does not say who decided, or somebody who decided nothing.
    NoAuthority,
    /// This hub does not know this kind of action.
    UnknownDeed,
    /// The action does not decode.
    Malformed,
}

impl Rejection {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::NotYours,
        Self::UnknownItem,
        Self::UnknownReplaced,
        Self::NothingToWithdraw,
        Self::TooLong,
        Self::Empty,
        Self::ImpossibleTimes,
        Self::StepNotAllowed,
        Self::NoAuthority,
        Self::UnknownDeed,
        Self::Malformed,
    ];

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotYours => "not-yours",
            Self::UnknownItem => "unknown-item",
            Self::UnknownReplaced => "unknown-replaced",
            Self::NothingToWithdraw => "nothing-to-withdraw",
            Self::TooLong => "too-long",
            Self::Empty => "empty",
            Self::ImpossibleTimes => "impossible-times",
            Self::StepNotAllowed => "step-not-allowed",
            Self::NoAuthority => "no-authority",
            Self::UnknownDeed => "unknown-deed",
            Self::Malformed => "malformed",
        }
    }

    /// Reads the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }
}

/// One change to one row. The store gives revision and sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every change is a put: a box would be an allocation for each of them"
)]
pub enum Change {
    /// The row is now this.
    Put {
        /// Where it lives.
        stream: StreamId,
        /// What it says.
        record: Record,
    },
    /// The row left the stream.
    Remove {
        /// Where it lived.
        stream: StreamId,
        /// Which row.
        id: RowId,
    },
}

/// An outcome and what it changes; no changes unless it took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What became of the action.
    pub outcome: Outcome,
    /// What to write, in order.
    pub changes: Vec<Change>,
}

/// A row that a decision may look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where it lives.
    pub stream: StreamId,
    /// How often it was changed, from 1.
    pub revision: u64,
    /// What it says.
    pub record: Record,
}

impl Known {
    /// A row that nobody has changed yet.
    #[cfg(test)]
    pub(crate) const fn first(stream: StreamId, record: Record) -> Self {
        Self { stream, revision: 1, record }
    }

    /// The row's id.
    pub fn row_id(&self) -> RowId {
        self.record.row_id()
    }
}

/// The rows that a decision may look at, as far as they exist in the author's facility.
pub trait Rows {
    /// The row with this id.
    fn known(&self, id: RowId) -> Option<&Known>;

    /// Every row of this kind that is about that one.
    fn about(&self, kind: Kind, of: RowId) -> Vec<&Known>;

    /// What the row with this id says.
    fn get(&self, id: RowId) -> Option<&Record> {
        self.known(id).map(|known| &known.record)
    }

    /// The person.
    fn person(&self, detainee: DetaineeId) -> Option<&Detainee> {
        match self.get(detainee.into()) {
            Some(Record::Detainee(person)) => Some(person),
            _ => None,
        }
    }
}

impl Rows for BTreeMap<RowId, Known> {
    fn known(&self, id: RowId) -> Option<&Known> {
        self.get(&id)
    }

    fn about(&self, kind: Kind, of: RowId) -> Vec<&Known> {
        self.values().filter(|known| known.record.kind() == kind && known.record.about() == Some(of)).collect()
    }
}

/// Whom this id stands for: a person of the administration, or somebody who came and whom it may have by now under an id of its own.
fn known_person(rows: &dyn Rows, id: DetaineeId) -> Option<DetaineeId> {
    match rows.get(id.into())? {
        Record::Detainee(person) => Some(person.id),
        Record::Movement(movement) if movement.is_arrival() => Some(movement.detainee),
        _ => None,
    }
}

/// The wing where this row is.
fn wing_of(rows: &dyn Rows, id: RowId) -> Option<StreamId> {
    rows.known(id).map(|known| known.stream).filter(|stream| stream.kind == StreamKind::Wing)
}

/// Where something about this person is written: on the wing where they are by now. A terminal that was without a network names the one where
/// they were, and there nobody would see it any more.
///
/// # Errors
/// When they are on another wing and did not come from the one that is named: who may write there reaches no other.
fn home(action: &Action, rows: &dyn Rows, person: DetaineeId) -> Result<StreamId, Rejection> {
    let named = action.deed.stream();
    let Some(here) = wing_of(rows, person.into()).filter(|here| *here != named) else { return Ok(named) };
    let came = rows.person(person).is_some_and(|person| person.was_on(WingId(named.id), action.recorded_at));
    if came { Ok(here) } else { Err(Rejection::UnknownItem) }
}

/// Which rows, besides those of [`reads`], [`decide`] looks at for this action: all of a kind that are about one thing. The caller
/// fetches them under the same lock, so that nobody takes the last seat twice.
pub fn reads_about(action: &Action) -> Vec<(Kind, RowId)> {
    match &action.deed {
        Deed::SignUp { session, .. } => [Kind::Seat, Kind::SignUp].map(|kind| (kind, (*session).into())).into(),
        _ => Vec::new(),
    }
}

/// Which rows [`decide`] looks at for this action. The caller fetches them first.
pub fn reads(action: &Action) -> Vec<RowId> {
    let mut ids: Vec<RowId> = action.deed.detainee().map(RowId::from).into_iter().collect();
    match &action.deed {
        Deed::Mark { item, replaces, .. } => {
            ids.push(*item);
            ids.extend(replaces.map(RowId::from));
        }
        Deed::Note { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::Movement { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::RequestStep { wing, request, .. } => ids.extend([RowId::from(*wing), RowId::from(*request)]),
        Deed::Programme { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::Incident { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::KeepApart { other, replaces, .. } => {
            ids.push((*other).into());
            ids.extend(replaces.map(RowId::from));
        }
        Deed::MdoContribution { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        // The coordinator of the wing's prison hears of who asks for a volunteer.
        Deed::Request { wing, .. } => ids.push((*wing).into()),
        Deed::Placement { agreement, replaces, .. } => {
            ids.push((*agreement).into());
            ids.extend(replaces.map(RowId::from));
        }
        Deed::RollCount { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::HandoverEntry { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::VisitStatus { visit, .. } => ids.push((*visit).into()),
        Deed::Amend { item, .. } => ids.push(*item),
        Deed::LeaveAdvice { request, role, .. } => ids.extend([(*request).into(), role.row(*request)]),
        Deed::LeaveStep { request, .. } => ids.push((*request).into()),
        Deed::MunicipalStep { handover, .. } => {
            ids.push((*handover).into());
            ids.extend(MunicipalState::ALL.into_iter().map(|step| step.row(*handover)));
        }
        Deed::ContactMoment { replaces, .. } => ids.extend(replaces.map(RowId::from)),
        Deed::Child { child, .. } => ids.extend(child.map(RowId::from)),
        Deed::SignUp { session, .. } => ids.extend([(*session).into(), SessionOffer::row(*session)]),
        Deed::FirstAnswer { .. } | Deed::PlaceMark { .. } => {}
    }
    ids.extend(place::reads(&action.deed));
    ids
}

/// What a deed comes to: an outcome and the rows that it puts, or why it is refused.
type Verdict = Result<(Outcome, Vec<(StreamId, Record)>), Rejection>;

/// Decides an action. Rights are the caller's: it asks [`super::policy`] before.
///
/// `now` is the hub's clock at receipt; a terminal gives its own.
pub fn decide(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Decision {
    let verdict = match &action.deed {
        Deed::Mark { .. } => attendance::mark(action, rows, now),
        Deed::Note { .. } => written::note(action, rows),
        Deed::Movement { .. } => movement::movement(action, rows, now),
        Deed::Programme { .. } => programme::outcome(action, rows, now),
        Deed::Incident { .. } => incident::incident(action, rows, now),
        Deed::KeepApart { .. } => incident::keep_apart(action, rows, now),
        Deed::Request { .. } => request::ask(action, rows, now),
        Deed::RequestStep { .. } => request::step(action, rows, now),
        Deed::RollCount { .. } => count::roll_count(action, rows, now),
        Deed::HandoverEntry { .. } => written::handover_entry(action, rows),
        Deed::VisitStatus { .. } => planned::visit_status(action, rows, now),
        Deed::Amend { .. } => planned::amend(action, rows, now),
        Deed::LeaveAdvice { .. } => leave::advice(action, rows),
        Deed::LeaveStep { .. } => leave::step(action, rows),
        Deed::MunicipalStep { .. } => municipal::step(action, rows),
        Deed::ContactMoment { .. } => person::contact_moment(action, rows, now),
        Deed::FirstAnswer { .. } => person::first_answer(action, rows, now),
        Deed::MdoContribution { .. } => person::mdo_contribution(action, rows, now),
        Deed::Placement { .. } => person::placement(action, rows),
        Deed::Child { .. } => person::child(action, rows, now),
        Deed::SignUp { .. } => sign_up::sign_up(action, rows),
        Deed::PlaceMark { .. } => place::mark(action, rows, now),
    };
    match verdict {
        Ok((outcome, puts)) => {
            let followed = place::follow(&action.deed, rows, &puts);
            let puts = puts.into_iter().map(|(stream, record)| Change::Put { stream, record });
            Decision { outcome, changes: puts.chain(followed).collect() }
        }
        Err(code) => Decision { outcome: Outcome::Rejected(code), changes: Vec::new() },
    }
}
