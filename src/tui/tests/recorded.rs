//! Recorded key files (`tests/keys/*.keys`): what an officer presses for a job, what stands on the screen then, and how many keys that is.
//!
//! A line is `keys …` (by their names), `from …` (keys before the job, not counted), `text …` (typed, not counted), `fast …` (letters within a blink), `sees …`, `missing …`, `counts …`
//! (at most so many keys), `size 80x24`, `lang nl`; or `# …`, which says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;

use super::choices::typed;
use super::fixture::Desk;
use super::picture::draw;
use crate::text::Lang;

/// A file as it is replayed.
struct Replay {
    desk: Desk,
    size: (u16, u16),
    pressed: usize,
    /// The file and the line, for whoever reads that it failed.
    at: String,
}

impl Replay {
    fn line(&mut self, line: &str) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "#" | "" => {}
            "size" => {
                let (columns, rows) = rest.split_once('x').expect("80x24");
                self.size = (columns.parse().expect("columns"), rows.parse().expect("rows"));
                self.desk = Desk::new(self.size, self.desk.words.lang());
            }
            "lang" => self.desk = Desk::new(self.size, Lang::parse(rest).expect("a language")),
            "keys" => {
                self.desk.keys(rest);
                self.pressed += rest.split_whitespace().count();
            }
            "from" => self.desk.keys(rest),
            "text" => typed(&mut self.desk, rest),
            "fast" => {
                for letter in rest.chars() {
                    self.desk.now += TimeDelta::milliseconds(20);
                    self.desk.key(&letter.to_string());
                }
            }
            "sees" => assert!(self.screen().contains(rest), "{}: «{rest}» is not there\n{}", self.at, self.screen()),
            "missing" => assert!(!self.screen().contains(rest), "{}: «{rest}» is there\n{}", self.at, self.screen()),
            "counts" => {
                let most: usize = rest.parse().expect("a number");
                assert!(self.pressed <= most, "{}: {} keys", self.at, self.pressed);
            }
            other => unreachable!("{}: what is {other}?", self.at),
        }
    }

    fn screen(&self) -> String {
        draw(&self.desk, self.size)
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys");
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "keys")).collect();
    files.sort();
    files
}

#[test]
fn every_recorded_file_replays_with_no_more_keys_than_it_says() {
    let files = files();
    assert!(files.len() >= 12, "this test looks at the wrong folder");
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(text.starts_with("# ") && text.contains("\nsees "), "{name} says what it is for and what is seen");
        let size = (80, 24);
        let mut replay = Replay { desk: Desk::new(size, Lang::Nl), size, pressed: 0, at: String::new() };
        for (number, line) in (1..).zip(text.lines()) {
            replay.at = format!("{name}:{number}");
            replay.line(line);
        }
    }
}
