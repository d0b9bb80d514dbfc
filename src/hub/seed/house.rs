//! The house: wings, places, shifts, staff, roster, the week's programme.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveTime, Weekday};

use super::words::{ROOMS, STAFF, VISIT_ROOMS, WORKSHOPS};
use super::{Maker, Unit, at};
use crate::domain::facility::{Facility, Place, PlaceKind, ProgrammeSlot, RosterEntry, Shift, Wing};
use crate::domain::id::{AgreementId, PlaceId, ProgrammeSlotId, RosterId, ShiftId, StaffId, WingId};
use crate::domain::staff::{Role, StaffMember};
use crate::domain::stream::StreamId;
use crate::domain::work::{Agreement, AgreementKind};
use crate::text::SafeText;

/// Officers of one wing.
const OFFICERS: u16 = 6;

/// So many names go round on the wings; the others work for the whole house.
const STAFF_ON_WINGS: u16 = 20;

/// Hour and minute on the wall.
type Clock = (u32, u32);

/// Shifts: key, name, start, end, how many officers.
const SHIFTS: [(&str, &str, Clock, Clock, u16); 3] = [
    ("vroeg", "Vroege dienst", (7, 0), (15, 15), 2),
    ("laat", "Late dienst", (14, 45), (22, 30), 2),
    ("nacht", "Nachtdienst", (22, 15), (7, 15), 1),
];

/// Roles that a house has once: key, roles.
const OFFICE: [(&str, Role); 4] = [
    ("coordinator", Role::VolunteerCoordinator),
    ("casemanager", Role::CaseManager),
    ("bezoek", Role::VisitsDesk),
    ("werk", Role::WorkshopSupervisor),
];

/// A wing's day: kind, start, end.
const PROGRAMME: [(&str, Clock, Clock); 6] = [
    ("unlock", (7, 45), (8, 0)),
    ("outdoor", (11, 30), (12, 30)),
    ("lock-in", (12, 30), (13, 0)),
    ("recreation", (16, 30), (17, 30)),
    ("recreation", (18, 30), (20, 30)),
    ("lock-in", (20, 45), (21, 0)),
];

fn time((hour, minute): Clock) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

/// Makes the house and gives its wings.
pub(super) fn house(maker: &mut Maker, wings: u16) -> Vec<Unit> {
    let (id, stream) = (maker.ids.facility(), maker.facility());
    // The night before: what an export of last night would say.
    let exported_at = Some(at(maker.today, 2, 10));
    maker.import.exported_at = exported_at;
    let municipality = Some(SafeText::line("GM0193"));
    maker.put(
        stream,
        "facility",
        "vleugel-demo",
        Facility { id, name: SafeText::line("PI De Vaart (demo)"), municipality, exported_at },
    );
    places(maker);
    for (key, name, starts, ends, _) in SHIFTS {
        let shift = Shift {
            id: ShiftId(maker.id("shifts", key)),
            facility: id,
            name: SafeText::line(name),
            starts: time(starts),
            ends: time(ends),
        };
        maker.put(stream, "shifts", key, shift);
    }
    let agreement = Agreement {
        id: AgreementId(maker.id("agreements", "AG1")),
        party: SafeText::line("Vakschool De Werf"),
        kind: AgreementKind::School,
        places: Some(4),
        until: Some(super::after(maker.today, 200)),
        initiative: None,
    };
    maker.put(stream, "agreements", "AG1", agreement);
    for (name, (key, role)) in (STAFF_ON_WINGS..).zip(OFFICE) {
        member(maker, key, name, &[role], None);
    }
    (0..wings).map(|number| unit(maker, number)).collect()
}

