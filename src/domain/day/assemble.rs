//! From records to a day, in one pass over the records and one over the people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::item::{Change, Item, ItemKind, ItemState, Recording, Trail};
use super::residents::{Resident, is_there_twice, residents};
use super::written::{self, Version};
use super::{
    Colleague, Day, DayInput, IncidentLine, Line, PeopleSum, Whereabouts, clash, incidents, offers, requests, round,
    visit,
};
use crate::domain::amend::Changed;
use crate::domain::count::RollCount;
use crate::domain::decide::Known;
use crate::domain::detainee::Detainee;
use crate::domain::facility::{Facility, ProgrammeSlot, Shift, Wing};
use crate::domain::id::{DetaineeId, RowId, StaffId};
use crate::domain::incident::{Incident, KeepApart};
use crate::domain::leave::{LeaveState, LeaveSummary};
use crate::domain::local::{self, date_of};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::measure::Measure;
use crate::domain::movement::{Movement, MovementKind};
use crate::domain::municipal::{MunicipalState, MunicipalSummary};
use crate::domain::programme::ProgrammeOutcome;
use crate::domain::record::Record;
use crate::domain::request::RequestSlip;
use crate::domain::shift;
use crate::domain::staff::StaffMember;
use crate::domain::visit::VisitStatus;
use crate::domain::volunteer::{SeatState, SessionOffer};
use crate::text::SafeText;
use crate::text::name;

/// Assembles the day. Total: whatever the records say, there is a day, and nothing that concerns the wing is left out.
pub fn assemble(input: &DayInput<'_>) -> Day {
    let sorted = Sorted::new(input);
    let everyone = residents(input.wing, &sorted.people, &sorted.movements, &sorted.replaced);
    let is_twice = |at| is_there_twice(&everyone, at);
    let incidents =
        incidents::standing(input, &sorted.incidents, |id| sorted.standing(id).collect(), |by| sorted.initials(by));
    let one = |(at, resident): (usize, &Resident<'_>)| {
        let line = line(input, &sorted, resident, (is_twice(at), &incidents));
        (name::folded(resident.person.surname.as_str()), line)
    };
    let mut lines: Vec<(String, Line)> = everyone.iter().enumerate().map(one).collect();
    // Cells without a number go last; two people in one cell stand by family name, as in any Dutch list: "in 't Veld" under V.
    lines.sort_by(|(surname, a), (other, b)| {
        let by_cell = (a.cell.number.is_none(), &a.cell).cmp(&(b.cell.number.is_none(), &b.cell));
        by_cell.then_with(|| (surname, &a.name, a.detainee).cmp(&(other, &b.name, b.detainee)))
    });
    let lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
    let mut sessions = sorted.sessions.clone();
    sessions.sort_by_key(|session| (session.starts_at, session.id));
    let mut sum = lines.iter().map(|line| line.whereabouts).fold(PeopleSum::default(), PeopleSum::plus);
    sum.provisional = lines.iter().filter(|line| !line.movements.is_empty()).count();
    let handover =
        written::standing(input, &sorted.handover, |id| sorted.replaced.contains(&id), |by| sorted.initials(by));
    let rows = round::Rows { slots: sorted.slots.clone(), counts: sorted.counts.clone(), replaced: &sorted.replaced };
    let marks = |item| sorted.standing(item).collect();
    let mut rounds = round::rounds(input, &rows, marks, |by| sorted.initials(by));
    let here = sorted.wing.map(|wing| &wing.code);
    for round in &mut rounds {
        round.plan(&lines, input.date, here, input.now);
    }
    // Nobody's line counts a measure on somebody who is not here any more, and it runs still.
    let is_here = |person| lines.iter().any(|line| line.detainee == person);
    let of_others = incidents.iter().filter(|one| one.is_over_limit(input.now) && !is_here(one.detainee)).count();
    let offers = offers::offers(input, (&sorted.slots, &sorted.outcomes), &lines, |by| sorted.initials(by));
    Day {
        wing: input.wing,
        wing_code: sorted.wing.map(|wing| wing.code.clone()),
        facility: sorted.facility.map(|facility| facility.name.clone()),
        date: input.date,
        now: input.now,
        margins: input.margins,
        shift: shift::on_duty(&sorted.shifts, input.now).map(|turn| turn.name),
        change: shift::change(&sorted.shifts, input.now),
        apart: incidents::apart(input, &sorted.apart, &sorted.replaced),
        incidents,
        requests: requests::standing(input, &sorted.requests, &sorted.replaced, |by| sorted.initials(by)),
        rounds,
        offers,
        cells: sorted.wing.and_then(|wing| wing.cells),
        colleagues: sorted.colleagues(),
        handover,
        sum,
        not_recorded: lines.iter().map(Line::not_recorded).sum(),
        attention: lines.iter().map(|line| line.attention).sum::<usize>() + of_others,
        lines,
        sessions: sessions.into_iter().cloned().collect(),
        unknown: input.unknown,
        source_at: sorted.facility.and_then(|facility| facility.exported_at),
    }
}

