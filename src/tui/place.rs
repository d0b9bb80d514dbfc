//! A mistake in a keymap or theme, with its place.

use std::ops::Range;

/// What is wrong, and where. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {what}")]
pub struct BadFile {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
    /// What is wrong, for who writes such files.
    pub what: String,
}

impl BadFile {
    /// A mistake at a byte of the text.
    pub(super) fn at(text: &str, span: &Range<usize>, what: impl Into<String>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, what: what.into() }
    }

    /// A mistake that the TOML parser found.
    pub(super) fn toml(text: &str, error: &toml::de::Error) -> Self {
        Self::at(text, &error.span().unwrap_or(0..0), error.message())
    }
}
