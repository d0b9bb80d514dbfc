//! Bodies of the `person/` stream: the file that only mentor and case manager read.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::day::DetaineeBody;
use super::field::{Field, body, words};
use crate::domain::file::{
    BirthDate, CareSituation, Contact, FiledPerson, Lead, LegalTitle, Milestone, NetworkStatus, PersonFile, Refusal,
};
use crate::domain::id::{ContactId, DetaineeId, LeaveRequestId, MunicipalHandoverId, RowId, StaffId};
use crate::domain::leave::{
    AdviceRole, Authority, LeaveAdvice, LeaveKind, LeaveRequest, LeaveState, LeaveStep, WaitsOn,
};
use crate::domain::municipal::{
    BasicCondition, Condition, ConditionStatus, MunicipalHandover, MunicipalState, MunicipalStep, Witness,
};
use crate::domain::work::{Certificate, CertificateStatus};
use crate::text::{Pii, SafeText};

words!(LegalTitle {
    PreTrial = "pre-trial",
    Sentenced = "sentenced",
    Isd = "isd",
    SubstituteDetention = "substitute-detention",
    Gijzeling = "gijzeling",
    TbsPassant = "tbs-passant",
    Arrestant = "arrestant",
    SelfReporter = "self-reporter",
});

words!(Lead { Municipality = "municipality", Probation = "probation", Unknown = "unknown" });

words!(NetworkStatus {
    Positive = "positive",
    Present = "present",
    Risk = "risk",
    None = "none",
    Unknown = "unknown",
});

words!(CareSituation {
    OtherParent = "other-parent",
    Family = "family",
    FosterCare = "foster",
    Institution = "institution",
    Unknown = "unknown",
});

words!(LeaveKind {
    ShortReintegration = "short-reintegration",
    ShortReintegrationNetwork = "short-reintegration-network",
    LongReintegration = "long-reintegration",
    ExtramuralWork = "extramural-work",
    IsdLeave = "isd-leave",
    Incidental = "incidental",
    SentenceInterruption = "sentence-interruption",
    EndLeave = "end-leave",
});

words!(LeaveState {
    Draft = "draft",
    Submitted = "submitted",
    AdviceGathering = "advice-gathering",
    Heard = "heard",
    ForwardedToMinister = "forwarded-to-minister",
    Granted = "decided-granted",
    Refused = "decided-refused",
    PassIssued = "pass-issued",
    Out = "out",
    Returned = "returned",
    ReturnedLate = "returned-late",
    NotReturned = "not-returned",
    SickReported = "sick-reported",
    Evaluated = "evaluated",
    WithdrawnByDetainee = "withdrawn-by-detainee",
    Revoked = "revoked",
    Moved = "moved",
    TakenOver = "taken-over",
});

words!(Authority { Governor = "governor", SelectionOfficer = "selection-officer", Minister = "minister" });

words!(AdviceRole { Mentor = "mentor", CaseManager = "case-manager" });

words!(WaitsOn {
    Mentor = "mentor",
    CaseManager = "case-manager",
    LibertiesCommittee = "pvc",
    Prosecution = "om",
    Probation = "probation",
    Police = "police",
    Municipality = "municipality",
    Governor = "governor",
    SelectionOfficer = "selection-officer",
    Evaluation = "evaluation",
    Detainee = "detainee",
    Other = "other",
});

words!(MunicipalState {
    NotStarted = "not-started",
    MunicipalityIdentified = "municipality-identified",
    StartSignalSent = "start-signal-sent",
    IntakeShared = "intake-shared",
    PlanShared = "plan-shared",
    CoordinatorResponded = "coordinator-responded",
    InvitedInside = "invited-inside",
    MetInside = "met-inside",
    PreReleasePlan = "pre-release-plan",
    Released = "released",
    AftercareConfirmed = "aftercare-confirmed",
    Closed = "closed",
});

words!(Condition {
    IdDocument = "id-document",
    Housing = "housing",
    WorkIncome = "work-income",
    Debts = "debts",
    Care = "care",
});

