//! Visits that ask for a look: the world changed, rules, and what was changed of a plan.

use std::collections::BTreeSet;

use super::*;
use crate::domain::amend::{Changed, Plan};
use crate::domain::visit::ReviewReason;

fn marked(visit: &Visit, kind: MarkKind, observed_at: DateTime<Utc>) -> Mark {
    Mark {
        id: MarkId(Uuid::from_u128(91)),
        item: visit.id.into(),
        day: Some(date()),
        detainee: visit.detainee,
        kind,
        observed_at,
        recorded_at: observed_at,
        clock_skew_seconds: None,
        author: StaffId(Uuid::from_u128(9)),
        device: DeviceId(Uuid::from_u128(7)),
        number: 1,
        replaces: None,
    }
}

fn banned() -> (Detainee, Visit) {
    let person = person(1, "A1-07");
    let review = Some(BTreeSet::from([ReviewReason::ContactBan]));
    let visit = Visit { kind: VisitKind::Personal, review, review_since: Some(at(10, 0)), ..visit(&person) };
    (person, visit)
}

#[test]
fn a_visit_asks_for_a_look_until_somebody_looked_since_and_then_says_who() {
    let (person, visit) = banned();
    let day = day_at(&[person.clone().into(), visit.clone().into()], at(12, 0));
    let item = &day.lines[0].items[0];
    assert!(item.review.is_open() && item.can_be(MarkKind::Reviewed(item.review.since)));
    assert_eq!((item.next_step(), day.lines[0].attention), (Some(MarkKind::Left), 1), "it blocks nothing");
    let seen = |since, when| {
        let looked = marked(&visit, MarkKind::Reviewed(since), when);
        day_at(&[person.clone().into(), visit.clone().into(), looked.into()], at(12, 0))
    };
    for others in [None, Some(at(9, 0))] {
        let before = seen(others, at(11, 0));
        assert!(
            before.lines[0].items[0].review.is_open(),
            "who saw other reasons, without a network perhaps, has not seen it"
        );
    }
    // The second one by a clock that is behind the hub's, or for an earlier time.
    for when in [at(11, 0), at(9, 0)] {
        let after = seen(Some(at(10, 0)), when);
        let item = &after.lines[0].items[0];
        assert_eq!((item.state, after.lines[0].attention), (ItemState::Planned, 0));
        assert_eq!(item.review.seen.as_ref().map(|(at, _)| *at), Some(when));
    }
}

#[test]
fn a_look_is_no_step_and_contradicts_nothing() {
    let (person, visit) = banned();
    let left = marked(&visit, MarkKind::Left, at(13, 20));
    let looked = Mark {
        id: MarkId(Uuid::from_u128(92)),
        number: 2,
        ..marked(&visit, MarkKind::Reviewed(visit.review_since), at(13, 25))
    };
    let off = Mark {
        id: MarkId(Uuid::from_u128(93)),
        number: 3,
        ..marked(&visit, MarkKind::Absent(AbsenceReason::Refused), at(13, 26))
    };
    let rows: Vec<Record> = vec![person.into(), visit.into(), looked.into()];
    let with = |mark: Mark| day_at(&[rows.clone(), vec![mark.into()]].concat(), at(14, 0));
    assert_eq!(with(left).lines[0].items[0].state, ItemState::Left);
    let called_off = with(off);
    let item = &called_off.lines[0].items[0];
    assert!(item.state.is_off() && !item.contradicted);
    assert_eq!(called_off.lines[0].attention, 0, "a visit that does not come asks nothing");
}

#[test]
fn rules_say_their_numbers_and_nothing_when_a_number_is_not_known() {
    let person = person(1, "A1-07");
    let signals = |adults, children, most| {
        let visit = Visit { adults, children, ..visit(&person) };
        let margins = Margins { visit_adults: most, ..Margins::default() };
        let day = day_within(&[person.clone().into(), visit.into()], at(12, 0), margins);
        day.lines[0].items[0].signals.clone()
    };
    assert_eq!(signals(Some(4), Some(0), Some(3)), [VisitSignal::ManyAdults(4, 3)]);
    assert_eq!(signals(Some(3), Some(0), Some(3)), []);
    assert_eq!(signals(Some(9), None, None), [], "no number was configured");
    assert_eq!(signals(Some(0), Some(2), None), [VisitSignal::ChildrenAlone(2)]);
    assert_eq!(signals(None, Some(2), None), [], "nobody knows whether an adult comes");
}

#[test]
fn a_changed_plan_says_what_it_was_and_by_whom() {
    let person = person(1, "A1-07");
    let by = |by: Option<StaffId>| {
        let changed =
            Changed { before: Plan { starts_at: at(14, 30), ends_at: at(15, 30), place: None }, at: at(9, 12), by };
        let visit = Visit { changed: Some(Box::new(changed)), ..visit(&person) };
        let day = day_at(&[person.clone().into(), visit.into()], at(12, 0));
        day.lines[0].items[0].changed.clone().expect("it was changed")
    };
    assert_eq!((by(None).by_office, by(None).before.starts_at), (true, at(14, 30)));
    assert!(!by(Some(StaffId(Uuid::from_u128(9)))).by_office);
}

#[test]
fn a_connection_that_failed_contradicts_nobody_who_was_seen_there() {
    let person = person(1, "A1-07");
    let video = Visit { kind: VisitKind::Video, status: VisitStatus::VideoFailed, ..visit(&person) };
    let there = marked(&video, MarkKind::Started, at(13, 31));
    let day = day_at(&[person.into(), video.into(), there.into()], at(13, 40));
    let item = &day.lines[0].items[0];
    assert_eq!((item.state, item.contradicted, item.has_failed_video()), (ItemState::Started, false, true));
}
