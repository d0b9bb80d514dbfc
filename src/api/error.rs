//! What can go wrong between a terminal and the hub: what was tried, a closed list of faults, the cause.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::spoilt::Spoilt;

/// Why a call failed: a code with data. Whoever shows it makes the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The address is neither `https://` nor `http://` on this machine itself.
    #[error("the address must start with https:// (or http:// for this machine itself)")]
    BadAddress,
    /// Nobody knows the host's name.
    #[error("the host name is unknown")]
    UnknownHost,
    /// The host is there, the hub is not.
    #[error("the connection was refused")]
    Refused,
    /// No way to the host.
    #[error("there is no network path to the host")]
    Unreachable,
    /// No answer in time.
    #[error("no answer in time")]
    TimedOut,
    /// The connection broke before an answer.
    #[error("the connection broke off")]
    Interrupted,
    /// The certificate or the TLS version is not good.
    #[error("no safe connection: the certificate or the TLS version was refused")]
    Tls,
    /// The certificate is not valid at this terminal's time: often the clock is wrong.
    #[error("the certificate is not valid at this terminal's time")]
    TlsClock,
    /// The hub does not know this token (401).
    #[error("the hub does not accept this sign-in")]
    NotAuthorised,
    /// This was withdrawn, or never granted (403, 404).
    #[error("this is not, or no longer, granted")]
    Withdrawn,
    /// The cursor reaches too far back, or is of another lineage (410).
    #[error("the place in the stream is too old")]
    Gone,
    /// This program is older than the hub accepts (426).
    #[error("this program is too old for the hub")]
    TooOld,
    /// The hub expects another number first (409).
    #[error("the hub expects action {expected} first")]
    Gap {
        /// The number that it wants next.
        expected: u64,
    },
    /// The number was used for something else, or another conflict that sending again does not solve (409).
    #[error("the number is used for something else")]
    Differs,
    /// The hub asks to come back later (429, 503).
    #[error("the hub is busy")]
    Busy {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// The hub failed (5xx).
    #[error("the hub failed (status {0})")]
    Server(u16),
    /// The hub refuses this request (another 4xx): the two do not understand each other.
    #[error("the hub refused the request (status {0})")]
    RefusedRequest(u16),
    /// A hub, but of another major version.
    #[error("the hub speaks another version of the protocol")]
    OtherVersion,
    /// Something answers, and its answer cannot be used.
    #[error(transparent)]
    Spoilt(#[from] Spoilt),
}

impl Fault {
    /// Whether the same call may succeed later without anybody doing something: network faults, 429 and 5xx.
    pub const fn is_passing(self) -> bool {
        self.is_network() || matches!(self, Self::Busy { .. } | Self::Server(_))
    }

    /// Whether the line failed rather than the hub, so that trying again at once costs the hub nothing.
    pub const fn is_network(self) -> bool {
        matches!(
            self,
            Self::UnknownHost
                | Self::Refused
                | Self::Unreachable
                | Self::TimedOut
                | Self::Interrupted
                | Self::Spoilt(Spoilt::CutOff)
        )
    }

    /// Whether only what was asked for may be wrong, so that something else can still be asked.
    pub const fn is_of_one_answer(self) -> bool {
        matches!(self, Self::Spoilt(spoilt) if spoilt.is_of_a_hub())
    }

    /// How long the hub asks to wait.
    pub const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Busy { retry_after } => retry_after,
            _ => None,
        }
    }
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Prepare the client.
    Prepare,
    /// Who am I?
    Me,
    /// Which streams, and where are they?
    Heads,
    /// Rows of one stream.
    Changes,
    /// Make this device known.
    Enrol,
    /// Send actions.
    Push,
    /// Tell who opened which file.
    Looks,
    /// What became of these actions?
    Outcomes,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Prepare => "preparing the connection to the hub",
            Self::Me => "asking the hub who is signed in",
            Self::Heads => "asking the hub which streams changed",
            Self::Changes => "reading rows from the hub",
            Self::Enrol => "making this terminal known to the hub",
            Self::Push => "sending actions to the hub",
            Self::Looks => "telling the hub who opened which file",
            Self::Outcomes => "asking the hub what became of the actions",
        })
    }
}

/// A call that failed. Holds no address, token or body: it may be logged.
#[derive(Debug, thiserror::Error)]
#[error("{call}: {fault}")]
pub struct ApiError {
    /// What was tried.
    pub call: Call,
    /// Why it failed.
    pub fault: Fault,
    /// The library's own error, for the log.
    #[source]
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

impl ApiError {
    /// A failure without a deeper cause.
    pub const fn new(call: Call, fault: Fault) -> Self {
        Self { call, fault, source: None }
    }

    /// A failure with its cause.
    pub fn caused(call: Call, fault: Fault, source: impl StdError + Send + Sync + 'static) -> Self {
        Self { call, fault, source: Some(Box::new(source)) }
    }
}
