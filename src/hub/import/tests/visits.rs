//! Visits when the world changes: why they have to be looked at again, since when, and what was changed of their plan.

use super::super::apply;
use super::*;
use crate::domain::id::StaffId;
use crate::domain::visit::{ReviewReason, Visit, VisitStatus};
use crate::hub::store::{Audit, ImportPlan, ImportWrite};
use crate::hub::write;
use crate::wire::body;

const VISITS: &str = "ref;detainee;kind;starts_at;ends_at;room;adults;children;status\n\
    V1;D1;personal;2026-11-24 13:30;2026-11-24 14:30;Zaal 1;1;0;planned\n\
    V2;D1;lawyer;2026-11-24 09:00;2026-11-24 10:00;;;;planned\n";
const CONTACTS: &str = "ref;detainee;relation;contact_ban\nC1;D1;partner;no\n";
const BANNED: &str = "ref;detainee;relation;contact_ban\nC1;D1;partner;yes\n";
const PAIRS: &str = "visit;contact\nV1;C1\n";
const FIRST: &str = "2026-11-23T06:00:00Z";
const LATER: &str = "2026-11-23T08:00:00Z";

/// Why each visit has to be looked at again, by start, after a first import of this.
fn of_day(import: &Import) -> Vec<Vec<ReviewReason>> {
    let (writes, _) = plan(import, &Imported::default(), false, at(FIRST)).expect("a plan");
    let written = writes.iter().filter_map(|planned| write::record(planned.write.as_ref()?));
    let mut all: Vec<Visit> = written
        .filter_map(|record| match record {
            Record::Visit(visit) => Some(visit),
            _ => None,
        })
        .collect();
    all.sort_by_key(|visit| visit.starts_at);
    all.iter().map(|visit| visit.review.iter().flatten().copied().collect()).collect()
}

/// The people, with one more column, of the first of them.
fn people(column: &str, value: &str) -> String {
    let mut lines = PEOPLE.lines();
    let header = lines.next().expect("a header");
    let more = |(line, value): (&str, &str)| format!("{};{value}\n", line.trim());
    let empty = ";".repeat(column.matches(';').count());
    let rows: String = lines.zip([value, &empty, &empty]).map(more).collect();
    format!("{header};{column}\n{rows}")
}

/// With visits and contacts, and these files besides.
fn prison(files: &[(&str, &str)]) -> Import {
    let base = [("visits.csv", VISITS), ("contacts.csv", CONTACTS), ("visit_visitors.csv", PAIRS)];
    good(&[base.as_slice(), files].concat())
}

#[test]
fn what_changes_the_world_asks_for_a_look_at_visits_of_home_and_never_at_a_lawyers() {
    assert_eq!(of_day(&prison(&[])), [vec![], vec![]]);
    assert_eq!(of_day(&prison(&[("contacts.csv", BANNED)])), [vec![], vec![ReviewReason::ContactBan]]);
    let refusal = |until| format!("ref;detainee;contact;until\nR1;D1;C1;{until}\n");
    let refused = of_day(&prison(&[("refusals.csv", &refusal("2026-11-24"))]));
    assert_eq!(refused, [vec![], vec![ReviewReason::VisitorRefused]], "the last day counts");
    assert_eq!(of_day(&prison(&[("refusals.csv", &refusal("2026-11-23"))])), [vec![], vec![]]);
    let denied = "ref;detainee;kind;starts_at;ends_at\nM1;D1;visit-denial;2026-11-20 10:00;2026-11-25 10:00\n";
    assert_eq!(of_day(&prison(&[("measures.csv", denied)])), [vec![], vec![ReviewReason::VisitDenied]]);
    let restricted = people("contact_restricted", "yes");
    assert_eq!(of_day(&prison(&[("detainees.csv", &restricted)])), [vec![], vec![ReviewReason::Restriction]]);
}

#[test]
fn who_is_gone_before_has_no_visit_of_anybody() {
    let transfer = "ref;detainee;kind;starts_at;ends_at;place\nE1;D1;transfer;2026-11-24 08:00;2026-11-24 12:00;\n";
    let gone = vec![ReviewReason::Transfer];
    assert_eq!(of_day(&prison(&[("events.csv", transfer)])), [gone.clone(), gone]);
    let free = people("release_on", "2026-11-23");
    let gone = vec![ReviewReason::Release];
    assert_eq!(of_day(&prison(&[("detainees.csv", &free)])), [gone.clone(), gone]);
}

#[test]
fn who_was_to_leave_before_today_and_is_here_still_has_visits() {
    let nothing = [vec![], vec![]];
    let transfer = "ref;detainee;kind;starts_at;ends_at;place\nE1;D1;transfer;2026-11-22 08:00;2026-11-22 12:00;\n";
    assert_eq!(of_day(&prison(&[("events.csv", transfer)])), nothing);
    for old in ["release_on", "conditional_release_on"] {
        assert_eq!(of_day(&prison(&[("detainees.csv", &people(old, "2026-11-22"))])), nothing, "{old}");
    }
    // Conditional release was not granted: the end of the sentence counts.
    let both = people("conditional_release_on;release_on", "2026-11-22;2026-11-23");
    let gone = vec![ReviewReason::Release];
    assert_eq!(of_day(&prison(&[("detainees.csv", &both)])), [gone.clone(), gone.clone()]);
    let both = people("conditional_release_on;release_on", "2026-11-23;2027-11-23");
    assert_eq!(of_day(&prison(&[("detainees.csv", &both)])), [gone.clone(), gone]);
}

