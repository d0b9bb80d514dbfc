//! What mentor and case manager write about a person: contacts, answers of the first days, children. Sets that only grow.

use chrono::{DateTime, Datelike, Utc};

use super::written::{check_length, check_text};
use super::{Outcome, Rejection, Rows, Verdict, known_person};
use crate::domain::action::{Action, Deed};
use crate::domain::contact_moment::{ContactKind, ContactMoment};
use crate::domain::first_days::{ChildEntry, ChildFacts, FirstAnswer, MAX_ANSWER_CHARS, is_a_letter};
use crate::domain::id::{ContactMomentId, DetaineeId, RowId};
use crate::domain::local::date_of;
use crate::domain::mdo::MdoContribution;
use crate::domain::record::Record;
use crate::domain::work::Placement;

/// The earliest year in which anybody's child was born.
const EARLIEST_YEAR: i32 = 1900;

/// A contact stays; a mistake is taken back by one that names it.
pub(super) fn contact_moment(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::ContactMoment { detainee, kind, with_child, text, next_on, replaces } = &action.deed else {
        return Err(Rejection::Malformed);
    };
    let person = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    check_length(text.reveal())?;
    check_replaced(rows, person, *kind, *replaces)?;
    if next_on.is_some() && *kind != ContactKind::MentorTalk {
        return Err(Rejection::StepNotAllowed);
    }
    let moment = ContactMoment {
        id: RowId(action.id.0).into(),
        detainee: person,
        kind: *kind,
        with_child: *with_child,
        text: text.clone(),
        at: action.observed_at.min(now),
        next_on: *next_on,
        author: action.author,
        replaces: *replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), moment.into())]))
}

fn check_replaced(
    rows: &dyn Rows,
    person: DetaineeId,
    kind: ContactKind,
    replaces: Option<ContactMomentId>,
) -> Result<(), Rejection> {
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::ContactMoment(old))) if old.detainee == person => Ok(()),
        Some(_) => Err(Rejection::UnknownReplaced),
        None if kind == ContactKind::Withdrawn => Err(Rejection::NothingToWithdraw),
        None => Ok(()),
    }
}

/// An answer to a question of the first days.
pub(super) fn first_answer(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::FirstAnswer { detainee, question, said, text } = &action.deed else { return Err(Rejection::Malformed) };
    let person = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    if text.reveal().as_str().chars().count() > MAX_ANSWER_CHARS {
        return Err(Rejection::TooLong);
    }
    let answer = FirstAnswer {
        id: RowId(action.id.0).into(),
        detainee: person,
        question: *question,
        said: *said,
        text: text.clone(),
        at: action.observed_at.min(now),
        author: action.author,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), answer.into())]))
}

/// What one role brings to a meeting. A meeting that was taken out of the plan meanwhile keeps it: the next one may need it.
pub(super) fn mdo_contribution(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::MdoContribution { detainee, event, role, text, replaces } = &action.deed else {
        return Err(Rejection::Malformed);
    };
    let person = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    let is_same = |old: &Record| matches!(old, Record::MdoContribution(old) if (old.detainee, old.event, old.role) == (person, *event, *role));
    check_text(text.reveal(), replaces.map(|old| rows.get(old.into()).is_some_and(is_same)))?;
    let contribution = MdoContribution {
        id: RowId(action.id.0).into(),
        event: *event,
        detainee: person,
        role: *role,
        text: text.clone(),
        at: action.observed_at.min(now),
        author: action.author,
        replaces: *replaces,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), contribution.into())]))
}

/// Somebody started somewhere. How many places an agreement has says nothing of who may start: nothing is refused for it.
pub(super) fn placement(action: &Action, rows: &dyn Rows) -> Verdict {
    let Deed::Placement { detainee, agreement, on, replaces } = action.deed else { return Err(Rejection::Malformed) };
    let person = known_person(rows, detainee).ok_or(Rejection::UnknownItem)?;
    match replaces.map(|old| rows.get(old.into())) {
        Some(Some(Record::Placement(old))) if (old.detainee, old.agreement) == (person, agreement) => {}
        Some(_) => return Err(Rejection::UnknownReplaced),
        // An agreement that ended meanwhile was one.
        None if !matches!(rows.get(agreement.into()), Some(Record::Agreement(_))) => {
            return Err(Rejection::UnknownItem);
        }
        None => {}
    }
    let id = RowId(action.id.0).into();
    let placement = Placement { id, detainee: person, agreement, on, author: action.author, replaces };
    Ok((Outcome::Applied, vec![(action.deed.stream(), placement.into())]))
}

/// A child, or what is known of it now.
pub(super) fn child(action: &Action, rows: &dyn Rows, now: DateTime<Utc>) -> Verdict {
    let Deed::Child { detainee, child, facts, struck } = &action.deed else { return Err(Rejection::Malformed) };
    let person = known_person(rows, *detainee).ok_or(Rejection::UnknownItem)?;
    check_facts(facts, now)?;
    // Any version says which child it is; the first one has that child's id.
    let child = match child.map(|child| rows.get(child.into())) {
        Some(Some(Record::ChildEntry(known))) if known.detainee == person => known.child,
        Some(_) => return Err(Rejection::UnknownReplaced),
        None if *struck => return Err(Rejection::NothingToWithdraw),
        None => RowId(action.id.0).into(),
    };
    let entry = ChildEntry {
        id: RowId(action.id.0).into(),
        child,
        detainee: person,
        facts: facts.clone(),
        struck: *struck,
        at: action.observed_at.min(now),
        author: action.author,
    };
    Ok((Outcome::Applied, vec![(action.deed.stream(), entry.into())]))
}

/// A letter, and a year that can be.
fn check_facts(facts: &ChildFacts, now: DateTime<Utc>) -> Result<(), Rejection> {
    let letter = facts.letter.reveal().as_str();
    if letter.is_empty() {
        return Err(Rejection::Empty);
    }
    if !is_a_letter(letter) {
        return Err(Rejection::TooLong);
    }
    let years = EARLIEST_YEAR..=date_of(now).year();
    match &facts.birth_year {
        Some(year) if !years.contains(year.reveal()) => Err(Rejection::ImpossibleTimes),
        _ => Ok(()),
    }
}
