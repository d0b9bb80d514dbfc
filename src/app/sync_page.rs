//! From what sync knows to what the sync screen shows: names in the place of ids.

use crate::domain::action::{Action, Deed};
use crate::domain::conflict;
use crate::domain::day::ItemKind;
use crate::domain::decide::Outcome;
use crate::domain::detainee::Cell;
use crate::domain::id::RowId;
use crate::domain::movement::MovementKind;
use crate::domain::place::Expected;
use crate::domain::record::Record;
use crate::domain::stream::StreamKind;
use crate::sync::{Overview, Refused, StreamSeen};
use crate::text::{SafeText, name};
use crate::tui::{Done, JournalLine, RefusedLine, Settle, StreamLine, SyncPage, What};

/// The page.
pub(super) fn of(overview: &Overview) -> SyncPage {
    let refused = overview.refused.iter().map(|refused| RefusedLine {
        number: refused.number,
        done: refused.action.as_ref().map(|action| done(overview, action)),
        outcome: refused.outcome.clone(),
        seen: refused.seen,
        settle: settle(overview, refused),
    });
    SyncPage {
        journal: overview.journal.map(|seen| JournalLine {
            actions: seen.actions,
            oldest: seen.oldest,
            kilobytes: seen.bytes.div_ceil(1_000),
        }),
        streams: streams(overview),
        waiting: overview.waiting.iter().map(|action| done(overview, action)).collect(),
        refused: refused.collect(),
    }
}

/// What can be chosen about a conflict: none when the row that stands in the way is not here (any more).
fn settle(overview: &Overview, refused: &Refused) -> Option<Settle> {
    let Some(Outcome::Conflict { current }) = refused.outcome else { return None };
    let (action, now) = (refused.action.as_ref()?, overview.rows.get(&current)?);
    let differences = conflict::differences(&action.deed, &now.record);
    (!differences.is_empty()).then(|| Settle { differences, again: conflict::mine_after_all(&action.deed, now) })
}

/// Facility, wings and the rest by themselves; the files of persons as one line, since there can be sixty.
fn streams(overview: &Overview) -> Vec<StreamLine> {
    let line = |seen: &StreamSeen| StreamLine {
        kind: seen.stream.kind,
        name: title(overview, seen),
        streams: 1,
        rows: seen.rows,
        reading: seen.reading,
        equal_at: seen.equal_at,
    };
    let (persons, others): (Vec<_>, Vec<_>) =
        overview.streams.iter().partition(|seen| seen.stream.kind == StreamKind::Person);
    let mut lines: Vec<_> = others.into_iter().map(line).collect();
    let together = persons.into_iter().map(line).reduce(|sum, one| StreamLine {
        streams: sum.streams + 1,
        rows: sum.rows + one.rows,
        reading: sum.reading || one.reading,
        equal_at: sum.equal_at.min(one.equal_at),
        ..sum
    });
    lines.extend(together);
    lines
}

fn title(overview: &Overview, seen: &StreamSeen) -> Option<SafeText> {
    match &overview.rows.get(&RowId(seen.stream.id))?.record {
        Record::Facility(facility) => Some(facility.name.clone()),
        Record::Wing(wing) => Some(wing.code.clone()),
        _ => None,
    }
}

fn done(overview: &Overview, action: &Action) -> Done {
    let (item, what) = match &action.deed {
        Deed::Mark { item, kind, .. } => (Some(*item), What::Mark(*kind)),
        Deed::PlaceMark { item, step, .. } => (Some(Expected::row(*item)), What::Mark(step.mark())),
        Deed::Note { .. } => (None, What::Note),
        Deed::Movement { kind, .. } => (None, What::Movement(kind.clone())),
        Deed::Request { .. } => (None, What::Request),
        Deed::RequestStep { .. } => (None, What::RequestStep),
        Deed::RollCount { .. } => (None, What::RollCount),
        Deed::HandoverEntry { .. } => (None, What::HandoverEntry),
        Deed::VisitStatus { visit, status, .. } => (Some((*visit).into()), What::Visit(*status)),
        Deed::Amend { item, .. } => (Some(*item), What::Amended),
        Deed::LeaveAdvice { .. } => (None, What::Advice),
        Deed::LeaveStep { state, .. } => (None, What::Leave(*state)),
        Deed::ContactMoment { kind, .. } => (None, What::Contact(*kind)),
        Deed::FirstAnswer { .. } => (None, What::FirstAnswer),
        Deed::Placement { replaces, .. } => (None, What::Placement(replaces.is_none())),
        Deed::MdoContribution { .. } => (None, What::Mdo),
        Deed::Child { .. } => (None, What::Child),
        Deed::Programme { went, .. } => (None, What::Programme(*went)),
        Deed::Incident { kind, replaces, .. } => (None, What::Incident(*kind, replaces.is_none())),
        Deed::KeepApart { replaces, .. } => (None, What::Apart(replaces.is_none())),
        Deed::SignUp { withdraw, .. } => (None, if *withdraw { What::SignOff } else { What::SignUp }),
        Deed::MunicipalStep { step, undo, .. } => (None, What::Municipal(*step, undo.is_none())),
    };
    let row = |id: RowId| overview.rows.get(&id).map(|known| &known.record);
    Done {
        observed_at: action.observed_at,
        by: match row(RowId(action.author.0)) {
            Some(Record::Staff(member)) => Some(member.initials.clone()),
            _ => None,
        },
        person: match &action.deed {
            Deed::Movement { kind, detainee: None, .. } => newcomer(kind),
            Deed::PlaceMark { item, .. } => row(Expected::row(*item)).and_then(person),
            deed => deed.detainee().and_then(|id| row(id.into())).and_then(person),
        },
        item: item.and_then(row).and_then(ItemKind::of),
        what,
    }
}

/// Cell and name of a person, or of somebody whom only the wing knows yet.
fn person(record: &Record) -> Option<(Cell, SafeText)> {
    match record {
        Record::Detainee(person) => {
            let listed = name::list_name(&person.surname, person.prefix.as_ref(), person.given_names.as_ref());
            Some((person.cell.clone(), listed))
        }
        Record::Movement(movement) => newcomer(&movement.kind),
        Record::Expected(expected) => Some((expected.cell.clone(), expected.call_name.clone())),
        _ => None,
    }
}

fn newcomer(kind: &MovementKind) -> Option<(Cell, SafeText)> {
    let MovementKind::Arrival { name, cell } = kind else { return None };
    Some((cell.clone(), name.clone()))
}
