//! What may be written down: the hub refuses at the door what a screen would have to replace.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::SafeText;
use super::safe::{MAX_MARKS, Marks, ends_line, is_variation_selector, shown};

/// Most combining marks on one letter of a name. Names of real people have two at most once they are composed.
const MAX_NAME_MARKS: u8 = 3;
/// Joins emoji to one picture.
const JOINER: char = '\u{200D}';

/// A character that may not be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {at} of a text may not be written down: U+{:04X}", u32::from(*.found))]
pub struct BadText {
    /// Which character, from 1, after composition: the one that a person counts.
    pub at: usize,
    /// The character.
    pub found: char,
}

/// A name, a code or another text of one line, as it is kept: composed (NFC), with single plain spaces.
///
/// # Errors
/// At the first character that a terminal would obey, that ends a line, hides, reorders, or has no meaning.
pub fn check_name(raw: &str) -> Result<SafeText, BadText> {
    let mut text = String::with_capacity(raw.len());
    let mut marks = Marks::default();
    for (at, found) in (1..).zip(raw.nfc()) {
        let kept = if is_space(found) { ' ' } else { found };
        if shown(kept) != Some(kept) || !marks.fit(kept, MAX_NAME_MARKS) {
            return Err(BadText { at, found });
        }
        if kept != ' ' || !(text.is_empty() || text.ends_with(' ')) {
            text.push(kept);
        }
    }
    Ok(SafeText::line(text.trim_end_matches(' ')))
}

/// A note as it is kept: lines end in LF, a tab is a space, and emoji lose what only joins or varies them.
///
/// # Errors
/// At the first character that a terminal would obey, that hides, reorders, or has no meaning.
pub fn check_note(raw: &str) -> Result<SafeText, BadText> {
    let mut text = String::with_capacity(raw.len());
    let mut marks = Marks::default();
    let mut rest = (1..).zip(raw.chars()).peekable();
    while let Some((at, found)) = rest.next() {
        let kept = match found {
            '\r' if rest.peek().is_some_and(|(_, next)| *next == '\n') => continue,
            '\u{E0000}'..='\u{E007F}' => continue,
            JOINER if text.chars().next_back().is_some_and(is_picture) => continue,
            c if is_variation_selector(c) => continue,
            '\t' => ' ',
            c if is_space(c) => ' ',
            c => c,
        };
        let good = if ends_line(kept) { kept == '\n' } else { shown(kept) == Some(kept) };
        if !good || !marks.fit(kept, MAX_MARKS) {
            return Err(BadText { at, found });
        }
        text.push(kept);
    }
    Ok(SafeText::block(&text))
}

fn is_space(c: char) -> bool {
    c.general_category() == GeneralCategory::SpaceSeparator
}

/// Emoji and the colours of their skin.
fn is_picture(c: char) -> bool {
    matches!(c.general_category(), GeneralCategory::OtherSymbol | GeneralCategory::ModifierSymbol)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One of each class that is never written down.
    const NEVER: [char; 14] = [
        '\0', '\x1b', '\x7f', '\u{9b}', '\u{61c}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{ad}',
        '\u{3164}', '\u{2800}', '\u{e000}', '\u{378}',
    ];

    #[test]
    fn names_of_real_people_are_kept_as_they_are() {
        let long = "van den Broek-".repeat(14);
        for name in ["Wáng", "Şahin", "Đỗ", "Yılmaz", "van 't Hof", "Nguyễn", "O'Brien", "d’Angelo", "王芳", &long]
        {
            assert_eq!(check_name(name).map(|text| text.as_str().to_owned()).as_deref(), Ok(name));
        }
        assert_eq!(long.chars().count(), 196);
    }

    #[test]
    fn a_name_is_composed_and_its_spaces_are_single_and_plain() {
        let name = check_name(" Nguye\u{302}\u{303}n\u{a0}  Thi\u{2003}").expect("a name");
        assert_eq!(name.as_str(), "Nguyễn Thi");
    }

    #[test]
    fn what_a_terminal_obeys_or_nobody_sees_is_named_with_its_place() {
        for found in NEVER {
            assert_eq!(check_name(&format!("a{found}b")), Err(BadText { at: 2, found }));
            assert_eq!(check_note(&format!("a\n{found}b")), Err(BadText { at: 3, found }));
        }
        for found in ['\n', '\t', '\u{2028}', '\u{200d}', '\u{fe0f}', '\u{e0041}'] {
            assert_eq!(check_name(&format!("é{found}")), Err(BadText { at: 2, found }));
        }
    }

    #[test]
    fn a_letter_carries_a_few_marks_and_no_tower() {
        let marked = |count: usize| format!("x{}", "\u{331}".repeat(count));
        assert!(check_name(&marked(3)).is_ok());
        assert_eq!(check_name(&marked(4)), Err(BadText { at: 5, found: '\u{331}' }));
        assert!(check_note(&marked(8)).is_ok());
        assert_eq!(check_note(&marked(9)), Err(BadText { at: 10, found: '\u{331}' }));
        assert_eq!(check_note("\n\u{331}"), Err(BadText { at: 2, found: '\u{331}' }));
    }

    #[test]
    fn a_note_keeps_its_lines_and_its_emoji() {
        let note = check_note("goed\tweekend\r\nkookte\u{a0}\u{2764}\u{fe0f}\u{200d}\u{1f525}").expect("a note");
        assert_eq!(note.as_str(), "goed weekend\nkookte \u{2764}\u{1f525}");
        assert_eq!(check_note("a\u{200d}b"), Err(BadText { at: 2, found: JOINER }));
        assert_eq!(check_note("a\rb"), Err(BadText { at: 2, found: '\r' }));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_safe_and_checking_it_again_changes_nothing(raw in "\\PC*|[\\x00-\\u{10FFFF}]*|[a-z \u{300}-\u{340}]*") {
            if let Ok(name) = check_name(&raw) {
                prop_assert_eq!(SafeText::line(name.as_str()), name.clone());
                prop_assert_eq!(check_name(name.as_str()), Ok(name));
            }
            if let Ok(note) = check_note(&raw) {
                prop_assert_eq!(SafeText::block(note.as_str()), note.clone());
                prop_assert_eq!(check_note(note.as_str()), Ok(note));
            }
        }

        #[test]
        fn a_note_that_went_through_the_screen_is_always_accepted(raw in "\\PC*|[\\x00-\\u{10FFFF}]*|[a-z \n\u{300}-\u{340}]*") {
            let shown = SafeText::block(&raw);
            prop_assert_eq!(check_note(shown.as_str()), Ok(shown));
        }
    }
}
