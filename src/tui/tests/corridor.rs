//! Who came, who left, who went to another cell; and what the next shift has to know.

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::domain::action::Deed;
use crate::domain::movement::MovementKind;
use crate::text::Lang;
use crate::tui::msg::{Msg, Notice};

const SIZE: (u16, u16) = (80, 24);

fn line_with(desk: &Desk, what: &str) -> String {
    let screen = draw(desk, SIZE);
    let found = screen.lines().find(|line| line.contains(what));
    found.map_or_else(|| unreachable!("{what}: {screen}"), str::to_owned)
}

/// Types a whole line into the open field, and Enter.
fn answer(desk: &mut Desk, text: &str) {
    typed(desk, text);
    desk.keys("enter");
}

#[test]
fn somebody_new_has_a_line_in_cell_order_counts_at_once_and_goes_again_by_one_key() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    assert!(draw(&desk, SIZE).contains("16 = 16 op afdeling"));
    desk.keys("i");
    answer(&mut desk, "4 Wolters, Carlo");
    let line = line_with(&desk, "Wolters, C.");
    assert!(line.contains("04  Wolters, C.") && line.contains("nieuw, nog niet in de administratie"), "{line}");
    assert!(draw(&desk, SIZE).contains("17 = 17 + 0 elders + 0 buiten  1 voorlopig"), "{}", draw(&desk, SIZE));
    // He is chosen, and can have notes like anybody.
    assert!(line.contains('>'), "{line}");
    desk.keys("n");
    answer(&mut desk, "nog niet gebeld met thuis");
    assert!(matches!(desk.recorded.last().map(Vec::as_slice), Some([Deed::Note { .. }])));
    desk.keys("u u");
    assert!(!draw(&desk, SIZE).contains("Wolters"), "{}", draw(&desk, SIZE));
    assert!(draw(&desk, SIZE).contains("16 = 16 op afdeling"));
}

#[test]
fn who_left_stays_in_sight_leaves_the_sum_and_asks_for_nothing_more() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("z x");
    let line = line_with(&desk, ">");
    assert!(line.contains("vertrokken, nog niet in de administratie"), "{line}");
    assert!(draw(&desk, SIZE).contains("15 = 15 + 0 elders + 0 buiten  1 voorlopig"), "{}", draw(&desk, SIZE));
    // What he had today is nobody's step any more, and he cannot leave twice here.
    desk.keys("space z");
    assert_eq!(desk.marks().iter().flatten().count(), 0);
    let list = draw(&desk, SIZE);
    assert!(list.contains("klopt niet: vertrokken") && !list.contains("andere cel"), "{list}");
    desk.keys("o");
    assert!(draw(&desk, SIZE).contains("16 = 16 op afdeling"), "{}", draw(&desk, SIZE));
    // Even that was not so.
    desk.keys("u");
    assert!(draw(&desk, SIZE).contains("15 = 15 + 0 elders"), "{}", draw(&desk, SIZE));
}

#[test]
fn somebody_in_another_cell_stands_there_and_is_found_there() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("z c");
    answer(&mut desk, "48");
    desk.keys("home 4 8");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains(">48  Ayd"), "{screen}");
    assert!(screen.contains("naar cel") && screen.contains("nog niet in de administratie"), "{screen}");
    let Some([Deed::Movement { kind: MovementKind::CellChange { to }, .. }]) = desk.recorded.last().map(Vec::as_slice)
    else {
        unreachable!("{:?}", desk.recorded)
    };
    assert_eq!(to.number, Some(48));
    desk.keys("z c");
    answer(&mut desk, "48");
    assert_eq!(desk.recorded.len(), 1, "the same cell is no change");
}

#[test]
fn one_man_typed_twice_is_shown_twice_and_asks_for_a_look() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    for _ in 0..2 {
        desk.keys("i");
        answer(&mut desk, "4 Wolters, C.");
    }
    assert!(draw(&desk, SIZE).contains("18 = 18 + 0 elders"), "nothing that somebody typed is left out");
    desk.keys("0 4 y");
    assert!(draw(&desk, SIZE).contains("twee keer in deze cel"), "{}", draw(&desk, SIZE));
}