words!(ConditionStatus {
    Unknown = "unknown",
    InOrder = "in-order",
    ActionOpen = "action-open",
    HandedOver = "handed-over",
    Refused = "refused",
    NotApplicable = "not-applicable",
});

words!(CertificateStatus { Started = "started", Earned = "earned", Transferred = "transferred" });

body!(PersonFileBody of PersonFile [detainee] { lead: Lead, network: NetworkStatus } optional {
    registration: Pii<SafeText>,
    birth: Pii<BirthDate>,
    release_on: NaiveDate,
    conditional_release_on: NaiveDate,
    sentence_days: u32,
    legal_title: LegalTitle,
    supervision_follows: bool,
    municipality: SafeText,
});

/// The wing's row within the file.
#[derive(Serialize, Deserialize)]
pub(super) struct FiledPersonBody {
    detainee: Uuid,
    #[serde(flatten)]
    person: DetaineeBody,
}

impl FiledPersonBody {
    pub(super) fn of(filed: &FiledPerson) -> Self {
        Self { detainee: filed.id.0, person: DetaineeBody::of(&filed.person) }
    }

    pub(super) fn record(self, _row: RowId) -> Option<FiledPerson> {
        let person = self.person.record(RowId(self.detainee))?;
        Some(FiledPerson { id: person.id, person })
    }
}

body!(LeaveRequestBody of LeaveRequest {
    detainee: DetaineeId,
    kind: LeaveKind,
    submitted_on: NaiveDate,
    state: LeaveState,
} optional {
    goal: SafeText,
    leaves_at: DateTime<Utc>,
    returns_at: DateTime<Utc>,
    waits_on: WaitsOn,
    waits_since: NaiveDate,
});

body!(LeaveAdviceBody of LeaveAdvice {
    request: LeaveRequestId,
    detainee: DetaineeId,
    role: AdviceRole,
    text: Pii<SafeText>,
    author: StaffId,
    written_at: DateTime<Utc>,
} optional {});

body!(LeaveStepBody of LeaveStep {
    request: LeaveRequestId,
    detainee: DetaineeId,
    from: LeaveState,
    to: LeaveState,
    author: StaffId,
    at: DateTime<Utc>,
} optional { authority: Authority });

/// Who says that a step was done, as the wire writes it.
#[derive(Serialize, Deserialize)]
pub(super) struct WitnessBody {
    at: DateTime<Utc>,
    by: uuid::Uuid,
}

impl Field for Witness {
    type Wire = WitnessBody;

    fn to_wire(&self) -> WitnessBody {
        WitnessBody { at: self.at, by: self.by.0 }
    }

    fn from_wire(wire: WitnessBody) -> Option<Self> {
        Some(Self { at: wire.at, by: StaffId(wire.by) })
    }
}

body!(MunicipalStepBody of MunicipalStep {
    handover: MunicipalHandoverId,
    detainee: DetaineeId,
    step: MunicipalState,
    witnesses: BTreeSet<Witness>,
    before: MunicipalState,
} optional {});

body!(MunicipalHandoverBody of MunicipalHandover {
    detainee: DetaineeId,
    municipality: SafeText,
    state: MunicipalState,
} optional {
    coordinator: SafeText,
    last_message_on: NaiveDate,
    acknowledged_on: NaiveDate,
    release_date_told: NaiveDate,
});

body!(BasicConditionBody of BasicCondition {
    detainee: DetaineeId,
    condition: Condition,
    status: ConditionStatus,
} optional { owner: SafeText, due_on: NaiveDate });

body!(ContactBody of Contact { detainee: DetaineeId, relation: SafeText, contact_ban: bool } optional {
    initials: Pii<SafeText>,
    birth_year: Pii<i32>,
    minor: bool,
    care: CareSituation,
    last_contact_on: NaiveDate,
});

body!(RefusalBody of Refusal { detainee: DetaineeId, contact: ContactId, until: NaiveDate }
    optional { basis: SafeText });

body!(CertificateBody of Certificate { detainee: DetaineeId, title: SafeText, status: CertificateStatus }
    optional { on: NaiveDate, next_step: SafeText });

body!(MilestoneBody of Milestone { detainee: DetaineeId, kind: SafeText, on: NaiveDate } optional {});
