//! Home (*thuis*): children who stay behind, the last contact, who supports, what was asked in the first days.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::Sorted;
use crate::domain::contact_moment::{ContactKind, ContactMoment};
use crate::domain::day::Pending;
use crate::domain::file::{CareSituation, Contact, NetworkStatus};
use crate::domain::first_days::{ChildEntry, ChildFacts, FirstAnswer, Question, Said};
use crate::domain::id::ChildId;
use crate::domain::local::date_of;
use crate::domain::record::Record;
use crate::text::{Pii, SafeText};

/// A child outside, as it is shown: a letter and a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildLine {
    /// Which one, when the wing wrote it down; none when the administration did.
    pub child: Option<ChildId>,
    /// What is known.
    pub facts: ChildFacts,
    /// A judge or prosecutor forbade contact.
    pub contact_ban: bool,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// The answer that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What they said.
    pub said: Said,
    /// In their words.
    pub text: Pii<SafeText>,
    /// When.
    pub at: DateTime<Utc>,
    /// Initials of who asked, when known.
    pub by: Option<SafeText>,
    /// Whether it reached the hub.
    pub pending: Pending,
}

/// What is known of home.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Home {
    /// Children outside, the oldest first.
    pub children: Vec<ChildLine>,
    /// The last contact that was received, and how; how is not known when only the administration has it.
    pub last_contact: Option<(NaiveDate, Option<ContactKind>)>,
    /// State of the network, when the file is here.
    pub network: Option<NetworkStatus>,
    /// The answers of the first days that stand.
    pub answers: BTreeMap<Question, Answered>,
}

impl Home {
    /// Whether somebody asked about children: a child that is known is an answer.
    pub fn is_kindcheck_done(&self) -> bool {
        let asked = self.answers.get(&Question::Children).is_some_and(|answer| answer.said != Said::AskLater);
        asked || !self.children.is_empty()
    }

    /// How many questions of the first days are answered.
    pub fn answered(&self) -> usize {
        self.answers.values().filter(|answer| answer.said != Said::AskLater).count()
    }
}

/// The contacts that stand, the oldest first.
pub(super) fn contacts<'a>(sorted: &Sorted<'a>) -> Vec<&'a ContactMoment> {
    let all = sorted.all(|record| match record {
        Record::ContactMoment(moment) => Some(moment),
        _ => None,
    });
    let stands = |moment: &&ContactMoment| {
        moment.detainee == sorted.input.detainee
            && moment.kind != ContactKind::Withdrawn
            && sorted.stands(moment.id.into())
    };
    let mut standing: Vec<_> = all.into_iter().filter(stands).collect();
    standing.sort_by_key(|moment| (moment.at, moment.id));
    standing
}

pub(super) fn assemble(sorted: &Sorted<'_>) -> Home {
    let detainee = sorted.input.detainee;
    let known: Vec<&Contact> = sorted.all(|record| match record {
        Record::Contact(contact) if contact.detainee == detainee => Some(contact),
        _ => None,
    });
    let received = contacts(sorted).into_iter().filter(|moment| moment.kind.is_home());
    let recorded = received.map(|moment| (date_of(moment.at), Some(moment.kind)));
    let imported = known.iter().filter_map(|contact| Some((contact.last_contact_on?, None)));
    let files = sorted.all(|record| match record {
        Record::PersonFile(file) if file.id == detainee => Some(file),
        _ => None,
    });
    Home {
        children: children(sorted, &known),
        last_contact: recorded.chain(imported).max(),
        network: files.first().map(|file| file.network),
        answers: answers(sorted),
    }
}

/// The latest answer to each question.
fn answers(sorted: &Sorted<'_>) -> BTreeMap<Question, Answered> {
    let mut all: Vec<&FirstAnswer> = sorted.all(|record| match record {
        Record::FirstAnswer(answer) if answer.detainee == sorted.input.detainee => Some(answer),
        _ => None,
    });
    all.sort_by_key(|answer| (answer.at, answer.id));
    let line = |answer: &FirstAnswer| Answered {
        said: answer.said,
        text: answer.text.clone(),
        at: answer.at,
        by: sorted.initials(answer.author),
        pending: sorted.pending(answer.id.into()),
    };
    all.into_iter().map(|answer| (answer.question, line(answer))).collect()
}

/// The latest version of each child, and the minors of the administration.
fn children(sorted: &Sorted<'_>, known: &[&Contact]) -> Vec<ChildLine> {
    let mut entries: Vec<&ChildEntry> = sorted.all(|record| match record {
        Record::ChildEntry(entry) if entry.detainee == sorted.input.detainee => Some(entry),
        _ => None,
    });
    entries.sort_by_key(|entry| (entry.at, entry.id));
    let latest: BTreeMap<ChildId, &ChildEntry> = entries.into_iter().map(|entry| (entry.child, entry)).collect();
    let asked = latest.into_values().filter(|entry| !entry.struck).map(|entry| ChildLine {
        child: Some(entry.child),
        facts: entry.facts.clone(),
        contact_ban: false,
        pending: sorted.pending(entry.id.into()),
    });
    let minors = known.iter().filter(|contact| contact.minor == Some(true)).map(|contact| ChildLine {
        child: None,
        facts: ChildFacts {
            letter: contact.initials.clone().unwrap_or_else(|| Pii::new(SafeText::line("?"))),
            birth_year: contact.birth_year.clone(),
            care: contact.care.unwrap_or(CareSituation::Unknown),
            arranged: None,
            contact_allowed: contact.contact_ban.then_some(false),
        },
        contact_ban: contact.contact_ban,
        pending: Pending::No,
    });
    let mut all: Vec<_> = minors.chain(asked).collect();
    let year = |line: &ChildLine| line.facts.birth_year.as_ref().map_or(i32::MAX, |year| *year.reveal());
    all.sort_by_key(|line| (year(line), line.child));
    all
}