#[test]
fn a_line_that_is_no_cell_and_name_stays_open_and_is_kept_as_a_draft() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    for wrong in ["Wolters", "Wolters 4", "4", " "] {
        desk.keys("i");
        answer(&mut desk, wrong);
        assert!(matches!(desk.model.notice, Some((Notice::Hint, _))), "{wrong}");
        desk.keys("esc i");
        assert!(draw(&desk, SIZE).contains("-- Wie is nieuw? Cel en naam --"), "{}", draw(&desk, SIZE));
        for _ in 0..wrong.chars().count() {
            desk.keys("backspace");
        }
        desk.keys("esc");
    }
    assert_eq!(desk.recorded.len(), 0);
}

#[test]
fn four_keys_put_a_line_on_the_handover_with_what_is_at_hand() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2 o enter");
    let Some([Deed::HandoverEntry { detainee: Some(_), text, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    assert!(text.reveal().as_str().starts_with("08:00-11:30 arbeid"), "{}", text.reveal().as_str());
    desk.keys("g o");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("02 Bakker, J.  07:52 MdV: 08:00-11:30 arbeid"), "{screen}");
    desk.keys("esc u g o");
    assert!(draw(&desk, SIZE).contains("Er staat nog niets op de overdracht."), "{}", draw(&desk, SIZE));
}

#[test]
fn an_item_about_the_wing_is_written_changed_and_taken_away_on_the_handover_itself() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g o i");
    answer(&mut desk, "wasserij dicht");
    desk.keys("enter");
    answer(&mut desk, " morgen");
    assert!(draw(&desk, SIZE).contains("MdV: wasserij dicht morgen"), "{}", draw(&desk, SIZE));
    // Neither the key that began it nor Enter says yes.
    desk.keys("x x enter");
    assert!(draw(&desk, SIZE).contains("Wilt u dit schrappen? j = ja"), "{}", draw(&desk, SIZE));
    desk.keys("esc");
    assert!(draw(&desk, SIZE).contains("> 07:52 MdV: wasserij dicht morgen"), "{}", draw(&desk, SIZE));
    desk.keys("x j");
    assert!(draw(&desk, SIZE).contains("Er staat nog niets"), "{}", draw(&desk, SIZE));
    desk.keys("esc u g o");
    assert!(draw(&desk, SIZE).contains("wasserij dicht morgen"), "{}", draw(&desk, SIZE));
}

#[test]
fn hidden_names_stay_hidden_here_too() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys(".");
    desk.keys("i");
    answer(&mut desk, "4 Wolters, C.");
    desk.keys("0 4 o");
    answer(&mut desk, "bellen");
    desk.keys("g o");
    let screen = draw(&desk, SIZE);
    assert!(screen.contains("04 -  ") && !screen.contains("Wolters"), "{screen}");
    desk.send(Msg::Tick);
    assert!(!draw(&desk, SIZE).contains("Wolters"));
}

#[test]
fn when_the_chosen_one_is_no_more_the_choice_stays_where_it_was() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("i");
    answer(&mut desk, "6 Wolters, C.");
    assert!(draw(&desk, SIZE).contains(">06  Wolters, C."), "{}", draw(&desk, SIZE));
    desk.keys("u");
    // Not the first line of the wing: the one that stands there now.
    assert!(draw(&desk, SIZE).contains(">07  Dijkstra, R."), "{}", draw(&desk, SIZE));
}

#[test]
fn a_name_is_found_without_its_marks() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("f");
    typed(&mut desk, "yilm");
    assert!(draw(&desk, SIZE).contains(">14  Yılmaz, E."), "{}", draw(&desk, SIZE));
    desk.keys("esc f");
    typed(&mut desk, "CELIK");
    assert!(draw(&desk, SIZE).contains(">05  Çelik, H."), "{}", draw(&desk, SIZE));
}
