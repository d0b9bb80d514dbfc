//! What the tests need of the world: a pseudo-terminal with the real program in it, a real hub, folders of their own.

pub(crate) mod facility;
pub(crate) mod http;
pub(crate) mod hub;
pub(crate) mod loopback;
pub(crate) mod marks;
pub(crate) mod preload;
pub(crate) mod proxy;
pub(crate) mod seed;
pub(crate) mod terminal;
pub(crate) mod tls;

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long anything may take before a test says that it does not come, in a debug build on a busy machine.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// The real program.
pub(crate) const VLEUGEL: &str = env!("CARGO_BIN_EXE_vleugel");

/// The program with an environment of the test's own: no home, no language, no colours of who runs the tests.
pub(crate) fn vleugel(home: &Path) -> Command {
    let mut command = Command::new(VLEUGEL);
    command.env_clear().env("HOME", home).env("PATH", "/usr/bin:/bin").env("TERM", "xterm-256color");
    command
}

/// Whoever opens a pseudo-terminal or starts a program that stays holds this meanwhile: a program that starts between the opening
/// of a line and its mark "close on exec" would have the line too, and keep it open when the test drops it.
pub(crate) fn starting() -> MutexGuard<'static, ()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}
