//! What the interface knows. Only `update` changes it; `view` reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::field::Field;
use super::key::Key;
use super::layer::Layer;
use super::lock::{Lock, NewPin};
use super::msg::{Notice, Status, SyncPage, Who};
use super::palette::Palette;
use super::pick::{Pick, SlotPick};
use super::search::{Search, SearchIndex};
use crate::domain::action::Deed;
use crate::domain::caseload::Caseload;
use crate::domain::contact_moment::ContactKind;
use crate::domain::day::{By, Day, Item, Line, Round};
use crate::domain::dossier::Dossier;
use crate::domain::first_days::{MAX_ANSWER_CHARS, Question};
use crate::domain::id::{
    ChildId, DetaineeId, EventId, IncidentId, LeaveRequestId, MdoContributionId, ProgrammeSlotId, RequestSlipId, RowId,
    WingId,
};
use crate::domain::incident::IncidentKind;
use crate::domain::look::List;
use crate::domain::mark::MarkKind;
use crate::domain::place::PlaceDay;
use crate::domain::programme::Went;
use crate::domain::request::{Asked, MAX_REQUEST_CHARS, RequestState};
use crate::domain::week::Week;
use crate::text::name::folded;
use crate::text::{Pii, SafeText};

/// What lies over the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// The list of reasons, for a mark of this kind.
    Reasons(ReasonFor),
    /// Who is asked, by letter.
    Asked,
    /// What people of this wing asked, and the chosen one.
    Requests(Pick<RequestSlipId>),
    /// How the programme of a week went, and the chosen line.
    Week(SlotPick),
    /// Incidents and urgent measures, and the chosen one.
    Incidents(Pick<IncidentId>),
    /// The reader's people, and the chosen one.
    People(Pick<DetaineeId>),
    /// What a visit or shift can become, by letter; of the sessions this part, by digit.
    Steps(usize),
    /// Texts, and the chosen one.
    Written(Texts, Pick<RowId>),
    /// The list of wings, and the chosen one.
    Wings(usize),
    /// The list of themes, and the one that is pointed at: the screen looks like it.
    Themes(usize),
    /// A field for text.
    Input(Input, Field),
    /// Every action that does something here.
    Palette(Palette),
    /// People, places and notes, found by what is typed.
    Search(Search),
    /// Everything about one person, from this line on.
    Person(usize),
    /// What they were asked in the first days, and the chosen question or child.
    FirstDays(usize),
    /// A list of which a letter chooses.
    Letters(Letters),
    /// Why a line is marked.
    Explain,
    /// A list as it will be printed, from this line on.
    Paper(List, usize),
    /// How sync is doing, with the chosen line of what waits and what was refused.
    Sync(usize),
    /// Really?
    Ask(Sure),
    /// A PIN is being chosen.
    NewPin(NewPin),
}

/// What a letter chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// What kind of contact it was.
    Contacts,
    /// What is entered about a person.
    Enter,
    /// What the answer to this question is.
    Said(Question),
    /// Why this line of the programme was cancelled; with times: why it was shortened.
    Causes(SlotPick, Option<(NaiveTime, NaiveTime)>),
    /// At which employer or school somebody started: this part of them, by digit.
    Placements(usize),
    /// What is recorded about a person: an incident, a measure, who they must not be with; this part of those, by digit.
    Incident(usize),
    /// What was done about this incident.
    IncidentSteps(IncidentId),
}

/// What is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// Leave the program?
    Quit,
    /// Strike this text?
    Strike(Texts, RowId),
    /// Strike this incident?
    StrikeIncident(IncidentId),
    /// Strike this request?
    StrikeRequest(RequestSlipId),
    /// Strike this child?
    StrikeChild(ChildId),
}

/// What a reason is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReasonFor {
    Absent,
    StaysInCell,
}

