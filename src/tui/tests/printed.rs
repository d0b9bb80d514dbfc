//! Lists on their way to paper.

use super::fixture::Desk;
use super::picture::draw;
use crate::domain::look::List;
use crate::text::Lang;
use crate::tui::view::plain;

const SIZE: (u16, u16) = (80, 24);

#[test]
fn three_keys_print_who_is_where_and_what_was_seen_is_what_is_printed() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("0 2 w");
    desk.keys("g n p");
    let [(list, text)] = desk.printed.as_slice() else { panic!("{:?}", desk.printed.len()) };
    assert_eq!(*list, List::Emergency);
    let people = desk.model.day.as_ref().map_or(0, |day| day.lines.len());
    let all: Vec<_> = text.lines().skip_while(|line| !line.starts_with("cel")).skip(1).collect();
    assert_eq!(all.len(), people, "{text}");
    assert!(all.first().is_some_and(|line| line.starts_with("02") && line.contains("onderweg")), "{text}");
    let screen = draw(&desk, SIZE);
    assert!(text.lines().take(12).all(|line| screen.contains(line)), "{screen}\n{text}");
}

#[test]
fn the_day_is_read_before_it_is_printed_in_the_order_of_the_screen() {
    let mut desk = Desk::new(SIZE, Lang::En);
    desk.keys("d p");
    assert!(desk.printed.is_empty() && draw(&desk, SIZE).contains("As it will be on paper"));
    desk.keys("p esc");
    assert!(desk.printed.last().is_some_and(|(list, text)| *list == List::Day && text.contains("Day by time")));
    assert!(draw(&desk, SIZE).contains("Day by time") && desk.model.over.is_none());
}

#[test]
fn hidden_names_stay_hidden_on_paper() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g n . p");
    let names: Vec<_> = desk.model.day.iter().flat_map(|day| &day.lines).map(|line| line.name.clone()).collect();
    let (_, text) = desk.printed.last().expect("a list");
    assert!(names.iter().all(|name| !text.contains(name.as_str())), "{text}");
}

#[test]
fn the_page_ends_where_the_list_ends_and_lines_say_all_of_it() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g n pgdn pgdn pgdn pgdn pgdn pgdn pgdn pgdn");
    let end = draw(&desk, SIZE);
    desk.keys("pgdn");
    assert_eq!(draw(&desk, SIZE), end);
    let people = desk.model.day.as_ref().map_or(0, |day| day.lines.len());
    assert!(plain::page(&desk.model, &desk.look()).len() > people);
}
