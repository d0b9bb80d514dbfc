//! Incidents and urgent measures of this day, and who must not be together.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{DayInput, Group, ItemKind, Line, Pending};
use crate::domain::id::{DetaineeId, IncidentId, KeepApartId, MarkId, RowId, StaffId};
use crate::domain::incident::{self, Incident, IncidentKind, Informed, KeepApart};
use crate::domain::local;
use crate::domain::mark::{Mark, MarkKind};
use crate::text::{Pii, SafeText};

/// An incident or a measure as the day shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentLine {
    /// Which.
    pub id: IncidentId,
    /// About whom.
    pub detainee: DetaineeId,
    /// What it is.
    pub kind: IncidentKind,
    /// What happened, or why.
    pub text: Pii<SafeText>,
    /// When it happened or began.
    pub started_at: DateTime<Utc>,
    /// When a measure is over at the latest.
    pub limit: Option<DateTime<Utc>>,
    /// That it ended for the officer: it was over, or the governor took it over.
    pub ended: Option<IncidentStep>,
    /// The governor took it over.
    pub is_taken_over: bool,
    /// Who was told, the first time each.
    pub told: Vec<(Informed, IncidentStep)>,
    /// Check rounds, oldest first.
    pub checks: Vec<IncidentStep>,
    /// Initials of who recorded it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// Something that was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentStep {
    /// Which mark.
    pub mark: MarkId,
    /// When.
    pub at: DateTime<Utc>,
    /// Initials of who did it, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

impl IncidentLine {
    /// Whether it is a measure that runs.
    pub const fn runs(&self) -> bool {
        self.kind.is_measure() && self.ended.is_none()
    }

    /// Whether an officer's measure lasts longer than an officer may decide: the governor takes it over, or it ends.
    pub fn is_over_limit(&self, now: DateTime<Utc>) -> bool {
        self.runs() && self.limit.is_some_and(|limit| limit <= now)
    }

    /// When it was over for the officer; of what is no measure, and of an end that was seen before the beginning, when it began.
    pub fn over_at(&self) -> DateTime<Utc> {
        self.ended.as_ref().map_or(self.started_at, |ended| ended.at.max(self.started_at))
    }

    /// Whether its end was recorded for a time before its beginning: one of the two is wrong.
    pub fn ends_before_it_begins(&self) -> bool {
        self.ended.as_ref().is_some_and(|ended| ended.at < self.started_at)
    }

    /// When somebody looked after them last; when it began, if nobody did.
    pub fn last_check(&self) -> DateTime<Utc> {
        self.checks.last().map_or(self.started_at, |check| check.at)
    }
}

/// Two people who must not be together, as the day shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Which.
    pub id: KeepApartId,
    /// One of them.
    pub detainee: DetaineeId,
    /// The other one.
    pub other: DetaineeId,
    /// Whether it reached the hub.
    pub pending: Pending,
}

impl Apart {
    /// The other one of the two; none when this person is neither.
    pub fn from(&self, person: DetaineeId) -> Option<DetaineeId> {
        match person {
            person if person == self.detainee => Some(self.other),
            person if person == self.other => Some(self.detainee),
            _ => None,
        }
    }
}

/// How long what happened or ended stays in sight today: whoever has the night finds the evening after midnight, and whoever comes in the
/// morning finds the night.
const IN_SIGHT: TimeDelta = TimeDelta::hours(24);

/// Incidents of this day and measures that ran on it, what still runs first, then oldest first; today also those of the last 24 hours.
/// `marks` gives those that stand.
pub(super) fn standing<'a>(
    input: &DayInput<'_>,
    incidents: &[&Incident],
    marks: impl Fn(RowId) -> Vec<&'a Mark>,
    initials: impl Fn(StaffId) -> Option<SafeText>,
) -> Vec<IncidentLine> {
    let (mut from, to) = local::bounds(input.date);
    if input.date == local::date_of(input.now) {
        from = from.min(input.now - IN_SIGHT);
    }
    let pending = |id: RowId| input.pending.get(&id).copied().unwrap_or_default();
    let line = |incident: &Incident| {
        let mut seen = marks(incident.id.into());
        seen.sort_by_key(|mark| mark.precedence());
        let step = |mark: &Mark| IncidentStep {
            mark: mark.id,
            at: mark.observed_at,
            by: initials(mark.author),
            pending: pending(mark.id.into()),
        };
        let mut told: Vec<(Informed, IncidentStep)> = Vec::new();
        for mark in &seen {
            if let MarkKind::Told(who) = mark.kind
                && told.iter().all(|(other, _)| *other != who)
            {
                told.push((who, step(mark)));
            }
        }
        let ended = seen.iter().find(|mark| mark.kind.ends_measure()).copied();
        IncidentLine {
            id: incident.id,
            detainee: incident.detainee,
            kind: incident.kind,
            text: incident.text.clone(),
            started_at: incident.started_at,
            limit: incident.limit(),
            ended: ended.map(step),
            is_taken_over: ended.is_some_and(|mark| mark.kind == MarkKind::TakenOver),
            told,
            checks: seen.iter().filter(|mark| mark.kind == MarkKind::Checked).map(|mark| step(mark)).collect(),
            by: initials(incident.author),
            pending: pending(incident.id.into()),
        }
    };
    let began = incident::standing(incidents).into_iter().filter(|incident| incident.started_at < to);
    let mut lines: Vec<_> = began.map(line).collect();
    lines.retain(|line| line.runs() || from <= line.over_at());
    lines.sort_by_key(|line| (!line.runs(), line.started_at, line.id));
    lines
}

/// The pairs that stand.
pub(super) fn apart(input: &DayInput<'_>, pairs: &[&KeepApart], replaced: &BTreeSet<RowId>) -> Vec<Apart> {
    let stands = |pair: &&&KeepApart| pair.replaces.is_none() && !replaced.contains(&pair.id.into());
    let mut all: Vec<_> = pairs.iter().filter(stands).collect();
    all.sort_by_key(|pair| (pair.at, pair.id));
    let one = |pair: &&&KeepApart| Apart {
        id: pair.id,
        detainee: pair.detainee,
        other: pair.other,
        pending: input.pending.get(&pair.id.into()).copied().unwrap_or_default(),
    };
    all.iter().map(one).collect()
}

impl<'a> Group<'a> {
    /// Who of this group must not be together, and both are expected.
    pub fn apart(&self, apart: &[Apart]) -> Vec<(&'a Line, &'a Line)> {
        // At the doors everybody is at their own.
        if matches!(self.item.kind, ItemKind::Door(_)) || self.item.state.is_off() {
            return Vec::new();
        }
        let expected = |person: DetaineeId| {
            let of_them = |(line, item): &&(&'a Line, &super::Item)| line.detainee == person && !item.state.is_off();
            self.members.iter().find(of_them).map(|(line, _)| *line)
        };
        apart.iter().filter_map(|pair| Some((expected(pair.detainee)?, expected(pair.other)?))).collect()
    }
}
