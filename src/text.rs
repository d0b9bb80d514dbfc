//! Words: text that is safe to show, personal data that does not leak, languages, dates and names.

pub mod date;
mod i18n;
mod id;
pub mod name;
mod pii;
mod safe;

pub use i18n::{Arg, Lang, Words};
pub use id::Id;
pub use pii::Pii;
pub use safe::SafeText;
