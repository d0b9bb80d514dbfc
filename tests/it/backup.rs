//! Copies of a hub's database and the way back, with the real program: while the hub runs, when it may not, and when it is killed.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tempfile::TempDir;

use crate::harness::hub::Hub;
use crate::harness::{facility, vleugel};

/// A folder with a database in it, and a hub that is not running yet.
fn world() -> (TempDir, Hub) {
    let home = tempfile::tempdir().expect("a folder");
    let hub = Hub::new(home.path());
    hub.command(&["import", &facility::write(home.path()).to_string_lossy()]);
    (home, hub)
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    vleugel(home).current_dir(home).args(arguments).output().expect("the program runs")
}

fn backup(home: &Path, hub: &Hub, file: &str) -> Output {
    run(home, &["hub", "backup", "--database", &hub.database, file])
}

fn restore(home: &Path, database: &str, file: &str, more: &[&str]) -> Output {
    run(home, &[&["hub", "restore", "--database", database, file], more].concat())
}

/// It went well, and said this.
fn went_well(output: &Output, words: &str) {
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    assert!(said.contains(words), "«{words}» is not in: {said}");
}

/// It failed with this exit code and one sentence.
fn refused(output: &Output, code: i32, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "«{words}» is not in: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
}

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Everything that a question to a database file answers, as text.
fn ask(file: &Path, question: &'static str) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite://{}", file.display());
        let mut connection = SqliteConnection::connect(&url).await.expect("it opens");
        let rows: Vec<(String,)> =
            sqlx::query_as(AssertSqlSafe(question)).fetch_all(&mut connection).await.expect("it answers");
        connection.close().await.expect("it closes");
        rows.into_iter().map(|(text,)| text).collect()
    })
}

fn epoch(file: &Path) -> String {
    ask(file, "SELECT CAST(value AS TEXT) FROM meta WHERE name = 'epoch'").concat()
}

fn trail(file: &Path) -> Vec<String> {
    ask(file, "SELECT what FROM audit ORDER BY sequence")
}

/// The whole database holds together: SQLite finds no damage, and each stream counts the rows that it has.
fn is_whole(file: &Path) {
    assert_eq!(ask(file, "PRAGMA integrity_check"), ["ok"]);
    let miscounted = ask(
        file,
        "SELECT kind FROM stream WHERE count <> (SELECT count(*) FROM row WHERE body IS NOT NULL \
         AND row.facility = stream.facility AND stream_kind = stream.kind AND stream_id = stream.id)",
    );
    assert_eq!(miscounted, Vec::<String>::new());
}

#[test]
fn a_backup_of_a_hub_that_runs_comes_back_as_another_lineage_with_all_that_it_had() {
    let (folder, mut hub) = world();
    let home = folder.path();
    let token = hub.command(&["user", "token", "--staff", "MdV"]);
    hub.start();
    let heads = |hub: &Hub| -> serde_json::Value {
        let (status, body) = hub.get("/v1/streams", token.trim());
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).expect("JSON")
    };
    let before = heads(&hub);
    went_well(&backup(home, &hub, "copy.db"), "Reservekopie gemaakt: copy.db");
    let copy = home.join("copy.db");
    assert_eq!(copy.metadata().expect("the copy").permissions().mode() & 0o777, 0o600);
    assert_eq!(heads(&hub), before, "the hub runs on as it was");
    hub.kill();

    went_well(&restore(home, &hub.database, "copy.db", &["--replace"]), "Teruggezet: copy.db");
    let database = home.join("hub.db");
    assert_eq!(database.metadata().expect("the database").permissions().mode() & 0o777, 0o600);
    let left: Vec<_> = names(home).into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, Vec::<String>::new(), "nothing half-made stays behind");
    // Both say in their trail what happened to them; the copy knows nothing of its way back.
    assert_eq!(trail(&copy), ["import", "token", "backup"]);
    assert_eq!(trail(&database), ["import", "token", "backup", "restore"]);
    assert_ne!(epoch(&copy), epoch(&database));
    is_whole(&database);

    hub.start();
    let after = heads(&hub);
    assert_ne!(after["epoch"], before["epoch"]);
    assert_eq!(after["streams"], before["streams"]);
    // The same copy once more is yet another lineage, also somewhere else.
    let other = home.join("other.db");
    went_well(&restore(home, &format!("sqlite://{}", other.display()), "copy.db", &[]), "Teruggezet");
    assert!(![epoch(&copy), epoch(&database)].contains(&epoch(&other)));
}

