//! The first sync: the whole program, and the terminal's side of it beside what decoding and inserting alone cost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use vleugel::domain::id::StaffId;
use vleugel::sync::{self, HubAccess, SyncConfig};
use vleugel::wire::api::Page;

use crate::harness::hub::Hub;
use crate::harness::vleugel;
use crate::measure::{at, report, say, text, timed};

/// How often the terminal's side is measured, in turns with its bound.
const ROUNDS: usize = 7;
/// Bytes of a key in the cache: three tags and what kind of key it is.
const KEY_BYTES: usize = 37;
/// Bytes of a key that says where a row lies.
const INDEX_BYTES: usize = 29;
/// Largest answer that is passed on.
const MAX_ANSWER_BYTES: usize = 16 * 1024 * 1024;
/// What sync.md promises, in bytes of an answer's body.
const GOAL_BYTES_PER_ROW: &str = "80 B";

/// A facility on a hub that runs, and an officer who is signed in on a terminal of their own.
pub(crate) struct Facility {
    pub(crate) hub: Hub,
    pub(crate) home: PathBuf,
    pub(crate) token: String,
}

impl Facility {
    /// A wing with this many rows.
    pub(crate) fn new(folder: &Path, rows: u32) -> Self {
        fs::create_dir(folder).expect("a folder");
        let home = folder.join("officer");
        let mut hub = Hub::new(folder);
        hub.command(&["seed", "--people", "48", "--wings", "1", "--rows", &rows.to_string()]);
        hub.start();
        let users = hub.command(&["user", "list"]);
        let officer = users.lines().find(|line| line.contains("officer")).expect("an officer");
        let initials = officer.split_whitespace().next().expect("initials");
        let token = hub.sign_in(&home, initials);
        Self { hub, home, token }
    }
}

/// `vleugel sync` from start to end, with the hub's work on the same machine.
pub(crate) fn whole_program(facility: &Facility, rows: u32) {
    let (time, done) = timed(|| vleugel(&facility.home).arg("sync").output().expect("it runs").status.success());
    assert!(done, "the first sync failed");
    report(&format!("first sync of {rows} rows, whole program"), vec![time], None);
}

/// The terminal's side, with answers that lie ready; the bound decodes the same bytes and puts the same two entries a row
/// (the row in its day, and where it lies) into a bare sled tree, a page at a time, and does nothing else.
pub(crate) fn terminals_side(facility: &Facility, folder: &Path) {
    fs::create_dir(folder).expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let recorder = Arc::new(Recorder::new(facility.hub.url()));
    let url = runtime.block_on(serve(Arc::clone(&recorder)));
    let sync = |name: String| runtime.block_on(first_sync(&folder.join(name), &url, &facility.token));
    sync("recorded".to_owned());
    let pages = recorder.pages();
    let (mut own, mut bound) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        own.push(sync(format!("own-{round}")));
        bound.push(timed(|| bare(&folder.join(format!("bare-{round}")), &pages)).0);
    }
    let rows: usize = pages.iter().map(|page| decode(page).rows.len()).sum();
    let (this, least) = (at(&mut own, 50), at(&mut bound, 50));
    let ratio = least.as_secs_f64() / this.as_secs_f64();
    let bound = format!("decode + insert alone {} (goal 0.80)", text(least));
    say(&format!("first sync of {rows} rows, terminal's side"), &text(this), &bound, &format!("{ratio:.2}"));
    let bytes: usize = pages.iter().map(Bytes::len).sum();
    say("bytes a row on the wire", &format!("{} B", bytes / rows.max(1)), GOAL_BYTES_PER_ROW, "-");
}

/// Syncs a terminal that has nothing yet, until it has everything.
async fn first_sync(home: &Path, url: &str, token: &str) -> Duration {
    let began = Instant::now();
    let config = SyncConfig {
        hub: Some(HubAccess { url: url.to_owned(), token: token.to_owned() }),
        device_folder: home.join("device"),
        cache_folder: home.join("cache"),
        memory: false,
        clock: Arc::new(crate::measure::now),
        author: StaffId(uuid::Uuid::nil()),
    };
    let handle = sync::start(config).await.expect("it starts");
    handle.status().wait_for(|status| status.last_sync.is_some()).await.expect("it syncs");
    let time = began.elapsed();
    handle.shutdown().await;
    time
}

fn decode(page: &[u8]) -> Page {
    let json = zstd::decode_all(page).expect("zstd");
    serde_json::from_slice(&json).expect("a page")
}

/// What no terminal can do without.
fn bare(folder: &Path, pages: &[Bytes]) {
    let config = sled::Config::new().path(folder).mode(sled::Mode::LowSpace).flush_every_ms(None);
    let tree = config.open().expect("sled");
    for page in pages {
        let mut batch = sled::Batch::default();
        for row in decode(page).rows {
            // As wide as the cache's keys, and as scattered.
            let key: Vec<u8> = row.id.as_bytes().iter().rev().copied().cycle().take(KEY_BYTES).collect();
            let index: Vec<u8> = row.id.as_bytes().iter().rev().copied().cycle().skip(1).take(INDEX_BYTES).collect();
            batch.insert(index, &*key);
            batch.insert(key, row.body.as_ref().map_or("", |body| body.get()).as_bytes());
        }
        tree.apply_batch(batch).expect("sled");
    }
    tree.flush().expect("sled");
}

/// Stands before the hub: remembers the pages of rows as bytes, and passes on everything else.
struct Recorder {
    hub: String,
    client: reqwest::Client,
    pages: Mutex<BTreeMap<String, (HeaderMap, Bytes)>>,
}

impl Recorder {
    fn new(hub: String) -> Self {
        let client = reqwest::Client::builder().build().expect("a client");
        Self { hub, client, pages: Mutex::default() }
    }

    fn pages(&self) -> Vec<Bytes> {
        self.pages.lock().expect("no panic").values().map(|(_, page)| page.clone()).collect()
    }

    async fn answer(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let path = parts.uri.to_string();
        let known = self.pages.lock().expect("no panic").get(&path).cloned();
        if let Some((headers, page)) = known {
            return (headers, page).into_response();
        }
        let body = to_bytes(body, MAX_ANSWER_BYTES).await.expect("a request");
        let request =
            self.client.request(parts.method, format!("{}{path}", self.hub)).headers(parts.headers).body(body);
        let Ok(answer) = request.send().await else { return StatusCode::BAD_GATEWAY.into_response() };
        let (status, mut headers) = (answer.status(), answer.headers().clone());
        headers.remove("transfer-encoding");
        let body = answer.bytes().await.expect("an answer");
        if path.contains("/changes?") && status == StatusCode::OK {
            self.pages.lock().expect("no panic").insert(path, (headers.clone(), body.clone()));
        }
        (status, headers, Body::from(body)).into_response()
    }
}

async fn serve(recorder: Arc<Recorder>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let pass = async |State(recorder): State<Arc<Recorder>>, request: Request| recorder.answer(request).await;
    let router = Router::new().fallback(pass).with_state(recorder);
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}
