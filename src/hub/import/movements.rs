//! The wing saw it first. Once the administration says the same, a movement is settled, and what was written about somebody who
//! came is about the person whom the administration has by then.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::after::{afterwards, people};
use crate::domain::detainee::{Cell, Detainee};
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::movement::{self, Movement, MovementKind};
use crate::domain::record::{Kind, Record};
use crate::domain::row::Row;
use crate::domain::stream::StreamId;
use crate::hub::store::{ImportWrite, Imported};
use crate::hub::write;
use crate::text::name::Fits;
use crate::wire::body;

/// Settles what this import settles; gives how many movements that were. What does not agree stays as the wing saw it.
///
/// # Errors
/// Never for records of this program; the error is serde's, for the caller's type.
pub(super) fn settle(
    found: &Imported,
    writes: &mut Vec<ImportWrite>,
    now: DateTime<Utc>,
) -> Result<usize, serde_json::Error> {
    let seen = Seen::of(found, writes);
    let newcomers = seen.newcomers();
    let mut settled = 0;
    let mut records: Vec<(StreamId, Record)> = Vec::new();
    for (stream, movement) in seen.movements.iter().filter(|(_, movement)| movement.is_provisional()) {
        let person = newcomers.get(&movement.detainee).copied().unwrap_or(movement.detainee);
        if seen.is_settled(*stream, movement, person, &newcomers) {
            settled += 1;
            let agreed = Movement { detainee: person, settled_at: Some(now), ..movement.clone() };
            records.push((*stream, agreed.into()));
        }
    }
    if !newcomers.is_empty() {
        records.extend(found.rows.iter().filter_map(|((stream, _), (row, _))| refiled(*stream, row, &newcomers)));
    }
    for (stream, record) in records {
        writes.push(ImportWrite { row: record.row_id(), write: Some(write::put(stream, &record)?), body: None });
    }
    Ok(settled)
}

/// What the wings saw, and whom the administration has after this import.
struct Seen {
    people: BTreeMap<(StreamId, DetaineeId), Detainee>,
    /// Those whom the administration had on their wing before this import.
    before: BTreeSet<(StreamId, DetaineeId)>,
    movements: Vec<(StreamId, Movement)>,
    replaced: BTreeSet<RowId>,
}

impl Seen {
    fn of(found: &Imported, writes: &[ImportWrite]) -> Self {
        let all = afterwards(found, &[], &[Kind::Movement]).into_iter();
        let movement = |((stream, _), (record, _))| {
            if let Record::Movement(movement) = record { Some((stream, movement)) } else { None }
        };
        let movements: Vec<_> = all.filter_map(movement).collect();
        let replaced = movements.iter().filter_map(|(_, movement)| movement.replaces).map(RowId::from).collect();
        let before = people(found, &[]).into_keys().collect();
        Self { people: people(found, writes), before, movements, replaced }
    }

    /// Who came, with the one person of the administration on the same wing who has that name and one of their cells.
    fn newcomers(&self) -> BTreeMap<DetaineeId, DetaineeId> {
        let came = self.movements.iter().filter(|(_, movement)| self.stands(movement));
        came.filter_map(|(stream, movement)| {
            let MovementKind::Arrival { name, cell } = &movement.kind else { return None };
            let mut cells = vec![cell];
            cells.extend(self.moved_to(movement.detainee));
            let mut same = self.people.iter().filter(|(at, person)| {
                // Whom it had there already may be a brother in the same cell: then the first letter has to be known too.
                let least = if self.before.contains(at) { Fits::Initial } else { Fits::Family };
                at.0 == *stream && movement::fits(person, name, &cells) >= least
            });
            // Two of that name in that cell: nobody but the wing knows which of them came.
            let (_, person) = same.next()?;
            same.next().is_none().then_some((movement.detainee, person.id))
        })
        .collect()
    }

    fn moved_to(&self, person: DetaineeId) -> impl Iterator<Item = &Cell> {
        let theirs = self.movements.iter().filter(move |(_, movement)| movement.detainee == person);
        theirs.filter_map(|(_, movement)| match &movement.kind {
            MovementKind::CellChange { to } if self.stands(movement) => Some(to),
            _ => None,
        })
    }

    /// Provisional, and nobody took it back.
    fn stands(&self, movement: &Movement) -> bool {
        movement.is_provisional() && !self.replaced.contains(&movement.id.into())
    }

    fn is_settled(
        &self,
        stream: StreamId,
        movement: &Movement,
        person: DetaineeId,
        newcomers: &BTreeMap<DetaineeId, DetaineeId>,
    ) -> bool {
        if !self.stands(movement) || newcomers.contains_key(&movement.detainee) && movement.is_arrival() {
            return true;
        }
        // Of somebody whom the administration does not have yet it cannot say anything.
        let waits = self
            .movements
            .iter()
            .any(|(_, other)| other.is_arrival() && other.detainee == person && self.stands(other));
        !waits && movement.kind.is_settled_by(self.people.get(&(stream, person)))
    }
}

/// What was written about somebody who came, now about the person whom the administration has.
fn refiled(stream: StreamId, row: &Row, newcomers: &BTreeMap<DetaineeId, DetaineeId>) -> Option<(StreamId, Record)> {
    let kinds = [
        Kind::Mark,
        Kind::Note,
        Kind::HandoverEntry,
        Kind::RequestSlip,
        Kind::Incident,
        Kind::KeepApart,
        Kind::VolunteerWish,
    ];
    let mut record = Kind::is_any(&kinds, row).then(|| body::decode(row).ok())??;
    match &mut record {
        Record::Mark(mark) => mark.detainee = *newcomers.get(&mark.detainee)?,
        Record::Note(note) => note.detainee = *newcomers.get(&note.detainee)?,
        Record::RequestSlip(slip) => slip.detainee = *newcomers.get(&slip.detainee)?,
        Record::VolunteerWish(wish) => wish.detainee = *newcomers.get(&wish.detainee)?,
        Record::Incident(incident) => incident.detainee = *newcomers.get(&incident.detainee)?,
        Record::KeepApart(pair) => {
            let now = |id| newcomers.get(&id).copied();
            let (one, other) = (now(pair.detainee), now(pair.other));
            one.or(other)?;
            (pair.detainee, pair.other) = (one.unwrap_or(pair.detainee), other.unwrap_or(pair.other));
        }
        Record::HandoverEntry(entry) => entry.detainee = Some(*newcomers.get(&entry.detainee?)?),
        _ => return None,
    }
    Some((stream, record))
}