impl PeopleSum {
    /// With somebody more, who is there.
    pub(super) fn plus(mut self, whereabouts: Whereabouts) -> Self {
        self.total += usize::from(whereabouts != Whereabouts::Departed);
        match whereabouts {
            Whereabouts::OnWing | Whereabouts::InCell => self.on_wing += 1,
            Whereabouts::Underway | Whereabouts::ElsewhereInside => self.elsewhere += 1,
            Whereabouts::Outside => self.outside += 1,
            Whereabouts::Departed => {}
        }
        self
    }
}

/// The records of the wing, by what they are about.
#[derive(Default)]
struct Sorted<'a> {
    facility: Option<&'a Facility>,
    wing: Option<&'a Wing>,
    shifts: Vec<&'a Shift>,
    sessions: Vec<&'a SessionOffer>,
    slots: Vec<&'a ProgrammeSlot>,
    counts: Vec<&'a RollCount>,
    requests: Vec<&'a RequestSlip>,
    outcomes: Vec<&'a ProgrammeOutcome>,
    incidents: Vec<&'a Incident>,
    apart: Vec<&'a KeepApart>,
    staff: BTreeMap<StaffId, &'a StaffMember>,
    /// Places that record arrivals, by name.
    reporting: BTreeSet<&'a SafeText>,
    people: BTreeMap<DetaineeId, &'a Detainee>,
    planned: BTreeMap<DetaineeId, Vec<&'a Known>>,
    marks: BTreeMap<RowId, Vec<&'a Mark>>,
    notes: BTreeMap<DetaineeId, Vec<Version<'a>>>,
    handover: Vec<Version<'a>>,
    movements: Vec<&'a Movement>,
    measures: BTreeMap<DetaineeId, Vec<&'a Measure>>,
    leave: BTreeMap<DetaineeId, Vec<&'a LeaveSummary>>,
    municipal: BTreeMap<DetaineeId, Vec<&'a MunicipalSummary>>,
    /// Marks, movements and versions of texts that a later one replaces.
    replaced: BTreeSet<RowId>,
}

impl<'a> Sorted<'a> {
    fn new(input: &DayInput<'a>) -> Self {
        let mut sorted = Self::default();
        for known in input.records {
            sorted.add(input, known);
        }
        sorted
    }

