//! The handshake between a wing and a place, end to end: the wing sends, the place receives, each on its own terminal, each with its own rows.

use std::fs;

use crate::harness::hub::Hub;
use crate::harness::marks::{DAY, SIZE};
use crate::harness::terminal::Terminal;
use crate::harness::{DEADLINE, facility};

/// A hub with a visits desk, two workplaces, the supervisor of one of them, and a visit beside the work of the tests' people.
fn hub(place: &std::path::Path) -> Hub {
    let folder = facility::write(place);
    let add = |name: &str, text: &str| {
        let path = folder.join(name);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, before + text).expect("a file");
    };
    let staff = fs::read_to_string(folder.join("staff.csv")).expect("staff");
    let staff = staff.replace("roles;wing\n", "roles;wing;workplaces\n").replace(";A1\n", ";A1;\n");
    let staff = staff.replace("volunteer-coordinator;\n", "volunteer-coordinator;;\n");
    let more =
        "S4;B. Groen;BG;visits-desk;;\nS5;W. Hout;WH;workshop-supervisor;;Hout\nS6;M. Staal;MS;workshop-supervisor;;\n";
    fs::write(folder.join("staff.csv"), staff + more).expect("a file");
    // The visit is as long as the work is, so that both run at any hour of the clock.
    let shifts = fs::read_to_string(folder.join("work_shifts.csv")).expect("shifts");
    let first: Vec<&str> = shifts.lines().nth(1).expect("a shift").split(';').collect();
    let (from, to) = (first[3], first[4]);
    add(
        "visits.csv",
        &format!("ref;detainee;kind;starts_at;ends_at;room;adults;status\nV1;D4;lawyer;{from};{to};Zaal 2;1;planned\n"),
    );
    add("places.csv", "Metaal;Metaalwerkplaats;workplace;yes\nZaal 2;Zaal 2;visit-room;yes\n");
    add("work_shifts.csv", &format!("W9;D4;Metaalwerkplaats;{from};{to};work\n"));
    let mut hub = Hub::new(place);
    hub.command(&["import", &folder.to_string_lossy()]);
    hub.start();
    hub
}

#[test]
fn the_wing_sends_somebody_and_the_workplace_receives_them_also_after_the_hub_was_away() {
    let place = tempfile::tempdir().expect("a folder");
    let (wing_home, shop_home) = (place.path().join("wing"), place.path().join("shop"));
    let mut hub = hub(place.path());
    hub.sign_in(&wing_home, "MdV");
    hub.sign_in(&shop_home, "WH");
    let mut wing = Terminal::start(&wing_home, SIZE, &[]);
    let mut shop = Terminal::start(&shop_home, SIZE, &[]);
    shop.wait_text("Wie komt hier");
    shop.wait_text("Houtwerkplaats: 3 verwacht");
    let screen = shop.wait_text("Mert A.");
    assert!(!screen.contains("Aydın") && !screen.contains("Metaal") && !screen.contains("Zaal 2"), "{screen}");

    wing.wait_text(DAY);
    wing.keys("01 ");
    wing.wait_text("Aydın weg");
    let underway = shop.wait_text("3 verwacht  0 er  1 onderweg");
    let line = underway.lines().find(|line| line.contains("A1-01")).expect("a line");
    assert!(line.contains("Mert A.") && line.contains("onderweg "), "{underway}");

    // Without a hub the workplace writes on, and its mark reaches the wing later.
    hub.kill();
    shop.keys("\x1b[H");
    shop.wait_for("the first line", |screen| screen.lines().any(|line| line.starts_with(">A1-01")));
    shop.keys(" ");
    shop.wait_text("A1-01 Mert A. er");
    shop.wait_text("1 nog te verzenden");
    hub.start();
    let at_work = |state: &'static str| {
        move |screen: &str| screen.lines().any(|line| line.contains("arbeid") && line.contains(state))
    };
    wing.wait_for("the one who arrived", at_work(": er "));
    shop.keys("u");
    wing.wait_for("on the way again", at_work(": weg "));
    for terminal in [&mut wing, &mut shop] {
        terminal.keys("qj");
        assert!(terminal.wait_exit(DEADLINE).success());
    }
}

#[test]
fn each_place_has_its_own_rows_and_no_others() {
    let place = tempfile::tempdir().expect("a folder");
    let hub = hub(place.path());
    let token = |name: &str| hub.sign_in(&place.path().join(name), name);
    let expected = |token: &str| hub.rows(token, "expected");
    let [wing, desk, shop, nowhere] = ["MdV", "BG", "WH", "MS"].map(token);
    assert_eq!(expected(&wing).len(), 0, "the wing has the items themselves");
    let visits = expected(&desk);
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0]["body"]["errand"]["visit"], "lawyer");
    let work = expected(&shop);
    assert_eq!(work.len(), 3);
    assert!(work.iter().all(|row| row["body"]["place"] == "Houtwerkplaats" && row["body"].get("adults").is_none()));
    assert_eq!(expected(&nowhere).len(), 0, "nobody said at which workplace");
    for token in [&desk, &shop] {
        for kind in ["detainee", "visit", "work-shift", "mark"] {
            assert_eq!(hub.rows(token, kind).len(), 0, "{kind}");
        }
    }
}
