//! The sync screen: how the line to the hub is, what is safe, what waits, what was refused and why.

use super::frame::key_name;
use super::{Look, fit, wrap};
use crate::domain::conflict::{Difference, Value};
use crate::domain::decide::Outcome;
use crate::domain::local;
use crate::domain::stream::StreamKind;
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::msg::{CacheState, Done, JournalLine, JournalState, Line, RefusedLine, StreamLine, SyncPage, What};
use crate::tui::theme::Role;
use crate::wording;

/// Width of a stream's name, in columns.
const STREAM_WIDTH: usize = 30;

/// The page, and the line on it where what is chosen ends.
pub(super) fn page(model: &Model, chosen: usize, width: usize, look: &Look<'_>) -> (Vec<(Role, String)>, usize) {
    let mut page = Page { lines: Vec::new(), width, hidden: model.hidden, look };
    page.hub(model);
    page.safety(model);
    let Some(found) = &model.sync_page else { return (page.lines, 0) };
    page.journal(found);
    page.heading(look.words.say(Id::SyncPageStreams));
    found.streams.iter().for_each(|stream| page.stream(stream));
    // Without anything to choose the page begins at its top.
    let mut at = 0;
    page.heading(look.words.with(Id::SyncPageWaiting, &[("items", model.status.waiting.into())]));
    for (index, done) in found.waiting.iter().enumerate() {
        page.waiting(done, index == chosen);
        if index == chosen && index > 0 {
            at = page.lines.len();
        }
    }
    page.heading(look.words.with(Id::SyncPageRefused, &[("items", found.refused.len().into())]));
    for (index, refused) in (found.waiting.len()..).zip(&found.refused) {
        page.refused(refused, index == chosen);
        if index == chosen {
            at = page.lines.len();
        }
    }
    (page.lines, at)
}

struct Page<'a> {
    lines: Vec<(Role, String)>,
    width: usize,
    hidden: bool,
    look: &'a Look<'a>,
}

