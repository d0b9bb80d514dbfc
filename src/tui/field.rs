//! A field for text: where the letters go, and the keys that move and erase in it. A note has several lines, everything else has one.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::action::Action;
use crate::text::SafeText;

/// Longest text, in characters.
pub(super) const MAX_CHARS: usize = 2_000;

/// What was typed so far, and where the next letter goes.
#[derive(Clone, Debug)]
pub(super) struct Field {
    area: Box<TextArea<'static>>,
    has_lines: bool,
    /// Longest text, in characters.
    most: usize,
    /// The text was pointed at: the next letter begins another one.
    is_pointed_at: bool,
}

impl Field {
    /// A field with this text, of one line or of several; the next letter goes behind it.
    pub(super) fn new(text: &str, has_lines: bool) -> Self {
        Self::limited(text, has_lines, MAX_CHARS)
    }

    /// The same, for a text of at most so many characters.
    pub(super) fn limited(text: &str, has_lines: bool, most: usize) -> Self {
        let lines = if has_lines { text.split('\n').map(str::to_owned).collect() } else { vec![text.to_owned()] };
        let mut area = Box::new(TextArea::new(lines));
        // The terminal's own cursor stands where the next letter goes; the widget draws none.
        area.set_cursor_style(ratatui::style::Style::default());
        area.set_cursor_line_style(ratatui::style::Style::default());
        area.set_wrap_mode(if has_lines { WrapMode::WordOrGlyph } else { WrapMode::None });
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, has_lines, most, is_pointed_at: false }
    }

    /// A field with a text that was pointed at, as a day in a month: the next letter begins another one.
    pub(super) fn pointed_at(text: &str) -> Self {
        Self { is_pointed_at: true, ..Self::new(text, false) }
    }

    /// The whole text; its lines end with `\n`.
    pub(super) fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether it is a text of several lines.
    pub(super) const fn has_lines(&self) -> bool {
        self.has_lines
    }

    /// What draws it.
    pub(super) fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// How many characters still fit.
    pub(super) fn room(&self) -> usize {
        self.most.saturating_sub(self.text().chars().count())
    }

    /// Letters, typed or pasted, made safe to show; what does not fit is left out.
    pub(super) fn type_text(&mut self, text: &str) {
        if self.is_pointed_at {
            *self = Self::limited("", self.has_lines, self.most);
        }
        let safe = if self.has_lines { SafeText::block(text) } else { SafeText::line(text) };
        let fits: String = safe.as_str().chars().take(self.room()).collect();
        if !fits.is_empty() {
            self.area.insert_str(fits);
        }
    }

    /// A key that moves or erases; false when it is none of those here.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        self.is_pointed_at = false;
        let to = match action {
            Action::Left => CursorMove::Back,
            Action::Right => CursorMove::Forward,
            Action::WordLeft => CursorMove::WordBack,
            Action::WordRight => CursorMove::WordForward,
            Action::Start => CursorMove::Head,
            Action::End => CursorMove::End,
            Action::Up => CursorMove::Up,
            Action::Down => CursorMove::Down,
            Action::PageUp => CursorMove::Top,
            Action::PageDown => CursorMove::Bottom,
            _ => return self.erase(action),
        };
        self.area.move_cursor(to);
        true
    }

    fn erase(&mut self, action: Action) -> bool {
        match action {
            Action::Erase => self.area.delete_char(),
            Action::EraseNext => self.area.delete_next_char(),
            Action::EraseWord => self.area.delete_word(),
            Action::NewLine if self.has_lines && self.room() > 0 => {
                self.area.insert_newline();
                true
            }
            _ => return false,
        };
        true
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.has_lines == other.has_lines
            && self.area.lines() == other.area.lines()
            && self.area.cursor() == other.area.cursor()
    }
}

impl Eq for Field {}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, has_lines: bool, actions: &[Action]) -> Field {
        let mut field = Field::new(text, has_lines);
        for action in actions {
            field.edit(*action);
        }
        field
    }

    #[test]
    fn letters_go_where_the_cursor_is() {
        let mut field = edited("Bakker, J", false, &[Action::Start, Action::Right]);
        field.type_text("oe");
        assert_eq!(field.text(), "Boeakker, J");
        field.edit(Action::EraseNext);
        field.edit(Action::End);
        field.edit(Action::Erase);
        assert_eq!(field.text(), "Boekker, ");
        field.edit(Action::EraseWord);
        assert!(field.text().len() < "Boekker, ".len());
    }

    #[test]
    fn one_line_stays_one_and_several_may_be_more() {
        let mut one = edited("a", false, &[Action::NewLine]);
        one.type_text("b\r\nc");
        assert!(!one.text().contains('\n'), "{:?}", one.text());
        let mut several = edited("a", true, &[Action::NewLine]);
        several.type_text("b\r\nc");
        assert_eq!(several.text(), "a\nb\nc");
        assert_eq!(Field::new(&several.text(), true), several);
        several.edit(Action::Up);
        several.type_text("!");
        assert_eq!(several.text(), "a\nb!\nc");
    }

    #[test]
    fn no_text_is_longer_than_what_is_kept() {
        let mut field = Field::new("", true);
        field.type_text(&"é".repeat(MAX_CHARS + 7));
        field.edit(Action::NewLine);
        field.type_text("x");
        assert_eq!((field.text().chars().count(), field.room()), (MAX_CHARS, 0));
    }

    #[test]
    fn a_text_that_was_pointed_at_gives_way_to_what_is_typed_and_can_be_mended() {
        let mut field = Field::pointed_at("08-12-2026");
        field.type_text("m");
        field.type_text("a");
        assert_eq!(field.text(), "ma");
        let mut field = Field::pointed_at("08-12-2026");
        field.edit(Action::Erase);
        field.type_text("7");
        assert_eq!(field.text(), "08-12-2027");
    }

    #[test]
    fn a_text_that_was_cleaned_stays_as_it_is() {
        let field = Field::new("twee\nregels", true);
        assert_eq!(field.text(), "twee\nregels");
        assert!(!edited("x", false, &[]).edit(Action::Accept));
    }
}
