//! Everything that writes: one transaction a call, with its audit row.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::{Sqlite, SqlitePool, Transaction};

use super::failed;
use super::read::{self, bits, signed};
use crate::domain::id::{DeviceId, FacilityId, RowId, StaffId};
use crate::domain::stream::StreamId;
use crate::hub::store::{
    Act, Acted, Audit, Device, Found, ImportPlan, Imported, Looked, StoreError, Taken, Write, Written,
};
use crate::seal::row_digest;

/// A write transaction takes the writer's lock at once, so that it cannot fail half way for a reader that became a writer.
const BEGIN: &str = "BEGIN IMMEDIATE";

type Tx = Transaction<'static, Sqlite>;

/// The one connection that writes: SQLite has one writer at a time, and a queue is better than a busy error.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) pool: SqlitePool,
    /// Where a test lets the hub die.
    #[cfg(test)]
    pub(super) failpoint: super::failpoint::Failpoint,
}

impl Writer {
    pub(super) fn new(pool: SqlitePool) -> Self {
        Self {
            pool,
            #[cfg(test)]
            failpoint: super::failpoint::Failpoint::default(),
        }
    }

    async fn begin(&self, attempt: &'static str) -> Result<Tx, StoreError> {
        self.pool.begin_with(BEGIN).await.map_err(failed(attempt))
    }

    async fn commit(&self, tx: Tx, attempt: &'static str) -> Result<(), StoreError> {
        #[cfg(test)]
        self.failpoint.reach(super::failpoint::Point::BeforeCommit)?;
        tx.commit().await.map_err(failed(attempt))?;
        #[cfg(test)]
        self.failpoint.reach(super::failpoint::Point::AfterCommit)?;
        Ok(())
    }
}

pub(super) async fn enrol(
    writer: &Writer,
    device: DeviceId,
    facility: FacilityId,
    name: Option<&str>,
    trail: Audit,
) -> Result<Device, StoreError> {
    let attempt = "make a device known";
    let mut tx = writer.begin(attempt).await?;
    if let Some(known) = read::device(&mut *tx, device).await? {
        return Ok(known);
    }
    sqlx::query("INSERT INTO device (id, facility, last_number, name) VALUES (?, ?, 0, ?)")
        .bind(device.0.as_bytes().as_slice())
        .bind(facility.0.as_bytes().as_slice())
        .bind(name)
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    audit(&mut tx, facility, &trail).await?;
    writer.commit(tx, attempt).await?;
    Ok(Device { facility, last_number: 0, last_look: 0 })
}

pub(super) async fn act(writer: &Writer, act: Act<'_>) -> Result<Acted, StoreError> {
    let attempt = "decide an action";
    let mut tx = writer.begin(attempt).await?;
    let Some(device) = read::device(&mut *tx, act.device).await? else { return Ok(Acted::UnknownDevice) };
    if act.number <= device.last_number {
        return again(&mut tx, &act).await;
    }
    let expected = device.last_number.saturating_add(1);
    if act.number != expected {
        return Ok(Acted::Gap { expected });
    }
    let (outcome, writes) = if is_known(&mut tx, &act).await? {
        (act.already.clone(), Vec::new())
    } else {
        let decided = (act.decide)(&found(&mut tx, device.facility, &act).await?);
        (decided.outcome, decided.writes)
    };
    apply(&mut tx, device.facility, writes).await?;
    sqlx::query("INSERT INTO action (device, number, id, hash, outcome) VALUES (?, ?, ?, ?, ?)")
        .bind(act.device.0.as_bytes().as_slice())
        .bind(signed(act.number))
        .bind(act.id.0.as_bytes().as_slice())
        .bind(act.hash.as_slice())
        .bind(outcome.as_slice())
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    sqlx::query("UPDATE device SET last_number = ? WHERE id = ?")
        .bind(signed(act.number))
        .bind(act.device.0.as_bytes().as_slice())
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    audit(&mut tx, device.facility, &act.audit).await?;
    writer.commit(tx, attempt).await?;
    Ok(Acted::First(outcome))
}

/// What a decision looks at.
async fn found(tx: &mut Tx, facility: FacilityId, act: &Act<'_>) -> Result<Found, StoreError> {
    let mut rows = Found::new();
    for (kind, of) in &act.reads_about {
        let about = read::about(&mut **tx, facility, kind, *of).await?;
        rows.extend(about.into_iter().map(|(stream, row)| (row.id, (stream, row))));
    }
    for id in &act.reads {
        rows.extend(read::by_id(&mut **tx, facility, *id).await?.map(|found| (*id, found)));
    }
    Ok(rows)
}

