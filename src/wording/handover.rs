//! Points of a shift handover in words: what it is, never more than was recorded.

use super::{asked, house, kind, leave, measure, not_yet, reason, request, state, visit};
use crate::domain::day::ItemKind;
use crate::domain::handover::{Rank, What};
use crate::text::{Arg, Id, SafeText, Words};

/// How much a point matters.
pub const fn rank(rank: Rank) -> Id {
    match rank {
        Rank::First => Id::RankFirst,
        Rank::ToDo => Id::RankToDo,
        Rank::ToKnow => Id::RankToKnow,
        Rank::WentWell => Id::RankWentWell,
        Rank::NotRecorded => Id::RankNotRecorded,
    }
}

/// `verlof lang: nog buiten`. With names hidden nobody reads what was written about somebody.
pub fn point(what: &What, hidden: bool, words: &Words) -> SafeText {
    let of = |id: Id, what: &SafeText| words.with(id, &[("what", what.into())]);
    let called = |kind: ItemKind| words.say(self::kind(kind).1);
    let titled = |kind: ItemKind, title: &Option<SafeText>| match title {
        Some(title) => SafeText::line(&format!("{} {}", called(kind).as_str(), title.as_str())),
        None => called(kind),
    };
    let both = |what: &SafeText, how: &SafeText| SafeText::line(&format!("{}: {}", what.as_str(), how.as_str()));
    let shown = |text: &SafeText| if hidden { SafeText::line("-") } else { text.clone() };
    match what {
        What::LeaveOut(kind) => of(Id::PointOut, &words.say(leave(*kind))),
        What::LeaveLate(kind) => of(Id::PointLate, &words.say(leave(*kind))),
        What::NotBack(kind) => of(Id::PointNotBack, &called(*kind)),
        What::Underway(place) => {
            let place = place.as_ref().map_or("-", SafeText::as_str);
            words.with(Id::PointUnderway, &[("place", Arg::Text(place))])
        }
        What::Incident(kind, text) => both(&words.say(house::incident(*kind)), &shown(text.reveal())),
        What::UrgentMeasure(kind) => of(Id::PointUrgent, &words.say(house::incident(*kind))),
        What::Measure(kind) => of(Id::PointMeasure, &words.say(measure(*kind))),
        What::Review(reasons) => {
            let said: Vec<_> = reasons.iter().map(|one| words.say(visit::review_reason(*one))).collect();
            let said = said.iter().map(SafeText::as_str).collect::<Vec<_>>().join(", ");
            words.with(Id::PointReview, &[("reasons", Arg::Text(&said))])
        }
        What::Planned(kind, title) => titled(*kind, title),
        What::Request(whom, how) => {
            let (whom, how) = (words.say(asked(*whom)), words.say(request(how)));
            words.with(Id::PointRequest, &[("asked", (&whom).into()), ("state", (&how).into())])
        }
        What::Absent(kind, why) => {
            let how = words.say(Id::StateAbsent);
            both(&called(*kind), &SafeText::line(&format!("{}, {}", how.as_str(), words.say(reason(*why)).as_str())))
        }
        What::StaysInCell(why) => {
            let how = words.say(Id::StateStaysInCell);
            SafeText::line(&format!("{}, {}", how.as_str(), words.say(reason(*why)).as_str()))
        }
        What::CalledOff(kind, how) => both(&called(*kind), &words.say(state(*how).0)),
        What::Programme(kind, went) => both(&called(*kind), &house::went(*went, words)),
        What::Moved(movement) => not_yet(movement, words),
        What::Entry(text) => shown(text.reveal()),
        What::NotRecorded(kind, title) => of(Id::PointNotRecorded, &titled(*kind, title)),
    }
}
