//! Folders that a source could write, good and bad.

mod follow;
mod incidents;
mod movements;
mod places;
mod seats;
mod visits;

use std::collections::BTreeSet;
use std::fs;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use tempfile::TempDir;

use super::merge::plan;
use super::*;
use crate::domain::record::Kind;
use crate::domain::stream::StreamKind;
use crate::domain::volunteer::SeatState;
use crate::hub::store::{ImportWrite, Imported, Sqlite, Store};
use crate::text::SafeText;

const FACILITY: &str = "ref;name;municipality;exported_at\nPI-X;PI Ergens;GM0001;2026-11-23 02:10\n";
const WINGS: &str = "ref;name;floor;cells\nA1;Afdeling A1;0;24\nB2;Afdeling B2;-1;24\n";
const STAFF: &str = "ref;name;initials;roles;wing\nS1;M. de Boer;MdB;officer,mentor;A1\nS2;T. Çınar;;case-manager;\n";
const PEOPLE: &str = "ref;wing;cell;surname;prefix;given_names;registration;birth_date;mentor;language\n\
    D1;A1;A1-01;Berg;van den;Piet Jan;1001;1968-00-00;S1;nl\n\
    D2;A1;A1-02;Ünal;;Deniz;1002;17-05-1991;;tr\n\
    D3;B2;B2-01;Kok;;Anna;1003;1980-02-29;S1;nl\n";

