//! Words: text that is safe to show, personal data that does not leak, languages, dates and names.

mod check;
pub mod date;
mod i18n;
mod id;
pub mod name;
mod pii;
mod safe;

pub use check::{BadText, check_name, check_note};
pub use i18n::{Arg, Aside, Lang, Words};
pub use id::Id;
pub use pii::Pii;
pub use safe::SafeText;
