//! What terminals read: where their streams are, and what changed in one. No HTTP in here.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::cursor::{self, BadCursor, Position};
use super::error::Error;
use super::rights::Caller;
use super::state::Inner;
use crate::domain::stream::StreamId;
use crate::wire::MAX_PAGE_ROWS;
use crate::wire::api::{Head, Heads, Page, WireRow};

/// The caller's streams as they are now, and a tag that changes with them.
pub(in crate::hub) fn look(hub: &Inner, caller: &Caller) -> Result<(String, Heads), Error> {
    let streams = caller.heads().map(|head| Head {
        kind: head.stream.kind.as_str().to_owned(),
        id: head.stream.id,
        head: head.sequence,
        check: head.check.into(),
    });
    let heads = Heads { epoch: hub.store.epoch().to_owned(), streams: streams.collect() };
    let bytes = serde_json::to_vec(&heads).map_err(|_| Error::Fault)?;
    let digest = Sha256::digest(&bytes);
    let tag = HEXLOWER.encode(digest.first_chunk::<16>().unwrap_or(&[0; 16]));
    Ok((format!("\"{tag}\""), heads))
}

/// Rows of a stream after a cursor, from its start without one, `limit` at most.
pub(in crate::hub) async fn changes(
    hub: &Inner,
    caller: &Caller,
    stream: StreamId,
    after: Option<&str>,
    limit: usize,
) -> Result<Page, Error> {
    if !(1..=MAX_PAGE_ROWS).contains(&limit) {
        return Err(Error::malformed("limit", "from 1 to 500"));
    }
    let stream = caller.may_read(stream)?.get();
    let (key, epoch) = (hub.store.cursor_key(), hub.store.epoch());
    let opened = after.map(|cursor| {
        cursor::open(key, epoch, stream, cursor).map_err(|bad| match bad {
            BadCursor::Forged => Error::malformed("after", "not a cursor of this stream"),
            BadCursor::OtherEpoch => Error::EpochChanged,
        })
    });
    let from = opened.transpose()?;
    let after = from.map_or(0, |from| from.sequence);
    // One row more than asked for tells whether there is more.
    let found = hub.store.changes(caller.facility(), stream, after, limit + 1).await?.ok_or(Error::NotFound)?;
    // A first reading may take several pages below the floor: it has no row whose tombstone was forgotten before it began.
    let began = from.map_or(found.head.floor, |from| from.floor);
    if after > 0 && after.max(began) < found.head.floor {
        return Err(Error::CursorExpired);
    }
    let more = found.rows.len() > limit;
    let mut rows = found.rows;
    rows.truncate(limit);
    let last = if more { rows.last().map_or(after, |row| row.sequence) } else { found.head.sequence };
    let rows = rows.into_iter().map(WireRow::try_from).collect::<Result<_, _>>().map_err(|_| Error::Fault)?;
    Ok(Page {
        rows,
        cursor: cursor::seal(key, epoch, stream, Position { sequence: last, floor: began }),
        more,
        check: (!more).then(|| found.head.check.into()),
    })
}