#[test]
fn a_copy_that_is_older_than_what_terminals_keep_comes_back_with_a_warning() {
    let (folder, hub) = world();
    let home = folder.path();
    went_well(&backup(home, &hub, "copy.db"), "copy.db");
    let young = restore(home, &format!("sqlite://{}", home.join("young.db").display()), "copy.db", &[]);
    assert_eq!(String::from_utf8_lossy(&young.stderr), "");
    let long_ago = "INSERT INTO audit (at, facility, what, object) \
                    VALUES ('2026-01-05T12:00:00.000Z', x'00', 'backup', '') RETURNING what";
    ask(&home.join("copy.db"), long_ago);
    let old = restore(home, &format!("sqlite://{}", home.join("old.db").display()), "copy.db", &[]);
    went_well(&old, "Teruggezet");
    let warned = String::from_utf8_lossy(&old.stderr).into_owned();
    assert!(warned.contains("deze kopie is van 05-01-2026. Werkplekken bewaren 30 dagen."), "{warned}");
}

#[test]
fn nothing_that_is_there_is_overwritten_and_no_database_in_use_is_replaced() {
    let (folder, mut hub) = world();
    let home = folder.path();
    let database = home.join("hub.db");
    went_well(&backup(home, &hub, "copy.db"), "copy.db");
    let copy = fs::read(home.join("copy.db")).expect("the copy");
    refused(&backup(home, &hub, "copy.db"), 73, "bestaat al");
    refused(&backup(home, &hub, "hub.db"), 73, "bestaat al");
    assert_eq!(fs::read(home.join("copy.db")).expect("the copy"), copy);

    let before = epoch(&database);
    refused(&restore(home, &hub.database, "copy.db", &[]), 73, "--replace");
    hub.start();
    refused(&restore(home, &hub.database, "copy.db", &["--replace"]), 75, "in gebruik");
    // By whatever name.
    std::os::unix::fs::symlink("hub.db", home.join("link.db")).expect("a link");
    refused(&restore(home, "sqlite://link.db", "copy.db", &["--replace"]), 75, "in gebruik");
    hub.kill();
    assert_eq!(epoch(&database), before);
    went_well(&restore(home, "sqlite://link.db", "copy.db", &["--replace"]), "Teruggezet");
    assert!(home.join("link.db").is_symlink(), "the link stays a link");
    assert_ne!(epoch(&database), before);
}

