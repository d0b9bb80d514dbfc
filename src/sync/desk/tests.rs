//! The desk on a real journal: what is recorded is never lost, and the screen never falls back.

mod looks;
mod lost;
mod old;
mod places;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tempfile::TempDir;
use tokio::sync::{oneshot, watch};
use uuid::Uuid;

use super::*;
use crate::api::{Decided, Page};
use crate::cache::Cache;
use crate::domain::day::Pending;
use crate::domain::decide::Known;
use crate::domain::decide::{Outcome, Rejection};
use crate::domain::id::{DetaineeId, FacilityId, MarkId, RowId, VisitId};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::record::Record;
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::domain::visit::{Visit, VisitKind, VisitStatus};
use crate::sync::status::{CacheState, JournalState, Status};
use crate::sync::types::{JournalSeen, StreamSeen, SyncConfig};
use crate::wire;

const WING: WingId = WingId(Uuid::from_u128(1));
const PERSON: DetaineeId = DetaineeId(Uuid::from_u128(2));
const ME: StaffId = StaffId(Uuid::from_u128(3));
const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(4));
const ITEM: VisitId = VisitId(Uuid::from_u128(5));
const FACILITY: FacilityId = FacilityId(Uuid::from_u128(6));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_428_720, 0).expect("a time")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn wing() -> StreamId {
    StreamId::wing(WING)
}

/// A desk without a thread, and what it tells.
struct Desk {
    state: State,
    status: watch::Receiver<Status>,
}

impl Desk {
    fn open(home: &Path) -> Self {
        Self::try_open(home).expect("the journal is free")
    }

    fn try_open(home: &Path) -> Result<Self, StartError> {
        let config = SyncConfig {
            hub: None,
            device_folder: home.join("device"),
            cache_folder: home.join("cache"),
            memory: false,
            clock: Arc::new(now),
            author: ME,
        };
        let (status, seen) = watch::channel(Status::default());
        let tell = Tell { status, changes: watch::channel(0).0, wake: Arc::default() };
        let (opened, mut ready) = oneshot::channel();
        let state = open(config, tell, opened);
        ready.try_recv().expect("it says whether it opens")?;
        Ok(Self { state: state.expect("it opens"), status: seen })
    }

    fn mark(&mut self, author: StaffId, kind: MarkKind, replaces: Option<Recorded>) -> Recorded {
        let replaces = replaces.map(|old| MarkId(old.id.0));
        let deed = Deed::Mark { wing: WING, detainee: PERSON, item: ITEM.into(), day: Some(today()), kind, replaces };
        self.state.record(deed, author, now(), now()).expect("the journal takes it")
    }

    /// The last page of a run, with the sum that these rows have all together.
    fn page(&mut self, rows: Vec<Row>, check: Check) -> Applied {
        let after = self.state.start_reading(wing(), false);
        let page = Page { rows, cursor: "c".to_owned(), check: Some(check) };
        self.state.apply(wing(), after.as_deref(), &page, false)
    }

    /// Reads the stream anew in one page.
    fn read(&mut self, rows: Vec<Row>) {
        let check = check_of(&rows);
        assert_eq!(self.state.start_reading(wing(), true), None);
        let page = Page { rows, cursor: "c".to_owned(), check: Some(check) };
        assert_eq!(self.state.apply(wing(), None, &page, true), Applied::Equal);
    }

