//! Plain resources: tags and conditions, the same decisions as for actions, and nothing outside the caller's rights.

use std::collections::BTreeSet;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::domain::id::StaffId;

/// Random questions of the rights matrix.
const QUESTIONS: usize = 400;

/// Somebody with a token.
struct Signed {
    token: String,
    staff: StaffId,
    /// Streams that they may read, by name.
    streams: BTreeSet<String>,
}

/// A row, where it lives, and what it says.
#[derive(Clone, Debug)]
struct There {
    stream: String,
    id: Uuid,
    kind: String,
    body: Value,
}

impl Desk {
    async fn signed(&self, user: &User) -> Signed {
        let token = self.hub.issue_token(user.facility, user.staff).await.expect("a token");
        let heads = self.get("/v1/streams", &token).await.json();
        let name = |head: &Value| {
            let word = |key: &str| head[key].as_str().expect("a word").to_owned();
            format!("{}/{}", word("kind"), word("id"))
        };
        let streams = heads["streams"].as_array().expect("streams").iter().map(name).collect();
        Signed { token, staff: user.staff, streams }
    }

    /// Somebody who may read a row of this kind, and the row.
    async fn reader_of(&self, kind: &str) -> (Signed, There) {
        let rows = self.there().await;
        for user in self.users().await {
            let signed = self.signed(&user).await;
            let row = rows.iter().find(|row| row.kind == kind && signed.streams.contains(&row.stream));
            if let Some(row) = row {
                return (signed, row.clone());
            }
        }
        panic!("nobody reads a {kind}");
    }

    /// Every live row of the prison.
    async fn there(&self) -> Vec<There> {
        let facility = self.users().await[0].facility;
        let mut all = Vec::new();
        for kind in crate::domain::record::Kind::ALL {
            let rows = self.hub.inner().store.of_kind(facility, kind.as_str()).await.expect("the store works");
            all.extend(rows.into_iter().map(|(stream, row)| There {
                stream: stream.to_string(),
                id: row.id.0,
                kind: row.kind.to_string(),
                body: serde_json::from_slice(row.body.as_deref().expect("a live row")).expect("JSON"),
            }));
        }
        all
    }

    /// A request with a condition.
    async fn change(
        &self,
        method: Method,
        path: &str,
        token: &str,
        condition: Option<(&str, &str)>,
        body: Option<Value>,
    ) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        if let Some((name, value)) = condition {
            request = request.header(name, value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).expect("a request")).await
    }

    async fn tag(&self, path: &str, token: &str) -> String {
        let answer = self.get(path, token).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.headers[header::ETAG].to_str().expect("a tag").to_owned()
    }
}

