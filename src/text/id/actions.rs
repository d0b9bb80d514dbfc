//! What can be done, and the keys that do it.

macro_rules! actions {
    ($then:ident $($later:ident)* { $($before:tt)* }) => {
        $then! {
            $($later)* {
                $($before)*

                // Actions, in the order of their table
                ActNextStep = "act-next-step",
                ActMarkAbsent = "act-mark-absent",
                ActStaysInCell = "act-stays-in-cell",
                ActMarkLeft = "act-mark-left",
                ActMarkArrived = "act-mark-arrived",
                ActMarkBack = "act-mark-back",
                ActSetState = "act-set-state",
                ActOtherTime = "act-other-time",
                ActSelectRange = "act-select-range",
                ActUndo = "act-undo",
                ActNote = "act-note",
                ActAddToHandover = "act-add-to-handover",
                ActHandoverPage = "act-handover-page",
                ActNextOpen = "act-next-open",
                ActFilter = "act-filter",
                ActUp = "act-up",
                ActDown = "act-down",
                ActPageUp = "act-page-up",
                ActPageDown = "act-page-down",
                ActFirst = "act-first",
                ActLast = "act-last",
                ActItemBefore = "act-item-before",
                ActItemAfter = "act-item-after",
                ActLater = "act-later",
                ActEarlier = "act-earlier",
                ActToday = "act-today",
                ActGoToDate = "act-go-to-date",
                ActWings = "act-wings",
                ActThemes = "act-themes",
                ActOpen = "act-open",
                ActExplain = "act-explain",
                ActTurnView = "act-turn-view",
                ActEmergencyList = "act-emergency-list",
                ActPrint = "act-print",
                ActOtherPanel = "act-other-panel",
                ActLock = "act-lock",
                ActHideNames = "act-hide-names",
                ActSyncNow = "act-sync-now",
                ActSyncPage = "act-sync-page",
                ActHaveSeen = "act-have-seen",
                ActMineAfterAll = "act-mine-after-all",
                ActNotes = "act-notes",
                ActEnterNew = "act-enter-new",
                ActStrike = "act-strike",
                ActPalette = "act-palette",
                ActHelp = "act-help",
                ActBack = "act-back",
                ActYes = "act-yes",
                ActAccept = "act-accept",
                ActErase = "act-erase",
                ActEraseNext = "act-erase-next",
                ActEraseWord = "act-erase-word",
                ActNewLine = "act-new-line",
                ActLeft = "act-left",
                ActRight = "act-right",
                ActWordLeft = "act-word-left",
                ActWordRight = "act-word-right",
                ActStart = "act-start",
                ActEnd = "act-end",
                ActQuit = "act-quit",
                ActSuspend = "act-suspend",
                ActQuitNow = "act-quit-now",

                // What an action is called where it means something of its own
                ActToCell = "act-to-cell",
                EnterEntry = "enter-entry",
                EnterChange = "enter-change",
                EnterAdvice = "enter-advice",
                EnterArrival = "enter-arrival",

                // Keys
                KeySpace = "key-space",
                KeyUp = "key-up",
                KeyDown = "key-down",
                KeyLeft = "key-left",
                KeyRight = "key-right",
            }
        }
    };
}
