//! Every action, in one table: from it come keymap checks, the schema of keymaps, the footer, chords, help and the list of all actions.
//!
//! What an action is called, its explanation and other words for it are one message of its language (`act-…`, with `.help` and `.also`).

use super::layer::Layer;
use super::layer::Layer::{
    Ask, Day, FirstDays, Handover, Incidents, Line, List, Notes, Page, Paper, People, Person, Pin, Place, Requests,
    Sync, Week,
};
use crate::text::Id;

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $label:ident, $writes:ident, $layers:expr;)*) => {
        /// What a key can mean.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$doc])* $variant,)*
        }

        impl Action {
            /// Every action, in the order of the help screen.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in keymaps.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it is called on screen, wherever it means the same.
            pub const fn label(self) -> Id {
                match self {
                    $(Self::$variant => Id::$label,)*
                }
            }

            /// Whether it records something: such a key is ignored right after another letter.
            pub const fn writes(self) -> bool {
                match self {
                    $(Self::$variant => $writes,)*
                }
            }

            /// Where it does something.
            pub const fn layers(self) -> &'static [Layer] {
                match self {
                    $(Self::$variant => $layers,)*
                }
            }

            /// Reads a name.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

/// Where something stands above and below: lines, lists, pages, the lines of a text, the weeks of a month.
const UP_AND_DOWN: &[Layer] =
    &[Day, Place, Person, FirstDays, Page, Paper, Notes, Handover, Requests, Week, Incidents, People, Sync, List, Line];

/// Everywhere but where a PIN is typed.
const UNLOCKED: &[Layer] = &[
    Day, Place, Person, FirstDays, Page, Paper, Notes, Handover, Requests, Week, Incidents, People, Sync, List, Line,
    Ask,
];

/// Every page, and the day.
const PAGES: &[Layer] =
    &[Day, Place, Person, FirstDays, Page, Paper, Notes, Handover, Requests, Week, Incidents, People, Sync];

