//! What a key may cost, counted in bytes: a line over SSH is slow where a screen is written for every key.

use vleugel::wire::MAX_PAGE_ROWS;
use vleugel::wire::api::{Heads, Page};

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;

/// Bytes that the middle one of all keys may cost at 80x24.
const BYTES_A_KEY: usize = 400;
/// Lines that the cursor walks down and up again: fewer than a page.
const LINES: usize = 12;

#[test]
fn a_key_costs_the_lines_that_it_changes_and_not_a_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("officer");
    let mut hub = Hub::new(folder.path());
    hub.command(&["seed", "--people", "48", "--wings", "1"]);
    hub.start();
    let users = hub.command(&["user", "list"]);
    let officer = users.lines().find(|line| line.contains("officer")).expect("an officer");
    hub.sign_in(&home, officer.split_whitespace().next().expect("initials"));
    let mut terminal = Terminal::start(&home, (80, 24), &[]);
    terminal.wait_text(">01");
    terminal.wait_for("a day that is up to date", |screen| screen.contains("49 = ") && screen.contains("verzonden"));
    let mut costs = Vec::new();
    let down = (2..=LINES).map(|line| ("\x1b[B", line));
    let up = (1..LINES).rev().map(|line| ("\x1b[A", line));
    for (key, line) in down.chain(up) {
        let before = terminal.received();
        terminal.keys(key);
        terminal.wait_for("the next line", |screen| screen.contains(&format!(">{line:02}")));
        costs.push(terminal.received() - before);
    }
    costs.sort_unstable();
    let middle = costs.get(costs.len() / 2).copied().unwrap_or_default();
    assert!(middle <= BYTES_A_KEY, "a key costs {middle} bytes: {costs:?}");
}

/// Bytes of an answer's body that a row may cost on the wire, a page being as large as a terminal asks for.
const BYTES_A_ROW: usize = 80;

#[tokio::test]
async fn a_row_costs_few_bytes_on_the_wire() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hub = Hub::new(folder.path());
    hub.command(&["seed", "--people", "48", "--wings", "1"]);
    hub.start();
    let users = hub.command(&["user", "list"]);
    let officer = users.lines().find(|line| line.contains("officer")).expect("an officer");
    let initials = officer.split_whitespace().next().expect("initials");
    let token = hub.command(&["user", "token", "--staff", initials]).trim().to_owned();
    // The bytes as they come, not as they read.
    let client = reqwest::Client::builder().build().expect("a client");
    let get = async |path: &str| {
        let request = client.get(format!("{}{path}", hub.url())).bearer_auth(&token).header("accept-encoding", "zstd");
        request
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .expect("an answer")
            .bytes()
            .await
            .expect("a body")
    };
    let read = |body: &[u8]| zstd::decode_all(body).expect("zstd");
    let heads: Heads = serde_json::from_slice(&read(&get("/v1/streams").await)).expect("heads");
    let wing = heads.streams.iter().find(|head| head.kind == "wing").expect("a wing");
    let (mut rows, mut bytes, mut after) = (0, 0, String::new());
    loop {
        let body = get(&format!("/v1/streams/wing/{}/changes?limit={MAX_PAGE_ROWS}{after}", wing.id)).await;
        let page: Page = serde_json::from_slice(&read(&body)).expect("a page");
        (rows, bytes) = (rows + page.rows.len(), bytes + body.len());
        after = format!("&after={}", page.cursor);
        if !page.more {
            break;
        }
    }
    assert!(rows > MAX_PAGE_ROWS, "{rows} rows are no more than a page");
    assert!(bytes <= rows * BYTES_A_ROW, "{bytes} bytes for {rows} rows: {} a row", bytes / rows);
}
