//! What sync asks of the hub, as values: who decides what to ask needs neither a connection nor a runtime.

use std::time::Duration;

use super::error::Call;
use super::{Decided, DeviceState, Heads, Page};
use crate::domain::id::DeviceId;
use crate::domain::stream::StreamId;

/// One question to the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Make this device known, however often it is asked. Answered by [`Answer::Device`].
    Enrol(DeviceId),
    /// Decide these consecutive actions, each as the journal holds it. Answered by [`Answer::Outcomes`], one for each.
    Push {
        /// Whose.
        device: DeviceId,
        /// In number order.
        actions: Vec<Box<[u8]>>,
    },
    /// Take in who opened which file, each look as the journal holds it. Answered by [`Answer::Looks`].
    Looks {
        /// Whose.
        device: DeviceId,
        /// In number order.
        looks: Vec<Box<[u8]>>,
    },
    /// What became of the actions from this number on? Answered by [`Answer::Outcomes`].
    Outcomes {
        /// Whose.
        device: DeviceId,
        /// The first number.
        from: u64,
    },
    /// Which streams may this identity see, and where are they? Answered by [`Answer::Heads`].
    Heads {
        /// The tag of an earlier answer: say only what is news since then.
        known: Option<String>,
        /// How long to wait for news.
        wait: Duration,
    },
    /// The rows of a stream after a cursor, from its beginning without one. Answered by [`Answer::Page`].
    Changes {
        /// Which stream.
        stream: StreamId,
        /// The cursor of the page before.
        after: Option<String>,
        /// Most rows in the page.
        limit: usize,
    },
}

impl Question {
    /// What is tried with it.
    pub const fn call(&self) -> Call {
        match self {
            Self::Enrol(_) => Call::Enrol,
            Self::Push { .. } => Call::Push,
            Self::Looks { .. } => Call::Looks,
            Self::Outcomes { .. } => Call::Outcomes,
            Self::Heads { .. } => Call::Heads,
            Self::Changes { .. } => Call::Changes,
        }
    }
}

/// What the hub answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What it knows of the device.
    Device(DeviceState),
    /// The number of the last look that it has.
    Looks(u64),
    /// What became of actions, in number order.
    Outcomes(Vec<Decided>),
    /// The streams; none when there was no news.
    Heads(Option<Heads>),
    /// A page of a stream.
    Page(Page),
}
