//! Everything about one person that this screen knows, as lines: three of them below the list, all of them beside it.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Look, by_place, by_time, incidents, put, requests, wrap, written};
use crate::domain::day::{Day, Item, Line, Recording, VisitSignal};
use crate::domain::dossier::LeaveCase;
use crate::domain::leave::AdviceRole;
use crate::domain::local;
use crate::text::{Arg, Id, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::wording;

/// The panel: below the list with a rule and three lines, or beside it from top to bottom.
pub(super) fn panel(model: &Model, look: &Look<'_>, buffer: &mut Buffer, area: Rect) {
    let (Some(line), Some(day)) = (model.line(), model.day.as_deref()) else { return };
    let beside = area.x > 0;
    let group = model.whole_group().map(|group| by_time::known(model, &group, look));
    let (title, known) = match group {
        Some((title, lines)) => (title, Some(lines)),
        None => (title(model, line, look), None),
    };
    let rule: String = std::iter::repeat_n('-', usize::from(area.width)).collect();
    // Rule and title in one look: they change with every move of the choice.
    put(buffer, area.x, area.y, area.width, &rule, look.style(Role::Text));
    let inner = area.width.saturating_sub(5);
    let title = super::cut(&title, usize::from(inner.saturating_sub(2)), look.ascii);
    put(buffer, area.x + 2, area.y, inner, &format!(" {title} "), look.style(Role::Text));
    let lines = if beside || known.is_some() {
        // Read whole: there is room below.
        let width = usize::from(area.width.saturating_sub(1));
        let broken = |(role, text): (Role, String)| wrap(&text, width).into_iter().map(move |line| (role, line));
        let lines = known.unwrap_or_else(|| wide(model, line, day, look));
        lines.into_iter().flat_map(broken).collect()
    } else {
        narrow(model, line, day, look)
    };
    let rows = area.height.saturating_sub(1);
    for (y, (role, text)) in (area.y + 1..area.y + 1 + rows).zip(lines) {
        put(
            buffer,
            area.x + 1,
            y,
            area.width - 1,
            &super::cut(&text, usize::from(area.width) - 1, look.ascii),
            look.style(role),
        );
    }
}

pub(super) fn title(model: &Model, line: &Line, look: &Look<'_>) -> String {
    let cell = line.cell.spoken();
    let name = if model.hidden { "-" } else { line.name.as_str() };
    match &line.mentor {
        Some(mentor) => format!("{cell} {name}   {} {}", look.words.say(Id::DetailMentor).as_str(), mentor.as_str()),
        None => format!("{cell} {name}"),
    }
}

/// Three lines: the item at hand and the next, leave and municipality, and what else there is.
fn narrow(model: &Model, line: &Line, day: &Day, look: &Look<'_>) -> Vec<(Role, String)> {
    let hit = model.item_of(line);
    let mut items: Vec<_> = line.items.iter().collect();
    // What a mark would hit comes first, then what is to come.
    items.sort_by_key(|item| (hit.is_none_or(|hit| hit.id != item.id), item.state.is_finished(), item.starts_at));
    let shown: Vec<_> = items.iter().take(2).map(|item| wording::item(item, look.words, false)).collect();
    let first =
        if shown.is_empty() { look.words.say(Id::DetailNothingToday).as_str().to_owned() } else { shown.join("   ") };
    let mut second: Vec<_> = leave_texts(line, day.date, look);
    second.extend(municipal_texts(line, day.date, look));
    let asks = hit.into_iter().flat_map(|item| asks(item, look));
    let third: Vec<_> = asks.chain(extras(model, line, day, look)).map(|(_, text)| text).collect();
    let moved = movements(line, look);
    let too_long = hit.and_then(|item| by_place::too_long(item, look, day.margins.underway_minutes));
    let texts = if let Some([what, now]) = too_long {
        // Somebody may be lost: the rest can wait.
        [vec![what], vec![now], vec![first]]
    } else if moved.is_empty() {
        [vec![first], second, third]
    } else {
        // What the administration does not say yet is read first; the rest moves together.
        second.extend(third);
        [moved, vec![first], second]
    };
    texts.into_iter().map(|parts| (Role::Text, parts.join("   "))).collect()
}

/// All of this person's day.
pub(super) fn wide(model: &Model, line: &Line, day: &Day, look: &Look<'_>) -> Vec<(Role, String)> {
    let hit = model.item_of(line).map(|item| item.id);
    let mut lines: Vec<_> = movements(line, look).into_iter().map(|text| (Role::Attention, text)).collect();
    if line.items.is_empty() {
        lines.push((Role::Text, look.words.say(Id::DetailNothingToday).as_str().to_owned()));
    }
    for item in &line.items {
        let role = if hit == Some(item.id) { Role::AtHand } else { Role::Text };
        lines.push((role, wording::item(item, look.words, true)));
        lines.extend(wording::changed(item, look.words).map(|text| (Role::Quiet, format!("  {}", text.as_str()))));
        lines.extend(asks(item, look));
        let too_long = by_place::too_long(item, look, day.margins.underway_minutes);
        lines.extend(too_long.into_iter().flatten().map(|text| (Role::Attention, text)));
        if let Some(place) = &item.place {
            lines.push((Role::Quiet, format!("  {}", place.as_str())));
        }
    }
    lines.push((Role::Text, String::new()));
    lines.extend(leave_texts(line, day.date, look).into_iter().map(|text| (Role::Text, text)));
    lines.extend(municipal_texts(line, day.date, look).into_iter().map(|text| (Role::Text, text)));
    lines.extend(extras(model, line, day, look));
    lines
}

/// What about an item asks for a look, and blocks nothing.
fn asks(item: &Item, look: &Look<'_>) -> Vec<(Role, String)> {
    let role = if item.review.is_open() { Role::Attention } else { Role::Quiet };
    let review = wording::review(item, look.words).map(|text| (role, text.as_str().to_owned()));
    let signal = |signal: &VisitSignal| wording::visit_signal(item, *signal, look.words).as_str().to_owned();
    review.into_iter().chain(item.signals.iter().map(|one| (Role::Attention, signal(one)))).collect()
}

/// Leave requests as the file has them, with what was written for them.
pub(super) fn file(model: &Model, look: &Look<'_>) -> Vec<(Role, String)> {
    let mut lines = Vec::new();
    let Some(file) = model.file() else { return lines };
    for case in &file.leave {
        let request = &case.request;
        let (kind, state) =
            (look.words.say(wording::leave(request.kind)), look.words.say(wording::leave_state(request.state)));
        let day = date::day_month(request.submitted_on);
        let gaps = [("kind", (&kind).into()), ("date", Arg::Text(&day)), ("state", (&state).into())];
        lines.push((Role::Text, String::new()));
        lines.push((Role::Text, look.words.with(Id::DetailLeaveFile, &gaps).as_str().to_owned()));
        for role in [AdviceRole::Mentor, AdviceRole::CaseManager] {
            lines.extend(advice(case, role, usize::from(model.size.0.saturating_sub(2)), look));
        }
    }
    lines
}

fn advice(case: &LeaveCase, role: AdviceRole, width: usize, look: &Look<'_>) -> Vec<(Role, String)> {
    let who = look.words.say(wording::advice(role));
    let Some(written) = case.by(role).filter(|line| !line.text.reveal().as_str().is_empty()) else {
        let none = look.words.with(Id::DetailAdviceNone, &[("role", (&who).into())]);
        return vec![(Role::Quiet, none.as_str().to_owned())];
    };
    let by = written.by.clone().unwrap_or_default();
    let day = date::day_month(local::date_of(written.written_at));
    let said = written.text.reveal().as_str().replace('\n', " ");
    let gaps = [("role", (&who).into()), ("by", (&by).into()), ("date", Arg::Text(&day)), ("text", Arg::Text(&said))];
    let mut text = look.words.with(Id::DetailAdvice, &gaps).as_str().to_owned();
    text.push_str(wording::waiting_sign(written.pending));
    wrap(&text, width).into_iter().map(|line| (Role::Text, line)).collect()
}

/// Who came, left or went to another cell, and the administration does not say so yet.
fn movements(line: &Line, look: &Look<'_>) -> Vec<String> {
    line.movements.iter().map(|movement| wording::movement_line(movement, look.words)).collect()
}

fn leave_texts(line: &Line, today: NaiveDate, look: &Look<'_>) -> Vec<String> {
    line.leave.iter().map(|leave| wording::leave_request(leave, today, look.words).as_str().to_owned()).collect()
}

fn municipal_texts(line: &Line, today: NaiveDate, look: &Look<'_>) -> Vec<String> {
    let said = |summary| wording::municipal_handover(summary, today, look.words).as_str().to_owned();
    line.municipal.iter().map(said).collect()
}

/// Measures, restrictions, notes, what goes to the next shift.
fn extras(model: &Model, line: &Line, day: &Day, look: &Look<'_>) -> Vec<(Role, String)> {
    let mut lines = Vec::new();
    for measure in &line.measures {
        let kind = look.words.say(wording::measure(measure.kind));
        let until = measure.ends_at.map_or_else(
            || "?".to_owned(),
            |at| format!("{} {}", date::day_month(local::date_of(at)), date::time(local::time_of(at))),
        );
        let text = look.words.with(Id::DetailMeasure, &[("kind", (&kind).into()), ("until", Arg::Text(&until))]);
        lines.push((Role::Attention, text.as_str().to_owned()));
    }
    lines.extend(incidents::of_person(model, day, line, look));
    if line.contact_restricted {
        lines.push((Role::Attention, look.words.say(Id::DetailRestricted).as_str().to_owned()));
    }
    for note in line.notes.iter().rev() {
        lines.push((Role::Text, written::text(note)));
    }
    lines.extend(requests::of_person(model, line.detainee, look).into_iter().map(|text| (Role::Text, text)));
    for entry in day.handover.iter().filter(|entry| entry.detainee == Some(line.detainee)) {
        let text = look.words.with(Id::DetailHandover, &[("text", Arg::Text(&written::text(entry)))]);
        lines.push((Role::Text, text.as_str().to_owned()));
    }
    lines
}

/// Why a line asks for attention, in words.
pub(super) fn reasons(day: &Day, line: &Line, look: &Look<'_>) -> Vec<(Role, String)> {
    let mut lines = Vec::new();
    let name = |item: &Item| {
        let what = look.words.say(wording::kind(item.kind).1);
        format!("{} {}", date::time(local::time_of(item.starts_at)), what.as_str())
    };
    for item in &line.items {
        let here = name(item);
        let other = item.clash.filter(|clash| !clash.goes_first).map(|clash| clash.with);
        if let Some(first) = other.and_then(|id| line.items.iter().find(|other| other.id == id)) {
            let gaps = [("item", Arg::Text(&here)), ("first", Arg::Text(&name(first)))];
            lines.push((Role::Attention, look.words.with(Id::WhyClash, &gaps).as_str().to_owned()));
            let gap = day.next_gap(line, item);
            let until = |from| wording::span(from, from + (item.ends_at - item.starts_at));
            let said = match gap.map(until) {
                Some(span) => look.words.with(Id::WhyGap, &[("item", Arg::Text(&here)), ("span", (&span).into())]),
                None => look.words.with(Id::WhyNoGap, &[("item", Arg::Text(&here))]),
            };
            lines.push((Role::Text, said.as_str().to_owned()));
        }
        let said = |id: Id| look.words.with(id, &[("item", Arg::Text(&here))]).as_str().to_owned();
        if item.contradicted {
            lines.push((Role::Attention, said(Id::WhyContradicted)));
        }
        if item.recording == Recording::Missing {
            lines.push((Role::Attention, said(Id::WhyNotRecorded)));
        }
        lines.extend(asks(item, look));
        lines.extend(wording::changed(item, look.words).map(|text| (Role::Text, text.as_str().to_owned())));
        if item.impossible_times {
            lines.push((Role::Attention, said(Id::WhyImpossible)));
        }
    }
    lines.extend(incidents::reasons(day, line, look));
    lines.extend(movements(line, look).into_iter().map(|text| (Role::Attention, text)));
    if line.is_twice {
        lines.push((Role::Attention, look.words.say(Id::WhyTwice).as_str().to_owned()));
    }
    if line.notes.iter().any(|note| note.has_sibling) {
        lines.push((Role::Attention, look.words.say(Id::WhyVersions).as_str().to_owned()));
    }
    if lines.is_empty() {
        lines.push((Role::Text, look.words.say(Id::WhyNothing).as_str().to_owned()));
    }
    lines
}
