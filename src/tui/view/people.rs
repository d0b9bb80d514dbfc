//! My people as lines: who, the last talk and the next, the meetings, and what waits for the reader.

use super::{Look, below, days, entry};
use crate::domain::caseload::{AgreementLine, Bond, CaseLine};
use crate::domain::first_days::Question;
use crate::domain::id::DetaineeId;
use crate::domain::leave::AdviceRole;
use crate::domain::local::{date_of, time_of};
use crate::domain::request::Asked;
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::model::Model;
use crate::tui::pick::Pick;
use crate::tui::theme::Role;
use crate::tui::update::people;
use crate::wording;

/// Everybody: who and when they were talked to, and below it what waits. Gives the last line of the chosen one.
pub(super) fn list(
    model: &Model,
    pick: Pick<DetaineeId>,
    width: usize,
    look: &Look<'_>,
) -> (Vec<(Role, String)>, usize) {
    let all = people::lines(model);
    let (in_sight, chosen) = pick.rows(all, people::key);
    let (mut lines, mut end) = (Vec::new(), 0);
    for (at, line) in all.iter().enumerate() {
        let heading = format!("{}  {}", who(line, model.hidden), talks(line, look));
        lines.extend(entry(&heading, Role::Text, Some(at) == chosen, width));
        let role = if line.owes() || line.leave_waits || line.is_mdo_due(date_of(look.now)) {
            Role::Attention
        } else {
            Role::Quiet
        };
        lines.extend(below(&waits(line, look), role, width));
        if at == in_sight {
            end = lines.len();
        }
    }
    if lines.is_empty() {
        let id = if model.caseload.is_some() { Id::PeopleNone } else { Id::PeopleReading };
        lines.push((Role::Text, look.words.say(id).as_str().to_owned()));
    }
    // Below the last one stands what is agreed: whoever is there sees it.
    lines.extend(agreements(model, width, look));
    if in_sight + 1 >= all.len() {
        end = lines.len();
    }
    (lines, end.saturating_sub(1))
}

/// Agreements with employers and schools: places, who started, until when.
fn agreements(model: &Model, width: usize, look: &Look<'_>) -> Vec<(Role, String)> {
    let all = model.caseload.as_ref().map(|caseload| caseload.agreements.as_slice()).unwrap_or_default();
    let line = |AgreementLine { agreement, started }: &AgreementLine| {
        let places = agreement.places.map_or_else(|| "?".to_owned(), |places| places.to_string());
        let until = agreement.until.map_or_else(|| "?".to_owned(), date::date);
        let gaps = [("party", (&agreement.party).into()), ("places", Arg::Text(&places)), ("until", Arg::Text(&until))];
        let gaps = [gaps.as_slice(), &[("started", (*started).into())]].concat();
        below(look.words.with(Id::PeopleAgreement, &gaps).as_str(), Role::Text, width)
    };
    let title = (Role::Header, look.words.say(Id::PeopleAgreements).as_str().to_owned());
    let lines: Vec<_> = all.iter().flat_map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(title).chain(lines).collect() }
}

/// Wing, cell and name.
pub(super) fn who(line: &CaseLine, hidden: bool) -> String {
    let wing = line.wing_code.as_ref().map_or("", SafeText::as_str);
    let cell = line.cell.as_ref().map_or_else(|| "-".to_owned(), crate::domain::detainee::Cell::spoken);
    let name = line.name.as_ref().filter(|_| !hidden).map_or("-", SafeText::as_str);
    format!("{wing} {cell} {name}")
}

/// As what they are theirs, the last talk and the next.
fn talks(line: &CaseLine, look: &Look<'_>) -> String {
    let (words, today) = (look.words, date_of(look.now));
    let mut parts = Vec::new();
    if let Bond::SecondMentor { first, first_on_duty } = &line.bond {
        let name = first.as_ref().map_or("-", SafeText::as_str);
        let id = if *first_on_duty == Some(false) { Id::PeopleCover } else { Id::PeopleSecond };
        parts.push(words.with(id, &[("name", Arg::Text(name))]));
    }
    parts.push(match line.last_talk.map(date_of) {
        None => words.say(Id::PersonNoTalk),
        Some(on) => {
            let (day, days) = (date::day_month(on), days(on, today));
            words.with(Id::PersonLastTalk, &[("date", Arg::Text(&day)), ("days", days.into())])
        }
    });
    let next = line.next_talk.map(date::day_month);
    parts.extend(next.map(|day| words.with(Id::PersonNextTalk, &[("date", Arg::Text(&day))])));
    parts.iter().map(SafeText::as_str).collect::<Vec<_>>().join("  ")
}

/// Who owes something.
const fn owing(role: AdviceRole) -> Id {
    wording::asked(match role {
        AdviceRole::Mentor => Asked::Mentor,
        AdviceRole::CaseManager => Asked::CaseManager,
    })
}

/// What waits for the reader, then what else is known: the meeting to come and whose contribution is owed, leave, requests, the first days.
fn waits(line: &CaseLine, look: &Look<'_>) -> String {
    let words = look.words;
    let is_due = line.is_mdo_due(date_of(look.now));
    let (mut waiting, mut known) = (Vec::new(), Vec::new());
    let meeting = if line.owes() || is_due { &mut waiting } else { &mut known };
    meeting.extend(mdo(line, is_due, look));
    if line.leave_waits {
        waiting.push(words.say(Id::PeopleLeave));
    }
    if line.requests > 0 {
        let is_theirs = line.role() == AdviceRole::Mentor;
        let requests = if is_theirs { &mut waiting } else { &mut known };
        requests.push(words.with(Id::PeopleRequests, &[("count", line.requests.into())]));
    }
    if line.first_days < Question::ALL.len() {
        let gaps = [("done", line.first_days.into()), ("all", Question::ALL.len().into())];
        known.push(words.with(Id::FirstDaysDone, &gaps));
    }
    waiting.iter().chain(&known).map(SafeText::as_str).collect::<Vec<_>>().join("; ")
}

/// The meeting to come, or the last one.
fn mdo(line: &CaseLine, is_due: bool, look: &Look<'_>) -> Vec<SafeText> {
    let words = look.words;
    let mut parts = Vec::new();
    if let Some(at) = line.next_mdo {
        let on = date_of(at);
        let day = date::weekday(chrono::Datelike::weekday(&on), words.lang());
        let when = format!("{day} {} {}", date::day_month(on), date::time(time_of(at)));
        let owed: Vec<_> = line.owed.iter().map(|role| words.say(owing(*role)).as_str().to_owned()).collect();
        let owed = owed.join(", ");
        let gaps = [("when", Arg::Text(&when)), ("owed", Arg::Text(&owed))];
        parts.push(words.with(if line.owed.is_empty() { Id::PeopleMdoReady } else { Id::PeopleMdoOwed }, &gaps));
    } else if let Some(on) = line.last_mdo {
        let (day, days) = (date::day_month(on), days(on, date_of(look.now)));
        parts.push(words.with(Id::PlanMdoLast, &[("date", Arg::Text(&day)), ("days", days.into())]));
        parts.extend(is_due.then(|| words.say(Id::PeopleMdoDue)));
    } else {
        parts.push(words.say(Id::PeopleNoMdo));
    }
    parts
}
