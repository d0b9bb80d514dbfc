//! Handovers of small wings, made by hand.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use super::*;
use crate::domain::day::tests::{WING, at, date, day_at, day_of, mark, person, shift, text, visit};
use crate::domain::day::{Day, ItemKind, Margins};
use crate::domain::detainee::Detainee;
use crate::domain::event::{Event, EventKind};
use crate::domain::facility::{ProgrammeSlot, Shift};
use crate::domain::handover::{Rank, What, compile};
use crate::domain::id::{
    EventId, FacilityId, IncidentId, LeaveRequestId, ProgrammeOutcomeId, ProgrammeSlotId, RequestSlipId, RowId, ShiftId,
};
use crate::domain::incident::{Incident, IncidentKind, OFFICERS_MEASURE};
use crate::domain::leave::{LeaveKind, LeaveState, LeaveSummary};
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::programme::{Cause, ProgrammeOutcome, Went};
use crate::domain::record::Record;
use crate::domain::request::{Asked, RequestSlip, RequestState};

/// Early, late and night, as in most houses.
fn shifts() -> Vec<Record> {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let one = |(id, name, starts, ends): (u128, &str, NaiveTime, NaiveTime)| {
        let (id, facility) = (ShiftId(Uuid::from_u128(id)), FacilityId(Uuid::from_u128(91)));
        Shift { id, facility, name: text(name), starts, ends }.into()
    };
    let all = [
        (71, "vroeg", time(7, 0), time(15, 0)),
        (72, "laat", time(14, 30), time(22, 30)),
        (73, "nacht", time(22, 0), time(7, 30)),
    ];
    all.map(one).into()
}

fn handover(more: &[Record], now: DateTime<Utc>) -> Draft {
    compile(&day_at(&[shifts(), more.to_vec()].concat(), now), &[])
}

/// What is told, with its rank.
fn told(draft: &Draft) -> Vec<(Rank, &What)> {
    draft.points.iter().map(|point| (point.rank, &point.what)).collect()
}

fn leave(of: &Detainee, state: LeaveState, returns_at: DateTime<Utc>) -> Record {
    LeaveSummary {
        id: LeaveRequestId(Uuid::from_u128(80)),
        detainee: of.id,
        kind: LeaveKind::LongReintegration,
        state,
        waits_on: None,
        waits_since: None,
        leaves_at: Some(returns_at - TimeDelta::days(2)),
        returns_at: Some(returns_at),
    }
    .into()
}

#[test]
fn who_is_out_and_due_back_is_known_first_and_late_is_said_as_late() {
    let man = person(1, "A1-38");
    let out = |now| {
        let draft = handover(&[man.clone().into(), leave(&man, LeaveState::Out, at(16, 0))], now);
        let point = draft.points.first().cloned().expect("a point");
        (point.rank, point.what, point.due)
    };
    let due = Some(at(16, 0));
    assert_eq!(out(at(14, 45)), (Rank::First, What::LeaveOut(LeaveKind::LongReintegration), due));
    assert_eq!(out(at(16, 5)), (Rank::First, What::LeaveLate(LeaveKind::LongReintegration), due));
}

#[test]
fn the_shift_that_goes_tells_what_was_and_what_comes_until_the_end_of_the_next_one() {
    let man = person(1, "A1-02");
    let event = |id: u128, kind, from: DateTime<Utc>| Event {
        id: EventId(Uuid::from_u128(id)),
        detainee: man.id,
        kind,
        starts_at: from,
        ends_at: from + TimeDelta::hours(1),
        place: None,
        changed: None,
    };
    let records = [
        man.clone().into(),
        event(1, EventKind::Education, at(19, 0)).into(),
        event(2, EventKind::Education, at(23, 0)).into(),
    ];
    let draft = handover(&records, at(14, 45));
    assert_eq!((draft.since, draft.until), (at(7, 0), at(22, 30)));
    assert_eq!(told(&draft), [(Rank::ToDo, &What::Planned(ItemKind::Event(EventKind::Education), None))]);
    assert_eq!(draft.points[0].due, Some(at(19, 0)), "and not what the night has");
}

