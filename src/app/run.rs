//! The event loop of the screen: keys, news and time in; update; effects out; one frame when something changed.

use std::io;

use tokio::runtime::{self, Runtime};

use super::clock::Clock;
use super::input::{Input, Typed};
use super::plain;
use super::shell::Shell;
use super::signals::{self, Signals, Wanted};
use super::terminal::{self, Screen};
use super::watch::{LookFiles, Watch};
use crate::domain::day::Margins;
use crate::domain::local::date_of;
use crate::sync::{self, Handle, StartError, SyncConfig};
use crate::text::{Id, Words};
#[cfg(debug_assertions)]
use crate::tui::key::{Code, Key};
use crate::tui::theme::is_light;
use crate::tui::{Found, Looks, Model, Msg, Notice, Who, view};

/// Everything that a session at the terminal needs.
#[derive(Debug)]
pub struct Session {
    /// Journal, cache, hub.
    pub sync: SyncSettings,
    /// Who is signed in.
    pub who: Who,
    /// The clock.
    pub clock: Clock,
    /// The words of the reader's language.
    pub words: Words,
    /// Keys and themes, to begin with.
    pub looks: Looks,
    /// The files that they come from.
    pub files: LookFiles,
    /// Plain characters only.
    pub ascii: bool,
    /// Lines to read and to type instead of a screen.
    pub plain: bool,
    /// Whether the terminal can be asked something.
    pub can_be_asked: bool,
    /// After how many minutes without a key the screen locks, once there is a PIN.
    pub lock_after_minutes: u16,
    /// What is soon, and what takes too long.
    pub margins: Margins,
    /// What prints: a program and its arguments, which takes the text as its input.
    pub print_command: Vec<String>,
    /// What the officer should know at once: a broken keymap, a broken theme.
    pub notices: Vec<crate::text::SafeText>,
}

/// Where sync lives.
#[derive(Clone, Debug)]
pub struct SyncSettings {
    /// The hub's address and token.
    pub hub: Option<sync::HubAccess>,
    /// The state folder.
    pub state: std::path::PathBuf,
    /// Keep nothing on disk.
    pub memory: bool,
}

impl SyncSettings {
    /// What sync needs to start.
    pub fn config(&self, who: crate::domain::id::StaffId, clock: Clock) -> SyncConfig {
        SyncConfig {
            hub: self.hub.clone(),
            device_folder: self.state.join("device"),
            cache_folder: self.state.join("shared").join("cache-1"),
            memory: self.memory,
            clock: std::sync::Arc::new(move || clock.now()),
            author: who,
        }
    }
}

/// Why a session ended with an error.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no terminal, or it failed.
    #[error("use the terminal")]
    Terminal(#[source] io::Error),
    /// Nobody knew the PIN of the locked screen.
    #[error("open the locked screen")]
    LockedOut,
    /// Sync did not start.
    #[error("open journal and cache")]
    Start(#[from] StartError),
}

/// Asks which colour the ground has (OSC 11).
const WHICH_GROUND: &[u8] = b"\x1b]11;?\x07";

/// Runs until the officer leaves, the system says so, or the terminal is gone. The screen has this thread for itself; what reaches the
/// network or the disk runs in the `background`.
///
/// # Errors
/// When there is no terminal, or the journal cannot be opened.
pub fn run(session: &Session, background: &Runtime) -> Result<(), RunError> {
    let front = runtime::Builder::new_current_thread().enable_all().build().map_err(RunError::Terminal)?;
    let handle = background.block_on(sync::start(session.sync.config(session.who.staff, session.clock)))?;
    let outcome = front.block_on(async {
        if session.plain {
            let shell = Shell::new(session, &handle, background.handle(), Model::in_lines());
            plain::run(shell).await.map_err(RunError::Terminal)
        } else {
            on_screen(session, &handle, background.handle()).await
        }
    });
    background.block_on(handle.shutdown());
    // A line that nobody ends may be read for ever.
    front.shutdown_background();
    outcome
}

async fn on_screen(session: &Session, handle: &Handle, background: &runtime::Handle) -> Result<(), RunError> {
    let mut front = Front::begin(session, handle, background).map_err(RunError::Terminal)?;
    let ended = front.until_the_end().await;
    let locked_out = front.shell.locked_out;
    // Also when the terminal broke in the middle of a frame.
    front.shell.finish().await;
    ended.map_err(RunError::Terminal)?;
    if locked_out { Err(RunError::LockedOut) } else { Ok(()) }
}

/// The whole screen, with keys.
struct Front<'a> {
    shell: Shell<'a>,
    screen: Screen,
    signals: Signals,
    input: Input,
    watch: Watch,
}

