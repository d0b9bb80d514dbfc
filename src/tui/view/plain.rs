//! Plain lines out: what the screen says, from top to bottom, for who hears it, feels it, or has lines only.

use super::frame;
use super::popup::{self, Text};
use super::{Look, by_place, by_time, detail, round};
use crate::domain::day::{By, Item, Line, Pending};
use crate::domain::mark::MarkKind;
use crate::text::{Arg, Aside, Id, SafeText};
use crate::tui::action::Action;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, Over};
use crate::tui::palette::{Palette, keys_of};
use crate::tui::theme::Role;
use crate::tui::update::{incidents, input::Means, people, requests, week, why};
use crate::wording;

/// As wide as it takes: whoever reads lines breaks them.
const WIDTH: usize = 10_000;

/// Wing, day, who; the sum of people; how old everything is.
pub fn heading(model: &Model, look: &Look<'_>) -> Vec<String> {
    let titles = frame::titles(model, look);
    let (sum, right) = frame::sums(model, look, WIDTH);
    let ages = frame::ages(model, look).iter().map(|age| age.as_str().to_owned()).collect::<Vec<_>>();
    let lines = [titles.all().join(", "), sum.1, right.map_or_else(String::new, |(_, text)| text), ages.join(", ")];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// What is open: the chosen person on the day, a page, a list, a field, a question.
pub fn page(model: &Model, look: &Look<'_>) -> Vec<String> {
    let mut lines = match &model.over {
        None if model.at_place.is_some() => {
            let lines = super::place::spoken(model, look).into_iter();
            let mut number = Some(0);
            lines
                .map(|(role, text)| if role == Role::Header { text } else { spoken(&text, &mut number, look) })
                .collect()
        }
        None => person(model, look),
        Some(Over::Input(what, field)) => {
            let mut lines = vec![look.words.say(super::field::label(*what)).as_str().to_owned()];
            let text = field.text();
            if !text.is_empty() {
                lines.push(look.words.with(Id::PlainNow, &[("text", Arg::Text(&text))]).as_str().to_owned());
            }
            if let Means::How(how) = crate::tui::update::input::means(model, *what, field, look.words, look.now) {
                lines.push(look.words.say(how).as_str().to_owned());
            }
            lines
        }
        Some(over) => {
            let Text { title, lines, .. } = popup::text(model, over, look, WIDTH);
            let mut all = vec![look.words.say(title).as_str().to_owned()];
            let has_numbers = match over {
                Over::Written(texts, _) => !texts.lines(model).is_empty(),
                Over::Wings(_) | Over::Themes(_) => true,
                Over::Requests(_) => !requests::lines(model).is_empty(),
                Over::Incidents(_) => !incidents::lines(model).is_empty(),
                Over::People(_) => !people::lines(model).is_empty(),
                Over::Week(pick) => !week::lines(model, pick.monday).is_empty(),
                Over::Search(search) => !search.found.is_empty(),
                _ => false,
            };
            let mut number = has_numbers.then_some(0);
            all.extend(lines.iter().map(|(role, text)| match role {
                // What stands above a part of a list is nothing to choose.
                Role::Header => text.clone(),
                _ => spoken(text, &mut number, look),
            }));
            all
        }
    };
    lines.retain(|line| !line.trim().is_empty());
    for line in &mut lines {
        *line = without_signs(line, look);
    }
    let how = match model.layer() {
        Layer::Line | Layer::List => Some(Id::PlainLeave),
        Layer::Ask => Some(Id::PlainYesOrNo),
        _ => None,
    };
    lines.extend(how.map(|how| look.words.say(how).as_str().to_owned()));
    lines
}

/// A line with words for the signs at its end: what waits for the hub.
fn without_signs(line: &str, look: &Look<'_>) -> String {
    let signs = [(Pending::Colleague, Id::PlainWaitsColleague), (Pending::Mine, Id::PlainWaits)];
    let found = signs.iter().find_map(|(sign, id)| Some((line.strip_suffix(wording::waiting_sign(*sign))?, *id)));
    found.map_or_else(|| line.to_owned(), |(line, id)| format!("{line}, {}", look.words.say(id).as_str()))
}

/// A line of a list without the mark of what is chosen, and with its number: what is said for it.
fn spoken(text: &str, number: &mut Option<usize>, look: &Look<'_>) -> String {
    let (is_chosen, text) = text.strip_prefix('>').map_or((false, text), |rest| (true, rest));
    let rest = text.trim_start();
    // What belongs to the line above stands further in.
    let is_entry = text.len() - rest.len() <= 2 && !rest.is_empty();
    let mut said = match number {
        Some(number) if is_entry => {
            *number += 1;
            format!("{number}. {rest}")
        }
        _ => rest.to_owned(),
    };
    if is_chosen {
        said.extend([" (", look.words.say(Id::PlainChosen).as_str(), ")"]);
    }
    said
}

/// The chosen person, and what the next step is.
fn person(model: &Model, look: &Look<'_>) -> Vec<String> {
    let (Some(line), Some(day)) = (model.line(), model.day.as_deref()) else {
        let id = if model.day.is_none() { Id::EmptyNoData } else { Id::EmptyNobody };
        return vec![look.words.say(id).as_str().to_owned()];
    };
    if let Some(group) = model.whole_group() {
        let (title, known) = by_time::known(model, &group, look);
        let step = group.next_step().map(|step| next(step, look));
        return std::iter::once(title).chain(known.into_iter().map(|(_, text)| text)).chain(step).collect();
    }
    let mut lines = vec![detail::title(model, line, look)];
    lines.extend(detail::wide(model, line, day, look).into_iter().map(|(_, text)| text));
    lines.extend(model.item_of(line).and_then(Item::next_step).map(|step| next(step, look)));
    lines
}

fn next(step: MarkKind, look: &Look<'_>) -> String {
    let step = look.words.say(wording::mark(step));
    look.words.with(Id::PlainNext, &[("step", (&step).into())]).as_str().to_owned()
}

/// Everybody whom the filter lets through, a line each; by time a line for each group.
pub fn list(model: &Model, look: &Look<'_>) -> Vec<String> {
    if let Some(round) = model.round() {
        return round::spoken(model, round, look);
    }
    match model.by {
        By::Person => {}
        By::Time => return by_time::spoken(model, look),
        By::Place => return by_place::spoken(model, look),
    }
    let one = |line: &&Line| {
        // What is at hand, else what comes next, else what was last.
        let next = line.items.iter().find(|item| !item.state.is_finished()).or(line.items.last());
        let item = model.item_of(line).or(next).map(|item| wording::item(item, look.words, false));
        let item = item.unwrap_or_else(|| look.words.say(Id::DetailNothingToday).as_str().to_owned());
        let mut parts = vec![item];
        let day = model.day.as_deref();
        let reasons = day
            .map(|day| detail::reasons(day, line, look))
            .unwrap_or_default()
            .into_iter()
            .filter(|(role, _)| *role == Role::Attention);
        parts.extend(reasons.map(|(_, text)| text));
        let name = if model.hidden { "-" } else { line.name.as_str() };
        without_signs(&format!("{} {name}: {}", line.cell.spoken(), parts.join("; ")), look)
    };
    model.lines().iter().map(one).collect()
}

/// What can be done here: what it is called, its keys, what it does or why it does nothing now.
pub fn actions(model: &Model, look: &Look<'_>) -> Vec<String> {
    let layer = model.layer();
    let palette = Palette::new(None, layer, |action| why::not(model, action, look.now));
    let entries = palette.entries.iter().map(|entry| {
        let says = entry.why_not.map(|why| look.words.say(why));
        action(entry.action, layer, look, says.as_ref().map(SafeText::as_str))
    });
    entries.collect()
}

/// A line that is nothing here, and what is called alike.
pub fn unknown(line: &str, alike: &[Action], model: &Model, look: &Look<'_>) -> Vec<String> {
    let said = look.words.with(Id::PlainUnknown, &[("text", Arg::Text(line))]);
    let mut lines = vec![said.as_str().to_owned()];
    lines.extend(alike.iter().map(|one| action(*one, model.layer(), look, None)));
    lines
}

/// What happened last.
pub fn notice(model: &Model) -> Option<&SafeText> {
    model.notice.as_ref().map(|(_, text)| text)
}

/// An action in one line.
fn action(action: Action, layer: Layer, look: &Look<'_>, says: Option<&str>) -> String {
    let name = look.words.say(action.label_in(layer));
    let keys =
        keys_of(&look.looks.keymap, layer, action).iter().map(|key| frame::key_name(key, look)).collect::<Vec<_>>();
    let help = look.words.aside(action.label(), Aside::Help);
    let says = says.unwrap_or(help.as_str());
    format!("{} ({}): {says}", name.as_str(), keys.join(", "))
}
