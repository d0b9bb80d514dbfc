//! What a page over the day needs besides the day, and whether it is here: a week, a file, the sync screen.

use chrono::NaiveDate;

use super::model::{Input, Letters, Model, Over};
use super::msg::{self, Status};
use crate::domain::caseload::CaseLine;
use crate::domain::day::Line;
use crate::domain::dossier::Dossier;
use crate::domain::id::{DetaineeId, WingId};
use crate::domain::week::Week;

impl Model {
    /// Whether something that was asked for is not here yet: a day, a person's file, the sync screen, the journal's answer.
    pub fn is_waiting(&self, today: NaiveDate) -> bool {
        let shown = self.day.as_ref().map(|day| (day.wing, day.date));
        let other_day = match self.shows_place(today) {
            Some(date) => self.expected.as_ref().is_none_or(|day| day.date != date),
            None => shown.is_none() || shown != self.wanted(today),
        };
        let page = match self.over {
            Some(Over::Person(_) | Over::FirstDays(_)) => self.file().is_none(),
            Some(Over::Sync(_)) => self.sync_page.is_none(),
            Some(Over::People(_)) => self.caseload.is_none(),
            Some(Over::Week(pick)) => self.week_of(pick.monday).is_none(),
            _ => false,
        };
        other_day || page || self.is_filling() || !self.in_flight.is_empty()
    }

    /// Whether it is the first time and everything is being read. It ends, with a day or without a network.
    pub fn is_filling(&self) -> bool {
        let Status { line, last_sync, progress, .. } = self.status;
        let is_empty = self.day.as_ref().is_none_or(|day| day.lines.is_empty());
        let is_trying = matches!(line, msg::Line::Unknown | msg::Line::Online);
        last_sync.is_none() && (progress.is_some() || (is_empty && is_trying))
    }

    /// Whether everything is here and no wing is among it: whoever works on none.
    pub(super) fn has_no_wing(&self) -> bool {
        self.wing.is_none() && self.wings.is_empty() && self.status.last_sync.is_some()
    }

    /// What is open; below the list of all actions what it will be again.
    fn page(&self) -> Option<&Over> {
        match &self.over {
            Some(Over::Palette(palette)) => palette.below(),
            over => over.as_ref(),
        }
    }

    /// Whether the sync screen is open.
    pub fn shows_sync(&self) -> bool {
        matches!(self.page(), Some(Over::Sync(_)))
    }

    /// The day of the reader's places, when they are on screen.
    pub fn shows_place(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.at_place.map(|_| self.date.unwrap_or(today))
    }

    /// Whether the reader's people are on screen.
    pub fn shows_people(&self) -> bool {
        matches!(self.page(), Some(Over::People(_)))
    }

    /// The wing and the Monday of the week whose programme is on screen.
    pub fn shows_week(&self) -> Option<(WingId, NaiveDate)> {
        let Some(Over::Week(pick) | Over::Letters(Letters::Causes(pick, _)) | Over::Input(Input::Hours(pick), _)) =
            self.page()
        else {
            return None;
        };
        self.wing.map(|wing| (wing, pick.monday))
    }

    /// The week that begins on this day, when it is here.
    pub(super) fn week_of(&self, monday: NaiveDate) -> Option<&Week> {
        self.week.as_deref().filter(|week| (Some(week.wing), week.monday) == (self.wing, monday))
    }

    /// The person whose file is on screen.
    pub fn shows_file(&self) -> Option<DetaineeId> {
        let open = match self.page() {
            Some(
                Over::Person(_)
                | Over::FirstDays(_)
                | Over::Letters(Letters::Contacts | Letters::Enter | Letters::Said(_) | Letters::Placements(_)),
            ) => true,
            Some(Over::Input(what, _)) => needs_file(*what),
            _ => false,
        };
        self.subject().filter(|_| open)
    }

    /// Whom a page is about: somebody whose wing is not here, or whoever is chosen on the day.
    pub(super) fn subject(&self) -> Option<DetaineeId> {
        self.elsewhere.or_else(|| self.line().map(|line| line.detainee))
    }

    /// The line of whom a page is about; none of somebody whose wing is not here.
    pub(super) fn subject_line(&self) -> Option<&Line> {
        self.line().filter(|_| self.elsewhere.is_none())
    }

    /// One of the reader's people, as their list has them.
    pub(super) fn case(&self, person: DetaineeId) -> Option<&CaseLine> {
        self.caseload.as_ref()?.people.iter().find(|line| line.detainee == person)
    }

    /// Whether a file that arrives is the one that is open: whoever is chosen, also while the day that they are on is not here yet.
    pub(super) fn wants_file(&self, person: DetaineeId) -> bool {
        let is_open = |shown| shown == person || self.elsewhere.is_none() && self.selected == Some(person);
        self.shows_file().is_none_or(is_open)
    }

    /// The file of the chosen person, when it is here.
    pub(super) fn file(&self) -> Option<&Dossier> {
        let person = self.subject()?;
        self.file.as_deref().filter(|file| file.detainee == person)
    }
}

/// Whether a field is of somebody's file: without that nothing can be recorded from it.
pub(super) const fn needs_file(what: Input) -> bool {
    matches!(
        what,
        Input::Advice(_)
            | Input::Mdo(..)
            | Input::NextTalk(_)
            | Input::Contact(..)
            | Input::Words(..)
            | Input::Child(..)
    )
}
