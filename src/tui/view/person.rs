//! The page of one person, and what they were asked in the first days.

use chrono::NaiveDate;

use super::{Look, days, detail, people, wrap};
use crate::domain::detainee::Programme;
use crate::domain::dossier::{Dossier, Hours, Moment, Unsupervised};
use crate::domain::first_days::Question;
use crate::domain::leave::AdviceRole;
use crate::domain::local::{date_of, time_of};
use crate::domain::municipal::ConditionStatus;
use crate::text::{Arg, Id, SafeText, date};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::person::{child_text, question};
use crate::wording;

type Lines = Vec<(Role, String)>;

/// How much news there is room for.
const MAX_NEWS: usize = 8;
/// How much of what is planned.
const MAX_WEEK: usize = 10;
/// How far the timeline goes.
const MAX_MOMENTS: usize = 200;
/// From this width on two panels stand beside each other.
const TWO_COLUMNS: usize = 78;
/// A page of lines is as wide as it wants.
const LINES: usize = 1_000;

/// Everything about the chosen person.
pub(super) fn page(model: &Model, width: usize, look: &Look<'_>) -> Lines {
    let here = model.subject_line().zip(model.day.as_deref());
    if here.is_none() && model.elsewhere.is_none() {
        return Vec::new();
    }
    let mut lines = vec![(Role::Header, title(model, look))];
    let file = model.file();
    lines.extend(file.map(|file| stay(file, look)).unwrap_or_default());
    let (mut left, mut right) = (Vec::new(), Vec::new());
    // Of somebody whose wing is not here today is not known, and it is not said that there is nothing.
    if let Some((line, day)) = here {
        left = panel(Id::PanelToday, detail::wide(model, line, day, look), look);
        right = panel(Id::PanelWhy, detail::reasons(day, line, look), look);
    }
    if let Some(file) = file {
        right.extend(panel(Id::PanelNews, news(model, file, look), look));
        if here.is_some() {
            left.extend(panel(Id::PanelWeek, week(file, look), look));
        }
        if file.file.is_some() {
            left.extend(panel(Id::PanelHome, home(file, model.hidden, look), look));
            let today = here.map_or_else(|| date_of(look.now), |(_, day)| day.date);
            let plan = plan(file, today, model.hidden, look);
            if !plan.is_empty() {
                right.extend(panel(Id::PanelPlan, plan, look));
            }
        }
    }
    lines.extend(beside(left, right, width));
    if let Some(file) = file {
        lines.extend(detail::file(model, look));
        lines.push((Role::Text, String::new()));
        lines.extend(panel(Id::PanelTimeline, timeline(model, file, look), look));
        if file.file.is_none() {
            let why = look.words.say(Id::PersonNoFile);
            lines.extend(wrap(why.as_str(), width).into_iter().map(|line| (Role::Quiet, line)));
        }
    }
    lines
}

/// Whose page it is.
fn title(model: &Model, look: &Look<'_>) -> String {
    let case = || model.case(model.elsewhere?).map(|case| people::who(case, model.hidden));
    match model.subject_line() {
        Some(line) => detail::title(model, line, look),
        None => case().unwrap_or_default(),
    }
}

/// A heading and what stands below it.
fn panel(title: Id, lines: Lines, look: &Look<'_>) -> Lines {
    let heading = (Role::Header, look.words.say(title).as_str().to_owned());
    std::iter::once(heading).chain(lines).collect()
}

/// Two columns of panels, or one when there is no room, and for who hears it.
fn beside(left: Lines, right: Lines, width: usize) -> Lines {
    if !(TWO_COLUMNS..LINES).contains(&width) {
        let all = left.into_iter().chain(right);
        return all.flat_map(|(role, text)| broken(role, &text, width)).collect();
    }
    let half = (width - 2) / 2;
    let fold = |lines: Lines| lines.into_iter().flat_map(|(role, text)| broken(role, &text, half)).collect::<Vec<_>>();
    let (left, right) = (fold(left), fold(right));
    let rows = left.len().max(right.len());
    let row = |at: usize| {
        let (role, text) = left.get(at).cloned().unwrap_or((Role::Text, String::new()));
        let (other, beside) = right.get(at).cloned().unwrap_or((Role::Text, String::new()));
        // What asks for attention keeps its colour on either side.
        let role = if other == Role::Attention { other } else { role };
        (role, format!("{}  {beside}", super::fit(&text, half, false)))
    };
    (0..rows).map(row).collect()
}

