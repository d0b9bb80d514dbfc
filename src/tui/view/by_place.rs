//! The list by place: who of one place is expected, on the way, there and back; below it every place where somebody is expected.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::by_time::{called, counted};
use super::{Look, Parts, cut, incidents, put};
use crate::domain::day::{Group, Item, ItemState, Line, Recording};
use crate::domain::local;
use crate::text::{Arg, Id, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::wording;

/// Below this width there is no room for what people come for, nor for when it began.
const WITH_KIND: u16 = 76;
/// Lines that are neither a person nor a place: the chosen place, the columns, a rule, the columns of places.
const BETWEEN: u16 = 4;
/// Places that are always in sight, when there are as many.
const LEAST_PLACES: u16 = 3;
/// What stands for what cannot be known.
const UNKNOWN: &str = "-";

/// Where the parts of the list are: rows of people, and rows of places.
struct Rooms {
    heading: u16,
    people: (u16, u16),
    rule: u16,
    places: (u16, u16),
}

impl Rooms {
    /// People first: places have what is left, but for the least of them.
    fn new(area: Rect, people: usize, places: usize) -> Self {
        let free = area.height.saturating_sub(BETWEEN);
        let least = super::columns(places).min(LEAST_PLACES).min(free / 2);
        let wanted = super::columns(people).max(1);
        let shown = wanted.min(free - least);
        let rule = area.y + 2 + shown;
        let left = area.bottom().saturating_sub(rule + 2);
        Self { heading: area.y, people: (area.y + 2, shown), rule, places: (rule + 2, left) }
    }
}

/// Draws the list with its two halves; gives where the choice is.
pub(super) fn list(model: &Model, look: &Look<'_>, buffer: &mut Buffer, parts: Parts) -> Option<Position> {
    // The names of columns are of each half: the list begins a line higher than by person.
    let area = Rect { y: parts.list.y - 1, height: parts.list.height + 1, ..parts.list };
    model.day.as_ref()?;
    let groups = model.groups();
    let here = model.group_of(&groups).unwrap_or(0);
    let Some(group) = groups.get(here) else {
        let id = if model.is_filtered() { Id::EmptyFilter } else { Id::DetailNothingToday };
        put(buffer, 1, area.y + 1, area.width - 1, look.words.say(id).as_str(), look.style(Role::Text));
        return None;
    };
    let rooms = Rooms::new(area, group.members.len(), groups.len());
    let is_whole = model.is_whole || group.members.len() == 1;
    heading(model, group, look, buffer, (area, rooms.heading));
    let at = group.members.iter().position(|(_, item)| Some(item.id) == model.item).unwrap_or(0);
    let chosen = people(model, group, look, buffer, (area, &rooms, at));
    if is_whole {
        put(buffer, 0, rooms.heading, 1, ">", look.style(Role::Selected));
    } else if let Some(y) = chosen {
        put(buffer, 0, y, 1, ">", look.style(Role::Selected));
    }
    places(&groups, look, buffer, (area, &rooms, here));
    let legend = look.words.say(Id::LegendPlace);
    put(buffer, 1, parts.legend.y, parts.legend.width - 1, legend.as_str(), look.style(Role::Quiet));
    Some(Position::new(0, chosen.filter(|_| !is_whole).unwrap_or(rooms.heading)))
}

/// `Bezoekzaal 2  13:30-14:30  6 mensen  3 er, 1 onderweg`
fn heading(model: &Model, group: &Group<'_>, look: &Look<'_>, buffer: &mut Buffer, (area, y): (Rect, u16)) {
    let title = title(group, look);
    let counts: Vec<String> =
        counted(group, look, word).into_iter().chain(incidents::apart(model, group, look)).collect();
    let counts = counts.join(", ");
    let role = if group.not_recorded() > 0 { Role::Attention } else { Role::Header };
    let width = usize::from(area.width.saturating_sub(2));
    put(buffer, 1, y, area.width - 1, &cut(&format!("{title}  {counts}"), width, look.ascii), look.style(role));
}

/// `Bezoekzaal 2  13:30-14:30  6 mensen`
pub(super) fn title(group: &Group<'_>, look: &Look<'_>) -> String {
    let people = look.words.with(Id::TimePeople, &[("people", group.members.len().into())]);
    let span = wording::span(group.item.starts_at, group.item.ends_at);
    format!("{}  {}  {}", place(group.item, look), span.as_str(), people.as_str())
}

/// What a place is called: its name, outside, or that there is none.
fn place(item: &Item, look: &Look<'_>) -> String {
    match &item.place {
        Some(place) => place.as_str().to_owned(),
        None if item.kind.is_outside() => look.words.say(Id::PlaceOutside).as_str().to_owned(),
        None => look.words.say(Id::PlaceNone).as_str().to_owned(),
    }
}

/// How far somebody is, in a word. Who left for a place that reports is on the way.
fn word(item: &Item) -> Id {
    match item.state {
        ItemState::Left if item.underway_since().is_some() => Id::StateUnderway,
        state if state.is_off() => Id::TimeNot,
        state => wording::state(state).0,
    }
}

/// The columns of people: where each begins, what it is called. `kind` and `started` only where it is wide.
struct Columns {
    kind: Option<u16>,
    /// Plan, geroepen, weg, er, begonnen, terug.
    steps: [Option<u16>; 6],
    state: u16,
}

const NAME: u16 = 5;
const STEP_NAMES: [Id; 6] =
    [Id::ColumnPlan, Id::ColumnCalled, Id::ColumnLeft, Id::ColumnArrived, Id::ColumnStarted, Id::ColumnBack];

impl Columns {
    fn at(width: u16) -> Self {
        if width < WITH_KIND {
            Self { kind: None, steps: [Some(22), None, Some(28), Some(34), None, Some(40)], state: 46 }
        } else {
            let steps = [Some(33), Some(39), Some(45), Some(51), Some(57), Some(63)];
            Self { kind: Some(22), steps, state: 69 }
        }
    }
}

/// The people of the chosen place; gives the row of the chosen one.
fn people(
    model: &Model,
    group: &Group<'_>,
    look: &Look<'_>,
    buffer: &mut Buffer,
    (area, rooms, here): (Rect, &Rooms, usize),
) -> Option<u16> {
    let at = Columns::at(area.width);
    let quiet = look.style(Role::Quiet);
    let y = rooms.heading + 1;
    let steps = at.steps.into_iter().zip(STEP_NAMES).filter_map(|(x, id)| Some((x?, id)));
    let names = [(1, Id::ColumnCell), (NAME, Id::ColumnName), (at.state, Id::ColumnState)];
    for (x, id) in names.into_iter().chain(at.kind.map(|x| (x, Id::ColumnKind))).chain(steps) {
        put(buffer, x, y, area.width.saturating_sub(x), look.words.say(id).as_str(), quiet);
    }
    let page = usize::from(rooms.people.1).max(1);
    let top = here / page * page;
    let mut chosen = None;
    for ((y, (line, item)), index) in (rooms.people.0..).zip(group.members.iter().skip(top).take(page)).zip(top..) {
        person(model, (line, item), look, buffer, (&at, y, area.width));
        if index == here {
            chosen = Some(y);
        }
    }
    chosen
}

fn person(
    model: &Model,
    (line, item): (&Line, &Item),
    look: &Look<'_>,
    buffer: &mut Buffer,
    (at, y, width): (&Columns, u16, u16),
) {
    let text = look.style(Role::Text);
    let mut write = |x: u16, end: u16, words: &str, style| {
        let room = end.saturating_sub(x + 1);
        put(buffer, x, y, room, &cut(words, usize::from(room), look.ascii), style);
    };
    let plan = at.steps.first().copied().flatten().unwrap_or(at.state);
    write(1, NAME, &line.cell.spoken(), text);
    let name = if model.hidden { UNKNOWN } else { line.name.as_str() };
    write(NAME, at.kind.unwrap_or(plan), name, text);
    if let Some(x) = at.kind {
        write(x, plan, look.words.say(wording::kind(item.kind).1).as_str(), text);
    }
    // What a place does not report cannot be known: it is no empty field.
    let reported = |time: Option<DateTime<Utc>>| match time {
        Some(time) => clock(time),
        None if item.place_reports || item.on_wing => String::new(),
        None => UNKNOWN.to_owned(),
    };
    let seen = |time: Option<DateTime<Utc>>| time.map(clock).unwrap_or_default();
    let trail = &item.trail;
    let (arrived, started) = (reported(trail.arrived), reported(trail.started));
    let times = [clock(item.starts_at), seen(trail.called), seen(trail.left), arrived, started, seen(trail.back)];
    for (x, time) in at.steps.into_iter().zip(times).filter_map(|(x, time)| Some((x?, time))) {
        write(x, x + 6, &time, text);
    }
    let role = if item.recording == Recording::Missing { Role::Attention } else { Role::Text };
    write(at.state, width + 1, &state(item, look), look.style(role));
}

fn clock(at: DateTime<Utc>) -> String {
    date::time(local::time_of(at))
}

/// How far somebody is: the minutes when it is late or they are on the way, else the state with its reason.
fn state(item: &Item, look: &Look<'_>) -> String {
    let minutes = |id, minutes: i64| {
        let minutes = u64::try_from(minutes).unwrap_or_default();
        look.words.with(id, &[("minutes", minutes.into())]).as_str().to_owned()
    };
    if let Some(since) = item.underway_since() {
        return minutes(Id::PlaceUnderway, (look.now - since).num_minutes());
    }
    match (item.minutes_late(look.now), wording::state(item.state)) {
        (late, _) if late > 0 => minutes(Id::TimeLate, late),
        (_, (state, None)) => look.words.say(state).as_str().to_owned(),
        // The reason says it: there is no room for both.
        (_, (_, Some(reason))) => look.words.say(wording::reason(reason)).as_str().to_owned(),
    }
}

/// Where the columns of places begin: what, expected, on the way, there, whether it reports.
const fn place_columns(width: u16) -> [u16; 5] {
    if width < WITH_KIND { [16, 31, 37, 45, 51] } else { [22, 50, 56, 64, 71] }
}

const PLACE_NAMES: [Id; 5] =
    [Id::ColumnWhat, Id::ColumnExpected, Id::ColumnUnderway, Id::ColumnArrived, Id::ColumnReports];

fn places(groups: &[Group<'_>], look: &Look<'_>, buffer: &mut Buffer, (area, rooms, here): (Rect, &Rooms, usize)) {
    let columns = place_columns(area.width);
    let quiet = look.style(Role::Quiet);
    let rule: String = std::iter::repeat_n('-', usize::from(area.width)).collect();
    put(buffer, area.x, rooms.rule, area.width, &rule, look.style(Role::Text));
    let (y, page) = rooms.places;
    let names = std::iter::once((1, Id::ColumnPlaceName)).chain(columns.into_iter().zip(PLACE_NAMES));
    for (x, id) in names {
        put(buffer, x, y - 1, area.width.saturating_sub(x), look.words.say(id).as_str(), quiet);
    }
    let page = usize::from(page).max(1);
    let top = here / page * page;
    let title = look.words.with(Id::PlacesTitle, &[("places", groups.len().into())]);
    put(buffer, 2, rooms.rule, area.width - 2, &format!(" {} ", title.as_str()), look.style(Role::Text));
    for ((y, group), index) in (y..area.bottom()).zip(groups.iter().skip(top)).zip(top..) {
        let role = match (index == here, group.not_recorded() > 0) {
            (true, _) => Role::Selected,
            (false, true) => Role::Attention,
            (false, false) => Role::Text,
        };
        row(&cells(group, look), columns, look, buffer, (y, area.width, role));
    }
}

/// Place, what, expected, on the way, there, whether it reports.
fn cells(group: &Group<'_>, look: &Look<'_>) -> [String; 6] {
    let span = wording::span(group.item.starts_at, group.item.ends_at);
    let presence = group.presence();
    let count = |count: Option<usize>| count.map_or_else(|| UNKNOWN.to_owned(), |count| count.to_string());
    [
        place(group.item, look),
        format!("{} {}", span.as_str(), kinds(group, look)),
        group.expected().to_string(),
        count(presence.map(|presence| presence.underway)),
        count(presence.map(|presence| presence.there)),
        look.words.say(if group.item.place_reports { Id::PlaceReports } else { Id::PlaceSilent }).as_str().to_owned(),
    ]
}

/// What people come for: each kind once.
fn kinds(group: &Group<'_>, look: &Look<'_>) -> String {
    let mut kinds: Vec<_> = group.members.iter().map(|(_, item)| wording::kind(item.kind).1).collect();
    kinds.dedup();
    let mut said: Vec<String> = Vec::new();
    for kind in kinds {
        let kind = look.words.say(kind).as_str().to_owned();
        if !said.contains(&kind) {
            said.push(kind);
        }
    }
    said.join(", ")
}

fn row(
    cells: &[String; 6],
    columns: [u16; 5],
    look: &Look<'_>,
    buffer: &mut Buffer,
    (y, width, role): (u16, u16, Role),
) {
    let starts = std::iter::once(1).chain(columns);
    let ends = columns.into_iter().chain(std::iter::once(width + 1));
    for ((x, end), text) in starts.zip(ends).zip(cells) {
        let room = end.saturating_sub(x + 1);
        // Only the name of the chosen place stands out: the rest stays as it is while the choice moves.
        let role = if x == 1 || role == Role::Attention { role } else { Role::Text };
        put(buffer, x, y, room, &cut(text, usize::from(room), look.ascii), look.style(role));
    }
}

/// The places as lines, for who hears them.
pub(super) fn spoken(model: &Model, look: &Look<'_>) -> Vec<String> {
    let one = |group: &Group<'_>| {
        let counts = counted(group, look, word).join(", ");
        let reports = look.words.say(if group.item.place_reports { Id::PlaceReports } else { Id::PlaceSilent });
        let gaps = [("reports", (&reports).into())];
        let reports = look.words.with(Id::PlaceSpoken, &gaps);
        let who = match group.members.as_slice() {
            [(line, _)] => format!("{}, ", called(model, line)),
            _ => String::new(),
        };
        format!(
            "{}, {}: {who}{counts}; {}",
            title(group, look).replace("  ", ", "),
            kinds(group, look),
            reports.as_str()
        )
    };
    model.groups().iter().map(one).collect()
}

/// What is to be done about somebody who is on the way for too long.
pub(super) fn too_long(item: &Item, look: &Look<'_>, limit: Option<u16>) -> Option<[String; 2]> {
    item.underway_too_long(look.now, limit)?;
    let left = clock(item.underway_since()?);
    let place = place(item, look);
    let gaps = [
        ("time", Arg::Text(&left)),
        ("place", Arg::Text(&place)),
        ("limit", u64::from(limit.unwrap_or_default()).into()),
    ];
    let said = look.words.with(Id::PlaceNotReported, &gaps).as_str().to_owned();
    let keymap = &look.looks.keymap;
    let key = |action| keymap.shown(crate::tui::layer::Layer::Day, action).unwrap_or_default();
    let (arrived, other) = (key(crate::tui::action::Action::MarkArrived), key(crate::tui::action::Action::OtherTime));
    let gaps = [("arrived", Arg::Text(arrived)), ("other", Arg::Text(other))];
    Some([said, look.words.with(Id::PlaceDoNow, &gaps).as_str().to_owned()])
}
