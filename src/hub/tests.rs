//! The router itself, request by request, over a database of its own.

mod looks;
mod resources;
mod sign_up;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use super::cursor::{self, Position};
use super::router::router;
use super::seed::{SeedOptions, seed};
use super::store::{Audit, Head};
use super::{Hub, Import, User};
use crate::domain::id::FacilityId;
use crate::domain::stream::StreamId;
use crate::seal::row_digest;
use crate::wire::path::template::{ACTION, ACTIONS, CHANGES, DEVICE, HEALTH, LOOKS, ME, STREAMS};
use crate::wire::path::{self, template};

/// A hub with a small facility, and a token for whoever is asked for.
struct Desk {
    hub: Hub,
    router: Router,
    _folder: TempDir,
}

/// A small prison, always the same.
fn small() -> SeedOptions {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    SeedOptions { people: 12, wings: 2, days: 2, ..SeedOptions::new(today) }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("the answer is JSON")
    }

    /// It is a problem with this status and code.
    fn is_problem(&self, status: StatusCode, code: &str) {
        assert_eq!((self.status, self.json()["code"].as_str()), (status, Some(code)));
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(self.json()["status"], status.as_u16());
        assert!(self.json()["title"].as_str().is_some_and(|title| !title.is_empty()));
    }
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite://{}", folder.path().join("hub.db").display());
        let hub = Hub::open(&database).await.expect("a hub");
        hub.import(&seed(&small()), false).await.expect("imported");
        let router = router(Arc::clone(hub.inner()));
        Self { hub, router, _folder: folder }
    }

    async fn users(&self) -> Vec<User> {
        self.hub.users().await.expect("users")
    }

    /// A token for the first user with this role.
    async fn token(&self, role: &str) -> (String, User) {
        let user = self.users().await.into_iter().find(|user| user.roles.contains(&role)).expect(role);
        (self.hub.issue_token(user.facility, user.staff).await.expect("a token"), user)
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        // Whatever made the answer: these are on it.
        assert_eq!(parts.headers["api-version"], "1.0.0");
        assert_eq!(parts.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(parts.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    async fn ask(&self, method: Method, path: &str, token: &str, body: Option<String>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        self.send(request.body(body.map_or_else(Body::empty, Body::from)).expect("a request")).await
    }

    async fn get(&self, path: &str, token: &str) -> Answer {
        self.ask(Method::GET, path, token, None).await
    }

    /// Makes a device known and gives its id.
    async fn device(&self, token: &str) -> Uuid {
        let device = Uuid::new_v4();
        let answer = self.ask(Method::PUT, &format!("/v1/devices/{device}"), token, Some("{}".into())).await;
        assert_eq!(answer.status, StatusCode::OK);
        device
    }

    /// Every row of a stream, read in pages of this size; and the check at the end.
    async fn rows(&self, stream: &str, token: &str, limit: usize) -> (BTreeMap<String, Value>, Value) {
        let (mut rows, mut after) = (BTreeMap::new(), String::new());
        loop {
            let page = self.get(&format!("/v1/streams/{stream}/changes?limit={limit}{after}"), token).await;
            assert_eq!(page.status, StatusCode::OK);
            let page = page.json();
            for row in page["rows"].as_array().expect("rows") {
                rows.insert(row["id"].as_str().expect("an id").to_owned(), row.clone());
            }
            if page["more"] == false {
                return (rows, page["check"].clone());
            }
            after = format!("&after={}", page["cursor"].as_str().expect("a cursor"));
        }
    }
}

/// An action on the first visit or shift of a wing, as a terminal sends it.
async fn mark(desk: &Desk, user: &User, token: &str, number: u64, id: Uuid, step: &str) -> String {
    let wing = user.wing.expect("an officer has a wing");
    let (rows, _) = desk.rows(&StreamId::wing(wing).to_string(), token, 500).await;
    let shift = rows.values().find(|row| row["kind"] == "work-shift").expect("a shift");
    json!({
        "number": number, "id": id, "kind": "mark", "author": user.staff.0,
        "recordedAt": "2026-11-23T07:00:00Z", "observedAt": "2026-11-23T07:00:00Z",
        "body": { "wing": wing.0, "detainee": shift["body"]["detainee"], "item": shift["id"], "mark": { "step": step } },
    })
    .to_string()
}

#[tokio::test]
async fn every_error_is_a_problem_and_every_answer_has_the_version() {
    let desk = Desk::new().await;
    let (token, _) = desk.token("officer").await;
    desk.get("/v1/nothing", &token).await.is_problem(StatusCode::NOT_FOUND, "not-found");
    for path in ["/v1/streams/", "/v1/detainees/", "/v1/notes/"] {
        desk.get(path, &token).await.is_problem(StatusCode::NOT_FOUND, "not-found");
    }
    desk.ask(Method::DELETE, "/v1/streams", &token, None)
        .await
        .is_problem(StatusCode::METHOD_NOT_ALLOWED, "wrong-method");
    let nobody = desk.get("/v1/streams", "").await;
    nobody.is_problem(StatusCode::UNAUTHORIZED, "not-signed-in");
    assert_eq!(nobody.headers[header::WWW_AUTHENTICATE], "Bearer");
    desk.get("/v1/me", "wrong").await.is_problem(StatusCode::UNAUTHORIZED, "not-signed-in");
    let device = format!("/v1/devices/{}", desk.device(&token).await);
    desk.ask(Method::PUT, &device, &token, Some("{".into())).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    desk.ask(Method::PUT, &device, &token, None).await.is_problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong-type");
    let huge = format!("\"{}\"", "x".repeat(2 * 1024 * 1024));
    desk.ask(Method::PUT, &device, &token, Some(huge)).await.is_problem(StatusCode::PAYLOAD_TOO_LARGE, "too-large");
    assert_eq!(desk.get("/v1/health", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_program_that_is_too_old_is_told_so() {
    let desk = Desk::new().await;
    for (version, status) in [("0.0.9", 426), ("nonsense", 426), ("0.1.0", 200), ("9.9.9", 200)] {
        let request = Request::get("/v1/health").header("x-client-version", version).body(Body::empty());
        assert_eq!(desk.send(request.expect("a request")).await.status.as_u16(), status, "{version}");
    }
}

#[tokio::test]
async fn an_action_is_decided_once_and_its_outcome_is_the_same_to_the_byte() {
    let desk = Desk::new().await;
    let (token, user) = desk.token("officer").await;
    let device = desk.device(&token).await;
    let put = async |number: u64, body: String| {
        desk.ask(Method::PUT, &format!("/v1/devices/{device}/actions/{number}"), &token, Some(body)).await
    };
    let first = mark(&desk, &user, &token, 1, Uuid::new_v4(), "left").await;
    let decided = put(1, first.clone()).await;
    assert_eq!((decided.status, decided.json()["outcome"].as_str()), (StatusCode::CREATED, Some("applied")));
    let again = put(1, first.clone()).await;
    assert_eq!((again.status, again.bytes), (StatusCode::OK, decided.bytes));
    let other = mark(&desk, &user, &token, 1, Uuid::new_v4(), "back").await;
    put(1, other).await.is_problem(StatusCode::CONFLICT, "content-differs");
    let late = mark(&desk, &user, &token, 5, Uuid::new_v4(), "back").await;
    let gap = put(5, late).await;
    gap.is_problem(StatusCode::CONFLICT, "gap");
    assert_eq!(gap.json()["expected"], 2);
    put(2, first).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test]
async fn a_gap_refuses_a_whole_batch_and_a_bad_action_does_not_stop_the_next_one() {
    let desk = Desk::new().await;
    let (token, user) = desk.token("officer").await;
    let device = desk.device(&token).await;
    let push = async |actions: Vec<String>| {
        let body = format!("{{\"actions\":[{}]}}", actions.join(","));
        desk.ask(Method::POST, &format!("/v1/devices/{device}/actions"), &token, Some(body)).await
    };
    let at = async |number| mark(&desk, &user, &token, number, Uuid::new_v4(), "left").await;
    push(vec![at(2).await, at(3).await]).await.is_problem(StatusCode::CONFLICT, "gap");
    push(vec![at(1).await, at(3).await]).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    push(Vec::new()).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    let bad = at(1).await.replace("\"left\"", "\"vanished\"");
    let answer = push(vec![bad, at(2).await]).await.json();
    let outcomes: Vec<_> = answer["outcomes"].as_array().expect("outcomes").iter().map(|one| &one["outcome"]).collect();
    assert_eq!(outcomes, ["rejected", "applied"]);
    assert_eq!(answer["outcomes"][0]["code"], "malformed");
    let stored = desk.get(&format!("/v1/devices/{device}/actions?from=2"), &token).await.json();
    assert_eq!(stored["outcomes"], json!([answer["outcomes"][1]]));
}

#[tokio::test]
async fn an_action_that_comes_from_two_devices_takes_effect_once() {
    let desk = Desk::new().await;
    let (token, user) = desk.token("officer").await;
    let action = mark(&desk, &user, &token, 1, Uuid::new_v4(), "left").await;
    let mut outcomes = Vec::new();
    for _ in 0..2 {
        let device = desk.device(&token).await;
        let path = format!("/v1/devices/{device}/actions/1");
        outcomes.push(desk.ask(Method::PUT, &path, &token, Some(action.clone())).await.json()["outcome"].clone());
    }
    assert_eq!(outcomes, ["applied", "already-applied"]);
    let wing = StreamId::wing(user.wing.expect("a wing")).to_string();
    let (rows, _) = desk.rows(&wing, &token, 500).await;
    let id: Value = serde_json::from_str::<Value>(&action).expect("JSON")["id"].clone();
    assert_eq!(rows.values().filter(|row| row["id"] == id).count(), 1);
}

#[tokio::test]
async fn nobody_marks_on_a_wing_that_is_not_theirs() {
    let desk = Desk::new().await;
    let (token, user) = desk.token("officer").await;
    let other = desk.users().await.into_iter().find(|one| one.roles.contains(&"officer") && one.wing != user.wing);
    let device = desk.device(&token).await;
    let mine = mark(&desk, &user, &token, 1, Uuid::new_v4(), "left").await;
    let wing = other.and_then(|other| other.wing).expect("another wing").to_string();
    let theirs = mine.replacen(&user.wing.expect("a wing").to_string(), &wing, 1);
    let path = format!("/v1/devices/{device}/actions/1");
    let outcome = desk.ask(Method::PUT, &path, &token, Some(theirs)).await.json();
    assert_eq!((outcome["outcome"].as_str(), outcome["code"].as_str()), (Some("rejected"), Some("not-yours")));
}

#[tokio::test]
async fn a_role_sees_its_streams_and_no_other_ones_exist_for_it() {
    let desk = Desk::new().await;
    let facility = desk.users().await[0].facility;
    let all: Vec<_> =
        desk.hub.inner().store.heads(facility).await.expect("heads").iter().map(|head| head.stream).collect();
    let mut seen_by_role = BTreeMap::new();
    for user in desk.users().await {
        let token = desk.hub.issue_token(user.facility, user.staff).await.expect("a token");
        let heads = desk.get("/v1/streams", &token).await.json();
        let listed: Vec<_> = heads["streams"]
            .as_array()
            .expect("streams")
            .iter()
            .map(|head| {
                format!("{}/{}", head["kind"].as_str().unwrap_or_default(), head["id"].as_str().unwrap_or_default())
            })
            .collect();
        for stream in &all {
            let name = stream.to_string();
            let answer = desk.get(&format!("{}?limit=1", path::changes(*stream)), &token).await;
            let expected = if listed.contains(&name) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status, expected, "{:?} on {name}", user.roles);
        }
        let kinds: std::collections::BTreeSet<_> =
            listed.iter().filter_map(|name| name.split('/').next().map(str::to_owned)).collect();
        seen_by_role.insert(user.roles.join(","), kinds);
    }
    for (roles, kinds) in seen_by_role {
        // Roles add up; nobody sees what none of their roles gives.
        let has = |role: &str| roles.split(',').any(|one| one == role);
        let wing = ["officer", "mentor", "wing-head"].iter().any(|role| has(role));
        assert_eq!(kinds.contains("wing"), wing, "{roles}");
        assert_eq!(kinds.contains("volunteers"), has("volunteer-coordinator"), "{roles}");
        assert!(!kinds.contains("person") || has("mentor") || has("case-manager"), "{roles}");
    }
}

#[tokio::test]
async fn pages_of_every_size_give_the_same_rows_and_the_check_is_theirs() {
    let desk = Desk::new().await;
    let (token, user) = desk.token("officer").await;
    let stream = StreamId::wing(user.wing.expect("a wing")).to_string();
    let (whole, check) = desk.rows(&stream, &token, 500).await;
    for limit in [1, 7, 64] {
        assert_eq!(desk.rows(&stream, &token, limit).await, (whole.clone(), check.clone()), "pages of {limit}");
    }
    let sum = whole.values().fold(0_u64, |sum, row| {
        let id = row["id"].as_str().and_then(|id| Uuid::parse_str(id).ok()).expect("an id");
        sum.wrapping_add(row_digest(id, row["revision"].as_u64().expect("a revision")))
    });
    assert_eq!(check, json!({ "count": whole.len(), "sum": format!("{sum:016x}") }));
    for bad in ["limit=0", "limit=501", "after=nonsense", "colour=red"] {
        let answer = desk.get(&format!("/v1/streams/{stream}/changes?{bad}"), &token).await;
        answer.is_problem(StatusCode::BAD_REQUEST, "malformed");
    }
}

/// A wing whose last change is a tombstone that was forgotten: floor and head are the same. Gives the token, the stream,
/// and the import without the row that is gone.
async fn forgotten(desk: &Desk) -> (String, StreamId, Import) {
    let (token, user) = desk.token("officer").await;
    let stream = StreamId::wing(user.wing.expect("a wing"));
    let mut prison = seed(&small());
    let (last, _) = prison.rows.iter().rfind(|((of, _), _)| *of == stream).expect("a row of the wing");
    let last = *last;
    prison.rows.remove(&last);
    desk.hub.import(&prison, true).await.expect("imported without it");
    forget_all(desk, user.facility).await;
    let head = head(desk, stream).await;
    assert_eq!((head.floor, head.floor > 1), (head.sequence, true));
    (token, stream, prison)
}

/// Forgets every tombstone, however young.
async fn forget_all(desk: &Desk, facility: FacilityId) {
    let at = DateTime::from_timestamp(1_795_428_720, 0).expect("a time");
    let audit = Audit { at, actor: None, device: None, what: "forget", object: String::new() };
    let store = &desk.hub.inner().store;
    store.forget(facility, at + TimeDelta::days(1), audit).await.expect("the store works");
}

async fn head(desk: &Desk, stream: StreamId) -> Head {
    let facility = desk.users().await[0].facility;
    let heads = desk.hub.inner().store.heads(facility).await.expect("the store works");
    *heads.iter().find(|head| head.stream == stream).expect("the stream")
}

#[tokio::test]
async fn a_cursor_at_the_floor_gets_all_that_changed_and_one_below_it_is_too_old() {
    let desk = Desk::new().await;
    let (token, stream, _) = forgotten(&desk).await;
    let floor = head(&desk, stream).await.floor;
    desk.hub.import(&seed(&small()), false).await.expect("the row comes back");
    let store = &desk.hub.inner().store;
    let read = async |sequence| {
        let cursor = cursor::seal(store.cursor_key(), store.epoch(), stream, Position { sequence, floor: 0 });
        desk.get(&format!("{}?after={cursor}", path::changes(stream)), &token).await
    };
    read(floor - 1).await.is_problem(StatusCode::GONE, "cursor-expired");
    let delta = read(floor).await;
    assert_eq!(delta.status, StatusCode::OK);
    let sequences: Vec<_> =
        delta.json()["rows"].as_array().expect("rows").iter().map(|row| row["sequence"].as_u64()).collect();
    assert_eq!(sequences, (floor + 1..=head(&desk, stream).await.sequence).map(Some).collect::<Vec<_>>());
    assert!(!sequences.is_empty());
}

#[tokio::test]
async fn a_first_reading_in_small_pages_ends_although_everything_lies_below_the_floor() {
    let desk = Desk::new().await;
    let (token, stream, _) = forgotten(&desk).await;
    let (whole, check) = desk.rows(&stream.to_string(), &token, 500).await;
    assert_eq!(desk.rows(&stream.to_string(), &token, 5).await, (whole.clone(), check));
    assert!(whole.len() > 5);
}

#[tokio::test]
async fn a_first_reading_that_stopped_half_way_is_too_old_once_more_was_forgotten() {
    let desk = Desk::new().await;
    let (token, stream, mut prison) = forgotten(&desk).await;
    let page = desk.get(&format!("{}?limit=5", path::changes(stream)), &token).await.json();
    let rest = format!("{}?after={}", path::changes(stream), page["cursor"].as_str().expect("a cursor"));
    assert_eq!(desk.get(&rest, &token).await.status, StatusCode::OK);
    let (next, _) = prison.rows.iter().rfind(|((of, _), _)| *of == stream).expect("a row of the wing");
    let next = *next;
    prison.rows.remove(&next);
    desk.hub.import(&prison, true).await.expect("imported without it");
    forget_all(&desk, prison.facility).await;
    desk.get(&rest, &token).await.is_problem(StatusCode::GONE, "cursor-expired");
}

#[tokio::test]
async fn waiting_for_news_ends_with_the_news_and_not_before() {
    let desk = Desk::new().await;
    let (token, user) = desk.token("officer").await;
    let tag = desk.get("/v1/streams", &token).await.headers[header::ETAG].clone();
    let wait = |seconds: u64| {
        Request::get("/v1/streams")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::IF_NONE_MATCH, tag.clone())
            .header("prefer", format!("wait={seconds}"))
            .body(Body::empty())
            .expect("a request")
    };
    assert_eq!(desk.send(wait(0)).await.status, StatusCode::NOT_MODIFIED);
    let device = desk.device(&token).await;
    let action = mark(&desk, &user, &token, 1, Uuid::new_v4(), "left").await;
    let acts =
        async { desk.ask(Method::PUT, &format!("/v1/devices/{device}/actions/1"), &token, Some(action)).await.status };
    // The wait is listening before the action is sent, or sees it at once.
    let (news, acted) = tokio::join!(desk.send(wait(20)), acts);
    assert_eq!((news.status, acted), (StatusCode::OK, StatusCode::CREATED));
}

#[tokio::test]
async fn the_description_lists_every_path_and_every_write_declares_its_400() {
    let desk = Desk::new().await;
    let answer = desk.get(template::OPENAPI, "").await;
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let description = answer.json();
    let paths = description["paths"].as_object().expect("paths");
    for path in [STREAMS, CHANGES, DEVICE, ACTIONS, ACTION, LOOKS, ME, HEALTH] {
        assert!(paths.contains_key(path), "{path}");
    }
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().expect("operations") {
            let writes = ["put", "post", "delete", "patch"].contains(&method.as_str());
            assert!(!writes || operation["responses"]["400"].is_object(), "{method} {path}");
        }
    }
}
