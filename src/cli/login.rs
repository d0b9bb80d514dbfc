//! `vleugel login` and `logout`: who works at this terminal.

use std::fs::File;
use std::io::{self, Read};

use super::args::Login;
use super::error::Failure;
use super::open::runtime;
use super::out::Out;
use crate::api::HttpApi;
use crate::config::Config;
use crate::session::{Credentials, SessionError, read_token};
use crate::text::{Arg, Id};

/// Asks the hub who the token belongs to, and keeps address and token.
pub(super) fn login(wanted: &Login, config: &Config, out: &Out) -> Result<(), Failure> {
    let token = read_token(token_source(wanted.token_fd)?)?;
    let hub = wanted.hub.trim_end_matches('/').to_owned();
    let me = runtime()?.block_on(async {
        let api = HttpApi::new(&hub, &token).map_err(|error| Failure::hub(error.fault, &hub))?;
        api.me().await.map_err(|error| Failure::hub(error.fault, &hub))
    })?;
    Credentials::new(hub.clone(), token, me.staff, me.name.clone(), me.wings.first().copied()).write(&config.state)?;
    out.say(Id::CliLoggedIn, &[("name", Arg::Text(&me.name)), ("hub", Arg::Text(&hub))]);
    Ok(())
}

/// A token comes by a file descriptor: never as an argument, where everyone on the machine could read it.
fn token_source(descriptor: Option<u32>) -> Result<Box<dyn Read>, Failure> {
    match descriptor {
        None => Err(SessionError::NoToken.into()),
        Some(0) => Ok(Box::new(io::stdin())),
        Some(number) => {
            let opened = File::open(format!("/proc/self/fd/{number}"));
            opened.map(|file| Box::new(file) as Box<dyn Read>).map_err(|_| SessionError::NoToken.into())
        }
    }
}

/// Forgets the sign-in.
pub(super) fn logout(config: &Config, out: &Out) -> Result<(), Failure> {
    Credentials::forget(&config.state)?;
    out.say(Id::CliLoggedOut, &[]);
    Ok(())
}
