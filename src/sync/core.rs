//! The core of sync: what to ask the hub next, and what its answers do to journal and cache. A plain state machine without a
//! network, a runtime or a clock of its own: it is given events, and says what is to be done.
//!
//! A round goes plan → steps → reads → plan, until the plan is empty; then it waits for the hub's next change. Whatever is on its
//! way may be dropped between any two events: every step is written down before the next.

use std::collections::VecDeque;
use std::time::Duration;

use rand::rngs::StdRng;

use super::backoff::{Backoff, LONGEST_WAIT};
use super::desk::State;
use super::plan::{RemoteDevice, RemoteState, Step, plan};
use super::status::Connection;
use crate::api::{Answer, ApiError, Call, DeviceState, Fault, Heads, LONG_POLL, Question, Spoilt};

mod reads;
#[cfg(test)]
mod tests;

use reads::{Read, Reads};

/// Most plans in a row that decide nothing: more means that hub and terminal do not come closer to each other.
const MAX_PLANS: usize = 64;

/// Names a question until its answer is here. Answers to questions that do not matter any more are not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ticket(u64);

/// Something happened.
#[derive(Debug)]
pub(super) enum Event {
    /// What [`Todo::Rest`] asked for is over. It is also what begins the first round.
    Rested,
    /// Something was recorded here.
    Recorded,
    /// Somebody asked to sync now.
    Wished,
    /// A question was answered, or failed.
    Answered(Ticket, Result<Answer, ApiError>),
}

/// One thing to do.
#[derive(Debug)]
pub(super) enum Todo {
    /// Ask the hub this.
    Ask(Ticket, Question),
    /// Say when this much time has passed.
    Rest(Duration),
}

/// What to do after an event.
#[derive(Debug, Default)]
pub(super) struct Todos {
    /// What is on its way does not matter any more: questions and rests alike.
    pub(super) instead: bool,
    /// New things to do.
    pub(super) todo: Vec<Todo>,
}

/// Where the core is.
#[derive(Debug)]
enum Phase {
    /// In the middle of a plan: one question is out, and the rest of the plan waits for its answer.
    Step(Ticket, Asked),
    /// The steps are done, streams are being read.
    Reads(Reads),
    /// Everything here is equal to the hub; a long poll tells of the next change.
    InStep(Ticket),
    /// Something failed: wait, and try again.
    Resting {
        /// The hub was not even reached: what is recorded may be tried at once, since that costs it nothing.
        network: bool,
    },
    /// Nothing helps but a new sign-in, or somebody's wish.
    SignIn,
}

/// A step that waits for its answer.
#[derive(Clone, Debug)]
enum Asked {
    Enrol,
    Mend(Vec<u64>),
    Push { first: u64 },
    Looks,
    Heads,
}

/// The state of one terminal's sync with one hub.
pub(super) struct Core {
    phase: Phase,
    /// Steps of the plan that were not taken yet.
    steps: VecDeque<Step>,
    round: Round,
    /// Somebody asked to sync while a round was on its way.
    wished: bool,
    remote: RemoteState,
    /// What the hub gave with its last list of streams.
    etag: Option<String>,
    backoff: Backoff,
    random: StdRng,
    /// Most rows in a page.
    page_rows: usize,
    tickets: u64,
    todos: Todos,
}

/// What happened in a round so far.
#[derive(Debug, Default)]
struct Round {
    /// Whether there was anything to do.
    changed: bool,
    /// How many plans there were since the last one that decided something.
    plans: usize,
    /// Up to which action every outcome was here at the last plan.
    decided: u64,
}

impl Core {
    /// A core that knows nothing of the hub yet; [`Event::Rested`] begins. `random` spreads its waits.
    pub(super) fn new(random: StdRng, page_rows: usize) -> Self {
        Self {
            phase: Phase::Resting { network: false },
            steps: VecDeque::new(),
            round: Round::default(),
            wished: false,
            remote: RemoteState::default(),
            etag: None,
            backoff: Backoff::default(),
            random,
            page_rows,
            tickets: 0,
            todos: Todos::default(),
        }
    }

    /// Takes an event in, and says what to do next.
    pub(super) fn take(&mut self, state: &mut State, event: Event) -> Todos {
        let ended = match event {
            Event::Rested => self.rested(state),
            Event::Recorded => self.recorded(state),
            Event::Wished => self.wish(state),
            Event::Answered(ticket, answer) => self.answered(state, ticket, answer),
        };
        if let Err(error) = ended {
            self.failed(state, &error);
        }
        std::mem::take(&mut self.todos)
    }

    fn rested(&mut self, state: &mut State) -> Result<(), ApiError> {
        if matches!(self.phase, Phase::Resting { .. }) { self.begin(state) } else { Ok(()) }
    }

