//! Who comes to a session: the order of asking decides, and there is never one too many.

use super::*;
use crate::domain::id::{FacilityId, SessionId};
use crate::domain::volunteer::{SeatState, SessionKind, SessionSeat, VolunteerSession};

const SESSION: SessionId = SessionId(Uuid::from_u128(50));
const PRISON: FacilityId = FacilityId(Uuid::from_u128(60));

fn session(capacity: Option<u32>) -> VolunteerSession {
    VolunteerSession {
        id: SESSION,
        facility: PRISON,
        series: SafeText::line("VS1"),
        title: SafeText::line("Gespreksgroep"),
        kind: SessionKind::Group,
        starts_at: now() + TimeDelta::hours(5),
        ends_at: now() + TimeDelta::hours(6),
        room: None,
        capacity,
        volunteer: None,
    }
}

/// Eight people on two wings.
fn wing_of(person: u128) -> WingId {
    WingId(Uuid::from_u128(2 + person % 2))
}

fn prison(capacity: Option<u32>) -> BTreeMap<RowId, Known> {
    let one = rows().into_values().next().expect("a person");
    let Record::Detainee(one) = one.record else { unreachable!("the first row is a person") };
    let people = (0..8_u128).map(|person| {
        let wing = wing_of(person);
        let record = Detainee { id: DetaineeId(Uuid::from_u128(person)), wing, ..one.clone() };
        (StreamId::wing(wing), Record::from(record))
    });
    let session = session(capacity);
    let offer = (StreamId::facility(PRISON), session.offer().into());
    let all = people.chain([(StreamId::volunteers(PRISON), session.into()), offer]);
    all.map(|(stream, record)| (record.row_id(), Known::first(stream, record))).collect()
}

/// What the terminal of a wing has of it.
fn terminal(rows: &BTreeMap<RowId, Known>, wing: WingId) -> BTreeMap<RowId, Known> {
    let here = |known: &Known| known.stream == StreamId::wing(wing) || known.stream == StreamId::facility(PRISON);
    rows.iter().filter(|(_, known)| here(known)).map(|(id, known)| (*id, known.clone())).collect()
}

fn asks(person: u128, withdraw: bool) -> Deed {
    Deed::SignUp { wing: wing_of(person), detainee: DetaineeId(Uuid::from_u128(person)), session: SESSION, withdraw }
}

fn seats(rows: &BTreeMap<RowId, Known>) -> BTreeMap<u128, SeatState> {
    let seat = |known: &Known| match &known.record {
        Record::Seat(seat) => Some((seat.detainee.0.as_u128(), seat.state)),
        _ => None,
    };
    rows.values().filter_map(seat).collect()
}

/// What the coordinator sees of the same.
fn sign_ups(rows: &BTreeMap<RowId, Known>) -> BTreeMap<u128, SeatState> {
    let sign_up = |known: &Known| match &known.record {
        Record::SignUp(sign_up) => Some((sign_up.detainee.0.as_u128(), sign_up.state)),
        _ => None,
    };
    rows.values().filter_map(sign_up).collect()
}

#[test]
fn who_asks_when_it_is_full_waits_and_leaving_gives_the_place_to_the_first_who_waits() {
    let mut rows = prison(Some(1));
    let mut ask = |who, person, withdraw| (apply(&mut rows, &by(who, asks(person, withdraw))), seats(&rows));
    let (waits, gone) = (SeatState::Waiting, SeatState::Withdrawn);
    assert_eq!(ask(1, 3, false), (Outcome::Applied, [(3, SeatState::Admitted)].into()));
    assert_eq!(ask(2, 4, false), (Outcome::WaitingList(1), [(3, SeatState::Admitted), (4, waits(1))].into()));
    assert_eq!(ask(3, 5, false).0, Outcome::WaitingList(2));
    assert_eq!(ask(4, 5, false).0, Outcome::WaitingList(2), "asking twice moves nobody");
    let moved_up = [(3, gone), (4, SeatState::Admitted), (5, waits(1))];
    assert_eq!(ask(5, 3, true), (Outcome::Applied, moved_up.into()));
    assert_eq!(ask(6, 3, true).0, Outcome::Merged, "leaving twice is leaving");
    assert_eq!(ask(7, 3, false).0, Outcome::WaitingList(2), "who comes back stands at the end");
    assert_eq!(ask(8, 6, true).0, Outcome::Rejected(Rejection::NothingToWithdraw));
    assert_eq!(sign_ups(&rows), seats(&rows));
}

#[test]
fn without_a_capacity_nobody_waits() {
    let mut rows = prison(None);
    for person in 0..8 {
        assert_eq!(apply(&mut rows, &by(person, asks(person, false))), Outcome::Applied);
    }
}

#[test]
fn somebody_on_another_wing_cannot_be_signed_up_by_naming_ones_own() {
    let deed =
        Deed::SignUp { wing: wing_of(1), detainee: DetaineeId(Uuid::from_u128(2)), session: SESSION, withdraw: false };
    assert_eq!(apply(&mut prison(None), &by(1, deed)), Outcome::Rejected(Rejection::UnknownItem));
}

