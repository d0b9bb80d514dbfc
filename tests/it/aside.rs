//! Ctrl-Z: the shell gets its terminal back, and `fg` brings the day. Without a shell nothing stops, since nobody could bring it back.

use crate::harness::marks::{DAY, PEOPLE, SIZE, SYNC_NOW, World, keys};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, VLEUGEL};
use vleugel::domain::mark::AbsenceReason;

const CTRL_Z: &str = "\x1a";
/// What the shell asks with; nothing on the day looks like it.
const PROMPT: &str = "shell> ";

/// A shell with job control in a terminal, with the program in front.
fn in_a_shell(world: &World) -> Terminal {
    let mut terminal =
        Terminal::run("/bin/bash", &world.home, SIZE, &["--norc", "--noprofile", "-i"], &[("PS1", PROMPT)]);
    terminal.wait_text(PROMPT);
    terminal.keys(&format!("{VLEUGEL}\r"));
    terminal.wait_text(DAY);
    terminal
}

#[test]
fn the_shell_gets_its_terminal_and_brings_the_day_back_with_everything_that_was_marked() {
    let place = tempfile::tempdir().expect("a folder");
    let (mut world, token) = World::new(place.path());
    let mut terminal = in_a_shell(&world);
    for (round, reason) in [AbsenceReason::Court, AbsenceReason::Sick].into_iter().enumerate() {
        terminal.keys(&keys((round, reason)));
        terminal.wait_text(PEOPLE[round]);
        terminal.keys(CTRL_Z);
        terminal.wait_for("the shell", |screen| screen.contains("Stopped") && !screen.contains(DAY));
        // A shell that does not echo has not got its terminal back.
        terminal.keys(&format!("echo round-$((40 + {round}))\r"));
        terminal.wait_text(&format!("round-4{round}"));
        terminal.keys("fg\r");
        terminal.wait_for("the day, whole", |screen| screen.contains(DAY) && screen.contains("F1 hulp"));
    }
    terminal.keys(SYNC_NOW);
    terminal.wait_text("verzonden");
    terminal.keys("qj");
    // What is typed before the shell asks again may go to the program that ends.
    terminal.wait_for("the shell", |screen| screen.trim_end().ends_with(PROMPT.trim_end()));
    terminal.keys("exit\r");
    terminal.wait_exit(DEADLINE);
    let both = [AbsenceReason::Court, AbsenceReason::Sick].into();
    world.compare(&both, &both);
    world.all_arrives(&token);
}

#[test]
fn a_stop_from_elsewhere_is_the_same_and_without_a_shell_the_program_goes_on() {
    let place = tempfile::tempdir().expect("a folder");
    let (world, _) = World::new(place.path());
    let mut terminal = world.start();
    terminal.wait_text(DAY);
    for stop in [|terminal: &mut Terminal| terminal.keys(CTRL_Z), |terminal: &mut Terminal| terminal.signal("TSTP")] {
        stop(&mut terminal);
        terminal.wait_text("Hier is geen shell");
        terminal.keys(&keys((1, AbsenceReason::Sick)));
        terminal.wait_text(PEOPLE[1]);
    }
}
