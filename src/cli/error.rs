//! From errors to sentences and exit codes: what was tried, why it failed, what to do. Exit codes follow sysexits.

use std::process::ExitCode;

use color_eyre::eyre::Report;

use super::out::Out;
use crate::api::{Fault, Spoilt};
use crate::app::answer;
use crate::config::ConfigError;
use crate::journal::{JournalError, JournalFault};
use crate::session::SessionError;
use crate::sync::StartError;
use crate::text::{Arg, Id};

/// What kind of failure: it has one sentence and one exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The command line is not right.
    Usage,
    /// A message of the program, with its own gaps.
    Message(Id, u8),
    /// Said already, row by row.
    Said(u8),
}

/// Exit codes, as sysexits.h has them.
pub(super) mod code {
    /// The command line is not right.
    pub(in crate::cli) const USAGE: u8 = 64;
    /// The input is not right.
    #[cfg(feature = "hub")]
    pub(in crate::cli) const DATA: u8 = 65;
    /// Somebody or something is unknown.
    pub(in crate::cli) const UNKNOWN: u8 = 67;
    /// The hub does not answer.
    pub(in crate::cli) const UNAVAILABLE: u8 = 69;
    /// A fault in this program.
    pub(in crate::cli) const SOFTWARE: u8 = 70;
    /// A file cannot be made or written.
    pub(in crate::cli) const CANNOT_WRITE: u8 = 73;
    /// Reading or writing failed.
    pub(in crate::cli) const IO: u8 = 74;
    /// Not now: somebody else has it.
    pub(in crate::cli) const IN_USE: u8 = 75;
    /// The two sides do not understand each other.
    pub(in crate::cli) const PROTOCOL: u8 = 76;
    /// Not signed in, or not allowed.
    pub(in crate::cli) const DENIED: u8 = 77;
    /// The configuration is not right.
    pub(in crate::cli) const CONFIG: u8 = 78;
}

/// Why a subcommand ended without doing what was asked.
#[derive(Debug)]
pub(super) struct Failure {
    kind: Kind,
    gaps: Vec<(&'static str, String)>,
    /// Another message that fills the gap `reason`.
    reason: Option<Id>,
}

impl Failure {
    /// A failure with one gap, `what`.
    pub(super) fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self { kind, gaps: vec![("what", what.into())], reason: None }
    }