    fn add(&mut self, input: &DayInput<'a>, known: &'a Known) {
        self.replaced.extend(known.record.replaces());
        match &known.record {
            Record::Facility(facility) => self.facility = Some(facility),
            Record::Wing(wing) if wing.id == input.wing => self.wing = Some(wing),
            Record::Shift(shift) => self.shifts.push(shift),
            Record::Programme(slot) if slot.wing == input.wing => self.slots.push(slot),
            Record::RequestSlip(slip) => self.requests.push(slip),
            Record::ProgrammeOutcome(outcome) => self.outcomes.push(outcome),
            Record::Incident(incident) => self.incidents.push(incident),
            Record::KeepApart(pair) => self.apart.push(pair),
            Record::RollCount(count) => self.counts.push(count),
            Record::SessionOffer(offer) if date_of(offer.starts_at) == input.date => self.sessions.push(offer),
            Record::Staff(member) => {
                self.staff.insert(member.id, member);
            }
            Record::Place(place) if place.reports => {
                self.reporting.insert(&place.name);
            }
            Record::Detainee(person) if person.wing == input.wing => {
                self.people.insert(person.id, person);
            }
            Record::Visit(visit) => self.planned.entry(visit.detainee).or_default().push(known),
            Record::WorkShift(shift) => self.planned.entry(shift.detainee).or_default().push(known),
            Record::Seat(seat) => self.planned.entry(seat.detainee).or_default().push(known),
            Record::Event(event) => self.planned.entry(event.detainee).or_default().push(known),
            Record::LeaveSummary(leave) => {
                self.leave.entry(leave.detainee).or_default().push(leave);
                self.planned.entry(leave.detainee).or_default().push(known);
            }
            Record::MunicipalSummary(summary) => self.municipal.entry(summary.detainee).or_default().push(summary),
            Record::Measure(measure) => self.measures.entry(measure.detainee).or_default().push(measure),
            Record::Mark(mark) => self.marks.entry(mark.item).or_default().push(mark),
            Record::Note(note) => self.notes.entry(note.detainee).or_default().push(note.into()),
            Record::HandoverEntry(entry) => self.handover.push(entry.into()),
            Record::Movement(movement) => self.movements.push(movement),
            _ => {}
        }
    }

    /// Who works here, by initials.
    fn colleagues(&self) -> Vec<Colleague> {
        let one = |member: &&StaffMember| Colleague {
            initials: member.initials.clone(),
            name: member.name.clone(),
            id: member.id,
        };
        let mut all: Vec<_> = self.staff.values().map(one).collect();
        all.sort_unstable();
        all
    }

    fn initials(&self, staff: StaffId) -> Option<SafeText> {
        self.staff.get(&staff).map(|member| member.initials.clone())
    }

    /// The marks that stand: not replaced, and saying something.
    fn standing(&self, item: RowId) -> impl Iterator<Item = &'a Mark> {
        let marks = self.marks.get(&item).map(Vec::as_slice).unwrap_or_default();
        marks
            .iter()
            .copied()
            .filter(|mark| mark.kind != MarkKind::Withdrawn && !self.replaced.contains(&mark.id.into()))
    }
}

fn line(
    input: &DayInput<'_>,
    sorted: &Sorted<'_>,
    resident: &Resident<'_>,
    (is_twice, incidents): (bool, &[IncidentLine]),
) -> Line {
    let person = &*resident.person;
    let movements = resident.lines(|by| sorted.initials(by), input.pending);
    let has_left = movements.iter().any(|movement| movement.kind == MovementKind::Departure);
    let planned = sorted.planned.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    let mut items: Vec<Item> = planned.iter().filter_map(|known| item(input, sorted, known)).collect();
    items.sort_by_key(|item| (item.starts_at, item.ends_at, item.id));
    if has_left {
        // Nobody writes here any more how his day went on.
        for item in &mut items {
            item.recording = Recording::NotDue;
        }
    }
    let clashes = clash::find(&mut items);
    let contradictions = items.iter().filter(|item| item.contradicted).count();
    let leave = open_leave(sorted, person.id);
    let notes = sorted.notes.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    let notes = written::standing(input, notes, |id| sorted.replaced.contains(&id), |by| sorted.initials(by));
    let of_them = incidents.iter().filter(|incident| incident.detainee == person.id);
    let over_limit = of_them.filter(|incident| incident.is_over_limit(input.now)).count();
    let late = leave.iter().filter(|leave| is_late(leave, input.now)).count();
    let called = name::list_name(&person.surname, person.prefix.as_ref(), person.given_names.as_ref());
    Line {
        detainee: person.id,
        cell: resident.cell().clone(),
        group: person.group.clone(),
        is_twice,
        folded: SafeText::line(&name::folded(called.as_str())),
        name: called,
        mentors: person.mentor.into_iter().chain(person.second_mentor).collect(),
        mentor: person.mentor.and_then(|mentor| sorted.staff.get(&mentor)).map(|member| member.name.clone()),
        whereabouts: if has_left { Whereabouts::Departed } else { whereabouts(&items, &leave, input.now) },
        at_hand: items.iter().position(|item| !has_left && item.is_at_hand(input.now, input.margins.at_hand_minutes)),
        leave,
        municipal: open_municipal(sorted, person.id),
        measures: running_measures(sorted, person.id, input.now),
        attention: clashes
            + contradictions
            + late
            + over_limit
            + items.iter().map(Item::to_review).sum::<usize>()
            + usize::from(is_twice)
            + usize::from(notes.iter().any(|note| note.has_sibling)),
        notes,
        contact_restricted: person.contact_restricted,
        movements,
        items,
    }
}

