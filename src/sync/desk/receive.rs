//! What comes from the hub: outcomes, pages, withdrawals, another lineage. Each is on disk before the next.

use std::ops::RangeInclusive;

use chrono::{DateTime, TimeDelta, Utc};

use super::state::{State, is_applied};
use crate::api::{Decided, Page};
use crate::domain::action::Action;
use crate::domain::id::{ActionId, DeviceId};
use crate::domain::look::Look;
use crate::domain::stream::{StreamId, StreamKind};
use crate::journal::JournalError;
use crate::sync::plan::{LocalState, LocalStream};
use crate::wire;

/// How far a page brought its stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sync) enum Applied {
    /// There are more pages.
    More,
    /// That was the last one, and count and sum are the hub's.
    Equal,
    /// That was the last one, and count or sum differ: what is here is wrong and is read anew.
    Differs,
    /// What comes before this page is not here any more, since the cache was damaged: the stream is read anew.
    Lost,
}

impl State {
    /// What the plan looks at.
    pub(in crate::sync) fn local(&mut self) -> LocalState {
        let decided = self.decided();
        let beyond = self.journal.outcomes().map(|(number, _)| number).filter(|number| *number > decided);
        LocalState {
            epoch: self.epoch.clone(),
            last_number: self.journal.last_number(),
            decided,
            decided_beyond: beyond.collect(),
            kept: self.journal.actions().map(|(number, bytes)| (number, bytes.len())).collect(),
            looks: self.journal.looks().map(|(number, _)| number).collect(),
            last_look: self.journal.last_look(),
            streams: self
                .store
                .streams()
                .into_iter()
                .map(|(stream, here)| {
                    let whole = here.cursor.is_some() && !here.rebuilding;
                    (stream, LocalStream { cursor: whole, check: here.check })
                })
                .collect(),
            on_screen: self.on_screen,
        }
    }

    /// The action up to which every outcome is here. What is older than the journal was decided long ago.
    fn decided(&self) -> u64 {
        let kept = self.journal.actions().next().map(|(number, _)| number);
        let known = self.journal.outcomes().next().map(|(number, _)| number);
        let Some(first) = kept.into_iter().chain(known).min() else { return self.journal.last_number() };
        let first = first.max(self.journal.floor().saturating_add(1));
        let is_open = |number: &u64| self.journal.outcome(*number).is_none() && !self.heard.contains(number);
        let open = (first..=self.journal.last_number()).find(is_open);
        open.map_or(self.journal.last_number(), |number| number.saturating_sub(1))
    }

    /// The actions of these numbers as they were written, in order.
    pub(in crate::sync) fn actions(&self, numbers: RangeInclusive<u64>) -> Vec<Box<[u8]>> {
        numbers.map_while(|number| self.journal.action(number).map(Into::into)).collect()
    }

    /// The looks of these numbers as they were written, in order.
    pub(in crate::sync) fn looks(&self, numbers: &[u64]) -> Vec<Box<[u8]>> {
        numbers.iter().filter_map(|number| self.journal.look(*number)).map(Into::into).collect()
    }

    /// Stores what became of actions. What was applied stays in the overlay until its row is here, so that the screen
    /// never falls back to the old value.
    pub(in crate::sync) fn outcomes(&mut self, outcomes: Vec<Decided>) {
        for Decided { number, outcome, bytes } in outcomes {
            if number == 0 || number > self.journal.last_number() {
                continue;
            }
            if let Err(error) = self.journal.append_outcome(number, &bytes) {
                // Not stored is not lost: the action is sent again in the next run, and the hub tells it again.
                tracing::warn!(number, %error, "an outcome could not be stored");
                self.heard.insert(number);
            }
            self.waiting.remove(&number);
            if outcome.as_ref().is_some_and(is_applied) {
                if let Some(unseen) = self.unseen.get_mut(&number) {
                    unseen.applied = true;
                }
                self.refused.remove(&number);
            } else {
                self.unseen.remove(&number);
                self.add_refused(number, outcome);
            }
        }
        self.tell();
    }

