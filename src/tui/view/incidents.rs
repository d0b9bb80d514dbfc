//! Incidents and urgent measures as lines: what and until when, who was told, when somebody looked last; and who must not be together.

use super::{Look, below, by_time, entry};
use crate::domain::day::{Day, Group, IncidentLine, IncidentStep, Line};
use crate::domain::id::{DetaineeId, IncidentId};
use crate::domain::incident::Informed;
use crate::text::{Arg, Id, SafeText};
use crate::tui::model::Model;
use crate::tui::pick::Pick;
use crate::tui::theme::Role;
use crate::tui::update::incidents;
use crate::wording;

/// Every incident: what it is, in its own words, and what was done. Gives the last line of the chosen one.
pub(super) fn list(
    model: &Model,
    pick: Pick<IncidentId>,
    width: usize,
    look: &Look<'_>,
) -> (Vec<(Role, String)>, usize) {
    let all = incidents::lines(model);
    let (in_sight, chosen) = pick.rows(all, incidents::key);
    let mut lines = Vec::new();
    let mut end = 0;
    for (at, incident) in all.iter().enumerate() {
        let role = match incident {
            incident if incident.is_over_limit(look.now) || incident.ends_before_it_begins() => Role::Attention,
            incident if incident.ended.is_some() => Role::Quiet,
            _ => Role::Text,
        };
        lines.extend(entry(&heading(model, incident, look), role, Some(at) == chosen, width));
        let text = incident.text.reveal().as_str().replace('\n', " ");
        for text in [if model.hidden { "-" } else { &text }, &done(incident, look)] {
            lines.extend(below(text, Role::Text, width));
        }
        if at == in_sight {
            end = lines.len();
        }
    }
    if lines.is_empty() {
        lines.extend(below(look.words.say(Id::IncidentsEmpty).as_str(), Role::Text, width));
    }
    (lines, end.saturating_sub(1))
}

/// Cell and name; of somebody who has no line here any more, that.
fn who(model: &Model, person: DetaineeId, look: &Look<'_>) -> String {
    let nobody = || look.words.say(Id::NotOnWing).as_str().to_owned();
    model.line_of(person).map_or_else(nobody, |line| by_time::called(model, line))
}

/// Whom it is about, and what it is.
pub(super) fn heading(model: &Model, incident: &IncidentLine, look: &Look<'_>) -> String {
    let who = who(model, incident.detainee, look);
    format!("{who}  {}{}", what(incident, look), wording::waiting_sign(incident.pending))
}

/// `afzondering, PIW'er sinds 09:40, uiterlijk tot 24-11 00:40 (MdV)`
pub(super) fn what(incident: &IncidentLine, look: &Look<'_>) -> String {
    let what = look.words.say(wording::incident(incident.kind));
    let (from, by) = (look.when(incident.started_at), incident.by.as_ref().map_or("-", SafeText::as_str));
    let until = incident.limit.map(|limit| look.when(limit)).unwrap_or_default();
    let ended = incident.ended.as_ref().map(|ended| look.when(ended.at)).unwrap_or_default();
    let id = match incident {
        incident if incident.ends_before_it_begins() => Id::IncidentEndsBefore,
        incident if incident.is_taken_over => Id::IncidentTakenOverAt,
        incident if incident.ended.is_some() => Id::IncidentEnded,
        incident if incident.is_over_limit(look.now) => Id::IncidentOver,
        incident if incident.kind.is_measure() => Id::IncidentMeasure,
        _ => Id::IncidentAt,
    };
    let gaps = match id {
        Id::IncidentAt => vec![("time", Arg::Text(&from))],
        Id::IncidentEnded | Id::IncidentTakenOverAt | Id::IncidentEndsBefore => {
            vec![("from", Arg::Text(&from)), ("ended", Arg::Text(&ended))]
        }
        _ => vec![("from", Arg::Text(&from)), ("until", Arg::Text(&until))],
    };
    let gaps = [gaps.as_slice(), &[("what", (&what).into()), ("by", Arg::Text(by))]].concat();
    look.words.with(id, &gaps).as_str().to_owned()
}

/// Who was told, and the last check round.
fn done(incident: &IncidentLine, look: &Look<'_>) -> String {
    let by = |step: &IncidentStep| {
        let by = step.by.as_ref().map_or("-", SafeText::as_str);
        format!("{by}{}", wording::waiting_sign(step.pending))
    };
    let told = |(who, step): &(Informed, IncidentStep)| {
        let (told, time, by) = (look.words.say(wording::informed(*who)), look.when(step.at), by(step));
        let gaps = [("told", (&told).into()), ("time", Arg::Text(&time)), ("by", Arg::Text(&by))];
        look.words.with(Id::IncidentToldWhen, &gaps).as_str().to_owned()
    };
    let mut parts: Vec<String> = incident.told.iter().map(told).collect();
    if parts.is_empty() {
        parts.push(look.words.say(Id::IncidentNobodyTold).as_str().to_owned());
    }
    if incident.kind.is_measure() {
        parts.push(match incident.checks.last() {
            None => look.words.say(Id::IncidentNoCheck).as_str().to_owned(),
            Some(check) => {
                let (time, by) = (look.when(check.at), by(check));
                let gaps = [("time", Arg::Text(&time)), ("by", Arg::Text(&by))];
                let gaps = [gaps.as_slice(), &[("checks", incident.checks.len().into())]].concat();
                look.words.with(Id::IncidentLastCheck, &gaps).as_str().to_owned()
            }
        });
    }
    parts.join("; ")
}

/// What is known of one person: incidents, measures, and who they must not be with.
pub(super) fn of_person(model: &Model, day: &Day, line: &Line, look: &Look<'_>) -> Vec<(Role, String)> {
    let theirs = day.incidents.iter().filter(|incident| incident.detainee == line.detainee);
    let mut lines: Vec<_> = theirs.map(|incident| (Role::Attention, what(incident, look))).collect();
    let others: Vec<String> =
        day.apart.iter().filter_map(|pair| pair.from(line.detainee)).map(|other| who(model, other, look)).collect();
    if !others.is_empty() {
        let others = others.join("; ");
        let text = look.words.with(Id::DetailApart, &[("others", Arg::Text(&others))]);
        lines.push((Role::Attention, text.as_str().to_owned()));
    }
    lines
}

/// Who of a group must not be together; none when everybody may.
pub(super) fn apart(model: &Model, group: &Group<'_>, look: &Look<'_>) -> Option<String> {
    let pairs = group.apart(&model.day.as_deref()?.apart);
    let named = |(one, other): &(&Line, &Line)| format!("{} + {}", one.cell.spoken(), other.cell.spoken());
    let pairs: Vec<String> = pairs.iter().map(named).collect();
    let said = pairs.join("; ");
    (!pairs.is_empty()).then(|| look.words.with(Id::GroupApart, &[("pairs", Arg::Text(&said))]).as_str().to_owned())
}

/// Why a measure asks for attention.
pub(super) fn reasons(day: &Day, line: &Line, look: &Look<'_>) -> Vec<(Role, String)> {
    let over = day.incidents.iter().filter(|one| one.detainee == line.detainee && one.is_over_limit(look.now));
    over.filter_map(|incident| {
        let until = look.when(incident.limit?);
        let text = look.words.with(Id::WhyMeasureOver, &[("until", Arg::Text(&until))]);
        Some((Role::Attention, text.as_str().to_owned()))
    })
    .collect()
}
