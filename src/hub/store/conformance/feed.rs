//! The feed under concurrent writers: a reader that goes on after the last sequence misses nothing.
//!
//! The same check runs on a table of our own that hands out its numbers before its commits, as a `bigserial` does: there it
//! has to find rows that were missed, or it has no teeth.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::*;

/// Writers at the same time.
const WRITERS: u64 = 8;
/// Rows that each of them writes.
const ROWS_EACH: u64 = 24;
/// How long it may take on a busy machine.
const DEADLINE: Duration = Duration::from_mins(1);

/// A feed: rows go in at one side, and come out in the order of their sequences.
trait Feed: Send + Sync + 'static {
    /// Writes the next row of a writer, and waits until it is committed.
    fn write(&self, writer: u64, number: u64) -> BoxFuture<'_, ()>;

    /// Every row after a sequence, by sequence.
    fn after(&self, sequence: u64) -> BoxFuture<'_, BTreeMap<u64, RowId>>;

    /// The reader has read up to here.
    fn has_read(&self, sequence: u64);
}

/// What a reader came to know while others wrote.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    /// Rows that came to one who goes on after the last sequence.
    followed: BTreeSet<RowId>,
    /// Rows that appeared at or below a sequence that was seen before.
    late: BTreeSet<RowId>,
    /// All rows at the end.
    all: BTreeSet<RowId>,
}

/// Reads while [`WRITERS`] write, and a last time when they are done.
async fn watch_writers(feed: Arc<dyn Feed>) -> Seen {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let feed = Arc::clone(&feed);
        writers.spawn(async move {
            for number in 1..=ROWS_EACH {
                feed.write(writer, number).await;
            }
        });
    }
    let (mut seen, mut cursor, mut known) = (Seen::default(), 0, BTreeMap::new());
    loop {
        // Asked before reading: whoever is done by now is in what is read next.
        while let Some(ended) = writers.try_join_next() {
            ended.expect("a writer writes");
        }
        let is_last = writers.is_empty();
        let whole = feed.after(0).await;
        let late = whole.iter().filter(|(sequence, row)| **sequence <= cursor && known.get(*sequence) != Some(*row));
        seen.late.extend(late.map(|(_, row)| *row));
        let page = feed.after(cursor).await;
        cursor = page.keys().last().copied().unwrap_or(cursor);
        seen.followed.extend(page.values());
        known.extend(page);
        feed.has_read(cursor);
        if is_last {
            seen.all = feed.after(0).await.into_values().collect();
            return seen;
        }
        tokio::task::yield_now().await;
    }
}

/// A stream of the real store, written to by as many devices as there are writers, through two hubs at once.
struct Real {
    hubs: [Arc<dyn Store>; 2],
}

fn written(writer: u64, number: u64) -> RowId {
    row_id(u128::from(writer) * 1000 + u128::from(number))
}

fn desk(writer: u64) -> DeviceId {
    DeviceId(Uuid::from_u128(0xDE00 + u128::from(writer)))
}

impl Feed for Real {
    fn write(&self, writer: u64, number: u64) -> BoxFuture<'_, ()> {
        let hub = &self.hubs[usize::from(writer % 2 == 1)];
        let id = action_id(u128::from(writer) * 1000 + u128::from(number));
        let mut doing = Doing { id, ..Doing::number(number, vec![put(WING, written(writer, number), "one")]) };
        doing.device = desk(writer);
        Box::pin(async move {
            assert_eq!(doing.run(&**hub).await, Acted::First(doing.outcome()));
        })
    }

    fn after(&self, sequence: u64) -> BoxFuture<'_, BTreeMap<u64, RowId>> {
        Box::pin(async move {
            let changes = self.hubs[0].changes(HERE, WING, sequence, ALL).await.expect("the store works");
            changes.map(|changes| changes.rows).unwrap_or_default().iter().map(|row| (row.sequence, row.id)).collect()
        })
    }

    fn has_read(&self, _sequence: u64) {}
}

