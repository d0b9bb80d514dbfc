//! A small prison: two wings, three people, what they have today, and two officers.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::detainee::{Cell, Detainee};
use crate::domain::facility::{Facility, Wing};
use crate::domain::id::{
    DetaineeId, FacilityId, LeaveRequestId, MunicipalHandoverId, RowId, StaffId, VisitId, WingId, WorkShiftId,
};
use crate::domain::leave::{LeaveKind, LeaveRequest, LeaveState};
use crate::domain::municipal::{MunicipalHandover, MunicipalState};
use crate::domain::place::Expected;
use crate::domain::record::Record;
use crate::domain::staff::{Role, StaffMember};
use crate::domain::stream::StreamId;
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::domain::work::{WorkKind, WorkShift};
use crate::text::SafeText;

pub(super) const FACILITY: FacilityId = FacilityId(Uuid::from_u128(0xF0));
pub(super) const WINGS: [WingId; 2] = [WingId(Uuid::from_u128(0xA1)), WingId(Uuid::from_u128(0xB1))];
pub(super) const PEOPLE: [DetaineeId; 3] =
    [DetaineeId(Uuid::from_u128(0xD1)), DetaineeId(Uuid::from_u128(0xD2)), DetaineeId(Uuid::from_u128(0xD3))];
pub(super) const OFFICERS: [StaffId; 2] = [StaffId(Uuid::from_u128(0x51)), StaffId(Uuid::from_u128(0x52))];
pub(super) const VISITS: [VisitId; 2] = [VisitId(Uuid::from_u128(0x71)), VisitId(Uuid::from_u128(0x72))];
pub(super) const SHIFT: WorkShiftId = WorkShiftId(Uuid::from_u128(0x73));
pub(super) const REQUEST: LeaveRequestId = LeaveRequestId(Uuid::from_u128(0x81));
pub(super) const HANDOVER: MunicipalHandoverId = MunicipalHandoverId(Uuid::from_u128(0x82));

/// A row of the office: where, which, and what it says; nothing when it is gone.
pub(super) type Entry = (StreamId, RowId, Option<Record>);

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// The morning of the day that is on screen.
pub(super) fn morning() -> DateTime<Utc> {
    today().and_time(NaiveTime::from_hms_opt(7, 0, 0).expect("a time")).and_utc()
}

/// The token that signs an officer in.
pub(super) fn token(staff: StaffId) -> String {
    format!("the token of {staff}")
}

fn entry(stream: StreamId, record: Record) -> Entry {
    (stream, record.row_id(), Some(record))
}

/// An officer who works on a wing. The second one is also a mentor, and sits at the visits desk.
pub(super) fn officer(which: usize, wing: WingId) -> Entry {
    let mut roles = vec![Role::Officer];
    if which == 1 {
        roles.extend([Role::Mentor, Role::CaseManager, Role::VisitsDesk]);
    }
    let member = StaffMember {
        id: OFFICERS[which],
        facility: FACILITY,
        name: SafeText::line("M. de Vries"),
        initials: SafeText::line("MdV"),
        roles: roles.into_iter().collect(),
        wing: Some(wing),
        workplaces: None,
    };
    entry(StreamId::facility(FACILITY), member.into())
}

/// A visit of today, or so many days later; gone when there are none.
pub(super) fn visit(which: usize, days: Option<i64>) -> Entry {
    let wing = StreamId::wing(WINGS[0]);
    let Some(days) = days else { return (wing, VISITS[which].into(), None) };
    let starts_at = morning() + TimeDelta::days(days) + TimeDelta::hours(3);
    let visit = Visit {
        id: VISITS[which],
        detainee: PEOPLE[which],
        kind: VisitKind::Personal,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
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
    entry(wing, visit.into())
}

/// Everything on the first day.
pub(super) fn all() -> Vec<Entry> {
    let facility = StreamId::facility(FACILITY);
    let prison = Facility { id: FACILITY, name: SafeText::line("PI Proef"), municipality: None, exported_at: None };
    let mut all = vec![entry(facility, prison.into())];
    for (id, code) in WINGS.into_iter().zip(["A1", "B1"]) {
        let name = SafeText::line("Afdeling");
        let wing = Wing { id, facility: FACILITY, code: SafeText::line(code), name, floor: None, cells: None };
        all.push(entry(facility, wing.into()));
    }
    all.extend([0, 1].map(|which| officer(which, WINGS[0])));
    for (which, id) in PEOPLE.into_iter().enumerate() {
        let wing = WINGS[usize::from(which == 2)];
        let person = Detainee {
            id,
            wing,
            cell: Cell::new(SafeText::line("07")),
            surname: SafeText::line("Smit"),
            prefix: None,
            given_names: None,
            group: None,
            mentor: (which == 0).then_some(OFFICERS[1]),
            second_mentor: None,
            language: None,
            arrived_on: None,
            programme: None,
            contact_restricted: false,
            moved: None,
        };
        if let Some((_, _, Some(visit))) = (which < VISITS.len()).then(|| visit(which, Some(0))) {
            let expected = Expected::of(&person, &visit).map(|expected| (expected.stream(FACILITY), expected));
            all.extend(expected.map(|(stream, expected)| entry(stream, expected.into())));
            all.push(entry(StreamId::wing(wing), visit));
        }
        all.push(entry(StreamId::wing(wing), person.into()));
    }
    let shift = WorkShift {
        id: SHIFT,
        detainee: PEOPLE[0],
        workplace: SafeText::line("Hout"),
        starts_at: morning(),
        ends_at: morning() + TimeDelta::hours(4),
        kind: WorkKind::Work,
        changed: None,
    };
    all.push(entry(StreamId::wing(WINGS[0]), shift.into()));
    all.extend(file());
    all
}

/// The file of the first person, and what the wing sees of it.
fn file() -> Vec<Entry> {
    let (stream, wing) = (StreamId::person(PEOPLE[0]), StreamId::wing(WINGS[0]));
    let request = LeaveRequest {
        id: REQUEST,
        detainee: PEOPLE[0],
        kind: LeaveKind::ShortReintegration,
        submitted_on: today(),
        goal: None,
        leaves_at: None,
        returns_at: None,
        state: LeaveState::Submitted,
        waits_on: None,
        waits_since: None,
    };
    let handover = MunicipalHandover {
        id: HANDOVER,
        detainee: PEOPLE[0],
        municipality: SafeText::line("Utrecht"),
        coordinator: None,
        state: MunicipalState::NotStarted,
        last_message_on: None,
        acknowledged_on: None,
        release_date_told: None,
    };
    let summaries = [request.summary().into(), handover.summary().into()].map(|record| entry(wing, record));
    summaries.into_iter().chain([entry(stream, request.into()), entry(stream, handover.into())]).collect()
}
