//! The shell: event loop, effects, terminal guard, clock, logging. The only place where layers meet.

pub mod answer;
mod bridge;
pub mod clock;
mod days;
#[cfg(feature = "hub")]
pub mod demo;
mod drafts;
mod effects;
mod input;
pub mod log;
mod plain;
mod print;
mod run;
mod shell;
mod signals;
mod sync_page;
mod terminal;
mod watch;

pub use clock::Clock;
pub use run::{RunError, Session, SyncSettings, run};
pub use terminal::install_panic_hook;
pub use watch::LookFiles;
