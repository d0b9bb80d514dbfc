//! Logging: JSON to a file that only its owner reads. Ids, counts and durations; never to the terminal.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, fmt, registry};

/// What the file is called.
const NAME: &str = "vleugel.log";
/// A file that has reached this size at start gives way to a new one, in bytes; one old one is kept.
const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Logs to a file in the state folder from now on. A folder that cannot be written means no log, not no program.
pub fn to_file(state: &Path) {
    let path = state.join(NAME);
    if fs::metadata(&path).is_ok_and(|metadata| metadata.len() >= MAX_BYTES) {
        // If it cannot be moved, it grows.
        let _kept = fs::rename(&path, path.with_extension("log.old"));
    }
    let Ok(file) = OpenOptions::new().append(true).create(true).mode(0o600).open(&path) else { return };
    let layer = fmt::layer().json().with_writer(Mutex::new(file)).with_filter(LevelFilter::INFO);
    // A second call in one process keeps the first log.
    let _first = tracing::subscriber::set_global_default(registry().with(layer));
}