    /// Some actions are lost from the journal. What the hub knows of them is stored; the others get a void in their
    /// place, which the hub refuses, so that numbering goes on.
    pub(in crate::sync) fn mend(&mut self, lost: Vec<u64>, known: Vec<Decided>, last_number: u64, now: DateTime<Utc>) {
        let (mut outcomes, mut voids) = (Vec::new(), Vec::new());
        for number in lost {
            match known.iter().find(|decided| decided.number == number) {
                Some(decided) => outcomes.push(decided.clone()),
                // The hub decided it so long ago that it forgot.
                None if number <= last_number => outcomes.extend(Decided::voided(number)),
                None => voids.push(number),
            }
        }
        for number in voids {
            let bytes = wire::action::encode_void(number, ActionId(self.ids.next(now)), now);
            self.waiting.insert(number);
            let written = bytes
                .map_err(|error| error.to_string())
                .and_then(|bytes| self.journal.append_action(number, &bytes).map_err(|error| error.to_string()));
            if let Err(error) = written {
                tracing::warn!(number, error, "a lost action could not be voided");
            }
        }
        self.outcomes(outcomes);
    }

    /// The hub is of another lineage: every stream is read anew, and what the hub does not know any more waits again.
    pub(in crate::sync) fn adopt_epoch(&mut self, epoch: String, last_number: u64) {
        if let Err(error) = self.journal.append_epoch(&epoch, last_number) {
            tracing::warn!(%error, "the hub's lineage could not be stored");
        }
        self.store.follow(Some(&epoch));
        self.epoch = Some(epoch);
        self.heard.retain(|number| *number <= last_number);
        let again: Vec<u64> = self.journal.actions().map(|(number, _)| number).filter(|n| *n > last_number).collect();
        for number in again {
            self.refused.remove(&number);
            self.waiting.insert(number);
            self.add_unseen(number, false);
        }
        self.tell();
    }

    /// A copy of this journal used our numbers: go on as a new device with every action that is kept and was not refused, also with what
    /// this hub decided before. Which hub answers now is not certain, since it may have been restored a moment ago and the copy been
    /// there first: what was decided after all is known by its id. What cannot be read stays in the old journal only, which is kept.
    pub(in crate::sync) fn change_device(&mut self, now: DateTime<Utc>) -> Result<(), JournalError> {
        let device = DeviceId(self.ids.next(now));
        let kept: Vec<u64> = self.journal.actions().map(|(number, _)| number).collect();
        let kept = kept.into_iter().filter(|number| !self.refused.contains_key(number));
        let kept = kept.filter_map(|number| self.decode_action(number));
        let renumbered = (1..).zip(kept).map(|(number, action)| Action { device, number, ..action });
        let actions: Vec<Vec<u8>> = renumbered.filter_map(|action| wire::action::encode(&action).ok()).collect();
        tracing::warn!(actions = actions.len(), "this journal was copied: going on as a new device");
        // The hub knows a look by its id: one that it has already is told twice and kept once.
        let looks = self.journal.looks().filter_map(|(_, bytes)| wire::look::decode(bytes));
        let renumbered = (1..).zip(looks).map(|(number, look)| Look { number, ..look });
        let looks: Vec<Vec<u8>> = renumbered.filter_map(|look| wire::look::encode(&look).ok()).collect();
        self.journal.renew(device, &actions, &looks)?;
        if let Some(epoch) = &self.epoch
            && let Err(error) = self.journal.append_epoch(epoch, 0)
        {
            tracing::warn!(%error, "the hub's lineage could not be stored");
        }
        self.read_journal();
        self.tell();
        Ok(())
    }

    /// From where a stream is read: after its cursor, or anew beside what is here.
    pub(in crate::sync) fn start_reading(&mut self, stream: StreamId, anew: bool) -> Option<String> {
        self.store.start_reading(stream, anew)
    }

