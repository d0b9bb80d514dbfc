//! Fewer bytes on the line: a short gap between changed cells is written over, and a line that became empty is cleared to its end.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthStr;

/// What it takes to move the cursor, in bytes: `ESC [ 2 0 ; 1 4 H`. A gap of as many bytes or fewer is written over.
const JUMP_BYTES: usize = 7;

/// What it takes to clear the rest of a line, in bytes: a jump, then `ESC [ K`. As many spaces or fewer are written.
const CLEAR_BYTES: usize = 10;

/// A backend that knows what is on the screen.
pub(super) struct Bridged<B> {
    inner: B,
    screen: Buffer,
    /// Asks for the size of the window; none when only the backend knows it.
    window: fn() -> Option<Size>,
}

impl<B: Backend> Bridged<B> {
    pub(super) fn new(inner: B, window: fn() -> Option<Size>) -> Self {
        Self { inner, screen: Buffer::empty(Rect::ZERO), window }
    }

    pub(super) const fn inner_mut(&mut self) -> &mut B {
        &mut self.inner
    }

    /// The cells between two changed ones on a line, if it is cheaper to write them again.
    fn between(&self, (x, y): (u16, u16), next: u16, style: &Cell) -> Vec<(u16, u16, Cell)> {
        let mut cells = Vec::new();
        let mut bytes = 0;
        // After a wide letter the cursor is not where the next cell is.
        if style.symbol().width() != 1 {
            return cells;
        }
        for x in x.saturating_add(1)..next {
            let Some(cell) = self.screen.cell(Position::new(x, y)) else { return Vec::new() };
            bytes += cell.symbol().len();
            // A change of colour costs more than a jump; wide letters are left alone.
            let same = (cell.fg, cell.bg, cell.modifier) == (style.fg, style.bg, style.modifier);
            if !same || bytes > JUMP_BYTES || cell.symbol().width() != 1 {
                return Vec::new();
            }
            cells.push((x, y, cell.clone()));
        }
        cells
    }

    /// The changed cells of a line, and the gaps between them that cost less than a jump.
    fn fill_gaps(&self, line: Vec<(u16, u16, Cell)>, cells: &mut Vec<(u16, u16, Cell)>) {
        for (x, y, cell) in line {
            if let Some((last_x, last_y, last)) = cells.last()
                && *last_y == y
            {
                let gap = self.between((*last_x, y), x, last);
                cells.extend(gap);
            }
            cells.push((x, y, cell));
        }
    }

    /// Takes the cells off the end of a line that a clear to its end does in fewer bytes, and says where to clear.
    fn tail(&self, line: &mut Vec<(u16, u16, Cell)>) -> Option<Position> {
        let &(_, y, _) = line.first()?;
        let width = self.screen.area.width;
        let content = (0..width).rev().find(|x| self.screen.cell(Position::new(*x, y)) != Some(&Cell::EMPTY));
        let from = content.map_or(0, |x| {
            let wide = self.screen.cell(Position::new(x, y)).map_or(1, |cell| cell.symbol().width().max(1));
            x.saturating_add(u16::try_from(wide).unwrap_or(1))
        });
        let kept = line.partition_point(|(x, _, _)| *x < from);
        if line.len() - kept <= CLEAR_BYTES || from >= width {
            return None;
        }
        line.truncate(kept);
        Some(Position::new(from, y))
    }

    fn keep(&mut self, x: u16, y: u16, cell: &Cell) {
        if let Some(known) = self.screen.cell_mut(Position::new(x, y)) {
            known.clone_from(cell);
        }
    }
}

impl<B: Backend> Backend for Bridged<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let size = self.size()?;
        if self.screen.area.as_size() != size {
            self.screen = Buffer::empty(Rect::from(size));
        }
        let mut changed: Vec<(u16, u16, Cell)> = Vec::new();
        for (x, y, cell) in content {
            self.keep(x, y, cell);
            changed.push((x, y, cell.clone()));
        }
        let (mut cells, mut tails) = (Vec::with_capacity(changed.len()), Vec::new());
        for line in changed.chunk_by(|(_, before, _), (_, after, _)| before == after) {
            let mut line = line.to_vec();
            tails.extend(self.tail(&mut line));
            self.fill_gaps(line, &mut cells);
        }
        self.inner.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        // The draw ended with the terminal's own colours: what is cleared is as empty as the cells say.
        for tail in tails {
            self.inner.set_cursor_position(tail)?;
            self.inner.clear_region(ClearType::UntilNewLine)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.screen.reset();
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), B::Error> {
        self.screen.reset();
        self.inner.clear_region(region)
    }

    fn size(&self) -> Result<Size, B::Error> {
        (self.window)().map_or_else(|| self.inner.size(), Ok)
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::{Color, Style};

    use super::*;

    fn lines() -> impl Strategy<Value = Vec<(String, bool)>> {
        proptest::collection::vec(("[a-c 王é]{0,30}", any::<bool>()), 1..5)
    }

    fn paint<B: Backend>(terminal: &mut Terminal<B>, lines: &[(String, bool)]) {
        let painted = terminal.draw(|frame| {
            for (y, (text, red)) in (0..4).zip(lines) {
                let style = if *red { Style::new().fg(Color::Red) } else { Style::new() };
                frame.buffer_mut().set_stringn(0, y, text, 20, style);
            }
        });
        assert!(painted.is_ok());
    }

    proptest! {
        #[test]
        fn the_screen_is_the_same_with_and_without_the_bridge(frames in proptest::collection::vec(lines(), 1..6)) {
            let mut plain = Terminal::new(TestBackend::new(20, 4)).expect("a terminal");
            let mut bridged = Terminal::new(Bridged::new(TestBackend::new(20, 4), || None)).expect("a terminal");
            for frame in &frames {
                paint(&mut plain, frame);
                paint(&mut bridged, frame);
                prop_assert_eq!(plain.backend().buffer(), bridged.backend_mut().inner_mut().buffer());
            }
        }
    }
}
