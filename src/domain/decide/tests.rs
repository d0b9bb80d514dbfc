//! Decisions, one by one, and the promise that order and repetition change nothing.

mod corridor;
mod count;
mod house;
mod moved;
mod person;
mod place;
mod request;
mod sign_up;
mod visit;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::amend::Amendment;
use crate::domain::detainee::{Cell, Detainee};
use crate::domain::id::{
    ActionId, DeviceId, LeaveRequestId, MarkId, MunicipalHandoverId, NoteId, StaffId, VisitId, WingId,
};
use crate::domain::leave::{AdviceRole, Authority, LeaveKind, LeaveRequest, LeaveState};
use crate::domain::mark::MarkKind;
use crate::domain::municipal::{MunicipalHandover, MunicipalStep};
use crate::domain::note::MAX_NOTE_CHARS;
use crate::domain::place::Expected;
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::text::{Pii, SafeText};

const ITEM: RowId = RowId(Uuid::from_u128(5));
const WING: WingId = WingId(Uuid::from_u128(2));
const PERSON: DetaineeId = DetaineeId(Uuid::from_u128(1));
const VISIT: VisitId = VisitId(Uuid::from_u128(6));
const REQUEST: LeaveRequestId = LeaveRequestId(Uuid::from_u128(7));
const HANDOVER: MunicipalHandoverId = MunicipalHandoverId(Uuid::from_u128(8));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("a time")
}

fn rows() -> BTreeMap<RowId, Known> {
    let person = Detainee {
        id: DetaineeId(Uuid::from_u128(1)),
        wing: WingId(Uuid::from_u128(2)),
        cell: Cell::new(SafeText::line("A1-07")),
        surname: SafeText::line("Smit"),
        prefix: None,
        given_names: None,
        group: None,
        mentor: None,
        second_mentor: None,
        language: None,
        arrived_on: None,
        programme: None,
        contact_restricted: false,
        moved: None,
    };
    BTreeMap::from([(person.id.into(), Known::first(StreamId::wing(WING), person.into()))])
}

fn action(deed: Deed) -> Action {
    Action {
        id: ActionId(Uuid::from_u128(100)),
        device: DeviceId(Uuid::from_u128(101)),
        number: 1,
        author: StaffId(Uuid::from_u128(102)),
        recorded_at: now(),
        clock_skew_seconds: None,
        observed_at: now(),
        deed,
    }
}

fn mark(person: u128, kind: MarkKind, replaces: Option<MarkId>) -> Action {
    let wing = WingId(Uuid::from_u128(2));
    let detainee = DetaineeId(Uuid::from_u128(person));
    action(Deed::Mark { wing, detainee, item: ITEM, day: None, kind, replaces })
}

fn note(text: &str, replaces: Option<NoteId>) -> Action {
    let wing = WingId(Uuid::from_u128(2));
    let text = Pii::new(SafeText::line(text));
    action(Deed::Note { wing, detainee: DetaineeId(Uuid::from_u128(1)), text, replaces })
}

/// Decides, and lays the changes over the rows.
fn apply(rows: &mut BTreeMap<RowId, Known>, action: &Action) -> Outcome {
    let decision = decide(action, rows, now());
    for change in decision.changes {
        if let Change::Put { stream, record } = change {
            let revision = rows.get(&record.row_id()).map_or(0, |known| known.revision) + 1;
            rows.insert(record.row_id(), Known { stream, revision, record });
        }
    }
    decision.outcome
}

#[test]
fn a_mark_on_an_item_that_is_gone_stays_while_the_person_is_known() {
    assert_eq!(apply(&mut rows(), &mark(1, MarkKind::Left, None)), Outcome::Applied);
}

#[test]
fn a_mark_about_nobody_and_nothing_is_refused() {
    let outcome = apply(&mut rows(), &mark(99, MarkKind::Left, None));
    assert_eq!(outcome, Outcome::Rejected(Rejection::UnknownItem));
}

#[test]
fn a_withdrawal_names_a_mark_on_the_same_item() {
    let mut rows = rows();
    let nothing = apply(&mut rows, &mark(1, MarkKind::Withdrawn, None));
    assert_eq!(nothing, Outcome::Rejected(Rejection::NothingToWithdraw));
    let unknown = apply(&mut rows, &mark(1, MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(9)))));
    assert_eq!(unknown, Outcome::Rejected(Rejection::UnknownReplaced));
    apply(&mut rows, &mark(1, MarkKind::Left, None));
    let mut undo = mark(1, MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(100))));
    undo.id = ActionId(Uuid::from_u128(200));
    assert_eq!(apply(&mut rows, &undo), Outcome::Applied);
}

