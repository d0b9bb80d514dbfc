//! Real connections to sockets that answer badly: what a hub never does, and a guest network does.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

/// Time-outs are themselves what is tested: as short as they can be where an answer never ends.
const SHORT: Patience = Patience {
    request: Duration::from_millis(600),
    read: Duration::from_millis(200),
    poll: Duration::ZERO,
    margin: Duration::from_millis(200),
};

const TOO_LARGE: Fault = Fault::Spoilt(Spoilt::TooLarge { limit: MAX_ANSWER_BYTES });

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

async fn get(address: &str) -> Result<Came, ApiError> {
    let http = Http::new(address, "secret-token", Patience::USUAL)?;
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
async fn the_sign_in_page_of_a_guest_network_is_a_web_page() {
    let page = Spoilt::WebPage.into();
    assert_eq!(fault("200 OK\r\ncontent-type: text/html", b"<html>log in</html>").await, page);
    assert_eq!(fault("403 No\r\ncontent-type: Text/HTML; charset=utf-8", b"<html>log in</html>").await, page);
    assert_eq!(fault("302 Found\r\nlocation: http://127.0.0.1/", b"").await, page);
    assert_eq!(fault("511 Network Authentication Required", b"").await, page);
}

#[tokio::test]
async fn another_program_or_another_type_is_told_apart_from_a_hub() {
    assert_eq!(fault("200 OK\r\ncontent-type: application/json", b"{}").await, Spoilt::NotAHub.into());
    assert_eq!(fault("404 Not Found\r\ncontent-type: text/plain", b"").await, Spoilt::NotAHub.into());
    assert_eq!(fault("200 OK\r\ncontent-type: text/html\r\napi-version: 1.0.0", b"").await, Spoilt::WrongType.into());
    assert_eq!(fault("200 OK\r\napi-version: 1.0.0", b"{}").await, Spoilt::WrongType.into());
}

#[tokio::test]
async fn what_does_not_speak_http_is_told_apart_from_a_line_that_broke() {
    for said in ["SSH-2.0-OpenSSH_9.2p1\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}", "220 mail ready\r\n\r\n"] {
        let (address, server) = endless(said.to_owned(), Some(vec![b'-'; 1024])).await;
        assert_eq!(get(&address).await.expect_err("no HTTP").fault, Spoilt::NotHttp.into(), "{said:?}");
        server.await.expect("the client hangs up");
    }
    let (address, server) = endless("HTTP/1.1 200 OK\r\n".to_owned(), Some(b"x-more: more\r\n".to_vec())).await;
    assert_eq!(get(&address).await.expect_err("a head without an end").fault, Spoilt::NotHttp.into());
    server.await.expect("the client hangs up");
}

#[tokio::test]
async fn a_hub_of_another_major_version_is_told_apart() {
    for version in ["2.0.0", "0.9.0", "one", "11.0.0"] {
        let head = format!("200 OK\r\ncontent-type: application/json\r\napi-version: {version}");
        assert_eq!(fault(&head, b"{}").await, Fault::OtherVersion, "{version}");
    }
}

#[tokio::test]
async fn an_answer_over_the_cap_is_refused() {
    let head = "200 OK\r\ncontent-type: application/json\r\napi-version: 1.0.0";
    assert_eq!(fault(head, &vec![b' '; MAX_ANSWER_BYTES + 1]).await, TOO_LARGE);
    let problem = "500 Bad\r\ncontent-type: application/problem+json\r\napi-version: 1.0.0";
    let too_large = Spoilt::TooLarge { limit: MAX_PROBLEM_BYTES }.into();
    assert_eq!(fault(problem, &vec![b' '; MAX_PROBLEM_BYTES + 1]).await, too_large);
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
async fn an_answer_of_a_hub_that_hangs_up_halfway_is_cut_off() {
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
    assert_eq!(get(&address).await.expect_err("half an answer").fault, Spoilt::CutOff.into());
    server.await.expect("the server ends");
}

/// Answers one connection with the head, then with pieces for as long as somebody reads; none: with silence.
async fn endless(head: String, piece: Option<Vec<u8>>) -> (String, tokio::task::JoinHandle<usize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut asked = [0; 4096];
        let _asked = socket.read(&mut asked).await.expect("a request");
        socket.write_all(head.as_bytes()).await.expect("the head is read");
        let mut sent = 0;
        match piece {
            Some(piece) => {
                while socket.write_all(&piece).await.is_ok() {
                    sent += piece.len();
                }
            }
            // Until the client hangs up.
            None => drop(socket.read(&mut asked).await),
        }
        sent
    });
    (address, server)
}

const GOOD: &str = "200 OK\r\ncontent-type: application/json\r\napi-version: 1.0.0";

/// Most bytes that lie between a sender and a reader who stopped: buffers of two sockets on this machine.
const ON_THE_WAY: usize = 8 * 1024 * 1024;

