//! Effects, run off the loop: their results come back as messages.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use tokio::runtime;
use tokio::sync::mpsc;

use super::answer;
use super::clock::Clock;
use super::print::{PrintError, print};
use super::run::Session;
use super::sync_page;
use crate::api::Fault;
use crate::domain::action::Deed;
use crate::domain::caseload::{self, CaseloadInput};
use crate::domain::day::Margins;
use crate::domain::decide::Known;
use crate::domain::dossier::{self, DossierInput};
use crate::domain::id::{DetaineeId, StaffId, WingId};
use crate::domain::local::date_of;
use crate::domain::look::{List, LookedAt};
use crate::domain::place::{self, PlaceInput};
use crate::domain::record::Kind;
use crate::domain::stream::{StreamId, StreamKind};
use crate::domain::week::{self, WeekInput};
use crate::journal::JournalFault;
use crate::session::{self, Attempt, Pin};
use crate::sync::{self, Connection, Desk, DeskClosed, Handle, RecordError, Trouble};
use crate::text::{Arg, Id, Pii, SafeText, Words};
use crate::tui::{CacheState, JournalState, Line, Model, Msg, Notice, PinDigits, SearchIndex, Status};

/// What can be found.
const NAMED: &[Kind] = &[Kind::Wing, Kind::Detainee, Kind::Movement, Kind::Place, Kind::Note];
/// What a caseload needs of the prison.
const OF_HOUSE: &[Kind] = &[Kind::Staff, Kind::Roster, Kind::Wing, Kind::Agreement];
/// What it needs of a wing.
const OF_WING: &[Kind] = &[Kind::Detainee, Kind::RequestSlip];
/// What it needs of a file.
const OF_FILE: &[Kind] = &[
    Kind::PersonFile,
    Kind::FiledPerson,
    Kind::LeaveRequest,
    Kind::Meeting,
    Kind::ContactMoment,
    Kind::Milestone,
    Kind::FirstAnswer,
    Kind::MdoContribution,
    Kind::Placement,
];

