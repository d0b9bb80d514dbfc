//! The event loop of the screen: keys, news and time in; update; effects out; one frame when something changed.

use std::io;

use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyModifiers};
use futures_util::StreamExt;

use super::clock::Clock;
use super::ground::{self, Ground, Heard};
use super::plain;
use super::shell::Shell;
use super::signals::{self, Signals, Terminal, Wanted};
use super::terminal::{self, Screen};
use super::watch::{LookFiles, Watch};
use crate::domain::local::date_of;
use crate::sync::{self, Handle, StartError, SyncConfig};
use crate::text::{Id, Words};
use crate::tui::{Found, Key, Looks, Msg, Notice, Who, view};

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
    /// How long before its start an item is at hand, in minutes.
    pub at_hand_minutes: u16,
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
    /// Sync did not start.
    #[error("open journal and cache")]
    Start(#[from] StartError),
}

/// Runs until the officer leaves, the system says so, or the terminal is gone.
///
/// # Errors
/// When there is no terminal, or the journal cannot be opened.
pub async fn run(session: Session) -> Result<(), RunError> {
    let handle = sync::start(session.sync.config(session.who.staff, session.clock)).await?;
    let outcome = if session.plain {
        plain::run(Shell::new(&session, &handle, plain::SIZE)).await
    } else {
        on_screen(&session, &handle).await
    };
    handle.shutdown().await;
    outcome.map_err(RunError::Terminal)
}

async fn on_screen(session: &Session, handle: &Handle) -> io::Result<()> {
    let signals = Signals::listen(Terminal::Watched)?;
    let screen = Screen::enter()?;
    let shell = Shell::new(session, handle, crossterm::terminal::size()?);
    let watch = Watch::begin(&session.files);
    let mut front = Front { shell, screen, signals, input: EventStream::new(), watch, ground: Ground::default() };
    let ended = front.until_the_end().await;
    // Also when the terminal broke in the middle of a frame.
    front.shell.finish().await;
    ended
}

/// The whole screen, with keys.
struct Front<'a> {
    shell: Shell<'a>,
    screen: Screen,
    signals: Signals,
    input: EventStream,
    watch: Watch,
    ground: Ground,
}

impl Front<'_> {
    async fn until_the_end(&mut self) -> io::Result<()> {
        if self.shell.session.can_be_asked && self.shell.looks.follows_the_ground() {
            self.screen.ask(ground::QUESTION);
            self.ground.asked();
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
                    Wanted::End => self.shell.leaving = true,
                    Wanted::HungUp => {
                        terminal::abandon();
                        self.shell.leaving = true;
                    }
                },
                () = self.shell.news() => {}
                event = self.input.next() => {
                    if let Some(Ok(event)) = event {
                        self.event(event);
                    } else {
                        // The terminal is gone.
                        terminal::abandon();
                        self.shell.leaving = true;
                    }
                }
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
        self.screen.aside(signals::stop)?;
        // Much may have happened meanwhile: the window, the minute, the hub.
        let (columns, rows) = crossterm::terminal::size()?;
        self.shell.take(Msg::Resize(columns, rows));
        self.shell.take(Msg::Tick);
        self.shell.handle.sync_now();
        Ok(())
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Key(key) => {
                #[cfg(debug_assertions)]
                fall_over_if_told(key);
                match self.ground.hear(key) {
                    Heard::Keys(keys) => keys.into_iter().for_each(|key| self.key(key)),
                    Heard::Part => {}
                    Heard::Light => self.shell.take(Msg::OnLight(true)),
                    Heard::Dark => self.shell.take(Msg::OnLight(false)),
                }
            }
            Event::Paste(text) => self.shell.take(Msg::Paste(text)),
            // The next frame notices the new size by itself.
            Event::Resize(columns, rows) => self.shell.take(Msg::Resize(columns, rows)),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
    }

    fn key(&mut self, key: KeyEvent) {
        if let Some(code) = Key::of(key) {
            self.shell.take(Msg::Key(code, letter(key)));
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
fn fall_over_if_told(key: KeyEvent) {
    let told = key.code == KeyCode::F(12) && std::env::var_os("VLEUGEL_FALL_OVER").is_some();
    assert!(!told, "told to");
}

/// The letter as typed, for text.
fn letter(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(c),
        _ => None,
    }
}

/// The local day on the clock.
pub(super) fn today(clock: Clock) -> chrono::NaiveDate {
    date_of(clock.now())
}
