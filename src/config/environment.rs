//! The environment, read once.

use std::path::PathBuf;

use crate::text::Lang;

/// The program's folders are called this.
const NAME: &str = "vleugel";

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ColourDepth {
    /// None: bold, underline and reverse only.
    Mono,
    /// The 16 of old terminals.
    Ansi16,
    /// The 256 of most terminals.
    #[default]
    Ansi256,
    /// 16 million.
    True,
}

/// What the environment says, as far as the program listens to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `HOME`
    pub home: Option<PathBuf>,
    /// `XDG_STATE_HOME`
    pub state_home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`
    pub config_home: Option<PathBuf>,
    /// `VLEUGEL_LANG`. The machine's language is not asked: a wing's terminal speaks Dutch.
    pub lang: Option<Lang>,
    /// `ACCESSIBLE`, as other programs know it: anything but `0`.
    pub accessible: bool,
    /// Whether the terminal can be asked something, by `TERM`: a console would write the question on the screen.
    pub can_be_asked: bool,
    /// From `NO_COLOR`, `TERM` and `COLORTERM`.
    pub colours: ColourDepth,
}

impl Environment {
    /// The environment of this process.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_process() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        // Relative paths in these variables are void, says the XDG specification.
        let folder = |name: &str| text(name).map(PathBuf::from).filter(|path| path.is_absolute());
        Self {
            home: folder("HOME"),
            state_home: folder("XDG_STATE_HOME"),
            config_home: folder("XDG_CONFIG_HOME"),
            lang: text("VLEUGEL_LANG").and_then(|lang| Lang::parse(&lang)),
            can_be_asked: can_be_asked(&text("TERM").unwrap_or_default()),
            accessible: text("ACCESSIBLE").is_some_and(|value| value != "0"),
            colours: depth(
                text("NO_COLOR").is_some(),
                &text("TERM").unwrap_or_default(),
                &text("COLORTERM").unwrap_or_default(),
            ),
        }
    }

    /// Where state is kept: `$XDG_STATE_HOME/vleugel` or `~/.local/state/vleugel`.
    pub fn state_folder(&self) -> Option<PathBuf> {
        let home = || self.home.as_ref().map(|home| home.join(".local/state"));
        self.state_home.clone().or_else(home).map(|folder| folder.join(NAME))
    }

    /// Where configuration is read: `$XDG_CONFIG_HOME/vleugel` or `~/.config/vleugel`.
    pub fn config_folder(&self) -> Option<PathBuf> {
        let home = || self.home.as_ref().map(|home| home.join(".config"));
        self.config_home.clone().or_else(home).map(|folder| folder.join(NAME))
    }
}

fn can_be_asked(term: &str) -> bool {
    !term.is_empty() && !["linux", "dumb", "vt", "screen", "ansi", "cons"].iter().any(|kind| term.starts_with(kind))
}

fn depth(no_colour: bool, term: &str, colour_term: &str) -> ColourDepth {
    match (term, colour_term) {
        _ if no_colour => ColourDepth::Mono,
        ("" | "dumb" | "vt100" | "vt102" | "vt220", _) => ColourDepth::Mono,
        (_, "truecolor" | "24bit") => ColourDepth::True,
        (term, _) if term.contains("256") => ColourDepth::Ansi256,
        _ => ColourDepth::Ansi16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_terminal_unless_nobody_wants_them() {
        assert_eq!(depth(false, "xterm-256color", "truecolor"), ColourDepth::True);
        assert_eq!(depth(false, "xterm-256color", ""), ColourDepth::Ansi256);
        assert_eq!(depth(false, "linux", ""), ColourDepth::Ansi16);
        assert_eq!(depth(false, "dumb", "truecolor"), ColourDepth::Mono);
        assert_eq!(depth(true, "xterm-256color", "truecolor"), ColourDepth::Mono);
    }

    #[test]
    fn only_a_terminal_that_understands_a_question_is_asked() {
        assert!(can_be_asked("xterm-256color") && can_be_asked("tmux-256color") && can_be_asked("foot"));
        assert!(["", "linux", "dumb", "vt220", "screen-256color"].iter().all(|term| !can_be_asked(term)));
    }
}
