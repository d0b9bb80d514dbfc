//! The line between a program and the real hub, on loopback: it carries what it is given, or fails as it is told.

use std::collections::VecDeque;
use std::future::pending;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};

use super::http::Message;
use super::loopback::Loopback;

type Line = BufReader<TcpStream>;

/// Makes other bytes of a hub's answer.
pub(crate) type Spoil = Arc<dyn Fn(&Message) -> Vec<u8> + Send + Sync>;

/// What becomes of a question and its answer.
#[derive(Clone)]
pub(crate) enum Fate {
    /// Both arrive.
    Pass,
    /// Both arrive, later.
    Delay(Duration),
    /// The hub answers, unpacked; these bytes arrive in place of it, and then the line ends.
    Spoil(Spoil),
    /// The hub hears only a part of the question, and the line ends on both sides.
    CutQuestion(Part),
    /// The same, but only the way to the hub ends: what it answers arrives.
    HalfQuestion(Part),
    /// The hub answers, and a part of that arrives; then the line is reset.
    CutAnswer(Part),
    /// The same, but the line ends in order, and only the way to the client.
    HalfAnswer(Part),
    /// The hub answers, and a part of that arrives as if it were all.
    Truncate(Part),
    /// The hub hears the question twice, on two lines at once; one of the answers arrives.
    Twice,
    /// No answer until [`Proxy::release`]: then the line ends. The hub hears the question, or not.
    Hold {
        /// Whether the hub hears it.
        heard: bool,
    },
}

/// How much of something, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part(pub(crate) usize);

impl Part {
    fn of(self, bytes: &[u8]) -> &[u8] {
        &bytes[..bytes.len() * self.0 / 1000]
    }
}

/// How far the questions are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Seen {
    /// Questions so far.
    pub(crate) asked: usize,
    /// Questions that are held now.
    pub(crate) held: usize,
    /// Fates of the script that nothing had yet.
    pub(crate) left: usize,
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
    /// Goes before the plan.
    script: VecDeque<Fate>,
    plan: Plan,
    asked: Vec<Asked>,
}

struct Shared {
    state: Mutex<State>,
    hub: u16,
    seen: watch::Sender<Seen>,
    release: Notify,
}

/// A line that a test holds.
pub(crate) struct Proxy {
    line: Loopback,
    shared: Arc<Shared>,
}

impl Proxy {
    /// A line to the hub on this port, on which everything arrives.
    pub(crate) fn start(hub: u16) -> Self {
        let state = Mutex::new(State { script: VecDeque::new(), plan: Box::new(|_| Fate::Pass), asked: Vec::new() });
        let (seen, release) = (watch::Sender::default(), Notify::new());
        let shared = Arc::new(Shared { state, hub, seen, release });
        let carried = Arc::clone(&shared);
        let line = Loopback::start(async move |listener| accept(&listener, &carried).await);
        Self { line, shared }
    }

