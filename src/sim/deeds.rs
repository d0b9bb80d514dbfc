//! What an officer may do, chosen by a number over what is on the screen.

use chrono::TimeDelta;
use uuid::Uuid;

use super::facility::{FACILITY, HANDOVER, PEOPLE, REQUEST, SHIFT, VISITS, WINGS, today};
use crate::domain::action::Deed;
use crate::domain::amend::{Amendment, Plan};
use crate::domain::contact_moment::ContactKind;
use crate::domain::count::Headcount;
use crate::domain::decide::Known;
use crate::domain::detainee::Cell;
use crate::domain::file::CareSituation;
use crate::domain::first_days::{ChildFacts, Question, Said};
use crate::domain::id::{EventId, ProgrammeSlotId, RowId};
use crate::domain::incident::IncidentKind;
use crate::domain::leave::{AdviceRole, LeaveState};
use crate::domain::mark::MarkKind;
use crate::domain::movement::MovementKind;
use crate::domain::municipal::MunicipalState;
use crate::domain::place::PlaceStep;
use crate::domain::programme::{Cause, Went};
use crate::domain::record::Record;
use crate::domain::request::{Asked, RequestState};
use crate::domain::stream::StreamId;
use crate::domain::visit::VisitStatus;
use crate::sync::sim::SimTerminal;
use crate::text::{Pii, SafeText};

/// How many kinds of deeds there are.
pub(super) const KINDS: u8 = 22;

/// One of the deeds that a terminal offers now; `choice` picks one of its kind.
pub(super) fn choose(terminal: &mut SimTerminal, kind: u8, choice: u8) -> Option<Deed> {
    let seen = terminal.day(WINGS[0], today())?.records;
    let (wing, which) = (WINGS[0], usize::from(choice % 2));
    let person = PEOPLE[which];
    let mine = |known: &&Known| matches!(&known.record, Record::Mark(mark) if mark.author == terminal.user);
    let note = |known: &Known| matches!(&known.record, Record::Note(note) if note.detainee == person);
    Some(match kind % KINDS {
        0..3 => {
            let item: RowId = if choice.is_multiple_of(3) { SHIFT.into() } else { VISITS[which].into() };
            let detainee = if choice.is_multiple_of(3) { PEOPLE[0] } else { person };
            let kind = [MarkKind::Left, MarkKind::Arrived, MarkKind::Back][usize::from(choice) % 3];
            Deed::Mark { wing, detainee, item, day: Some(today()), kind, replaces: None }
        }
        3 => {
            let marks: Vec<_> = seen.iter().filter(mine).collect();
            let Record::Mark(mark) = &marks.get(usize::from(choice) % marks.len().max(1))?.record else { return None };
            let (detainee, item, day) = (mark.detainee, mark.item, mark.day);
            Deed::Mark { wing, detainee, item, day, kind: MarkKind::Withdrawn, replaces: Some(mark.id) }
        }
        4 => {
            let replaces = seen.iter().filter(|_| choice.is_multiple_of(4)).find(|known| note(known));
            let text = Pii::new(SafeText::line(&format!("versie {choice}")));
            Deed::Note { wing, detainee: person, text, replaces: replaces.map(|known| known.row_id().into()) }
        }
        5 => {
            let all = [VisitStatus::Arrived, VisitStatus::Started, VisitStatus::Cancelled, VisitStatus::Ended];
            let (status, visit) = (all[usize::from(choice / 2) % all.len()], VISITS[which]);
            let now = known(&seen, visit.into()).and_then(|known| match &known.record {
                Record::Visit(visit) => Some(visit.status),
                _ => None,
            });
            Deed::VisitStatus {
                wing,
                detainee: person,
                visit,
                status,
                instead_of: now.filter(|_| choice.is_multiple_of(3)),
            }
        }
        6 => {
            let known = known(&seen, VISITS[which].into())?;
            let plan = Plan::of(&known.record)?;
            let to = plan.starts_at + TimeDelta::minutes(i64::from(choice % 5));
            let starts = Amendment::Starts { from: plan.starts_at, to };
            let place = Amendment::Place { from: plan.place.clone(), to: Some(SafeText::line("Zaal 2")) };
            let amendments = vec![if choice.is_multiple_of(3) { place } else { starts }];
            Deed::Amend { wing, detainee: person, item: VISITS[which].into(), base: known.revision, amendments }
        }
        7 => movement(&seen, choice)?,
        8 => {
            let is_entry = |known: &&Known| matches!(known.record, Record::HandoverEntry(_));
            let old = seen.iter().filter(|_| choice.is_multiple_of(4)).find(is_entry);
            let about = |known: &Known| match &known.record {
                Record::HandoverEntry(entry) => entry.detainee,
                _ => None,
            };
            let detainee = old.map_or_else(|| Some(person).filter(|_| !choice.is_multiple_of(3)), about);
            let text = Pii::new(SafeText::line(&format!("punt {choice}")));
            Deed::HandoverEntry { wing, detainee, text, replaces: old.map(|known| known.row_id().into()) }
        }
        12 => count(&seen, choice),
        13 | 14 => request(&seen, choice),
        18 => programme(&seen, choice),
        19 => incident(&seen, choice),
        21 => {
            let at = StreamId::visits(FACILITY);
            let step = if choice.is_multiple_of(3) { PlaceStep::Ended } else { PlaceStep::Arrived };
            Deed::PlaceMark { detainee: person, at, item: VISITS[which].into(), step, replaces: None }
        }
        kind => file(terminal, kind, choice)?,
    })
}