    /// Puts the page that comes after a cursor, and its own cursor, into the cache in one batch, and holds the end of a run against the
    /// hub's sum.
    pub(in crate::sync) fn apply(&mut self, stream: StreamId, after: Option<&str>, page: &Page, anew: bool) -> Applied {
        let kept = self.store.kept();
        let goes_on = self.store.is_at(stream, after, anew) && {
            self.store.apply(stream, &page.rows, &page.cursor);
            self.store.is_at(stream, Some(&page.cursor), anew)
        };
        if !goes_on || self.store.kept() != kept {
            // The day on screen is whole, and stays until the new one is.
            self.store.read_anew(stream);
            self.tell();
            return Applied::Lost;
        }
        let applied = match page.check {
            None => Applied::More,
            Some(check) if self.store.reading_check(stream) == check => Applied::Equal,
            Some(_) => Applied::Differs,
        };
        match applied {
            Applied::Equal if anew => {
                self.store.finish(stream);
                self.forget_shown(stream);
            }
            Applied::More | Applied::Equal | Applied::Lost => {}
            Applied::Differs => self.store.read_anew(stream),
        }
        if applied == Applied::Equal && (anew || stream.kind == StreamKind::Facility) {
            self.look_for_wings();
        }
        if !anew && let Some(shown) = self.shown.as_mut().filter(|shown| shown.reads(stream)) {
            page.rows.iter().for_each(|row| shown.apply(stream, row));
        }
        if applied == Applied::Equal {
            self.equal_at.insert(stream, self.now());
        }
        if applied == Applied::Equal && matches!(stream.kind, StreamKind::Facility | StreamKind::Wing) {
            // What a day needs is with the system before it is shown: a kill must not empty the screen of the next start,
            // which may be without a network. The many small streams wait for the end of the round.
            self.store.flush();
        }
        if applied == Applied::Equal {
            // Whatever the hub applied before this run is in its rows by now, or was replaced there.
            self.unseen.retain(|_, unseen| !unseen.applied || unseen.action.deed.stream() != stream);
        }
        self.tell();
        applied
    }

    /// The place in a stream is not good any more.
    pub(in crate::sync) fn void_cursor(&mut self, stream: StreamId) {
        self.store.read_anew(stream);
        self.tell();
    }

    /// A stream that is not granted any more leaves no trace in the cache. What waits for it in the journal is sent all
    /// the same: the hub decides.
    pub(in crate::sync) fn drop_stream(&mut self, stream: StreamId) {
        self.store.remove(stream, self.now());
        self.equal_at.remove(&stream);
        self.wings = None;
        self.forget_shown(stream);
        self.tell();
    }

    /// Everything here is equal to the hub, as of now.
    pub(in crate::sync) fn in_step(&mut self, now: DateTime<Utc>, flush: bool) {
        self.store.set_last_sync(now);
        let decided = self.decided();
        self.set_settled(decided);
        // What the hub knew already changed no stream, so that no page told: its effect is in the rows too, perhaps for long.
        let unseen = self.unseen.len();
        self.unseen.retain(|_, unseen| !unseen.applied);
        if self.unseen.len() < unseen {
            self.tell();
        }
        self.equal_at = self.store.streams().into_keys().map(|stream| (stream, now)).collect();
        if flush {
            self.flush();
        }
        self.forget_what_is_old(now);
        self.store.look_after(now);
    }

    /// Lets go, once a day, of what was settled 30 days ago by the hub's clock, which just said how wrong this one is. A refusal stays
    /// until somebody has seen it.
    fn forget_what_is_old(&mut self, now: DateTime<Utc>) {
        let skew = self.clock_skew_seconds().unwrap_or_default();
        let Some(day) = TimeDelta::try_seconds(skew).and_then(|skew| now.checked_sub_signed(skew)) else { return };
        let day = day.date_naive();
        // Segments are read for it.
        if self.forgot_on.replace(day) == Some(day) {
            return;
        }
        let refused = &self.refused;
        let unseen = |number: u64| refused.get(&number).is_some_and(|refused| !refused.seen);
        match self.journal.note_settled(day).and_then(|()| self.journal.forget(day, unseen)) {
            Ok(0) => {}
            Ok(segments) => {
                tracing::info!(segments, "what was settled 30 days ago is gone from the journal");
                self.read_journal();
                self.tell();
            }
            Err(error) => tracing::warn!(%error, "the journal keeps what is old"),
        }
    }

    fn forget_shown(&mut self, stream: StreamId) {
        self.shown = self.shown.take().filter(|shown| !shown.reads(stream));
    }
}
