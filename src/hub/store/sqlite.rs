//! SQLite: one file, write-ahead log, every commit synced. One writer at a time, readers beside it.

mod backup;
#[cfg(test)]
mod failpoint;
mod file;
mod read;
mod write;

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use uuid::Uuid;

use super::{Act, Acted, Audit, Changes, Device, Head, ImportPlan, Looked, Store, StoreError, Taken, Written};
use crate::domain::id::{DeviceId, FacilityId, RowId, StaffId};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
#[cfg(test)]
pub(super) use failpoint::{Failpoint, Point};
use file::Hold;
use write::Writer;

pub use backup::{BackupError, Replace, Restored, backup, restore};
pub(in crate::hub) use file::path_of;

/// What makes the tables; applied in order, each once.
const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/0001_rows.sql"),
    include_str!("../migrations/0002_forget.sql"),
    include_str!("../migrations/0003_about.sql"),
    include_str!("../migrations/0004_look.sql"),
];
/// Longest wait for another writer.
const BUSY_LIMIT: Duration = Duration::from_secs(5);
/// Most connections that read at once.
const READERS: u32 = 4;

/// A hub's database in one file.
#[derive(Debug)]
pub(in crate::hub) struct Sqlite {
    writer: Writer,
    readers: SqlitePool,
    epoch: String,
    cursor_key: Vec<u8>,
    /// Nobody puts another file in the place of this one while it is in use.
    _hold: Hold,
}

/// For `map_err`: what was attempted.
fn failed(attempt: &'static str) -> impl FnOnce(sqlx::Error) -> StoreError {
    move |source| StoreError::Database { attempt, source }
}

impl Sqlite {
    /// Opens the file, or makes it; then brings the tables up to date.
    pub(in crate::hub) async fn open(path: &Path) -> Result<Self, StoreError> {
        let path = file::make(path).map_err(StoreError::File)?;
        file::check(&path).await?;
        let hold = Hold::shared(&path)?;
        let options = file::plain(&path).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        let pool = |most: u32| SqlitePoolOptions::new().max_connections(most);
        let writer = pool(1).connect_with(options.clone()).await.map_err(failed("open the database"))?;
        migrate(&writer).await?;
        let readers = pool(READERS).connect_with(options).await.map_err(failed("open the database"))?;
        let epoch = meta(&writer, "epoch", || Uuid::new_v4().to_string().into_bytes()).await?;
        let epoch = String::from_utf8(epoch).map_err(|_| StoreError::Damaged)?;
        let fresh_key = || [Uuid::new_v4(), Uuid::new_v4()].iter().flat_map(|half| *half.as_bytes()).collect();
        let cursor_key = meta(&writer, "cursor-key", fresh_key).await?;
        Ok(Self { writer: Writer::new(writer), readers, epoch, cursor_key, _hold: hold })
    }

    /// The whole trail, oldest first.
    #[cfg(test)]
    pub(super) async fn trail(&self) -> Vec<super::conformance::Trail> {
        read::trail(&self.readers).await
    }

    /// Where a test lets this hub die.
    #[cfg(test)]
    pub(super) const fn failpoint(&self) -> &Failpoint {
        &self.writer.failpoint
    }
}

async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let attempt = "bring the database up to date";
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await.map_err(failed(attempt))?;
    let (done,): (i64,) =
        sqlx::query_as("PRAGMA user_version").fetch_one(&mut *transaction).await.map_err(failed(attempt))?;
    for (index, migration) in MIGRATIONS.iter().enumerate() {
        if i64::try_from(index).is_ok_and(|index| index >= done) {
            sqlx::raw_sql(*migration).execute(&mut *transaction).await.map_err(failed(attempt))?;
        }
    }
    // PRAGMA takes no parameters.
    let header = format!("PRAGMA user_version = {}; {}", MIGRATIONS.len(), file::mark());
    sqlx::raw_sql(sqlx::AssertSqlSafe(header)).execute(&mut *transaction).await.map_err(failed(attempt))?;
    transaction.commit().await.map_err(failed(attempt))
}