#[tokio::test]
async fn a_visit_changes_only_for_who_saw_it_as_it_is() {
    let desk = Desk::new().await;
    let (officer, visit) = desk.reader_of("visit").await;
    let (path, token) = (format!("/v1/visits/{}", visit.id), officer.token.as_str());
    let tag = desk.tag(&path, token).await;
    let again = desk.change(Method::GET, &path, token, Some(("if-none-match", &tag)), None).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let mut wanted = json!({
        "status": "arrived", "startsAt": visit.body["startsAt"], "endsAt": visit.body["endsAt"],
        "room": visit.body["room"],
    });
    let put =
        async |condition, body: &Value| desk.change(Method::PUT, &path, token, condition, Some(body.clone())).await;
    put(None, &wanted).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no-condition");
    put(Some(("if-match", "*")), &wanted).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no-condition");
    put(Some(("if-match", "\"other\"")), &wanted).await.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
    put(Some(("if-none-match", "*")), &wanted).await.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
    let changed = put(Some(("if-match", &tag)), &wanted).await;
    assert_eq!((changed.status, changed.json()["body"]["status"].as_str()), (StatusCode::OK, Some("arrived")));
    put(Some(("if-match", &tag)), &wanted).await.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
    let now = changed.headers[header::ETAG].to_str().expect("a tag");
    assert_eq!(now, desk.tag(&path, token).await);
    // The status or the plan; nothing that is not asked; no status of the governor's; no time that goes backwards.
    wanted["status"] = "ended".into();
    wanted["room"] = "Zaal 9".into();
    put(Some(("if-match", now)), &wanted).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    wanted["status"] = "arrived".into();
    wanted["room"] = "\u{1B}[2J".into();
    put(Some(("if-match", now)), &wanted).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    wanted["room"] = "Zaal 9".into();
    wanted["colour"] = "red".into();
    put(Some(("if-match", now)), &wanted).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    wanted.as_object_mut().expect("an object").remove("colour");
    let moved = put(Some(("if-match", now)), &wanted).await;
    assert_eq!((moved.status, moved.json()["body"]["room"].as_str()), (StatusCode::OK, Some("Zaal 9")));
    let now = moved.headers[header::ETAG].to_str().expect("a tag");
    wanted["status"] = "refused".into();
    put(Some(("if-match", now)), &wanted).await.is_problem(StatusCode::CONFLICT, "step-not-allowed");
    desk.get(&format!("{path}/"), token).await.is_problem(StatusCode::NOT_FOUND, "not-found");
    desk.get("/v1/visits/nonsense", token).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_saw_the_same_one_changes_it_and_the_others_look_again() {
    let desk = Desk::new().await;
    let (officer, shift) = desk.reader_of("work-shift").await;
    let (path, token) = (format!("/v1/work-shifts/{}", shift.id), officer.token.as_str());
    let tag = desk.tag(&path, token).await;
    let change = |number: usize| {
        let body = json!({
            "startsAt": shift.body["startsAt"], "endsAt": shift.body["endsAt"], "workplace": format!("Hout {number}"),
        });
        desk.change(Method::PUT, &path, token, Some(("if-match", &tag)), Some(body))
    };
    let answers = futures_util::future::join_all((0..8).map(change)).await;
    let of = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((of(StatusCode::OK), of(StatusCode::PRECONDITION_FAILED)), (1, 7));
}

#[tokio::test]
async fn a_note_is_made_read_and_replaced_and_reading_it_is_written_down() {
    let desk = Desk::new().await;
    let (officer, person) = desk.reader_of("detainee").await;
    let token = officer.token.as_str();
    let body = json!({ "detainee": person.id, "text": "rustig weekend" });
    let made = desk.change(Method::POST, "/v1/notes", token, None, Some(body)).await;
    assert_eq!((made.status, made.json()["body"]["text"].as_str()), (StatusCode::CREATED, Some("rustig weekend")));
    let path = made.headers[header::LOCATION].to_str().expect("a place").to_owned();
    let device = Uuid::new_v5(&officer.staff.0, b"integration");
    let looks = async || desk.get(&format!("/v1/devices/{device}"), token).await.json()["lastLook"].as_u64();
    assert_eq!(looks().await, Some(0));
    let tag = desk.tag(&path, token).await;
    desk.tag(&format!("/v1/detainees/{}", person.id), token).await;
    assert_eq!(looks().await, Some(2));
    let version = json!({ "text": "onrustig weekend" });
    let replaced = desk.change(Method::PUT, &path, token, Some(("if-match", &tag)), Some(version)).await;
    let (now, old) = (replaced.json(), made.json());
    assert_eq!((replaced.status, &now["body"]["replaces"]), (StatusCode::OK, &old["id"]));
    let listed = desk.get("/v1/notes", token).await.json();
    let ids: Vec<_> = listed["items"].as_array().expect("items").iter().map(|item| item["id"].clone()).collect();
    assert!(ids.contains(&now["id"]) && ids.contains(&old["id"]), "every version stays");
    let empty = json!({ "detainee": person.id, "text": "" });
    let refused = desk.change(Method::POST, "/v1/notes", token, None, Some(empty)).await;
    refused.is_problem(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test]
async fn a_handover_entry_is_made_about_somebody_or_the_wing_and_two_versions_stand_beside_each_other() {
    let desk = Desk::new().await;
    let (officer, person) = desk.reader_of("detainee").await;
    let (token, wing) = (officer.token.as_str(), &person.body["wing"]);
    let post = async |body: Value| desk.change(Method::POST, "/v1/shift-handovers", token, None, Some(body)).await;
    let made = post(json!({ "wing": wing, "detainee": person.id, "text": "bericht van thuis" })).await;
    assert_eq!((made.status, &made.json()["body"]["detainee"]), (StatusCode::CREATED, &json!(person.id)));
    let about_all = post(json!({ "wing": wing, "text": "wasserij morgen dicht" })).await;
    assert_eq!((about_all.status, about_all.json()["body"].get("detainee")), (StatusCode::CREATED, None));
    let path = made.headers[header::LOCATION].to_str().expect("a place").to_owned();
    let tag = desk.tag(&path, token).await;
    let put = async |text: &str| {
        let body = Some(json!({ "text": text }));
        desk.change(Method::PUT, &path, token, Some(("if-match", &tag)), body).await.json()
    };
    // An edit makes a row of its own, so the tag of the old one stays true and neither text is lost.
    let (one, two) = (put("verteld").await, put("nog niet verteld").await);
    assert_eq!((&one["body"]["replaces"], &two["body"]["replaces"]), (&made.json()["id"], &made.json()["id"]));
    let listed = desk.get("/v1/shift-handovers", token).await.json();
    let ids: Vec<_> = listed["items"].as_array().expect("items").iter().map(|item| &item["id"]).collect();
    assert!([&made.json()["id"], &one["id"], &two["id"]].iter().all(|id| ids.contains(id)));
    post(json!({ "wing": wing, "text": "" })).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    let nowhere = Uuid::from_u128(1);
    post(json!({ "wing": nowhere, "text": "x" })).await.is_problem(StatusCode::NOT_FOUND, "not-found");
    post(json!({ "wing": wing, "detainee": nowhere, "text": "x" }))
        .await
        .is_problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn somebody_is_signed_up_and_off_and_both_streams_say_so() {
    let desk = Desk::new().await;
    let (token, _) = desk.token("volunteer-coordinator").await;
    let rows = desk.there().await;
    let session = rows.iter().find(|row| row.kind == "volunteer-session").expect("a session");
    let has_seat = |person: &&There| {
        let seat = |row: &There| row.body["session"] == json!(session.id) && row.body["detainee"] == json!(person.id);
        rows.iter().any(|row| row.kind == "session-seat" && seat(row))
    };
    let person = rows.iter().filter(|row| row.kind == "detainee").find(|person| !has_seat(person)).expect("somebody");
    let path = format!("/v1/volunteer-sessions/{}/sign-ups/{}", session.id, person.id);
    desk.get(&path, &token).await.is_problem(StatusCode::NOT_FOUND, "not-found");
    let put = async |method, condition| desk.change(method, &path, &token, condition, None).await;
    put(Method::PUT, None).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no-condition");
    let asked = put(Method::PUT, Some(("if-none-match", "*"))).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(["admitted", "waiting"].contains(&asked.json()["body"]["state"]["seat"].as_str().expect("a state")));
    put(Method::PUT, Some(("if-none-match", "*"))).await.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
    let tag = desk.tag(&path, &token).await;
    let left = put(Method::DELETE, Some(("if-match", &tag))).await;
    assert_eq!((left.status, left.json()["body"]["state"]["seat"].as_str()), (StatusCode::OK, Some("withdrawn")));
    put(Method::DELETE, Some(("if-match", &tag))).await.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
    let nobody = format!("/v1/volunteer-sessions/{}/sign-ups/{}", session.id, Uuid::from_u128(9));
    let unknown = desk.change(Method::PUT, &nobody, &token, Some(("if-none-match", "*")), None).await;
    unknown.is_problem(StatusCode::NOT_FOUND, "not-found");
}

#[tokio::test]
async fn advice_and_steps_go_by_what_their_writer_saw() {
    let desk = Desk::new().await;
    let (manager, _) = desk.token("case-manager").await;
    let request = desk.get("/v1/streams", &manager).await;
    assert_eq!(request.status, StatusCode::OK);
    let rows = desk.there().await;
    let user = desk.users().await.into_iter().find(|user| user.roles.contains(&"case-manager")).expect("one");
    let signed = desk.signed(&user).await;
    let mine = |kind: &str| rows.iter().find(|row| row.kind == kind && signed.streams.contains(&row.stream));
    let token = signed.token.as_str();
    let request = mine("leave-request").expect("a request");
    let path = format!("/v1/leave-requests/{}/advice/case-manager", request.id);
    let write = async |condition, text: &str| {
        desk.change(Method::PUT, &path, token, Some(condition), Some(json!({ "text": text }))).await
    };
    let first = write(("if-none-match", "*"), "werkt elke dag").await;
    assert_eq!((first.status, first.json()["revision"].as_u64()), (StatusCode::OK, Some(1)));
    write(("if-none-match", "*"), "iets anders").await.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
    let tag = first.headers[header::ETAG].to_str().expect("a tag");
    let second = write(("if-match", tag), "werkt elke dag en komt op tijd").await;
    assert_eq!((second.status, second.json()["revision"].as_u64()), (StatusCode::OK, Some(2)));
    // Not the caller's to write, although they may read it.
    let mentor = format!("/v1/leave-requests/{}/advice/mentor", request.id);
    let other =
        desk.change(Method::PUT, &mentor, token, Some(("if-none-match", "*")), Some(json!({ "text": "x" }))).await;
    assert!([StatusCode::FORBIDDEN, StatusCode::PRECONDITION_FAILED].contains(&other.status), "{}", other.status);
    desk.get(&format!("/v1/leave-requests/{}/advice/king", request.id), token)
        .await
        .is_problem(StatusCode::NOT_FOUND, "not-found");
    let handover = mine("municipal-handover").expect("a handover");
    let path = format!("/v1/municipal-handovers/{}/steps/intake-shared", handover.id);
    let done = desk.change(Method::PUT, &path, token, Some(("if-none-match", "*")), None).await;
    assert_eq!((done.status, done.json()["body"]["witnesses"].as_array().map(Vec::len)), (StatusCode::OK, Some(1)));
    let tag = desk.tag(&path, token).await;
    let undone = desk.change(Method::DELETE, &path, token, Some(("if-match", &tag)), None).await;
    assert_eq!((undone.status, undone.json()["body"]["witnesses"].as_array().map(Vec::len)), (StatusCode::OK, Some(0)));
    let again = desk.change(Method::DELETE, &path, token, Some(("if-match", &tag)), None).await;
    again.is_problem(StatusCode::PRECONDITION_FAILED, "changed");
}

#[tokio::test]
async fn lists_go_on_where_the_page_before_ended() {
    let desk = Desk::new().await;
    let (officer, _) = desk.reader_of("work-shift").await;
    let token = officer.token.as_str();
    let whole = desk.get("/v1/work-shifts", token).await.json();
    let ids = |page: &Value| -> Vec<Value> {
        page["items"].as_array().expect("items").iter().map(|item| item["id"].clone()).collect()
    };
    assert!(ids(&whole).len() > 3 && whole.get("next").is_none());
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = desk.get(&format!("/v1/work-shifts?limit=2{after}"), token).await.json();
        found.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(found, ids(&whole));
    for bad in ["limit=0", "limit=501", "after=nonsense", "colour=red"] {
        desk.get(&format!("/v1/work-shifts?{bad}"), token).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    }
}

/// A random question about a random row, and whether the row of its path has to be readable.
fn question(dice: &mut StdRng, row: &There, rows: &[There]) -> (Method, String) {
    let other = rows[dice.random_range(0..rows.len())].id;
    let method = [Method::GET, Method::PUT, Method::DELETE][dice.random_range(0..3)].clone();
    let path = match dice.random_range(0..10) {
        0 => format!("/v1/detainees/{}", row.id),
        1 => format!("/v1/visits/{}", row.id),
        2 => format!("/v1/work-shifts/{}", row.id),
        3 => format!("/v1/notes/{}", row.id),
        4 => format!("/v1/leave-requests/{}/advice/mentor", row.id),
        5 => format!("/v1/municipal-handovers/{}/steps/plan-shared", row.id),
        6 => format!("/v1/volunteer-sessions/{}/sign-ups/{other}", row.id),
        7 => format!("/v1/streams/{}/changes", row.stream),
        8 => format!("/v1/shift-handovers/{}", row.id),
        _ => {
            let lists = ["detainees", "visits", "work-shifts", "notes", "shift-handovers"];
            format!("/v1/{}", lists[dice.random_range(0..lists.len())])
        }
    };
    (method, path)
}

/// The texts and ids of a row that nobody outside its stream may learn.
fn secrets(row: &There) -> Vec<String> {
    let named = ["surname", "givenNames", "text", "goal", "registration", "name"];
    let told = row.body.as_object().into_iter().flatten();
    let told = told.filter(|(key, _)| named.contains(&key.as_str())).filter_map(|(_, value)| value.as_str());
    told.filter(|text| text.len() > 5).map(str::to_owned).chain([row.id.to_string()]).collect()
}

#[tokio::test]
async fn no_answer_holds_a_row_outside_the_callers_rights() {
    let seed = 20_261_126;
    let mut dice = StdRng::seed_from_u64(seed);
    let desk = Desk::new().await;
    let rows = desk.there().await;
    let mut people = Vec::new();
    for user in desk.users().await {
        people.push(desk.signed(&user).await);
    }
    let (mut found, mut nothing) = (0, 0);
    for number in 0..QUESTIONS {
        let caller = &people[dice.random_range(0..people.len())];
        let row = &rows[dice.random_range(0..rows.len())];
        let (method, path) = question(&mut dice, row, &rows);
        let body = (method == Method::PUT).then(|| json!({ "text": "x" }));
        let answer = desk.change(method.clone(), &path, &caller.token, Some(("if-none-match", "*")), body).await;
        let text = String::from_utf8_lossy(&answer.bytes);
        let asked = format!("seed {seed}, question {number}: {method} {path} of {}", caller.staff);
        assert!(!answer.status.is_server_error(), "{asked}: {text}");
        found += usize::from(answer.status.is_success());
        nothing += usize::from(answer.status == StatusCode::NOT_FOUND);
        let seen: BTreeSet<String> =
            rows.iter().filter(|row| caller.streams.contains(&row.stream)).flat_map(secrets).collect();
        // Some rows are in what the caller may see as well: what a wing sees of a file, a person by name.
        let readable: String =
            rows.iter().filter(|row| caller.streams.contains(&row.stream)).map(|row| row.body.to_string()).collect();
        for hidden in rows.iter().filter(|row| !caller.streams.contains(&row.stream)).flat_map(secrets) {
            let known = seen.contains(&hidden) || readable.contains(&hidden) || path.contains(&hidden);
            assert!(known || !text.contains(&hidden), "{asked}: tells {hidden}");
        }
    }
    assert!(found > 20 && nothing > 100, "seed {seed}: {found} found, {nothing} not: the matrix shows nothing");
}

#[tokio::test]
async fn the_description_tells_what_every_resource_answers() {
    let desk = Desk::new().await;
    let description = desk.get(template::OPENAPI, "").await.json();
    let mut told = BTreeSet::new();
    for (path, operations) in description["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            if operation["tags"] != json!(["resources"]) {
                continue;
            }
            let statuses: BTreeSet<&str> =
                operation["responses"].as_object().expect("responses").keys().map(String::as_str).collect();
            let wanted: &[&str] = match method.as_str() {
                "put" | "delete" => &["200", "400", "401", "403", "404", "409", "412", "428", "503"],
                "post" => &["201", "400", "401", "403", "404", "409", "413", "415", "503"],
                _ if path.contains('{') => &["200", "304", "400", "401", "404", "503"],
                _ => &["200", "400", "401", "503"],
            };
            assert!(wanted.iter().all(|status| statuses.contains(status)), "{method} {path}: {statuses:?}");
            told.insert(format!("{method} {path}"));
        }
    }
    let items = ["visits", "work-shifts", "notes", "shift-handovers"].iter().flat_map(|kind| {
        [format!("get /v1/{kind}"), format!("get /v1/{kind}/{{id}}"), format!("put /v1/{kind}/{{id}}")]
    });
    let parts = [
        "volunteer-sessions/{id}/sign-ups/{detainee}",
        "leave-requests/{id}/advice/{role}",
        "municipal-handovers/{id}/steps/{step}",
    ];
    let parts = parts.iter().flat_map(|part| [format!("get /v1/{part}"), format!("put /v1/{part}")]);
    let more = ["get /v1/detainees", "get /v1/detainees/{id}", "post /v1/notes", "post /v1/shift-handovers"];
    let more = more.map(str::to_owned);
    let missing: Vec<_> = items.chain(parts).chain(more).filter(|path| !told.contains(path)).collect();
    assert_eq!(missing, Vec::<String>::new());
}