    /// A failure with the gaps of its message.
    pub(super) fn with(id: Id, code: u8, gaps: &[(&'static str, &str)]) -> Self {
        let gaps = gaps.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { kind: Kind::Message(id, code), gaps, reason: None }
    }

    /// Everything was said already.
    pub(super) const fn said(code: u8) -> Self {
        Self { kind: Kind::Said(code), gaps: Vec::new(), reason: None }
    }

    /// Says it, notes it in the log, and gives the exit code.
    pub(super) fn tell(&self, out: &Out) -> ExitCode {
        let (id, code) = match self.kind {
            Kind::Usage => (Id::ErrorUsage, code::USAGE),
            Kind::Message(id, code) => (id, code),
            Kind::Said(code) => return ExitCode::from(code),
        };
        let reason = self.reason.map(|reason| out.words.say(reason));
        let mut gaps: Vec<_> = self.gaps.iter().map(|(name, value)| (*name, Arg::Text(value))).collect();
        gaps.extend(reason.as_ref().map(|reason| ("reason", reason.into())));
        out.warn(id, &gaps);
        tracing::error!(message = id.name(), code, "ended");
        ExitCode::from(code)
    }

    /// A failure of the hub's, or on the way to it.
    pub(super) fn hub(fault: Fault, address: &str) -> Self {
        let (id, code) = match fault {
            Fault::BadAddress => (Id::ErrorBadAddress, code::USAGE),
            Fault::UnknownHost => (Id::ErrorUnknownHost, code::UNAVAILABLE),
            Fault::Refused | Fault::Unreachable | Fault::Interrupted => (Id::ErrorRefused, code::UNAVAILABLE),
            Fault::TimedOut | Fault::Busy { .. } => (Id::ErrorTimedOut, code::UNAVAILABLE),
            Fault::Tls => (Id::ErrorTls, code::PROTOCOL),
            Fault::TlsClock => (Id::ErrorTlsClock, code::PROTOCOL),
            Fault::NotAuthorised | Fault::Withdrawn => (Id::ErrorWrongToken, code::DENIED),
            Fault::TooOld => (Id::ErrorTooOld, code::PROTOCOL),
            Fault::Server(status) | Fault::RefusedRequest(status) => {
                return Self::with(Id::ErrorHubFails, code::UNAVAILABLE, &[("status", &status.to_string())]);
            }
            Fault::OtherVersion | Fault::Gone | Fault::Gap { .. } | Fault::Differs => {
                (Id::ErrorOtherVersion, code::PROTOCOL)
            }
            Fault::Spoilt(spoilt) => return Self::spoilt(spoilt, address),
        };
        Self::with(id, code, &[("address", address)])
    }

    /// An answer that cannot be used: who answers, and what is wrong with it.
    fn spoilt(spoilt: Spoilt, address: &str) -> Self {
        let id = if spoilt.is_of_a_hub() { Id::ErrorBadAnswer } else { Id::ErrorNotVleugel };
        Self { reason: Some(answer::reason(spoilt)), ..Self::with(id, code::PROTOCOL, &[("address", address)]) }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::NoHome => Self::with(Id::ErrorNoHome, code::CONFIG, &[]),
            ConfigError::BadFile(bad) => Self::with(
                Id::ErrorBadConfig,
                code::CONFIG,
                &[
                    ("file", &bad.path.to_string_lossy()),
                    ("line", &bad.line.to_string()),
                    ("column", &bad.column.to_string()),
                    ("what", &format!("{}.", bad.what)),
                ],
            ),
        }
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        match &error {
            SessionError::NotSignedIn | SessionError::Damaged(_) => Self::with(Id::ErrorNotSignedIn, code::DENIED, &[]),
            SessionError::Unsafe(path) => {
                let path = path.to_string_lossy();
                Self::with(Id::ErrorUnsafeFile, code::DENIED, &[("path", &path), ("mode", "600")])
            }
            SessionError::Io { path, .. } => {
                Self::with(Id::ErrorNotWritable, code::CANNOT_WRITE, &[("path", &path.to_string_lossy())])
            }
            SessionError::NoToken => Self::with(Id::ErrorNoToken, code::USAGE, &[]),
        }
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::InUse { pid, .. } => {
                let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
                Self::with(Id::ErrorInUse, code::IN_USE, &[("pid", &pid)])
            }
            other => Report::new(other).into(),
        }
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        let path = error.path.to_string_lossy().into_owned();
        match error.fault {
            JournalFault::NotWritable => Self::with(Id::ErrorNotWritable, code::CANNOT_WRITE, &[("path", &path)]),
            JournalFault::DiskFull => Self::with(Id::ErrorDiskFull, code::IO, &[("path", &path)]),
            JournalFault::Unsafe => Self::with(Id::ErrorUnsafeFile, code::DENIED, &[("path", &path), ("mode", "700")]),
            JournalFault::InUse { pid } => {
                let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
                Self::with(Id::ErrorInUse, code::IN_USE, &[("pid", &pid)])
            }
            JournalFault::TooLarge | JournalFault::Io => {
                Self::with(Id::ErrorJournal, code::IO, &[("attempt", error.attempt), ("path", &path)])
            }
        }
    }
}

/// Anything else: a report carries what was attempted and why it failed, and the log gets the whole chain.
impl From<Report> for Failure {
    fn from(report: Report) -> Self {
        tracing::error!(chain = %format!("{report:#}"), "a failure without a sentence of its own");
        let reason = report.root_cause().to_string();
        Self::with(Id::ErrorOther, code::SOFTWARE, &[("attempt", &report.to_string()), ("reason", &reason)])
    }
}