async fn bring(store: &Sqlite, import: &Import, when: &str) {
    apply(store, import, false, at(when)).await.expect("imported");
}

/// The visit of home as the hub has it.
async fn held(store: &Sqlite, import: &Import) -> Visit {
    let rows = store.of_kind(import.facility, Kind::Visit.as_str()).await.expect("the store works");
    let visits = rows.iter().filter_map(|(_, row)| match body::decode(row) {
        Ok(Record::Visit(visit)) => Some(visit),
        _ => None,
    });
    visits.max_by_key(|visit| visit.starts_at).expect("a visit")
}

/// An officer changed a visit; what its source says stays as it is.
async fn officer(store: &Sqlite, import: &Import, visit: &Visit, source: &Visit) {
    let stream = records(import, Kind::Visit).first().map(|(stream, _)| *stream).expect("a visit");
    let (record, source) = (Record::from(visit.clone()), Record::from(source.clone()));
    let plan = |_: &Imported| {
        let write = Some(write::put(stream, &record).expect("records are JSON"));
        let body = Some(body::encode(&source).expect("records are JSON"));
        vec![ImportWrite { row: record.row_id(), write, body }]
    };
    let audit = Audit { at: at(LATER), actor: None, device: None, what: "action", object: String::new() };
    store.import(ImportPlan { facility: import.facility, plan: &plan, audit }).await.expect("it is written");
}

#[tokio::test]
async fn the_hub_remembers_since_when_and_a_new_reason_asks_again() {
    let (_folder, store) = store().await;
    let first = prison(&[]);
    bring(&store, &first, FIRST).await;
    assert_eq!(held(&store, &first).await.review_since, None);
    let banned = prison(&[("contacts.csv", BANNED)]);
    bring(&store, &banned, LATER).await;
    assert_eq!(held(&store, &banned).await.review_since, Some(at(LATER)));
    bring(&store, &banned, "2026-11-23T09:00:00Z").await;
    assert_eq!(held(&store, &banned).await.review_since, Some(at(LATER)), "the same reason is no news");
    bring(&store, &first, "2026-11-23T10:00:00Z").await;
    let over = held(&store, &first).await;
    assert_eq!((over.review, over.review_since), (None, None));
}

#[tokio::test]
async fn what_the_source_moved_says_what_it_was_and_what_an_officer_wrote_stays() {
    let (_folder, store) = store().await;
    let first = prison(&[]);
    bring(&store, &first, FIRST).await;
    let mut called = held(&store, &first).await;
    let source = called.clone();
    (called.status, called.called_at) = (VisitStatus::CalledUp, Some(at(LATER)));
    officer(&store, &first, &called, &source).await;
    let moved = VISITS.replace("2026-11-24 13:30;2026-11-24 14:30;Zaal 1", "2026-11-24 15:30;2026-11-24 16:30;Zaal 1");
    let moved = prison(&[("visits.csv", &moved)]);
    bring(&store, &moved, LATER).await;
    let now = held(&store, &moved).await;
    let changed = now.changed.as_ref().expect("it was moved");
    assert_eq!((changed.before.starts_at, changed.at, changed.by), (called.starts_at, at(LATER), None::<StaffId>));
    assert_eq!((now.status, now.called_at), (VisitStatus::CalledUp, Some(at(LATER))));
    bring(&store, &first, "2026-11-23T10:00:00Z").await;
    let back = held(&store, &first).await;
    assert_eq!((back.starts_at, back.changed), (called.starts_at, None), "there and back is no change");
}

#[tokio::test]
async fn what_counts_is_when_the_wing_put_a_visit_and_all_that_the_hub_knows() {
    let (_folder, store) = store().await;
    let transfer = "ref;detainee;kind;starts_at;ends_at;place\nE1;D1;transfer;2026-11-25 08:00;2026-11-25 12:00;\n";
    let first = prison(&[("events.csv", transfer)]);
    bring(&store, &first, FIRST).await;
    let source = held(&store, &first).await;
    assert_eq!(source.review, None, "the visit is the day before");
    let mut later = source.clone();
    (later.starts_at, later.ends_at) = (at("2026-11-26T12:30:00Z"), at("2026-11-26T13:30:00Z"));
    officer(&store, &first, &later, &source).await;
    // The next import has no events, and nobody asked to remove any.
    let second = prison(&[]);
    bring(&store, &second, LATER).await;
    let now = held(&store, &second).await;
    assert_eq!((now.starts_at, now.review_since), (later.starts_at, Some(at(LATER))));
    assert_eq!(now.review, Some([ReviewReason::Transfer].into()));
    // Somebody asked to remove what is gone from the source: nobody is transferred.
    apply(&store, &second, true, at("2026-11-23T09:00:00Z")).await.expect("imported");
    assert_eq!((held(&store, &second).await.review, held(&store, &second).await.review_since), (None, None));
}

#[tokio::test]
async fn what_is_over_keeps_what_was_said_of_it() {
    let (_folder, store) = store().await;
    let first = prison(&[("contacts.csv", BANNED)]);
    bring(&store, &first, FIRST).await;
    let before = held(&store, &first).await;
    assert_eq!(before.review, Some([ReviewReason::ContactBan].into()));
    bring(&store, &prison(&[]), "2026-11-25T08:00:00Z").await;
    assert_eq!(held(&store, &first).await, before);
}