fn broken(role: Role, text: &str, width: usize) -> Vec<(Role, String)> {
    if text.is_empty() {
        return vec![(role, String::new())];
    }
    wrap(text, width).into_iter().map(|line| (role, line)).collect()
}

/// Since when, which programme, the last talk and the next.
fn stay(file: &Dossier, look: &Look<'_>) -> Lines {
    let (today, words) = (date_of(look.now), look.words);
    let mut first = Vec::new();
    if let Some(person) = &file.person {
        if let Some(on) = person.arrived_on {
            let day = date::date(on);
            let gaps = [("date", Arg::Text(&day)), ("weeks", (days(on, today) / 7).into())];
            first.push(words.with(Id::PersonSince, &gaps));
        }
        let programme = person.programme.map(|programme| match programme {
            Programme::Basis => Id::PersonBasis,
            Programme::Plus => Id::PersonPlus,
        });
        first.extend(programme.map(|id| words.say(id)));
    }
    first.extend(file.second_mentor.as_ref().map(|name| words.with(Id::PersonSecondMentor, &[("name", name.into())])));
    let mut second = Vec::new();
    if file.file.is_some() {
        second.push(match file.talks.mine.or(file.talks.last).map(date_of) {
            None => words.say(Id::PersonNoTalk),
            Some(on) => {
                let day = date::day_month(on);
                words.with(Id::PersonLastTalk, &[("date", Arg::Text(&day)), ("days", days(on, today).into())])
            }
        });
        let next = file.talks.next_on.map(date::day_month);
        second.extend(next.map(|day| words.with(Id::PersonNextTalk, &[("date", Arg::Text(&day))])));
    }
    let joined = |parts: Vec<SafeText>| parts.iter().map(SafeText::as_str).collect::<Vec<_>>().join("   ");
    [joined(first), joined(second)].into_iter().filter(|line| !line.is_empty()).map(|line| (Role::Text, line)).collect()
}

/// `16-11 19:30  beeldbellen met kind  MdV`
fn moment(moment: &Moment, model: &Model, look: &Look<'_>) -> String {
    let day = date::day_month(date_of(moment.at));
    let time = if moment.has_time { date::time(time_of(moment.at)) } else { String::new() };
    let what = wording::happened(&moment.what, model.hidden, look.words);
    let by = moment.by.as_ref().map(|by| format!("  {}", by.as_str())).unwrap_or_default();
    let waits = wording::waiting_sign(moment.pending);
    format!("{day} {time:5} {what}{by}{waits}")
}

fn news(model: &Model, file: &Dossier, look: &Look<'_>) -> Lines {
    let mut lines: Lines = file.news().take(MAX_NEWS).map(|news| (Role::Text, moment(news, model, look))).collect();
    if lines.is_empty() {
        lines.push((Role::Quiet, look.words.say(Id::PersonNoNews).as_str().to_owned()));
    }
    lines
}

fn week(file: &Dossier, look: &Look<'_>) -> Lines {
    let one = |planned: &crate::domain::dossier::Planned| {
        let on = date_of(planned.starts_at);
        let day = date::weekday(chrono::Datelike::weekday(&on), look.words.lang());
        let what = look.words.say(wording::kind(planned.kind).1);
        let title = planned.title.as_ref().map(|title| format!(" {}", title.as_str())).unwrap_or_default();
        let time = date::time(time_of(planned.starts_at));
        (Role::Text, format!("{day} {} {time} {}{title}", date::day_month(on), what.as_str()))
    };
    let mut lines: Lines = file.week.iter().take(MAX_WEEK).map(one).collect();
    if lines.is_empty() {
        lines.push((Role::Quiet, look.words.say(Id::PersonNothingPlanned).as_str().to_owned()));
    }
    lines.extend(hours(file.hours, look));
    let signal = |signal: &Unsupervised| (Role::Attention, wording::unsupervised(*signal, look.words));
    lines.extend(file.unsupervised.iter().map(signal));
    lines
}

