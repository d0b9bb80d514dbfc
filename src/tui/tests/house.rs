//! The programme of the week, incidents and measures, and who must not be together: keys, and what they record.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::{draw, flat};
use crate::domain::action::Deed;
use crate::domain::facility::ProgrammeSlot;
use crate::domain::id::{KeepApartId, ProgrammeOutcomeId, ProgrammeSlotId, WingId};
use crate::domain::incident::{IncidentKind, Informed, KeepApart};
use crate::domain::mark::MarkKind;
use crate::domain::programme::{Cause, ProgrammeOutcome, Went};
use crate::domain::record::Record;
use crate::text::Lang;

const SIZE: (u16, u16) = (80, 24);

fn desk() -> Desk {
    Desk::new(SIZE, Lang::Nl)
}

fn went(desk: &Desk) -> Vec<Went> {
    let of = |deed: &Deed| if let Deed::Programme { went, .. } = deed { Some(*went) } else { None };
    desk.recorded.iter().flatten().filter_map(of).collect()
}

/// An hour of outdoor time from ten on.
fn outdoor() -> ProgrammeSlot {
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    ProgrammeSlot {
        id: ProgrammeSlotId(uuid::Uuid::from_u128(8_102)),
        wing: super::fixture::WING,
        group: None,
        kind: super::fixture::text("outdoor"),
        weekday: chrono::Weekday::Mon,
        starts: time(10),
        ends: time(11),
    }
}

fn incidents(desk: &Desk) -> usize {
    desk.model.day.as_ref().map_or(0, |day| day.incidents.len())
}

/// A measure on whoever lives in cell 02.
fn measured() -> Desk {
    let mut desk = desk();
    desk.keys("0 2 ! a");
    typed(&mut desk, "onrustig");
    desk.keys("enter");
    desk
}

#[test]
fn space_says_that_it_took_place_and_goes_on_to_the_next() {
    let mut desk = desk();
    // Of a round every door is recorded; what is open is what the wing offers.
    desk.now += chrono::TimeDelta::minutes(10);
    desk.keys("g k");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("> 07:45-07:55 deuren open: zie de ronde"), "{screen}");
    desk.keys("space");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("07:45-07:55 deuren open: ging door  MdV *"), "{screen}");
    assert!(screen.contains("> 20:45-20:55 deuren dicht"), "{screen}");
    assert_eq!(went(&desk), [Went::AsPlanned]);
}

#[test]
fn a_measure_that_the_governor_takes_over_ends_for_the_officer_and_is_told_on_the_persons_page() {
    let mut desk = measured();
    desk.keys("g i z o");
    assert_eq!(desk.marks().concat(), [MarkKind::TakenOver]);
    let screen = draw(&desk, SIZE);
    assert!(flat(&screen).contains("overgenomen door de directeur 07:52"), "{screen}");
    desk.keys("z");
    assert!(!draw(&desk, SIZE).contains("controle gedaan"), "it runs no more: {}", draw(&desk, SIZE));
    desk.keys("esc esc 0 2 enter");
    let page = draw(&desk, (80, 60));
    assert!(page.contains("PIW'er: overgenomen door de directeur"), "{page}");
    desk.keys("esc u g i");
    assert!(flat(&draw(&desk, SIZE)).contains("uiterlijk tot 22:52"), "{}", draw(&desk, SIZE));
}

#[test]
fn what_has_not_begun_cannot_have_gone_on_but_can_be_cancelled() {
    let mut desk = desk();
    desk.keys("g k down space");
    assert!(desk.recorded.is_empty());
    assert!(draw(&desk, SIZE).contains("Dit is nog niet begonnen."), "{}", draw(&desk, SIZE));
    desk.keys("a p");
    assert_eq!(went(&desk), [Went::Cancelled(Cause::StaffShortage)]);
    assert!(draw(&desk, SIZE).contains("vervallen, te weinig personeel"), "{}", draw(&desk, SIZE));
}

