//! How far a visit is, where the order in which the hub hears it must not matter.

use super::*;

fn video() -> BTreeMap<RowId, Known> {
    let mut rows = whole();
    if let Some(Record::Visit(visit)) = rows.get_mut(&VISIT.into()).map(|known| &mut known.record) {
        visit.kind = VisitKind::Video;
    }
    rows
}

fn called_at(rows: &BTreeMap<RowId, Known>) -> Option<DateTime<Utc>> {
    match rows.get(&VISIT.into()).map(|known| &known.record) {
        Some(Record::Visit(visit)) => visit.called_at,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn a_connection_fails_after_it_was_begun_and_nobody_has_to_choose() {
    for before in [VisitStatus::Planned, VisitStatus::CalledUp, VisitStatus::Arrived, VisitStatus::Started] {
        let mut rows = video();
        apply(&mut rows, &by(1, visit_is(before, None)));
        assert_eq!(apply(&mut rows, &by(2, visit_is(VisitStatus::VideoFailed, None))), Outcome::Applied, "{before:?}");
        // A colleague's "begun" that arrives later changes nothing.
        assert_eq!(apply(&mut rows, &by(3, visit_is(VisitStatus::Started, None))), Outcome::Merged);
        assert_eq!(status(&rows), VisitStatus::VideoFailed);
    }
}

#[test]
fn a_connection_that_failed_and_a_visit_that_ended_are_a_choice() {
    let conflict = Outcome::Conflict { current: VISIT.into() };
    let mut rows = video();
    apply(&mut rows, &by(1, visit_is(VisitStatus::Ended, None)));
    assert_eq!(apply(&mut rows, &by(2, visit_is(VisitStatus::VideoFailed, None))), conflict);
    let mut rows = video();
    apply(&mut rows, &by(1, visit_is(VisitStatus::VideoFailed, None)));
    assert_eq!(apply(&mut rows, &by(2, visit_is(VisitStatus::Ended, None))), conflict);
    // Whoever sees that it failed and tries once more says so.
    let again = by(3, visit_is(VisitStatus::Started, Some(VisitStatus::VideoFailed)));
    assert_eq!((apply(&mut rows, &again), status(&rows)), (Outcome::Applied, VisitStatus::Started));
}

#[test]
fn an_undo_calls_nobody_up() {
    let mut rows = whole();
    // As a source said it: called up, and not when.
    if let Some(Record::Visit(visit)) = rows.get_mut(&VISIT.into()).map(|known| &mut known.record) {
        visit.status = VisitStatus::CalledUp;
    }
    apply(&mut rows, &by(1, visit_is(VisitStatus::Arrived, None)));
    let undo = by(2, visit_is(VisitStatus::CalledUp, Some(VisitStatus::Arrived)));
    assert_eq!((apply(&mut rows, &undo), status(&rows)), (Outcome::Applied, VisitStatus::CalledUp));
    assert_eq!(called_at(&rows), None);
}
