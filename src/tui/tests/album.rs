//! Every screen at the three sizes and in both languages, one picture file for each size and language: what a change does to all of them
//! is seen at once.

use super::fixture::Desk;
use super::picture::draw;
use crate::text::Lang;

/// What is pressed for each screen, from the day.
const SCREENS: [(&str, &str); 39] = [
    ("day", ""),
    ("day, somebody with much", "down"),
    ("what was just done", "space"),
    ("several chosen", "s down down"),
    ("a tomorrow", "+"),
    ("by time", "d home"),
    ("by time, one of them", "d home space right b z"),
    ("by place", "d d home"),
    ("by place, another one", "d d home tab tab"),
    ("by place, somebody who is on the way for too long", "0 2 d d , - 1 2 enter w"),
    ("doors open", "g r home space space 0 7 b z"),
    ("a count is confirmed", "g r tab home space z r s"),
    ("to whom", "0 2 v"),
    ("requests", "0 2 v m b o e k enter 0 3 v b b o e k enter g z"),
    ("programme of the week", "g k a p"),
    ("why it was shorter", "g k , 0 7 5 0 enter"),
    ("incident or measure", "0 2 ! n 0 7 enter !"),
    ("incidents and measures", "0 2 ! a o n r enter g i z d space"),
    ("my people", "g m down"),
    ("who is expected at a place", "g p space down"),
    ("search", "/ b a"),
    ("search without an answer", "/ q q"),
    ("emergency list", "0 2 w g n"),
    ("a day as it is printed", "d p"),
    ("reasons", "a"),
    ("steps", "down right z"),
    ("person", "down enter"),
    ("what kind of contact", "0 2 enter c"),
    ("first days", "0 2 enter i e space n down"),
    ("notes", "n r u s t i g enter enter n"),
    ("strike?", "n r u s t i g enter enter n x"),
    ("a note as it is typed", "n r u s t i g ctrl-j"),
    ("another time", ", 0 7 4 5"),
    ("month", "g c + 9"),
    ("handover", "0 2 o enter g o"),
    ("sync", "g y"),
    ("all actions", ":"),
    ("a PIN is chosen", "ctrl-l 2 8 0 4"),
    ("locked", "ctrl-l 2 8 0 4 1 7 2 8 0 4 1 7 1 2"),
];

fn album(name: &str, size: (u16, u16), lang: Lang) {
    let page = |(screen, keys): (&str, &str)| {
        let mut desk = Desk::new(size, lang);
        desk.keys(keys);
        format!("{screen}: {keys}\n{}\n", draw(&desk, size))
    };
    let pages = SCREENS.map(page).concat();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, pages);
    });
}

#[test]
fn all_screens_at_60_by_16() {
    album("album-60x16-nl", (60, 16), Lang::Nl);
    album("album-60x16-en", (60, 16), Lang::En);
}

#[test]
fn all_screens_at_80_by_24() {
    album("album-80x24-nl", (80, 24), Lang::Nl);
    album("album-80x24-en", (80, 24), Lang::En);
}

#[test]
fn all_screens_at_120_by_40() {
    album("album-120x40-nl", (120, 40), Lang::Nl);
    album("album-120x40-en", (120, 40), Lang::En);
}
