//! The other way round: the cache, flushed after every row, does lose rows in a power cut. So the harness has teeth, and so
//! nothing that may not be lost is in there.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use uuid::Uuid;
use vleugel::cache;
use vleugel::domain::id::RowId;
use vleugel::domain::row::Row;
use vleugel::domain::stream::{StreamId, StreamKind};

use super::trace::{Op, Trace, Tracing};
use super::{Recorded, at_moments};
use crate::harness::seed;

const TEST: &str = "power::cache::the_cache_alone_loses_rows_that_it_flushed";
/// Set in the process that is recorded: where it writes.
const WRITER: &str = "VLEUGEL_CACHE_WRITER";
const WING: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(1) };
/// Rows that are written and flushed, one by one.
const ROWS: u32 = 150;
/// Cuts that are tried until one does harm.
const CUTS: u64 = 40;
/// What a line begins with that says a row is flushed.
const FLUSHED: &str = "flushed ";

#[test]
fn the_cache_alone_loses_rows_that_it_flushed() {
    if let Some(folder) = seed::environment(WRITER) {
        return write(Path::new(&folder));
    }
    let place = tempfile::tempdir().expect("a folder");
    let recorded = Recorded::of("cache", |log| {
        let folder = place.path().join("home");
        let tracing = Tracing::begin(place.path(), &folder, log);
        let output = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", TEST, "--nocapture"])
            .envs(tracing.environment())
            .env(WRITER, &folder)
            .output()
            .expect("the writer runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        super::is_complete(&Trace::read(log), &folder, &place.path().join("whole"));
    });
    let trace = &recorded.trace;
    let flushed = flushed(trace);
    assert_eq!(flushed.last(), Some(&ROWS), "the writer says what it flushed");
    let first = flushed.iter().position(|rows| *rows > 0).expect("a row");
    let length = u64::try_from(trace.ops.len() - first).expect("few");
    let moments: Vec<_> =
        (0..CUTS).map(|cut| (first + 1 + usize::try_from(length * cut / (CUTS + 1)).expect("few"), cut)).collect();
    let mut harmed = 0;
    at_moments(trace, &moments, |disk, moment, seed| {
        // One is enough, and sled is slow to open what is broken.
        if harmed == 0 {
            let image = tempfile::tempdir().expect("a folder");
            disk.image_with_names(seed, image.path());
            harmed += usize::from(is_harmed(&image.path().join("cache"), flushed[moment]));
        }
    });
    assert!(harmed > 0, "no cut did harm: the harness shows nothing, or sled has learned to sync");
}

/// The process that is recorded: one row, one flush, one line.
fn write(folder: &Path) {
    let mut cache = cache::open(&folder.join("cache")).expect("a cache").cache;
    for number in 1..=ROWS {
        let row = Row {
            id: RowId(Uuid::from_u128(number.into())),
            kind: "visit".into(),
            revision: 1,
            sequence: number.into(),
            day: None,
            body: Some(vec![b'x'; 300].into()),
        };
        cache.apply(WING, &[row], &number.to_string()).expect("a row");
        cache.flush().expect("flushed");
        // Past the test runner, which would keep it back.
        std::io::stdout().write_all(format!("{FLUSHED}{number}\n").as_bytes()).expect("a line");
    }
}

/// How many rows the writer had called flushed, for every moment.
fn flushed(trace: &Trace) -> Vec<u32> {
    let (mut said, mut rows, mut all) = (Vec::new(), 0, vec![0]);
    for op in &trace.ops {
        if let Op::Screen(bytes) = op {
            said.extend_from_slice(bytes);
            let text = String::from_utf8_lossy(&said);
            let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
            rows = whole.lines().filter_map(|line| line.rsplit_once(FLUSHED)?.1.parse().ok()).max().unwrap_or(rows);
        }
        all.push(rows);
    }
    all
}

/// Whether a flushed row is gone, or the cache does not open as it was, or does not answer.
fn is_harmed(folder: &Path, flushed: u32) -> bool {
    let answer = catch_unwind(AssertUnwindSafe(|| {
        let opened = cache::open(folder).ok().filter(|opened| opened.set_aside.is_none())?;
        opened.cache.rows(WING).ok()
    }));
    let Ok(Some(rows)) = answer else { return true };
    (1..=flushed).any(|number| !rows.iter().any(|row| row.id.0 == Uuid::from_u128(number.into())))
}
