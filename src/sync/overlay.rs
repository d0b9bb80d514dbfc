//! The overlay: what was marked here and is not yet seen in the hub's rows, laid over them by the hub's own decision.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::action::Action;
use crate::domain::day::Pending;
use crate::domain::decide::{Change, Rows, decide};
use crate::domain::id::{RowId, StaffId, WingId};
use crate::domain::record::Record;

/// An action whose effect is not yet among the confirmed rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unseen {
    /// What was done.
    pub(super) action: Action,
    /// The hub applied it; only its row has not come back yet.
    pub(super) applied: bool,
}

/// For whom and what an overlay is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    pub(super) wing: WingId,
    pub(super) date: NaiveDate,
    /// Who is signed in.
    pub(super) reader: StaffId,
    /// The terminal's clock.
    pub(super) now: DateTime<Utc>,
}

/// What the overlay adds to the confirmed rows, and what of it waits.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    pub(super) records: BTreeMap<RowId, Record>,
    pub(super) pending: BTreeMap<RowId, Pending>,
}

/// Decides the unseen actions of a wing in order, each over the effects of the ones before, and keeps what belongs to
/// the day in view.
pub(super) fn overlay<'a>(
    confirmed: &BTreeMap<RowId, Record>,
    unseen: impl Iterator<Item = &'a Unseen>,
    view: View,
) -> Overlay {
    let mut overlay = Overlay::default();
    for Unseen { action, applied } in unseen.filter(|unseen| unseen.action.deed.wing() == view.wing) {
        if confirmed.contains_key(&RowId(action.id.0)) {
            continue;
        }
        let decision = decide(action, &Layers { above: &overlay.records, below: confirmed }, view.now);
        for change in decision.changes {
            // A decision of a wing's deed only adds rows.
            let Change::Put { record, .. } = change else { continue };
            if record.day().is_some_and(|day| day != view.date) {
                continue;
            }
            if !applied {
                let whose = if action.author == view.reader { Pending::Mine } else { Pending::Colleague };
                overlay.pending.insert(record.row_id(), whose);
            }
            overlay.records.insert(record.row_id(), record);
        }
    }
    overlay
}

/// The overlay's rows before the confirmed ones.
struct Layers<'a> {
    above: &'a BTreeMap<RowId, Record>,
    below: &'a BTreeMap<RowId, Record>,
}

impl Rows for Layers<'_> {
    fn get(&self, id: RowId) -> Option<&Record> {
        self.above.get(&id).or_else(|| self.below.get(&id))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::action::Deed;
    use crate::domain::id::{ActionId, DetaineeId, DeviceId, MarkId, VisitId};
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
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        View { wing: WING, date, reader: ME, now: now() }
    }

    fn confirmed() -> BTreeMap<RowId, Record> {
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
            status: VisitStatus::Planned,
        };
        BTreeMap::from([(visit.id.into(), visit.into())])
    }

    fn mark(number: u64, author: StaffId, kind: MarkKind, replaces: Option<u64>) -> Unseen {
        let id = |number| Uuid::from_u128(1_000 + u128::from(number));
        let deed = Deed::Mark {
            wing: WING,
            detainee: PERSON,
            item: ITEM.into(),
            day: Some(view().date),
            kind,
            replaces: replaces.map(|number| MarkId(id(number))),
        };
        let action = Action {
            id: ActionId(id(number)),
            device: DeviceId(Uuid::from_u128(5)),
            number,
            author,
            recorded_at: now(),
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
        let overlay = overlay(&confirmed(), unseen.iter(), view());
        assert_eq!(overlay.records.len(), 2);
        assert_eq!(overlay.pending, BTreeMap::from([(row(1), Pending::Mine), (row(2), Pending::Colleague)]));
    }

    #[test]
    fn an_undo_is_decided_over_the_mark_that_waits_before_it() {
        let unseen = [mark(1, ME, MarkKind::Left, None), mark(2, ME, MarkKind::Withdrawn, Some(1))];
        let both = overlay(&confirmed(), unseen.iter(), view());
        assert_eq!(both.records.keys().copied().collect::<Vec<_>>(), [row(1), row(2)]);
        let alone = overlay(&confirmed(), unseen.iter().skip(1), view());
        assert_eq!(alone.records.len(), 0, "an undo of nothing shows nothing");
    }

    #[test]
    fn what_the_hub_applied_is_shown_without_a_waiting_sign_until_its_row_is_here() {
        let mut unseen = mark(1, ME, MarkKind::Left, None);
        unseen.applied = true;
        let before = overlay(&confirmed(), [&unseen].into_iter(), view());
        assert_eq!((before.records.len(), before.pending.len()), (1, 0));
        let mut rows = confirmed();
        rows.extend(before.records);
        let after = overlay(&rows, [&unseen].into_iter(), view());
        assert_eq!(after.records.len(), 0, "the confirmed row takes over");
    }

    #[test]
    fn other_wings_and_other_days_stay_out_of_view() {
        let unseen = [mark(1, ME, MarkKind::Left, None)];
        let elsewhere = View { wing: WingId(Uuid::from_u128(77)), ..view() };
        assert_eq!(overlay(&confirmed(), unseen.iter(), elsewhere).records.len(), 0);
        let tomorrow = View { date: view().date.succ_opt().expect("a day"), ..view() };
        let hidden = overlay(&confirmed(), unseen.iter(), tomorrow);
        assert_eq!((hidden.records.len(), hidden.pending.len()), (0, 0));
    }
}
