//! Rounds of `kill -9`: the program, and sometimes the hub, die at any moment; what the screen called saved is on the hub once.

use std::collections::BTreeSet;
use std::time::Instant;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use vleugel::domain::mark::AbsenceReason;

use crate::harness::DEADLINE;
use crate::harness::marks::{DAY, PEOPLE, World, keys};
use crate::harness::seed::{self, Replay};
use crate::harness::terminal::Terminal;

const TEST: &str = "kills::what_was_shown_as_saved_is_on_the_hub_once_whatever_was_killed";
/// How many rounds, usually and in a full run.
const ROUNDS: (u64, u64) = (12, 200);
/// Most marks in a round before the last ones.
const MARKS: usize = 3;
/// Bytes after which a start is over for sure, and an answer to a key.
const START_BYTES: usize = 3_000;
const ANSWER_BYTES: usize = 500;
impl World {
    /// One life of the program.
    fn round(&mut self, dice: &mut StdRng) {
        if dice.random_ratio(1, 3) {
            self.turn_hub();
        }
        let mut terminal = self.start();
        if dice.random_ratio(1, 4) {
            terminal.wait_received(dice.random_range(0..START_BYTES), |screen| screen.contains(DAY));
            terminal.kill();
            return self.compare(&BTreeSet::new(), &BTreeSet::new());
        }
        terminal.wait_text(DAY);
        // No reason twice in a round, so that each mark can be told from the others.
        let mut reasons: Vec<_> = AbsenceReason::ALL.into_iter().filter(|r| *r != AbsenceReason::Other).collect();
        reasons.shuffle(dice);
        let (mut typed, mut shown) = (BTreeSet::new(), BTreeSet::new());
        // Somebody else each time, so that the line below says something else too.
        let mut people = (0..PEOPLE.len()).cycle().skip(dice.random_range(0..PEOPLE.len()));
        for _ in 0..dice.random_range(0..=MARKS) {
            let mark = (people.next().expect("somebody"), reasons.pop().expect("a reason"));
            typed.insert(mark.1);
            terminal.keys(&keys(mark));
            if dice.random_ratio(1, 8) {
                self.turn_hub();
            }
            terminal.wait_text(PEOPLE[mark.0]);
            shown.insert(mark.1);
        }
        let last: Vec<_> = people.zip(reasons).take(dice.random_range(1..PEOPLE.len())).collect();
        typed.extend(last.iter().map(|mark| mark.1));
        self.die_after(&last, &mut terminal, dice);
        let screen = terminal.screen();
        shown.extend(last.iter().filter(|mark| screen.contains(PEOPLE[mark.0])).map(|mark| mark.1));
        self.compare(&typed, &shown);
    }

    /// Types the last marks in one go, and kills the program at once, when the journal grew, or after so many bytes of screen.
    fn die_after(&self, marks: &[(usize, AbsenceReason)], terminal: &mut Terminal, dice: &mut StdRng) {
        let (bytes, journal) = (terminal.received(), self.journal_bytes());
        terminal.keys(&marks.iter().copied().map(keys).collect::<String>());
        let has_come = |screen: &str| {
            let shown = marks.iter().any(|mark| screen.contains(PEOPLE[mark.0]));
            shown && (!self.hub_runs || screen.contains("verzonden"))
        };
        match dice.random_range(0..4) {
            0 => {}
            1 => {
                let deadline = Instant::now() + DEADLINE;
                while self.journal_bytes() == journal {
                    assert!(Instant::now() < deadline, "the journal does not grow");
                    std::thread::yield_now();
                }
            }
            _ => terminal.wait_received(bytes + dice.random_range(1..ANSWER_BYTES), has_come),
        }
        terminal.kill();
    }
}

#[test]
fn what_was_shown_as_saved_is_on_the_hub_once_whatever_was_killed() {
    let rounds = seed::depth(ROUNDS.0, ROUNDS.1);
    let with = if rounds == ROUNDS.1 { "VLEUGEL_DEPTH=full " } else { "" };
    let replay = Replay { seed: seed::one(), test: TEST, with: with.to_owned() };
    let mut dice = StdRng::seed_from_u64(replay.seed);
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token) = World::new(place.path());
    world.read_the_day();
    for _ in 0..rounds {
        world.round(&mut dice);
    }
    world.all_arrives(&token);
}
