//! What the screen and plain lines have in common: the model, its effects, and what happens without a key.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::runtime;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

use super::days::Days;
use super::drafts::Drafts;
use super::effects::{Effects, status_of};
use super::run::{Session, today};
use crate::sync::{self, Handle};
use crate::tui::{Context, Effect, Kept, Look, Looks, Model, Msg, Notice, update};

/// Messages that wait at most; a sender waits when there are more.
const MAX_MESSAGES: usize = 256;
/// Longest time that the first frame waits for the day from the cache.
const FIRST_DAY: Duration = Duration::from_millis(400);
/// A minute, in seconds.
const MINUTE: i64 = 60;

pub(super) struct Shell<'a> {
    pub(super) session: &'a Session,
    pub(super) model: Model,
    pub(super) looks: Looks,
    pub(super) handle: &'a Handle,
    /// The shell that started the program is wanted for a while.
    pub(super) stepping_aside: bool,
    pub(super) leaving: bool,
    /// The PIN was wrong too often.
    pub(super) locked_out: bool,
    messages: mpsc::Receiver<Msg>,
    status: watch::Receiver<sync::Status>,
    changes: watch::Receiver<u64>,
    effects: Effects,
    days: Days,
    /// When a tick was asked for.
    wake: Option<Instant>,
    drafts: Drafts,
    kept: Kept,
    /// When somebody last typed something.
    typed: Instant,
}

impl<'a> Shell<'a> {
    /// Everything at its beginning, for a window of this size.
    pub(super) fn new(session: &'a Session, handle: &'a Handle, background: &runtime::Handle, model: Model) -> Self {
        let (sender, messages) = mpsc::channel(MAX_MESSAGES);
        Self {
            session,
            model,
            looks: session.looks.clone(),
            handle,
            stepping_aside: false,
            leaving: false,
            locked_out: false,
            typed: Instant::now(),
            kept: Kept::default(),
            messages,
            status: handle.status(),
            changes: handle.changes(),
            effects: Effects::new(session, handle, background.clone(), sender),
            days: Days::new(background, handle.desk(), session.clock, session.margins),
            wake: None,
            drafts: Drafts::new((!session.sync.memory).then_some(&*session.sync.state), session.who.staff),
        }
    }

    /// What is known before the first key: the day from the cache, if it comes in time.
    pub(super) async fn begin(&mut self) {
        for notice in &self.session.notices {
            self.take(Msg::Notice(Notice::Error, notice.clone()));
        }
        self.take(Msg::Tick);
        self.take(Msg::SignedIn(self.session.who.clone()));
        self.take(Msg::Drafts(self.drafts.load()));
        self.effects.wings();
        let until = Instant::now() + FIRST_DAY;
        loop {
            tokio::select! {
                biased;
                day = self.days.next() => {
                    self.take(Msg::Day(day));
                    break;
                }
                Some(msg) = self.messages.recv() => self.take(msg),
                () = sleep_until(until) => break,
            }
        }
        let first = status_of(&self.status.borrow_and_update());
        self.take(Msg::Status(first));
    }

    /// Waits for what happens without a key, and takes it.
    pub(super) async fn news(&mut self) {
        let minute = Instant::now() + until_next_minute(self.session.clock.now());
        let locks_at = self.locks_at();
        let next_tick = self.wake.into_iter().chain(self.drafts.due()).chain(locks_at).fold(minute, Instant::min);
        tokio::select! {
            biased;
            // A day is never newer on screen than what is said of it: a mark does not stand beside "sent" before it is.
            Ok(()) = self.status.changed() => {
                let now = status_of(&self.status.borrow_and_update());
                self.take(Msg::Status(now));
            }
            Some(msg) = self.messages.recv() => self.take(msg),
            Ok(()) = self.changes.changed() => {
                self.changes.borrow_and_update();
                self.effects.reload(&self.model);
                if let Some((wing, date)) = self.model.wanted(today(self.session.clock)) {
                    self.days.ask(wing, date);
                }
            }
            day = self.days.next() => self.take(Msg::Day(day)),
            () = sleep_until(next_tick) => {
                if self.wake.is_some_and(|wake| wake <= next_tick) {
                    self.wake = None;
                }
                self.take(if locks_at.is_some_and(|at| at <= next_tick) { Msg::Lock } else { Msg::Tick });
                self.drafts.write_if_due(Instant::now(), || self.model.drafts());
            }
        }
    }

    /// Somebody is here.
    pub(super) fn somebody_typed(&mut self) {
        self.typed = Instant::now();
    }

    /// When the screen locks by itself, if nobody types until then.
    fn locks_at(&self) -> Option<Instant> {
        let after = Duration::from_secs(u64::from(self.session.lock_after_minutes) * MINUTE.unsigned_abs());
        self.model.can_be_locked().then(|| self.typed + after)
    }

    /// Whether nothing waits to be taken.
    pub(super) fn is_idle(&self) -> bool {
        let changed = self.status.has_changed().unwrap_or(false) || self.changes.has_changed().unwrap_or(false);
        self.messages.is_empty() && !changed && !self.days.has_news()
    }

    /// Whether an answer to what was typed is still to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.days.is_loading() || self.model.is_waiting(today(self.session.clock))
    }

    /// A message into the model, and its effects out of it.
    pub(super) fn take(&mut self, msg: Msg) {
        let session = self.session;
        let context = Context { now: session.clock.now(), looks: &self.looks, words: &session.words };
        for effect in update(&mut self.model, msg, &context) {
            match effect {
                Effect::Quit => self.leaving = true,
                Effect::StepAside => self.stepping_aside = true,
                Effect::Wake(after) => self.wake = Some(Instant::now() + after),
                Effect::LockedOut => (self.leaving, self.locked_out) = (true, true),
                Effect::KeepDrafts => self.drafts.hurry(Instant::now()),
                Effect::SetPin(pin) => self.effects.set_pin(pin),
                Effect::TryPin(pin) => self.effects.try_pin(pin),
                Effect::SyncNow => self.handle.sync_now(),
                Effect::OpenFile(person) => self.effects.open_file(person),
                Effect::Print { list, wing, text } => self.effects.print(list, wing, text),
                Effect::LoadWeek(wing, monday) => self.effects.week(wing, monday),
                Effect::LoadCaseload => self.effects.caseload(),
                Effect::LoadExpected(date) => self.effects.expected(date),
                Effect::LoadIndex => self.effects.index(),
                Effect::LoadSync => self.effects.sync_page(),
                Effect::HaveSeen(numbers) => self.effects.have_seen(numbers),
                Effect::Load(wing, date) => self.days.ask(wing, date),
                Effect::Record { ticket, deeds, observed_at } => self.effects.record(ticket, deeds, observed_at),
            }
        }
        if self.model.take_drafts_changed() {
            self.drafts.changed(Instant::now());
        }
    }

    /// How things look now.
    pub(super) fn look(&self) -> Look<'_> {
        let (looks, session) = (&self.looks, self.session);
        let theme = looks.theme_in_force(&self.model);
        Look { theme, looks, words: &session.words, ascii: session.ascii, now: session.clock.now(), kept: &self.kept }
    }

    /// The end, however it came: what was typed is on disk.
    pub(super) async fn finish(self) {
        self.drafts.finish(self.model.drafts()).await;
    }
}

fn until_next_minute(now: DateTime<Utc>) -> Duration {
    let seconds = MINUTE - now.timestamp().rem_euclid(MINUTE);
    Duration::from_secs(u64::try_from(seconds).unwrap_or(1))
}
