//! `vleugel` without a subcommand: the day.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use color_eyre::eyre::{Report, WrapErr};

use super::error::{Failure, code};
use super::looks;
use crate::app::{self, Clock, LookFiles, Session, SyncSettings};
use crate::config::{Config, Environment, Overrides};
use crate::session::Credentials;
use crate::sync::HubAccess;
use crate::text::{Id, SafeText, Words};
use crate::tui::{Looks, Who};

/// Opens the day of whoever is signed in here.
pub(super) fn run(config: &Config, asked: (&Overrides, &Environment)) -> Result<(), Failure> {
    let credentials = Credentials::read(&config.state)?;
    let hub = HubAccess { url: credentials.hub.clone(), token: credentials.token().to_owned() };
    let sync = SyncSettings { hub: Some(hub), state: config.state.clone(), memory: config.memory };
    let who = Who { staff: credentials.staff(), name: SafeText::line(&credentials.name), wing: credentials.wing() };
    app::log::to_file(&config.state);
    app::install_panic_hook();
    let session = session(config, asked, sync, who, Clock::default());
    runtime()?.run(&session, async {})
}

/// A session with the keymap and theme that were asked for; a broken file gives way to the built-in one, and says so.
pub(super) fn session(
    config: &Config,
    (overrides, environment): (&Overrides, &Environment),
    sync: SyncSettings,
    who: Who,
    clock: Clock,
) -> Session {
    let mut built_in = Looks::built_in(looks::depth(config));
    let notices = built_in.take(looks::find(config));
    let (overrides, environment, lang) = (overrides.clone(), environment.clone(), config.lang);
    let read = move || looks::find_again(&overrides, &environment, &Words::new(lang));
    Session {
        sync,
        who,
        clock,
        words: Words::new(config.lang),
        looks: built_in,
        files: LookFiles { folder: config.folder.clone(), read: Arc::new(read) },
        ascii: config.ascii,
        plain: config.plain,
        can_be_asked: config.can_be_asked,
        lock_after_minutes: config.lock_after_minutes,
        margins: config.margins,
        print_command: config.print_command.clone(),
        notices,
    }
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
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_its_message_may_hold_personal_data| Failure::with(Id::ErrorFault, code::SOFTWARE, &[]))
}

impl Runtime {
    /// Runs to the end.
    pub(super) fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.0.block_on(work)
    }

    /// Runs a session, and leaves at once afterwards: whoever still waits for the network is not waited for. `after` is done in any case
    /// before leaving.
    pub(super) fn run(self, session: &Session, after: impl Future<Output = ()>) -> Result<(), Failure> {
        let ended = caught(|| app::run(session, &self.0));
        self.0.block_on(after);
        self.0.shutdown_background();
        ended?.map_err(|error| match error {
            app::RunError::Terminal(error) if error.kind() == std::io::ErrorKind::Unsupported => {
                Failure::with(Id::ErrorNoTerminal, code::IO, &[])
            }
            app::RunError::Terminal(error) => Report::new(error).wrap_err("use the terminal").into(),
            app::RunError::LockedOut => Failure::with(Id::ErrorLockedOut, code::DENIED, &[]),
            app::RunError::Start(error) => error.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_ends_with_a_sentence_and_a_code_and_without_its_message() {
        assert_eq!(caught(|| 7).expect("nothing went wrong"), 7);
        let falls_over = || "Aydın".parse::<u8>().map_err(|_| "Aydın, M.").expect("a number");
        let fault = caught(falls_over).expect_err("it fell over");
        let ended = format!("{fault:?}");
        assert!(ended.contains("ErrorFault, 70") && !ended.contains("Aydın"), "{ended}");
    }
}
