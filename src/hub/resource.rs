//! What integrators read and write, row by row: the same rights and the same decision as for a terminal's action. No HTTP in here.

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use uuid::{NoContext, Timestamp, Uuid};

use super::error::Error;
use super::intake::{self, Deciding};
use super::rights::Caller;
use super::state::Inner;
use super::store::{Acted, Decided, Found, Taken};
use crate::domain::action::{Action, Deed};
use crate::domain::decide::{self, Known, Outcome, Rejection};
use crate::domain::detainee::Detainee;
use crate::domain::id::{ActionId, DetaineeId, DeviceId, LookId, RowId};
use crate::domain::look::{Look, LookedAt};
use crate::domain::record::{Kind, Record};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::wire::action::encode;
use crate::wire::api::{Enrol, Resource, Resources, WireOutcome};
use crate::wire::{body, look};

/// Most tries for a number of one's own: somebody else of the same integration took the last one each time.
const MAX_TRIES: usize = 32;

/// What the caller saw before they write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) enum Condition {
    /// The row, with this tag.
    Is(String),
    /// No such row.
    Absent,
    /// It makes something new.
    None,
}

/// A row that the caller may see.
#[derive(Clone, Debug)]
pub(in crate::hub) struct Seen {
    pub(in crate::hub) known: Known,
    /// Another one when the row says something else, or lives elsewhere.
    pub(in crate::hub) tag: String,
    row: Row,
}

impl Seen {
    fn of(stream: StreamId, row: Row) -> Option<Self> {
        Some(Self { known: body::known(stream, &row).ok()?, tag: tag(stream, &row), row })
    }

    /// As it is answered.
    pub(in crate::hub) fn resource(&self) -> Result<Resource, Error> {
        let text = std::str::from_utf8(self.row.body.as_deref().unwrap_or_default()).map_err(|_| Error::Fault)?;
        let body = RawValue::from_string(text.to_owned()).map_err(|_| Error::Fault)?;
        Ok(Resource { id: self.row.id.0, kind: self.row.kind.to_string(), revision: self.row.revision, body })
    }
}

fn tag(stream: StreamId, row: &Row) -> String {
    let mut digest = Sha256::new();
    digest.update(stream.to_string());
    digest.update(row.revision.to_be_bytes());
    digest.update(row.body.as_deref().unwrap_or_default());
    format!("\"{}\"", HEXLOWER.encode(digest.finalize().first_chunk::<16>().unwrap_or(&[0; 16])))
}

/// The first of these rows that is there for the caller.
pub(in crate::hub) async fn one(hub: &Inner, caller: &Caller, rows: &[RowId]) -> Result<Seen, Error> {
    for id in rows {
        if let Some((stream, row)) = hub.store.row(caller.facility(), *id).await?
            && caller.may_read(stream).is_ok()
            && let Some(seen) = Seen::of(stream, row)
        {
            return Ok(seen);
        }
    }
    Err(Error::NotFound)
}

/// Rows of a kind that are there for the caller, in the order of their ids, after this one.
pub(in crate::hub) async fn list(
    hub: &Inner,
    caller: &Caller,
    kind: Kind,
    after: Option<Uuid>,
    limit: usize,
) -> Result<Resources, Error> {
    let mut found = hub.store.of_kind(caller.facility(), kind.as_str()).await?;
    found.retain(|(stream, row)| caller.may_read(*stream).is_ok() && after.is_none_or(|after| after < row.id.0));
    found.sort_by_key(|(_, row)| row.id);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|(_, row)| row.id.0);
    let seen = found.into_iter().filter_map(|(stream, row)| Seen::of(stream, row));
    Ok(Resources { items: seen.map(|seen| seen.resource()).collect::<Result<_, _>>()?, next })
}

/// A person whom the caller knows: from their wing, from their file, or as somebody who comes to sessions.
pub(in crate::hub) async fn person(hub: &Inner, caller: &Caller, id: DetaineeId) -> Result<Detainee, Error> {
    let as_known = ["participant", "person-file"].map(|role| RowId::derived(id.0, role));
    one(hub, caller, &[&[id.into()], as_known.as_slice()].concat()).await?;
    let row = hub.store.row(caller.facility(), id.into()).await?;
    match row.and_then(|(_, row)| body::decode(&row).ok()) {
        Some(Record::Detainee(person)) => Ok(person),
        _ => Err(Error::NotFound),
    }
}

/// The terminal that stands for what somebody's own programs do.
async fn own_device(hub: &Inner, caller: &Caller) -> Result<DeviceId, Error> {
    let staff = caller.subject.person.id;
    let id = DeviceId(Uuid::new_v5(&staff.0, b"integration"));
    if hub.store.device(id).await?.is_none() {
        intake::enrol(hub, caller, id, &Enrol { name: Some("integration".to_owned()) }).await?;
    }
    Ok(id)
}

