//! Whether the reader works at a place.

use std::collections::BTreeSet;

use super::*;
use crate::domain::id::FacilityId;
use crate::domain::staff::{Role, StaffMember};
use crate::text::SafeText;

#[test]
fn a_supervisor_works_at_a_place_also_on_a_day_on_which_nobody_is_expected_there() {
    for (role, works) in [(Role::WorkshopSupervisor, true), (Role::VisitsDesk, true), (Role::Officer, false)] {
        let home = TempDir::new().expect("a folder");
        let mut desk = Desk::open(home.path());
        assert!(!desk.state.has_places(), "nobody knows yet");
        let (name, initials) = (SafeText::line("W. Hout"), SafeText::line("WH"));
        let facility = FacilityId(Uuid::from_u128(5));
        let roles = BTreeSet::from([role]);
        let member = StaffMember { id: ME, facility, name, initials, roles, wing: None, workplaces: None };
        desk.read(vec![row(&member.into(), 1)]);
        assert_eq!(desk.state.has_places(), works, "{role:?}");
    }
}
