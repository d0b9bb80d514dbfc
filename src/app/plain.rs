//! Lines to read and to type instead of a screen: nothing moves, nothing is drawn over, and a pipe will do.

use std::io::{self, Write, stdout};
use std::time::Duration;

use chrono::NaiveDate;
use tokio::io::{AsyncBufReadExt, BufReader, Lines, Stdin, stdin};
use tokio::time::{Instant, sleep_until};

use super::run::today;
use super::shell::Shell;
use super::signals::{Signals, Wanted};
use crate::domain::id::WingId;
use crate::text::{Id, SafeText};
use crate::tui::Context;
use crate::tui::plain::{self, Typed};

/// How long an answer is waited for before the next line is read; it is said whenever it comes.
const PATIENCE: Duration = Duration::from_secs(2);

/// Runs until the officer stops, the lines end, or the system says so.
pub(super) async fn run(shell: Shell<'_>) -> io::Result<()> {
    let mut front = Front {
        shell,
        lines: BufReader::new(stdin()).lines(),
        answer_until: None,
        said: None,
        day: None,
        ended: false,
    };
    let ended = front.until_the_end().await;
    front.shell.finish().await;
    match ended {
        // Who reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

struct Front<'a> {
    shell: Shell<'a>,
    lines: Lines<BufReader<Stdin>>,
    /// The answer to the last line is not said yet; not longer than this.
    answer_until: Option<Instant>,
    /// The notice that was said last.
    said: Option<SafeText>,
    /// The wing and the day whose heading was said.
    day: Option<(WingId, NaiveDate)>,
    /// There are no more lines.
    ended: bool,
}

impl Front<'_> {
    async fn until_the_end(&mut self) -> io::Result<()> {
        let mut signals = Signals::listen()?;
        self.shell.begin().await;
        self.answer_until = Some(Instant::now() + PATIENCE);
        say(&[self.shell.session.words.say(Id::PlainWelcome).as_str().to_owned()])?;
        while !self.shell.leaving {
            if self.shell.is_idle() {
                self.answer()?;
            }
            if self.ended && self.answer_until.is_none() {
                return Ok(());
            }
            let is_free = self.answer_until.is_none();
            let soon = Instant::now() + PATIENCE;
            let until = self.answer_until.filter(|_| !self.shell.model.is_filling()).unwrap_or(soon);
            tokio::select! {
                biased;
                wanted = signals.next() => match wanted {
                    Wanted::StepAside => super::signals::stop(),
                    Wanted::NewSize => {}
                    Wanted::End | Wanted::HungUp => self.shell.leaving = true,
                },
                () = self.shell.news() => {}
                line = self.lines.next_line(), if is_free && !self.ended => match line? {
                    Some(line) => self.typed(&line)?,
                    None => self.ended = true,
                },
                () = sleep_until(until), if !is_free => {}
            }
        }
        Ok(())
    }

    /// What came of the last line, once it is known.
    fn answer(&mut self) -> io::Result<()> {
        let notice = plain::notice(&self.shell.model).cloned();
        if notice != self.said {
            self.said.clone_from(&notice);
            if let Some(notice) = notice {
                say(&[notice.as_str().to_owned()])?;
            }
        }
        let today = today(self.shell.session.clock);
        let Some(until) = self.answer_until else { return Ok(()) };
        let patient = self.shell.model.is_filling() || Instant::now() < until;
        if self.shell.is_waiting() && patient {
            return Ok(());
        }
        self.answer_until = None;
        let shown = self.shell.model.wanted(today);
        if self.day != shown {
            self.day = shown;
            say(&plain::heading(&self.shell.model, &self.shell.look()))?;
        }
        say(&plain::page(&self.shell.model, &self.shell.look()))?;
        prompt()
    }

    fn typed(&mut self, line: &str) -> io::Result<()> {
        let (model, look) = (&self.shell.model, self.shell.look());
        let words = &self.shell.session.words;
        let context = Context { now: self.shell.session.clock.now(), looks: &self.shell.looks, words };
        let lines = match plain::read(model, line, &context) {
            Typed::Do(messages) => {
                // What is said next is the answer to this line, also when it is the same as before.
                self.said = None;
                self.answer_until = Some(Instant::now() + PATIENCE);
                for msg in messages {
                    self.shell.take(msg);
                }
                return Ok(());
            }
            Typed::Again => [plain::heading(model, &look), plain::page(model, &look)].concat(),
            Typed::List => plain::list(model, &look),
            Typed::Actions => plain::actions(model, &look),
            Typed::Unknown(alike) => plain::unknown(line, &alike, model, &look),
        };
        say(&lines)?;
        prompt()
    }
}

fn say(lines: &[String]) -> io::Result<()> {
    let mut out = stdout().lock();
    for line in lines {
        writeln!(out, "{}", line.trim())?;
    }
    out.flush()
}

fn prompt() -> io::Result<()> {
    let mut out = stdout().lock();
    write!(out, "> ")?;
    out.flush()
}
