//! The one place that prints outside the screen. All text is clean before it gets here.

use std::io::Write;

use crate::text::{Arg, Id, SafeText, Words};

/// Where a subcommand speaks.
#[derive(Debug)]
pub(super) struct Out {
    /// The words of the reader's language.
    pub(super) words: Words,
}

impl Out {
    pub(super) const fn new(words: Words) -> Self {
        Self { words }
    }

    /// A message of the program, on standard output.
    pub(super) fn say(&self, id: Id, arguments: &[(&str, Arg<'_>)]) {
        Self::line(&self.words.with(id, arguments));
    }

    /// A line of text, on standard output.
    pub(super) fn line(text: &SafeText) {
        // A closed pipe is not our business: who reads has seen enough.
        let _closed = writeln!(std::io::stdout().lock(), "{}", text.as_str());
    }

    /// Several lines as they are: help.
    pub(super) fn plain(text: &str) {
        let _closed = write!(std::io::stdout().lock(), "{}", SafeText::block(text).as_str());
    }

    /// A message about something that went wrong, on standard error.
    pub(super) fn warn(&self, id: Id, arguments: &[(&str, Arg<'_>)]) {
        let _closed = writeln!(std::io::stderr().lock(), "{}", self.words.with(id, arguments).as_str());
    }
}
