//! What the system says: stop, go on, the window has another size, the line is cut.

use nix::unistd::{getppid, getsid};
use rustix::process::kill_current_process_group;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;

/// What the system wants of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To end: SIGTERM, SIGINT, SIGQUIT.
    End,
    /// To stop for a while: SIGTSTP.
    StepAside,
    /// To look at the size of the window: SIGWINCH.
    NewSize,
    /// The terminal is gone: nothing may be written to it any more.
    HungUp,
}

/// Signals that wait at most; the same one comes once.
const MAX_WAITING: usize = 8;

/// What the system says, in the order in which it says it.
pub(super) struct Signals(mpsc::Receiver<Wanted>);

impl Signals {
    /// Listens from now on, beside everything else: a key asks one queue, and not seven signals.
    pub(super) fn listen() -> std::io::Result<Self> {
        let mut sources = Sources::open()?;
        let (tell, heard) = mpsc::channel(MAX_WAITING);
        tokio::spawn(async move { while tell.send(sources.next().await).await.is_ok() {} });
        Ok(Self(heard))
    }

    pub(super) async fn next(&mut self) -> Wanted {
        match self.0.recv().await {
            Some(wanted) => wanted,
            // Nobody listens any more: the program is ending.
            None => std::future::pending().await,
        }
    }
}

struct Sources {
    terminate: Signal,
    interrupt: Signal,
    quit: Signal,
    hangup: Signal,
    stop: Signal,
    size: Signal,
}

impl Sources {
    fn open() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            hangup: signal(SignalKind::hangup())?,
            stop: signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?,
            size: signal(SignalKind::window_change())?,
        })
    }

    async fn next(&mut self) -> Wanted {
        tokio::select! {
            biased;
            _ = self.hangup.recv() => Wanted::HungUp,
            _ = self.terminate.recv() => Wanted::End,
            _ = self.interrupt.recv() => Wanted::End,
            _ = self.quit.recv() => Wanted::End,
            _ = self.stop.recv() => Wanted::StepAside,
            _ = self.size.recv() => Wanted::NewSize,
        }
    }
}

/// Whether a shell started the program in its own session: only that brings it back once it has stopped. A program that is the whole
/// session, on a line of its own, would stand still for ever. In a container the parent's session may have its leader outside, and no id.
pub(super) fn has_a_shell() -> bool {
    getsid(None).is_ok_and(|session| getsid(Some(getppid())) == Ok(session))
}

/// Stops the program; returns when somebody lets it go on.
pub(super) fn stop() {
    if let Err(error) = kill_current_process_group(rustix::process::Signal::STOP) {
        tracing::warn!(%error, "the program could not stop for a while");
    }
}
