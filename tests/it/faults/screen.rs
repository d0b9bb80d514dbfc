//! The same with the real program in a terminal: the officer goes on, and every mark that was shown as saved arrives.

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::time::timeout;

use super::script;
use crate::harness::hub::Hub;
use crate::harness::proxy::Proxy;
use crate::harness::seed::{self, Replay};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, facility};

/// How many scripts, usually and in a full run.
const SCRIPTS: (u64, u64) = (2, 20);
/// The size of the terminal: columns and rows.
const SIZE: (u16, u16) = (80, 24);
/// Who is in the first cells, as the line below says it when one of them is marked.
const PEOPLE: [&str; 3] = ["01 Aydın ", "02 Bakker ", "03 van den Berg "];
/// Right and F4: the item, also when it is over; absent, because of a sickness.
const ABSENT: &str = "\x1b[C\x1bOSz";
/// F5.
const SYNC_NOW: &str = "\x1b[15~";
/// Most marks while the line fails.
const MARKS: usize = 9;

#[tokio::test]
async fn the_officer_marks_on_while_the_line_fails_and_everything_arrives_once() {
    let place = tempfile::tempdir().expect("a folder");
    let mut hub = Hub::new(place.path());
    hub.command(&["import", &facility::write(place.path()).to_string_lossy()]);
    hub.start();
    let mut marked = 0;
    for seed in seed::many(seed::depth(SCRIPTS.0, SCRIPTS.1)) {
        let test = "faults::screen::the_officer_marks_on_while_the_line_fails_and_everything_arrives_once";
        let _replay = Replay { seed, test, with: String::new() };
        let home = place.path().join(format!("officer-{seed}"));
        let line = Proxy::start(hub.port());
        let token = hub.sign_in_at(&home, "MdV", &line.url());
        let mut terminal = Terminal::start(&home, SIZE, &[]);
        terminal.wait_for("the day, all read", |screen| screen.contains("Aydın, M.") && screen.contains("bijgewerkt"));
        line.script(script(&mut StdRng::seed_from_u64(seed)));
        marked += live(&line, &mut terminal).await;
        line.heal();
        terminal.keys(SYNC_NOW);
        terminal.wait_for("all sent, nothing refused", |screen| {
            let settled = screen.contains("verzonden") && screen.contains("bijgewerkt");
            settled && !screen.contains("nog te verzenden") && !screen.contains("niet aangenomen")
        });
        terminal.keys("qj");
        assert!(terminal.wait_exit(DEADLINE).success());
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
            let person = PEOPLE[marks % PEOPLE.len()];
            let cell: String = person.chars().take(2).collect();
            terminal.keys(&format!("{cell}{ABSENT}"));
            terminal.wait_text(person);
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
