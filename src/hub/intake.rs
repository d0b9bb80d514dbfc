//! What terminals bring: they are made known, and their actions are decided, each once and in number order. No HTTP in here.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::error::Error;
use super::rights::Caller;
use super::state::Inner;
use super::store::{Act, Acted, Audit, Decided, Found, Looked, Taken, Write};
use super::write;
use crate::domain::action::Action;
use crate::domain::decide::{self, Change, Known, Outcome, Rejection};
use crate::domain::id::{ActionId, DeviceId, LookId, RowId, StaffId};
use crate::domain::look::LookedAt;
use crate::domain::record::Kind;
use crate::domain::stream::StreamId;
use crate::wire::action::{content_hash, decode, instant};
use crate::wire::api::{ActionBatch, Device, Enrol, LookBatch, LooksTaken, Outcomes, WireOutcome};
use crate::wire::{MAX_BATCH_ACTIONS, MAX_BATCH_BYTES, MAX_BATCH_LOOKS};
use crate::wire::{body, look};

/// Most stored outcomes in one answer.
const MAX_OUTCOMES: usize = 1000;

/// Makes a terminal known to the caller's facility. Doing it again changes nothing.
pub(in crate::hub) async fn enrol(hub: &Inner, caller: &Caller, id: DeviceId, wanted: &Enrol) -> Result<Device, Error> {
    let allowed = caller.may_enrol(id, hub.store.device(id).await?)?;
    let audit = Audit {
        at: (hub.clock)(),
        actor: Some(caller.subject.person.id),
        device: Some(id),
        what: "enrol",
        object: id.to_string(),
    };
    let known = hub.store.enrol(allowed.get(), caller.facility(), wanted.name.as_deref(), audit).await?;
    Ok(Device {
        id: id.0,
        last_number: known.last_number,
        last_look: known.last_look,
        epoch: hub.store.epoch().to_owned(),
    })
}

/// What is known of a terminal.
pub(in crate::hub) async fn device(hub: &Inner, caller: &Caller, id: DeviceId) -> Result<Device, Error> {
    let device = hub.store.device(id).await?;
    caller.may_use(id, device)?;
    let (last_number, last_look) = device.map_or((0, 0), |device| (device.last_number, device.last_look));
    Ok(Device { id: id.0, last_number, last_look, epoch: hub.store.epoch().to_owned() })
}

/// Decides consecutive actions, in order. A gap refuses the whole batch before anything of it is decided.
pub(in crate::hub) async fn push(
    hub: &Inner,
    caller: &Caller,
    device: DeviceId,
    batch: &ActionBatch,
) -> Result<Outcomes, Error> {
    let known = hub.store.device(device).await?;
    caller.may_use(device, known)?;
    let actions: Vec<&[u8]> = batch.actions.iter().map(|action| action.get().as_bytes()).collect();
    let numbers = check_batch(&actions)?;
    let expected = known.map_or(1, |device| device.last_number.saturating_add(1));
    if numbers.first().is_some_and(|first| *first > expected) {
        return Err(Error::Gap { expected });
    }
    let mut outcomes = Vec::with_capacity(actions.len());
    for (bytes, number) in actions.iter().zip(numbers) {
        let (Answered::First(outcome) | Answered::Again(outcome)) = act(hub, caller, device, bytes, number).await?;
        outcomes.push(raw(outcome)?);
    }
    Ok(Outcomes { outcomes })
}

/// Decides the action of a number.
pub(in crate::hub) async fn put(
    hub: &Inner,
    caller: &Caller,
    device: DeviceId,
    number: u64,
    bytes: &[u8],
) -> Result<Answered, Error> {
    caller.may_use(device, hub.store.device(device).await?)?;
    act(hub, caller, device, bytes, number).await
}