/// Which texts a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Texts {
    /// The notes of a person's day.
    Notes,
    /// What the next shift has to know.
    Handover,
}

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Input {
    Filter,
    /// A note or a handover entry, about this person or about the wing.
    New(Texts, Option<DetaineeId>),
    /// A new version of one.
    Edit(Texts, Option<DetaineeId>, RowId),
    Time,
    /// The day to look at.
    Date,
    /// Somebody came.
    Arrival,
    /// A count of everybody.
    Count,
    /// The cell where somebody sleeps from now on.
    Cell(DetaineeId),
    /// The new time of a visit or shift.
    Move(RowId),
    /// The new place of a visit or shift.
    Place(RowId),
    /// Something for a leave request.
    Advice(LeaveRequestId),
    /// When the next talk is.
    NextTalk(DetaineeId),
    /// What a contact was about; with a child, and when the next one is.
    Contact(DetaineeId, ContactKind, bool, Option<NaiveDate>),
    /// Words with an answer of the first days.
    Words(DetaineeId, Question),
    /// A child outside, or this one as it is known now.
    Child(DetaineeId, Option<ChildId>),
    /// From when till when a line of the programme really was.
    Hours(SlotPick),
    /// What happened, or why a measure was needed.
    Incident(DetaineeId, IncidentKind),
    /// With whom somebody must not be.
    Apart(DetaineeId),
    /// What the reader brings to a meeting about somebody, in place of this version.
    Mdo(DetaineeId, EventId, Option<MdoContributionId>),
    /// What somebody asks, and of whom.
    Request(DetaineeId, Asked),
    /// The answer to a request, by its first version.
    Answer(RequestSlipId),
}

impl Input {
    /// Whether it is a text of several lines.
    const fn has_lines(self) -> bool {
        match self {
            Self::New(..)
            | Self::Edit(..)
            | Self::Advice(_)
            | Self::Request(..)
            | Self::Answer(_)
            | Self::Incident(..)
            | Self::Mdo(..)
            | Self::Contact(..) => true,
            Self::Filter
            | Self::Time
            | Self::Date
            | Self::Arrival
            | Self::Count
            | Self::Cell(_)
            | Self::NextTalk(_)
            | Self::Words(..)
            | Self::Child(..)
            | Self::Hours(_)
            | Self::Apart(_)
            | Self::Move(_)
            | Self::Place(_) => false,
        }
    }

    /// A field for it.
    pub(super) fn field(self, text: &str) -> Field {
        match self {
            Self::Request(..) | Self::Answer(_) => Field::limited(text, self.has_lines(), MAX_REQUEST_CHARS),
            Self::Words(..) => Field::limited(text, self.has_lines(), MAX_ANSWER_CHARS),
            _ => Field::new(text, self.has_lines()),
        }
    }
}

/// How a deed is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Back {
    /// The row that it made is withdrawn.
    Withdraw,
    /// This mark stands again, seen when it was.
    Mark(MarkKind, DateTime<Utc>),
    /// This request is as far as that again, whatever was done and undone since.
    Request(RequestSlipId, RequestState),
    /// This line of the programme went so again.
    Went(Went),
    /// The note says this again.
    Text(Pii<SafeText>),
    /// By another deed.
    Deed(Deed),
}

impl Back {
    /// What a text says again; nothing when it is taken back.
    pub(super) fn text(&self) -> Pii<SafeText> {
        if let Self::Text(text) = self { text.clone() } else { Pii::default() }
    }
}

/// Deeds that were recorded together, and the rows that they made: what an undo takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    pub(super) ticket: u64,
    pub(super) deeds: Vec<Deed>,
    pub(super) rows: Vec<RowId>,
    /// How each of them is taken back.
    pub(super) back: Vec<Back>,
    /// What the line at the bottom says once it is safe.
    pub(super) toast: SafeText,
    pub(super) is_undo: bool,
}

