//! Words: text that is safe to show, personal data that does not leak, languages, dates and names.

pub mod name;
mod pii;
mod safe;

pub use pii::Pii;
pub use safe::SafeText;
