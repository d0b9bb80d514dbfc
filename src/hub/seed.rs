//! A prison that does not exist: people, plans and papers of our own invention, the same for the same seed.
//!
//! It makes an [`Import`], so that it reaches the hub by the same road as a real export. Shift times, numbers and texts are
//! demonstration, never rules.

mod corridor;
mod day;
mod dice;
mod house;
mod marks;
mod papers;
mod people;
mod programme;
mod rounds;
mod size;
#[cfg(test)]
mod tests;
mod volunteers;
mod words;

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::import::{Ids, Import, source};
use crate::domain::detainee::Detainee;
use crate::domain::facility::Wing;
use crate::domain::id::StaffId;
use crate::domain::local;
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use dice::Dice;

/// Most wings: two on each floor of a house for every letter.
const MAX_WINGS: u16 = 52;

/// Most people on one wing: cell numbers have three digits at most.
const MAX_PEOPLE_PER_WING: u16 = 999;

/// Most days ahead.
const MAX_DAYS: u16 = 366;

/// Days before today that are planned too.
const DAYS_BACK: u16 = 2;

/// What kind of prison to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedOptions {
    /// How many people in all, spread over the wings.
    pub people: u16,
    /// How many wings.
    pub wings: u16,
    /// How many days ahead are planned.
    pub days: u16,
    /// Another number makes other people.
    pub seed: u64,
    /// The day that matters.
    pub today: NaiveDate,
    /// What began before is marked, as if officers had been at work until then; none leaves everything unmarked.
    pub marked_until: Option<DateTime<Utc>>,
    /// Exactly so many rows in the stream of each wing, for measurements; as many as come otherwise.
    pub rows_per_wing: Option<usize>,
}

impl SeedOptions {
    /// A small prison on this day: 4 wings of 24 people, two weeks ahead.
    pub const fn new(today: NaiveDate) -> Self {
        Self { people: 96, wings: 4, days: 14, seed: 1, today, marked_until: None, rows_per_wing: None }
    }
}

/// Makes the prison. Sizes above the limits are cut down to them.
pub fn seed(options: &SeedOptions) -> Import {
    let ids = Ids::new("vleugel-demo");
    let mut maker = Maker {
        ids,
        seed: options.seed,
        today: options.today,
        last: after(options.today, options.days.min(MAX_DAYS)),
        marked_until: options.marked_until,
        import: Import::new(ids.facility()),
    };
    let wings = house::house(&mut maker, options.wings.clamp(1, MAX_WINGS));
    let people = people::people(&mut maker, &wings, options.people);
    papers::papers(&mut maker, &people);
    for person in &people {
        day::days(&mut maker, person);
    }
    volunteers::volunteers(&mut maker, &people);
    marks::marks(&mut maker, &people);
    rounds::rounds(&mut maker, &people);
    corridor::corridors(&mut maker, &people);
    programme::programme(&mut maker, &people);
    if let Some(rows) = options.rows_per_wing {
        size::fit(&mut maker, &people, rows);
    }
    maker.import
}

/// A day so many days later.
fn after(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(day)
}

/// A day so many days earlier.
fn before(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(day)
}

/// The instant of a wall-clock time on a day.
fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    local::instant_lossy(day.and_hms_opt(hour, minute, 0).unwrap_or_else(|| day.and_time(chrono::NaiveTime::MIN)))
}

/// A wing with the staff who work there.
struct Unit {
    wing: Wing,
    officers: Vec<StaffId>,
}

/// A person, and what decides how their days look.
struct Person {
    /// Counts from 0 over the prison.
    number: u16,
    key: String,
    detainee: Detainee,
    /// Of their wing, the mentor first.
    officers: Vec<StaffId>,
    leave: papers::Leave,
}

impl Person {
    const fn wing(&self) -> StreamId {
        StreamId::wing(self.detainee.wing)
    }

    const fn file(&self) -> StreamId {
        StreamId::person(self.detainee.id)
    }
}

/// A prison in the making.
struct Maker {
    ids: Ids,
    seed: u64,
    today: NaiveDate,
    /// Last day that is planned.
    last: NaiveDate,
    marked_until: Option<DateTime<Utc>>,
    import: Import,
}

impl Maker {
    /// Dice of its own for everything that has a key, so that one more row changes no other.
    fn dice(&self, key: &str) -> Dice {
        Dice::new(self.seed, key)
    }

    fn id(&self, file: &str, key: &str) -> Uuid {
        self.ids.of(file, key)
    }

    fn put(&mut self, stream: StreamId, file: &str, key: &str, record: impl Into<Record>) {
        self.import.put(stream, source(file, key), record);
    }

    /// The stream of the whole prison.
    const fn facility(&self) -> StreamId {
        StreamId::facility(self.ids.facility())
    }

    /// Every planned day.
    fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        before(self.today, DAYS_BACK).iter_days().take_while(move |day| *day <= last)
    }
}