/// A number that was decided before: the stored outcome, if the content is the same.
async fn again(tx: &mut Tx, act: &Act<'_>) -> Result<Acted, StoreError> {
    let found: Option<(Vec<u8>, Vec<u8>)> =
        sqlx::query_as("SELECT hash, outcome FROM action WHERE device = ? AND number = ?")
            .bind(act.device.0.as_bytes().as_slice())
            .bind(signed(act.number))
            .fetch_optional(&mut **tx)
            .await
            .map_err(failed("read an outcome"))?;
    Ok(match found {
        Some((hash, outcome)) if hash == act.hash => Acted::Again(outcome),
        _ => Acted::Differs,
    })
}

/// Whether the same action came before, from another device or under another number.
async fn is_known(tx: &mut Tx, act: &Act<'_>) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = sqlx::query_as("SELECT number FROM action WHERE id = ?")
        .bind(act.id.0.as_bytes().as_slice())
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed("look for an action"))?;
    Ok(found.is_some())
}

pub(super) async fn look(writer: &Writer, device: DeviceId, looks: Vec<Looked>) -> Result<Taken, StoreError> {
    let attempt = "keep who opened which file";
    let mut tx = writer.begin(attempt).await?;
    let Some(known) = read::device(&mut *tx, device).await? else { return Ok(Taken::UnknownDevice) };
    let mut last_look = known.last_look;
    for look in looks {
        if look.number <= known.last_look {
            let kept: Option<(Vec<u8>,)> = sqlx::query_as("SELECT hash FROM look WHERE device = ? AND number = ?")
                .bind(device.0.as_bytes().as_slice())
                .bind(signed(look.number))
                .fetch_optional(&mut *tx)
                .await
                .map_err(failed(attempt))?;
            if kept.is_none_or(|(hash,)| hash != look.hash) {
                return Ok(Taken::Differs);
            }
            continue;
        }
        last_look = look.number;
        let twin: Option<(i64,)> = sqlx::query_as("SELECT number FROM look WHERE id = ?")
            .bind(look.id.0.as_bytes().as_slice())
            .fetch_optional(&mut *tx)
            .await
            .map_err(failed(attempt))?;
        if twin.is_none() {
            audit(&mut tx, known.facility, &look.audit).await?;
        }
        sqlx::query("INSERT INTO look (device, number, id, hash, body) VALUES (?, ?, ?, ?, ?)")
            .bind(device.0.as_bytes().as_slice())
            .bind(signed(look.number))
            .bind(look.id.0.as_bytes().as_slice())
            .bind(look.hash.as_slice())
            .bind(look.body)
            .execute(&mut *tx)
            .await
            .map_err(failed(attempt))?;
    }
    sqlx::query("UPDATE device SET last_look = ? WHERE id = ?")
        .bind(signed(last_look))
        .bind(device.0.as_bytes().as_slice())
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    writer.commit(tx, attempt).await?;
    Ok(Taken::All(last_look))
}