#[test]
fn whatever_is_no_good_copy_is_named_in_both_languages_and_changes_nothing() {
    let (folder, hub) = world();
    let home = folder.path();
    went_well(&backup(home, &hub, "copy.db"), "copy.db");
    let copy = fs::read(home.join("copy.db")).expect("the copy");
    let write = |name: &str, bytes: &[u8]| fs::write(home.join(name), bytes).expect("a file");
    write("empty.db", b"");
    write("text.db", b"dear diary");
    write("short.db", &copy[..copy.len() / 2]);
    // Bytes in the middle of pages, where no header says that they are wrong.
    let mut damaged = copy.clone();
    for at in (4096..damaged.len()).step_by(4096) {
        damaged[at..at + 64].fill(0xFF);
    }
    write("damaged.db", &damaged);
    let mut newer = copy.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    write("newer.db", &newer);
    let mut foreign = copy.clone();
    foreign[68..72].copy_from_slice(&7_u32.to_be_bytes());
    write("foreign.db", &foreign);
    write("running.db", &copy);
    write("running.db-wal", b"a log");
    fs::create_dir(home.join("folder.db")).expect("a folder");

    let before = (names(home), epoch(&home.join("hub.db")));
    for (file, code, dutch, english) in [
        ("nowhere.db", 65, "is er niet", "is not there"),
        ("folder.db", 65, "is er niet", "is not there"),
        ("empty.db", 65, "geen database van vleugel", "not a database of vleugel"),
        ("text.db", 65, "geen database van vleugel", "not a database of vleugel"),
        ("foreign.db", 65, "geen database van vleugel", "not a database of vleugel"),
        ("short.db", 65, "beschadigd", "damaged"),
        ("damaged.db", 65, "beschadigd", "damaged"),
        ("newer.db", 65, "nieuwere versie", "newer version"),
        ("running.db", 65, "geen reservekopie", "not a backup"),
    ] {
        refused(&restore(home, &hub.database, file, &["--replace"]), code, dutch);
        refused(&restore(home, &hub.database, file, &["--replace", "--lang", "en"]), code, english);
        refused(&restore(home, "sqlite://new.db", file, &[]), code, dutch);
    }
    refused(&restore(home, "postgres://hub", "copy.db", &[]), 64, "sqlite://");
    refused(&restore(home, "sqlite://no/such/folder/hub.db", "copy.db", &[]), 73, "kan niet geschreven worden");
    // Somebody else's file is not replaced by a mistyped address, and no hub uses it.
    refused(&restore(home, "sqlite://text.db", "copy.db", &["--replace"]), 65, "geen database van vleugel");
    refused(&run(home, &["hub", "serve", "--database", "sqlite://text.db"]), 65, "geen database van vleugel");
    refused(&run(home, &["hub", "serve", "--database", "sqlite://foreign.db"]), 65, "geen database van vleugel");
    refused(&run(home, &["hub", "serve", "--database", "sqlite://newer.db"]), 65, "nieuwere versie");
    assert_eq!((names(home), epoch(&home.join("hub.db"))), before);
    assert_eq!(fs::read(home.join("foreign.db")).expect("a file"), foreign);

    for (database, file, code, dutch, english) in [
        ("sqlite://nowhere.db", "new", 65, "is er niet", "is not there"),
        ("sqlite://text.db", "new", 65, "geen database van vleugel", "not a database of vleugel"),
        ("nonsense", "new", 64, "sqlite://", "sqlite://"),
        ("sqlite://hub.db", "no/such/folder/new", 73, "kan niet geschreven worden", "Cannot write"),
        ("sqlite://hub.db", "copy.db", 73, "bestaat al", "is there already"),
    ] {
        let arguments = ["hub", "backup", "--database", database, file];
        refused(&run(home, &arguments), code, dutch);
        refused(&run(home, &[&arguments[..], &["--lang", "en"]].concat()), code, english);
    }
    assert!(!home.join("new").exists() && !home.join("nowhere.db").exists());
}

#[test]
fn a_damaged_database_is_replaced_and_nothing_of_its_logs_stays() {
    let (folder, hub) = world();
    let home = folder.path();
    went_well(&backup(home, &hub, "copy.db"), "copy.db");
    let database = home.join("hub.db");
    let mut bytes = fs::read(&database).expect("the database");
    bytes.truncate(5000);
    fs::write(&database, bytes).expect("damage");
    for log in ["hub.db-wal", "hub.db-shm", "hub.db-journal"] {
        fs::write(home.join(log), "left by somebody who was killed").expect("a log");
    }
    went_well(&restore(home, &hub.database, "copy.db", &["--replace"]), "Teruggezet");
    for log in ["hub.db-wal", "hub.db-shm", "hub.db-journal"] {
        assert!(!home.join(log).exists(), "{log}");
    }
    is_whole(&database);
    assert!(hub.command(&["user", "list"]).contains("M. de Vries"));
}

