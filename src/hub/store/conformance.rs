//! What every store promises, as one suite: each case runs on each store, on a real file where there is one.

mod actions;
mod crash;
mod feed;
mod looks;
mod rows;
mod twins;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use tempfile::TempDir;
use uuid::Uuid;

use super::{
    Act, Acted, Audit, Changes, Decided, Found, Head, ImportPlan, ImportWrite, Imported, Looked, Memory, Sqlite, Store,
    Write, Written,
};
use crate::domain::id::{ActionId, DeviceId, FacilityId, RowId, StaffId};
use crate::domain::row::{Check, Row};
use crate::domain::stream::{StreamId, StreamKind};
use crate::seal::row_digest;

/// The prison of most cases, and one that must not notice anything.
const HERE: FacilityId = FacilityId(Uuid::from_u128(0xA1));
const ELSEWHERE: FacilityId = FacilityId(Uuid::from_u128(0xB1));
const WING: StreamId = StreamId { kind: StreamKind::Wing, id: Uuid::from_u128(0xA2) };
const PERSON: StreamId = StreamId { kind: StreamKind::Person, id: Uuid::from_u128(0xA3) };
const PLACE: StreamId = StreamId { kind: StreamKind::Visits, id: Uuid::from_u128(0xA1) };
const DESK: DeviceId = DeviceId(Uuid::from_u128(0xD1));
const OTHER_DESK: DeviceId = DeviceId(Uuid::from_u128(0xD2));
const ALL: usize = 100_000;

/// One line of the trail, as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::hub) struct Trail {
    pub(in crate::hub) facility: FacilityId,
    pub(in crate::hub) actor: Option<StaffId>,
    pub(in crate::hub) device: Option<DeviceId>,
    pub(in crate::hub) what: String,
    pub(in crate::hub) object: String,
}

/// Where a store stands, for one test.
trait Stand: Sized {
    /// An empty store.
    async fn new() -> Self;

    /// A hub over it; each call is another process over the same data.
    async fn hub(&self) -> Arc<dyn Store>;

    /// The whole trail, oldest first.
    async fn trail(&self) -> Vec<Trail>;
}

/// SQLite in a file of its own.
struct OnDisk(TempDir);

impl OnDisk {
    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("hub.db")
    }
}

impl Stand for OnDisk {
    async fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    async fn hub(&self) -> Arc<dyn Store> {
        Arc::new(Sqlite::open(&self.file()).await.expect("the database opens"))
    }

    async fn trail(&self) -> Vec<Trail> {
        Sqlite::open(&self.file()).await.expect("the database opens").trail().await
    }
}

impl Stand for Memory {
    async fn new() -> Self {
        Self::new("first")
    }

    async fn hub(&self) -> Arc<dyn Store> {
        Arc::new(self.share())
    }

    async fn trail(&self) -> Vec<Trail> {
        Self::trail(self)
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_428_720, 0).expect("a time")
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date")
}

fn trail(what: &'static str, object: &str) -> Audit {
    Audit { at: now(), actor: Some(StaffId(Uuid::from_u128(7))), device: None, what, object: object.to_owned() }
}

fn row_id(number: u128) -> RowId {
    RowId(Uuid::from_u128(0x1000 + number))
}

fn action_id(number: u128) -> ActionId {
    ActionId(Uuid::from_u128(0xAC00 + number))
}

fn put(stream: StreamId, id: RowId, body: &str) -> Write {
    Write {
        stream,
        id,
        kind: "visit".into(),
        day: Some(day()),
        source_ref: None,
        about: None,
        body: Some(body.as_bytes().to_vec().into()),
    }
}

fn remove(stream: StreamId, id: RowId) -> Write {
    Write::removal(stream, id)
}

/// An action in the making: what it is called does not matter to a store, only its number, id, content and writes.
#[derive(Clone)]
struct Doing {
    device: DeviceId,
    number: u64,
    id: ActionId,
    content: u8,
    reads: Vec<RowId>,
    reads_about: Vec<(&'static str, RowId)>,
    writes: Vec<Write>,
}

impl Doing {
    /// Action so many of the desk, with an id and content of its own.
    fn number(number: u64, writes: Vec<Write>) -> Self {
        let content = u8::try_from(number % 251).expect("a byte");
        Self {
            device: DESK,
            number,
            id: action_id(number.into()),
            content,
            reads: Vec::new(),
            reads_about: Vec::new(),
            writes,
        }
    }

    fn on(self, device: DeviceId) -> Self {
        Self { device, ..self }
    }

    /// Its outcome, when it is decided.
    fn outcome(&self) -> Vec<u8> {
        format!("{{\"number\":{},\"content\":{}}}", self.number, self.content).into_bytes()
    }

