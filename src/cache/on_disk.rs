//! What a thief of the disk would find, for tests.

use std::fs;
use std::path::Path;

/// Whether any file below this folder has these bytes.
pub(crate) fn is_on_disk(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            is_on_disk(&path, text)
        } else {
            fs::read(&path).expect("a file").windows(text.len()).any(|bytes| bytes == text.as_bytes())
        }
    })
}