/// Decides a deed of the caller's, if the first of `targets` that they can see is what they saw. Gives the action's id.
pub(in crate::hub) async fn write(
    hub: &Inner,
    caller: &Caller,
    targets: &[RowId],
    condition: &Condition,
    deed: &Deed,
) -> Result<ActionId, Error> {
    let device = own_device(hub, caller).await?;
    for _ in 0..MAX_TRIES {
        let now = (hub.clock)();
        let number = hub.store.device(device).await?.map_or(1, |device| device.last_number.saturating_add(1));
        let (id, author) = (ActionId(new_id(now)), caller.subject.person.id);
        let (recorded_at, observed_at, clock_skew_seconds, deed) = (now, now, None, deed.clone());
        let action = Action { id, device, number, author, recorded_at, observed_at, clock_skew_seconds, deed };
        if let Some(outcome) = try_write(hub, caller, targets, condition, &action).await? {
            return judged(&outcome).map(|()| id);
        }
    }
    Err(Error::Fault)
}

/// None when the number was taken meanwhile.
async fn try_write(
    hub: &Inner,
    caller: &Caller,
    targets: &[RowId],
    condition: &Condition,
    action: &Action,
) -> Result<Option<Outcome>, Error> {
    let (device, number, now) = (action.device, action.number, action.recorded_at);
    let bytes = encode(action).map_err(|_| Error::Fault)?;
    // Under the store's lock: nobody changes the row between this look and the decision.
    let decide = |rows: &Found| {
        let visible = targets.iter().filter_map(|id| rows.get(id)).find(|(stream, _)| caller.may_read(*stream).is_ok());
        let as_seen = match condition {
            Condition::Is(seen) => visible.is_some_and(|(stream, row)| *seen == tag(*stream, row)),
            Condition::Absent => visible.is_none(),
            Condition::None => true,
        };
        if as_seen {
            return intake::decided(caller, action, rows, now);
        }
        let current = targets.first().copied().unwrap_or(RowId(action.id.0));
        Decided { writes: Vec::new(), outcome: intake::stored(number, &Outcome::Conflict { current }) }
    };
    let (id, author, bytes) = (action.id, Some(action.author), bytes.as_slice());
    let (reads, about) = ([decide::reads(action).as_slice(), targets].concat(), decide::reads_about(action));
    match intake::commit(hub, Deciding { device, number, id, author, bytes, reads, about, now }, &decide).await? {
        Acted::First(outcome) => {
            let wire: WireOutcome = serde_json::from_slice(&outcome).map_err(|_| Error::Fault)?;
            wire.outcome().map(Some).map_err(|_| Error::Fault)
        }
        Acted::Again(_) | Acted::Differs | Acted::Gap { .. } => Ok(None),
        Acted::UnknownDevice => Err(Error::Fault),
    }
}

fn judged(outcome: &Outcome) -> Result<(), Error> {
    match outcome {
        Outcome::Applied | Outcome::AlreadyApplied | Outcome::Merged | Outcome::WaitingList(_) => Ok(()),
        Outcome::Conflict { .. } => Err(Error::Changed),
        Outcome::Rejected(Rejection::NotYours) => Err(Error::NotYours),
        Outcome::Rejected(Rejection::UnknownItem) => Err(Error::NotFound),
        Outcome::Rejected(
            code @ (Rejection::StepNotAllowed | Rejection::NothingToWithdraw | Rejection::UnknownReplaced),
        ) => Err(Error::Refused(*code)),
        Outcome::Rejected(code) => Err(Error::malformed("body", code.as_str())),
        Outcome::Voided => Err(Error::Fault),
    }
}

/// Writes down that the caller opened something about a person, before they get it. No line in the trail, no answer.
pub(in crate::hub) async fn looked(hub: &Inner, caller: &Caller, detainee: DetaineeId) -> Result<(), Error> {
    let device = own_device(hub, caller).await?;
    for _ in 0..MAX_TRIES {
        let now = (hub.clock)();
        let number = hub.store.device(device).await?.map_or(1, |device| device.last_look.saturating_add(1));
        let (id, reader) = (LookId(new_id(now)), caller.subject.person.id);
        let look = Look { id, number, reader, at_what: LookedAt::File(detainee), at: now, reason: None };
        let bytes = look::encode(&look).map_err(|_| Error::Fault)?;
        match hub.store.look(device, vec![intake::looked(device, number, &bytes, now)]).await? {
            Taken::All(_) => return Ok(()),
            // Another request of the same integration took the number.
            Taken::Differs => {}
            Taken::UnknownDevice => return Err(Error::Fault),
        }
    }
    Err(Error::Fault)
}

/// A new id that sorts by the given time (UUIDv7).
fn new_id(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
}
