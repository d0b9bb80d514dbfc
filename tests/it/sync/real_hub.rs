//! Terminals and a real hub over loopback: the line drops, the hub restarts, rights change, disks are copied.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use chrono::NaiveDate;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use vleugel::api::{Answer, HttpApi, Question};
use vleugel::domain::day::Pending;
use vleugel::domain::decide::Known;
use vleugel::domain::decide::Outcome;
use vleugel::domain::id::DeviceId;
use vleugel::domain::look::LookedAt;
use vleugel::domain::record::Record;
use vleugel::domain::row::Row;
use vleugel::domain::stream::StreamId;
use vleugel::hub::{Hub, Import, SeedOptions, User, seed};
use vleugel::sync::{Connection, DayRecords, Desk};
use vleugel::wire::body;

use super::*;
use crate::harness::vleugel;

/// A hub with a small prison, that can be stopped and started on the same port.
pub(crate) struct World {
    home: TempDir,
    prison: Import,
    port: u16,
    pub(crate) officer: User,
    pub(crate) token: String,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

impl World {
    pub(crate) async fn new() -> Self {
        let home = TempDir::new().expect("a folder");
        let prison = seed(&SeedOptions { people: 12, wings: 2, days: 1, ..SeedOptions::new(today()) });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let hub = open(&home).await;
        hub.import(&prison, false).await.expect("the prison is imported");
        let users = hub.users().await.expect("its staff");
        let officer = users.into_iter().find(|user| user.wing.is_some() && user.roles.contains(&"officer"));
        let officer = officer.expect("an officer with a wing");
        let token = hub.issue_token(officer.facility, officer.staff).await.expect("a token");
        let mut world = Self { home, prison, port, officer, token, running: None };
        world.serve(hub, listener);
        world
    }

    fn serve(&mut self, hub: Hub, listener: TcpListener) {
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move { hub.serve(listener, async { drop(stopped.await) }).await });
        self.running = Some((stop, task));
    }

    pub(crate) async fn stop(&mut self) {
        let (stop, task) = self.running.take().expect("the hub runs");
        stop.send(()).expect("the hub listens");
        timeout(DEADLINE, task).await.expect("the hub stops").expect("without a panic");
    }

    pub(crate) const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub(crate) async fn start(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the same port");
        let hub = open(&self.home).await;
        self.serve(hub, listener);
    }

