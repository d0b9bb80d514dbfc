//! Papers: leave in its states, handovers to municipalities, conditions, measures, certificates.

use chrono::NaiveDate;

use super::words::MUNICIPALITIES;
use super::{Maker, Person, after, at, before};
use crate::domain::id::{
    AgreementId, BasicConditionId, CertificateId, LeaveRequestId, MeasureId, MunicipalHandoverId, PlacementId,
};
use crate::domain::leave::{AdviceRole, LeaveAdvice, LeaveKind, LeaveRequest, LeaveState, WaitsOn};
use crate::domain::measure::{Measure, MeasureKind};
use crate::domain::municipal::{BasicCondition, Condition, ConditionStatus, MunicipalHandover, MunicipalState};
use crate::domain::work::{Certificate, CertificateStatus, Placement};
use crate::text::{Pii, SafeText};

/// How somebody's leave stands today. Every wing has a bit of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// None asked.
    None,
    /// Out since yesterday, due back this evening.
    Out,
    /// Leaves this morning for the day.
    Today,
    /// Granted for later.
    Granted,
    /// Waits on somebody.
    Waits(WaitsOn),
    /// Refused.
    Refused,
}

impl Leave {
    /// By cell, so that it is spread over each wing.
    pub(super) const fn of(cell: u16) -> Self {
        match cell {
            5 => Self::Out,
            9 => Self::Today,
            13 => Self::Granted,
            3 => Self::Waits(WaitsOn::LibertiesCommittee),
            11 => Self::Waits(WaitsOn::Prosecution),
            17 => Self::Waits(WaitsOn::Mentor),
            21 => Self::Waits(WaitsOn::Governor),
            25 => Self::Waits(WaitsOn::Evaluation),
            19 => Self::Refused,
            _ => Self::None,
        }
    }

    /// Whether the person is outside on that day.
    pub(super) fn is_outside(self, day: NaiveDate, today: NaiveDate) -> bool {
        match self {
            Self::Out => day == today || day == before(today, 1),
            Self::Today => day == today,
            _ => false,
        }
    }
}

pub(super) fn papers(maker: &mut Maker, people: &[Person]) {
    for person in people {
        leave(maker, person);
        let mut dice = maker.dice(&format!("{}/papers", person.key));
        if dice.once_in(4) {
            handover(maker, person);
        }
        if dice.once_in(24) {
            measure(maker, person);
        }
        if dice.once_in(10) {
            certificate(maker, person);
        }
    }
}

fn leave(maker: &mut Maker, person: &Person) {
    let today = maker.today;
    let mut dice = maker.dice(&format!("{}/leave", person.key));
    let later = after(today, 6 + dice.below(30));
    let (state, waits_on, leaves_at, returns_at) = match person.leave {
        Leave::None => return,
        Leave::Out => (LeaveState::Out, None, at(before(today, 1), 9, 0), at(today, 20, 0)),
        Leave::Today => (LeaveState::PassIssued, None, at(today, 9, 0), at(today, 18, 0)),
        Leave::Granted => (LeaveState::Granted, None, at(later, 9, 0), at(later, 18, 0)),
        Leave::Waits(on) => (LeaveState::AdviceGathering, Some(on), at(later, 9, 0), at(later, 18, 0)),
        Leave::Refused => (LeaveState::Refused, None, at(later, 9, 0), at(later, 18, 0)),
    };
    let waits_since = before(today, 1 + dice.below(24));
    let request = LeaveRequest {
        id: LeaveRequestId(maker.id("leave", &person.key)),
        detainee: person.detainee.id,
        kind: if person.leave == Leave::Out { LeaveKind::LongReintegration } else { LeaveKind::ShortReintegration },
        submitted_on: before(waits_since, 5),
        goal: Some(SafeText::line(dice.pick(&["kennismaking werkgever", "gezin", "woning bekijken"]))),
        leaves_at: Some(leaves_at),
        returns_at: Some(returns_at),
        state,
        waits_on,
        waits_since: waits_on.map(|_| waits_since),
    };
    maker.put(person.wing(), "leave", &format!("{}/summary", person.key), request.summary());
    // Where it waits on somebody else, the mentor has written already.
    if let (Leave::Waits(_), Some(author)) = (person.leave, person.detainee.mentor)
        && waits_on != Some(WaitsOn::Mentor)
    {
        let advice = LeaveAdvice {
            id: AdviceRole::Mentor.row(request.id).into(),
            request: request.id,
            detainee: person.detainee.id,
            role: AdviceRole::Mentor,
            text: Pii::new(SafeText::line(
                dice.pick(&["Werkt elke dag, komt afspraken na.", "Bereidt het goed voor."]),
            )),
            author,
            written_at: at(waits_since, 10, 0),
        };
        maker.put(person.file(), "leave-advice", &person.key, advice);
    }
    maker.put(person.file(), "leave", &person.key, request);
}

