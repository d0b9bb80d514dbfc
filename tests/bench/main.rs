//! What the program promises, measured beside a bound or a peer in the same run. Figures to read, not tests that can fail:
//! what a machine does in a millisecond is its own affair.

#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../it/harness/mod.rs"]
mod harness;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use harness::hub::Hub;
use harness::terminal::Terminal;
use harness::vleugel;
use uuid::Uuid;
use vleugel::domain::id::DeviceId;
use vleugel::journal::{DeviceFolder, Journal};

const SIZE: (u16, u16) = (80, 24);
/// How often a start is measured.
const STARTS: usize = 15;
/// How often a saved mark is measured.
const MARKS: u64 = 400;
/// Bytes of a mark as the wire writes it.
const MARK_BYTES: usize = 330;
/// How often a key is measured.
const KEYS: usize = 500;
/// Lines that the cursor walks up and down: fewer than a page.
const LINES: usize = 14;
/// Appointments of the peer.
const APPOINTMENTS: usize = 400;

fn main() {
    // `cargo test --benches` passes --test: nothing to measure then.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    say("figure", "this", "bound or peer", "ratio");
    saving(folder.path());
    first_sync(&folder.path().join("small"), 3_000);
    let large = first_sync(&folder.path().join("large"), 20_000);
    let name = first_name(&large);
    start(&large, &name);
    key(&large, &name);
}

#[expect(clippy::print_stdout, reason = "a benchmark speaks")]
fn say(figure: &str, this: &str, peer: &str, ratio: &str) {
    println!("{figure:<44} {this:>12} {peer:>38} {ratio:>8}");
}

fn report(figure: &str, mut this: Vec<Duration>, peer: Option<(&str, Vec<Duration>)>) {
    let text = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
    let own = at(&mut this, 50);
    match peer {
        Some((name, mut times)) => {
            let other = at(&mut times, 50);
            let ratio = own.as_secs_f64() / other.as_secs_f64().max(f64::EPSILON);
            say(figure, &text(own), &format!("{name} {}", text(other)), &format!("{ratio:.2}"));
        }
        None => say(figure, &text(own), "-", "-"),
    }
}

/// The time below which this many of a hundred lie.
fn at(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times.get((times.len() * percent / 100).min(last)).copied().unwrap_or_default()
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let result = work();
    (began.elapsed(), result)
}

/// Saving a mark, beside the least that any program could do.
fn saving(folder: &Path) {
    let path = folder.join("journal");
    fs::create_dir(&path)
        .and_then(|()| fs::set_permissions(&path, fs::Permissions::from_mode(0o700)))
        .expect("a folder");
    let device = DeviceFolder::open(&path, || DeviceId(Uuid::from_u128(1))).expect("a device folder");
    let (mut journal, _) = Journal::open(device).expect("a journal");
    let mut bare: File = OpenOptions::new().append(true).create(true).open(folder.join("bare")).expect("a file");
    let body = vec![b'x'; MARK_BYTES];
    let (mut own, mut least) = (Vec::new(), Vec::new());
    // In turns, so that both meet the same moods of the disk.
    for number in 1..=MARKS {
        own.push(timed(|| journal.append_action(number, &body).expect("saved")).0);
        least.push(timed(|| bare.write_all(&body).and_then(|()| bare.sync_data()).expect("written")).0);
    }
    report("saving a mark, p50", own, Some(("append + fdatasync", least)));
}

/// The first sync of a wing with this many rows; gives the home folder that has it.
fn first_sync(folder: &Path, rows: u32) -> PathBuf {
    fs::create_dir(folder).expect("a folder");
    let home = folder.join("officer");
    let mut hub = Hub::new(folder);
    hub.command(&["seed", "--people", "48", "--wings", "1", "--rows", &rows.to_string()]);
    hub.start();
    let users = hub.command(&["user", "list"]);
    let officer = users.lines().find(|line| line.contains("officer")).expect("an officer");
    let initials = officer.split_whitespace().next().expect("initials");
    hub.sign_in(&home, initials);
    let (time, done) = timed(|| vleugel(&home).arg("sync").output().expect("it runs").status.success());
    assert!(done, "the first sync failed");
    report(&format!("first sync of {rows} rows, whole program"), vec![time], None);
    home
}

/// A name on the first line of the day.
fn first_name(home: &Path) -> String {
    let terminal = Terminal::start(home, SIZE, &[]);
    let screen = terminal.wait_text(">01");
    let line = screen.lines().find(|line| line.starts_with(">01")).expect("the first line");
    line.split_whitespace().nth(1).expect("a name").to_owned()
}

/// Start to the day on screen, from a warm cache, with the hub away; beside calcurse with 400 appointments.
fn start(home: &Path, name: &str) {
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
fn key(home: &Path, name: &str) {
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
