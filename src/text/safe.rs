//! Text that a terminal can show without obeying it.

use std::fmt;
use std::sync::Arc;

/// Text that went through the sanitiser: the only kind of text that a widget accepts.
///
/// Cheap to clone. `Debug` shows the length only, since most of it is a name or a note.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SafeText(Arc<str>);

impl SafeText {
    /// Cleans one line of text: what a terminal would obey is replaced by a visible sign.
    pub fn line(raw: &str) -> Self {
        let clean: String = raw.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
        Self(clean.into())
    }

    /// Cleans a text of several lines: as [`SafeText::line`], but lines stay lines.
    pub fn block(raw: &str) -> Self {
        let clean: String = raw.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect();
        Self(clean.into())
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "‹text:{}›", self.0.chars().count())
    }
}
