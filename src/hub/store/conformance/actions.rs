//! Actions, devices, tokens and the trail.

use super::*;

/// Nothing of the facility changed between two looks.
async fn unchanged_by(stand: &impl Stand, store: &dyn Store, doing: &Doing, expected: Acted) {
    let look = async || {
        let device = store.device(DESK).await.expect("the store works");
        let heads = store.heads(HERE).await.expect("the store works");
        (device, heads, counter(store, HERE).await, stand.trail().await)
    };
    let before = look().await;
    let never = |_: &Found| -> Decided { panic!("it must not be decided") };
    assert_eq!(doing.run_with(store, &never).await, expected);
    assert_eq!(look().await, before);
}

pub(super) async fn an_action_is_decided_once_and_its_outcome_comes_back_to_the_byte(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    let doing = Doing::number(1, vec![put(WING, row_id(1), "one")]);
    assert_eq!(doing.run(&*store).await, Acted::First(doing.outcome()));
    unchanged_by(stand, &*store, &doing, Acted::Again(doing.outcome())).await;
    assert_eq!(store.device(DESK).await.expect("the store works").expect("it is known").last_number, 1);
    commit(&*store, 2, vec![put(WING, row_id(2), "two")]).await;
    // Also when later ones were decided in between.
    unchanged_by(stand, &*store, &doing, Acted::Again(doing.outcome())).await;
    assert_eq!(rows(&*store, WING).await.len(), 2);
}

pub(super) async fn a_number_that_was_used_for_something_else_changes_nothing(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, vec![put(WING, row_id(1), "one")]).await;
    let other = Doing { content: 99, writes: vec![put(WING, row_id(2), "two")], ..Doing::number(1, Vec::new()) };
    unchanged_by(stand, &*store, &other, Acted::Differs).await;
    unchanged_by(stand, &*store, &Doing { id: action_id(99), ..other }, Acted::Differs).await;
}

pub(super) async fn a_gap_says_which_number_is_expected_and_changes_nothing(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    unchanged_by(stand, &*store, &Doing::number(2, Vec::new()), Acted::Gap { expected: 1 }).await;
    commit(&*store, 1, Vec::new()).await;
    for number in [3, 1000, u64::MAX] {
        unchanged_by(stand, &*store, &Doing::number(number, Vec::new()), Acted::Gap { expected: 2 }).await;
    }
    // The number that was expected still is.
    commit(&*store, 2, Vec::new()).await;
}

pub(super) async fn a_device_that_nobody_enrolled_decides_nothing(stand: &impl Stand) {
    let store = stand.hub().await;
    assert_eq!(store.device(DESK).await.expect("the store works"), None);
    unchanged_by(stand, &*store, &Doing::number(1, Vec::new()), Acted::UnknownDevice).await;
}

pub(super) async fn an_action_that_came_from_another_device_has_no_second_effect(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, HERE).await;
    let doing = Doing::number(1, vec![put(WING, row_id(1), "one")]);
    assert_eq!(doing.run(&*store).await, Acted::First(doing.outcome()));
    let before = (rows(&*store, WING).await, counter(&*store, HERE).await);
    let never = |_: &Found| -> Decided { panic!("it must not be decided") };
    let copy = doing.clone().on(OTHER_DESK);
    assert_eq!(copy.run_with(&*store, &never).await, Acted::First(ALREADY.to_vec()));
    // Its number is used up, and the outcome is stored as any other.
    assert_eq!(copy.run_with(&*store, &never).await, Acted::Again(ALREADY.to_vec()));
    assert_eq!(store.device(OTHER_DESK).await.expect("the store works").expect("it is known").last_number, 1);
    // The same id under a later number of the same device is no new action either.
    let later = Doing { id: doing.id, ..Doing::number(2, vec![put(WING, row_id(1), "again")]) };
    assert_eq!(later.run_with(&*store, &never).await, Acted::First(ALREADY.to_vec()));
    assert_eq!((rows(&*store, WING).await, counter(&*store, HERE).await), before);
}

