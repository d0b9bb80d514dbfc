//! Real connections to sockets that answer badly: what a hub never does, and a guest network does.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

/// How long a test's long poll would wait.
const WAIT: Duration = Duration::from_secs(1);

/// Answers one connection with these bytes, whatever it asks, and gives back what was asked.
async fn answering(head: &str, body: Vec<u8>) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut asked = vec![0; 4096];
        let length = socket.read(&mut asked).await.expect("a request");
        socket.write_all(head.as_bytes()).await.expect("the head is read");
        // A client that refuses a large body hangs up before its end.
        let _unread = socket.write_all(&body).await;
        String::from_utf8_lossy(asked.get(..length).unwrap_or_default()).into_owned()
    });
    (address, server)
}

fn refusal(status: StatusCode, headers: &HeaderMap, _: &[u8]) -> Fault {
    match status.as_u16() {
        429 => Fault::Busy { retry_after: retry_after(headers) },
        status => Fault::Server(status),
    }
}

async fn get(address: &str) -> Result<Answer, ApiError> {
    let http = Http::new(address, "secret-token", WAIT)?;
    let url = http.url(Call::Heads, "/v1/streams")?;
    http.send(Call::Heads, http.quick.get(url), refusal).await
}

async fn fault(head: &str, body: &[u8]) -> Fault {
    let (address, server) = answering(head, body.to_vec()).await;
    let fault = get(&address).await.expect_err("a bad answer").fault;
    server.abort();
    fault
}

#[tokio::test]
async fn a_good_answer_is_read_and_the_request_says_who_asks() {
    let head = "200 OK\r\ncontent-type: application/json; charset=utf-8\r\napi-version: 1.0.0";
    let (address, server) = answering(head, b"{}".to_vec()).await;
    let answer = get(&address).await.expect("an answer");
    assert_eq!((answer.status, answer.body.as_slice()), (StatusCode::OK, b"{}".as_slice()));
    let asked = server.await.expect("the server ends").to_lowercase();
    for header in
        ["get /v1/streams http/1.1", "authorization: bearer secret-token", "x-client-version: ", "user-agent: vleugel/"]
    {
        assert!(asked.contains(header), "{header} in {asked}");
    }
    assert!(asked.contains("accept-encoding: zstd"), "{asked}");
}

#[tokio::test]
async fn the_sign_in_page_of_a_guest_network_is_no_hub() {
    assert_eq!(fault("200 OK\r\ncontent-type: text/html", b"<html>log in</html>").await, Fault::NotVleugel);
    assert_eq!(fault("302 Found\r\nlocation: http://127.0.0.1/", b"").await, Fault::NotVleugel);
    let html = "200 OK\r\ncontent-type: text/html\r\napi-version: 1.0.0";
    assert_eq!(fault(html, b"<html></html>").await, Fault::NotVleugel);
}

#[tokio::test]
async fn a_hub_of_another_major_version_is_told_apart() {
    let head = |version| format!("200 OK\r\ncontent-type: application/json\r\n{version}x-other: 1");
    assert_eq!(fault(&head("api-version: 2.0.0\r\n"), b"{}").await, Fault::OtherVersion);
    assert_eq!(fault(&head(""), b"{}").await, Fault::OtherVersion);
}

#[tokio::test]
async fn an_answer_over_the_cap_is_refused() {
    let head = "200 OK\r\ncontent-type: application/json\r\napi-version: 1.0.0";
    assert_eq!(fault(head, &vec![b' '; MAX_ANSWER_BYTES + 1]).await, Fault::TooLarge);
    let problem = "500 Bad\r\ncontent-type: application/problem+json\r\napi-version: 1.0.0";
    assert_eq!(fault(problem, &vec![b' '; MAX_PROBLEM_BYTES + 1]).await, Fault::TooLarge);
}

#[tokio::test]
async fn a_gateway_that_answers_for_the_hub_is_a_passing_failure() {
    assert_eq!(fault("502 Bad Gateway\r\ncontent-type: text/html", b"<html></html>").await, Fault::Server(502));
}

#[tokio::test]
async fn a_busy_hub_says_when_to_come_back() {
    let head = "429 Too Many\r\ncontent-type: application/problem+json\r\napi-version: 1.0.0\r\nretry-after: 7";
    assert_eq!(fault(head, b"{}").await, Fault::Busy { retry_after: Some(Duration::from_secs(7)) });
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_refused() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    assert_eq!(get(&address).await.expect_err("nobody there").fault, Fault::Refused);
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_told_apart() {
    // RFC 2606 keeps this name from ever existing.
    assert_eq!(get("https://hub.invalid").await.expect_err("no such host").fault, Fault::UnknownHost);
}

#[tokio::test]
async fn a_hub_that_hangs_up_halfway_is_interrupted() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut asked = [0; 1024];
        let _asked = socket.read(&mut asked).await.expect("a request");
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\napi-version: 1.0.0\r\ncontent-length: 100\r\n\r\n{";
        socket.write_all(head.as_bytes()).await.expect("the head is read");
    });
    assert_eq!(get(&address).await.expect_err("half an answer").fault, Fault::Interrupted);
    server.await.expect("the server ends");
}

#[test]
fn only_https_or_this_machine_is_an_address() {
    let good = ["https://hub.example", "https://hub.example/vleugel", "http://127.0.0.1:8080", "http://[::1]:8080"];
    for address in good.into_iter().chain(["http://localhost:1"]) {
        assert!(base_url(address).is_some(), "{address}");
    }
    let bad =
        ["http://hub.example", "ftp://127.0.0.1", "https://me:pw@hub.example", "https://hub.example/?a=b", "hub", ""];
    for address in bad {
        assert!(base_url(address).is_none(), "{address}");
    }
}

#[test]
fn a_hub_may_live_under_a_path() {
    let http = Http::new("https://hub.example/vleugel/", "t", WAIT).expect("clients");
    let url = http.url(Call::Changes, "/v1/streams?limit=5").expect("an address");
    assert_eq!(url.as_str(), "https://hub.example/vleugel/v1/streams?limit=5");
}

#[test]
fn errors_hold_neither_address_nor_token() {
    let error = Http::new("http://secret.example", "secret-token", WAIT).expect_err("not https");
    let text = format!("{error} {error:?}");
    assert!(!text.contains("secret"), "{text}");
}
