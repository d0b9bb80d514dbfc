//! Actions survive the wire, and what does not decode keeps its number.

use super::*;
use crate::domain::action::Deed;
use crate::domain::contact_moment::ContactKind;
use crate::domain::count::Headcount;
use crate::domain::detainee::Cell;
use crate::domain::file::CareSituation;
use crate::domain::first_days::{ChildFacts, Question, Said};
use crate::domain::id::{
    AgreementId, ChildId, ContactMomentId, DetaineeId, EventId, FacilityId, HandoverEntryId, IncidentId, KeepApartId,
    MarkId, MdoContributionId, MovementId, PlacementId, ProgrammeOutcomeId, ProgrammeSlotId, RequestSlipId,
    RollCountId, RowId, SessionId, StaffId, WingId,
};
use crate::domain::incident::{IncidentKind, Informed};
use crate::domain::leave::AdviceRole;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::movement::MovementKind;
use crate::domain::place::PlaceStep;
use crate::domain::programme::{Cause, Went};
use crate::domain::request::{Asked, RequestState};
use crate::domain::stream::StreamId;
use crate::text::{Pii, SafeText};
use chrono::NaiveDate;

fn action(deed: Deed) -> Action {
    let at = DateTime::from_timestamp(1_795_000_000, 123_000_000).expect("a time");
    Action {
        id: ActionId(Uuid::from_u128(1)),
        device: DeviceId(Uuid::from_u128(2)),
        number: 3,
        author: StaffId(Uuid::from_u128(4)),
        recorded_at: at,
        clock_skew_seconds: None,
        observed_at: at,
        deed,
    }
}

fn mark(kind: MarkKind, replaces: Option<MarkId>) -> Deed {
    Deed::Mark {
        wing: WingId(Uuid::from_u128(5)),
        detainee: DetaineeId(Uuid::from_u128(6)),
        item: RowId(Uuid::from_u128(7)),
        day: NaiveDate::from_ymd_opt(2026, 11, 23),
        kind,
        replaces,
    }
}

fn note() -> Deed {
    Deed::Note {
        wing: WingId(Uuid::from_u128(5)),
        detainee: DetaineeId(Uuid::from_u128(6)),
        text: Pii::new(SafeText::block("rustig weekend\nkookte voor de groep")),
        replaces: None,
    }
}

/// Who came, who left, and what the next shift has to know.
fn corridor() -> Vec<Deed> {
    let (wing, person) = (WingId(Uuid::from_u128(5)), Some(DetaineeId(Uuid::from_u128(6))));
    let cell = || Cell::new(SafeText::line("A1-12"));
    let movement = |detainee, kind, replaces| Deed::Movement { wing, detainee, kind, replaces };
    let entry = |detainee, replaces| {
        let text = Pii::new(SafeText::block("bericht van thuis\nnog niet verteld"));
        Deed::HandoverEntry { wing, detainee, text, replaces }
    };
    let request = |state| match state {
        RequestState::New => Deed::Request {
            wing,
            detainee: DetaineeId(Uuid::from_u128(6)),
            asked: Asked::CaseManager,
            text: Pii::new(SafeText::block("wil vaker beeldbellen")),
        },
        state => Deed::RequestStep {
            wing,
            detainee: DetaineeId(Uuid::from_u128(6)),
            request: RequestSlipId(Uuid::from_u128(7)),
            state,
        },
    };
    let heads = Headcount { on_wing: 41, elsewhere: 2, outside: 2 };
    let count = |counted, second: Option<StaffId>, replaces| Deed::RollCount {
        wing,
        slot: ProgrammeSlotId(Uuid::from_u128(7)),
        day: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"),
        expected: heads,
        counted,
        second,
        reported_at: second.and(DateTime::from_timestamp(1_795_000_000, 0)),
        replaces,
    };
    vec![
        movement(None, MovementKind::Arrival { name: SafeText::line("Wolters, C."), cell: cell() }, None),
        movement(person, MovementKind::CellChange { to: cell() }, None),
        movement(person, MovementKind::Departure, None),
        movement(person, MovementKind::Withdrawn, Some(MovementId(Uuid::from_u128(8)))),
        request(RequestState::New),
        request(RequestState::Answered(Pii::new(SafeText::block("mag op zondag\nom tien uur")))),
        request(RequestState::Told(Pii::new(SafeText::line("ja")))),
        request(RequestState::Withdrawn),
        entry(None, None),
        count(Some(heads), Some(StaffId(Uuid::from_u128(9))), None),
        count(None, None, Some(RollCountId(Uuid::from_u128(8)))),
        mark(MarkKind::Unlocked, None),
        mark(MarkKind::LockedIn, None),
        entry(person, Some(HandoverEntryId(Uuid::from_u128(8)))),
    ]
}

