//! Layers: where a key is pressed. A key can mean one thing in one layer and another in the next.

macro_rules! layers {
    ($($variant:ident = $name:literal, $doc:literal;)*) => {
        /// Where a key is pressed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Layer {
            $(#[doc = $doc] $variant,)*
        }

        impl Layer {
            /// Every layer, in the order of a keymap.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in keymaps.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it is, for who writes keymaps.
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$variant => $doc,)*
                }
            }
        }
    };
}

layers! {
    Day = "day", "The day itself.";
    Place = "place", "Who is expected at the visits desk or a workplace.";
    Person = "person", "Everything about one person.";
    FirstDays = "first-days", "What somebody was asked in the first days, and their children.";
    Page = "page", "Any other page to read.";
    Paper = "paper", "A list as it will be printed.";
    Notes = "notes", "The notes of one person's day.";
    Handover = "handover", "What the next shift has to know.";
    Requests = "requests", "What people of this wing asked.";
    Week = "week", "How the programme of a week went.";
    Incidents = "incidents", "Incidents and urgent measures of this wing.";
    People = "people", "Whose mentor or case manager you are.";
    Sync = "sync", "How sync is doing.";
    List = "list", "A list to choose from: reasons, steps, wings, all actions. Letters are for the list.";
    Line = "line", "A line of text. Letters are text.";
    Ask = "ask", "A question: yes, or back.";
    Pin = "pin", "A PIN: chosen, or asked for by a locked screen. Digits are for the PIN.";
}

impl Layer {
    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|layer| layer.name() == name)
    }

    /// Whether letters, digits and signs are for what is typed or chosen there, and cannot be keys.
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::List | Self::Line | Self::Pin)
    }
}
