//! `vleugel sync`: one round, and an exit code.

use std::time::Duration;

use tokio::time::timeout;

use super::error::{Failure, code};
use super::open::runtime;
use super::out::Out;
use crate::app::{Clock, SyncSettings};
use crate::config::Config;
use crate::session::Credentials;
use crate::sync::{self, Connection, HubAccess};
use crate::text::Id;

/// Longest time for a round.
const LIMIT: Duration = Duration::from_mins(1);

/// Sends what waits and fetches what changed.
pub(super) fn run(config: &Config, out: &Out) -> Result<(), Failure> {
    let credentials = Credentials::read(&config.state)?;
    let address = credentials.hub.clone();
    let hub = HubAccess { url: credentials.hub.clone(), token: credentials.token().to_owned() };
    let settings = SyncSettings { hub: Some(hub), state: config.state.clone(), memory: config.memory };
    runtime()?.block_on(async {
        let clock = Clock::default();
        let began = clock.now();
        let handle = sync::start(settings.config(credentials.staff(), clock)).await?;
        let mut status = handle.status();
        let done = timeout(
            LIMIT,
            status.wait_for(|now| {
                now.last_sync.is_some_and(|at| at >= began)
                    || matches!(
                        now.connection,
                        Connection::Offline { .. } | Connection::SignInAgain | Connection::Stuck { .. }
                    )
            }),
        )
        .await;
        let reached = done.ok().and_then(Result::ok).map(|status| status.clone());
        handle.shutdown().await;
        let failed = |id, code| Err(Failure::with(id, code, &[("address", &address)]));
        match reached {
            Some(status) if status.connection == Connection::Online => {
                out.say(Id::CliSynced, &[("waiting", status.waiting.into())]);
                Ok(())
            }
            Some(status) if status.connection == Connection::SignInAgain => failed(Id::ErrorWrongToken, code::DENIED),
            Some(status) if matches!(status.connection, Connection::Stuck { .. }) => {
                failed(Id::ErrorOtherVersion, code::PROTOCOL)
            }
            Some(_) => failed(Id::ErrorRefused, code::UNAVAILABLE),
            None => failed(Id::ErrorTimedOut, code::UNAVAILABLE),
        }
    })
}