/// Keeps who opened which file. A look is evidence and no wish: also one that cannot be read has its line in the trail.
pub(in crate::hub) async fn looks(
    hub: &Inner,
    caller: &Caller,
    device: DeviceId,
    batch: &LookBatch,
) -> Result<LooksTaken, Error> {
    caller.may_use(device, hub.store.device(device).await?)?;
    let bytes: Vec<&[u8]> = batch.looks.iter().map(|look| look.get().as_bytes()).collect();
    if bytes.is_empty() || bytes.len() > MAX_BATCH_LOOKS {
        return Err(Error::malformed("/looks", "1 to 100 looks"));
    }
    let numbers: Option<Vec<u64>> = bytes.iter().map(|bytes| number(bytes)).collect();
    let numbers = numbers.ok_or_else(|| Error::malformed("/looks", "every look has a number"))?;
    if numbers.first() == Some(&0) || !numbers.is_sorted_by(|one, next| one < next) {
        return Err(Error::malformed("/looks", "numbers begin at 1 and rise"));
    }
    let now = (hub.clock)();
    let looks = bytes.iter().zip(numbers).map(|(bytes, number)| looked(device, number, bytes, now)).collect();
    match hub.store.look(device, looks).await? {
        Taken::All(last_look) => Ok(LooksTaken { last_look }),
        Taken::Differs => Err(Error::ContentDiffers),
        Taken::UnknownDevice => Err(Error::NotFound),
    }
}

/// A look as it is kept.
pub(in crate::hub) fn looked(device: DeviceId, number: u64, bytes: &[u8], now: DateTime<Utc>) -> Looked {
    let look = look::decode(bytes);
    let nobody = LookId(Uuid::new_v5(&device.0, format!("look/{number}").as_bytes()));
    let object = match look.as_ref().map(|look| (look.at_what, instant(look.at))) {
        Some((LookedAt::File(person), at)) => format!("{} {number} at {at}", StreamId::person(person)),
        Some((LookedAt::List(wing, list), at)) => {
            format!("{} {number} at {at}, list {}", StreamId::wing(wing), list.code())
        }
        None => format!("{number} unreadable"),
    };
    let actor = look.as_ref().map(|look| look.reader);
    Looked {
        number,
        id: look.map_or(nobody, |look| look.id),
        hash: content_hash(bytes),
        body: bytes.to_vec(),
        audit: Audit { at: now, actor, device: Some(device), what: "look", object },
    }
}

/// Stored outcomes of a terminal from a number on.
pub(in crate::hub) async fn outcomes(
    hub: &Inner,
    caller: &Caller,
    device: DeviceId,
    from: u64,
) -> Result<Outcomes, Error> {
    let allowed = caller.may_use(device, hub.store.device(device).await?)?;
    let stored = hub.store.outcomes(allowed.get(), from, MAX_OUTCOMES).await?;
    Ok(Outcomes { outcomes: stored.into_iter().map(raw).collect::<Result<_, _>>()? })
}

/// The outcome of an action, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) enum Answered {
    /// Decided now.
    First(Vec<u8>),
    /// Decided before, with the same content.
    Again(Vec<u8>),
}

fn raw(outcome: Vec<u8>) -> Result<Box<RawValue>, Error> {
    let text = String::from_utf8(outcome).map_err(|_| Error::Fault)?;
    RawValue::from_string(text).map_err(|_| Error::Fault)
}

/// The numbers of a batch, which follow each other.
fn check_batch(actions: &[&[u8]]) -> Result<Vec<u64>, Error> {
    if actions.is_empty() || actions.len() > MAX_BATCH_ACTIONS {
        return Err(Error::malformed("/actions", "1 to 100 actions"));
    }
    if actions.iter().map(|action| action.len()).sum::<usize>() > MAX_BATCH_BYTES {
        return Err(Error::TooLarge);
    }
    let numbers: Option<Vec<u64>> = actions.iter().map(|bytes| number(bytes)).collect();
    let numbers = numbers.ok_or_else(|| Error::malformed("/actions", "every action has a number"))?;
    let follow = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b)));
    if follow { Ok(numbers) } else { Err(Error::malformed("/actions", "numbers follow each other")) }
}

/// The number of an action, also of one that does not decode otherwise.
fn number(bytes: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        number: u64,
    }
    serde_json::from_slice::<Numbered>(bytes).ok().map(|numbered| numbered.number)
}

