//! Text that a terminal can show without obeying it.

use std::fmt;
use std::sync::Arc;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthStr;

/// Stands for a character that must not be shown.
const REPLACED: char = '\u{FFFD}';
/// Most combining marks after one base that are shown; a tower of them climbs over other lines.
pub(super) const MAX_MARKS: u8 = 8;

/// Text that went through the sanitiser: the only kind of text that a widget accepts.
///
/// Cheap to clone. `Debug` shows the length only, since most of it is a name or a note.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SafeText(Arc<str>);

impl SafeText {
    /// Cleans one line of text: what a terminal would obey, and what hides or reorders other text, becomes a visible sign.
    pub fn line(raw: &str) -> Self {
        Self(clean(raw, false).into())
    }

    /// Cleans a text of several lines: as [`SafeText::line`], but lines stay lines, whichever sign ends them, and a
    /// tab is a space.
    pub fn block(raw: &str) -> Self {
        Self(clean(raw, true).into())
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its width on screen, in cells.
    pub fn width(&self) -> usize {
        self.0.width()
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "‹text:{}›", self.0.chars().count())
    }
}

/// Character by character, so that cleaning twice is cleaning once.
fn clean(raw: &str, lines: bool) -> String {
    // Most text by far, and thousands of them at a start.
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let mut marks = Marks::default();
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        let kept = match c {
            // The two of them end one line.
            '\r' if lines && rest.peek() == Some(&'\n') => None,
            c if lines && ends_line(c) => Some('\n'),
            '\t' if lines => Some(' '),
            c => shown(c),
        };
        let Some(kept) = kept else { continue };
        text.push(if marks.fit(kept, MAX_MARKS) { kept } else { REPLACED });
    }
    text
}

/// Counts the marks on a letter.
#[derive(Default)]
pub(super) struct Marks(Option<u8>);

impl Marks {
    /// Takes the next character; false for a mark that has no letter to stand on, or too many below it.
    pub(super) fn fit(&mut self, c: char, most: u8) -> bool {
        if !is_mark(c) {
            self.0 = (!matches!(c, REPLACED | ' ' | '\n')).then_some(0);
            return true;
        }
        self.0 = self.0.and_then(|count| (count < most).then_some(count + 1));
        self.0.is_some()
    }
}

/// Marks that stand on a letter, of those that are [`shown`]. Enclosing ones are not: they cover what they enclose.
fn is_mark(c: char) -> bool {
    matches!(c.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark)
}

/// CR, LF, NEL and Unicode's own two.
pub(super) const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

pub(super) const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// What stands for a character; none when it is dropped.
pub(super) fn shown(c: char) -> Option<char> {
    match c {
        // Pictures of control characters: visible, and harmless.
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\u{2424}'),
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        c if is_variation_selector(c) => None,
        // Letters that look like nothing.
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}' | '\u{34F}' | '\u{17B4}' | '\u{17B5}' => {
            Some(REPLACED)
        }
        c => match c.general_category() {
            GeneralCategory::SpaceSeparator => Some(' '),
            GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Surrogate
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::EnclosingMark => Some(REPLACED),
            _ => Some(c),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_real_people_stay_as_they_are() {
        let long = format!("{}-Đỗ", "van den Broek ".repeat(13).trim());
        for name in [
            "Wáng",
            "Şahin",
            "Đỗ",
            "Yılmaz",
            "van 't Hof",
            "Nguyễn",
            "Çelik",
            "O'Brien",
            "Müller-Lüdenscheidt",
            "d'Angelo",
            "王芳",
            &long,
        ] {
            assert_eq!(SafeText::line(name).as_str(), name);
        }
    }

    #[test]
    fn what_a_terminal_would_obey_becomes_visible() {
        assert_eq!(SafeText::line("a\x1b[2Jb\x07").as_str(), "a␛[2Jb␇");
        assert_eq!(SafeText::line("a\nb\r\u{2028}c").as_str(), "a␤b␤␤c");
        assert_eq!(SafeText::line("a\tb").as_str(), "a␤b");
        assert_eq!(SafeText::block("a\nb\x1b").as_str(), "a\nb␛");
        assert_eq!(SafeText::block("a\r\nb\rc\u{85}d\u{2028}e\tf").as_str(), "a\nb\nc\nd\ne f");
        assert_eq!(SafeText::line("\u{9b}31m\u{7f}").as_str(), "\u{FFFD}31m␡");
    }

    #[test]
    fn what_hides_or_reorders_text_becomes_visible() {
        for hidden in ['\u{202E}', '\u{2066}', '\u{200B}', '\u{200D}', '\u{FEFF}', '\u{AD}', '\u{3164}', '\u{E0041}'] {
            assert_eq!(SafeText::line(&format!("a{hidden}b")).as_str(), "a\u{FFFD}b", "{:x}", u32::from(hidden));
        }
        assert_eq!(SafeText::line("a\u{a0}b\u{2003}c").as_str(), "a b c");
        assert_eq!(SafeText::line("a\u{fe0f}b\u{180b}").as_str(), "ab");
        assert_eq!(SafeText::line("ក\u{17b4}").as_str(), "ក\u{FFFD}");
    }

    #[test]
    fn a_tower_of_marks_is_cut_and_a_mark_without_a_letter_is_shown() {
        let tower = format!("z{}", "\u{300}".repeat(20));
        assert_eq!(SafeText::line(&tower).as_str().chars().filter(|c| *c == '\u{300}').count(), 8);
        assert_eq!(SafeText::line("\u{300}a").as_str(), "\u{FFFD}a");
    }

    #[test]
    fn debug_shows_how_long_it_is_and_nothing_else() {
        assert_eq!(format!("{:?}", SafeText::line("Bakker")), "‹text:6›");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once_and_nothing_dangerous_is_left(raw in "\\PC*|[\\x00-\\u{10FFFF}]*") {
            for lines in [false, true] {
                let once = clean(&raw, lines);
                prop_assert_eq!(clean(&once, lines), once.clone());
                for c in once.chars().filter(|c| !(lines && *c == '\n')) {
                    let bad = matches!(
                        c.general_category(),
                        GeneralCategory::Control
                            | GeneralCategory::Format
                            | GeneralCategory::PrivateUse
                            | GeneralCategory::Unassigned
                            | GeneralCategory::LineSeparator
                            | GeneralCategory::ParagraphSeparator
                    );
                    prop_assert!(!bad, "{:x}", u32::from(c));
                }
            }
        }
    }
}
