//! What is typed, read by the thread that draws: a key wakes nobody else on its way to the screen.
//!
//! Each read follows a look whether there is something to read, so that it never waits; a terminal that hangs up is seen by the same look.

use std::collections::VecDeque;
use std::io::{self, Stdin, stdin};
use std::time::Duration;

use ratatui::style::Color;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};
use termina::escape::osc::{ColorOrQuery, DynamicColorNumber, Osc};
use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers};
use termina::{Event, Parser};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::time::{Instant, sleep_until};

use crate::tui::key::{Code, Key, Named};

/// Bytes of one read.
const READ_BYTES: usize = 4096;
/// How long the byte of Esc may be the beginning of something longer.
const ESC_ALONE: Duration = Duration::from_millis(20);
/// How long a key or an answer takes at most to arrive, on the slowest line. What is not whole by then is none, and holds up no key
/// behind it: Alt+] begins like an answer.
const WHOLE: Duration = Duration::from_millis(500);
/// Longest text that is pasted, in bytes; what is behind it is dropped. No field takes more.
const MAX_PASTE_BYTES: usize = 256 * 1024;
/// What is before a pasted text, and behind it.
const PASTE_BEGINS: [u8; 6] = *b"\x1b[200~";
const PASTE_ENDS: [u8; 6] = *b"\x1b[201~";

/// What somebody typed, or the terminal answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A key that a keymap can name, and its letter as typed.
    Key(Key, Option<char>),
    /// A text that was pasted.
    Paste(String),
    /// The colour of the terminal's ground.
    Ground(Color),
}

/// The terminal's input.
pub(super) struct Input {
    terminal: AsyncFd<Stdin>,
    decoder: Decoder,
}

/// What there is to read.
enum Waiting {
    Bytes,
    Nothing,
    /// Nothing any more.
    Gone,
}

impl Input {
    /// The input of the terminal that the program was started at.
    #[expect(
        deprecated,
        reason = "stdin is the same descriptor until the end, which is all that the unsafe new name asks for"
    )]
    pub(super) fn open() -> io::Result<Self> {
        let terminal = AsyncFd::with_interest(stdin(), Interest::READABLE)?;
        Ok(Self { terminal, decoder: Decoder::default() })
    }

    /// The next key, text or answer; none once the terminal is gone. Nothing is lost when somebody stops waiting.
    pub(super) async fn next(&mut self) -> Option<Typed> {
        loop {
            if let Some(typed) = self.decoder.typed.pop_front() {
                return Some(typed);
            }
            let whole_at = self.decoder.alone_until;
            tokio::select! {
                biased;
                ready = self.terminal.readable() => {
                    let mut ready = ready.ok()?;
                    match waiting(ready.get_inner()) {
                        Waiting::Bytes => read_into(ready.get_inner(), &mut self.decoder)?,
                        Waiting::Nothing => ready.clear_ready(),
                        Waiting::Gone => return None,
                    }
                }
                () = sleep_until(whole_at.unwrap_or_else(Instant::now)), if whole_at.is_some() => self.decoder.alone(),
            }
        }
    }
}

