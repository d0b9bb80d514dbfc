//! One person's page with the real program and the real hub: a talk recorded without a network survives a power cut, reaches the hub
//! once, and a colleague who is not their mentor never has it.

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;

const SIZE: (u16, u16) = (80, 40);

#[test]
fn a_talk_is_kept_and_sent_and_read_by_their_mentor_only() {
    let place = tempfile::tempdir().expect("a folder");
    let (home, other) = (place.path().join("mentor"), place.path().join("officer"));
    let mut hub = Hub::with_facility(place.path());
    let token = hub.sign_in(&home, "MdV");
    let colleague_token = hub.sign_in(&other, "SK");
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("01  Aydın, M.");
    terminal.wait_text("bijgewerkt");
    hub.kill();
    terminal.keys("02\r");
    terminal.wait_text("nog geen gesprek vastgelegd");
    terminal.does("record-contact");
    terminal.wait_text("mentorgesprek");
    terminal.keys("m");
    terminal.wait_text("Wanneer is het volgende gesprek?");
    terminal.keys("+14\r");
    terminal.wait_text("Waar ging het over?");
    terminal.keys("over zijn dochter\r");
    terminal.wait_text("mentorgesprek: over zijn dochter");
    terminal.kill();

    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("1 nog te verzenden");
    terminal.keys("02\r");
    terminal.wait_text("mentorgesprek: over zijn dochter  MdV *");
    hub.start();
    terminal.wait_for("it is sent", |screen| screen.contains("zijn dochter  MdV") && !screen.contains("MdV *"));
    assert_eq!(hub.rows(&token, "contact-moment").len(), 1, "once");

    assert_eq!(hub.rows(&colleague_token, "contact-moment").len(), 0);
    let mut colleague = Terminal::start(&other, SIZE, &[]);
    colleague.wait_text("01  Aydın, M.");
    colleague.wait_text("bijgewerkt");
    colleague.keys("02\r");
    colleague.wait_text("U leest hier wat de afdeling schreef.");
    assert!(!colleague.screen().contains("dochter"), "{}", colleague.screen());
}
