//! Hours of activities and visits of one person in this week, beside the norm of their programme.

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Utc};

use super::{Sorted, planned};
use crate::domain::day::ItemKind;
use crate::domain::detainee::{Detainee, Programme};
use crate::domain::event::EventKind;
use crate::domain::local::{self, date_of};
use crate::domain::volunteer::SeatState;
use crate::domain::week::{self, BASIS, Norm, PLUS, SlotLine, WeekInput};

/// A word of the programme that is neither an activity nor a visit.
const MEAL: &str = "meal";

/// A week of activities and visits, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Hours {
    /// Planned: work, training, sessions, education, visits, and what the wing offers their group.
    pub planned: i64,
    /// Of what the wing offers their group: shortened or cancelled, as somebody recorded.
    pub lost: i64,
    /// The norm of their programme; none when nobody knows which they are in.
    pub norm: Option<Norm>,
}

/// From when till when.
type Span = (DateTime<Utc>, DateTime<Utc>);

/// The ISO week of today. Nobody is in two places: what overlaps counts once.
pub(super) fn assemble(sorted: &Sorted<'_>, person: Option<&Detainee>) -> Hours {
    let group = person.map(|person| of_group(sorted, person)).unwrap_or_default();
    let norm = person.and_then(|person| person.programme).map(|programme| match programme {
        Programme::Basis => BASIS,
        Programme::Plus => PLUS,
    });
    let own = of_their_own(sorted);
    let with_own = |spans: &dyn Fn(&SlotLine) -> Option<(NaiveTime, NaiveTime)>| {
        let at = |line: &SlotLine, time| local::instant_lossy(line.day.and_time(time));
        let of_group = group.iter().filter_map(|line| spans(line).map(|(from, to)| (at(line, from), at(line, to))));
        minutes(own.iter().copied().chain(of_group).collect())
    };
    let planned = with_own(&|line| Some((line.starts, line.ends)));
    let offered = with_own(&SlotLine::offered);
    Hours { planned, lost: (planned - offered).max(0), norm }
}

/// How many minutes these take together.
fn minutes(mut spans: Vec<Span>) -> i64 {
    spans.sort_unstable();
    let (mut sum, mut until) = (TimeDelta::zero(), DateTime::<Utc>::MIN_UTC);
    for (from, to) in spans {
        sum += (to - from.max(until)).max(TimeDelta::zero());
        until = until.max(to);
    }
    sum.num_minutes()
}

/// What the wing offers their group in this week; doors and meals are no activity.
fn of_group(sorted: &Sorted<'_>, person: &Detainee) -> Vec<SlotLine> {
    let input = sorted.input;
    let (records, pending, now) = (input.records, input.pending, input.now);
    let week = week::assemble(&WeekInput { records, pending, unknown: 0, wing: person.wing, day: date_of(now), now });
    let is_theirs = |line: &SlotLine| line.group.is_none() || line.group == person.group;
    let counts = |line: &SlotLine| is_theirs(line) && line.round().is_none() && line.kind.as_str() != MEAL;
    week.lines.into_iter().filter(counts).collect()
}

fn of_their_own(sorted: &Sorted<'_>) -> Vec<Span> {
    let week = date_of(sorted.input.now).iso_week();
    let counts = |kind: ItemKind| match kind {
        ItemKind::Work(_) | ItemKind::Visit(_) => true,
        ItemKind::Session(seat) => seat == SeatState::Admitted,
        ItemKind::Event(kind) => kind == EventKind::Education,
        ItemKind::Leave(_) | ItemKind::Door(_) | ItemKind::Programme(_) => false,
    };
    let is_this_week = |at: DateTime<Utc>| date_of(at).iso_week() == week;
    let all = sorted.input.records.iter().filter_map(|known| planned(&known.record));
    let mine = all.filter(|(planned, _)| counts(planned.kind) && is_this_week(planned.starts_at));
    mine.map(|(planned, ends_at)| (planned.starts_at, ends_at)).collect()
}