/// What a record plans on this day; none when it is about another day.
fn item(input: &DayInput<'_>, sorted: &Sorted<'_>, known: &Known) -> Option<Item> {
    let record = &known.record;
    let kind = ItemKind::of(record)?;
    let (title, place, starts_at, ends_at, state) = match record {
        Record::Visit(visit) => {
            let state = match visit.status {
                VisitStatus::Planned => ItemState::Planned,
                VisitStatus::CalledUp => ItemState::CalledUp,
                VisitStatus::Arrived => ItemState::Arrived,
                VisitStatus::Started => ItemState::Started,
                VisitStatus::Ended => ItemState::Ended,
                VisitStatus::Refused => ItemState::VisitorNotAdmitted,
                VisitStatus::NoShow => ItemState::VisitorNoShow,
                VisitStatus::Cancelled => ItemState::Cancelled,
                VisitStatus::CancelledByVisitor => ItemState::CancelledByVisitor,
                VisitStatus::CancelledByDetainee => ItemState::CancelledByDetainee,
                VisitStatus::CancelledByPrison => ItemState::CancelledByPrison,
                VisitStatus::VideoFailed => ItemState::VideoFailed,
            };
            (visit.organisation.clone(), visit.room.clone(), visit.starts_at, visit.ends_at, state)
        }
        Record::WorkShift(shift) => {
            let place = Some(shift.workplace.clone());
            (place.clone(), place, shift.starts_at, shift.ends_at, ItemState::Planned)
        }
        Record::Seat(seat) => {
            let title = Some(seat.title.clone());
            let state = if seat.state == SeatState::Withdrawn { ItemState::SignedOff } else { ItemState::Planned };
            (title, seat.room.clone(), seat.starts_at, seat.ends_at, state)
        }
        Record::Event(event) => (None, event.place.clone(), event.starts_at, event.ends_at, ItemState::Planned),
        Record::LeaveSummary(leave) => {
            let state = match leave.state {
                LeaveState::Granted | LeaveState::PassIssued => ItemState::Planned,
                LeaveState::Out | LeaveState::SickReported => ItemState::Left,
                _ => return None,
            };
            let (from, to) = (leave.leaves_at?, leave.returns_at?);
            (None, None, from, to, state)
        }
        _ => return None,
    };
    let (from, to) = local::bounds(input.date);
    let starts_today = from <= starts_at && starts_at < to;
    // What ends at midnight is not of the next day.
    let runs_today = starts_at < to && from < ends_at;
    (starts_today || runs_today).then(|| {
        let on_wing = sorted
            .wing
            .is_some_and(|wing| place.as_ref().is_some_and(|place| *place == wing.code || *place == wing.name));
        let planned = Item {
            id: record.row_id(),
            day: record.day(),
            revision: known.revision,
            kind,
            title,
            place_reports: place.as_ref().is_some_and(|place| sorted.reporting.contains(place)),
            place,
            on_wing,
            starts_at,
            ends_at: ends_at.max(starts_at),
            impossible_times: ends_at < starts_at,
            state,
            visit_status: match record {
                Record::Visit(visit) => Some(visit.status),
                _ => None,
            },
            trail: Trail { called: visit::called_at(record), ..Trail::default() },
            since: None,
            mark: None,
            by: None,
            contradicted: false,
            pending: input.pending.get(&record.row_id()).copied().unwrap_or_default(),
            recording: Recording::NotDue,
            clash: None,
            changed: Changed::of(record).map(|changed| changed_line(sorted, changed)),
            review: visit::review(record, |id| sorted.standing(id).collect(), |by| sorted.initials(by)),
            signals: visit::signals(record, input.margins.visit_adults),
        };
        with_marks(input, sorted, planned)
    })
}

