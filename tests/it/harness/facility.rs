//! A small facility of the tests' own: three people on one wing, with work that began a moment ago.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;

/// The real clock: the program under test reads it too.
#[expect(clippy::disallowed_methods, reason = "the tests' one place that reads a clock")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A wall-clock time with its offset, so that it is one instant on every night of the year.
fn local(minutes_from_now: i64) -> String {
    let time = (now() + TimeDelta::minutes(minutes_from_now)).with_timezone(&Amsterdam);
    time.format("%Y-%m-%d %H:%M%:z").to_string()
}

/// Writes the folder that `vleugel hub import` reads, and says where it is.
pub(crate) fn write(home: &Path) -> PathBuf {
    let folder = home.join("facility");
    fs::create_dir_all(&folder).expect("a folder");
    let (from, to, today) = (local(-5), local(180), now().with_timezone(&Amsterdam).format("%Y-%m-%d").to_string());
    let files = [
        ("facility.csv", "ref;name\nPI-TEST;PI Test\n".to_owned()),
        ("wings.csv", "ref;name;floor;cells\nA1;Afdeling A1;0;4\nB1;Afdeling B1;1;4\n".to_owned()),
        ("places.csv", "ref;name;kind;reports\nHout;Houtwerkplaats;workplace;yes\n".to_owned()),
        (
            "staff.csv",
            "ref;name;initials;roles;wing\nS1;M. de Vries;MdV;officer,mentor;A1\nS2;S. Kaya;SK;officer;A1\n\
             S3;H. Brouwer;HB;volunteer-coordinator;\n"
                .to_owned(),
        ),
        (
            "detainees.csv",
            "ref;wing;cell;surname;prefix;given_names;mentor\nD1;A1;A1-01;Aydın;;Mert;S1\nD2;A1;A1-02;Bakker;;Jan;S1\n\
             D3;A1;A1-03;Berg;van den;Piet;S1\nD4;B1;B1-01;Elders;;Karel;\n"
                .to_owned(),
        ),
        (
            "work_shifts.csv",
            format!(
                "ref;detainee;workplace;starts_at;ends_at;kind\nW1;D1;Houtwerkplaats;{from};{to};work\n\
                 W2;D2;Houtwerkplaats;{from};{to};work\nW3;D3;Houtwerkplaats;{from};{to};work\n"
            ),
        ),
        (
            "leave_requests.csv",
            format!(
                "ref;detainee;kind;submitted_on;state;waits_on;waits_since\nL1;D2;short-reintegration;{today};submitted;pvc;{today}\n"
            ),
        ),
    ];
    // One round, on every day of the week, that has begun at any hour.
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let slots = days.map(|day| format!("P{day};A1;;lock-in;{day};00:00;00:05\n")).concat();
    let programme = [("programme.csv", format!("ref;wing;group;kind;weekday;starts;ends\n{slots}"))];
    for (name, text) in files.into_iter().chain(programme) {
        fs::write(folder.join(name), text).expect("a file");
    }
    folder
}
