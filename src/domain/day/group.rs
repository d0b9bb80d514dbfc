//! The day by time: people who have to be at one place at one time are one line, and who is late comes first.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::item::{Item, ItemKind, Recording};
use super::{Day, Line};
use crate::domain::mark::MarkKind;
use crate::domain::volunteer::SeatState;
use crate::text::SafeText;

/// How long before its start something is of now, in minutes.
const NOW_MINUTES: i64 = 15;

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

/// What makes two items one line: start, end, kind, name, place.
type Shared<'a> = (DateTime<Utc>, DateTime<Utc>, ItemKind, Option<&'a SafeText>, Option<&'a SafeText>);

fn shared(item: &Item) -> Shared<'_> {
    let kind = match item.kind {
        // Who has a seat and who waits for one come to the same session.
        ItemKind::Session(_) => ItemKind::Session(SeatState::Admitted),
        kind => kind,
    };
    (item.starts_at, item.ends_at, kind, item.title.as_ref(), item.place.as_ref())
}

impl Day {
    /// What these people have to do, by time. Each of their items is in one group.
    pub fn by_time<'a>(&self, lines: impl IntoIterator<Item = &'a Line>) -> Vec<Group<'a>> {
        let mut groups: BTreeMap<Shared<'_>, Vec<(&Line, &Item)>> = BTreeMap::new();
        for line in lines {
            for item in &line.items {
                groups.entry(shared(item)).or_default().push((line, item));
            }
        }
        let whole = |members: Vec<(&'a Line, &'a Item)>| {
            let item = members.first()?.1;
            Some(Group { when: when(&members, self.now), item, members })
        };
        let mut groups: Vec<_> = groups.into_values().filter_map(whole).collect();
        // What is over stands below; the rest keeps the order of time.
        groups.sort_by_key(|group| group.when);
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

    /// Items of which something should have been recorded.
    pub fn not_recorded(&self) -> usize {
        self.members.iter().filter(|(_, item)| item.recording == Recording::Missing).count()
    }
}
