//! The real program in a pseudo-terminal, and the screen that an officer would see.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::{DEADLINE, VLEUGEL, starting};

/// F9: the list of all actions.
const ACTIONS: &str = "\x1b[20~";

/// What the terminal shows.
struct Shown {
    parser: vt100::Parser,
    /// Bytes that the program wrote so far.
    received: usize,
    closed: bool,
    /// The line was dropped: whoever reads lets go of it too.
    dropped: bool,
}

fn colours(screen: &vt100::Screen, column: u16, row: u16) -> (vt100::Color, vt100::Color) {
    let cell = screen.cell(row, column).expect("a cell");
    (cell.fgcolor(), cell.bgcolor())
}

/// A terminal with the program in it.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    /// None once the line was dropped.
    line: Option<Line>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

struct Line {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    _reader: JoinHandle<()>,
}

impl Terminal {
    /// Starts the program at a size, with a home folder of its own.
    pub(crate) fn start(home: &Path, (columns, rows): (u16, u16), arguments: &[&str]) -> Self {
        Self::start_with(home, (columns, rows), arguments, &[])
    }

    /// The same with more of an environment.
    pub(crate) fn start_with(
        home: &Path,
        (columns, rows): (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::run(VLEUGEL, home, (columns, rows), arguments, environment)
    }

    /// Starts any program in a terminal of this size: a peer to compare with.
    pub(crate) fn run(
        program: &str,
        home: &Path,
        (columns, rows): (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let one_at_a_time = starting();
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        drop(one_at_a_time);
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.args(arguments);
        command.cwd(home);
        for (name, value) in [("HOME", &*home.to_string_lossy()), ("PATH", "/usr/bin:/bin"), ("TERM", "xterm-256color")]
        {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let (wide, high) = (NonZeroU16::new(columns).expect("columns"), NonZeroU16::new(rows).expect("rows"));
        let parser = vt100::Parser::new(high, wide, 0);
        let shown =
            Arc::new((Mutex::new(Shown { parser, received: 0, closed: false, dropped: false }), Condvar::new()));
        let reader = pair.master.try_clone_reader().expect("the terminal's output");
        let line = Line {
            keys: pair.master.take_writer().expect("the terminal's input"),
            master: pair.master,
            _reader: listen(reader, Arc::clone(&shown)),
        };
        Self { child, line: Some(line), shown }
    }

    /// Types these keys at once, as bytes.
    pub(crate) fn keys(&mut self, keys: &str) {
        let line = self.line.as_mut().expect("the line is up");
        line.keys.write_all(keys.as_bytes()).and_then(|()| line.keys.flush()).expect("the terminal takes keys");
    }

    /// Does an action by its name, from the list of all actions. A letter right behind another one would be taken for a name in the wrong window.
    pub(crate) fn does(&mut self, action: &str) {
        self.keys(ACTIONS);
        self.wait_text("Wat wilt u doen?");
        self.keys(&format!("{action}\r"));
    }

    /// Changes the size of the window.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let (wide, high) = (NonZeroU16::new(columns).expect("columns"), NonZeroU16::new(rows).expect("rows"));
        let mut shown = self.shown.0.lock().expect("the screen");
        shown.parser.screen_mut().set_size(high, wide);
        drop(shown);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.line.as_ref().expect("the line is up").master.resize(size).expect("a new size");
    }

    /// Whether the terminal is as a shell expects it: normal screen, cursor shown, no paste or mouse mode.
    pub(crate) fn is_restored(&self) -> bool {
        let shown = self.shown.0.lock().expect("the screen");
        let screen = shown.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    /// Waits until the screen satisfies `wanted`, and says what was there instead when it does not come.
    pub(crate) fn wait_for(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        self.wait(what, |screen| wanted(&screen.contents()))
    }

    /// Waits until the letter at a column and row, from 0, has these colours.
    pub(crate) fn wait_colours(&self, column: u16, row: u16, wanted: (vt100::Color, vt100::Color)) {
        self.wait("other colours", |screen| colours(screen, column, row) == wanted);
    }

    fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> String {
        let deadline = Instant::now() + DEADLINE;
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("the screen");
        loop {
            let screen = shown.parser.screen();
            if wanted(screen) {
                return screen.contents();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = screen.contents();
            assert!(!left.is_zero() && !shown.closed, "waited for {what}, but the screen shows:\n{screen}");
            shown = changed.wait_timeout(shown, left).expect("the screen").0;
        }
    }

    /// Waits until this text is on the screen.
    pub(crate) fn wait_text(&self, text: &str) -> String {
        self.wait_for(&format!("«{text}»"), |screen| screen.contains(text))
    }

    /// The colours of the letter at a column and row, from 0: text and ground.
    pub(crate) fn colours(&self, column: u16, row: u16) -> (vt100::Color, vt100::Color) {
        let shown = self.shown.0.lock().expect("the screen");
        colours(shown.parser.screen(), column, row)
    }

    /// What the screen shows now; after the program ended, what it showed last.
    pub(crate) fn screen(&self) -> String {
        self.shown.0.lock().expect("the screen").parser.screen().contents()
    }

    /// Waits until the program has written so many bytes in all, or the screen is as wanted.
    pub(crate) fn wait_received(&self, bytes: usize, or: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("the screen");
        while shown.received < bytes && !or(&shown.parser.screen().contents()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = shown.parser.screen().contents();
            assert!(!left.is_zero() && !shown.closed, "waited for {bytes} bytes, but the screen shows:\n{screen}");
            shown = changed.wait_timeout(shown, left).expect("the screen").0;
        }
    }

    /// How many bytes the program has written.
    pub(crate) fn received(&self) -> usize {
        self.shown.0.lock().expect("the screen").received
    }

    /// The process id of the program.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().expect("a running program")
    }

    /// Sends a signal by name: `TERM`, `HUP`, `KILL`.
    pub(crate) fn signal(&self, name: &str) {
        let status = std::process::Command::new("kill")
            .args([&format!("-{name}"), &self.pid().to_string()])
            .status()
            .expect("kill runs");
        assert!(status.success(), "kill -{name} failed");
    }

    /// Kills the program at once, so that it cannot tidy up.
    pub(crate) fn kill(&mut self) {
        let pid = i32::try_from(self.pid()).ok().and_then(Pid::from_raw).expect("a process id");
        kill_process(pid, Signal::KILL).expect("the program can be killed");
        self.wait_exit(DEADLINE);
    }

    /// Closes the terminal's side of the line, as a lost SSH connection does.
    pub(crate) fn drop_line(&mut self) {
        self.shown.0.lock().expect("the screen").dropped = true;
        // The reader has the line too and sleeps in it: a redraw wakes it, and it lets go.
        self.resize(100, 30);
        self.line = None;
    }

    /// Waits for the end of the program and for its last words.
    pub(crate) fn wait_exit(&mut self, within: Duration) -> ExitStatus {
        let deadline = Instant::now() + within;
        // The line closes when the program ends: wait for that, then take the status.
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("the screen");
        while !shown.closed && self.line.is_some() {
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = shown.parser.screen().contents();
            assert!(!left.is_zero(), "the program does not end; the screen shows:\n{screen}");
            shown = changed.wait_timeout(shown, left).expect("the screen").0;
        }
        drop(shown);
        loop {
            if let Some(status) = self.child.try_wait().expect("the program's status") {
                return status;
            }
            assert!(Instant::now() < deadline, "the program did not end within {within:?}");
            std::thread::yield_now();
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed must not leave a program behind. One that ended has given its number away: it may be another's by now.
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _gone_already = self.child.kill();
            let _status = self.child.wait();
        }
    }
}

fn listen(mut reader: Box<dyn Read + Send>, shown: Arc<(Mutex<Shown>, Condvar)>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        loop {
            let read = reader.read(&mut buffer).unwrap_or(0);
            let (lock, changed) = &*shown;
            let Ok(mut shown) = lock.lock() else { return };
            let bytes = buffer.get(..read).unwrap_or_default();
            shown.parser.process(bytes);
            shown.received += read;
            shown.closed = read == 0;
            changed.notify_all();
            if read == 0 || shown.dropped {
                return;
            }
        }
    })
}
