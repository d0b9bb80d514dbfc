//! `vleugel hub backup` and `vleugel hub restore`: what came of it, and why not, as a sentence.

use std::path::Path;

use chrono::TimeDelta;

use super::super::error::{Failure, code};
use super::super::out::Out;
use crate::app::Clock;
use crate::domain::local;
use crate::hub::{self, BackupError, Replace, Unusable};
use crate::journal::KEPT_DAYS;
use crate::text::{Arg, Id, date};

/// Copies a database that may be in use.
pub(super) async fn backup(database: &str, file: &Path, out: &Out) -> Result<(), Failure> {
    let rows = hub::backup(database, file).await.map_err(failed)?;
    done(Id::CliBackedUp, file, rows, out);
    Ok(())
}

/// Puts a copy back.
pub(super) async fn restore(database: &str, file: &Path, replace: bool, out: &Out) -> Result<(), Failure> {
    let replace = if replace { Replace::Yes } else { Replace::No };
    let restored = hub::restore(file, database, replace).await.map_err(|error| match error {
        BackupError::Exists(path) => about(Id::ErrorRestoreExists, code::CANNOT_WRITE, &path),
        other => failed(other),
    })?;
    done(Id::CliRestored, file, restored.rows, out);
    let now = Clock::default().now();
    if let Some(at) = restored.last_known_at.filter(|at| now - at > TimeDelta::days(KEPT_DAYS)) {
        let day = date::date(local::date_of(at));
        out.warn(Id::CliRestoredOld, &[("day", Arg::Text(&day)), ("days", KEPT_DAYS.unsigned_abs().into())]);
    }
    Ok(())
}

fn done(id: Id, file: &Path, rows: u64, out: &Out) {
    out.say(id, &[("path", Arg::Text(&file.to_string_lossy())), ("rows", rows.into())]);
}

/// A file that is no database for us.
pub(super) fn unusable(path: &Path, fault: Unusable) -> Failure {
    match fault {
        Unusable::Foreign => about(Id::ErrorFileForeign, code::DATA, path),
        Unusable::Newer => about(Id::ErrorFileNewer, code::DATA, path),
        Unusable::Damaged => about(Id::ErrorFileDamaged, code::DATA, path),
        Unusable::InUse => about(Id::ErrorFileInUse, code::IN_USE, path),
    }
}

fn failed(error: BackupError) -> Failure {
    match error {
        BackupError::Address => Failure::with(Id::ErrorDatabaseAddress, code::USAGE, &[]),
        BackupError::Missing(path) => about(Id::ErrorFileMissing, code::DATA, &path),
        BackupError::Exists(path) => about(Id::ErrorBackupExists, code::CANNOT_WRITE, &path),
        BackupError::Unfinished(path) => about(Id::ErrorBackupUnfinished, code::DATA, &path),
        BackupError::Unusable { path, fault } => unusable(&path, fault),
        BackupError::File { path, source } => {
            let gaps = [("path", &*path.to_string_lossy()), ("reason", &*source.to_string())];
            Failure::with(Id::ErrorBackupFile, code::CANNOT_WRITE, &gaps)
        }
        BackupError::Database { attempt, .. } => Failure::with(Id::ErrorDatabase, code::IO, &[("attempt", &attempt)]),
    }
}

fn about(id: Id, code: u8, path: &Path) -> Failure {
    Failure::with(id, code, &[("path", &path.to_string_lossy())])
}
