//! A small wing, assembled from records, and a way to type at it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::action::{Action, Deed};
use crate::domain::caseload::{self, CaseloadInput};
use crate::domain::day::{DayInput, Margins, Pending, assemble};
use crate::domain::decide::{Change, Known, decide};
use crate::domain::detainee::{Cell, Detainee};
use crate::domain::facility::{Facility, Place, PlaceKind, Shift, Wing};
use crate::domain::id::{
    ActionId, DetaineeId, DeviceId, FacilityId, LeaveRequestId, MunicipalHandoverId, PlaceId, RowId, SessionId,
    ShiftId, StaffId, VisitId, WingId, WorkShiftId,
};
use crate::domain::leave::{LeaveKind, LeaveState, LeaveSummary, WaitsOn};
use crate::domain::local;
use crate::domain::look::List;
use crate::domain::mark::MarkKind;
use crate::domain::municipal::{MunicipalState, MunicipalSummary};
use crate::domain::place::{self, Expected, PlaceInput};
use crate::domain::record::Record;
use crate::domain::staff::{Role, StaffMember};
use crate::domain::stream::StreamId;
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::domain::volunteer::SessionOffer;
use crate::domain::week::{self, WeekInput};
use crate::domain::work::{WorkKind, WorkShift};
use crate::text::{Lang, Pii, SafeText, Words};
use crate::tui::{Context, Depth, Effect, Kept, Key, Look, Looks, Model, Msg, SearchIndex, Status, Who, msg, update};

pub(super) const WING: WingId = WingId(Uuid::from_u128(1));
pub(super) const FACILITY: FacilityId = FacilityId(Uuid::from_u128(2));
pub(super) const MENTOR: StaffId = StaffId(Uuid::from_u128(3));

/// A wall-clock time on Monday 23-11-2026.
pub(super) fn at(hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    local::instant_lossy(date().and_time(time))
}

pub(super) fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

pub(super) fn text(raw: &str) -> SafeText {
    SafeText::line(raw)
}

const PEOPLE: [(u16, &str, Option<&str>, &str); 16] = [
    (1, "Aydın", None, "Mert"),
    (2, "Bakker", None, "Jan"),
    (3, "Berg", Some("van den"), "Piet"),
    (5, "Çelik", None, "Hakan"),
    (7, "Dijkstra", None, "Rik"),
    (9, "Amrani", Some("El"), "Said"),
    (11, "Fernandes", None, "Nuno"),
    (14, "Yılmaz", None, "Emre"),
    (16, "Hoekstra", None, "Wim"),
    (18, "Jansen", None, "Tom"),
    (22, "Leeuwen", Some("van"), "Daan"),
    (24, "Martina", None, "Gio"),
    (27, "Mulder", None, "Kees"),
    (30, "Nguyễn-van der Steenhoven", None, "Linh"),
    (36, "Ruiter", Some("de"), "Sem"),
    (41, "Tahiri", None, "Omar"),
];

fn person(index: usize) -> DetaineeId {
    DetaineeId(Uuid::from_u128(1000 + u128::try_from(index).expect("small")))
}

fn work(index: usize, from: DateTime<Utc>, to: DateTime<Utc>) -> Record {
    let id = WorkShiftId(Uuid::from_u128(2000 + u128::try_from(index).expect("small")));
    let workplace = text("Houtwerkplaats");
    WorkShift {
        id,
        detainee: person(index),
        workplace,
        starts_at: from,
        ends_at: to,
        kind: WorkKind::Work,
        changed: None,
    }
    .into()
}

fn visit(index: usize, kind: VisitKind, from: DateTime<Utc>) -> Record {
    Visit {
        id: VisitId(Uuid::from_u128(3000 + u128::try_from(index).expect("small"))),
        detainee: person(index),
        kind,
        starts_at: from,
        ends_at: from + TimeDelta::hours(1),
        room: Some(text("Bezoekzaal 2")),
        adults: Some(2),
        children: None,
        visitors: None,
        organisation: None,
        called_at: None,
        review: None,
        review_since: None,
        changed: None,
        status: VisitStatus::Planned,
    }
    .into()
}