    fn decide(&mut self, number: u64, outcome: Outcome) {
        let bytes = format!(r#"{{"number":{number},"outcome":"applied"}}"#);
        let bytes = match outcome {
            Outcome::Applied => bytes,
            _ => bytes.replace("applied", r#"rejected","code":"unknown-item"#),
        };
        let decided = Decided::read(bytes.as_bytes()).expect("an outcome");
        assert_eq!(decided.outcome, Some(outcome));
        self.state.outcomes(vec![decided]);
    }

    fn ids(&mut self) -> Vec<RowId> {
        let mut ids: Vec<_> = self.state.day(WING, today()).records.iter().map(Known::row_id).collect();
        ids.sort();
        ids
    }
}

/// Count and sum as any cache computes them.
fn check_of(rows: &[Row]) -> Check {
    let mut cache = Cache::in_memory();
    cache.apply(wing(), rows, "c").expect("memory does not fail");
    cache.reading_check(wing()).expect("memory does not fail")
}

fn row(record: &Record, sequence: u64) -> Row {
    let body = wire::body::encode(record).expect("records are JSON");
    let kind = record.kind().as_str().into();
    Row { id: record.row_id(), kind, revision: sequence, sequence, day: record.day(), body: Some(body) }
}

fn visit(starts_at: DateTime<Utc>) -> Record {
    Record::from(Visit {
        id: ITEM,
        detainee: PERSON,
        kind: VisitKind::Personal,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(30),
        room: None,
        adults: None,
        children: None,
        visitors: None,
        organisation: None,
        called_at: None,
        review: None,
        review_since: None,
        changed: None,
        status: VisitStatus::Planned,
    })
}

/// The row that the hub makes of an action.
fn mark_row(of: Recorded, desk: &Desk, sequence: u64) -> Row {
    let mark = Mark {
        id: MarkId(of.id.0),
        item: ITEM.into(),
        day: Some(today()),
        detainee: PERSON,
        kind: MarkKind::Left,
        observed_at: now(),
        recorded_at: now(),
        clock_skew_seconds: None,
        author: ME,
        device: desk.state.device(),
        number: of.number,
        replaces: None,
    };
    row(&Record::from(mark), sequence)
}

#[test]
fn what_was_recorded_is_there_after_the_program_was_killed() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    let recorded = desk.mark(ME, MarkKind::Left, None);
    assert_eq!(recorded.number, 1);
    // Without flushing or closing anything.
    let device = desk.state.device();
    drop(desk);
    let mut again = Desk::open(home.path());
    assert_eq!(again.state.device(), device);
    assert_eq!(again.status.borrow().waiting, 1);
    again.read(vec![row(&visit(now()), 1)]);
    let day = again.state.day(WING, today());
    assert_eq!(day.pending.get(&RowId(recorded.id.0)), Some(&Pending::Mine));
    assert_eq!(day.records.len(), 2);
}

#[test]
fn a_colleague_finds_what_was_marked_before_on_this_terminal() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    let (theirs, mine) = (desk.mark(COLLEAGUE, MarkKind::Left, None), desk.mark(ME, MarkKind::Back, None));
    let pending = desk.state.day(WING, today()).pending;
    assert_eq!(pending.get(&RowId(theirs.id.0)), Some(&Pending::Colleague));
    assert_eq!(pending.get(&RowId(mine.id.0)), Some(&Pending::Mine));
}

#[test]
fn the_screen_never_falls_back_between_the_outcome_and_its_row() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    let item = row(&visit(now()), 1);
    desk.read(vec![item.clone()]);
    let recorded = desk.mark(ME, MarkKind::Left, None);
    let both = desk.ids();
    desk.decide(1, Outcome::Applied);
    assert_eq!((desk.ids(), desk.status.borrow().waiting), (both.clone(), 0));
    assert!(desk.state.day(WING, today()).pending.is_empty(), "the hub has it");
    // A page of something else, in the middle of a run, does not end it.
    let moved = row(&visit(now() + TimeDelta::minutes(5)), 2);
    let middle = Page { rows: vec![moved.clone()], cursor: "half".to_owned(), check: None };
    assert_eq!(desk.state.apply(wing(), Some("c"), &middle, false), Applied::More);
    assert_eq!(desk.ids(), both);
    let mark = mark_row(recorded, &desk, 3);
    assert_eq!(desk.page(vec![mark.clone()], check_of(&[moved, mark])), Applied::Equal);
    assert_eq!(desk.ids(), both);
    assert!(desk.state.unseen.is_empty(), "the confirmed row took over");
}

