//! The list by time: a line for everybody who has to be at one place at one time, and what is known of a group.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{Look, Parts, columns, cut, incidents, put};
use crate::domain::day::{Group, Item, ItemKind, ItemState, Line, Recording, When};
use crate::domain::id::RowId;
use crate::domain::local;
use crate::text::{Arg, Id, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::row_of;
use crate::wording;

/// Columns of the marker and the time.
const WHAT: u16 = 8;
/// Below this width there is no room for the place; where somebody works or meets says what it is already.
const WITH_PLACE: u16 = 70;

/// Where the columns begin.
struct Columns {
    who: u16,
    place: Option<u16>,
    state: u16,
}

impl Columns {
    fn at(width: u16) -> Self {
        let who = if width < WITH_PLACE { 25 } else { 29 };
        let place = (width >= WITH_PLACE).then_some(who + 18);
        Self { who, place, state: place.map_or(who + 18, |place| place + 12) }
    }
}

/// Draws the list and the line below it; gives where the chosen group begins.
pub(super) fn list(model: &Model, look: &Look<'_>, buffer: &mut Buffer, parts: Parts) -> Option<Position> {
    let area = parts.list;
    let at = Columns::at(area.width);
    let quiet = look.style(Role::Quiet);
    let names = [(1, Id::ColumnTime), (WHAT, Id::ColumnWhat), (at.who, Id::ColumnWho), (at.state, Id::ColumnState)];
    for (x, id) in names.into_iter().chain(at.place.map(|place| (place, Id::ColumnPlace))) {
        put(buffer, x, area.y - 1, area.width.saturating_sub(x), look.words.say(id).as_str(), quiet);
    }
    model.day.as_ref()?;
    let groups = model.groups();
    if groups.is_empty() {
        let id = if model.is_filtered() { Id::EmptyFilter } else { Id::DetailNothingToday };
        put(buffer, 1, area.y + 1, area.width - 1, look.words.say(id).as_str(), look.style(Role::Text));
        return None;
    }
    let here = model.group_of(&groups).unwrap_or(0);
    let page = usize::from(area.height).max(1);
    let top = row_of(&groups, here) / page * page;
    let mut cursor = None;
    let row_in_sight = |row: usize| row.checked_sub(top).filter(|row| *row < page).map(|row| area.y + columns(row));
    for (index, group) in groups.iter().enumerate() {
        let row = row_of(&groups, index);
        let begins =
            index.checked_sub(1).and_then(|before| groups.get(before)).is_none_or(|before| before.when != group.when);
        if let Some(y) = row_in_sight(row - 1).filter(|_| begins) {
            let role = if group.when == When::Late { Role::Attention } else { Role::Header };
            put(buffer, 1, y, area.width - 1, look.words.say(part(group.when)).as_str(), look.style(role));
        }
        let Some(y) = row_in_sight(row) else { continue };
        line(model, group, look, buffer, (&at, y, area.width));
        if index == here {
            let marker = if model.is_whole || group.members.len() == 1 { ">" } else { "-" };
            put(buffer, 0, y, 1, marker, look.style(Role::Selected));
            put(buffer, 1, y, 5, &clock(group.item), look.style(Role::Selected));
            cursor = Some(Position::new(0, y));
        }
    }
    let seen = |index: &usize| row_in_sight(row_of(&groups, *index)).is_some();
    let from = (0..groups.len()).find(seen).unwrap_or(0);
    let to = (0..groups.len()).rfind(seen).unwrap_or(0);
    let gaps = [("from", (from + 1).into()), ("to", (to + 1).into()), ("all", groups.len().into())];
    let legend = look.words.with(Id::LegendTime, &gaps);
    put(buffer, 1, parts.legend.y, parts.legend.width - 1, legend.as_str(), quiet);
    cursor
}

fn clock(item: &Item) -> String {
    date::time(local::time_of(item.starts_at))
}

const fn part(when: When) -> Id {
    match when {
        When::Late => Id::PartLate,
        When::Now => Id::PartNow,
        When::Soon => Id::PartSoon,
        When::Over => Id::PartOver,
    }
}

fn line(model: &Model, group: &Group<'_>, look: &Look<'_>, buffer: &mut Buffer, (at, y, width): (&Columns, u16, u16)) {
    let text = look.style(Role::Text);
    let mut write = |x: u16, end: u16, words: &str, role| {
        let room = end.saturating_sub(x + 1);
        put(buffer, x, y, room, &cut(words, usize::from(room), look.ascii), role);
    };
    write(1, WHAT, &clock(group.item), text);
    write(WHAT, at.who, &what(group.item, look), text);
    write(at.who, at.place.unwrap_or(at.state), &who(model, group, look), text);
    if let (Some(x), Some(place)) = (at.place, &group.item.place) {
        write(x, at.state, place.as_str(), text);
    }
    let (role, state) = state(group, model, look);
    write(at.state, width + 1, &state, look.style(role));
}

/// `arbeid Houtwerkplaats`
fn what(item: &Item, look: &Look<'_>) -> String {
    let kind = look.words.say(wording::kind(item.kind).1);
    if let (ItemKind::Programme(_), Some(group)) = (item.kind, &item.title) {
        let gaps = [("what", (&kind).into()), ("group", group.into())];
        return look.words.with(Id::WeekGroup, &gaps).as_str().to_owned();
    }
    match &item.title {
        Some(title) => format!("{} {}", kind.as_str(), title.as_str()),
        None => kind.as_str().to_owned(),
    }
}

/// Somebody by cell and name, or how many.
fn who(model: &Model, group: &Group<'_>, look: &Look<'_>) -> String {
    match group.members.as_slice() {
        [(line, _)] => called(model, line),
        several => look.words.with(Id::TimePeople, &[("people", several.len().into())]).as_str().to_owned(),
    }
}

pub(super) fn called(model: &Model, line: &Line) -> String {
    format!("{} {}", line.cell.spoken(), if model.hidden { "-" } else { line.name.as_str() })
}

/// How far it is: what is wrong first, then how many are how far.
fn state(group: &Group<'_>, model: &Model, look: &Look<'_>) -> (Role, String) {
    let offers = model.day.iter().flat_map(|day| &day.offers);
    let offer = offers.into_iter().find(|offer| RowId::from(offer.slot) == group.item.id);
    if let Some(went) = offer.and_then(|offer| offer.went) {
        let sign = wording::waiting_sign(group.item.pending);
        return (Role::Text, format!("{}{sign}", wording::went(went, look.words).as_str()));
    }
    let late = u64::try_from(group.minutes_late(look.now)).unwrap_or_default();
    let clashes = group.to_mark().filter(|(_, item)| item.clash.is_some_and(|clash| !clash.goes_first)).count();
    let missing = group.not_recorded();
    let mut parts = Vec::new();
    let is_today = model.date.is_none();
    if late > 0 && is_today && group.members.len() == 1 {
        parts.push(look.words.with(Id::TimeLate, &[("minutes", late.into())]).as_str().to_owned());
    } else if missing > 0 {
        parts.push(look.words.with(Id::TimeMissing, &[("items", missing.into())]).as_str().to_owned());
    }
    // A signal is read before what everybody expects.
    let review = group.to_mark().any(|(_, item)| item.review.is_open() || !item.signals.is_empty());
    parts.extend(review.then(|| look.words.say(Id::ReviewShort).as_str().to_owned()));
    let is_wrong = !parts.is_empty() || clashes > 0;
    parts.extend(counted(group, look, word));
    match (clashes, group.members.len()) {
        (0, _) => {}
        (_, 1) => parts.push(look.words.say(Id::TimeClash).as_str().to_owned()),
        (clashes, _) => parts.push(format!("{clashes} {}", look.words.say(Id::TimeClash).as_str())),
    }
    parts.extend(incidents::apart(model, group, look));
    (if is_wrong { Role::Attention } else { Role::Text }, parts.join(", "))
}

/// How far somebody is, in a word.
fn word(item: &Item) -> Id {
    if item.state.is_off() { Id::TimeNot } else { wording::state(item.state).0 }
}

/// `7 weg, 2 niet`; of one, or when all are alike, the state alone. Who is still expected is not counted beside what was said of them.
pub(super) fn counted(group: &Group<'_>, look: &Look<'_>, word: fn(&Item) -> Id) -> Vec<String> {
    let mut counts: Vec<(Id, usize)> = Vec::new();
    let open = |item: &Item| {
        item.recording == Recording::Missing && matches!(item.state, ItemState::Planned | ItemState::CalledUp)
    };
    let mut seen: Vec<_> = group.members.iter().map(|(_, item)| *item).filter(|item| !open(item)).collect();
    seen.sort_by_key(|item| item.state);
    for item in seen {
        match counts.last_mut().filter(|(id, _)| *id == word(item)) {
            Some((_, count)) => *count += 1,
            None => counts.push((word(item), 1)),
        }
    }
    let of_one = match group.members.as_slice() {
        [(_, item)] if item.state.is_off() => Some(wording::state(item.state).0),
        [(_, item)] => Some(word(item)),
        _ => None,
    };
    let all = group.members.len();
    let one = |(id, count): (Id, usize)| match of_one {
        Some(whole) => look.words.say(whole).as_str().to_owned(),
        None if count == all => look.words.say(id).as_str().to_owned(),
        None => format!("{count} {}", look.words.say(id).as_str()),
    };
    counts.into_iter().map(one).collect()
}

/// What is known of a whole group: a title, then who is how far, those of whom nothing is known first.
pub(super) fn known(model: &Model, group: &Group<'_>, look: &Look<'_>) -> (String, Vec<(Role, String)>) {
    let item = group.item;
    let title = format!("{} {}", wording::span(item.starts_at, item.ends_at).as_str(), what(item, look));
    let mut by_state: Vec<(ItemState, bool, Vec<String>)> = Vec::new();
    let mut members = group.members.clone();
    members.sort_by_key(|(line, item)| (item.recording != Recording::Missing, item.state, line.cell.clone()));
    for (line, item) in members {
        let missing = item.recording == Recording::Missing;
        let name = called(model, line);
        match by_state.last_mut().filter(|(state, was, _)| *state == item.state && *was == missing) {
            Some((_, _, names)) => names.push(name),
            None => by_state.push((item.state, missing, vec![name])),
        }
    }
    let said = |(state, missing, names): (ItemState, bool, Vec<String>)| {
        let (state, reason) = wording::state(state);
        let mut text = look.words.say(state).as_str().to_owned();
        if let Some(reason) = reason {
            text.extend([", ", look.words.say(wording::reason(reason)).as_str()]);
        }
        if missing {
            text.extend([", ", look.words.say(Id::TimeNotRecorded).as_str()]);
        }
        let names = names.join("; ");
        let gaps = [("state", Arg::Text(&text)), ("names", Arg::Text(&names))];
        let role = if missing { Role::Attention } else { Role::Text };
        (role, look.words.with(Id::TimeWho, &gaps).as_str().to_owned())
    };
    let apart = incidents::apart(model, group, look).map(|text| (Role::Attention, text));
    (title, apart.into_iter().chain(by_state.into_iter().map(said)).collect())
}

/// The groups as lines, for who hears them.
pub(super) fn spoken(model: &Model, look: &Look<'_>) -> Vec<String> {
    let one = |group: &Group<'_>| {
        let state = state(group, model, look).1;
        format!("{} {}, {}: {state}", clock(group.item), what(group.item, look), who(model, group, look))
    };
    model.groups().iter().map(one).collect()
}
