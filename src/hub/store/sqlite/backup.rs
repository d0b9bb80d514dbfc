//! Copies of a database that runs, and the way back: whole, checked, on disk before they have their name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::sqlite::SqliteSynchronous;
use sqlx::{Connection, SqliteConnection};
use tempfile::{NamedTempFile, TempDir};
use uuid::Uuid;

use super::failed;
use super::file::{self, Hold, Identity, beside, plain};
use crate::hub::clock;
use crate::hub::store::{StoreError, Unusable};

/// Whose line in the trail is about the whole database.
const EVERY_FACILITY: Uuid = Uuid::nil();
/// What SQLite keeps beside a database; left there, it would be applied to the next file of that name.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Why a copy was not made, or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The address of the database is not `sqlite://` and a path.
    #[error("read the address of the database")]
    Address,
    /// There is nothing to copy there.
    #[error("find {}", .0.display())]
    Missing(PathBuf),
    /// There is something there already, and it stays.
    #[error("make {}, which is there already", .0.display())]
    Exists(PathBuf),
    /// Its last changes are in a log beside it: it is a database in use, no finished copy.
    #[error("read {}, which is not finished", .0.display())]
    Unfinished(PathBuf),
    /// No database that this program can use now.
    #[error("use {}", .path.display())]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        fault: Unusable,
    },
    /// The disk said no.
    #[error("write {}", .path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the disk said.
        #[source]
        source: io::Error,
    },
    /// The database said no.
    #[error("{attempt}")]
    Database {
        /// What was attempted.
        attempt: String,
        /// What the database said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl BackupError {
    fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unusable { path, fault } => Self::Unusable { path, fault },
            other => Self::Database { attempt: other.to_string(), source: Box::new(other) },
        }
    }
}

/// Copies the database at an address to a new file while hubs go on using it. Answers how many live rows are in the copy.
///
/// The copy has a line about itself in its trail, as has the database: nobody takes one without a trace.
///
/// # Errors
/// When there is no such database, the file is there already, or either cannot be read or written; then there is no copy.
pub async fn backup(database: &str, to: &Path) -> Result<u64, BackupError> {
    let from = file::path_of(database).ok_or(BackupError::Address)?;
    let from = existing(from)?;
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let folder = folder_of(to)?;
    let _hold = Hold::shared(&from)?;
    let mut source = ours(&from, plain(&from).synchronous(SqliteSynchronous::Full)).await?;
    let rows = live_rows(&mut source).await?;
    audit(&mut source, "backup", rows, (clock::system())()).await?;
    let copy = copy(&mut source, &folder, to).await?;
    close(source).await?;
    // A copy that nobody looked at is a hope.
    let mut copied = sound(copy.file.path()).await?;
    let rows = live_rows(&mut copied).await?;
    close(copied).await?;
    keep(copy, to, &folder, Replace::No)?;
    Ok(rows)
}

/// Puts a copy back as the database at an address, as a new lineage: terminals read everything again, and send again what
/// this copy does not know. Answers what was put back.
///
/// # Errors
/// When the copy cannot be read or is not whole, when a hub has the database open, or when there is one and it is not to be
/// replaced; then nothing changed.
pub async fn restore(from: &Path, database: &str, replace: Replace) -> Result<Restored, BackupError> {
    let to = file::path_of(database).ok_or(BackupError::Address)?;
    let from = existing(from)?;
    if replace == Replace::No && to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let folder = folder_of(to)?;
    // The database itself, where its name is a link.
    let to = to.canonicalize().or_else(|_| named_in(&folder, to)).map_err(BackupError::file(to))?;
    let folder = folder_of(&to)?;
    if beside(&from, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::Unfinished(from));
    }
    let mut source = sound(&from).await?;
    // Whoever mistyped an address did not mean that file. Any other fault of it is a reason to restore.
    if to.exists()
        && let Err(error @ StoreError::Unusable { fault: Unusable::Foreign, .. }) = file::check(&to).await
    {
        return Err(error.into());
    }
    let _hold = Hold::alone(&to)?;
    let last_known_at = last_known_at(&mut source).await?;
    let copy = copy(&mut source, &folder, &to).await?;
    close(source).await?;
    let rows = new_lineage(copy.file.path()).await?;
    clear_logs(&to).await?;
    keep(copy, &to, &folder, replace)?;
    Ok(Restored { rows, last_known_at })
}

/// What was put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Live rows in it.
    pub rows: u64,
    /// When the last thing happened that it knows of, by its trail; [`backup`] leaves a line there, so this is when the copy was made.
    pub last_known_at: Option<DateTime<Utc>>,
}

/// Whether what is there already may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// It may.
    Yes,
    /// It stays, and nothing is written.
    No,
}

/// A file that is there, by its one name.
fn existing(path: &Path) -> Result<PathBuf, BackupError> {
    let found = fs::canonicalize(path).ok().filter(|path| path.is_file());
    found.ok_or_else(|| BackupError::Missing(path.to_owned()))
}

fn folder_of(path: &Path) -> Result<PathBuf, BackupError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().map_err(BackupError::file(path))
}