/// Somebody came, left, went to another cell, or one of these was not so. Somebody who came can leave again, and has notes.
fn movement(seen: &[Known], choice: u8) -> Option<Deed> {
    let wing = WINGS[0];
    let all = seen.iter().filter_map(|known| match &known.record {
        Record::Movement(movement) => Some(movement),
        _ => None,
    });
    let all: Vec<_> = all.collect();
    let any = all.get(usize::from(choice / 5) % all.len().max(1));
    let person = any.filter(|_| choice.is_multiple_of(2)).map_or(PEOPLE[0], |movement| movement.detainee);
    let cell = |number: u8| Cell::new(SafeText::line(&format!("{number:02}")));
    let deed = |detainee, kind, replaces| Deed::Movement { wing, detainee, kind, replaces };
    Some(match choice % 5 {
        0 => {
            let name = SafeText::line("Wolters, C.");
            deed(None, MovementKind::Arrival { name, cell: cell(choice % 9) }, None)
        }
        1 => deed(Some(person), MovementKind::Departure, None),
        2 => deed(Some(person), MovementKind::CellChange { to: cell(7 + choice % 3) }, None),
        3 => deed(Some(any?.detainee), MovementKind::Withdrawn, Some(any?.id)),
        _ => {
            let text = Pii::new(SafeText::line(&format!("nieuw {choice}")));
            Deed::Note { wing, detainee: any?.detainee, text, replaces: None }
        }
    })
}

/// Somebody asks something, or a request goes a step on; two terminals may do so at once.
fn request(seen: &[Known], choice: u8) -> Deed {
    let (wing, detainee) = (WINGS[0], PEOPLE[0]);
    let text = Pii::new(SafeText::line(&format!("vraag {choice}")));
    let slip = |known: &Known| match &known.record {
        Record::RequestSlip(slip) if slip.replaced_on.is_none() => Some(slip.id),
        _ => None,
    };
    let open: Vec<_> = seen.iter().filter_map(slip).collect();
    let Some(request) = open.get(usize::from(choice / 4) % open.len().max(1)).filter(|_| !choice.is_multiple_of(4))
    else {
        let asked = if choice.is_multiple_of(8) { Asked::Volunteers } else { Asked::Mentor };
        return Deed::Request { wing, detainee, asked, text };
    };
    let state = match choice % 4 {
        1 => RequestState::Answered(text),
        2 => RequestState::Told(text),
        _ => RequestState::Withdrawn,
    };
    Deed::RequestStep { wing, detainee, request: *request, state }
}

/// The round is counted, or a count of it is corrected or taken back.
fn count(seen: &[Known], choice: u8) -> Deed {
    let is_count = |known: &&Known| matches!(known.record, Record::RollCount(_));
    let old = seen.iter().filter(|_| choice.is_multiple_of(3)).find(is_count);
    let heads = Headcount { on_wing: u16::from(choice), elsewhere: 0, outside: 0 };
    Deed::RollCount {
        wing: WINGS[0],
        slot: ProgrammeSlotId(Uuid::from_u128(0xC0)),
        day: today(),
        expected: heads,
        counted: Some(heads).filter(|_| old.is_none() || choice.is_multiple_of(2)),
        second: None,
        reported_at: None,
        replaces: old.map(|known| known.row_id().into()),
    }
}

/// A line of the programme went on, or not; or an outcome is corrected or taken back.
fn programme(seen: &[Known], choice: u8) -> Deed {
    let is_outcome = |known: &&Known| matches!(known.record, Record::ProgrammeOutcome(_));
    let old = seen.iter().filter(|_| choice.is_multiple_of(3)).find(is_outcome);
    let went = match choice % 4 {
        0 if old.is_some() => Went::Withdrawn,
        0 | 1 => Went::AsPlanned,
        _ => Went::Cancelled(Cause::ALL[usize::from(choice / 4) % Cause::ALL.len()]),
    };
    let slot = ProgrammeSlotId(Uuid::from_u128(0xC0));
    Deed::Programme { wing: WINGS[0], slot, day: today(), went, replaces: old.map(|known| known.row_id().into()) }
}

