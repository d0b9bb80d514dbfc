//! The day and the search: assembling a wing's and a whole facility's day, finding among many rows, and what a day costs as the cache grows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;
use vleugel::domain::day::{DayInput, Margins, assemble};
use vleugel::domain::decide::Known;
use vleugel::domain::handover::compile;
use vleugel::domain::id::{DetaineeId, NoteId, StaffId, WingId};
use vleugel::domain::local::{self, date_of};
use vleugel::domain::note::Note;
use vleugel::domain::place::{self, Expected, PlaceInput};
use vleugel::domain::record::Record;
use vleugel::domain::stream::{StreamId, StreamKind};
use vleugel::hub::{Import, SeedOptions, seed};
use vleugel::sync::{self, SyncConfig};
use vleugel::text::{Pii, SafeText};
use vleugel::tui::SearchIndex;

use crate::first::Facility;
use crate::harness::vleugel;
use crate::measure::{now, report, say, text, timed};

const ROUNDS: usize = 51;
/// Things that can be found, as the issue names it.
const ROWS: usize = 20_000;
/// Rows of a cache whose day is read.
const CACHES: [u32; 3] = [10_000, 100_000, 300_000];

const fn known(stream: StreamId, record: Record) -> Known {
    Known { stream, revision: 1, record }
}

/// The records of a wing on a day, as the cache gives them.
fn records(import: &Import, wing: WingId, date: NaiveDate) -> Vec<Known> {
    let mine = |stream: &StreamId| *stream == StreamId::wing(wing) || *stream == StreamId::facility(import.facility);
    let rows = import.rows.iter().filter(|((stream, _), _)| mine(stream));
    let today = rows.filter(|(_, row)| row.record.day().is_none_or(|day| day == date));
    today.map(|((stream, _), row)| known(*stream, row.record.clone())).collect()
}

fn wings(import: &Import) -> Vec<WingId> {
    let wing = |record: &Record| if let Record::Wing(wing) = record { Some(wing.id) } else { None };
    import.rows.values().filter_map(|row| wing(&row.record)).collect()
}

fn assembled(records: &[Known], wing: WingId, date: NaiveDate, now: DateTime<Utc>) -> usize {
    let pending = BTreeMap::new();
    let margins = Margins::default();
    assemble(&DayInput { records, pending: &pending, unknown: 0, wing, date, now, margins }).lines.len()
}

/// One wing of 48, and 600 people on 12 wings one after the other; the bound walks over the same records.
pub(crate) fn assembling() {
    for (figure, people, number) in
        [("day of a wing of 48 (goal 1 ms)", 48, 1), ("days of 600 people (goal 10 ms)", 600, 12)]
    {
        let now = now();
        let date = date_of(now);
        let import = seed(&SeedOptions { people, wings: number, ..SeedOptions::new(date) });
        let inputs: Vec<_> = wings(&import).into_iter().map(|wing| (wing, records(&import, wing, date))).collect();
        let (mut own, mut bound) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let all = || inputs.iter().map(|(wing, records)| assembled(records, *wing, date, now)).sum::<usize>();
            let (time, people_seen) = timed(all);
            assert_eq!(people_seen, usize::from(people));
            own.push(time);
            bound.push(timed(|| inputs.iter().map(|(_, records)| records.clone().len()).sum::<usize>()).0);
        }
        report(figure, own, Some(("copying the records", bound)));
    }
}

/// The handover of a wing of 48 at the change of a shift, from its day; the bound copies what the day is made of.
pub(crate) fn compiling() {
    let date = date_of(now());
    let import = seed(&SeedOptions { people: 48, wings: 1, ..SeedOptions::new(date) });
    let wing = wings(&import)[0];
    let records = records(&import, wing, date);
    let now = local::instant_lossy(date.and_hms_opt(14, 45, 0).unwrap_or_default());
    let (pending, margins) = (BTreeMap::new(), Margins::default());
    let day = assemble(&DayInput { records: &records, pending: &pending, unknown: 0, wing, date, now, margins });
    let (mut own, mut bound) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (time, points) = timed(|| compile(&day, &[]).points.len());
        assert!(points > 0);
        own.push(time);
        bound.push(timed(|| records.clone().len()).0);
    }
    report("handover of a wing of 48 (goal 5 ms)", own, Some(("copying the records", bound)));
}

