//! The handover fills itself in: from what the day says to points for the next shift, each with its source, so that nobody writes down what
//! was recorded already. What was not recorded is said to be that, never as if it had been done.

use chrono::{DateTime, Utc};

use crate::domain::count::Headcount;
use crate::domain::day::{
    By, Day, Group, IncidentLine, Item, ItemKind, ItemState, Line, Offer, PeopleSum, Recording, WrittenLine,
};
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::incident::IncidentKind;
use crate::domain::leave::{LeaveKind, LeaveState, LeaveSummary};
use crate::domain::local;
use crate::domain::mark::AbsenceReason;
use crate::domain::measure::{Measure, MeasureKind};
use crate::domain::movement::MovementKind;
use crate::domain::programme::Went;
use crate::domain::request::{Asked, RequestState};
use crate::domain::shift::Change;
use crate::domain::visit::ReviewReason;
use crate::text::{Pii, SafeText};

/// How much a point matters to whoever comes (screen words § 4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// *Eerst weten*.
    First,
    /// *Te doen*.
    ToDo,
    /// *Om te weten*.
    ToKnow,
    /// *Ging goed*.
    WentWell,
    /// *Niet ingevuld*: nobody knows whether it was done.
    NotRecorded,
}

impl Rank {
    /// Every rank, in the order of the page.
    pub const ALL: [Self; 5] = [Self::First, Self::ToDo, Self::ToKnow, Self::WentWell, Self::NotRecorded];
}

/// What a point says. Words are made of it for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Out on leave, and due back.
    LeaveOut(LeaveKind),
    /// Out, and should have been back.
    LeaveLate(LeaveKind),
    /// At court, on transfer: outside, and not back.
    NotBack(ItemKind),
    /// On the way to a place that does not report them, for longer than it may take.
    Underway(Option<SafeText>),
    /// Something happened.
    Incident(IncidentKind, Pii<SafeText>),
    /// An officer's measure runs.
    UrgentMeasure(IncidentKind),
    /// A measure or a sanction runs.
    Measure(MeasureKind),
    /// A visit has to be looked at again.
    Review(Vec<ReviewReason>),
    /// Planned for the shift that comes.
    Planned(ItemKind, Option<SafeText>),
    /// Somebody asked something: of whom, and whether it was answered and not told.
    Request(Asked, RequestState),
    /// Did not come, and why.
    Absent(ItemKind, AbsenceReason),
    /// Stayed in the cell, and why.
    StaysInCell(AbsenceReason),
    /// Was called off.
    CalledOff(ItemKind, ItemState),
    /// What the wing offers was shortened or cancelled.
    Programme(ItemKind, Went),
    /// Came, left, went to another cell.
    Moved(MovementKind),
    /// What an officer wrote for the next shift.
    Entry(Pii<SafeText>),
    /// Began or ended, and nobody wrote what came of it.
    NotRecorded(ItemKind, Option<SafeText>),
}

impl What {
    /// Its name for other programs; it does not change.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LeaveOut(_) => "leave-out",
            Self::LeaveLate(_) => "leave-late",
            Self::NotBack(_) => "not-back",
            Self::Underway(_) => "underway",
            Self::Incident(..) => "incident",
            Self::UrgentMeasure(_) => "urgent-measure",
            Self::Measure(_) => "measure",
            Self::Review(_) => "review",
            Self::Planned(..) => "planned",
            Self::Request(..) => "request",
            Self::Absent(..) => "absent",
            Self::StaysInCell(_) => "stays-in-cell",
            Self::CalledOff(..) => "called-off",
            Self::Programme(..) => "programme",
            Self::Moved(_) => "moved",
            Self::Entry(_) => "entry",
            Self::NotRecorded(..) => "not-recorded",
        }
    }
}

/// One point of a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// How much it matters.
    pub rank: Rank,
    /// About whom, in cell order; nobody when it is about the wing.
    pub people: Vec<DetaineeId>,
    /// What it says.
    pub what: What,
    /// When it is due, or until when it lasts.
    pub due: Option<DateTime<Utc>>,
    /// The row that it comes from; of several people that of the first.
    pub source: RowId,
}