#[test]
fn a_mark_from_the_future_is_seen_now() {
    let mut rows = rows();
    let mut early = mark(1, MarkKind::Left, None);
    early.observed_at = now() + TimeDelta::hours(3);
    apply(&mut rows, &early);
    let stored = rows.get(&RowId(Uuid::from_u128(100)));
    assert!(matches!(stored.map(|known| &known.record), Some(Record::Mark(mark)) if mark.observed_at == now()));
}

#[test]
fn a_note_is_neither_empty_nor_longer_than_the_limit() {
    let mut rows = rows();
    assert_eq!(apply(&mut rows, &note("", None)), Outcome::Rejected(Rejection::Empty));
    let long = "x".repeat(MAX_NOTE_CHARS + 1);
    assert_eq!(apply(&mut rows, &note(&long, None)), Outcome::Rejected(Rejection::TooLong));
    assert_eq!(apply(&mut rows, &note("rustig weekend", None)), Outcome::Applied);
}

#[test]
fn every_row_that_a_decision_looks_at_is_named_by_reads() {
    let undo = mark(1, MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(9))));
    let wanted = [RowId(Uuid::from_u128(1)), ITEM, RowId(Uuid::from_u128(9)), Expected::row(ITEM)];
    assert_eq!(reads(&undo), wanted);
}

/// A person with a visit, a leave request and a municipal handover.
fn whole() -> BTreeMap<RowId, Known> {
    let visit = Visit {
        id: VISIT,
        detainee: PERSON,
        kind: VisitKind::Personal,
        starts_at: now(),
        ends_at: now() + TimeDelta::hours(1),
        room: Some(SafeText::line("Zaal 1")),
        adults: None,
        children: None,
        visitors: None,
        organisation: None,
        called_at: None,
        review: None,
        review_since: None,
        changed: None,
        status: VisitStatus::Planned,
    };
    let request = LeaveRequest {
        id: REQUEST,
        detainee: PERSON,
        kind: LeaveKind::ShortReintegration,
        submitted_on: now().date_naive(),
        goal: None,
        leaves_at: None,
        returns_at: None,
        state: LeaveState::AdviceGathering,
        waits_on: None,
        waits_since: None,
    };
    let handover = MunicipalHandover {
        id: HANDOVER,
        detainee: PERSON,
        municipality: SafeText::line("GM0193"),
        coordinator: None,
        state: MunicipalState::NotStarted,
        last_message_on: None,
        acknowledged_on: None,
        release_date_told: None,
    };
    let mut rows = rows();
    for record in [Record::from(visit), request.into(), handover.into()] {
        rows.insert(record.row_id(), Known::first(StreamId::wing(WING), record));
    }
    rows
}

/// An action of its own, by somebody of their own.
fn by(who: u128, deed: Deed) -> Action {
    Action { id: ActionId(Uuid::from_u128(1_000 + who)), author: StaffId(Uuid::from_u128(who)), ..action(deed) }
}

fn visit_is(status: VisitStatus, instead_of: Option<VisitStatus>) -> Deed {
    Deed::VisitStatus { wing: WING, detainee: PERSON, visit: VISIT, status, instead_of }
}

fn status(rows: &BTreeMap<RowId, Known>) -> VisitStatus {
    match rows.get(&VISIT.into()).map(|known| &known.record) {
        Some(Record::Visit(visit)) => visit.status,
        other => unreachable!("{other:?}"),
    }
}

fn moved(base: u64, from: i64, to: i64) -> Deed {
    let at = |minutes| now() + TimeDelta::minutes(minutes);
    let amendments = vec![Amendment::Starts { from: at(from), to: at(to) }];
    Deed::Amend { wing: WING, detainee: PERSON, item: VISIT.into(), base, amendments }
}

fn placed(base: u64, from: &str, to: &str) -> Deed {
    let place = |name: &str| Some(SafeText::line(name));
    let amendments = vec![Amendment::Place { from: place(from), to: place(to) }];
    Deed::Amend { wing: WING, detainee: PERSON, item: VISIT.into(), base, amendments }
}

fn advice(text: &str, base: u64) -> Deed {
    let text = Pii::new(SafeText::line(text));
    Deed::LeaveAdvice { detainee: PERSON, request: REQUEST, role: AdviceRole::Mentor, text, base }
}

fn leave(state: LeaveState, authority: Option<Authority>, base: u64) -> Deed {
    Deed::LeaveStep { detainee: PERSON, request: REQUEST, state, authority, base }
}

fn municipal(step: MunicipalState, undo: Option<u64>) -> Deed {
    Deed::MunicipalStep { detainee: PERSON, handover: HANDOVER, step, undo }
}