#[test]
fn what_was_as_long_as_planned_or_longer_was_not_shortened() {
    let mut desk = desk();
    desk.records.push(outdoor().into());
    desk.now += chrono::TimeDelta::hours(4);
    desk.keys("g k ,");
    typed(&mut desk, "1015-1115");
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("Dat is niet korter dan gepland"), "{}", draw(&desk, SIZE));
    assert!(matches!(desk.model.over, Some(crate::tui::model::Over::Input(..))), "it can be corrected");
}

#[test]
fn real_times_come_before_the_cause_and_an_undo_gives_back_what_stood_there() {
    let mut desk = desk();
    desk.keys("g k home space up ,");
    typed(&mut desk, "0750");
    assert!(draw(&desk, SIZE).contains("07:50-07:55"), "{}", draw(&desk, SIZE));
    desk.keys("enter p");
    assert!(matches!(went(&desk).last(), Some(Went::Shortened { cause: Cause::StaffShortage, .. })));
    desk.keys("u");
    assert_eq!(went(&desk).last(), Some(&Went::AsPlanned), "what stood there stands again");
    desk.keys("u");
    assert_eq!(went(&desk).last(), Some(&Went::Withdrawn));
    desk.keys(",");
    typed(&mut desk, "0750-0745");
    desk.keys("enter");
    assert_eq!(went(&desk).len(), 4, "no time is longer than none");
}

#[test]
fn another_week_is_one_key_away_and_says_when_it_is_not_recorded() {
    let mut desk = desk();
    desk.keys("g k -");
    assert!(draw(&desk, SIZE).contains("week 47, 16-11-2026 t/m 22-11-2026"), "{}", draw(&desk, SIZE));
    desk.keys("+ +");
    assert!(draw(&desk, SIZE).contains("week 49"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_measure_says_until_when_who_was_told_and_when_somebody_looked_last() {
    let mut desk = measured();
    assert!(matches!(
        desk.recorded.last().and_then(|batch| batch.first()),
        Some(Deed::Incident { kind: IncidentKind::Isolation, .. })
    ));
    // At 07:52: fifteen hours later it is 22:52.
    desk.keys("g i");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("sinds 07:52, uiterlijk tot 22:52") && screen.contains("onrustig"), "{screen}");
    assert!(screen.contains("nog niet vastgelegd wie het weet; nog geen controle vastgelegd"), "{screen}");
    desk.keys("z d space");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("verteld aan directeur 07:52 MdV") && screen.contains("(1 keer)"), "{screen}");
    assert_eq!(desk.marks().concat(), [MarkKind::Told(Informed::Governor), MarkKind::Checked]);
    desk.keys("z k");
    assert!(draw(&desk, SIZE).contains("afgelopen 07:52"), "{}", draw(&desk, SIZE));
    let before = desk.recorded.len();
    desk.keys("space");
    assert_eq!(desk.recorded.len(), before, "what ended is not looked after");
    desk.keys("u u u");
    assert!(draw(&desk, SIZE).contains("nog niet vastgelegd wie het weet"), "{}", draw(&desk, SIZE));
}

#[test]
fn after_fifteen_hours_the_line_asks_what_the_governor_decides() {
    let mut desk = measured();
    desk.now += chrono::TimeDelta::hours(15);
    desk.send(crate::tui::msg::Msg::Tick);
    desk.keys("0 2 y");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("15 uur is voorbij om 22:52"), "{screen}");
    desk.keys("esc g i");
    assert!(draw(&desk, SIZE).contains("Wat besluit de directeur?"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_measure_on_somebody_who_is_not_on_the_wing_any_more_is_counted_named_and_can_be_ended() {
    let mut desk = measured();
    let attention = |desk: &Desk| desk.model.day.as_ref().map_or(0, |day| day.attention);
    for record in &mut desk.records {
        if let Record::Detainee(person) = record
            && person.cell.number == Some(2)
        {
            person.wing = WingId(uuid::Uuid::from_u128(77));
        }
    }
    desk.now += chrono::TimeDelta::hours(15);
    // Another day and back: the day is read anew.
    desk.keys("+ -");
    let before = attention(&desk);
    desk.keys("g i");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("iemand buiten deze afdeling  afzondering"), "{screen}");
    assert!(screen.contains("Wat besluit de directeur?"), "{screen}");
    desk.keys("z k");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("07:52, afgelopen") && screen.contains("iemand buiten deze afdeling klaar"), "{screen}");
    assert_eq!(attention(&desk), before - 1);
}

#[test]
fn a_mistake_is_taken_back_and_comes_back_with_its_words() {
    let mut desk = measured();
    desk.keys("g i space");
    desk.now += chrono::TimeDelta::hours(2);
    desk.keys("x j");
    assert_eq!(incidents(&desk), 0);
    desk.keys("u");
    assert_eq!(incidents(&desk), 1);
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("onrustig") && screen.contains("sinds 07:52, uiterlijk tot 22:52"), "{screen}");
    assert!(screen.contains("(1 keer)"), "with all that was done about it: {screen}");
}

