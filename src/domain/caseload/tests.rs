//! Caseloads of a few people, made by hand.

use chrono::TimeDelta;
use uuid::Uuid;

use super::*;
use crate::domain::contact_moment::ContactMoment;
use crate::domain::facility::RosterEntry;
use crate::domain::file::{FiledPerson, Lead, Milestone, NetworkStatus, PersonFile};
use crate::domain::id::ContactMomentId;
use crate::domain::id::{
    AgreementId, EventId, FacilityId, LeaveRequestId, MdoContributionId, MeetingId, MilestoneId, PlacementId, RosterId,
    ShiftId,
};
use crate::domain::leave::{LeaveKind, LeaveRequest, LeaveState};
use crate::domain::stream::StreamId;
use crate::domain::work::{Agreement, AgreementKind, Placement};
use crate::text::Pii;

const ME: StaffId = StaffId(Uuid::from_u128(1));
const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(2));
const WING: WingId = WingId(Uuid::from_u128(3));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("a time")
}

fn staff(id: StaffId, name: &str, roles: &[Role]) -> Record {
    StaffMember {
        id,
        facility: FacilityId(Uuid::from_u128(4)),
        name: SafeText::line(name),
        initials: SafeText::line("X"),
        roles: roles.iter().copied().collect(),
        wing: None,
        workplaces: None,
    }
    .into()
}

fn person(number: u128, mentor: Option<StaffId>, second_mentor: Option<StaffId>) -> Record {
    Detainee {
        id: DetaineeId(Uuid::from_u128(number)),
        wing: WING,
        cell: Cell::new(SafeText::line("A1-07")),
        surname: SafeText::line("Smit"),
        prefix: None,
        given_names: None,
        group: None,
        mentor,
        second_mentor,
        language: None,
        arrived_on: None,
        programme: None,
        contact_restricted: false,
        moved: None,
    }
    .into()
}

fn meeting(id: u128, number: u128, days: i64) -> Record {
    let at = now() + TimeDelta::days(days);
    Meeting {
        id: MeetingId(Uuid::from_u128(id)),
        event: EventId(Uuid::from_u128(id)),
        detainee: DetaineeId(Uuid::from_u128(number)),
        starts_at: at,
        ends_at: at + TimeDelta::minutes(30),
    }
    .into()
}

fn brought(id: u128, meeting: u128, number: u128, role: AdviceRole, text: &str) -> Record {
    version(id, meeting, number, role, text, None)
}

fn version(id: u128, meeting: u128, number: u128, role: AdviceRole, text: &str, replaces: Option<u128>) -> Record {
    MdoContribution {
        id: MdoContributionId(Uuid::from_u128(id)),
        event: EventId(Uuid::from_u128(meeting)),
        detainee: DetaineeId(Uuid::from_u128(number)),
        role,
        text: Pii::new(SafeText::line(text)),
        at: now() + TimeDelta::seconds(i64::try_from(id).expect("small")),
        author: ME,
        replaces: replaces.map(|old| MdoContributionId(Uuid::from_u128(old))),
    }
    .into()
}

fn talk(id: u128, number: u128, days_ago: i64, replaces: Option<u128>) -> Record {
    ContactMoment {
        id: ContactMomentId(Uuid::from_u128(id)),
        detainee: DetaineeId(Uuid::from_u128(number)),
        kind: if replaces.is_some() { ContactKind::Withdrawn } else { ContactKind::MentorTalk },
        with_child: false,
        text: Pii::default(),
        at: now() - TimeDelta::days(days_ago),
        next_on: None,
        author: ME,
        replaces: replaces.map(|old| ContactMomentId(Uuid::from_u128(old))),
    }
    .into()
}

fn file(number: u128) -> Record {
    PersonFile {
        id: DetaineeId(Uuid::from_u128(number)),
        registration: None,
        birth: None,
        release_on: None,
        conditional_release_on: None,
        sentence_days: None,
        legal_title: None,
        lead: Lead::Municipality,
        supervision_follows: None,
        municipality: None,
        network: NetworkStatus::Unknown,
    }
    .into()
}

/// As the file has whom it is about.
fn filed(number: u128) -> Record {
    match person(number, None, None) {
        Record::Detainee(person) => FiledPerson::from(&person).into(),
        other => other,
    }
}

fn waits_for_case_manager(number: u128) -> Record {
    LeaveRequest {
        id: LeaveRequestId(Uuid::from_u128(60)),
        detainee: DetaineeId(Uuid::from_u128(number)),
        kind: LeaveKind::ShortReintegration,
        submitted_on: date_of(now()),
        goal: None,
        leaves_at: None,
        returns_at: None,
        state: LeaveState::AdviceGathering,
        waits_on: Some(WaitsOn::CaseManager),
        waits_since: None,
    }
    .into()
}

