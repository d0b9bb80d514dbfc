//! Requests as lines: of a wing, and of one person.

use super::{Look, below, days, entry};
use crate::domain::day::RequestLine;
use crate::domain::id::RequestSlipId;
use crate::domain::local;
use crate::domain::request::RequestState;
use crate::text::{Arg, Id, SafeText};
use crate::tui::model::Model;
use crate::tui::pick::Pick;
use crate::tui::theme::Role;
use crate::tui::update::requests;
use crate::wording;

/// Every request: who asks whom since when, and below it what, and the answer. Gives the last line of the chosen one.
pub(super) fn list(
    model: &Model,
    pick: Pick<RequestSlipId>,
    width: usize,
    look: &Look<'_>,
) -> (Vec<(Role, String)>, usize) {
    let all = requests::lines(model);
    let (in_sight, chosen) = pick.rows(all, requests::key);
    let mut lines = Vec::new();
    let mut end = 0;
    for (at, request) in all.iter().enumerate() {
        let role = match &request.state {
            _ if request.has_sibling => Role::Attention,
            RequestState::Told(_) | RequestState::Withdrawn => Role::Quiet,
            RequestState::New | RequestState::Answered(_) => Role::Text,
        };
        lines.extend(entry(&heading(model, request, look), role, Some(at) == chosen, width));
        lines.extend(below(&asked_for(request, model.hidden, look), Role::Text, width));
        if at == in_sight {
            end = lines.len();
        }
    }
    if lines.is_empty() {
        lines.push((Role::Text, look.words.say(Id::RequestsEmpty).as_str().to_owned()));
    }
    (lines, end.saturating_sub(1))
}

/// Who asks whom, and how far it is.
pub(super) fn heading(model: &Model, request: &RequestLine, look: &Look<'_>) -> String {
    format!("{}  {}", who(model, request), how_far(request, look))
}

/// Cell and name of who asks.
fn who(model: &Model, request: &RequestLine) -> String {
    let Some(line) = model.line_of(request.detainee) else { return "-".to_owned() };
    format!("{} {}", line.cell.spoken(), if model.hidden { "-" } else { line.name.as_str() })
}

/// `bij mentor, 3 d: nieuw (SK)`
fn how_far(request: &RequestLine, look: &Look<'_>) -> String {
    let asked = look.words.say(wording::asked(request.asked));
    let state = look.words.say(wording::request(&request.state));
    let days = days(local::date_of(request.asked_at), local::date_of(look.now));
    let gaps = [
        ("who", (&asked).into()),
        ("days", days.into()),
        ("state", (&state).into()),
        ("by", Arg::Text(request.by.as_ref().map_or("-", SafeText::as_str))),
    ];
    let sibling =
        if request.has_sibling { format!("  {}", look.words.say(Id::WhyVersions).as_str()) } else { String::new() };
    format!("{}{}{sibling}", look.words.with(Id::RequestLine, &gaps).as_str(), wording::waiting_sign(request.pending))
}

/// What was asked, and what was answered.
fn asked_for(request: &RequestLine, hidden: bool, look: &Look<'_>) -> String {
    if hidden {
        return "-".to_owned();
    }
    let flat = |text: &SafeText| text.as_str().replace('\n', " ");
    let text = flat(request.text.reveal());
    match request.state.answer() {
        None => text,
        Some(answer) => {
            let answer = flat(answer.reveal());
            let gaps = [("text", Arg::Text(&text)), ("answer", Arg::Text(&answer))];
            look.words.with(Id::RequestAnswer, &gaps).as_str().to_owned()
        }
    }
}

/// What one person asked, for what is known of them.
pub(super) fn of_person(model: &Model, person: crate::domain::id::DetaineeId, look: &Look<'_>) -> Vec<String> {
    let mine = requests::lines(model).iter().filter(|request| request.detainee == person);
    let said = |request: &RequestLine| {
        let how = how_far(request, look);
        let what = asked_for(request, model.hidden, look);
        let gaps = [("how", Arg::Text(&how)), ("text", Arg::Text(&what))];
        look.words.with(Id::DetailRequest, &gaps).as_str().to_owned()
    };
    mine.map(said).collect()
}
