//! A shift that is recorded: the real program in a terminal, marks and long notes with and without a hub, a kill in between.

use std::path::Path;

use super::trace::{Op, Trace, Tracing};
use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::marks::{PEOPLE, SIZE, SYNC_NOW};
use crate::harness::terminal::Terminal;

/// What a frame ends with: until then a terminal shows the frame before it.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
/// What stands behind the number of actions that wait.
const WAITING: &str = " nog te verzenden";
/// Letters in a long note: as many as the line takes, of four bytes each, so that a frame spans pages.
const NOTE_LETTERS: usize = 2_000;
/// Long notes: enough to fill a segment of the journal.
const NOTES: u64 = 130;
/// Marks, and undoing them, in each part of the shift.
const MARKS: u64 = 8;
/// F2 and F8.
const NOTE: &str = "\x1bOQ";
const UNDO: &str = "\x1b[19~";

/// How many actions the screen says wait for the hub.
pub(crate) fn waiting(screen: &str) -> Option<u64> {
    let before = screen.split_once(WAITING)?.0;
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// Everything is sent, and the hub has answered.
fn is_settled(screen: &str) -> bool {
    waiting(screen).is_none() && screen.contains("verzonden")
}

/// Records a shift and gives the number of actions in it.
pub(crate) fn record(place: &Path, home: &Path, log: &Path) -> u64 {
    let mut hub = Hub::with_facility(place);
    let tracing = Tracing::begin(place, home, log);
    hub.sign_in_with(home, "MdV", &hub.url(), &tracing.environment());
    let start = || Terminal::start_with(home, SIZE, &[], &tracing.environment());

    let mut terminal = start();
    terminal.wait_for("the day of the wing", |screen| screen.contains("Aydın, M.") && is_settled(screen));
    hub.kill();
    let mut saved = 0;
    marks(&mut terminal, &mut saved, |saved, screen| waiting(screen) == Some(saved));
    let note: String = std::iter::repeat_n('𠀀', NOTE_LETTERS).collect();
    for _ in 0..NOTES {
        terminal.keys(&format!("{NOTE}\x1b[200~{note}\x1b[201~\r"));
        saved += 1;
        terminal.wait_for("a note that is saved", |screen| waiting(screen) == Some(saved));
    }
    // The kill comes while some of these are on their way.
    terminal.keys("01 02 03 ");
    terminal.wait_for("the first of them", |screen| waiting(screen) > Some(saved));
    terminal.kill();

    let mut terminal = start();
    // The day may come after the number: a key before it is about nobody.
    let is_there = |screen: &str| screen.contains("Aydın, M.") && waiting(screen) > Some(saved);
    let screen = terminal.wait_for("what was saved before", is_there);
    saved = waiting(&screen).expect("a number");
    marks(&mut terminal, &mut saved, |saved, screen| waiting(screen) == Some(saved));
    hub.start();
    // The officer need not wait for the next try.
    terminal.keys(SYNC_NOW);
    terminal.wait_for("all sent", is_settled);
    marks(&mut terminal, &mut saved, |_, screen| is_settled(screen));
    hub.kill();
    terminal.wait_for("no hub, and nothing to send", |screen| screen.contains("geen netwerk") && is_settled(screen));
    tracing.settled(saved);
    let sent = saved;
    marks(&mut terminal, &mut saved, |saved, screen| waiting(screen) == Some(saved - sent));
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
    saved
}

/// Marks somebody, takes it back, and so on; each is saved, and as wanted, before the next.
fn marks(terminal: &mut Terminal, saved: &mut u64, wanted: impl Fn(u64, &str) -> bool) {
    for person in PEOPLE.iter().cycle().take(usize::try_from(MARKS / 2).expect("few")) {
        let cell: String = person.chars().take(2).collect();
        for (keys, notice) in [(format!("{cell} "), *person), (UNDO.to_owned(), "Ongedaan gemaakt.")] {
            terminal.keys(&keys);
            *saved += 1;
            let saved = *saved;
            terminal.wait_for(&format!("«{notice}»"), |screen| screen.contains(notice) && wanted(saved, screen));
        }
    }
}

/// For every moment of a record, from before the first thing that happened: how many actions the screen has shown as saved.
/// Only whole frames count.
pub(crate) fn shown_as_saved(trace: &Trace) -> Vec<u64> {
    let mut parser = vt100::Parser::new(
        std::num::NonZeroU16::new(SIZE.1).expect("rows"),
        std::num::NonZeroU16::new(SIZE.0).expect("columns"),
        0,
    );
    let (mut settled, mut saved) = (0, 0);
    let mut all = vec![0];
    for op in &trace.ops {
        match op {
            Op::Screen(bytes) => {
                parser.process(bytes);
                if bytes.ends_with(END_OF_FRAME)
                    && let Some(waiting) = waiting(&parser.screen().contents())
                {
                    saved = saved.max(settled + waiting);
                }
            }
            Op::Settled(actions) => {
                settled = *actions;
                saved = saved.max(settled);
            }
            _ => {}
        }
        all.push(saved);
    }
    all
}
