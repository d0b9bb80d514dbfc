//! C libraries that stand between the real program and the system: built with `cc`, loaded with `LD_PRELOAD`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds `tests/<source>` in `place`, and says where the library is.
pub(crate) fn build(place: &Path, source: &str) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(source);
    let library = place.join(from.with_extension("so").file_name().expect("a name"));
    let built = Command::new("cc")
        .args(["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread", "-o"])
        .args([&*library, &*from])
        .output();
    let output = built.expect("these tests need a C compiler that is called cc");
    assert!(output.status.success(), "cc does not build {source}: {}", String::from_utf8_lossy(&output.stderr));
    library
}
