//! The program as an officer meets it: how fast the day is there, and how fast a key is answered.

use std::fs;
use std::path::Path;

use crate::harness;
use crate::harness::terminal::Terminal;
use crate::measure::{at, report, say, timed};

const SIZE: (u16, u16) = (80, 24);
/// How often a start is measured.
const STARTS: usize = 15;
/// How often a key is measured.
const KEYS: usize = 500;
/// Lines that the cursor walks up and down: fewer than a page.
const LINES: usize = 14;
/// Appointments of the peer.
const APPOINTMENTS: usize = 400;

/// A name on the first line of the day.
pub(crate) fn first_name(home: &Path) -> String {
    let terminal = Terminal::start(home, SIZE, &[]);
    let screen = terminal.wait_text(">01");
    let line = screen.lines().find(|line| line.starts_with(">01")).expect("the first line");
    line.split_whitespace().nth(1).expect("a name").to_owned()
}

/// Start to the day on screen, from a warm cache, with the hub away; beside calcurse with 400 appointments.
pub(crate) fn start(home: &Path, name: &str) {
    let appointments = home.join(".local/share/calcurse");
    fs::create_dir_all(&appointments).expect("a folder");
    let lines = (0..APPOINTMENTS).map(|number| {
        let (day, hour) = (1 + number % 28, 8 + number % 9);
        format!("11/{day:02}/2026 @ {hour:02}:00 -> 11/{day:02}/2026 @ {hour:02}:50 |appointment {number}\n")
    });
    fs::write(appointments.join("apts"), lines.collect::<String>()).expect("appointments");
    let calcurse = ["/usr/bin/calcurse", "/usr/games/calcurse"].into_iter().find(|path| Path::new(path).exists());
    let (mut own, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let (time, mut terminal) = timed(|| {
            let terminal = Terminal::start(home, SIZE, &[]);
            terminal.wait_text(name);
            terminal
        });
        own.push(time);
        terminal.keys("qj");
        terminal.wait_exit(harness::DEADLINE);
        if let Some(calcurse) = calcurse {
            let (time, mut terminal) = timed(|| {
                let terminal = Terminal::run(calcurse, home, SIZE, &[], &[]);
                terminal.wait_text("Calendar");
                terminal
            });
            peer.push(time);
            terminal.kill();
        }
    }
    let peer = calcurse.map(|_| ("calcurse, 400 appointments", peer));
    let missing = if peer.is_none() { " (no calcurse here)" } else { "" };
    report(&format!("start to the day, 20,000 rows, p50{missing}"), own, peer);
}

/// A key to the screen that it changes, the bytes that it costs, and the memory that the program holds by then.
pub(crate) fn key(home: &Path, name: &str) {
    let mut terminal = Terminal::start(home, SIZE, &[]);
    terminal.wait_text(name);
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for cell in (2..=LINES).chain((1..LINES).rev()).cycle().take(KEYS) {
        let wanted = format!(">{cell:02}");
        let before = terminal.received();
        let down = times.len() % (2 * (LINES - 1)) < LINES - 1;
        let (time, ()) = timed(|| {
            terminal.keys(if down { "\x1b[B" } else { "\x1b[A" });
            terminal.wait_for("the next line", |screen| screen.contains(&wanted));
        });
        times.push(time);
        bytes.push(terminal.received() - before);
    }
    bytes.sort_unstable();
    report("a key to its line on screen, p50", times.clone(), None);
    report("a key to its line on screen, p99", vec![at(&mut times, 99)], None);
    say("a key at 80x24, p50", &format!("{} B", bytes.get(KEYS / 2).copied().unwrap_or_default()), "400 B", "-");
    let status = fs::read_to_string(format!("/proc/{}/status", terminal.pid())).unwrap_or_default();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).map_or("?", str::trim);
    say("memory with 20,000 rows", memory, "30 MB", "-");
}
