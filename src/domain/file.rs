//! The file of a person (*dossier*): what only mentor and case manager may see. Children by letter and year only.

use chrono::NaiveDate;

use super::detainee::Detainee;
use super::id::{ContactId, DetaineeId, MilestoneId, RefusalId};
use crate::text::{Pii, SafeText};

/// Legal title of the stay (dictionary § 1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalTitle {
    /// *Voorlopige hechtenis*.
    PreTrial,
    /// Sentenced, finally or not.
    Sentenced,
    /// Measure for persistent offenders (ISD).
    Isd,
    /// *Vervangende hechtenis*.
    SubstituteDetention,
    /// *Gijzeling*.
    Gijzeling,
    /// *Tbs-passant*.
    TbsPassant,
    /// *Arrestant*.
    Arrestant,
    /// *Zelfmelder*.
    SelfReporter,
}

/// Who leads the return (dictionary § 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    /// The municipality.
    Municipality,
    /// Probation: supervision follows.
    Probation,
    /// Not known.
    Unknown,
}

/// State of somebody's social network (dictionary § 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NetworkStatus {
    /// Supports.
    Positive,
    /// Is there.
    Present,
    /// Is a risk.
    Risk,
    /// There is none.
    None,
    /// Not known.
    Unknown,
}

/// A birth date of which month and day can be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate {
    /// Year.
    pub year: i32,
    /// Month from 1, when known.
    pub month: Option<u32>,
    /// Day from 1, when known.
    pub day: Option<u32>,
}

/// Facts of the stay that the wing does not need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFile {
    /// Whose.
    pub id: DetaineeId,
    /// Registration number of the source.
    pub registration: Option<Pii<SafeText>>,
    /// Birth date.
    pub birth: Option<Pii<BirthDate>>,
    /// End of the sentence.
    pub release_on: Option<NaiveDate>,
    /// Conditional release (*v.i.*).
    pub conditional_release_on: Option<NaiveDate>,
    /// Sentence in days.
    pub sentence_days: Option<u32>,
    /// Title of the stay.
    pub legal_title: Option<LegalTitle>,
    /// Who leads the return.
    pub lead: Lead,
    /// Whether supervision by probation follows, when known.
    pub supervision_follows: Option<bool>,
    /// Receiving municipality, `GMxxxx`.
    pub municipality: Option<SafeText>,
    /// State of the network.
    pub network: NetworkStatus,
}

/// Whom the file is about, as the wing's row has them: for a reader of the file who reads no wing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledPerson {
    /// Whose.
    pub id: DetaineeId,
    /// What the wing's row says.
    pub person: Detainee,
}

impl From<&Detainee> for FiledPerson {
    fn from(person: &Detainee) -> Self {
        Self { id: person.id, person: person.clone() }
    }
}

/// Who cares for a child now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareSituation {
    /// The other parent.
    OtherParent,
    /// Family.
    Family,
    /// Foster care.
    FosterCare,
    /// An institution.
    Institution,
    /// Not known: a signal in itself.
    Unknown,
}

/// A contact of a detainee: a third party. Initials and year of birth at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Whose.
    pub id: ContactId,
    /// Of whom.
    pub detainee: DetaineeId,
    /// `child`, `partner`, `parent`, … as the source writes it.
    pub relation: SafeText,
    /// Initials.
    pub initials: Option<Pii<SafeText>>,
    /// Year of birth.
    pub birth_year: Option<Pii<i32>>,
    /// Whether a minor child, when known.
    pub minor: Option<bool>,
    /// Who cares for the child.
    pub care: Option<CareSituation>,
    /// Last contact.
    pub last_contact_on: Option<NaiveDate>,
    /// A judge or prosecutor forbade contact (*contactverbod*).
    pub contact_ban: bool,
}

/// The governor's decision not to admit a visitor (Pbw 38(3)). Shown, never made here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whose.
    pub id: RefusalId,
    /// Of whom the visitor is.
    pub detainee: DetaineeId,
    /// Which visitor.
    pub contact: ContactId,
    /// Last day.
    pub until: NaiveDate,
    /// Ground, as the decision says.
    pub basis: Option<SafeText>,
}

/// A date that something was done: screening, plan, MDO, arrival call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Whose.
    pub id: MilestoneId,
    /// About whom.
    pub detainee: DetaineeId,
    /// What, as the source names it (`screening`, `dr-plan`, `mdo`, `plan-shared`, `arrival-call`).
    pub kind: SafeText,
    /// When.
    pub on: NaiveDate,
}