/// A handover before anybody gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who hands over to whom.
    pub change: Change,
    /// From when on it tells what happened.
    pub since: DateTime<Utc>,
    /// Until when it tells what comes.
    pub until: DateTime<Utc>,
    /// Where everybody is.
    pub sum: PeopleSum,
    /// The last count of the shift: when, what was expected, what was counted.
    pub count: Option<(DateTime<Utc>, Headcount, Headcount)>,
    /// The points, by rank, then by when they are due.
    pub points: Vec<Point>,
    /// Rows that this program could not read: there may be more to know.
    pub unknown: usize,
}

/// Compiles the handover of the shift that goes, from the day of the wing and, when that shift began yesterday or the next one is of
/// tomorrow, from those days.
pub fn compile(day: &Day, others: &[&Day]) -> Draft {
    let (midnight, end) = local::bounds(day.date);
    let since = day.change.from.as_ref().map_or(midnight, |turn| turn.from);
    let until = day.change.to.as_ref().map_or(end, |turn| turn.to);
    let span = Span { since, now: day.now, until };
    let mut points = Vec::new();
    standing(day, span, &mut points);
    for one in others.iter().copied().chain([day]) {
        of_day(one, span, &mut points);
    }
    points.sort_by(|a, b| {
        let key =
            |point: &Point| (point.rank, point.due.is_none(), point.due, point.people.first().copied(), point.source);
        key(a).cmp(&key(b))
    });
    // What runs over midnight is on both its days.
    points.dedup();
    let counts = day.rounds.iter().flat_map(|round| &round.counts);
    let last = counts.filter(|count| since <= count.at).max_by_key(|count| (count.at, count.id));
    Draft {
        change: day.change.clone(),
        since,
        until,
        sum: day.sum,
        count: last.map(|count| (count.at, count.expected, count.counted)),
        points,
        unknown: day.unknown + others.iter().map(|other| other.unknown).sum::<usize>(),
    }
}

