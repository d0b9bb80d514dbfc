//! `vleugel` without a subcommand: the day.

use color_eyre::eyre::{Report, WrapErr};

use super::error::{Failure, code};
use crate::app::{self, Clock, Session, SyncSettings};
use crate::config::{ColourDepth, Config, Source};
use crate::session::Credentials;
use crate::sync::HubAccess;
use crate::text::{Arg, Id, SafeText, Words};
use crate::tui::{BadFile, Depth, Keymap, Theme, Who, keymap, theme};

/// Opens the day of whoever is signed in here.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let credentials = Credentials::read(&config.state)?;
    let hub = HubAccess { url: credentials.hub.clone(), token: credentials.token().to_owned() };
    let sync = SyncSettings { hub: Some(hub), state: config.state.clone(), memory: config.memory };
    let who = Who { staff: credentials.staff(), name: SafeText::line(&credentials.name), wing: credentials.wing() };
    app::log::to_file(&config.state);
    app::install_panic_hook();
    let session = session(config, sync, who, Clock::default());
    runtime()?.block_on_session(session, async {})
}

/// A session with the keymap and theme that were asked for; a broken file gives way to the built-in one, and says so.
pub(super) fn session(config: &Config, sync: SyncSettings, who: Who, clock: Clock) -> Session {
    let words = Words::new(config.lang);
    let depth = match config.colours {
        ColourDepth::Mono => Depth::Mono,
        ColourDepth::Ansi16 => Depth::Ansi16,
        ColourDepth::Ansi256 => Depth::Ansi256,
        ColourDepth::True => Depth::True,
    };
    let mut notices = Vec::new();
    let keymap = from_file(&config.keymap, &keymap::BUILT_IN, Keymap::parse).unwrap_or_else(|bad| {
        notices.push(notice(&words, Id::NoticeBadKeymap, &config.keymap, &bad));
        Keymap::built_in("default")
    });
    let theme = from_file(&config.theme, &theme::BUILT_IN, |text| Theme::parse(text, depth)).unwrap_or_else(|bad| {
        notices.push(notice(&words, Id::NoticeBadTheme, &config.theme, &bad));
        Theme::built_in(if depth == Depth::Mono { "mono" } else { "dark" }, depth)
    });
    Session {
        sync,
        who,
        clock,
        words,
        keymap,
        theme,
        ascii: config.ascii,
        at_hand_minutes: config.at_hand_minutes,
        notices,
    }
}

/// The file of that name, or the built-in one; no such name is a mistake in the first place of the first line.
fn from_file<T>(
    source: &Source,
    built_in: &[(&str, &str)],
    parse: impl Fn(&str) -> Result<T, BadFile>,
) -> Result<T, BadFile> {
    let bad = |what| Err(BadFile { line: 1, column: 1, what });
    match &source.file {
        Some((_, Ok(text))) => parse(text),
        Some((_, Err(what))) => bad(what.clone()),
        None => match built_in.iter().find(|(name, _)| *name == source.name) {
            Some((_, text)) => parse(text),
            None => bad(built_in.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")),
        },
    }
}

fn notice(words: &Words, id: Id, source: &Source, bad: &BadFile) -> SafeText {
    let file =
        source.file.as_ref().map_or_else(|| source.name.clone(), |(path, _)| path.to_string_lossy().into_owned());
    let what = format!("{}.", bad.what);
    let gaps = [("file", Arg::Text(&file)), ("line", bad.line.into()), ("column", bad.column.into())];
    words.with(id, &[gaps.as_slice(), &[("what", Arg::Text(&what))]].concat())
}

/// The runtime of a subcommand.
pub(super) struct Runtime(tokio::runtime::Runtime);

/// Makes a runtime.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    let built = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    Ok(Runtime(built.wrap_err("start the runtime")?))
}

impl Runtime {
    /// Runs to the end.
    pub(super) fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.0.block_on(work)
    }

    /// Runs a session and leaves at once afterwards: the thread that reads keys may never return from a dead terminal.
    /// `after` is done in any case before leaving.
    pub(super) fn block_on_session(self, session: Session, after: impl Future<Output = ()>) -> Result<(), Failure> {
        let ended = self.0.block_on(async {
            let ended = app::run(session).await;
            after.await;
            ended
        });
        self.0.shutdown_background();
        ended.map_err(|error| match error {
            app::RunError::Terminal(error) if error.kind() == std::io::ErrorKind::Unsupported => {
                Failure::with(Id::ErrorNoTerminal, code::IO, &[])
            }
            app::RunError::Terminal(error) => Report::new(error).wrap_err("use the terminal").into(),
            app::RunError::Start(error) => error.into(),
        })
    }
}
