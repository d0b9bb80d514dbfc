//! Saving a mark.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use uuid::Uuid;
use vleugel::domain::id::DeviceId;
use vleugel::journal::{DeviceFolder, Journal};

use crate::measure::{report, timed};

/// How often a saved mark is measured.
const MARKS: u64 = 400;
/// Bytes of a mark as the wire writes it.
const MARK_BYTES: usize = 330;

/// Saving a mark, beside the least that any program could do.
pub(crate) fn saving(folder: &Path) {
    let path = folder.join("journal");
    fs::create_dir(&path)
        .and_then(|()| fs::set_permissions(&path, fs::Permissions::from_mode(0o700)))
        .expect("a folder");
    let device = DeviceFolder::open(&path, || DeviceId(Uuid::from_u128(1))).expect("a device folder");
    let (mut journal, _) = Journal::open(device).expect("a journal");
    let mut bare: File = OpenOptions::new().append(true).create(true).open(folder.join("bare")).expect("a file");
    let body = vec![b'x'; MARK_BYTES];
    let (mut own, mut least) = (Vec::new(), Vec::new());
    // In turns, so that both meet the same moods of the disk.
    for number in 1..=MARKS {
        own.push(timed(|| journal.append_action(number, &body).expect("saved")).0);
        least.push(timed(|| bare.write_all(&body).and_then(|()| bare.sync_data()).expect("written")).0);
    }
    report("saving a mark, p50", own, Some(("append + fdatasync", least)));
}
