//! Rights: the one place that grants streams. Deny by default (security page § 3.9).

use std::collections::BTreeSet;

use super::action::Deed;
use super::id::{DetaineeId, DeviceId, WingId};
use super::leave::{AdviceRole, LeaveState};
use super::staff::{Role, StaffMember};
use super::stream::{StreamId, StreamKind};

/// How many days after it was done an action can still come in: a terminal keeps it that long.
pub const ACTION_DAYS: u32 = 30;

/// Whom a request comes from: a person, on an enrolled device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who is signed in.
    pub person: StaffMember,
    /// On which terminal; none for a program without a journal.
    pub device: Option<DeviceId>,
}

/// What the hub knows about a subject's work, besides their roles.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Duties {
    /// Wings that they work on: their own, and those of the roster.
    pub wings: BTreeSet<WingId>,
    /// Detainees whose mentor they are.
    pub mentees: BTreeSet<DetaineeId>,
    /// Detainees of their caseload.
    pub caseload: BTreeSet<DetaineeId>,
    /// Who is expected today at the workplaces that they supervise.
    pub workplaces: BTreeSet<StreamId>,
    /// And who was on the days before, of which an action can still come in.
    pub workplaces_before: BTreeSet<StreamId>,
}

/// Every stream that this subject may read, in order. A role sees a stream whole or not at all.
pub fn grants(subject: &Subject, duties: &Duties) -> BTreeSet<StreamId> {
    let facility = subject.person.facility;
    let mut streams = BTreeSet::new();
    for role in &subject.person.roles {
        streams.insert(StreamId::facility(facility));
        match role {
            Role::Officer | Role::WingHead => streams.extend(duties.wings.iter().copied().map(StreamId::wing)),
            Role::Mentor => {
                streams.extend(duties.wings.iter().copied().map(StreamId::wing));
                streams.extend(duties.mentees.iter().copied().map(StreamId::person));
            }
            Role::CaseManager => streams.extend(duties.caseload.iter().copied().map(StreamId::person)),
            Role::VolunteerCoordinator => {
                streams.insert(StreamId::volunteers(facility));
            }
            Role::VisitsDesk => {
                streams.insert(StreamId::visits(facility));
            }
            Role::WorkshopSupervisor => streams.extend(duties.workplaces.iter().copied()),
        }
    }
    streams
}

/// Whether this subject may do this. What it is about is checked when it is decided.
pub fn may(subject: &Subject, duties: &Duties, deed: &Deed) -> bool {
    let has = |role: Role| subject.person.roles.contains(&role);
    let mentors = |person: &DetaineeId| has(Role::Mentor) && duties.mentees.contains(person);
    let manages = |person: &DetaineeId| has(Role::CaseManager) && duties.caseload.contains(person);
    let on_wings = [Role::Officer, Role::Mentor, Role::WingHead].into_iter().any(has);
    match deed {
        Deed::Mark { wing, .. }
        | Deed::Note { wing, .. }
        | Deed::Movement { wing, .. }
        | Deed::RollCount { wing, .. }
        | Deed::Programme { wing, .. }
        | Deed::Incident { wing, .. }
        | Deed::KeepApart { wing, .. }
        | Deed::Request { wing, .. }
        | Deed::RequestStep { wing, .. }
        | Deed::HandoverEntry { wing, .. }
        | Deed::VisitStatus { wing, .. }
        | Deed::Amend { wing, .. } => duties.wings.contains(wing) && on_wings,
        Deed::PlaceMark { at, .. } => match at.kind {
            StreamKind::Visits => has(Role::VisitsDesk) && *at == StreamId::visits(subject.person.facility),
            StreamKind::Work => {
                let supervises = duties.workplaces.contains(at) || duties.workplaces_before.contains(at);
                has(Role::WorkshopSupervisor) && supervises
            }
            _ => false,
        },
        // The coordinator signs up people of every wing.
        Deed::SignUp { wing, .. } => duties.wings.contains(wing) && on_wings || has(Role::VolunteerCoordinator),
        Deed::LeaveAdvice { detainee, role: AdviceRole::Mentor, .. }
        | Deed::MdoContribution { detainee, role: AdviceRole::Mentor, .. } => mentors(detainee),
        // A mentor hands a request in; everything after that is the case manager's.
        Deed::LeaveStep { detainee, state: LeaveState::Submitted, .. }
        | Deed::MunicipalStep { detainee, .. }
        | Deed::ContactMoment { detainee, .. }
        | Deed::FirstAnswer { detainee, .. }
        | Deed::Placement { detainee, .. }
        | Deed::Child { detainee, .. } => mentors(detainee) || manages(detainee),
        Deed::LeaveAdvice { detainee, role: AdviceRole::CaseManager, .. }
        | Deed::MdoContribution { detainee, role: AdviceRole::CaseManager, .. }
        | Deed::LeaveStep { detainee, .. } => manages(detainee),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{FacilityId, RowId, StaffId};
    use crate::domain::place::PlaceStep;
    use crate::text::SafeText;

    const FACILITY: FacilityId = FacilityId(Uuid::from_u128(1));

    fn somebody(role: Role) -> Subject {
        let (name, initials) = (SafeText::line("W. Hout"), SafeText::line("WH"));
        let (roles, workplaces) = (BTreeSet::from([role]), None);
        let id = StaffId(Uuid::from_u128(2));
        let person = StaffMember { id, facility: FACILITY, name, initials, roles, wing: None, workplaces };
        Subject { person, device: None }
    }

    fn workshop(name: &str, day: u32) -> StreamId {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        StreamId::work(FACILITY, &SafeText::line(name), day)
    }

    #[test]
    fn a_place_reads_its_own_of_today_and_writes_there_also_what_comes_late() {
        let duties = Duties {
            workplaces: BTreeSet::from([workshop("Hout", 23)]),
            workplaces_before: BTreeSet::from([workshop("Hout", 22)]),
            ..Duties::default()
        };
        let at = |at| {
            let (detainee, item) = (DetaineeId(Uuid::from_u128(3)), RowId(Uuid::from_u128(4)));
            Deed::PlaceMark { detainee, at, item, step: PlaceStep::Arrived, replaces: None }
        };
        let (shop, desk) = (somebody(Role::WorkshopSupervisor), somebody(Role::VisitsDesk));
        let here = StreamId::facility(FACILITY);
        assert_eq!(grants(&shop, &duties), BTreeSet::from([here, workshop("Hout", 23)]));
        assert_eq!(grants(&desk, &duties), BTreeSet::from([here, StreamId::visits(FACILITY)]));
        let can = |who, places: [StreamId; 5]| places.map(|place| may(who, &duties, &at(place)));
        let other = StreamId::visits(FacilityId(Uuid::from_u128(9)));
        let places =
            [workshop("Hout", 23), workshop("Hout", 22), workshop("Metaal", 23), StreamId::visits(FACILITY), other];
        assert_eq!(can(&shop, places), [true, true, false, false, false]);
        assert_eq!(can(&desk, places), [false, false, false, true, false]);
        assert_eq!(can(&somebody(Role::Officer), places), [false; 5], "an officer writes on the wing");
    }
}
