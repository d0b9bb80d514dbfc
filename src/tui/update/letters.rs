//! Short lists of which a letter chooses: contacts, answers, causes, steps. What was chosen is done by the page that it belongs to.

use super::{Context, incidents, person, plan, week};
use crate::domain::contact_moment::ContactKind;
use crate::domain::first_days::Said;
use crate::domain::local::date_of;
use crate::domain::programme::Cause;
use crate::text::{Arg, Id, Lang, SafeText, Words, date};
use crate::tui::model::{Input, Letters, Model, Over};
use crate::tui::msg::Effect;
use crate::tui::numbered::{MORE, Numbered};
use crate::wording;

/// What can be recorded as a contact, by letter: what kind, and whether with a child.
const CONTACTS: [(char, ContactKind, bool); 9] = [
    ('m', ContactKind::MentorTalk, false),
    ('g', ContactKind::Talk, false),
    ('t', ContactKind::Call, false),
    ('k', ContactKind::Call, true),
    ('b', ContactKind::Video, false),
    ('i', ContactKind::Video, true),
    ('x', ContactKind::VideoFailed, false),
    ('z', ContactKind::Visit, false),
    ('d', ContactKind::Visit, true),
];

/// The answers, by letter; the first letter of their word in the reader's language.
const fn answers(lang: Lang) -> [(char, Said); 4] {
    match lang {
        Lang::Nl => [('j', Said::Yes), ('n', Said::No), ('z', Said::DoesNotSay), ('v', Said::AskLater)],
        Lang::En => [('y', Said::Yes), ('n', Said::No), ('d', Said::DoesNotSay), ('t', Said::AskLater)],
    }
}

impl Letters {
    /// What can be chosen now, by letter.
    pub(in crate::tui) fn choices(self, model: &Model, words: &Words) -> Vec<(char, SafeText)> {
        match self {
            Self::Contacts => {
                let said = |(letter, kind, child)| (letter, words.say(wording::contact(kind, child)));
                CONTACTS.into_iter().map(said).collect()
            }
            Self::Enter => {
                let first = ('e', words.say(Id::EnterFirstDays));
                let advice = plan::advice_here(model).map(|_| ('v', words.say(Id::EnterAdvice)));
                let mdo = person::meeting(model).map(|(_, at)| {
                    let day = date::day_month(date_of(at));
                    ('d', words.with(Id::EnterMdo, &[("date", Arg::Text(&day))]))
                });
                let has_agreements = model.file().is_some_and(|file| !file.agreements.is_empty());
                let placement = has_agreements.then(|| ('b', words.say(Id::EnterPlacement)));
                std::iter::once(first).chain(advice).chain(mdo).chain(placement).collect()
            }
            Self::Said(_) => {
                answers(words.lang()).map(|(letter, said)| (letter, words.say(wording::said(said)))).into()
            }
            Self::Causes(..) => Cause::ALL.map(|cause| (cause.letter(), words.say(wording::cause(cause)))).into(),
            Self::Placements(part) => {
                let agreements = model.file().map(|file| file.agreements.as_slice()).unwrap_or_default();
                let numbered = Numbered::new(agreements, part, model);
                let more = numbered.more().map(|more| (MORE, more.label(words)));
                numbered.iter().map(|(digit, agreement)| (digit, agreement.party.clone())).chain(more).collect()
            }
            Self::Incident(part) => incidents::choices(model, part, words),
            Self::IncidentSteps(id) => incidents::step_choices(model, id, words),
        }
    }

    /// What stands above it.
    pub(in crate::tui) const fn title(self) -> Id {
        match self {
            Self::Contacts => Id::TitleContacts,
            Self::Enter => Id::TitleEnter,
            Self::Said(_) => Id::TitleSaid,
            Self::Causes(_, None) => Id::TitleCancelled,
            Self::Causes(_, Some(_)) => Id::TitleShortened,
            Self::Placements(_) => Id::EnterPlacement,
            Self::Incident(_) => Id::TitleIncident,
            Self::IncidentSteps(_) => Id::TitleIncidentSteps,
        }
    }
}

/// From a list back to where it was opened.
pub(super) fn back(model: &mut Model, letters: Letters) {
    model.over = match letters {
        Letters::Said(question) => Some(Over::FirstDays(person::row_of(question))),
        Letters::Contacts | Letters::Enter | Letters::Placements(_) => Some(Over::Person(0)),
        Letters::Causes(pick, _) => Some(Over::Week(pick)),
        Letters::IncidentSteps(id) => return incidents::pick_again(model, id),
        Letters::Incident(_) => None,
    };
}

/// A letter chose.
pub(super) fn choose(model: &mut Model, letters: Letters, letter: char, context: &Context<'_>) -> Vec<Effect> {
    match letters {
        Letters::Causes(pick, times) => return week::because(model, pick, times, letter, context),
        Letters::Incident(part) => return incidents::choose(model, part, letter, context),
        Letters::IncidentSteps(id) => return incidents::choose_step(model, id, letter, context),
        _ => {}
    }
    let Some(person) = model.subject() else { return Vec::new() };
    match letters {
        Letters::Contacts => {
            let kind = CONTACTS.into_iter().find(|(known, ..)| *known == letter);
            match kind {
                Some((_, ContactKind::MentorTalk, _)) => model.open_field(Input::NextTalk(person), ""),
                Some((_, kind, child)) => model.open_field(Input::Contact(person, kind, child, None), ""),
                None => {}
            }
        }
        Letters::Enter if letter == 'e' => model.over = Some(Over::FirstDays(0)),
        Letters::Enter if letter == 'v' => plan::open_advice(model),
        Letters::Enter if letter == 'd' => person::open_mdo(model),
        Letters::Enter if letter == 'b' => model.over = Some(Over::Letters(Letters::Placements(0))),
        Letters::Placements(part) => return person::started(model, part, letter, context),
        Letters::Said(question) => {
            let said = answers(context.words.lang()).into_iter().find(|(known, _)| *known == letter);
            if let Some((_, said)) = said {
                return person::answered(model, person, question, said, None, context);
            }
        }
        _ => {}
    }
    Vec::new()
}