/// The records of the wing on this day.
pub(super) fn records() -> Vec<Record> {
    let mut records: Vec<Record> = vec![
        Facility { id: FACILITY, name: text("PI Zwolle"), municipality: None, exported_at: Some(at(2, 10)) }.into(),
        Wing {
            id: WING,
            facility: FACILITY,
            code: text("B2"),
            name: text("Afdeling B2"),
            floor: None,
            cells: Some(48),
        }
        .into(),
        Shift {
            id: ShiftId(Uuid::from_u128(4)),
            facility: FACILITY,
            name: text("Vroege dienst"),
            starts: NaiveTime::from_hms_opt(6, 45, 0).expect("a time"),
            ends: NaiveTime::from_hms_opt(15, 0, 0).expect("a time"),
        }
        .into(),
        StaffMember {
            id: MENTOR,
            facility: FACILITY,
            name: text("M. de Vries"),
            initials: text("MdV"),
            roles: [Role::Officer, Role::Mentor].into(),
            wing: Some(WING),
            workplaces: None,
        }
        .into(),
        Place {
            id: PlaceId(Uuid::from_u128(5)),
            facility: FACILITY,
            name: text("Houtwerkplaats"),
            kind: PlaceKind::Workplace,
            reports: true,
        }
        .into(),
    ];
    records.extend(super::round::programme());
    records.push(
        SessionOffer {
            id: SessionId(Uuid::from_u128(8_000)),
            title: text("Gespreksgroep"),
            starts_at: at(19, 0),
            ends_at: at(20, 0),
            room: Some(text("Stilteruimte")),
        }
        .into(),
    );
    for (index, (cell, surname, prefix, given)) in PEOPLE.iter().enumerate() {
        let detainee = Detainee {
            id: person(index),
            wing: WING,
            cell: Cell::new(text(&format!("B2-{cell:02}"))),
            surname: text(surname),
            prefix: prefix.map(text),
            given_names: Some(text(given)),
            group: None,
            mentor: Some(MENTOR),
            second_mentor: None,
            language: None,
            arrived_on: None,
            programme: None,
            contact_restricted: index == 12,
            moved: None,
        };
        records.push(detainee.into());
    }
    records.extend((0..6).map(|index| work(index, at(8, 0), at(11, 30))));
    records.push(visit(1, VisitKind::Personal, at(13, 30)));
    records.push(visit(2, VisitKind::Lawyer, at(9, 0)));
    let waits_since = NaiveDate::from_ymd_opt(2026, 11, 20);
    records.push(
        LeaveSummary {
            id: LeaveRequestId(Uuid::from_u128(6)),
            detainee: person(1),
            kind: LeaveKind::ShortReintegration,
            state: LeaveState::AdviceGathering,
            waits_on: Some(WaitsOn::LibertiesCommittee),
            waits_since,
            leaves_at: None,
            returns_at: None,
        }
        .into(),
    );
    records.push(
        MunicipalSummary {
            id: MunicipalHandoverId(Uuid::from_u128(7)),
            detainee: person(1),
            municipality: text("GM0193"),
            state: MunicipalState::PlanShared,
            unanswered_since: NaiveDate::from_ymd_opt(2026, 11, 13),
        }
        .into(),
    );
    let expected = expected(&records);
    records.extend(expected);
    records
}

/// What the places have of these people and what is planned for them.
pub(super) fn expected(records: &[Record]) -> Vec<Record> {
    let people = records.iter().filter_map(|record| match record {
        Record::Detainee(person) => Some((person.id, person)),
        _ => None,
    });
    let people: BTreeMap<_, _> = people.collect();
    let one = |record: &Record| {
        let whose = match record {
            Record::Visit(visit) => visit.detainee,
            Record::WorkShift(shift) => shift.detainee,
            _ => return None,
        };
        Expected::of(people.get(&whose)?, record).map(Record::from)
    };
    records.iter().filter_map(one).collect()
}

/// As the hub keeps it.
fn known(record: &Record) -> Known {
    let stream = match record {
        Record::Expected(expected) => expected.stream(FACILITY),
        _ => StreamId::wing(WING),
    };
    Known::first(stream, record.clone())
}

/// A terminal without a terminal: types keys, saves what is recorded, shows the day again.
pub(super) struct Desk {
    pub(super) model: Model,
    pub(super) looks: Looks,
    pub(super) words: Words,
    pub(super) now: DateTime<Utc>,
    pub(super) records: Vec<Record>,
    /// Every batch that was recorded.
    pub(super) recorded: Vec<Vec<Deed>>,
    pub(super) left: bool,
    /// The PIN that was chosen, and how often another one was tried since.
    pin: (String, u8),
    /// Times that drafts were to be written at once.
    pub(super) drafts_kept: usize,
    /// Refused actions that were looked at.
    pub(super) seen: Vec<u64>,
    /// Every list that was printed.
    pub(super) printed: Vec<(List, String)>,
    /// How many rows of a week a newer hub wrote.
    pub(super) unknown_in_week: usize,
    /// How many rows of a place a newer hub wrote.
    pub(super) unknown_at_place: usize,
    /// What the journal answers from now on.
    pub(super) disk_is_full: bool,
    /// What was drawn last: each picture is held against it.
    pub(super) kept: Kept,
    pending: BTreeMap<RowId, Pending>,
    seen_at: Vec<Option<DateTime<Utc>>>,
}