#[test]
fn the_screen_does_not_fall_back_over_a_restart_either() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    desk.mark(ME, MarkKind::Left, None);
    let both = desk.ids();
    desk.decide(1, Outcome::Applied);
    drop(desk);
    let mut again = Desk::open(home.path());
    assert_eq!((again.ids(), again.status.borrow().waiting), (both, 0));
}

#[test]
fn a_row_that_the_hub_removed_again_does_not_come_back_from_the_journal() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    let item = row(&visit(now()), 1);
    desk.read(vec![item.clone()]);
    desk.mark(ME, MarkKind::Left, None);
    desk.decide(1, Outcome::Applied);
    assert_eq!(desk.page(Vec::new(), check_of(&[item])), Applied::Equal);
    assert_eq!(desk.ids(), [RowId(ITEM.0)]);
}

#[test]
fn what_the_hub_refuses_leaves_the_day_and_stays_on_a_list() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    let recorded = desk.mark(ME, MarkKind::Left, None);
    desk.decide(1, Outcome::Rejected(Rejection::UnknownItem));
    assert_eq!(desk.ids(), [RowId(ITEM.0)]);
    let listed = |desk: &Desk| {
        let refused = desk.state.refused();
        assert_eq!(refused.iter().map(|refused| refused.number).collect::<Vec<_>>(), [1]);
        assert_eq!(refused[0].outcome, Some(Outcome::Rejected(Rejection::UnknownItem)));
        assert_eq!(refused[0].action.as_ref().map(|action| action.id), Some(recorded.id));
        assert_eq!((desk.status.borrow().refused, desk.status.borrow().waiting), (1, 0));
    };
    listed(&desk);
    drop(desk);
    listed(&Desk::open(home.path()));
}

#[test]
fn a_refusal_that_was_seen_is_counted_no_more_and_stays_on_the_list() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    for number in 1..=2 {
        desk.mark(ME, MarkKind::Left, None);
        desk.decide(number, Outcome::Rejected(Rejection::UnknownItem));
    }
    desk.state.have_seen(&[1]);
    let told = |desk: &mut Desk| {
        let overview = desk.state.overview();
        let seen: Vec<_> = overview.refused.iter().map(|refused| (refused.number, refused.seen)).collect();
        assert_eq!((desk.status.borrow().refused, seen), (1, vec![(1, true), (2, false)]));
        assert!(overview.rows.contains_key(&ITEM.into()), "what it is about can be named");
    };
    told(&mut desk);
    desk.state.flush();
    drop(desk);
    told(&mut Desk::open(home.path()));
}

#[test]
fn the_sync_screen_knows_how_old_each_stream_is() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    assert_eq!(Overview { journal: None, ..desk.state.overview() }, Overview::default());
    desk.mark(ME, MarkKind::Left, None);
    desk.read(vec![row(&visit(now()), 1)]);
    let overview = desk.state.overview();
    let JournalSeen { actions, oldest, bytes } = overview.journal.expect("it is on disk");
    assert_eq!((actions, oldest, bytes), (1, Some(now()), desk.state.journal.disk_bytes()));
    let stream = StreamSeen { stream: wing(), rows: 1, reading: false, equal_at: Some(now()) };
    assert_eq!((overview.streams, overview.waiting.len()), (vec![stream], 1));
    desk.state.void_cursor(wing());
    assert!(desk.state.overview().streams.iter().all(|stream| stream.reading && stream.rows == 1));
}