#[tokio::test]
async fn an_answer_that_never_ends_is_given_up_at_the_cap() {
    let piece = vec![b' '; 1024];
    let chunk = [b"400\r\n", piece.as_slice(), b"\r\n"].concat();
    let cases = [
        ("\r\ntransfer-encoding: chunked", chunk),
        ("\r\ncontent-length: 99999999999999", piece.clone()),
        // Until the connection ends.
        ("", piece),
    ];
    for (length, piece) in cases {
        let head = format!("HTTP/1.1 {GOOD}{length}\r\n\r\n");
        let (address, server) = endless(head, Some(piece)).await;
        assert_eq!(get(&address).await.expect_err("no end").fault, TOO_LARGE, "{length}");
        let sent = server.await.expect("the server ends");
        assert!(sent < MAX_ANSWER_BYTES * 2 + ON_THE_WAY, "{sent} bytes of {length}");
    }
}

#[tokio::test]
async fn silence_is_given_up_before_and_inside_an_answer_and_in_a_long_poll() {
    let half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\napi-version: 1.0.0\r\ncontent-length: 9\r\n\r\n[";
    for head in ["", half] {
        for patient in [false, true] {
            let (address, server) = endless(head.to_owned(), None).await;
            let http = Http::new(&address, "secret-token", SHORT).expect("clients");
            let url = http.url(Call::Heads, "/v1/streams").expect("an address");
            let client = if patient { &http.patient } else { &http.quick };
            let error = http.send(Call::Heads, client.get(url), refusal).await.expect_err("no answer");
            assert_eq!(error.fault, Fault::TimedOut, "{head:?} patient {patient}: {error:?}");
            server.await.expect("the client hangs up");
        }
    }
}

#[tokio::test]
async fn an_answer_that_drips_is_given_up_although_it_is_never_silent() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut asked = [0; 4096];
        let _asked = socket.read(&mut asked).await.expect("a request");
        socket.write_all(format!("HTTP/1.1 {GOOD}\r\n\r\n").as_bytes()).await.expect("the head is read");
        let mut drip = tokio::time::interval(SHORT.read / 4);
        while socket.write_all(b" ").await.is_ok() {
            drip.tick().await;
        }
    });
    let http = Http::new(&address, "secret-token", SHORT).expect("clients");
    let url = http.url(Call::Heads, "/v1/streams").expect("an address");
    let error = http.send(Call::Heads, http.quick.get(url), refusal).await.expect_err("no end");
    assert_eq!(error.fault, Fault::TimedOut);
    server.await.expect("the client hangs up");
}

/// Zstandard (RFC 8878) by hand: blocks of 128 KiB that are one repeated byte take four bytes each. A window of
/// 2^`window` bytes.
fn packed(window: u8, blocks: usize) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, (window - 10) << 3];
    for block in 1..=blocks {
        let header = (128_u32 * 1024) << 3 | 0b010 | u32::from(block == blocks);
        frame.extend_from_slice(header.to_le_bytes().get(..3).expect("three bytes"));
        frame.push(b' ');
    }
    frame
}

#[tokio::test]
async fn a_small_packed_answer_that_unpacks_to_gigabytes_is_given_up_at_the_cap() {
    let head = format!("{GOOD}\r\ncontent-encoding: zstd");
    let fits = packed(17, 3);
    let (address, _server) = answering(&head, fits).await;
    assert_eq!(get(&address).await.expect("it unpacks").body.len(), 3 * 128 * 1024);
    let limit = MAX_ANSWER_BYTES;
    for window in [17, 23] {
        let fault = fault(&head, &packed(window, 32 * 1024)).await;
        assert_eq!(fault, Spoilt::UnpacksTooLarge { limit }.into(), "window 2^{window}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_unpack_is_refused_also_for_the_memory_that_it_wants() {
    let head = format!("{GOOD}\r\ncontent-encoding: zstd");
    let does_not = Spoilt::DoesNotUnpack.into();
    assert_eq!(fault(&head, b"this is not packed").await, does_not);
    for window in [24, 27, 40] {
        assert_eq!(fault(&head, &packed(window, 1)).await, does_not, "a window of 2^{window} bytes");
    }
    let mut half = packed(17, 3);
    half.truncate(9);
    assert_eq!(fault(&head, &half).await, Spoilt::CutOff.into());
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_token_stays_here() {
    let elsewhere = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let location = format!("http://{}/v1/streams", elsewhere.local_addr().expect("an address"));
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let portal = format!("{status}\r\ncontent-type: text/html\r\nlocation: {location}");
        assert_eq!(fault(&portal, b"").await, Spoilt::WebPage.into(), "{status}");
        let hub = format!("{status}\r\ncontent-type: application/json\r\napi-version: 1.0.0\r\nlocation: {location}");
        assert!(matches!(fault(&hub, b"{}").await, Fault::Server(300..400)), "{status}");
    }
    let nobody = tokio::time::timeout(Duration::ZERO, elsewhere.accept()).await;
    assert!(nobody.is_err(), "somebody went there");
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
    let http = Http::new("https://hub.example/vleugel/", "t", Patience::USUAL).expect("clients");
    let url = http.url(Call::Changes, "/v1/streams?limit=5").expect("an address");
    assert_eq!(url.as_str(), "https://hub.example/vleugel/v1/streams?limit=5");
}

#[test]
fn errors_hold_neither_address_nor_token() {
    let error = Http::new("http://secret.example", "secret-token", Patience::USUAL).expect_err("not https");
    let text = format!("{error} {error:?}");
    assert!(!text.contains("secret"), "{text}");
}
