//! What the system says: stop, hang up, the terminal is gone.

use std::os::fd::BorrowedFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;

/// How often the terminal is looked at: a dead one makes the input spin for ever without saying so.
const WATCH_EVERY: Duration = Duration::from_millis(500);

/// Why the program has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Somebody asked: SIGTERM, SIGINT, SIGQUIT.
    Asked,
    /// The terminal is gone: nothing may be written to it any more.
    HungUp,
}

/// Waits for the signals that end the program.
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    quit: Signal,
    hangup: Signal,
    gone: mpsc::Receiver<()>,
}

impl Signals {
    pub(super) fn listen() -> std::io::Result<Self> {
        let (tell, gone) = mpsc::channel(1);
        tokio::spawn(watch_terminal(tell));
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            hangup: signal(SignalKind::hangup())?,
            gone,
        })
    }

    pub(super) async fn next(&mut self) -> Ending {
        tokio::select! {
            biased;
            _ = self.hangup.recv() => Ending::HungUp,
            Some(()) = self.gone.recv() => Ending::HungUp,
            _ = self.terminate.recv() => Ending::Asked,
            _ = self.interrupt.recv() => Ending::Asked,
            _ = self.quit.recv() => Ending::Asked,
        }
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