    fn recorded(&mut self, state: &mut State) -> Result<(), ApiError> {
        match self.phase {
            Phase::InStep(_) => self.begin(state),
            Phase::Resting { network: true } => {
                self.backoff.uncount();
                self.begin(state)
            }
            // A round asks the journal again before it ends.
            Phase::Step(..) | Phase::Reads(_) | Phase::Resting { network: false } | Phase::SignIn => Ok(()),
        }
    }

    fn wish(&mut self, state: &mut State) -> Result<(), ApiError> {
        match self.phase {
            Phase::Step(..) | Phase::Reads(_) => {
                self.wished = true;
                Ok(())
            }
            Phase::InStep(_) => {
                self.remote.heads = None;
                self.begin(state)
            }
            Phase::Resting { .. } | Phase::SignIn => {
                self.backoff.reset();
                self.begin(state)
            }
        }
    }

    fn answered(
        &mut self,
        state: &mut State,
        ticket: Ticket,
        answer: Result<Answer, ApiError>,
    ) -> Result<(), ApiError> {
        match &mut self.phase {
            Phase::Step(open, asked) if *open == ticket => {
                let asked = asked.clone();
                self.step_answered(state, asked, answer)
            }
            Phase::InStep(open) if *open == ticket => {
                if let Answer::Heads(heads) = answer?
                    && let Some(heads) = heads
                {
                    self.take_heads(heads);
                }
                self.begin(state)
            }
            Phase::Reads(reads) => match reads.answered(ticket) {
                Some(reading) => self.page_came(state, reading, answer),
                None => Ok(()),
            },
            // Late, or a second time.
            Phase::Step(..) | Phase::InStep(_) | Phase::Resting { .. } | Phase::SignIn => Ok(()),
        }
    }

    /// Begins a round; what is on its way is of the time before it.
    fn begin(&mut self, state: &mut State) -> Result<(), ApiError> {
        self.todos.instead = true;
        self.round = Round::default();
        self.plan(state)
    }

    /// Makes a plan and begins with it. An empty plan ends the round: everything here is equal to the hub.
    fn plan(&mut self, state: &mut State) -> Result<(), ApiError> {
        let local = state.local();
        let steps = plan(&local, &self.remote);
        if steps.is_empty() {
            return self.in_step(state);
        }
        let Round { changed, plans, decided } = &mut self.round;
        // Who marks fast gives us plan after plan; only plans that decide nothing are suspect.
        *plans = if local.decided > *decided { 1 } else { *plans + 1 };
        (*changed, *decided) = (true, local.decided);
        if *plans > MAX_PLANS {
            return Err(ApiError::new(Call::Changes, Spoilt::Contradicts.into()));
        }
        self.steps = steps.into();
        self.go_on(state)
    }

    /// Takes the steps of the plan, up to the next one that needs an answer. A plan has its reads last: they go together.
    fn go_on(&mut self, state: &mut State) -> Result<(), ApiError> {
        let mut reads = VecDeque::new();
        while let Some(step) = self.steps.pop_front() {
            let (question, asked) = match step {
                Step::Enrol => (Question::Enrol(state.device()), Asked::Enrol),
                Step::AdoptEpoch(epoch) => {
                    state.adopt_epoch(epoch, self.remote_number());
                    continue;
                }
                Step::ChangeDevice => return self.change_device(state),
                Step::Mend(lost) => {
                    let from = lost.first().copied().unwrap_or(1);
                    (Question::Outcomes { device: state.device(), from }, Asked::Mend(lost))
                }
                Step::Push(numbers) => {
                    let first = *numbers.start();
                    let actions = state.actions(numbers);
                    (Question::Push { device: state.device(), actions }, Asked::Push { first })
                }
                Step::Looks(numbers) => {
                    (Question::Looks { device: state.device(), looks: state.looks(&numbers) }, Asked::Looks)
                }
                // Without an earlier answer to compare with, nothing can be unchanged.
                Step::Heads => (Question::Heads { known: None, wait: Duration::ZERO }, Asked::Heads),
                Step::Drop(stream) => {
                    state.drop_stream(stream);
                    continue;
                }
                Step::Pull(stream) => {
                    reads.push_back(Read { stream, anew: false });
                    continue;
                }
                Step::Rebuild(stream) => {
                    reads.push_back(Read { stream, anew: true });
                    continue;
                }
            };
            self.phase = Phase::Step(self.ask(question), asked);
            return Ok(());
        }
        self.read(state, reads)
    }

