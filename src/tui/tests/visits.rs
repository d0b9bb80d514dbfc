//! Visits: who called off, a connection that failed, a look again when the world changed, and what was changed of a plan.

use std::collections::BTreeSet;

use super::choices::at_the_visit;
use super::fixture::{Desk, at};
use super::picture::draw;
use crate::domain::amend::{Changed, Plan};
use crate::domain::mark::MarkKind;
use crate::domain::record::Record;
use crate::domain::visit::{ReviewReason, Visit, VisitKind, VisitStatus};

const SIZE: (u16, u16) = (80, 24);

/// The visit of whoever is in cell 02, with this changed of it, chosen.
fn with(change: impl Fn(&mut Visit)) -> Desk {
    let mut desk = at_the_visit();
    for record in &mut desk.records {
        if let Record::Visit(visit) = record
            && visit.kind == VisitKind::Personal
        {
            change(visit);
        }
    }
    // Another day and back: the day is read anew.
    desk.keys("+ - right");
    desk
}

fn banned() -> Desk {
    with(|visit| visit.review = Some(BTreeSet::from([ReviewReason::ContactBan])))
}

#[test]
fn a_visit_that_has_to_be_looked_at_again_says_why_until_somebody_looked() {
    let mut desk = banned();
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("13:30 bezoek: opnieuw bekijken: contactverbod"), "{screen}");
    assert!(screen.contains("Let op 2"), "{screen}");
    desk.keys("z h");
    assert_eq!(desk.marks().concat(), [MarkKind::Reviewed(None)]);
    // That somebody looked is all that is known: nobody said that it goes on.
    let said = desk.model.notice.as_ref().map(|(_, text)| text.as_str());
    assert!(said.is_some_and(|said| said.contains(" opnieuw bekeken: bezoek (u")), "{said:?}");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("contactverbod; bekeken 07:52 MdV") && screen.contains("Let op 1"), "{screen}");
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("opnieuw bekijken"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_look_counts_on_a_terminal_whose_clock_is_behind_and_for_an_earlier_time() {
    // The hub learned it at 08:05 by its own clock; here it is 07:52.
    let mut desk = with(|visit| {
        visit.review = Some(BTreeSet::from([ReviewReason::ContactBan]));
        visit.review_since = Some(at(8, 5));
    });
    desk.keys("z h");
    assert!(draw(&desk, SIZE).contains("contactverbod; bekeken 07:52 MdV"), "{}", draw(&desk, SIZE));
    desk.keys("u ,");
    super::choices::typed(&mut desk, "0730");
    desk.keys("enter z h");
    assert!(draw(&desk, SIZE).contains("contactverbod; bekeken 07:30 MdV"), "{}", draw(&desk, SIZE));
}

#[test]
fn by_time_the_line_says_so_and_nothing_stands_in_the_way() {
    let mut desk = banned();
    desk.keys("d");
    assert!(draw(&desk, SIZE).contains("bekijk opnieuw"), "{}", draw(&desk, SIZE));
    desk.keys("w");
    assert_eq!(desk.marks().concat(), [MarkKind::Left], "a signal never blocks");
}

#[test]
fn only_a_video_call_has_a_connection_that_fails() {
    let mut desk = at_the_visit();
    desk.keys("z f");
    assert!(desk.recorded.is_empty() && !draw(&desk, SIZE).contains("verbinding mislukt"));
    let mut desk = with(|visit| visit.kind = VisitKind::Video);
    desk.keys("z f");
    assert!(draw(&desk, SIZE).contains("verbinding mislukt"), "{}", draw(&desk, SIZE));
}

#[test]
fn when_somebody_was_called_up_stays_in_sight_after_they_left() {
    let mut desk = at_the_visit();
    desk.keys("z g w d d");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("13:30 07:52 07:52"), "{screen}");
}

#[test]
fn a_plan_that_was_changed_says_what_it_was_and_who_did_it() {
    let moved =
        Changed { before: Plan { starts_at: at(14, 30), ends_at: at(15, 30), place: None }, at: at(7, 12), by: None };
    let mut desk = with(|visit| visit.changed = Some(Box::new(moved.clone())));
    desk.keys("y");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("13:30 bezoek: was 14:30-15:30") && screen.contains("in de administratie"), "{screen}");
    let mut desk = with(|visit| visit.status = VisitStatus::Planned);
    desk.keys("z v");
    super::choices::typed(&mut desk, "1400");
    desk.keys("enter y");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("14:00 bezoek: was 13:30-14:30") && screen.contains("veranderd door MdV"), "{screen}");
}
