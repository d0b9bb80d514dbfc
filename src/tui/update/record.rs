//! Everything that records: marks, undo. What is recorded is shown when the journal has it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Context, hint, requests, round, written};
use crate::domain::action::Deed;
use crate::domain::contact_moment::ContactKind;
use crate::domain::day::{Item, Line};
use crate::domain::id::{DetaineeId, RowId};
use crate::domain::local;
use crate::domain::mark::{AbsenceReason, MarkKind};
use crate::domain::movement::MovementKind;
use crate::domain::place::PlaceStep;
use crate::domain::programme::Went;
use crate::domain::request::RequestState;
use crate::text::{Arg, Id, Pii, SafeText, date};
use crate::tui::action::Action;
use crate::tui::model::{Back, Batch, Input, Model, ReasonFor, Texts};
use crate::tui::msg::{Effect, Notice};
use crate::wording;

/// How far back `-5` can reach, in minutes.
const MAX_MINUTES_BACK: i64 = 24 * 60;

/// Why nothing can be recorded now; none when it can.
pub(super) fn refusal(model: &Model, now: DateTime<Utc>) -> Option<Id> {
    model.date.is_some_and(|day| day > local::date_of(now)).then_some(Id::HintFutureDay)
}

/// Space: the next step of the item at hand, for everyone selected.
pub(super) fn next_step(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    // Of several those go on who are least far.
    let step = model.whole_group().and_then(|group| group.next_step());
    mark_selected(model, context, |item| item.next_step().filter(|next| step.is_none_or(|step| *next == step)))
}

/// A step by its own key.
pub(super) fn direct(model: &mut Model, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let kind = match action {
        Action::MarkLeft => MarkKind::Left,
        Action::MarkArrived => MarkKind::Arrived,
        _ => MarkKind::Back,
    };
    mark_selected(model, context, |_| Some(kind))
}

/// A mark with the reason that was chosen.
pub(super) fn with_reason(
    model: &mut Model,
    what: ReasonFor,
    reason: AbsenceReason,
    context: &Context<'_>,
) -> Vec<Effect> {
    model.over = None;
    let kind = match what {
        ReasonFor::Absent => MarkKind::Absent(reason),
        ReasonFor::StaysInCell => MarkKind::StaysInCell(reason),
    };
    if model.round.is_some() {
        return round::mark(model, kind, context);
    }
    mark_selected(model, context, |_| Some(kind))
}

fn mark_selected(model: &mut Model, context: &Context<'_>, kind_of: impl Fn(&Item) -> Option<MarkKind>) -> Vec<Effect> {
    // A reason was chosen from a list: much may have changed since it was opened.
    if let Some(refusal) = refusal(model, context.now) {
        hint(model, context.words.say(refusal));
        return Vec::new();
    }
    let Some(wing) = model.wing else { return Vec::new() };
    let mut deeds = Vec::new();
    let mut toast = None;
    for (line, item) in model.targets() {
        let Some(kind) = kind_of(item).filter(|kind| item.can_be(*kind)) else { continue };
        toast.get_or_insert_with(|| toast_about(model, line, item, wording::mark(kind), context));
        let deed = Deed::Mark {
            wing,
            detainee: line.detainee,
            item: item.id,
            day: item.day,
            kind,
            // A mark with a reason in place of another one corrects it; steps follow each other.
            replaces: item.mark.filter(|_| item.state.is_off()),
        };
        let before = item.since.zip(item.state.mark()).filter(|_| item.mark.is_some() && item.state.is_off());
        deeds.push((deed, before.map_or(Back::Withdraw, |(at, kind)| Back::Mark(kind, at))));
    }
    model.range_from = None;
    let Some(first) = toast else {
        hint(model, context.words.say(Id::HintNothingAtHand));
        return Vec::new();
    };
    let toast = match deeds.len() {
        1 => first,
        people => context.words.with(Id::ToastPeople, &[("people", people.into()), ("what", (&first).into())]),
    };
    record(model, deeds, toast)
}