impl Desk {
    pub(super) fn new(size: (u16, u16), lang: Lang) -> Self {
        let mut desk = Self {
            model: Model::new(size),
            looks: Looks::built_in(Depth::Ansi256),
            words: Words::new(lang),
            now: at(7, 52),
            records: records(),
            recorded: Vec::new(),
            left: false,
            pin: (String::new(), 0),
            drafts_kept: 0,
            seen: Vec::new(),
            printed: Vec::new(),
            unknown_in_week: 0,
            unknown_at_place: 0,
            disk_is_full: false,
            kept: Kept::default(),
            pending: BTreeMap::new(),
            seen_at: Vec::new(),
        };
        desk.send(Msg::SignedIn(Who { staff: MENTOR, name: text("M. de Vries"), wing: Some(WING) }));
        desk.send(Msg::Places(true));
        desk.send(Msg::Wings(vec![(WING, text("B2")), (WingId(Uuid::from_u128(9)), text("C1"))]));
        let line = msg::Line::Online;
        desk.send(Msg::Status(Status { line, last_sync: Some(at(7, 51)), ..Status::default() }));
        desk
    }

    /// The same at the visits desk and a workplace, by somebody who has no wing.
    pub(super) fn at_a_place(size: (u16, u16), lang: Lang) -> Self {
        let mut desk = Self::new(size, lang);
        desk.model = Model::new(size);
        desk.send(Msg::SignedIn(Who { staff: MENTOR, name: text("B. Groen"), wing: None }));
        desk.send(Msg::Wings(Vec::new()));
        desk.send(Msg::Places(true));
        let line = msg::Line::Online;
        desk.send(Msg::Status(Status { line, last_sync: Some(at(7, 51)), ..Status::default() }));
        desk
    }

    pub(super) fn send(&mut self, msg: Msg) {
        let context = Context { now: self.now, looks: &self.looks, words: &self.words };
        let effects = update(&mut self.model, msg, &context);
        for effect in effects {
            self.run(effect);
        }
    }

