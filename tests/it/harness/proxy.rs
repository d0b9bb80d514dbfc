//! The line between a program and the real hub, on loopback: it carries what it is given, or fails as it is told.

use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, TcpListener as Listener};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

use super::http::Message;

type Line = BufReader<TcpStream>;

/// Makes other bytes of a hub's answer.
pub(crate) type Spoil = Arc<dyn Fn(&Message) -> Vec<u8> + Send + Sync>;

/// What becomes of a question and its answer.
#[derive(Clone)]
pub(crate) enum Fate {
    /// Both arrive.
    Pass,
    /// The hub answers, unpacked; these bytes arrive in place of it, and then the line ends.
    Spoil(Spoil),
}

/// A question that came by.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// `GET`, `PUT`, `POST`.
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    /// It did not simply arrive.
    pub(crate) was_spoilt: bool,
}

/// Which fate a question has.
type Plan = Box<dyn FnMut(&Asked) -> Fate + Send>;

struct State {
    plan: Plan,
    asked: Vec<Asked>,
}

struct Shared {
    state: Mutex<State>,
    hub: watch::Sender<u16>,
}

/// A line that a test holds. It lies on a thread of its own, so that tests with and without a runtime can use it.
pub(crate) struct Proxy {
    port: u16,
    shared: Arc<Shared>,
    /// Dropping it ends the thread and every connection.
    _end: oneshot::Sender<()>,
}

impl Proxy {
    /// A line to the hub on this port, on which everything arrives.
    pub(crate) fn start(hub: u16) -> Self {
        let listener = Listener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        listener.set_nonblocking(true).expect("a listener for the runtime");
        let state = Mutex::new(State { plan: Box::new(|_| Fate::Pass), asked: Vec::new() });
        let shared = Arc::new(Shared { state, hub: watch::Sender::new(hub) });
        let (end, ended) = oneshot::channel::<()>();
        let carried = Arc::clone(&shared);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        thread::spawn(move || {
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).expect("a listener");
                tokio::select! {
                    () = accept(&listener, &carried) => {}
                    _ = ended => {}
                }
            });
        });
        Self { port, shared, _end: end }
    }

    /// Where programs find it.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on every question has the fate that `plan` says.
    pub(crate) fn plan(&self, plan: impl FnMut(&Asked) -> Fate + Send + 'static) {
        self.state().plan = Box::new(plan);
    }

    /// From now on everything arrives.
    pub(crate) fn heal(&self) {
        self.plan(|_| Fate::Pass);
    }

    /// Every question so far, in the order in which they came.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state().asked.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().expect("the line")
    }
}

async fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            // Whatever fails here, the client sees a line that ends.
            let _ended = carry(BufReader::new(client), &shared).await;
        });
    }
}

/// One connection: question after question until one side hangs up.
async fn carry(mut client: Line, shared: &Shared) -> io::Result<()> {
    while let Some(question) = Message::read(&mut client).await? {
        match shared.fate(&question) {
            Fate::Pass => {
                let Some(answer) = ask(&mut client, &question, shared).await? else { return Ok(()) };
                client.write_all(&answer.bytes()).await?;
            }
            Fate::Spoil(spoil) => {
                let question = question.with("accept-encoding", None);
                let Some(answer) = ask(&mut client, &question, shared).await? else { return Ok(()) };
                // It is the last on this line, and a client that reads it knows.
                let answer = answer.with("connection", Some("close"));
                client.write_all(&spoil(&answer)).await?;
                return hang_up(client).await;
            }
        }
    }
    Ok(())
}

/// What the hub answers; none when the client did not wait for it.
async fn ask(client: &mut Line, question: &Message, shared: &Shared) -> io::Result<Option<Message>> {
    let port = *shared.hub.borrow();
    let answer = async {
        let mut hub = BufReader::new(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?);
        hub.write_all(&question.bytes()).await?;
        Message::read(&mut hub).await
    };
    let gone = async {
        match client.fill_buf().await {
            Ok(more) if !more.is_empty() => pending().await,
            _ => (),
        }
    };
    tokio::select! {
        answer = answer => answer,
        () = gone => Ok(None),
    }
}

/// Ends the sending side, and waits for the other: a reset would take away what is still on its way.
async fn hang_up(mut client: Line) -> io::Result<()> {
    client.shutdown().await?;
    let mut rest = [0; 1024];
    while client.read(&mut rest).await? > 0 {}
    Ok(())
}

impl Shared {
    fn fate(&self, question: &Message) -> Fate {
        let method = question.first.split(' ').next().unwrap_or_default().to_owned();
        let mut state = self.state.lock().expect("the line");
        let mut asked = Asked { method, path: question.second_word().to_owned(), was_spoilt: false };
        let fate = (state.plan)(&asked);
        asked.was_spoilt = !matches!(fate, Fate::Pass);
        state.asked.push(asked);
        fate
    }
}
