//! Who is on the wing: whom the administration has there, and what the wing saw since that the administration does not say yet.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Line, MovementLine, Pending};
use crate::domain::detainee::{Cell, Detainee};
use crate::domain::id::{DetaineeId, RowId, StaffId, WingId};
use crate::domain::movement::{self, Movement, MovementKind};
use crate::text::SafeText;
use crate::text::name::Fits;

/// One person with what the wing saw of their coming and going, oldest first.
pub(super) struct Resident<'a> {
    pub(super) person: Cow<'a, Detainee>,
    pub(super) movements: Vec<&'a Movement>,
}

impl Resident<'_> {
    /// The cell of now.
    pub(super) fn cell(&self) -> &Cell {
        let moved = self.movements.iter().rev().find_map(|movement| match &movement.kind {
            MovementKind::CellChange { to } => Some(to),
            _ => None,
        });
        moved.unwrap_or(&self.person.cell)
    }

    /// The movements as a line shows them.
    pub(super) fn lines(
        &self,
        initials: impl Fn(StaffId) -> Option<SafeText>,
        pending: &BTreeMap<RowId, Pending>,
    ) -> Vec<MovementLine> {
        let line = |movement: &&Movement| MovementLine {
            id: movement.id,
            kind: movement.kind.clone(),
            observed_at: movement.observed_at,
            by: initials(movement.author),
            pending: pending.get(&movement.id.into()).copied().unwrap_or_default(),
        };
        self.movements.iter().map(line).collect()
    }
}

/// Everybody: whoever came is somebody of their own, whoever left stays until the administration says so too.
pub(super) fn residents<'a>(
    wing: WingId,
    people: &BTreeMap<DetaineeId, &'a Detainee>,
    movements: &[&'a Movement],
    replaced: &BTreeSet<RowId>,
) -> Vec<Resident<'a>> {
    let mut standing: Vec<&Movement> =
        movements.iter().copied().filter(|movement| stands(movement, replaced)).collect();
    standing.sort_by_key(|movement| (movement.observed_at, movement.id));
    let of = |id: DetaineeId| standing.iter().copied().filter(|movement| movement.detainee == id).collect();
    let known = people.values().map(|person| Resident { person: Cow::Borrowed(*person), movements: of(person.id) });
    let came = standing.iter().filter_map(|movement| movement.newcomer(wing));
    let came = came.map(|person| Resident { movements: of(person.id), person: Cow::Owned(person) });
    known.chain(came).collect()
}

fn stands(movement: &Movement, replaced: &BTreeSet<RowId>) -> bool {
    movement.is_provisional() && movement.kind != MovementKind::Withdrawn && !replaced.contains(&movement.id.into())
}

/// Whether somebody who came is on the wing under the same name in the same cell already: typed by two officers, or by one after
/// the administration.
pub(super) fn is_there_twice(all: &[Resident<'_>], at: usize) -> bool {
    let Some(one) = all.get(at) else { return false };
    let heard = one.movements.iter().find_map(|movement| match &movement.kind {
        MovementKind::Arrival { name, .. } => Some(name),
        _ => None,
    });
    let others = || all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
    let cells = [one.cell(), &one.person.cell];
    let is_one = |other: &Resident<'_>, name| movement::fits(&other.person, name, &cells) != Fits::Not;
    heard.is_some_and(|name| others().any(|other| is_one(other, name)))
}

impl Line {
    /// Came, and the administration does not have them here yet.
    pub fn is_new(&self) -> bool {
        self.movements.iter().any(|movement| matches!(movement.kind, MovementKind::Arrival { .. }))
    }

    /// Left, and the administration has them here still.
    pub fn has_left(&self) -> bool {
        self.movements.iter().any(|movement| movement.kind == MovementKind::Departure)
    }
}
