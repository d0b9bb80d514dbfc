//! Every message of the program, in groups. A new one is one line here and one in each language's file.

macro_rules! ids {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Id {
            $($(#[$doc])* #[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Id {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the files.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

ids! {
    // Words
    WordYes = "word-yes",
    WordNo = "word-no",

    // Command line: what was done
    CliHubListens = "cli-hub-listens",
    CliImported = "cli-imported",
    CliSeeded = "cli-seeded",
    CliLoggedIn = "cli-logged-in",
    CliLoggedOut = "cli-logged-out",
    CliDemoStarts = "cli-demo-starts",
    CliSynced = "cli-synced",
    CliUnknownColumn = "cli-unknown-column",
    CliDuplicateRegistration = "cli-duplicate-registration",
    CliSkipped = "cli-skipped",
    CliConflict = "cli-conflict",
    CliChecked = "cli-checked",

    // Command line: what went wrong
    ErrorUsage = "error-usage",
    ErrorNoHome = "error-no-home",
    ErrorBadConfig = "error-bad-config",
    ErrorNotSignedIn = "error-not-signed-in",
    ErrorBadAddress = "error-bad-address",
    ErrorUnknownHost = "error-unknown-host",
    ErrorRefused = "error-refused",
    ErrorTimedOut = "error-timed-out",
    ErrorTls = "error-tls",
    ErrorWrongToken = "error-wrong-token",
    ErrorOtherVersion = "error-other-version",
    ErrorTooOld = "error-too-old",
    ErrorNotVleugel = "error-not-vleugel",
    ErrorHubFails = "error-hub-fails",
    ErrorNoToken = "error-no-token",
    ErrorUnsafeFile = "error-unsafe-file",
    ErrorNotWritable = "error-not-writable",
    ErrorDiskFull = "error-disk-full",
    ErrorInUse = "error-in-use",
    ErrorJournal = "error-journal",
    ErrorNoTerminal = "error-no-terminal",
    ErrorDatabaseAddress = "error-database-address",
    ErrorDatabase = "error-database",
    ErrorListen = "error-listen",
    ErrorImportFolder = "error-import-folder",
    ErrorImportRows = "error-import-rows",
    ErrorImportRow = "error-import-row",
    ErrorUnknownStaff = "error-unknown-staff",
    ErrorUnknownWing = "error-unknown-wing",
    ErrorPanic = "error-panic",
    ErrorOther = "error-other",
    NoticeBadKeymap = "notice-bad-keymap",
    NoticeBadTheme = "notice-bad-theme",
    NoticeNotKept = "notice-not-kept",
    NoticeCacheRebuilt = "notice-cache-rebuilt",
    NoticeJournalMended = "notice-journal-mended",

    // Why a row of an import is not good
    RowMissing = "row-missing",
    RowNotADate = "row-not-a-date",
    RowNotATime = "row-not-a-time",
    RowNotANumber = "row-not-a-number",
    RowNotAWord = "row-not-a-word",
    RowNoSuchTime = "row-no-such-time",
    RowTwiceThatTime = "row-twice-that-time",
    RowUnknownRef = "row-unknown-ref",
    RowDuplicateRef = "row-duplicate-ref",
    RowEndsBeforeStart = "row-ends-before-start",
    RowBadRecurrence = "row-bad-recurrence",
    RowBadText = "row-bad-text",
    RowWrongLength = "row-wrong-length",
    RowNotUtf8 = "row-not-utf8",
    RowMissingColumn = "row-missing-column",
    RowMissingFile = "row-missing-file",
    RowSkippedToo = "row-skipped-too",
}
