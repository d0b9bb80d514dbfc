//! What reaches the interface, and what it asks for in return.

mod sync;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

use super::action::Action;
use super::draft::Draft;
use super::key::Key;
use super::lock::PinDigits;
use super::search::SearchIndex;
use crate::domain::action::Deed;
use crate::domain::caseload::Caseload;
use crate::domain::day::Day;
use crate::domain::dossier::Dossier;
use crate::domain::id::{DetaineeId, RowId, StaffId, WingId};
use crate::domain::look::List;
use crate::domain::place::PlaceDay;
use crate::domain::week::Week;
use crate::text::{Id, Pii, SafeText};

pub use sync::{Done, JournalLine, RefusedLine, Settle, StreamLine, SyncPage, What};

/// Something happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key; with the letter as typed, for text.
    Key(Key, Option<char>),
    /// Text was pasted.
    Paste(String),
    /// An action was called by its name.
    Act(Action),
    /// The whole text of the field that is open, and that it is done.
    Answer(String),
    /// The line of the list that is open, from 0.
    Choose(usize),
    /// The window has another size, in columns and rows.
    Resize(u16, u16),
    /// The clock moved on, or a wait that was asked for is over.
    Tick,
    /// Who is signed in, and the wing to begin with.
    SignedIn(Who),
    /// The wings that can be chosen.
    Wings(Vec<(WingId, SafeText)>),
    /// What can be found.
    Index(Arc<SearchIndex>),
    /// A day, freshly assembled.
    Day(Arc<Day>),
    /// How sync is doing.
    Status(Status),
    /// What was asked to be recorded is safe, with the ids of its rows; or it is not, and why.
    Recorded(u64, Result<Vec<RowId>, SafeText>),
    /// Something that the officer should know.
    Notice(Notice, SafeText),
    /// What the sync screen shows.
    Sync(Arc<SyncPage>),
    /// How the programme of a week went.
    Week(Arc<Week>),
    /// The reader's people.
    Caseload(Arc<Caseload>),
    /// Whether the reader works at a place.
    Places(bool),
    /// Who is expected there.
    Expected(Arc<PlaceDay>),
    /// A person's file.
    File(Arc<Dossier>),
    /// What was typed and not recorded before the last end.
    Drafts(Vec<Draft>),
    /// Keys or themes changed on disk; what is broken stayed as it was, and says why.
    Looks(Vec<SafeText>),
    /// The terminal said whether its ground is light.
    OnLight(bool),
    /// Lock the screen, if there is a PIN that opens it.
    Lock,
    /// The PIN that was chosen is kept.
    PinKept,
    /// A PIN was tried: none when it was right, otherwise how many attempts are left.
    PinTried(Option<u8>),
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It went well.
    Good,
    /// Worth knowing.
    Hint,
    /// Something is wrong.
    Error,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Their id.
    pub staff: StaffId,
    /// Their name.
    pub name: SafeText,
    /// The wing to begin with.
    pub wing: Option<WingId>,
}

/// How the line to the hub is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Line {
    /// Not tried yet.
    #[default]
    Unknown,
    /// The hub answered last.
    Online,
    /// No network since then.
    Offline(DateTime<Utc>),
    /// The hub does not accept this sign-in any more.
    SignInAgain,
    /// Hub and program do not understand each other.
    OtherVersion,
    /// The certificate or the TLS version is not good.
    NotSafe,
    /// The certificate is not valid at the time of the clock here.
    ClockRefused,
    /// What answers is no hub, and how that shows: often a guest network that wants a sign-in.
    NoHub(Id),
    /// The hub answers, and not as it should; what is wrong.
    BadAnswer(Id),
}

/// How sync is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Status {
    /// The line.
    pub line: Line,
    /// When everything here was last equal to the hub.
    pub last_sync: Option<DateTime<Utc>>,
    /// Actions that the hub has not decided yet.
    pub waiting: usize,
    /// Actions that the hub refused.
    pub refused: usize,
    /// Rows read and rows expected, while much is read.
    pub progress: Option<(usize, usize)>,
    /// How far the clock here is ahead of the hub's, in seconds, when that is too much; behind is negative.
    pub clock_skew_seconds: Option<i64>,
    /// Whether what is recorded is safe on disk.
    pub journal: JournalState,
    /// Whether what was read is kept for the next start.
    pub cache: CacheState,
}

/// Whether what is recorded is safe on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JournalState {
    /// It is, before the screen says so.
    #[default]
    Kept,
    /// It is; some of what was there was damaged.
    Mended {
        /// Actions that are missing.
        lost: usize,
    },
    /// It is, in the last room of a disk that is full.
    Reserve,
    /// Nothing new is: the disk is full.
    Full,
    /// Nothing new is: the disk cannot be written any more, or fails.
    Refuses,
    /// It is not, because that was asked for.
    InMemory,
    /// It is not, because the disk cannot be written.
    NotKept,
}

/// Whether what was read is kept for the next start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CacheState {
    /// It is.
    #[default]
    Kept,
    /// It is again: what was there could not be read.
    Renewed,
    /// It is not: the next start begins empty.
    NotKept,
}

/// Something to do, outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Assemble this day.
    Load(WingId, NaiveDate),
    /// Record these deeds, together.
    Record {
        /// Comes back with the answer.
        ticket: u64,
        /// What was done.
        deeds: Vec<Deed>,
        /// When it happened; none for now.
        observed_at: Option<DateTime<Utc>>,
    },
    /// Try to sync at once.
    SyncNow,
    /// Find out what the sync screen shows.
    LoadSync,
    /// Assemble how the programme of the week of this Monday went.
    LoadWeek(WingId, NaiveDate),
    /// Read whose mentor or case manager the reader is.
    LoadCaseload,
    /// Assemble who is expected at the reader's places on a day.
    LoadExpected(NaiveDate),
    /// Read what can be found.
    LoadIndex,
    /// Print this list of this wing, after writing down that it left the program.
    Print {
        /// Which list.
        list: List,
        /// Of which wing.
        wing: WingId,
        /// What stands on it.
        text: Pii<SafeText>,
    },
    /// Open this person's file, and write down that it was opened.
    OpenFile(DetaineeId),
    /// These refused actions were looked at.
    HaveSeen(Vec<u64>),
    /// Send a tick after this time: something on screen will have to change.
    Wake(Duration),
    /// Leave.
    Quit,
    /// Stop until the shell brings the program back.
    StepAside,
    /// Keep this PIN, as something that it can be tried against.
    SetPin(PinDigits),
    /// Try this PIN.
    TryPin(PinDigits),
    /// Write drafts to the disk now.
    KeepDrafts,
    /// Leave: nobody can open this screen any more.
    LockedOut,
}