    fn known(&self) -> Vec<Known> {
        self.records.iter().map(known).collect()
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Load(wing, date) => {
                let records = self.known();
                let day = assemble(&DayInput {
                    records: &records,
                    pending: &self.pending,
                    unknown: 0,
                    wing,
                    date,
                    now: self.now,
                    margins: Margins { underway_minutes: Some(5), ..Margins::default() },
                });
                self.send(Msg::Day(Arc::new(day)));
            }
            Effect::Record { ticket, deeds, observed_at } if !self.disk_is_full => {
                let mut rows = Vec::new();
                for deed in &deeds {
                    let number = u64::try_from(self.records.len()).expect("small");
                    let row = RowId(Uuid::from_u128(9000 + u128::from(number)));
                    let seen = observed_at.unwrap_or(self.now);
                    self.decide(deed, row, seen, number);
                    self.pending.insert(row, Pending::Mine);
                    rows.push(row);
                }
                self.recorded.push(deeds);
                self.seen_at.push(observed_at);
                self.send(Msg::Recorded(ticket, Ok(rows)));
                self.run(Effect::Load(WING, date()));
                if let Some(date) = self.model.shows_place(date()) {
                    self.run(Effect::LoadExpected(date));
                }
                if let Some((wing, monday)) = self.model.shows_week() {
                    self.run(Effect::LoadWeek(wing, monday));
                }
                if let Some(person) = self.model.shows_file() {
                    self.run(Effect::OpenFile(person));
                }
            }
            Effect::Record { ticket, .. } => {
                self.send(Msg::Recorded(ticket, Err(text("De schijf is vol."))));
            }
            Effect::Quit | Effect::LockedOut => self.left = true,
            Effect::KeepDrafts => self.drafts_kept += 1,
            Effect::SetPin(pin) => {
                self.pin = (pin.reveal().to_owned(), 0);
                self.send(Msg::PinKept);
            }
            Effect::TryPin(pin) if pin.reveal() == self.pin.0 => self.send(Msg::PinTried(None)),
            Effect::TryPin(_) => {
                self.pin.1 += 1;
                self.send(Msg::PinTried(Some(5 - self.pin.1)));
            }
            Effect::LoadSync => self.send(Msg::Sync(Arc::new(super::troubles::sync_page()))),
            Effect::LoadWeek(wing, day) => {
                let records = self.known();
                let (pending, unknown, now) = (&self.pending, self.unknown_in_week, self.now);
                let week = week::assemble(&WeekInput { records: &records, pending, unknown, wing, day, now });
                self.send(Msg::Week(Arc::new(week)));
            }
            Effect::LoadCaseload => {
                let records = self.known();
                let people = caseload::assemble(&CaseloadInput { records: &records, reader: MENTOR, now: self.now });
                self.send(Msg::Caseload(Arc::new(people)));
            }
            Effect::LoadExpected(date) => {
                let (records, pending) = (self.known(), &self.pending);
                let margins = Margins { underway_minutes: Some(5), ..Margins::default() };
                let (now, unknown) = (self.now, self.unknown_at_place);
                let input = PlaceInput { records: &records, pending, date, now, margins, unknown };
                self.send(Msg::Expected(Arc::new(place::assemble(&input))));
            }
            Effect::LoadIndex => {
                let records = self.known();
                self.send(Msg::Index(Arc::new(SearchIndex::new(&records))));
            }
            Effect::HaveSeen(numbers) => self.seen.extend(numbers),
            Effect::OpenFile(person) => {
                let file = super::dossier::dossier(&self.records, person, self.now);
                self.send(Msg::File(Arc::new(file)));
            }
            Effect::Print { list, text, .. } => self.printed.push((list, text.reveal().as_str().to_owned())),
            Effect::SyncNow | Effect::StepAside | Effect::Wake(_) => {}
        }
    }

    /// A colleague does something at another terminal, and it comes in.
    pub(super) fn colleague_does(&mut self, deed: &Deed) {
        self.decide(deed, RowId(Uuid::from_u128(8_999)), self.now, 8_999);
        self.run(Effect::Load(WING, date()));
        if let Some(date) = self.model.shows_place(date()) {
            self.run(Effect::LoadExpected(date));
        }
    }

    /// Somebody elsewhere makes a new version of the note that was recorded first.
    pub(super) fn colleague_edits_the_first_note(&mut self, wing: WingId, detainee: DetaineeId, words: &str) {
        let first = self.records.iter().find_map(|record| match record {
            Record::Note(note) => Some(note.id),
            _ => None,
        });
        let deed = Deed::Note { wing, detainee, text: Pii::new(text(words)), replaces: first };
        self.colleague_does(&deed);
    }

    /// Lays a deed over the records, as the overlay does.
    fn decide(&mut self, deed: &Deed, row: RowId, observed_at: DateTime<Utc>, number: u64) {
        let action = Action {
            id: ActionId(row.0),
            device: DeviceId(Uuid::from_u128(8)),
            number,
            author: MENTOR,
            recorded_at: self.now,
            clock_skew_seconds: None,
            observed_at,
            deed: deed.clone(),
        };
        let known: BTreeMap<RowId, Known> =
            self.records.iter().map(|record| (record.row_id(), known(record))).collect();
        for change in decide(&action, &known, self.now).changes {
            let Change::Put { record, .. } = change else { continue };
            self.records.retain(|old| old.row_id() != record.row_id());
            self.records.push(record);
        }
    }

    /// How things look here.
    pub(super) fn look(&self) -> Look<'_> {
        let theme = self.looks.theme_in_force(&self.model);
        Look { theme, looks: &self.looks, words: &self.words, ascii: true, now: self.now, kept: &self.kept }
    }

    /// Types keys by their names, a second apart.
    pub(super) fn keys(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.now += TimeDelta::seconds(1);
            self.key(name);
        }
    }

    /// Types one key at this moment.
    pub(super) fn key(&mut self, name: &str) {
        let key = Key::parse(name).expect("a key");
        let letter =
            if name == "space" { Some(' ') } else { name.chars().next().filter(|_| name.chars().count() == 1) };
        self.send(Msg::Key(key, letter));
    }

    /// The kinds of the marks that were recorded, batch by batch.
    pub(super) fn marks(&self) -> Vec<Vec<MarkKind>> {
        let kind = |deed: &Deed| match deed {
            Deed::Mark { kind, .. } => Some(*kind),
            _ => None,
        };
        self.recorded.iter().map(|deeds| deeds.iter().filter_map(kind).collect()).collect()
    }

    /// When the last batch happened, if another time was said.
    pub(super) fn last_seen_at(&self) -> Option<DateTime<Utc>> {
        self.seen_at.last().copied().flatten()
    }
}