#[test]
fn a_second_program_is_told_who_has_the_journal() {
    let home = TempDir::new().expect("a folder");
    let _first = Desk::open(home.path());
    match Desk::try_open(home.path()).map(|_| ()) {
        Err(StartError::InUse { pid, .. }) => assert_eq!(pid, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn folders_that_cannot_be_used_stop_nobody_and_are_said() {
    let home = TempDir::new().expect("a folder");
    fs::write(home.path().join("device"), "a file in the way").expect("a file");
    fs::write(home.path().join("cache"), "a file in the way").expect("a file");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    desk.mark(ME, MarkKind::Left, None);
    assert_eq!(desk.ids().len(), 2);
    let status = desk.status.borrow().clone();
    assert_eq!((status.journal, status.cache), (JournalState::NotKept, CacheState::MemoryForced));
}

#[test]
fn a_row_that_moves_to_another_day_or_leaves_the_stream_leaves_the_screen() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    assert_eq!(desk.ids().len(), 1);
    let tomorrow = row(&visit(now() + TimeDelta::days(1)), 2);
    assert_eq!(desk.page(vec![tomorrow.clone()], check_of(&[tomorrow])), Applied::Equal);
    assert_eq!(desk.ids(), []);
    let back = row(&visit(now()), 3);
    desk.page(vec![back.clone()], check_of(&[back]));
    assert_eq!(desk.ids().len(), 1);
    let gone = Row { body: None, ..row(&visit(now()), 4) };
    assert_eq!(desk.page(vec![gone], Check::default()), Applied::Equal);
    assert_eq!(desk.ids(), []);
}

#[test]
fn rows_of_a_newer_hub_are_counted_and_the_rest_is_shown() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    let mut dance = row(&visit(now()), 2);
    (dance.id, dance.kind) = (RowId(Uuid::from_u128(99)), "dance".into());
    desk.read(vec![row(&visit(now()), 1), dance]);
    let day = desk.state.day(WING, today());
    assert_eq!((day.records.len(), day.unknown), (1, 1));
}

#[test]
fn rows_of_a_newer_hub_are_counted_in_a_week_too_and_what_is_no_programme_is_not() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    let of_kind = |id, kind: &str| {
        let mut row = row(&visit(now()), id);
        (row.id, row.kind) = (RowId(Uuid::from_u128(90 + u128::from(id))), kind.into());
        row
    };
    // A kind that is not known, and a line of the programme with words that are not.
    desk.read(vec![of_kind(1, "visit"), of_kind(2, "dance"), of_kind(3, "programme")]);
    let week = desk.state.week(WING, crate::domain::week::monday(today()));
    assert_eq!((week.records.len(), week.unknown), (0, 2));
}

#[test]
fn while_a_stream_is_read_anew_the_old_rows_stay_whole() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    desk.state.void_cursor(wing());
    assert!(!desk.state.local().streams[&wing()].cursor);
    assert_eq!(desk.state.start_reading(wing(), true), None);
    let mut other = row(&visit(now()), 1);
    other.id = RowId(Uuid::from_u128(77));
    let first = Page { rows: vec![other.clone()], cursor: "half".to_owned(), check: None };
    assert_eq!(desk.state.apply(wing(), None, &first, true), Applied::More);
    assert_eq!(desk.ids(), [RowId(ITEM.0)], "the old generation");
    assert_eq!(desk.state.start_reading(wing(), true).as_deref(), Some("half"), "goes on where it stopped");
    let last = Page { rows: Vec::new(), cursor: "end".to_owned(), check: Some(check_of(&[other])) };
    assert_eq!(desk.state.apply(wing(), Some("half"), &last, true), Applied::Equal);
    assert_eq!(desk.ids(), [RowId(Uuid::from_u128(77))], "the new generation");
    assert!(desk.state.local().streams[&wing()].cursor);
}

#[test]
fn a_sum_that_differs_at_the_end_of_a_run_voids_the_cursor() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    let wrong = Check { count: 1, sum: 1 };
    assert_eq!(desk.page(Vec::new(), wrong), Applied::Differs);
    assert!(!desk.state.local().streams[&wing()].cursor);
    assert_eq!(desk.ids(), [RowId(ITEM.0)], "what is here stays visible");
}

#[test]
fn a_withdrawn_stream_leaves_nothing_but_what_waits_for_it() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    desk.mark(ME, MarkKind::Left, None);
    desk.state.drop_stream(wing());
    assert_eq!(desk.ids(), []);
    let local = desk.state.local();
    assert!(local.streams.is_empty());
    assert_eq!((local.kept.len(), desk.state.actions(1..=1).len()), (1, 1));
}

