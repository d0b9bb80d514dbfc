//! Hours of activities and visits of one person in this week, beside the norm of their programme.

use chrono::{DateTime, Datelike, Utc};

use super::{Sorted, planned};
use crate::domain::day::ItemKind;
use crate::domain::detainee::{Detainee, Programme};
use crate::domain::event::EventKind;
use crate::domain::local::date_of;
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

/// The ISO week of today.
pub(super) fn assemble(sorted: &Sorted<'_>, person: Option<&Detainee>) -> Hours {
    let offered = person.map(|person| offered(sorted, person)).unwrap_or_default();
    let norm = person.and_then(|person| person.programme).map(|programme| match programme {
        Programme::Basis => BASIS,
        Programme::Plus => PLUS,
    });
    let of_group: i64 = offered.iter().map(SlotLine::planned_minutes).sum();
    let lost = offered.iter().map(|line| line.lost_minutes).sum();
    Hours { planned: of_their_own(sorted) + of_group, lost, norm }
}

/// What the wing offers their group in this week; doors and meals are no activity.
fn offered(sorted: &Sorted<'_>, person: &Detainee) -> Vec<SlotLine> {
    let input = sorted.input;
    let (records, pending, now) = (input.records, input.pending, input.now);
    let week = week::assemble(&WeekInput { records, pending, wing: person.wing, day: date_of(now), now });
    let is_theirs = |line: &SlotLine| line.group.is_none() || line.group == person.group;
    let counts = |line: &SlotLine| is_theirs(line) && line.round().is_none() && line.kind.as_str() != MEAL;
    week.lines.into_iter().filter(counts).collect()
}

fn of_their_own(sorted: &Sorted<'_>) -> i64 {
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
    mine.map(|(planned, ends_at)| (ends_at - planned.starts_at).num_minutes().max(0)).sum()
}