    /// Where programs find it.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.line.port)
    }

    /// From now on every question has the fate that `plan` says.
    pub(crate) fn plan(&self, plan: impl FnMut(&Asked) -> Fate + Send + 'static) {
        self.state().plan = Box::new(plan);
    }

    /// The next questions have these fates, one each; what comes after them arrives.
    pub(crate) fn script(&self, script: Vec<Fate>) {
        self.shared.seen.send_modify(|seen| seen.left = script.len());
        self.state().script = script.into();
    }

    /// From now on everything arrives.
    pub(crate) fn heal(&self) {
        self.script(Vec::new());
        self.plan(|_| Fate::Pass);
        self.release();
    }

    /// Ends every line that is held.
    pub(crate) fn release(&self) {
        self.shared.release.notify_waiters();
    }

    /// How far the questions are; changes wake the receiver.
    pub(crate) fn seen(&self) -> watch::Receiver<Seen> {
        self.shared.seen.subscribe()
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
        let mut fate = shared.fate(&question);
        if let Fate::Delay(time) = fate {
            tokio::time::sleep(time).await;
            fate = Fate::Pass;
        }
        match fate {
            Fate::CutQuestion(part) => return lose(&question, part, shared).await,
            Fate::Hold { heard } => return hold(question, heard, shared).await,
            _ => {}
        }
        let answer = match fate {
            Fate::HalfQuestion(part) => waited_for(&mut client, half_told(shared.hub, &question, part)).await?,
            Fate::Twice => waited_for(&mut client, told_twice(shared.hub, &question)).await?,
            Fate::Spoil(_) => ask(&mut client, &question.with("accept-encoding", None), shared).await?,
            _ => ask(&mut client, &question, shared).await?,
        };
        let Some(answer) = answer else { return Ok(()) };
        match fate {
            Fate::Spoil(spoil) => {
                // It is the last on this line, and a client that reads it knows.
                client.write_all(&spoil(&answer.with("connection", Some("close")))).await?;
                return hang_up(client).await;
            }
            Fate::CutAnswer(part) => {
                client.write_all(part.of(&answer.bytes())).await?;
                return client.get_ref().set_zero_linger();
            }
            Fate::HalfAnswer(part) => {
                client.write_all(part.of(&answer.bytes())).await?;
                return hang_up(client).await;
            }
            Fate::Truncate(part) => {
                let body = part.of(&answer.body).to_vec();
                client.write_all(&Message { body, ..answer }.bytes()).await?;
            }
            _ => client.write_all(&answer.bytes()).await?,
        }
    }
    Ok(())
}

/// The hub hears a part of a question. Returning ends both lines.
async fn lose(question: &Message, part: Part, shared: &Shared) -> io::Result<()> {
    reach(shared.hub).await?.write_all(part.of(&question.bytes())).await
}

/// The hub hears a part of a question and that nothing more comes.
async fn half_told(hub: u16, question: &Message, part: Part) -> io::Result<Option<Message>> {
    let mut hub = reach(hub).await?;
    hub.write_all(part.of(&question.bytes())).await?;
    hub.shutdown().await?;
    Message::read(&mut hub).await
}

/// Two lines bring the same question; the first answer is taken when the second is there as well.
async fn told_twice(hub: u16, question: &Message) -> io::Result<Option<Message>> {
    let (first, second) = tokio::join!(told(hub, question), told(hub, question));
    second.and(first)
}

/// Nothing comes back. Returning ends the line.
async fn hold(question: Message, heard: bool, shared: &Shared) -> io::Result<()> {
    let released = shared.release.notified();
    tokio::pin!(released);
    // From here on a release is heard, whoever is told first that something is held.
    released.as_mut().enable();
    let hub = shared.hub;
    if heard {
        // Also when the line ends before it is done: then the hub has decided, and nobody knows.
        tokio::spawn(async move { told(hub, &question).await });
    }
    shared.seen.send_modify(|seen| seen.held += 1);
    released.await;
    shared.seen.send_modify(|seen| seen.held -= 1);
    Ok(())
}

/// What the hub answers; none when the client did not wait for it.
async fn ask(client: &mut Line, question: &Message, shared: &Shared) -> io::Result<Option<Message>> {
    waited_for(client, told(shared.hub, question)).await
}

/// What this hub answers; none when it hangs up.
async fn told(hub: u16, question: &Message) -> io::Result<Option<Message>> {
    let mut hub = reach(hub).await?;
    hub.write_all(&question.bytes()).await?;
    Message::read(&mut hub).await
}

async fn reach(hub: u16) -> io::Result<Line> {
    Ok(BufReader::new(TcpStream::connect((Ipv4Addr::LOCALHOST, hub)).await?))
}

/// An answer, as long as the client waits for it.
async fn waited_for(
    client: &mut Line,
    answer: impl Future<Output = io::Result<Option<Message>>>,
) -> io::Result<Option<Message>> {
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
        let scripted = state.script.pop_front();
        let fate = scripted.unwrap_or_else(|| (state.plan)(&asked));
        asked.was_spoilt = !matches!(fate, Fate::Pass);
        state.asked.push(asked);
        let left = state.script.len();
        self.seen.send_modify(|seen| (seen.asked, seen.left) = (seen.asked + 1, left));
        fate
    }
}
