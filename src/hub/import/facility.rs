//! The facility's own files: facility, places, wings, shifts, staff, roster, programme, agreements.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::Context;
use super::ids::Ids;
use super::reason::Reason;
use super::table::{Index, Spec};
use crate::domain::facility::{Facility, Place, PlaceKind, ProgrammeSlot, RosterEntry, Shift, Wing};
use crate::domain::id::{AgreementId, PlaceId, ProgrammeSlotId, RosterId, ShiftId, StaffId, WingId};
use crate::domain::staff::StaffMember;
use crate::domain::stream::StreamId;
use crate::domain::work::Agreement;
use crate::text::SafeText;
use crate::wire::body::Word;

const FACILITY: Spec =
    Spec { name: "facility.csv", needed: &["ref", "name"], optional: &["municipality", "exported_at"] };
const PLACES: Spec = Spec { name: "places.csv", needed: &["ref", "name"], optional: &["kind", "reports"] };
const WINGS: Spec = Spec { name: "wings.csv", needed: &["ref", "name"], optional: &["floor", "cells"] };
const SHIFTS: Spec = Spec { name: "shifts.csv", needed: &["ref", "name", "starts", "ends"], optional: &[] };
const STAFF: Spec =
    Spec { name: "staff.csv", needed: &["ref", "name"], optional: &["initials", "roles", "wing", "workplaces"] };
const ROSTER: Spec = Spec { name: "roster.csv", needed: &["staff", "shift", "on"], optional: &["wing"] };
const PROGRAMME: Spec =
    Spec { name: "programme.csv", needed: &["ref", "wing", "kind", "weekday", "starts", "ends"], optional: &["group"] };
const AGREEMENTS: Spec =
    Spec { name: "agreements.csv", needed: &["ref", "party", "kind"], optional: &["places", "until", "initiative"] };

/// Floors of a building: below ground and up.
const FLOORS: (i64, i64) = (-5, 99);
/// Cells of a wing, seats of an agreement: more is a typing error.
const MOST: i64 = 9_999;

/// What other files refer to.
pub(super) struct House {
    pub(super) wings: Index<Wing>,
    pub(super) staff: Index<StaffMember>,
    /// Names of places by their key.
    places: BTreeMap<String, SafeText>,
}

impl House {
    /// A place by its key or its name; what is not in `places.csv` stays as it is written.
    pub(super) fn place(&self, text: SafeText) -> SafeText {
        self.places.get(text.as_str()).cloned().unwrap_or(text)
    }
}

/// Reads `facility.csv`: its key makes all ids.
pub(super) fn facility(context: &mut Context<'_>) {
    let table = context.required(&FACILITY);
    let mut rows = 0_usize;
    let index = table.load(context.reading, &["ref"], |row, key| {
        rows += 1;
        if rows > 1 {
            row.fail(None, "", Reason::OneRowOnly);
        }
        let (name, municipality, exported_at) =
            (row.need_text("name"), row.text("municipality"), row.instant("exported_at"));
        Some(Facility { id: Ids::new(key).facility(), name: name?, municipality, exported_at })
    });
    if rows == 0 && !index.broken {
        context.reading.file(FACILITY.name, None, Reason::NoRow);
    }
    let found = index.iter().next().map(|(key, _, facility)| (key.to_owned(), facility.clone()));
    match found {
        Some((key, facility)) => {
            context.ids = Ids::new(&key);
            context.import.facility = facility.id;
            context.import.exported_at = facility.exported_at;
            context.put(StreamId::facility(facility.id), FACILITY.name, &key, facility);
        }
        None => context.reading.give_up(),
    }
}