/// What the interface knows.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub(super) who: Option<Who>,
    pub(super) wings: Vec<(WingId, SafeText)>,
    pub(super) wing: Option<WingId>,
    /// A day that was chosen; none for today, whatever day that is.
    pub(super) date: Option<NaiveDate>,
    pub(super) day: Option<Arc<Day>>,
    pub(super) status: Status,
    /// What the sync screen shows, once it was opened.
    pub(super) sync_page: Option<Arc<SyncPage>>,
    /// Somebody whose page is open and whose wing is not here: of the reader's people, known from their file alone.
    pub(super) elsewhere: Option<DetaineeId>,
    /// The file of the person whose page is open, once it was read.
    pub(super) file: Option<Arc<Dossier>>,
    /// The reader's people, once they were read.
    pub(super) caseload: Option<Arc<Caseload>>,
    /// How the programme of a week went, once it was opened.
    pub(super) week: Option<Arc<Week>>,
    /// Whether the reader works at a place: the visits desk, a workplace.
    pub(super) has_places: bool,
    /// The place is on screen instead of a wing's day, with the chosen line.
    pub(super) at_place: Option<Pick<RowId>>,
    /// Who is expected at the reader's places, once it was read.
    pub(super) expected: Option<Arc<PlaceDay>>,
    /// What can be found; read when the search is opened.
    pub(super) index: Option<Arc<SearchIndex>>,
    pub(super) size: (u16, u16),
    /// Lines instead of a screen.
    pub(super) in_lines: bool,
    pub(super) selected: Option<DetaineeId>,
    /// Where the chosen line stood among the others.
    pub(super) chosen_at: usize,
    /// An item that was chosen by hand, on the selected line.
    pub(super) item: Option<RowId>,
    /// Where a selection of several people began.
    pub(super) range_from: Option<DetaineeId>,
    pub(super) by: By,
    /// By time and by place: a verb is about everybody in the chosen group, not about the chosen person alone.
    pub(super) is_whole: bool,
    /// The round that is open.
    pub(super) round: Option<ProgrammeSlotId>,
    pub(super) filter: String,
    /// Only the people whose mentor is signed in.
    pub(super) only_mine: bool,
    pub(super) over: Option<Over>,
    /// Keys of a chord that is not finished.
    pub(super) chord: Vec<Key>,
    /// The chord's popup is shown.
    pub(super) chord_shown: bool,
    /// The first digit of a cell.
    pub(super) digit: Option<u16>,
    /// Everything that is marked happened then.
    pub(super) other_time: Option<DateTime<Utc>>,
    pub(super) hidden: bool,
    /// The theme that was chosen here, until the end.
    pub(super) theme: Option<String>,
    /// The terminal said that its ground is light.
    pub(super) on_light: bool,
    pub(super) notice: Option<(Notice, SafeText)>,
    /// What was typed and not recorded yet, by what it is for.
    pub(super) drafts: BTreeMap<Input, String>,
    pub(super) drafts_changed: bool,
    pub(super) tickets: u64,
    pub(super) in_flight: Vec<Batch>,
    pub(super) done: Vec<Batch>,
    pub(super) last_letter: Option<DateTime<Utc>>,
    /// A letter of a list that came right after another one: it counts when no more follow.
    pub(super) held: Option<char>,
    /// A letter came too fast to be meant: those right behind it are not meant either.
    pub(super) name_goes_on: bool,
    /// The minute that is on screen.
    pub(super) minute: Option<i64>,
    /// A PIN was chosen: the screen can be locked.
    pub(super) has_pin: bool,
    /// The screen is locked.
    pub(super) lock: Option<Lock>,
    dirty: bool,
}

/// The window that lines are reckoned with: nothing is cut to it.
const ENDLESS: (u16, u16) = (1_000, 100);

impl Model {
    /// An empty interface of this size, in columns and rows.
    pub fn new(size: (u16, u16)) -> Self {
        Self { size, dirty: true, ..Self::default() }
    }

    /// An empty interface of lines.
    pub fn in_lines() -> Self {
        Self { in_lines: true, ..Self::new(ENDLESS) }
    }