#[test]
fn absence_with_its_reason_is_told_once_and_what_was_not_recorded_is_never_told_as_done() {
    let (ill, forgotten) = (person(1, "A1-16"), person(2, "A1-33"));
    let work = |id, of: &Detainee| shift(id, of, at(8, 0), at(11, 30));
    let (first, second) = (work(50, &ill), work(51, &forgotten));
    let absent = mark(1, first.id.into(), &ill, MarkKind::Absent(AbsenceReason::Sick), at(7, 45));
    let records = [
        ill.clone().into(),
        forgotten.clone().into(),
        Record::from(first.clone()),
        second.clone().into(),
        absent.into(),
    ];
    let draft = handover(&records, at(14, 45));
    let kind = ItemKind::Work(crate::domain::work::WorkKind::Work);
    let wanted = [
        (Rank::ToKnow, What::Absent(kind, AbsenceReason::Sick)),
        (Rank::NotRecorded, What::NotRecorded(kind, Some(text("Houtwerkplaats")))),
    ];
    assert_eq!(told(&draft), wanted.each_ref().map(|(rank, what)| (*rank, what)));
    assert_eq!((&*draft.points[1].people, draft.points[1].source), (&[forgotten.id][..], RowId::from(first.id)));
}

#[test]
fn a_measure_that_runs_is_known_first_with_its_end_and_an_incident_of_the_shift_is_told() {
    let man = person(1, "A1-27");
    let incident = |id: u128, kind, started_at| -> Record {
        Incident {
            id: IncidentId(Uuid::from_u128(id)),
            detainee: man.id,
            kind,
            text: crate::text::Pii::new(text("onrustig")),
            started_at,
            author: crate::domain::id::StaffId(Uuid::from_u128(7)),
            replaces: None,
            filed_on: None,
        }
        .into()
    };
    let isolated = incident(80, IncidentKind::Isolation, at(9, 40));
    let before = incident(81, IncidentKind::Incident, at(6, 30));
    let during = incident(82, IncidentKind::Incident, at(10, 0));
    let draft = handover(&[man.clone().into(), isolated, before, during], at(14, 45));
    assert_eq!(draft.points.len(), 2, "what happened before the shift was told at its beginning");
    assert_eq!(draft.points[0].what, What::UrgentMeasure(IncidentKind::Isolation));
    assert_eq!(draft.points[0].due, Some(at(9, 40) + OFFICERS_MEASURE));
    assert!(matches!(draft.points[1].what, What::Incident(IncidentKind::Incident, _)));
}

#[test]
fn open_requests_and_what_an_officer_wrote_go_along_and_what_is_closed_does_not() {
    let man = person(1, "A1-43");
    let slip = |id: u128, state| -> Record {
        let id = RequestSlipId(Uuid::from_u128(id));
        RequestSlip {
            id,
            first: id,
            detainee: man.id,
            asked: Asked::Mentor,
            text: crate::text::Pii::new(text("wil de mentor spreken")),
            asked_at: at(8, 0) - TimeDelta::days(3),
            state,
            author: crate::domain::id::StaffId(Uuid::from_u128(7)),
            written_at: at(8, 0),
            replaces: None,
            replaced_on: None,
        }
        .into()
    };
    let entry = |id: u128, written_at| -> Record {
        HandoverEntry {
            id: crate::domain::id::HandoverEntryId(Uuid::from_u128(id)),
            detainee: Some(man.id),
            text: crate::text::Pii::new(text("bericht van thuis")),
            author: crate::domain::id::StaffId(Uuid::from_u128(7)),
            written_at,
            replaces: None,
        }
        .into()
    };
    let told_already = RequestState::Told(crate::text::Pii::new(text("komt")));
    let records = [
        man.clone().into(),
        slip(60, RequestState::New),
        slip(61, told_already),
        entry(70, at(10, 0)),
        entry(71, at(6, 0)),
    ];
    let draft = handover(&records, at(14, 45));
    let [request, written] = draft.points.as_slice() else { unreachable!("{:?}", told(&draft)) };
    assert_eq!((request.rank, &request.what), (Rank::ToDo, &What::Request(Asked::Mentor, RequestState::New)));
    assert!(written.rank == Rank::ToKnow && matches!(written.what, What::Entry(_)));
}

