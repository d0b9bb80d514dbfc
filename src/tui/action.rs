//! Every action, in one table: from it keymap checks, footer and help are made.

use crate::text::Id;

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $label:ident, $writes:literal;)*) => {
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

            /// What it is called on screen.
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

actions! {
    /// The next step of the item at hand: weg, er, terug, …
    NextStep = "next-step", ActNextStep, true;
    /// Absent, with a reason.
    MarkAbsent = "mark-absent", ActMarkAbsent, true;
    /// Stays in the cell, with a reason.
    StaysInCell = "stays-in-cell", ActStaysInCell, true;
    /// Left.
    MarkLeft = "mark-left", ActMarkLeft, true;
    /// Is there.
    MarkArrived = "mark-arrived", ActMarkArrived, true;
    /// Is back.
    MarkBack = "mark-back", ActMarkBack, true;
    /// How far a visit is, or another time or place.
    SetState = "set-state", ActSetState, true;
    /// It happened at another time.
    OtherTime = "other-time", ActOtherTime, false;
    /// Several people at once.
    SelectRange = "select-range", ActSelectRange, false;
    /// Take the last batch back.
    Undo = "undo", ActUndo, true;
    /// A note on this person.
    Note = "note", ActNote, true;
    /// Something for the shift handover, about this person.
    AddToHandover = "add-to-handover", ActAddToHandover, true;
    /// What the next shift has to know.
    HandoverPage = "handover-page", ActHandoverPage, false;
    /// The next thing that is not recorded.
    NextOpen = "next-open", ActNextOpen, false;
    /// Only some people.
    Filter = "filter", ActFilter, false;
    /// Up.
    Up = "up", ActUp, false;
    /// Down.
    Down = "down", ActDown, false;
    /// A page up.
    PageUp = "page-up", ActPageUp, false;
    /// A page down.
    PageDown = "page-down", ActPageDown, false;
    /// First line.
    First = "first", ActFirst, false;
    /// Last line.
    Last = "last", ActLast, false;
    /// Another item of this person: the one before.
    ItemBefore = "item-before", ActItemBefore, false;
    /// Another item of this person: the one after.
    ItemAfter = "item-after", ActItemAfter, false;
    /// A day later.
    Later = "later", ActLater, false;
    /// A day earlier.
    Earlier = "earlier", ActEarlier, false;
    /// Back to today.
    Today = "today", ActToday, false;
    /// Choose a wing.
    Wings = "wings", ActWings, false;
    /// More of this person.
    Open = "open", ActOpen, false;
    /// Why is this marked.
    Explain = "explain", ActExplain, false;
    /// Hide all names.
    HideNames = "hide-names", ActHideNames, false;
    /// Sync now.
    SyncNow = "sync-now", ActSyncNow, false;
    /// How sync is doing.
    SyncPage = "sync-page", ActSyncPage, false;
    /// On the sync screen: this refusal was looked at.
    HaveSeen = "have-seen", ActHaveSeen, false;
    /// On the sync screen: what was written here stands after all.
    MineAfterAll = "mine-after-all", ActMineAfterAll, true;
    /// On the page of a person: their notes of this day.
    Notes = "notes", ActNotes, false;
    /// On the day: somebody came. On the page of a person: something for their leave request. On the handover: an entry about the wing.
    EnterNew = "enter-new", ActEnterNew, true;
    /// On the list of notes: this version is not needed any more.
    Strike = "strike", ActStrike, true;
    /// Help.
    Help = "help", ActHelp, false;
    /// Back; never loses text.
    Back = "back", ActBack, false;
    /// In a question: yes.
    Yes = "yes", ActYes, false;
    /// In a line of text or a list: done.
    Accept = "accept", ActAccept, false;
    /// In a line of text: take a letter back.
    Erase = "erase", ActErase, false;
    /// Leave the program; asks first.
    Quit = "quit", ActQuit, false;
    /// Back to the shell for a while.
    Suspend = "suspend", ActSuspend, false;
    /// Leave the program at once.
    QuitNow = "quit-now", ActQuitNow, false;
}
