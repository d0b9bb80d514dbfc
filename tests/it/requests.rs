//! A request with the real program and the real hub: asked without a network, answered elsewhere, and told on the first terminal.

use crate::harness::hub::Hub;
use crate::harness::terminal::Terminal;

const SIZE: (u16, u16) = (80, 24);

#[test]
fn a_request_goes_from_one_terminal_to_another_and_back_and_is_closed_when_they_were_told() {
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
    terminal.does("record-request");
    terminal.wait_text("Verzoek: aan wie?");
    terminal.keys("m");
    terminal.wait_text("Wat vraagt hij of zij?");
    terminal.keys("wil bellen met zijn dochter\r");
    terminal.wait_text("Verzoek bij mentor, 0 d: nieuw (MdV) *");
    hub.start();
    terminal.wait_for("it is sent", |screen| screen.contains("nieuw (MdV):") && !screen.contains("nog te"));

    let mut colleague = Terminal::start(&other, SIZE, &[]);
    colleague.wait_text("01  Aydın, M.");
    colleague.does("requests-page");
    colleague.wait_text("> 02 Bakker, J.  bij mentor, 0 d: nieuw (MdV)");
    colleague.keys("\r");
    colleague.wait_text("Het antwoord");
    colleague.keys("mag zondag om tien uur\r");
    colleague.wait_text("beantwoord, nog niet verteld (SK)");

    terminal.does("requests-page");
    terminal.wait_text("-> mag zondag om tien uur");
    terminal.keys(" ");
    terminal.wait_text("beantwoord en verteld (MdV)");
    colleague.wait_text("beantwoord en verteld (MdV)");
    let slips = hub.rows(&token, "request-slip");
    assert_eq!(slips.len(), 3, "each version is kept: {slips:?}");
}