actions! {
    /// The next step of the item at hand: weg, er, terug, …
    NextStep = "next-step", ActNextStep, true, &[Day, Place, FirstDays, Requests, Week, Incidents];
    /// Absent, with a reason.
    MarkAbsent = "mark-absent", ActMarkAbsent, true, &[Day, Week];
    /// Stays in the cell, with a reason.
    StaysInCell = "stays-in-cell", ActStaysInCell, true, &[Day];
    /// Left.
    MarkLeft = "mark-left", ActMarkLeft, true, &[Day];
    /// Is there.
    MarkArrived = "mark-arrived", ActMarkArrived, true, &[Day, Place];
    /// Is back.
    MarkBack = "mark-back", ActMarkBack, true, &[Day];
    /// How far a visit is, another time or place, another cell, a session.
    SetState = "set-state", ActSetState, true, &[Day, Incidents];
    /// It happened at another time.
    OtherTime = "other-time", ActOtherTime, false, &[Day, Place, Week];
    /// Several people at once.
    SelectRange = "select-range", ActSelectRange, false, &[Day];
    /// Take the last batch back.
    Undo = "undo", ActUndo, true, &[Day, Place, Person, FirstDays, Requests, Week, Incidents];
    /// Somebody asks something.
    RecordRequest = "record-request", ActRecordRequest, true, &[Day];
    /// What people of this wing asked.
    RequestsPage = "requests-page", ActRequestsPage, false, &[Day];
    /// Something happened, an urgent measure, who must not be together.
    RecordIncident = "record-incident", ActRecordIncident, true, &[Day];
    /// Incidents and urgent measures of this wing.
    IncidentsPage = "incidents-page", ActIncidentsPage, false, &[Day];
    /// How the programme of this week went.
    WeekPage = "week-page", ActWeekPage, false, &[Day];
    /// Whose mentor or case manager the reader is, with talks and meetings.
    PeoplePage = "people-page", ActPeoplePage, false, &[Day];
    /// A note on this person.
    Note = "note", ActNote, true, &[Day, FirstDays, Notes];
    /// Something for the shift handover, about this person.
    AddToHandover = "add-to-handover", ActAddToHandover, true, &[Day];
    /// What the next shift has to know.
    HandoverPage = "handover-page", ActHandoverPage, false, &[Day];
    /// Who is expected at the visits desk or the workplace of the reader.
    PlacePage = "place-page", ActPlacePage, false, &[Day];
    /// Doors open, doors closed, and the count.
    Round = "round", ActRound, false, &[Day];
    /// *Noodlijst*: who is where now.
    EmergencyList = "emergency-list", ActEmergencyList, false, &[Day];
    /// On the day: the list as it would be printed. On such a page: print it.
    Print = "print", ActPrint, false, &[Day, Paper];
    /// The same day in another order: by person, by time, by place.
    TurnView = "turn-view", ActTurnView, false, &[Day];
    /// By place: the next one.
    OtherPanel = "other-panel", ActOtherPanel, false, &[Day];
    /// The next thing that is not recorded.
    NextOpen = "next-open", ActNextOpen, false, &[Day, Place];
    /// People, cells, places and notes, on every wing.
    Search = "search", ActSearch, false, &[Day];
    /// Only the people whose mentor is signed in.
    MyPeople = "my-people", ActMyPeople, false, &[Day];
    /// Only some people.
    Filter = "filter", ActFilter, false, &[Day];
    /// Up.
    Up = "up", ActUp, false, UP_AND_DOWN;
    /// Down.
    Down = "down", ActDown, false, UP_AND_DOWN;
    /// A page up.
    PageUp = "page-up", ActPageUp, false, UP_AND_DOWN;
    /// A page down.
    PageDown = "page-down", ActPageDown, false, UP_AND_DOWN;
    /// First line.
    First = "first", ActFirst, false, &[Day, Place];
    /// Last line.
    Last = "last", ActLast, false, &[Day, Place];
    /// Another item of this person: the one before.
    ItemBefore = "item-before", ActItemBefore, false, &[Day];
    /// Another item of this person: the one after.
    ItemAfter = "item-after", ActItemAfter, false, &[Day];
    /// The cell of two digits.
    ToCell = "to-cell", ActToCell, false, &[Day];
    /// A day later.
    Later = "later", ActLater, false, &[Day, Place, Week];
    /// A day earlier.
    Earlier = "earlier", ActEarlier, false, &[Day, Place, Week];
    /// Back to today.
    Today = "today", ActToday, false, &[Day, Place];
    /// Any other day.
    GoToDate = "go-to-date", ActGoToDate, false, &[Day, Place];
    /// Choose a wing.
    Wings = "wings", ActWings, false, &[Day];
    /// How the screen looks.
    Themes = "themes", ActThemes, false, &[Day, Place];
    /// More of this person.
    Open = "open", ActOpen, false, &[Day];
    /// Why is this marked.
    Explain = "explain", ActExplain, false, &[Day];
    /// Lock the screen; also over everything that is open.
    Lock = "lock", ActLock, false, UNLOCKED;
    /// Hide all names.
    HideNames = "hide-names", ActHideNames, false, PAGES;
    /// Sync now.
    SyncNow = "sync-now", ActSyncNow, false, &[Day, Place, Sync];
    /// How sync is doing.
    SyncPage = "sync-page", ActSyncPage, false, &[Day, Place];
    /// On the sync screen: this refusal was looked at.
    HaveSeen = "have-seen", ActHaveSeen, false, &[Sync];
    /// On the sync screen: what was written here stands after all.
    MineAfterAll = "mine-after-all", ActMineAfterAll, true, &[Sync];
    /// On the page of a person: their notes of this day.
    Notes = "notes", ActNotes, false, &[Person];
    /// A talk, a call, a visit: contact with this person or their home.
    RecordContact = "record-contact", ActRecordContact, true, &[Person];
    /// On the day: somebody came. On the page of a person: the first days, or something for their leave request. On the handover: an
    /// entry about the wing.
    EnterNew = "enter-new", ActEnterNew, true, &[Day, Person, FirstDays, Handover];
    /// On a list of texts: this version is not needed any more.
    Strike = "strike", ActStrike, true, &[FirstDays, Notes, Handover, Requests, Incidents];
    /// Every action, found by its name or by other words.
    Palette = "palette", ActPalette, false, PAGES;
    /// Help: every key.
    Help = "help", ActHelp, false, UNLOCKED;
    /// Back; never loses text.
    Back = "back", ActBack, false, Layer::ALL;
    /// In a question: yes.
    Yes = "yes", ActYes, false, &[Ask];
    /// In a line of text or a list: done.
    Accept = "accept", ActAccept, false, &[List, Line, Notes, Handover, Requests, People];
    /// In a line of text: take a letter back.
    Erase = "erase", ActErase, false, &[List, Line, Pin];
    /// In a line of text: take the next letter away.
    EraseNext = "erase-next", ActEraseNext, false, &[Line];
    /// In a line of text: take a word back.
    EraseWord = "erase-word", ActEraseWord, false, &[Line];
    /// In a note: another line.
    NewLine = "new-line", ActNewLine, false, &[Line];
    /// In a line of text: a letter to the left. In the month: a day earlier.
    Left = "left", ActLeft, false, &[Line];
    /// In a line of text: a letter to the right. In the month: a day later.
    Right = "right", ActRight, false, &[Line];
    /// In a line of text: a word to the left.
    WordLeft = "word-left", ActWordLeft, false, &[Line];
    /// In a line of text: a word to the right.
    WordRight = "word-right", ActWordRight, false, &[Line];
    /// In a line of text: its beginning.
    Start = "start", ActStart, false, &[Line];
    /// In a line of text: its end.
    End = "end", ActEnd, false, &[Line];
    /// Leave the program; asks first.
    Quit = "quit", ActQuit, false, &[Day, Place];
    /// Back to the shell for a while.
    Suspend = "suspend", ActSuspend, false, Layer::ALL;
    /// Leave the program at once.
    QuitNow = "quit-now", ActQuitNow, false, Layer::ALL;
}

impl Action {
    /// What it is called in a layer, where it means something of its own there.
    pub const fn label_in(self, layer: Layer) -> Id {
        match (self, layer) {
            (Self::EnterNew, Day) => Id::EnterArrival,
            (Self::EnterNew, Handover) => Id::EnterEntry,
            (Self::EnterNew, Person) => Id::EnterAbout,
            (Self::EnterNew, FirstDays) => Id::EnterChild,
            (Self::Note, FirstDays) => Id::FirstDaysWords,
            (Self::NextStep, FirstDays) => Id::FirstDaysAnswer,
            (Self::Accept, Notes | Handover) => Id::EnterChange,
            (Self::Accept, People) => Id::PeopleOpen,
            (Self::Accept, Requests) => Id::EnterAnswer,
            (Self::NextStep, Requests) => Id::RequestNext,
            (Self::NextStep, Week) => Id::WeekAsPlanned,
            (Self::MarkAbsent, Week) => Id::WeekCancel,
            (Self::OtherTime, Week) => Id::WeekShorten,
            (Self::Later, Week) => Id::WeekLater,
            (Self::Earlier, Week) => Id::WeekEarlier,
            (Self::NextStep, Incidents) => Id::StateChecked,
            (Self::SetState, Incidents) => Id::IncidentStep,
            (Self::Strike, Incidents) => Id::IncidentMistake,
            _ => self.label(),
        }
    }
}
