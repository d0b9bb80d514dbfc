//! Everything that only reads.

use chrono::NaiveDate;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteExecutor, SqlitePool};
use uuid::Uuid;

use super::failed;
use crate::domain::id::{DeviceId, FacilityId, RowId, StaffId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::{StreamId, StreamKind};
#[cfg(test)]
use crate::hub::store::conformance::Trail;
use crate::hub::store::{Changes, Device, Head, StoreError};

/// Columns of a row, in the order of [`row`].
const ROW: &str = "stream_kind, stream_id, id, kind, revision, sequence, day, body";

/// How many those are.
const ROW_COLUMNS: usize = 8;

/// Columns of a stream, in the order of [`head`].
const HEAD: &str = "stream.kind, stream.id, head, floor, count, sum";

/// SQLite has signed numbers only; a checksum keeps its bits.
pub(super) const fn bits(number: i64) -> u64 {
    number.cast_unsigned()
}

/// Counters never come near the sign.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn uuid(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| StoreError::Damaged)
}

fn stream(kind: &str, id: &[u8]) -> Result<StreamId, StoreError> {
    let kind = kind.parse::<StreamKind>().map_err(|_| StoreError::Damaged)?;
    Ok(StreamId { kind, id: uuid(id)? })
}

fn row(found: &SqliteRow) -> Result<(StreamId, Row), StoreError> {
    let day: Option<String> = found.get(6);
    let day = day.map(|day| day.parse::<NaiveDate>().map_err(|_| StoreError::Damaged)).transpose()?;
    let row = Row {
        id: RowId(uuid(found.get(2))?),
        kind: found.get::<String, _>(3).into(),
        revision: bits(found.get(4)),
        sequence: bits(found.get(5)),
        day,
        body: found.get::<Option<Vec<u8>>, _>(7).map(Vec::into_boxed_slice),
    };
    Ok((stream(found.get(0), found.get(1))?, row))
}

/// A stream's own columns, in the order of [`HEAD`], from this column on.
fn head(found: &SqliteRow, from: usize) -> Result<Head, StoreError> {
    Ok(Head {
        stream: stream(found.get(from), found.get(from + 1))?,
        sequence: bits(found.get(from + 2)),
        floor: bits(found.get(from + 3)),
        check: Check { count: bits(found.get(from + 4)), sum: bits(found.get(from + 5)) },
    })
}

pub(super) async fn counter(pool: &SqlitePool, facility: FacilityId) -> Result<u64, StoreError> {
    let found: Option<(i64,)> = sqlx::query_as("SELECT counter FROM facility WHERE id = ?")
        .bind(facility.0.as_bytes().as_slice())
        .fetch_optional(pool)
        .await
        .map_err(failed("read where a facility is"))?;
    Ok(found.map_or(0, |(counter,)| bits(counter)))
}

pub(super) async fn heads(pool: &SqlitePool, facility: FacilityId) -> Result<Vec<Head>, StoreError> {
    let query = sqlx::AssertSqlSafe(format!("SELECT {HEAD} FROM stream WHERE facility = ? ORDER BY kind, id"));
    let found = sqlx::query(query)
        .bind(facility.0.as_bytes().as_slice())
        .fetch_all(pool)
        .await
        .map_err(failed("read the streams"))?;
    found.iter().map(|found| head(found, 0)).collect()
}

pub(super) async fn changes(
    pool: &SqlitePool,
    facility: FacilityId,
    stream: StreamId,
    after: u64,
    limit: usize,
) -> Result<Option<Changes>, StoreError> {
    // One statement: head, check and rows are of one moment. Without rows the stream stands alone.
    let query = sqlx::AssertSqlSafe(format!(
        "SELECT found.*, {HEAD} FROM stream LEFT JOIN (SELECT {ROW} FROM row WHERE facility = ?1 AND stream_kind = ?2 \
         AND stream_id = ?3 AND sequence > ?4 ORDER BY sequence LIMIT ?5) AS found \
         WHERE stream.facility = ?1 AND stream.kind = ?2 AND stream.id = ?3 ORDER BY found.sequence"
    ));
    let found = sqlx::query(query)
        .bind(facility.0.as_bytes().as_slice())
        .bind(stream.kind.as_str())
        .bind(stream.id.as_bytes().as_slice())
        .bind(signed(after))
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(pool)
        .await
        .map_err(failed("read what changed"))?;
    let Some(first) = found.first() else { return Ok(None) };
    let has_row = |found: &&SqliteRow| found.get::<Option<&str>, _>(0).is_some();
    let rows = found.iter().filter(has_row).map(|found| row(found).map(|(_, row)| row)).collect::<Result<_, _>>()?;
    Ok(Some(Changes { head: head(first, ROW_COLUMNS)?, rows }))
}

pub(super) async fn of_kind(
    pool: &SqlitePool,
    facility: FacilityId,
    kind: &str,
) -> Result<Vec<(StreamId, Row)>, StoreError> {
    let query = sqlx::AssertSqlSafe(format!(
        "SELECT {ROW} FROM row WHERE facility = ? AND kind = ? AND body IS NOT NULL ORDER BY stream_kind, stream_id, id"
    ));
    let found = sqlx::query(query)
        .bind(facility.0.as_bytes().as_slice())
        .bind(kind)
        .fetch_all(pool)
        .await
        .map_err(failed("read the rows of a kind"))?;
    found.iter().map(row).collect()
}

