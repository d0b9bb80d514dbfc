//! `vleugel day`, `vleugel emergency` and `vleugel handover`: a list of a wing for paper and for other programs, from what is on this terminal.

use std::io::Write;

use color_eyre::eyre::WrapErr;

use super::args::{DayArgs, Format, ListArgs};
use super::error::{Failure, code};
use super::open::runtime;
use super::out::Out;
use super::sync;
use crate::app::{Clock, SyncSettings};
use crate::config::Config;
use crate::domain::day::{By, Day, DayInput, assemble};
use crate::domain::facility::Wing;
use crate::domain::local;
use crate::domain::look::{List, LookedAt};
use crate::paper::{self, Asked, Sheet};
use crate::session::Credentials;
use crate::sync::{Desk, Handle, HubAccess, start};
use crate::text::{Id, SafeText, date};

/// The day of a wing.
pub(super) fn day(wanted: &DayArgs, config: &Config, out: &Out) -> Result<(), Failure> {
    let text = wanted.date.as_deref().map(str::trim);
    let today = local::date_of(Clock::default().now());
    let read = |text: &str| {
        let unknown = || Failure::with(Id::ErrorBadDate, code::USAGE, &[("text", text)]);
        date::read(text, today).ok_or_else(unknown)
    };
    let date = text.map(read).transpose()?.unwrap_or(today);
    list(&wanted.list, (List::Day, wanted.by, date), config, out)
}

/// A list that is of now: who is where, or what the next shift has to know.
pub(super) fn of_now(list: List, wanted: &ListArgs, config: &Config, out: &Out) -> Result<(), Failure> {
    let today = local::date_of(Clock::default().now());
    self::list(wanted, (list, By::Person, today), config, out)
}

fn list(
    wanted: &ListArgs,
    (list, by, date): (List, By, chrono::NaiveDate),
    config: &Config,
    out: &Out,
) -> Result<(), Failure> {
    let credentials = Credentials::read(&config.state)?;
    runtime()?.block_on(async {
        let handle = open(config, &credentials, out).await?;
        let ended = async {
            let desk = handle.desk();
            let wing = wing(&desk, wanted.wing.as_deref(), &credentials).await?;
            let now = Clock::default().now();
            // What leaves the program is written down before it leaves.
            desk.look(LookedAt::List(wing.id, list), now).await.wrap_err("write down that a list was taken")?;
            if config.memory {
                // Nothing here remembers it: the hub must know before the list is given.
                sync::sent(&handle, &credentials, out).await?;
            }
            let day = read(&desk, &wing, date, config).await?;
            let name = SafeText::line(&credentials.name);
            let synced_at = handle.status().borrow().last_sync;
            let asked = Asked { list, by, hidden: wanted.hide_names, taken_by: Some(&name), synced_at };
            let sheet = match list {
                List::Day | List::Emergency => Sheet::new(&day, &asked, &out.words),
                List::Handover => {
                    let others = beside(&desk, &wing, &day, config).await?;
                    Sheet::handover(&day, &others.iter().collect::<Vec<_>>(), &asked, &out.words)
                }
            };
            write(&sheet, wanted.format, out)
        };
        let ended = ended.await;
        handle.shutdown().await;
        ended
    })
}

/// Opens what is on this terminal; where that is nothing, it is fetched first.
async fn open(config: &Config, credentials: &Credentials, out: &Out) -> Result<Handle, Failure> {
    let hub = HubAccess { url: credentials.hub.clone(), token: credentials.token().to_owned() };
    let without = SyncSettings { hub: None, state: config.state.clone(), memory: config.memory };
    let handle = start(without.config(credentials.staff(), Clock::default())).await?;
    if !wings(&handle.desk()).await?.is_empty() {
        return Ok(handle);
    }
    handle.shutdown().await;
    let with = SyncSettings { hub: Some(hub), ..without };
    sync::fetched(&with, credentials, out).await
}

async fn wings(desk: &Desk) -> Result<Vec<Wing>, Failure> {
    Ok(desk.wings().await.wrap_err("read the wings")?)
}

/// The wing of that code; of none, the wing of who is signed in, or the first.
async fn wing(desk: &Desk, code: Option<&str>, credentials: &Credentials) -> Result<Wing, Failure> {
    let wings = wings(desk).await?;
    let is_wanted = |wing: &Wing| match code {
        Some(code) => wing.code.as_str().eq_ignore_ascii_case(code),
        None => Some(wing.id) == credentials.wing(),
    };
    let first = wings.first().filter(|_| code.is_none());
    wings
        .iter()
        .find(|wing| is_wanted(wing))
        .or(first)
        .cloned()
        .ok_or_else(|| Failure::with(Id::ErrorUnknownWing, code::UNKNOWN, &[("wing", code.unwrap_or("-"))]))
}

async fn read(desk: &Desk, wing: &Wing, date: chrono::NaiveDate, config: &Config) -> Result<Day, Failure> {
    let found = desk.day(wing.id, date).await.wrap_err("read the day")?;
    Ok(assemble(&DayInput {
        records: &found.records,
        pending: &found.pending,
        unknown: found.unknown,
        wing: wing.id,
        date,
        now: Clock::default().now(),
        margins: config.margins,
    }))
}

/// The days beside this one into which the shift that goes or the one that comes reaches.
async fn beside(desk: &Desk, wing: &Wing, day: &Day, config: &Config) -> Result<Vec<Day>, Failure> {
    let began = day.change.from.as_ref().map(|turn| local::date_of(turn.from));
    let ends = day.change.to.as_ref().map(|turn| local::date_of(turn.to));
    let mut days = Vec::new();
    for date in began.into_iter().chain(ends).filter(|date| *date != day.date) {
        days.push(read(desk, wing, date, config).await?);
    }
    Ok(days)
}

fn write(sheet: &Sheet, format: Format, out: &Out) -> Result<(), Failure> {
    let bytes = match format {
        Format::Text => paper::text(sheet, &out.words, paper::WIDTH).into_bytes(),
        Format::Html => paper::html(sheet, &out.words).into_bytes(),
        Format::Csv => paper::csv(sheet, &out.words).wrap_err("write a table")?,
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(&paper::json(sheet, &out.words)).wrap_err("write JSON")?;
            bytes.push(b'\n');
            bytes
        }
    };
    // A closed pipe is not our business: who reads has seen enough.
    let _closed = std::io::stdout().lock().write_all(&bytes);
    Ok(())
}
