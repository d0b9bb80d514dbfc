//! How one field crosses the wire, and the macro that makes a body of fields.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::domain::detainee::Cell;
use crate::domain::file::BirthDate;
use crate::text::{Pii, SafeText};

/// A domain type that stands in a body as something that serde knows.
pub(super) trait Field: Sized {
    /// How it is written.
    type Wire;

    /// Writes it.
    fn to_wire(&self) -> Self::Wire;

    /// Reads it; none when it is a word that this program does not know.
    fn from_wire(wire: Self::Wire) -> Option<Self>;
}

macro_rules! same {
    ($($type:ty),* $(,)?) => {$(
        impl Field for $type {
            type Wire = Self;

            fn to_wire(&self) -> Self {
                self.clone()
            }

            fn from_wire(wire: Self) -> Option<Self> {
                Some(wire)
            }
        }
    )*};
}

same!(bool, i16, i32, i64, u16, u32, u64, NaiveDate, NaiveTime, DateTime<Utc>);

macro_rules! ids {
    ($($name:ident),* $(,)?) => {$(
        impl Field for crate::domain::id::$name {
            type Wire = Uuid;

            fn to_wire(&self) -> Uuid {
                self.0
            }

            fn from_wire(wire: Uuid) -> Option<Self> {
                Some(Self(wire))
            }
        }
    )*};
}

ids!(
    RowId,
    FacilityId,
    WingId,
    ShiftId,
    StaffId,
    DetaineeId,
    SessionId,
    VolunteerId,
    ContactId,
    MarkId,
    ProgrammeSlotId,
    RollCountId,
    RequestSlipId,
    ProgrammeOutcomeId,
    IncidentId,
    KeepApartId,
    NoteId,
    MovementId,
    HandoverEntryId,
    ContactMomentId,
    AgreementId,
    MdoContributionId,
    ExpectedId,
    MeetingId,
    PlacementId,
    VolunteerWishId,
    EventId,
    ChildId,
    DeviceId,
    LeaveRequestId,
    MunicipalHandoverId
);

impl Field for SafeText {
    type Wire = String;

    fn to_wire(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_wire(wire: String) -> Option<Self> {
        Some(Self::line(&wire))
    }
}

/// What somebody wrote about a person keeps its lines.
impl Field for Pii<SafeText> {
    type Wire = String;

    fn to_wire(&self) -> String {
        self.reveal().to_wire()
    }

    fn from_wire(wire: String) -> Option<Self> {
        Some(Self::new(SafeText::block(&wire)))
    }
}

impl Field for Pii<i32> {
    type Wire = i32;

    fn to_wire(&self) -> i32 {
        *self.reveal()
    }

    fn from_wire(wire: i32) -> Option<Self> {
        Some(Self::new(wire))
    }
}

impl Field for Pii<BirthDate> {
    type Wire = String;

    fn to_wire(&self) -> String {
        self.reveal().to_wire()
    }

    fn from_wire(wire: String) -> Option<Self> {
        BirthDate::from_wire(wire).map(Self::new)
    }
}

impl<T: Field> Field for Box<T> {
    type Wire = T::Wire;

    fn to_wire(&self) -> T::Wire {
        self.as_ref().to_wire()
    }

    fn from_wire(wire: T::Wire) -> Option<Self> {
        T::from_wire(wire).map(Self::new)
    }
}

impl<T: Field + Ord> Field for BTreeSet<T> {
    type Wire = Vec<T::Wire>;

    fn to_wire(&self) -> Vec<T::Wire> {
        self.iter().map(Field::to_wire).collect()
    }

    fn from_wire(wire: Vec<T::Wire>) -> Option<Self> {
        wire.into_iter().map(T::from_wire).collect()
    }
}

impl Field for Cell {
    type Wire = String;

    fn to_wire(&self) -> String {
        self.code.as_str().to_owned()
    }

    fn from_wire(wire: String) -> Option<Self> {
        Some(Self::new(SafeText::line(&wire)))
    }
}

/// `1968-00-00` when month and day are unknown.
impl Field for BirthDate {
    type Wire = String;

