//! What answers at the hub's address is not a hub, or a hub that says no: the officer goes on, and is told.

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use vleugel::api::Fault;
use vleugel::sync::Connection;

use super::*;

const ME: StaffId = StaffId(Uuid::from_u128(9));

/// Something on a loopback port that gives everyone the same answer, or none.
struct Impostor {
    url: String,
    task: JoinHandle<()>,
}

impl Impostor {
    async fn start(answer: Option<Vec<u8>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let task = tokio::spawn(async move {
            let mut silent = Vec::new();
            loop {
                let (mut socket, _) = listener.accept().await.expect("a client");
                let mut asked = [0; 4096];
                let _asked = socket.read(&mut asked).await;
                match &answer {
                    // A client that refuses a large answer hangs up before its end.
                    Some(answer) => drop(socket.write_all(answer).await),
                    None => silent.push(socket),
                }
            }
        });
        Self { url, task }
    }

    async fn answering(head: &str, body: &[u8]) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
        Self::start(Some([head.as_bytes(), body].concat())).await
    }
}

impl Drop for Impostor {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a terminal on an impostor, and checks what the officer is told; a mark is kept meanwhile.
async fn check(impostor: &Impostor, what: &str, wanted: impl Fn(&Connection) -> bool) {
    let home = TempDir::new().expect("a folder");
    let handle = sync::start(config(home.path(), impostor.url.clone(), "token", ME)).await.expect("it starts");
    handle.desk().record(a_mark(), ME, now(), now()).await.expect("the journal takes it");
    let status = until(&handle, what, |status| wanted(&status.connection)).await;
    assert_eq!(status.last_sync, None, "{what}");
    handle.shutdown().await;
    let again = sync::start(config(home.path(), impostor.url.clone(), "token", ME)).await.expect("it starts");
    until(&again, "the mark of before", |status| status.waiting == 1).await;
    again.shutdown().await;
}

fn stuck(fault: Fault) -> impl Fn(&Connection) -> bool {
    move |connection| matches!(connection, Connection::Stuck { fault: found, .. } if *found == fault)
}

fn offline(fault: Fault) -> impl Fn(&Connection) -> bool {
    move |connection| matches!(connection, Connection::Offline { fault: found, .. } if *found == fault)
}

#[tokio::test]
async fn a_refused_sign_in_says_so_and_waits_for_somebody() {
    let head = "401 Unauthorized\r\ncontent-type: application/problem+json\r\napi-version: 1.0.0";
    let refusing = Impostor::answering(head, b"{}").await;
    check(&refusing, "sign in again", |connection| *connection == Connection::SignInAgain).await;
}

#[tokio::test]
async fn a_failing_hub_is_a_hub_that_is_away() {
    let head = "500 Oh\r\ncontent-type: application/problem+json\r\napi-version: 1.0.0";
    check(&Impostor::answering(head, b"{}").await, "a failing hub", offline(Fault::Server(500))).await;
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_a_hub_that_is_away() {
    let nobody = Impostor::start(None).await;
    nobody.task.abort();
    let url = nobody.url.clone();
    drop(nobody);
    let home = TempDir::new().expect("a folder");
    let handle = sync::start(config(home.path(), url, "token", ME)).await.expect("it starts");
    until(&handle, "a refused connection", |status| {
        matches!(status.connection, Connection::Offline { fault: Fault::Refused, .. })
    })
    .await;
    handle.shutdown().await;
}

#[tokio::test]
async fn quitting_does_not_wait_for_a_hub_that_never_answers() {
    let silent = Impostor::start(None).await;
    let home = TempDir::new().expect("a folder");
    let handle = sync::start(config(home.path(), silent.url.clone(), "token", ME)).await.expect("it starts");
    handle.desk().record(a_mark(), ME, now(), now()).await.expect("the journal takes it");
    let began = Instant::now();
    handle.shutdown().await;
    assert!(began.elapsed() < QUIT, "{:?}", began.elapsed());
}

#[tokio::test]
async fn an_address_that_no_token_may_be_sent_to_is_not_tried() {
    let home = TempDir::new().expect("a folder");
    let address = "http://hub.example".to_owned();
    let handle = sync::start(config(home.path(), address, "token", ME)).await.expect("it starts");
    let wanted = stuck(Fault::BadAddress);
    until(&handle, "a bad address", |status| wanted(&status.connection)).await;
    handle.shutdown().await;
}
