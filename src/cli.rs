//! What was typed on the command line: one file per subcommand, one place for sentences and exit codes.

pub mod args;
mod day;
mod error;
mod help;
#[cfg(feature = "hub")]
mod hub;
mod keys;
mod login;
mod looks;
mod mistake;
mod open;
mod out;
mod sync;
mod themes;
mod usage;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, Command};
use error::{Failure, Kind};
use out::Out;

use crate::config::{Config, Environment};
use crate::domain::look::List;
use crate::text::Words;

/// Does what was asked and says how it went.
pub fn main() -> ExitCode {
    let environment = Environment::from_process();
    let Ok(args) = Args::try_parse() else { return mistake(&environment) };
    let lang = args.overrides().lang.or(environment.lang).unwrap_or_default();
    match dispatch(&args, &environment) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(&Out::new(Words::new(lang))),
    }
}

fn dispatch(args: &Args, environment: &Environment) -> Result<(), Failure> {
    #[cfg(feature = "hub")]
    match &args.command {
        // The hub and the demo need neither a home nor a sign-in.
        Some(Command::Hub(command)) => return hub::run(command, &words(args, environment)),
        Some(Command::Demo(wanted)) => return hub::demo(wanted, &args.overrides(), environment),
        _ => {}
    }
    let config = Config::read(&args.overrides(), environment)?;
    let out = Out::new(Words::new(config.lang));
    match &args.command {
        Some(Command::Login(wanted)) => login::login(wanted, &config, &out),
        Some(Command::Logout) => login::logout(&config, &out),
        Some(Command::Sync) => sync::run(&config, &out),
        Some(Command::Day(wanted)) => day::day(wanted, &config, &out),
        Some(Command::Emergency(wanted)) => day::of_now(List::Emergency, wanted, &config, &out),
        Some(Command::Handover(wanted)) => day::of_now(List::Handover, wanted, &config, &out),
        Some(Command::Keys(command)) => keys::run(command, &config, &out),
        Some(Command::Themes(command)) => themes::run(command, &config, &out),
        _ => open::run(&config, (&args.overrides(), environment)),
    }
}

#[cfg(feature = "hub")]
fn words(args: &Args, environment: &Environment) -> Out {
    Out::new(Words::new(args.overrides().lang.or(environment.lang).unwrap_or_default()))
}

/// What clap has to say instead of arguments, in the reader's words: help, the version, or a mistake. Only then is it read with
/// words: a start that succeeds does not pay for them.
fn mistake(environment: &Environment) -> ExitCode {
    let lang = help::lang(std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()));
    let out = Out::new(Words::new(lang.or(environment.lang).unwrap_or_default()));
    let Err(error) = help::command(&out.words).try_get_matches() else { return ExitCode::FAILURE };
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        Out::plain(&help::page(&error.to_string(), &out.words));
        return ExitCode::SUCCESS;
    }
    Failure::new(Kind::Usage, usage::sentence(&error, &out.words).as_str()).tell(&out)
}
