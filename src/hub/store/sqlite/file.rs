//! The database as a file: whose it is, who has it, and where it stands.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::{BUSY_LIMIT, MIGRATIONS, failed};
use crate::hub::store::{StoreError, Unusable};

/// "vlgl" in the file's header: says that a database is ours.
const APPLICATION: i64 = 0x766C_676C;
/// SQLite's numbers for a file that is no database, for one that is damaged, for one that others have, and for a full disk.
const NOT_A_DATABASE: u32 = 26;
const CORRUPT: u32 = 11;
pub(super) const BUSY: u32 = 5;
pub(super) const FULL: u32 = 13;

/// The path of a database's address; none when it is not `sqlite://` and a path.
pub(in crate::hub) fn path_of(database: &str) -> Option<&Path> {
    database.strip_prefix("sqlite://").filter(|path| !path.is_empty()).map(Path::new)
}

/// A file beside the database, as SQLite names its own: `hub.db-wal`.
pub(super) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = database.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Makes the file when it is not there: SQLite would make it readable for everyone. Its log files take over its rights.
///
/// A file that is there is not opened: closing it would let go of the locks that SQLite holds in this process.
pub(super) fn make(database: &Path) -> io::Result<PathBuf> {
    match OpenOptions::new().create_new(true).write(true).mode(0o600).open(database) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        // One file has one lock, whatever name somebody has for it.
        _ => fs::canonicalize(database),
    }
}

/// Who has the database: many that use it, or one that puts another file in its place.
///
/// The lock is on a file of its own, which is never replaced. The kernel lets go of it, however its holder ends.
#[derive(Debug)]
pub(super) struct Hold {
    _file: File,
}

impl Hold {
    /// To use the database beside others.
    pub(super) fn shared(database: &Path) -> Result<Self, StoreError> {
        Self::take(database, File::try_lock_shared)
    }

    /// To have it alone.
    pub(super) fn alone(database: &Path) -> Result<Self, StoreError> {
        Self::take(database, File::try_lock)
    }

    fn take(database: &Path, lock: impl FnOnce(&File) -> Result<(), TryLockError>) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true).mode(0o600);
        let file = options.open(beside(database, "-lock")).map_err(StoreError::File)?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Unusable::InUse.at(database)),
            Err(TryLockError::Error(error)) => Err(StoreError::File(error)),
        }
    }
}

/// Whose database this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// Nobody's: it is empty.
    Empty,
    /// Of this program, of this version or an older one.
    Ours,
}

/// Connection options that change nothing by themselves.
pub(super) fn plain(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(database).foreign_keys(true).busy_timeout(BUSY_LIMIT)
}

/// What SQLite calls an error; its finer distinctions are in the higher bits.
pub(super) fn fault(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<u32>().ok().map(|code| code & 0xFF)
}

/// Opens a database as it is and asks it whose it is.
pub(super) async fn identified(
    options: SqliteConnectOptions,
    database: &Path,
) -> Result<(SqliteConnection, Identity), StoreError> {
    let unusable = |error: sqlx::Error| match fault(&error) {
        Some(NOT_A_DATABASE) => Unusable::Foreign.at(database),
        Some(CORRUPT) => Unusable::Damaged.at(database),
        _ => failed("open the database")(error),
    };
    let mut connection = options.connect().await.map_err(unusable)?;
    let number = async |connection: &mut SqliteConnection, query: &'static str| {
        sqlx::query_as::<_, (i64,)>(query).fetch_one(connection).await.map(|(number,)| number).map_err(unusable)
    };
    let application = number(&mut connection, "PRAGMA application_id").await?;
    let version = number(&mut connection, "PRAGMA user_version").await?;
    let tables = number(&mut connection, "SELECT count(*) FROM sqlite_schema").await?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    // Our first databases did not say that they are ours yet; nobody else has this trigger.
    let early = "SELECT count(*) FROM sqlite_schema WHERE name IN ('imported', 'row_feed', 'audit_no_delete')";
    let identity = match application {
        0 if version == 0 && tables == 0 => Identity::Empty,
        0 if version == 1 && number(&mut connection, early).await? == 3 => Identity::Ours,
        APPLICATION if version > known => return Err(Unusable::Newer.at(database)),
        APPLICATION => Identity::Ours,
        _ => return Err(Unusable::Foreign.at(database)),
    };
    Ok((connection, identity))
}

