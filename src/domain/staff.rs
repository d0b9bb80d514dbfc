//! Staff and their roles (domain dictionary § 1.5).

use std::collections::BTreeSet;

use super::id::{FacilityId, StaffId, WingId};
use crate::text::SafeText;

/// What somebody does here. A person can have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Wing officer (*penitentiair inrichtingswerker*, PIW'er).
    Officer,
    /// Mentor of some detainees.
    Mentor,
    /// Volunteer coordinator (*vrijwilligerscoördinator*).
    VolunteerCoordinator,
    /// Case manager (*casemanager*).
    CaseManager,
    /// Wing head (*afdelingshoofd*).
    WingHead,
    /// Visits desk (*bezoekafdeling*).
    VisitsDesk,
    /// Workshop supervisor (*werkmeester*).
    WorkshopSupervisor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Officer,
        Self::Mentor,
        Self::VolunteerCoordinator,
        Self::CaseManager,
        Self::WingHead,
        Self::VisitsDesk,
        Self::WorkshopSupervisor,
    ];

    /// Its name in files and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Mentor => "mentor",
            Self::VolunteerCoordinator => "volunteer-coordinator",
            Self::CaseManager => "case-manager",
            Self::WingHead => "wing-head",
            Self::VisitsDesk => "visits-desk",
            Self::WorkshopSupervisor => "workshop-supervisor",
        }
    }

    /// Reads the name in files and on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// A member of staff (*medewerker*), as colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// Whose.
    pub id: StaffId,
    /// Their prison.
    pub facility: FacilityId,
    /// `M. de Vries`.
    pub name: SafeText,
    /// `MdV`.
    pub initials: SafeText,
    /// What they do.
    pub roles: BTreeSet<Role>,
    /// Their wing, when they have one.
    pub wing: Option<WingId>,
    /// The workplaces that they supervise, by name; none when nobody said which.
    pub workplaces: Option<BTreeSet<SafeText>>,
}