fn waiting(terminal: &Stdin) -> Waiting {
    let mut watched = [PollFd::new(terminal, PollFlags::IN)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    match poll(&mut watched, Some(&now)) {
        Ok(0) | Err(Errno::INTR) => return Waiting::Nothing,
        Ok(_) => {}
        Err(_) => return Waiting::Gone,
    }
    let [watched] = watched;
    if watched.revents() == PollFlags::IN { Waiting::Bytes } else { Waiting::Gone }
}

/// Reads once; none when there will never be more.
fn read_into(terminal: &Stdin, decoder: &mut Decoder) -> Option<()> {
    let mut bytes = [0; READ_BYTES];
    match read(terminal, &mut bytes) {
        Ok(0) => None,
        Ok(count) => {
            decoder.feed(bytes.get(..count).unwrap_or_default(), Instant::now());
            Some(())
        }
        Err(Errno::INTR | Errno::AGAIN) => Some(()),
        Err(_) => None,
    }
}

/// Makes keys of bytes, however they are cut.
#[derive(Debug, Default)]
struct Decoder {
    parser: Parser,
    /// When something began that is not whole yet.
    began: Option<Instant>,
    /// The last byte was that of Esc: until then it may be the beginning of something longer.
    alone_until: Option<Instant>,
    /// The last bytes.
    tail: [u8; PASTE_BEGINS.len()],
    /// The text that is being pasted.
    paste: Option<Vec<u8>>,
    typed: VecDeque<Typed>,
}

impl Decoder {
    fn feed(&mut self, bytes: &[u8], now: Instant) {
        if self.began.is_some_and(|began| now > began + WHOLE) {
            self.forget();
        }
        for byte in bytes {
            self.tail.rotate_left(1);
            let [.., last] = &mut self.tail;
            *last = *byte;
            if self.paste.is_some() {
                self.pasted(*byte);
            } else {
                self.pressed(*byte, now);
            }
        }
        let is_alone = self.began.is_some() && bytes.last() == Some(&b'\x1b');
        self.alone_until = is_alone.then(|| now + ESC_ALONE);
    }

    /// What began is nothing.
    fn forget(&mut self) {
        (self.parser, self.began) = (Parser::default(), None);
    }

    fn pressed(&mut self, byte: u8, now: Instant) {
        if self.tail == PASTE_BEGINS {
            self.paste = Some(Vec::new());
            self.forget();
            return;
        }
        self.parser.parse(&[byte], true);
        self.began = self.began.or(Some(now));
        self.take();
    }

    fn pasted(&mut self, byte: u8) {
        let Some(text) = &mut self.paste else { return };
        if text.len() < MAX_PASTE_BYTES {
            text.push(byte);
        }
        if self.tail == PASTE_ENDS {
            let text = self.paste.take().unwrap_or_default();
            let text = text.strip_suffix(&PASTE_ENDS).unwrap_or(&text);
            self.typed.push_back(Typed::Paste(String::from_utf8_lossy(text).into_owned()));
        }
    }

    /// Nothing came behind the byte of Esc: it was the key.
    fn alone(&mut self) {
        self.alone_until = None;
        self.parser.parse(&[], false);
        self.take();
    }

    /// What is whole.
    fn take(&mut self) {
        while let Some(event) = self.parser.pop() {
            self.began = None;
            self.typed.extend(typed(event));
        }
    }
}

fn typed(event: Event) -> Option<Typed> {
    match event {
        Event::Key(pressed) => Some(Typed::Key(key(&pressed)?, letter(&pressed))),
        Event::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colours)) => {
            let Some(ColorOrQuery::Color(colour)) = colours.into_iter().next() else { return None };
            Some(Typed::Ground(Color::Rgb(colour.red, colour.green, colour.blue)))
        }
        _ => None,
    }
}

/// The key; none for releases and for keys that no keymap can name.
fn key(pressed: &KeyEvent) -> Option<Key> {
    if pressed.kind == KeyEventKind::Release || pressed.modifiers.contains(Modifiers::ALT) {
        return None;
    }
    let named = match pressed.code {
        // Typed text keeps its case elsewhere; what a key means does not depend on Caps Lock.
        KeyCode::Char(c) => {
            let code = Code::Char(c.to_lowercase().next().unwrap_or(c));
            return Some(Key { code, ctrl: pressed.modifiers.contains(Modifiers::CONTROL) });
        }
        KeyCode::Function(number) => {
            return Some(Key { code: Code::F(number), ctrl: pressed.modifiers.contains(Modifiers::CONTROL) });
        }
        KeyCode::Enter => Named::Enter,
        KeyCode::Escape => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        _ => return None,
    };
    Some(Key { code: Code::Named(named), ctrl: pressed.modifiers.contains(Modifiers::CONTROL) })
}