async fn meta(writer: &SqlitePool, name: &str, fresh: impl FnOnce() -> Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let attempt = "read what the database says of itself";
    sqlx::query("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(name)
        .bind(fresh())
        .execute(writer)
        .await
        .map_err(failed(attempt))?;
    let value: (Vec<u8>,) = sqlx::query_as("SELECT value FROM meta WHERE name = ?")
        .bind(name)
        .fetch_one(writer)
        .await
        .map_err(failed(attempt))?;
    Ok(value.0)
}

impl Store for Sqlite {
    fn epoch(&self) -> &str {
        &self.epoch
    }

    fn cursor_key(&self) -> &[u8] {
        &self.cursor_key
    }

    fn counter(&self, facility: FacilityId) -> BoxFuture<'_, Result<u64, StoreError>> {
        Box::pin(read::counter(&self.readers, facility))
    }

    fn heads(&self, facility: FacilityId) -> BoxFuture<'_, Result<Vec<Head>, StoreError>> {
        Box::pin(read::heads(&self.readers, facility))
    }

    fn changes(
        &self,
        facility: FacilityId,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<Changes>, StoreError>> {
        Box::pin(read::changes(&self.readers, facility, stream, after, limit))
    }

    fn of_kind<'a>(
        &'a self,
        facility: FacilityId,
        kind: &'a str,
    ) -> BoxFuture<'a, Result<Vec<(StreamId, Row)>, StoreError>> {
        Box::pin(read::of_kind(&self.readers, facility, kind))
    }

    fn row(&self, facility: FacilityId, id: RowId) -> BoxFuture<'_, Result<Option<(StreamId, Row)>, StoreError>> {
        Box::pin(read::by_id(&self.readers, facility, id))
    }

    fn facilities(&self) -> BoxFuture<'_, Result<Vec<FacilityId>, StoreError>> {
        Box::pin(read::facilities(&self.readers))
    }

    fn device(&self, device: DeviceId) -> BoxFuture<'_, Result<Option<Device>, StoreError>> {
        Box::pin(read::device(&self.readers, device))
    }

    fn enrol<'a>(
        &'a self,
        device: DeviceId,
        facility: FacilityId,
        name: Option<&'a str>,
        audit: Audit,
    ) -> BoxFuture<'a, Result<Device, StoreError>> {
        Box::pin(write::enrol(&self.writer, device, facility, name, audit))
    }

    fn act<'a>(&'a self, act: Act<'a>) -> BoxFuture<'a, Result<Acted, StoreError>> {
        Box::pin(write::act(&self.writer, act))
    }

    fn look(&self, device: DeviceId, looks: Vec<Looked>) -> BoxFuture<'_, Result<Taken, StoreError>> {
        Box::pin(write::look(&self.writer, device, looks))
    }

    fn outcomes(&self, device: DeviceId, from: u64, limit: usize) -> BoxFuture<'_, Result<Vec<Vec<u8>>, StoreError>> {
        Box::pin(read::outcomes(&self.readers, device, from, limit))
    }

    fn import<'a>(&'a self, plan: ImportPlan<'a>) -> BoxFuture<'a, Result<Written, StoreError>> {
        Box::pin(write::import(&self.writer, plan))
    }

    fn forget(
        &self,
        facility: FacilityId,
        before: DateTime<Utc>,
        audit: Audit,
    ) -> BoxFuture<'_, Result<u64, StoreError>> {
        Box::pin(write::forget(&self.writer, facility, before, audit))
    }

    fn token(&self, hash: [u8; 32]) -> BoxFuture<'_, Result<Option<(FacilityId, StaffId)>, StoreError>> {
        Box::pin(read::token(&self.readers, hash))
    }

    fn add_token(
        &self,
        hash: [u8; 32],
        facility: FacilityId,
        staff: StaffId,
        audit: Audit,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(write::add_token(&self.writer, hash, facility, staff, audit))
    }
}