/// Who is expected at the visits desk and the workplaces of 600 people, all of them on one screen; the bound walks over the same rows.
pub(crate) fn assembling_places() {
    let now = now();
    let date = date_of(now);
    let import = seed(&SeedOptions { people: 600, wings: 12, ..SeedOptions::new(date) });
    let people = import.rows.values().filter_map(|row| match &row.record {
        Record::Detainee(person) => Some((person.id, person)),
        _ => None,
    });
    let people: BTreeMap<DetaineeId, _> = people.collect();
    let expected = |record: &Record| {
        let whose = match record {
            Record::Visit(visit) => visit.detainee,
            Record::WorkShift(shift) => shift.detainee,
            _ => return None,
        };
        let one = Expected::of(people.get(&whose)?, record)?;
        (one.on() == date).then(|| known(one.stream(import.facility), one.into()))
    };
    let records: Vec<Known> = import.rows.values().filter_map(|row| expected(&row.record)).collect();
    let (pending, margins) = (BTreeMap::new(), Margins::default());
    let input = PlaceInput { records: &records, pending: &pending, date, now, margins, unknown: 0 };
    let (mut own, mut bound) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (time, lines) = timed(|| place::assemble(&input).lines().count());
        assert_eq!(lines, records.len());
        own.push(time);
        bound.push(timed(|| records.clone().len()).0);
    }
    let figure = format!("places of 600 people, {} expected (goal 10 ms)", records.len());
    report(&figure, own, Some(("copying the records", bound)));
}

/// Every letter of some searches among 600 people and notes, 20,000 together; the bound looks for the same letters in the same texts.
pub(crate) fn searching() {
    let now = now();
    let import = seed(&SeedOptions { people: 600, wings: 12, ..SeedOptions::new(date_of(now)) });
    let mut all: Vec<Known> = import.rows.iter().map(|((stream, _), row)| known(*stream, row.record.clone())).collect();
    let people: Vec<DetaineeId> = all
        .iter()
        .filter_map(|known| if let Record::Detainee(person) = &known.record { Some(person.id) } else { None })
        .collect();
    let words = ["rustig", "weekend", "belde", "met", "zijn", "moeder", "wil", "mentor", "spreken", "over", "werk"];
    let notes = (0..ROWS - people.len()).zip(people.iter().cycle()).map(|(number, person)| {
        let said: Vec<_> =
            (0..12).filter_map(|at| words.get((number * 7 + at * number) % words.len()).copied()).collect();
        let text = Pii::new(SafeText::line(&said.join(" ")));
        let (id, author) = (NoteId(Uuid::from_u128(number as u128 + 1)), StaffId(Uuid::nil()));
        Record::Note(Note { id, detainee: *person, text, author, written_at: now, replaces: None })
    });
    let stream = all.first().map(|known| known.stream).expect("a stream");
    all.extend(notes.map(|note| known(stream, note)));
    let (built, index) = timed(|| SearchIndex::new(&all));
    let texts: Vec<String> = all
        .iter()
        .filter_map(|known| {
            if let Record::Note(note) = &known.record { Some(note.text.reveal().as_str().to_owned()) } else { None }
        })
        .collect();
    let (mut own, mut bound) = (Vec::new(), Vec::new());
    for query in ["van den berg", "weekend", "b2 02", "moeder spreken", "zzz"] {
        for end in 1..=query.len() {
            let typed = query.get(..end).unwrap_or_default();
            own.push(timed(|| index.find(typed)).0);
            bound.push(timed(|| texts.iter().filter(|text| text.contains(typed)).count()).0);
        }
    }
    let mut worst = own.clone();
    let worst = crate::measure::at(&mut worst, 100);
    report(&format!("search in {} rows, a key (goal 5 ms)", index.len()), own, Some(("str::contains", bound)));
    say("the same, the slowest key", &text(worst), "-", "-");
    report("making that index, off the key path", vec![built], None);
}

/// A day from caches of more and more rows: it is another day each time, so that nothing is kept from before.
pub(crate) fn growing(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut smallest: Option<Vec<Duration>> = None;
    for rows in CACHES {
        let facility = Facility::new(&folder.join(format!("cache-{rows}")), rows);
        let synced = vleugel(&facility.home).arg("sync").output().expect("it runs");
        assert!(synced.status.success(), "{synced:?}");
        let times = runtime.block_on(days(&facility.home.join(".local/state/vleugel")));
        let peer = smallest.clone().map(|times| ("the day from 10,000", times));
        report(&format!("a day from a cache of {rows} rows"), times.clone(), peer);
        smallest.get_or_insert(times);
    }
}

async fn days(state: &Path) -> Vec<Duration> {
    let config = SyncConfig {
        hub: None,
        device_folder: state.join("device"),
        cache_folder: state.join("shared").join("cache-1"),
        memory: false,
        clock: Arc::new(now),
        author: StaffId(Uuid::nil()),
    };
    let handle = sync::start(config).await.expect("it starts");
    let desk = handle.desk();
    let wing = desk.wings().await.expect("wings").first().map(|wing| wing.id).expect("a wing");
    assert!(desk.streams().await.expect("streams").iter().any(|stream| stream.kind == StreamKind::Wing));
    let today = date_of(now());
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let date = today + Days::new(u64::try_from(round % 2).expect("small"));
        let began = Instant::now();
        let found = desk.day(wing, date).await.expect("a day");
        times.push(began.elapsed());
        assert!(!found.records.is_empty());
    }
    handle.shutdown().await;
    times
}
