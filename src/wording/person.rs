//! What is in a person's file, in words.

use super::{advice, asked, kind, leave, leave_state, mark, municipal, request};
use crate::domain::contact_moment::ContactKind;
use crate::domain::dossier::Happened;
use crate::domain::file::{CareSituation, NetworkStatus};
use crate::domain::first_days::{Question, Said};
use crate::domain::movement::MovementKind;
use crate::domain::work::CertificateStatus;
use crate::text::{Arg, Id, Pii, SafeText, Words};

/// What a contact is called.
pub const fn contact(kind: ContactKind, with_child: bool) -> Id {
    match (kind, with_child) {
        (ContactKind::MentorTalk, _) => Id::ContactMentorTalk,
        (ContactKind::Talk, _) => Id::ContactTalk,
        (ContactKind::Call, false) => Id::ContactCall,
        (ContactKind::Call, true) => Id::ContactCallChild,
        (ContactKind::Video, false) => Id::ContactVideo,
        (ContactKind::Video, true) => Id::ContactVideoChild,
        (ContactKind::VideoFailed, _) => Id::ContactVideoFailed,
        (ContactKind::Visit, false) => Id::ContactVisit,
        (ContactKind::Visit, true) => Id::ContactVisitChild,
        (ContactKind::Withdrawn, _) => Id::ContactWithdrawn,
    }
}

/// A question of the first days.
pub const fn question(question: Question) -> Id {
    match question {
        Question::CalledHome => Id::QuestionCalledHome,
        Question::AloneNow => Id::QuestionAloneNow,
        Question::Children => Id::QuestionChildren,
        Question::Support => Id::QuestionSupport,
        Question::Municipality => Id::QuestionMunicipality,
        Question::Volunteer => Id::QuestionVolunteer,
    }
}

/// An answer.
pub const fn said(said: Said) -> Id {
    match said {
        Said::Yes => Id::SaidYes,
        Said::No => Id::SaidNo,
        Said::DoesNotSay => Id::SaidNothing,
        Said::AskLater => Id::SaidLater,
    }
}

/// With whom a child is.
pub const fn care(care: CareSituation) -> Id {
    match care {
        CareSituation::OtherParent => Id::CareOtherParent,
        CareSituation::Family => Id::CareFamily,
        CareSituation::FosterCare => Id::CareFoster,
        CareSituation::Institution => Id::CareInstitution,
        CareSituation::Unknown => Id::CareUnknown,
    }
}

/// The state of a network.
pub const fn network(network: NetworkStatus) -> Id {
    match network {
        NetworkStatus::Positive => Id::NetworkPositive,
        NetworkStatus::Present => Id::NetworkPresent,
        NetworkStatus::Risk => Id::NetworkRisk,
        NetworkStatus::None => Id::NetworkNone,
        NetworkStatus::Unknown => Id::NetworkUnknown,
    }
}

/// How far a certificate is.
pub const fn certificate(status: CertificateStatus) -> Id {
    match status {
        CertificateStatus::Started => Id::CertificateStarted,
        CertificateStatus::Earned => Id::CertificateEarned,
        CertificateStatus::Transferred => Id::CertificateTransferred,
    }
}

/// One of the five needs for return.
pub const fn condition(condition: crate::domain::municipal::Condition) -> Id {
    use crate::domain::municipal::Condition;
    match condition {
        Condition::IdDocument => Id::ConditionIdDocument,
        Condition::Housing => Id::ConditionHousing,
        Condition::WorkIncome => Id::ConditionWorkIncome,
        Condition::Debts => Id::ConditionDebts,
        Condition::Care => Id::ConditionCare,
    }
}

/// A date of the source; as the source writes it when it is a word of its own.
fn milestone(kind: &SafeText, words: &Words) -> SafeText {
    let known = match kind.as_str() {
        "screening" => Id::MilestoneScreening,
        "dr-plan" => Id::MilestonePlan,
        "mdo" => Id::MilestoneMdo,
        "plan-shared" => Id::MilestonePlanShared,
        "arrival-call" => Id::MilestoneArrivalCall,
        _ => return kind.clone(),
    };
    words.say(known)
}

/// A line of the timeline, without its date. With names hidden nobody reads what was written.
pub fn happened(what: &Happened, hidden: bool, words: &Words) -> String {
    let say = |id: Id| words.say(id).as_str().to_owned();
    let with = |id, gap, word: Id| words.with(id, &[(gap, (&words.say(word)).into())]).as_str().to_owned();
    let shown = |text: &Pii<SafeText>| {
        if hidden { "-".to_owned() } else { text.reveal().as_str().replace('\n', " ") }
    };
    match what {
        Happened::Note(text) => shown(text),
        Happened::Contact(kind, child, text) if text.reveal().as_str().is_empty() => say(contact(*kind, *child)),
        Happened::Contact(kind, child, text) => format!("{}: {}", say(contact(*kind, *child)), shown(text)),
        Happened::Request(who, text, state) => {
            let (who, text, state) = (words.say(asked(*who)), shown(text), words.say(request(state)));
            let gaps = [("who", (&who).into()), ("text", Arg::Text(&text)), ("state", (&state).into())];
            words.with(Id::TimeRequest, &gaps).as_str().to_owned()
        }
        Happened::Incident(kind, text) => {
            let (what, text) = (words.say(super::incident(*kind)), shown(text));
            let gaps = [("what", (&what).into()), ("text", Arg::Text(&text))];
            words.with(Id::TimeIncident, &gaps).as_str().to_owned()
        }
        Happened::IncidentStep(kind, step) => {
            let (what, step) = (words.say(super::incident(*kind)), words.say(mark(*step)));
            let gaps = [("what", (&what).into()), ("step", (&step).into())];
            words.with(Id::TimeIncidentStep, &gaps).as_str().to_owned()
        }
        Happened::Mark(step, None) => say(mark(*step)),
        Happened::Mark(step, Some(item)) => {
            let (item, state) = (words.say(kind(*item).1), words.say(mark(*step)));
            words.with(Id::TimeMark, &[("item", (&item).into()), ("state", (&state).into())]).as_str().to_owned()
        }
        Happened::Movement(movement @ MovementKind::CellChange { to }) => {
            format!("{} {}", say(super::movement(movement)), to.code.as_str())
        }
        Happened::Movement(other) => say(super::movement(other)),
        Happened::LeaveAsked(kind) => with(Id::TimeLeaveAsked, "kind", leave(*kind)),
        Happened::Leave(state) => with(Id::TimeLeave, "state", leave_state(*state)),
        Happened::Advice(role) => with(Id::TimeAdvice, "role", advice(*role)),
        Happened::Municipal(step) => with(Id::TimeMunicipal, "state", municipal(*step)),
        Happened::Milestone(kind) => {
            let what = milestone(kind, words);
            words.with(Id::TimeMilestone, &[("what", (&what).into())]).as_str().to_owned()
        }
        Happened::Certificate(title, status) => {
            let state = words.say(certificate(*status));
            let gaps = [("title", title.into()), ("state", (&state).into())];
            words.with(Id::PlanCertificate, &gaps).as_str().to_owned()
        }
    }
}
