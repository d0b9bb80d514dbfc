//! What was typed and not recorded yet, as plain text under a plain name, so that it can be kept for the next start.

use std::str::FromStr;

use uuid::Uuid;

use super::model::{Input, Model, Texts};
use crate::domain::contact_moment::ContactKind;
use crate::domain::first_days::Question;
use crate::domain::id::{ChildId, DetaineeId, EventId, LeaveRequestId, MdoContributionId, RequestSlipId, RowId};
use crate::domain::incident::IncidentKind;
use crate::domain::request::Asked;
use crate::text::{Pii, SafeText};

/// One text, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is for: `note/<person>`, `arrival`, …
    pub of: String,
    /// What was typed.
    pub text: Pii<String>,
}

impl Model {
    /// What was typed and not recorded yet.
    pub fn drafts(&self) -> Vec<Draft> {
        let name = |(what, text): (&Input, &String)| Some(Draft { of: name(*what)?, text: Pii::new(text.clone()) });
        self.drafts.iter().filter_map(name).collect()
    }

    /// Whether that changed since this was last asked; asking forgets it.
    pub fn take_drafts_changed(&mut self) -> bool {
        std::mem::take(&mut self.drafts_changed)
    }

    /// Takes drafts of an earlier time; what was typed since goes before them. Gives how many there are.
    pub(super) fn restore(&mut self, drafts: Vec<Draft>) -> usize {
        let mut restored = 0;
        for Draft { of, text } in drafts {
            let text = SafeText::block(text.reveal());
            if let Some(what) = named(&of).filter(|what| !self.drafts.contains_key(what) && !text.as_str().is_empty()) {
                self.drafts.insert(what, text.as_str().to_owned());
                restored += 1;
            }
        }
        restored
    }

    /// Keeps what was typed, if it is for something that is kept; an empty line is nothing to keep.
    pub(super) fn keep_draft(&mut self, what: Input, line: String) {
        if name(what).is_none() {
            return;
        }
        if line.is_empty() {
            self.drafts.remove(&what);
        } else {
            self.drafts.insert(what, line);
        }
        self.drafts_changed = true;
    }

    /// It was recorded.
    pub(super) fn drop_draft(&mut self, what: Input) {
        self.drafts_changed |= self.drafts.remove(&what).is_some();
    }
}

/// Nobody and nothing.
const NONE: &str = "-";

const fn word(texts: Texts) -> &'static str {
    match texts {
        Texts::Notes => "note",
        Texts::Handover => "handover",
    }
}

/// None for what is typed anew in a moment: a time, a place, a filter.
fn name(what: Input) -> Option<String> {
    let somebody = |person: Option<DetaineeId>| person.map_or_else(|| NONE.to_owned(), |person| person.to_string());
    Some(match what {
        Input::New(texts, about) => format!("{}/{}", word(texts), somebody(about)),
        Input::Edit(texts, about, id) => format!("edit-{}/{}/{id}", word(texts), somebody(about)),
        Input::Advice(request) => format!("advice/{request}"),
        Input::Arrival => "arrival".to_owned(),
        Input::Request(person, asked) => format!("request/{person}/{}", asked.letter()),
        Input::Answer(id) => format!("answer/{id}"),
        Input::Mdo(person, event, old) => {
            format!("mdo/{person}/{event}/{}", old.map_or_else(|| NONE.to_owned(), |old| old.to_string()))
        }
        Input::Incident(person, kind) => format!("incident/{person}/{}", kind.letter()),
        Input::Contact(person, kind, child, next) => {
            let next = next.map_or_else(|| NONE.to_owned(), |day| day.to_string());
            format!("contact/{person}/{}/{child}/{next}", kind.letter())
        }
        Input::Words(person, question) => {
            let at = Question::ALL.iter().position(|known| *known == question)?;
            format!("words/{person}/{at}")
        }
        Input::Child(person, child) => {
            format!("child/{person}/{}", child.map_or_else(|| NONE.to_owned(), |child| child.to_string()))
        }
        Input::Filter
        | Input::NextTalk(_)
        | Input::Time
        | Input::Date
        | Input::Count
        | Input::Hours(_)
        | Input::Apart(_)
        | Input::Move(_)
        | Input::Place(_)
        | Input::Cell(_) => return None,
    })
}

