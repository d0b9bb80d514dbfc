//! `vleugel hub …` and `vleugel demo`: everything that needs the hub in this process.

mod backup;
mod report;

use std::path::Path;

use color_eyre::eyre::Report;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::args::{Demo as DemoArgs, HubCommand, Size, UserCommand};
use super::error::{Failure, code};
use super::open::{runtime, session};
use super::out::Out;
use crate::app::demo::{Demo, DemoError};
use crate::app::{self, Clock, SyncSettings};
use crate::config::{Config, Environment, Overrides};
use crate::domain::local;
use crate::hub::{BadRows, Hub, HubError, Import, SeedOptions, User, read_folder, seed};
use crate::text::{Arg, Id, SafeText, Words};
use crate::tui::Who;

/// Does what was asked of the hub.
pub(super) fn run(command: &HubCommand, out: &Out) -> Result<(), Failure> {
    runtime()?.block_on(async {
        match command {
            HubCommand::Serve { database, listen } => serve(database, listen, out).await,
            HubCommand::Import { database, folder, skip_bad, prune } => {
                import(database, folder, *skip_bad, *prune, out).await
            }
            HubCommand::Seed { database, size } => {
                let facility = synthetic(size, Clock::default());
                let report = open(database).await?.import(&facility, false).await.map_err(database_failed)?;
                report::imported(&report, facility.rows.len(), out);
                Ok(())
            }
            HubCommand::User(UserCommand::List { database }) => list(database).await,
            HubCommand::User(UserCommand::Token { database, staff }) => token(database, staff).await,
            HubCommand::Backup { database, file } => backup::backup(database, file, out).await,
            HubCommand::Restore { database, file, replace } => backup::restore(database, file, *replace, out).await,
        }
    })
}

async fn open(database: &str) -> Result<Hub, Failure> {
    Hub::open(database).await.map_err(database_failed)
}

fn database_failed(error: HubError) -> Failure {
    match error {
        HubError::DatabaseAddress => Failure::with(Id::ErrorDatabaseAddress, code::USAGE, &[]),
        HubError::Database { attempt, .. } => Failure::with(Id::ErrorDatabase, code::IO, &[("attempt", &attempt)]),
        HubError::Unusable { path, fault } => backup::unusable(&path, fault),
    }
}

async fn serve(database: &str, listen: &str, out: &Out) -> Result<(), Failure> {
    let hub = open(database).await?;
    let cannot = |error: std::io::Error| {
        Failure::with(Id::ErrorListen, code::UNAVAILABLE, &[("address", listen), ("reason", &error.to_string())])
    };
    let listener = TcpListener::bind(listen).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?.to_string();
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    out.say(Id::CliHubListens, &[("address", Arg::Text(&address))]);
    let told = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    hub.serve(listener, told).await;
    Ok(())
}

async fn import(database: &str, folder: &Path, skip_bad: bool, prune: bool, out: &Out) -> Result<(), Failure> {
    let facility = read(folder, skip_bad, out)?;
    let report = open(database).await?.import(&facility, prune).await.map_err(database_failed)?;
    report::imported(&report, facility.rows.len(), out);
    Ok(())
}

/// Reads a folder; says every row that is not right.
fn read(folder: &Path, skip_bad: bool, out: &Out) -> Result<Import, Failure> {
    if let Err(error) = std::fs::read_dir(folder) {
        let gaps = [("path", &*folder.to_string_lossy()), ("reason", &*error.to_string())];
        return Err(Failure::with(Id::ErrorImportFolder, code::DATA, &gaps));
    }
    let bad_rows = if skip_bad { BadRows::Skip } else { BadRows::Stop };
    let facility = read_folder(folder, bad_rows).map_err(|rows| {
        report::rows(&rows, out);
        out.warn(Id::ErrorImportRows, &[("rows", rows.len().into())]);
        Failure::said(code::DATA)
    })?;
    report::remarks(&facility, out);
    Ok(facility)
}

async fn list(database: &str) -> Result<(), Failure> {
    for user in open(database).await?.users().await.map_err(database_failed)? {
        let wing = user.wing_code.as_ref().map_or("-", |code| code.as_str());
        let line = format!("{}  {}  {}  {}", user.initials.as_str(), user.name.as_str(), user.roles.join(","), wing);
        Out::line(&SafeText::line(&line));
    }
    Ok(())
}

async fn token(database: &str, staff: &str) -> Result<(), Failure> {
    let hub = open(database).await?;
    let users = hub.users().await.map_err(database_failed)?;
    let is = |user: &&User| [user.initials.as_str(), user.name.as_str(), &user.staff.to_string()].contains(&staff);
    let mut found = users.iter().filter(is);
    // Of two people with these initials nobody is meant.
    let (Some(user), None) = (found.next(), found.next()) else {
        return Err(Failure::with(Id::ErrorUnknownStaff, code::UNKNOWN, &[("staff", staff)]));
    };
    let token = hub.issue_token(user.facility, user.staff).await.map_err(database_failed)?;
    Out::line(&SafeText::line(&token));
    Ok(())
}

fn synthetic(size: &Size, clock: Clock) -> Import {
    let now = clock.now();
    let people = size.people.saturating_mul(size.wings);
    seed(&SeedOptions {
        people: u16::try_from(people).unwrap_or(u16::MAX),
        wings: u16::try_from(size.wings).unwrap_or(u16::MAX),
        seed: size.seed,
        marked_until: Some(now),
        rows_per_wing: size.rows,
        ..SeedOptions::new(local::date_of(now))
    })
}

/// How long a demo lets somebody be on the way to a place, in minutes.
const DEMO_UNDERWAY_MINUTES: u16 = 5;

/// A whole facility to try.
pub(super) fn demo(wanted: &DemoArgs, overrides: &Overrides, environment: &Environment) -> Result<(), Failure> {
    let clock = wanted.on.map_or_else(Clock::default, Clock::showing);
    // A demo needs no home: its state is its own folder. Only keymaps and themes are read from one.
    let pretended = Overrides { state: Some(Path::new("/").into()), ..overrides.clone() };
    let mut config = Config::read(&pretended, environment)?;
    let out = Out::new(Words::new(config.lang));
    let what = match &wanted.import {
        Some(folder) => out.words.with(Id::DemoImporting, &[("path", Arg::Text(&folder.to_string_lossy()))]),
        None => out.words.say(Id::DemoSeeding),
    };
    out.say(Id::CliDemoStarts, &[("what", (&what).into())]);
    let facility = match &wanted.import {
        Some(folder) => read(folder, false, &out)?,
        None => synthetic(&wanted.size, clock),
    };
    let runtime = runtime()?;
    let demo =
        runtime.block_on(Demo::start(&facility, clock, wanted.wing.as_deref())).map_err(|error| match error {
            DemoError::Hub(error) => database_failed(error),
            DemoError::NoOfficer => {
                let wing = wanted.wing.as_deref().unwrap_or("-");
                Failure::with(Id::ErrorUnknownWing, code::UNKNOWN, &[("wing", wing)])
            }
            other => Report::new(other).into(),
        })?;
    config.state = demo.state();
    // A prison says its own; a demo shows the alarm.
    config.margins.underway_minutes.get_or_insert(DEMO_UNDERWAY_MINUTES);
    let who = Who { staff: demo.officer.staff, name: demo.officer.name.clone(), wing: demo.officer.wing };
    let hub = Some(demo.access.clone());
    let sync = SyncSettings { hub, state: config.state.clone(), memory: config.memory };
    app::install_panic_hook();
    let session = session(&config, (&pretended, environment), sync, who, clock);
    runtime.run(&session, demo.stop())
}