#[test]
fn a_log_that_a_lost_database_left_behind_is_not_applied_to_the_one_that_comes_back() {
    let (folder, mut hub) = world();
    let home = folder.path();
    went_well(&backup(home, &hub, "copy.db"), "copy.db");
    hub.start();
    hub.command(&["user", "token", "--staff", "MdV"]);
    hub.kill();
    fs::remove_file(home.join("hub.db")).expect("the database is lost");
    assert!(home.join("hub.db-wal").metadata().is_ok_and(|log| log.len() > 0), "there is no log to fear");
    went_well(&restore(home, &hub.database, "copy.db", &[]), "Teruggezet");
    let database = home.join("hub.db");
    assert_eq!(trail(&database), ["import", "backup", "restore"]);
    is_whole(&database);
}

#[test]
fn a_backup_while_others_write_is_one_moment_of_the_database() {
    let (folder, mut hub) = world();
    let home = folder.path();
    hub.start();
    let enough = AtomicBool::new(false);
    let copies: Vec<PathBuf> = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut seed = 0_u32;
            while !enough.load(Ordering::SeqCst) {
                seed += 1;
                hub.command(&["seed", "--people", "2", "--wings", "1", "--seed", &seed.to_string()]);
            }
            seed
        });
        let copies = (0..6).map(|number| {
            let name = format!("copy-{number}.db");
            went_well(&backup(home, &hub, &name), &name);
            home.join(name)
        });
        let copies = copies.collect();
        enough.store(true, Ordering::SeqCst);
        assert!(writer.join().expect("the writer writes") > 1);
        copies
    });
    let mut lines = Vec::new();
    for copy in &copies {
        is_whole(copy);
        lines.push(trail(copy).len());
    }
    assert!(lines.is_sorted() && lines.first() < lines.last(), "{lines:?}");
}

/// Starts a restore and kills it after this time, or never; says whether it had done its work.
fn killed_after(home: &Path, hub: &Hub, moment: Option<Duration>) -> bool {
    let mut child = vleugel(home)
        .current_dir(home)
        .args(["hub", "restore", "--database", &hub.database, "copy.db", "--replace"])
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    if let Some(moment) = moment {
        // Nobody sends anything: this is a wait that ends by itself.
        let (_open, never) = mpsc::channel::<()>();
        let _elapsed = never.recv_timeout(moment);
        let _ended_already = child.kill();
    }
    child.wait().expect("its end").success()
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_database_or_the_new_one() {
    const ROUNDS: u32 = 24;
    let (folder, mut hub) = world();
    let home = folder.path();
    went_well(&backup(home, &hub, "copy.db"), "copy.db");
    let (database, copied) = (home.join("hub.db"), epoch(&home.join("copy.db")));
    let began = Instant::now();
    went_well(&restore(home, &hub.database, "copy.db", &["--replace"]), "Teruggezet");
    let whole = began.elapsed();
    let (mut known, mut lines, mut kept) = (epoch(&database), trail(&database), 0);
    for round in 0..ROUNDS {
        // A line that is in the log only, as a hub that was killed leaves it.
        hub.start();
        hub.command(&["user", "token", "--staff", "MdV"]);
        hub.kill();
        lines.push("token".to_owned());
        assert!(home.join("hub.db-wal").metadata().is_ok_and(|log| log.len() > 0), "there is no log to lose");
        let moment = (round + 1 < ROUNDS).then(|| whole * round / (ROUNDS - 2));
        let was_done = killed_after(home, &hub, moment);
        is_whole(&database);
        let now = epoch(&database);
        assert_ne!(now, copied, "round {round}: the copy itself is nobody's database");
        if now == known {
            assert!(!was_done, "round {round}: it said that it was done");
            assert_eq!(trail(&database), lines, "round {round}: the old one is not whole");
            kept += 1;
        } else {
            lines = trail(&database);
            assert_eq!(lines, ["import", "backup", "restore"], "round {round}");
        }
        known = now;
    }
    assert!(kept > 0 && kept < ROUNDS, "{kept} of {ROUNDS} kept the old one: the moments are too much alike");
}
