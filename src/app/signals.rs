//! What the system says: stop, hang up, the terminal is gone.

use std::os::fd::BorrowedFd;
use std::time::Duration;

use nix::unistd::{getppid, getsid};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::kill_current_process_group;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;

/// How often the terminal is looked at: a dead one makes the input spin for ever without saying so.
const WATCH_EVERY: Duration = Duration::from_millis(500);

/// What the system wants of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To end: SIGTERM, SIGINT, SIGQUIT.
    End,
    /// To stop for a while: SIGTSTP.
    StepAside,
    /// The terminal is gone: nothing may be written to it any more.
    HungUp,
}

/// Waits for the signals that end the program, or stop it for a while.
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    quit: Signal,
    hangup: Signal,
    stop: Signal,
    gone: mpsc::Receiver<()>,
}

/// Whether what is typed comes from a terminal that has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terminal {
    /// It does: the input itself does not say when it is gone.
    Watched,
    /// Lines end by themselves, and may come from a pipe that nobody holds any more while they are read.
    Ends,
}

impl Signals {
    pub(super) fn listen(terminal: Terminal) -> std::io::Result<Self> {
        let (tell, gone) = mpsc::channel(1);
        if terminal == Terminal::Watched {
            tokio::spawn(watch_terminal(tell));
        }
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            hangup: signal(SignalKind::hangup())?,
            stop: signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?,
            gone,
        })
    }

    pub(super) async fn next(&mut self) -> Wanted {
        tokio::select! {
            biased;
            _ = self.hangup.recv() => Wanted::HungUp,
            Some(()) = self.gone.recv() => Wanted::HungUp,
            _ = self.terminate.recv() => Wanted::End,
            _ = self.interrupt.recv() => Wanted::End,
            _ = self.quit.recv() => Wanted::End,
            _ = self.stop.recv() => Wanted::StepAside,
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

/// Looks whether the terminal hung up, without reading from it.
async fn watch_terminal(gone: mpsc::Sender<()>) {
    let mut every = tokio::time::interval(WATCH_EVERY);
    loop {
        every.tick().await;
        let stdin: BorrowedFd<'_> = rustix::stdio::stdin();
        let mut watched = [PollFd::from_borrowed_fd(stdin, PollFlags::empty())];
        let dead = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let polled = poll(&mut watched, Some(&rustix::time::Timespec { tv_sec: 0, tv_nsec: 0 }));
        if polled.is_ok() && watched.iter().any(|watched| watched.revents().intersects(dead)) {
            // Nobody listens when the program is ending already.
            let _ending = gone.send(()).await;
            return;
        }
    }
}
