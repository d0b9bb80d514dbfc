//! Ten jumps of the clock under the real program: whatever time it is there, what the officer marks arrives once, in the order in
//! which it was marked.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::harness::hub::Hub;
use crate::harness::preload;
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, facility};

/// The size of the terminal: columns and rows.
const SIZE: (u16, u16) = (100, 30);
/// Where everybody works today anyway.
const TODAY: &str = "Houtwerkplaats";
/// Something waits for its next key: after a moment the program says for which, and looks at the clock.
const HALF_A_CHORD: &str = "g";
const CHORDS: &str = "bijwerken en bewaren";
const ESCAPE: &str = "\x1b";
/// A skew that is told, in seconds.
const TOLD: i64 = 60;

/// The times that the clock jumps to, besides ten years either way and back.
const TIMES: [(&str, &str); 7] = [
    ("the beginning of time", "1970-01-01T00:00:10Z"),
    ("before it", "1969-12-31T12:00:00Z"),
    ("the end of 32 bits", "2038-01-19T03:14:05Z"),
    ("the night forward", "2026-03-29T00:59:58Z"),
    ("the night back, the first time", "2026-10-25T00:30:00Z"),
    ("the night back, the second time", "2026-10-25T01:30:00Z"),
    ("a leap day", "2028-02-29T22:30:00Z"),
];

/// A jump, and the work that is planned there.
struct Jump {
    what: &'static str,
    to: DateTime<Utc>,
    place: String,
    /// Of whom: two times of one day are about two people.
    cell: usize,
}

fn jumps() -> Vec<Jump> {
    let now = facility::now();
    let years = TimeDelta::days(3652);
    let fixed = TIMES.map(|(what, time)| (what, time.parse().expect("a time")));
    let far = [("ten years on", now + years), ("ten years back", now - years)];
    let planned = fixed.into_iter().chain(far).enumerate();
    let jumps = planned.map(|(number, (what, to))| {
        let place = format!("Sprong {number}");
        Jump { what, to, place, cell: 1 + number % 2 }
    });
    jumps.chain([Jump { what: "right again", to: now, place: TODAY.to_owned(), cell: 3 }]).collect()
}

/// The facility of the tests, with work at every time that the clock jumps to.
fn facility(home: &Path, jumps: &[Jump]) -> PathBuf {
    let folder = facility::write(home);
    let append = |name: &str, lines: String| {
        let file = OpenOptions::new().append(true).open(folder.join(name));
        file.and_then(|mut file| file.write_all(lines.as_bytes())).expect("a file of the facility");
    };
    let (mut places, mut shifts) = (String::new(), String::new());
    for Jump { to, place, cell, .. } in jumps.iter().filter(|jump| jump.place != TODAY) {
        let time = |time: DateTime<Utc>| time.format("%Y-%m-%d %H:%M:%S+00:00").to_string();
        places.extend([place, ";", place, ";workplace;yes\n"]);
        let (from, until) = (time(*to), time(*to + TimeDelta::hours(1)));
        shifts.extend([&*format!("{place};D{cell};{place};{from};{until};work\n")]);
    }
    append("places.csv", places);
    append("work_shifts.csv", shifts);
    folder
}

/// A clock that a test sets.
pub(super) struct Shifted {
    library: PathBuf,
    file: PathBuf,
    open: File,
}

impl Shifted {
    pub(super) fn new(place: &Path) -> Self {
        let (library, file) = (preload::build(place, "clocks/shift.c"), place.join("shift"));
        let open = File::create(&file).expect("a file");
        let shifted = Self { library, file, open };
        shifted.set(0);
        shifted
    }

    /// What a program needs in its environment to have it.
    pub(super) fn environment(&self) -> [(&str, &str); 2] {
        let variables = [("LD_PRELOAD", &self.library), ("VLEUGEL_SHIFT_FILE", &self.file)];
        variables.map(|(name, path)| (name, path.to_str().expect("a path of plain letters")))
    }

