//! One person: contacts with them and their home, and what they were asked in the first days.

use chrono::{DateTime, NaiveDate, Utc};

use super::record::{record, toast_for, toast_of};
use super::{Context, hint, moved};
use crate::domain::action::Deed;
use crate::domain::contact_moment::ContactKind;
use crate::domain::detainee::Cell;
use crate::domain::dossier::{ChildLine, Dossier};
use crate::domain::file::CareSituation;
use crate::domain::first_days::{ChildFacts, Question, Said, is_a_letter};
use crate::domain::id::{ChildId, DetaineeId, EventId, MdoContributionId};
use crate::domain::local;
use crate::text::{Arg, Id, Lang, Pii, SafeText, Words, date};
use crate::tui::action::Action;
use crate::tui::model::{Back, Input, Letters, Model, Over, Sure, Texts};
use crate::tui::msg::Effect;
use crate::tui::numbered::{MORE, Numbered};
use crate::wording;

/// Keys on the page of a person.
pub(super) fn on_page(model: &mut Model, from: usize, action: Action, context: &Context<'_>) -> Vec<Effect> {
    model.over = match action {
        Action::Undo => return super::record::undo(model, context),
        Action::Notes => {
            super::written::pick(model, Texts::Notes, 0);
            return Vec::new();
        }
        Action::EnterNew => Some(Over::Letters(Letters::Enter)),
        Action::RecordContact => Some(Over::Letters(Letters::Contacts)),
        // Back to the list from which they were opened: they have no line on the day.
        Action::Back if model.elsewhere.is_some() => return super::people::back(model),
        Action::Back => None,
        _ => Some(Over::Person(moved(from, action))),
    };
    Vec::new()
}

/// In which row a question stands.
pub(super) fn row_of(question: Question) -> usize {
    Question::ALL.iter().position(|known| *known == question).unwrap_or(0)
}

/// Whether the reader may write in the file that is open.
pub(in crate::tui) fn writes(model: &Model) -> bool {
    model.file().is_some_and(|file| file.writes_as.is_some())
}

/// Reads the day of the next talk: never one that is over.
fn next_talk(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    date::read(text, today).filter(|day| *day >= today)
}

/// What the day of the next talk means so far.
pub(super) fn means_next(text: &str, today: NaiveDate, lang: Lang) -> Option<SafeText> {
    let day = next_talk(text, today)?;
    Some(SafeText::line(&date::day_and_week(day, lang)))
}

/// The day of the next talk is known, or is not: what the talk was about comes next.
pub(super) fn next_known(model: &mut Model, person: DetaineeId, text: &str, context: &Context<'_>) {
    let next = next_talk(text, context.today());
    // Nothing typed: it is not known yet.
    if next.is_none() && !text.trim().is_empty() {
        return hint(model, context.words.say(Id::HowNextTalk));
    }
    model.open_field(Input::Contact(person, ContactKind::MentorTalk, false, next), "");
}