impl Page<'_> {
    fn text(&mut self, role: Role, text: &str) {
        let lines = wrap(text, self.width);
        self.lines.extend(lines.into_iter().map(|line| (role, line)));
    }

    fn say(&mut self, role: Role, text: SafeText) {
        self.text(role, text.as_str());
    }

    fn heading(&mut self, text: SafeText) {
        self.lines.push((Role::Text, String::new()));
        self.say(Role::Header, text);
    }

    /// The line to the hub, and the age of what is shown.
    fn hub(&mut self, model: &Model) {
        let words = self.look.words;
        let status = &model.status;
        let because = |id, reason| words.with(id, &[("reason", (&words.say(reason)).into())]);
        let (role, line) = match status.line {
            Line::Unknown => (Role::Text, words.say(Id::SyncPageNotAsked)),
            Line::Online => (Role::Good, words.say(Id::SyncPageOnline)),
            Line::Offline(since) => {
                (Role::Attention, words.with(Id::SyncPageOffline, &[("time", Arg::Text(&self.look.when(since)))]))
            }
            Line::SignInAgain => (Role::Attention, words.say(Id::SyncPageSignIn)),
            Line::OtherVersion => (Role::Attention, words.say(Id::SyncPageOtherVersion)),
            Line::NotSafe => (Role::Attention, words.say(Id::SyncPageNotSafe)),
            Line::ClockRefused => (Role::Attention, words.say(Id::SyncPageClockRefused)),
            Line::NoHub(reason) => (Role::Attention, because(Id::SyncPageNoHub, reason)),
            Line::BadAnswer(reason) => (Role::Attention, because(Id::SyncPageBadAnswer, reason)),
        };
        self.say(role, line);
        if let Some(skew) = status.clock_skew_seconds {
            let (ahead, behind) = (Id::SyncPageClockAhead, Id::SyncPageClockBehind);
            self.say(Role::Attention, wording::skew(words, skew, ahead, behind));
        }
        if let Some((done, all)) = status.progress {
            self.say(Role::Text, words.with(Id::SyncProgress, &[("done", done.into()), ("all", all.into())]));
        }
        let age = match status.last_sync {
            Some(at) => words.with(Id::SyncPageEqual, &[("time", Arg::Text(&self.look.when(at)))]),
            None => words.say(Id::SyncPageNeverEqual),
        };
        self.say(Role::Text, age);
    }

    /// What is kept on this computer.
    fn safety(&mut self, model: &Model) {
        let words = self.look.words;
        let (role, journal) = match model.status.journal {
            JournalState::Kept => (Role::Good, words.say(Id::SyncPageJournalKept)),
            JournalState::Mended { lost } => {
                (Role::Attention, words.with(Id::NoticeJournalMended, &[("lost", lost.into())]))
            }
            JournalState::Reserve => (Role::Attention, words.say(Id::NoticeDiskNearlyFull)),
            JournalState::Full => (Role::Error, words.say(Id::SyncPageDiskFull)),
            JournalState::Refuses => (Role::Error, words.say(Id::SyncPageDiskRefuses)),
            JournalState::InMemory => (Role::Attention, words.say(Id::SyncPageInMemory)),
            JournalState::NotKept => (Role::Error, words.say(Id::NoticeNotKept)),
        };
        self.say(role, journal);
        match model.status.cache {
            CacheState::Kept => {}
            CacheState::Renewed => self.say(Role::Attention, words.say(Id::NoticeCacheRebuilt)),
            CacheState::NotKept => self.say(Role::Attention, words.say(Id::SyncPageCacheNotKept)),
        }
    }

    /// What of what was done here is still here.
    fn journal(&mut self, found: &SyncPage) {
        let Some(JournalLine { actions, oldest: Some(oldest), kilobytes }) = found.journal else { return };
        let since = date::date(local::date_of(oldest));
        let gaps = [("actions", actions.into()), ("since", Arg::Text(&since)), ("kilobytes", kilobytes.into())];
        self.say(Role::Text, self.look.words.with(Id::SyncPageJournal, &gaps));
    }

    fn waiting(&mut self, done: &Done, chosen: bool) {
        let text = done_text(done, self.hidden, self.look);
        self.chosen(Role::Text, &text, chosen);
    }

    fn chosen(&mut self, role: Role, text: &str, chosen: bool) {
        let (mark, role) = if chosen { ('>', Role::Selected) } else { (' ', role) };
        self.text(role, &format!("{mark} {text}"));
    }

    fn refused(&mut self, refused: &RefusedLine, chosen: bool) {
        let what = match &refused.done {
            Some(done) => done_text(done, self.hidden, self.look),
            None => self
                .look
                .words
                .with(Id::SyncPageUnknownAction, &[("number", refused.number.into())])
                .as_str()
                .to_owned(),
        };
        let role = if refused.seen { Role::Quiet } else { Role::Text };
        self.chosen(role, &what, chosen);
        let why = self.look.words.say(why(refused.outcome.as_ref()));
        self.text(if refused.seen { Role::Quiet } else { Role::Attention }, &format!("    {}", why.as_str()));
        if let Some(settle) = &refused.settle {
            settle.differences.iter().for_each(|difference| self.difference(difference));
            if chosen && settle.again.is_some() {
                self.say(Role::Text, self.choose());
            }
        }
    }

    /// What both say, side by side; long texts below each other.
    fn difference(&mut self, difference: &Difference) {
        let words = self.look.words;
        let subject = words.say(wording::subject(difference.subject));
        let said = [
            (Id::SettleWas, difference.was.as_ref()),
            (Id::SettleMine, Some(&difference.mine)),
            (Id::SettleNow, Some(&difference.now)),
        ];
        let said: Vec<String> = said
            .into_iter()
            .filter_map(|(who, value)| Some(format!("{}: {}", words.say(who).as_str(), value_text(value?, self.look))))
            .collect();
        let is_long = matches!(difference.mine, Value::Text(_));
        if is_long {
            self.text(Role::Text, &format!("    {}", subject.as_str()));
            for line in &said {
                self.text(Role::Text, &format!("      {line}"));
            }
        } else {
            self.text(Role::Text, &format!("    {}  {}", fit(subject.as_str(), 12, self.look.ascii), said.join("   ")));
        }
    }

    fn choose(&self) -> SafeText {
        let key = |action| key_name(self.look.looks.keymap.shown(Layer::Sync, action).unwrap_or_default(), self.look);
        let (seen, mine) = (key(Action::HaveSeen), key(Action::MineAfterAll));
        self.look.words.with(Id::SettleChoose, &[("seen", Arg::Text(&seen)), ("mine", Arg::Text(&mine))])
    }

    fn stream(&mut self, stream: &StreamLine) {
        let words = self.look.words;
        let name = stream.name.clone().unwrap_or_default();
        let title = match stream.kind {
            StreamKind::Facility => words.with(Id::StreamFacility, &[("name", (&name).into())]),
            StreamKind::Wing => words.with(Id::StreamWing, &[("name", (&name).into())]),
            StreamKind::Person => words.with(Id::StreamPersons, &[("files", stream.streams.into())]),
            StreamKind::Volunteers => words.say(Id::StreamVolunteers),
            StreamKind::Visits => words.say(Id::StreamVisits),
            StreamKind::Work => words.say(Id::StreamWork),
        };
        let age = match stream.equal_at {
            _ if stream.reading => words.say(Id::StreamReading),
            Some(at) => words.with(Id::SyncedAt, &[("time", Arg::Text(&self.look.when(at)))]),
            None => words.say(Id::StreamReading),
        };
        let rows = words.with(Id::StreamRows, &[("rows", stream.rows.into())]);
        let title = fit(title.as_str(), STREAM_WIDTH, self.look.ascii);
        self.text(Role::Text, &format!("  {title} {}  {}", fit(rows.as_str(), 14, self.look.ascii), age.as_str()));
    }
}

