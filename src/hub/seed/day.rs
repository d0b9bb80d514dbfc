//! One person's days: work, school, visits, court.

use chrono::{DateTime, NaiveDate, Utc};

use super::dice::Dice;
use super::house::is_working_day;
use super::words::{VISIT_ROOMS, WORKSHOPS};
use super::{Maker, Person, at, before};
use crate::domain::event::{Event, EventKind};
use crate::domain::id::{EventId, MdoContributionId, VisitId, WorkShiftId};
use crate::domain::leave::AdviceRole;
use crate::domain::mdo::{MdoContribution, Meeting};
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::domain::work::{WorkKind, WorkShift};
use crate::text::{Pii, SafeText};

/// Kinds of visit, as often as they occur in the list.
const VISIT_KINDS: [VisitKind; 12] = [
    VisitKind::Personal,
    VisitKind::Personal,
    VisitKind::Personal,
    VisitKind::Personal,
    VisitKind::Personal,
    VisitKind::Video,
    VisitKind::Lawyer,
    VisitKind::Lawyer,
    VisitKind::Probation,
    VisitKind::Municipality,
    VisitKind::ParentChild,
    VisitKind::Employer,
];

/// When visits start: hour and minute. The last two are after work.
const VISIT_HOURS: [(u32, u32); 6] = [(9, 30), (13, 15), (13, 15), (14, 45), (16, 0), (18, 30)];

/// Plans every day of a person.
pub(super) fn days(maker: &mut Maker, person: &Person) {
    for day in maker.days() {
        if !person.leave.is_outside(day, maker.today) {
            plan(maker, person, day);
        }
    }
}

fn plan(maker: &mut Maker, person: &Person, day: NaiveDate) {
    let mut dice = maker.dice(&format!("{}/{day}", person.key));
    let working = is_working_day(day);
    if working && dice.once_in(45) {
        return event(maker, person, EventKind::Court, (at(day, 8, 15), at(day, 15, 30)), None);
    }
    if working {
        // What somebody does on mornings and afternoons is theirs for months.
        let mut habit = maker.dice(&format!("{}/work", person.key));
        let workshop = habit.pick(&WORKSHOPS);
        let habit = habit.below(10);
        if habit < 6 {
            work(maker, person, workshop, WorkKind::Work, (at(day, 8, 0), at(day, 11, 30)));
        } else if habit == 6 {
            work(maker, person, workshop, WorkKind::Training, (at(day, 8, 30), at(day, 11, 0)));
        } else if habit == 7 {
            event(maker, person, EventKind::Education, (at(day, 9, 0), at(day, 11, 0)), Some("Lokaal 1"));
        }
        if habit == 1 || habit == 8 {
            work(maker, person, workshop, WorkKind::Work, (at(day, 13, 0), at(day, 16, 0)));
        }
        if dice.once_in(22) {
            let span = (at(day, 10, 30), at(day, 10, 50));
            event(maker, person, EventKind::Medical, span, Some("Medische dienst"));
        }
        if dice.once_in(30) {
            event(maker, person, EventKind::Mdo, (at(day, 14, 0), at(day, 14, 30)), None);
            if dice.once_in(2) {
                brought(maker, person, at(day, 14, 0));
            }
        }
    }
    if dice.once_in(if working { 7 } else { 4 }) {
        visit(maker, person, day, &mut dice);
    }
}

/// Key of the one thing of its kind that somebody does at an hour.
fn key(person: &Person, starts_at: DateTime<Utc>) -> String {
    format!("{}/{}", person.key, starts_at.format("%Y-%m-%dT%H:%M"))
}

/// Plans a work shift.
pub(super) fn work(
    maker: &mut Maker,
    person: &Person,
    workplace: &str,
    kind: WorkKind,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
) {
    let key = key(person, starts_at);
    let id = WorkShiftId(maker.id("work", &key));
    let (detainee, workplace) = (person.detainee.id, SafeText::line(workplace));
    maker.put(
        person.wing(),
        "work",
        &key,
        WorkShift { id, detainee, workplace, starts_at, ends_at, kind, changed: None },
    );
}

fn event(
    maker: &mut Maker,
    person: &Person,
    kind: EventKind,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    place: Option<&str>,
) {
    let key = key(person, starts_at);
    let id = EventId(maker.id("events", &key));
    let (detainee, place) = (person.detainee.id, place.map(SafeText::line));
    let event = Event { id, detainee, kind, starts_at, ends_at, place, changed: None };
    if let Some(meeting) = Meeting::of(&event) {
        maker.put(person.file(), "events", &format!("{key}/meeting"), meeting);
    }
    maker.put(person.wing(), "events", &key, event);
}

/// What the mentor brings to the meeting at that time.
fn brought(maker: &mut Maker, person: &Person, starts_at: DateTime<Utc>) {
    let Some(author) = person.detainee.mentor else { return };
    let key = key(person, starts_at);
    let contribution = MdoContribution {
        id: MdoContributionId(maker.id("mdo", &key)),
        event: EventId(maker.id("events", &key)),
        detainee: person.detainee.id,
        role: AdviceRole::Mentor,
        text: Pii::new(SafeText::line("Komt afspraken na, werkt elke dag. Wil vaker bellen met thuis.")),
        at: at(before(maker.today, 1), 15, 30),
        author,
        replaces: None,
    };
    maker.put(person.file(), "mdo", &key, contribution);
}

fn visit(maker: &mut Maker, person: &Person, day: NaiveDate, dice: &mut Dice) {
    let kind = if person.detainee.contact_restricted { VisitKind::Lawyer } else { dice.pick(&VISIT_KINDS) };
    let (hour, minute) = dice.pick(&VISIT_HOURS);
    let private = matches!(kind, VisitKind::Personal | VisitKind::Video | VisitKind::ParentChild);
    let (large, small) = VISIT_ROOMS.split_at(2);
    let organisation = match kind {
        VisitKind::Probation => Some("Reclassering"),
        VisitKind::Municipality => Some("Gemeente"),
        VisitKind::Employer => Some("Timmerfabriek De Schaaf"),
        _ => None,
    };
    let starts_at = at(day, hour, minute);
    let key = key(person, starts_at);
    let visit = Visit {
        id: VisitId(maker.id("visits", &key)),
        detainee: person.detainee.id,
        kind,
        starts_at,
        ends_at: at(day, hour + 1, minute),
        room: Some(SafeText::line(dice.pick(if private { large } else { small }))),
        adults: Some(1 + dice.below(2)),
        children: Some(if kind == VisitKind::ParentChild { 1 + dice.below(2) } else { 0 }),
        visitors: None,
        organisation: organisation.map(SafeText::line),
        status: if dice.once_in(20) { VisitStatus::Cancelled } else { VisitStatus::Planned },
        called_at: None,
        review: None,
        review_since: None,
        changed: None,
    };
    maker.put(person.wing(), "visits", &key, visit);
}
