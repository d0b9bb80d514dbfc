//! Import: a folder of CSV files, as a nightly export writes it, becomes rows. Reading is pure but for the files themselves.
//!
//! Two steps. [`read`] makes an [`Import`] or says everything that is wrong with the folder, at once; nothing is written.
//! [`Hub::import`](crate::hub::Hub::import) compares it with what the hub holds, so that only what the *source* changed is written.

mod after;
mod apply;
mod cells;
mod day;
mod facility;
mod folder;
mod follow;
mod ids;
mod incidents;
mod merge;
mod movements;
mod people;
mod places;
mod reason;
mod recurrence;
mod review;
mod seats;
mod table;
mod value;
mod volunteers;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::domain::id::{FacilityId, RowId};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;

#[cfg(test)]
use apply::apply;
pub(in crate::hub) use ids::{Ids, source};
pub use merge::{Conflict, Report};
pub(in crate::hub) use people::participant_of;
pub use reason::{Reason, RowError, Warning};

/// A facility's day as its source wrote it: the rows, each with the source's own key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Whose.
    pub facility: FacilityId,
    /// When the source wrote it, when it says so.
    pub exported_at: Option<DateTime<Utc>>,
    /// Every row, by its stream and id.
    pub rows: BTreeMap<(StreamId, RowId), Sourced>,
    /// What the operator should know, and what stops nothing.
    pub warnings: Vec<Warning>,
    /// What was left out, when that was asked for; otherwise empty.
    pub skipped: Vec<RowError>,
}

/// A record with the key that its source knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced {
    /// `visits:VD00001-2`: file and key. The same in every import of the same row.
    pub source: String,
    /// What the row says.
    pub record: Record,
}

impl Import {
    /// An import without rows yet.
    pub const fn new(facility: FacilityId) -> Self {
        Self { facility, exported_at: None, rows: BTreeMap::new(), warnings: Vec::new(), skipped: Vec::new() }
    }

    /// Adds a row.
    pub fn put(&mut self, stream: StreamId, source: String, record: impl Into<Record>) {
        let record = record.into();
        self.rows.insert((stream, record.row_id()), Sourced { source, record });
    }
}

/// What to do with bad rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRows {
    /// They stop the import.
    Stop,
    /// They are left out and listed, and so are the rows that refer to them.
    Skip,
}

/// Reads a folder.
///
/// # Errors
/// Everything that is wrong with it, in the order of files and lines. Also with [`BadRows::Skip`] when a required file or
/// column is missing or the facility itself cannot be read.
pub fn read(folder: &Path, bad_rows: BadRows) -> Result<Import, Vec<RowError>> {
    let mut reading = table::Reading::default();
    let import = folder::read(folder, &mut reading);
    reading.finish(import, bad_rows)
}
