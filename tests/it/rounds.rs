//! A round with the real program and the real hub: every door, the count, and another terminal that sees it, also after a kill.

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;

const SIZE: (u16, u16) = (80, 24);

#[test]
fn a_round_walked_without_a_hub_is_kept_counted_and_seen_elsewhere() {
    let place = tempfile::tempdir().expect("a folder");
    let (home, other) = (place.path().join("officer"), place.path().join("colleague"));
    let mut hub = Hub::with_facility(place.path());
    let token = hub.sign_in(&home, "MdV");
    hub.sign_in(&other, "SK");
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("01  Aydın, M.");
    terminal.wait_text("bijgewerkt");
    hub.kill();
    terminal.keys("gr");
    terminal.wait_text("Deuren dicht en telling");
    terminal.wait_text("nog doen: 01, 02, 03");
    terminal.keys("\x1b[H ");
    terminal.wait_text("nog doen: 02, 03");
    terminal.keys(" ");
    terminal.wait_text("nog doen: 03");
    // What is on the disk stays, whatever happens to the program.
    terminal.kill();
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("01  Aydın, M.");
    terminal.keys("gr");
    terminal.wait_text("nog doen: 03");
    terminal.keys("03 ");
    terminal.wait_text("alles gedaan");
    terminal.does("set-state");
    terminal.wait_text("Telling vaststellen");
    terminal.keys("SK\r");
    terminal.wait_text("MdV, SK: 3 van 3");
    hub.start();
    terminal.wait_for("everything is sent", |screen| screen.contains("verzonden") && !screen.contains("nog te"));
    let counts = hub.rows(&token, "roll-count");
    assert_eq!(counts.len(), 1, "{counts:?}");
    assert_eq!(hub.marks(&token).len(), 3);
    let mut colleague = Terminal::start(&other, SIZE, &[]);
    colleague.wait_text("01  Aydın, M.");
    colleague.keys("gr");
    colleague.wait_text("MdV, SK: 3 van 3");
    colleague.wait_text("alles gedaan");
}
