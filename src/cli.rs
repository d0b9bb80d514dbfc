//! What was typed on the command line: one file per subcommand, one place for sentences and exit codes.

pub mod args;
mod error;
#[cfg(feature = "hub")]
mod hub;
mod login;
mod open;
mod out;
mod sync;
mod usage;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, Command};
use error::{Failure, Kind};
use out::Out;

use crate::config::{Config, Environment};
use crate::text::{Lang, Words};

/// Does what was asked and says how it went.
pub fn main() -> ExitCode {
    let environment = Environment::from_process();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error, environment.lang.unwrap_or_default()),
    };
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
        _ => open::run(&config),
    }
}

#[cfg(feature = "hub")]
fn words(args: &Args, environment: &Environment) -> Out {
    Out::new(Words::new(args.overrides().lang.or(environment.lang).unwrap_or_default()))
}

/// clap's own mistakes, in our words; help and version as they are.
fn usage(error: &clap::Error, lang: Lang) -> ExitCode {
    let out = Out::new(Words::new(lang));
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        Out::plain(&error.to_string());
        return ExitCode::SUCCESS;
    }
    Failure::new(Kind::Usage, usage::sentence(error, &out.words).as_str()).tell(&out)
}