/// The letter as typed, for text.
fn letter(pressed: &KeyEvent) -> Option<char> {
    match pressed.code {
        KeyCode::Char(c) if !pressed.modifiers.intersects(Modifiers::CONTROL | Modifiers::ALT) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(name: &str) -> Typed {
        Typed::Key(Key::parse(name).expect("a key"), None)
    }

    fn letters(text: &str) -> Vec<Typed> {
        let key = |c: char| Key { code: Code::Char(c.to_ascii_lowercase()), ctrl: false };
        text.chars().map(|c| Typed::Key(key(c), Some(c))).collect()
    }

    /// What is made of these pieces, each so long after the one before; nothing comes after the last one.
    fn read_in_pieces(pieces: &[(&[u8], Duration)]) -> Vec<Typed> {
        let (mut decoder, mut now) = (Decoder::default(), Instant::now());
        for (bytes, after) in pieces {
            now += *after;
            if decoder.alone_until.is_some_and(|until| until <= now) {
                decoder.alone();
            }
            decoder.feed(bytes, now);
        }
        if decoder.alone_until.is_some() {
            decoder.alone();
        }
        decoder.typed.into()
    }

    fn read_at_once(bytes: &[u8]) -> Vec<Typed> {
        read_in_pieces(&[(bytes, Duration::ZERO)])
    }

    #[test]
    fn keys_are_what_keymaps_call_them_however_their_bytes_are_cut() {
        for (bytes, names) in [
            (&b"\x1b[A\x1b[B"[..], &["up", "down"][..]),
            (b"\x1bOP\x1b[15~\x1b[24~", &["f1", "f5", "f12"]),
            (b"\x1b[5~\x1b[6~\x1b[H\x1b[F\x1b[3~", &["pgup", "pgdn", "home", "end", "delete"]),
            (b"\r\t\x7f\x0c\x1b[1;5C", &["enter", "tab", "backspace", "ctrl-l", "ctrl-right"]),
            (b"\x1b", &["esc"]),
        ] {
            let expected: Vec<_> = names.iter().map(|name| named(name)).collect();
            assert_eq!(read_at_once(bytes), expected, "{names:?}");
            let cut: Vec<_> = bytes.chunks(1).map(|byte| (byte, Duration::from_millis(1))).collect();
            assert_eq!(read_in_pieces(&cut), expected, "{names:?} byte by byte");
        }
        assert_eq!(read_at_once("aŞ".as_bytes()).len(), 2);
        assert_eq!(read_at_once("A ".as_bytes()), letters("A "));
        // Nobody's key: Alt, a click, a window that comes to the front.
        assert_eq!(read_at_once(b"\x1bj\x1b[<0;3;4M\x1b[I"), []);
    }

    #[test]
    fn esc_alone_is_a_key_and_what_comes_later_another() {
        let later = Duration::from_millis(21);
        assert_eq!(
            read_in_pieces(&[(b"\x1b", Duration::ZERO), (b"j", later)]),
            [named("esc")].into_iter().chain(letters("j")).collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_ground_is_heard_and_none_of_its_letters_is_taken_for_a_key() {
        let slow = Duration::from_millis(30);
        for (answer, colour) in
            [("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", (255, 255, 255)), ("\x1b]11;rgb:0000/2b2b/3636\x07", (0, 0x2b, 0x36))]
        {
            let (red, green, blue) = colour;
            let ground = [Typed::Ground(Color::Rgb(red, green, blue))];
            assert_eq!(read_at_once(answer.as_bytes()), ground, "{answer:?}");
            let (head, tail) = answer.split_at(answer.len() - 1);
            let pieces = [(head.as_bytes(), Duration::ZERO), (tail.as_bytes(), slow)];
            assert_eq!(read_in_pieces(&pieces), ground, "{answer:?} in pieces");
        }
        // The colour of the letters is another matter, and so is one that nobody can read.
        assert_eq!(read_at_once(b"\x1b]10;rgb:ffff/ffff/ffff\x07\x1b]11;rgb:x/y/z\x07"), []);
    }

    #[test]
    fn what_only_begins_like_an_answer_holds_up_no_key_for_long() {
        let later = WHOLE + Duration::from_millis(1);
        for begins in [&b"\x1b]"[..], b"\x1bP", b"\x1b[?", b"\xc3"] {
            assert_eq!(read_in_pieces(&[(begins, Duration::ZERO), (b"j", later)]), letters("j"), "{begins:?}");
        }
    }

    #[test]
    fn a_pasted_text_is_text_also_when_it_comes_slowly_or_is_far_too_long() {
        let slow = Duration::from_secs(3);
        let text = "cel 12\n\x1b[A\x03 g q";
        let pieces =
            [(&b"\x1b[20"[..], Duration::ZERO), (b"0~cel 12\n\x1b[A", Duration::ZERO), (b"\x03 g q\x1b[201~", slow)];
        assert_eq!(read_in_pieces(&pieces), [Typed::Paste(text.to_owned())]);
        let long = [b"\x1b[200~".to_vec(), vec![b'q'; 2 * MAX_PASTE_BYTES], b"\x1b[201~j".to_vec()].concat();
        let read = read_at_once(&long);
        assert!(matches!(read.first(), Some(Typed::Paste(text)) if text.len() == MAX_PASTE_BYTES));
        assert_eq!(read.get(1..), Some(letters("j").as_slice()));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall_over_or_deaf(
            pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..20),
            escapes in proptest::collection::vec("\x1b[\\[\\]P?O<>]{0,3}[0-9;:mMuRy~]{0,9}", 0..10),
        ) {
            let mut all: Vec<_> = pieces.iter().map(|piece| (piece.as_slice(), Duration::ZERO)).collect();
            all.extend(escapes.iter().map(|piece| (piece.as_bytes(), Duration::from_millis(1))));
            // A text that was being pasted ends, then somebody waits and types.
            all.push((&PASTE_ENDS, Duration::ZERO));
            all.push((b"j", WHOLE + ESC_ALONE));
            let last = read_in_pieces(&all).pop();
            prop_assert_eq!(last, letters("j").pop());
        }
    }
}