    fn step_answered(
        &mut self,
        state: &mut State,
        asked: Asked,
        answer: Result<Answer, ApiError>,
    ) -> Result<(), ApiError> {
        match (asked, answer) {
            (Asked::Enrol, Ok(Answer::Device(DeviceState { epoch, last_number, last_look }))) => {
                online(state);
                self.remote.device = Some(RemoteDevice { epoch, last_number, last_look });
            }
            (Asked::Mend(lost), Ok(Answer::Outcomes(known))) => {
                state.mend(lost, known, self.remote_number(), state.now());
            }
            (Asked::Push { .. }, Ok(Answer::Outcomes(outcomes))) => {
                if let Some(device) = &mut self.remote.device {
                    let numbers = outcomes.iter().map(|decided| decided.number);
                    device.last_number = numbers.fold(device.last_number, u64::max);
                }
                state.outcomes(outcomes);
                // What was applied changed its stream: look before the next wait.
                self.remote.heads = None;
            }
            (Asked::Push { first }, Err(ApiError { fault: Fault::Gap { expected }, .. })) if expected != first => {
                if let Some(device) = &mut self.remote.device {
                    device.last_number = expected.saturating_sub(1);
                }
                return self.plan(state);
            }
            (Asked::Looks, Ok(Answer::Looks(last_look))) => {
                if let Some(device) = &mut self.remote.device {
                    device.last_look = device.last_look.max(last_look);
                }
            }
            (Asked::Push { .. } | Asked::Looks, Err(ApiError { fault: Fault::Differs, .. })) => {
                return self.change_device(state);
            }
            (Asked::Heads, Ok(Answer::Heads(Some(heads)))) => {
                online(state);
                self.take_heads(heads);
            }
            (_, Err(error)) => return Err(error),
            (asked, Ok(_)) => return Err(ApiError::new(asked.call(), Spoilt::Contradicts.into())),
        }
        self.go_on(state)
    }

    /// Another copy of this journal used our numbers.
    fn change_device(&mut self, state: &mut State) -> Result<(), ApiError> {
        self.remote.device = None;
        let changed = state.change_device(state.now());
        changed.map_err(|error| ApiError::caused(Call::Push, Fault::Differs, error))?;
        self.plan(state)
    }

    fn take_heads(&mut self, heads: Heads) {
        if self.remote.device.as_ref().is_some_and(|device| device.epoch != heads.epoch) {
            // Another lineage: what it knows of this device has to be asked again.
            self.forget_hub();
            return;
        }
        self.etag = heads.etag;
        self.remote.heads = Some(heads.streams);
    }

    /// Everything here is equal to the hub: wait for it to change.
    fn in_step(&mut self, state: &mut State) -> Result<(), ApiError> {
        self.backoff.reset();
        let now = state.now();
        state.in_step(now, self.round.changed);
        state.say(|status| {
            status.connection = Connection::Online;
            status.last_sync = Some(now);
            true
        });
        if std::mem::take(&mut self.wished) {
            self.remote.heads = None;
            return self.begin(state);
        }
        let poll = Question::Heads { known: self.etag.clone(), wait: LONG_POLL };
        self.phase = Phase::InStep(self.ask(poll));
        Ok(())
    }

    /// Says what failed, and waits as long as the fault deserves.
    fn failed(&mut self, state: &mut State, error: &ApiError) {
        let fault = error.fault;
        tracing::info!(%error, "sync waits");
        // What came before the failure is kept.
        state.flush();
        // The hub that answers next may be another one.
        self.forget_hub();
        say_failure(state, fault);
        self.todos = Todos { instead: true, todo: Vec::new() };
        let wait = if std::mem::take(&mut self.wished) {
            // Whoever asked while this was failing means now.
            self.backoff.reset();
            Duration::ZERO
        } else if fault == Fault::NotAuthorised {
            self.phase = Phase::SignIn;
            return;
        } else {
            let jittered = self.backoff.failed(fault.retry_after(), &mut self.random);
            if fault.is_passing() { jittered } else { jittered.max(LONGEST_WAIT) }
        };
        self.todos.todo.push(Todo::Rest(wait));
        self.phase = Phase::Resting { network: fault.is_network() };
    }

    fn forget_hub(&mut self) {
        self.remote = RemoteState::default();
        self.etag = None;
    }

    /// The last action of this device that the hub decided; 0 when there is none.
    fn remote_number(&self) -> u64 {
        self.remote.device.as_ref().map_or(0, |device| device.last_number)
    }

    fn ask(&mut self, question: Question) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.todos.todo.push(Todo::Ask(ticket, question));
        ticket
    }
}

impl Asked {
    const fn call(&self) -> Call {
        match self {
            Self::Enrol => Call::Enrol,
            Self::Mend(_) => Call::Outcomes,
            Self::Push { .. } => Call::Push,
            Self::Looks => Call::Looks,
            Self::Heads => Call::Heads,
        }
    }
}

/// The hub answered.
fn online(state: &State) {
    state.say(|status| {
        let changed = status.connection != Connection::Online;
        status.connection = Connection::Online;
        changed
    });
}

fn say_failure(state: &State, fault: Fault) {
    let now = state.now();
    state.say(|status| {
        let since = match status.connection {
            Connection::Offline { since, .. } | Connection::Stuck { since, .. } => since,
            _ => now,
        };
        let connection = match fault {
            Fault::NotAuthorised => Connection::SignInAgain,
            fault if fault.is_passing() => Connection::Offline { since, fault },
            fault => Connection::Stuck { since, fault },
        };
        let changed = status.connection != connection || status.progress.is_some();
        (status.connection, status.progress) = (connection, None);
        changed
    });
}
