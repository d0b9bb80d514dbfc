//! What was settled 30 days ago by the hub's clock leaves the journal; what waits or was refused unseen does not.

use super::*;
use crate::journal::KEPT_DAYS;

/// Days go by, each with a mark that the hub decides.
fn days(desk: &mut Desk, from: i64, count: i64, ahead_seconds: i64) {
    for day in from..from + count {
        let mark = desk.mark(ME, MarkKind::Left, None);
        desk.decide(mark.number, Outcome::Applied);
        desk.state.say(|status| {
            status.clock_skew_seconds = (ahead_seconds != 0).then_some(ahead_seconds);
            true
        });
        desk.state.in_step(now() + TimeDelta::days(day) + TimeDelta::seconds(ahead_seconds), false);
    }
}

fn numbers(desk: &Desk) -> Vec<u64> {
    desk.state.journalled().into_iter().map(|(number, ..)| number).collect()
}

#[test]
fn a_month_later_it_is_gone_and_numbering_goes_on() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    days(&mut desk, 0, 2 * KEPT_DAYS, 0);
    let kept = numbers(&desk);
    assert!(kept.first().is_some_and(|first| *first > 15) && kept.len() > 30, "{kept:?}");
    assert_eq!(desk.state.local().decided, 60);
    drop(desk);
    let mut desk = Desk::open(home.path());
    assert_eq!((numbers(&desk), desk.state.local().decided), (kept, 60));
    assert_eq!(desk.mark(ME, MarkKind::Left, None).number, 61);
}

#[test]
fn the_terminals_clock_does_not_make_anything_old() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    days(&mut desk, 0, 12, 0);
    let years = TimeDelta::days(3_652).num_seconds();
    days(&mut desk, 12, 12, years);
    days(&mut desk, 24, 5, -years);
    assert_eq!(numbers(&desk).len(), 29);
}

#[test]
fn what_was_refused_stays_until_somebody_has_seen_it() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    let refused = desk.mark(ME, MarkKind::Left, None);
    desk.decide(refused.number, Outcome::Rejected(Rejection::UnknownItem));
    days(&mut desk, 0, 2 * KEPT_DAYS, 0);
    assert_eq!(numbers(&desk).first(), Some(&refused.number));
    desk.state.have_seen(&[refused.number]);
    days(&mut desk, 2 * KEPT_DAYS, 1, 0);
    assert!(numbers(&desk).first().is_some_and(|first| *first > refused.number));
    assert!(desk.state.refused().is_empty());
}
