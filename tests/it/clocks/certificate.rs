//! A clock at which the hub's certificate is not valid: the one case in which nothing is sent, and the screen says why.

use super::jumps::Shifted;
use crate::harness::DEADLINE;
use crate::harness::hub::Hub;
use crate::harness::marks::SYNC_NOW;
use crate::harness::terminal::Terminal;
use crate::harness::tls::Gateway;

/// The size of the terminal: columns and rows.
const SIZE: (u16, u16) = (100, 30);
/// F2, the sync screen, and away from it.
const NOTE: &str = "\x1bOQ";
const SYNC_PAGE: &str = "gy";
const ESCAPE: &str = "\x1b";
/// On that screen when the clock is wrong.
const SENTENCE: &str = "De klok van deze computer staat verkeerd";
/// Ten years, in seconds.
const TEN_YEARS: i64 = 3652 * 24 * 60 * 60;

#[test]
fn where_the_certificate_is_refused_for_its_dates_the_screen_says_that_the_clock_is_wrong() {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("officer");
    let hub = Hub::with_facility(place.path());
    let gateway = Gateway::start(place.path(), hub.port());
    let token = hub.sign_in_with(&home, "MdV", &gateway.url(), &[gateway.environment()]);
    let clock = Shifted::new(place.path());
    let environment: Vec<_> = clock.environment().into_iter().chain([gateway.environment()]).collect();
    let start = || Terminal::start_with(&home, SIZE, &[], &environment);
    let mut terminal = start();
    terminal.wait_for("the day, all read", |screen| screen.contains("Aydın, M.") && screen.contains("bijgewerkt"));
    for (marks, (shift, cell)) in (1..).zip([(TEN_YEARS, "01"), (-TEN_YEARS, "02")]) {
        clock.set(shift);
        gateway.cut();
        if shift < 0 {
            // A program that spoke to the hub before goes on without asking for the certificate: only a new one asks.
            terminal.keys("qj");
            assert!(terminal.wait_exit(DEADLINE).success());
            terminal = start();
            terminal.wait_text("Aydın, M.");
        }
        terminal.keys(SYNC_NOW);
        terminal.wait_text("klok staat verkeerd");
        terminal.keys(SYNC_PAGE);
        terminal.wait_text(SENTENCE);
        terminal.keys(ESCAPE);
        terminal.wait_for("the day again", |screen| !screen.contains(SENTENCE));
        // Nothing is planned on that day; a note is about the person.
        terminal.keys(&format!("{cell}{NOTE}\x1b[200~nog op cel\x1b[201~\r"));
        terminal.wait_text("1 nog te verzenden");
        assert_eq!(hub.rows(&token, "note").len(), marks - 1, "nothing is sent");
        clock.set(0);
        terminal.keys(SYNC_NOW);
        terminal.wait_for("all sent", |screen| screen.contains("verzonden") && !screen.contains("nog te verzenden"));
        assert_eq!(hub.rows(&token, "note").len(), marks);
    }
    terminal.keys("qj");
    assert!(terminal.wait_exit(DEADLINE).success());
}