/// What a wing writes about its house.
fn house() -> Vec<Deed> {
    let (wing, detainee) = (WingId(Uuid::from_u128(4)), DetaineeId(Uuid::from_u128(6)));
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let went = |went, replaces| Deed::Programme {
        wing,
        slot: ProgrammeSlotId(Uuid::from_u128(7)),
        day: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"),
        went,
        replaces,
    };
    let incident = |kind, text: &str, replaces| {
        let text = Pii::new(SafeText::line(text));
        Deed::Incident { wing, detainee, kind, text, replaces }
    };
    let apart = |replaces| Deed::KeepApart { wing, detainee, other: DetaineeId(Uuid::from_u128(9)), replaces };
    let on_incident =
        |kind| Deed::Mark { wing, detainee, item: RowId(Uuid::from_u128(8)), day: None, kind, replaces: None };
    let (earlier, shortened) =
        (Uuid::from_u128(8), Went::Shortened { from: time(10), until: time(11), cause: Cause::RoomTaken });
    vec![
        went(Went::AsPlanned, None),
        went(shortened, Some(ProgrammeOutcomeId(earlier))),
        went(Went::Cancelled(Cause::StaffShortage), None),
        went(Went::Withdrawn, Some(ProgrammeOutcomeId(earlier))),
        incident(IncidentKind::Incident, "ruzie bij de douche", None),
        incident(IncidentKind::Isolation, "", Some(IncidentId(earlier))),
        apart(None),
        apart(Some(KeepApartId(earlier))),
        on_incident(MarkKind::Told(Informed::SupervisoryBoard)),
        on_incident(MarkKind::Checked),
        on_incident(MarkKind::TakenOver),
        on_incident(MarkKind::Reviewed(None)),
        on_incident(MarkKind::Reviewed(DateTime::from_timestamp(1_795_428_720, 123_456_789))),
    ]
}

/// What mentor and case manager write about a person.
fn person() -> Vec<Deed> {
    let detainee = DetaineeId(Uuid::from_u128(6));
    let contact = |kind, replaces: Option<ContactMomentId>| Deed::ContactMoment {
        detainee,
        kind,
        with_child: replaces.is_none(),
        text: Pii::new(SafeText::block("over thuis\nen werk")),
        next_on: NaiveDate::from_ymd_opt(2026, 12, 7).filter(|_| kind == ContactKind::MentorTalk),
        replaces,
    };
    let child = |child, struck| Deed::Child {
        detainee,
        child,
        facts: ChildFacts {
            letter: Pii::new(SafeText::line("M")),
            birth_year: Some(Pii::new(2019)),
            care: CareSituation::OtherParent,
            arranged: Some(true),
            contact_allowed: None,
        },
        struck,
    };
    let text = Pii::new(SafeText::line("een hond"));
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let mut deeds = vec![
        child(None, false),
        child(Some(ChildId(Uuid::from_u128(8))), true),
        contact(ContactKind::Withdrawn, Some(ContactMomentId(Uuid::from_u128(8)))),
        Deed::Placement { detainee, agreement: AgreementId(Uuid::from_u128(9)), on: date, replaces: None },
        Deed::Placement {
            detainee,
            agreement: AgreementId(Uuid::from_u128(9)),
            on: date,
            replaces: Some(PlacementId(Uuid::from_u128(8))),
        },
        Deed::PlaceMark {
            detainee,
            at: StreamId::visits(FacilityId(Uuid::from_u128(9))),
            item: RowId(Uuid::from_u128(8)),
            step: PlaceStep::Ended,
            replaces: Some(MarkId(Uuid::from_u128(8))),
        },
        Deed::MdoContribution {
            detainee,
            event: EventId(Uuid::from_u128(9)),
            role: AdviceRole::CaseManager,
            text: text.clone(),
            replaces: None,
        },
        Deed::MdoContribution {
            detainee,
            event: EventId(Uuid::from_u128(9)),
            role: AdviceRole::Mentor,
            text: text.clone(),
            replaces: Some(MdoContributionId(Uuid::from_u128(8))),
        },
        Deed::FirstAnswer { detainee, question: Question::AloneNow, said: Said::DoesNotSay, text },
    ];
    deeds.extend(ContactKind::ALL.map(|kind| contact(kind, None)));
    deeds
}