/// `07:51 02 Bakker weg (u = ongedaan)`
pub(super) fn toast_about(model: &Model, line: &Line, item: &Item, what: Id, context: &Context<'_>) -> SafeText {
    let when = date::time(local::time_of(model.other_time.unwrap_or(context.now)));
    let what = context.words.say(what);
    let item = context.words.say(wording::kind(item.kind).1);
    let gaps = [("when", Arg::Text(&when)), ("what", (&what).into()), ("item", (&item).into())];
    toast_of(model, Some(line), Id::ToastMark, &gaps, context)
}

/// What is wrong with a text that must say something, in this many letters at most; none when it can be recorded.
pub(super) fn wrong_text(text: &str, most: usize, empty: Id) -> Option<Id> {
    match text.chars().count() {
        0 => Some(empty),
        letters if letters > most => Some(Id::HintTooLong),
        _ => None,
    }
}

/// A toast about somebody: by cell and family name, with what else the sentence says.
pub(super) fn toast_of(
    model: &Model,
    line: Option<&Line>,
    id: Id,
    more: &[(&str, Arg<'_>)],
    context: &Context<'_>,
) -> SafeText {
    match line {
        Some(line) => toast_for(model, (&line.cell.spoken(), line.name.as_str()), id, more, context),
        // The measure runs still of somebody who is not here any more.
        None => said_of(("", context.words.say(Id::NotOnWing).as_str()), id, more, context),
    }
}

/// What is said of somebody of this cell, by the family name of how a list calls them.
pub(super) fn toast_for(
    model: &Model,
    (cell, called): (&str, &str),
    id: Id,
    more: &[(&str, Arg<'_>)],
    context: &Context<'_>,
) -> SafeText {
    let called = if model.hidden { "" } else { called };
    said_of((cell, called.split(',').next().unwrap_or_default()), id, more, context)
}

fn said_of((cell, name): (&str, &str), id: Id, more: &[(&str, Arg<'_>)], context: &Context<'_>) -> SafeText {
    let whom = [("cell", Arg::Text(cell)), ("name", Arg::Text(name))];
    context.words.with(id, &[whom.as_slice(), more].concat())
}

/// Takes the last batch back, whole.
pub(super) fn undo(model: &mut Model, context: &Context<'_>) -> Vec<Effect> {
    let Some(batch) = model.done.pop() else { return Vec::new() };
    let made = batch.deeds.iter().zip(&batch.rows).zip(&batch.back);
    // An undo happens now, whatever time the marks are about; but what stands again was seen when it was.
    let mut by_time: BTreeMap<Option<DateTime<Utc>>, Vec<Deed>> = BTreeMap::new();
    for ((deed, row), back) in made {
        let seen = if let Back::Mark(_, at) = back { Some(*at) } else { None };
        by_time.entry(seen).or_default().extend(taken_back(model, deed, *row, back));
    }
    by_time.retain(|_, deeds| !deeds.is_empty());
    // What was done has no way back: it is said once, and the next undo is about what was done before.
    if by_time.is_empty() {
        hint(model, context.words.say(Id::HintNothingToUndo));
        return Vec::new();
    }
    let toast = context.words.say(Id::ToastUndone);
    let mut batches = Vec::new();
    for (observed_at, deeds) in by_time {
        let ticket = ticket(model);
        let (rows, back) = (Vec::new(), Vec::new());
        let batch = Batch { ticket, deeds: deeds.clone(), rows, back, toast: toast.clone(), is_undo: true };
        model.in_flight.push(batch);
        batches.push(Effect::Record { ticket, deeds, observed_at });
    }
    batches
}

/// The deed that takes another one back; none when there is no way back.
fn taken_back(model: &Model, deed: &Deed, row: RowId, back: &Back) -> Option<Deed> {
    match (deed, back) {
        (_, Back::Deed(back)) => Some(back.clone()),
        (Deed::Mark { wing, detainee, item, day, .. }, Back::Mark(kind, _)) => Some(Deed::Mark {
            wing: *wing,
            detainee: *detainee,
            item: *item,
            day: *day,
            kind: *kind,
            replaces: Some(row.into()),
        }),
        (Deed::Mark { wing, detainee, item, day, .. }, _) => Some(Deed::Mark {
            wing: *wing,
            detainee: *detainee,
            item: *item,
            day: *day,
            kind: MarkKind::Withdrawn,
            replaces: Some(row.into()),
        }),
        (Deed::PlaceMark { detainee, at, item, step, .. }, back) => Some(Deed::PlaceMark {
            detainee: *detainee,
            at: *at,
            item: *item,
            step: if matches!(back, Back::Mark(..)) { *step } else { PlaceStep::Withdrawn },
            replaces: Some(row.into()),
        }),
        (Deed::Note { wing, detainee, .. }, back) => {
            let text = back.text();
            Some(Deed::Note { wing: *wing, detainee: *detainee, text, replaces: Some(row.into()) })
        }
        (Deed::HandoverEntry { wing, detainee, .. }, back) => {
            let text = back.text();
            Some(Deed::HandoverEntry { wing: *wing, detainee: *detainee, text, replaces: Some(row.into()) })
        }
        (Deed::MdoContribution { detainee, event, role, .. }, back) => Some(Deed::MdoContribution {
            detainee: *detainee,
            event: *event,
            role: *role,
            text: back.text(),
            replaces: Some(row.into()),
        }),
        (Deed::Request { wing, detainee, .. }, _) => Some(Deed::RequestStep {
            wing: *wing,
            detainee: *detainee,
            request: requests::head(model, row.into(), row.into()),
            state: RequestState::Withdrawn,
        }),
        (Deed::RequestStep { wing, detainee, .. }, Back::Request(first, state)) => Some(Deed::RequestStep {
            wing: *wing,
            detainee: *detainee,
            request: requests::head(model, *first, row.into()),
            state: state.clone(),
        }),
        (Deed::Programme { wing, slot, day, .. }, back) => Some(Deed::Programme {
            wing: *wing,
            slot: *slot,
            day: *day,
            went: if let Back::Went(went) = back { *went } else { Went::Withdrawn },
            replaces: Some(row.into()),
        }),
        (Deed::Incident { wing, detainee, kind, .. }, _) => Some(Deed::Incident {
            wing: *wing,
            detainee: *detainee,
            kind: *kind,
            text: Pii::default(),
            replaces: Some(row.into()),
        }),
        (Deed::KeepApart { wing, detainee, other, replaces: None }, _) => {
            Some(Deed::KeepApart { wing: *wing, detainee: *detainee, other: *other, replaces: Some(row.into()) })
        }
        (Deed::Placement { detainee, agreement, on, .. }, _) => {
            Some(Deed::Placement { detainee: *detainee, agreement: *agreement, on: *on, replaces: Some(row.into()) })
        }
        (Deed::RollCount { wing, slot, day, expected, .. }, _) => Some(Deed::RollCount {
            wing: *wing,
            slot: *slot,
            day: *day,
            expected: *expected,
            counted: None,
            second: None,
            reported_at: None,
            replaces: Some(row.into()),
        }),
        (Deed::ContactMoment { detainee, with_child, .. }, _) => Some(Deed::ContactMoment {
            detainee: *detainee,
            kind: ContactKind::Withdrawn,
            with_child: *with_child,
            text: Pii::default(),
            next_on: None,
            replaces: Some(row.into()),
        }),
        (Deed::Child { detainee, facts, .. }, _) => {
            Some(Deed::Child { detainee: *detainee, child: Some(row.into()), facts: facts.clone(), struck: true })
        }
        // Whoever came is known by the row of their arrival.
        (Deed::Movement { wing, detainee, .. }, _) => Some(Deed::Movement {
            wing: *wing,
            detainee: Some(detainee.unwrap_or_else(|| row.into())),
            kind: MovementKind::Withdrawn,
            replaces: Some(row.into()),
        }),
        _ => None,
    }
}

/// Records deeds together; with each how it is taken back.
pub(super) fn record(model: &mut Model, deeds: Vec<(Deed, Back)>, toast: SafeText) -> Vec<Effect> {
    let (deeds, back): (Vec<_>, Vec<_>) = deeds.into_iter().unzip();
    let ticket = ticket(model);
    model.in_flight.push(Batch { ticket, deeds: deeds.clone(), rows: Vec::new(), back, toast, is_undo: false });
    vec![Effect::Record { ticket, deeds, observed_at: model.other_time }]
}

const fn ticket(model: &mut Model) -> u64 {
    model.tickets += 1;
    model.tickets
}

/// The journal answered.
pub(super) fn answered(model: &mut Model, ticket: u64, result: Result<Vec<RowId>, SafeText>) {
    let Some(at) = model.in_flight.iter().position(|batch| batch.ticket == ticket) else { return };
    let mut batch = model.in_flight.remove(at);
    match result {
        Ok(rows) => {
            batch.rows = rows;
            for (at, (deed, row)) in batch.deeds.iter().zip(&batch.rows).enumerate() {
                if let Deed::Movement { kind: MovementKind::Arrival { .. }, .. } = deed {
                    // Whoever came is who the next key is about.
                    model.selected = Some((*row).into());
                }
                let written = match deed {
                    Deed::Note { detainee, text, replaces, .. } => {
                        written::known(model, Texts::Notes, *row, text.reveal(), replaces.map(RowId::from));
                        typed_as(Texts::Notes, Some(*detainee), replaces.map(RowId::from))
                    }
                    Deed::HandoverEntry { detainee, text, replaces, .. } => {
                        written::known(model, Texts::Handover, *row, text.reveal(), replaces.map(RowId::from));
                        typed_as(Texts::Handover, *detainee, replaces.map(RowId::from))
                    }
                    Deed::LeaveAdvice { request, .. } => Input::Advice(*request),
                    Deed::ContactMoment { detainee, kind, with_child, next_on, .. } => {
                        Input::Contact(*detainee, *kind, *with_child, *next_on)
                    }
                    Deed::FirstAnswer { detainee, question, .. } => Input::Words(*detainee, *question),
                    Deed::Child { detainee, child, .. } => Input::Child(*detainee, *child),
                    Deed::MdoContribution { detainee, event, replaces, .. } => Input::Mdo(*detainee, *event, *replaces),
                    Deed::Incident { detainee, kind, .. } => Input::Incident(*detainee, *kind),
                    Deed::Request { detainee, asked, .. } => Input::Request(*detainee, *asked),
                    Deed::RequestStep { state: RequestState::Answered(_), .. } => match batch.back.get(at) {
                        Some(Back::Request(first, _)) => Input::Answer(*first),
                        _ => continue,
                    },
                    Deed::Movement { kind: MovementKind::Arrival { .. }, .. } => Input::Arrival,
                    _ => continue,
                };
                model.drop_draft(written);
            }
            // A locked screen knows no names: what is undone is what was done since it opened.
            if model.lock.is_some() {
                return;
            }
            model.notice = Some((Notice::Good, batch.toast.clone()));
            if !batch.is_undo {
                model.done.push(batch);
            }
        }
        Err(why) => model.notice = Some((Notice::Error, why)),
    }
}

/// For which line a text was typed.
fn typed_as(texts: Texts, about: Option<DetaineeId>, replaces: Option<RowId>) -> Input {
    replaces.map_or(Input::New(texts, about), |old| Input::Edit(texts, about, old))
}

/// `-5` is five minutes ago; `0745`, `07:45` and `745` are times of the day on screen. Never in the future.
pub(super) fn parse_time(text: &str, day: NaiveDate, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let time = if let Some(minutes) = text.strip_prefix('-') {
        let minutes = minutes.parse::<i64>().ok().filter(|minutes| (0..=MAX_MINUTES_BACK).contains(minutes))?;
        now - TimeDelta::minutes(minutes)
    } else {
        local::instant(day.and_time(clock_of(text)?)).ok()?
    };
    (time <= now).then_some(time)
}

/// `0745`, `07:45`, `7.45` or `745`.
pub(super) fn clock_of(text: &str) -> Option<NaiveTime> {
    let digits: String = text.chars().filter(|c| !":.".contains(*c)).collect();
    let number = digits.parse::<u32>().ok().filter(|_| (3..=4).contains(&digits.len()))?;
    NaiveTime::from_hms_opt(number / 100, number % 100, 0)
}
