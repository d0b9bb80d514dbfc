//! How the programme of a week went, as lines: every day, the hours of each kind, what was lost and why.

use chrono::{Datelike, TimeDelta};

use super::{Look, below, entry};
use crate::domain::week::{Doors, Minutes, SlotLine, Week};
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::model::Model;
use crate::tui::pick::SlotPick;
use crate::tui::theme::Role;
use crate::tui::update::week;
use crate::wording;

/// The page, and the line that has to be in sight: the chosen one.
pub(super) fn page(model: &Model, pick: SlotPick, width: usize, look: &Look<'_>) -> (Vec<(Role, String)>, usize) {
    let say = |id: Id| look.words.say(id).as_str().to_owned();
    let Some(week) = model.week_of(pick.monday) else { return (vec![(Role::Text, say(Id::WeekReading))], 0) };
    if week.lines.is_empty() {
        return (vec![(Role::Text, say(Id::WeekEmpty))], 0);
    }
    let mut lines = vec![(Role::Header, heading(week, look))];
    let (in_sight, chosen) = pick.line.rows(&week.lines, week::key);
    let mut here = 0;
    let mut day = None;
    for (at, slot) in week.lines.iter().enumerate() {
        if day != Some(slot.day) {
            day = Some(slot.day);
            lines.push((Role::Header, date::day_and_week(slot.day, look.words.lang())));
        }
        let role = match slot {
            slot if slot.is_open() || slot.is_contradicted() => Role::Attention,
            slot if slot.lost_minutes > 0 => Role::Text,
            _ => Role::Quiet,
        };
        lines.extend(entry(&line(slot, look), role, Some(at) == chosen, width));
        if at == in_sight {
            here = lines.len() - 1;
        }
    }
    lines.extend(sums(week, width, look));
    // Below the last line stand the sums: whoever is there sees them.
    if in_sight + 1 == week.lines.len() {
        here = lines.len() - 1;
    }
    (lines, here)
}

fn heading(week: &Week, look: &Look<'_>) -> String {
    let (from, to) = (date::date(week.monday), date::date(week.monday + TimeDelta::days(6)));
    let number = u64::from(week.monday.iso_week().week());
    let gaps = [("week", number.into()), ("from", Arg::Text(&from)), ("to", Arg::Text(&to))];
    look.words.with(Id::WeekOf, &gaps).as_str().to_owned()
}

/// `10:30-11:30 luchten, groep 1: ging door  MdV`; first of all that somebody says something else.
fn line(slot: &SlotLine, look: &Look<'_>) -> String {
    let span = format!("{}-{}", date::time(slot.starts), date::time(slot.ends));
    let kind = wording::programme(&slot.kind, look.words);
    let what = match &slot.group {
        Some(group) => look.words.with(Id::WeekGroup, &[("what", (&kind).into()), ("group", group.into())]),
        None => kind,
    };
    let mut how = match &slot.went {
        Some(went) => wording::went(went.went, look.words),
        None if slot.is_over && slot.round().is_some() => look.words.say(Id::WeekRound),
        None if slot.is_over => look.words.say(Id::WeekOpen),
        None => look.words.say(Id::StatePlanned),
    }
    .as_str()
    .to_owned();
    if let Some(went) = &slot.went {
        how.extend(["  ", went.by.as_ref().map_or("-", SafeText::as_str), wording::waiting_sign(went.pending)]);
    }
    if slot.is_contradicted() {
        how = format!("{}; {how}", look.words.say(Id::WeekContradicted).as_str());
    }
    let gaps = [("span", Arg::Text(&span)), ("what", (&what).into()), ("how", Arg::Text(&how))];
    look.words.with(Id::WeekLine, &gaps).as_str().to_owned()
}

/// Hours by what it is, what was lost by cause, and the doors beside their norm.
fn sums(week: &Week, width: usize, look: &Look<'_>) -> Vec<(Role, String)> {
    let say = |id: Id| look.words.say(id).as_str().to_owned();
    let below = |text: &str| below(text, Role::Text, width);
    let mut lines = vec![(Role::Text, String::new()), (Role::Header, say(Id::WeekTotals))];
    for (kind, minutes) in &week.totals {
        let what = wording::programme(kind, look.words);
        let Minutes { planned, offered, lost, not_recorded } = *minutes;
        let [planned, offered, lost, open] = [planned, offered, lost, not_recorded].map(date::hours);
        let gaps = [("what", (&what).into()), ("planned", Arg::Text(&planned)), ("offered", Arg::Text(&offered))];
        let gaps = [gaps.as_slice(), &[("lost", Arg::Text(&lost)), ("open", Arg::Text(&open))]].concat();
        lines.extend(below(look.words.with(Id::WeekTotal, &gaps).as_str()));
    }
    lines.push((Role::Header, say(Id::WeekLost)));
    for (cause, lost) in &week.lost {
        let cause = look.words.say(wording::cause(*cause));
        for (id, minutes) in [(Id::WeekLostBy, lost.activities), (Id::WeekLostDoors, lost.doors)] {
            let hours = date::hours(minutes);
            let text = look.words.with(id, &[("cause", (&cause).into()), ("hours", Arg::Text(&hours))]);
            lines.extend((minutes > 0).then(|| below(text.as_str())).into_iter().flatten());
        }
    }
    if week.lost.is_empty() {
        lines.extend(below(&say(Id::WeekNothingLost)));
    }
    match week.doors {
        Doors::None => {}
        Doors::Unknown => lines.extend(below(&say(Id::WeekDoorsUnknown))),
        Doors::Minutes(minutes) => {
            let text = look.words.with(Id::WeekDoors, &[("hours", Arg::Text(&date::hours(minutes)))]);
            lines.extend(below(text.as_str()));
        }
    }
    lines
}
