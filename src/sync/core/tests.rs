//! The core alone: what it asks for, and what it does with answers that come late, twice or not at all.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rand::SeedableRng;
use tokio::sync::watch;
use uuid::Uuid;

use super::*;
use crate::domain::action::Deed;
use crate::domain::id::{DetaineeId, DeviceId, RowId, StaffId, WingId};
use crate::domain::look::LookedAt;
use crate::domain::mark::MarkKind;
use crate::journal::Journal;
use crate::sync::desk::{Ids, Store, Tell};
use crate::sync::status::{JournalState, Status};

const ME: StaffId = StaffId(Uuid::from_u128(3));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_428_720, 0).expect("a time")
}

struct Terminal {
    core: Core,
    state: State,
    status: watch::Receiver<Status>,
}

impl Terminal {
    fn new() -> Self {
        let (status, seen) = watch::channel(Status::default());
        let tell = Tell { status, changes: watch::channel(0).0, wake: Arc::default() };
        let ids = Ids::of(StdRng::seed_from_u64(2));
        let journal = Journal::in_memory(DeviceId(Uuid::from_u128(1)));
        let state = State::new(journal, JournalState::Kept, Store::in_memory(), Arc::new(now), ids, ME, tell);
        Self { core: Core::new(StdRng::seed_from_u64(1), 500), state, status: seen }
    }

    fn take(&mut self, event: Event) -> Todos {
        self.core.take(&mut self.state, event)
    }

    /// Gives an event, and expects one question.
    fn asks(&mut self, event: Event) -> (Ticket, Question) {
        match self.take(event).todo.pop() {
            Some(Todo::Ask(ticket, question)) => (ticket, question),
            other => panic!("{other:?}"),
        }
    }

    /// A terminal without streams, as far as its long poll. Gives the poll.
    fn in_step(&mut self) -> Ticket {
        let (ticket, question) = self.asks(Event::Rested);
        assert!(matches!(question, Question::Enrol(_)));
        let device = DeviceState { epoch: "one".into(), last_number: 0, last_look: 0 };
        let (ticket, _) = self.asks(Event::Answered(ticket, Ok(Answer::Device(device))));
        let (poll, question) = self.asks(Event::Answered(ticket, Ok(heads())));
        assert_eq!(question, Question::Heads { known: Some("tag".into()), wait: LONG_POLL });
        assert_eq!(self.status.borrow().connection, Connection::Online);
        poll
    }

    fn mark(&mut self) {
        let deed = Deed::Mark {
            wing: WingId(Uuid::from_u128(5)),
            detainee: DetaineeId(Uuid::from_u128(6)),
            item: RowId(Uuid::from_u128(7)),
            day: None,
            kind: MarkKind::Left,
            replaces: None,
        };
        self.state.record(deed, ME, now(), now()).expect("memory");
    }
}

fn heads() -> Answer {
    Answer::Heads(Some(Heads { etag: Some("tag".into()), epoch: "one".into(), streams: [].into() }))
}

fn broken() -> Result<Answer, ApiError> {
    Err(ApiError::new(Call::Heads, Fault::Interrupted))
}

#[test]
fn an_answer_that_comes_twice_or_too_late_does_nothing() {
    let mut terminal = Terminal::new();
    let poll = terminal.in_step();
    terminal.mark();
    let (push, question) = terminal.asks(Event::Recorded);
    assert!(matches!(question, Question::Push { .. }));
    for late in [Ok(heads()), broken()] {
        let todos = terminal.take(Event::Answered(poll, late));
        assert!(!todos.instead && todos.todo.is_empty(), "{todos:?}");
    }
    let decided = crate::api::Decided::read(br#"{"number":1,"outcome":"applied"}"#).expect("an outcome");
    let answer = || Ok(Answer::Outcomes(vec![decided.clone()]));
    let (_, question) = terminal.asks(Event::Answered(push, answer()));
    assert!(matches!(question, Question::Heads { known: None, .. }), "what was applied changed its stream");
    assert!(terminal.take(Event::Answered(push, answer())).todo.is_empty());
}

#[test]
fn what_is_recorded_is_tried_at_once_only_when_the_hub_was_not_reached() {
    for (fault, at_once) in [(Fault::Interrupted, true), (Fault::Server(500), false)] {
        let mut terminal = Terminal::new();
        let poll = terminal.in_step();
        let todos = terminal.take(Event::Answered(poll, Err(ApiError::new(Call::Heads, fault))));
        assert!(todos.instead && matches!(todos.todo[..], [Todo::Rest(_)]), "{todos:?}");
        assert!(matches!(terminal.status.borrow().connection, Connection::Offline { .. }));
        terminal.mark();
        assert_eq!(terminal.take(Event::Recorded).todo.len(), usize::from(at_once), "{fault:?}");
    }
}

#[test]
fn a_wish_during_a_round_is_fulfilled_after_it_and_after_its_failure() {
    let mut terminal = Terminal::new();
    terminal.in_step();
    let (heads_asked, _) = terminal.asks(Event::Wished);
    assert!(terminal.take(Event::Wished).todo.is_empty());
    let (again, question) = terminal.asks(Event::Answered(heads_asked, Ok(heads())));
    assert!(matches!(question, Question::Heads { known: None, .. }));
    terminal.take(Event::Wished);
    let todos = terminal.take(Event::Answered(again, broken()));
    assert!(matches!(todos.todo[..], [Todo::Rest(Duration::ZERO)]), "{todos:?}");
}

#[test]
fn without_a_sign_in_nothing_is_asked_until_somebody_wants() {
    let mut terminal = Terminal::new();
    let poll = terminal.in_step();
    let todos = terminal.take(Event::Answered(poll, Err(ApiError::new(Call::Heads, Fault::NotAuthorised))));
    assert!(todos.instead && todos.todo.is_empty());
    assert_eq!(terminal.status.borrow().connection, Connection::SignInAgain);
    terminal.mark();
    assert!(terminal.take(Event::Recorded).todo.is_empty());
    assert!(matches!(terminal.asks(Event::Wished), (_, Question::Enrol(_))));
}

#[test]
fn an_opened_file_is_told_at_once_and_only_once() {
    let mut terminal = Terminal::new();
    terminal.in_step();
    terminal.state.look(LookedAt::File(DetaineeId(Uuid::from_u128(6))), now()).expect("memory");
    let (ticket, question) = terminal.asks(Event::Recorded);
    let Question::Looks { looks, .. } = question else { panic!("{question:?}") };
    assert_eq!(looks.len(), 1);
    // The answer is lost: asked anew, the hub says that it has it.
    let broken = ApiError::new(Call::Looks, Fault::Interrupted);
    terminal.take(Event::Answered(ticket, Err(broken)));
    let (ticket, _) = terminal.asks(Event::Rested);
    let device = DeviceState { epoch: "one".into(), last_number: 0, last_look: 1 };
    let (_, question) = terminal.asks(Event::Answered(ticket, Ok(Answer::Device(device))));
    assert!(matches!(question, Question::Heads { known: None, .. }), "{question:?}");
}
