//! A hub that dies around COMMIT: what is on disk at that moment is all that the next hub has.

use std::fs;

use super::super::sqlite::{Failpoint, Point};
use super::*;

/// A hub's folder as it is when the hub dies: what a process leaves behind is what its files hold at that moment.
///
/// The shared memory of the log is left out, as after a crash of the machine; SQLite makes it anew.
fn dies_at(failpoint: &Failpoint, point: Point, from: &OnDisk) -> OnDisk {
    let left = OnDisk(tempfile::tempdir().expect("a folder"));
    let files: Vec<_> =
        ["hub.db", "hub.db-wal"].map(|name| (from.0.path().join(name), left.0.path().join(name))).into();
    failpoint.arm(point, move || {
        for (from, to) in files {
            fs::copy(from, to).expect("a copy of what is on disk");
        }
    });
    left
}

async fn open(stand: &OnDisk) -> Sqlite {
    Sqlite::open(&stand.file()).await.expect("the database opens")
}

/// A hub that has decided action 1, and dies at this point while it decides action 2. Gives what it leaves, and action 2.
async fn dies_while_deciding(point: Point) -> (OnDisk, Doing) {
    let stand = OnDisk::new().await;
    let store = open(&stand).await;
    enrol(&store, DESK, HERE).await;
    commit(&store, 1, vec![put(WING, row_id(1), "one")]).await;
    let left = dies_at(store.failpoint(), point, &stand);
    let writes = vec![put(WING, row_id(1), "two"), put(PERSON, row_id(2), "two"), remove(WING, row_id(3))];
    let doing = Doing::number(2, writes);
    let decided = Decided { writes: doing.writes.clone(), outcome: doing.outcome() };
    doing.try_with(&store, &move |_| decided.clone()).await.expect_err("it dies");
    assert!(!store.failpoint().is_armed(), "it died somewhere else");
    (left, doing)
}

/// Action 2 is decided, and has its effects, its outcome and its line in the trail once.
async fn is_there_once(stand: &OnDisk, store: &Sqlite, doing: &Doing) {
    let wing = stream(store, WING).await.expect("the wing");
    let revisions: Vec<_> = wing.rows.iter().map(|row| (row.id, row.revision, row.sequence)).collect();
    assert_eq!(revisions, [(row_id(1), 2, 2)]);
    assert_eq!(wing.head.check, counted(&wing));
    assert_eq!(rows(store, PERSON).await[&row_id(2)].revision, 1);
    assert_eq!(counter(store, HERE).await, 2);
    assert_eq!(store.outcomes(DESK, 2, ALL).await.expect("the store works"), [doing.outcome()]);
    assert_eq!(store.device(DESK).await.expect("the store works").expect("it is known").last_number, 2);
    let lines: Vec<_> = stand.trail().await.into_iter().map(|line| (line.what, line.object)).collect();
    let expected = [("enrol", "a desk"), ("action", "1"), ("action", "2")];
    assert_eq!(lines, expected.map(|(what, object)| (what.to_owned(), object.to_owned())));
    assert_eq!(doing.run(store).await, Acted::Again(doing.outcome()), "and stays so");
}

#[tokio::test]
async fn an_action_whose_hub_died_before_the_commit_is_decided_by_the_retry_and_counts_once() {
    let (left, doing) = dies_while_deciding(Point::BeforeCommit).await;
    let store = open(&left).await;
    assert_eq!(store.device(DESK).await.expect("the store works").expect("it is known").last_number, 1);
    assert_eq!(rows(&store, WING).await[&row_id(1)].revision, 1);
    assert_eq!(left.trail().await.len(), 2);
    assert_eq!(doing.run(&store).await, Acted::First(doing.outcome()));
    is_there_once(&left, &store, &doing).await;
}

#[tokio::test]
async fn an_action_whose_hub_died_after_the_commit_is_answered_from_what_was_stored_and_counts_once() {
    let (left, doing) = dies_while_deciding(Point::AfterCommit).await;
    let store = open(&left).await;
    let never = |_: &Found| -> Decided { panic!("it was decided already") };
    assert_eq!(doing.run_with(&store, &never).await, Acted::Again(doing.outcome()));
    is_there_once(&left, &store, &doing).await;
}

#[tokio::test]
async fn a_hub_that_failed_a_commit_and_lives_on_decides_the_retry() {
    let stand = OnDisk::new().await;
    let store = open(&stand).await;
    enrol(&store, DESK, HERE).await;
    let doing = Doing::number(1, vec![put(WING, row_id(1), "one")]);
    store.failpoint().arm(Point::BeforeCommit, || ());
    doing.try_with(&store, &|_| Decided { writes: Vec::new(), outcome: Vec::new() }).await.expect_err("it fails");
    assert_eq!(doing.run(&store).await, Acted::First(doing.outcome()));
    assert_eq!(rows(&store, WING).await.len(), 1);
}

#[tokio::test]
async fn an_import_a_terminal_and_a_token_are_there_whole_or_not_at_all() {
    for (point, is_there) in [(Point::BeforeCommit, false), (Point::AfterCommit, true)] {
        let plan = |_: &Imported| {
            let planned = (1..=3).map(row_id).map(|row| ImportWrite {
                write: Some(put(WING, row, "one")),
                row,
                body: Some(b"one".to_vec().into()),
            });
            planned.collect()
        };
        let import = || ImportPlan { facility: HERE, plan: &plan, audit: trail("import", "3") };
        let staff = StaffId(Uuid::from_u128(8));

        let stand = OnDisk::new().await;
        let store = open(&stand).await;
        let left = dies_at(store.failpoint(), point, &stand);
        store.import(import()).await.expect_err("it dies");
        let next = open(&left).await;
        assert_eq!((rows(&next, WING).await.len(), left.trail().await.len()), if is_there { (3, 1) } else { (0, 0) });
        assert_eq!(next.import(import()).await.expect("imported"), Written { rows: if is_there { 0 } else { 3 } });

        let left = dies_at(store.failpoint(), point, &stand);
        store.enrol(DESK, HERE, None, trail("enrol", "")).await.expect_err("it dies");
        assert_eq!(open(&left).await.device(DESK).await.expect("the store works").is_some(), is_there);

        let left = dies_at(store.failpoint(), point, &stand);
        store.add_token([1; 32], HERE, staff, trail("token", "")).await.expect_err("it dies");
        let owner = open(&left).await.token([1; 32]).await.expect("the store works");
        assert_eq!(owner, is_there.then_some((HERE, staff)));
    }
}
