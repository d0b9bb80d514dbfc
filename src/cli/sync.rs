//! `vleugel sync`: one round with a progress bar, and an exit code.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::timeout;

use super::error::{Failure, code};
use super::open::runtime;
use super::out::Out;
use crate::api::Fault;
use crate::app::{Clock, SyncSettings};
use crate::config::Config;
use crate::session::Credentials;
use crate::sync::{self, Connection, Handle, HubAccess, Status};
use crate::text::Id;

/// Longest time without any news of the round. A slow line gives news with every page.
const QUIET: Duration = Duration::from_mins(1);

/// Sends what waits and fetches what changed.
pub(super) fn run(config: &Config, out: &Out) -> Result<(), Failure> {
    let credentials = Credentials::read(&config.state)?;
    let hub = HubAccess { url: credentials.hub.clone(), token: credentials.token().to_owned() };
    let settings = SyncSettings { hub: Some(hub), state: config.state.clone(), memory: config.memory };
    let ended = runtime()?.block_on(async {
        let (handle, ended) = begun(&settings, &credentials, out).await?;
        handle.shutdown().await;
        Ok::<_, Failure>(ended)
    })?;
    let status = ended_well(ended, &credentials.hub)?;
    out.say(Id::CliSynced, &[("waiting", status.waiting.into())]);
    if status.refused > 0 {
        out.say(Id::CliRefused, &[("items", status.refused.into())]);
    }
    Ok(())
}

/// A desk after one whole round.
pub(super) async fn fetched(settings: &SyncSettings, credentials: &Credentials, out: &Out) -> Result<Handle, Failure> {
    let (handle, ended) = begun(settings, credentials, out).await?;
    match ended_well(ended, &credentials.hub) {
        Ok(_) => Ok(handle),
        Err(failure) => {
            handle.shutdown().await;
            Err(failure)
        }
    }
}

/// Another round, to its end: what was written down in memory alone is with the hub after it.
pub(super) async fn sent(handle: &Handle, credentials: &Credentials, out: &Out) -> Result<(), Failure> {
    let began = Clock::default().now();
    handle.sync_now();
    ended_well(round(handle, began, out).await, &credentials.hub).map(|_| ())
}

/// Starts, and follows the first round to its end.
async fn begun(
    settings: &SyncSettings,
    credentials: &Credentials,
    out: &Out,
) -> Result<(Handle, Option<Status>), Failure> {
    let clock = Clock::default();
    let began = clock.now();
    let handle = sync::start(settings.config(credentials.staff(), clock)).await?;
    let ended = round(&handle, began, out).await;
    Ok((handle, ended))
}

/// Follows the round on the bar. Gives the last that was heard of it; none when nothing is heard any more.
async fn round(handle: &Handle, began: DateTime<Utc>, out: &Out) -> Option<Status> {
    let mut status = handle.status();
    let bar = Out::bar();
    let mut most = 0;
    loop {
        let now = status.borrow_and_update().clone();
        if has_ended(&now, began) {
            return Some(now);
        }
        most = most.max(now.waiting);
        // First what waits is sent, then rows are fetched.
        match now.progress {
            Some((done, all)) => bar.show(&out.words.say(Id::CliFetching), done, all),
            None if now.waiting > 0 => bar.show(&out.words.say(Id::CliSending), most - now.waiting, most),
            None => {}
        }
        timeout(QUIET, status.changed()).await.ok()?.ok()?;
    }
}

/// In step with the hub since this round began, or stopped by something.
fn has_ended(status: &Status, began: DateTime<Utc>) -> bool {
    match status.connection {
        Connection::Offline { .. } | Connection::SignInAgain | Connection::Stuck { .. } => true,
        Connection::Never | Connection::Online | Connection::NoHub => status.last_sync.is_some_and(|at| at >= began),
    }
}

/// What the round came to, when it came to an end.
fn ended_well(ended: Option<Status>, address: &str) -> Result<Status, Failure> {
    let Some(status) = ended else {
        return Err(Failure::with(Id::ErrorTimedOut, code::UNAVAILABLE, &[("address", address)]));
    };
    match status.connection {
        Connection::Offline { fault, .. } | Connection::Stuck { fault, .. } => Err(Failure::hub(fault, address)),
        Connection::SignInAgain => Err(Failure::hub(Fault::NotAuthorised, address)),
        Connection::Never | Connection::Online | Connection::NoHub => Ok(status),
    }
}