    /// Whether something changed since the last frame; asking forgets it.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    pub(super) fn touch(&mut self) {
        self.dirty = true;
    }

    /// The wing and the day that should be on screen.
    pub fn wanted(&self, today: NaiveDate) -> Option<(WingId, NaiveDate)> {
        self.wing.map(|wing| (wing, self.date.unwrap_or(today)))
    }

    /// Opens a field: with the draft that was left there, or with `text`.
    pub(super) fn open_field(&mut self, what: Input, text: &str) {
        let text = self.drafts.get(&what).map_or(text, String::as_str);
        self.over = Some(Over::Input(what, what.field(text)));
    }

    /// The round that is open, as it is on this day.
    pub(super) fn round(&self) -> Option<&Round> {
        self.day.as_ref()?.rounds.iter().find(|round| Some(round.slot) == self.round)
    }

    /// The line of a person, whatever the filter hides.
    pub(super) fn line_of(&self, person: DetaineeId) -> Option<&Line> {
        self.day.iter().flat_map(|day| &day.lines).find(|line| line.detainee == person)
    }

    /// An item of the chosen person.
    pub(super) fn item_here(&self, id: RowId) -> Option<(&Line, &Item)> {
        let line = self.line()?;
        line.items.iter().find(|item| item.id == id).map(|item| (line, item))
    }

    /// Which keys mean what now.
    pub(super) fn layer(&self) -> Layer {
        match &self.over {
            _ if self.lock.is_some() => Layer::Pin,
            None if self.at_place.is_some() => Layer::Place,
            None => Layer::Day,
            Some(
                Over::Reasons(_)
                | Over::Asked
                | Over::Letters(_)
                | Over::Steps(_)
                | Over::Wings(_)
                | Over::Themes(_)
                | Over::Palette(_)
                | Over::Search(_),
            ) => Layer::List,
            Some(Over::Written(Texts::Notes, _)) => Layer::Notes,
            Some(Over::Written(Texts::Handover, _)) => Layer::Handover,
            Some(Over::Requests(_)) => Layer::Requests,
            Some(Over::Week(_)) => Layer::Week,
            Some(Over::Incidents(_)) => Layer::Incidents,
            Some(Over::People(_)) => Layer::People,
            Some(Over::Input(..)) => Layer::Line,
            Some(Over::Ask(_)) => Layer::Ask,
            Some(Over::NewPin(_)) => Layer::Pin,
            Some(Over::Sync(_)) => Layer::Sync,
            Some(Over::Person(_)) => Layer::Person,
            Some(Over::FirstDays(_)) => Layer::FirstDays,
            Some(Over::Explain) => Layer::Page,
            Some(Over::Paper(..)) => Layer::Paper,
        }
    }

    /// The lines that the filter lets through, in order.
    pub(super) fn lines(&self) -> Vec<&Line> {
        let needle = folded(&self.filter);
        let lines = self.day.iter().flat_map(|day| &day.lines).filter(|line| !self.only_mine || self.is_mine(line));
        lines.filter(|line| needle.is_empty() || matches(line, &needle)).collect()
    }

    /// Whether who is signed in is their mentor.
    pub(super) fn is_mine(&self, line: &Line) -> bool {
        self.who.as_ref().is_some_and(|who| line.mentors.contains(&who.staff))
    }

    /// Whether some people may be left out.
    pub(super) const fn is_filtered(&self) -> bool {
        self.only_mine || !self.filter.is_empty()
    }

    /// Nobody is left out any more.
    pub(super) fn show_everybody(&mut self) {
        self.filter.clear();
        self.only_mine = false;
    }

    /// Where the selection is among these lines; the first when it is not there.
    pub(super) fn position(&self, lines: &[&Line]) -> usize {
        lines.iter().position(|line| Some(line.detainee) == self.selected).unwrap_or(0)
    }

    /// The chosen line.
    pub(super) fn line(&self) -> Option<&Line> {
        let lines = self.lines();
        lines.get(self.position(&lines)).copied()
    }

    /// The item that a mark would hit on a line: the one chosen by hand, or the one at hand.
    pub(super) fn item_of<'a>(&'a self, line: &'a Line) -> Option<&'a Item> {
        let chosen = self.item.filter(|_| Some(line.detainee) == self.selected);
        let door = || self.chosen_door()?.doors.get(&line.detainee);
        let offer = || self.chosen_offer()?.members.get(&line.detainee);
        let own = |id| line.items.iter().find(|item| item.id == id);
        let by_hand = chosen.and_then(|id| own(id).or_else(door).or_else(offer));
        by_hand.or_else(|| line.at_hand.and_then(|at| line.items.get(at)))
    }

    /// Everyone who is selected: a range, or the one line.
    pub(super) fn selection(&self) -> BTreeSet<DetaineeId> {
        let lines = self.lines();
        let here = self.position(&lines);
        let from = self.range_from.and_then(|from| lines.iter().position(|line| line.detainee == from));
        let (low, high) = from.map_or((here, here), |from| (from.min(here), from.max(here)));
        lines.iter().skip(low).take(high - low + 1).map(|line| line.detainee).collect()
    }
}

/// Whether a line has this text, without marks and capitals, in its name, cell, or an item's place or title.
fn matches(line: &Line, needle: &str) -> bool {
    let has = |text: &SafeText| folded(text.as_str()).contains(needle);
    line.folded.as_str().contains(needle)
        || has(&line.cell.code)
        || line.items.iter().any(|item| item.place.iter().chain(&item.title).any(has))
}
