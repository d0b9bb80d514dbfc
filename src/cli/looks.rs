//! Keys and themes as the configuration asks for them: at the start, and again whenever a file changes.

use super::mistake;
use crate::config::{ColourDepth, Config, ConfigError, Environment, Overrides, Source};
use crate::text::{Arg, Id, SafeText, Words};
use crate::tui::{Depth, Found, Keymap, Mistake, Theme, keymap, theme};

/// How many colours, in the interface's words.
pub(super) const fn depth(config: &Config) -> Depth {
    match config.colours {
        ColourDepth::Mono => Depth::Mono,
        ColourDepth::Ansi16 => Depth::Ansi16,
        ColourDepth::Ansi256 => Depth::Ansi256,
        ColourDepth::True => Depth::True,
    }
}

/// Reads what the configuration asks for.
pub(super) fn find(config: &Config) -> Found {
    let words = Words::new(config.lang);
    let keymap = mistake::text(&config.keymap, &keymap::BUILT_IN).map_err(|bad| vec![bad]).and_then(Keymap::parse);
    let keymap = keymap.map_err(|bad| {
        let first = bad.first().map(|bad| notice(&words, Id::NoticeBadKeymap, &config.keymap, bad));
        first.unwrap_or_default()
    });
    let depth = depth(config);
    let parsed = |source: &Source| mistake::text(source, &theme::BUILT_IN).and_then(|text| Theme::parse(text, depth));
    let mut themes: Vec<_> = theme::BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    themes.extend(
        config.own("themes").into_iter().filter(|name| !theme::BUILT_IN.iter().any(|(known, _)| known == name)),
    );
    // One that is broken is not offered; `vleugel themes check` says what is wrong with it.
    let themes = themes.into_iter().filter_map(|name| Some((name.clone(), parsed(&config.theme_of(&name)).ok()?)));
    let asked = match parsed(&config.theme) {
        Ok(_) => Ok(config.theme_is_asked.then(|| config.theme.name.clone())),
        Err(bad) => Err(notice(&words, Id::NoticeBadTheme, &config.theme, &bad)),
    };
    Found { keymap, themes: themes.collect(), asked }
}

/// Reads the configuration and what it asks for once more.
pub(super) fn find_again(overrides: &Overrides, environment: &Environment, words: &Words) -> Found {
    match Config::read(overrides, environment) {
        Ok(config) => find(&config),
        Err(error) => {
            let why = match error {
                ConfigError::BadFile(bad) => {
                    let path = bad.path.to_string_lossy().into_owned();
                    let gaps = [("line", bad.line.into()), ("column", bad.column.into())];
                    let texts = [("file", Arg::Text(&path)), ("what", Arg::Text(&bad.what))];
                    words.with(Id::NoticeBadConfig, &[gaps.as_slice(), texts.as_slice()].concat())
                }
                ConfigError::NoHome => words.say(Id::ErrorNoHome),
            };
            Found { keymap: Err(why.clone()), themes: Vec::new(), asked: Err(why) }
        }
    }
}

/// The first mistake, and that nothing changes.
fn notice(words: &Words, id: Id, source: &Source, bad: &Mistake) -> SafeText {
    let file = mistake::name(source);
    let what = mistake::sentence(&bad.wrong, words);
    let gaps = [("file", Arg::Text(&file)), ("line", bad.at.line.into()), ("column", bad.at.column.into())];
    words.with(id, &[gaps.as_slice(), &[("what", (&what).into())]].concat())
}