/// Records a contact. It is about now, or about the other time that was set.
pub(super) fn contact(
    model: &mut Model,
    (detainee, kind, with_child, next_on): (DetaineeId, ContactKind, bool, Option<NaiveDate>),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    model.over = Some(Over::Person(0));
    let text = Pii::new(SafeText::block(text.trim()));
    let deed = Deed::ContactMoment { detainee, kind, with_child, text, next_on, replaces: None };
    let what = context.words.say(wording::contact(kind, with_child));
    let time = date::time(local::time_of(model.other_time.unwrap_or(context.now)));
    let toast = toast(model, Id::ToastContact, &[("time", Arg::Text(&time)), ("what", (&what).into())], context);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// The next meeting about whoever is open, when the reader brings something to it.
pub(super) fn meeting(model: &Model) -> Option<(EventId, DateTime<Utc>)> {
    model.file().filter(|file| file.writes_as.is_some())?.talks.next_mdo
}

/// Opens the field for what the reader brings, with what they would change.
pub(super) fn open_mdo(model: &mut Model) {
    let Some((event, _)) = meeting(model) else { return };
    let Some(file) = model.file() else { return };
    let whose = file.detainee;
    let own = file.brought.iter().filter(|line| Some(line.role) == file.writes_as);
    // Of a role that two people write for one changes their own; without one what the other wrote.
    let old = own.max_by_key(|line| line.is_mine).map(|line| (line.id, line.text.reveal().as_str().to_owned()));
    let (id, text) = old.unzip();
    model.open_field(Input::Mdo(whose, event, id), &text.unwrap_or_default());
}

/// Somebody started at the employer or school of this digit: today, or on the day of the other time that was set.
pub(super) fn started(model: &mut Model, part: usize, digit: char, context: &Context<'_>) -> Vec<Effect> {
    if digit == MORE {
        model.over = Some(Over::Letters(Letters::Placements(part + 1)));
        return Vec::new();
    }
    let chosen = model.file().and_then(|file| {
        let agreement = Numbered::new(&file.agreements, part, model).get(digit)?;
        Some((file.detainee, agreement.id, agreement.party.clone()))
    });
    let Some((detainee, agreement, party)) = chosen else { return Vec::new() };
    model.over = Some(Over::Person(0));
    let on = local::date_of(model.other_time.unwrap_or(context.now));
    let deed = Deed::Placement { detainee, agreement, on, replaces: None };
    let toast = toast(model, Id::ToastPlacement, &[("party", (&party).into())], context);
    record(model, vec![(deed, Back::Withdraw)], toast)
}

/// Records what the reader brings, in place of the version that they opened.
pub(super) fn mdo(
    model: &mut Model,
    (detainee, event, replaces): (DetaineeId, EventId, Option<MdoContributionId>),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let Some(file) = model.file() else { return Vec::new() };
    let Some(role) = file.writes_as else { return Vec::new() };
    let before = file.brought.iter().find(|line| Some(line.id) == replaces).map(|line| line.text.clone());
    let text = Pii::new(SafeText::block(text.trim()));
    let is_same = before.as_ref().map_or("", |before| before.reveal().as_str()) == text.reveal().as_str();
    // What it would take the place of may be gone meanwhile: without words there is nothing to say then.
    let is_nothing = text.reveal().as_str().is_empty() && before.is_none();
    model.over = Some(Over::Person(0));
    if is_same || is_nothing {
        hint(model, context.words.say(Id::HintSameAsBefore));
        return Vec::new();
    }
    let toast = toast(model, Id::ToastMdo, &[], context);
    let deed = Deed::MdoContribution { detainee, event, role, text, replaces };
    record(model, vec![(deed, before.map_or(Back::Withdraw, Back::Text))], toast)
}

fn toast(model: &Model, id: Id, more: &[(&str, Arg<'_>)], context: &Context<'_>) -> SafeText {
    let Some(case) = model.elsewhere.and_then(|person| model.case(person)) else {
        return toast_of(model, model.subject_line(), id, more, context);
    };
    let cell = case.cell.as_ref().map_or_else(|| "-".to_owned(), Cell::spoken);
    let name = case.name.as_ref().map_or("", SafeText::as_str);
    toast_for(model, (&cell, name), id, more, context)
}

/// The question of this row; none for a child.
pub(in crate::tui) fn question(at: usize) -> Option<Question> {
    Question::ALL.get(at).copied()
}

/// The child of this row, when the wing wrote it down.
pub(in crate::tui) fn child_at(file: &Dossier, at: usize) -> Option<&ChildLine> {
    file.home.children.get(at.checked_sub(Question::ALL.len())?).filter(|line| line.child.is_some())
}

/// How many rows the page of the first days has: questions, then children.
pub(super) fn rows(model: &Model) -> usize {
    Question::ALL.len() + model.file().map_or(0, |file| file.home.children.len())
}

/// Chooses the question or the child in this row.
pub(super) fn pick(model: &mut Model, at: usize) {
    model.over = Some(Over::FirstDays(at.min(rows(model).saturating_sub(1))));
}

/// Keys on the page of the first days.
pub(super) fn act(model: &mut Model, at: usize, action: Action, context: &Context<'_>) -> Vec<Effect> {
    let Some(person) = model.file().map(|file| file.detainee) else {
        model.over = Some(Over::Person(0));
        return Vec::new();
    };
    let child = model.file().and_then(|file| child_at(file, at)).cloned();
    match (action, question(at), child) {
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown, ..) => {
            pick(model, moved(at, action));
        }
        (Action::NextStep, Some(question), _) => model.over = Some(Over::Letters(Letters::Said(question))),
        (Action::NextStep, None, Some(line)) => {
            let text = typed(&line.facts, context.words.lang());
            model.open_field(Input::Child(person, line.child), &text);
        }
        (Action::EnterNew, ..) => model.open_field(Input::Child(person, None), ""),
        (Action::Note, Some(question), _) => {
            let known = model.file().and_then(|file| file.home.answers.get(&question));
            let text = known.map(|answer| answer.text.reveal().as_str().to_owned()).unwrap_or_default();
            model.open_field(Input::Words(person, question), &text);
        }
        (Action::Strike, _, Some(line)) => {
            model.over = line.child.map(|child| Over::Ask(Sure::StrikeChild(child)));
        }
        (Action::Undo, ..) => return super::record::undo(model, context),
        (Action::Back, ..) => model.over = Some(Over::Person(0)),
        _ => {}
    }
    Vec::new()
}

/// A child by its id, in the file that is open.
pub(in crate::tui) fn child_line(model: &Model, child: ChildId) -> Option<&ChildLine> {
    model.file()?.home.children.iter().find(|line| line.child == Some(child))
}

/// The first days again, with this child chosen.
pub(super) fn pick_again(model: &mut Model, child: ChildId) {
    let children = model.file().map(|file| file.home.children.as_slice()).unwrap_or_default();
    let at = children.iter().position(|line| line.child == Some(child));
    pick(model, at.map_or(0, |at| Question::ALL.len() + at));
}

/// It was a mistake.
pub(super) fn strike(model: &mut Model, child: ChildId, context: &Context<'_>) -> Vec<Effect> {
    pick_again(model, child);
    let known = child_line(model, child).map(|line| line.facts.clone());
    let Some((facts, detainee)) = known.zip(model.file().map(|file| file.detainee)) else {
        hint(model, context.words.say(Id::HintChooseAgain));
        return Vec::new();
    };
    let deed = |struck| Deed::Child { detainee, child: Some(child), facts: facts.clone(), struck };
    record(model, vec![(deed(true), Back::Deed(deed(false)))], context.words.say(Id::ToastStruck))
}

/// Records an answer; the undo is what was answered before.
pub(super) fn answered(
    model: &mut Model,
    detainee: DetaineeId,
    question: Question,
    said: Said,
    words: Option<&str>,
    context: &Context<'_>,
) -> Vec<Effect> {
    model.over = Some(Over::FirstDays(row_of(question)));
    let known = model.file().and_then(|file| file.home.answers.get(&question));
    let before = known.map_or((Said::AskLater, Pii::default()), |answer| (answer.said, answer.text.clone()));
    let text = words.map_or_else(|| before.1.clone(), |words| Pii::new(SafeText::line(words.trim())));
    let deed = |said, text| Deed::FirstAnswer { detainee, question, said, text };
    let (deed, back) = (deed(said, text), deed(before.0, before.1));
    let toast = toast(model, Id::ToastAnswer, &[], context);
    record(model, vec![(deed, Back::Deed(back))], toast)
}

/// Words with an answer; what was answered stays.
pub(super) fn words(
    model: &mut Model,
    (person, question): (DetaineeId, Question),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let known = model.file().and_then(|file| file.home.answers.get(&question));
    let said = known.map_or(Said::Yes, |answer| answer.said);
    answered(model, person, question, said, Some(text), context)
}

/// The letters that say with whom a child is, and yes and no.
const fn letters(lang: Lang) -> ([(char, CareSituation); 5], (char, char)) {
    use CareSituation::{Family, FosterCare, Institution, OtherParent, Unknown};
    match lang {
        Lang::Nl => {
            ([('a', OtherParent), ('f', Family), ('p', FosterCare), ('i', Institution), ('o', Unknown)], ('j', 'n'))
        }
        Lang::En => {
            ([('o', OtherParent), ('f', Family), ('p', FosterCare), ('i', Institution), ('u', Unknown)], ('y', 'n'))
        }
    }
}

/// Reads `M 2019 a j j`: a letter, and after it what is known, in this order. A year that is not known is `?`.
fn read_child(text: &str, lang: Lang, now: DateTime<Utc>) -> Option<ChildFacts> {
    let (cares, (yes, no)) = letters(lang);
    let mut words = text.split_whitespace();
    let letter = words.next().filter(|word| is_a_letter(word))?;
    let year = match words.next() {
        None | Some("?") => None,
        Some(word) => {
            let year = word.parse::<i32>().ok()?;
            let this_year = chrono::Datelike::year(&local::date_of(now));
            Some(Pii::new((1900..=this_year).contains(&year).then_some(year)?))
        }
    };
    let one = |word: &str| {
        let mut letters = word.chars();
        letters.next().filter(|_| letters.next().is_none()).map(|letter| letter.to_ascii_lowercase())
    };
    let care = match words.next() {
        None => CareSituation::Unknown,
        Some(word) => cares.into_iter().find(|(letter, _)| one(word) == Some(*letter))?.1,
    };
    let mut known = || match words.next() {
        None | Some("?") => Some(None),
        Some(word) if one(word) == Some(yes) => Some(Some(true)),
        Some(word) if one(word) == Some(no) => Some(Some(false)),
        Some(_) => None,
    };
    let (arranged, contact_allowed) = (known()?, known()?);
    let letter = Pii::new(SafeText::line(&letter.to_uppercase()));
    words.next().is_none().then_some(ChildFacts { letter, birth_year: year, care, arranged, contact_allowed })
}

/// What is known of a child, as somebody types it.
fn typed(facts: &ChildFacts, lang: Lang) -> String {
    let (cares, (yes, no)) = letters(lang);
    let year = facts.birth_year.as_ref().map_or_else(|| "?".to_owned(), |year| year.reveal().to_string());
    let care = cares.into_iter().find(|(_, care)| *care == facts.care).map_or('?', |(letter, _)| letter);
    let known = |flag: Option<bool>| flag.map_or('?', |flag| if flag { yes } else { no });
    let (arranged, contact) = (known(facts.arranged), known(facts.contact_allowed));
    format!("{} {year} {care} {arranged} {contact}", facts.letter.reveal().as_str())
}

/// What is known of a child, in words: letter, year, with whom, and what is settled.
pub(in crate::tui) fn child_text(facts: &ChildFacts, words: &Words) -> String {
    let year = facts.birth_year.as_ref().map_or_else(|| "?".to_owned(), |year| year.reveal().to_string());
    let settled = facts.arranged.map(|yes| if yes { Id::ChildArranged } else { Id::ChildNotArranged });
    let contact = facts.contact_allowed.map(|yes| if yes { Id::ChildContact } else { Id::ChildNoContact });
    let said = [Some(wording::care(facts.care)), settled, contact].into_iter().flatten();
    let said: Vec<String> = said.map(|id| words.say(id).as_str().to_owned()).collect();
    format!("{} ({year}) {}", facts.letter.reveal().as_str(), said.join(", "))
}

/// What a typed child means so far.
pub(super) fn means_child(text: &str, words: &Words, now: DateTime<Utc>) -> Option<SafeText> {
    Some(SafeText::line(&child_text(&read_child(text, words.lang(), now)?, words)))
}

/// Records a child, or what is known of it now.
pub(super) fn child(
    model: &mut Model,
    (detainee, child): (DetaineeId, Option<ChildId>),
    text: &str,
    context: &Context<'_>,
) -> Vec<Effect> {
    let Some(facts) = read_child(text, context.words.lang(), context.now) else {
        hint(model, context.words.say(Id::HowChild));
        return Vec::new();
    };
    let before = child.and_then(|child| {
        let children = &model.file()?.home.children;
        children.iter().find(|line| line.child == Some(child)).map(|line| line.facts.clone())
    });
    let back = before.map_or(Back::Withdraw, |facts| Back::Deed(Deed::Child { detainee, child, facts, struck: false }));
    model.over = Some(Over::FirstDays(Question::ALL.len()));
    let toast = toast(model, Id::ToastChild, &[], context);
    record(model, vec![(Deed::Child { detainee, child, facts, struck: false }, back)], toast)
}