/// A live row by its id, in whatever stream it lives; the first of these when it should live in two.
pub(super) async fn by_id(
    executor: impl SqliteExecutor<'_>,
    facility: FacilityId,
    id: RowId,
) -> Result<Option<(StreamId, Row)>, StoreError> {
    let query = sqlx::AssertSqlSafe(format!(
        "SELECT {ROW} FROM row WHERE facility = ? AND id = ? AND body IS NOT NULL \
         ORDER BY stream_kind, stream_id LIMIT 1"
    ));
    let found = sqlx::query(query)
        .bind(facility.0.as_bytes().as_slice())
        .bind(id.0.as_bytes().as_slice())
        .fetch_optional(executor)
        .await
        .map_err(failed("read a row"))?;
    found.as_ref().map(row).transpose()
}

/// Live rows of a kind that are about another one.
pub(super) async fn about(
    executor: impl SqliteExecutor<'_>,
    facility: FacilityId,
    kind: &str,
    of: RowId,
) -> Result<Vec<(StreamId, Row)>, StoreError> {
    let query = sqlx::AssertSqlSafe(format!(
        "SELECT {ROW} FROM row WHERE facility = ? AND kind = ? AND about = ? AND body IS NOT NULL \
         ORDER BY stream_kind, stream_id, id"
    ));
    let found = sqlx::query(query)
        .bind(facility.0.as_bytes().as_slice())
        .bind(kind)
        .bind(of.0.as_bytes().as_slice())
        .fetch_all(executor)
        .await
        .map_err(failed("read the rows about another one"))?;
    found.iter().map(row).collect()
}

/// Every live row of a facility, with the source's key.
pub(super) async fn all(
    executor: impl SqliteExecutor<'_>,
    facility: FacilityId,
) -> Result<Vec<(StreamId, Row, Option<Box<str>>)>, StoreError> {
    let query =
        sqlx::AssertSqlSafe(format!("SELECT {ROW}, source_ref FROM row WHERE facility = ? AND body IS NOT NULL"));
    let found = sqlx::query(query)
        .bind(facility.0.as_bytes().as_slice())
        .fetch_all(executor)
        .await
        .map_err(failed("read the rows of a facility"))?;
    let with_source = |found: &SqliteRow| {
        let source: Option<String> = found.get(8);
        row(found).map(|(stream, row)| (stream, row, source.map(Into::into)))
    };
    found.iter().map(with_source).collect()
}

pub(super) async fn facilities(pool: &SqlitePool) -> Result<Vec<FacilityId>, StoreError> {
    let found: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT id FROM facility ORDER BY id")
        .fetch_all(pool)
        .await
        .map_err(failed("read the facilities"))?;
    found.iter().map(|(id,)| uuid(id).map(FacilityId)).collect()
}

pub(super) async fn device(executor: impl SqliteExecutor<'_>, device: DeviceId) -> Result<Option<Device>, StoreError> {
    let found: Option<(Vec<u8>, i64, i64)> =
        sqlx::query_as("SELECT facility, last_number, last_look FROM device WHERE id = ?")
            .bind(device.0.as_bytes().as_slice())
            .fetch_optional(executor)
            .await
            .map_err(failed("read a device"))?;
    let known = |(facility, last, look): (Vec<u8>, i64, i64)| {
        Ok(Device { facility: FacilityId(uuid(&facility)?), last_number: bits(last), last_look: bits(look) })
    };
    found.map(known).transpose()
}

pub(super) async fn outcomes(
    pool: &SqlitePool,
    device: DeviceId,
    from: u64,
    limit: usize,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let found: Vec<(Vec<u8>,)> =
        sqlx::query_as("SELECT outcome FROM action WHERE device = ? AND number >= ? ORDER BY number LIMIT ?")
            .bind(device.0.as_bytes().as_slice())
            .bind(signed(from))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .fetch_all(pool)
            .await
            .map_err(failed("read outcomes"))?;
    Ok(found.into_iter().map(|(outcome,)| outcome).collect())
}

pub(super) async fn token(pool: &SqlitePool, hash: [u8; 32]) -> Result<Option<(FacilityId, StaffId)>, StoreError> {
    let found: Option<(Vec<u8>, Vec<u8>)> = sqlx::query_as("SELECT facility, staff FROM token WHERE hash = ?")
        .bind(hash.as_slice())
        .fetch_optional(pool)
        .await
        .map_err(failed("read a token"))?;
    found.map(|(facility, staff)| Ok((FacilityId(uuid(&facility)?), StaffId(uuid(&staff)?)))).transpose()
}

/// The whole trail, oldest first.
#[cfg(test)]
pub(super) async fn trail(pool: &SqlitePool) -> Vec<Trail> {
    let found = sqlx::query("SELECT facility, actor, device, what, object FROM audit ORDER BY sequence");
    let found = found.fetch_all(pool).await.expect("the trail is read");
    let id = |found: &SqliteRow, column: usize| {
        found.get::<Option<Vec<u8>>, _>(column).map(|bytes| uuid(&bytes).expect("an id"))
    };
    let line = |found: &SqliteRow| Trail {
        facility: FacilityId(id(found, 0).expect("a facility")),
        actor: id(found, 1).map(StaffId),
        device: id(found, 2).map(DeviceId),
        what: found.get(3),
        object: found.get(4),
    };
    found.iter().map(line).collect()
}
