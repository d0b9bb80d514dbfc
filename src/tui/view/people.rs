//! My people as lines: who, the last talk and the next, the meetings, and what waits for the reader.

use super::{Look, days};
use crate::domain::caseload::{AgreementLine, Bond, CaseLine};
use crate::domain::first_days::Question;
use crate::domain::id::DetaineeId;
use crate::domain::leave::AdviceRole;
use crate::domain::local::{date_of, time_of};
use crate::domain::request::Asked;
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::model::{Model, Pick};
use crate::tui::theme::Role;
use crate::tui::update::people;
use crate::wording;

/// Everybody, two lines each. Gives the last line of the chosen one.
pub(super) fn list(model: &Model, pick: Pick<DetaineeId>, look: &Look<'_>) -> (Vec<(Role, String)>, usize) {
    let chosen = people::position(model, pick);
    let all = people::lines(model);
    let (mut lines, mut end) = (Vec::new(), 0);
    for (at, line) in all.iter().enumerate() {
        let mark = if at == chosen { ">" } else { " " };
        let role = if at == chosen { Role::Selected } else { Role::Text };
        lines.push((role, format!("{mark} {}  {}", who(line, model.hidden), talks(line, look))));
        let role = if line.owes() || line.leave_waits || line.is_mdo_due(date_of(look.now)) {
            Role::Attention
        } else {
            Role::Quiet
        };
        lines.push((role, format!("    {}", waits(line, look))));
        if at == chosen {
            end = lines.len();
        }
    }
    if lines.is_empty() {
        let id = if model.caseload.is_some() { Id::PeopleNone } else { Id::PeopleReading };
        lines.push((Role::Text, look.words.say(id).as_str().to_owned()));
    }
    // Below the last one stands what is agreed: whoever is there sees it.
    if chosen + 1 >= all.len() {
        end = lines.len() + model.caseload.as_ref().map_or(0, |caseload| caseload.agreements.len() + 1);
    }
    lines.extend(agreements(model, look));
    let end = end.min(lines.len()).saturating_sub(1);
    (lines, end)
}

/// Agreements with employers and schools: places, who started, until when.
fn agreements(model: &Model, look: &Look<'_>) -> Vec<(Role, String)> {
    let all = model.caseload.as_ref().map(|caseload| caseload.agreements.as_slice()).unwrap_or_default();
    let line = |AgreementLine { agreement, started }: &AgreementLine| {
        let places = agreement.places.map_or_else(|| "?".to_owned(), |places| places.to_string());
        let until = agreement.until.map_or_else(|| "?".to_owned(), date::date);
        let gaps = [("party", (&agreement.party).into()), ("places", Arg::Text(&places)), ("until", Arg::Text(&until))];
        let gaps = [gaps.as_slice(), &[("started", (*started).into())]].concat();
        (Role::Text, format!("    {}", look.words.with(Id::PeopleAgreement, &gaps).as_str()))
    };
    let title = (Role::Header, look.words.say(Id::PeopleAgreements).as_str().to_owned());
    let lines: Vec<_> = all.iter().map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(title).chain(lines).collect() }
}

/// Wing, cell and name.
fn who(line: &CaseLine, hidden: bool) -> String {
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

/// The meeting to come and whose contribution is owed, leave, requests, the first days.
fn waits(line: &CaseLine, look: &Look<'_>) -> String {
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
        let is_due = line.is_mdo_due(date_of(look.now));
        parts.extend(is_due.then(|| words.say(Id::PeopleMdoDue)));
    } else {
        parts.push(words.say(Id::PeopleNoMdo));
    }
    if line.leave_waits {
        parts.push(words.say(Id::PeopleLeave));
    }
    if line.requests > 0 {
        parts.push(words.with(Id::PeopleRequests, &[("count", line.requests.into())]));
    }
    if line.first_days < Question::ALL.len() {
        let gaps = [("done", line.first_days.into()), ("all", Question::ALL.len().into())];
        parts.push(words.with(Id::FirstDaysDone, &gaps));
    }
    parts.iter().map(SafeText::as_str).collect::<Vec<_>>().join("; ")
}
