//! What stands on a list, in each form; and that nothing in it is obeyed by who reads it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use super::*;
use crate::domain::day::{DayInput, Margins, assemble};
use crate::domain::decide::Known;
use crate::domain::detainee::{Cell as Room, Detainee};
use crate::domain::facility::Wing;
use crate::domain::id::{DetaineeId, DeviceId, FacilityId, MarkId, StaffId, WingId, WorkShiftId};
use crate::domain::mark::{Mark, MarkKind};
use crate::domain::record::Record;
use crate::domain::stream::StreamId;
use crate::domain::work::{WorkKind, WorkShift};
use crate::text::Lang;

const WING: WingId = WingId(Uuid::from_u128(1));

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn at(hour: u32, minute: u32) -> DateTime<Utc> {
    local::instant_lossy(today().and_time(NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")))
}

fn person(number: u128, surname: &str) -> Detainee {
    Detainee {
        id: DetaineeId(Uuid::from_u128(number)),
        wing: WING,
        cell: Room::new(SafeText::line(&format!("A1-{number:02}"))),
        surname: SafeText::line(surname),
        prefix: None,
        given_names: None,
        group: None,
        mentor: None,
        second_mentor: None,
        language: None,
        arrived_on: None,
        programme: None,
        contact_restricted: false,
        moved: None,
    }
}

/// Three people at work, of whom the second left and the third has nothing to do.
fn day(now: DateTime<Utc>) -> Day {
    let people = [person(1, "=1+1"), person(2, "<b>Çelik & Zn"), person(3, "Ðỗ")];
    let work = |person: &Detainee| WorkShift {
        id: WorkShiftId(Uuid::from_u128(100 + person.id.0.as_u128())),
        detainee: person.id,
        workplace: SafeText::line("Hout"),
        starts_at: at(8, 0),
        ends_at: at(11, 30),
        kind: WorkKind::Work,
        changed: None,
    };
    let left = Mark {
        id: MarkId(Uuid::from_u128(200)),
        item: work(&people[1]).id.into(),
        day: Some(today()),
        detainee: people[1].id,
        kind: MarkKind::Left,
        observed_at: at(7, 51),
        recorded_at: at(7, 51),
        clock_skew_seconds: None,
        author: StaffId(Uuid::from_u128(7)),
        device: DeviceId(Uuid::from_u128(8)),
        number: 1,
        replaces: None,
    };
    let wing = Wing {
        id: WING,
        facility: FacilityId(Uuid::from_u128(2)),
        code: SafeText::line("A1"),
        name: SafeText::line("Afdeling A1"),
        floor: None,
        cells: None,
    };
    let mut records: Vec<Record> = vec![wing.into(), work(&people[0]).into(), work(&people[1]).into(), left.into()];
    records.extend(people.map(Record::from));
    let records: Vec<_> = records.into_iter().map(|record| Known::first(StreamId::wing(WING), record)).collect();
    assemble(&DayInput {
        records: &records,
        pending: &BTreeMap::new(),
        unknown: 0,
        wing: WING,
        date: today(),
        now,
        margins: Margins::default(),
    })
}

fn sheet(list: List, by: By, hidden: bool, words: &Words) -> Sheet {
    let who = SafeText::line("M. de Vries");
    let asked = Asked { list, by, hidden, taken_by: Some(&who), synced_at: Some(at(8, 4)) };
    Sheet::new(&day(at(8, 5)), &asked, words)
}

#[test]
fn the_emergency_list_begins_with_who_is_not_certain_and_leaves_out_nobody() {
    let words = Words::new(Lang::Nl);
    insta::assert_snapshot!("emergency", text(&sheet(List::Emergency, By::Person, false, &words), &words, WIDTH));
}

#[test]
fn a_day_is_text_in_each_order_and_fits_the_page() {
    let words = Words::new(Lang::Nl);
    let all = [By::Person, By::Time, By::Place].map(|by| text(&sheet(List::Day, by, false, &words), &words, WIDTH));
    for page in &all {
        let widest = page.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(usize::from(WIDTH)), "{page}");
    }
    insta::assert_snapshot!("day", all.join("\n"));
}

#[test]
fn a_spreadsheet_takes_no_name_for_a_formula() {
    let words = Words::new(Lang::Nl);
    let table = csv(&sheet(List::Day, By::Person, false, &words), &words).expect("a table");
    let table = String::from_utf8(table).expect("UTF-8");
    assert!(table.contains("01;'=1+1;08:00;11:30;arbeid;Hout;Hout;gepland"), "{table}");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    assert_eq!(reader.records().filter(|record| record.as_ref().is_ok_and(|record| record.len() == 14)).count(), 3);
}

#[test]
fn a_browser_takes_no_name_for_markup() {
    let words = Words::new(Lang::En);
    let page = html(&sheet(List::Day, By::Place, false, &words), &words);
    assert!(page.contains("&lt;b&gt;Çelik &amp; Zn") && !page.contains("<b>"), "{page}");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
}

#[test]
fn a_program_gets_words_of_the_program_and_times_in_utc_in_any_language() {
    let [nl, en] = [Lang::Nl, Lang::En].map(|lang| {
        let words = Words::new(lang);
        json(&sheet(List::Day, By::Person, true, &words), &words)
    });
    assert_eq!(nl, en);
    assert_eq!(nl["at"], "2026-11-23T07:05:00Z");
    assert_eq!(nl["people"]["on_wing"], 2);
    let second = &nl["rows"][1];
    assert_eq!((&second["state"], &second["kind"]), (&"state-left".into(), &"kind-work".into()));
    assert_eq!((&second["since"], &second["name"]), (&"2026-11-23T06:51:00Z".into(), &serde_json::Value::Null));
}

#[test]
fn hidden_names_are_on_no_list() {
    let words = Words::new(Lang::Nl);
    for (list, by) in
        [(List::Emergency, By::Person), (List::Day, By::Person), (List::Day, By::Time), (List::Day, By::Place)]
    {
        let sheet = sheet(list, by, true, &words);
        let table = String::from_utf8(csv(&sheet, &words).expect("a table")).expect("UTF-8");
        let all = [text(&sheet, &words, WIDTH), html(&sheet, &words), json(&sheet, &words).to_string(), table].concat();
        for name in ["Çelik", "1+1", "Ðỗ"] {
            assert!(!all.contains(name), "{all}");
        }
    }
}