pub(super) async fn import(writer: &Writer, plan: ImportPlan<'_>) -> Result<Written, StoreError> {
    let attempt = "import";
    let facility = plan.facility;
    let mut tx = writer.begin(attempt).await?;
    let bodies: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as("SELECT row_id, body FROM imported WHERE facility = ?")
        .bind(facility.0.as_bytes().as_slice())
        .fetch_all(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    let mut found = Imported::default();
    for (id, body) in bodies {
        found.bodies.insert(RowId(read::uuid(&id)?), body.into());
    }
    for (stream, row, source) in read::all(&mut *tx, facility).await? {
        found.rows.insert((stream, row.id), (row, source));
    }
    let mut writes = Vec::new();
    for planned in (plan.plan)(&found) {
        writes.extend(planned.write);
        let query = match &planned.body {
            Some(body) => sqlx::query(
                "INSERT INTO imported (facility, row_id, body) VALUES (?, ?, ?) \
                 ON CONFLICT DO UPDATE SET body = excluded.body",
            )
            .bind(facility.0.as_bytes().as_slice())
            .bind(planned.row.0.as_bytes().as_slice())
            .bind(&**body),
            None => sqlx::query("DELETE FROM imported WHERE facility = ? AND row_id = ?")
                .bind(facility.0.as_bytes().as_slice())
                .bind(planned.row.0.as_bytes().as_slice()),
        };
        query.execute(&mut *tx).await.map_err(failed(attempt))?;
    }
    let rows = apply(&mut tx, facility, writes).await?;
    audit(&mut tx, facility, &plan.audit).await?;
    writer.commit(tx, attempt).await?;
    Ok(Written { rows })
}

pub(super) async fn forget(
    writer: &Writer,
    facility: FacilityId,
    before: DateTime<Utc>,
    trail: Audit,
) -> Result<u64, StoreError> {
    let attempt = "forget old tombstones";
    let (now, before) = (instant(trail.at), instant(before));
    let mut tx = writer.begin(attempt).await?;
    let found = sqlx::query("UPDATE row SET gone_since = ? WHERE facility = ? AND body IS NULL AND gone_since IS NULL")
        .bind(&now)
        .bind(facility.0.as_bytes().as_slice())
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    sqlx::query(
        "UPDATE stream SET floor = max(floor, gone.last) FROM (SELECT stream_kind, stream_id, max(sequence) AS last FROM row \
         WHERE facility = ?1 AND body IS NULL AND gone_since < ?2 GROUP BY stream_kind, stream_id) AS gone \
         WHERE facility = ?1 AND kind = gone.stream_kind AND id = gone.stream_id",
    )
    .bind(facility.0.as_bytes().as_slice())
    .bind(&before)
    .execute(&mut *tx)
    .await
    .map_err(failed(attempt))?;
    let forgotten = sqlx::query("DELETE FROM row WHERE facility = ? AND body IS NULL AND gone_since < ?")
        .bind(facility.0.as_bytes().as_slice())
        .bind(&before)
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?
        .rows_affected();
    if forgotten > 0 {
        audit(&mut tx, facility, &trail).await?;
    }
    // Mostly there is nothing to do, and then nothing to sync to disk.
    if found.rows_affected() > 0 || forgotten > 0 {
        writer.commit(tx, attempt).await?;
    }
    Ok(forgotten)
}

/// An instant as text that sorts as time does.
fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(super) async fn add_token(
    writer: &Writer,
    hash: [u8; 32],
    facility: FacilityId,
    staff: StaffId,
    trail: Audit,
) -> Result<(), StoreError> {
    let attempt = "keep a token";
    let mut tx = writer.begin(attempt).await?;
    sqlx::query("INSERT INTO token (hash, facility, staff, created_at) VALUES (?, ?, ?, ?)")
        .bind(hash.as_slice())
        .bind(facility.0.as_bytes().as_slice())
        .bind(staff.0.as_bytes().as_slice())
        .bind(instant(trail.at))
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    audit(&mut tx, facility, &trail).await?;
    writer.commit(tx, attempt).await
}

/// Writes rows, stream by stream in order: new sequences, revisions, count and checksum. What is already so is left
/// alone. Answers how many rows changed.
async fn apply(tx: &mut Tx, facility: FacilityId, writes: Vec<Write>) -> Result<u64, StoreError> {
    let attempt = "write rows";
    sqlx::query("INSERT INTO facility (id, counter) VALUES (?, 0) ON CONFLICT DO NOTHING")
        .bind(facility.0.as_bytes().as_slice())
        .execute(&mut **tx)
        .await
        .map_err(failed(attempt))?;
    let mut by_stream: BTreeMap<StreamId, Vec<Write>> = BTreeMap::new();
    for write in writes {
        by_stream.entry(write.stream).or_default().push(write);
    }
    let mut changed = 0;
    for (stream, writes) in by_stream {
        changed += Counted::of(tx, facility, stream).await?.apply(tx, writes).await?;
    }
    if changed > 0 {
        sqlx::query("UPDATE facility SET counter = counter + 1 WHERE id = ?")
            .bind(facility.0.as_bytes().as_slice())
            .execute(&mut **tx)
            .await
            .map_err(failed(attempt))?;
    }
    Ok(changed)
}

/// A stream while rows are written to it.
struct Counted {
    facility: FacilityId,
    stream: StreamId,
    head: u64,
    floor: u64,
    count: u64,
    sum: u64,
    changed: u64,
}

impl Counted {
    async fn of(tx: &mut Tx, facility: FacilityId, stream: StreamId) -> Result<Self, StoreError> {
        let attempt = "read a stream to write to it";
        sqlx::query(
            "INSERT INTO stream (facility, kind, id, head, count, sum, floor) VALUES (?, ?, ?, 0, 0, 0, 0) \
             ON CONFLICT DO NOTHING",
        )
        .bind(facility.0.as_bytes().as_slice())
        .bind(stream.kind.as_str())
        .bind(stream.id.as_bytes().as_slice())
        .execute(&mut **tx)
        .await
        .map_err(failed(attempt))?;
        let (head, floor, count, sum): (i64, i64, i64, i64) =
            sqlx::query_as("SELECT head, floor, count, sum FROM stream WHERE facility = ? AND kind = ? AND id = ?")
                .bind(facility.0.as_bytes().as_slice())
                .bind(stream.kind.as_str())
                .bind(stream.id.as_bytes().as_slice())
                .fetch_one(&mut **tx)
                .await
                .map_err(failed(attempt))?;
        let (head, floor, count, sum) = (bits(head), bits(floor), bits(count), bits(sum));
        Ok(Self { facility, stream, head, floor, count, sum, changed: 0 })
    }

    async fn apply(mut self, tx: &mut Tx, writes: Vec<Write>) -> Result<u64, StoreError> {
        for write in writes {
            self.put(tx, write).await?;
        }
        sqlx::query("UPDATE stream SET head = ?, count = ?, sum = ? WHERE facility = ? AND kind = ? AND id = ?")
            .bind(signed(self.head))
            .bind(signed(self.count))
            .bind(self.sum.cast_signed())
            .bind(self.facility.0.as_bytes().as_slice())
            .bind(self.stream.kind.as_str())
            .bind(self.stream.id.as_bytes().as_slice())
            .execute(&mut **tx)
            .await
            .map_err(failed("write where a stream is"))?;
        Ok(self.changed)
    }

    async fn put(&mut self, tx: &mut Tx, write: Write) -> Result<(), StoreError> {
        let attempt = "write a row";
        let old: Option<(i64, Option<String>, Option<Vec<u8>>)> = sqlx::query_as(
            "SELECT revision, day, body FROM row WHERE facility = ? AND stream_kind = ? AND stream_id = ? AND id = ?",
        )
        .bind(self.facility.0.as_bytes().as_slice())
        .bind(self.stream.kind.as_str())
        .bind(self.stream.id.as_bytes().as_slice())
        .bind(write.id.0.as_bytes().as_slice())
        .fetch_optional(&mut **tx)
        .await
        .map_err(failed(attempt))?;
        let day = write.day.map(|day| day.to_string());
        let (revision, was_live, same) = match &old {
            Some((revision, old_day, body)) => {
                let both_gone = body.is_none() && write.body.is_none();
                let same = both_gone || (body.as_deref() == write.body.as_deref() && *old_day == day);
                (bits(*revision), body.is_some(), same)
            }
            // What was forgotten had a revision of the floor at most: no id has the same one twice.
            None => (self.floor, false, write.body.is_none()),
        };
        if same {
            return Ok(());
        }
        self.head += 1;
        self.changed += 1;
        if was_live {
            self.count -= 1;
            self.sum = self.sum.wrapping_sub(row_digest(write.id.0, revision));
        }
        let revision = revision + 1;
        if write.body.is_some() {
            self.count += 1;
            self.sum = self.sum.wrapping_add(row_digest(write.id.0, revision));
        }
        sqlx::query(
            "INSERT INTO row (facility, stream_kind, stream_id, id, kind, revision, sequence, day, source_ref, about, body) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind, \
             revision = excluded.revision, sequence = excluded.sequence, day = excluded.day, \
             source_ref = coalesce(excluded.source_ref, source_ref), about = excluded.about, body = excluded.body, \
             gone_since = NULL",
        )
        .bind(self.facility.0.as_bytes().as_slice())
        .bind(self.stream.kind.as_str())
        .bind(self.stream.id.as_bytes().as_slice())
        .bind(write.id.0.as_bytes().as_slice())
        .bind(&*write.kind)
        .bind(signed(revision))
        .bind(signed(self.head))
        .bind(day)
        .bind(write.source_ref.as_deref())
        .bind(write.about.map(|about| about.0.as_bytes().to_vec()))
        .bind(write.body.as_deref())
        .execute(&mut **tx)
        .await
        .map_err(failed(attempt))?;
        Ok(())
    }
}

async fn audit(tx: &mut Tx, facility: FacilityId, trail: &Audit) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO audit (at, facility, actor, device, what, object) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(instant(trail.at))
        .bind(facility.0.as_bytes().as_slice())
        .bind(trail.actor.map(|actor| actor.0.as_bytes().to_vec()))
        .bind(trail.device.map(|device| device.0.as_bytes().to_vec()))
        .bind(trail.what)
        .bind(trail.object.as_str())
        .execute(&mut **tx)
        .await
        .map_err(failed("write the audit trail"))?;
    Ok(())
}