fn changed_line(sorted: &Sorted<'_>, changed: &Changed) -> Change {
    let by = changed.by.and_then(|by| sorted.initials(by));
    Change { before: changed.before.clone(), at: changed.at, by, by_office: changed.by.is_none() }
}

/// Lays the marks over an item: the latest one shows, contradictions are said.
fn with_marks(input: &DayInput<'_>, sorted: &Sorted<'_>, mut item: Item) -> Item {
    sorted.standing(item.id).for_each(|mark| item.trail.see(mark.kind, mark.observed_at));
    // Looking at something again is no step of it.
    let steps = || sorted.standing(item.id).filter(|mark| ItemState::after(mark.kind).is_some());
    if let Some(shown) = steps().max_by_key(|mark| mark.precedence()) {
        item.state = ItemState::after(shown.kind).unwrap_or(item.state);
        item.since = Some(shown.observed_at);
        item.mark = Some(shown.id);
        item.by = sorted.initials(shown.author);
        item.pending = item.pending.max(input.pending.get(&shown.id.into()).copied().unwrap_or_default());
    }
    let off = |mark: &Mark| ItemState::after(mark.kind).is_some_and(ItemState::is_off);
    let seen = |mark: &Mark| matches!(mark.kind, MarkKind::Arrived | MarkKind::Started | MarkKind::Ended);
    // What the visits desk says and what the wing saw can contradict each other too.
    let called_off = item.visit_status.is_some_and(|status| status.is_off() && status != VisitStatus::VideoFailed);
    let took_place = item.visit_status.is_some_and(VisitStatus::took_place);
    item.contradicted =
        (took_place || steps().any(|mark| !off(mark))) && steps().any(off) || called_off && steps().any(seen);
    item.recording = item.recording_at(input.now, input.margins.underway_minutes);
    item
}

fn whereabouts(items: &[Item], leave: &[LeaveSummary], now: DateTime<Utc>) -> Whereabouts {
    let out_on_leave = leave.iter().any(|leave| matches!(leave.state, LeaveState::Out | LeaveState::SickReported))
        && !items.iter().any(|item| matches!(item.kind, ItemKind::Leave(_)));
    let recorded = items.iter().filter_map(|item| item.whereabouts(now)).max();
    if out_on_leave { Whereabouts::Outside } else { recorded.unwrap_or(Whereabouts::OnWing) }
}

fn is_late(leave: &LeaveSummary, now: DateTime<Utc>) -> bool {
    matches!(leave.state, LeaveState::Out) && leave.returns_at.is_some_and(|due| due < now)
}

fn open_leave(sorted: &Sorted<'_>, person: DetaineeId) -> Vec<LeaveSummary> {
    let all = sorted.leave.get(&person).map(Vec::as_slice).unwrap_or_default();
    let mut open: Vec<_> = all.iter().copied().filter(|leave| leave.state.is_open()).cloned().collect();
    open.sort_by_key(|leave| (leave.waits_since.is_none(), leave.waits_since, leave.id));
    open
}

fn open_municipal(sorted: &Sorted<'_>, person: DetaineeId) -> Vec<MunicipalSummary> {
    let all = sorted.municipal.get(&person).map(Vec::as_slice).unwrap_or_default();
    let open = |summary: &&&MunicipalSummary| summary.state != MunicipalState::Closed;
    let mut open: Vec<_> = all.iter().filter(open).map(|summary| (*summary).clone()).collect();
    open.sort_by_key(|summary| (summary.unanswered_since.is_none(), summary.unanswered_since, summary.id));
    open
}

fn running_measures(sorted: &Sorted<'_>, person: DetaineeId, now: DateTime<Utc>) -> Vec<Measure> {
    let all = sorted.measures.get(&person).map(Vec::as_slice).unwrap_or_default();
    let runs = |measure: &Measure| measure.starts_at <= now && measure.ends_at.is_none_or(|end| now < end);
    let mut running: Vec<_> = all.iter().copied().filter(|measure| runs(measure)).cloned().collect();
    running.sort_by_key(|measure| (measure.ends_at.is_none(), measure.ends_at, measure.id));
    running
}
