//! What mentor and case manager write: sets that only grow, whatever the order.

use super::*;
use crate::domain::contact_moment::ContactKind;
use crate::domain::file::CareSituation;
use crate::domain::first_days::{ChildFacts, Question, Said};
use crate::domain::id::{AgreementId, ChildId, ContactMomentId, EventId, MdoContributionId, PlacementId};
use crate::domain::work::{Agreement, AgreementKind};

fn contact(id: u128, kind: ContactKind, replaces: Option<u128>) -> Action {
    let replaces = replaces.map(|old| ContactMomentId(Uuid::from_u128(old)));
    let text = Pii::new(SafeText::block("over thuis\nen werk"));
    let deed = Deed::ContactMoment { detainee: PERSON, kind, with_child: false, text, next_on: None, replaces };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

fn child(id: u128, letter: &str, year: Option<i32>, of: Option<u128>, struck: bool) -> Action {
    let facts = ChildFacts {
        letter: Pii::new(SafeText::line(letter)),
        birth_year: year.map(Pii::new),
        care: CareSituation::Family,
        arranged: None,
        contact_allowed: None,
    };
    let child = of.map(|first| ChildId(Uuid::from_u128(first)));
    Action { id: ActionId(Uuid::from_u128(id)), ..action(Deed::Child { detainee: PERSON, child, facts, struck }) }
}

/// What is written about a person, for the properties of all deeds.
pub(super) fn any() -> impl Strategy<Value = Deed> {
    let answer = ("[a-z]{1,8}", 0..6_usize).prop_map(|(text, at)| Deed::FirstAnswer {
        detainee: PERSON,
        question: Question::ALL[at],
        said: Said::Yes,
        text: Pii::new(SafeText::line(&text)),
    });
    let brought = ("[a-z]{0,8}", prop::bool::ANY).prop_map(|(text, mine)| Deed::MdoContribution {
        detainee: PERSON,
        event: EventId(Uuid::from_u128(90)),
        role: if mine { AdviceRole::Mentor } else { AdviceRole::CaseManager },
        text: Pii::new(SafeText::line(&text)),
        replaces: None,
    });
    prop_oneof![
        brought,
        Just(contact(0, ContactKind::Call, None).deed),
        Just(child(0, "M", None, None, false).deed),
        answer
    ]
}

#[test]
fn what_is_brought_takes_the_place_of_a_version_for_the_same_meeting_and_role_and_of_no_other() {
    let mut rows = rows();
    let meeting = EventId(Uuid::from_u128(90));
    let brought = |id: u128, role: AdviceRole, text: &str, old: Option<u128>| Action {
        id: ActionId(Uuid::from_u128(id)),
        ..action(Deed::MdoContribution {
            detainee: PERSON,
            event: meeting,
            role,
            text: Pii::new(SafeText::line(text)),
            replaces: old.map(|old| MdoContributionId(Uuid::from_u128(old))),
        })
    };
    let mut apply = |action: &Action| super::apply(&mut rows, action);
    let unknown = Outcome::Rejected(Rejection::UnknownReplaced);
    assert_eq!(apply(&brought(300, AdviceRole::Mentor, "", None)), Outcome::Rejected(Rejection::Empty));
    assert_eq!(apply(&brought(300, AdviceRole::Mentor, "gaat goed", None)), Outcome::Applied);
    assert_eq!(apply(&brought(301, AdviceRole::CaseManager, "wat anders", Some(300))), unknown);
    assert_eq!(apply(&brought(302, AdviceRole::Mentor, "gaat heel goed", Some(300))), Outcome::Applied);
    assert_eq!(apply(&brought(303, AdviceRole::Mentor, "", Some(302))), Outcome::Applied);
}

#[test]
fn a_contact_is_taken_back_by_one_that_names_it_and_by_no_other() {
    let mut rows = rows();
    let mut apply = |action: &Action| super::apply(&mut rows, action);
    assert_eq!(apply(&contact(300, ContactKind::MentorTalk, None)), Outcome::Applied);
    let nothing = Outcome::Rejected(Rejection::NothingToWithdraw);
    assert_eq!(apply(&contact(301, ContactKind::Withdrawn, None)), nothing);
    let unknown = Outcome::Rejected(Rejection::UnknownReplaced);
    assert_eq!(apply(&contact(302, ContactKind::Withdrawn, Some(999))), unknown);
    assert_eq!(apply(&contact(303, ContactKind::Withdrawn, Some(300))), Outcome::Applied);
    let mut next = contact(304, ContactKind::Call, None);
    if let Deed::ContactMoment { next_on, .. } = &mut next.deed {
        *next_on = Some(crate::domain::local::date_of(now()));
    }
    assert_eq!(apply(&next), Outcome::Rejected(Rejection::StepNotAllowed), "a call has no next talk");
}

#[test]
fn a_child_is_one_letter_and_a_year_that_can_be() {
    let mut rows = rows();
    let mut apply = |action: &Action| super::apply(&mut rows, action);
    for (letter, year, why) in [
        ("", None, Rejection::Empty),
        ("Mees", None, Rejection::TooLong),
        ("7", None, Rejection::TooLong),
        ("M", Some(1800), Rejection::ImpossibleTimes),
        ("M", Some(3000), Rejection::ImpossibleTimes),
    ] {
        assert_eq!(apply(&child(300, letter, year, None, false)), Outcome::Rejected(why), "{letter} {year:?}");
    }
    assert_eq!(apply(&child(301, "M", Some(2019), None, false)), Outcome::Applied);
    assert_eq!(apply(&child(302, "M", None, Some(301), true)), Outcome::Applied);
    assert_eq!(
        apply(&child(303, "M", None, Some(302), false)),
        Outcome::Applied,
        "a version that is not the first still names a child of theirs"
    );
    assert_eq!(apply(&child(304, "M", None, Some(999), false)), Outcome::Rejected(Rejection::UnknownReplaced));
    assert_eq!(apply(&child(305, "M", None, None, true)), Outcome::Rejected(Rejection::NothingToWithdraw));
}

#[test]
fn somebody_starts_at_an_agreement_that_is_there_and_that_can_be_taken_back() {
    let mut rows = rows();
    let agreement = AgreementId(Uuid::from_u128(80));
    let placed = |id: u128, replaces: Option<u128>| {
        let replaces = replaces.map(|old| PlacementId(Uuid::from_u128(old)));
        let on = crate::domain::local::date_of(now());
        let deed = Deed::Placement { detainee: PERSON, agreement, on, replaces };
        Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
    };
    assert_eq!(apply(&mut rows, &placed(300, None)), Outcome::Rejected(Rejection::UnknownItem));
    let (party, kind) = (SafeText::line("ROC"), AgreementKind::School);
    let known = Agreement { id: agreement, party, kind, places: Some(1), until: None, initiative: None };
    rows.insert(agreement.into(), Known::first(StreamId::wing(WING), known.into()));
    assert_eq!(apply(&mut rows, &placed(301, None)), Outcome::Applied);
    assert_eq!(apply(&mut rows, &placed(302, None)), Outcome::Applied, "a place that is taken refuses nobody");
    rows.remove(&agreement.into());
    assert_eq!(apply(&mut rows, &placed(303, Some(301))), Outcome::Applied);
    assert_eq!(apply(&mut rows, &placed(304, Some(999))), Outcome::Rejected(Rejection::UnknownReplaced));
}
