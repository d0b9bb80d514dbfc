//! Spoilt answers on the line between the real client and a real hub: each has its name, nothing of it is kept, and all comes
//! right when the answers are good again.

mod answers;
mod screen;

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;
use vleugel::api::{ApiError, Fault, HttpApi, Question};
use vleugel::domain::action::{Action, Deed};
use vleugel::domain::id::{ActionId, DetaineeId, DeviceId, RowId};
use vleugel::domain::mark::MarkKind;
use vleugel::domain::stream::StreamId;
use vleugel::sync::{Connection, Handle};
use vleugel::wire::action::encode;

use self::answers::Bad;
use crate::harness::proxy::{Asked, Fate, Proxy};
use crate::sync::now;
use crate::sync::real_hub::{World, in_step, mark_item, workers};
use crate::sync::until;

/// Every call of the client.
const CALLS: [&str; 6] = ["me", "heads", "changes", "enrol", "push", "outcomes"];
/// A terminal of nobody's.
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(77));

/// Makes one call.
async fn call(api: &HttpApi, world: &World, call: &str) -> Result<(), ApiError> {
    let question = match call {
        "me" => return api.me().await.map(drop),
        "heads" => Question::Heads { known: None, wait: Duration::ZERO },
        "changes" => Question::Changes { stream: StreamId::wing(world.wing()), after: None, limit: 500 },
        "enrol" => Question::Enrol(DEVICE),
        "push" => Question::Push { device: DEVICE, actions: vec![action(world).into()] },
        _ => Question::Outcomes { device: DEVICE, from: 1 },
    };
    api.ask(question).await.map(drop)
}

/// The first action of that terminal: always the same bytes, so that it can be sent again.
fn action(world: &World) -> Vec<u8> {
    let deed = Deed::Mark {
        wing: world.wing(),
        detainee: DetaineeId(Uuid::from_u128(2)),
        item: RowId(Uuid::from_u128(3)),
        day: None,
        kind: MarkKind::Left,
        replaces: None,
    };
    let (id, author) = (ActionId(Uuid::from_u128(78)), world.officer.staff);
    let action = Action {
        id,
        device: DEVICE,
        number: 1,
        author,
        recorded_at: now(),
        observed_at: now(),
        clock_skew_seconds: None,
        deed,
    };
    encode(&action).expect("an action has bytes")
}

#[tokio::test]
async fn every_spoilt_answer_has_its_name_at_every_call() {
    let world = World::new().await;
    let line = Proxy::start(world.port());
    let api = HttpApi::new(&line.url(), &world.token).expect("an address");
    for name in CALLS {
        line.heal();
        call(&api, &world, name).await.unwrap_or_else(|error| unreachable!("{name}, all good: {error:?}"));
        for bad in answers::all() {
            is_named(&line, &api, &world, name, &bad).await;
        }
    }
    for (name, bad) in answers::contradictions() {
        is_named(&line, &api, &world, name, &bad).await;
    }
    line.heal();
    for name in CALLS {
        call(&api, &world, name).await.unwrap_or_else(|error| unreachable!("{name}, good again: {error:?}"));
    }
}

async fn is_named(line: &Proxy, api: &HttpApi, world: &World, name: &str, bad: &Bad) {
    let spoil = Arc::clone(&bad.spoil);
    line.plan(move |_| Fate::Spoil(Arc::clone(&spoil)));
    let error = call(api, world, name).await.expect_err(bad.what);
    assert_eq!(error.fault, bad.fault, "{name}: {}: {error:?}", bad.what);
    let told = format!("{error} {error:?}");
    assert!(!told.contains("127.0.0.1") && !told.contains(&world.token), "{name}: {}: {told}", bad.what);
}

/// What a running terminal is asked for when something is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Heads,
    Changes,
    Push,
}

impl Where {
    fn is_asked(self, asked: &Asked) -> bool {
        match self {
            Self::Heads => asked.path == "/v1/streams",
            Self::Changes => asked.path.contains("/changes"),
            Self::Push => asked.method == "POST",
        }
    }
}

/// A terminal behind a line that a test holds, and one beside it that brings news.
struct Scene {
    world: World,
    line: Proxy,
    terminal: Handle,
    other: Handle,
    people: Vec<(DetaineeId, RowId)>,
}

