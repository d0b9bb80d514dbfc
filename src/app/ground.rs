//! Asks the terminal whether its ground is light or dark, and waits for nothing: the answer comes as keys, whenever it comes.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Color;

use crate::tui::theme::is_light;

/// The question (OSC 11): which colour is your ground?
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x07";
/// How every answer begins, after the sign that begins it.
const BEGINS: &str = "11;rgb";
/// Longest answer.
const LONGEST: usize = "11;rgba:ffff/ffff/ffff/ffff".len();

/// Picks the answer out of what is typed.
#[derive(Debug, Default)]
pub(super) struct Ground {
    asked: bool,
    /// Keys that may be the answer, since its first sign.
    reading: Option<Vec<KeyEvent>>,
}

/// What a key is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// These were typed by somebody, in this order.
    Keys(Vec<KeyEvent>),
    /// It may be a part of the answer.
    Part,
    /// It ends the answer: the ground is light.
    Light,
    /// It ends the answer: it is dark, or of a colour that nobody can read.
    Dark,
}

impl Ground {
    /// The question was asked: one answer may come.
    pub(super) const fn asked(&mut self) {
        self.asked = true;
    }

    /// Takes a key. The terminal's parser splits the answer into Alt+], its letters, and Alt+\ or Ctrl+G.
    pub(super) fn hear(&mut self, key: KeyEvent) -> Heard {
        let Some(mut keys) = self.reading.take() else {
            if self.asked && key.code == KeyCode::Char(']') && key.modifiers == KeyModifiers::ALT {
                self.reading = Some(vec![key]);
                return Heard::Part;
            }
            return Heard::Keys(vec![key]);
        };
        let text: String = keys.iter().skip(1).filter_map(|key| key.code.as_char()).collect();
        let ends = match key.code {
            KeyCode::Char('\\') => key.modifiers == KeyModifiers::ALT,
            KeyCode::Char('g') => key.modifiers == KeyModifiers::CONTROL,
            _ => false,
        };
        if ends && text.starts_with(BEGINS) {
            self.asked = false;
            return if colour(&text).is_some_and(is_light) { Heard::Light } else { Heard::Dark };
        }
        keys.push(key);
        let so_far = key.code.as_char().map(|letter| format!("{text}{letter}"));
        let fits = so_far.is_some_and(|text| {
            let begins = BEGINS.starts_with(&text) || text.starts_with(BEGINS);
            begins && text.len() <= LONGEST && !key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::CONTROL)
        });
        if fits {
            self.reading = Some(keys);
            return Heard::Part;
        }
        // Somebody typed all that.
        Heard::Keys(keys)
    }
}

/// `11;rgb:ffff/ffff/ffff`: of one to four hexadecimal digits the first two matter.
fn colour(answer: &str) -> Option<Color> {
    let mut parts = answer.split_once(':')?.1.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok().filter(|digits| (1..=4).contains(digits))?)? - 1;
        u8::try_from(u32::from_str_radix(part, 16).ok()? * 255 / most).ok()
    });
    Some(Color::Rgb(parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), modifiers)
    }

    /// The answer as the terminal's parser gives it, then `after`.
    fn keys(answer: &str, end: KeyEvent) -> Vec<KeyEvent> {
        let letters = answer.chars().map(|c| key(c, KeyModifiers::NONE));
        [key(']', KeyModifiers::ALT)].into_iter().chain(letters).chain([end]).collect()
    }

    fn heard(ground: &mut Ground, keys: Vec<KeyEvent>) -> Vec<Heard> {
        let all = keys.into_iter().map(|key| ground.hear(key));
        all.filter(|heard| *heard != Heard::Part).collect()
    }

    fn asked() -> Ground {
        let mut ground = Ground::default();
        ground.asked();
        ground
    }

    #[test]
    fn an_answer_is_understood_and_none_of_it_is_taken_for_keys() {
        let (string_end, bell) = (key('\\', KeyModifiers::ALT), key('g', KeyModifiers::CONTROL));
        for (answer, end, is) in [
            ("11;rgb:ffff/ffff/ffff", string_end, Heard::Light),
            ("11;rgb:fd/f6/e3", bell, Heard::Light),
            ("11;rgba:ffff/ffff/ffff/8000", string_end, Heard::Light),
            ("11;rgb:0000/2b2b/3636", string_end, Heard::Dark),
            ("11;rgb:x/y/z", bell, Heard::Dark),
        ] {
            assert_eq!(heard(&mut asked(), keys(answer, end)), [is], "{answer}");
        }
    }

    #[test]
    fn what_somebody_types_is_theirs_also_when_it_begins_alike() {
        let a = key('a', KeyModifiers::NONE);
        assert_eq!(heard(&mut asked(), vec![a]), [Heard::Keys(vec![a])]);
        let typed = keys("11a", a);
        assert_eq!(heard(&mut asked(), typed.clone()), [Heard::Keys(typed[..4].to_vec()), Heard::Keys(vec![a])]);
        let long = keys(&format!("11;rgb:{}", "f".repeat(60)), a);
        let count: usize = heard(&mut asked(), long.clone())
            .iter()
            .map(|heard| if let Heard::Keys(keys) = heard { keys.len() } else { 0 })
            .sum();
        assert_eq!(count, long.len());
        // Unasked, or a second time, it is nobody's answer.
        let unasked = keys("11;rgb:ffff/ffff/ffff", a);
        assert_eq!(heard(&mut Ground::default(), unasked.clone()).len(), unasked.len());
    }
}
