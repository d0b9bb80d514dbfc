//! The programme, incidents, who must not be together: sets that grow, with a way back.

use chrono::{NaiveDate, NaiveTime};

use super::*;
use crate::domain::id::{IncidentId, KeepApartId, ProgrammeOutcomeId, ProgrammeSlotId};
use crate::domain::incident::IncidentKind;
use crate::domain::programme::{Cause, Went};

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).expect("a time")
}

fn programme(id: u128, went: Went, replaces: Option<u128>) -> Action {
    let deed = Deed::Programme {
        wing: WING,
        slot: ProgrammeSlotId(Uuid::from_u128(70)),
        day: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"),
        went,
        replaces: replaces.map(|id| ProgrammeOutcomeId(Uuid::from_u128(id))),
    };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

fn incident(id: u128, kind: IncidentKind, text: &str, replaces: Option<u128>) -> Action {
    let text = Pii::new(SafeText::line(text));
    let replaces = replaces.map(|id| IncidentId(Uuid::from_u128(id)));
    let deed = Deed::Incident { wing: WING, detainee: PERSON, kind, text, replaces };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

fn apart(id: u128, other: u128, replaces: Option<u128>) -> Action {
    let replaces = replaces.map(|id| KeepApartId(Uuid::from_u128(id)));
    let deed = Deed::KeepApart { wing: WING, detainee: PERSON, other: DetaineeId(Uuid::from_u128(other)), replaces };
    Action { id: ActionId(Uuid::from_u128(id)), ..action(deed) }
}

/// One of these, for the properties of all deeds.
pub(super) fn any() -> impl Strategy<Value = Deed> {
    (0_u8..3).prop_map(|kind| match kind {
        0 => programme(0, Went::AsPlanned, None).deed,
        1 => programme(0, Went::Cancelled(Cause::NoWork), None).deed,
        _ => incident(0, IncidentKind::Isolation, "onrustig", None).deed,
    })
}

#[test]
fn how_the_programme_went_is_corrected_or_taken_back_by_an_outcome_that_names_it() {
    let mut rows = rows();
    assert_eq!(apply(&mut rows, &programme(300, Went::Cancelled(Cause::Holiday), None)), Outcome::Applied);
    assert_eq!(apply(&mut rows, &programme(301, Went::AsPlanned, Some(300))), Outcome::Applied);
    assert_eq!(apply(&mut rows, &programme(302, Went::Withdrawn, Some(301))), Outcome::Applied);
    let mut refused = |action: &Action| apply(&mut rows, action);
    assert_eq!(refused(&programme(303, Went::Withdrawn, None)), Outcome::Rejected(Rejection::NothingToWithdraw));
    assert_eq!(refused(&programme(304, Went::AsPlanned, Some(999))), Outcome::Rejected(Rejection::UnknownReplaced));
    let backwards = Went::Shortened { from: time(11), until: time(10), cause: Cause::Other };
    assert_eq!(refused(&programme(305, backwards, None)), Outcome::Rejected(Rejection::ImpossibleTimes));
}

#[test]
fn a_measure_needs_words_and_its_undo_is_of_the_same_days() {
    let mut rows = rows();
    let empty = apply(&mut rows, &incident(300, IncidentKind::Isolation, " ", None));
    assert_eq!(empty, Outcome::Rejected(Rejection::Empty));
    assert_eq!(apply(&mut rows, &incident(301, IncidentKind::Isolation, "onrustig", None)), Outcome::Applied);
    let other_kind = apply(&mut rows, &incident(302, IncidentKind::Incident, "", Some(301)));
    assert_eq!(other_kind, Outcome::Rejected(Rejection::UnknownReplaced));
    let mut later = incident(303, IncidentKind::Isolation, "", Some(301));
    later.observed_at = now() - TimeDelta::hours(1);
    assert_eq!(apply(&mut rows, &later), Outcome::Applied);
    let record = |id: u128| &rows[&RowId(Uuid::from_u128(id))].record;
    assert_eq!((record(303).day(), record(303).replaces()), (record(301).day(), Some(RowId(Uuid::from_u128(301)))));
    let nobody = Action { deed: with_person(&incident(304, IncidentKind::Incident, "x", None).deed, 99), ..later };
    assert_eq!(apply(&mut rows, &nobody), Outcome::Rejected(Rejection::UnknownItem));
}

fn with_person(deed: &Deed, number: u128) -> Deed {
    let mut deed = deed.clone();
    if let Deed::Incident { detainee, .. } = &mut deed {
        *detainee = DetaineeId(Uuid::from_u128(number));
    }
    deed
}

#[test]
fn two_people_are_kept_apart_until_that_is_taken_back_whoever_of_them_is_named_first() {
    let mut rows = rows();
    let Record::Detainee(mut second) = rows[&PERSON.into()].record.clone() else { unreachable!("a person") };
    second.id = DetaineeId(Uuid::from_u128(3));
    rows.insert(second.id.into(), Known::first(StreamId::wing(WING), second.into()));
    assert_eq!(apply(&mut rows, &apart(300, 1, None)), Outcome::Rejected(Rejection::UnknownItem));
    assert_eq!(apply(&mut rows, &apart(301, 99, None)), Outcome::Rejected(Rejection::UnknownItem));
    assert_eq!(apply(&mut rows, &apart(302, 3, None)), Outcome::Applied);
    let mut turned = apart(303, 3, Some(302));
    if let Deed::KeepApart { detainee, other, .. } = &mut turned.deed {
        std::mem::swap(detainee, other);
    }
    assert_eq!(apply(&mut rows, &turned), Outcome::Applied);
    assert_eq!(apply(&mut rows, &apart(304, 3, Some(999))), Outcome::Rejected(Rejection::UnknownReplaced));
}
