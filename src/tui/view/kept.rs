//! The lines of the list as they were drawn last: while only the choice moves they are copied, not made again.

use std::cell::RefCell;
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::Look;
use crate::domain::day::Day;
use crate::text::Lang;
use crate::tui::model::Model;
use crate::tui::theme::Theme;

/// Lines that were drawn, for who draws the same model again and again.
#[derive(Debug, Default)]
pub struct Kept(RefCell<Option<Drawn>>);

#[derive(Debug)]
struct Drawn {
    of: Of,
    /// The cells that are not blank.
    cells: Vec<(Position, Cell)>,
}

/// Everything that a line is made of, but for the choice.
#[derive(Debug)]
struct Of {
    day: Arc<Day>,
    filter: String,
    only_mine: bool,
    hidden: bool,
    /// The first line, and where they stand.
    top: usize,
    area: Rect,
    theme: Theme,
    ascii: bool,
    lang: Lang,
}

impl Of {
    fn is(&self, day: &Arc<Day>, model: &Model, look: &Look<'_>, (top, area): (usize, Rect)) -> bool {
        Arc::ptr_eq(&self.day, day)
            && (&self.filter, self.only_mine) == (&model.filter, model.only_mine)
            && (self.hidden, self.top, self.area) == (model.hidden, top, area)
            && (self.ascii, self.lang) == (look.ascii, look.words.lang())
            && self.theme == *look.theme
    }
}

impl Kept {
    /// Nothing is kept any more: a locked screen knows no names.
    pub(super) fn forget(&self) {
        self.0.replace(None);
    }

    /// Draws the lines from `top` on in `area`, none of them chosen; anew only when something that they are made of changed. A debug build
    /// always draws them anew, and falls over when that is another picture.
    pub(super) fn lines(
        &self,
        day: &Arc<Day>,
        model: &Model,
        look: &Look<'_>,
        at: (usize, Rect),
        buffer: &mut Buffer,
        draw: impl Fn(&mut Buffer),
    ) {
        let mut kept = self.0.borrow_mut();
        if let Some(drawn) = kept.as_ref().filter(|drawn| drawn.of.is(day, model, look, at)) {
            if cfg!(debug_assertions) {
                let mut anew = buffer.clone();
                draw(&mut anew);
                assert!(taken(&anew, at.1) == drawn.cells, "the list is not what it was drawn from");
            }
            for (position, cell) in &drawn.cells {
                if let Some(to) = buffer.cell_mut(*position) {
                    to.clone_from(cell);
                }
            }
            return;
        }
        draw(buffer);
        let of = Of {
            day: Arc::clone(day),
            filter: model.filter.clone(),
            only_mine: model.only_mine,
            hidden: model.hidden,
            top: at.0,
            area: at.1,
            theme: look.theme.clone(),
            ascii: look.ascii,
            lang: look.words.lang(),
        };
        *kept = Some(Drawn { of, cells: taken(buffer, at.1) });
    }
}

/// What is written in a part of the screen.
fn taken(buffer: &Buffer, area: Rect) -> Vec<(Position, Cell)> {
    let written =
        |position| buffer.cell(position).filter(|cell| **cell != Cell::EMPTY).map(|cell| (position, cell.clone()));
    area.positions().filter_map(written).collect()
}