#[test]
fn nothing_is_recorded_without_words_and_what_was_typed_is_kept() {
    let mut desk = desk();
    desk.keys("0 2 ! i enter");
    assert!(desk.recorded.is_empty());
    typed(&mut desk, "ruzie");
    desk.keys("esc 0 2 ! i");
    assert!(draw(&desk, SIZE).contains(" ruzie"), "{}", draw(&desk, SIZE));
    desk.keys("enter");
    assert_eq!((incidents(&desk), desk.model.drafts.len()), (1, 0));
}

#[test]
fn who_must_not_be_together_is_said_at_the_person_and_at_their_group_until_it_is_taken_back() {
    let mut desk = desk();
    desk.keys("0 2 ! n");
    typed(&mut desk, "02");
    desk.keys("enter");
    assert!(desk.recorded.is_empty(), "nobody is kept from themselves");
    desk.keys("backspace backspace");
    typed(&mut desk, "07");
    desk.keys("enter");
    assert!(matches!(
        desk.recorded.last().and_then(|batch| batch.first()),
        Some(Deed::KeepApart { replaces: None, .. })
    ));
    assert!(draw(&desk, SIZE).contains("niet samen met 07"), "{}", draw(&desk, SIZE));
    desk.keys("0 7 ! 1");
    assert!(matches!(
        desk.recorded.last().and_then(|batch| batch.first()),
        Some(Deed::KeepApart { replaces: Some(_), .. })
    ));
    assert!(!draw(&desk, SIZE).contains("niet samen met 02"), "{}", draw(&desk, SIZE));
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("niet samen met 02"), "{}", draw(&desk, SIZE));
}

