//! `vleugel themes`: which there are, whether one is good, and how well it can be read.

use super::args::ThemesCommand;
use super::error::Failure;
use super::mistake;
use super::out::Out;
use crate::config::{Config, Source};
use crate::text::{Arg, Id, SafeText};
use crate::tui::{Depth, Theme, theme};

/// Does what was asked.
pub(super) fn run(command: &ThemesCommand, config: &Config, out: &Out) -> Result<(), Failure> {
    match command {
        ThemesCommand::List => {
            let own = config.own("themes");
            let names = theme::BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).chain(own);
            for name in names {
                let mark = if name == config.theme.name { '*' } else { ' ' };
                Out::line(&SafeText::line(&format!("{mark} {name}")));
            }
            Ok(())
        }
        ThemesCommand::Check { file } => {
            let given = file.as_deref().map(mistake::from);
            check(given.as_ref().unwrap_or(&config.theme), out)
        }
    }
}

/// Mistakes; or each role with its contrast, where its colours are known.
fn check(source: &Source, out: &Out) -> Result<(), Failure> {
    let theme = mistake::text(source, &theme::BUILT_IN).and_then(|text| Theme::parse(text, Depth::True));
    let theme = theme.map_err(|bad| mistake::said(source, &[bad], out))?;
    for (role, ratio) in theme.contrasts() {
        let id = if ratio < theme::READABLE { Id::CliContrastLow } else { Id::CliContrast };
        let (ratio, least) = (format!("{ratio:.1}"), format!("{:.1}", theme::READABLE));
        out.say(id, &[("role", role.name().into()), ("ratio", Arg::Text(&ratio)), ("least", Arg::Text(&least))]);
    }
    let file = mistake::name(source);
    out.say(Id::CliThemeGood, &[("file", Arg::Text(&file))]);
    Ok(())
}