fn caseload(records: Vec<Record>) -> Vec<CaseLine> {
    let known = |record| Known::first(StreamId::wing(WING), record);
    let records: Vec<Known> = records.into_iter().map(known).collect();
    assemble(&CaseloadInput { records: &records, reader: ME, now: now() }).people
}

fn who(lines: &[CaseLine]) -> Vec<u128> {
    lines.iter().map(|line| line.detainee.0.as_u128()).collect()
}

#[test]
fn whoever_waits_for_the_reader_stands_first_then_the_next_meeting_then_the_talk_that_is_longest_ago() {
    let mut records = vec![staff(ME, "M. de Vries", &[Role::Mentor])];
    records.extend((10..15).map(|number| person(number, Some(ME), None)));
    records.push(person(20, Some(COLLEAGUE), None));
    records.extend([meeting(30, 12, 9), meeting(31, 13, 2), meeting(32, 14, 1)]);
    records.push(brought(40, 32, 14, AdviceRole::Mentor, "gaat goed"));
    records.extend([talk(50, 10, 3, None), talk(51, 11, 30, None)]);
    let lines = caseload(records);
    assert_eq!(who(&lines), [13, 12, 14, 11, 10], "and nobody else's");
    assert_eq!(lines.iter().map(|line| line.owed.len()).collect::<Vec<_>>(), [2, 2, 1, 0, 0]);
    assert_eq!(lines.first().and_then(|line| line.next_mdo), Some(now() + TimeDelta::days(2)));
}

#[test]
fn what_was_brought_and_taken_back_is_owed_again_and_a_talk_that_was_none_is_not_the_last() {
    let records = vec![
        staff(ME, "M. de Vries", &[Role::Mentor]),
        person(10, Some(ME), None),
        meeting(30, 10, 2),
        brought(40, 30, 10, AdviceRole::Mentor, "gaat goed"),
        version(41, 30, 10, AdviceRole::Mentor, "", Some(40)),
        talk(50, 10, 9, None),
        talk(51, 10, 3, None),
        talk(52, 10, 1, Some(51)),
    ];
    let line = caseload(records).remove(0);
    assert!(line.owes());
    assert_eq!(line.last_talk, Some(now() - TimeDelta::days(9)));
}

#[test]
fn two_mentors_who_wrote_without_knowing_of_each_other_both_brought_something_and_each_takes_back_their_own() {
    let base = vec![staff(ME, "M. de Vries", &[Role::Mentor]), person(10, Some(ME), None), meeting(30, 10, 2)];
    let mine = brought(40, 30, 10, AdviceRole::Mentor, "gaat goed");
    let theirs = brought(41, 30, 10, AdviceRole::Mentor, "wil bellen");
    let taken_back = version(42, 30, 10, AdviceRole::Mentor, "", Some(40));
    // A correction for an earlier time takes the place of what it corrects all the same.
    let corrected = version(39, 30, 10, AdviceRole::Mentor, "gaat heel goed", Some(40));
    let owes = |more: &[&Record]| {
        let more: Vec<_> = more.iter().map(|record| (*record).clone()).collect();
        caseload([base.clone(), more].concat())[0].owes()
    };
    assert!(owes(&[]) && owes(&[&mine, &taken_back]));
    assert!(!owes(&[&mine, &theirs, &taken_back]), "the colleague's stays");
    let all: Vec<Record> = vec![mine, theirs, corrected];
    let replaced: Vec<_> = all.iter().filter_map(Record::replaces).collect();
    let unreplaced = all.iter().filter(|record| !replaced.contains(&record.row_id()));
    let unreplaced = unreplaced.filter_map(|record| match record {
        Record::MdoContribution(one) => Some(one),
        _ => None,
    });
    let standing = mdo::standing(unreplaced, EventId(Uuid::from_u128(30)), AdviceRole::Mentor);
    let texts: Vec<_> = standing.iter().map(|one| one.text.reveal().as_str()).collect();
    assert_eq!(texts, ["gaat heel goed", "wil bellen"]);
}