fn value_text(value: &Value, look: &Look<'_>) -> String {
    let say = |id| look.words.say(id).as_str().to_owned();
    match value {
        Value::Nothing => say(Id::SettleNothing),
        Value::Visit(status) => say(wording::visit_state(*status)),
        Value::At(at) => look.when(*at),
        Value::Place(place) => place.as_str().to_owned(),
        Value::Text(text) => text.reveal().as_str().replace('\n', " "),
        Value::Leave(state) => say(wording::leave_state(*state)),
        Value::Done(step) => say(wording::municipal(*step)),
    }
}

/// `07:51 02 Bakker, J.  arbeid: weg (MdV)`
fn done_text(done: &Done, hidden: bool, look: &Look<'_>) -> String {
    let mut text = look.when(done.observed_at);
    if let Some((cell, name)) = &done.person {
        let number = cell.spoken();
        text.extend([" ", &number, " ", if hidden { "-" } else { name.as_str() }]);
    }
    text.push_str("  ");
    if let Some(item) = done.item {
        text.push_str(look.words.say(wording::kind(item).1).as_str());
        text.push_str(": ");
    }
    text.push_str(what_text(&done.what, look).as_str());
    if let Some(by) = &done.by {
        text.extend([" (", by.as_str(), ")"]);
    }
    text
}

fn what_text(what: &What, look: &Look<'_>) -> SafeText {
    let words = look.words;
    let with = |id, state| words.with(id, &[("state", (&words.say(state)).into())]);
    match what {
        What::Mark(kind) => words.say(wording::mark(*kind)),
        What::Note => words.say(Id::ActNote),
        What::Movement(kind) => words.say(wording::movement(kind)),
        What::Request => words.say(Id::DoneRequest),
        What::RequestStep => words.say(Id::DoneRequestStep),
        What::RollCount => words.say(Id::DoneCount),
        What::Programme(went) => {
            let how = wording::went(*went, words);
            words.with(Id::DoneProgramme, &[("how", (&how).into())])
        }
        What::Incident(kind, true) => words.say(wording::incident(*kind)),
        What::Incident(_, false) => words.say(Id::DoneIncidentTaken),
        What::Apart(true) => words.say(Id::DoneApart),
        What::Apart(false) => words.say(Id::DoneTogether),
        What::HandoverEntry => words.say(Id::DoneHandover),
        What::Visit(status) => words.say(wording::visit_state(*status)),
        What::Amended => words.say(Id::StepOtherTime),
        What::Advice => words.say(Id::DoneAdvice),
        What::Leave(state) => with(Id::DoneLeave, wording::leave_state(*state)),
        What::Contact(kind) => words.say(wording::contact(*kind, false)),
        What::FirstAnswer => words.say(Id::DoneFirstAnswer),
        What::Placement(true) => words.say(Id::DonePlacement),
        What::Placement(false) => words.say(Id::DonePlacementTaken),
        What::Mdo => words.say(Id::DoneMdo),
        What::Child => words.say(Id::DoneChild),
        What::SignUp => words.say(Id::DoneSignUp),
        What::SignOff => words.say(Id::DoneSignOff),
        What::Municipal(step, true) => with(Id::DoneMunicipal, wording::municipal(*step)),
        What::Municipal(step, false) => with(Id::DoneMunicipalUndone, wording::municipal(*step)),
    }
}

/// Why the hub did not carry something out.
const fn why(outcome: Option<&Outcome>) -> Id {
    match outcome {
        Some(Outcome::Rejected(code)) => wording::rejection(*code),
        Some(Outcome::Conflict { .. }) => Id::RefusedConflict,
        Some(Outcome::Voided) => Id::RefusedVoided,
        _ => Id::RefusedOther,
    }
}
