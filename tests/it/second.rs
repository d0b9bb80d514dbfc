//! Two programs on one terminal: the second one says who was first, or goes on by itself in memory.

use crate::harness::marks::{DAY, PEOPLE, SIZE, World, keys};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, vleugel};
use vleugel::domain::mark::AbsenceReason;

/// At the foot of a page.
const PAGE: &str = "Esc terug";
/// Exit code of a program that finds another one at work: EX_TEMPFAIL.
const IN_USE: i32 = 75;

#[test]
fn a_second_program_names_the_first_and_ends_or_works_in_memory_with_marks_of_its_own() {
    let place = tempfile::tempdir().expect("a folder");
    let (world, token) = World::new(place.path());
    let mut first = world.start();
    first.wait_text(DAY);

    let mut second = world.start();
    let status = second.wait_exit(DEADLINE);
    let said = second.screen();
    assert_eq!(status.exit_code(), u32::try_from(IN_USE).expect("a code"), "{said}");
    assert!(said.contains(&format!("proces {}", first.pid())) && said.contains("--memory"), "{said}");
    let round = vleugel(&world.home).arg("sync").output().expect("it runs");
    assert_eq!(round.status.code(), Some(IN_USE));

    let mut third = Terminal::start(&world.home, SIZE, &["--memory"]);
    third.wait_text(DAY);
    third.keys("gy");
    third.wait_for("the sync screen", |screen| screen.contains("--memory") && screen.contains(PAGE));
    third.keys("\x1b");
    third.wait_for("the day", |screen| screen.contains(DAY) && !screen.contains(PAGE));
    third.keys(&keys((1, AbsenceReason::Sick)));
    third.wait_text(PEOPLE[1]);
    third.wait_text("verzonden");
    first.keys(&keys((2, AbsenceReason::Court)));
    first.wait_text(PEOPLE[2]);
    first.wait_text("verzonden");
    for terminal in [&mut third, &mut first] {
        terminal.keys("qj");
        assert!(terminal.wait_exit(DEADLINE).success());
    }
    let devices: Vec<_> = world.hub.marks(&token).iter().map(|row| row["body"]["device"].clone()).collect();
    assert!(devices.len() == 2 && devices[0] != devices[1], "a device each: {devices:?}");
}