#[test]
fn of_two_in_one_cell_each_is_the_other() {
    let mut desk = desk();
    let cell_of = |record: &Record, number| match record {
        Record::Detainee(person) if person.cell.number == Some(number) => Some(person.cell.clone()),
        _ => None,
    };
    let shared = desk.records.iter().find_map(|record| cell_of(record, 2)).expect("cell 02");
    for record in &mut desk.records {
        if let Record::Detainee(person) = record
            && person.cell.number == Some(7)
        {
            person.cell = shared.clone();
        }
    }
    desk.keys("+ - 0 2 ! n");
    typed(&mut desk, "02");
    desk.keys("enter");
    let Some([Deed::KeepApart { detainee, other, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_ne!(detainee, other);
}

#[test]
fn nobody_of_many_who_must_not_be_together_is_out_of_reach() {
    for (size, parts) in [(SIZE, "0"), ((60, 16), "0 0")] {
        let mut desk = Desk::new(size, Lang::Nl);
        let people: Vec<_> = desk.model.day.as_ref().expect("a day").lines.iter().map(|line| line.detainee).collect();
        let (wing, first) = (super::fixture::WING, people[0]);
        for (number, other) in people.iter().enumerate().skip(1).take(11) {
            let pair = KeepApart {
                id: KeepApartId(uuid::Uuid::from_u128(600 + u128::try_from(number).expect("small"))),
                detainee: first,
                other: *other,
                author: super::fixture::MENTOR,
                at: desk.now + chrono::TimeDelta::seconds(i64::try_from(number).expect("small")),
                replaces: None,
            };
            desk.records.push(pair.into());
        }
        desk.keys("+ - 0 1 !");
        assert!(draw(&desk, size).contains("van 11"), "the list says that there are more: {}", draw(&desk, size));
        desk.keys(parts);
        let screen = draw(&desk, size);
        let last = desk.model.line_of(people[11]).expect("somebody").cell.spoken();
        assert!(screen.contains(&format!("weer samen met cel {last}")), "{screen}");
        assert!(screen.contains("0  volgende: 1-"), "and after the last ones the first again: {screen}");
        desk.keys(if size == SIZE { "2" } else { "1" });
        let recorded = desk.recorded.last().and_then(|batch| batch.first());
        let wanted = Deed::KeepApart {
            wing,
            detainee: first,
            other: people[11],
            replaces: Some(KeepApartId(uuid::Uuid::from_u128(611))),
        };
        assert_eq!(recorded, Some(&wanted));
    }
}

#[test]
fn rows_that_this_version_cannot_read_have_their_sign_over_the_week_too() {
    let mut desk = desk();
    desk.unknown_in_week = 3;
    assert!(!draw(&desk, SIZE).contains("onbekend: "));
    desk.keys("g k");
    assert!(draw(&desk, SIZE).contains("onbekend: 3"), "{}", draw(&desk, SIZE));
    let lines = crate::tui::plain::heading(&desk.model, &desk.look()).join("\n");
    assert!(lines.contains("onbekend: 3"), "{lines}");
    desk.keys("esc");
    assert!(!draw(&desk, SIZE).contains("onbekend: "));
}

#[test]
fn what_two_people_say_of_one_line_stands_first_and_whole() {
    let mut desk = desk();
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let (id, wing) = (ProgrammeSlotId(uuid::Uuid::from_u128(8_102)), super::fixture::WING);
    let (kind, group) = (super::fixture::text("library"), Some(super::fixture::text("arbeidsgroep ochtend")));
    let (weekday, starts, ends) = (chrono::Weekday::Mon, time(6), time(7));
    desk.records.push(ProgrammeSlot { id, wing, group, kind, weekday, starts, ends }.into());
    let outcome = |number, went, author| ProgrammeOutcome {
        id: ProgrammeOutcomeId(uuid::Uuid::from_u128(number)),
        slot: id,
        day: super::fixture::date(),
        went,
        author,
        at: super::fixture::at(7, 30),
        replaces: None,
    };
    let shorter = Went::Shortened {
        from: time(6),
        until: chrono::NaiveTime::from_hms_opt(6, 30, 0).expect("a time"),
        cause: Cause::GuideAbsent,
    };
    desk.records.push(outcome(77, Went::Cancelled(Cause::Emergency), super::fixture::MENTOR).into());
    desk.records.push(outcome(78, shorter, super::fixture::MENTOR).into());
    desk.keys("g k");
    let screen = flat(&draw(&desk, SIZE));
    let whole = "06:00-07:00 bibliotheek, groep arbeidsgroep ochtend: twee mensen vulden iets anders in; ingekort, 06:00-06:30, docent of begeleider afwezig MdV";
    assert!(screen.contains(whole), "{screen}");
}

#[test]
fn with_names_hidden_nobody_reads_what_happened() {
    let mut desk = measured();
    desk.keys(". g i");
    let screen = draw(&desk, SIZE);
    assert!(!screen.contains("onrustig") && screen.contains("afzondering"), "{screen}");
}

#[test]
fn in_lines_a_number_chooses_what_the_next_action_is_about_and_a_digit_of_a_list_is_its_own() {
    let mut desk = measured();
    desk.keys("g k");
    let lines = crate::tui::plain::page(&desk.model, &desk.look()).join("\n");
    assert!(
        lines.contains("\n1. 07:45-07:55 deuren open") && lines.contains("\n2. 20:45-20:55 deuren dicht"),
        "{lines}"
    );
    assert!(!lines.contains("3. "), "sums are nothing to choose: {lines}");
    desk.send(crate::tui::msg::Msg::Choose(1));
    desk.keys("a p esc g i");
    assert!(matches!(desk.recorded.last().and_then(|batch| batch.first()), Some(Deed::Programme { .. })));
    let lines = crate::tui::plain::page(&desk.model, &desk.look()).join("\n");
    assert!(lines.contains("\n1. 02 Bakker, J.  afzondering"), "{lines}");
}

#[test]
fn by_time_what_the_wing_offers_is_a_line_and_a_key_says_where_it_is_recorded() {
    let mut desk = desk();
    desk.records.push(outdoor().into());
    desk.keys("+ - d");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("10:00  luchten              16 mensen"), "{screen}");
    while desk.model.chosen_offer().is_none() {
        desk.keys("down");
    }
    desk.keys("space");
    assert!(desk.recorded.is_empty() && draw(&desk, SIZE).contains("Ging het door, was het korter of verviel het?"));
    desk.keys("w a");
    assert!(desk.recorded.is_empty() && desk.model.over.is_none(), "nobody is marked at it");
    let chosen = desk.model.chosen_offer().map(|offer| offer.slot);
    desk.keys("g k a p");
    let Some(Deed::Programme { slot, .. }) = desk.recorded.last().and_then(|batch| batch.first()) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!(Some(*slot), chosen, "the page opens at the line that was chosen");
    desk.keys("u esc d");
    assert!(desk.model.chosen_offer().is_none(), "elsewhere whoever was chosen has something else to do");
    desk.keys("g k down a p esc");
    while desk.model.by != crate::domain::day::By::Time {
        desk.keys("d");
    }
    assert!(draw(&desk, SIZE).contains("vervallen, te wei"), "{}", draw(&desk, SIZE));
}

#[test]
fn whoever_chooses_between_two_outcomes_settles_it_and_an_undo_gives_both_back() {
    let mut desk = desk();
    desk.keys("g k home space");
    let Some(Deed::Programme { slot, day, .. }) = desk.recorded.last().and_then(|batch| batch.first()).cloned() else {
        unreachable!("{:?}", desk.recorded)
    };
    let other = ProgrammeOutcome {
        id: ProgrammeOutcomeId(uuid::Uuid::from_u128(77)),
        slot,
        day,
        went: Went::Cancelled(Cause::Emergency),
        author: super::fixture::MENTOR,
        at: desk.now + chrono::TimeDelta::minutes(1),
        replaces: None,
    };
    desk.records.push(other.into());
    desk.keys("esc g k home");
    assert!(draw(&desk, (100, 24)).contains("twee mensen vulden iets anders in"), "{}", draw(&desk, (100, 24)));
    desk.keys("a p");
    let screen = draw(&desk, (100, 24));
    assert!(screen.contains("vervallen, te weinig personeel") && !screen.contains("iets anders in"), "{screen}");
    desk.keys("u");
    assert!(draw(&desk, (100, 24)).contains("twee mensen vulden iets anders in"), "{}", draw(&desk, (100, 24)));
    let stands = desk.recorded.last().and_then(|batch| batch.last());
    let emergency = Went::Cancelled(Cause::Emergency);
    assert!(
        matches!(stands, Some(Deed::Programme { went, .. }) if *went == emergency),
        "the same one stands: {stands:?}"
    );
}
