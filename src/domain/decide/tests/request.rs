//! Requests: a chain of versions; two steps over one version both stay, and what was replaced leaves the coming days.

use chrono::{NaiveDate, TimeDelta};

use super::*;
use crate::domain::facility::Wing;
use crate::domain::id::FacilityId;
use crate::domain::request::{Asked, MAX_REQUEST_CHARS, RequestSlip, RequestState};
use crate::domain::volunteer::WishStep;

fn said(text: &str) -> Pii<SafeText> {
    Pii::new(SafeText::block(text))
}

fn ask(id: u128, text: &str) -> Action {
    let deed = Deed::Request { wing: WING, detainee: PERSON, asked: Asked::Mentor, text: said(text) };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

fn step(id: u128, of: u128, state: RequestState) -> Action {
    let request = RowId(Uuid::from_u128(of)).into();
    let deed = Deed::RequestStep { wing: WING, detainee: PERSON, request, state };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

/// A request, for the properties of all deeds.
pub(super) fn any() -> impl Strategy<Value = Deed> {
    "[a-z]{1,8}".prop_map(|text| ask(0, &text).deed)
}

fn made(rows: &BTreeMap<RowId, Known>, id: u128) -> RequestSlip {
    match &rows[&RowId(Uuid::from_u128(id))].record {
        Record::RequestSlip(slip) => slip.clone(),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn a_request_is_open_until_whoever_asked_was_told() {
    let mut rows = rows();
    assert_eq!(apply(&mut rows, &ask(300, "wil mentor spreken")), Outcome::Applied);
    assert_eq!((made(&rows, 300).state, made(&rows, 300).day()), (RequestState::New, None));
    let answer = said("morgen om tien uur");
    assert_eq!(apply(&mut rows, &step(301, 300, RequestState::Answered(answer.clone()))), Outcome::Applied);
    let day: Option<NaiveDate> = Some(crate::domain::local::date_of(action(ask(0, "x").deed).recorded_at));
    assert_eq!(
        (made(&rows, 300).day(), made(&rows, 301).day()),
        (day, None),
        "only the version that stands is read tomorrow"
    );
    assert_eq!(made(&rows, 301).asked_at, made(&rows, 300).asked_at);
    assert_eq!(apply(&mut rows, &step(302, 301, RequestState::Told(answer))), Outcome::Applied);
    assert_eq!(made(&rows, 302).day(), day);
}

#[test]
fn two_answers_to_one_request_both_stay_whoever_comes_first() {
    let steps = [step(301, 300, RequestState::Answered(said("ja"))), {
        let mut later = step(302, 300, RequestState::Answered(said("nee")));
        later.recorded_at += TimeDelta::days(1);
        later
    }];
    let ends = [[0, 1], [1, 0]].map(|order| {
        let mut rows = rows();
        apply(&mut rows, &ask(300, "mag ik bellen"));
        for at in order {
            assert_eq!(apply(&mut rows, &steps[at]), Outcome::Applied);
        }
        [300, 301, 302].map(|id| made(&rows, id))
    });
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0][0].replaced_on, Some(crate::domain::local::date_of(steps[0].recorded_at)), "the earliest");
}

#[test]
fn what_is_empty_too_long_or_about_nothing_is_refused() {
    let mut rows = rows();
    let mut refused = |action: &Action| apply(&mut rows, action);
    assert_eq!(refused(&ask(300, "")), Outcome::Rejected(Rejection::Empty));
    assert_eq!(refused(&ask(300, &"x".repeat(MAX_REQUEST_CHARS + 1))), Outcome::Rejected(Rejection::TooLong));
    assert_eq!(refused(&step(301, 999, RequestState::Withdrawn)), Outcome::Rejected(Rejection::UnknownItem));
    assert_eq!(refused(&ask(300, "x")), Outcome::Applied);
    let empty = step(301, 300, RequestState::Answered(said("")));
    assert_eq!(refused(&empty), Outcome::Rejected(Rejection::Empty));
    let mut other = step(302, 300, RequestState::Withdrawn);
    if let Deed::RequestStep { detainee, .. } = &mut other.deed {
        *detainee = DetaineeId(Uuid::from_u128(424_242));
    }
    assert_eq!(refused(&other), Outcome::Rejected(Rejection::UnknownItem));
}

#[test]
fn a_request_of_somebody_who_is_gone_is_answered_still_but_only_on_the_wing_where_it_was_asked() {
    let mut rows = rows();
    apply(&mut rows, &ask(300, "mag ik bellen"));
    rows.remove(&PERSON.into());
    let mut elsewhere = step(301, 300, RequestState::Withdrawn);
    if let Deed::RequestStep { wing, .. } = &mut elsewhere.deed {
        *wing = WingId(Uuid::from_u128(3));
    }
    assert_eq!(apply(&mut rows, &elsewhere), Outcome::Rejected(Rejection::UnknownItem));
    assert_eq!(apply(&mut rows, &step(302, 300, RequestState::Answered(said("ja")))), Outcome::Applied);
}

#[test]
fn the_coordinator_hears_who_asks_for_a_volunteer_and_how_far_it_is_but_no_word_of_it() {
    let mut rows = rows();
    let facility = FacilityId(Uuid::from_u128(90));
    let (code, name) = (SafeText::line("A1"), SafeText::line("Afdeling A1"));
    let wing = Wing { id: WING, facility, code, name, floor: None, cells: None };
    rows.insert(WING.into(), Known::first(StreamId::facility(facility), wing.into()));
    let mut asks = ask(300, "wil met iemand praten over thuis");
    if let Deed::Request { asked, .. } = &mut asks.deed {
        *asked = Asked::Volunteers;
    }
    assert_eq!(apply(&mut rows, &asks), Outcome::Applied);
    assert_eq!(apply(&mut rows, &step(301, 300, RequestState::Told(said("vrijdag komt iemand")))), Outcome::Applied);
    let wishes: Vec<_> = rows
        .values()
        .filter_map(|known| match &known.record {
            Record::VolunteerWish(wish) => Some((known.stream, wish)),
            _ => None,
        })
        .collect();
    let mut steps: Vec<_> = wishes.iter().map(|(_, wish)| (wish.step, wish.replaces.is_some())).collect();
    steps.sort_unstable();
    assert_eq!(steps, [(WishStep::Asked, false), (WishStep::Told, true)]);
    assert!(wishes.iter().all(|(stream, _)| *stream == StreamId::volunteers(facility)));
    apply(&mut rows, &ask(310, "wil mentor spreken"));
    assert_eq!(rows.values().filter(|known| known.record.kind() == Kind::VolunteerWish).count(), 2);
}