pub(super) async fn a_decision_sees_the_live_rows_that_it_asked_for_wherever_they_live(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, ELSEWHERE).await;
    let elsewhere = Doing { id: action_id(77), ..Doing::number(1, vec![put(WING, row_id(4), "elsewhere")]) };
    elsewhere.on(OTHER_DESK).run(&*store).await;
    let writes = vec![put(WING, row_id(1), "in the wing"), put(PERSON, row_id(2), "in the file")];
    commit(&*store, 1, [writes, vec![put(WING, row_id(3), "gone soon"), put(PLACE, row_id(5), "not asked")]].concat())
        .await;
    commit(&*store, 2, vec![remove(WING, row_id(3))]).await;
    let seen = std::sync::Mutex::new(Vec::new());
    let look = |rows: &Found| {
        *seen.lock().expect("nobody panicked") = rows.values().cloned().collect();
        Decided { writes: Vec::new(), outcome: b"seen".to_vec() }
    };
    let reads = (1..=4).chain([99]).map(row_id).collect();
    Doing { reads, ..Doing::number(3, Vec::new()) }.run_with(&*store, &look).await;
    let expected = [(WING, row_id(1)), (PERSON, row_id(2))];
    let mut rows_there = Vec::new();
    for (stream, id) in expected {
        rows_there.push((stream, rows(&*store, stream).await[&id].clone()));
    }
    assert_eq!(seen.into_inner().expect("nobody panicked"), rows_there);
}

pub(super) async fn a_decision_sees_every_live_row_about_what_it_asked_for(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, ELSEWHERE).await;
    let about = |stream, number, body: &str| Write { about: Some(row_id(50)), ..put(stream, row_id(number), body) };
    let elsewhere = Doing { id: action_id(77), ..Doing::number(1, vec![about(WING, 6, "another prison")]) };
    elsewhere.on(OTHER_DESK).run(&*store).await;
    let other_kind = Write { kind: "note".into(), ..about(WING, 5, "of another kind") };
    let of_another = Write { about: Some(row_id(51)), ..put(WING, row_id(4), "about another") };
    let seats = vec![about(WING, 1, "here"), about(PLACE, 2, "there"), about(WING, 3, "gone soon")];
    commit(&*store, 1, [seats, vec![other_kind, of_another, put(WING, row_id(7), "about nothing")]].concat()).await;
    // One goes, one moves, one says something else: what it is about goes with it.
    let moved = [remove(PLACE, row_id(2)), about(PERSON, 2, "there")];
    commit(&*store, 2, [vec![remove(WING, row_id(3)), about(WING, 1, "changed")], moved.into()].concat()).await;
    let seen = std::sync::Mutex::new(Vec::new());
    let look = |rows: &Found| {
        *seen.lock().expect("nobody panicked") =
            rows.values().map(|(stream, row)| (*stream, row.id, row.body.clone())).collect();
        Decided { writes: Vec::new(), outcome: b"seen".to_vec() }
    };
    Doing { reads_about: vec![("visit", row_id(50))], ..Doing::number(3, Vec::new()) }.run_with(&*store, &look).await;
    let body = |text: &str| Some(text.as_bytes().to_vec().into_boxed_slice());
    let expected = [(WING, row_id(1), body("changed")), (PERSON, row_id(2), body("there"))];
    assert_eq!(seen.into_inner().expect("nobody panicked"), expected);
}

pub(super) async fn stored_outcomes_are_listed_in_number_order(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    enrol(&*store, OTHER_DESK, HERE).await;
    for number in 1..=12 {
        commit(&*store, number, Vec::new()).await;
    }
    let list = async |device, from, limit| store.outcomes(device, from, limit).await.expect("the store works");
    let stored = |numbers: std::ops::RangeInclusive<u64>| -> Vec<_> {
        numbers.map(|number| Doing::number(number, Vec::new()).outcome()).collect()
    };
    assert_eq!(list(DESK, 1, ALL).await, stored(1..=12));
    assert_eq!(list(DESK, 9, 3).await, stored(9..=11));
    for nothing in [list(DESK, 13, ALL).await, list(DESK, 1, 0).await, list(OTHER_DESK, 1, ALL).await] {
        assert_eq!(nothing, Vec::<Vec<u8>>::new());
    }
}