impl Scene {
    async fn new() -> Self {
        let world = World::new().await;
        let line = Proxy::start(world.port());
        let other = world.synced("other").await;
        let people = workers(&other.desk(), &world).await;
        let terminal = world.terminal_at("spoilt", line.url()).await;
        until(&terminal, "a first sync", in_step).await;
        Self { world, line, terminal, other, people }
    }

    /// Spoils one kind of answer, makes the terminal ask for it, and lets it recover.
    async fn spoil(&self, number: usize, place: Where, bad: &Bad) {
        let what = format!("{place:?}: {}", bad.what);
        let before = self.world.rows(&self.terminal).await;
        let (first, spoil) = (self.line.asked().len(), Arc::clone(&bad.spoil));
        self.line.plan(move |asked| if place.is_asked(asked) { Fate::Spoil(Arc::clone(&spoil)) } else { Fate::Pass });
        let person = self.people[number % self.people.len()];
        // The poll that waits was asked on the good line: where that is what is spoilt, a new one has to be asked.
        let (marker, mine) = if place == Where::Changes { (&self.other, false) } else { (&self.terminal, true) };
        let mark = mark_item(marker, &self.world, person).await;
        if place == Where::Heads {
            self.terminal.sync_now();
        }
        let fault = bad.fault;
        let named = |connection: Connection| match connection {
            Connection::Offline { fault: found, .. } | Connection::Stuck { fault: found, .. } => found == fault,
            _ => false,
        };
        until(&self.terminal, &format!("{fault} for {what}"), |status| named(status.connection)).await;
        let rows = self.world.rows(&self.terminal).await;
        let kept: Vec<_> = rows.iter().filter(|row| row.row_id() != mark).cloned().collect();
        assert_eq!(kept, before, "{what} changed what is shown");
        assert_eq!(rows.len() > kept.len(), mine, "{what}: an own mark is shown at once, and one of others not yet");
        self.recovers(first, &what, fault).await;
    }

    /// The answers are good again.
    async fn recovers(&self, first: usize, what: &str, fault: Fault) {
        let asked = self.line.asked();
        let spoilt: Vec<_> = asked[first..].iter().filter(|asked| asked.was_spoilt).collect();
        assert!(!spoilt.is_empty(), "{what}: nothing was spoilt");
        self.line.heal();
        self.terminal.sync_now();
        until(&self.terminal, &format!("all good after {what}"), in_step).await;
        self.equal().await;
        let wing = format!("/wing/{}/changes", self.world.wing().0);
        let again: Vec<_> = self.line.asked()[asked.len()..].iter().map(|asked| asked.path.clone()).collect();
        // The same cursor is asked for again: a spoilt answer moved nothing, and nothing was read from its start.
        for path in spoilt.iter().map(|asked| &asked.path).filter(|path| path.contains(&wing)) {
            assert!(path.contains("after=") && again.contains(path), "{what}, {fault}: {path}, then {again:?}");
        }
    }

    /// Both terminals come to have what the hub has.
    async fn equal(&self) {
        let marks = self.world.marks().await;
        self.world.until_shown(&self.terminal, &marks).await;
        self.world.until_shown(&self.other, &marks).await;
        self.world.until_equal(&self.terminal, &self.other).await;
    }
}

#[tokio::test]
async fn a_spoilt_answer_moves_no_cursor_and_changes_no_row_and_all_comes_right() {
    let scene = Scene::new().await;
    for (number, bad) in answers::all().iter().enumerate() {
        for place in [Where::Changes, Where::Heads, Where::Push] {
            scene.spoil(number, place, bad).await;
        }
    }
    for (number, (call, bad)) in answers::contradictions().iter().enumerate() {
        match *call {
            "changes" if bad.what != "rows backwards" => scene.spoil(number, Where::Changes, bad).await,
            "heads" => scene.spoil(number, Where::Heads, bad).await,
            "push" => scene.spoil(number, Where::Push, bad).await,
            _ => {}
        }
    }
    scene.terminal.shutdown().await;
    scene.other.shutdown().await;
}