/// Rows of these kinds, one stream after the other, so that a mark waits for none of them long.
async fn of_streams(
    desk: &Desk,
    wanted: impl Iterator<Item = (StreamId, &'static [Kind])>,
) -> Result<Vec<Known>, DeskClosed> {
    let mut records = Vec::new();
    for (stream, kinds) in wanted {
        records.extend(desk.of_kinds(stream, kinds).await?);
    }
    Ok(records)
}

/// Runs effects.
pub(super) struct Effects {
    /// Where they run.
    background: runtime::Handle,
    desk: Desk,
    author: StaffId,
    clock: Clock,
    margins: Margins,
    words: Arc<Words>,
    print_command: Arc<[String]>,
    results: mpsc::Sender<Msg>,
    /// The PIN of this screen, once one was chosen.
    pin: Arc<Mutex<Option<Pin>>>,
}

impl Effects {
    pub(super) fn new(
        session: &Session,
        handle: &Handle,
        background: runtime::Handle,
        results: mpsc::Sender<Msg>,
    ) -> Self {
        Self {
            background,
            pin: Arc::default(),
            desk: handle.desk(),
            author: session.who.staff,
            clock: session.clock,
            margins: session.margins,
            words: Arc::new(Words::new(session.words.lang())),
            print_command: session.print_command.as_slice().into(),
            results,
        }
    }

    /// Opens a person's file: first it is written down that it was opened. What cannot be written down is not shown.
    pub(super) fn open_file(&self, detainee: DetaineeId) {
        let (desk, results, words) = (self.desk.clone(), self.results.clone(), Arc::clone(&self.words));
        let (clock, reader) = (self.clock, self.author);
        self.background.spawn(async move {
            if let Err(error) = desk.look(LookedAt::File(detainee), clock.now()).await {
                tracing::error!(%error, "a look was not recorded");
                let _ending = results.send(Msg::Notice(Notice::Error, sentence(&error, &words))).await;
                return;
            }
            show_file(&desk, &results, (detainee, reader), clock.now()).await;
        });
    }

    /// Prints a list: first it is written down that it left the program.
    pub(super) fn print(&self, list: List, wing: WingId, text: Pii<SafeText>) {
        let (desk, results, words) = (self.desk.clone(), self.results.clone(), Arc::clone(&self.words));
        let (clock, command) = (self.clock, Arc::clone(&self.print_command));
        self.background.spawn(async move {
            let msg = match desk.look(LookedAt::List(wing, list), clock.now()).await {
                Err(error) => {
                    tracing::error!(%error, "a look was not recorded");
                    Msg::Notice(Notice::Error, sentence(&error, &words))
                }
                Ok(()) => match print(&command, text.reveal().as_str().to_owned()).await {
                    Ok(()) => Msg::Notice(Notice::Good, words.say(Id::NoticePrinted)),
                    Err(error) => {
                        tracing::error!(%error, "nothing was printed");
                        Msg::Notice(Notice::Error, not_printed(&error, &command, &words))
                    }
                },
            };
            let _ending = results.send(msg).await;
        });
    }

    /// Shows the file that is open as it is now.
    pub(super) fn file(&self, detainee: DetaineeId) {
        let (desk, results, reader) = (self.desk.clone(), self.results.clone(), self.author);
        let clock = self.clock;
        self.background.spawn(async move { show_file(&desk, &results, (detainee, reader), clock.now()).await });
    }

    /// What is on screen besides the day may have changed underneath.
    pub(super) fn reload(&self, model: &Model) {
        self.wings();
        if let Some(date) = model.shows_place(date_of(self.clock.now())) {
            self.expected(date);
        }
        if model.shows_sync() {
            self.sync_page();
        }
        if model.shows_people() {
            self.caseload();
        }
        if let Some((wing, monday)) = model.shows_week() {
            self.week(wing, monday);
        }
        if let Some(person) = model.shows_file() {
            self.file(person);
        }
    }

    /// Who is expected at the reader's places on a day.
    pub(super) fn expected(&self, date: NaiveDate) {
        let (desk, results, clock, margins) = (self.desk.clone(), self.results.clone(), self.clock, self.margins);
        self.background.spawn(async move {
            let Ok(found) = desk.expected(date).await else { return };
            let (records, pending, unknown, now) = (&found.records, &found.pending, found.unknown, clock.now());
            let day = place::assemble(&PlaceInput { records, pending, date, now, margins, unknown });
            let _ending = results.send(Msg::Expected(Arc::new(day))).await;
        });
    }

    /// How the programme of a week went.
    pub(super) fn week(&self, wing: WingId, monday: NaiveDate) {
        let (desk, results, clock) = (self.desk.clone(), self.results.clone(), self.clock);
        self.background.spawn(async move {
            let Ok(found) = desk.week(wing, monday).await else { return };
            let (records, pending, unknown, now) = (&found.records, &found.pending, found.unknown, clock.now());
            let week = week::assemble(&WeekInput { records, pending, unknown, wing, day: monday, now });
            let _ending = results.send(Msg::Week(Arc::new(week))).await;
        });
    }

    /// What the sync screen shows.
    pub(super) fn sync_page(&self) {
        let (desk, results) = (self.desk.clone(), self.results.clone());
        self.background.spawn(async move {
            let Ok(overview) = desk.overview().await else { return };
            let _ending = results.send(Msg::Sync(Arc::new(sync_page::of(&overview)))).await;
        });
    }

    /// What can be found, of every stream that holds names: one after the other, so that a mark waits for none of them long.
    pub(super) fn index(&self) {
        let (desk, results) = (self.desk.clone(), self.results.clone());
        self.background.spawn(async move {
            let Ok(streams) = desk.streams().await else { return };
            let wanted = streams.into_iter().map(|stream| (stream, NAMED));
            let Ok(records) = of_streams(&desk, wanted).await else { return };
            let _ending = results.send(Msg::Index(Arc::new(SearchIndex::new(&records)))).await;
        });
    }

    /// Whose mentor or case manager the reader is.
    pub(super) fn caseload(&self) {
        let (desk, results, reader, clock) = (self.desk.clone(), self.results.clone(), self.author, self.clock);
        self.background.spawn(async move {
            let Ok(streams) = desk.all_streams().await else { return };
            let of_caseload = |stream: StreamId| match stream.kind {
                StreamKind::Facility => Some((stream, OF_HOUSE)),
                StreamKind::Wing => Some((stream, OF_WING)),
                StreamKind::Person => Some((stream, OF_FILE)),
                StreamKind::Volunteers | StreamKind::Visits | StreamKind::Work => None,
            };
            let wanted = streams.into_iter().filter_map(of_caseload);
            let Ok(records) = of_streams(&desk, wanted).await else { return };
            let people = caseload::assemble(&CaseloadInput { records: &records, reader, now: clock.now() });
            let _ending = results.send(Msg::Caseload(Arc::new(people))).await;
        });
    }

    /// These refused actions were looked at.
    pub(super) fn have_seen(&self, numbers: Vec<u64>) {
        let desk = self.desk.clone();
        // The change that follows draws them anew.
        self.background.spawn(async move { desk.have_seen(numbers).await });
    }

    /// The wings that can be chosen.
    pub(super) fn wings(&self) {
        let (desk, results) = (self.desk.clone(), self.results.clone());
        self.background.spawn(async move {
            let Ok(wings) = desk.wings().await else { return };
            let wings = wings.into_iter().map(|wing| (wing.id, wing.code)).collect();
            let _ending = results.send(Msg::Wings(wings)).await;
            // Whoever has no wing begins at their place: wings first.
            let Ok(has_places) = desk.has_places().await else { return };
            let _ending = results.send(Msg::Places(has_places)).await;
        });
    }

    /// Keeps a PIN. It takes a while, on purpose.
    pub(super) fn set_pin(&self, digits: PinDigits) {
        let (kept, words) = (Arc::clone(&self.pin), Arc::clone(&self.words));
        self.work_out(move || match Pin::new(digits.reveal()) {
            Ok(pin) => {
                *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(pin);
                Msg::PinKept
            }
            Err(error) => {
                tracing::error!(%error, "the screen cannot be locked");
                Msg::Notice(Notice::Error, words.say(Id::LockNoMemory))
            }
        });
    }

    /// Tries a PIN; takes as long. Without the memory for it nobody is let in, and no attempt is lost.
    pub(super) fn try_pin(&self, digits: PinDigits) {
        let kept = Arc::clone(&self.pin);
        self.work_out(move || {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            match kept.as_mut().map(|pin| pin.attempt(digits.reveal())) {
                Some(Ok(Attempt::Opened)) => Msg::PinTried(None),
                Some(Ok(Attempt::Wrong(left))) => Msg::PinTried(Some(left)),
                Some(Err(error)) => {
                    tracing::error!(%error, "a PIN could not be tried");
                    Msg::PinTried(Some(session::MAX_WRONG))
                }
                Some(Ok(Attempt::Closed)) | None => Msg::PinTried(Some(0)),
            }
        });
    }

    /// Works something out where it holds up nothing.
    fn work_out(&self, work: impl FnOnce() -> Msg + Send + 'static) {
        let results = self.results.clone();
        self.background.spawn_blocking(move || {
            // Nobody listens when the program is ending already.
            let _ending = results.blocking_send(work());
        });
    }

    /// Records deeds one after the other; the answer says how it went with all of them.
    pub(super) fn record(&self, ticket: u64, deeds: Vec<Deed>, observed_at: Option<DateTime<Utc>>) {
        let (desk, results, words) = (self.desk.clone(), self.results.clone(), Arc::clone(&self.words));
        let (author, clock) = (self.author, self.clock);
        self.background.spawn(async move {
            let mut rows = Vec::with_capacity(deeds.len());
            let mut failed = None;
            for deed in deeds {
                let now = clock.now();
                match desk.record(deed, author, observed_at.unwrap_or(now), now).await {
                    Ok(recorded) => rows.push(crate::domain::id::RowId(recorded.id.0)),
                    Err(error) => {
                        tracing::error!(%error, "an action was not recorded");
                        failed = Some(sentence(&error, &words));
                        break;
                    }
                }
            }
            let _ending = results.send(Msg::Recorded(ticket, failed.map_or(Ok(rows), Err))).await;
        });
    }
}

async fn show_file(
    desk: &Desk,
    results: &mpsc::Sender<Msg>,
    (detainee, reader): (DetaineeId, StaffId),
    now: DateTime<Utc>,
) {
    let Ok(found) = desk.file(detainee).await else { return };
    let (records, pending) = (&found.records, &found.pending);
    let file = dossier::assemble(&DossierInput { records, pending, detainee, reader, now });
    let _ending = results.send(Msg::File(Arc::new(file))).await;
}

fn not_printed(error: &PrintError, command: &[String], words: &Words) -> SafeText {
    let id = match error {
        PrintError::NoCommand | PrintError::Io(_) => Id::ErrorPrintCommand,
        PrintError::Failed(_) | PrintError::TimedOut => Id::ErrorPrintFailed,
    };
    let program = command.first().map_or("-", String::as_str);
    words.with(id, &[("command", Arg::Text(program))])
}

fn sentence(error: &RecordError, words: &Words) -> SafeText {
    let RecordError::Journal(error) = error else {
        return words.with(Id::ErrorJournal, &[("attempt", Arg::Text("journal")), ("path", Arg::Text("-"))]);
    };
    let path = error.path.to_string_lossy();
    match error.fault {
        JournalFault::DiskFull => words.with(Id::ErrorDiskFull, &[("path", Arg::Text(&path))]),
        JournalFault::NotWritable => words.with(Id::ErrorNotWritable, &[("path", Arg::Text(&path))]),
        _ => words.with(Id::ErrorJournal, &[("attempt", Arg::Text(error.attempt)), ("path", Arg::Text(&path))]),
    }
}

/// What the screen shows of how sync is doing.
pub(super) fn status_of(status: &sync::Status) -> Status {
    Status {
        line: match status.connection {
            Connection::Never | Connection::NoHub => Line::Unknown,
            Connection::Online => Line::Online,
            Connection::Offline { fault: Fault::Spoilt(spoilt), .. }
            | Connection::Stuck { fault: Fault::Spoilt(spoilt), .. } => {
                let reason = answer::reason(spoilt);
                if spoilt.is_of_a_hub() { Line::BadAnswer(reason) } else { Line::NoHub(reason) }
            }
            Connection::Offline { since, .. } => Line::Offline(since),
            Connection::SignInAgain => Line::SignInAgain,
            Connection::Stuck { fault: Fault::TooOld | Fault::OtherVersion, .. } => Line::OtherVersion,
            Connection::Stuck { fault: Fault::Tls, .. } => Line::NotSafe,
            Connection::Stuck { fault: Fault::TlsClock, .. } => Line::ClockRefused,
            Connection::Stuck { fault: Fault::BadAddress, .. } => Line::NoHub(Id::AnswerNotAHub),
            Connection::Stuck { .. } => Line::BadAnswer(Id::AnswerRefusal),
        },
        last_sync: status.last_sync,
        waiting: status.waiting,
        refused: status.refused,
        progress: status.progress,
        clock_skew_seconds: status.clock_skew_seconds,
        journal: match status.journal {
            sync::JournalState::Kept => JournalState::Kept,
            sync::JournalState::Repaired { lost } => JournalState::Mended { lost },
            sync::JournalState::Reserve => JournalState::Reserve,
            sync::JournalState::Refuses(Trouble::Full) => JournalState::Full,
            sync::JournalState::Refuses(Trouble::ReadOnly | Trouble::Fails) => JournalState::Refuses,
            sync::JournalState::MemoryAsked => JournalState::InMemory,
            sync::JournalState::NotKept => JournalState::NotKept,
        },
        cache: match status.cache {
            sync::CacheState::Kept => CacheState::Kept,
            sync::CacheState::Renewed => CacheState::Renewed,
            sync::CacheState::MemoryAsked | sync::CacheState::MemoryForced => CacheState::NotKept,
        },
    }
}
