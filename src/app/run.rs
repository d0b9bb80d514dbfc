//! The event loop: messages, input, news and time in; update; effects out; one frame when something changed.

use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyModifiers};
use futures_util::StreamExt;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};

use super::clock::Clock;
use super::drafts::Drafts;
use super::effects::{Effects, status_of};
use super::ground::{self, Ground, Heard};
use super::signals::{self, Signals, Wanted};
use super::terminal::{self, Screen};
use super::watch::{LookFiles, Watch};
use crate::domain::local::date_of;
use crate::sync::{self, Handle, StartError, SyncConfig};
use crate::text::{Id, Words};
use crate::tui::{Context, Effect, Found, Key, Look, Looks, Model, Msg, Notice, Who, update, view};

/// Messages that wait at most; a sender waits when there are more.
const MAX_MESSAGES: usize = 256;
/// Longest time that the first frame waits for the day from the cache.
const FIRST_DAY: Duration = Duration::from_millis(400);
/// A minute, in seconds.
const MINUTE: i64 = 60;

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
    let outcome = Shell::new(&session, &handle).map_err(RunError::Terminal)?.run().await;
    handle.shutdown().await;
    outcome.map_err(RunError::Terminal)
}

struct Shell<'a> {
    session: &'a Session,
    model: Model,
    screen: Screen,
    signals: Signals,
    input: EventStream,
    messages: mpsc::Receiver<Msg>,
    effects: Effects,
    handle: &'a Handle,
    /// When a tick was asked for.
    wake: Option<Instant>,
    /// The shell is wanted for a while.
    stepping_aside: bool,
    leaving: bool,
    drafts: Drafts,
    looks: Looks,
    watch: Watch,
    ground: Ground,
}

impl<'a> Shell<'a> {
    fn new(session: &'a Session, handle: &'a Handle) -> io::Result<Self> {
        let signals = Signals::listen()?;
        let screen = Screen::enter()?;
        let (sender, messages) = mpsc::channel(MAX_MESSAGES);
        let size = crossterm::terminal::size()?;
        Ok(Self {
            session,
            model: Model::new(size),
            screen,
            signals,
            input: EventStream::new(),
            messages,
            effects: Effects::new(session, handle, sender),
            handle,
            wake: None,
            stepping_aside: false,
            leaving: false,
            drafts: Drafts::new((!session.sync.memory).then_some(&*session.sync.state), session.who.staff),
            looks: session.looks.clone(),
            watch: Watch::begin(&session.files),
            ground: Ground::default(),
        })
    }

    async fn run(mut self) -> io::Result<()> {
        let ended = self.until_the_end().await;
        // Also when the terminal broke in the middle of a frame.
        self.drafts.finish(self.model.drafts()).await;
        ended
    }

    async fn until_the_end(&mut self) -> io::Result<()> {
        let (mut status, mut changes) = (self.handle.status(), self.handle.changes());
        self.begin().await;
        let first = status_of(&status.borrow_and_update());
        self.take(Msg::Status(first));
        while !self.leaving {
            if std::mem::take(&mut self.stepping_aside) {
                self.step_aside()?;
            }
            if self.messages.is_empty() && self.model.take_dirty() {
                self.draw()?;
            }
            let minute = until_next_minute(self.session.clock.now());
            let next_tick = Instant::now() + minute;
            let next_tick = self.wake.into_iter().chain(self.drafts.due()).fold(next_tick, Instant::min);
            // The order matters: endings first, then news and what was asked for, then keys, so that a flood of keys starves nothing.
            tokio::select! {
                biased;
                wanted = self.signals.next() => match wanted {
                    Wanted::StepAside => self.step_aside()?,
                    Wanted::End => self.leaving = true,
                    Wanted::HungUp => {
                        terminal::abandon();
                        self.leaving = true;
                    }
                },
                // A day is never newer on screen than what is said of it: a mark does not stand beside "sent" before it is.
                Ok(()) = status.changed() => {
                    let now = status_of(&status.borrow_and_update());
                    self.take(Msg::Status(now));
                }
                Some(msg) = self.messages.recv() => self.take(msg),
                Ok(()) = changes.changed() => {
                    changes.borrow_and_update();
                    self.effects.reload(&self.model);
                }
                event = self.input.next() => {
                    if let Some(Ok(event)) = event {
                        self.event(event);
                    } else {
                        // The terminal is gone.
                        terminal::abandon();
                        self.leaving = true;
                    }
                }
                found = self.watch.next() => self.found(found),
                () = sleep_until(next_tick) => {
                    if self.wake.is_some_and(|wake| wake <= next_tick) {
                        self.wake = None;
                    }
                    self.take(Msg::Tick);
                    self.drafts.write_if_due(Instant::now(), || self.model.drafts());
                }
            }
        }
        Ok(())
    }

