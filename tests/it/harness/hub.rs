//! The real hub as a process of its own, that a test can stop and start again on the same port and database.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{DEADLINE, facility, starting, vleugel};

/// A hub on a loopback port, with its database in a folder of the test's.
pub(crate) struct Hub {
    home: PathBuf,
    /// `sqlite://…`
    pub(crate) database: String,
    port: u16,
    process: Option<Child>,
}

impl Hub {
    /// A hub that is not running yet. It gets a port at its first start and keeps it.
    pub(crate) fn new(home: &Path) -> Self {
        let database = format!("sqlite://{}", home.join("hub.db").display());
        Self { home: home.to_owned(), database, port: 0, process: None }
    }

    /// A hub with the tests' facility in it, running.
    pub(crate) fn with_facility(home: &Path) -> Self {
        let mut hub = Self::new(home);
        hub.command(&["import", &facility::write(home).to_string_lossy()]);
        hub.start();
        hub
    }

    /// Its address, as `vleugel login --hub` takes it.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port that it listens on.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// Runs `vleugel hub …` with this hub's database and gives what it printed; it must succeed.
    pub(crate) fn command(&self, arguments: &[&str]) -> String {
        let mut command: Command = vleugel(&self.home);
        command.arg("hub").args(arguments).args(["--database", &self.database]);
        let output = command.output().expect("the program runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "vleugel hub {arguments:?} failed: {text}{errors}");
        text
    }

    /// Starts it and waits until it answers.
    pub(crate) fn start(&mut self) {
        let listen = format!("127.0.0.1:{}", self.port);
        let one_at_a_time = starting();
        let mut child = vleugel(&self.home)
            .args(["hub", "serve", "--database", &self.database, "--listen", &listen])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the hub starts");
        drop(one_at_a_time);
        // It says where it listens, so that no test can take another one's port.
        let mut said = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut said).expect("a line");
        let port = said.trim().trim_end_matches('.').rsplit(':').next().and_then(|port| port.parse().ok());
        self.port = port.expect("the hub says its address");
        self.process = Some(child);
        let deadline = Instant::now() + DEADLINE;
        while !self.is_healthy() {
            let child = self.process.as_mut().expect("the hub's process");
            let ended = child.try_wait().expect("the hub's status");
            assert!(ended.is_none() && Instant::now() < deadline, "the hub does not answer: {ended:?}");
        }
    }

    /// Signs somebody in on a terminal, whose home is this folder, and gives their token.
    pub(crate) fn sign_in(&self, home: &Path, staff: &str) -> String {
        self.sign_in_at(home, staff, &self.url())
    }

    /// The same, with this hub at another address.
    pub(crate) fn sign_in_at(&self, home: &Path, staff: &str, url: &str) -> String {
        self.sign_in_with(home, staff, url, &[])
    }

    /// The same, with more of an environment.
    pub(crate) fn sign_in_with(&self, home: &Path, staff: &str, url: &str, environment: &[(&str, &str)]) -> String {
        let token = self.command(&["user", "token", "--staff", staff]).trim().to_owned();
        std::fs::create_dir_all(home).expect("a home");
        let mut login = vleugel(home)
            .args(["login", "--hub", url, "--token-fd", "0"])
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("login starts");
        login.stdin.take().expect("its input").write_all(token.as_bytes()).expect("the token");
        let status = login.wait().expect("login ends");
        assert!(status.success(), "login failed: {status}");
        token
    }

    /// Kills it, as a power cut would.
    pub(crate) fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("the hub can be killed");
            process.wait().expect("the hub's end");
        }
    }

    /// Asks for a path as this user, and gives status and body.
    pub(crate) fn get(&self, path: &str, token: &str) -> (u16, String) {
        self.ask(path, token).expect("the hub answers")
    }

    /// The marks that the hub holds on the wings that this user sees, as rows in sequence order.
    pub(crate) fn marks(&self, token: &str) -> Vec<Value> {
        self.rows(token, "mark")
    }

    /// The rows of a kind that the hub holds where this user may look, but for the house, in sequence order, page by page.
    pub(crate) fn rows(&self, token: &str, kind: &str) -> Vec<Value> {
        let ask = |path: &str| -> Value {
            let (status, body) = self.get(path, token);
            assert_eq!(status, 200, "{body}");
            serde_json::from_str(&body).expect("JSON")
        };
        let heads = ask("/v1/streams");
        let heads = heads["streams"].as_array().expect("streams");
        let mut found = Vec::new();
        for head in heads.iter().filter(|head| head["kind"] != "facility") {
            let (of, id) = (head["kind"].as_str().expect("a kind"), head["id"].as_str().expect("an id"));
            let path = format!("/v1/streams/{of}/{id}/changes?limit=500");
            let mut page = ask(&path);
            loop {
                let rows = page["rows"].as_array().expect("rows").iter().filter(|row| row["kind"] == kind);
                found.extend(rows.cloned());
                if page["more"] == false {
                    break;
                }
                page = ask(&format!("{path}&after={}", page["cursor"].as_str().expect("a cursor")));
            }
        }
        found
    }

    fn is_healthy(&self) -> bool {
        self.ask("/v1/health", "").is_ok_and(|(status, _)| status == 200)
    }

    /// One plain HTTP/1.1 request by hand, so that the test does not trust the client that it tests.
    fn ask(&self, path: &str, token: &str) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect_timeout(&([127, 0, 0, 1], self.port).into(), Duration::from_secs(1))?;
        stream.set_read_timeout(Some(DEADLINE))?;
        let authorization = if token.is_empty() { String::new() } else { format!("Authorization: Bearer {token}\r\n") };
        let request = format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n{authorization}\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Ok((status.ok_or_else(|| std::io::Error::other("no status line"))?, body.to_owned()))
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.kill();
    }
}