fn handover_state(rows: &BTreeMap<RowId, Known>) -> MunicipalState {
    match rows.get(&HANDOVER.into()).map(|known| &known.record) {
        Some(Record::MunicipalHandover(handover)) => handover.state,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn a_visit_that_was_called_off_and_one_that_took_place_are_a_choice() {
    let mut rows = whole();
    assert_eq!(apply(&mut rows, &by(1, visit_is(VisitStatus::Arrived, None))), Outcome::Applied);
    let conflict = Outcome::Conflict { current: VISIT.into() };
    assert_eq!(apply(&mut rows, &by(2, visit_is(VisitStatus::Cancelled, None))), conflict);
    assert_eq!(status(&rows), VisitStatus::Arrived);
    let chosen = by(3, visit_is(VisitStatus::Cancelled, Some(VisitStatus::Arrived)));
    assert_eq!(apply(&mut rows, &chosen), Outcome::Applied);
    // Who chose against what is not there any more did not see this one.
    let late = by(4, visit_is(VisitStatus::Ended, Some(VisitStatus::Arrived)));
    assert_eq!((apply(&mut rows, &late), status(&rows)), (conflict, VisitStatus::Cancelled));
}

#[test]
fn not_to_admit_a_visitor_is_not_an_officers_decision() {
    let outcome = apply(&mut whole(), &by(1, visit_is(VisitStatus::Refused, None)));
    assert_eq!(outcome, Outcome::Rejected(Rejection::StepNotAllowed));
}

#[test]
fn a_visit_of_another_wing_or_person_cannot_be_changed_by_naming_ones_own() {
    let other = Deed::VisitStatus {
        wing: WingId(Uuid::from_u128(99)),
        detainee: PERSON,
        visit: VISIT,
        status: VisitStatus::Arrived,
        instead_of: None,
    };
    assert_eq!(apply(&mut whole(), &by(1, other)), Outcome::Rejected(Rejection::UnknownItem));
}

#[test]
fn two_who_change_different_fields_both_get_their_way() {
    let mut rows = whole();
    assert_eq!(apply(&mut rows, &by(1, moved(1, 0, 10))), Outcome::Applied);
    assert_eq!(apply(&mut rows, &by(2, placed(1, "Zaal 1", "Zaal 2"))), Outcome::Merged);
    assert_eq!(apply(&mut rows, &by(3, moved(1, 0, 20))), Outcome::Conflict { current: VISIT.into() });
    assert_eq!(apply(&mut rows, &by(4, moved(1, 0, 10))), Outcome::Merged, "they wanted the same");
    assert_eq!(rows.get(&VISIT.into()).map(|known| known.revision), Some(3));
}

#[test]
fn a_change_that_ends_before_it_begins_is_refused() {
    let outcome = apply(&mut whole(), &by(1, moved(1, 0, 90)));
    assert_eq!(outcome, Outcome::Rejected(Rejection::ImpossibleTimes));
}

#[test]
fn of_two_advisers_who_saw_the_same_text_one_is_asked_to_look_again() {
    let mut rows = whole();
    assert_eq!(apply(&mut rows, &by(1, advice("gaat goed", 0))), Outcome::Applied);
    let current = AdviceRole::Mentor.row(REQUEST);
    assert_eq!(apply(&mut rows, &by(2, advice("gaat niet goed", 0))), Outcome::Conflict { current });
    assert_eq!(apply(&mut rows, &by(2, advice("gaat niet goed", 1))), Outcome::Applied);
}

#[test]
fn a_leave_request_goes_where_the_dictionary_lets_it_and_says_who_decided() {
    let mut rows = whole();
    let refused = |code| Outcome::Rejected(code);
    let mut step = |who, state, authority, base| apply(&mut rows, &by(who, leave(state, authority, base)));
    assert_eq!(step(1, LeaveState::Out, None, 1), refused(Rejection::StepNotAllowed));
    assert_eq!(step(1, LeaveState::Granted, None, 1), refused(Rejection::NoAuthority));
    assert_eq!(step(1, LeaveState::Heard, None, 1), Outcome::Applied);
    assert_eq!(step(2, LeaveState::Heard, None, 1), Outcome::Conflict { current: REQUEST.into() });
    assert_eq!(step(3, LeaveState::Granted, Some(Authority::Governor), 2), Outcome::Applied);
    let (steps, summaries) = rows.values().fold((0, 0), |(steps, summaries), known| match &known.record {
        Record::LeaveStep(_) => (steps + 1, summaries),
        Record::LeaveSummary(summary) if summary.state == LeaveState::Granted => (steps, summaries + 1),
        _ => (steps, summaries),
    });
    assert_eq!((steps, summaries), (2, 1), "a row for each step, one summary for the wing");
}

#[test]
fn a_step_that_two_people_did_is_one_step_with_two_witnesses() {
    let mut rows = whole();
    let (intake, plan) = (MunicipalState::IntakeShared, MunicipalState::PlanShared);
    assert_eq!(apply(&mut rows, &by(1, municipal(intake, None))), Outcome::Applied);
    assert_eq!(apply(&mut rows, &by(2, municipal(intake, None))), Outcome::Merged);
    assert_eq!(apply(&mut rows, &by(3, municipal(plan, None))), Outcome::Applied);
    assert_eq!(handover_state(&rows), plan);
    let step = intake.row(HANDOVER);
    assert_eq!(apply(&mut rows, &by(4, municipal(intake, Some(1)))), Outcome::Conflict { current: step });
    assert_eq!(apply(&mut rows, &by(4, municipal(intake, Some(2)))), Outcome::Applied);
    assert_eq!(handover_state(&rows), plan, "a later step was done all the same");
    // The plan was made after an intake that did not happen: without both, the handover has not begun.
    assert_eq!(apply(&mut rows, &by(5, municipal(plan, Some(1)))), Outcome::Applied);
    assert_eq!(handover_state(&rows), MunicipalState::NotStarted);
}

/// Everything that is a set or a maximum.
fn commutative() -> impl Strategy<Value = Deed> {
    let progress = [VisitStatus::Planned, VisitStatus::CalledUp, VisitStatus::Arrived, VisitStatus::Ended];
    let kinds = [MarkKind::Left, MarkKind::Arrived, MarkKind::Back];
    prop_oneof![
        proptest::sample::select(progress.to_vec()).prop_map(|status| visit_is(status, None)),
        proptest::sample::select(MunicipalState::ALL.to_vec()).prop_map(|step| municipal(step, None)),
        proptest::sample::select(kinds.to_vec()).prop_map(|kind| Deed::Mark {
            wing: WING,
            detainee: PERSON,
            item: VISIT.into(),
            day: None,
            kind,
            replaces: None,
        }),
        "[a-z]{1,8}".prop_map(|text| Deed::Note {
            wing: WING,
            detainee: PERSON,
            text: Pii::new(SafeText::line(&text)),
            replaces: None,
        }),
        corridor::any(),
        count::any(),
        house::any(),
        request::any(),
        person::any(),
    ]
}

/// What the rows say, without how often they were written and without the road by which a step was reached.
fn said(rows: &BTreeMap<RowId, Known>) -> Vec<Record> {
    let plain = |known: &Known| match &known.record {
        Record::MunicipalStep(step) => MunicipalStep { before: MunicipalState::NotStarted, ..step.clone() }.into(),
        other => other.clone(),
    };
    rows.values().map(plain).collect()
}

proptest! {
    #[test]
    fn marks_notes_movements_steps_and_progress_end_equal_in_any_order_and_however_often(
        deeds in proptest::collection::vec(commutative(), 1..12),
        order in any::<u64>(),
        twice in proptest::collection::vec(any::<proptest::sample::Index>(), 0..6),
    ) {
        let actions: Vec<Action> = deeds.into_iter().zip(1..).map(|(deed, who)| by(who, deed)).collect();
        let mut other = actions.clone();
        other.sort_by_key(|action| action.id.0.as_u128().wrapping_mul(u128::from(order | 1)) % 10_007);
        let again: Vec<Action> = twice.iter().map(|index| index.get(&actions).clone()).collect();
        let (mut one, mut two) = (whole(), whole());
        for action in &actions {
            apply(&mut one, action);
        }
        for action in other.iter().chain(&again) {
            apply(&mut two, action);
        }
        prop_assert_eq!(said(&one), said(&two));
    }

    #[test]
    fn whatever_two_advisers_saw_one_is_applied_and_the_other_asked(base in 0_u64..3, first in any::<bool>()) {
        let mut rows = whole();
        for at in 0..base {
            apply(&mut rows, &by(10 + u128::from(at), advice(&format!("versie {at}"), at)));
        }
        let (a, b) = (by(1, advice("van de een", base)), by(2, advice("van de ander", base)));
        let (a, b) = if first { (a, b) } else { (b, a) };
        let outcomes = [apply(&mut rows, &a), apply(&mut rows, &b)];
        prop_assert_eq!(outcomes, [Outcome::Applied, Outcome::Conflict { current: AdviceRole::Mentor.row(REQUEST) }]);
    }

    #[test]
    fn every_row_that_a_decision_changes_is_one_that_it_read_or_made(deed in commutative()) {
        let action = by(1, deed);
        let known: Vec<RowId> = reads(&action);
        let rows: BTreeMap<RowId, Known> = whole().into_iter().filter(|(id, _)| known.contains(id)).collect();
        prop_assert_eq!(decide(&action, &rows, now()), decide(&action, &whole(), now()));
    }
}
