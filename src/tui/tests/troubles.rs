//! A sync screen with one of everything: what waits, what was refused, and what two people see differently.

use chrono::TimeDelta;
use uuid::Uuid;

use super::fixture::{WING, at, text};
use crate::domain::action::Deed;
use crate::domain::conflict::{Difference, Subject, Value};
use crate::domain::day::ItemKind;
use crate::domain::decide::{Outcome, Rejection};
use crate::domain::detainee::Cell;
use crate::domain::id::{DetaineeId, RowId, VisitId};
use crate::domain::mark::MarkKind;
use crate::domain::stream::StreamKind;
use crate::domain::visit::{VisitKind, VisitStatus};
use crate::domain::work::WorkKind;
use crate::text::Pii;
use crate::tui::{Done, JournalLine, RefusedLine, Settle, StreamLine, SyncPage, What};

fn conflict(number: u64, cell: &str, what: What, settle: Settle) -> RefusedLine {
    let done = Done {
        observed_at: at(7, 41),
        by: Some(text("MdV")),
        person: Some((Cell::new(text(cell)), text("Bakker, J."))),
        item: (what != What::Advice).then_some(ItemKind::Visit(VisitKind::Personal)),
        what,
    };
    let current = RowId(Uuid::from_u128(u128::from(number)));
    let outcome = Some(Outcome::Conflict { current });
    RefusedLine { number, done: Some(done), outcome, seen: false, settle: Some(settle) }
}

fn visit_conflict() -> Settle {
    let again = Deed::VisitStatus {
        wing: WING,
        detainee: DetaineeId(Uuid::from_u128(1)),
        visit: VisitId(Uuid::from_u128(8)),
        status: VisitStatus::Cancelled,
        instead_of: Some(VisitStatus::Arrived),
    };
    let (mine, now) = (Value::Visit(VisitStatus::Cancelled), Value::Visit(VisitStatus::Arrived));
    Settle { differences: vec![Difference { subject: Subject::Visit, was: None, mine, now }], again: Some(again) }
}

fn time_conflict() -> Settle {
    let (was, mine, now) = (Some(Value::At(at(13, 30))), Value::At(at(14, 0)), Value::At(at(13, 45)));
    Settle { differences: vec![Difference { subject: Subject::Starts, was, mine, now }], again: None }
}

fn advice_conflict() -> Settle {
    let said = |words: &str| Value::Text(Pii::new(text(words)));
    let (mine, now) = (said("Werkt elke dag, komt op tijd."), said("Kwam vorige keer te laat terug."));
    Settle { differences: vec![Difference { subject: Subject::Advice, was: None, mine, now }], again: None }
}

/// A sync screen with one of everything.
pub(super) fn sync_page() -> SyncPage {
    let done = |minute, cell, name, mark: Option<MarkKind>| Done {
        observed_at: at(7, minute),
        by: Some(text("MdV")),
        person: Some((Cell::new(text(cell)), text(name))),
        item: mark.map(|_| ItemKind::Work(WorkKind::Work)),
        what: mark.map_or(What::Note, What::Mark),
    };
    let stream = |kind, name: Option<&str>, streams, rows, equal_at| StreamLine {
        kind,
        name: name.map(text),
        streams,
        rows,
        reading: false,
        equal_at,
    };
    let refused = |number, outcome, seen| RefusedLine {
        number,
        done: (number != 7).then(|| done(40, "B2-07", "Dijkstra, R.", None)),
        outcome: Some(outcome),
        seen,
        settle: None,
    };
    SyncPage {
        journal: Some(JournalLine { actions: 132, oldest: Some(at(7, 51) - TimeDelta::days(28)), kilobytes: 57 }),
        streams: vec![
            stream(StreamKind::Facility, Some("PI Zwolle"), 1, 1234, Some(at(7, 51))),
            stream(StreamKind::Wing, Some("B2"), 1, 3050, Some(at(7, 51))),
            stream(StreamKind::Person, None, 12, 1, Some(at(6, 30))),
        ],
        waiting: vec![done(50, "B2-02", "Bakker, J.", Some(MarkKind::Left))],
        refused: vec![
            refused(5, Outcome::Rejected(Rejection::NotYours), true),
            refused(6, Outcome::Rejected(Rejection::TooLong), false),
            refused(7, Outcome::Voided, false),
            conflict(8, "B2-02", What::Visit(VisitStatus::Cancelled), visit_conflict()),
            conflict(9, "B2-03", What::Amended, time_conflict()),
            conflict(10, "B2-05", What::Advice, advice_conflict()),
        ],
    }
}
