//! Whatever is typed, pasted and resized, in either language and with any keymap, nothing falls over and every frame is drawn.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::fixture::Desk;
use super::picture::draw;
use crate::text::Lang;
use crate::tui::{Key, Keymap, Msg, keymap};

/// Runs, usually and in a full run.
const CASES: (u32, u32) = (96, 4_000);
/// Most messages of a run.
const MESSAGES: usize = 60;
/// Keys with a name.
const NAMED: [&str; 14] = [
    "space",
    "enter",
    "esc",
    "tab",
    "backspace",
    "delete",
    "up",
    "down",
    "left",
    "right",
    "pgup",
    "pgdn",
    "home",
    "end",
];
/// What somebody may paste: nothing, lines, wide letters, joined and lone marks, what a terminal would obey, a very long word.
const PASTES: [&str; 7] =
    ["", "een\ntwee\r\ndrie\t4", "王小明 Đỗ Şahin", "e\u{301}\u{301}\u{200d}👩‍👧", "\u{301}", "\x1b[31mrood\x07", LONG];
const LONG: &str = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepflegeundsorgfaltigkeit";

/// What happens at a terminal.
#[derive(Clone, Debug)]
enum Happens {
    Key(Key, Option<char>),
    Paste(&'static str),
    Resize(u16, u16),
    /// Time goes by, in seconds: popups come, days turn.
    Wait(i64),
}

fn happens() -> impl Strategy<Value = Happens> {
    let letter = (32_u8..127, any::<bool>()).prop_map(|(code, ctrl)| {
        let letter = char::from(code);
        let key = Key { ctrl, ..Key::char(letter.to_ascii_lowercase()) };
        Happens::Key(key, (!ctrl).then_some(letter))
    });
    let named = proptest::sample::select(NAMED.as_slice()).prop_map(|name| {
        let key = Key::parse(name).unwrap_or(Key::char(' '));
        Happens::Key(key, (name == "space").then_some(' '))
    });
    let function =
        (1_u8..=12).prop_map(|number| Happens::Key(Key::parse(&format!("f{number}")).unwrap_or(Key::char('?')), None));
    prop_oneof![
        8 => letter,
        6 => named,
        2 => function,
        1 => proptest::sample::select(PASTES.as_slice()).prop_map(Happens::Paste),
        1 => (1_u16..200, 1_u16..70).prop_map(|(columns, rows)| Happens::Resize(columns, rows)),
        1 => Just(Happens::Resize(1, 1)),
        1 => (0_i64..90_000).prop_map(Happens::Wait),
    ]
}

#[expect(clippy::disallowed_methods, reason = "how deep a test goes is asked of the environment")]
fn cases() -> u32 {
    if std::env::var("VLEUGEL_DEPTH").is_ok_and(|depth| depth == "full") { CASES.1 } else { CASES.0 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn nothing_that_happens_at_any_size_makes_it_panic(
        first in (1_u16..130, 1_u16..50),
        english in any::<bool>(),
        names in proptest::sample::select(keymap::BUILT_IN.as_slice()),
        all in proptest::collection::vec(happens(), 0..MESSAGES),
    ) {
        let mut desk = Desk::new(first, if english { Lang::En } else { Lang::Nl });
        desk.looks.keymap = Keymap::built_in(names.0);
        let mut size = first;
        for happens in all {
            desk.now += TimeDelta::milliseconds(400);
            match happens {
                Happens::Key(key, letter) => desk.send(Msg::Key(key, letter)),
                Happens::Paste(text) => desk.send(Msg::Paste(text.to_owned())),
                Happens::Resize(columns, rows) => {
                    size = (columns, rows);
                    desk.send(Msg::Resize(columns, rows));
                }
                Happens::Wait(seconds) => {
                    desk.now += TimeDelta::seconds(seconds);
                    desk.send(Msg::Tick);
                }
            }
            draw(&desk, size);
        }
    }
}
