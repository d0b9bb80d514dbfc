//! From what is wrong with a keymap or theme to a sentence.

use std::path::Path;

use super::error::{Failure, code};
use super::out::Out;
use crate::config::Source;
use crate::text::{Arg, Id, SafeText, Words};
use crate::tui::keymap::names;
use crate::tui::{Mistake, Place, Wrong};

/// What is wrong, in a sentence; of a mistake in the file it stands elsewhere where.
pub(super) fn sentence(wrong: &Wrong, words: &Words) -> SafeText {
    let with = |id, name, value: &str| words.with(id, &[(name, Arg::Text(value))]);
    let beside = |id, name: &str, at: &Place| {
        words.with(id, &[("name", Arg::Text(name)), ("place", (&place(at, words)).into())])
    };
    match wrong {
        Wrong::Unreadable(what) => with(Id::MistakeUnreadable, "what", what),
        Wrong::NoSuchName(known) => with(Id::MistakeNoSuchName, "known", known),
        Wrong::Toml(what) => with(Id::MistakeToml, "what", what.trim_end_matches('.')),
        Wrong::Inherits(known) => with(Id::MistakeInherits, "known", known),
        Wrong::Layer(known) => with(Id::MistakeLayer, "known", known),
        Wrong::Action(name) => with(Id::MistakeAction, "name", name),
        Wrong::NotHere(action, layer) => {
            words.with(Id::MistakeNotHere, &[("name", action.name().into()), ("layer", layer.name().into())])
        }
        Wrong::Keys => words.say(Id::MistakeKeys),
        Wrong::Key(name) => with(Id::MistakeKey, "name", name),
        Wrong::IsText(name) => with(Id::MistakeIsText, "name", name),
        Wrong::Twice(action, at) => beside(Id::MistakeTwice, action.name(), at),
        Wrong::Begins(action, at) => beside(Id::MistakeBegins, action.name(), at),
        Wrong::Role(known) => with(Id::MistakeRole, "known", known),
        Wrong::Look => words.say(Id::MistakeLook),
        Wrong::Part(name) => with(Id::MistakePart, "name", name),
        Wrong::Colour(name) => with(Id::MistakeColour, "name", name),
        Wrong::Attribute(name) => with(Id::MistakeAttribute, "name", name),
    }
}

fn place(at: &Place, words: &Words) -> SafeText {
    let gaps = [("line", at.line.into()), ("column", at.column.into())];
    match at.parent {
        Some(file) => words.with(Id::MistakePlaceIn, &[gaps.as_slice(), &[("file", file.into())]].concat()),
        None => words.with(Id::MistakePlace, &gaps),
    }
}

/// A keymap or theme as somebody asked for it: the file of that name, or the built-in one.
///
/// # Errors
/// When it cannot be read, or nothing has that name.
pub(super) fn text<'a>(source: &'a Source, built_in: &[(&str, &'a str)]) -> Result<&'a str, Mistake> {
    let wrong = match &source.file {
        Some((_, Ok(text))) => return Ok(text),
        Some((_, Err(what))) => Wrong::Unreadable(what.clone()),
        None => match built_in.iter().find(|(name, _)| *name == source.name) {
            Some((_, text)) => return Ok(text),
            None => Wrong::NoSuchName(names(built_in)),
        },
    };
    Err(Mistake { at: Place::START, wrong })
}

/// What it is called: the path of its file, or its name.
pub(super) fn name(source: &Source) -> String {
    source.file.as_ref().map_or_else(|| source.name.clone(), |(path, _)| path.to_string_lossy().into_owned())
}

/// A file that was named on the command line.
pub(super) fn from(path: &Path) -> Source {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string());
    Source { name: path.to_string_lossy().into_owned(), file: Some((path.to_owned(), text)) }
}

/// Says every mistake.
pub(super) fn said(source: &Source, mistakes: &[Mistake], out: &Out) -> Failure {
    let file = name(source);
    for Mistake { at, wrong } in mistakes {
        let file = at.parent.map_or_else(|| file.clone(), str::to_owned);
        let what = sentence(wrong, &out.words);
        let gaps = [("file", Arg::Text(&file)), ("line", at.line.into()), ("column", at.column.into())];
        out.warn(Id::CliMistake, &[gaps.as_slice(), &[("what", (&what).into())]].concat());
    }
    Failure::said(code::CONFIG)
}
