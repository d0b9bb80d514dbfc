//! Fields: text is typed and mended anywhere in it, what it means so far stands beside it, and a day is typed or pointed at.

use super::choices::typed;
use super::fixture::{Desk, date};
use super::picture::{draw, kept};
use crate::domain::action::Deed;
use crate::text::Lang;
use crate::tui::Msg;

const SIZE: (u16, u16) = (80, 24);

fn note(desk: &Desk) -> &str {
    let Some([Deed::Note { text, .. }]) = desk.recorded.last().map(Vec::as_slice) else {
        unreachable!("{:?}", desk.recorded)
    };
    text.reveal().as_str()
}

#[test]
fn a_note_is_mended_where_it_is_wrong_and_may_have_several_lines() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("n");
    typed(&mut desk, "rustg weekend");
    desk.keys("home ctrl-right left left");
    typed(&mut desk, "i");
    desk.keys("end ctrl-w");
    typed(&mut desk, "avond");
    desk.keys("ctrl-j");
    typed(&mut desk, "kookte voor de groep");
    kept("note-80x24-nl", &desk, SIZE);
    desk.keys("enter");
    assert_eq!(note(&desk), "rustig avond\nkookte voor de groep");
}

#[test]
fn a_pasted_text_keeps_its_lines_and_enter_in_it_saves_nothing() {
    let mut desk = Desk::new((60, 16), Lang::Nl);
    desk.keys("n");
    desk.send(Msg::Paste("een\r\ntwee\ndrie vier".to_owned()));
    assert_eq!(desk.recorded.len(), 0);
    kept("note-60x16-nl", &desk, (60, 16));
    desk.keys("enter");
    assert_eq!(note(&desk), "een\ntwee\ndrie vier");
}

#[test]
fn a_field_of_one_line_says_so_and_takes_one() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("f");
    desk.send(Msg::Paste("Ba\nkk".to_owned()));
    desk.keys("ctrl-j");
    assert!(draw(&desk, SIZE).contains("Hier past één regel."), "{}", draw(&desk, SIZE));
}

#[test]
fn what_is_typed_is_explained_while_it_is_typed() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    for (keys, text, means) in [
        (",", "-5", "= 07:47"),
        (",", "0", "Schrijf -5 of 0745."),
        ("f", "bak", "= 1 mens "),
        ("esc i", "4 Wolters, C.", "4, Wolters, C."),
        ("i", "", "Zo: 12 Wolters, C."),
        ("g c", "wk 50", "= ma 07-12-2026 week 50"),
        ("g c", "32-1", "Typ een dag, of kies met de pijltjes"),
    ] {
        desk.keys(keys);
        typed(&mut desk, text);
        assert!(draw(&desk, SIZE).contains(means), "{keys} {text}: {}", draw(&desk, SIZE));
        desk.keys("esc");
        desk.model.drafts.clear();
    }
}

#[test]
fn a_day_is_typed_or_pointed_at_in_its_month() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g c");
    typed(&mut desk, "overmorgen");
    desk.keys("enter");
    assert_eq!(desk.model.date, date().succ_opt().and_then(|day| day.succ_opt()));
    desk.keys("g c down down right pgup pgdn");
    kept("month-80x24-nl", &desk, SIZE);
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("do 10-12-2026 week 50"), "{}", draw(&desk, SIZE));
    // What is no day stays, and says how it is written.
    desk.keys("g c");
    typed(&mut desk, "31-2");
    desk.keys("enter");
    assert!(draw(&desk, SIZE).contains("Dit is geen dag."), "{}", draw(&desk, SIZE));
    typed(&mut desk, "8");
    assert!(!draw(&desk, SIZE).contains("Dit is geen dag."), "what was said of it is over");
    desk.keys("esc g d");
    assert_eq!(desk.model.date, None);
}

#[test]
fn the_month_in_english_at_the_smallest_size() {
    let mut desk = Desk::new((60, 16), Lang::En);
    desk.keys("g c");
    typed(&mut desk, "1-8");
    kept("month-60x16-en", &desk, (60, 16));
}

#[test]
fn little_room_is_counted() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("n");
    desk.send(Msg::Paste("a".repeat(1_999)));
    assert!(draw(&desk, SIZE).contains("nog 1 letter"), "{}", draw(&desk, SIZE));
    typed(&mut desk, "bc");
    assert!(draw(&desk, SIZE).contains("nog 0 letters"), "{}", draw(&desk, SIZE));
}