    /// Stops until the shell brings the program back. The terminal is the shell's meanwhile.
    fn step_aside(&mut self) -> io::Result<()> {
        if !signals::has_a_shell() {
            self.take(Msg::Notice(Notice::Hint, self.session.words.say(Id::HintNoShell)));
            return Ok(());
        }
        self.screen.aside(signals::stop)?;
        // Much may have happened meanwhile: the window, the minute, the hub.
        let (columns, rows) = crossterm::terminal::size()?;
        self.take(Msg::Resize(columns, rows));
        self.take(Msg::Tick);
        self.handle.sync_now();
        Ok(())
    }

    /// The first frame shows the day from the cache, if it comes in time.
    async fn begin(&mut self) {
        for notice in &self.session.notices {
            self.take(Msg::Notice(Notice::Error, notice.clone()));
        }
        self.take(Msg::Tick);
        self.take(Msg::SignedIn(self.session.who.clone()));
        self.take(Msg::Drafts(self.drafts.load()));
        self.effects.wings();
        if self.looks.follows_the_ground() {
            self.screen.ask(ground::QUESTION);
            self.ground.asked();
        }
        while let Ok(Some(msg)) = timeout(FIRST_DAY, self.messages.recv()).await {
            let is_day = matches!(msg, Msg::Day(_));
            self.take(msg);
            if is_day {
                return;
            }
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Key(key) => {
                #[cfg(debug_assertions)]
                fall_over_if_told(key);
                match self.ground.hear(key) {
                    Heard::Keys(keys) => keys.into_iter().for_each(|key| self.key(key)),
                    Heard::Part => {}
                    Heard::Light => self.take(Msg::OnLight(true)),
                    Heard::Dark => self.take(Msg::OnLight(false)),
                }
            }
            Event::Paste(text) => self.take(Msg::Paste(text)),
            // The next frame notices the new size by itself.
            Event::Resize(columns, rows) => self.take(Msg::Resize(columns, rows)),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
    }

    fn key(&mut self, key: KeyEvent) {
        if let Some(code) = Key::of(key) {
            self.take(Msg::Key(code, letter(key)));
        }
    }

    /// Files of keys or themes changed.
    fn found(&mut self, found: Found) {
        let before = self.looks.clone();
        let broken = self.looks.take(found);
        if self.looks != before || !broken.is_empty() {
            self.take(Msg::Looks(broken));
        }
    }

    fn take(&mut self, msg: Msg) {
        let session = self.session;
        let context = Context { now: session.clock.now(), looks: &self.looks, words: &session.words };
        for effect in update(&mut self.model, msg, &context) {
            match effect {
                Effect::Quit => self.leaving = true,
                Effect::StepAside => self.stepping_aside = true,
                Effect::Wake(after) => self.wake = Some(Instant::now() + after),
                Effect::SyncNow => self.handle.sync_now(),
                Effect::OpenFile(person) => self.effects.open_file(person),
                Effect::LoadSync => self.effects.sync_page(),
                Effect::HaveSeen(numbers) => self.effects.have_seen(numbers),
                Effect::Load(wing, date) => self.effects.load(wing, date),
                Effect::Record { ticket, deeds, observed_at } => self.effects.record(ticket, deeds, observed_at),
            }
        }
        if self.model.take_drafts_changed() {
            self.drafts.changed(Instant::now());
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let session = self.session;
        let look = Look {
            theme: self.looks.theme_in_force(&self.model),
            looks: &self.looks,
            words: &session.words,
            ascii: session.ascii,
            now: session.clock.now(),
        };
        let model = &self.model;
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

fn until_next_minute(now: DateTime<Utc>) -> Duration {
    let seconds = MINUTE - now.timestamp().rem_euclid(MINUTE);
    Duration::from_secs(u64::try_from(seconds).unwrap_or(1))
}

/// The local day on the clock.
pub(super) fn today(clock: Clock) -> chrono::NaiveDate {
    date_of(clock.now())
}
