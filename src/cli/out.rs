//! The one place that prints outside the screen. All text is clean before it gets here.

use std::io::Write;

use indicatif::{ProgressBar, ProgressStyle};

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

    /// A bar for long work.
    pub(super) fn bar() -> Bar {
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ");
        Bar(ProgressBar::new(0).with_style(style))
    }

    /// A message about something that went wrong, on standard error.
    pub(super) fn warn(&self, id: Id, arguments: &[(&str, Arg<'_>)]) {
        let _closed = writeln!(std::io::stderr().lock(), "{}", self.words.with(id, arguments).as_str());
    }
}

/// A bar while something takes long: on standard error, and only when that is a terminal. Gone when it is dropped.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Shows what is being done, and how far it is.
    pub(super) fn show(&self, doing: &SafeText, done: usize, all: usize) {
        self.0.set_length(all as u64);
        self.0.set_position(done as u64);
        self.0.set_message(doing.as_str().to_owned());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
