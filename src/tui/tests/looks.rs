//! Other looks while the program runs: a theme is seen while it is pointed at, and kept by Enter alone.

use super::fixture::Desk;
use super::picture::{draw, kept};
use crate::text::{Lang, SafeText};
use crate::tui::model::Over;
use crate::tui::{Depth, Looks, Msg};

const SIZE: (u16, u16) = (80, 24);

#[test]
fn a_theme_is_seen_while_it_is_pointed_at_and_kept_by_enter() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    let now = |desk: &Desk| desk.looks.in_force(&desk.model).to_owned();
    desk.keys("g u down");
    assert_eq!(now(&desk), "light");
    kept("themes-80x24-nl", &desk, SIZE);
    desk.keys("esc");
    assert_eq!(now(&desk), "dark");
    desk.keys("g u down down enter");
    assert_eq!((now(&desk).as_str(), &desk.model.over), ("contrast", &None));
    assert!(draw(&desk, SIZE).contains("Uiterlijk: contrast, tot u stopt."), "{}", draw(&desk, SIZE));
    // The list opens where the choice is, and does not leave its end.
    desk.keys("g u down down down enter");
    assert_eq!(now(&desk), "mono");
}

#[test]
fn without_colours_every_theme_is_as_plain_as_the_terminal() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.looks = Looks::built_in(Depth::Mono);
    assert_eq!(desk.looks.in_force(&desk.model), "mono");
    desk.keys("g u pgup enter");
    assert_eq!(desk.looks.in_force(&desk.model), "dark");
}

#[test]
fn files_that_change_say_so_or_say_what_is_wrong_and_no_chord_hangs() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.keys("g");
    desk.send(Msg::Looks(Vec::new()));
    assert!(draw(&desk, SIZE).contains("Toetsen en kleuren zijn opnieuw gelezen."), "{}", draw(&desk, SIZE));
    desk.keys("f");
    assert!(matches!(desk.model.over, Some(Over::Input(..))), "f is a key of its own again");
    desk.keys("esc");
    desk.send(Msg::Looks(vec![SafeText::line("mine.toml, regel 3: fout.")]));
    assert!(draw(&desk, SIZE).contains("mine.toml, regel 3: fout."), "{}", draw(&desk, SIZE));
}

#[test]
fn on_a_light_ground_the_theme_is_light_unless_another_was_chosen() {
    let mut desk = Desk::new(SIZE, Lang::Nl);
    desk.send(Msg::OnLight(true));
    assert_eq!(desk.looks.in_force(&desk.model), "light");
    desk.keys("g u up enter");
    assert_eq!(desk.looks.in_force(&desk.model), "dark");
}
