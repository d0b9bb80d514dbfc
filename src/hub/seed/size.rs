//! Exact sizes for measurements: more work on further days, or fewer plans on the last ones.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::words::WORKSHOPS;
use super::{Maker, Person, after, at, before, day};
use crate::domain::id::RowId;
use crate::domain::stream::StreamId;
use crate::domain::work::WorkKind;

/// Hours of the work that is added.
const HOURS: [((u32, u32), (u32, u32)); 2] = [((8, 0), (11, 30)), ((13, 0), (16, 0))];

/// Makes the stream of each wing exactly so long, as far as today's rows leave room for it.
pub(super) fn fit(maker: &mut Maker, people: &[Person], rows: usize) {
    let mut wings: BTreeMap<StreamId, Vec<&Person>> = BTreeMap::new();
    for person in people {
        wings.entry(person.wing()).or_default().push(person);
    }
    for (wing, people) in wings {
        let have = maker.import.rows.keys().filter(|(stream, _)| *stream == wing).count();
        if have > rows {
            shrink(maker, wing, have - rows);
        } else {
            grow(maker, &people, rows - have);
        }
    }
}

/// Days on which nothing is planned yet, in turns after and before.
fn free_days(maker: &Maker) -> impl Iterator<Item = NaiveDate> + use<> {
    let (last, first) = (maker.last, before(maker.today, super::DAYS_BACK));
    (1..u16::MAX).flat_map(move |far| [after(last, far), before(first, far)])
}

fn grow(maker: &mut Maker, people: &[&Person], missing: usize) {
    let days = free_days(maker);
    let shifts = days.flat_map(|day| people.iter().flat_map(move |person| HOURS.map(|hours| (day, *person, hours))));
    for (day, person, (from, to)) in shifts.take(missing) {
        let span = (at(day, from.0, from.1), at(day, to.0, to.1));
        day::work(maker, person, WORKSHOPS[0], WorkKind::Work, span);
    }
}

fn shrink(maker: &mut Maker, wing: StreamId, surplus: usize) {
    let today = maker.today;
    let rows = maker.import.rows.iter().filter(|((stream, _), _)| *stream == wing);
    let mut later: Vec<(NaiveDate, RowId)> =
        rows.filter_map(|((_, id), row)| Some((row.record.day().filter(|day| *day > today)?, *id))).collect();
    later.sort_unstable();
    for (_, id) in later.into_iter().rev().take(surplus) {
        maker.import.rows.remove(&(wing, id));
    }
}
