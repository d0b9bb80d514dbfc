//! Identities: one newtype per kind of thing, so that a visit's id never stands where a person's is meant.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The identity of any row, whatever its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub Uuid);

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({})", self.0)
    }
}

impl FromStr for RowId {
    type Err = uuid::Error;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(s).map(Self)
    }
}

impl RowId {
    /// The id of a row derived from another one (a summary, a seat): the same source and role always
    /// give the same id, so that deriving twice changes nothing (UUIDv5).
    pub fn derived(source: Uuid, role: &str) -> Self {
        Self(Uuid::new_v5(&source, role.as_bytes()))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }

        impl From<$name> for RowId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl From<RowId> for $name {
            fn from(id: RowId) -> Self {
                Self(id.0)
            }
        }
    )*};
}

ids! {
    /// A prison (*penitentiaire inrichting*).
    FacilityId,
    /// A wing (*afdeling*).
    WingId,
    /// A room, workplace or other place inside the fence (*plek*).
    PlaceId,
    /// A shift as the facility defines it (*dienst*).
    ShiftId,
    /// A member of staff (*medewerker*).
    StaffId,
    /// One duty of one member of staff (*roosterregel*).
    RosterId,
    /// One line of a wing's weekly programme (*dagprogramma*).
    ProgrammeSlotId,
    /// A detainee (*gedetineerde*).
    DetaineeId,
    /// A visit (*bezoek*).
    VisitId,
    /// One work shift of one person (*arbeid*).
    WorkShiftId,
    /// A volunteer session: one occurrence (*vrijwilligersbijeenkomst*).
    SessionId,
    /// A volunteer (*vrijwilliger*).
    VolunteerId,
    /// A sign-up of one person for a series of sessions (*aanmelding*).
    SignUpId,
    /// One person's seat in one session (*plek in een bijeenkomst*).
    SeatId,
    /// A leave request (*verlofaanvraag*).
    LeaveRequestId,
    /// A handover to the municipality (*gemeentelijke overdracht*).
    MunicipalHandoverId,
    /// What one role wrote for a leave request (*inbreng*).
    LeaveAdviceId,
    /// One step of a leave request (*stap*).
    LeaveStepId,
    /// One step of a municipal handover (*stap*).
    MunicipalStepId,
    /// An event of one person: court, transfer, hearing, medical, mdo, education (*afspraak*).
    EventId,
    /// A contact of a detainee: partner, child, friend (*contactpersoon*).
    ContactId,
    /// A decision of the governor not to admit a visitor (*weigering bezoeker*).
    RefusalId,
    /// A practice certificate (*praktijkverklaring*).
    CertificateId,
    /// A date that something was done: screening, plan, MDO (*mijlpaal*).
    MilestoneId,
    /// A basic condition for return (*basisvoorwaarde*).
    BasicConditionId,
    /// A measure or sanction (*maatregel of straf*).
    MeasureId,
    /// An agreement with an employer, school or municipality (*convenant*).
    AgreementId,
    /// Somebody started at an employer or a school (*begonnen bij*).
    PlacementId,
    /// That somebody asks for a volunteer, as the coordinator knows it (*aanvraag vrijwilliger*).
    VolunteerWishId,
    /// An attendance mark (*aantekening van aanwezigheid*).
    MarkId,
    /// A count of everybody on a wing (*telling, appel*).
    RollCountId,
    /// How one line of the programme went on one day.
    ProgrammeOutcomeId,
    /// An incident or an officer's urgent measure (*incident, maatregel*).
    IncidentId,
    /// Two people who must not be together (*niet samen*).
    KeepApartId,
    /// One version of a request slip (*verzoekbriefje*).
    RequestSlipId,
    /// A note on a person (*notitie*).
    NoteId,
    /// A contact with a person or their home (*contactmoment*).
    ContactMomentId,
    /// An answer of the first days (*eerste dagen*).
    FirstAnswerId,
    /// What one role brings to a meeting (*inbreng voor het MDO*).
    MdoContributionId,
    /// Somebody who is expected at a place.
    ExpectedId,
    /// A meeting, in the file of the person that it is about.
    MeetingId,
    /// A child outside, as the wing knows it (*achterblijver*).
    ChildId,
    /// One version of what is known of a child.
    ChildEntryId,
    /// Somebody came, left, or went to another cell (*mutatie*).
    MovementId,
    /// An entry for the shift handover (*punt voor de dienstoverdracht*).
    HandoverEntryId,
    /// A terminal with a journal of its own.
    DeviceId,
    /// What an officer did, once, on one device.
    ActionId,
    /// That somebody opened a file, once, on one device (*inzage*).
    LookId,
}