pub(super) async fn enrolling_again_leaves_a_device_as_it_is(stand: &impl Stand) {
    let store = stand.hub().await;
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, Vec::new()).await;
    let known = store.enrol(DESK, ELSEWHERE, None, trail("enrol", "again")).await.expect("the store works");
    assert_eq!((known.facility, known.last_number), (HERE, 1));
    assert_eq!(store.device(DESK).await.expect("the store works"), Some(known));
    assert_eq!(stand.trail().await.len(), 2, "what changed nothing leaves no line");
}

pub(super) async fn a_token_leads_to_its_owner_and_another_one_to_nobody(stand: &impl Stand) {
    let store = stand.hub().await;
    let staff = StaffId(Uuid::from_u128(8));
    store.add_token([1; 32], HERE, staff, trail("token", "8")).await.expect("it is kept");
    let owner = async |hash| store.token(hash).await.expect("the store works");
    assert_eq!(owner([1; 32]).await, Some((HERE, staff)));
    assert_eq!(owner([2; 32]).await, None);
    assert!(store.add_token([1; 32], ELSEWHERE, staff, trail("token", "8")).await.is_err(), "a token has one owner");
    assert_eq!(owner([1; 32]).await, Some((HERE, staff)));
    assert_eq!(stand.trail().await.len(), 1);
}

pub(super) async fn every_transaction_that_changes_something_leaves_one_line_in_the_trail(stand: &impl Stand) {
    let store = stand.hub().await;
    assert_eq!(stand.trail().await, Vec::new());
    enrol(&*store, DESK, HERE).await;
    commit(&*store, 1, vec![put(WING, row_id(1), "one")]).await;
    let nothing = |_: &Imported| Vec::new();
    let plan = ImportPlan { facility: ELSEWHERE, plan: &nothing, audit: Audit { actor: None, ..trail("import", "0") } };
    store.import(plan).await.expect("it is imported");
    store.add_token([1; 32], HERE, StaffId(Uuid::from_u128(8)), trail("token", "8")).await.expect("it is kept");
    let actor = Some(StaffId(Uuid::from_u128(7)));
    let line = |facility, actor, device, what: &str, object: &str| Trail {
        facility,
        actor,
        device,
        what: what.to_owned(),
        object: object.to_owned(),
    };
    let expected = vec![
        line(HERE, actor, None, "enrol", "a desk"),
        line(HERE, actor, Some(DESK), "action", "1"),
        line(ELSEWHERE, None, None, "import", "0"),
        line(HERE, actor, None, "token", "8"),
    ];
    assert_eq!(stand.trail().await, expected);
}

pub(super) async fn another_hub_over_the_same_data_goes_on_where_the_first_one_stopped(stand: &impl Stand) {
    let first = stand.hub().await;
    enrol(&*first, DESK, HERE).await;
    commit(&*first, 1, vec![put(WING, row_id(1), "one")]).await;
    let second = stand.hub().await;
    assert_eq!(second.epoch(), first.epoch());
    assert_eq!(second.cursor_key(), first.cursor_key());
    assert!(!first.epoch().is_empty() && !first.cursor_key().is_empty());
    commit(&*second, 2, vec![put(WING, row_id(2), "two")]).await;
    assert_eq!(stream(&*first, WING).await, stream(&*second, WING).await);
    assert_eq!(counter(&*first, HERE).await, counter(&*second, HERE).await);
    assert_eq!(first.facilities().await.expect("the store works"), vec![HERE]);
    drop(first);
    let doing = Doing::number(2, vec![put(WING, row_id(2), "two")]);
    assert_eq!(doing.run(&*stand.hub().await).await, Acted::Again(doing.outcome()));
}
