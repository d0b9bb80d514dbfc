//! The terminal interface: actions, keymap, theme, model, update, view. It performs no effect.

pub mod action;
mod draft;
mod field;
mod groups;
pub mod key;
pub mod keymap;
mod layer;
mod lock;
mod looks;
mod mistake;
pub mod model;
pub mod msg;
mod numbered;
mod pages;
mod palette;
mod pick;
pub mod plain;
mod printed;
mod search;
#[cfg(test)]
mod tests;
pub mod theme;
mod update;
mod view;

pub use draft::Draft;
pub use key::Key;
pub use keymap::Keymap;
pub use layer::Layer;
pub use lock::PinDigits;
pub use looks::{Found, Looks};
pub use mistake::{Mistake, Place, Wrong};
pub use model::Model;
pub use msg::{
    CacheState, Done, Effect, JournalLine, JournalState, Line, Msg, Notice, RefusedLine, Settle, Status, StreamLine,
    SyncPage, What, Who,
};
pub use search::SearchIndex;
pub use theme::{Depth, Theme};
pub use update::{Context, update};
pub use view::{Kept, Look, view};