/// Reads what everybody in the facility may know.
pub(super) fn house(context: &mut Context<'_>) -> House {
    let (ids, facility) = (context.ids, context.ids.facility());
    let stream = StreamId::facility(facility);

    let table = context.table(&PLACES);
    let index = table.load(context.reading, &["ref"], |row, key| {
        // A house may call its rooms what it likes: what is neither workplace nor visiting room is a room.
        let kind = row.get("kind").and_then(PlaceKind::from_word).unwrap_or(PlaceKind::Room);
        let reports = row.flag("reports").unwrap_or(false);
        Some(Place { id: PlaceId(ids.of(PLACES.name, key)), facility, name: row.need_text("name")?, kind, reports })
    });
    let places: BTreeMap<String, SafeText> =
        index.iter().map(|(key, _, place)| (key.to_owned(), place.name.clone())).collect();
    for (key, _, place) in index.iter() {
        context.put(stream, PLACES.name, key, place.clone());
    }

    let table = context.required(&WINGS);
    let wings = table.load(context.reading, &["ref"], |row, key| {
        let (floor, cells) = (row.number("floor", FLOORS.0, FLOORS.1), row.number("cells", 0, MOST));
        let (id, code, name) = (WingId(ids.of(WINGS.name, key)), row.need_text("ref"), row.need_text("name"));
        Some(Wing { id, facility, code: code?, name: name?, floor, cells })
    });
    for (key, _, wing) in wings.iter() {
        context.put(stream, WINGS.name, key, wing.clone());
    }

    let table = context.table(&SHIFTS);
    let shifts = table.load(context.reading, &["ref"], |row, key| {
        let (name, starts, ends) = (row.need_text("name"), row.need_time("starts"), row.need_time("ends"));
        Some(Shift { id: ShiftId(ids.of(SHIFTS.name, key)), facility, name: name?, starts: starts?, ends: ends? })
    });
    for (key, _, shift) in shifts.iter() {
        context.put(stream, SHIFTS.name, key, shift.clone());
    }

    let table = context.table(&STAFF);
    let staff = table.load(context.reading, &["ref"], |row, key| {
        let (name, roles) = (row.need_text("name"), row.words("roles"));
        let wing = row.name("wing", &wings).map(|wing| wing.id);
        let initials = row.text("initials").or_else(|| name.as_ref().map(initials));
        // A place by its key or its name, as shifts name it.
        let named = row.texts("workplaces").into_iter();
        let workplaces: BTreeSet<SafeText> =
            named.map(|text| places.get(text.as_str()).cloned().unwrap_or(text)).collect();
        Some(StaffMember {
            id: StaffId(ids.of(STAFF.name, key)),
            facility,
            name: name?,
            initials: initials?,
            roles,
            wing,
            workplaces: Some(workplaces).filter(|all| !all.is_empty()),
        })
    });
    for (key, _, member) in staff.iter() {
        context.put(stream, STAFF.name, key, member.clone());
    }

    let table = context.table(&ROSTER);
    let roster = table.load(context.reading, &["staff", "shift", "on"], |row, _| {
        let (who, shift, on) = (row.refer("staff", &staff), row.refer("shift", &shifts), row.need_date("on"));
        let wing = row.name("wing", &wings).map(|wing| wing.id);
        let (who, shift, on) = (who?.id, shift?.id, on?);
        let key = format!("{who}/{shift}/{on}");
        Some(RosterEntry { id: RosterId(ids.of(ROSTER.name, &key)), staff: who, shift, on, wing })
    });
    for (_, _, entry) in roster.iter() {
        let key = format!("{}/{}/{}", entry.staff, entry.shift, entry.on);
        context.put(stream, ROSTER.name, &key, entry.clone());
    }

    programme(context, &wings);
    agreements(context);
    House { wings, staff, places }
}

/// `M. de Vries` → `MdV`: the first letter of each part.
fn initials(name: &SafeText) -> SafeText {
    let first = |part: &str| part.chars().find(|c| c.is_alphanumeric());
    SafeText::line(&name.as_str().split_whitespace().filter_map(first).collect::<String>())
}

fn programme(context: &mut Context<'_>, wings: &Index<Wing>) {
    let ids = context.ids;
    let table = context.table(&PROGRAMME);
    let index = table.load(context.reading, &["ref"], |row, key| {
        let wing: Option<WingId> = row.refer("wing", wings).map(|wing| wing.id);
        let (kind, weekday) = (row.need_text("kind"), row.need_word("weekday"));
        let (starts, ends) = (row.need_time("starts"), row.need_time("ends"));
        row.ordered("ends", starts, ends);
        Some(ProgrammeSlot {
            id: ProgrammeSlotId(ids.of(PROGRAMME.name, key)),
            wing: wing?,
            group: row.text("group"),
            kind: kind?,
            weekday: weekday?,
            starts: starts?,
            ends: ends?,
        })
    });
    for (key, _, slot) in index.iter() {
        context.put(StreamId::wing(slot.wing), PROGRAMME.name, key, slot.clone());
    }
}

fn agreements(context: &mut Context<'_>) {
    let (ids, stream) = (context.ids, StreamId::facility(context.ids.facility()));
    let table = context.table(&AGREEMENTS);
    let index = table.load(context.reading, &["ref"], |row, key| {
        let (party, kind) = (row.need_text("party"), row.need_word("kind"));
        let (places, until, initiative) = (row.number("places", 0, MOST), row.date("until"), row.text("initiative"));
        Some(Agreement {
            id: AgreementId(ids.of(AGREEMENTS.name, key)),
            party: party?,
            kind: kind?,
            places,
            until,
            initiative,
        })
    });
    for (key, _, agreement) in index.iter() {
        context.put(stream, AGREEMENTS.name, key, agreement.clone());
    }
}
