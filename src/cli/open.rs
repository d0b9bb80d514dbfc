//! `vleugel` without a subcommand: the day.

use std::panic::AssertUnwindSafe;

use color_eyre::eyre::{Report, WrapErr};
use futures_util::FutureExt;

use super::error::{Failure, code};
use super::mistake;
use crate::app::{self, Clock, Session, SyncSettings};
use crate::config::{ColourDepth, Config, Source};
use crate::session::Credentials;
use crate::sync::HubAccess;
use crate::text::{Arg, Id, SafeText, Words};
use crate::tui::{Depth, Keymap, Mistake, Theme, Who, keymap, theme};

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
    let keymap = mistake::text(&config.keymap, &keymap::BUILT_IN).map_err(|bad| vec![bad]).and_then(Keymap::parse);
    let keymap = keymap.unwrap_or_else(|bad| {
        notices.extend(bad.first().map(|bad| notice(&words, Id::NoticeBadKeymap, &config.keymap, bad)));
        Keymap::built_in("default")
    });
    let theme = mistake::text(&config.theme, &theme::BUILT_IN).and_then(|text| Theme::parse(text, depth));
    let theme = theme.unwrap_or_else(|bad| {
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

/// The first mistake, and that the built-in one is in force.
fn notice(words: &Words, id: Id, source: &Source, bad: &Mistake) -> SafeText {
    let file = mistake::name(source);
    let what = mistake::sentence(&bad.wrong, words);
    let gaps = [("file", Arg::Text(&file)), ("line", bad.at.line.into()), ("column", bad.at.column.into())];
    words.with(id, &[gaps.as_slice(), &[("what", (&what).into())]].concat())
}

/// The runtime of a subcommand.
pub(super) struct Runtime(tokio::runtime::Runtime);

/// Makes a runtime.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    let built = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    Ok(Runtime(built.wrap_err("start the runtime")?))
}

/// The end of this work. A fault of the program's own ends with a sentence too: who looks at an empty screen must know that their
/// marks are safe.
async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    ended.map_err(|_its_message_may_hold_personal_data| Failure::with(Id::ErrorFault, code::SOFTWARE, &[]))
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
            let ended = caught(app::run(session)).await;
            after.await;
            ended
        });
        self.0.shutdown_background();
        ended?.map_err(|error| match error {
            app::RunError::Terminal(error) if error.kind() == std::io::ErrorKind::Unsupported => {
                Failure::with(Id::ErrorNoTerminal, code::IO, &[])
            }
            app::RunError::Terminal(error) => Report::new(error).wrap_err("use the terminal").into(),
            app::RunError::Start(error) => error.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_ends_with_a_sentence_and_a_code_and_without_its_message() {
        let runtime = runtime().expect("a runtime");
        assert_eq!(runtime.block_on(caught(async { 7 })).expect("nothing went wrong"), 7);
        let falls_over = async { "Aydın".parse::<u8>().map_err(|_| "Aydın, M.").expect("a number") };
        let fault = runtime.block_on(caught(falls_over)).expect_err("it fell over");
        let ended = format!("{fault:?}");
        assert!(ended.contains("ErrorFault, 70") && !ended.contains("Aydın"), "{ended}");
    }
}
