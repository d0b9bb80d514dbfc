//! The day by time and by place: people who have to be at one place at one time are together, and who is late comes first.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::item::{Item, ItemKind, ItemState, Recording};
use super::{Day, Line};
use crate::domain::mark::MarkKind;
use crate::domain::volunteer::SeatState;
use crate::text::SafeText;

/// How long before its start something is of now, in minutes.
const NOW_MINUTES: i64 = 15;

/// In which order the day is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum By {
    /// A line per person.
    #[default]
    Person,
    /// A line for everybody who has to be at one place at one time.
    Time,
    /// A list for every place: who is expected, on the way, there, back.
    Place,
}

impl By {
    /// What the same data is turned to next.
    pub const fn turned(self) -> Self {
        match self {
            Self::Person => Self::Time,
            Self::Time => Self::Place,
            Self::Place => Self::Person,
        }
    }
}

/// Where a group stands in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// *Te laat*: it began or ended, and of somebody nobody wrote so.
    Late,
    /// *Nu*: it runs, or is about to.
    Now,
    /// *Straks*.
    Soon,
    /// *Geweest*: nothing more is to be recorded.
    Over,
}

/// People who have to be at one place at one time.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// Where it stands in the day.
    pub when: When,
    /// What they share; of the first of them.
    pub item: &'a Item,
    /// Who, in cell order, each with their own item. At least one.
    pub members: Vec<(&'a Line, &'a Item)>,
}

/// What makes two items one line: start, end, place; and kind and name, unless the place alone does.
type Shared<'a> = (DateTime<Utc>, DateTime<Utc>, Option<(ItemKind, Option<&'a SafeText>)>, Option<&'a SafeText>);

/// Everybody who comes to one thing.
fn one_thing(item: &Item) -> Shared<'_> {
    let kind = match item.kind {
        // Who has a seat and who waits for one come to the same session.
        ItemKind::Session(_) => ItemKind::Session(SeatState::Admitted),
        kind => kind,
    };
    (item.starts_at, item.ends_at, Some((kind, item.title.as_ref())), item.place.as_ref())
}

/// Everybody who is at one place, whatever for. What has no place stays a thing of its own.
fn one_place(item: &Item) -> Shared<'_> {
    let thing = one_thing(item);
    if item.place.is_some() { (thing.0, thing.1, None, thing.3) } else { thing }
}

/// How many of a group are where, as far as the place says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Presence {
    /// Who is expected: everybody but those of whom somebody wrote that they do not come.
    pub expected: usize,
    /// Who left the wing and is not reported.
    pub underway: usize,
    /// Who is there.
    pub there: usize,
}

impl Day {
    /// What these people have to do, in the order of time: everybody for one thing together, or by place whoever is there at that time,
    /// whatever for. Each of their items is in one group.
    pub fn groups<'a>(&'a self, by: By, lines: impl IntoIterator<Item = &'a Line>) -> Vec<Group<'a>> {
        let shared = if by == By::Place { one_place } else { one_thing };
        let lines: Vec<&Line> = lines.into_iter().collect();
        let mut groups: BTreeMap<Shared<'_>, Vec<(&Line, &Item)>> = BTreeMap::new();
        for line in &lines {
            for item in &line.items {
                groups.entry(shared(item)).or_default().push((line, item));
            }
        }
        let whole = |members: Vec<(&'a Line, &'a Item)>| {
            let item = members.first()?.1;
            Some(Group { when: when(&members, self.now), item, members })
        };
        // A round is a line of the day by time; by place nobody goes anywhere for it.
        let rounds = self.rounds.iter().filter(|_| by == By::Time).map(|round| {
            let doors = lines.iter().filter_map(|line| Some((*line, round.doors.get(&line.detainee)?)));
            doors.collect::<Vec<_>>()
        });
        // So is what the wing offers.
        let offers = self.offers.iter().filter(|_| by == By::Time).map(|offer| {
            let members = lines.iter().filter_map(|line| Some((*line, offer.members.get(&line.detainee)?)));
            members.collect::<Vec<_>>()
        });
        let mut groups: Vec<_> = groups.into_values().chain(rounds).chain(offers).filter_map(whole).collect();
        // What is over stands below; the rest keeps the order of time.
        groups.sort_by_key(|group| (group.when, group.item.starts_at, group.item.ends_at));
        groups
    }
}

fn when(members: &[(&Line, &Item)], now: DateTime<Utc>) -> When {
    let mut items = members.iter().map(|(_, item)| *item);
    if items.clone().any(|item| item.recording == Recording::Missing) {
        return When::Late;
    }
    if items.clone().all(|item| item.state.is_finished() || (!item.kind.needs_mark() && item.ends_at <= now)) {
        return When::Over;
    }
    let soon = now + TimeDelta::minutes(NOW_MINUTES);
    if items.any(|item| item.starts_at <= soon || item.state.is_away()) { When::Now } else { When::Soon }
}

/// How far a step is on the way there and back.
const fn rank(step: MarkKind) -> u8 {
    match step {
        MarkKind::Left | MarkKind::Started => 0,
        MarkKind::Arrived | MarkKind::Ended => 1,
        _ => 2,
    }
}

impl<'a> Group<'a> {
    /// The step that comes next for those who are least far. Who is not coming has none, and holds up nobody.
    pub fn next_step(&self) -> Option<MarkKind> {
        self.to_mark().filter_map(|(_, item)| item.next_step()).min_by_key(|step| rank(*step))
    }

    /// Those of whom something is still to be recorded.
    pub fn to_mark(&self) -> impl Iterator<Item = (&'a Line, &'a Item)> {
        self.members.iter().copied().filter(|(_, item)| item.kind.needs_mark() && !item.state.is_finished())
    }

    /// The longest time, in minutes, that one of them is late; 0 when nobody is.
    pub fn minutes_late(&self, now: DateTime<Utc>) -> i64 {
        self.members.iter().map(|(_, item)| item.minutes_late(now)).max().unwrap_or(0)
    }

    /// Who is where; none when the place does not say who arrived.
    pub fn presence(&self) -> Option<Presence> {
        let mut presence = Presence { expected: self.expected(), ..Presence::default() };
        for (_, item) in &self.members {
            presence.underway += usize::from(item.underway_since().is_some());
            presence.there += usize::from(matches!(item.state, ItemState::Arrived | ItemState::Started));
        }
        self.item.place_reports.then_some(presence)
    }

    /// Everybody but those who do not come.
    pub fn expected(&self) -> usize {
        self.members.iter().filter(|(_, item)| !item.state.is_off()).count()
    }

    /// Items of which something should have been recorded.
    pub fn not_recorded(&self) -> usize {
        self.members.iter().filter(|(_, item)| item.recording == Recording::Missing).count()
    }
}
