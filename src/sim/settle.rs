//! The line is good again: everything is delivered until nothing moves, and then everything has to be right.

use std::collections::BTreeMap;

use super::facility::{WINGS, today, token};
use super::watch::{named, sorted};
use super::world::World;
use crate::domain::decide::Known;
use crate::domain::id::RowId;
use crate::domain::row::{Check, Row};
use crate::domain::stream::StreamId;
use crate::sync::Connection;
use crate::sync::sim::SimTerminal;
use crate::wire::body;

/// Most deliveries until everything is quiet.
const LIMIT: usize = 3_000;

impl World {
    /// Lets everything come to rest, and looks whether it is right.
    pub(super) fn settle(&mut self) {
        for terminal in 0..self.terminals.len() {
            self.start(terminal);
        }
        self.rest();
        // What is damaged in a cache is found when it is read.
        for terminal in 0..self.terminals.len() {
            if self.watches[terminal].mended() {
                self.terminals[terminal].read_everything();
                let sent = self.terminals[terminal].wish();
                self.send(terminal, sent);
            }
        }
        self.rest();
        self.check();
    }

    fn rest(&mut self) {
        self.going.iter_mut().for_each(|going| going.parked = false);
        for deliveries in 0.. {
            let status = || self.terminals.iter().map(SimTerminal::status).collect::<Vec<_>>();
            assert!(deliveries < LIMIT, "it does not come to rest: {:?}", status());
            if !self.coming.is_empty() {
                let coming = self.coming.remove(0);
                self.answer(coming);
            } else if let Some(at) = self.going.iter().position(|going| !going.parked) {
                let at = u16::try_from(at).expect("few");
                let coming = self.arrive(at, false);
                self.coming.extend(coming);
            } else if let Some(at) = self.terminals.iter().position(SimTerminal::rests) {
                let sent = self.terminals[at].rested();
                self.send(at, sent);
            } else {
                return;
            }
        }
    }

    fn check(&mut self) {
        for at in 0..self.terminals.len() {
            self.check_terminal(at);
        }
        self.check_hub();
        self.check_screens();
    }

    /// Everything that waited is decided, and what is here is what the hub has.
    fn check_terminal(&mut self, at: usize) {
        let terminal = &self.terminals[at];
        let status = terminal.status().expect("it runs");
        assert_eq!((status.connection, status.waiting), (Connection::Online, 0), "terminal {at}");
        let granted = self.hub.granted(&token(terminal.user));
        let states = terminal.streams();
        let here: Vec<StreamId> = states.keys().copied().collect();
        let mut listed = granted;
        listed.sort();
        assert_eq!(here, listed, "terminal {at} has the streams that it may have, and no other");
        for (stream, state) in states {
            let (mut live, check) = self.hub.rows(stream);
            live.retain(|row| !row.is_tombstone());
            live.sort_by_key(|row| row.id);
            let rows = terminal.rows(stream).expect("nothing is damaged");
            assert!(rows == live, "terminal {at}, {stream:?}: {:#?} is not {:#?}", plain(&rows), plain(&live));
            assert_eq!((state.check, state.rebuilding), (check, false), "terminal {at}, {stream:?}");
            assert_eq!(check, counted(&live), "{stream:?}");
        }
        let device = terminal.device().expect("it runs");
        let outcomes = self.hub.outcomes(device);
        for (number, _, outcome) in terminal.journal() {
            let stored = usize::try_from(number - 1).ok().and_then(|index| outcomes.get(index));
            assert_eq!(outcome.as_ref(), stored, "terminal {at}: what became of action {number}");
        }
    }

    /// Every saved action was decided once, and the hub's rows are what comes of that.
    fn check_hub(&self) {
        let lost: Vec<_> = self.saved.iter().filter(|id| !self.ledger.knows(**id)).collect();
        assert!(lost.is_empty(), "saved and never decided: {lost:?}");
        let twice: Vec<_> = self.hub.decisions().into_iter().filter(|(_, times)| *times != 1).collect();
        assert!(twice.is_empty(), "decided more than once: {twice:?}");
        for stream in self.ledger.streams() {
            let rows = self.hub.rows(stream).0;
            let live = rows.iter().filter(|row| !row.is_tombstone());
            let known: BTreeMap<RowId, Known> =
                live.map(|row| (row.id, body::known(stream, row).expect("a row of this program"))).collect();
            let (hub, ledger) = (known.values().collect::<Vec<_>>(), self.ledger.rows(stream));
            assert!(hub == ledger, "{stream:?}: {:?} is not {:?}", named(&hub), named(&ledger));
        }
    }

    /// Who may see the same sees the same.
    fn check_screens(&mut self) {
        let wing = StreamId::wing(WINGS[0]);
        let mut days = Vec::new();
        for (at, terminal) in self.terminals.iter_mut().enumerate() {
            if !terminal.streams().contains_key(&wing) {
                continue;
            }
            let day = terminal.day(WINGS[0], today()).expect("it runs");
            assert!(day.pending.is_empty(), "terminal {at} still shows something as waiting");
            self.watches[at].looked(&day, terminal);
            days.push((at, day));
        }
        for (at, day) in &days {
            let (day, first) = (sorted(day), sorted(&days[0].1));
            assert!(day == first, "terminal {at} shows {:?}, another {:?}", named(&day), named(&first));
        }
    }
}

/// Rows as somebody can read them.
fn plain(rows: &[Row]) -> Vec<String> {
    let body = |row: &Row| String::from_utf8_lossy(row.body.as_deref().unwrap_or_default()).into_owned();
    rows.iter().map(|row| format!("{} {} {} {} {}", row.id, row.kind, row.revision, row.sequence, body(row))).collect()
}

/// Count and sum of live rows.
fn counted(live: &[Row]) -> Check {
    live.iter().fold(Check::default(), |check, row| Check {
        count: check.count + 1,
        sum: check.sum.wrapping_add(crate::seal::row_digest(row.id.0, row.revision)),
    })
}
