//! Reading streams page by page, a few at a time, the most urgent first; each page and its cursor go into the cache together.

use std::collections::{BTreeMap, VecDeque};

use super::{Core, Phase, Ticket};
use crate::api::{Answer, ApiError, Call, Fault, Page, Question, Spoilt};
use crate::domain::stream::StreamId;
use crate::sync::desk::{Applied, State};
use crate::sync::plan::RemoteState;

/// Most streams that are read at the same time.
const READS_AT_ONCE: usize = 4;

/// A stream to read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) stream: StreamId,
    /// From its start, beside what is here.
    pub(super) anew: bool,
}

/// A stream of which a page was asked for.
#[derive(Debug)]
pub(super) struct Reading {
    read: Read,
    /// Where the page begins; none at the start of the stream.
    cursor: Option<String>,
}

/// Streams that are being read, and those that come after them.
#[derive(Debug)]
pub(super) struct Reads {
    open: BTreeMap<Ticket, Reading>,
    queue: VecDeque<Read>,
    /// The first one that could not be read: it does not keep the others away.
    spoilt: Option<ApiError>,
}

impl Reads {
    /// The stream whose page this answers, if it is one of these.
    pub(super) fn answered(&mut self, ticket: Ticket) -> Option<Reading> {
        self.open.remove(&ticket)
    }
}

/// How reading a stream goes on.
enum Next {
    /// With the page after this cursor.
    More(String),
    /// Not in this plan.
    Ended,
}

impl Core {
    /// Begins to read; the plan is over when all is read.
    pub(super) fn read(&mut self, state: &mut State, queue: VecDeque<Read>) -> Result<(), ApiError> {
        let total = queue.iter().filter_map(|read| self.expected(read)).sum::<usize>();
        if total > 0 {
            state.say(|status| {
                status.progress = Some((0, total));
                true
            });
        }
        self.phase = Phase::Reads(Reads { open: BTreeMap::new(), queue, spoilt: None });
        self.read_on(state)
    }

    /// Asks for the first pages of as many streams as may be read at the same time.
    fn read_on(&mut self, state: &mut State) -> Result<(), ApiError> {
        while let Phase::Reads(reads) = &mut self.phase {
            if reads.open.len() >= READS_AT_ONCE {
                return Ok(());
            }
            let Some(read) = reads.queue.pop_front() else { break };
            let cursor = state.start_reading(read.stream, read.anew);
            self.ask_for_page(Reading { read, cursor });
        }
        match &mut self.phase {
            Phase::Reads(reads) if reads.open.is_empty() => {
                let spoilt = reads.spoilt.take();
                state.say(|status| status.progress.take().is_some());
                spoilt.map_or_else(|| self.plan(state), Err)
            }
            _ => Ok(()),
        }
    }

    fn ask_for_page(&mut self, reading: Reading) {
        let after = reading.cursor.clone();
        let ticket = self.ask(Question::Changes { stream: reading.read.stream, after, limit: self.page_rows });
        if let Phase::Reads(reads) = &mut self.phase {
            reads.open.insert(ticket, reading);
        }
    }

    /// A page came, or could not.
    pub(super) fn page_came(
        &mut self,
        state: &mut State,
        reading: Reading,
        answer: Result<Answer, ApiError>,
    ) -> Result<(), ApiError> {
        match self.take_page(state, &reading, answer) {
            Ok(Next::More(cursor)) => {
                self.ask_for_page(Reading { read: reading.read, cursor: Some(cursor) });
                Ok(())
            }
            Ok(Next::Ended) => self.read_on(state),
            // One stream that cannot be read does not keep the others away.
            Err(error) if error.fault.is_of_one_answer() => {
                if let Phase::Reads(reads) = &mut self.phase {
                    reads.spoilt.get_or_insert(error);
                }
                self.read_on(state)
            }
            Err(error) => Err(error),
        }
    }

    fn take_page(
        &mut self,
        state: &mut State,
        reading: &Reading,
        answer: Result<Answer, ApiError>,
    ) -> Result<Next, ApiError> {
        let stream = reading.read.stream;
        match answer {
            Ok(Answer::Page(page)) => self.apply(state, reading, &page),
            Ok(_) => Err(contradicts()),
            // A hub of another database refuses our cursor as malformed.
            Err(ApiError { fault: Fault::Gone | Fault::RefusedRequest(_), .. }) if reading.cursor.is_some() => {
                state.void_cursor(stream);
                // The hub may be of another lineage by now.
                self.remote = RemoteState::default();
                Ok(Next::Ended)
            }
            Err(ApiError { fault: Fault::Withdrawn, .. }) => {
                state.drop_stream(stream);
                self.remote.heads = None;
                Ok(Next::Ended)
            }
            Err(error) => Err(error),
        }
    }

    fn apply(&mut self, state: &mut State, reading: &Reading, page: &Page) -> Result<Next, ApiError> {
        let Read { stream, anew } = reading.read;
        if page.check.is_none() && reading.cursor.as_deref() == Some(page.cursor.as_str()) {
            // A page that ends where it began would go on for ever.
            return Err(contradicts());
        }
        let applied = state.apply(stream, reading.cursor.as_deref(), page, anew);
        let rows = page.rows.len();
        state.say(|status| status.progress.as_mut().map(|(done, _)| *done += rows).is_some());
        match (applied, page.check) {
            (Applied::More, _) => Ok(Next::More(page.cursor.clone())),
            (Applied::Equal, Some(check)) => {
                if let Some(heads) = &mut self.remote.heads {
                    heads.insert(stream, check);
                }
                Ok(Next::Ended)
            }
            // Read whole and still different: reading again does not help.
            (Applied::Differs, _) if anew => Err(contradicts()),
            (Applied::Equal | Applied::Differs | Applied::Lost, _) => Ok(Next::Ended),
        }
    }

    /// How many rows a read will bring, as far as that is known.
    fn expected(&self, read: &Read) -> Option<usize> {
        usize::try_from(self.remote.heads.as_ref().filter(|_| read.anew)?.get(&read.stream)?.count).ok()
    }
}

const fn contradicts() -> ApiError {
    ApiError::new(Call::Changes, Fault::Spoilt(Spoilt::Contradicts))
}