/// A folder with what every folder needs, and the files of this test.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let base = [("facility.csv", FACILITY), ("wings.csv", WINGS), ("staff.csv", STAFF), ("detainees.csv", PEOPLE)];
    for (name, text) in base.iter().chain(files) {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn good(files: &[(&str, &str)]) -> Import {
    read(folder(files).path(), BadRows::Stop).expect("a good folder")
}

/// What is wrong, as the operator would see it.
fn bad(files: &[(&str, &str)]) -> Vec<String> {
    shown(&read(folder(files).path(), BadRows::Stop).expect_err("a bad folder"))
}

fn shown(errors: &[RowError]) -> Vec<String> {
    let line = |error: &RowError| {
        let (line, column) = (error.line.unwrap_or_default(), error.column.as_deref().unwrap_or("-"));
        format!("{}:{line}:{column}:{}:{}", error.file, error.value.reveal(), error.reason.code())
    };
    errors.iter().map(line).collect()
}

fn records(import: &Import, kind: Kind) -> Vec<(StreamId, &Record)> {
    let rows = import.rows.iter().filter(|(_, row)| row.record.kind() == kind);
    rows.map(|((stream, _), row)| (*stream, &row.record)).collect()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn a_person_has_a_row_for_the_wing_one_for_the_file_and_one_for_the_coordinator() {
    let import = good(&[]);
    let kinds = |kind| records(&import, kind).iter().map(|(stream, _)| stream.kind).collect::<Vec<_>>();
    assert_eq!(kinds(Kind::Detainee), [StreamKind::Wing; 3]);
    assert_eq!(kinds(Kind::PersonFile), [StreamKind::Person; 3]);
    assert_eq!(kinds(Kind::Participant), [StreamKind::Volunteers; 3]);
    let names: BTreeSet<String> = records(&import, Kind::Participant)
        .into_iter()
        .filter_map(|(_, record)| match record {
            Record::Participant(person) => Some(person.call_name.as_str().to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(names, BTreeSet::from(["Piet B.".into(), "Deniz Ü.".into(), "Anna K.".into()]));
    assert_eq!(import.exported_at, Some(at("2026-11-23T01:10:00Z")));
    assert!(import.warnings.is_empty() && import.skipped.is_empty());
}

#[test]
fn the_same_folder_gives_the_same_rows_however_it_is_written() {
    // A byte order mark, commas, another order of columns, Windows line ends, quotes, the other form of dates.
    let people = "\u{FEFF}cell,ref,surname,wing,given_names,prefix,registration,language,mentor,birth_date\r\n\
        A1-01,D1,\"Berg\",A1,Piet Jan,van den,1001,nl,S1,00-00-1968\r\n\r\n\
        A1-02,D2,Ünal,A1,Deniz,,1002,tr,,1991-05-17\r\n\
        B2-01,D3,Kok,B2,Anna,,1003,nl,S1,29-02-1980";
    assert_eq!(good(&[("detainees.csv", people)]), good(&[]));
}

#[test]
fn lines_are_those_of_the_file_after_windows_line_ends_empty_lines_and_texts_of_two_lines() {
    let people = "ref;wing;cell;surname\r\nD1;A1;1;Berg\r\n\r\nD2;A1;2;\"van\r\nBoven\"\r\nD3;A9;3;Kok\r\n";
    let expected = ["detainees.csv:4:surname:van\r\nBoven:bad-text", "detainees.csv:6:wing:A9:unknown-reference"];
    assert_eq!(bad(&[("detainees.csv", people)]), expected);
}

#[test]
fn everything_that_is_wrong_is_reported_at_once() {
    let files = [
        ("wings.csv", "ref;name;floor;cells\nA1;Afdeling A1;ground;24\nB2;;0;100000\nA1;Nog een;;\n"),
        ("shifts.csv", "ref;name;starts;ends\nV;Vroeg;6.45;15:00\nN;Nacht;22:15;07:00\n"),
        ("staff.csv", "ref;name;roles\nS1;M. de Boer;officer,wizard,king\n"),
        (
            "visits.csv",
            "ref;detainee;kind;starts_at;ends_at;status\n\
             V1;D9;personal;2026-11-23 14:00;2026-11-23 13:00;planned\n\
             V2;;seance;2026-11-23;2026-11-23 13:00;haunted\n\
             V3;D1;personal;2026-11-23 14:00\n\
             V4;D1;personal;2027-03-28 02:30;2026-10-25 02:30;planned\n",
        ),
    ];
    let expected = [
        "wings.csv:2:floor:ground:not-a-number",
        "wings.csv:3:cells:100000:out-of-range",
        "wings.csv:3:name::empty",
        "wings.csv:4:-::same-key",
        "shifts.csv:2:starts:6.45:not-a-time",
        "staff.csv:2:roles:wizard:unknown-word",
        "staff.csv:2:roles:king:unknown-word",
        "visits.csv:2:detainee:D9:unknown-reference",
        "visits.csv:2:ends_at:2026-11-23 13:00:ends-before-start",
        "visits.csv:3:detainee::empty",
        "visits.csv:3:kind:seance:unknown-word",
        "visits.csv:3:starts_at:2026-11-23:not-a-date-time",
        "visits.csv:3:status:haunted:unknown-word",
        "visits.csv:4:-::field-count",
        "visits.csv:5:starts_at:2027-03-28 02:30:time-skipped",
        "visits.csv:5:ends_at:2026-10-25 02:30:time-twice",
    ];
    assert_eq!(bad(&files), expected);
}

#[test]
fn what_is_wrong_with_a_file_stops_the_import_whatever_is_asked() {
    let headers = [("work_shifts.csv", "ref;detainee;detainee;workplace\n")];
    let expected = [
        "work_shifts.csv:0:detainee::column-twice",
        "work_shifts.csv:0:starts_at::missing-column",
        "work_shifts.csv:0:ends_at::missing-column",
    ];
    for bad_rows in [BadRows::Stop, BadRows::Skip] {
        let errors = read(folder(&headers).path(), bad_rows).expect_err("no columns");
        assert_eq!(shown(&errors), expected);
        let empty = TempDir::new().expect("a folder");
        let errors = read(empty.path(), bad_rows).expect_err("no files");
        let names: Vec<&str> = errors.iter().map(|error| error.file).collect();
        assert_eq!(names, ["facility.csv", "wings.csv", "detainees.csv"]);
        assert!(errors.iter().all(|error| error.reason == Reason::MissingFile));
        let nobody = folder(&[("facility.csv", "ref;name\n")]);
        assert_eq!(shown(&read(nobody.path(), bad_rows).expect_err("no row")), ["facility.csv:0:-::no-row"]);
        let two = folder(&[("facility.csv", "ref;name\nA;PI A\nB;PI B\n")]);
        let two = read(two.path(), bad_rows);
        assert_eq!(two.is_ok(), bad_rows == BadRows::Skip);
    }
}

#[test]
fn what_is_no_text_is_said_and_shown_as_far_as_it_can_be() {
    let folder = folder(&[]);
    fs::write(folder.path().join("places.csv"), b"ref;name\nP1;Caf\xE9\n").expect("a file");
    let errors = read(folder.path(), BadRows::Stop).expect_err("not UTF-8");
    assert_eq!(shown(&errors), ["places.csv:2:name:Caf\u{FFFD}:not-utf8"]);
    let long = format!("ref;name\nP1;{}\n", "a".repeat(1_001));
    fs::write(folder.path().join("places.csv"), long).expect("a file");
    let errors = read(folder.path(), BadRows::Stop).expect_err("too long");
    assert_eq!(errors.iter().map(|error| error.reason.code()).collect::<Vec<_>>(), ["too-long"]);
}

#[test]
fn text_that_a_terminal_would_obey_is_refused_and_spelling_is_made_one() {
    let people = "ref;wing;cell;surname;given_names\nD1;A1;1;Berg\x1b[2J;\u{202e}Piet\n";
    let errors = read(folder(&[("detainees.csv", people)]).path(), BadRows::Stop).expect_err("bad text");
    let reasons: Vec<&Reason> = errors.iter().map(|error| &error.reason).collect();
    assert_eq!(reasons, [&Reason::BadText { at: 5, found: '\x1b' }, &Reason::BadText { at: 1, found: '\u{202e}' }]);
    let activities = "ref;name;organisation;activities\nV1;Jansen;Exodus;schaken,\u{200b}\n";
    let spelled = "ref;name;organisation;activities\nV1;Jose\u{301};Exodus;schaken\n";
    assert_eq!(bad(&[("volunteers.csv", activities)]), ["volunteers.csv:2:activities:\u{200b}:bad-text"]);
    let composed = "ref;name;organisation;activities\nV1;Jos\u{e9};Exodus;schaken\n";
    assert_eq!(good(&[("volunteers.csv", spelled)]), good(&[("volunteers.csv", composed)]));
}

#[test]
fn no_value_of_a_bad_row_reaches_a_log() {
    let errors = read(folder(&[("detainees.csv", "ref;wing;cell;surname\nD1;Geheim;1;Berg\n")]).path(), BadRows::Stop)
        .expect_err("no such wing");
    assert_eq!(format!("{errors:?}").matches("Geheim").count(), 0);
}

#[test]
fn unknown_columns_and_equal_registration_numbers_are_reported_and_change_nothing() {
    let people = "ref;wing;cell;surname;registration;shoe_size\nD1;A1;1;Berg;7;44\nD2;A1;2;Kok;7;39\n";
    let import = good(&[("detainees.csv", people)]);
    let column = Warning::UnknownColumn { file: "detainees.csv", column: "shoe_size".into() };
    assert_eq!(import.warnings, [column, Warning::SameRegistration { lines: vec![2, 3] }]);
    assert_eq!(records(&import, Kind::Detainee).len(), 2);
}

#[test]
fn a_visitor_and_a_refusal_must_be_of_the_same_person() {
    let contacts = ("contacts.csv", "ref;detainee;relation;birth_year\nC1;D1;child;2017\n");
    let visits = "ref;detainee;kind;starts_at;ends_at\nV2;D2;personal;2026-11-23 14:00;2026-11-23 15:00\n";
    let files = [
        contacts,
        ("refusals.csv", "ref;detainee;contact;until\nR1;D2;C1;2027-01-22\nR2;D1;C1;2027-01-22\n"),
        ("visits.csv", visits),
        ("visit_visitors.csv", "visit;contact\nV2;C1\nV2;C7\n"),
    ];
    let expected = [
        "refusals.csv:2:contact:C1:other-person",
        "visit_visitors.csv:2:contact:C1:other-person",
        "visit_visitors.csv:3:contact:C7:unknown-reference",
    ];
    assert_eq!(bad(&files), expected);
}

#[test]
fn a_visit_names_its_visitors_by_id_and_says_nothing_where_nobody_is_named() {
    let visits = "ref;detainee;kind;starts_at;ends_at\nV1;D1;personal;2026-11-23 14:00;2026-11-23 15:00\n\
         V2;D1;personal;2026-11-24 14:00;2026-11-24 15:00\n";
    let import = good(&[
        ("contacts.csv", "ref;detainee;relation;birth_year\nC1;D1;child;2017\nC2;D1;child;2019\n"),
        ("visits.csv", visits),
        ("visit_visitors.csv", "visit;contact\nV1;C1\nV1;C2\n"),
    ]);
    let contacts: BTreeSet<_> = records(&import, Kind::Contact).iter().map(|(_, contact)| contact.row_id().0).collect();
    let named = |(_, record): &(StreamId, &Record)| match record {
        Record::Visit(visit) => visit.visitors.as_ref().map(|ids| ids.iter().map(|id| id.0).collect::<BTreeSet<_>>()),
        _ => None,
    };
    let named: Vec<_> = records(&import, Kind::Visit).iter().map(named).collect();
    assert_eq!((named.len(), named.contains(&Some(contacts)), named.contains(&None)), (2, true, true));
}

#[test]
fn bad_rows_are_left_out_on_request_with_everything_that_needs_them() {
    let files = [
        ("staff.csv", "ref;name;roles;wing\nS1;M. de Boer;wizard;A1\n"),
        (
            "work_shifts.csv",
            "ref;detainee;workplace;starts_at;ends_at\n\
             W1;D1;Hout;2026-11-23 08:00;2026-11-23 11:30\n\
             W2;D3;Hout;2026-11-23 08:00;2026-11-23 11:30\n",
        ),
        ("detainees.csv", &PEOPLE.replace("D3;B2", "D3;Z9")),
    ];
    let import = read(folder(&files).path(), BadRows::Skip).expect("the rest");
    let expected = [
        "staff.csv:2:roles:wizard:unknown-word",
        "detainees.csv:4:wing:Z9:unknown-reference",
        // The mentor is unknown, but nobody disappears from a wing for that.
        "detainees.csv:2:mentor:S1:names-skipped",
        "detainees.csv:4:mentor:S1:names-skipped",
        "work_shifts.csv:3:detainee:D3:needs-skipped",
    ];
    assert_eq!(shown(&import.skipped), expected);
    assert_eq!(records(&import, Kind::Detainee).len(), 2);
    assert_eq!(records(&import, Kind::WorkShift).len(), 1);
    // Asked to stop, only what is wrong in itself is listed.
    assert_eq!(bad(&files), expected[..2]);
}

#[test]
fn states_are_the_words_of_the_dictionary_and_the_wing_sees_a_summary() {
    let leave = "ref;detainee;kind;submitted_on;goal;leaves_at;returns_at;state;waits_on;waits_since\n\
        L1;D1;incidental;2026-11-01;gezin;2026-11-23 09:00;2026-11-23 18:00;decided-granted;;\n\
        L2;D2;long-reintegration;2026-11-01;werk;2026-12-01 09:00;2026-12-03 18:00;advice-gathering;om;2026-11-09\n\
        L3;D3;end-leave;2026-11-01;;;;decided-refused;the-queen;2026-11-09\n";
    let handovers = "ref;detainee;municipality;state;last_message_on;acknowledged_on\n\
        M1;D1;GM0193;pre-release-plan;2026-11-04;\n";
    let import = good(&[("leave_requests.csv", leave), ("municipal_handovers.csv", handovers)]);
    let leaving: Vec<bool> = records(&import, Kind::LeaveSummary)
        .into_iter()
        .filter_map(|(_, record)| match record {
            Record::LeaveSummary(summary) => Some(summary.leaves_at.is_some()),
            _ => None,
        })
        .collect();
    assert_eq!(leaving.iter().filter(|leaves| **leaves).count(), 1);
    assert_eq!(records(&import, Kind::LeaveRequest).len(), 3);
    assert!(records(&import, Kind::MunicipalSummary).iter().all(|(stream, _)| stream.kind == StreamKind::Wing));
    let unknown = leave.replace("decided-granted", "granted").replace("incidental", "holiday");
    let expected =
        ["leave_requests.csv:2:kind:holiday:unknown-word", "leave_requests.csv:2:state:granted:unknown-word"];
    assert_eq!(bad(&[("leave_requests.csv", &unknown)]), expected);
}

const SESSIONS: &str = "ref;title;kind;starts_at;ends_at;room;capacity;recurrence\n\
    G;Gespreksgroep;group;2026-11-16 18:30;2026-11-16 20:00;STIL;1;\"FREQ=WEEKLY;COUNT=3\"\n\
    K;Knutselen;crafts;2026-11-25 13:00;2026-11-25 15:00;;;\n";

#[test]
fn seats_go_by_date_then_by_line_and_the_rest_waits() {
    let sign_ups = "session;detainee;on\nG;D3;\nG;D2;2026-11-20\nG;D1;2026-11-20\nK;D1;\n";
    let places = "ref;name;kind;reports\nSTIL;Stiltecentrum;chapel;no\n";
    let import = good(&[("volunteer_sessions.csv", SESSIONS), ("sign_ups.csv", sign_ups), ("places.csv", places)]);
    let mut seats: Vec<(String, String, SeatState)> = Vec::new();
    for (_, record) in records(&import, Kind::Seat) {
        if let Record::Seat(seat) = record {
            let who = import.rows.values().find_map(|row| match &row.record {
                Record::Detainee(person) if person.id == seat.detainee => Some(person.surname.as_str().to_owned()),
                _ => None,
            });
            assert_eq!(
                seat.room.as_ref().map(SafeText::as_str),
                (seat.title.as_str() != "Knutselen").then_some("Stiltecentrum")
            );
            seats.push((seat.starts_at.format("%m-%d").to_string(), who.expect("a person"), seat.state));
        }
    }
    seats.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    // Before they asked, nobody expected them; who gives no date was always there, at the end of the line.
    let expected = [
        ("11-16", "Kok", SeatState::Waiting(2)),
        ("11-23", "Berg", SeatState::Waiting(1)),
        ("11-23", "Kok", SeatState::Waiting(2)),
        ("11-23", "Ünal", SeatState::Admitted),
        ("11-25", "Berg", SeatState::Admitted),
        ("11-30", "Berg", SeatState::Waiting(1)),
        ("11-30", "Kok", SeatState::Waiting(2)),
        ("11-30", "Ünal", SeatState::Admitted),
    ];
    assert_eq!(seats, expected.map(|(day, who, state)| (day.to_owned(), who.to_owned(), state)));
    assert_eq!(records(&import, Kind::Session).len(), 4);
    let bad_rule = SESSIONS.replace("FREQ=WEEKLY;COUNT=3", "FREQ=MINUTELY");
    let expected = ["volunteer_sessions.csv:2:recurrence:FREQ=MINUTELY:bad-recurrence"];
    assert_eq!(bad(&[("volunteer_sessions.csv", &bad_rule)]), expected);
}

/// A hub's store in a folder of its own.
async fn store() -> (TempDir, Sqlite) {
    let folder = TempDir::new().expect("a folder");
    let store = Sqlite::open(&folder.path().join("hub.db")).await.expect("a database");
    (folder, store)
}

async fn heads(store: &Sqlite, import: &Import) -> u64 {
    store.heads(import.facility).await.expect("heads").iter().map(|head| head.sequence).sum()
}

const NOW: &str = "2026-11-23T06:12:00Z";
const WORK: &str = "ref;detainee;workplace;starts_at;ends_at\n\
    W1;D1;Hout;2026-11-23 08:00;2026-11-23 11:30\nW2;D2;Hout;2026-11-23 08:00;2026-11-23 11:30\n";

#[tokio::test]
async fn importing_the_same_folder_twice_changes_nothing_and_prune_removes_what_is_gone() {
    let (_folder, store) = store().await;
    let import = good(&[("work_shifts.csv", WORK), ("volunteer_sessions.csv", SESSIONS)]);
    let first = apply(&store, &import, false, at(NOW)).await.expect("an import");
    assert_eq!((first.added, first.unchanged), (import.rows.len(), 0));
    let before = heads(&store, &import).await;
    let again = apply(&store, &import, true, at(NOW)).await.expect("an import");
    assert_eq!(again, Report { unchanged: import.rows.len(), ..Report::default() });
    assert_eq!(heads(&store, &import).await, before);

    let less = good(&[("volunteer_sessions.csv", SESSIONS)]);
    let kept = apply(&store, &less, false, at(NOW)).await.expect("an import");
    assert_eq!((kept.removed, heads(&store, &import).await), (0, before));
    let pruned = apply(&store, &less, true, at(NOW)).await.expect("an import");
    // The shifts, and what the workplaces had of them.
    assert_eq!((pruned.removed, heads(&store, &import).await), (2, before + 2 + 2));
    let back = apply(&store, &import, false, at(NOW)).await.expect("an import");
    assert_eq!(back.added, 2);
}

#[tokio::test]
async fn nothing_is_removed_when_rows_were_left_out() {
    let (_folder, store) = store().await;
    apply(&store, &good(&[("work_shifts.csv", WORK)]), false, at(NOW)).await.expect("an import");
    let files = [("work_shifts.csv", WORK.replace("D2;Hout", "D9;Hout"))];
    let rest = read(folder(&[(files[0].0, &files[0].1)]).path(), BadRows::Skip).expect("the rest");
    let report = apply(&store, &rest, true, at(NOW)).await.expect("an import");
    assert_eq!((report.removed, report.prune_refused), (0, true));
}

#[tokio::test]
async fn a_person_who_moves_takes_the_rows_along_to_the_other_wing() {
    let (_folder, store) = store().await;
    let import = good(&[("work_shifts.csv", WORK)]);
    apply(&store, &import, false, at(NOW)).await.expect("an import");
    let moved = PEOPLE.replace("D1;A1;A1-01", "D1;B2;B2-09");
    let moved = good(&[("work_shifts.csv", WORK), ("detainees.csv", &moved)]);
    let report = apply(&store, &moved, false, at(NOW)).await.expect("an import");
    // The person and the work shift; what the coordinator and the file say of the person changes in place.
    assert_eq!((report.moved, report.changed, report.added), (2, 2, 0));
    let live = store.of_kind(import.facility, "work-shift").await.expect("rows");
    assert_eq!(live.iter().map(|(stream, _)| *stream).collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(live.len(), 2);
}

/// What an import writes of its own rows; what the places learn of it has tests of its own.
fn sourced(import: &Import, found: &Imported, prune: bool) -> (Vec<ImportWrite>, Report) {
    let (mut writes, report) = plan(import, found, prune, at(NOW)).expect("a plan");
    writes.retain(|planned| planned.write.as_ref().is_none_or(|write| *write.kind != *Kind::Expected.as_str()));
    (writes, report)
}

/// What the store would find after an import, and a change of the hub's own in one row.
fn found_after(import: &Import, kind: Kind, change: (&str, &str)) -> Imported {
    let (writes, _) = sourced(import, &Imported::default(), false);
    let mut found = Imported::default();
    for planned in writes {
        let write = planned.write.expect("a first import writes");
        let mut body = write.body.expect("a first import removes nothing");
        found.bodies.insert(write.id, body.clone());
        if *write.kind == *kind.as_str() {
            let text = String::from_utf8(body.into()).expect("JSON");
            body = text.replace(change.0, change.1).into_bytes().into();
        }
        let row = crate::domain::row::Row {
            id: write.id,
            kind: write.kind,
            revision: 1,
            sequence: 1,
            day: write.day,
            body: Some(body),
        };
        found.rows.insert((write.stream, write.id), (row, write.source_ref));
    }
    found
}

#[test]
fn only_what_the_source_changed_is_changed_and_where_the_hub_changed_it_too_its_value_stays_and_is_listed() {
    let before = good(&[(
        "work_shifts.csv",
        "ref;detainee;workplace;starts_at;ends_at\nW1;D1;Hout;2026-11-23 08:00;2026-11-23 11:30\n",
    )]);
    let found = found_after(&before, Kind::WorkShift, ("Hout", "Metaal"));
    // The source says nothing new: the hub's change stays.
    let (writes, report) = sourced(&before, &found, true);
    assert_eq!((writes, report), (vec![], Report { unchanged: before.rows.len(), ..Report::default() }));

    // The source changes another field: both changes stand.
    let other = good(&[(
        "work_shifts.csv",
        "ref;detainee;workplace;starts_at;ends_at\nW1;D1;Hout;2026-11-23 08:00;2026-11-23 12:00\n",
    )]);
    let (writes, report) = sourced(&other, &found, false);
    let body = writes[0].write.as_ref().and_then(|write| write.body.as_deref()).expect("a row");
    let body = String::from_utf8_lossy(body);
    assert!(body.contains("Metaal") && body.contains("2026-11-23T11:00:00Z"), "{body}");
    assert_eq!((writes.len(), report.changed, report.conflicts), (1, 1, vec![]));

    // The source changes the same field: the hub's value stays, and next time it is no news.
    let same = good(&[(
        "work_shifts.csv",
        "ref;detainee;workplace;starts_at;ends_at\nW1;D1;Textiel;2026-11-23 08:00;2026-11-23 11:30\n",
    )]);
    let (writes, report) = sourced(&same, &found, false);
    let conflict = Conflict { source: "work_shifts:W1".into(), kind: Kind::WorkShift, field: "workplace".into() };
    assert_eq!(report.conflicts, [conflict]);
    assert!(writes.iter().all(|planned| planned.write.is_none()) && writes.len() == 1);
    let mut found = found;
    found.bodies.insert(writes[0].row, writes[0].body.clone().expect("what the source says now"));
    assert_eq!(sourced(&same, &found, false), (vec![], Report { unchanged: same.rows.len(), ..Report::default() }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_bytes_a_file_holds_reading_ends_with_rows_or_reasons(
        which in 0_usize..4,
        at in 0_usize..200,
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let folder = folder(&[("volunteer_sessions.csv", SESSIONS)]);
        let name = ["detainees.csv", "facility.csv", "volunteer_sessions.csv", "wings.csv"][which];
        let path = folder.path().join(name);
        let mut text = fs::read(&path).expect("a file");
        let at = at % text.len();
        text.splice(at..at, bytes);
        fs::write(&path, text).expect("a file");
        let stopped = read(folder.path(), BadRows::Stop);
        prop_assert!(stopped.as_ref().is_ok_and(|import| import.skipped.is_empty()) || stopped.is_err_and(|bad| !bad.is_empty()));
        let rest = read(folder.path(), BadRows::Skip);
        prop_assert!(rest.is_ok() || rest.is_err_and(|bad| !bad.is_empty()));
    }
}