/// An urgent measure, its undo, a check of it, or who must not be together.
fn incident(seen: &[Known], choice: u8) -> Deed {
    let (wing, detainee) = (WINGS[0], PEOPLE[0]);
    let one = |known: &Known| match &known.record {
        Record::Incident(incident) if incident.replaces.is_none() => Some(incident.id),
        _ => None,
    };
    let old = seen.iter().find_map(one).filter(|_| !choice.is_multiple_of(4));
    let Some(old) = old else {
        let pair = seen.iter().find(|known| matches!(known.record, Record::KeepApart(_)));
        let replaces = pair.filter(|_| choice.is_multiple_of(8)).map(|known| known.row_id().into());
        if choice.is_multiple_of(2) {
            return Deed::KeepApart { wing, detainee, other: PEOPLE[1], replaces };
        }
        let text = Pii::new(SafeText::line(&format!("onrustig {choice}")));
        return Deed::Incident { wing, detainee, kind: IncidentKind::Isolation, text, replaces: None };
    };
    if choice.is_multiple_of(3) {
        let (kind, text) = (IncidentKind::Isolation, Pii::default());
        return Deed::Incident { wing, detainee, kind, text, replaces: Some(old) };
    }
    Deed::Mark { wing, detainee, item: old.into(), day: None, kind: MarkKind::Checked, replaces: None }
}

/// A deed on the file of the first person.
fn file(terminal: &mut SimTerminal, kind: u8, choice: u8) -> Option<Deed> {
    let seen = terminal.file(PEOPLE[0])?.records;
    let revision = |id: RowId| known(&seen, id).map_or(0, |known| known.revision);
    let detainee = PEOPLE[0];
    Some(match kind {
        9 => {
            let role = if choice.is_multiple_of(2) { AdviceRole::Mentor } else { AdviceRole::CaseManager };
            let text = Pii::new(SafeText::line(&format!("advies {choice}")));
            Deed::LeaveAdvice { detainee, request: REQUEST, role, text, base: revision(role.row(REQUEST)) }
        }
        10 => {
            let states = [LeaveState::AdviceGathering, LeaveState::Heard, LeaveState::WithdrawnByDetainee];
            let state = states[usize::from(choice) % states.len()];
            Deed::LeaveStep { detainee, request: REQUEST, state, authority: None, base: revision(REQUEST.into()) }
        }
        15..18 => about(&seen, kind, choice),
        20 => {
            let role = if choice.is_multiple_of(2) { AdviceRole::Mentor } else { AdviceRole::CaseManager };
            let text = Pii::new(SafeText::line(&format!("inbreng {choice}")));
            let event = EventId(Uuid::from_u128(0xE0));
            let last = seen.iter().rev().find_map(|known| match &known.record {
                Record::MdoContribution(one) if one.role == role && choice.is_multiple_of(3) => Some(one.id),
                _ => None,
            });
            Deed::MdoContribution { detainee, event, role, text, replaces: last }
        }
        _ => {
            let step = MunicipalState::ALL[1 + usize::from(choice) % 3];
            let undo = Some(revision(step.row(HANDOVER))).filter(|revision| choice.is_multiple_of(4) && *revision > 0);
            Deed::MunicipalStep { detainee, handover: HANDOVER, step, undo }
        }
    })
}

fn known(seen: &[Known], id: RowId) -> Option<&Known> {
    seen.iter().find(|known| known.row_id() == id)
}

/// What a mentor writes about the first person: a contact or its undo, an answer, a child or what is known of it now.
fn about(seen: &[Known], kind: u8, choice: u8) -> Deed {
    let (detainee, text) = (PEOPLE[0], Pii::new(SafeText::line(&format!("gesprek {choice}"))));
    let pick = |is_one: fn(&Record) -> bool| {
        let all: Vec<_> = seen.iter().filter(|known| is_one(&known.record)).map(Known::row_id).collect();
        all.get(usize::from(choice / 3) % all.len().max(1)).copied().filter(|_| choice.is_multiple_of(3))
    };
    match kind {
        15 => {
            let replaces = pick(|record| matches!(record, Record::ContactMoment(_)));
            let kind = replaces.map_or(ContactKind::MentorTalk, |_| ContactKind::Withdrawn);
            let next_on = replaces.is_none().then(today);
            let replaces = replaces.map(RowId::into);
            Deed::ContactMoment { detainee, kind, with_child: false, text, next_on, replaces }
        }
        16 => {
            let said = if choice.is_multiple_of(2) { Said::Yes } else { Said::DoesNotSay };
            Deed::FirstAnswer { detainee, question: Question::ALL[usize::from(choice) % 6], said, text }
        }
        _ => {
            let first = pick(|record| matches!(record, Record::ChildEntry(entry) if entry.child.0 == entry.id.0));
            let letter = Pii::new(SafeText::line("M"));
            let care = CareSituation::Family;
            let facts = ChildFacts { letter, birth_year: None, care, arranged: Some(true), contact_allowed: None };
            Deed::Child { detainee, child: first.map(RowId::into), facts, struck: first.is_some() }
        }
    }
}

/// Whether the row of this deed is one of its own, which nobody takes away again. A request is none: what took its place sends it to
/// the day on which that happened.
pub(super) const fn makes_a_row(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Mark { .. }
            | Deed::Note { .. }
            | Deed::Movement { .. }
            | Deed::HandoverEntry { .. }
            | Deed::RollCount { .. }
            | Deed::Programme { .. }
            | Deed::Incident { .. }
            | Deed::KeepApart { .. }
    )
}
