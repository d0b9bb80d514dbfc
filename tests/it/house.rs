//! The programme, a measure and who must not be together, with the real program and the real hub: recorded without a network, kept through
//! a kill, sent once, and seen on a colleague's screen.

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;

const SIZE: (u16, u16) = (100, 40);

#[test]
fn what_a_wing_writes_about_its_house_is_kept_sent_once_and_read_by_a_colleague() {
    let place = tempfile::tempdir().expect("a folder");
    let (home, other) = (place.path().join("officer"), place.path().join("colleague"));
    let mut hub = Hub::with_facility(place.path());
    let token = hub.sign_in(&home, "MdV");
    hub.sign_in(&other, "SK");
    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("01  Aydın, M.");
    terminal.wait_text("bijgewerkt");
    hub.kill();
    terminal.keys("02");
    terminal.does("record-incident");
    terminal.wait_text("afzondering, PIW'er");
    terminal.keys("a");
    terminal.wait_text("Wat gebeurde er");
    terminal.keys("onrustig na telefoon\r");
    terminal.wait_text("afzondering, PIW'er sinds");
    terminal.kill();

    let mut terminal = Terminal::start(&home, SIZE, &[]);
    terminal.wait_text("1 nog te verzenden");
    terminal.does("incidents-page");
    terminal.wait_text("nog niet vastgelegd wie het weet; nog geen controle vastgelegd");
    terminal.does("next-step");
    terminal.wait_text("(1 keer)");
    hub.start();
    terminal.wait_text("verzonden");
    terminal.wait_for("it is sent", |screen| !screen.contains("nog te verzenden") && !screen.contains("MdV *"));
    assert_eq!(hub.rows(&token, "incident").len(), 1, "once");

    let mut colleague = Terminal::start(&other, SIZE, &[]);
    colleague.wait_text("01  Aydın, M.");
    colleague.does("incidents-page");
    colleague.wait_text("onrustig na telefoon");
    colleague.does("set-state");
    colleague.wait_text("verteld aan directeur");
    colleague.keys("d");
    colleague.wait_text("verteld aan directeur");
    terminal.wait_text("verteld aan directeur");
}
