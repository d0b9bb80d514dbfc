//! What can be wrong with a keymap or theme, and where: codes, of which the command line and the first screen make sentences.

use std::ops::Range;

use super::action::Action;
use super::layer::Layer;

/// A place in a file. Lines and columns count from 1; columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The built-in file that was inherited from; none for the file itself.
    pub parent: Option<&'static str>,
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Place {
    /// The first place of a file.
    pub const START: Self = Self { parent: None, line: 1, column: 1 };

    /// The place of a byte.
    pub(super) fn of(text: &str, span: &Range<usize>, parent: Option<&'static str>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { parent, line, column }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It cannot be read; the system's word for it.
    Unreadable(String),
    /// No file and nothing built in has this name; what there is.
    NoSuchName(String),
    /// It is not TOML; the parser's words.
    Toml(String),
    /// It inherits from something that is not built in; what is.
    Inherits(String),
    /// No such layer; what there is.
    Layer(String),
    /// No such action.
    Action(String),
    /// The action exists, and does nothing in that layer.
    NotHere(Action, Layer),
    /// Not a list of keys.
    Keys,
    /// No such key.
    Key(String),
    /// A key that is text in that layer.
    IsText(String),
    /// The key means something else already, there.
    Twice(Action, Place),
    /// The key begins another chord, or is begun by one: that one could never be typed.
    Begins(Action, Place),
    /// No such role; what there is.
    Role(String),
    /// Not a look.
    Look,
    /// No such part of a look.
    Part(String),
    /// No such colour.
    Colour(String),
    /// No such attribute.
    Attribute(String),
}

/// A mistake, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{}: {wrong:?}", at.line, at.column)]
pub struct Mistake {
    /// Where.
    pub at: Place,
    /// What.
    pub wrong: Wrong,
}

impl Mistake {
    /// A mistake at a byte of the text.
    pub(super) fn new(text: &str, span: &Range<usize>, wrong: Wrong) -> Self {
        Self { at: Place::of(text, span, None), wrong }
    }

    /// A mistake that the TOML parser found.
    pub(super) fn toml(text: &str, error: &toml::de::Error) -> Self {
        Self::new(text, &error.span().unwrap_or(0..0), Wrong::Toml(error.message().to_owned()))
    }
}