    /// The clock is so many seconds ahead from now on.
    pub(super) fn set(&self, seconds: i64) {
        self.open.write_all_at(&seconds.to_ne_bytes(), 0).expect("the clock can be set");
    }
}

#[test]
fn the_hub_keeps_its_order_and_everything_arrives_whatever_the_clock_does() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let jumps = jumps();
    let mut hub = Hub::new(place.path());
    hub.command(&["import", &facility(place.path(), &jumps).to_string_lossy()]);
    hub.start();
    let token = hub.sign_in(&home, "MdV");
    let clock = Shifted::new(place.path());
    let start = || Terminal::start_with(&home, SIZE, &[], &clock.environment());
    let mut terminal = start();
    terminal.wait_for("the day, all read", |screen| screen.contains("Aydın, M.") && screen.contains("bijgewerkt"));
    let mut shifts = Vec::new();
    for (number, jump) in jumps.iter().enumerate() {
        let shift = (jump.to - facility::now()).num_seconds();
        shifts.push(shift);
        clock.set(shift);
        if number % 3 == 2 {
            // A start at that time is as good as one that lived through the jump.
            terminal.keys("qj");
            assert!(terminal.wait_exit(DEADLINE).success(), "{}", jump.what);
            terminal = start();
        }
        mark(&mut terminal, jump, shift);
    }
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
    in_order(&hub.marks(&token), &jumps, &shifts);
}

/// Marks the work that is planned at that time, twice, and waits until the hub has it. The first answer says what time it is, so
/// that the second mark goes with the skew of this jump.
fn mark(terminal: &mut Terminal, jump: &Jump, shift: i64) {
    let cell = format!("{:02}", jump.cell);
    terminal.keys(HALF_A_CHORD);
    terminal.wait_text(CHORDS);
    terminal.keys(ESCAPE);
    terminal.wait_for("the day again", |screen| !screen.contains(CHORDS));
    terminal.keys(&cell);
    terminal.wait_text(&jump.place);
    for step in ["weg", "er"] {
        terminal.keys(" ");
        let marked = format!("{}: {step}", jump.place);
        terminal.wait_for(&format!("«{marked}», {}", jump.what), |screen| {
            screen.contains(&marked) && screen.contains("verzonden") && !screen.contains("nog te verzenden")
        });
    }
    terminal.wait_for(jump.what, |screen| screen.contains("klok loopt") == (shift.abs() > TOLD));
}

/// The hub has the marks of each jump, in the order in which they were made, with the time that the terminal had.
fn in_order(held: &[Value], jumps: &[Jump], shifts: &[i64]) {
    let ids: BTreeSet<_> = held.iter().map(|row| row["id"].to_string()).collect();
    assert_eq!((held.len(), ids.len()), (2 * jumps.len(), 2 * jumps.len()), "each mark once: {held:#?}");
    let numbers: Vec<_> = held.iter().map(|row| row["body"]["number"].as_u64().expect("a number")).collect();
    assert!((1..).zip(&numbers).all(|(wanted, number)| wanted == *number), "another order: {numbers:?}");
    let now = facility::now();
    for (pair, (jump, shift)) in held.chunks(2).zip(jumps.iter().zip(shifts)) {
        for body in pair.iter().map(|row| &row["body"]) {
            let time = |name: &str| body[name].as_str().expect("a time").parse::<DateTime<Utc>>().expect("a time");
            assert!((time("recordedAt") - jump.to).abs() < TimeDelta::minutes(5), "{}: {body}", jump.what);
            assert!(time("observedAt") <= now, "{}: seen in the future: {body}", jump.what);
        }
        let skew = pair[1]["body"]["clockSkewSeconds"].as_i64();
        let is_near = |skew: i64| (skew - shift).abs() < TOLD;
        assert!(if shift.abs() > TOLD { skew.is_some_and(is_near) } else { skew.is_none() }, "{}: {skew:?}", jump.what);
    }
}