/// What the shift is, and until when the next one lasts.
#[derive(Clone, Copy)]
struct Span {
    since: DateTime<Utc>,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Span {
    /// Whether something of the shift that goes.
    fn was(self, at: DateTime<Utc>) -> bool {
        self.since <= at && at <= self.now
    }

    /// Whether something of the shift that comes, or of what is left of this one.
    fn comes(self, at: DateTime<Utc>) -> bool {
        self.now < at && at <= self.until
    }
}

/// What is so now, whatever day it is of: leave, measures, requests.
fn standing(day: &Day, span: Span, points: &mut Vec<Point>) {
    for line in &day.lines {
        points.extend(line.leave.iter().filter_map(|leave| out_on_leave(line, leave, span)));
        points.extend(line.measures.iter().map(|measure| measured(line, measure, span)));
    }
    points.extend(day.incidents.iter().filter_map(|incident| happened(incident, span)));
    points.extend(day.requests.iter().filter(|request| !request.state.is_closed()).map(|request| Point {
        rank: Rank::ToDo,
        people: vec![request.detainee],
        what: What::Request(request.asked, request.state.clone()),
        due: None,
        source: request.id.into(),
    }));
}

fn out_on_leave(line: &Line, leave: &LeaveSummary, span: Span) -> Option<Point> {
    if !matches!(leave.state, LeaveState::Out | LeaveState::SickReported) {
        return None;
    }
    let is_late = leave.state == LeaveState::Out && leave.returns_at.is_some_and(|due| due < span.now);
    let what = if is_late { What::LeaveLate(leave.kind) } else { What::LeaveOut(leave.kind) };
    Some(Point { rank: Rank::First, people: vec![line.detainee], what, due: leave.returns_at, source: leave.id.into() })
}

/// One that ends before the next shift does is to be known first.
fn measured(line: &Line, measure: &Measure, span: Span) -> Point {
    let ends = measure.ends_at.is_some_and(|end| end <= span.until);
    let rank = if ends { Rank::First } else { Rank::ToKnow };
    let what = What::Measure(measure.kind);
    Point { rank, people: vec![line.detainee], what, due: measure.ends_at, source: measure.id.into() }
}

fn happened(incident: &IncidentLine, span: Span) -> Option<Point> {
    let what = if incident.runs() {
        What::UrgentMeasure(incident.kind)
    } else if span.was(incident.started_at) {
        What::Incident(incident.kind, incident.text.clone())
    } else {
        return None;
    };
    let due = incident.limit.filter(|_| incident.runs());
    Some(Point { rank: Rank::First, people: vec![incident.detainee], what, due, source: incident.id.into() })
}

/// What happened on a day, and what comes on it.
fn of_day(day: &Day, span: Span, points: &mut Vec<Point>) {
    for line in &day.lines {
        points.extend(line.items.iter().filter_map(|item| of_item(line, item, day, span)));
        let seen = line.movements.iter().filter(|movement| span.was(movement.observed_at));
        points.extend(seen.map(|movement| Point {
            rank: Rank::ToKnow,
            people: vec![line.detainee],
            what: What::Moved(movement.kind.clone()),
            due: None,
            source: movement.id.into(),
        }));
    }
    points.extend(day.offers.iter().filter_map(|offer| offered(offer, span)));
    points.extend(day.groups(By::Time, &day.lines).iter().filter_map(|group| of_group(group, span)));
    points.extend(day.handover.iter().filter(|entry| span.was(entry.written_at)).map(written));
}

fn written(entry: &WrittenLine) -> Point {
    Point {
        rank: Rank::ToKnow,
        people: entry.detainee.into_iter().collect(),
        what: What::Entry(entry.text.clone()),
        due: None,
        source: entry.id,
    }
}

/// What somebody's own item says of them alone.
fn of_item(line: &Line, item: &Item, day: &Day, span: Span) -> Option<Point> {
    let is_of_shift = item.starts_at <= span.now && span.since <= item.ends_at;
    let (rank, what, due) = if is_not_back(item) {
        (Rank::First, What::NotBack(item.kind), Some(item.ends_at))
    } else if item.underway_too_long(span.now, day.margins.underway_minutes).is_some() {
        (Rank::First, What::Underway(item.place.clone()), item.underway_since())
    } else if item.review.is_open() && !item.state.is_finished() && span.comes(item.starts_at) {
        (Rank::ToDo, What::Review(item.review.reasons.clone()), Some(item.starts_at))
    } else if !is_of_shift {
        return None;
    } else {
        let what = match item.state {
            ItemState::Absent(reason) => What::Absent(item.kind, reason),
            ItemState::StaysInCell(reason) => What::StaysInCell(reason),
            state if state.is_off() => What::CalledOff(item.kind, state),
            _ => return None,
        };
        (Rank::ToKnow, what, None)
    };
    Some(Point { rank, people: vec![line.detainee], what, due, source: item.id })
}

/// Leave has a point of its own.
fn is_not_back(item: &Item) -> bool {
    item.state.is_away() && item.kind.is_outside() && !matches!(item.kind, ItemKind::Leave(_))
}

/// What the wing offered: what went otherwise than planned, and what nobody recorded.
fn offered(offer: &Offer, span: Span) -> Option<Point> {
    let item = offer.members.values().next().filter(|item| span.was(item.ends_at))?;
    let (rank, what) = match offer.went {
        Some(went @ (Went::Cancelled(_) | Went::Shortened { .. })) => (Rank::ToKnow, What::Programme(item.kind, went)),
        Some(Went::AsPlanned) => return None,
        Some(Went::Withdrawn) | None => (Rank::NotRecorded, What::NotRecorded(item.kind, None)),
    };
    Some(Point { rank, people: Vec::new(), what, due: Some(item.starts_at), source: item.id })
}

/// What several people share: what comes, what was not recorded, what the wing offered.
fn of_group(group: &Group<'_>, span: Span) -> Option<Point> {
    let first = group.item;
    let people = |wanted: &dyn Fn(&Item) -> bool| -> Vec<DetaineeId> {
        group.members.iter().filter(|(_, item)| wanted(item)).map(|(line, _)| line.detainee).collect()
    };
    let point = |rank, people: Vec<DetaineeId>, what, due| {
        (!people.is_empty()).then_some(Point { rank, people, what, due, source: first.id })
    };
    let missing = |item: &Item| {
        let is_said = is_not_back(item) || item.underway_since().is_some();
        item.recording == Recording::Missing && span.since <= item.ends_at && !is_said
    };
    let missed = people(&missing);
    if !missed.is_empty() {
        return point(
            Rank::NotRecorded,
            missed,
            What::NotRecorded(first.kind, first.title.clone()),
            Some(first.starts_at),
        );
    }
    let comes =
        matches!(first.kind, ItemKind::Visit(_) | ItemKind::Session(_) | ItemKind::Event(_) | ItemKind::Leave(_));
    if comes && span.comes(first.starts_at) {
        let expected = people(&|item| !item.state.is_off());
        return point(Rank::ToDo, expected, What::Planned(first.kind, first.title.clone()), Some(first.starts_at));
    }
    None
}