fn named_in(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    path.file_name().map(|name| folder.join(name)).ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

/// Opens a database of ours that is not empty.
async fn ours(path: &Path, options: sqlx::sqlite::SqliteConnectOptions) -> Result<SqliteConnection, BackupError> {
    match file::identified(options, path).await? {
        (connection, Identity::Ours) => Ok(connection),
        (_, Identity::Empty) => Err(BackupError::Unusable { path: path.to_owned(), fault: Unusable::Foreign }),
    }
}

/// Opens a file that nobody writes to, and has SQLite read all of it.
async fn sound(path: &Path) -> Result<SqliteConnection, BackupError> {
    let mut connection = ours(path, plain(path).read_only(true).immutable(true)).await?;
    let said = sqlx::query_as::<_, (String,)>("PRAGMA integrity_check").fetch_all(&mut connection).await;
    match said.as_deref() {
        Ok([(word,)]) if word == "ok" => Ok(connection),
        _ => Err(BackupError::Unusable { path: path.to_owned(), fault: Unusable::Damaged }),
    }
}

async fn close(connection: SqliteConnection) -> Result<(), BackupError> {
    Ok(connection.close().await.map_err(failed("close a database"))?)
}

/// A copy that has no name yet: a file that only its owner can read, in a folder of its own, because SQLite keeps a journal
/// beside it that a full disk would leave there.
struct Nameless {
    file: NamedTempFile,
    _folder: TempDir,
}

/// One moment of a database, on the disk that it is for.
async fn copy(source: &mut SqliteConnection, folder: &Path, to: &Path) -> Result<Nameless, BackupError> {
    let folder = tempfile::Builder::new().prefix(".vleugel-").tempdir_in(folder).map_err(BackupError::file(to))?;
    let file = NamedTempFile::new_in(&folder).map_err(BackupError::file(to))?;
    let copy = Nameless { file, _folder: folder };
    let no_text = || BackupError::file(to)(io::ErrorKind::InvalidFilename.into());
    let into = copy.file.path().to_str().ok_or_else(no_text)?;
    match sqlx::query("VACUUM INTO ?").bind(into).execute(source).await {
        Ok(_) => Ok(copy),
        Err(error) if file::fault(&error) == Some(file::FULL) => {
            Err(BackupError::file(to)(io::ErrorKind::StorageFull.into()))
        }
        Err(error) => Err(failed("copy the database")(error).into()),
    }
}

/// Gives a copy its name, once it is on disk; then the name is on disk too.
fn keep(copy: Nameless, to: &Path, folder: &Path, replace: Replace) -> Result<(), BackupError> {
    copy.file.as_file().sync_all().map_err(BackupError::file(to))?;
    let kept = match replace {
        Replace::Yes => copy.file.persist(to),
        Replace::No => copy.file.persist_noclobber(to),
    };
    kept.map_err(|failed| match failed.error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(to.to_owned()),
        _ => BackupError::file(to)(failed.error),
    })?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(BackupError::file(folder))
}

async fn live_rows(connection: &mut SqliteConnection) -> Result<u64, BackupError> {
    let rows = sqlx::query_as("SELECT count(*) FROM row WHERE body IS NOT NULL").fetch_one(connection).await;
    let (rows,): (i64,) = rows.map_err(failed("count the rows"))?;
    Ok(rows.cast_unsigned())
}

async fn last_known_at(connection: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>, BackupError> {
    let last = sqlx::query_as("SELECT at FROM audit ORDER BY sequence DESC LIMIT 1").fetch_optional(connection).await;
    let last: Option<(String,)> = last.map_err(failed("read the audit trail"))?;
    Ok(last.and_then(|(at,)| DateTime::parse_from_rfc3339(&at).ok()).map(|at| at.to_utc()))
}

async fn audit(
    connection: &mut SqliteConnection,
    what: &'static str,
    rows: u64,
    at: DateTime<Utc>,
) -> Result<(), BackupError> {
    sqlx::query("INSERT INTO audit (at, facility, what, object) VALUES (?, ?, ?, ?)")
        .bind(at.to_rfc3339_opts(SecondsFormat::Millis, true))
        .bind(EVERY_FACILITY.as_bytes().as_slice())
        .bind(what)
        .bind(format!("rows={rows}"))
        .execute(connection)
        .await
        .map_err(failed("write the audit trail"))?;
    Ok(())
}

/// Makes a copy a lineage of its own: cursors of the old one are none here.
async fn new_lineage(copy: &Path) -> Result<u64, BackupError> {
    let mut connection = ours(copy, plain(copy).synchronous(SqliteSynchronous::Full)).await?;
    let rows = live_rows(&mut connection).await?;
    let attempt = "give the database a new epoch";
    let mut tx = connection.begin().await.map_err(failed(attempt))?;
    sqlx::query("UPDATE meta SET value = ? WHERE name = 'epoch'")
        .bind(Uuid::new_v4().to_string().into_bytes())
        .execute(&mut *tx)
        .await
        .map_err(failed(attempt))?;
    audit(&mut tx, "restore", rows, (clock::system())()).await?;
    tx.commit().await.map_err(failed(attempt))?;
    close(connection).await?;
    Ok(rows)
}

/// Takes away the logs of the database that will be replaced, once what is in them is in the database: until the new file
/// has the name, the old one is whole. One that is too damaged for that loses nothing that it could have kept.
async fn clear_logs(database: &Path) -> Result<(), BackupError> {
    if database.exists() {
        let folded = async {
            let (mut connection, _) = file::identified(plain(database), database).await?;
            sqlx::raw_sql("PRAGMA journal_mode = DELETE")
                .execute(&mut connection)
                .await
                .map_err(failed("fold the log"))?;
            connection.close().await.map_err(failed("fold the log"))
        };
        if let Err(StoreError::Database { source, .. }) = folded.await
            && file::fault(&source) == Some(file::BUSY)
        {
            // Some other program, which knows nothing of our lock.
            return Err(BackupError::Unusable { path: database.to_owned(), fault: Unusable::InUse });
        }
    }
    for suffix in LOGS {
        let log = beside(database, suffix);
        match fs::remove_file(&log) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(BackupError::file(&log)(error)),
            _ => {}
        }
    }
    Ok(())
}
