//! The folder: its files in the order in which they refer to each other.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::ids::{Ids, source};
use super::reason::Reason;
use super::table::{Reading, Spec, Table};
use super::{Import, day, facility, people, volunteers};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;

/// Largest file that is read, in bytes: a hundred times a large facility's year.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// What every file's reader needs.
pub(super) struct Context<'a> {
    folder: &'a Path,
    pub(super) reading: &'a mut Reading,
    pub(super) ids: Ids,
    pub(super) import: Import,
}

impl Context<'_> {
    /// A file that must be there.
    pub(super) fn required(&mut self, spec: &'static Spec) -> Table {
        self.open(spec, true)
    }

    /// A file that may be there.
    pub(super) fn table(&mut self, spec: &'static Spec) -> Table {
        self.open(spec, false)
    }

    fn open(&mut self, spec: &'static Spec, needed: bool) -> Table {
        let path = self.folder.join(spec.name);
        let bytes = fs::metadata(&path).and_then(|about| {
            if about.len() > MAX_FILE_BYTES { Err(ErrorKind::FileTooLarge.into()) } else { fs::read(&path) }
        });
        match bytes.map_err(|error| error.kind()) {
            Ok(bytes) => return Table::parse(spec, &bytes, self.reading),
            Err(ErrorKind::NotFound) if !needed => return Table::empty(spec, false),
            Err(ErrorKind::NotFound) => self.reading.file(spec.name, None, Reason::MissingFile),
            Err(ErrorKind::FileTooLarge) => {
                self.reading.file(spec.name, None, Reason::FileTooLarge { limit: MAX_FILE_BYTES });
            }
            Err(kind) => self.reading.file(spec.name, None, Reason::Unreadable(kind)),
        }
        Table::empty(spec, true)
    }

    /// Adds a row.
    pub(super) fn put(&mut self, stream: StreamId, file: &str, key: &str, record: impl Into<Record>) {
        self.import.put(stream, source(file, key), record);
    }
}

/// Reads the whole folder. With a bad facility row the rest is read all the same, so that everything is reported at once.
pub(super) fn read(folder: &Path, reading: &mut Reading) -> Import {
    let ids = Ids::new("");
    let mut context = Context { folder, reading, ids, import: Import::new(ids.facility()) };
    facility::facility(&mut context);
    let house = facility::house(&mut context);
    let people = people::people(&mut context, &house);
    let contacts = people::contacts(&mut context, &people);
    day::visits(&mut context, &house, &people, &contacts);
    day::plans(&mut context, &house, &people);
    volunteers::volunteers(&mut context, &house, &people);
    people::file(&mut context, &people);
    context.import
}