impl<'a> Front<'a> {
    fn begin(session: &'a Session, handle: &'a Handle, background: &runtime::Handle) -> io::Result<Self> {
        let signals = Signals::listen()?;
        let screen = Screen::enter()?;
        let input = Input::open()?;
        let shell = Shell::new(session, handle, background, Model::new(terminal::size()?));
        let watch = Watch::begin(&session.files);
        Ok(Self { shell, screen, signals, input, watch })
    }

    async fn until_the_end(&mut self) -> io::Result<()> {
        if self.shell.session.can_be_asked && self.shell.looks.follows_the_ground() {
            self.screen.ask(WHICH_GROUND);
        }
        self.shell.begin().await;
        while !self.shell.leaving {
            if std::mem::take(&mut self.shell.stepping_aside) {
                self.step_aside()?;
            }
            if self.shell.is_idle() && self.shell.model.take_dirty() {
                self.draw()?;
            }
            // The order matters: endings first, then news and what was asked for, then keys, so that a flood of keys starves nothing.
            tokio::select! {
                biased;
                wanted = self.signals.next() => match wanted {
                    Wanted::StepAside => self.step_aside()?,
                    Wanted::NewSize => self.resized()?,
                    Wanted::End => self.shell.leaving = true,
                    Wanted::HungUp => {
                        terminal::abandon();
                        self.shell.leaving = true;
                    }
                },
                () = self.shell.news() => {}
                typed = self.input.next() => if let Some(typed) = typed {
                    self.typed(typed);
                } else {
                    terminal::abandon();
                    self.shell.leaving = true;
                },
                found = self.watch.next() => self.found(found),
            }
        }
        Ok(())
    }

    /// Stops until the shell brings the program back. The terminal is the shell's meanwhile.
    fn step_aside(&mut self) -> io::Result<()> {
        if !signals::has_a_shell() {
            let said = self.shell.session.words.say(Id::HintNoShell);
            self.shell.take(Msg::Notice(Notice::Hint, said));
            return Ok(());
        }
        // Whoever brings it back may be somebody else.
        self.shell.take(Msg::Lock);
        self.screen.aside(signals::stop)?;
        // Much may have happened meanwhile: the window, the minute, the hub.
        self.resized()?;
        self.shell.take(Msg::Tick);
        self.shell.handle.sync_now();
        Ok(())
    }

    /// The next frame has the new size by itself; the model must know how much fits.
    fn resized(&mut self) -> io::Result<()> {
        let (columns, rows) = terminal::size()?;
        self.shell.take(Msg::Resize(columns, rows));
        Ok(())
    }

    fn typed(&mut self, typed: Typed) {
        if !matches!(typed, Typed::Ground(_)) {
            self.shell.somebody_typed();
        }
        match typed {
            Typed::Key(key, letter) => {
                #[cfg(debug_assertions)]
                fall_over_if_told(key);
                self.shell.take(Msg::Key(key, letter));
            }
            Typed::Paste(text) => self.shell.take(Msg::Paste(text)),
            Typed::Ground(colour) => self.shell.take(Msg::OnLight(is_light(colour))),
        }
    }

    /// Files of keys or themes changed.
    fn found(&mut self, found: Found) {
        let before = self.shell.looks.clone();
        let broken = self.shell.looks.take(found);
        if self.shell.looks != before || !broken.is_empty() {
            self.shell.take(Msg::Looks(broken));
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let (model, look) = (&self.shell.model, self.shell.look());
        self.screen.draw(|frame| view(model, &look, frame))
    }
}

/// A debug build can be told to fall over at F12, so that the tests see how that ends in a real terminal.
#[cfg(debug_assertions)]
#[expect(clippy::disallowed_methods, reason = "this is no configuration")]
fn fall_over_if_told(key: Key) {
    let told = key.code == Code::F(12) && std::env::var_os("VLEUGEL_FALL_OVER").is_some();
    assert!(!told, "told to");
}

/// The local day on the clock.
pub(super) fn today(clock: Clock) -> chrono::NaiveDate {
    date_of(clock.now())
}