fn named(name: &str) -> Option<Input> {
    let parts: Vec<&str> = name.split('/').collect();
    let id = |text: &str| Uuid::from_str(text).ok();
    let somebody = |text: &str| if text == NONE { Some(None) } else { id(text).map(|id| Some(DetaineeId(id))) };
    Some(match parts.as_slice() {
        ["note", about] => Input::New(Texts::Notes, somebody(about)?),
        ["handover", about] => Input::New(Texts::Handover, somebody(about)?),
        ["edit-note", about, row] => Input::Edit(Texts::Notes, somebody(about)?, RowId(id(row)?)),
        ["edit-handover", about, row] => Input::Edit(Texts::Handover, somebody(about)?, RowId(id(row)?)),
        ["advice", request] => Input::Advice(LeaveRequestId(id(request)?)),
        ["arrival"] => Input::Arrival,
        ["request", person, letter] => {
            let asked = Asked::ALL.into_iter().find(|asked| asked.letter().to_string() == *letter)?;
            Input::Request(DetaineeId(id(person)?), asked)
        }
        ["contact", person, letter, child, next] => {
            let kind = ContactKind::ALL.into_iter().find(|kind| kind.letter().to_string() == *letter)?;
            let next = if *next == NONE { None } else { Some(next.parse().ok()?) };
            Input::Contact(DetaineeId(id(person)?), kind, child.parse().ok()?, next)
        }
        ["words", person, at] => Input::Words(DetaineeId(id(person)?), *Question::ALL.get(at.parse::<usize>().ok()?)?),
        ["child", person, child] => {
            let child = if *child == NONE { None } else { Some(ChildId(id(child)?)) };
            Input::Child(DetaineeId(id(person)?), child)
        }
        ["mdo", person, event, old] => {
            let old = if *old == NONE { None } else { Some(MdoContributionId(id(old)?)) };
            Input::Mdo(DetaineeId(id(person)?), EventId(id(event)?), old)
        }
        ["incident", person, letter] => {
            let kind = IncidentKind::ALL.into_iter().find(|kind| kind.letter().to_string() == *letter)?;
            Input::Incident(DetaineeId(id(person)?), kind)
        }
        ["answer", row] => Input::Answer(RequestSlipId(id(row)?)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_that_is_kept_comes_back_for_what_it_was_for() {
        let (person, row) = (DetaineeId(Uuid::from_u128(1)), RowId(Uuid::from_u128(2)));
        let kept = [
            Input::New(Texts::Notes, Some(person)),
            Input::New(Texts::Handover, Some(person)),
            Input::New(Texts::Handover, None),
            Input::Edit(Texts::Notes, Some(person), row),
            Input::Edit(Texts::Handover, None, row),
            Input::Advice(LeaveRequestId(row.0)),
            Input::Arrival,
            Input::Request(person, Asked::Library),
            Input::Answer(RequestSlipId(row.0)),
            Input::Incident(person, IncidentKind::Isolation),
            Input::Mdo(person, EventId(row.0), None),
            Input::Mdo(person, EventId(row.0), Some(MdoContributionId(row.0))),
            Input::Contact(person, ContactKind::VideoFailed, true, chrono::NaiveDate::from_ymd_opt(2026, 12, 7)),
            Input::Contact(person, ContactKind::Talk, false, None),
            Input::Words(person, Question::Support),
            Input::Child(person, None),
            Input::Child(person, Some(ChildId(row.0))),
        ];
        let mut model = Model::new((80, 24));
        for what in kept {
            model.keep_draft(what, format!("{what:?}"));
        }
        assert!(model.take_drafts_changed() && !model.take_drafts_changed());
        let mut next = Model::new((80, 24));
        next.keep_draft(Input::Arrival, "newer".to_owned());
        model.keep_draft(Input::Advice(LeaveRequestId(row.0)), "one\ntwo".to_owned());
        assert_eq!(next.restore(model.drafts()), kept.len() - 1);
        for what in kept.into_iter().filter(|what| *what != Input::Arrival) {
            assert_eq!(next.drafts.get(&what), model.drafts.get(&what));
        }
        assert_eq!(next.drafts[&Input::Arrival], "newer");
        next.keep_draft(Input::Arrival, String::new());
        assert_eq!(next.drafts.len(), kept.len() - 1);
    }

    #[test]
    fn a_name_of_another_program_is_no_draft() {
        let mut model = Model::new((80, 24));
        let of = ["", "note", "note/x", "note/-/1", "poem/-", "edit-note/-/x", "arrival/1"].map(str::to_owned);
        let drafts = of.map(|of| Draft { of, text: Pii::new("text".to_owned()) });
        assert_eq!(model.restore(drafts.to_vec()), 0);
        let empty = Draft { of: "arrival".to_owned(), text: Pii::default() };
        assert_eq!(model.restore(vec![empty]), 0);
    }
}
