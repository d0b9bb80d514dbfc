//! Every message of the program, in groups: a file for each large one. A new message stands in its group, and once in each
//! language's file.

#[macro_use]
mod actions;
#[macro_use]
mod cli;
#[macro_use]
mod house;
#[macro_use]
mod person;
#[macro_use]
mod place;
#[macro_use]
mod screen;
#[macro_use]
mod words;

macro_rules! ids {
    ({ $($variant:ident = $name:literal,)* }) => {
        /// A message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Id {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
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

// Each group adds its messages and hands all of them to the next; the last makes the enum.
actions! { cli house person place screen words ids {} }