fn places(maker: &mut Maker) {
    let (facility, stream) = (maker.ids.facility(), maker.facility());
    let all = WORKSHOPS.iter().map(|name| (name, PlaceKind::Workplace, true));
    let all = all.chain(VISIT_ROOMS.iter().map(|name| (name, PlaceKind::VisitRoom, true)));
    for (name, kind, reports) in all.chain(ROOMS.iter().map(|name| (name, PlaceKind::Room, false))) {
        let id = PlaceId(maker.id("places", name));
        maker.put(stream, "places", name, Place { id, facility, name: SafeText::line(name), kind, reports });
    }
}

fn member(maker: &mut Maker, key: &str, name: u16, roles: &[Role], wing: Option<WingId>) -> StaffId {
    let (name, initials) = STAFF[usize::from(name) % STAFF.len()];
    let id = StaffId(maker.id("staff", key));
    let member = StaffMember {
        id,
        facility: maker.ids.facility(),
        name: SafeText::line(name),
        initials: SafeText::line(initials),
        roles: roles.iter().copied().collect(),
        wing,
        // Whoever supervises in the demo has one workplace, as most do.
        workplaces: roles.contains(&Role::WorkshopSupervisor).then(|| BTreeSet::from([SafeText::line(WORKSHOPS[0])])),
    };
    maker.put(maker.facility(), "staff", key, member);
    id
}

fn unit(maker: &mut Maker, number: u16) -> Unit {
    let letter = char::from_u32(u32::from('A') + u32::from(number / 2)).unwrap_or('A');
    let code = format!("{letter}{}", number % 2 + 1);
    let wing = Wing {
        id: WingId(maker.id("wings", &code)),
        facility: maker.ids.facility(),
        code: SafeText::line(&code),
        name: SafeText::line(&format!("Afdeling {code}")),
        floor: i16::try_from(number % 2).ok(),
        cells: Some(48),
    };
    maker.put(maker.facility(), "wings", &code, wing.clone());
    // Nobody shares a name with somebody on the same wing.
    let name = |index: u16| (number * (OFFICERS + 1) + index) % STAFF_ON_WINGS;
    let officer = |maker: &mut Maker, index| {
        member(maker, &format!("{code}-{index}"), name(index), &[Role::Officer, Role::Mentor], Some(wing.id))
    };
    let officers: Vec<StaffId> = (1..=OFFICERS).map(|index| officer(maker, index)).collect();
    member(maker, &format!("{code}-hoofd"), name(0), &[Role::WingHead], Some(wing.id));
    roster(maker, &code, &wing, &officers);
    programme(maker, &code, &wing);
    Unit { wing, officers }
}

/// Officers take turns: everybody has another shift on the next day.
fn roster(maker: &mut Maker, code: &str, wing: &Wing, officers: &[StaffId]) {
    for (day, on) in maker.days().enumerate() {
        let mut turn = officers.iter().cycle().skip(day);
        for (shift, _, _, _, needed) in SHIFTS {
            let id = ShiftId(maker.id("shifts", shift));
            for (place, staff) in (0..needed).zip(turn.by_ref()) {
                let key = format!("{code}/{on}/{shift}/{place}");
                let entry = RosterEntry {
                    id: RosterId(maker.id("roster", &key)),
                    staff: *staff,
                    shift: id,
                    on,
                    wing: Some(wing.id),
                };
                maker.put(maker.facility(), "roster", &key, entry);
            }
        }
    }
}

fn programme(maker: &mut Maker, code: &str, wing: &Wing) {
    let mut weekday = Weekday::Mon;
    for _ in 0..7 {
        for (index, (kind, starts, ends)) in PROGRAMME.into_iter().enumerate() {
            let key = format!("{code}/{}/{index}", weekday.num_days_from_monday());
            let slot = ProgrammeSlot {
                id: ProgrammeSlotId(maker.id("programme", &key)),
                wing: wing.id,
                group: None,
                kind: SafeText::line(kind),
                weekday,
                starts: time(starts),
                ends: time(ends),
            };
            maker.put(StreamId::wing(wing.id), "programme", &key, slot);
        }
        weekday = weekday.succ();
    }
}

/// Whether workshops are open.
pub(super) fn is_working_day(day: chrono::NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