#[test]
fn six_weeks_after_a_meeting_without_a_new_one_it_is_due() {
    let met = |days: i64| {
        let (id, kind) = (MilestoneId(Uuid::from_u128(70)), SafeText::line("mdo"));
        let on = date_of(now()) - TimeDelta::days(days);
        Record::from(Milestone { id, detainee: DetaineeId(Uuid::from_u128(10)), kind, on })
    };
    let is_due = |more: Vec<Record>| {
        let base = vec![staff(ME, "M. de Vries", &[Role::Mentor]), person(10, Some(ME), None)];
        caseload([base, more].concat())[0].is_mdo_due(date_of(now()))
    };
    assert!(!is_due(vec![met(42)]) && is_due(vec![met(43)]) && !is_due(vec![]));
    assert!(!is_due(vec![met(43), meeting(30, 10, 2)]), "a new one is planned");
}

#[test]
fn a_second_mentor_covers_for_who_is_off_duty_and_nobody_guesses_without_a_roster() {
    let people = || {
        vec![
            staff(ME, "M. de Vries", &[Role::Mentor]),
            staff(COLLEAGUE, "S. Kaya", &[]),
            person(10, Some(COLLEAGUE), Some(ME)),
        ]
    };
    let duty = |staff| {
        let (id, shift) = (RosterId(Uuid::from_u128(60)), ShiftId(Uuid::from_u128(61)));
        Record::from(RosterEntry { id, staff, shift, on: date_of(now()), wing: None })
    };
    let first_on_duty = |records: Vec<Record>| match &caseload(records)[0].bond {
        Bond::SecondMentor { first_on_duty, first } => {
            assert_eq!(first.as_ref().map(SafeText::as_str), Some("S. Kaya"));
            *first_on_duty
        }
        other => unreachable!("{other:?}"),
    };
    assert_eq!(first_on_duty(people()), None);
    assert_eq!(first_on_duty([people(), vec![duty(ME)]].concat()), Some(false));
    assert_eq!(first_on_duty([people(), vec![duty(COLLEAGUE)]].concat()), Some(true));
}

#[test]
fn a_case_manager_has_everybody_whose_file_is_here_also_of_other_wings() {
    let records = vec![
        staff(ME, "C. Maas", &[Role::CaseManager]),
        person(10, None, None),
        file(10),
        file(11),
        filed(11),
        waits_for_case_manager(11),
        meeting(30, 11, 2),
        person(12, None, None),
    ];
    let lines = caseload(records);
    assert_eq!(who(&lines), [11, 10]);
    let unseen = &lines[0];
    assert_eq!(unseen.bond, Bond::CaseManager);
    assert_eq!(unseen.name.as_ref().map(SafeText::as_str), Some("Smit"), "their file says who they are");
    assert!(unseen.cell.is_some() && unseen.wing == Some(WING));
    assert!(unseen.leave_waits && unseen.owes() && unseen.next_mdo.is_some(), "without a row of their wing");
    let mentor_only = vec![staff(ME, "M. de Vries", &[Role::Mentor]), person(10, None, None), file(10)];
    assert_eq!(who(&caseload(mentor_only)), [] as [u128; 0]);
}

#[test]
fn an_agreement_says_its_places_and_how_many_of_those_whose_file_is_here_started() {
    let agreement = |id: u128, until: Option<i64>| {
        Record::from(Agreement {
            id: AgreementId(Uuid::from_u128(id)),
            party: SafeText::line("Bouwbedrijf"),
            kind: AgreementKind::Employer,
            places: Some(4),
            until: until.map(|days| date_of(now()) + TimeDelta::days(days)),
            initiative: None,
        })
    };
    let placed = |id: u128, number: u128, replaces: Option<u128>| {
        let (id, agreement) = (PlacementId(Uuid::from_u128(id)), AgreementId(Uuid::from_u128(80)));
        let (on, replaces) = (date_of(now()), replaces.map(|old| PlacementId(Uuid::from_u128(old))));
        Record::from(Placement {
            id,
            detainee: DetaineeId(Uuid::from_u128(number)),
            agreement,
            on,
            author: ME,
            replaces,
        })
    };
    let records = vec![
        agreement(80, Some(0)),
        agreement(81, Some(-1)),
        placed(90, 10, None),
        placed(91, 10, None),
        placed(92, 11, None),
        placed(93, 11, Some(92)),
    ];
    let known: Vec<_> = records
        .into_iter()
        .map(|record| Known::first(StreamId::person(DetaineeId(Uuid::from_u128(10))), record))
        .collect();
    let agreements = assemble(&CaseloadInput { records: &known, reader: ME, now: now() }).agreements;
    assert_eq!(
        agreements.iter().map(|line| line.started).collect::<Vec<_>>(),
        [1],
        "the last day counts; one person counts once"
    );
}