/// Refuses to open what is not ours before anything in it changes.
pub(super) async fn check(database: &Path) -> Result<(), StoreError> {
    let (connection, _) = identified(plain(database), database).await?;
    connection.close().await.map_err(failed("open the database"))
}

/// Says in the file's header that it is ours.
pub(super) fn mark() -> String {
    format!("PRAGMA application_id = {APPLICATION}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::{Sqlite, read};
    use super::*;
    use crate::domain::id::{FacilityId, RowId};

    #[tokio::test]
    async fn who_uses_a_database_and_who_replaces_it_keep_each_other_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("hub.db");
        let in_use =
            |error: Option<StoreError>| matches!(error, Some(StoreError::Unusable { fault: Unusable::InUse, .. }));
        let (one, two) = (Sqlite::open(&database).await.expect("it opens"), Sqlite::open(&database).await);
        assert!(two.is_ok(), "many use it beside each other");
        drop(two);
        assert!(in_use(Hold::alone(&database).err()));
        drop(one);
        let alone = Hold::alone(&database).expect("nobody uses it now");
        // Also by another name.
        let link = folder.path().join("link.db");
        std::os::unix::fs::symlink(&database, &link).expect("a link");
        for name in [&database, &link] {
            assert!(in_use(Sqlite::open(name).await.err()));
        }
        drop(alone);
        Sqlite::open(&link).await.expect("it opens again");
    }

    #[tokio::test]
    async fn a_database_from_before_it_said_whose_it_is_is_ours_and_brought_up_to_date() {
        let folder = tempfile::tempdir().expect("a folder");
        let (early, other) = (folder.path().join("hub.db"), folder.path().join("other.db"));
        for (database, statements) in [(&early, MIGRATIONS[0]), (&other, "CREATE TABLE diary (entry TEXT)")] {
            let options = plain(database).create_if_missing(true);
            let mut connection = options.connect().await.expect("it opens");
            sqlx::raw_sql(statements).execute(&mut connection).await.expect("it has tables");
            sqlx::raw_sql("PRAGMA user_version = 1").execute(&mut connection).await.expect("it has a version");
            connection.close().await.expect("it closes");
        }
        drop(Sqlite::open(&early).await.expect("it opens"));
        let (mut connection, identity) = identified(plain(&early), &early).await.expect("it is ours");
        let header: (i64,) =
            sqlx::query_as("PRAGMA application_id").fetch_one(&mut connection).await.expect("it is read");
        assert_eq!((identity, header.0), (Identity::Ours, APPLICATION));
        connection.close().await.expect("it closes");
        // Somebody else's first version does not have our tables.
        let refused = Sqlite::open(&other).await.err();
        assert!(matches!(refused, Some(StoreError::Unusable { fault: Unusable::Foreign, .. })));
    }

    #[tokio::test]
    async fn seats_from_before_rows_said_what_they_are_about_are_found_by_their_session() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("hub.db");
        let mut connection = plain(&database).create_if_missing(true).connect().await.expect("it opens");
        let (facility, session, seat) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        for statements in &MIGRATIONS[..2] {
            sqlx::raw_sql(*statements).execute(&mut connection).await.expect("it has tables");
        }
        sqlx::raw_sql("PRAGMA user_version = 2").execute(&mut connection).await.expect("it has a version");
        sqlx::raw_sql(sqlx::AssertSqlSafe(mark())).execute(&mut connection).await.expect("it is ours");
        let row = "INSERT INTO row (facility, stream_kind, stream_id, id, kind, revision, sequence, body) \
                   VALUES (?, 'wing', ?, ?, 'session-seat', 1, 1, ?)";
        let body = format!("{{\"session\":\"{session}\"}}").into_bytes();
        let bytes = |id: &Uuid| id.as_bytes().to_vec();
        let insert = sqlx::query(row).bind(bytes(&facility)).bind(bytes(&facility)).bind(bytes(&seat)).bind(body);
        insert.execute(&mut connection).await.expect("it is written");
        connection.close().await.expect("it closes");
        let store = Sqlite::open(&database).await.expect("it opens");
        let found = read::about(&store.readers, FacilityId(facility), "session-seat", RowId(session)).await;
        let ids: Vec<_> = found.expect("it is read").into_iter().map(|(_, row)| row.id).collect();
        assert_eq!(ids, [RowId(seat)]);
    }
}
