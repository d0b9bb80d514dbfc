//! The overlay: what was done here and is not yet seen in the hub's rows, laid over them by the hub's own decision.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::action::Action;
use crate::domain::day::Pending;
use crate::domain::decide::{Change, Known, Rows, decide, reads};
use crate::domain::id::{RowId, StaffId};
use crate::domain::record::{Kind, Record};
use crate::domain::stream::{StreamId, StreamKind};

/// An action whose effect is not yet among the confirmed rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unseen {
    /// What was done.
    pub(super) action: Action,
    /// The hub applied it; only its row has not come back yet.
    pub(super) applied: bool,
}

impl Unseen {
    /// The rows that a change of a file looks at, which is more than one stream: what it does to the wing shows at once.
    pub(super) fn reads_elsewhere(&self) -> Vec<RowId> {
        if self.action.deed.stream().kind == StreamKind::Wing {
            return Vec::new();
        }
        // The row of the action itself, if it made one, tells that its effect is here.
        reads(&self.action).into_iter().chain([RowId(self.action.id.0)]).collect()
    }
}

/// For whom and what an overlay is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// The stream in view.
    pub(super) stream: StreamId,
    /// The day in view; none for every day.
    pub(super) date: Option<NaiveDate>,
    /// Who is signed in.
    pub(super) reader: StaffId,
    /// The terminal's clock.
    pub(super) now: DateTime<Utc>,
}

/// What the overlay puts over the confirmed rows, and what of it waits.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    /// New rows, and rows as they will be.
    pub(super) rows: BTreeMap<RowId, Known>,
    /// Confirmed rows that will not be in view any more: they go to another day.
    pub(super) gone: BTreeSet<RowId>,
    pub(super) pending: BTreeMap<RowId, Pending>,
}

impl Overlay {
    fn put(&mut self, record: Record, before: u64, whose: Option<Pending>, view: View) {
        let stream = view.stream;
        let id = record.row_id();
        self.pending.extend(whose.map(|whose| (id, whose)));
        let elsewhere = view.date.is_some_and(|date| record.day().is_some_and(|day| day != date));
        if elsewhere {
            self.gone.insert(id);
        } else {
            self.gone.remove(&id);
        }
        // It is kept also when it is out of view: the next action is decided over it.
        self.rows.insert(id, Known { stream, revision: before + 1, record });
    }

    /// The rows in view: the overlay's before the confirmed ones.
    pub(super) fn over<'a>(&'a self, confirmed: &'a BTreeMap<RowId, Known>) -> impl Iterator<Item = &'a Known> {
        let below = confirmed.iter().filter(|(id, _)| !self.rows.contains_key(id));
        let seen = |(id, _): &(&RowId, &Known)| !self.gone.contains(id);
        below.chain(&self.rows).filter(seen).map(|(_, known)| known)
    }
}

/// Decides the unseen actions in order, each over the effects of the ones before, and keeps what belongs to the stream and the day in
/// view. `elsewhere` has rows of other streams that some of the actions look at.
pub(super) fn overlay<'a>(
    confirmed: &BTreeMap<RowId, Known>,
    elsewhere: &BTreeMap<RowId, Known>,
    unseen: impl Iterator<Item = &'a Unseen>,
    view: View,
) -> Overlay {
    let mut overlay = Overlay::default();
    // What other streams will hold, so that one change of a file can follow another.
    let mut aside: BTreeMap<RowId, Known> = BTreeMap::new();
    for Unseen { action, applied } in unseen {
        let layers = Layers([&overlay.rows, &aside, confirmed, elsewhere]);
        if is_elsewhere(action, view) || layers.known(RowId(action.id.0)).is_some() {
            continue;
        }
        let whose = if action.author == view.reader { Pending::Mine } else { Pending::Colleague };
        let decision = decide(action, &layers, view.now);
        let before: Vec<u64> = decision.changes.iter().map(|change| layers.revision(change)).collect();
        for (change, before) in decision.changes.into_iter().zip(before) {
            match change {
                Change::Put { stream, record } if stream == view.stream => {
                    overlay.put(record, before, Some(whose).filter(|_| !applied), view);
                }
                Change::Put { stream, record } => {
                    aside.insert(record.row_id(), Known { stream, revision: before + 1, record });
                }
                Change::Remove { id, .. } => {
                    overlay.gone.insert(id);
                }
            }
        }
    }
    overlay
}

/// What another wing did changes nothing here.
fn is_elsewhere(action: &Action, view: View) -> bool {
    let stream = action.deed.stream();
    stream != view.stream && stream.kind == StreamKind::Wing
}

/// Rows before other rows.
struct Layers<'a, const N: usize>([&'a BTreeMap<RowId, Known>; N]);

impl<const N: usize> Layers<'_, N> {
    /// The revision of a row before a change; 0 when it is new.
    fn revision(&self, change: &Change) -> u64 {
        let id = match change {
            Change::Put { record, .. } => record.row_id(),
            Change::Remove { id, .. } => *id,
        };
        self.known(id).map_or(0, |known| known.revision)
    }
}