#[test]
fn a_restored_hub_makes_what_it_forgot_wait_again() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    desk.state.adopt_epoch("one".to_owned(), 0);
    let (first, second) = (desk.mark(ME, MarkKind::Left, None), desk.mark(ME, MarkKind::Back, None));
    for number in [1, 2] {
        desk.decide(number, Outcome::Applied);
    }
    desk.state.adopt_epoch("two".to_owned(), 1);
    let local = desk.state.local();
    assert_eq!((local.epoch.as_deref(), local.decided), (Some("two"), 1));
    assert!(!local.streams[&wing()].cursor);
    let pending = desk.state.day(WING, today()).pending;
    assert_eq!(pending.get(&RowId(first.id.0)), None);
    assert_eq!(pending.get(&RowId(second.id.0)), Some(&Pending::Mine));
}

#[test]
fn a_copied_journal_goes_on_as_a_new_device_with_all_that_was_not_refused() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    desk.read(vec![row(&visit(now()), 1)]);
    desk.state.adopt_epoch("one".to_owned(), 0);
    // Decided, but perhaps not by the hub that answers next.
    let decided = desk.mark(ME, MarkKind::Left, None);
    desk.mark(ME, MarkKind::Left, None);
    let waits = desk.mark(COLLEAGUE, MarkKind::Back, None);
    desk.decide(1, Outcome::Applied);
    desk.decide(2, Outcome::Rejected(Rejection::UnknownItem));
    let old = desk.state.device();
    desk.state.change_device(now()).expect("the folder can be changed");
    assert_ne!(desk.state.device(), old);
    let device = desk.state.device();
    let actions = desk.state.actions(1..=9);
    let actions = actions.iter().map(|bytes| wire::action::decode(device, bytes).expect("an action"));
    let brought: Vec<_> = actions.map(|action| (action.number, action.id, action.author)).collect();
    assert_eq!(brought, [(1, decided.id, ME), (2, waits.id, COLLEAGUE)], "the same deeds, numbered anew");
    assert_eq!((desk.status.borrow().waiting, desk.state.local().epoch.as_deref()), (2, Some("one")));
    assert_eq!(desk.mark(ME, MarkKind::Left, None).number, 3);
}

#[test]
fn a_lost_action_is_learned_from_the_hub_or_voided() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    for _ in 0..3 {
        desk.mark(ME, MarkKind::Left, None);
    }
    desk.decide(1, Outcome::Applied);
    let known = Decided::read(br#"{"number":2,"outcome":"applied"}"#).expect("an outcome");
    desk.state.mend(vec![2, 4], vec![known], 2, now());
    let local = desk.state.local();
    assert_eq!((local.decided, local.last_number), (2, 4));
    let void = desk.state.actions(4..=4);
    assert!(wire::action::decode(desk.state.device(), &void[0]).is_err_and(|bad| bad.number == Some(4)));
}

#[test]
fn only_wings_whose_stream_is_here_are_offered() {
    let home = TempDir::new().expect("a folder");
    let mut desk = Desk::open(home.path());
    let body = |code: &str| format!(r#"{{"facility":"{FACILITY}","code":"{code}","name":"Afdeling {code}"}}"#);
    let rows = [(WING.0, "A1"), (Uuid::from_u128(88), "A2")].map(|(id, code)| Row {
        id: RowId(id),
        kind: "wing".into(),
        revision: 1,
        sequence: 1,
        day: None,
        body: Some(body(code).into_bytes().into()),
    });
    let facility = StreamId::facility(FACILITY);
    desk.state.start_reading(facility, true);
    let page = Page { cursor: "c".to_owned(), check: Some(check_of(&rows)), rows: rows.to_vec() };
    assert_eq!(desk.state.apply(facility, None, &page, true), Applied::Equal);
    assert_eq!(desk.state.wings(), []);
    desk.read(Vec::new());
    let codes: Vec<_> = desk.state.wings().iter().map(|wing| wing.code.as_str().to_owned()).collect();
    assert_eq!(codes, ["A1"]);
}