    fn to_wire(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month.unwrap_or(0), self.day.unwrap_or(0))
    }

    fn from_wire(wire: String) -> Option<Self> {
        let mut parts = wire.split('-');
        let (year, month, day): (i32, u32, u32) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let known = |part: u32, most: u32| (part <= most).then_some(Some(part).filter(|part| *part > 0));
        (parts.next().is_none()).then_some(Self { year, month: known(month, 12)?, day: known(day, 31)? })
    }
}

/// A closed enum with its words, kebab-case: the same in files, on the wire and on disk.
pub trait Word: Sized {
    /// Every word, in the order of the enum.
    const WORDS: &'static [&'static str];

    /// Its word.
    fn word(&self) -> &'static str;

    /// Reads a word; none when this program does not know it.
    fn from_word(word: &str) -> Option<Self>;
}

/// Gives a closed enum its words on the wire.
macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl crate::wire::body::field::Word for $type {
            const WORDS: &'static [&'static str] = &[$($word),*];

            fn word(&self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl crate::wire::body::field::Field for $type {
            type Wire = String;

            fn to_wire(&self) -> String {
                crate::wire::body::field::Word::word(self).to_owned()
            }

            fn from_wire(wire: String) -> Option<Self> {
                crate::wire::body::field::Word::from_word(&wire)
            }
        }
    };
}

/// Makes the body of a record: fields that are always there, then fields that can be absent. `[detainee]` writes the person's
/// id into the body, for records whose row has an id of its own.
macro_rules! body {
    ($body:ident of $record:ty { $($field:ident: $type:ty),* $(,)? } optional { $($maybe:ident: $some:ty),* $(,)? }) => {
        body!(@struct $body { $($field: $type),* } { $($maybe: $some),* });

        impl $body {
            pub(super) fn of(record: &$record) -> Self {
                Self {
                    $($field: record.$field.to_wire(),)*
                    $($maybe: record.$maybe.as_ref().map(Field::to_wire),)*
                }
            }

            pub(super) fn record(self, id: RowId) -> Option<$record> {
                type Made = $record;
                Some(body!(@make self { id: id.into() } { $($field: $type),* } { $($maybe: $some),* }))
            }
        }
    };
    ($body:ident of $record:ty [detainee] { $($field:ident: $type:ty),* $(,)? } optional { $($maybe:ident: $some:ty),* $(,)? }) => {
        body!(@struct $body { detainee: DetaineeId, $($field: $type),* } { $($maybe: $some),* });

        impl $body {
            pub(super) fn of(record: &$record) -> Self {
                Self {
                    detainee: record.id.to_wire(),
                    $($field: record.$field.to_wire(),)*
                    $($maybe: record.$maybe.as_ref().map(Field::to_wire),)*
                }
            }

            pub(super) fn record(self, _row: RowId) -> Option<$record> {
                type Made = $record;
                let id = DetaineeId::from_wire(self.detainee)?;
                Some(body!(@make self { id: id } { $($field: $type),* } { $($maybe: $some),* }))
            }
        }
    };
    (@struct $body:ident { $($field:ident: $type:ty),* } { $($maybe:ident: $some:ty),* }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $body {
            $($field: <$type as Field>::Wire,)*
            $(#[serde(default, skip_serializing_if = "Option::is_none")]
            $maybe: Option<<$some as Field>::Wire>,)*
        }
    };
    (@make $self:ident { id: $id:expr } { $($field:ident: $type:ty),* } { $($maybe:ident: $some:ty),* }) => {{
        // `Made` is the record's own literal, so that a new field of the domain is an error here.
        Made {
            id: $id,
            $($field: <$type>::from_wire($self.$field)?,)*
            $($maybe: match $self.$maybe {
                Some(wire) => Some(<$some>::from_wire(wire)?),
                None => None,
            },)*
        }
    }};
}

pub(super) use {body, words};