/// Decides one action.
async fn act(hub: &Inner, caller: &Caller, device: DeviceId, bytes: &[u8], wanted: u64) -> Result<Answered, Error> {
    let number = number(bytes).ok_or_else(|| Error::malformed("/number", "an action has a number"))?;
    if number == 0 || wanted != number {
        return Err(Error::malformed("/number", "the number is that of the path, and numbers begin at 1"));
    }
    let now = (hub.clock)();
    let decoded = decode(device, bytes);
    // An action that does not decode is decided too: its number is used up, and the terminal is told.
    let nobody = ActionId(Uuid::new_v5(&device.0, &number.to_be_bytes()));
    let (id, reads, about) = match &decoded {
        Ok(action) => (action.id, decide::reads(action), decide::reads_about(action)),
        Err(bad) => (bad.id.unwrap_or(nobody), Vec::new(), Vec::new()),
    };
    let decide = |rows: &Found| match &decoded {
        Ok(action) => decided(caller, action, rows, now),
        Err(bad) => refused(number, bad.code),
    };
    let author = decoded.as_ref().ok().map(|action| action.author);
    let deciding = Deciding { device, number, id, author, bytes, reads, about, now };
    match commit(hub, deciding, &decide).await? {
        Acted::First(outcome) => Ok(Answered::First(outcome)),
        Acted::Again(outcome) => Ok(Answered::Again(outcome)),
        Acted::Differs => Err(Error::ContentDiffers),
        Acted::Gap { expected } => Err(Error::Gap { expected }),
        Acted::UnknownDevice => Err(Error::NotFound),
    }
}

/// An action on its way to the store.
pub(in crate::hub) struct Deciding<'a> {
    pub(in crate::hub) device: DeviceId,
    pub(in crate::hub) number: u64,
    pub(in crate::hub) id: ActionId,
    /// Who did it; none when it does not decode.
    pub(in crate::hub) author: Option<StaffId>,
    /// As it was sent.
    pub(in crate::hub) bytes: &'a [u8],
    /// The rows that the decision looks at.
    pub(in crate::hub) reads: Vec<RowId>,
    /// All rows of a kind that are about one thing, which it looks at as well.
    pub(in crate::hub) about: Vec<(Kind, RowId)>,
    pub(in crate::hub) now: DateTime<Utc>,
}

/// Has the store decide an action, and tells who waits for news.
pub(in crate::hub) async fn commit(
    hub: &Inner,
    deciding: Deciding<'_>,
    decide: &(dyn Fn(&Found) -> Decided + Send + Sync),
) -> Result<Acted, Error> {
    let Deciding { device, number, id, author, bytes, reads, about, now } = deciding;
    let reads_about = about.into_iter().map(|(kind, of)| (kind.as_str(), of)).collect();
    let audit = Audit { at: now, actor: author, device: Some(device), what: "action", object: format!("{number}") };
    let already = stored(number, &Outcome::AlreadyApplied);
    let act = Act { device, number, id, hash: content_hash(bytes), reads, reads_about, decide, already, audit };
    let acted = hub.store.act(act).await?;
    if matches!(acted, Acted::First(_)) {
        hub.news.tell();
    }
    Ok(acted)
}

/// What an action comes to, over these rows.
pub(in crate::hub) fn decided(caller: &Caller, action: &Action, rows: &Found, now: DateTime<Utc>) -> Decided {
    if !caller.author_may(action.author, &action.deed) {
        return refused(action.number, Rejection::NotYours);
    }
    let known: BTreeMap<RowId, Known> = rows
        .iter()
        .filter_map(|(id, (stream, row))| body::known(*stream, row).ok().map(|known| (*id, known)))
        .collect();
    let decision = decide::decide(action, &known, now);
    let writes: Option<Vec<Write>> = decision.changes.into_iter().map(written).collect();
    match writes {
        Some(writes) => Decided { writes, outcome: stored(action.number, &decision.outcome) },
        None => refused(action.number, Rejection::Malformed),
    }
}

fn written(change: Change) -> Option<Write> {
    match change {
        Change::Put { stream, record } => write::put(stream, &record).ok(),
        Change::Remove { stream, id } => Some(Write::removal(stream, id)),
    }
}

fn refused(number: u64, code: Rejection) -> Decided {
    Decided { writes: Vec::new(), outcome: stored(number, &Outcome::Rejected(code)) }
}

/// An outcome as it is stored and answered. A struct of numbers and words always has a JSON form.
pub(in crate::hub) fn stored(number: u64, outcome: &Outcome) -> Vec<u8> {
    serde_json::to_vec(&WireOutcome::new(number, outcome)).unwrap_or_default()
}