fn handover(maker: &mut Maker, person: &Person) {
    const STATES: [MunicipalState; 7] = [
        MunicipalState::NotStarted,
        MunicipalState::StartSignalSent,
        MunicipalState::IntakeShared,
        MunicipalState::PlanShared,
        MunicipalState::CoordinatorResponded,
        MunicipalState::InvitedInside,
        MunicipalState::PreReleasePlan,
    ];
    let mut dice = maker.dice(&format!("{}/handover", person.key));
    let state = dice.pick(&STATES);
    let sent = (state != MunicipalState::NotStarted).then(|| before(maker.today, 2 + dice.below(40)));
    let answered = sent.filter(|_| !dice.once_in(3)).map(|sent| after(sent, 1));
    let handover = MunicipalHandover {
        id: MunicipalHandoverId(maker.id("handovers", &person.key)),
        detainee: person.detainee.id,
        municipality: SafeText::line(dice.pick(&MUNICIPALITIES)),
        coordinator: Some(SafeText::line("B. Noorlander")),
        state,
        last_message_on: sent,
        acknowledged_on: answered,
        release_date_told: None,
    };
    maker.put(person.wing(), "handovers", &format!("{}/summary", person.key), handover.summary());
    maker.put(person.file(), "handovers", &person.key, handover);
    let statuses = [ConditionStatus::InOrder, ConditionStatus::ActionOpen, ConditionStatus::Unknown];
    for (condition, name) in [
        (Condition::IdDocument, "id-document"),
        (Condition::Housing, "housing"),
        (Condition::WorkIncome, "work-income"),
        (Condition::Debts, "debts"),
        (Condition::Care, "care"),
    ] {
        let key = format!("{}/{name}", person.key);
        let condition = BasicCondition {
            id: BasicConditionId(maker.id("conditions", &key)),
            detainee: person.detainee.id,
            condition,
            status: dice.pick(&statuses),
            owner: Some(SafeText::line("casemanager")),
            due_on: Some(after(maker.today, 10 + dice.below(50))),
        };
        maker.put(person.file(), "conditions", &key, condition);
    }
}

fn measure(maker: &mut Maker, person: &Person) {
    let mut dice = maker.dice(&format!("{}/measure", person.key));
    let (from, to) = (before(maker.today, 1 + dice.below(3)), after(maker.today, 1 + dice.below(5)));
    let measure = Measure {
        id: MeasureId(maker.id("measures", &person.key)),
        detainee: person.detainee.id,
        kind: dice.pick(&[MeasureKind::Exclusion, MeasureKind::Isolation]),
        starts_at: at(from, 21, 0),
        ends_at: Some(at(to, 13, 0)),
    };
    maker.put(person.wing(), "measures", &person.key, measure);
}

fn certificate(maker: &mut Maker, person: &Person) {
    let mut dice = maker.dice(&format!("{}/certificate", person.key));
    let certificate = Certificate {
        id: CertificateId(maker.id("certificates", &person.key)),
        detainee: person.detainee.id,
        title: SafeText::line("Praktijkverklaring houtbewerking"),
        status: dice.pick(&[CertificateStatus::Started, CertificateStatus::Earned]),
        on: Some(before(maker.today, dice.below(90))),
        next_step: Some(SafeText::line("gesprek met de vakschool")),
    };
    // Who earned it begins at the school now and then.
    let earned = certificate.status == CertificateStatus::Earned && dice.once_in(2);
    maker.put(person.file(), "certificates", &person.key, certificate);
    if let Some(author) = person.detainee.mentor.filter(|_| earned) {
        let placement = Placement {
            id: PlacementId(maker.id("placements", &person.key)),
            detainee: person.detainee.id,
            agreement: AgreementId(maker.id("agreements", "AG1")),
            on: before(maker.today, 3),
            author,
            replaces: None,
        };
        maker.put(person.file(), "placements", &person.key, placement);
    }
}
