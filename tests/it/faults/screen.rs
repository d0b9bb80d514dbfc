//! The same with the real program in a terminal: the officer goes on, and every mark that was shown as saved arrives.

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::time::timeout;
use vleugel::domain::mark::AbsenceReason;

use super::script;
use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, PEOPLE, SIZE, SYNC_NOW, all_is_sent, keys};
use crate::harness::proxy::Proxy;
use crate::harness::seed::{self, Replay};
use crate::harness::terminal::Terminal;

/// How many scripts, usually and in a full run.
const SCRIPTS: (u64, u64) = (2, 20);
/// Most marks while the line fails.
const MARKS: usize = 9;

#[tokio::test]
async fn the_officer_marks_on_while_the_line_fails_and_everything_arrives_once() {
    let place = tempfile::tempdir().expect("a folder");
    let hub = Hub::with_facility(place.path());
    let mut marked = 0;
    for seed in seed::many(seed::depth(SCRIPTS.0, SCRIPTS.1)) {
        let test = "faults::screen::the_officer_marks_on_while_the_line_fails_and_everything_arrives_once";
        let _replay = Replay { seed, test, with: String::new() };
        let home = place.path().join(format!("officer-{seed}"));
        let line = Proxy::start(hub.port());
        let token = hub.sign_in_at(&home, "MdV", &line.url());
        let mut terminal = Terminal::start(&home, SIZE, &[]);
        terminal.wait_for("the day, all read", |screen| screen.contains(DAY) && screen.contains("bijgewerkt"));
        line.script(script(&mut StdRng::seed_from_u64(seed)));
        marked += live(&line, &mut terminal).await;
        line.heal();
        all_is_sent(&mut terminal);
        let held = hub.marks(&token);
        let ids: BTreeSet<_> = held.iter().map(|row| row["id"].to_string()).collect();
        assert_eq!((held.len(), ids.len()), (marked, marked), "every mark is on the hub, once");
    }
}

/// Marks and asks to sync until the script is over; gives the number of marks. Each is shown as saved before the next.
async fn live(line: &Proxy, terminal: &mut Terminal) -> usize {
    let mut seen = line.seen();
    let mut marks = 0;
    loop {
        let now = *seen.borrow_and_update();
        if now.left == 0 {
            return marks;
        }
        if marks < MARKS {
            let person = marks % PEOPLE.len();
            terminal.keys(&keys((person, AbsenceReason::Sick)));
            terminal.wait_text(PEOPLE[person]);
            marks += 1;
        }
        if now.held > 0 {
            line.release();
        }
        terminal.keys(SYNC_NOW);
        let came = timeout(DEADLINE, seen.changed()).await;
        assert!(came.is_ok(), "nothing happens any more: {now:?}; the screen shows:\n{}", terminal.screen());
    }
}