/// Hours of this week, what of them was lost, and the norm with its source.
fn hours(hours: Hours, look: &Look<'_>) -> Lines {
    let say = |id, gap, text: &str| look.words.with(id, &[(gap, Arg::Text(text))]).as_str().to_owned();
    let mut lines = vec![(Role::Quiet, say(Id::PersonHours, "hours", &date::hours(hours.planned)))];
    if hours.lost > 0 {
        lines.push((Role::Quiet, say(Id::PersonHoursLost, "hours", &date::hours(hours.lost))));
    }
    if let Some(norm) = hours.norm {
        // What is planned below the norm is a signal of the programme, not of the person.
        let is_short = hours.planned - hours.lost < norm.activity_minutes;
        let role = if is_short { Role::Attention } else { Role::Quiet };
        lines.push((role, say(Id::PersonHoursNorm, "hours", &date::hours(norm.activity_minutes))));
    }
    lines
}

fn home(file: &Dossier, hidden: bool, look: &Look<'_>) -> Lines {
    let (words, today, home) = (look.words, date_of(look.now), &file.home);
    let say = |id: Id| words.say(id).as_str().to_owned();
    let mut lines = vec![if home.is_kindcheck_done() {
        (Role::Text, say(Id::HomeKindcheck))
    } else {
        (Role::Attention, say(Id::HomeNoKindcheck))
    }];
    // A child is a third party: with names hidden only how many there are is said.
    if hidden && !home.children.is_empty() {
        let count = [("count", home.children.len().into())];
        lines.push((Role::Text, words.with(Id::HomeChildren, &count).as_str().to_owned()));
    }
    for child in home.children.iter().filter(|_| !hidden) {
        let ban = if child.contact_ban { format!(", {}", say(Id::HomeBan)) } else { String::new() };
        let waits = wording::waiting_sign(child.pending);
        lines.push((Role::Text, format!("{}{ban}{waits}", child_text(&child.facts, words))));
    }
    // Who may have no contact is not told that there was none.
    if !file.person.as_ref().is_some_and(|person| person.contact_restricted) {
        let last = home.last_contact.map(|(on, how)| {
            let day = date::day_month(on);
            let how = how.map(|kind| words.say(wording::contact(kind, false)));
            let gaps = [("date", Arg::Text(&day)), ("days", days(on, today).into())];
            match &how {
                Some(how) => words.with(Id::HomeLastContact, &[gaps.as_slice(), &[("how", how.into())]].concat()),
                None => words.with(Id::HomeLastContactOn, &gaps),
            }
        });
        lines.push((Role::Text, last.unwrap_or_else(|| words.say(Id::HomeNoContact)).as_str().to_owned()));
    }
    if let Some(state) = home.network {
        let state = words.say(wording::network(state));
        lines.push((Role::Text, words.with(Id::HomeNetwork, &[("state", (&state).into())]).as_str().to_owned()));
    }
    lines
}

fn plan(file: &Dossier, today: NaiveDate, hidden: bool, look: &Look<'_>) -> Lines {
    let words = look.words;
    let mut lines = Vec::new();
    for certificate in &file.certificates {
        let state = words.say(wording::certificate(certificate.status));
        let gaps = [("title", (&certificate.title).into()), ("state", (&state).into())];
        lines.push(words.with(Id::PlanCertificate, &gaps).as_str().to_owned());
        let step = certificate.next_step.as_ref();
        lines.extend(step.map(|step| words.with(Id::PlanNextStep, &[("step", step.into())]).as_str().to_owned()));
    }
    for placement in &file.placements {
        let party = placement.party.as_ref().map_or("-", SafeText::as_str);
        let day = date::day_month(placement.on);
        let gaps = [("party", Arg::Text(party)), ("date", Arg::Text(&day))];
        let waits = wording::waiting_sign(placement.pending);
        lines.push(format!("{}{waits}", words.with(Id::PlanPlacement, &gaps).as_str()));
    }
    let is_open = |status| matches!(status, ConditionStatus::ActionOpen | ConditionStatus::Unknown);
    let open = file.conditions.iter().filter(|condition| is_open(condition.status));
    let open: Vec<_> = open.map(|one| words.say(wording::condition(one.condition)).as_str().to_owned()).collect();
    if !open.is_empty() {
        let list = open.join(", ");
        lines.push(words.with(Id::PlanConditions, &[("list", Arg::Text(&list))]).as_str().to_owned());
    }
    if let Some(on) = file.talks.last_mdo {
        let date = date::day_month(on);
        let gaps = [("date", Arg::Text(&date)), ("days", days(on, today).into())];
        lines.push(words.with(Id::PlanMdoLast, &gaps).as_str().to_owned());
    }
    if let Some((_, at)) = file.talks.next_mdo {
        let date = format!("{} {}", date::day_month(date_of(at)), date::time(time_of(at)));
        lines.push(words.with(Id::PlanMdoNext, &[("date", Arg::Text(&date))]).as_str().to_owned());
        for role in [AdviceRole::Mentor, AdviceRole::CaseManager] {
            let who = words.say(wording::advice(role));
            let before = lines.len();
            lines.extend(file.brought.iter().filter(|line| line.role == role).map(|line| {
                let by = line.by.as_ref().map_or("-", SafeText::as_str);
                let text = line.text.reveal().as_str().replace('\n', " ");
                let text = if hidden { "-" } else { &text };
                let gaps = [("role", (&who).into()), ("by", Arg::Text(by)), ("text", Arg::Text(text))];
                let waits = wording::waiting_sign(line.pending);
                format!("  {}{waits}", words.with(Id::PlanMdoBrought, &gaps).as_str())
            }));
            if lines.len() == before {
                let gaps = [("role", (&who).into())];
                lines.push(format!("  {}", words.with(Id::PlanMdoOwed, &gaps).as_str()));
            }
        }
    }
    lines.into_iter().map(|line| (Role::Text, line)).collect()
}