#[test]
fn a_session_that_nobody_knows_has_no_seats() {
    let deed = Deed::SignUp { wing: WING, detainee: PERSON, session: SESSION, withdraw: false };
    assert_eq!(apply(&mut rows(), &by(1, deed)), Outcome::Rejected(Rejection::UnknownItem));
}

#[test]
fn the_day_on_which_somebody_asked_stays_when_they_move_up() {
    let mut rows = prison(Some(1));
    let early = Action { observed_at: now() - TimeDelta::days(3), ..by(1, asks(4, false)) };
    for action in [by(2, asks(3, false)), early, by(3, asks(3, true))] {
        apply(&mut rows, &action);
    }
    let on = rows.values().find_map(|known| match &known.record {
        Record::SignUp(sign_up) if sign_up.detainee.0.as_u128() == 4 => Some((sign_up.state, sign_up.on)),
        _ => None,
    });
    let asked = crate::domain::local::date_of(now() - TimeDelta::days(3));
    assert_eq!(on, Some((SeatState::Admitted, Some(asked))));
}

proptest! {
    #[test]
    fn there_is_never_one_too_many_and_nobody_waits_for_a_free_seat(
        capacity in proptest::option::of(0_u32..5),
        asked in proptest::collection::vec((0_u128..8, any::<bool>()), 1..60),
    ) {
        let mut rows = prison(capacity);
        for (who, (person, withdraw)) in (1_u128..).zip(asked) {
            // The hub sees of the prison what the decision asks for, and decides the same.
            let action = by(who, asks(person, withdraw));
            let mut wanted: BTreeMap<RowId, Known> = reads(&action).into_iter().filter_map(|id| Some((id, rows.get(&id)?.clone()))).collect();
            for (kind, of) in reads_about(&action) {
                wanted.extend(rows.about(kind, of).into_iter().map(|known| (known.row_id(), known.clone())));
            }
            prop_assert_eq!(decide(&action, &wanted, now()), decide(&action, &rows, now()));
            let outcome = apply(&mut rows, &action);
            let seats = seats(&rows);
            let admitted = seats.values().filter(|state| **state == SeatState::Admitted).count();
            let mut places: Vec<u32> = seats.values().filter_map(|state| match state {
                SeatState::Waiting(place) => Some(*place),
                _ => None,
            }).collect();
            places.sort_unstable();
            let room = capacity.map_or(usize::MAX, |capacity| usize::try_from(capacity).expect("small"));
            prop_assert!(admitted <= room);
            prop_assert!(places.is_empty() || admitted == room, "somebody waits for a free seat");
            prop_assert_eq!(&places, &(1..).take(places.len()).collect::<Vec<_>>());
            prop_assert_eq!(sign_ups(&rows), seats.clone());
            if let Outcome::WaitingList(place) = outcome {
                prop_assert_eq!(seats.get(&person), Some(&SeatState::Waiting(place)));
            }
            // Each seat is in the stream of its person's wing, and nowhere else.
            for known in rows.values() {
                if let Record::Seat(seat) = &known.record {
                    prop_assert_eq!(known.stream, StreamId::wing(wing_of(seat.detainee.0.as_u128())));
                }
            }
        }
    }

    #[test]
    fn a_terminal_that_cannot_know_says_provisional_for_whom_the_hub_puts_in_the_line(
        before in proptest::collection::vec((0_u128..8, any::<bool>()), 0..20),
        here in proptest::collection::vec((0_u128..4, any::<bool>()), 1..12),
    ) {
        let mut hub = prison(Some(2));
        for (who, (person, withdraw)) in (1_u128..).zip(before) {
            apply(&mut hub, &by(who, asks(person, withdraw)));
        }
        let wing = wing_of(1);
        let mut screen = terminal(&hub, wing);
        for (who, (person, withdraw)) in (100_u128..).zip(here) {
            // Somebody of this wing.
            let action = by(who, asks(person * 2 + 1, withdraw));
            let (shown, decided) = (apply(&mut screen, &action), apply(&mut hub, &action));
            prop_assert_eq!(matches!(shown, Outcome::Rejected(_)), matches!(decided, Outcome::Rejected(_)));
            let comes = |rows| -> Vec<u128> {
                let of_wing = |(person, state): (u128, SeatState)| (wing_of(person) == wing && state != SeatState::Withdrawn).then_some(person);
                seats(rows).into_iter().filter_map(of_wing).collect()
            };
            prop_assert_eq!(comes(&screen), comes(&hub));
            let whose = SessionSeat::row(SESSION, DetaineeId(Uuid::from_u128(person * 2 + 1)));
            let invented = matches!(screen.get(&whose).map(|known| &known.record), Some(Record::Seat(seat)) if seat.state == SeatState::Admitted)
                && shown == Outcome::Applied;
            prop_assert!(!invented, "a terminal gave a seat away");
        }
    }
}