    async fn run(&self, store: &dyn Store) -> Acted {
        let decided = Decided { writes: self.writes.clone(), outcome: self.outcome() };
        self.run_with(store, &move |_| decided.clone()).await
    }

    async fn run_with(&self, store: &dyn Store, decide: &(dyn Fn(&Found) -> Decided + Send + Sync)) -> Acted {
        self.try_with(store, decide).await.expect("the store works")
    }

    async fn try_with(
        &self,
        store: &dyn Store,
        decide: &(dyn Fn(&Found) -> Decided + Send + Sync),
    ) -> Result<Acted, super::StoreError> {
        let audit = Audit { device: Some(self.device), ..trail("action", &self.number.to_string()) };
        let act = Act {
            device: self.device,
            number: self.number,
            id: self.id,
            hash: [self.content; 32],
            reads: self.reads.clone(),
            reads_about: self.reads_about.clone(),
            decide,
            already: ALREADY.to_vec(),
            audit,
        };
        store.act(act).await
    }
}

/// The outcome of what came before from elsewhere.
const ALREADY: &[u8] = b"already";

async fn enrol(store: &dyn Store, device: DeviceId, facility: FacilityId) {
    store.enrol(device, facility, Some("a desk"), trail("enrol", "a desk")).await.expect("it is enrolled");
}

/// Writes as the next action of the desk; it must be decided now.
async fn commit(store: &dyn Store, number: u64, writes: Vec<Write>) {
    let doing = Doing::number(number, writes);
    assert_eq!(doing.run(store).await, Acted::First(doing.outcome()), "action {number}");
}

async fn stream(store: &dyn Store, stream: StreamId) -> Option<Changes> {
    store.changes(HERE, stream, 0, ALL).await.expect("the store works")
}

async fn rows(store: &dyn Store, of: StreamId) -> BTreeMap<RowId, Row> {
    let found = stream(store, of).await.map(|changes| changes.rows).unwrap_or_default();
    found.into_iter().map(|row| (row.id, row)).collect()
}

async fn counter(store: &dyn Store, facility: FacilityId) -> u64 {
    store.counter(facility).await.expect("the store works")
}

/// Count and checksum, counted again over the live rows.
fn counted(changes: &Changes) -> Check {
    changes.rows.iter().filter(|row| !row.is_tombstone()).fold(Check::default(), |check, row| Check {
        count: check.count + 1,
        sum: check.sum.wrapping_add(row_digest(row.id.0, row.revision)),
    })
}

/// Every case on every store.
macro_rules! suite {
    ($($room:ident: $($case:ident,)*;)*) => {
        mod sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $case() {
                    super::$room::$case(&<super::OnDisk as super::Stand>::new().await).await;
                }
            )*)*
        }

        mod memory {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $case() {
                    super::$room::$case(&<super::Memory as super::Stand>::new().await).await;
                }
            )*)*
        }
    };
}

suite! {
    actions:
        an_action_is_decided_once_and_its_outcome_comes_back_to_the_byte,
        a_number_that_was_used_for_something_else_changes_nothing,
        a_gap_says_which_number_is_expected_and_changes_nothing,
        a_device_that_nobody_enrolled_decides_nothing,
        an_action_that_came_from_another_device_has_no_second_effect,
        a_decision_sees_the_live_rows_that_it_asked_for_wherever_they_live,
        a_decision_sees_every_live_row_about_what_it_asked_for,
        stored_outcomes_are_listed_in_number_order,
        enrolling_again_leaves_a_device_as_it_is,
        a_token_leads_to_its_owner_and_another_one_to_nobody,
        every_transaction_that_changes_something_leaves_one_line_in_the_trail,
        another_hub_over_the_same_data_goes_on_where_the_first_one_stopped,
    ;
    looks:
        a_look_has_one_line_in_the_trail_however_often_and_from_wherever_it_comes,
        a_number_that_was_used_for_another_look_keeps_none_of_them,
    ;
    rows:
        revisions_go_up_by_one_and_sequences_have_no_holes,
        what_is_already_so_is_not_written_again,
        a_move_is_a_tombstone_and_a_row_in_one_transaction,
        pages_go_on_after_a_sequence_and_stop_at_the_limit,
        a_stream_that_forgot_nothing_can_be_read_from_any_sequence,
        a_tombstone_is_forgotten_when_it_was_there_long_enough_and_the_floor_says_so,
        rows_of_a_kind_are_the_live_ones_of_that_facility,
        an_import_twice_changes_nothing_the_second_time,
        an_import_finds_what_it_wrote_and_what_officers_made_of_it,
        the_counter_is_raised_by_any_change_in_the_facility_and_by_nothing_else,
    ;
    feed:
        no_commit_shows_a_row_at_or_below_a_sequence_that_was_seen,
    ;
}