fn timeline(model: &Model, file: &Dossier, look: &Look<'_>) -> Lines {
    let mut lines: Lines =
        file.timeline.iter().take(MAX_MOMENTS).map(|one| (Role::Text, moment(one, model, look))).collect();
    if lines.is_empty() {
        lines.push((Role::Quiet, look.words.say(Id::TimelineEmpty).as_str().to_owned()));
    }
    lines
}

/// The questions of the first days with their answers, then the children. Gives the chosen line.
pub(super) fn first_days(model: &Model, chosen: usize, width: usize, look: &Look<'_>) -> (Lines, usize) {
    let Some(file) = model.file() else { return (Vec::new(), 0) };
    let words = look.words;
    let gaps = [("done", file.home.answered().into()), ("all", Question::ALL.len().into())];
    let done = words.with(Id::FirstDaysDone, &gaps);
    let mut lines =
        vec![(Role::Header, format!("{}   {}", title(model, look), done.as_str())), (Role::Text, String::new())];
    let mut here = 0;
    for at in 0..Question::ALL.len() + file.home.children.len() {
        let text = match (question(at), file.home.children.get(at.saturating_sub(Question::ALL.len()))) {
            (Some(question), _) => asked(file, question, at + 1, model.hidden, look),
            (None, Some(_)) if model.hidden => "     -".to_owned(),
            (None, Some(child)) => {
                format!("     {}{}", child_text(&child.facts, words), wording::waiting_sign(child.pending))
            }
            (None, None) => continue,
        };
        let (mark, role) = if at == chosen { (">", Role::Selected) } else { (" ", Role::Text) };
        if at == chosen {
            here = lines.len();
        }
        lines.push((role, format!("{mark}{text}")));
    }
    lines.push((Role::Text, String::new()));
    let why = words.say(Id::FirstDaysWhy);
    lines.extend(wrap(why.as_str(), width.saturating_sub(2)).into_iter().map(|line| (Role::Quiet, line)));
    (lines, here)
}

/// ` 3 Zijn er kinderen?   ja (16-11, MdV)`
fn asked(file: &Dossier, question: Question, number: usize, hidden: bool, look: &Look<'_>) -> String {
    let words = look.words;
    let text = words.say(wording::question(question));
    let Some(answer) = file.home.answers.get(&question) else {
        return format!("{number} {}  {}", text.as_str(), words.say(Id::SaidLater).as_str());
    };
    let said = words.say(wording::said(answer.said));
    let by = answer.by.as_ref().map_or("-", SafeText::as_str);
    let when = date::day_month(date_of(answer.at));
    let more = answer.text.reveal().as_str();
    let more = if more.is_empty() || hidden { String::new() } else { format!(": {more}") };
    let waits = wording::waiting_sign(answer.pending);
    format!("{number} {}  {}{more} ({when}, {by}){waits}", text.as_str(), said.as_str())
}
