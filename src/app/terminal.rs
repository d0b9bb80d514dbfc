//! The terminal guard: what is switched on is switched off again, on return, error, panic and signal.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write, stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, queue, style};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// One frame fits in this many bytes, so that it leaves in one write.
const FRAME_BYTES: usize = 64 * 1024;

/// Whether there is something to restore. The panic hook has no other way to know.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The screen, entered for as long as this value lives.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
    /// Enters the alternate screen in raw mode.
    pub(super) fn enter() -> io::Result<Self> {
        if !stdout().is_terminal() || !io::stdin().is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "not a terminal"));
        }
        // crossterm's own NO_COLOR resets bold and reverse too; the mono theme does it right.
        style::force_color_output(true);
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let mut out = stdout();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        out.flush()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, stdout()));
        Ok(Self { terminal: Terminal::new(backend)? })
    }

    /// Draws one frame: synchronized, and in one write.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(view)?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.terminal.backend_mut())
    }
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
        restore();
        let place = info.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(%place, "panic");
    }));
}