pub(super) async fn no_commit_shows_a_row_at_or_below_a_sequence_that_was_seen(stand: &impl Stand) {
    let hubs = [stand.hub().await, stand.hub().await];
    for writer in 0..WRITERS {
        enrol(&*hubs[0], desk(writer), HERE).await;
    }
    let feed: Arc<dyn Feed> = Arc::new(Real { hubs });
    let seen = tokio::time::timeout(DEADLINE, watch_writers(feed)).await.expect("the writers end");
    let all = (0..WRITERS).flat_map(|writer| (1..=ROWS_EACH).map(move |number| written(writer, number))).collect();
    assert_eq!(seen, Seen { followed: BTreeSet::clone(&all), late: BTreeSet::new(), all });
}

/// A table whose numbers are handed out before the commit. Writers go in pairs: the first takes its number first and commits
/// last, when the reader has read the row of the second. Any two can meet so; here they do every time, so that the rows
/// that are missed are the same in every run.
struct Naive {
    next: AtomicU64,
    pool: SqlitePool,
    /// How many numbers the first of each pair has taken.
    taken: Vec<watch::Sender<u64>>,
    read: watch::Sender<u64>,
}

impl Naive {
    async fn new(folder: &TempDir) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("naive.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await.expect("a database");
        sqlx::raw_sql("CREATE TABLE row (sequence INTEGER PRIMARY KEY, id BLOB)")
            .execute(&pool)
            .await
            .expect("a table");
        let taken = (0..WRITERS / 2).map(|_| watch::Sender::new(0)).collect();
        Self { next: AtomicU64::new(1), pool, taken, read: watch::Sender::new(0) }
    }
}

impl Feed for Naive {
    fn write(&self, writer: u64, number: u64) -> BoxFuture<'_, ()> {
        let taken = &self.taken[usize::try_from(writer / 2).expect("a small number")];
        Box::pin(async move {
            let is_first = writer.is_multiple_of(2);
            if !is_first {
                taken.subscribe().wait_for(|taken| *taken >= number).await.expect("the other writes");
            }
            let sequence = self.next.fetch_add(1, Ordering::SeqCst);
            if is_first {
                taken.send_replace(number);
                self.read.subscribe().wait_for(|read| *read > sequence).await.expect("the reader reads");
            }
            sqlx::query("INSERT INTO row (sequence, id) VALUES (?, ?)")
                .bind(i64::try_from(sequence).expect("a small number"))
                .bind(written(writer, number).0.as_bytes().as_slice())
                .execute(&self.pool)
                .await
                .expect("it is written");
        })
    }

    fn after(&self, sequence: u64) -> BoxFuture<'_, BTreeMap<u64, RowId>> {
        Box::pin(async move {
            let found: Vec<(i64, Vec<u8>)> = sqlx::query_as("SELECT sequence, id FROM row WHERE sequence > ?")
                .bind(i64::try_from(sequence).expect("a small number"))
                .fetch_all(&self.pool)
                .await
                .expect("it is read");
            let row = |(sequence, id): (i64, Vec<u8>)| {
                (sequence.cast_unsigned(), RowId(Uuid::from_slice(&id).expect("an id")))
            };
            found.into_iter().map(row).collect()
        })
    }

    fn has_read(&self, sequence: u64) {
        self.read.send_replace(sequence);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_feed_that_numbers_its_rows_before_the_commit_is_caught_missing_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed: Arc<dyn Feed> = Arc::new(Naive::new(&folder).await);
    let seen = tokio::time::timeout(DEADLINE, watch_writers(feed)).await.expect("the writers end");
    assert_eq!(seen.all.len(), usize::try_from(WRITERS * ROWS_EACH).expect("a small number"));
    let firsts = (0..WRITERS).step_by(2).flat_map(|writer| (1..=ROWS_EACH).map(move |number| written(writer, number)));
    // Of each pair the first one's rows are missed, and chance may add some of the second's.
    for row in firsts {
        assert!(seen.late.contains(&row) && !seen.followed.contains(&row), "{row} was not missed");
    }
}
