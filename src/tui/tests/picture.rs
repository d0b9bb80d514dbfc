//! The picture: what stands where, in both languages and three sizes; and how many bytes a key costs.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::Terminal;
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::widgets::{HighlightSpacing, Paragraph, Row, Table, TableState};
use ratatui::{Frame, TerminalOptions, Viewport};

use super::fixture::Desk;
use crate::domain::record::Record;
use crate::text::{Lang, SafeText};
use crate::tui::view;

/// The screen as lines of text.
pub(super) fn draw(desk: &Desk, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let look = desk.look();
    terminal.draw(|frame| view(&desk.model, &look, frame)).expect("a frame");
    terminal.backend().to_string()
}

/// The screen as one line: what was broken between words is whole again.
pub(super) fn flat(screen: &str) -> String {
    screen.split(|c: char| c == '"' || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn shot(name: &str, lang: Lang, size: (u16, u16), keys: &str) {
    let mut desk = Desk::new(size, lang);
    desk.keys(keys);
    kept(name, &desk, size);
}

/// Holds what is on screen against the picture of that name.
pub(super) fn kept(name: &str, desk: &Desk, size: (u16, u16)) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, draw(desk, size));
    });
}

#[test]
fn the_day_at_80_by_24_in_dutch() {
    shot("day-80x24-nl", Lang::Nl, (80, 24), "space down space");
}

#[test]
fn the_day_at_80_by_24_in_english() {
    shot("day-80x24-en", Lang::En, (80, 24), "space down space");
}

#[test]
fn the_day_at_60_by_16() {
    shot("day-60x16-nl", Lang::Nl, (60, 16), "");
}

#[test]
fn the_day_at_120_by_40_shows_list_and_detail_side_by_side() {
    shot("day-120x40-nl", Lang::Nl, (120, 40), "down");
}

#[test]
fn people_whom_the_administration_does_not_have_yet_or_still_has() {
    let typed = ["4", "space", "W", "o", "l"].join(" ").to_lowercase();
    shot("corridor-80x24-nl", Lang::Nl, (80, 24), &format!("i {typed} enter end z x home z c 4 5 enter"));
    shot("corridor-60x16-en", Lang::En, (60, 16), &format!("i {typed} enter home z x"));
}

#[test]
fn the_handover_with_an_item_about_a_person_and_one_about_the_wing() {
    shot("handover-80x24-nl", Lang::Nl, (80, 24), "0 2 o enter g o i d i c h t enter");
}

#[test]
fn all_actions_with_what_was_typed() {
    shot("actions-80x24-nl", Lang::Nl, (80, 24), ": v e r l");
    shot("actions-60x16-en", Lang::En, (60, 16), ": n o t e");
}

#[test]
fn the_list_of_reasons_at_80_by_24() {
    shot("reasons-80x24-nl", Lang::Nl, (80, 24), "a");
}

#[test]
fn the_list_of_steps_at_80_by_24() {
    shot("steps-80x24-nl", Lang::Nl, (80, 24), "down right z");
}

#[test]
fn the_page_of_a_person_with_what_was_written_for_their_leave() {
    shot("person-80x24-nl", Lang::Nl, (80, 24), "down enter");
}

#[test]
fn conflicts_side_by_side_at_80_by_24() {
    shot("conflicts-80x24-nl", Lang::Nl, (80, 24), "g y down down down down");
}

#[test]
fn the_help_at_80_by_24() {
    shot("help-80x24-nl", Lang::Nl, (80, 24), "f1");
}

#[test]
fn a_wing_of_which_nothing_is_here_is_not_said_to_be_empty() {
    let mut desk = Desk::new((80, 24), Lang::Nl);
    desk.records.clear();
    desk.keys("+ g d");
    let screen = draw(&desk, (80, 24));
    assert!(
        screen.contains("Nog geen gegevens") && !screen.contains("niemand") && !screen.contains("0 = 0"),
        "{screen}"
    );
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let desk = Desk::new((59, 15), Lang::Nl);
    assert!(draw(&desk, (59, 15)).contains("Venster te klein"));
}

#[test]
fn hidden_names_are_nowhere() {
    let mut desk = Desk::new((120, 40), Lang::Nl);
    desk.keys(".");
    let screen = draw(&desk, (120, 40));
    for name in ["Bakker", "Aydın", "Berg", "Nguyễn"] {
        assert!(!screen.contains(name), "{name} in\n{screen}");
    }
}

#[test]
fn names_are_cut_by_what_a_reader_sees_as_a_letter() {
    let desk = Desk::new((80, 24), Lang::Nl);
    let screen = draw(&desk, (80, 24));
    let line = screen.lines().find(|line| line.contains(" 30 ")).expect("cell 30");
    assert!(line.contains("Nguyễn-van de") && line.contains('~'), "{line}");
}

