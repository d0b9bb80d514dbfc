//! Every kind of row, as the wire writes it.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const A: &str = "00000000-0000-0000-0000-00000000000a";

/// One of each kind with every field, as JSON in the order of the body.
fn bodies() -> Vec<(Kind, String)> {
    let text = |kind: Kind, json: &str| (kind, json.replace('@', &format!("\"{A}\"")));
    let (from, to) = ("2026-11-23T07:00:00Z", "2026-11-23T10:30:00Z");
    let span = format!("\"startsAt\":\"{from}\",\"endsAt\":\"{to}\"");
    vec![
        text(Kind::Facility, &format!(r#"{{"name":"PI Zwolle","municipality":"GM0193","exportedAt":"{from}"}}"#)),
        text(Kind::Wing, r#"{"facility":@,"code":"A1","name":"Afdeling A1","floor":-1,"cells":48}"#),
        text(Kind::Place, r#"{"facility":@,"name":"Hout","kind":"workplace","reports":true}"#),
        text(Kind::Shift, r#"{"facility":@,"name":"Nacht","starts":"22:15:00","ends":"07:00:00"}"#),
        text(Kind::Roster, r#"{"staff":@,"shift":@,"on":"2026-11-23","wing":@}"#),
        text(
            Kind::Staff,
            r#"{"facility":@,"name":"M. de Vries","initials":"MdV","roles":["officer","mentor"],"wing":@}"#,
        ),
        text(
            Kind::Agreement,
            r#"{"party":"ROC","kind":"school","places":4,"until":"2027-08-31","initiative":"MBO-2"}"#,
        ),
        text(Kind::SessionOffer, &format!(r#"{{"session":@,"title":"Gesprek",{span},"room":"Stil"}}"#)),
        text(
            Kind::Programme,
            r#"{"wing":@,"kind":"unlock","weekday":"MO","starts":"07:45:00","ends":"07:55:00","group":"1"}"#,
        ),
        text(
            Kind::Detainee,
            &format!(
                r#"{{"wing":@,"cell":"A1-07","surname":"Berg","contactRestricted":true,"prefix":"van den","givenNames":"Piet","group":"2","mentor":@,"secondMentor":@,"language":"nl","arrivedOn":"2026-03-02","programme":"plus","moved":{{"from":@,"at":"{from}"}}}}"#
            ),
        ),
        text(
            Kind::Visit,
            &format!(
                r#"{{"detainee":@,"kind":"parent-child",{span},"status":"called-up","room":"Zaal","adults":2,"children":1,"visitors":[@],"organisation":"Exodus","calledAt":"{from}","review":["contact-ban","release"],"reviewSince":"{to}","changed":{{"startsAt":"{from}","endsAt":"{to}","place":"Zaal 1","at":"{from}","by":@}}}}"#
            ),
        ),
        text(Kind::WorkShift, &format!(r#"{{"detainee":@,"workplace":"Hout",{span},"kind":"training"}}"#)),
        text(
            Kind::Seat,
            &format!(
                r#"{{"session":@,"detainee":@,"title":"Gesprek",{span},"state":{{"seat":"waiting","place":2}},"room":"Lokaal 3"}}"#
            ),
        ),
        text(Kind::Event, &format!(r#"{{"detainee":@,"kind":"court",{span},"place":"Hal"}}"#)),
        text(Kind::Measure, &format!(r#"{{"detainee":@,"kind":"isolation",{span}}}"#)),
        text(
            Kind::Mark,
            &format!(
                r#"{{"item":@,"detainee":@,"kind":{{"step":"absent","reason":"sick"}},"observedAt":"{from}","recordedAt":"{to}","author":@,"device":@,"number":7,"day":"2026-11-23","replaces":@}}"#
            ),
        ),
        text(
            Kind::Note,
            &format!(r#"{{"detainee":@,"text":"rustig\nweekend","author":@,"writtenAt":"{from}","replaces":@}}"#),
        ),
        text(
            Kind::Movement,
            &format!(
                r#"{{"detainee":@,"kind":{{"step":"arrival","name":"Wolters, C.","cell":"A1-47"}},"observedAt":"{from}","author":@,"replaces":@,"settledAt":"{to}"}}"#
            ),
        ),
        text(
            Kind::RollCount,
            &format!(
                r#"{{"slot":@,"day":"2026-11-23","expected":{{"onWing":42,"elsewhere":2,"outside":2}},"author":@,"countedAt":"{from}","counted":{{"onWing":41,"elsewhere":2,"outside":2}},"second":@,"reportedAt":"{to}","replaces":@}}"#
            ),
        ),
        text(
            Kind::ProgrammeOutcome,
            &format!(
                r#"{{"slot":@,"day":"2026-11-23","went":{{"step":"shortened","from":"10:30:00","until":"11:00:00","cause":"staff-shortage"}},"author":@,"at":"{from}","replaces":@}}"#
            ),
        ),
        text(
            Kind::Incident,
            &format!(
                r#"{{"detainee":@,"kind":"isolation","text":"onrustig","startedAt":"{from}","author":@,"replaces":@,"filedOn":"2026-03-02"}}"#
            ),
        ),
        text(Kind::KeepApart, &format!(r#"{{"detainee":@,"other":@,"author":@,"at":"{from}","replaces":@}}"#)),
        text(
            Kind::RequestSlip,
            &format!(
                r#"{{"first":@,"detainee":@,"asked":"case-manager","text":"wil vaker beeldbellen","askedAt":"{from}","state":{{"step":"told","answer":"mag op zondag"}},"author":@,"writtenAt":"{to}","replaces":@,"replacedOn":"2026-11-24"}}"#
            ),
        ),
        text(
            Kind::HandoverEntry,
            &format!(
                r#"{{"text":"bericht van thuis\nnog niet verteld","author":@,"writtenAt":"{from}","detainee":@,"replaces":@}}"#
            ),
        ),
        text(
            Kind::LeaveSummary,
            &format!(
                r#"{{"detainee":@,"kind":"long-reintegration","state":"out","waitsOn":"pvc","waitsSince":"2026-11-20","leavesAt":"{from}","returnsAt":"{to}"}}"#
            ),
        ),
        text(
            Kind::MunicipalSummary,
            r#"{"detainee":@,"municipality":"GM0193","state":"plan-shared","unansweredSince":"2026-11-13"}"#,
        ),
        text(
            Kind::PersonFile,
            r#"{"detainee":@,"lead":"probation","network":"none","registration":"999","birth":"1968-00-00","releaseOn":"2027-02-11","conditionalReleaseOn":"2027-01-11","sentenceDays":918,"legalTitle":"pre-trial","supervisionFollows":true,"municipality":"GM0193"}"#,
        ),
        text(Kind::FiledPerson, r#"{"detainee":@,"wing":@,"cell":"A1-07","surname":"Berg","contactRestricted":false}"#),
        text(
            Kind::LeaveRequest,
            &format!(
                r#"{{"detainee":@,"kind":"incidental","submittedOn":"2026-11-12","state":"decided-granted","goal":"gezin","leavesAt":"{from}","returnsAt":"{to}","waitsOn":"om","waitsSince":"2026-11-20"}}"#
            ),
        ),
        text(
            Kind::LeaveAdvice,
            &format!(
                r#"{{"request":@,"detainee":@,"role":"mentor","text":"gaat goed\nwerkt elke dag","author":@,"writtenAt":"{from}"}}"#
            ),
        ),
        text(
            Kind::LeaveStep,
            &format!(
                r#"{{"request":@,"detainee":@,"from":"heard","to":"decided-granted","author":@,"at":"{from}","authority":"governor"}}"#
            ),
        ),
        text(
            Kind::MunicipalHandover,
            r#"{"detainee":@,"municipality":"GM0193","state":"met-inside","coordinator":"N. Postma","lastMessageOn":"2026-11-13","acknowledgedOn":"2026-11-14","releaseDateTold":"2027-02-25"}"#,
        ),
        text(
            Kind::MunicipalStep,
            &format!(
                r#"{{"handover":@,"detainee":@,"step":"plan-shared","witnesses":[{{"at":"{from}","by":@}}],"before":"intake-shared"}}"#
            ),
        ),
        text(
            Kind::BasicCondition,
            r#"{"detainee":@,"condition":"debts","status":"action-open","owner":"mentor","dueOn":"2027-01-27"}"#,
        ),
        text(
            Kind::Contact,
            r#"{"detainee":@,"relation":"child","contactBan":false,"initials":"M","birthYear":2017,"minor":true,"care":"foster","lastContactOn":"2026-11-16"}"#,
        ),
        text(Kind::Refusal, r#"{"detainee":@,"contact":@,"until":"2027-01-22","basis":"contactverbod"}"#),
        text(
            Kind::Certificate,
            r#"{"detainee":@,"title":"Hout","status":"earned","on":"2026-10-25","nextStep":"gesprek werkgever"}"#,
        ),
        text(Kind::Milestone, r#"{"detainee":@,"kind":"mdo","on":"2026-07-12"}"#),
        text(
            Kind::ContactMoment,
            &format!(
                r#"{{"detainee":@,"kind":"mentor-talk","withChild":true,"text":"over thuis\\nen werk","at":"{from}","author":@,"nextOn":"2026-12-07","replaces":@}}"#
            ),
        ),
        text(
            Kind::FirstAnswer,
            &format!(
                r#"{{"detainee":@,"question":"alone-now","said":"does-not-say","text":"","at":"{from}","author":@}}"#
            ),
        ),
        text(
            Kind::ChildEntry,
            &format!(
                r#"{{"child":@,"detainee":@,"facts":{{"letter":"M","birthYear":2019,"care":"other-parent","arranged":true,"contactAllowed":false}},"struck":false,"at":"{from}","author":@}}"#
            ),
        ),
        text(Kind::Meeting, &format!(r#"{{"event":@,"detainee":@,{span}}}"#)),
        text(
            Kind::MdoContribution,
            &format!(
                r#"{{"event":@,"detainee":@,"role":"case-manager","text":"wonen geregeld","at":"{from}","author":@}}"#
            ),
        ),
        text(Kind::Placement, r#"{"detainee":@,"agreement":@,"on":"2026-11-23","author":@,"replaces":@}"#),
        text(
            Kind::Expected,
            &format!(
                r#"{{"item":@,"detainee":@,"wing":@,"cell":"A1-07","callName":"Jan S.","errand":{{"visit":"lawyer"}},{span},"heard":[{{"mark":@,"step":"arrived","at":"{from}","own":true}}],"place":"Zaal 1","adults":2,"children":1,"status":"called-up","was":"work/00000000-0000-0000-0000-000000000001","goneAt":"{from}"}}"#
            ),
        ),
        text(
            Kind::Volunteer,
            r#"{"facility":@,"name":"A. Willems","organisation":"Exodus","activities":["group","individual"],"admittedOn":"2023-08-01","conductCertificateOn":"2026-09-03"}"#,
        ),
        text(
            Kind::Session,
            &format!(
                r#"{{"facility":@,"series":"VS01","title":"Gesprek","kind":"group",{span},"room":"Stil","capacity":12,"volunteer":@}}"#
            ),
        ),
        text(
            Kind::SignUp,
            r#"{"series":"VS01","detainee":@,"state":{"seat":"withdrawn"},"session":@,"on":"2026-11-14"}"#,
        ),
        text(
            Kind::VolunteerWish,
            &format!(r#"{{"request":@,"detainee":@,"step":"answered","at":"{from}","replaces":@}}"#),
        ),
        text(Kind::Participant, r#"{"detainee":@,"callName":"Ricardo P.","wing":@,"language":"nl"}"#),
    ]
}

fn row(kind: &str, body: &[u8]) -> Row {
    let id = RowId(Uuid::from_u128(1));
    Row { id, kind: kind.into(), revision: 1, sequence: 1, day: None, body: Some(body.into()) }
}

#[test]
fn every_kind_is_read_and_written_back_to_the_byte() {
    let bodies = bodies();
    assert_eq!(bodies.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), Kind::ALL);
    for (kind, json) in bodies {
        let record = decode(&row(kind.as_str(), json.as_bytes())).expect("a record");
        assert_eq!(record.kind(), kind);
        let written = encode(&record).expect("records are JSON");
        assert_eq!(String::from_utf8_lossy(&written), json, "{}", kind.as_str());
    }
}

#[test]
fn fields_of_a_newer_hub_are_no_obstacle_but_its_words_and_kinds_are_counted() {
    let newer = br#"{"detainee":"00000000-0000-0000-0000-00000000000a","kind":"mdo","on":"2026-07-12","colour":"red"}"#;
    assert!(decode(&row("milestone", newer)).is_ok());
    assert_eq!(decode(&row("hologram", b"{}")), Err(Unreadable::UnknownKind));
    let (_, visit) = bodies().into_iter().find(|(kind, _)| *kind == Kind::Visit).expect("a visit");
    let word = visit.replace("parent-child", "telepathic");
    assert_eq!(decode(&row("visit", word.as_bytes())), Err(Unreadable::Body));
}

proptest! {
    #[test]
    fn a_body_that_was_cut_or_garbled_never_panics(which in 0_usize..64, cut in 0_usize..400, byte in any::<u8>()) {
        let bodies = bodies();
        let (kind, json) = &bodies[which % bodies.len()];
        let mut bytes = json.clone().into_bytes();
        let at = cut % bytes.len();
        bytes[at] = byte;
        let _either = decode(&row(kind.as_str(), &bytes));
        bytes.truncate(at);
        prop_assert!(decode(&row(kind.as_str(), &bytes)).is_err());
    }
}