    /// Runs `vleugel hub backup` or `restore` on this hub's database, as its operator does; the hub may be at work.
    async fn command(&self, what: &str, more: &[&str]) {
        let database = format!("sqlite://{}", self.home.path().join("hub.db").display());
        let mut command = vleugel(self.home.path());
        command.args(["hub", what, "--database", &database]).arg(self.home.path().join("backup.db")).args(more);
        let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn wing(&self) -> WingId {
        self.officer.wing.expect("an officer with a wing")
    }

    /// A terminal with a folder of its own, of the officer's.
    pub(crate) async fn terminal(&self, name: &str) -> Handle {
        self.terminal_at(name, self.url()).await
    }

    /// What a terminal of the officer's starts with.
    pub(crate) fn config(&self, name: &str) -> SyncConfig {
        config(&self.home.path().join(name), self.url(), &self.token, self.officer.staff)
    }

    /// Every row that the hub gives for the officer's wing, page by page.
    async fn wing_rows(&self) -> Vec<Row> {
        let api = HttpApi::new(&self.url(), &self.token).expect("an address");
        let (mut rows, mut cursor) = (Vec::new(), None);
        loop {
            let question = Question::Changes { stream: StreamId::wing(self.wing()), after: cursor, limit: 100 };
            let Answer::Page(page) = api.ask(question).await.expect("the hub answers") else { unreachable!("a page") };
            rows.extend(page.rows);
            if page.check.is_some() {
                return rows;
            }
            cursor = Some(page.cursor);
        }
    }

    /// What the hub holds under this id on the officer's wing.
    pub(crate) async fn record(&self, id: RowId) -> Record {
        let rows = self.wing_rows().await;
        let row = rows.iter().find(|row| row.id == id);
        assert!(row.is_some(), "{id} is not on the hub");
        body::decode(row.expect("just seen")).expect("a record")
    }

    /// A terminal that finds the hub at another address.
    pub(crate) async fn terminal_at(&self, name: &str, url: String) -> Handle {
        let home = self.home.path().join(name);
        sync::start(config(&home, url, &self.token, self.officer.staff)).await.expect("it starts")
    }

    /// A terminal that has everything.
    pub(crate) async fn synced(&self, name: &str) -> Handle {
        let terminal = self.terminal(name).await;
        until(&terminal, "a first sync", in_step).await;
        terminal
    }

    /// The marks that the hub holds on the officer's wing, and nothing twice.
    pub(crate) async fn marks(&self) -> BTreeSet<RowId> {
        let mut marks = BTreeSet::new();
        for row in self.wing_rows().await.iter().filter(|row| &*row.kind == "mark" && !row.is_tombstone()) {
            assert!(marks.insert(row.id), "{} twice", row.id);
        }
        marks
    }

    /// What became of a device's actions, by number from 1.
    pub(crate) async fn outcomes(&self, device: DeviceId) -> Vec<Option<Outcome>> {
        let api = HttpApi::new(&self.url(), &self.token).expect("an address");
        let answer = api.ask(Question::Outcomes { device, from: 1 }).await;
        let decided = match answer.expect("the hub answers") {
            Answer::Outcomes(decided) => decided,
            other => unreachable!("{other:?}"),
        };
        assert!((1..).zip(&decided).all(|(number, decided)| decided.number == number), "{decided:?}");
        decided.into_iter().map(|decided| decided.outcome).collect()
    }

    /// What a terminal's day has, in the order of the ids.
    pub(crate) async fn rows(&self, terminal: &Handle) -> Vec<Known> {
        let mut rows = day(terminal, self).await.records;
        rows.sort_by_key(Known::row_id);
        rows
    }

    /// Waits until two terminals have the same.
    pub(crate) async fn until_equal(&self, one: &Handle, other: &Handle) {
        let (mut here, mut there) = (one.changes(), other.changes());
        let equal = timeout(DEADLINE, async {
            while self.rows(one).await != self.rows(other).await {
                tokio::select! {
                    changed = here.changed() => changed.expect("the terminal runs"),
                    changed = there.changed() => changed.expect("the terminal runs"),
                }
            }
        });
        assert!(equal.await.is_ok(), "they do not become equal: {:?}", one.status().borrow());
    }

    /// Waits until a terminal's day has these rows.
    pub(crate) async fn until_shown(&self, terminal: &Handle, rows: &BTreeSet<RowId>) {
        let mut changes = terminal.changes();
        let shown = timeout(DEADLINE, async {
            loop {
                let ids: BTreeSet<_> = day(terminal, self).await.records.iter().map(Known::row_id).collect();
                if rows.is_subset(&ids) {
                    return;
                }
                changes.changed().await.expect("the terminal runs");
            }
        });
        assert!(shown.await.is_ok(), "the rows do not come: {:?}", terminal.status().borrow());
    }
}

async fn open(home: &TempDir) -> Hub {
    let database = format!("sqlite://{}", home.path().join("hub.db").display());
    Hub::open_at(&database, Arc::new(now)).await.expect("the database opens")
}

pub(crate) fn in_step(status: &Status) -> bool {
    status.connection == Connection::Online && status.last_sync.is_some() && status.waiting == 0
}

fn away(status: &Status) -> bool {
    matches!(status.connection, Connection::Offline { .. })
}

pub(crate) async fn day(terminal: &Handle, world: &World) -> DayRecords {
    terminal.desk().day(world.wing(), today()).await.expect("the desk is open")
}

/// Who works today, and on which shift.
pub(crate) async fn workers(desk: &Desk, world: &World) -> Vec<(DetaineeId, RowId)> {
    let records = desk.day(world.wing(), today()).await.expect("the desk is open").records;
    let shift = |known: &Known| match &known.record {
        Record::WorkShift(shift) => Some((shift.detainee, shift.id.into())),
        _ => None,
    };
    records.iter().filter_map(shift).collect()
}

/// Marks one item as left; gives the row that will come of it.
pub(crate) async fn mark_item(terminal: &Handle, world: &World, (detainee, item): (DetaineeId, RowId)) -> RowId {
    let (wing, day, kind) = (world.wing(), Some(today()), MarkKind::Left);
    let deed = Deed::Mark { wing, detainee, item, day, kind, replaces: None };
    let recorded = terminal.desk().record(deed, world.officer.staff, now(), now()).await.expect("it is kept");
    RowId(recorded.id.0)
}

/// Marks the first so many items of the day as left.
async fn mark(terminal: &Handle, world: &World, items: usize) -> BTreeSet<RowId> {
    let mut marked = BTreeSet::new();
    for item in workers(&terminal.desk(), world).await.into_iter().take(items) {
        marked.insert(mark_item(terminal, world, item).await);
    }
    assert_eq!(marked.len(), items, "so many people work today");
    marked
}

/// Copies a terminal's device folder, as who clones a disk.
fn clone_device(world: &World, from: &str, to: &str) {
    let (from, to) = (world.home.path().join(from).join("device"), world.home.path().join(to).join("device"));
    fs::create_dir_all(&to).expect("a folder");
    fs::set_permissions(&to, PermissionsExt::from_mode(0o700)).expect("a private folder");
    for entry in fs::read_dir(from).expect("a device folder").flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

#[tokio::test]
async fn marks_made_while_the_hub_is_down_arrive_exactly_once() {
    let mut world = World::new().await;
    let terminal = world.synced("a").await;
    let device = terminal.desk().device().await.expect("a device");
    world.stop().await;
    until(&terminal, "the hub is away", away).await;
    let marked = mark(&terminal, &world, 5).await;
    until(&terminal, "five wait", |status| status.waiting == 5).await;
    let pending = day(&terminal, &world).await.pending;
    assert!(marked.iter().all(|mark| pending.get(mark) == Some(&Pending::Mine)));
    // Quit and start again with the hub still away.
    terminal.shutdown().await;
    let terminal = world.terminal("a").await;
    until(&terminal, "five still wait", |status| status.waiting == 5 && away(status)).await;
    world.until_shown(&terminal, &marked).await;
    world.start().await;
    terminal.sync_now();
    until(&terminal, "everything arrives", in_step).await;
    assert_eq!(world.marks().await, marked);
    assert_eq!(world.outcomes(device).await, vec![Some(Outcome::Applied); 5]);
    let after = day(&terminal, &world).await;
    assert!(after.pending.is_empty());
    world.until_shown(&terminal, &marked).await;
    terminal.shutdown().await;
}

#[tokio::test]
async fn the_hub_coming_back_is_noticed_without_anybody_asking() {
    let mut world = World::new().await;
    let terminal = world.synced("a").await;
    world.stop().await;
    until(&terminal, "the hub is away", away).await;
    let marked = mark(&terminal, &world, 1).await;
    world.start().await;
    until(&terminal, "everything arrives", in_step).await;
    assert_eq!(world.marks().await, marked);
    terminal.shutdown().await;
}

#[tokio::test]
async fn who_marks_faster_than_the_hub_answers_stays_online() {
    let world = World::new().await;
    let terminal = world.synced("a").await;
    let statuses = terminal.status();
    let workers = workers(&terminal.desk(), &world).await;
    let mut marked = BTreeSet::new();
    for number in 0..400 {
        marked.insert(mark_item(&terminal, &world, workers[number % workers.len()]).await);
        assert_eq!(statuses.borrow().connection, Connection::Online, "at mark {number}");
    }
    until(&terminal, "everything arrives", in_step).await;
    assert_eq!(world.marks().await, marked);
    terminal.shutdown().await;
}

#[tokio::test]
async fn a_second_terminal_sees_the_marks_without_a_restart() {
    let world = World::new().await;
    let (one, two) = (world.synced("a").await, world.synced("b").await);
    let marked = mark(&one, &world, 3).await;
    world.until_shown(&two, &marked).await;
    let back = mark(&two, &world, 2).await;
    world.until_shown(&one, &back).await;
    world.until_equal(&one, &two).await;
    one.shutdown().await;
    two.shutdown().await;
}

#[tokio::test]
async fn a_wing_that_is_not_granted_any_more_leaves_the_terminal() {
    let mut world = World::new().await;
    let terminal = world.synced("a").await;
    let is_person = |known: &&Known| matches!(known.record, Record::Detainee(_));
    let people = |records: &[Known]| records.iter().filter(is_person).count();
    assert!(people(&day(&terminal, &world).await.records) > 0);
    let other = world.prison.rows.values().find_map(|sourced| match &sourced.record {
        Record::Wing(wing) if wing.id != world.wing() => Some(wing.id),
        _ => None,
    });
    let mut moved = world.prison.clone();
    for sourced in moved.rows.values_mut() {
        match &mut sourced.record {
            Record::Staff(member) if member.id == world.officer.staff => member.wing = other,
            Record::Roster(entry) if entry.staff == world.officer.staff => entry.wing = other,
            _ => {}
        }
    }
    // While the hub is down, so that the terminal is surely away when its rights change.
    world.stop().await;
    open(&world.home).await.import(&moved, false).await.expect("the move is imported");
    world.start().await;
    terminal.sync_now();
    let mut changes = terminal.changes();
    let wings = async || terminal.desk().wings().await.expect("wings").iter().map(|wing| wing.id).collect::<Vec<_>>();
    let gone = timeout(DEADLINE, async {
        while people(&day(&terminal, &world).await.records) > 0 || wings().await != [other.expect("two wings")] {
            changes.changed().await.expect("the terminal runs");
        }
    });
    assert!(gone.await.is_ok(), "the wing stays: {:?}", terminal.status().borrow());
    terminal.shutdown().await;
}

#[tokio::test]
async fn a_hub_restored_from_an_older_backup_is_made_whole_by_its_terminals() {
    let mut world = World::new().await;
    let terminal = world.synced("a").await;
    let early = mark(&terminal, &world, 1).await;
    until(&terminal, "the first mark arrives", in_step).await;
    world.command("backup", &[]).await;
    let late = mark(&terminal, &world, 4).await;
    terminal.sync_now();
    until(&terminal, "the later marks arrive", in_step).await;
    let all: BTreeSet<_> = early.union(&late).copied().collect();
    assert_eq!(world.marks().await, all);
    let device = terminal.desk().device().await.expect("a device");
    terminal.shutdown().await;
    world.stop().await;
    world.command("restore", &["--replace"]).await;
    world.start().await;
    assert_eq!(world.marks().await, early, "the backup is older");
    let terminal = world.terminal("a").await;
    let whole = timeout(DEADLINE, async {
        while world.marks().await != all {
            tokio::task::yield_now().await;
        }
    });
    assert!(whole.await.is_ok(), "the hub stays as it was: {:?}", terminal.status().borrow());
    assert_eq!(world.outcomes(device).await, vec![Some(Outcome::Applied); 5]);
    until(&terminal, "everything is equal again", in_step).await;
    world.until_shown(&terminal, &all).await;
    terminal.shutdown().await;
}

#[tokio::test]
async fn an_answer_that_was_lost_is_asked_for_again_and_nothing_happens_twice() {
    let world = World::new().await;
    let terminal = world.synced("a").await;
    let device = terminal.desk().device().await.expect("a device");
    terminal.shutdown().await;
    // Two journals with the same actions: the second never heard what became of them.
    let mut offline = config(&world.home.path().join("a"), world.url(), &world.token, world.officer.staff);
    offline.hub = None;
    let terminal = sync::start(offline).await.expect("it starts");
    let marked = mark(&terminal, &world, 3).await;
    terminal.shutdown().await;
    clone_device(&world, "a", "b");
    world.synced("a").await.shutdown().await;
    let deaf = world.synced("b").await;
    assert_eq!(world.marks().await, marked);
    assert_eq!(world.outcomes(device).await, vec![Some(Outcome::Applied); 3]);
    world.until_shown(&deaf, &marked).await;
    deaf.shutdown().await;
}

#[tokio::test]
async fn a_cloned_terminal_gets_a_device_of_its_own_and_loses_nothing() {
    let world = World::new().await;
    let one = world.synced("a").await;
    let mut marked = mark(&one, &world, 1).await;
    until(&one, "the first mark arrives", in_step).await;
    let device = one.desk().device().await.expect("a device");
    one.shutdown().await;
    clone_device(&world, "a", "b");
    let one = world.synced("a").await;
    marked.extend(mark(&one, &world, 1).await);
    until(&one, "the second mark arrives", in_step).await;
    // The clone uses the same number for something else.
    let mut offline = config(&world.home.path().join("b"), world.url(), &world.token, world.officer.staff);
    offline.hub = None;
    let two = sync::start(offline).await.expect("it starts");
    let item = workers(&one.desk(), &world).await.pop().expect("somebody works today");
    marked.insert(mark_item(&two, &world, item).await);
    two.shutdown().await;
    let two = world.synced("b").await;
    assert_ne!(two.desk().device().await.expect("a device"), device);
    assert_eq!(world.marks().await, marked);
    world.until_shown(&one, &marked).await;
    one.shutdown().await;
    two.shutdown().await;
}

#[tokio::test]
async fn what_the_hub_refuses_is_told_and_does_not_hold_up_the_rest() {
    let world = World::new().await;
    let terminal = world.synced("a").await;
    let mut nowhere = a_mark();
    if let Deed::Mark { wing, .. } = &mut nowhere {
        *wing = world.wing();
    }
    terminal.desk().record(nowhere, world.officer.staff, now(), now()).await.expect("it is kept");
    let marked = mark(&terminal, &world, 1).await;
    let status = until(&terminal, "both are decided", |status| in_step(status) && status.refused == 1).await;
    assert_eq!(status.waiting, 0);
    assert_eq!(world.marks().await, marked);
    let refused = terminal.desk().refused().await.expect("the desk is open");
    assert!(matches!(refused[0].outcome, Some(Outcome::Rejected(_))), "{:?}", refused[0].outcome);
    terminal.shutdown().await;
}

#[tokio::test]
async fn a_token_that_the_hub_does_not_know_asks_for_a_sign_in() {
    let world = World::new().await;
    let home = world.home.path().join("a");
    let terminal = sync::start(config(&home, world.url(), "unknown", world.officer.staff)).await.expect("it starts");
    until(&terminal, "sign in again", |status| status.connection == Connection::SignInAgain).await;
    terminal.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_opened_without_a_network_is_told_to_the_hub_later() {
    let mut world = World::new().await;
    let terminal = world.synced("one").await;
    world.stop().await;
    let desk = terminal.desk();
    for _ in 0..3 {
        desk.look(LookedAt::File(DetaineeId(Uuid::from_u128(2))), now()).await.expect("it is written down");
    }
    let device = desk.device().await.expect("the desk is open");
    terminal.shutdown().await;
    world.start().await;
    let terminal = world.synced("one").await;
    let api = HttpApi::new(&world.url(), &world.token).expect("an address");
    let told = timeout(DEADLINE, async {
        loop {
            let answer = api.ask(Question::Enrol(device)).await.expect("the hub answers");
            if matches!(answer, Answer::Device(known) if known.last_look == 3) {
                return;
            }
        }
    });
    assert!(told.await.is_ok(), "all of them are there");
    terminal.shutdown().await;
}