/// What stands on the line of cell 01 from the bar on, and what is written of a name, at this size.
fn line_with(surname: &str, size: (u16, u16)) -> (String, String) {
    let mut desk = Desk::new(size, Lang::Nl);
    for record in &mut desk.records {
        if let Record::Detainee(detainee) = record
            && detainee.cell.number == Some(1)
        {
            detainee.surname = SafeText::line(surname);
            detainee.prefix = None;
        }
    }
    desk.keys("down up + g d");
    let look = desk.look();
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a terminal");
    terminal.draw(|frame| view(&desk.model, &look, frame)).expect("a frame");
    let buffer = terminal.backend().buffer();
    let cells = |from: u16, to: u16| (from..to).map(|x| buffer[(x, 3)].symbol()).collect::<String>();
    let bar = (0..size.0).find(|x| buffer[(*x, 2)].symbol() == "0").expect("07 over the bar");
    (cells(bar, size.0.min(80)), cells(5, bar))
}

#[test]
fn every_name_leaves_the_rest_of_its_line_where_it_is() {
    let longest = "Wolfeschlegelsteinhausenbergerdorff".repeat(6).chars().take(196).collect::<String>();
    for size in [(60, 16), (80, 24), (120, 40)] {
        let (plain, _) = line_with("Aydin", size);
        for name in ["Wáng", "Wa\u{301}ng", "Şahin", "Đỗ", "王小明", "Ng\u{303}i\u{302}\u{301}", &longest] {
            let (rest, written) = line_with(name, size);
            assert_eq!(rest, plain, "{name} at {size:?}");
            assert!(written.starts_with(&name.chars().take(1).collect::<String>()), "{written}");
        }
        assert!(line_with(&longest, size).1.contains('~'), "what is cut says so");
    }
}

/// Counts the bytes that pass.
#[derive(Clone, Default)]
struct Bytes(Rc<Cell<usize>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that counts what it is sent.
struct Counting {
    terminal: Terminal<CrosstermBackend<Bytes>>,
    bytes: Bytes,
}

impl Counting {
    fn new((columns, rows): (u16, u16)) -> Self {
        let bytes = Bytes::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = CrosstermBackend::new(bytes.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport }).expect("a terminal");
        Self { terminal, bytes }
    }

    /// Bytes of the next frame.
    fn frame(&mut self, desk: &Desk) -> usize {
        let before = self.bytes.0.get();
        let look = desk.look();
        self.terminal.draw(|frame| view(&desk.model, &look, frame)).expect("a frame");
        self.bytes.0.get() - before
    }
}

/// The same words in ratatui's own widgets: a table with its highlight, and paragraphs around it.
fn bare(frame: &mut Frame<'_>, lines: &[String], chosen: usize) {
    const LIST: std::ops::Range<usize> = 3..17;
    let text = |range: std::ops::Range<usize>| lines.iter().take(range.end).skip(range.start).cloned();
    let rows = text(LIST).map(|line| Row::new([line.chars().skip(1).collect::<String>()]));
    let table = Table::new(rows, [Constraint::Fill(1)])
        .highlight_symbol(">")
        .highlight_spacing(HighlightSpacing::Always)
        .row_highlight_style(Modifier::BOLD);
    let mut state = TableState::new().with_selected(chosen);
    let [above, list, below] =
        Layout::vertical([Constraint::Length(3), Constraint::Length(14), Constraint::Fill(1)]).areas(frame.area());
    frame.render_widget(Paragraph::new(text(0..3).collect::<Vec<_>>().join("\n")), above);
    frame.render_stateful_widget(table, list, &mut state);
    frame.render_widget(Paragraph::new(text(17..24).collect::<Vec<_>>().join("\n")), below);
}

#[test]
fn a_move_costs_no_more_than_in_a_bare_table_with_the_same_words() {
    let mut desk = Desk::new((80, 24), Lang::Nl);
    let (mut own, mut other) = (Counting::new((80, 24)), Counting::new((80, 24)));
    let (mut sum, mut bare_sum) = (0, 0);
    for chosen in 0..14 {
        let (bytes, before) = (own.frame(&desk), other.bytes.0.get());
        let lines: Vec<String> =
            draw(&desk, (80, 24)).lines().map(|line| line.trim_matches('"').trim_end().to_owned()).collect();
        other.terminal.draw(|frame| bare(frame, &lines, chosen)).expect("a frame");
        // The first frame is everything.
        if chosen > 0 {
            sum += bytes;
            bare_sum += other.bytes.0.get() - before;
        }
        desk.keys("down");
    }
    assert!(sum * 5 <= bare_sum * 6, "{sum} bytes, {bare_sum} in a bare table");
}

#[test]
fn frames_stay_inside_their_byte_budgets_at_80_by_24() {
    let mut desk = Desk::new((80, 24), Lang::Nl);
    let mut screen = Counting::new((80, 24));
    let first = screen.frame(&desk);
    assert!(first <= 4_500, "the first frame takes {first} bytes");
    let mut budget = |keys: &str, most: usize| {
        desk.keys(keys);
        let bytes = screen.frame(&desk);
        assert!(bytes <= most, "{keys} takes {bytes} bytes, more than {most}");
        bytes
    };
    // Lines without and with much in the panel.
    let moves: Vec<_> = (0..10).map(|_| budget("down", 600)).collect();
    let mean = moves.iter().sum::<usize>() / moves.len();
    assert!(mean <= 256, "a move takes {mean} bytes: {moves:?}");
    budget("pgdn", 1_500);
    budget("home", 1_500);
    budget("a", 1_200);
    budget("esc", 1_200);
    budget("f", 1_500);
    budget("b", 1_500);
}