impl<const N: usize> Rows for Layers<'_, N> {
    fn known(&self, id: RowId) -> Option<&Known> {
        self.0.iter().find_map(|layer| layer.get(&id))
    }

    fn about(&self, kind: Kind, of: RowId) -> Vec<&Known> {
        let all = self.0.iter().flat_map(|layer| Rows::about(*layer, kind, of));
        let top: BTreeMap<RowId, &Known> =
            all.map(Known::row_id).filter_map(|id| Some((id, self.known(id)?))).collect();
        // A row above may be about something else by now.
        top.into_values().filter(|known| known.record.about() == Some(of)).collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::action::Deed;
    use crate::domain::id::{ActionId, DetaineeId, DeviceId, MarkId, VisitId, WingId};
    use crate::domain::mark::MarkKind;
    use crate::domain::visit::{Visit, VisitKind, VisitStatus};

    const WING: WingId = WingId(Uuid::from_u128(1));
    const PERSON: DetaineeId = DetaineeId(Uuid::from_u128(2));
    const ITEM: VisitId = VisitId(Uuid::from_u128(9));
    const ME: StaffId = StaffId(Uuid::from_u128(3));
    const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(4));

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_428_720, 0).expect("a time")
    }

    fn view() -> View {
        let date = NaiveDate::from_ymd_opt(2026, 11, 23);
        View { stream: StreamId::wing(WING), date, reader: ME, now: now() }
    }

    fn confirmed() -> BTreeMap<RowId, Known> {
        let visit = Visit {
            id: ITEM,
            detainee: PERSON,
            kind: VisitKind::Personal,
            starts_at: now(),
            ends_at: now(),
            room: None,
            adults: None,
            children: None,
            visitors: None,
            organisation: None,
            called_at: None,
            review: None,
            review_since: None,
            changed: None,
            status: VisitStatus::Planned,
        };
        BTreeMap::from([(visit.id.into(), Known::first(StreamId::wing(WING), visit.into()))])
    }

    fn mark(number: u64, author: StaffId, kind: MarkKind, replaces: Option<u64>) -> Unseen {
        let id = |number| Uuid::from_u128(1_000 + u128::from(number));
        let deed = Deed::Mark {
            wing: WING,
            detainee: PERSON,
            item: ITEM.into(),
            day: view().date,
            kind,
            replaces: replaces.map(|number| MarkId(id(number))),
        };
        let action = Action {
            id: ActionId(id(number)),
            device: DeviceId(Uuid::from_u128(5)),
            number,
            author,
            recorded_at: now(),
            clock_skew_seconds: None,
            observed_at: now(),
            deed,
        };
        Unseen { action, applied: false }
    }

    fn row(number: u64) -> RowId {
        RowId(Uuid::from_u128(1_000 + u128::from(number)))
    }

    #[test]
    fn what_a_colleague_marked_here_is_shown_as_a_colleagues() {
        let unseen = [mark(1, ME, MarkKind::Left, None), mark(2, COLLEAGUE, MarkKind::Back, None)];
        let overlay = overlay(&confirmed(), &BTreeMap::new(), unseen.iter(), view());
        assert_eq!(overlay.rows.len(), 2);
        assert_eq!(overlay.pending, BTreeMap::from([(row(1), Pending::Mine), (row(2), Pending::Colleague)]));
    }

    #[test]
    fn an_undo_is_decided_over_the_mark_that_waits_before_it() {
        let unseen = [mark(1, ME, MarkKind::Left, None), mark(2, ME, MarkKind::Withdrawn, Some(1))];
        let both = overlay(&confirmed(), &BTreeMap::new(), unseen.iter(), view());
        assert_eq!(both.rows.keys().copied().collect::<Vec<_>>(), [row(1), row(2)]);
        let alone = overlay(&confirmed(), &BTreeMap::new(), unseen.iter().skip(1), view());
        assert_eq!(alone.rows.len(), 0, "an undo of nothing shows nothing");
    }

    #[test]
    fn what_the_hub_applied_is_shown_without_a_waiting_sign_until_its_row_is_here() {
        let mut unseen = mark(1, ME, MarkKind::Left, None);
        unseen.applied = true;
        let before = overlay(&confirmed(), &BTreeMap::new(), [&unseen].into_iter(), view());
        assert_eq!((before.rows.len(), before.pending.len()), (1, 0));
        let mut rows = confirmed();
        rows.extend(before.rows);
        let after = overlay(&rows, &BTreeMap::new(), [&unseen].into_iter(), view());
        assert_eq!(after.rows.len(), 0, "the confirmed row takes over");
    }

    #[test]
    fn other_wings_and_other_days_stay_out_of_view() {
        let unseen = [mark(1, ME, MarkKind::Left, None)];
        let elsewhere = View { stream: StreamId::wing(WingId(Uuid::from_u128(77))), ..view() };
        assert_eq!(overlay(&confirmed(), &BTreeMap::new(), unseen.iter(), elsewhere).rows.len(), 0);
        let tomorrow = View { date: view().date.and_then(|date| date.succ_opt()), ..view() };
        let hidden = overlay(&confirmed(), &BTreeMap::new(), unseen.iter(), tomorrow);
        let rows = confirmed();
        assert_eq!(hidden.over(&rows).filter(|known| matches!(known.record, Record::Mark(_))).count(), 0);
    }
}
