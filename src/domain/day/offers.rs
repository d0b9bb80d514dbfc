//! What the wing offers on this day besides doors: outdoor time, recreation, sport, library. Lines of the day by time; nobody is marked at
//! them, and how they went is recorded for everybody at once.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};

use super::item::{Item, ItemKind, ItemState, Recording, Review, Trail};
use super::{DayInput, Line, Pending, Whereabouts};
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{DetaineeId, ProgrammeSlotId, StaffId};
use crate::domain::local;
use crate::domain::programme::{self, Activity, ProgrammeOutcome, Went};
use crate::text::SafeText;

/// One line of the programme on this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which line.
    pub slot: ProgrammeSlotId,
    /// For which group; everyone when absent.
    pub group: Option<SafeText>,
    /// How it went; the last of several.
    pub went: Option<Went>,
    /// Whom it is for, each with it as something that is planned.
    pub members: BTreeMap<DetaineeId, Item>,
}

/// The offers of the day, by start. Who is outside or gone is not among those for whom they are.
pub(super) fn offers(
    input: &DayInput<'_>,
    (slots, outcomes): (&[&ProgrammeSlot], &[&ProgrammeOutcome]),
    lines: &[Line],
    initials: impl Fn(StaffId) -> Option<SafeText>,
) -> Vec<Offer> {
    let today = slots.iter().filter(|slot| slot.weekday == input.date.weekday());
    let standing = programme::standing(outcomes);
    let offer = |slot: &&&ProgrammeSlot| {
        let activity = Activity::of(slot.kind.as_str())?;
        let shown = standing.get(&(slot.id, input.date)).and_then(|all| all.last().copied());
        let planned = item(input, slot, activity, shown, &initials);
        let is_for = |line: &&Line| {
            let is_here = !matches!(line.whereabouts, Whereabouts::Outside | Whereabouts::Departed);
            is_here && (slot.group.is_none() || line.group == slot.group)
        };
        Some(Offer {
            slot: slot.id,
            group: slot.group.clone(),
            went: shown.map(|outcome| outcome.went),
            members: lines.iter().filter(is_for).map(|line| (line.detainee, planned.clone())).collect(),
        })
    };
    let mut offers: Vec<_> = today.filter_map(|slot| offer(&slot)).collect();
    let start = |offer: &Offer| offer.members.values().next().map(|item| (item.starts_at, item.ends_at));
    offers.sort_by_key(|offer| (start(offer), offer.slot));
    offers
}

fn item(
    input: &DayInput<'_>,
    slot: &ProgrammeSlot,
    activity: Activity,
    outcome: Option<&ProgrammeOutcome>,
    initials: impl Fn(StaffId) -> Option<SafeText>,
) -> Item {
    let at = |time| local::instant_lossy(input.date.and_time(time));
    let (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>) = (at(slot.starts), at(slot.ends));
    let state = match outcome.map(|outcome| outcome.went) {
        None | Some(Went::Withdrawn) => ItemState::Planned,
        Some(Went::AsPlanned | Went::Shortened { .. }) => ItemState::Ended,
        Some(Went::Cancelled(_)) => ItemState::Cancelled,
    };
    let pending = outcome.and_then(|outcome| input.pending.get(&outcome.id.into()).copied());
    Item {
        id: slot.id.into(),
        day: Some(input.date),
        revision: 1,
        kind: ItemKind::Programme(activity),
        title: slot.group.clone(),
        place: None,
        place_reports: false,
        on_wing: true,
        starts_at,
        ends_at: ends_at.max(starts_at),
        impossible_times: ends_at < starts_at,
        state,
        visit_status: None,
        trail: Trail::default(),
        since: outcome.map(|outcome| outcome.at),
        mark: None,
        by: outcome.and_then(|outcome| initials(outcome.author)),
        contradicted: false,
        pending: pending.unwrap_or(Pending::No),
        recording: Recording::NotDue,
        clash: None,
        changed: None,
        review: Review::default(),
        signals: Vec::new(),
    }
}
