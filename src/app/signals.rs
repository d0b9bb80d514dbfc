//! What the system says: stop, hang up, the terminal is gone.

use std::os::fd::BorrowedFd;

use nix::unistd::{getppid, getsid};
use rustix::event::{PollFd, PollFlags, poll};
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
    /// It does: a dead one makes the input spin for ever without saying so.
    Watched,
    /// Lines end by themselves, and may come from a pipe that nobody holds any more while they are read.
    Ends,
}

impl Signals {
    pub(super) fn listen(terminal: Terminal) -> std::io::Result<Self> {
        let (tell, gone) = mpsc::channel(1);
        if terminal == Terminal::Watched {
            std::thread::Builder::new().name("terminal".to_owned()).spawn(move || watch_terminal(&tell))?;
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

/// Waits until the terminal hangs up, without reading from it: the system wakes this thread for nothing else.
fn watch_terminal(gone: &mpsc::Sender<()>) {
    let stdin: BorrowedFd<'_> = rustix::stdio::stdin();
    loop {
        let mut watched = [PollFd::from_borrowed_fd(stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return tracing::warn!(%error, "the terminal cannot be watched"),
            Ok(_) => break,
        }
    }
    // Nobody listens when the program is ending already.
    let _ending = gone.blocking_send(());
}