#[test]
fn a_movement_with_too_little_or_too_much_in_it_is_none() {
    let whole = encode(&action(corridor().remove(0))).expect("actions are JSON");
    let text = String::from_utf8(whole).expect("JSON is UTF-8");
    let wrong = [
        (r#","cell":"A1-12""#, ""),
        (r#""arrival""#, r#""departure""#),
        (r#""arrival""#, r#""flight""#),
        ("Wolters", "\\u001b]52;c;x"),
        ("A1-12", "A1\\u202e12"),
    ];
    for (from, to) in wrong {
        assert!(text.contains(from), "{text}");
        let bad = decode(DeviceId(Uuid::from_u128(2)), text.replace(from, to).as_bytes()).expect_err(from);
        assert_eq!(bad.code, Rejection::Malformed);
    }
}

#[test]
fn every_deed_survives_the_wire_and_the_same_action_gives_the_same_bytes() {
    let mut deeds =
        vec![note(), mark(MarkKind::Left, None), mark(MarkKind::Withdrawn, Some(MarkId(Uuid::from_u128(8))))];
    deeds.extend(AbsenceReason::ALL.map(|reason| mark(MarkKind::Absent(reason), None)));
    deeds.extend(AbsenceReason::ALL.map(|reason| mark(MarkKind::StaysInCell(reason), None)));
    let sign_up = |withdraw| Deed::SignUp {
        wing: WingId(Uuid::from_u128(5)),
        detainee: DetaineeId(Uuid::from_u128(6)),
        session: SessionId(Uuid::from_u128(9)),
        withdraw,
    };
    deeds.extend([false, true].map(sign_up));
    deeds.extend(corridor());
    deeds.extend(person());
    deeds.extend(house());
    for deed in deeds {
        let action = action(deed);
        let bytes = encode(&action).expect("actions are JSON");
        assert_eq!(decode(action.device, &bytes).as_ref(), Ok(&action));
        assert_eq!(encode(&action).expect("actions are JSON"), bytes);
    }
}

#[test]
fn a_clock_that_was_wrong_is_said_and_one_that_was_right_takes_no_bytes() {
    for skew in [None, Some(61), Some(i64::MIN)] {
        let action = Action { clock_skew_seconds: skew, ..action(note()) };
        let bytes = encode(&action).expect("actions are JSON");
        assert_eq!(decode(action.device, &bytes).as_ref(), Ok(&action));
        let text = String::from_utf8(bytes).expect("JSON is text");
        assert_eq!(text.contains("clockSkewSeconds"), skew.is_some(), "{text}");
    }
}

#[test]
fn a_deed_of_a_newer_program_and_a_garbled_one_keep_their_number() {
    let device = DeviceId(Uuid::from_u128(2));
    let bytes = encode(&action(mark(MarkKind::Left, None))).expect("actions are JSON");
    let text = String::from_utf8(bytes).expect("JSON is UTF-8");
    let newer = text.replace("\"kind\":\"mark\"", "\"kind\":\"dance\"");
    let bad = decode(device, newer.as_bytes()).expect_err("nobody can dance");
    assert_eq!((bad.number, bad.code), (Some(3), Rejection::UnknownDeed));
    let garbled = text.replace("\"left\"", "\"vanished\"");
    let bad = decode(device, garbled.as_bytes()).expect_err("not a mark");
    assert_eq!((bad.number, bad.code), (Some(3), Rejection::Malformed));
    let half = decode(device, b"{\"number\":3}").expect_err("half an action");
    assert_eq!((half.number, half.code), (Some(3), Rejection::Malformed));
    assert_eq!(decode(device, b"[]").expect_err("not an action").number, None);
}

#[test]
fn a_note_that_a_terminal_would_obey_is_refused_and_not_rewritten() {
    let action = action(note());
    let text = String::from_utf8(encode(&action).expect("actions are JSON")).expect("JSON is UTF-8");
    for hostile in ["\\u001b]52;c;x", "\\u202e", "\\u200b", "\\u009b"] {
        let bad = decode(action.device, text.replace("rustig", hostile).as_bytes()).expect_err("hostile");
        assert_eq!((bad.number, bad.code), (Some(3), Rejection::Malformed));
    }
}

#[test]
fn a_stand_in_for_a_lost_action_is_a_kind_that_nobody_carries_out() {
    let at = DateTime::from_timestamp(1_795_000_000, 0).expect("a time");
    let bytes = encode_void(9, ActionId(Uuid::from_u128(1)), at).expect("a void is JSON");
    let bad = decode(DeviceId(Uuid::from_u128(2)), &bytes).expect_err("nothing to do");
    assert_eq!((bad.number, bad.code), (Some(9), Rejection::UnknownDeed));
}
