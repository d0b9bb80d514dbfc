//! The terminal guard: what is switched on is switched off again, on return, error, panic and signal.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write, stdout};
use std::panic;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, queue, style};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;

use super::bridge::Bridged;

/// Room for a frame, in bytes; a larger one still leaves in one write.
const FRAME_BYTES: usize = 16 * 1024;

/// Holds a frame until it is whole: the backend flushes after each of its steps, and each flush would be a write.
#[derive(Clone)]
struct Held(Rc<RefCell<Vec<u8>>>);

impl Held {
    /// Sends what is held, in one write.
    fn release(&self) -> io::Result<()> {
        let mut held = self.0.borrow_mut();
        let mut out = stdout().lock();
        let sent = out.write_all(&held).and_then(|()| out.flush());
        held.clear();
        sent
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether there is something to restore. The panic hook has no other way to know.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The screen, entered for as long as this value lives.
pub(super) struct Screen {
    terminal: Terminal<Bridged<CrosstermBackend<Held>>>,
    held: Held,
}

impl Screen {
    /// Enters the alternate screen in raw mode.
    pub(super) fn enter() -> io::Result<Self> {
        if !stdout().is_terminal() || !io::stdin().is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "not a terminal"));
        }
        // crossterm's own NO_COLOR resets bold and reverse too; the mono theme does it right.
        style::force_color_output(true);
        switch_on()?;
        let held = Held(Rc::new(RefCell::new(Vec::with_capacity(FRAME_BYTES))));
        Ok(Self { terminal: blank(&held)?, held })
    }

    /// Gives the terminal back while this is done, and takes it again: everything is drawn anew, whatever stands there by then.
    pub(super) fn aside(&mut self, meanwhile: impl FnOnce()) -> io::Result<()> {
        restore();
        meanwhile();
        switch_on()?;
        self.terminal = blank(&self.held)?;
        Ok(())
    }

    /// Asks the terminal something with the next frame: the answer comes when it comes, or never.
    pub(super) fn ask(&self, question: &[u8]) {
        self.held.0.borrow_mut().extend_from_slice(question);
    }

    /// Draws one frame: synchronized, and in one write.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut().inner_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(view)?;
        queue!(self.terminal.backend_mut().inner_mut(), EndSynchronizedUpdate)?;
        self.held.release()
    }
}

/// A screen with nothing on it yet.
fn blank(held: &Held) -> io::Result<Terminal<Bridged<CrosstermBackend<Held>>>> {
    Terminal::new(Bridged::new(CrosstermBackend::new(held.clone()), window))
}

/// The size of the window, of the terminal that is written to. Each frame asks for it twice; the library opens a file each time.
fn window() -> Option<Size> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    Some(Size::new(size.ws_col, size.ws_row)).filter(|size| size.width > 0 && size.height > 0)
}

/// The size of the window, in columns and rows.
///
/// # Errors
/// When no terminal says it.
pub(super) fn size() -> io::Result<(u16, u16)> {
    window().map_or_else(crossterm::terminal::size, |size| Ok((size.width, size.height)))
}

fn switch_on() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let mut out = stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    out.flush()
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was. Once is enough, twice does no harm.
pub(super) fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    // Whoever restores a dead terminal can do no more than try.
    let _tried = queue!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _sent = out.flush();
    let _cooked = disable_raw_mode();
}

/// The terminal is gone: nothing more is written to it.
pub(super) fn abandon() {
    ENTERED.store(false, Ordering::SeqCst);
}

/// A panic restores the terminal and is logged by its place alone: its message may hold personal data.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        // The desk catches the cache's panics and goes on: its screen is still in use.
        if std::thread::current().name() != Some("desk") {
            restore();
        }
        let place = info.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(%place, "panic");
    }));
}