#[test]
fn court_is_not_back_until_somebody_wrote_so_and_is_told_once() {
    let man = person(1, "A1-14");
    let court = Event {
        id: EventId(Uuid::from_u128(1)),
        detainee: man.id,
        kind: EventKind::Court,
        starts_at: at(9, 0),
        ends_at: at(14, 0),
        place: None,
        changed: None,
    };
    let left = mark(1, court.id.into(), &man, MarkKind::Left, at(8, 55));
    let records = [man.clone().into(), court.clone().into(), left.into()];
    let draft = handover(&records, at(14, 45));
    assert_eq!(told(&draft), [(Rank::First, &What::NotBack(ItemKind::Event(EventKind::Court)))]);
    let back = mark(2, court.id.into(), &man, MarkKind::Back, at(14, 41));
    assert!(handover(&[&records[..], &[back.into()]].concat(), at(14, 45)).points.is_empty());
}

#[test]
fn the_programme_tells_what_went_otherwise_and_what_nobody_recorded() {
    let slot = |id: u128, kind: &str| -> Record {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let (id, weekday) = (ProgrammeSlotId(Uuid::from_u128(id)), chrono::Weekday::Mon);
        ProgrammeSlot { id, wing: WING, group: None, kind: text(kind), weekday, starts: time(10), ends: time(11) }
            .into()
    };
    let cancelled = ProgrammeOutcome {
        id: ProgrammeOutcomeId(Uuid::from_u128(90)),
        slot: ProgrammeSlotId(Uuid::from_u128(30)),
        day: date(),
        went: Went::Cancelled(Cause::StaffShortage),
        author: crate::domain::id::StaffId(Uuid::from_u128(7)),
        at: at(10, 0),
        replaces: None,
    };
    let records = [person(1, "A1-02").into(), slot(30, "sport"), slot(31, "library"), cancelled.into()];
    let draft = handover(&records, at(14, 45));
    let ranks: Vec<_> = draft.points.iter().map(|point| point.rank).collect();
    assert_eq!(ranks, [Rank::ToKnow, Rank::NotRecorded]);
    assert!(matches!(draft.points[0].what, What::Programme(_, Went::Cancelled(Cause::StaffShortage))));
    assert!(draft.points[0].people.is_empty(), "it is about the wing");
}

#[test]
fn the_night_tells_of_both_its_days_and_a_house_without_shifts_of_the_day_so_far() {
    let man = person(1, "A1-02");
    let evening = shift(50, &man, at(22, 15), at(23, 0));
    let ill = mark(1, evening.id.into(), &man, MarkKind::Absent(AbsenceReason::Sick), at(22, 20));
    let records = [shifts(), vec![man.clone().into(), evening.into(), ill.into()]].concat();
    let morning = at(7, 10) + TimeDelta::days(1);
    let on = |day| day_of(&records, (day, morning), Margins::default());
    let (today, yesterday): (Day, Day) = (on(date() + TimeDelta::days(1)), on(date()));
    let draft = compile(&today, &[&yesterday]);
    assert_eq!((draft.since, draft.until), (at(22, 0), at(15, 0) + TimeDelta::days(1)));
    assert_eq!(draft.points.len(), 1);
    let without = compile(&day_at(&[man.into()], at(14, 45)), &[]);
    assert_eq!((without.change, without.since), (crate::domain::shift::Change::default(), at(0, 0)));
}

#[test]
fn a_visit_that_has_to_be_looked_at_again_is_to_do_before_it_begins() {
    let man = person(1, "A1-02");
    let review = Some([crate::domain::visit::ReviewReason::ContactBan].into());
    let visit = crate::domain::visit::Visit { review, starts_at: at(18, 0), ends_at: at(19, 0), ..visit(&man) };
    let draft = handover(&[man.into(), visit.into()], at(14, 45));
    let kinds: Vec<_> = draft.points.iter().map(|point| (point.rank, matches!(point.what, What::Review(_)))).collect();
    assert_eq!(kinds, [(Rank::ToDo, true), (Rank::ToDo, false)], "the visit itself comes too");
}
